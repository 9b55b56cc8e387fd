"""Financing: which pots there are, what they wait for, and who can set them free.

A refused fund is no money: it counts in :func:`fund_state` alone. Sums and counts are ``None`` if something unknown
could change them, and shares also where there is nothing to take a share of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Literal

from regiokompas.graph import nodes
from regiokompas.measures.base import Amount, Count, Days, Graph, Key, Keys, Share, measure, value
from regiokompas.measures.commitments import (
    OWN_TERMS,
    TERMS,
    Commitment,
    attainable,
    commitments,
    released,
    settled,
)
from regiokompas.measures.standstill import FirstMovers, first_movers
from regiokompas.measures.tally import count_of, every, negation, rounded, share_of, total_of
from regiokompas.measures.waiting import FundingCycle, FundState, fund_state, funding_cycle

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

#: Of a decision: its day, that there is none, or that it is unknown.
_DecisionDay = date | Literal["none"] | None


@dataclass(frozen=True, slots=True)
class Funding:
    """The money of the partnership as a whole (claims E32, E35, E36)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    funds: Count = value("potjes", "funds", reads_all=("fund.status", "funds"))
    total: Amount | None = value("totaal", "total", of_all=("fund.amount",), reads_all=("fund.status",))
    firm: Amount | None = value("zeker", "firm", of_all=TERMS, reads_all=("fund.theme",))
    frozen: Amount | None = value(
        "ligt stil als iedereen wacht", "stands still if everyone waits", of_all=TERMS, reads_all=("fund.theme",)
    )
    frozen_share: Share | None = value(
        "aandeel dat stilligt", "share that stands still", of_all=TERMS, reads_all=("fund.theme",)
    )
    solvable: Amount | None = value(
        "komt vrij bij gelijk oversteken", "comes free if all sign at once", of_all=TERMS, reads_all=("fund.theme",)
    )
    missing: Amount | None = value(
        "komt ook dan niet vrij", "does not come free even then", of_all=TERMS, reads_all=("fund.theme",)
    )
    first_mover_sets: Count | None = value(
        "kleinste groepen die als eerste kunnen bewegen",
        "smallest sets of first movers",
        of_all=TERMS,
        reads_all=("fund.theme",),
    )
    first_movers: Count | None = value(
        "potjes in zo een groep", "funds in such a set", of_all=TERMS, reads_all=("fund.theme",)
    )
    first_movers_exact: bool = value("zeker de kleinste", "certainly the smallest", reads_all=(*TERMS, "fund.theme"))
    frozen_themes: Keys = value(
        "opgaven waar geld stilligt", "themes where money stands still", reads_all=(*TERMS, "fund.theme")
    )
    frozen_themes_count: Count = value(
        "aantal opgaven waar geld stilligt",
        "number of themes where money stands still",
        reads_all=(*TERMS, "fund.theme"),
    )


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
    free, possible = released(G), attainable(G)
    total = total_of((c.amount, True) for c in offered)
    frozen = total_of((c.amount, negation(free[c.key])) for c in offered)
    still = tuple(sorted({G.nodes[c.key]["theme"] for c in offered if free[c.key] is False and c.amount != 0}))
    movers = settled(first_movers, pledges)
    is_exact = movers is not None and movers.exact
    yield Funding(
        partnership=G.graph["partnership"],
        funds=len(offered),
        total=total,
        firm=total_of((c.amount, free[c.key]) for c in offered),
        frozen=frozen,
        frozen_share=share_of(frozen, total),
        solvable=total_of((c.amount, every((possible[c.key], negation(free[c.key])))) for c in offered),
        missing=total_of((c.amount, negation(possible[c.key])) for c in offered),
        first_mover_sets=_number_of_sets(movers) if movers and is_exact else None,
        first_movers=movers.size if movers else None,
        first_movers_exact=is_exact,
        frozen_themes=still,
        frozen_themes_count=len(still),
    )


def _number_of_sets(movers: FirstMovers) -> int:
    return movers.number if movers.size else 0


