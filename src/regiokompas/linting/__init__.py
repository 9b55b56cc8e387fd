"""The linter of rules: one module per family of checks, each check a function under a stable code."""

from regiokompas.linting import chains, conditions, evidence, overlap, remedies, texts
from regiokompas.linting.base import Check, Level, Lint, checks
from regiokompas.linting.run import LintResult, lint

__all__ = [
    "Check",
    "Level",
    "Lint",
    "LintResult",
    "chains",
    "checks",
    "conditions",
    "evidence",
    "lint",
    "overlap",
    "remedies",
    "texts",
]
