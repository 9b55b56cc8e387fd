"""Interplay: what partners give and get, how they are in contact, and whether they trust each other."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Amount,
    Count,
    Graph,
    Key,
    Number,
    Score,
    Share,
    Word,
    is_complete,
    measure,
    value,
)
from regiokompas.measures.division import InnerDivision, inner_division
from regiokompas.measures.granting import Concession, Granting, concession, granting
from regiokompas.measures.knowledge import number_of
from regiokompas.measures.network import (
    TIES,
    betweenness_centralisation,
    contacts,
    degree_centralisation,
    home,
    is_a,
    lost_contact,
    partner_contacts,
    person_contacts,
    unplaced,
)
from regiokompas.measures.tally import count_of, rounded, share_of, total_of
from regiokompas.measures.trust import Trust, TrustPair, trust, trust_pair

__all__ = [
    "Bridging",
    "Concession",
    "ContactNetwork",
    "Exchange",
    "Granting",
    "InnerDivision",
    "PartnerContact",
    "TraitScore",
    "Trust",
    "TrustPair",
    "bridging",
    "concession",
    "contact_network",
    "exchange",
    "granting",
    "inner_division",
    "partner_contact",
    "trait_score",
    "trust",
    "trust_pair",
]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a partner brings and gets (claims E38, E64)."""

    partner: Key = value("partner", "partner")
    brings: Count = value(
        "soorten bijdragen", "kinds of contribution", reads=("contribution.kind", "contribution.partner")
    )
    gets: Count = value("soorten opbrengst", "kinds of benefit", reads=("benefit.kind", "benefit.partner"))
    brings_amount: Amount | None = value(
        "brengt in geld",
        "brings in money",
        of=("contribution.amount",),
        reads=("contribution.kind", "contribution.partner"),
    )
    gets_amount: Amount | None = value(
        "haalt in geld", "gets in money", of=("benefit.amount",), reads=("benefit.kind", "benefit.partner")
    )
    balance: Share | None = value(
        "aandeel brengen in alles wat hij uitwisselt",
        "share of bringing in all it exchanges",
        of=("contributions", "benefits"),
        reads=("contribution.kind", "contribution.partner", "benefit.kind", "benefit.partner"),
    )
    effort_share: Share | None = value(
        "geleverde uren van de toegezegde",
        "hours delivered of those promised",
        of=("contribution.hours_promised", "contribution.hours_delivered"),
        reads=("contribution.kind", "contribution.partner"),
    )


@measure(
    Exchange,
    field="interplay",
    needs=("partners", "contributions", "benefits"),
    label=("brengen en halen", "bring and get"),
)
def exchange(G: Graph) -> Iterator[Exchange]:
    """Yield what each partner brings and gets, by kinds, by money and by hours.

    Yields
    ------
    Exchange
        One row per partner. ``brings`` and ``gets`` count kinds; ``balance`` is the share of those brought in both
        together: 1 is only bringing, 0 only getting. An amount is unknown as long as one of its parts is, and zero if
        there is none. ``effort_share`` is of hours delivered in hours promised, above 1 for more than was promised; it
        is unknown as long as the hours of a contribution of staff are.

    Notes
    -----
    O(c + b) for c contributions and b benefits. Claims E38, E50, E59 and E64.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("partner:a", type="partner")
    >>> hours = {"hours_promised": 100.0, "hours_delivered": 120.0}
    >>> _ = G.add_edge("partner:a", "theme:t", type="contribution", kind="staff", **hours)
    >>> [(row.brings, row.gets, row.brings_amount, row.balance, row.effort_share) for row in exchange(G)]
    [(1, 0, 0.0, 1.0, 1.2)]
    """
    brought, got = _by_partner(G, "contribution"), _by_partner(G, "benefit")
    for key, _ in nodes(G, "partner"):
        brings, gets = ({item["kind"] for item in items[key]} for items in (brought, got))
        yield Exchange(
            partner=key,
            brings=len(brings),
            gets=len(gets),
            brings_amount=_money(brought[key]),
            gets_amount=_money(got[key]),
            balance=share_of(len(brings), len(brings) + len(gets)),
            effort_share=share_of(_hours(brought[key], "delivered"), _hours(brought[key], "promised")),
        )


