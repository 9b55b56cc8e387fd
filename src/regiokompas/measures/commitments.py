"""Conditional commitments: who waits for whom, what comes free, and who can move first.

A fund that pays only if others pay is a conditional commitment. Each form of condition is *monotone*: more money
from others never makes it harder to meet. So two questions have one answer each, whatever the order of events:

- the **least fixpoint**: what comes free if everyone waits for what is certain;
- the **greatest fixpoint**: what holds together if all sign at the same moment.

Between them lies money that a simultaneous signing frees, or a few first movers. Outside the greatest fixpoint money
is really missing.

==============  ===================  ====================  ========================================================
status          condition            what it does          why
==============  ===================  ====================  ========================================================
committed       none                 always released
conditional     known                released once met
open, unknown   known                released once met     terms are terms, whatever the stage of the decision
open            none                 waits for its owner   nobody else can release it, but its owner may move first
refused         none                 never released
conditional     unknown              unknown               its terms may be anything
unknown         none                 unknown               it may be certain, open or refused
==============  ===================  ====================  ========================================================

The functions here read the unknown at its worst: an unknown amount counts for nothing, a fund of which the terms are
unknown gives nothing. :func:`best_case` reads it at its best, and :func:`settled` and :func:`outcomes` answer only
where both agree.

References
----------
.. [1] J. Heitzig, "Provision of Public Goods via Unilateral but Mutually Conditional Commitments", Games 16(6):58,
   2025, doi:10.3390/g16060058.
.. [2] N. Chen, "On the Approximability of Influence in Social Networks", SIAM Journal on Discrete Mathematics
   23(3):1400-1415, 2009.
.. [3] C. Bazgan, M. Chopin, A. Nichterlein and F. Sikora, "Parameterized Inapproximability of Target Set Selection
   and Generalizations", Computability 3(2):135-145, 2014, arXiv:1403.3565.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain, product
from math import prod
from typing import Any, Literal, TypeVar

import networkx as nx

from regiokompas.graph import nodes
from regiokompas.measures.base import Graph
from regiokompas.model.base import Money

__all__ = [
    "SEARCH_BOUND",
    "Commitment",
    "Condition",
    "FirstMovers",
    "Status",
    "best_case",
    "circles",
    "commitments",
    "first_movers",
    "greatest_fixpoint",
    "holds",
    "least_fixpoint",
    "longest_chains",
    "outcomes",
    "release_order",
    "settled",
    "waits_for",
]

Status = Literal["committed", "conditional", "open", "refused"]
Answer = TypeVar("Answer")

#: Partial sets that :func:`first_movers` tries per circle before it settles for an upper bound.
SEARCH_BOUND = 2000


@dataclass(frozen=True, slots=True)
class Condition:
    """What a commitment waits for: so many of these funds, or so much money from them.

    Parameters
    ----------
    funds
        Keys of the funds that count.
    count, amount
        How many of them must commit, or how much they must bring in all; exactly one of the two.

    Examples
    --------
    >>> Condition.all_of("a", "b") == Condition.at_least(2, "a", "b")
    True
    """

    funds: frozenset[str]
    count: int | None = None
    amount: float | None = None

    def __post_init__(self) -> None:
        if (self.count is None) == (self.amount is None):
            raise ValueError("a condition asks for a count or for an amount")

    @classmethod
    def all_of(cls, *funds: str) -> Condition:
        """Wait for all of these funds."""
        return cls(frozenset(funds), count=len(set(funds)))

    @classmethod
    def any_of(cls, *funds: str) -> Condition:
        """Wait for one of these funds."""
        return cls(frozenset(funds), count=1)

    @classmethod
    def at_least(cls, count: int, *funds: str) -> Condition:
        """Wait for so many of these funds."""
        return cls(frozenset(funds), count=count)

    @classmethod
    def at_least_amount(cls, amount: float, *funds: str) -> Condition:
        """Wait for so much money in all from these funds."""
        return cls(frozenset(funds), amount=amount)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A fund, and on what terms its owner commits it; ``None`` means unknown."""

    key: str
    amount: float | None = None
    status: Status | None = None
    condition: Condition | None = None

    def __post_init__(self) -> None:
        if self.status in ("committed", "refused") and self.condition is not None:
            raise ValueError(f"{self.key} is {self.status} and so waits for nothing")

    @property
    def is_vague(self) -> bool:
        """Whether it is unknown on what terms the fund comes free."""
        return self.condition is None and self.status in (None, "conditional")


