"""Joining and leaving: who is needed and not there, and what a partner gives up that goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Words, is_complete, measure, value
from regiokompas.measures.knowledge import certain, is_one_of, number_of, some
from regiokompas.measures.tally import every, negation

__all__ = ["ExitStake", "ThemeParties", "exit_stake", "theme_parties"]


@dataclass(frozen=True, slots=True)
class ThemeParties:
    """Which kinds of parties a theme needs, and which of them do not take part (claim E30)."""

    theme: Key = value("opgave", "theme")
    needed: Words | None = value("soorten partijen die nodig zijn", "kinds of parties needed", of=("theme.needs",))
    absent: Words | None = value(
        "nodig, en niet aan tafel",
        "needed, and not at the table",
        of=("theme.needs", "theme.partners"),
        of_all=("partner.kind",),
    )
    absent_count: Count | None = value("aantal soorten dat ontbreekt", "number of kinds missing", of=(".absent",))


@measure(
    ThemeParties,
    field="direction",
    needs=("partners", "themes"),
    label=("partijen bij een opgave", "parties to a theme"),
)
def theme_parties(G: Graph) -> Iterator[ThemeParties]:
    """Yield which kinds of parties each theme needs, and which of them take no part in it.

    Yields
    ------
    ThemeParties
        One row per theme. ``absent`` holds the kinds that are certainly missing: it is unknown rather than empty while
        the participants are, or the kind of one of them.

    Notes
    -----
    O(t k p) for t themes, k kinds and p partners. Claim E30.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("partner:a", type="partner", kind="municipality")
    >>> G.add_node("theme:t", type="theme", partners=("partner:a",), needs=("municipality", "provider"))
    >>> [(row.theme, row.absent) for row in theme_parties(G)]
    [('theme:t', ('provider',))]
    """
    for key, data in nodes(G, "theme"):
        needed: tuple[str, ...] | None = data.get("needs")
        absent = None if needed is None else certain((kind, negation(_takes_part(G, kind, data))) for kind in needed)
        yield ThemeParties(
            theme=key,
            needed=None if needed is None else tuple(sorted(set(needed))),
            absent=None if absent is None else tuple(sorted(set(absent))),
            absent_count=None if absent is None else len(set(absent)),
        )


def _takes_part(G: Graph, kind: str, theme: Mapping[str, Any]) -> bool | None:
    participants = theme.get("partners")
    if participants is None:
        return None
    return some(is_one_of(G.nodes[partner].get("kind"), [kind]) for partner in participants)


@dataclass(frozen=True, slots=True)
class ExitStake:
    """What a partner that leaves keeps as a duty, gives up, and leaves behind (claim E4)."""

    partner: Key = value("partner", "partner")
    duties: Keys | None = value(
        "wettelijke taken die het zelf moet blijven doen",
        "statutory tasks that it must go on doing by itself",
        of_all=("theme.statutory", "theme.partners"),
        reads=("theme.statutory", "theme.partners"),
    )
    duties_count: Count | None = value("aantal wettelijke taken", "number of statutory tasks", of=(".duties",))
    gets: Count | None = value(
        "soorten opbrengst die vervallen",
        "kinds of benefit that lapse",
        of=("benefits",),
        reads=("benefit.kind", "benefit.partner"),
    )
    waiting: Keys | None = value(
        "wachten op geld van deze partner",
        "wait for money of this partner",
        of=("funds",),
        of_all=("fund.condition", "fund.status"),
        reads_all=("fund.owner",),
    )
    waiting_count: Count | None = value(
        "aantal dat op zijn geld wacht", "number that waits for its money", of=(".waiting",)
    )


@measure(
    ExitStake,
    field="direction",
    needs=("partners", "themes"),
    label=("wat een vertrek de vertrekker kost", "what leaving costs the leaver"),
)
def exit_stake(G: Graph) -> Iterator[ExitStake]:
    """Yield what each partner would keep as a duty, give up and leave behind if it left.

    Yields
    ------
    ExitStake
        One row per partner. ``duties`` are the statutory themes in which it takes part: leaving does not end them.
        ``gets`` counts the kinds of benefit. ``waiting`` holds the other partners that have a fund waiting for one of
        its own; what a condition of another form could mean is not looked at. Keys hold what is certain, and are
        unknown rather than empty; what is about benefits or funds is unknown if they are.

    Notes
    -----
    O(p + t + b + w) for p partners, t participants of themes, b benefits and w waits of one fund for another. Claim E4.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(sections=("partners", "themes"))
    >>> G.add_node("partner:a", type="partner")
    >>> G.add_node("theme:t", type="theme", statutory=True, partners=("partner:a",))
    >>> [(row.duties, row.gets) for row in exit_stake(G)]
    [(('theme:t',), None)]
    """
    waiting = _waiting(G)
    taking_part: dict[str, list[tuple[str, bool | None]]] = defaultdict(list)
    perhaps: list[tuple[str, bool | None]] = []
    for theme, data in nodes(G, "theme"):
        statutory = data.get("statutory")
        if "partners" not in data:
            perhaps.append((theme, every([statutory, None])))
        for partner in data.get("partners", ()):
            taking_part[partner].append((theme, statutory))
    got: dict[str, set[str]] = defaultdict(set)
    for partner, _, data in edges(G, "benefit"):
        got[partner].add(data["kind"])
    for key, _ in nodes(G, "partner"):
        duties = certain([*taking_part[key], *perhaps])
        yield ExitStake(
            partner=key,
            duties=duties,
            duties_count=number_of(duties),
            gets=len(got[key]) if is_complete(G, "benefits") else None,
            waiting=waiting[key],
            waiting_count=number_of(waiting[key]),
        )


def _waiting(G: Graph) -> dict[str, tuple[str, ...] | None]:
    """Return for each partner the others that have a fund waiting for one of its own."""
    found: dict[str, set[str]] = {key: set() for key, _ in nodes(G, "partner")}
    for fund, awaited, _ in edges(G, "waits_for"):
        one, other = G.nodes[fund]["owner"], G.nodes[awaited]["owner"]
        if one != other:
            found[other].add(one)
    is_sure = is_complete(G, "funds") and not any(_waits_for_unknown(data) for _, data in nodes(G, "fund"))
    return {key: tuple(sorted(others)) if others or is_sure else None for key, others in found.items()}


def _waits_for_unknown(fund: Mapping[str, Any]) -> bool:
    return "condition" not in fund and fund.get("status") in (None, "conditional")
