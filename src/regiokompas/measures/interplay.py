"""Interplay: trust, contact, and what partners give and get."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Amount,
    Count,
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
from regiokompas.measures.network import (
    attribute_total,
    contacts,
    cut_off,
    employees,
    is_complete,
    partner_contacts,
    share,
    trust_levels,
)

#: From this level on, 1–5, two partners count as trusting each other. A judgement: the middle of the scale.
TRUSTED = 3.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a partner brings and gets (claims E38, E64)."""

    partner: Key = value("partner", "partner")
    brings: Count = value("soorten bijdragen", "kinds of contribution")
    gets: Count = value("soorten opbrengst", "kinds of benefit")
    brings_amount: Amount | None = value("brengt in geld", "brings in money")
    gets_amount: Amount | None = value("haalt in geld", "gets in money")
    balance: Share | None = value(
        "aandeel brengen in alles wat hij uitwisselt", "share of bringing in all it exchanges"
    )
    effort_share: Share | None = value("geleverde uren van de toegezegde", "hours delivered of those promised")


@measure(
    Exchange,
    field="interplay",
    needs=("partners", "contributions", "benefits"),
    label=("brengen en halen", "bring and get"),
)
def exchange(G: Graph) -> Iterator[Exchange]:
    """Weigh what a partner brings against what it gets, by kinds and by money.

    The balance is the share of kinds brought in all kinds brought and got: 1 is only bringing, 0 only getting.

    Yields
    ------
    Exchange
        One row per partner.

    Notes
    -----
    O(c + b) for c contributions and b benefits. Claims E38 and E64.
    """
    brought, got = _by_partner(G, "contribution"), _by_partner(G, "benefit")
    for key, _ in nodes(G, "partner"):
        brings = {data["kind"] for data in brought[key]}
        gets = {data["kind"] for data in got[key]}
        promised = [data["hours_promised"] for data in brought[key] if "hours_promised" in data]
        delivered = attribute_total(data.get("hours_delivered") for data in brought[key] if "hours_promised" in data)
        yield Exchange(
            partner=key,
            brings=len(brings),
            gets=len(gets),
            brings_amount=_money(brought[key]),
            gets_amount=_money(got[key]),
            balance=share(len(brings), len(brings) + len(gets)),
            effort_share=None
            if delivered is None or not sum(promised)
            else min(1.0, round(delivered / sum(promised), 4)),
        )


