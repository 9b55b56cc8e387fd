"""Financing: which pots there are, what they wait for, and who can set them free.

A refused fund is no money: it counts in :func:`fund_state` alone. Sums and counts are ``None`` if something unknown
could change them, and shares also where there is nothing to take a share of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, inf
from typing import Any

from regiokompas.graph import nodes
from regiokompas.measures.base import Amount, Count, Days, Graph, Key, Keys, Share, measure, value
from regiokompas.measures.commitments import (
    Commitment,
    best_case,
    commitments,
    greatest_fixpoint,
    least_fixpoint,
    outcomes,
    settled,
)
from regiokompas.measures.standstill import FirstMovers, circles, first_movers, holds, longest_chains

__all__ = [
    "FundState",
    "Funding",
    "FundingCycle",
    "MoneyConcentration",
    "ThemeFunding",
    "fund_state",
    "funding",
    "funding_cycle",
    "money_concentration",
    "theme_funding",
]

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class FundingCycle:
    """Funds that wait for each other in a circle (claim E35)."""

    funds: Keys = value("potjes", "funds")
    size: Count = value("aantal potjes", "number of funds")
    owners: Keys = value("eigenaren", "owners")
    amount: Amount | None = value("bedrag dat stilstaat", "amount that stands still")
    theme: Key = value("opgave", "theme")
    themes: Keys = value("opgaven", "themes")
    first_mover_fund: Key | None = value("potje dat de kring losmaakt", "fund that frees the circle")
    first_mover: Key | None = value("wie als eerste kan bewegen", "who can move first")
    solvable_together: bool | None = value("lost op als allen tegelijk tekenen", "solved if all sign at once")


@measure(
    FundingCycle,
    field="financing",
    needs=("funds",),
    label=("kring van wachtende potjes", "circle of waiting funds"),
)
def funding_cycle(G: Graph) -> Iterator[FundingCycle]:
    """Yield the circles of funds that wait for each other and stand still.

    A circle is a strongly connected component of two funds or more in the waits-for graph of the funds that the least
    fixpoint does not release. Its theme is the one with most money in it, the first by key among equals.

    Yields
    ------
    FundingCycle
        Smallest sets of first movers are sought within the circle alone. Among the funds in them ``first_mover_fund``
        leaves the fewest others waiting when it moves; then it is the smallest, then the first by key. That order is
        our judgement. It is ``None`` also if no fund can free the circle because money is really missing.
        Where something unknown may break the circle, its amount and its first mover are ``None``.

    Notes
    -----
    O(n + m) for the circles; see :func:`regiokompas.measures.standstill.first_movers` for the search. Claim E35.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> for one, other in ["ab", "ba"]:
    ...     waits = {"status": "conditional", "condition": {"all_of": [f"fund:{other}"]}}
    ...     G.add_node(f"fund:{one}", type="fund", owner=f"partner:{one}", theme="theme:t", amount=200.0, **waits)
    >>> [circle] = funding_cycle(G)
    >>> circle.funds, circle.amount, circle.first_mover, circle.solvable_together
    (('fund:a', 'fund:b'), 400.0, 'partner:a', True)
    """
    pledges = commitments(G)
    amounts = {c.key: c.amount for c in pledges}
    released = outcomes(least_fixpoint, pledges)
    for circle in _circles(pledges):
        owners, themes = (tuple(sorted({G.nodes[fund][name] for fund in circle})) for name in ("owner", "theme"))
        money = {theme: fsum(amounts[f] or 0 for f in circle if G.nodes[f]["theme"] == theme) for theme in themes}
        mover = _first_mover(pledges, circle) if all(released[fund] is False for fund in circle) else None
        yield FundingCycle(
            funds=circle,
            size=len(circle),
            owners=owners,
            amount=_sum((amounts[fund], _not(released[fund])) for fund in circle),
            theme=min(themes, key=lambda theme: (-money[theme], theme)),
            themes=themes,
            first_mover_fund=mover,
            first_mover=G.nodes[mover]["owner"] if mover else None,
            solvable_together=settled(lambda given, funds=circle: greatest_fixpoint(given).issuperset(funds), pledges),
        )


def _circles(pledges: Sequence[Commitment]) -> list[tuple[str, ...]]:
    """Return the certain circles, and those that may be circles and hide no certain one."""
    certain = circles(best_case(pledges))
    return sorted({*certain, *(c for c in circles(pledges) if not any(set(c) >= set(k) for k in certain))})


def _first_mover(pledges: Sequence[Commitment], circle: Sequence[str]) -> str | None:
    movers = settled(lambda given: first_movers(given, within=circle), pledges)
    if movers is None or not movers.size:
        return None
    amounts = {c.key: c.amount for c in pledges}

    def burden(fund: str) -> tuple[int, float, str]:
        amount = amounts[fund]
        return len(movers.releases - least_fixpoint(pledges, firm=[fund])), inf if amount is None else amount, fund

    return min({fund for choice in movers.choices for movers_ in choice for fund in movers_}, key=burden)


@dataclass(frozen=True, slots=True)
class FundState:
    """What becomes of one fund if everyone waits, and if all sign together (claims E35, E36)."""

    fund: Key = value("potje", "fund")
    owner: Key = value("eigenaar", "owner")
    theme: Key = value("opgave", "theme")
    amount: Amount | None = value("bedrag", "amount")
    released: bool | None = value("komt vrij ook als iedereen wacht", "comes free even if everyone waits")
    attainable: bool | None = value("komt vrij als allen tegelijk tekenen", "comes free if all sign at once")
    chain: Count | None = value("langste keten van wachten", "longest chain of waiting")
    holds: Count = value(
        "potjes die op dit potje wachten, direct of verderop",
        "funds that wait for this one, directly or further on",
    )
    held_amount: Amount | None = value("bedrag dat op dit potje wacht", "amount that waits for this fund")


@measure(FundState, field="financing", needs=("funds",), label=("stand van een potje", "state of a fund"))
def fund_state(G: Graph) -> Iterator[FundState]:
    """Yield what becomes of each fund.

    Yields
    ------
    FundState
        ``released`` is membership of the least fixpoint and ``attainable`` of the greatest. ``chain`` counts the links
        of the longest chain of waiting that starts with the fund, a circle being one link. ``holds`` counts the funds
        that certainly wait for it: none, once it is released.

    Notes
    -----
    O(n (n + m)) for n funds and m funds named in conditions. Claims E35 and E36.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("fund:a", type="fund", owner="partner:a", theme="theme:t", amount=100.0, status="open")
    >>> waits = {"status": "conditional", "condition": {"any_of": ["fund:a"]}}
    >>> G.add_node("fund:b", type="fund", owner="partner:b", theme="theme:t", amount=200.0, **waits)
    >>> [(state.released, state.attainable, state.chain, state.holds, state.held_amount) for state in fund_state(G)]
    [(False, True, 0, 1, 200.0), (False, True, 1, 0, 0.0)]
    """
    pledges = commitments(G)
    amounts = {c.key: c.amount for c in pledges}
    released, attainable = outcomes(least_fixpoint, pledges), outcomes(greatest_fixpoint, pledges)
    chains = longest_chains(pledges)
    held, perhaps_held = holds(best_case(pledges)), holds(pledges)
    for key, data in nodes(G, "fund"):
        yield FundState(
            fund=key,
            owner=data["owner"],
            theme=data["theme"],
            amount=_rounded(amounts[key]),
            released=released[key],
            attainable=attainable[key],
            chain=chains[key],
            holds=len(held[key]),
            held_amount=_sum((amounts[fund], fund in held[key] or None) for fund in perhaps_held[key]),
        )


@dataclass(frozen=True, slots=True)
class Funding:
    """The money of the partnership as a whole (claims E32, E35, E36)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    funds: Count = value("potjes", "funds")
    total: Amount | None = value("totaal", "total")
    firm: Amount | None = value("zeker", "firm")
    frozen: Amount | None = value("ligt stil als iedereen wacht", "stands still if everyone waits")
    frozen_share: Share | None = value("aandeel dat stilligt", "share that stands still")
    solvable: Amount | None = value("komt vrij bij gelijk oversteken", "comes free if all sign at once")
    missing: Amount | None = value("komt ook dan niet vrij", "does not come free even then")
    first_mover_sets: Count | None = value(
        "kleinste groepen die als eerste kunnen bewegen", "smallest sets of first movers"
    )
    first_movers: Count | None = value("potjes in zo een groep", "funds in such a set")
    first_movers_exact: bool = value("zeker de kleinste", "certainly the smallest")
    frozen_themes: Keys = value("opgaven waar geld stilligt", "themes where money stands still")
    frozen_themes_count: Count = value("aantal opgaven waar geld stilligt", "number of themes where money stands still")


