"""Advising: what helps and what first, who moves first on money, and what the next meeting decides."""