def _by_partner(G: Graph, type_: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for partner, _, data in edges(G, type_):
        found[partner].append(data)
    return found


def _money(items: list[dict[str, Any]]) -> float | None:
    return attribute_total(item.get("amount") for item in items if item["kind"] == "money")


@dataclass(frozen=True, slots=True)
class TrustPair:
    """Trust between two partners or two persons, seen from both sides (claim E22)."""

    pair: Keys = value("paar", "pair")
    first: Key = value("eerste", "first")
    second: Key = value("tweede", "second")
    level: Score | None = value("vertrouwen, gemiddeld", "trust, on average")
    lowest: Score | None = value("laagste van de twee", "lower of the two")
    gap: Number | None = value("verschil tussen beide kanten", "difference between the two sides")
    falling: bool | None = value("vertrouwen daalt", "trust falls")
    among: Word = value("tussen", "among")
    share_theme: bool | None = value("werken samen aan een opgave", "work together on a theme")
    more_trusting: Key | None = value("vertrouwt het meest", "trusts the most")
    less_trusting: Key | None = value("vertrouwt het minst", "trusts the least")


@measure(TrustPair, field="interplay", needs=("relations",), label=("vertrouwen in een paar", "trust in a pair"))
def trust_pair(G: Graph) -> Iterator[TrustPair]:
    """Compare the trust of two partners, or two persons, seen from both sides.

    Yields
    ------
    TrustPair
        One row per pair of which at least one side is known; the gap only where both are.

    Notes
    -----
    O(r). Claim E22; the three dimensions are those of the PARTNER survey (Visible Network Labs).
    """
    falling = {frozenset((u, v)): data["trust_falls"] for u, v, data in edges(G, "relation") if data.get("trust_falls")}
    unsure = {frozenset((u, v)) for u, v, data in edges(G, "relation") if "trust_falls" not in data}
    for kind in ("partner", "person"):
        levels = trust_levels(G, kind)
        for first, second in sorted({(min(pair), max(pair)) for pair in levels}):
            there, back = levels.get((first, second)), levels.get((second, first))
            known = [level for level in (there, back) if level is not None]
            both = there is not None and back is not None
            pair = frozenset((first, second))
            yield TrustPair(
                pair=(first, second),
                first=first,
                second=second,
                level=round(statistics.mean(known), 4),
                lowest=min(known),
                gap=round(abs(known[0] - known[1]), 4) if both else None,
                falling=True if pair in falling else None if pair in unsure else False,
                among=f"{kind}s",
                share_theme=_share_theme(G, first, second),
                more_trusting=_by_trust(first, second, there, back, most=True),
                less_trusting=_by_trust(first, second, there, back, most=False),
            )


def _by_trust(first: str, second: str, there: float | None, back: float | None, *, most: bool) -> str | None:
    if there is None or back is None or there == back:
        return None
    return first if (there > back) == most else second


def _share_theme(G: Graph, first: str, second: str) -> bool | None:
    """Return whether two partners take part in one theme, or two persons have a role in one."""
    if first.startswith("partner:"):
        if not is_complete(G, "themes"):
            return None
        sets = [data.get("partners") for _, data in nodes(G, "theme")]
        if any(known is not None and {first, second} <= set(known) for known in sets):
            return True
        return None if None in sets else False
    if not is_complete(G, "roles"):
        return None
    themes = [{concerns for holder, concerns, _ in edges(G, "role") if holder == key} for key in (first, second)]
    return bool(themes[0] & themes[1])


@dataclass(frozen=True, slots=True)
class Trust:
    """Trust in the partnership as a whole (claim E22)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    level: Score | None = value("vertrouwen tussen partners, mediaan", "trust among partners, median")
    known_share: Share = value("aandeel paren waarvan het vertrouwen bekend is", "share of pairs whose trust is known")
    mutual_share: Share | None = value(
        "aandeel paren dat elkaar evenveel vertrouwt", "share of pairs that trust each other alike"
    )
    low_share: Share | None = value("aandeel paren met laag vertrouwen", "share of pairs with low trust")
    camps: Count | None = value("kampen", "camps")
    smallest_camp: Keys | None = value("kleinste kamp", "smallest camp")


@measure(
    Trust,
    field="interplay",
    needs=("partners", "relations"),
    label=("vertrouwen als geheel", "trust as a whole"),
    singleton=True,
)
def trust(G: Graph) -> Iterator[Trust]:
    """Sum up the trust among partners: level, reciprocity, low pairs and camps.

    The level is the median over directed relations. Two camps are there if partners that trust each other at least 3
    form two or more groups of at least two; below half of the pairs known, camps are unknown.

    Yields
    ------
    Trust
        One row.

    Notes
    -----
    O(p² + r). Claim E22. No absolute cut-off for trust was found in the literature: 3 is a judgement.
    """
    levels = trust_levels(G, "partner")
    partners = [key for key, _ in nodes(G, "partner")]
    pairs = {frozenset(pair) for pair in levels}
    possible = len(partners) * (len(partners) - 1) // 2
    both = [(levels[u, v], levels[v, u]) for u, v in sorted(levels) if u < v and (v, u) in levels]
    low = sum(min(levels.get((u, v), 5), levels.get((v, u), 5)) < TRUSTED for u, v in map(sorted, pairs))
    groups = _camps(partners, levels) if possible and len(pairs) >= possible / 2 else None
    yield Trust(
        partnership=G.graph["partnership"],
        level=round(statistics.median(levels.values()), 4) if levels else None,
        known_share=share(len(pairs), possible) or 0.0,
        mutual_share=share(sum(abs(there - back) <= 1 for there, back in both), len(both)),
        low_share=share(low, len(pairs)),
        camps=None if groups is None else max(1, len(groups)),
        smallest_camp=groups[0] if groups is not None and len(groups) > 1 else None,
    )


def _camps(partners: list[str], levels: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Return the groups of two or more that trust each other, the smallest first."""
    trusting: nx.Graph[str] = nx.Graph()
    trusting.add_nodes_from(partners)
    for (first, second), level in levels.items():
        if level >= TRUSTED and levels.get((second, first), level) >= TRUSTED:
            trusting.add_edge(first, second)
    groups = [tuple(sorted(group)) for group in nx.connected_components(trusting)]
    return sorted((group for group in groups if len(group) >= 2), key=lambda group: (len(group), group))


@dataclass(frozen=True, slots=True)
class PartnerContact:
    """Through how many persons a partner is connected (claims E9, E30)."""

    partner: Key = value("partner", "partner")
    contacts: Count = value(
        "personen met contact buiten de eigen organisatie", "persons in contact beyond their own organisation"
    )
    reached: Count = value("partners waarmee contact is", "partners in contact")
    only_contact: Key | None = value("enige contactpersoon", "only contact")
    deputies: Count | None = value("vervangers van die contactpersoon", "deputies of that contact")
    isolated: bool = value("zonder enig contact", "without any contact")


@measure(
    PartnerContact,
    field="interplay",
    needs=("partners", "persons", "relations"),
    label=("contacten van een partner", "contacts of a partner"),
)
def partner_contact(G: Graph) -> Iterator[PartnerContact]:
    """Count the persons through whom a partner is connected, and the partners it reaches.

    Yields
    ------
    PartnerContact
        One row per partner.

    Notes
    -----
    O(n + m). Claims E9 and E30.
    """
    persons, network, employer = contacts(G), partner_contacts(G), employees(G)
    for key, _ in nodes(G, "partner"):
        staff = sorted(person for person, partner in employer.items() if partner == key)
        outward = [p for p in staff if any(employer.get(other) != key for other in persons[p] if other != key)]
        only = outward[0] if len(outward) == 1 else None
        deputies = G.nodes[only].get("deputies") if only else None
        yield PartnerContact(
            partner=key,
            contacts=len(outward),
            reached=network.degree(key),
            only_contact=only,
            deputies=None if deputies is None else len(deputies),
            isolated=network.degree(key) == 0,
        )


@dataclass(frozen=True, slots=True)
class ContactNetwork:
    """How the contacts between persons are spread (claims E8, E9)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    density: Share | None = value("dichtheid", "density")
    degree_centralisation: Share | None = value("centralisatie van contacten", "centralisation of contacts")
    betweenness_centralisation: Share | None = value("centralisatie van bruggen", "centralisation of bridges")
    components: Count = value("losse groepen", "separate groups")
    articulation_persons: Count = value(
        "personen zonder wie het netwerk uiteenvalt", "persons without whom the network falls apart"
    )


@measure(
    ContactNetwork,
    field="interplay",
    needs=("persons", "relations"),
    label=("netwerk van personen", "network of persons"),
    singleton=True,
)
def contact_network(G: Graph) -> Iterator[ContactNetwork]:
    """Describe how the contacts between persons are spread.

    Centralisation is Freeman's: the sum of the differences to the most central person, as a share of the greatest sum
    there can be, which a star has (Freeman, "Centrality in social networks", Social Networks 1, 1979).

    Yields
    ------
    ContactNetwork
        One row.

    Notes
    -----
    O(n · m) for betweenness. Betweenness is fragile when ties are missing (PMC3846431); read it with the number of
    persons without whom the network falls apart. Claims E8 and E9.
    """
    everyone = contacts(G)
    persons = everyone.subgraph(key for key, _ in nodes(G, "person"))
    n = persons.number_of_nodes()
    yield ContactNetwork(
        partnership=G.graph["partnership"],
        density=round(nx.density(persons), 4) if n > 1 else None,
        degree_centralisation=centralisation(dict(persons.degree()), (n - 1) * (n - 2)),
        betweenness_centralisation=centralisation(nx.betweenness_centrality(persons), n - 1),
        components=nx.number_connected_components(persons),
        articulation_persons=sum(bool(cut_off(everyone, key)) for key, _ in nodes(G, "person")),
    )


def centralisation(centrality: Mapping[str, float], greatest: float) -> float | None:
    """Return Freeman's centralisation of a graph from the centrality of its nodes.

    Parameters
    ----------
    centrality
        By node.
    greatest
        The sum of differences in a star of the same size.

    Examples
    --------
    >>> centralisation(dict(nx.star_graph(4).degree()), 4 * 3)
    1.0
    """
    if len(centrality) < 3:
        return None
    most = max(centrality.values())
    return round(sum(most - value for value in centrality.values()) / greatest, 4)


@dataclass(frozen=True, slots=True)
class TraitScore:
    """How partners score a trait of the cooperation (claims E39, E40, E59, E60)."""

    trait: Word = value("eigenschap", "trait")
    answers: Count = value("antwoorden", "answers")
    level: Score | None = value("mediaan", "median")
    spread: Number | None = value("verschil tussen hoogste en laagste", "difference between highest and lowest")


@measure(
    TraitScore,
    field="interplay",
    needs=("partners", "statements"),
    label=("score per eigenschap", "score per trait"),
)
def trait_score(G: Graph) -> Iterator[TraitScore]:
    """Give the median and the spread of the scores for each trait.

    Yields
    ------
    TraitScore
        One row per trait that was scored.

    Notes
    -----
    O(s) for s statements. Claims E39, E40, E59 and E60.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for _, data in nodes(G, "statement"):
        if "score" in data:
            scores[data["trait"]].append(data["score"])
        else:
            scores.setdefault(data["trait"], [])
    for trait, values in sorted(scores.items()):
        yield TraitScore(
            trait=trait,
            answers=len(values),
            level=round(statistics.median(values), 4) if values else None,
            spread=round(max(values) - min(values), 4) if values else None,
        )