def _by_partner(G: Graph, type_: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for partner, _, data in edges(G, type_):
        found[partner].append(data)
    return found


def _money(items: Iterable[Mapping[str, Any]]) -> float | None:
    return total_of((item.get("amount"), item["kind"] == "money") for item in items)


def _hours(items: Iterable[Mapping[str, Any]], state: str) -> float | None:
    """Return the hours of all staff, and of whatever else hours are given for."""
    timed = [item for item in items if item["kind"] == "staff" or {"hours_promised", "hours_delivered"} & item.keys()]
    return total_of((item.get(f"hours_{state}"), True) for item in timed)


@dataclass(frozen=True, slots=True)
class PartnerContact:
    """Through how many persons a partner is connected (claims E9, E30)."""

    partner: Key = value("partner", "partner")
    contacts: Count | None = value(
        "personen met contact buiten de eigen organisatie",
        "persons in contact beyond their own organisation",
        of_all=("person.employer",),
        reads_all=TIES,
    )
    reached: Count | None = value(
        "partners waarmee contact is", "partners in contact", of_all=("person.employer",), reads_all=TIES
    )
    only_contact: Key | None = value(
        "enige contactpersoon", "only contact", of_all=("person.employer",), reads_all=TIES
    )
    deputies: Count | None = value(
        "vervangers van die contactpersoon", "deputies of that contact", of=("person.deputies", ".only_contact")
    )
    isolated: bool | None = value(
        "zonder enig contact", "without any contact", of_all=("person.employer",), reads_all=TIES
    )


@measure(
    PartnerContact,
    field="interplay",
    needs=("partners", "persons", "relations"),
    label=("contacten van een partner", "contacts of a partner"),
)
def partner_contact(G: Graph) -> Iterator[PartnerContact]:
    """Yield through how many persons each partner is in contact, and with how many partners.

    Yields
    ------
    PartnerContact
        One row per partner. A partner that is in contact only with someone who works for no partner reaches none, but
        is not ``isolated``. ``deputies`` are those of the only contact. As long as someone is in contact of whom it is
        unknown for whom they work, only that a partner is *not* isolated can be known.

    Notes
    -----
    O(n + m). Claims E9 and E30.
    """
    network, outward, doubtful = partner_contacts(G), _outward(G), unplaced(G)
    for key, _ in nodes(G, "partner"):
        only = next(iter(outward[key])) if len(outward[key]) == 1 and not doubtful else None
        yield PartnerContact(
            partner=key,
            contacts=None if doubtful else len(outward[key]),
            reached=None if doubtful else sum(is_a("partner", other) for other in network[key]),
            only_contact=only,
            deputies=number_of(G.nodes[only].get("deputies")) if only else None,
            isolated=False if network[key].keys() - doubtful else None if doubtful else True,
        )


def _outward(G: Graph) -> dict[str, set[str]]:
    """Return the persons of each partner who are in contact with someone from elsewhere."""
    found: dict[str, set[str]] = {key: set() for key, _ in nodes(G, "partner")}
    for tie in person_contacts(G).edges:
        homes = [home(G, person) for person in tie]
        for person, partner in zip(tie, homes, strict=True):
            if partner in found and homes[0] != homes[1]:
                found[partner].add(person)
    return found


@dataclass(frozen=True, slots=True)
class ContactNetwork:
    """How the contacts between persons are spread (claims E8, E9)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    density: Share | None = value("dichtheid", "density", of=("persons",), reads_all=(*TIES, "persons"))
    degree_centralisation: Share | None = value(
        "centralisatie van contacten", "centralisation of contacts", of=("persons",), reads_all=(*TIES, "persons")
    )
    components: Count | None = value(
        "losse groepen", "separate groups", of_all=("person.employer",), reads_all=(*TIES, "persons")
    )
    articulation_persons: Count | None = value(
        "personen zonder wie het netwerk uiteenvalt",
        "persons without whom the network falls apart",
        of=("partners",),
        of_all=("person.employer",),
        reads_all=(*TIES, "persons"),
    )


@measure(
    ContactNetwork,
    field="interplay",
    needs=("persons", "relations"),
    label=("netwerk van personen", "network of persons"),
    singleton=True,
)
def contact_network(G: Graph) -> Iterator[ContactNetwork]:
    """Yield how the contacts between persons are spread.

    Density and centralisation are those of :func:`regiokompas.measures.network.person_contacts`. Groups and persons
    without whom partners lose contact are those of :func:`regiokompas.measures.network.contacts`, in which colleagues
    are connected through the partner they work for.

    Yields
    ------
    ContactNetwork
        One row. There is no density below two persons, and no centralisation below three. ``components`` counts the
        groups with a person in them; it is unknown as long as it is unknown for whom someone works, unless all are one
        group. ``articulation_persons`` counts the persons of :func:`regiokompas.measures.direction.person_dependence`
        that are articulation points; it is unknown as long as that of a person is, or the partners are.

    Notes
    -----
    O(n + m). What falls apart says more than any centrality: see
    :func:`regiokompas.measures.network.what_is_cut_off`. Centralisation is not simply bad [1]_. Claims E8 and E9.

    References
    ----------
    .. [1] K. G. Provan and H. B. Milward, "A preliminary theory of interorganizational network effectiveness",
       Administrative Science Quarterly 40:1-33, 1995.
    """
    persons = person_contacts(G)
    yield ContactNetwork(
        partnership=G.graph["partnership"],
        density=rounded(nx.density(persons)) if len(persons) > 1 else None,
        degree_centralisation=degree_centralisation(persons),
        components=_groups(G),
        articulation_persons=_articulation_persons(G),
    )


@dataclass(frozen=True, slots=True)
class Bridging:
    """How far the shortest ways between persons run through one of them (claim E8)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    centralisation: Share | None = value(
        "centralisatie van bruggen", "centralisation of bridges", of=("persons",), reads_all=(*TIES, "persons")
    )


@measure(
    Bridging,
    field="interplay",
    needs=("persons", "relations"),
    label=("bruggen tussen personen", "bridges between persons"),
    singleton=True,
)
def bridging(G: Graph) -> Iterator[Bridging]:
    """Yield how far the shortest ways between persons run through one of them.

    Yields
    ------
    Bridging
        One row; no centralisation below three persons.

    Notes
    -----
    O(n m), the only measure that grows so fast, so it stands apart: it is computed only where a rule reads it. It is
    fragile when persons are missing from the picture: see
    :func:`regiokompas.measures.network.betweenness_centralisation`. Claim E8.
    """
    yield Bridging(G.graph["partnership"], betweenness_centralisation(person_contacts(G)))


def _groups(G: Graph) -> int | None:
    groups = [group for group in nx.connected_components(contacts(G)) if any(is_a("person", key) for key in group)]
    is_sure = all(home(G, key) is not None for key, _ in nodes(G, "person"))
    return len(groups) if is_sure or len(groups) == 1 else None


def _articulation_persons(G: Graph) -> int | None:
    if not is_complete(G, "partners"):
        return None
    lost = lost_contact(G).items()
    return count_of(None if cut_off is None else bool(cut_off) for key, cut_off in lost if is_a("person", key))


@dataclass(frozen=True, slots=True)
class TraitScore:
    """How partners score a trait of the cooperation (claims E39, E40, E59, E60)."""

    trait: Word = value("eigenschap", "trait")
    answers: Count = value("antwoorden", "answers", reads=("statement.trait", "statement.score"))
    level: Score | None = value("mediaan", "median", of=("statement.score",), reads=("statement.trait",))
    spread: Number | None = value(
        "verschil tussen hoogste en laagste",
        "difference between highest and lowest",
        of=("statement.score",),
        reads=("statement.trait",),
    )


@measure(
    TraitScore,
    field="interplay",
    needs=("partners", "statements"),
    label=("score per eigenschap", "score per trait"),
)
def trait_score(G: Graph) -> Iterator[TraitScore]:
    """Yield how partners score each trait of the cooperation.

    Yields
    ------
    TraitScore
        One row per trait that a statement is about. Partners that did not answer are left out: ``level`` is the median
        of the ``answers`` there are, and ``spread`` their range.

    Notes
    -----
    O(s log s) for s statements. Claims E39, E40, E59 and E60. A median, since steps of a scale need not be equal.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> for partner, score in {"a": 2.0, "b": 3.0, "c": 5.0}.items():
    ...     G.add_node(f"statement:{partner}", type="statement", trait="courage", score=score)
    >>> list(trait_score(G))
    [TraitScore(trait='courage', answers=3, level=3.0, spread=3.0)]
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for _, data in nodes(G, "statement"):
        scores[data["trait"]].extend([data["score"]] if "score" in data else [])
    for trait, answers in sorted(scores.items()):
        yield TraitScore(
            trait=trait,
            answers=len(answers),
            level=rounded(statistics.median(answers)) if answers else None,
            spread=rounded(max(answers) - min(answers)) if answers else None,
        )
