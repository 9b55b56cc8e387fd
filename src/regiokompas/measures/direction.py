"""Direction: who pulls, who decides, and what rests on one person."""

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
class PersonDependence:
    """What rests on one person (claims E8, E9)."""

    person: Key = value("persoon", "person")
    articulation: bool = value(
        "het netwerk valt zonder deze persoon uiteen", "the network falls apart without this person"
    )
    cut_off: Keys = value("raken los", "are cut off")
    cut_off_count: Count = value("aantal partners dat losraakt", "number of partners cut off")
    relation_share: Share | None = value("aandeel van alle relaties", "share of all relations")
    role_share: Share | None = value("aandeel van alle rollen", "share of all roles")
    theme_share: Share | None = value("aandeel opgaven met een rol", "share of themes with a role")
    decision_share: Share | None = value("aandeel voorbereide besluiten", "share of decisions prepared")
    largest_share: Share | None = value("grootste van deze aandelen", "largest of these shares")
    roles: Count | None = value("rollen", "roles")
    deputies: Count | None = value("vervangers", "deputies")
    knowledge: Count | None = value("zaken die alleen deze persoon weet", "things only this person knows")
    days_until_term_ends: Days | None = value("dagen tot einde termijn", "days until the term ends")
    handover: bool | None = value("overdracht is geregeld", "handover is arranged")
    themes_orphaned: Keys | None = value("opgaven zonder andere trekker", "themes without another initiator")


@measure(
    PersonDependence,
    field="direction",
    needs=("persons", "relations", "partners"),
    label=("afhankelijkheid van een persoon", "dependence on a person"),
)
def person_dependence(G: Graph) -> Iterator[PersonDependence]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class Puller:
    """A person or partner who pulls themes (claim E62)."""

    holder: Key = value("trekker", "puller")
    is_person: bool = value("is een persoon", "is a person")
    themes: Keys = value("opgaven", "themes")
    themes_count: Count = value("aantal opgaven", "number of themes")
    theme_share: Share = value("aandeel van de opgaven", "share of the themes")


@measure(Puller, field="direction", needs=("themes", "roles"), label=("trekker", "puller"))
def puller(G: Graph) -> Iterator[Puller]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class Pulling:
    """How the pulling is spread (claims E61, E62)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    pullers: Count = value("trekkers", "pullers")
    themes: Count = value("opgaven", "themes")
    pulled: Count = value("opgaven met een trekker", "themes with an initiator")
    largest_share: Share | None = value("grootste aandeel van een trekker", "largest share of one puller")
    largest_two_share: Share | None = value("aandeel van de twee grootste trekkers", "share of the two largest pullers")
    organisations: Count | None = value("organisaties waaruit trekkers komen", "organisations that pullers come from")
    top: Key | None = value("grootste trekker", "largest puller")


@measure(
    Pulling,
    field="direction",
    needs=("themes", "roles"),
    label=("spreiding van trekkers", "spread of pullers"),
    singleton=True,
)
def pulling(G: Graph) -> Iterator[Pulling]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class ThemeRoles:
    """Which roles of a theme are filled (claims E56, E61)."""

    theme: Key = value("opgave", "theme")
    clients: Count = value("opdrachtgevers", "clients")
    contractors: Count = value("opdrachtnemers", "contractors")
    directors: Count = value("regisseurs", "directors")
    initiators: Count = value("trekkers", "initiators")
    people: Count | None = value("personen met een rol", "persons with a role")


@measure(ThemeRoles, field="direction", needs=("themes", "roles"), label=("rollen per opgave", "roles per theme"))
def theme_roles(G: Graph) -> Iterator[ThemeRoles]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """One organisation or person that is client and contractor of one theme (claim E56)."""

    theme: Key = value("opgave", "theme")
    organisation: Key | None = value("organisatie", "organisation")
    client: Key = value("opdrachtgever", "client")
    contractor: Key = value("opdrachtnemer", "contractor")
    through_employer: bool = value("via de werkgever", "through the employer")
    inherent: bool | None = value("hoort bij de rechtsvorm", "inherent in the legal form")


@measure(RoleConflict, field="direction", needs=("themes", "roles"), label=("dubbelrol", "double role"))
def role_conflict(G: Graph) -> Iterator[RoleConflict]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class DecisionHearing:
    """Who must still be heard before a decision (claim E55)."""

    decision: Key = value("besluit", "decision")
    unheard: Keys | None = value("nog niet gehoord", "not yet heard")
    unheard_count: Count | None = value("aantal nog te horen", "number still to be heard")
    waits_in_circle: bool = value("wacht via andere besluiten op zichzelf", "waits for itself through other decisions")


@measure(
    DecisionHearing,
    field="direction",
    needs=("decisions",),
    label=("horen voor een besluit", "hearing before a decision"),
)
def decision_hearing(G: Graph) -> Iterator[DecisionHearing]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class DecisionCalendar:
    """The decisions as a whole (claims E28, E57)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    decisions: Count = value("besluiten", "decisions")
    undated: Count | None = value("zonder datum", "without a date")
    without_body: Count | None = value("zonder besluitend orgaan", "without a deciding body")
    overdue: Count | None = value("over de datum", "overdue")
    spread: Days | None = value("dagen tussen eerste en laatste", "days between the first and the last")
    clear_share: Share | None = value("aandeel met orgaan en datum", "share with a body and a date")


@measure(
    DecisionCalendar,
    field="direction",
    needs=("decisions",),
    label=("besluitenkalender", "decision calendar"),
    singleton=True,
)
def decision_calendar(G: Graph) -> Iterator[DecisionCalendar]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """Milestones and results of a theme (claims E29, E47, E51)."""

    theme: Key = value("opgave", "theme")
    goals: Count | None = value("doelen", "goals")
    milestones: Count = value("mijlpalen", "milestones")
    late: Count | None = value("mijlpalen over de datum", "milestones overdue")
    done: Count | None = value("mijlpalen bereikt", "milestones reached")
    results: Count = value("resultaten", "results")
    shared_results: Count | None = value("gedeelde resultaten", "results shared")
    days_since_result: Days | None = value("dagen sinds het laatste resultaat", "days since the last result")
    days_since_report: Days | None = value(
        "dagen sinds de laatste voortgangsmelding", "days since progress was last reported"
    )
    days_running: Days | None = value("dagen sinds de start", "days since the start")
    days_until_milestone: Days | None = value("dagen tot de volgende mijlpaal", "days until the next milestone")


@measure(
    ThemeProgress,
    field="direction",
    needs=("themes", "milestones", "results"),
    label=("voortgang per opgave", "progress per theme"),
)
def theme_progress(G: Graph) -> Iterator[ThemeProgress]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Open doubt about the cooperation (claims E1, E4)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners")
    doubting: Keys | None = value("twijfelen aan het nut", "doubt the use")
    doubting_share: Share | None = value("aandeel dat twijfelt", "share that doubts")
    leaving: Keys | None = value("overwegen uittreding", "consider leaving")
    leaving_count: Count | None = value("aantal dat uittreding overweegt", "number that considers leaving")


@measure(Doubt, field="direction", needs=("partners",), label=("twijfel", "doubt"), singleton=True)
def doubt(G: Graph) -> Iterator[Doubt]:
    """TODO"""
    yield from ()
