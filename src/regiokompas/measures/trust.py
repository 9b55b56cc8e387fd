"""Interplay: trust, between two and in the whole."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Number, Score, Share, Word, is_complete, measure, value
from regiokompas.measures.knowledge import some
from regiokompas.measures.network import Kind, is_a
from regiokompas.measures.roles import holders
from regiokompas.measures.tally import rounded, share_of

__all__ = ["Trust", "TrustPair", "trust", "trust_level", "trust_pair"]

#: What makes up trust in the PARTNER survey (Visible Network Labs), each 1-5.
DIMENSIONS = ("trust_reliable", "trust_open", "trust_same_purpose")

#: Where a relation says how far trust goes, if it does not say it in one figure.
SCORES = tuple(f"relation.{name}" for name in DIMENSIONS)

#: Who speaks, and of whom.
ENDS = ("relation.from", "relation.to")

#: From this level on someone is trusted. A judgement: the middle of the scale, as the literature has no cut-off.
TRUSTED = 3.0

#: Two that differ no more than this trust each other alike. A judgement: one step of the scale.
ALIKE = 1.0

#: Below this share of pairs whose trust is known, camps cannot be told. A judgement.
ENOUGH = 0.5


def trust_level(relation: Mapping[str, float]) -> float | None:
    """Return how far the one of a relation trusts the other, 1-5; ``None`` if that is unknown.

    The overall figure if there is one, else the mean of the three dimensions, of which two must be known.

    Examples
    --------
    >>> trust_level({"trust": 4}), trust_level({"trust_open": 2, "trust_reliable": 3}), trust_level({"trust_open": 2})
    (4.0, 2.5, None)
    """
    if "trust" in relation:
        return float(relation["trust"])
    known = [relation[name] for name in DIMENSIONS if name in relation]
    return statistics.fmean(known) if len(known) >= 2 else None


def _levels(G: Graph) -> dict[tuple[str, str], float]:
    """Return how far the first of each pair trusts the second, where that is known."""
    levels = {(start, end): trust_level(data) for start, end, data in edges(G, "relation")}
    return {pair: level for pair, level in levels.items() if level is not None}


@dataclass(frozen=True, slots=True)
class TrustPair:
    """Trust between two partners or two persons, seen from both sides (claim E22)."""

    pair: Keys = value("paar", "pair", reads=ENDS)
    first: Key = value("eerste", "first", reads=ENDS)
    second: Key = value("tweede", "second", reads=ENDS)
    level: Score | None = value(
        "vertrouwen, gemiddeld", "trust, on average", of=("relation.trust",), reads=(*SCORES, *ENDS)
    )
    told_by: Keys | None = value("volgens", "according to", of=("relation.trust",), reads=(*SCORES, *ENDS))
    lowest: Score | None = value(
        "laagste van de twee", "lower of the two", of=("relation.trust",), reads=(*SCORES, *ENDS)
    )
    gap: Number | None = value(
        "verschil tussen beide kanten",
        "difference between the two sides",
        of=("relation.trust",),
        reads=(*SCORES, *ENDS),
    )
    falling: bool | None = value("vertrouwen daalt", "trust falls", of=("relation.trust_falls",), reads=ENDS)
    seen_falling_by: Keys | None = value(
        "wie het ziet dalen", "who sees it fall", of=("relation.trust_falls",), reads=ENDS
    )
    among: Word = value("tussen", "among", reads=ENDS)
    share_theme: bool | None = value(
        "werken samen aan een opgave",
        "work together on a theme",
        of=("themes", "roles"),
        of_all=("theme.partners",),
        reads_all=("role.holder", "role.concerns"),
    )
    more_trusting: Key | None = value(
        "vertrouwt het meest", "trusts the most", of=("relation.trust",), reads=(*SCORES, *ENDS)
    )
    less_trusting: Key | None = value(
        "vertrouwt het minst", "trusts the least", of=("relation.trust",), reads=(*SCORES, *ENDS)
    )


@measure(TrustPair, field="interplay", needs=("relations",), label=("vertrouwen in een paar", "trust in a pair"))
def trust_pair(G: Graph) -> Iterator[TrustPair]:
    """Yield the trust of two partners, or of two persons, seen from both sides.

    The trust of one side is its :func:`trust_level`. Two partners work together if both take part in one theme, two
    persons if both have a role in one.

    Yields
    ------
    TrustPair
        One row per pair of which something is known about trust; ``among`` is *partners* or *persons*. ``level`` is the
        mean of the sides that are known, and ``told_by`` says which: what one says of the other is not yet said of
        both. What compares the sides is unknown unless both are; nobody trusts the most if
        both trust alike. Trust is ``falling`` if one side says so, and is not if every relation between the two says
        that it is not; ``seen_falling_by`` are those who say that it is.

    Notes
    -----
    O(r (t + s)) for r relations, t themes and s roles. Claim E22. Trust among persons is personal data, and not needed
    to judge that among partners.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("partner:a", "partner:b", type="relation", trust=4)
    >>> _ = G.add_edge("partner:b", "partner:a", type="relation", trust_open=2, trust_reliable=3)
    >>> [(row.level, row.lowest, row.gap, row.more_trusting) for row in trust_pair(G)]
    [(3.25, 2.5, 1.5, 'partner:a')]
    >>> [row.told_by for row in trust_pair(G)]
    [('partner:a', 'partner:b')]
    """
    levels = _levels(G)
    falls = {(start, end): data.get("trust_falls") for start, end, data in edges(G, "relation")}
    telling = {*levels, *(pair for pair, falling in falls.items() if falling is not None)}
    together = {kind: _Together.of(_working_together(G, kind)) for kind in ("partner", "person")}
    for first, second in sorted({(min(pair), max(pair)) for pair in telling}):
        kind = "partner" if is_a("partner", first) else "person"
        sides = (first, second), (second, first)
        known = [levels[side] for side in sides if side in levels]
        gap = known[0] - known[1] if len(known) == 2 else None
        more, less = (sides[0] if gap > 0 else sides[1]) if gap else (None, None)
        yield TrustPair(
            pair=(first, second),
            first=first,
            second=second,
            level=rounded(statistics.fmean(known)) if known else None,
            told_by=tuple(sorted(side[0] for side in sides if side in levels)) or None,
            lowest=None if gap is None else rounded(min(known)),
            gap=None if gap is None else rounded(abs(gap)),
            falling=some(falls[side] for side in sides if side in falls),
            seen_falling_by=tuple(sorted(side[0] for side in sides if falls.get(side))) or None,
            among=f"{kind}s",
            share_theme=together[kind].share(first, second),
            more_trusting=more,
            less_trusting=less,
        )


@dataclass(frozen=True, slots=True)
class _Together:
    """The groups that each belongs to, by number, and whether some group is unknown."""

    groups: Mapping[str, AbstractSet[int]]
    is_sure: bool

    @classmethod
    def of(cls, groups: Sequence[Collection[str] | None]) -> _Together:
        belonging: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for member in group or ():
                belonging[member].add(number)
        return cls(belonging, None not in groups)

    def share(self, first: str, second: str) -> bool | None:
        """Return whether two are in one group."""
        if self.groups.get(first, frozenset()) & self.groups.get(second, frozenset()):
            return True
        return False if self.is_sure else None


def _working_together(G: Graph, kind: Kind) -> list[Collection[str] | None]:
    """Return those who work on each theme; ``None`` stands for a group that is unknown."""
    groups: list[Collection[str] | None]
    if kind == "partner":
        groups = [data.get("partners") for _, data in nodes(G, "theme")]
        return groups if is_complete(G, "themes") else [*groups, None]
    held = holders(G)
    groups = [set().union(*held[theme].values()) for theme, _ in nodes(G, "theme")]
    return groups if is_complete(G, "roles") else [*groups, None]


@dataclass(frozen=True, slots=True)
class Trust:
    """Trust in the partnership as a whole (claim E22)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    level: Score | None = value(
        "vertrouwen tussen partners, mediaan",
        "trust among partners, median",
        of_all=("relation.trust",),
        reads_all=(*SCORES, *ENDS),
    )
    known_share: Share | None = value(
        "aandeel paren waarvan het vertrouwen bekend is",
        "share of pairs whose trust is known",
        of_all=("relation.trust",),
        reads_all=(*SCORES, *ENDS, "partners"),
    )
    mutual_share: Share | None = value(
        "aandeel paren dat elkaar evenveel vertrouwt",
        "share of pairs that trust each other alike",
        of_all=("relation.trust",),
        reads_all=(*SCORES, *ENDS),
    )
    low_share: Share | None = value(
        "aandeel paren met laag vertrouwen",
        "share of pairs with low trust",
        of_all=("relation.trust",),
        reads_all=(*SCORES, *ENDS),
    )
    camps: Count | None = value("kampen", "camps", of_all=("relation.trust",), reads_all=(*SCORES, *ENDS, "partners"))
    smallest_camp: Keys | None = value(
        "kleinste kamp", "smallest camp", of_all=("relation.trust",), reads_all=(*SCORES, *ENDS, "partners")
    )


