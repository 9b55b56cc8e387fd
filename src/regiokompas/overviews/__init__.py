"""Overviews: what can be learnt from many partnerships together."""
