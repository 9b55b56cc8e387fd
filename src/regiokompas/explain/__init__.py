"""Explanation: what decided a rule, what is missing, and how both are said."""

from regiokompas.explain.evidence import Evidence, Readings
from regiokompas.explain.explanations import Explanation, explanation
from regiokompas.explain.inputs import Inputs
from regiokompas.explain.missing import Missing, missing
from regiokompas.explain.nearest import Nearest, nearest
from regiokompas.explain.questions import Judgement, Question, questions
from regiokompas.explain.reasons import Reason, TestReason, margin, reason, source_of
from regiokompas.explain.wording import Wording

__all__ = [
    "Evidence",
    "Explanation",
    "Inputs",
    "Judgement",
    "Missing",
    "Nearest",
    "Question",
    "Readings",
    "Reason",
    "TestReason",
    "Wording",
    "explanation",
    "margin",
    "missing",
    "nearest",
    "questions",
    "reason",
    "source_of",
]
