"""What an adviser knows of a region: the entities and their attributes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from regiokompas.model.base import (
    Amount,
    Day,
    Entity,
    Flag,
    Key,
    Keys,
    Money,
    Nothing,
    Ref,
    Score,
    Share,
    Text,
    TextOrNothing,
    Whole,
    Words,
    as_tuple,
    attribute,
    required,
)

__all__ = [
    "ENTITIES",
    "About",
    "Agreement",
    "Benefit",
    "Condition",
    "Contribution",
    "Decision",
    "Fund",
    "Goal",
    "Interest",
    "Milestone",
    "Partner",
    "Person",
    "Plan",
    "Relation",
    "Result",
    "Role",
    "Statement",
    "Theme",
]

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
GoodKind = Literal["money", "staff", "knowledge", "network", "facilities"]
ControlStance = Literal["willing", "conditional", "reluctant"]
ValueState = Literal["none", "promised", "measured"]
Level = Literal["local", "regional"]
Powers = Annotated[tuple[Literal["attribution", "delegation", "mandate"], ...], BeforeValidator(as_tuple)]

PartnerKey = Annotated[Key, Ref(("partner",), "partner")]
ThemeKey = Annotated[Key, Ref(("theme",), "theme")]
Concerns = Annotated[Key, Ref(("theme", "partnership"), "concerns")]


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
    abolished: Day | None = attribute("opgeheven op", "abolished on")
    identifier: str | None = attribute("identificatie", "identifier")


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


class Theme(Entity):
    """A task that the partners take on together (opgave)."""

    KIND: ClassVar[str] = "theme"
    SECTION: ClassVar[str] = "themes"

    name: Text = required("naam", "name")
    level: Level | None = attribute("niveau van de opgave", "level of the task")
    handled: Level | None = attribute("niveau waarop hij wordt opgepakt", "level at which it is handled")
    partners: Annotated[Keys, Ref(("partner",), "participant", "participant")] | None = attribute(
        "deelnemers", "participants"
    )
    statutory: Flag | None = attribute("wettelijke taak", "statutory task")
    started: Day | None = attribute("gestart op", "started on")
    cost: Money | None = attribute("kosten", "cost")
    money_needed: Day | None = attribute("geld nodig op", "money needed by")
    local_anchor: Flag | None = attribute("verankerd in lokaal beleid", "anchored in local policy")
    reason_regional: Flag | None = attribute("reden voor regionaal is vastgelegd", "reason to go regional is recorded")
    interests_connected: Flag | None = attribute(
        "lokale en regionale belangen zijn verbonden", "local and regional interests are connected"
    )
    progress_reported: Day | Nothing | None = attribute("voortgang laatst gemeld op", "progress last reported on")
    value_quality: ValueState | None = attribute("meerwaarde in kwaliteit", "added value in quality")
    value_money: ValueState | None = attribute("meerwaarde in geld", "added value in money")
    value_efficiency: ValueState | None = attribute("meerwaarde in doelmatigheid", "added value in efficiency")
    value_striking_power: ValueState | None = attribute("meerwaarde in slagkracht", "added value in striking power")


class Goal(Entity):
    """What the partners want to reach in a theme."""

    KIND: ClassVar[str] = "goal"
    SECTION: ClassVar[str] = "goals"

    theme: ThemeKey = required("opgave", "theme")
    text: Text = required("doel", "goal")
    agreed: Flag | None = attribute("afgesproken", "agreed")
    elaborated: Flag | None = attribute("uitgewerkt in taken", "worked out into tasks")
    owner: Annotated[Key, Ref(("person", "partner"), "owner")] | Nothing | None = attribute("eigenaar", "owner")
    measurable: Flag | None = attribute("meetbaar", "measurable")
    endorsed_by: Annotated[Keys, Ref(("partner",), "endorsed_by")] | None = attribute(
        "onderschreven door", "endorsed by"
    )
    read_alike: Flag | None = attribute("door allen gelijk gelezen", "read alike by all")


class Milestone(Entity):
    """A moment at which something is done."""

    KIND: ClassVar[str] = "milestone"
    SECTION: ClassVar[str] = "milestones"

    theme: ThemeKey = required("opgave", "theme")
    name: Text = required("mijlpaal", "milestone")
    planned: Day | None = attribute("gepland op", "planned for")
    status: Literal["open", "done"] | None = attribute("stand", "status")
    reached: Day | None = attribute("bereikt op", "reached on")


class Result(Entity):
    """Something the cooperation has yielded."""

    KIND: ClassVar[str] = "result"
    SECTION: ClassVar[str] = "results"

    theme: ThemeKey = required("opgave", "theme")
    name: Text = required("resultaat", "result")
    date: Day | None = attribute("datum", "date")
    shared: Flag | None = attribute("gedeeld met alle partners", "shared with all partners")


class Interest(Entity):
    """What a partner has at stake in a theme."""

    KIND: ClassVar[str] = "interest"
    SECTION: ClassVar[str] = "interests"
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("partner", "theme")

    partner: PartnerKey = required("partner", "partner")
    theme: ThemeKey = required("opgave", "theme")
    position: Text | None = attribute("standpunt", "position")
    weight: Score | None = attribute("gewicht (1–5)", "weight (1–5)")
    spoken: Flag | None = attribute("uitgesproken", "spoken")
    scope: Literal["own", "shared"] | None = attribute("eigen of gedeeld belang", "own or shared interest")
    meets: Annotated[Keys, Ref(("interest",), "meets")] | None = attribute("versterkt", "meets")
    opposes: Annotated[Keys, Ref(("interest",), "opposes")] | None = attribute("botst met", "opposes")
    discussed: Flag | None = attribute("besproken", "discussed")


class Contribution(Entity):
    """What a partner brings (brengen)."""

    KIND: ClassVar[str] = "contribution"
    SECTION: ClassVar[str] = "contributions"
    ENDPOINTS: ClassVar[tuple[str, str] | None] = ("partner", "concerns")
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("kind", "partner", "concerns")

    partner: PartnerKey = required("partner", "partner")
    concerns: Concerns = required("betreft", "concerns")
    kind: GoodKind = required("soort", "kind")
    amount: Money | None = attribute("bedrag", "amount")
    hours_promised: Amount | None = attribute("uren toegezegd", "hours promised")
    hours_delivered: Amount | None = attribute("uren geleverd", "hours delivered")


class Benefit(Entity):
    """What a partner gets (halen)."""

    KIND: ClassVar[str] = "benefit"
    SECTION: ClassVar[str] = "benefits"
    ENDPOINTS: ClassVar[tuple[str, str] | None] = ("partner", "concerns")
    KEY_PARTS: ClassVar[tuple[str, ...]] = ("kind", "partner", "concerns")

    partner: PartnerKey = required("partner", "partner")
    concerns: Concerns = required("betreft", "concerns")
    kind: GoodKind = required("soort", "kind")
    amount: Money | None = attribute("bedrag", "amount")
    evidenced: Flag | None = attribute("aangetoond", "evidenced")


FundKeys = Annotated[Keys, Ref(("fund",), "waits_for")]


class Condition(BaseModel):
    """What a fund waits for: exactly one of four forms.

    ``all_of`` and ``any_of`` name other funds; ``at_least_k`` asks for ``k`` of the funds in ``of``;
    ``at_least_amount`` asks for so much money in all from the funds in ``of``, or from any fund of the same theme
    where ``of`` is left out.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    all_of: FundKeys | None = attribute("al deze potjes", "all of these funds")
    any_of: FundKeys | None = attribute("een van deze potjes", "any of these funds")
    at_least_k: Annotated[int, Field(ge=1)] | None = attribute("ten minste zoveel potjes", "at least so many funds")
    at_least_amount: Money | None = attribute("ten minste dit bedrag", "at least this amount")
    of: FundKeys | None = attribute("van deze potjes", "of these funds")

    @model_validator(mode="after")
    def _one_form(self) -> Condition:
        forms = [f for f in ("all_of", "any_of", "at_least_k", "at_least_amount") if getattr(self, f) is not None]
        if len(forms) != 1:
            raise ValueError("a condition is exactly one of all_of, any_of, at_least_k or at_least_amount")
        form = forms[0]
        if form in ("all_of", "any_of") and self.of is not None:
            raise ValueError(f"of does not go with {form}")
        if form == "at_least_k" and (self.of is None or len(self.of) < (self.at_least_k or 0)):
            raise ValueError("at_least_k needs of, with at least k funds")
        if form in ("all_of", "any_of") and not getattr(self, form):
            raise ValueError(f"{form} names no fund")
        return self