def commitments(G: Graph) -> tuple[Commitment, ...]:
    """Return the commitments of all funds of a graph, in the order of their keys.

    A condition on an amount that names no funds counts all other funds of the same theme.
    """
    themes: dict[str, set[str]] = defaultdict(set)
    for key, data in nodes(G, "fund"):
        themes[data["theme"]].add(key)
    return tuple(
        Commitment(key, data.get("amount"), data.get("status"), _condition(data, themes[data["theme"]] - {key}))
        for key, data in nodes(G, "fund")
    )


def _condition(data: Mapping[str, Any], others: AbstractSet[str]) -> Condition | None:
    terms: Mapping[str, Any] | None = data.get("condition")
    if terms is None:
        return None
    if "all_of" in terms:
        return Condition.all_of(*terms["all_of"])
    if "any_of" in terms:
        return Condition.any_of(*terms["any_of"])
    if "at_least_k" in terms:
        return Condition.at_least(terms["at_least_k"], *terms["of"])
    asked = terms["at_least_amount"]
    amount = asked if isinstance(asked, int | float) else Money.model_validate(asked).amount
    return Condition.at_least_amount(amount, *terms.get("of", others))


def least_fixpoint(commitments: Iterable[Commitment], firm: Iterable[str] = ()) -> frozenset[str]:
    """Return the funds that come free if everyone waits for what is certain.

    Parameters
    ----------
    commitments
        All commitments that may bear on each other.
    firm
        Funds to be taken as committed without a condition, whatever their status.

    Notes
    -----
    O(n + m) for n funds and m funds named in conditions: every fund is released once and then counted once with
    each fund that waits for it.

    Examples
    --------
    >>> circle = [
    ...     Commitment("a", 100, "conditional", Condition.all_of("b")),
    ...     Commitment("b", 200, "conditional", Condition.all_of("a")),
    ... ]
    >>> least_fixpoint(circle), sorted(least_fixpoint(circle, firm="a")), sorted(greatest_fixpoint(circle))
    (frozenset(), ['a', 'b'], ['a', 'b'])
    """
    return _Theory(commitments).closure(firm)


