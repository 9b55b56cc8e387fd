"""Dossiers: all that a report tells of one partnership, or of one partner in it."""
