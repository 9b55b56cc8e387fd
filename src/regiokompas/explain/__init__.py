"""Explanation: what decided a rule, what is missing, and how both are said."""

from regiokompas.explain.missing import Missing, missing
from regiokompas.explain.nearest import Nearest, nearest
from regiokompas.explain.questions import asked_for, question
from regiokompas.explain.wording import Wording

__all__ = ["Missing", "Nearest", "Wording", "asked_for", "missing", "nearest", "question"]
