"""A partner's own page."""