class Fund(Entity):
    """A pot of money (potje) and what it waits for."""

    KIND: ClassVar[str] = "fund"
    SECTION: ClassVar[str] = "funds"

    name: Text = required("naam", "name")
    owner: Annotated[Key, Ref(("partner",), "owner")] = required("eigenaar", "owner")
    theme: Annotated[Key, Ref(("theme",), "funds")] = required("opgave", "theme")
    amount: Money | None = attribute("bedrag", "amount")
    purpose: Text | None = attribute("bestemming", "purpose")
    status: Literal["committed", "conditional", "open", "refused"] | None = attribute("stand", "status")
    condition: Condition | None = attribute("voorwaarde", "condition")
    decision_date: Day | Nothing | None = attribute("besluit op", "decided on")
    decision_body: Text | None = attribute("besluit door", "decided by")
    earmarked: Flag | None = attribute("geoormerkt", "earmarked")

    @model_validator(mode="after")
    def _condition_fits_status(self) -> Fund:
        if self.status in ("committed", "refused") and self.condition is not None:
            raise ValueError(f"a fund that is {self.status} waits for nothing: leave out the condition")
        if self.condition is not None and self.key in (
            *(self.condition.all_of or ()),
            *(self.condition.any_of or ()),
            *(self.condition.of or ()),
        ):
            raise ValueError("a fund cannot wait for itself")
        return self


