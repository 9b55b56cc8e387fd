"""Explanation: what decided a rule, what is missing, and how both are said."""

from regiokompas.explain.explanations import Explanation, explanation
from regiokompas.explain.missing import Missing, missing
from regiokompas.explain.nearest import Nearest, nearest
from regiokompas.explain.questions import asked_for, question
from regiokompas.explain.reasons import Reason, TestReason, margin, reason, source_of
from regiokompas.explain.wording import Wording

__all__ = [
    "Explanation",
    "Missing",
    "Nearest",
    "Reason",
    "TestReason",
    "Wording",
    "asked_for",
    "explanation",
    "margin",
    "missing",
    "nearest",
    "question",
    "reason",
    "source_of",
]
