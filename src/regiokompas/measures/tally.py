"""Sums, counts and truths of which a part may be unknown: ``None`` where that part could change the answer."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

__all__ = ["DECIMALS", "count_of", "every", "negation", "rounded", "share_of", "total_of"]

#: Decimals that a measure keeps; more would only differ between machines.
DECIMALS = 4


def negation(truth: bool | None) -> bool | None:
    """Return the opposite; that of unknown is unknown."""
    return None if truth is None else not truth


def every(truths: Iterable[bool | None]) -> bool | None:
    """Return whether all hold.

    Examples
    --------
    >>> every([True, None]), every([False, None])
    (None, False)
    """
    known = list(truths)
    if False in known:
        return False
    return None if None in known else True


def count_of(truths: Iterable[bool | None]) -> int | None:
    """Return how many hold.

    Examples
    --------
    >>> count_of([True, False, True]), count_of([True, None])
    (2, None)
    """
    known = list(truths)
    return None if None in known else sum(map(bool, known))


def total_of(amounts: Iterable[tuple[float | None, bool | None]]) -> float | None:
    """Return the sum of the amounts that count; each comes with whether it does.

    Examples
    --------
    >>> total_of([(100.0, True), (None, False), (0.0, None)]), total_of([(100.0, None)]), total_of([(None, True)])
    (100.0, None, None)
    """
    relevant = [(amount, counts) for amount, counts in amounts if counts is not False and amount != 0]
    if any(amount is None or counts is None for amount, counts in relevant):
        return None
    return rounded(fsum(amount for amount, _ in relevant if amount is not None))


def share_of(part: float | None, whole: float | None) -> float | None:
    """Return a part of a whole; ``None`` also if there is nothing to take a part of."""
    return None if part is None or not whole else rounded(part / whole)


def rounded(number: float | None) -> float | None:
    """Return a number in the decimals that a measure keeps."""
    return None if number is None else round(number, DECIMALS)
