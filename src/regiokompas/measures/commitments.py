"""Conditional commitments: what comes free if everyone waits, and what holds if all sign together.

A fund that pays only if others pay is a conditional commitment. Every form of condition is *monotone*: more money
from others never makes it harder to meet. So two questions have one answer each, whatever the order of events:

- the **least fixpoint**: what comes free if everyone waits for what is certain;
- the **greatest fixpoint**: what holds together if all sign at the same moment [1]_.

Between them lies money that a simultaneous signing frees, or a few first movers
(:mod:`regiokompas.measures.standstill`). Outside the greatest fixpoint money is really missing.

====================  =========  ============================================================================
status                condition  what becomes of the fund
====================  =========  ============================================================================
committed             none       released
conditional           known      released once the condition is met
open or unknown       known      the same: terms are terms, whatever the stage of the decision
open                  none       waits for its owner: nobody else can release it, but its owner may move first
refused               none       never released
conditional           unknown    unknown: its terms may be anything
unknown               none       unknown: it may be certain, open or refused
====================  =========  ============================================================================

Functions of commitments read what is unknown at its worst: an unknown amount counts for nothing, a fund on unknown
terms gives nothing. :func:`best_case` reads it at its best; :func:`settled` and :func:`outcomes` answer only where
the two agree.

References
----------
.. [1] J. Heitzig, "Provision of Public Goods via Unilateral but Mutually Conditional Commitments - Mechanism,
   Equilibria, and Learning", Games 16(6):58, 2025, doi:10.3390/g16060058.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal, TypeVar

from regiokompas.graph import nodes
from regiokompas.graph.sharing import shared
from regiokompas.measures.base import Graph
from regiokompas.model.base import Money

__all__ = [
    "OWN_TERMS",
    "TERMS",
    "TERMS_AROUND",
    "Commitment",
    "Condition",
    "Consequences",
    "Status",
    "attainable",
    "best_case",
    "commitments",
    "greatest_fixpoint",
    "least_fixpoint",
    "outcomes",
    "release_order",
    "released",
    "settled",
]

Status = Literal["committed", "conditional", "open", "refused"]
Answer = TypeVar("Answer")

#: What becomes of a fund hangs on these attributes of all funds.
TERMS = ("fund.status", "fund.condition", "fund.amount")

#: Of these attributes of the fund itself and of the funds it waits for, where it does not matter who waits for it.
OWN_TERMS = ("fund*.status", "fund*.condition", "fund*.amount")

#: Where it does: those that wait for the fund, directly or further on, and all that they wait for.
TERMS_AROUND = ("*fund*.status", "*fund*.condition", "*fund*.amount")


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


@shared
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


class Consequences:
    """What follows from commitments, prepared to be asked many times.

    Every condition is a weighted threshold: how much is *needed*, and how much each fund that it names *weighs*.
    Money is weighed in cents, because whole numbers add up to the same in any order.
    """

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        given = {c.key: c for c in commitments}
        self._needs: dict[str, int] = {}
        self._weights: dict[str, dict[str, int]] = {}
        self._waiters: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, commitment in given.items():
            if commitment.condition is not None:
                self._needs[key], self._weights[key] = _threshold(commitment.condition, given)
                for fund, weight in self._weights[key].items():
                    self._waiters[fund].append((key, weight))
        asks_nothing = {key for key, need in self._needs.items() if need <= 0}
        self._firm = asks_nothing | {key for key, c in given.items() if c.status == "committed"}
        self._willing = frozenset(key for key, c in given.items() if c.status != "refused" and not c.is_vague)

    def rounds(self, firm: Iterable[str] = ()) -> Iterator[AbstractSet[str]]:
        """Yield what comes free, round by round, in O(n + m)."""
        needs = self._needs.copy()
        released: set[str] = set()
        falling = self._firm.union(firm)
        while falling:
            yield falling
            released |= falling
            following = set()
            for waiter, weight in chain.from_iterable(self._waiters.get(fund, ()) for fund in falling):
                needs[waiter] -= weight
                if needs[waiter] <= 0 and waiter not in released:
                    following.add(waiter)
            falling = following

    def least(self, firm: Iterable[str] = ()) -> frozenset[str]:
        """Return all that comes free, in O(n + m)."""
        return frozenset[str]().union(*self.rounds(firm))

    def greatest(self) -> frozenset[str]:
        """Return all that holds together, in O(n + m), and once more for each fund that one waits for and loses."""
        held = set(self._willing)
        doubtful = held & self._needs.keys()
        while unmet := {key for key in doubtful if not self._is_met(key, held)}:
            held -= unmet
            doubtful = {waiter for fund in unmet for waiter, _ in self._waiters.get(fund, ())} & held
        return frozenset(held)

    def among(self, funds: AbstractSet[str], given: AbstractSet[str]) -> Consequences:
        """Return what follows among some funds once those given are free and no others can be."""
        part = Consequences(())
        for key in funds & self._needs.keys():
            weights = self._weights[key]
            part._needs[key] = self._needs[key] - sum(weights[fund] for fund in weights.keys() & given)
            part._weights[key] = {fund: weight for fund, weight in weights.items() if fund in funds}
            for fund, weight in part._weights[key].items():
                part._waiters[fund].append((key, weight))
        part._firm = {key for key, need in part._needs.items() if need <= 0} | (self._firm & funds)
        part._willing = self._willing & funds
        return part

    def _is_met(self, key: str, held: AbstractSet[str]) -> bool:
        weights = self._weights[key]
        return sum(weights[fund] for fund in weights.keys() & held) >= self._needs[key]


def _threshold(condition: Condition, given: Mapping[str, Commitment]) -> tuple[int, dict[str, int]]:
    named = sorted(condition.funds & given.keys())
    if condition.amount is None:
        return condition.count or 0, dict.fromkeys(named, 1)
    return _cents(condition.amount), {fund: _cents(given[fund].amount or 0.0) for fund in named}


def _cents(amount: float) -> int:
    return round(amount * 100)


def least_fixpoint(commitments: Iterable[Commitment], firm: Iterable[str] = ()) -> frozenset[str]:
    """Return the funds that come free if everyone waits for what is certain.

    Parameters
    ----------
    commitments
        All commitments that may bear on each other.
    firm
        Keys of funds to take as committed without a condition, whatever their status.

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
    >>> least_fixpoint(circle), sorted(least_fixpoint(circle, firm=["a"])), sorted(greatest_fixpoint(circle))
    (frozenset(), ['a', 'b'], ['a', 'b'])
    """
    return Consequences(commitments).least(firm)


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
    return tuple(tuple(sorted(released)) for released in Consequences(commitments).rounds(firm))


def greatest_fixpoint(commitments: Iterable[Commitment]) -> frozenset[str]:
    """Return the funds that hold together if all sign at the same moment.

    Refused funds do not sign; open funds do. What remains is the largest set in which every condition is met by the
    others in it: the best outcome that conditional commitments can bring about [1]_.

    Notes
    -----
    O(n + m), and once more for each time that a fund loses one of those it waits for.
    """
    return Consequences(commitments).greatest()


def best_case(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return the commitments with all that is unknown at its best.

    An unknown amount meets every condition, and a fund of which the terms are unknown is committed.
    """
    given = tuple(commitments)
    asked = [c.condition.amount for c in given if c.condition is not None and c.condition.amount is not None]
    ample = max(asked, default=0.0)
    return tuple(
        replace(c, amount=ample if c.amount is None else c.amount, status="committed" if c.is_vague else c.status)
        if c.amount is None or c.is_vague
        else c
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


@shared
def released(G: Graph) -> Mapping[str, bool | None]:
    """Return for each fund whether it comes free even if everyone waits."""
    return outcomes(least_fixpoint, commitments(G))


@shared
def attainable(G: Graph) -> Mapping[str, bool | None]:
    """Return for each fund whether it comes free if all sign at the same moment."""
    return outcomes(greatest_fixpoint, commitments(G))
