"""Who takes part, and how they stand to each other."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from regiokompas.model.base import (
    Amount,
    Concerns,
    Day,
    Entity,
    Flag,
    Key,
    Keys,
    Money,
    Nothing,
    PartnerKey,
    Ref,
    Score,
    Share,
    Spread,
    Text,
    Whole,
    Words,
    as_tuple,
    attribute,
    required,
)
from regiokompas.saying import Said

__all__ = ["About", "Partner", "Person", "Relation", "Role", "Statement"]

LegalForm = Literal[
    "public_body",
    "operations_organisation",
    "joint_body",
    "host_municipality",
    "bare_arrangement",
    "covenant",
    "network",
]
PartnerKind = Literal[
    "municipality",
    "province",
    "water_authority",
    "ministry",
    "joint_arrangement",
    "foreign_authority",
    "provider",
    "company",
    "institute",
    "citizens",
    "other",
]
PartnerKinds = Annotated[tuple[PartnerKind, ...], BeforeValidator(as_tuple)]
ControlStance = Literal["willing", "conditional", "reluctant"]
Powers = Annotated[tuple[Literal["attribution", "delegation", "mandate"], ...], BeforeValidator(as_tuple)]


class About(Entity):
    """The partnership itself."""

    KIND: ClassVar[str] = "partnership"
    SECTION: ClassVar[str] = "partnership"

    name: Text = required("naam", "name")
    date: Day = required("datum van het beeld", "date of the picture")
    purpose: Text | None = attribute("doel", "purpose")
    profile: str | None = attribute("profiel", "profile")
    legal_form: LegalForm | None = attribute("rechtsvorm", "legal form")
    starts: Day | None = attribute("begint op", "starts on")
    ends: Day | None = attribute("eindigt op", "ends on")
    powers: Powers | None = attribute("bevoegdheden", "powers received by")
    policy_fields: Words | None = attribute("beleidsterreinen", "policy fields")
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = Field(
        "EUR", title="currency", description="currency", json_schema_extra={"nl": "valuta"}
    )
    overview: Flag | None = attribute(
        "er is een overzicht van alles wat speelt", "there is an overview of all that goes on"
    )
    shares_known: Flag | None = attribute("het aandeel per partner is bekend", "the share of each partner is known")
    early_result_due: Day | None = attribute("eerste resultaat beloofd op", "first result promised by")
    dialogue_per_year: Whole | None = attribute(
        "gesprekken per jaar over de inhoud", "conversations on content per year"
    )
    register_id: str | None = attribute("nummer in het register", "number in the register")


class Partner(Entity):
    """An organisation that takes part (deelnemer)."""

    KIND: ClassVar[str] = "partner"
    SECTION: ClassVar[str] = "partners"

    name: Text = required("naam", "name")
    kind: PartnerKind | None = attribute("soort", "kind")
    population: Whole | None = attribute("inwoners", "population")
    budget: Money | None = attribute("begroting voor deze opgaven", "budget for these themes")
    province: str | None = attribute("provincie", "province")
    decisiveness: Score | None = attribute("daadkracht (1–5)", "decisiveness (1–5)")
    control_stance: ControlStance | None = attribute(
        "houding tegenover zeggenschap afstaan", "stance on giving up control"
    )
    local_priority: Score | None = attribute(
        "voorrang aan de eigen organisatie (1–5)", "priority of its own organisation (1–5)"
    )
    involvement: Score | None = attribute("betrokkenheid (1–5)", "involvement (1–5)")
    considers_leaving: Flag | None = attribute("overweegt uittreding", "considers leaving")
    doubts_use: Flag | None = attribute("twijfelt aan nut en noodzaak", "doubts the use")
    can_do_alone: Flag | None = attribute("kan het zelf", "can do it alone")
    votes: Whole | None = attribute("stemmen", "votes")
    cost_share: Share | None = attribute("aandeel in de kosten", "share of the costs")
    joined: Day | None = attribute("toegetreden op", "joined on")
    bodies: Words | None = attribute("deelnemende bestuursorganen", "organs that take part")
    strengths: Words | None = attribute("sterke punten", "strengths")
    helped: Annotated[Keys, Ref(("partner",), "helped", "helped partner")] | None = attribute(
        "hielp het afgelopen jaar zonder tegenprestatie", "helped without return in the past year"
    )
    abolished: Day | None = attribute("opgeheven op", "abolished on")
    identifier: str | None = attribute("identificatie", "identifier")

    @model_validator(mode="after")
    def _helps_another(self) -> Partner:
        if self.helped is not None and self.key in self.helped:
            raise ValueError(Said("help is for another; leave out the partner itself"))
        return self


class Person(Entity):
    """Someone with a part to play; shown by function, the name is optional."""

    KIND: ClassVar[str] = "person"
    SECTION: ClassVar[str] = "persons"

    function: Text = required("functie", "function")
    name: str | None = attribute("naam", "name")
    employer: Annotated[Key, Ref(("partner",), "employed_by")] | Nothing | None = attribute("werkgever", "employer")
    governor: Flag | None = attribute("bestuurder", "governor")
    hours: Amount | None = attribute("uren per week", "hours a week")
    deputies: Annotated[Keys, Ref(("person",), "deputised_by", "deputy")] | None = attribute("vervangers", "deputies")
    term_ends: Day | None = attribute("termijn eindigt op", "term ends on")
    handover: Flag | None = attribute("overdracht is geregeld", "handover is arranged")
    only_knows: Words | None = attribute("weet als enige", "only this person knows")
    local_priority: Score | None = attribute(
        "voorrang aan de eigen gemeente (1–5)", "priority of the own municipality (1–5)"
    )
    control_stance: ControlStance | None = attribute(
        "houding tegenover zeggenschap afstaan", "stance on giving up control"
    )


class Role(Entity):
    """Who is client, contractor, director, chair or initiator, of the whole or of one theme."""

    KIND: ClassVar[str] = "role"
    SECTION: ClassVar[str] = "roles"
    ENDPOINTS: ClassVar[tuple[str, str] | None] = ("holder", "concerns")
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("role", "holder", "concerns")

    role: Literal["owner", "client", "customer", "contractor", "director", "chair", "initiator"] = required(
        "rol", "role"
    )
    holder: Annotated[Key, Ref(("person", "partner"), "holder")] = required("bekleed door", "held by")
    concerns: Concerns = required("betreft", "concerns")


class Relation(Entity):
    """How one sees the other; directed, between two partners or two persons.

    The three values of trust and of value follow the PARTNER survey of Visible Network Labs, each 1–5. Where several
    people of a partner answered, ``answers`` says how many at least, ``divided`` whether they were far apart on one of
    the values, and ``spread`` how many steps the middle half of them spans where that is most.
    """

    KIND: ClassVar[str] = "relation"
    SECTION: ClassVar[str] = "relations"
    ENDPOINTS: ClassVar[tuple[str, str] | None] = ("from_", "to")
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("from", "to")

    from_: Annotated[Key, Ref(("partner", "person"), "from")] = required("van", "from", alias="from")
    to: Annotated[Key, Ref(("partner", "person"), "to")] = required("naar", "to")
    kind: Literal["work", "formal", "informal", "money"] | None = attribute("soort", "kind")
    frequency: Literal["never", "yearly", "quarterly", "monthly", "weekly", "daily"] | None = attribute(
        "hoe vaak", "frequency"
    )
    trust: Score | None = attribute("vertrouwen (1–5)", "trust (1–5)")
    trust_reliable: Score | None = attribute("betrouwbaar (1–5)", "reliable (1–5)")
    trust_open: Score | None = attribute("open (1–5)", "open (1–5)")
    trust_same_purpose: Score | None = attribute("zelfde doel (1–5)", "same purpose (1–5)")
    trust_falls: Flag | None = attribute("vertrouwen daalt", "trust falls")
    value: Score | None = attribute("waarde (1–5)", "value (1–5)")
    value_influence: Score | None = attribute("invloed (1–5)", "influence (1–5)")
    value_resources: Score | None = attribute("middelen (1–5)", "resources (1–5)")
    value_involvement: Score | None = attribute("betrokkenheid (1–5)", "involvement (1–5)")
    answers: Whole | None = attribute("aantal antwoorden", "number of answers")
    divided: Flag | None = attribute("intern verdeeld", "divided inside")
    spread: Spread | None = attribute("spreiding binnen", "spread inside")

    @model_validator(mode="after")
    def _two_of_a_kind(self) -> Relation:
        if self.from_ == self.to:
            raise ValueError(Said("a relation is between two, not with oneself"))
        if self.from_.split(":")[0] != self.to.split(":")[0]:
            raise ValueError(Said("a relation is between two partners or between two persons"))
        return self


class Statement(Entity):
    """How a partner scores a statement on a trait of the cooperation, 1–5.

    Where several of its people answered, ``answers`` says how many, ``divided`` whether they were far apart,
    and ``spread`` how many steps the middle half of them spans, 0–4.
    """

    KIND: ClassVar[str] = "statement"
    SECTION: ClassVar[str] = "statements"
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("trait", "partner")

    partner: PartnerKey = required("partner", "partner")
    trait: Literal[
        "courage",
        "enthusiasm",
        "openness",
        "outside_in",
        "give_and_take",
        "innovation",
        "flexibility",
        "client_focus",
    ] = required("eigenschap", "trait")
    score: Score | None = attribute("score (1–5)", "score (1–5)")
    answers: Whole | None = attribute("aantal antwoorden", "number of answers")
    divided: Flag | None = attribute("intern verdeeld", "divided inside")
    spread: Spread | None = attribute("spreiding binnen", "spread inside")