@measure(
    Funding,
    field="financing",
    needs=("funds",),
    label=("financiering als geheel", "funding as a whole"),
    singleton=True,
)
def funding(G: Graph) -> Iterator[Funding]:
    """Yield the money of the whole, by what becomes of it.

    Yields
    ------
    Funding
        One row. ``firm`` is in the least fixpoint and ``frozen`` is not; of what is frozen, ``solvable`` is in the
        greatest fixpoint and ``missing`` is not. So total = firm + frozen and frozen = solvable + missing.
        ``first_movers`` is the size of a smallest set of funds whose unconditional commitment releases all that can
        be released, ``first_mover_sets`` the number of such sets; both are 0 if nobody needs to move. If
        ``first_movers_exact`` is false, the size is an upper bound, or unknown.

    Notes
    -----
    O(n m) but for the search: see :func:`regiokompas.measures.standstill.first_movers`. Claims E32, E35 and E36.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("fund:a", type="fund", owner="partner:a", theme="theme:t", amount=100.0, status="committed")
    >>> G.add_node("fund:b", type="fund", owner="partner:b", theme="theme:t", amount=300.0, status="open")
    >>> [whole] = funding(G)
    >>> whole.firm, whole.frozen, whole.frozen_share, whole.first_movers, whole.frozen_themes
    (100.0, 300.0, 0.75, 1, ('theme:t',))
    """
    pledges = commitments(G)
    offered = _offered(pledges)
    released, attainable = outcomes(least_fixpoint, pledges), outcomes(greatest_fixpoint, pledges)
    total = _sum((c.amount, True) for c in offered)
    frozen = _sum((c.amount, _not(released[c.key])) for c in offered)
    still = tuple(sorted({G.nodes[c.key]["theme"] for c in offered if released[c.key] is False and c.amount != 0}))
    movers: FirstMovers | None = settled(first_movers, pledges)
    exact = movers is not None and movers.exact
    yield Funding(
        partnership=G.graph["partnership"],
        funds=len(offered),
        total=total,
        firm=_sum((c.amount, released[c.key]) for c in offered),
        frozen=frozen,
        frozen_share=_share(frozen, total),
        solvable=_sum((c.amount, _and(attainable[c.key], _not(released[c.key]))) for c in offered),
        missing=_sum((c.amount, _not(attainable[c.key])) for c in offered),
        first_mover_sets=(movers.number if movers.size else 0) if movers and exact else None,
        first_movers=movers.size if movers else None,
        first_movers_exact=exact,
        frozen_themes=still,
        frozen_themes_count=len(still),
    )


