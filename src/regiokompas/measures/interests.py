"""Interests: who wants what, and where it meets or collides."""

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
class InterestCoverage:
    """Which participants of a theme have a known interest in it (claim E24)."""

    theme: Key = value("opgave", "theme")
    participants: Count | None = value("deelnemers", "participants")
    missing: Keys | None = value("belang niet in beeld", "interest not in sight")
    missing_count: Count | None = value("aantal zonder bekend belang", "number without a known interest")
    coverage: Share | None = value("aandeel met bekend belang", "share with a known interest")
    unspoken: Count | None = value("onuitgesproken belangen", "unspoken interests")


@measure(
    InterestCoverage,
    field="interests",
    needs=("partners", "themes", "interests"),
    label=("zicht op belangen per opgave", "sight of interests per theme"),
)
def interest_coverage(G: Graph) -> Iterator[InterestCoverage]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class InterestPair:
    """Two interests that oppose or strengthen each other (claims E23, E25)."""

    pair: Keys = value("belangen", "interests")
    bond: Word = value("verband", "bond")
    partners: Keys = value("partners", "partners")
    first: Key = value("eerste partner", "first partner")
    second: Key = value("tweede partner", "second partner")
    theme: Key = value("opgave", "theme")
    discussed: bool | None = value("besproken", "discussed")
    same_theme: bool = value("in dezelfde opgave", "in the same theme")
    joined: bool | None = value(
        "beide partners nemen aan een van de opgaven deel", "both partners take part in one of the themes"
    )


@measure(InterestPair, field="interests", needs=("interests",), label=("paar van belangen", "pair of interests"))
def interest_pair(G: Graph) -> Iterator[InterestPair]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class PartnerStance:
    """How a partner speaks of its interests (claims E12, E13, E63)."""

    partner: Key = value("partner", "partner")
    interests: Count = value("belangen", "interests")
    own_share: Share | None = value(
        "aandeel belangen dat alleen de eigen organisatie betreft",
        "share of interests about its own organisation only",
    )
    opposed: Count = value("belangen die met een ander botsen", "interests that collide with another")
    met: Count = value("belangen die een ander versterken", "interests that strengthen another")


@measure(
    PartnerStance,
    field="interests",
    needs=("partners", "interests"),
    label=("houding van een partner", "stance of a partner"),
)
def partner_stance(G: Graph) -> Iterator[PartnerStance]:
    """TODO"""
    yield from ()
