"""Scale: how many, how large, and who cannot be missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Count,
    Graph,
    Key,
    Keys,
    Number,
    Share,
    measure,
    value,
)
from regiokompas.measures.network import attribute_total, cut_off, employees, is_complete, partner_contacts, share

#: Kinds of partners that are a government.
GOVERNMENTS = frozenset(
    {"municipality", "province", "water_authority", "ministry", "joint_arrangement", "foreign_authority"}
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to oversee (claims E10, E54)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners")
    partner_kinds: Count | None = value("soorten partners", "kinds of partners")
    governments: Count | None = value("overheden", "governments")
    others: Count | None = value("partners die geen overheid zijn", "partners that are no government")
    themes: Count | None = value("opgaven", "themes")
    persons: Count | None = value("personen", "persons")
    decisions: Count | None = value("besluiten", "decisions")
    funds: Count | None = value("potjes", "funds")
    abolished: Count = value("opgeheven partners", "abolished partners")
    contact_share: Share | None = value(
        "aandeel paren van partners met contact", "share of pairs of partners in contact"
    )


@measure(Size, field="scale", needs=("partners",), label=("omvang", "size"), singleton=True)
def size(G: Graph) -> Iterator[Size]:
    """Count what there is to oversee.

    Yields
    ------
    Size
        One row. Counts of sections that are unknown or incomplete are unknown.

    Notes
    -----
    O(n + m). Claims E10 and E54.
    """
    partners = dict(nodes(G, "partner"))
    kinds = [data.get("kind") for data in partners.values()]
    known = None not in kinds
    contacts_known = is_complete(G, "persons") and is_complete(G, "relations") and len(partners) > 1

    def count(section: str, type_: str) -> int | None:
        return sum(1 for _ in nodes(G, type_)) if is_complete(G, section) else None

    yield Size(
        partnership=G.graph["partnership"],
        partners=len(partners),
        partner_kinds=len(set(kinds)) if known else None,
        governments=sum(kind in GOVERNMENTS for kind in kinds) if known else None,
        others=sum(kind not in GOVERNMENTS for kind in kinds) if known else None,
        themes=count("themes", "theme"),
        persons=count("persons", "person"),
        decisions=count("decisions", "decision"),
        funds=count("funds", "fund"),
        abolished=sum("abolished" in data for data in partners.values()),
        contact_share=round(nx.density(partner_contacts(G)), 4) if contacts_known else None,
    )


@dataclass(frozen=True, slots=True)
class PartnerDependence:
    """What is lost when a partner leaves (claim E5)."""

    partner: Key = value("partner", "partner")
    articulation: bool = value(
        "het netwerk valt zonder deze partner uiteen", "the network falls apart without this partner"
    )
    cut_off: Keys = value("raken los", "are cut off")
    cut_off_count: Count = value("aantal partners dat losraakt", "number of partners cut off")
    contact_share: Share | None = value("aandeel van alle contacten", "share of all contacts")
    money_share: Share | None = value("aandeel in het geld", "share of the money")
    themes_lost: Keys | None = value("opgaven zonder trekker of partners", "themes left without initiator or partners")
    themes_lost_count: Count | None = value("aantal opgaven dat wegvalt", "number of themes lost")


@measure(
    PartnerDependence,
    field="scale",
    needs=("partners", "persons", "relations"),
    label=("afhankelijkheid van een partner", "dependence on a partner"),
)
def partner_dependence(G: Graph) -> Iterator[PartnerDependence]:
    """Say what is lost when a partner leaves: contact, money and themes.

    A partner is an articulation point if without it other partners lose contact with the largest group. Its share of
    the money is that of its funds, or of its contributions where funds are unknown. A theme is lost if the partner is
    its only participant, or it and its persons are its only initiators.

    Yields
    ------
    PartnerDependence
        One row per partner.

    Notes
    -----
    O(p · (n + m)) for p partners. Claim E5.
    """
    network = partner_contacts(G)
    degree = dict(network.degree())
    ties = network.number_of_edges()
    money = _money_of(G)
    employer = employees(G)
    for key, _ in nodes(G, "partner"):
        loose = cut_off(network, key)
        lost = _themes_lost(G, key, employer)
        yield PartnerDependence(
            partner=key,
            articulation=bool(loose),
            cut_off=loose,
            cut_off_count=len(loose),
            contact_share=share(degree[key], ties),
            money_share=_share_of(money, key),
            themes_lost=lost,
            themes_lost_count=None if lost is None else len(lost),
        )


def _money_of(G: Graph) -> dict[str, float | None] | None:
    """Return the money that each partner puts in, by its funds or else its contributions."""
    given: dict[str, list[float | None]] = {}
    if is_complete(G, "funds"):
        for _, data in nodes(G, "fund"):
            if data.get("status") != "refused":
                given.setdefault(data["owner"], []).append(data.get("amount"))
    elif is_complete(G, "contributions"):
        for partner, _, data in edges(G, "contribution"):
            if data.get("kind") == "money":
                given.setdefault(partner, []).append(data.get("amount"))
    else:
        return None
    return {partner: attribute_total(amounts) for partner, amounts in given.items()}


def _share_of(amounts: Mapping[str, float | None] | None, key: str) -> float | None:
    if amounts is None:
        return None
    whole = attribute_total(amounts.values())
    part = amounts.get(key, 0.0)
    return None if whole is None or part is None else share(part, whole)


def _themes_lost(G: Graph, partner: str, employer: Mapping[str, str]) -> tuple[str, ...] | None:
    if not (is_complete(G, "themes") and is_complete(G, "roles")):
        return None
    pulled: dict[str, set[str]] = {}
    for holder, concerns, data in edges(G, "role"):
        if data.get("role") == "initiator":
            pulled.setdefault(concerns, set()).add(employer.get(holder, holder))
    return tuple(
        key
        for key, data in nodes(G, "theme")
        if tuple(data.get("partners", ())) == (partner,) or pulled.get(key) == {partner}
    )


@dataclass(frozen=True, slots=True)
class PartnerWeight:
    """How heavy one partner weighs (claim E3)."""

    partner: Key = value("partner", "partner")
    population_share: Share | None = value("aandeel in de inwoners", "share of the population")
    budget_share: Share | None = value("aandeel in de begrotingen", "share of the budgets")
    votes_share: Share | None = value("aandeel in de stemmen", "share of the votes")
    cost_share: Share | None = value("aandeel in de kosten", "share of the costs")
    say_gap: Number | None = value("stemmen min inwoners, in aandelen", "votes minus population, as shares")
    themes: Count | None = value("opgaven waaraan hij deelneemt", "themes it takes part in")


@measure(
    PartnerWeight,
    field="scale",
    needs=("partners",),
    label=("gewicht van een partner", "weight of a partner"),
)
def partner_weight(G: Graph) -> Iterator[PartnerWeight]:
    """Compare the weight of each partner with that of all: people, budget, votes, costs and themes.

    Yields
    ------
    PartnerWeight
        One row per partner. A share is unknown as long as one partner's figure is; only municipalities count for
        people and budget, since other partners have no inhabitants and budgets of another kind.

    Notes
    -----
    O(p · t) for p partners and t themes. Claims E3 and E37.
    """
    partners = dict(nodes(G, "partner"))
    local = {key for key, data in partners.items() if data.get("kind", "municipality") == "municipality"}
    for key, data in partners.items():
        people = _weight(partners, local, key, "population")
        votes = _weight(partners, _with(partners, "votes"), key, "votes")
        gap = None if people is None or votes is None else round(votes - people, 4)
        yield PartnerWeight(
            partner=key,
            population_share=people,
            budget_share=_weight(partners, local, key, "budget"),
            votes_share=votes,
            cost_share=data.get("cost_share"),
            say_gap=gap,
            themes=_themes_of(G, key),
        )


def _with(partners: Mapping[str, Mapping[str, Any]], name: str) -> set[str]:
    return {key for key, data in partners.items() if name in data}


def _weight(partners: Mapping[str, Mapping[str, Any]], among: set[str], key: str, name: str) -> float | None:
    if key not in among:
        return None
    whole = attribute_total(partners[other].get(name) for other in sorted(among))
    return None if whole is None else share(partners[key][name], whole)


def _themes_of(G: Graph, partner: str) -> int | None:
    if not is_complete(G, "themes"):
        return None
    taking_part = [data.get("partners") for _, data in nodes(G, "theme")]
    return None if None in taking_part else sum(partner in partners for partners in taking_part if partners)
