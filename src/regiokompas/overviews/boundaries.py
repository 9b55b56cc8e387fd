"""How the boundaries of partnerships lie to each other: the same, the one within the other, or across."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

__all__ = ["Boundaries", "Pair", "compare_boundaries", "jaccard"]

#: Pairs that are named for each policy field.
TELLING: Final = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partnerships that lie across each other: how many municipalities they share, and which they do not."""

    first: str
    second: str
    shared: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    jaccard: float


@dataclass(frozen=True, slots=True)
class Boundaries:
    """How the boundaries lie within one policy field.

    Parameters
    ----------
    policy_field
        Its name.
    arrangements
        Partnerships in it; ``compared`` are those of two municipalities or more.
    municipalities
        How many different municipalities these have.
    pairs
        Pairs of them that share a municipality: ``same`` have the very same municipalities, of ``nested`` the one lies
        within the other, and ``crossing`` lie across, so that each has municipalities that the other has not. Pairs
        that share none do not touch, which says nothing.
    jaccard
        Mean over these pairs of what they share ÷ what they have together: 1 if all boundaries coincide.
    telling
        Pairs that lie across and share most.
    """

    policy_field: str
    arrangements: int
    compared: int
    municipalities: int
    pairs: int
    same: int
    nested: int
    crossing: int
    jaccard: float | None
    telling: tuple[Pair, ...]


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Return what two sets share ÷ what they have together.

    Examples
    --------
    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    return len(first & second) / len(first | second)


def compare_boundaries(
    policy_field: str, members: Sequence[tuple[str, frozenset[str]]], names: Mapping[str, str]
) -> Boundaries:
    """Compare the partnerships of a policy field in pairs.

    Parameters
    ----------
    policy_field
        Its name.
    members
        Name and municipalities of each partnership in it.
    names
        What municipalities are called.

    Notes
    -----
    Work grows with the square of the number of partnerships in one field.

    Examples
    --------
    >>> found = compare_boundaries("zorg", [("A", frozenset("xy")), ("B", frozenset("xyz"))], dict(zip("xyz", "XYZ")))
    >>> found.nested, round(found.jaccard, 2)
    (1, 0.67)
    """
    compared = sorted((pair for pair in members if len(pair[1]) > 1), key=lambda pair: (pair[0], sorted(pair[1])))
    pairs = same = nested = crossing = 0
    together = 0.0
    most: list[tuple[int, float, int, int]] = []  # never more than a few: of 20,000 partnerships there are 200m pairs
    for (i, (_, first)), (j, (_, second)) in combinations(enumerate(compared), 2):
        if first.isdisjoint(second):
            continue
        share = jaccard(first, second)
        pairs += 1
        together += share
        if first == second:
            same += 1
        elif first < second or second < first:
            nested += 1
        else:
            crossing += 1
            insort(most, (-len(first & second), -share, i, j))
            del most[TELLING:]
    telling = [(compared[i], compared[j]) for *_, i, j in most]
    return Boundaries(
        policy_field,
        len(members),
        len(compared),
        len(frozenset().union(*(ids for _, ids in compared))),
        pairs,
        same,
        nested,
        crossing,
        round(together / pairs, 4) if pairs else None,
        tuple(_pair(first, second, names) for first, second in telling),
    )


def _pair(first: tuple[str, frozenset[str]], second: tuple[str, frozenset[str]], names: Mapping[str, str]) -> Pair:
    def only(ids: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(names[id_] for id_ in ids))

    share = jaccard(first[1], second[1])
    return Pair(
        first[0], second[0], len(first[1] & second[1]), only(first[1] - second[1]), only(second[1] - first[1]),
        round(share, 4),
    )  # fmt: skip
