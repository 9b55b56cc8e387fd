"""What the partners take on together, decide and agree."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from regiokompas.model.base import (
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
    Text,
    TextOrNothing,
    ThemeKey,
    Whole,
    Year,
    attribute,
    required,
)
from regiokompas.model.parties import PartnerKinds

__all__ = ["Agreement", "Decision", "Goal", "Interest", "Milestone", "Plan", "Result", "Theme"]

ValueState = Literal["none", "promised", "measured"]
Level = Literal["local", "regional"]


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
    needs: PartnerKinds | None = attribute("soorten partijen die nodig zijn", "kinds of parties needed")
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
    unanimous: Flag | None = attribute("vraagt ieders instemming", "needs the consent of all")
    gave_way: Annotated[Keys, Ref(("partner",), "gave_way")] | None = attribute(
        "gaven toe om eruit te komen", "gave way to settle it"
    )
    budget_year: Year | None = attribute("stelt de begroting vast van", "adopts the budget of")
    sent_to_councils: Day | Nothing | None = attribute("ontwerp naar de raden op", "draft to the councils on")


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