@dataclass(frozen=True, slots=True)
class ThemeFunding:
    """The pots of one theme and their calendar (claims E33, E34)."""

    theme: Key = value("opgave", "theme")
    funds: Count = value("potjes", "funds", reads=("fund.theme", "fund.status"))
    owners: Count = value("eigenaren", "owners", reads=("fund.theme", "fund.status", "fund.owner"))
    earmarked: Count | None = value(
        "geoormerkte potjes", "earmarked funds", of=("fund.earmarked",), reads=("fund.theme", "fund.status")
    )
    conditional: Count | None = value(
        "potjes met een voorwaarde",
        "funds with a condition",
        of=("fund.status",),
        reads=("fund.theme", "fund.condition"),
    )
    total: Amount | None = value("totaal", "total", of=("fund.amount",), reads=("fund.theme", "fund.status"))
    firm: Amount | None = value("zeker", "firm", of=OWN_TERMS, reads=("fund*.theme",))
    shortfall: Amount | None = value("zeker geld komt tekort", "firm money falls short by", of=("theme.cost", ".firm"))
    covered: bool | None = value("zeker geld dekt de kosten", "firm money covers the cost", of=("theme.cost", ".firm"))
    firm_share: Share | None = value(
        "aandeel van de kosten dat zeker is",
        "share of the costs that is firm",
        of=(".shortfall",),
        reads=("theme.cost",),
    )
    decision_spread: Days | None = value(
        "dagen tussen eerste en laatste besluit",
        "days between the first and the last decision",
        of=("fund.decision_date", "fund.status"),
        reads=("fund.theme", "fund.condition"),
    )
    days_late: Days | None = value(
        "laatste besluit na het moment dat geld nodig is, in dagen",
        "last decision after the money is needed, in days",
        of=("theme.money_needed", "fund.decision_date", "fund.status"),
        reads=("fund.theme", "fund.condition"),
    )
    undated: Count | None = value(
        "potjes zonder besluitdatum",
        "funds without a decision date",
        of=("fund.decision_date", "fund.status"),
        reads=("fund.theme", "fund.condition"),
    )
    days_until_needed: Days | None = value(
        "geld nodig", "money needed", of=("theme.money_needed",), reads_all=("partnership.date",)
    )


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
        most 1. ``covered`` says whether firm money is enough for the costs; where there is none it is not, whatever
        they are. The calendar is that of the decisions still to be taken: a committed fund has no say in it.
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
    free = released(G)
    pots: dict[str, list[Commitment]] = defaultdict(list)
    for pledge in _offered(pledges):
        pots[G.nodes[pledge.key]["theme"]].append(pledge)
    for theme, data in nodes(G, "theme"):
        cost, needed = data.get("cost"), data.get("money_needed")
        firm = total_of((c.amount, free[c.key]) for c in pots[theme])
        short = None if cost is None or firm is None else max(0.0, cost - firm)
        days = _decision_days(G, pots[theme])
        yield ThemeFunding(
            theme=theme,
            funds=len(pots[theme]),
            owners=len({G.nodes[c.key]["owner"] for c in pots[theme]}),
            earmarked=count_of(G.nodes[c.key].get("earmarked") for c in pots[theme]),
            conditional=count_of(_is_conditional(c) for c in pots[theme]),
            total=total_of((c.amount, True) for c in pots[theme]),
            firm=firm,
            shortfall=rounded(short),
            covered=_is_covered(cost, firm),
            firm_share=share_of(None if short is None else cost - short, cost),
            decision_spread=_spread(days),
            days_late=_lateness(days, needed),
            undated=count_of(None if day is None else day == "none" for day in days),
            days_until_needed=None if needed is None else (needed - today).days,
        )


def _is_covered(cost: float | None, firm: float | None) -> bool | None:
    if firm is None or cost is None:
        return False if firm == 0 else None
    return firm >= cost


def _is_conditional(pledge: Commitment) -> bool | None:
    if pledge.condition is None and pledge.status is None:
        return None
    return pledge.condition is not None or pledge.status == "conditional"


def _decision_days(G: Graph, pots: Iterable[Commitment]) -> list[_DecisionDay]:
    """Return the days of the decisions that are still to be taken; unknown also if it is unknown whether one is."""
    return [
        None if _is_conditional(pot) is None else G.nodes[pot.key].get("decision_date")
        for pot in pots
        if pot.status != "committed"
    ]


def _spread(days: Sequence[_DecisionDay]) -> int | None:
    if len(days) > 1 and None in days:
        return None
    dated = [day for day in days if isinstance(day, date)]
    return (max(dated) - min(dated)).days if dated else 0


def _lateness(days: Sequence[_DecisionDay], needed: date | None) -> int | None:
    dated = [day for day in days if isinstance(day, date)]
    if not days:
        return 0
    return None if needed is None or len(dated) < len(days) else (max(dated) - needed).days


@dataclass(frozen=True, slots=True)
class MoneyConcentration:
    """How far the money comes from one partner (claim E3)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    hhi: Share | None = value(
        "concentratie (Herfindahl-Hirschman)",
        "concentration (Herfindahl-Hirschman)",
        of_all=("fund.amount",),
        reads_all=("fund.owner", "fund.status"),
    )
    largest_share: Share | None = value(
        "grootste aandeel", "largest share", of_all=("fund.amount",), reads_all=("fund.owner", "fund.status")
    )
    largest: Key | None = value(
        "grootste betaler", "largest funder", of_all=("fund.amount",), reads_all=("fund.owner", "fund.status")
    )


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
    total = total_of((c.amount, True) for c in offered)
    if not total:
        yield MoneyConcentration(G.graph["partnership"], None, None, None)
        return
    paid: dict[str, list[float]] = defaultdict(list)
    for pledge in offered:
        paid[G.nodes[pledge.key]["owner"]].append(pledge.amount or 0.0)
    shares = {owner: fsum(amounts) / total for owner, amounts in sorted(paid.items())}
    largest = max(shares, key=shares.__getitem__)
    hhi = fsum(share**2 for share in shares.values())
    yield MoneyConcentration(G.graph["partnership"], rounded(hhi), rounded(shares[largest]), largest)


def _offered(pledges: Iterable[Commitment]) -> list[Commitment]:
    return [pledge for pledge in pledges if pledge.status != "refused"]
