"""How many answers it takes before something is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

__all__ = ["DIVISION_FLOOR", "FLOOR", "SPREAD_FLOOR", "is_divided", "spread_of"]

#: Answers from which on an outcome is shown: nobody outside can tell from a median of three what one of them said.
FLOOR = 3

#: Answers from which on it is shown whether they are far apart: from here on a colleague, who knows an answer of their
#: own, cannot tell either what another said. The test of this module tries every set of answers.
DIVISION_FLOOR = 5

#: Answers from which on it is shown how many steps the middle half spans. Of nine answers two lie outside that half on
#: either side, so that a colleague whose own answer is one of them still does not know the other. The test of this
#: module tries every set of answers here too: of eight a colleague could tell.
SPREAD_FLOOR = 9

#: The part of the answers that must stand on either side of the middle. A judgement: a quarter is no outlier any more.
SIDE = 0.25

#: Least number of answers on either side: one answer alone never makes a house divided, so it cannot be told from it.
LEAST = 2


def is_divided(scores: Sequence[int]) -> bool:
    """Return whether answers of 1–5 are far apart: a quarter, and two at least, is 1 or 2, and as many are 4 or 5.

    Examples
    --------
    >>> is_divided([1, 2, 3, 4, 5]), is_divided([1, 3, 3, 4, 5]), is_divided([3, 4, 5, 5, 5])
    (True, False, False)
    """
    side = max(LEAST, ceil(SIDE * len(scores)))
    return sum(score <= 2 for score in scores) >= side and sum(score >= 4 for score in scores) >= side


def spread_of(scores: Sequence[int]) -> int:
    """Return how many steps the middle half of the answers spans: the third quartile less the first, by nearest rank.

    Examples
    --------
    >>> spread_of([1, 2, 3, 3, 3, 4, 4, 5, 5]), spread_of([1, 1, 4, 4, 4, 4, 4, 4, 5])
    (1, 0)
    """
    ordered, rank = sorted(scores), ceil(len(scores) / 4)
    return ordered[-rank] - ordered[rank - 1]
