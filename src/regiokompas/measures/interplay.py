"""Interplay: trust, contact, and what partners give and get."""

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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()
