"""Interests: who wants what, and where it meets or collides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Share, Word, measure, value
from regiokompas.measures.knowledge import at_least, is_one_of, number_of, remaining_share, some, without
from regiokompas.measures.tally import count_of, negation, share_of

__all__ = [
    "InterestCoverage",
    "InterestPair",
    "PartnerStance",
    "interest_coverage",
    "interest_pair",
    "partner_stance",
]

#: What two interests are to each other, by the type of the edge that says so.
BONDS = {"opposes": "opposed", "meets": "complementary"}


@dataclass(frozen=True, slots=True)
class InterestCoverage:
    """Which participants of a theme have a known interest in it (claim E24)."""

    theme: Key = value("opgave", "theme")
    participants: Count | None = value("deelnemers", "participants", of=("theme.partners",))
    missing: Keys | None = value(
        "belang niet in beeld",
        "interest not in sight",
        of=("theme.partners",),
        reads=("interest.partner", "interest.theme"),
    )
    missing_count: Count | None = value(
        "aantal zonder bekend belang",
        "number without a known interest",
        of=("theme.partners",),
        reads=("interest.partner", "interest.theme"),
    )
    coverage: Share | None = value(
        "aandeel met bekend belang",
        "share with a known interest",
        of=("theme.partners",),
        reads=("interest.partner", "interest.theme"),
    )
    unspoken: Count | None = value(
        "onuitgesproken belangen", "unspoken interests", of=("interest.spoken",), reads=("interest.theme",)
    )


@measure(
    InterestCoverage,
    field="interests",
    needs=("partners", "themes", "interests"),
    label=("zicht op belangen per opgave", "sight of interests per theme"),
)
def interest_coverage(G: Graph) -> Iterator[InterestCoverage]:
    """Yield the participants of each theme of whom no interest in it is known.

    Yields
    ------
    InterestCoverage
        One row per theme; an interest of a partner that does not take part counts for ``unspoken`` alone. What is about
        participants is unknown if they are. ``unspoken`` says *at least so many* while it is unknown of an interest
        whether it was voiced, and is unknown itself rather than zero.

    Notes
    -----
    O(t p + i) for t themes, p partners and i interests. Claim E24.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("theme:t", type="theme", partners=("partner:a", "partner:b"))
    >>> G.add_node("interest:a", type="interest", partner="partner:a", theme="theme:t", spoken=False)
    >>> [(row.missing, row.coverage, row.unspoken) for row in interest_coverage(G)]
    [(('partner:b',), 0.5, 1)]
    """
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, data in nodes(G, "interest"):
        held[data["theme"]].append(data)
    for key, data in nodes(G, "theme"):
        participants: tuple[str, ...] | None = data.get("partners")
        missing = without(participants, {interest["partner"] for interest in held[key]})
        yield InterestCoverage(
            theme=key,
            participants=number_of(participants),
            missing=missing,
            missing_count=number_of(missing),
            coverage=remaining_share(participants, missing),
            unspoken=at_least(negation(interest.get("spoken")) for interest in held[key]),
        )


@dataclass(frozen=True, slots=True)
class InterestPair:
    """Two interests that oppose or strengthen each other (claims E23, E25)."""

    pair: Keys = value("belangen", "interests")
    bond: Word = value("verband", "bond", reads=("interest.meets", "interest.opposes"))
    partners: Keys = value("partners", "partners", reads=("interest.partner",))
    first: Key = value("eerste partner", "first partner", reads=("interest.partner",))
    second: Key = value("tweede partner", "second partner", reads=("interest.partner",))
    theme: Key = value("opgave", "theme", reads=("interest.theme",))
    discussed: bool | None = value("besproken", "discussed", of=("interest.discussed",))
    same_theme: bool = value("in dezelfde opgave", "in the same theme", reads=("interest.theme",))
    joined: bool | None = value(
        "beide partners nemen aan een van de opgaven deel",
        "both partners take part in one of the themes",
        of_all=("theme.partners",),
        reads=("interest.partner", "interest.theme"),
    )


@measure(
    InterestPair,
    field="interests",
    needs=("interests",),
    label=("paar van belangen", "pair of interests"),
    identity=("pair", "bond"),
)
def interest_pair(G: Graph) -> Iterator[InterestPair]:
    """Yield the pairs of interests that oppose or strengthen each other.

    A pair is *opposed* if one of the two names the other under ``opposes``, *complementary* if under ``meets``.

    Yields
    ------
    InterestPair
        One row per pair and bond; ``first``, the first of the two by key, and ``second`` may be one partner. A pair is
        ``discussed`` if one of the two says so, and is not if both say that it is not. Partners are ``joined`` if both
        take part in one of the themes. ``theme`` is that of the first.

    Notes
    -----
    O(i + b p) for i interests, b bonds and p partners. Claims E23 and E25.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("theme:t", type="theme", partners=("partner:a", "partner:b"))
    >>> G.add_node("interest:a", type="interest", partner="partner:a", theme="theme:t", discussed=True)
    >>> G.add_node("interest:b", type="interest", partner="partner:b", theme="theme:t")
    >>> _ = G.add_edge("interest:b", "interest:a", type="opposes")
    >>> [(row.pair, row.bond, row.discussed, row.joined) for row in interest_pair(G)]
    [(('interest:a', 'interest:b'), 'opposed', True, True)]
    """
    for type_, bond in BONDS.items():
        for pair in sorted({(min(start, end), max(start, end)) for start, end, _ in edges(G, type_)}):
            one, other = (G.nodes[key] for key in pair)
            partners = {one["partner"], other["partner"]}
            participants = [G.nodes[theme].get("partners") for theme in (one["theme"], other["theme"])]
            yield InterestPair(
                pair=pair,
                bond=bond,
                partners=tuple(sorted(partners)),
                first=one["partner"],
                second=other["partner"],
                theme=one["theme"],
                discussed=some((one.get("discussed"), other.get("discussed"))),
                same_theme=one["theme"] == other["theme"],
                joined=some(known if known is None else partners <= set(known) for known in participants),
            )


@dataclass(frozen=True, slots=True)
class PartnerStance:
    """How a partner speaks of its interests (claims E12, E13, E63)."""

    partner: Key = value("partner", "partner")
    interests: Count = value("belangen", "interests", reads=("interest.partner",))
    own_share: Share | None = value(
        "aandeel belangen dat alleen de eigen organisatie betreft",
        "share of interests about its own organisation only",
        of=("interest.scope",),
        reads=("interest.partner",),
    )
    opposed: Count = value(
        "belangen die met een ander botsen",
        "interests that collide with another",
        reads=("interest.partner",),
        reads_all=("interest.opposes",),
    )
    met: Count = value(
        "belangen die een ander versterken",
        "interests that strengthen another",
        reads=("interest.partner",),
        reads_all=("interest.meets",),
    )


@measure(
    PartnerStance,
    field="interests",
    needs=("partners", "interests"),
    label=("houding van een partner", "stance of a partner"),
)
def partner_stance(G: Graph) -> Iterator[PartnerStance]:
    """Yield how many interests a partner has, and how many of them are about itself alone.

    Yields
    ------
    PartnerStance
        One row per partner that has an interest. ``own_share`` is unknown as long as it is unknown of an interest
        whether it is shared. ``opposed`` and ``met`` count what is known, by whichever side says so.

    Notes
    -----
    O(i + b) for i interests and b bonds. Claims E12, E13 and E63.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> for theme, scope in [("s", "own"), ("t", "shared")]:
    ...     G.add_node(f"interest:{theme}", type="interest", partner="partner:a", theme=f"theme:{theme}", scope=scope)
    >>> [(row.partner, row.interests, row.own_share, row.opposed) for row in partner_stance(G)]
    [('partner:a', 2, 0.5, 0)]
    """
    bound = {type_: {key for start, end, _ in edges(G, type_) for key in (start, end)} for type_ in BONDS}
    held: dict[str, dict[str, bool | None]] = defaultdict(dict)
    for key, data in nodes(G, "interest"):
        held[data["partner"]][key] = is_one_of(data.get("scope"), ["own"])
    for partner, is_own in sorted(held.items()):
        yield PartnerStance(
            partner=partner,
            interests=len(is_own),
            own_share=share_of(count_of(is_own.values()), len(is_own)),
            opposed=len(is_own.keys() & bound["opposes"]),
            met=len(is_own.keys() & bound["meets"]),
        )
