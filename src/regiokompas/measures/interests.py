"""Interests: who wants what, and where it meets or collides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Count,
    Graph,
    Key,
    Keys,
    Share,
    Word,
    measure,
    value,
)
from regiokompas.measures.network import share


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
    """Find the participants of a theme of whom no interest in it is known.

    Yields
    ------
    InterestCoverage
        One row per theme. Unknown if the participants are unknown.

    Notes
    -----
    O(t · p + i). Claim E24.
    """
    held: dict[str, list[dict[str, object]]] = {}
    for _, data in nodes(G, "interest"):
        held.setdefault(data["theme"], []).append(data)
    for key, data in nodes(G, "theme"):
        participants = data.get("partners")
        interests = held.get(key, [])
        spoken = [interest.get("spoken") for interest in interests]
        missing = None
        if participants is not None:
            missing = tuple(sorted(set(participants) - {str(interest["partner"]) for interest in interests}))
        whole = None if participants is None else len(participants)
        yield InterestCoverage(
            theme=key,
            participants=whole,
            missing=missing,
            missing_count=None if missing is None else len(missing),
            coverage=None if missing is None or whole is None else share(whole - len(missing), whole),
            unspoken=None if None in spoken else spoken.count(False),
        )


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
    """Pair the interests that oppose or strengthen each other.

    A pair is *opposed* if one names the other under ``opposes``, *complementary* if under ``meets``. It is discussed
    as soon as one of the two says so.

    Yields
    ------
    InterestPair
        One row per pair and bond.

    Notes
    -----
    O(i + e) for i interests and e bonds. Claims E23 and E25.
    """
    for edge_type, bond in (("opposes", "opposed"), ("meets", "complementary")):
        pairs = sorted({(min(start, end), max(start, end)) for start, end, _ in edges(G, edge_type)})
        for one, other in pairs:
            yield _pair(G, one, other, bond)


def _pair(G: Graph, one: str, other: str, bond: str) -> InterestPair:
    first, second = G.nodes[one], G.nodes[other]
    said = {first.get("discussed"), second.get("discussed")}
    partners = tuple(sorted({first["partner"], second["partner"]}))
    return InterestPair(
        pair=(one, other),
        bond=bond,
        partners=partners,
        first=first["partner"],
        second=second["partner"],
        theme=first["theme"],
        discussed=True if True in said else None if None in said else False,
        same_theme=first["theme"] == second["theme"],
        joined=_joined(G, partners, {first["theme"], second["theme"]}),
    )


def _joined(G: Graph, partners: tuple[str, ...], themes: set[str]) -> bool | None:
    """Return whether the partners take part together in one of the themes."""
    taking_part = [G.nodes[theme].get("partners") for theme in sorted(themes)]
    if any(known is not None and set(partners) <= set(known) for known in taking_part):
        return True
    return None if None in taking_part else False


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
    """Count the interests of a partner, and how many are about itself alone.

    Yields
    ------
    PartnerStance
        One row per partner that has an interest.

    Notes
    -----
    O(i). Claims E12, E13 and E63.
    """
    opposed = {key for start, end, _ in edges(G, "opposes") for key in (start, end)}
    met = {key for start, end, _ in edges(G, "meets") for key in (start, end)}
    held: dict[str, list[tuple[str, object]]] = {}
    for key, data in nodes(G, "interest"):
        held.setdefault(data["partner"], []).append((key, data.get("scope")))
    for partner, interests in sorted(held.items()):
        scopes = [scope for _, scope in interests]
        yield PartnerStance(
            partner=partner,
            interests=len(interests),
            own_share=None if None in scopes else share(scopes.count("own"), len(scopes)),
            opposed=sum(key in opposed for key, _ in interests),
            met=sum(key in met for key, _ in interests),
        )