class Decision(Entity):
    """Something that must be decided together."""

    KIND: ClassVar[str] = "decision"
    SECTION: ClassVar[str] = "decisions"

    subject: Text = required("onderwerp", "subject")
    concerns: Concerns = required("betreft", "concerns")
    body: TextOrNothing | None = attribute("besluit door", "decided by")
    date: Day | Nothing | None = attribute("besluit op", "decided on")
    status: Literal["planned", "taken", "postponed"] | None = attribute("stand", "status")
    prepared: Flag | None = attribute("voorbereid", "prepared")
    prepared_by: Annotated[Key, Ref(("person",), "prepared_by")] | Nothing | None = attribute(
        "voorbereid door", "prepared by"
    )
    must_hear: Annotated[Keys, Ref(("partner",), "must_hear")] | None = attribute("te horen", "must be heard")
    heard: Annotated[Keys, Ref(("partner",), "heard")] | None = attribute("gehoord", "heard")
    after: Annotated[Keys, Ref(("decision",), "after")] | None = attribute("wacht op besluit", "waits for decision")
    steps: Whole | None = attribute("organen na elkaar", "bodies in sequence")


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

    The three values of trust and of value follow the PARTNER survey of Visible Network Labs, each 1–5.
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

    @model_validator(mode="after")
    def _two_of_a_kind(self) -> Relation:
        if self.from_ == self.to:
            raise ValueError("a relation is between two, not with oneself")
        if self.from_.split(":")[0] != self.to.split(":")[0]:
            raise ValueError("a relation is between two partners or between two persons")
        return self


class Agreement(Entity):
    """Something the partners have, or should have, on paper."""

    KIND: ClassVar[str] = "agreement"
    SECTION: ClassVar[str] = "agreements"

    kind: Literal[
        "rules_of_the_game",
        "governance",
        "exit",
        "composition",
        "evaluation",
        "participation",
        "views",
        "mandate",
    ] = required("soort", "kind")
    present: Flag | None = attribute("aanwezig", "present")
    written: Flag | None = attribute("op papier", "written")
    signed: Flag | None = attribute("ondertekend", "signed")
    shared: Flag | None = attribute("door allen gekend en gedragen", "known and held by all")
    agreed_on: Day | None = attribute("afgesproken op", "agreed on")
    last_used: Day | Nothing | None = attribute("laatst gebruikt op", "last used on")
    broken: Flag | None = attribute("geschonden", "broken")
    cost_settled: Flag | None = attribute("kosten van uittreding geregeld", "cost of exit is settled")
    needs_consent: Flag | None = attribute("vraagt instemming van anderen", "needs consent of others")


class Plan(Entity):
    """A local plan or project that meets a theme."""

    KIND: ClassVar[str] = "plan"
    SECTION: ClassVar[str] = "plans"

    partner: PartnerKey = required("partner", "partner")
    theme: ThemeKey = required("opgave", "theme")
    name: Text = required("naam", "name")
    adapted: Flag | None = attribute("aangepast aan de regio", "adapted to the region")
    conflicts: Flag | None = attribute("botst met het regionale plan", "conflicts with the regional plan")
    waiting_since: Day | None = attribute("wacht sinds", "waiting since")


class Statement(Entity):
    """How a partner scores a statement on a trait of the cooperation, 1–5."""

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


#: Every entity, by section, in the order of the input.
ENTITIES: dict[str, type[Entity]] = {
    entity.SECTION: entity
    for entity in (
        About,
        Partner,
        Person,
        Theme,
        Goal,
        Milestone,
        Result,
        Interest,
        Contribution,
        Benefit,
        Fund,
        Decision,
        Role,
        Relation,
        Agreement,
        Plan,
        Statement,
    )
}
