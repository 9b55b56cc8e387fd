"""What respondents of one partner say together, from a least number of answers on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from regiokompas.errors import RegiokompasError
from regiokompas.questionnaires.reading import Answers

__all__ = ["Aggregate", "Outcome", "aggregate"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The median of ``answers`` answers of ``partner``, about a partner or about the cooperation."""

    partner: str
    attribute: str
    about: str | None
    score: float
    answers: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be shown, and how many outcomes were held back."""

    shown: tuple[Aggregate, ...]
    held_back: int


def aggregate(answers: Iterable[Answers], floor: int = 3) -> Outcome:
    """Return the median per partner and question; fewer than ``floor`` answers are held back.

    Examples
    --------
    >>> one = Answers("partner:a", {("courage", None): 4})
    >>> aggregate([one, one, one]).shown[0].score
    4
    >>> aggregate([one, one])
    Outcome(shown=(), held_back=1)
    """
    if floor < 1:
        raise RegiokompasError(f"the floor is 1 or more, not {floor}")
    scores: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for one in answers:
        for (attribute, about), score in one.scores.items():
            scores[one.partner, attribute, about].append(score)
    order = sorted(scores, key=lambda key: (key[0], key[1], key[2] or ""))
    shown = tuple(Aggregate(*key, median(scores[key]), len(scores[key])) for key in order if len(scores[key]) >= floor)
    return Outcome(shown, len(scores) - len(shown))
