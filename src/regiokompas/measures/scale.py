"""Scale: how many, how large, and who cannot be missed."""

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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()


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
    """TODO"""
    yield from ()