@dataclass(frozen=True, slots=True)
class ThemeFunding:
    """The pots of one theme and their calendar (claims E33, E34)."""

    theme: Key = value("opgave", "theme")
    funds: Count = value("potjes", "funds")
    owners: Count = value("eigenaren", "owners")
    earmarked: Count | None = value("geoormerkte potjes", "earmarked funds")
    conditional: Count | None = value("potjes met een voorwaarde", "funds with a condition")
    total: Amount | None = value("totaal", "total")
    firm: Amount | None = value("zeker", "firm")
    shortfall: Amount | None = value("zeker geld komt tekort", "firm money falls short by")
    firm_share: Share | None = value("aandeel van de kosten dat zeker is", "share of the costs that is firm")
    decision_spread: Days | None = value(
        "dagen tussen eerste en laatste besluit", "days between the first and the last decision"
    )
    days_late: Days | None = value(
        "laatste besluit na het moment dat geld nodig is, in dagen",
        "last decision after the money is needed, in days",
    )
    undated: Count | None = value("potjes zonder besluitdatum", "funds without a decision date")
    days_until_needed: Days | None = value("dagen tot het geld nodig is", "days until the money is needed")


@measure(
    ThemeFunding,
    field="financing",
    needs=("themes", "funds"),
    label=("financiering per opgave", "funding per theme"),
)
def theme_funding(G: Graph) -> Iterator[ThemeFunding]:
    """Yield the pots of each theme, against its costs and its calendar.

    Yields
    ------
    ThemeFunding
        ``firm`` is the money in the least fixpoint, ``shortfall`` what the costs exceed it by, and ``firm_share`` is at
        most 1. The calendar is that of the decisions still to be taken: a committed fund has no say in it.
        ``decision_spread`` needs two of them and is 0 otherwise. ``days_late`` is negative if the last falls in time,
        and 0 if none is left.

    Notes
    -----
    O(n + m) for the fixpoint. Claims E33 and E34.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", date=date(2026, 11, 23))
    >>> G.add_node("theme:t", type="theme", cost=500.0, money_needed=date(2027, 1, 1))
    >>> G.add_node("fund:a", type="fund", owner="partner:a", theme="theme:t", amount=200.0, status="committed")
    >>> when = {"status": "open", "decision_date": date(2027, 1, 15)}
    >>> G.add_node("fund:b", type="fund", owner="partner:b", theme="theme:t", amount=300.0, **when)
    >>> [theme] = theme_funding(G)
    >>> theme.firm, theme.shortfall, theme.firm_share, theme.days_late, theme.days_until_needed
    (200.0, 300.0, 0.4, 14, 39)
    """
    today: date = G.nodes[G.graph["partnership"]]["date"]
    pledges = commitments(G)
    released = outcomes(least_fixpoint, pledges)
    pots: dict[str, list[Commitment]] = defaultdict(list)
    for pledge in _offered(pledges):
        pots[G.nodes[pledge.key]["theme"]].append(pledge)
    for theme, data in nodes(G, "theme"):
        cost, needed = data.get("cost"), data.get("money_needed")
        firm = _sum((c.amount, released[c.key]) for c in pots[theme])
        short = None if cost is None or firm is None else max(0.0, cost - firm)
        days = _decision_days(G, pots[theme])
        yield ThemeFunding(
            theme=theme,
            funds=len(pots[theme]),
            owners=len({G.nodes[c.key]["owner"] for c in pots[theme]}),
            earmarked=_count(G.nodes[c.key].get("earmarked") for c in pots[theme]),
            conditional=_count(_is_conditional(c) for c in pots[theme]),
            total=_sum((c.amount, True) for c in pots[theme]),
            firm=firm,
            shortfall=_rounded(short),
            firm_share=_share(None if short is None else cost - short, cost),
            decision_spread=_spread(days),
            days_late=_lateness(days, needed),
            undated=_count(None if day is None else day == "none" for day in days),
            days_until_needed=None if needed is None else (needed - today).days,
        )


