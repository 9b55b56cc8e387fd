"""Content: what the partners want, and what it yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.measures.base import (
    Amount,
    Count,
    Days,
    Graph,
    Key,
    Keys,
    Number,
    Score,
    Share,
    Word,
    measure,
    value,
)


@dataclass(frozen=True, slots=True)
class ThemeValue:
    """Added value of a theme (claims E45, E46)."""

    theme: Key = value("opgave", "theme")
    measured: Count | None = value("soorten gemeten meerwaarde", "kinds of value measured")
    claimed: Count | None = value("soorten meerwaarde, gemeten of beloofd", "kinds of value, measured or promised")
    days_running: Days | None = value("dagen sinds de start", "days since the start")


@measure(ThemeValue, field="content", needs=("themes",), label=("meerwaarde per opgave", "added value per theme"))
def theme_value(G: Graph) -> Iterator[ThemeValue]:
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()
