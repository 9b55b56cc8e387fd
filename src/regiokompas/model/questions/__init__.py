"""What to ask a person: one question for every attribute and every section of the input.

The questions of a module of the model stand in the module of the same name here, by kind of entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regiokompas.model.questions import means, parties, work
from regiokompas.model.questions.base import ADDRESSEES, STAND_INS, Addressee, KindQuestions, Wanted

__all__ = ["ADDRESSEES", "QUESTIONS", "STAND_INS", "Addressee", "KindQuestions", "Wanted"]

#: The questions by kind of entity.
QUESTIONS: Mapping[str, KindQuestions] = MappingProxyType(
    {
        "partnership": parties.PARTNERSHIP,
        "partner": parties.PARTNER,
        "person": parties.PERSON,
        "theme": work.THEME,
        "goal": work.GOAL,
        "milestone": work.MILESTONE,
        "result": work.RESULT,
        "interest": work.INTEREST,
        "contribution": means.CONTRIBUTION,
        "benefit": means.BENEFIT,
        "fund": means.FUND,
        "decision": work.DECISION,
        "role": parties.ROLE,
        "relation": parties.RELATION,
        "agreement": work.AGREEMENT,
        "plan": work.PLAN,
        "statement": parties.STATEMENT,
    }
)
