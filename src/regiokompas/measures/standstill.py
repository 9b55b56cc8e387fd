"""Where commitments stand still: who waits for whom, in which circles, and who can move first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, product
from math import prod

import networkx as nx

from regiokompas.measures.commitments import Commitment, Consequences, least_fixpoint, outcomes

__all__ = [
    "SEARCH_BOUND",
    "FirstMovers",
    "circles",
    "first_movers",
    "holds",
    "longest_chains",
    "waits_for",
]

#: Least fixpoints that :func:`first_movers` computes per knot before it settles for an upper bound.
SEARCH_BOUND = 100_000


def waits_for(commitments: Iterable[Commitment]) -> nx.DiGraph[str]:
    """Return the graph of funds with an edge to each fund that a condition names."""
    given = {c.key: c for c in commitments}
    waits: nx.DiGraph[str] = nx.DiGraph()
    waits.add_nodes_from(given)
    for key, commitment in given.items():
        if commitment.condition is not None:
            waits.add_edges_from((key, fund) for fund in sorted(commitment.condition.funds & given.keys()))
    return waits


def _still_waiting(commitments: Sequence[Commitment]) -> nx.DiGraph[str]:
    """Return the part of the waits-for graph that the least fixpoint does not release."""
    waits = waits_for(commitments)
    waits.remove_nodes_from(least_fixpoint(commitments))
    return waits


def circles(commitments: Iterable[Commitment]) -> tuple[tuple[str, ...], ...]:
    """Return the circles of funds that wait for each other and stand still.

    A circle is a strongly connected component of two funds or more in the waits-for graph of the funds that the least
    fixpoint does not release.

    Notes
    -----
    O(n + m).
    """
    found = nx.strongly_connected_components(_still_waiting(tuple(commitments)))
    return tuple(sorted(tuple(sorted(circle)) for circle in found if len(circle) > 1))


def holds(commitments: Iterable[Commitment]) -> dict[str, frozenset[str]]:
    """Return for each fund the others that wait for it, directly or further on.

    Funds that the least fixpoint releases neither wait nor are waited for.

    Notes
    -----
    O(n (n + m)).
    """
    given = tuple(commitments)
    waits = _still_waiting(given)
    return {c.key: frozenset(nx.ancestors(waits, c.key) if c.key in waits else ()) for c in given}


def longest_chains(commitments: Iterable[Commitment]) -> dict[str, int | None]:
    """Return for each fund how many links the longest chain of waiting that starts with it has.

    A fund that waits for nobody, or is released, has 0; one that waits for that fund has 1. A circle is one link: a
    chain through it would have no end. ``None`` if the chain leads to a fund of which it is unknown whether it comes
    free.

    Notes
    -----
    O(n + m): the longest path in the condensation of the waits-for graph.
    """
    given = tuple(commitments)
    outcome = outcomes(least_fixpoint, given)
    condensed = nx.condensation(_still_waiting(given))
    lengths: dict[int, int | None] = {}
    chains: dict[str, int | None] = dict.fromkeys(outcome, 0)
    for link in reversed(list(nx.topological_sort(condensed))):
        members = condensed.nodes[link]["members"]
        further = [lengths[after] for after in condensed[link]]
        known = [length for length in further if length is not None]
        is_known = len(known) == len(further) and all(outcome[fund] is False for fund in members)
        lengths[link] = 1 + max(known, default=-1) if is_known else None
        chains.update(dict.fromkeys(members, lengths[link]))
    return chains


@dataclass(frozen=True, slots=True)
class FirstMovers:
    """The smallest sets of funds whose unconditional commitment releases the rest.

    Attributes
    ----------
    releases
        What is free in the end, first movers included.
    choices
        For each knot of funds its smallest sets; a set of first movers takes one from each.
    exact
        Whether these are certainly the smallest, and all of them. Otherwise they are one set that works.
    """

    releases: frozenset[str]
    choices: tuple[tuple[tuple[str, ...], ...], ...]
    exact: bool

    @property
    def size(self) -> int:
        """How many funds must move first; 0 if nobody needs to."""
        return sum(len(choice[0]) for choice in self.choices)

    @property
    def number(self) -> int:
        """How many sets there are; one, the empty set, if nobody needs to move."""
        return prod(len(choice) for choice in self.choices)

    def sets(self) -> Iterator[tuple[str, ...]]:
        """Yield the sets; there may be very many, as choices multiply."""
        for picked in product(*self.choices):
            yield tuple(sorted(chain.from_iterable(picked)))


def first_movers(
    commitments: Iterable[Commitment], within: Iterable[str] | None = None, *, bound: int = SEARCH_BOUND
) -> FirstMovers:
    """Return all smallest sets of funds that release everything the greatest fixpoint holds.

    Parameters
    ----------
    commitments
        All commitments that may bear on each other.
    within
        Look among these funds only, for first movers that release these only.
    bound
        Least fixpoints that the search may compute per knot, a strongly connected component of the waits-for graph.
        Beyond it one set is built greedily and the answer is an upper bound.

    Notes
    -----
    Only funds in the greatest fixpoint are asked to move. Once all is released each of them has its own condition
    met, so nobody has paid on worse terms than it asked for; a fund outside it would pay while money is really missing.

    If all conditions are of the form *all of*, the smallest sets are the minimum feedback vertex sets of the waits-for
    graph. In general this is target set selection: NP-hard, and hard to approximate [1]_ [2]_. Regions are small, and
    two facts make them smaller:

    - What a knot waits for outside itself never waits for the knot. So each knot is solved by itself, with all else
      taken as released.
    - Call *standstill* a set of funds none of which comes free even if all other funds have. A set of funds releases
      everything exactly if it meets every standstill.

    So the search takes a standstill that is not yet met, shrinks it, and branches on its funds; sets grow by one until
    some suffice. With standstills of at most b funds and smallest sets of size k it computes O(b ** k * n) least
    fixpoints. Random knots of 20 funds that each wait for two to five others stay within the bound, as do 12 funds
    that each wait for any six others.

    References
    ----------
    .. [1] N. Chen, "On the Approximability of Influence in Social Networks", SIAM Journal on Discrete Mathematics
       23(3):1400-1415, 2009.
    .. [2] C. Bazgan, M. Chopin, A. Nichterlein and F. Sikora, "Parameterized Inapproximability of Target Set
       Selection and Generalizations", Computability 3(2):135-145, 2014, arXiv:1403.3565.

    Examples
    --------
    >>> from regiokompas.measures.commitments import Condition
    >>> ring = [
    ...     Commitment("a", status="conditional", condition=Condition.all_of("b")),
    ...     Commitment("b", status="conditional", condition=Condition.all_of("a", "c")),
    ...     Commitment("c", status="conditional", condition=Condition.all_of("b")),
    ... ]
    >>> list(first_movers(ring).sets())
    [('b',)]
    """
    given = tuple(commitments)
    consequences = Consequences(given)
    target = consequences.greatest()
    if within is None:
        waits = waits_for(given).subgraph(target - consequences.least())
        knots = [
            _Knot(consequences, frozenset(knot), target.difference(knot))
            for knot in nx.strongly_connected_components(waits)
        ]
    else:
        target &= frozenset(within)
        knots = [_Knot(consequences, target, consequences.least() - target)]
    found = [knot.smallest_sets(bound) for knot in knots]
    choices = sorted(tuple(sorted(tuple(sorted(movers)) for movers in sets)) for sets, _ in found if any(sets))
    return FirstMovers(target, tuple(choices), all(exact for _, exact in found))


class _OutOfBound(Exception):  # noqa: N818
    """The search takes longer than allowed."""


class _Knot:
    """The search for first movers among funds to be released, given others that are released already."""

    def __init__(self, consequences: Consequences, funds: frozenset[str], given: frozenset[str]) -> None:
        self._consequences = consequences.among(funds, given)
        self._funds = funds
        self._left = 0

    def smallest_sets(self, bound: int) -> tuple[list[frozenset[str]], bool]:
        """Return all smallest sets and true, or one set that works and false."""
        self._left = bound
        try:
            for size in range(len(self._funds) + 1):
                if found := list(self._completions(frozenset(), frozenset(), size)):
                    return found, True
        except _OutOfBound:
            pass
        return [self._greedy()], False

    def _waiting(self, movers: AbstractSet[str]) -> frozenset[str]:
        return self._funds - self._consequences.least(movers)

    def _completions(self, movers: frozenset[str], barred: frozenset[str], more: int) -> Iterator[frozenset[str]]:
        """Yield each set of the movers and so many more, none of them barred, that releases all."""
        waiting = self._waiting(movers)
        self._left -= 1 + len(waiting)
        if self._left < 0:
            raise _OutOfBound
        if not waiting:
            yield movers
        elif more:
            for fund in sorted(self._standstill(waiting) - barred):
                yield from self._completions(movers | {fund}, barred, more - 1)
                barred |= {fund}  # all sets with this fund have been seen

    def _standstill(self, waiting: frozenset[str]) -> frozenset[str]:
        """Shrink a standstill until the release of any one of its funds releases it whole."""
        for fund in sorted(waiting):
            if fund in waiting:
                waiting = self._waiting(self._funds - waiting | {fund}) or waiting
        return waiting

    def _greedy(self) -> frozenset[str]:
        """Meet one standstill after another by the fund that releases most; then drop what proves needless."""
        movers: frozenset[str] = frozenset()
        while waiting := self._waiting(movers):
            left = {fund: len(self._waiting(movers | {fund})) for fund in sorted(self._standstill(waiting))}
            movers |= {min(left, key=left.__getitem__)}
        for fund in sorted(movers):
            if not self._waiting(movers - {fund}):
                movers -= {fund}
        return movers
