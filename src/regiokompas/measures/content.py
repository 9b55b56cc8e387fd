"""Content: what the partners want, and what it yields."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Count,
    Days,
    Graph,
    Key,
    Keys,
    Share,
    measure,
    value,
)
from regiokompas.measures.network import days_from_picture, is_complete, share

#: The kinds of added value that the essay names (claim E46).
VALUE_KINDS = ("quality", "money", "efficiency", "striking_power")


@dataclass(frozen=True, slots=True)
class ThemeValue:
    """Added value of a theme (claims E45, E46)."""

    theme: Key = value("opgave", "theme")
    measured: Count | None = value("soorten gemeten meerwaarde", "kinds of value measured")
    claimed: Count | None = value("soorten meerwaarde, gemeten of beloofd", "kinds of value, measured or promised")
    days_running: Days | None = value("dagen sinds de start", "days since the start")


@measure(ThemeValue, field="content", needs=("themes",), label=("meerwaarde per opgave", "added value per theme"))
def theme_value(G: Graph) -> Iterator[ThemeValue]:
    """Count the kinds of added value that each theme is known to have.

    Of the four kinds (quality, money, efficiency, striking power) those that are *measured*, and those that are at
    least *promised*. A count is unknown if it would be zero while the state of a kind is unknown.

    Yields
    ------
    ThemeValue
        One row per theme.

    Notes
    -----
    O(t) for t themes. Claims E45 and E46.
    """
    for key, data in nodes(G, "theme"):
        states = [data.get(f"value_{kind}") for kind in VALUE_KINDS]
        measured, claimed = states.count("measured"), sum(state in ("measured", "promised") for state in states)
        started = days_from_picture(G, data.get("started"))
        yield ThemeValue(
            theme=key,
            measured=None if measured == 0 and None in states else measured,
            claimed=None if claimed == 0 and None in states else claimed,
            days_running=None if started is None else -started,
        )


@dataclass(frozen=True, slots=True)
class GoalSupport:
    """Who endorses a goal (claims E11, E41)."""

    goal: Key = value("doel", "goal")
    theme: Key = value("opgave", "theme")
    endorsed_share: Share | None = value(
        "aandeel deelnemers dat het doel onderschrijft", "share of participants that endorse the goal"
    )
    missing: Keys | None = value("onderschrijven het niet", "do not endorse it")
    milestones: Count | None = value("mijlpalen in de opgave", "milestones in the theme")


@measure(
    GoalSupport,
    field="content",
    needs=("themes", "goals", "partners"),
    label=("draagvlak per doel", "support per goal"),
)
def goal_support(G: Graph) -> Iterator[GoalSupport]:
    """Compare those who endorse a goal with those who take part in its theme.

    Yields
    ------
    GoalSupport
        One row per goal.

    Notes
    -----
    O(g · p) for g goals and p participants. Claims E11 and E41.
    """
    milestones = Counter(theme for _, theme, _ in _of_type(G, "milestone", "theme"))
    for key, data in nodes(G, "goal"):
        participants = G.nodes[data["theme"]].get("partners")
        endorsed = data.get("endorsed_by")
        missing = None
        if participants is not None and endorsed is not None:
            missing = tuple(sorted(set(participants) - set(endorsed)))
        yield GoalSupport(
            goal=key,
            theme=data["theme"],
            endorsed_share=None
            if missing is None
            else share(len(participants or ()) - len(missing), len(participants or ())),
            missing=missing,
            milestones=milestones[data["theme"]] if is_complete(G, "milestones") else None,
        )


@dataclass(frozen=True, slots=True)
class Compositions:
    """In how many compositions the partners work (claim E19)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partner_sets: Count | None = value("verschillende samenstellingen", "different compositions")
    mean_overlap: Share | None = value("gemiddelde overlap van de samenstellingen", "mean overlap of the compositions")
    largest_set_share: Share | None = value(
        "aandeel opgaven in de grootste samenstelling", "share of themes in the most frequent composition"
    )


@measure(
    Compositions,
    field="content",
    needs=("themes", "partners"),
    label=("samenstellingen", "compositions"),
    singleton=True,
)
def compositions(G: Graph) -> Iterator[Compositions]:
    """Count in how many different compositions the partners work, and how far those overlap.

    The overlap of two compositions is their Jaccard index; the mean is over all pairs of themes.

    Yields
    ------
    Compositions
        One row. Unknown if the participants of a theme are unknown.

    Notes
    -----
    O(t² · p) for t themes and p participants. Claim E19.
    """
    themes = [data for _, data in nodes(G, "theme")]
    if not themes or any("partners" not in data for data in themes):
        yield Compositions(G.graph["partnership"], None if themes else 0, None, None)
        return
    sets = [frozenset(data["partners"]) for data in themes]
    counts = Counter(sets)
    overlaps = [_jaccard(a, b) for a, b in combinations(sets, 2)]
    yield Compositions(
        partnership=G.graph["partnership"],
        partner_sets=len(counts),
        mean_overlap=round(statistics.mean(overlaps), 4) if overlaps else None,
        largest_set_share=share(max(counts.values()), len(sets)),
    )


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 1.0


def _of_type(G: Graph, start_type: str, edge_type: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the edges of a type that start from nodes of a type."""
    return (edge for edge in edges(G, edge_type) if G.nodes[edge[0]].get("type") == start_type)
