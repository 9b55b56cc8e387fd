"""Judging: from a run of the rules to a diagnosis, and what of it calls for no action now."""
