"""What respondents of one partner say together, from a least number of answers on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from regiokompas.errors import RegiokompasError
from regiokompas.questionnaires.floors import DIVISION_FLOOR, FLOOR, is_divided
from regiokompas.questionnaires.reading import Answers
from regiokompas.saying import Said

__all__ = ["Aggregate", "Outcome", "aggregate"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The median of ``answers`` answers of ``partner``, about a partner or about the cooperation.

    ``divided`` tells whether they are far apart; it is unknown while that would say too much of a single answer.
    """

    partner: str
    attribute: str
    about: str | None
    score: float
    answers: int
    divided: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be shown, and how many outcomes were held back."""

    shown: tuple[Aggregate, ...]
    held_back: int


def aggregate(answers: Iterable[Answers], floor: int = FLOOR) -> Outcome:
    """Return the median per partner and question, with the number of answers and whether they are far apart.

    Fewer than ``floor`` answers are held back; that they are far apart is told from five on, or from a higher floor.

    Raises
    ------
    RegiokompasError
        If the floor is no positive number.

    Examples
    --------
    >>> one = Answers("partner:a", {("courage", None): 4})
    >>> aggregate([one, one, one]).shown
    (Aggregate(partner='partner:a', attribute='courage', about=None, score=4, answers=3, divided=None),)
    >>> aggregate([one, one])
    Outcome(shown=(), held_back=1)
    """
    if floor < 1:
        raise RegiokompasError(Said("the floor is 1 or more, not {floor}", floor=floor))
    scores: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for one in answers:
        for (attribute, about), score in one.scores.items():
            scores[one.partner, attribute, about].append(score)
    order = sorted(scores, key=lambda key: (key[0], key[1], key[2] or ""))
    shown = tuple(Aggregate(*key, *_told(scores[key], floor)) for key in order if len(scores[key]) >= floor)
    return Outcome(shown, len(scores) - len(shown))


def _told(scores: list[int], floor: int) -> tuple[float, int, bool | None]:
    enough = len(scores) >= max(floor, DIVISION_FLOOR)
    return median(scores), len(scores), is_divided(scores) if enough else None
