"""Scenarios: the same partnership with something different, and what that would change."""
