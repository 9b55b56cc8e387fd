"""Financing: which funds wait for each other, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import fsum, inf

import networkx as nx

from regiokompas.graph import nodes
from regiokompas.measures.base import Amount, Count, Graph, Key, Keys, measure, value
from regiokompas.measures.commitments import (
    OWN_TERMS,
    TERMS_AROUND,
    Commitment,
    attainable,
    best_case,
    commitments,
    least_fixpoint,
    released,
    settled,
)
from regiokompas.measures.standstill import circles, first_movers, holds, longest_chains, waits_for
from regiokompas.measures.tally import every, negation, rounded, total_of

__all__ = ["FundState", "FundingCycle", "fund_state", "funding_cycle"]


@dataclass(frozen=True, slots=True)
class FundingCycle:
    """Funds that wait for each other in a circle (claim E35)."""

    funds: Keys = value("potjes", "funds", reads=(*OWN_TERMS, "fund*.theme"))
    size: Count = value("aantal potjes", "number of funds", reads=(*OWN_TERMS, "fund*.theme"))
    owners: Keys = value("eigenaren", "owners", reads=(*OWN_TERMS, "fund*.theme", "fund.owner"))
    amount: Amount | None = value(
        "bedrag dat stilstaat", "amount that stands still", of=OWN_TERMS, reads=("fund*.theme",)
    )
    theme: Key = value("opgave", "theme", reads=(*OWN_TERMS, "fund*.theme"))
    themes: Keys = value("opgaven", "themes", reads=(*OWN_TERMS, "fund*.theme"))
    first_mover_fund: Key | None = value(
        "potje dat de kring losmaakt", "fund that frees the circle", of=OWN_TERMS, reads=("fund*.theme",)
    )
    first_mover: Key | None = value(
        "wie als eerste kan bewegen", "who can move first", of=(".first_mover_fund",), reads=("fund.owner",)
    )
    solvable_together: bool | None = value(
        "lost op als allen tegelijk tekenen", "solved if all sign at once", of=OWN_TERMS, reads=("fund*.theme",)
    )


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
        ``first_mover_fund`` is in some smallest set of funds of the circle that frees all of it that can be freed.
        Among those it leaves the fewest others waiting by its own move, then it is the smallest, then the first by
        key: an order of our own judgement. It is ``None`` also if the circle cannot be freed because money is really
        missing. If something unknown may break the circle, the row is there and its amount is ``None``.

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
    free, possible = released(G), attainable(G)
    waits, by_key = waits_for(pledges), {c.key: c for c in pledges}
    for circle in _circles(pledges):
        # What becomes of a circle hangs on what it waits for, directly or further on, and on nothing else.
        near = [by_key[fund] for fund in sorted({*circle, *nx.descendants(waits, circle[0])})]
        owners, themes = (tuple(sorted({G.nodes[fund][name] for fund in circle})) for name in ("owner", "theme"))
        money = {theme: fsum(amounts[f] or 0 for f in circle if G.nodes[f]["theme"] == theme) for theme in themes}
        mover = _first_mover(near, circle)
        yield FundingCycle(
            funds=circle,
            size=len(circle),
            owners=owners,
            amount=total_of((amounts[fund], negation(free[fund])) for fund in circle),
            theme=min(themes, key=lambda theme: (-money[theme], theme)),
            themes=themes,
            first_mover_fund=mover,
            first_mover=G.nodes[mover]["owner"] if mover else None,
            solvable_together=every(possible[fund] for fund in circle),
        )


def _circles(pledges: Sequence[Commitment]) -> list[tuple[str, ...]]:
    """Return the certain circles, and those that may be circles and hide no certain one."""
    certain = circles(best_case(pledges))
    return sorted({*certain, *(c for c in circles(pledges) if not any(set(c) >= set(k) for k in certain))})


def _first_mover(pledges: Sequence[Commitment], circle: Sequence[str]) -> str | None:
    movers = settled(partial(first_movers, within=circle), pledges)
    if movers is None or not movers.size:
        return None
    amounts = {c.key: c.amount for c in pledges}

    def burden(fund: str) -> tuple[int, float, str]:
        amount = amounts[fund]
        return len(movers.releases - least_fixpoint(pledges, firm=[fund])), inf if amount is None else amount, fund

    return min({fund for group in movers.sets() for fund in group}, key=burden)


@dataclass(frozen=True, slots=True)
class FundState:
    """What becomes of one fund if everyone waits, and if all sign together (claims E35, E36)."""

    fund: Key = value("potje", "fund")
    owner: Key = value("eigenaar", "owner", reads=("fund.owner",))
    theme: Key = value("opgave", "theme", reads=("fund.theme",))
    amount: Amount | None = value("bedrag", "amount", of=("fund.amount",))
    released: bool | None = value(
        "komt vrij ook als iedereen wacht", "comes free even if everyone waits", of=OWN_TERMS, reads=("fund*.theme",)
    )
    attainable: bool | None = value(
        "komt vrij als allen tegelijk tekenen", "comes free if all sign at once", of=OWN_TERMS, reads=("fund*.theme",)
    )
    chain: Count | None = value(
        "langste keten van wachten", "longest chain of waiting", of=OWN_TERMS, reads=("fund*.theme",)
    )
    holds: Count = value(
        "potjes die op dit potje wachten, direct of verderop",
        "funds that wait for this one, directly or further on",
        reads=(*TERMS_AROUND, "*fund*.theme"),
    )
    held_amount: Amount | None = value(
        "bedrag dat op dit potje wacht", "amount that waits for this fund", of=TERMS_AROUND, reads=("*fund*.theme",)
    )


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
    free, possible = released(G), attainable(G)
    chains = longest_chains(pledges)
    held, perhaps_held = holds(best_case(pledges)), holds(pledges)
    for key, data in nodes(G, "fund"):
        yield FundState(
            fund=key,
            owner=data["owner"],
            theme=data["theme"],
            amount=rounded(amounts[key]),
            released=free[key],
            attainable=possible[key],
            chain=chains[key],
            holds=len(held[key]),
            held_amount=total_of((amounts[fund], fund in held[key] or None) for fund in perhaps_held[key]),
        )
