"""What respondents of one partner say together, from a least number of answers on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from statistics import median

from regiokompas.errors import RegiokompasError
from regiokompas.questionnaires.floors import DIVISION_FLOOR, FLOOR, SPREAD_FLOOR, is_divided, spread_of
from regiokompas.questionnaires.reading import Answers
from regiokompas.saying import Said

__all__ = ["Aggregate", "Outcome", "aggregate"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The median of ``answers`` answers of ``partner``, about a partner or about the cooperation.

    ``divided`` tells whether they are far apart, ``spread`` how many steps the middle half of them spans. Each is
    unknown while it would say too much of a single answer.
    """

    partner: str
    attribute: str
    about: str | None
    score: float
    answers: int
    divided: bool | None
    spread: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be shown, and how many outcomes were held back."""

    shown: tuple[Aggregate, ...]
    held_back: int


def aggregate(answers: Iterable[Answers], floor: int = FLOOR) -> Outcome:
    """Return the median per partner and question, with the number of answers and whether they are far apart.

    Fewer than ``floor`` answers are held back; that they are far apart is told from five on, and how many steps the
    middle half spans from nine on, or from a higher floor. That is told only if every questionnaire announced it.

    Raises
    ------
    RegiokompasError
        If the floor is no positive number.

    Examples
    --------
    >>> one = Answers("partner:a", {("courage", None): 4})
    >>> aggregate([one, one, one]).shown
    (Aggregate(partner='partner:a', attribute='courage', about=None, score=4, answers=3, divided=None, spread=None),)
    >>> aggregate([one, one])
    Outcome(shown=(), held_back=1)
    """
    if floor < 1:
        raise RegiokompasError(Said("the floor is 1 or more, not {floor}", floor=floor))
    scores: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    spread_floor: float = max(floor, SPREAD_FLOOR)
    for one in answers:
        spread_floor = max(spread_floor, inf if one.spread_promised is None else one.spread_promised)
        for (attribute, about), score in one.scores.items():
            scores[one.partner, attribute, about].append(score)
    order = sorted(scores, key=lambda key: (key[0], key[1], key[2] or ""))
    shown = tuple(_aggregate(key, scores[key], floor, spread_floor) for key in order if len(scores[key]) >= floor)
    return Outcome(shown, len(scores) - len(shown))


def _aggregate(key: tuple[str, str, str | None], scores: list[int], floor: int, spread_floor: float) -> Aggregate:
    divided = is_divided(scores) if len(scores) >= max(floor, DIVISION_FLOOR) else None
    spread = spread_of(scores) if len(scores) >= spread_floor else None
    return Aggregate(*key, median(scores), len(scores), divided, spread)