@measure(
    Trust,
    field="interplay",
    needs=("partners", "relations"),
    label=("vertrouwen als geheel", "trust as a whole"),
    singleton=True,
)
def trust(G: Graph) -> Iterator[Trust]:
    """Yield the trust among partners: its level, how far it is mutual, where it is low, and whether it makes camps.

    Two partners hold together if one side trusts the other at least 3 and neither less. Camps are the groups of two or
    more that hold together, directly or through others, where there are two such groups or more; else all are one camp.

    Yields
    ------
    Trust
        One row. ``level`` is the median of all that partners say of each other. A pair is known if one side is.
        ``known_share`` is their share of all pairs of partners, ``low_share`` that of the known pairs in which a side
        trusts the other less than 3, ``mutual_share`` that of the pairs known from both sides which differ by 1 at
        most. ``camps`` is unknown unless half of the pairs are known, and where nothing is known between two groups:
        silence is no distrust. With one camp ``smallest_camp`` is empty.

    Notes
    -----
    O(p + r) for p partners and r relations. Claim E22. The levels of 3, 1 and one half are judgements: no cut-off was
    found in the literature.

    Examples
    --------
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_nodes_from([f"partner:{name}" for name in "abcd"], type="partner")
    >>> for one, other, level in [("a", "b", 4), ("c", "d", 5), ("a", "c", 2)]:
    ...     _ = G.add_edge(f"partner:{one}", f"partner:{other}", type="relation", trust=level)
    >>> [(row.level, row.known_share, row.low_share, row.camps, row.smallest_camp) for row in trust(G)]
    [(4.0, 0.5, 0.3333, 2, ('partner:a', 'partner:b'))]
    """
    levels = {pair: level for pair, level in _levels(G).items() if is_a("partner", pair[0])}
    partners = [key for key, _ in nodes(G, "partner")]
    lowest = {frozenset(pair): min(level, levels.get(pair[::-1], level)) for pair, level in levels.items()}
    gaps = [abs(level - levels[pair[::-1]]) for pair, level in levels.items() if pair[::-1] in levels]
    known_share = share_of(len(lowest), len(partners) * (len(partners) - 1) / 2)
    camps = _camps(lowest) if known_share is not None and known_share >= ENOUGH else None
    yield Trust(
        partnership=G.graph["partnership"],
        level=rounded(statistics.median(levels.values())) if levels else None,
        known_share=known_share,
        mutual_share=share_of(sum(gap <= ALIKE for gap in gaps), len(gaps)),
        low_share=share_of(sum(level < TRUSTED for level in lowest.values()), len(lowest)),
        camps=None if camps is None else max(1, len(camps)),
        smallest_camp=None if camps is None else next(iter(camps), ()),
    )


def _camps(lowest: Mapping[frozenset[str], float]) -> list[tuple[str, ...]] | None:
    """Return the camps, the smallest first; none if all are one, and ``None`` if two may be one."""
    holding: nx.Graph[str] = nx.Graph()
    for pair, level in lowest.items():
        if level >= TRUSTED:
            holding.add_edge(*sorted(pair))
    camps = sorted((tuple(sorted(camp)) for camp in nx.connected_components(holding)), key=lambda c: (len(c), c))
    group = {member: number for number, camp in enumerate(camps) for member in camp}
    met = {frozenset(group[key] for key in pair) for pair in lowest if pair <= group.keys()}
    if any(frozenset(two) not in met for two in itertools.combinations(range(len(camps)), 2)):
        return None
    return camps if len(camps) > 1 else []