def _is_conditional(pledge: Commitment) -> bool | None:
    if pledge.condition is None and pledge.status is None:
        return None
    return pledge.condition is not None or pledge.status == "conditional"


def _decision_days(G: Graph, pots: Iterable[Commitment]) -> list[Any]:
    """Return the days of the decisions that may still have to be taken: a date, "none", or ``None`` for unknown."""
    return [
        None if _is_conditional(pot) is None else G.nodes[pot.key].get("decision_date")
        for pot in pots
        if pot.status != "committed"
    ]


def _spread(days: Sequence[Any]) -> int | None:
    dated = [day for day in days if isinstance(day, date)]
    if len(days) > 1 and None in days:
        return None
    return (max(dated) - min(dated)).days if dated else 0


def _lateness(days: Sequence[Any], needed: date | None) -> int | None:
    if not days:
        return 0
    if needed is None or not all(isinstance(day, date) for day in days):
        return None
    return (max(days) - needed).days


@dataclass(frozen=True, slots=True)
class MoneyConcentration:
    """How far the money comes from one partner (claim E3)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    hhi: Share | None = value("concentratie (Herfindahl-Hirschman)", "concentration (Herfindahl-Hirschman)")
    largest_share: Share | None = value("grootste aandeel", "largest share")
    largest: Key | None = value("grootste betaler", "largest funder")


@measure(
    MoneyConcentration,
    field="financing",
    needs=("funds",),
    label=("herkomst van het geld", "origin of the money"),
    singleton=True,
)
def money_concentration(G: Graph) -> Iterator[MoneyConcentration]:
    """Yield how far the money comes from one partner.

    The Herfindahl-Hirschman index is the sum of the squared shares of the owners: 1 if one pays all, 1/n if n partners
    pay alike.

    Yields
    ------
    MoneyConcentration
        One row; ``largest`` is the first by key among equals.

    Notes
    -----
    O(n). Claim E3. Competition authorities write the index in squared per cent, up to 10,000 [1]_.

    References
    ----------
    .. [1] A. O. Hirschman, "The Paternity of an Index", The American Economic Review 54(5):761-762, 1964.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> for owner, amount in {"a": 30.0, "b": 30.0, "c": 20.0, "d": 20.0}.items():
    ...     G.add_node(f"fund:{owner}", type="fund", owner=f"partner:{owner}", theme="theme:t", amount=amount)
    >>> list(money_concentration(G))
    [MoneyConcentration(partnership='partnership:p', hhi=0.26, largest_share=0.3, largest='partner:a')]
    """
    offered = _offered(commitments(G))
    total = _sum((c.amount, True) for c in offered)
    if not total:
        yield MoneyConcentration(G.graph["partnership"], None, None, None)
        return
    paid: dict[str, list[float]] = defaultdict(list)
    for pledge in offered:
        paid[G.nodes[pledge.key]["owner"]].append(pledge.amount or 0.0)
    shares = {owner: fsum(amounts) / total for owner, amounts in sorted(paid.items())}
    largest = max(shares, key=shares.__getitem__)
    hhi = fsum(share**2 for share in shares.values())
    yield MoneyConcentration(G.graph["partnership"], _rounded(hhi), _rounded(shares[largest]), largest)


def _offered(pledges: Iterable[Commitment]) -> list[Commitment]:
    return [pledge for pledge in pledges if pledge.status != "refused"]


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _and(one: bool | None, other: bool | None) -> bool | None:
    return False if one is False or other is False else None if one is None or other is None else True


def _count(truths: Iterable[bool | None]) -> int | None:
    known = list(truths)
    return None if None in known else sum(map(bool, known))


def _sum(amounts: Iterable[tuple[float | None, bool | None]]) -> float | None:
    """Sum the amounts that count; ``None`` if one of them, or whether it counts, is unknown."""
    relevant = [(amount, counts) for amount, counts in amounts if counts is not False and amount != 0]
    if any(amount is None or counts is None for amount, counts in relevant):
        return None
    return _rounded(fsum(amount for amount, _ in relevant if amount is not None))


def _share(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else round(part / whole, DECIMALS)


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, DECIMALS)