def release_order(commitments: Iterable[Commitment], firm: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Return the rounds in which funds come free: each round waits for a fund of the round before.

    Notes
    -----
    O(n + m), and n log n for the order within a round. The union of the rounds is :func:`least_fixpoint`.

    Examples
    --------
    >>> a = Commitment("a", status="committed")
    >>> b = Commitment("b", status="conditional", condition=Condition.any_of("a", "c"))
    >>> c = Commitment("c", status="conditional", condition=Condition.all_of("a", "b"))
    >>> release_order([a, b, c])
    (('a',), ('b',), ('c',))
    """
    return tuple(tuple(sorted(released)) for released in _Theory(commitments).rounds(firm))


def greatest_fixpoint(commitments: Iterable[Commitment]) -> frozenset[str]:
    """Return the funds that hold together if all sign at the same moment.

    Refused funds do not sign; open funds do. What remains is the largest set in which every condition is met by the
    others in it: the best outcome that conditional commitments can bring about [1]_.

    Notes
    -----
    At most n rounds of O(m).
    """
    return _Theory(commitments).greatest()


def best_case(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return the commitments with all that is unknown at its best.

    An unknown amount meets every condition, and a fund of which the terms are unknown is committed.
    """
    given = tuple(commitments)
    asked = [c.condition.amount for c in given if c.condition is not None and c.condition.amount is not None]
    ample = max(asked, default=0.0)
    return tuple(
        replace(c, amount=ample if c.amount is None else c.amount, status="committed" if c.is_vague else c.status)
        for c in given
    )


def settled(question: Callable[[Sequence[Commitment]], Answer], commitments: Iterable[Commitment]) -> Answer | None:
    """Return the answer to a question, or ``None`` if what is unknown could change it.

    Notes
    -----
    Both fixpoints grow with the unknown, so an answer that follows from them and is the same at worst and at best is
    the same in between. For :func:`first_movers` that is so because its answer names what is released as well.
    """
    worst = tuple(commitments)
    best = best_case(worst)
    answer = question(worst)
    return answer if best == worst or question(best) == answer else None


def outcomes(
    fixpoint: Callable[[Sequence[Commitment]], AbstractSet[str]], commitments: Iterable[Commitment]
) -> dict[str, bool | None]:
    """Return for each fund whether a fixpoint holds it; ``None`` if that hangs on what is unknown.

    Examples
    --------
    >>> a = Commitment("a", None, "committed")
    >>> b = Commitment("b", 50, "conditional", Condition.at_least_amount(100, "a"))
    >>> outcomes(least_fixpoint, [a, b])
    {'a': True, 'b': None}
    """
    worst = tuple(commitments)
    certain, possible = fixpoint(worst), fixpoint(best_case(worst))
    return {c.key: True if c.key in certain else None if c.key in possible else False for c in worst}


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
        Look for first movers among these funds only, for the release of these only.
    bound
        Partial sets to try per knot (a strongly connected component of the waits-for graph). Beyond it one set is
        built greedily, and the result is an upper bound.

    Notes
    -----
    Only funds in the greatest fixpoint are asked to move: once all is released, the condition of each of them is met,
    so that nobody has paid on worse terms than its own. A fund outside it would pay while money is really missing.

    With conditions of the form *all of* only, the smallest sets are the minimum feedback vertex sets of the waits-for
    graph; in general this is target set selection, NP-hard [2]_ and hard to approximate [3]_. Two facts make it exact
    for regions. What a knot waits for outside itself never waits for the knot, so knots are solved one by one. And
    call *standstill* a set of funds none of which comes free even if all others have: then a set of funds releases
    everything exactly if it meets every standstill. The search picks a standstill that is not yet met, small by
    shrinking, and branches on its funds; sets grow by one until some suffice. A knot of n funds with smallest sets of
    size k takes at most n ** k steps of O(n (n + m)), in practice far fewer.

    Examples
    --------
    >>> ring = [
    ...     Commitment("a", status="conditional", condition=Condition.all_of("b")),
    ...     Commitment("b", status="conditional", condition=Condition.all_of("a", "c")),
    ...     Commitment("c", status="conditional", condition=Condition.all_of("b")),
    ... ]
    >>> list(first_movers(ring).sets())
    [('b',)]
    """
    given = tuple(commitments)
    theory = _Theory(given)
    target = theory.greatest()
    if within is None:
        waits = waits_for(given).subgraph(target - theory.closure())
        knots = [_Knot(theory, frozenset(knot), target - knot) for knot in nx.strongly_connected_components(waits)]
    else:
        target &= frozenset(within)
        knots = [_Knot(theory, target, frozenset())]
    results = [knot.smallest_sets(bound) for knot in knots]
    choices = sorted(tuple(sorted(map(_in_order, sets))) for sets, _ in results if any(sets))
    return FirstMovers(target, tuple(choices), all(exact for _, exact in results))


def _in_order(funds: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(funds))


class _Theory:
    """The consequences of a set of commitments, prepared to be drawn many times.

    Every condition is a weighted threshold: what is *needed*, and what each fund it names *weighs*. Money is weighed in
    cents, for whole numbers add up to the same in any order.
    """

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        given = {c.key: c for c in commitments}
        self._willing = frozenset(key for key, c in given.items() if c.status != "refused" and not c.is_vague)
        self._needs: dict[str, int] = {}
        self._weights: dict[str, dict[str, int]] = {}
        self._waiters: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, commitment in given.items():
            condition = commitment.condition
            if condition is None:
                continue
            named = sorted(condition.funds & given.keys())
            if condition.amount is None:
                self._needs[key], self._weights[key] = condition.count or 0, dict.fromkeys(named, 1)
            else:
                self._needs[key] = _cents(condition.amount)
                self._weights[key] = {fund: _cents(given[fund].amount or 0.0) for fund in named}
            for fund, weight in self._weights[key].items():
                self._waiters[fund].append((key, weight))
        unasked = frozenset(key for key, need in self._needs.items() if need <= 0)
        self._firm = unasked | {key for key, c in given.items() if c.status == "committed"}

    def rounds(self, firm: Iterable[str] = ()) -> Iterator[AbstractSet[str]]:
        needs = self._needs.copy()
        released: set[str] = set()
        falling: AbstractSet[str] = self._firm.union(firm)
        while falling:
            yield falling
            released |= falling
            following = set()
            for waiter, weight in chain.from_iterable(self._waiters.get(fund, ()) for fund in falling):
                needs[waiter] -= weight
                if needs[waiter] <= 0 and waiter not in released:
                    following.add(waiter)
            falling = following

    def closure(self, firm: Iterable[str] = ()) -> frozenset[str]:
        return frozenset[str]().union(*self.rounds(firm))

    def greatest(self) -> frozenset[str]:
        held = self._willing
        while unmet := {key for key in held if not self._is_met(key, held)}:
            held -= unmet
        return held

    def _is_met(self, key: str, held: AbstractSet[str]) -> bool:
        weights = self._weights.get(key, {})
        return sum(weights[fund] for fund in weights.keys() & held) >= self._needs.get(key, 0)


def _cents(amount: float) -> int:
    return round(amount * 100)


class _SearchTooLong(Exception):  # noqa: N818
    """More partial sets than the bound allows."""


class _Knot:
    """The search for first movers among funds that are to be released, given others that are released already."""

    def __init__(self, theory: _Theory, funds: frozenset[str], given: frozenset[str]) -> None:
        self._theory = theory
        self._funds = funds
        self._given = given
        self._left = 0

    def smallest_sets(self, bound: int) -> tuple[list[frozenset[str]], bool]:
        """Return all smallest sets and true, or a set that works and false."""
        self._left = bound
        try:
            for size in range(len(self._funds) + 1):
                if found := list(self._completions(frozenset(), frozenset(), size)):
                    return found, True
        except _SearchTooLong:
            pass
        return [self._greedy()], False

    def _waiting(self, movers: AbstractSet[str]) -> frozenset[str]:
        return self._funds - self._theory.closure(self._given | movers)

    def _completions(self, movers: frozenset[str], barred: frozenset[str], more: int) -> Iterator[frozenset[str]]:
        """Yield each set of the movers and so many more, none of them barred, that releases all."""
        self._left -= 1
        if self._left < 0:
            raise _SearchTooLong
        waiting = self._waiting(movers)
        if not waiting:
            yield movers
        if not waiting or not more:
            return
        for fund in sorted(self._standstill(waiting) - barred):
            yield from self._completions(movers | {fund}, barred, more - 1)
            barred |= {fund}  # every set with this fund has been seen

    def _standstill(self, waiting: frozenset[str]) -> frozenset[str]:
        """Shrink a standstill until the release of any one of its funds releases them all."""
        for fund in sorted(waiting):
            if fund in waiting:
                waiting = self._waiting(self._funds - waiting | {fund}) or waiting
        return waiting

    def _greedy(self) -> frozenset[str]:
        """Take the fund that releases most until all is released; then drop what proves needless."""
        movers: frozenset[str] = frozenset()
        while waiting := self._waiting(movers):
            movers |= {min(sorted(waiting), key=lambda fund: len(self._waiting(movers | {fund})))}
        for fund in sorted(movers):
            if not self._waiting(movers - {fund}):
                movers -= {fund}
        return movers
