"""Changes by which people take a step: what an adviser would have them do."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from regiokompas.changes.base import (
    AnyKey,
    BaseChange,
    DecisionKey,
    FundKey,
    Party,
    PersonKey,
    ThemeKey,
    Written,
)
from regiokompas.changes.draft import Draft, Item
from regiokompas.model.base import Day, Nothing, Text
from regiokompas.model.parties import Relation, Role
from regiokompas.model.work import Agreement
from regiokompas.saying import Said
from regiokompas.texts import Bilingual, term

__all__ = ["AppointDeputy", "Assign", "Commit", "Meet", "Schedule", "SplitRoles", "WriteAgreement"]

RoleName = Literal["owner", "client", "customer", "contractor", "director", "chair", "initiator"]
AgreementKind = Literal[
    "rules_of_the_game", "governance", "exit", "composition", "evaluation", "participation", "views", "mandate"
]
Frequency = Literal["yearly", "quarterly", "monthly", "weekly", "daily"]

#: From rare to often; what is unknown comes before all.
_HOW_OFTEN = (None, "never", "yearly", "quarterly", "monthly", "weekly", "daily")


class AppointDeputy(BaseChange):
    """Someone becomes deputy of a person, and may be introduced to all with whom that person is in contact."""

    SAID: ClassVar[Bilingual] = Bilingual(
        "{deputy} wordt vervanger van {person} (voorgesteld aan alle contacten: {introduced})",
        "{deputy} becomes deputy of {person} (introduced to all contacts: {introduced})",
    )

    change: Literal["appoint_deputy"] = "appoint_deputy"
    person: PersonKey
    deputy: PersonKey
    introduced: bool = False

    def write(self, draft: Draft) -> None:
        """Add the deputy to those who are known, and the relations that come with an introduction."""
        if draft.find(self.person) is draft.find(self.deputy):
            draft.refuse(Said("nobody is their own deputy"))
        person = draft.find(self.person)
        person["deputies"] = sorted({*person.get("deputies", ()), self.deputy})
        if self.introduced:
            for relation in [item for item in draft.of(Relation.SECTION) if self.person in (item["from"], item["to"])]:
                self._introduce(draft, relation)

    def _introduce(self, draft: Draft, relation: Item) -> None:
        """Let the deputy be in touch where the person is, as often; trust does not come with an introduction."""
        ends = [self.deputy if end == self.person else end for end in (relation["from"], relation["to"])]
        known = any({item["from"], item["to"]} == set(ends) for item in draft.of(Relation.SECTION))
        if not known and ends[0] != ends[1]:
            contact: Item = {name: relation[name] for name in ("kind", "frequency") if name in relation}
            draft.add(Relation.SECTION, {"from": ends[0], "to": ends[1], **contact})


class Commit(BaseChange):
    """The owner of a fund commits it without waiting for anyone."""

    SAID: ClassVar[Bilingual] = Bilingual(
        "{fund} wordt zonder voorwaarde toegezegd", "{fund} is committed without a condition"
    )

    change: Literal["commit_unconditionally"] = "commit_unconditionally"
    fund: FundKey

    def write(self, draft: Draft) -> None:
        """Commit the fund and drop its condition."""
        fund = draft.find(self.fund)
        fund["status"] = "committed"
        fund.pop("condition", None)


class WriteAgreement(BaseChange):
    """The partners put an agreement on paper; further attributes say how far they hold to it."""

    SAID: ClassVar[Bilingual] = Bilingual("op papier komt: {kind}", "put on paper: {kind}")

    change: Literal["write_agreement"] = "write_agreement"
    kind: AgreementKind
    attributes: Written = Field(default_factory=dict)

    def write(self, draft: Draft) -> None:
        """Write it into the agreements of its kind, or add one."""
        written = {"present": True, "written": True, **self.attributes}
        of_its_kind = [item for item in draft.of(Agreement.SECTION) if item["kind"] == self.kind]
        for item in of_its_kind:
            item.update(written)
        if not of_its_kind:
            key = f"agreement:{self.kind.replace('_', '-')}"
            draft.add(Agreement.SECTION, {"key": key, "kind": self.kind, **written})


class Assign(BaseChange):
    """Someone takes on a role."""

    SAID: ClassVar[Bilingual] = Bilingual(
        "{holder} wordt {role} van {concerns}", "{holder} becomes {role} of {concerns}"
    )

    change: Literal["assign"] = "assign"
    role: RoleName
    concerns: Annotated[AnyKey, Field(pattern=r"^(theme|partnership):")]
    holder: Party

    def write(self, draft: Draft) -> None:
        """Add the role, unless it is held so already."""
        draft.find(self.concerns)
        draft.find(self.holder)
        role = {"role": self.role, "holder": self.holder, "concerns": self.concerns}
        if not any(role.items() <= item.items() for item in draft.of(Role.SECTION)):
            draft.add(Role.SECTION, role)


class SplitRoles(BaseChange):
    """Client and contractor of a theme come into different hands.

    Whoever holds ``role`` and is of one house with the other gives it up; ``to`` takes it on, if someone is named.
    """

    SAID: ClassVar[Bilingual] = Bilingual(
        "opdrachtgever en opdrachtnemer van {theme} gaan uit elkaar; {role} wordt: {to}",
        "client and contractor of {theme} come apart; {role} becomes: {to}",
    )

    change: Literal["split_roles"] = "split_roles"
    theme: ThemeKey
    to: Party | None = None
    role: Literal["client", "contractor"] = "contractor"

    def write(self, draft: Draft) -> None:
        """Take the role from those who should not hold it, and give it to the one who is named."""
        draft.find(self.theme)
        held = [item for item in draft.of(Role.SECTION) if item["concerns"] == self.theme]
        other = "client" if self.role == "contractor" else "contractor"
        kept_by = {_house(draft, item["holder"]) for item in held if item["role"] == other}
        given_up = [item for item in held if item["role"] == self.role and _house(draft, item["holder"]) in kept_by]
        if not given_up:
            draft.refuse(Said("client and contractor of {theme} are in different hands already", theme=self.theme))
        draft.data[Role.SECTION] = [item for item in draft.of(Role.SECTION) if item not in given_up]
        if self.to is not None:
            if _house(draft, self.to) in kept_by:
                role = Bilingual(term(other, "nl"), other)
                template = "{key} is of one house with the {role} of {theme}"
                draft.refuse(Said(template, key=self.to, role=role, theme=self.theme))
            Assign(role=self.role, concerns=self.theme, holder=self.to).write(draft)


def _house(draft: Draft, holder: str) -> str:
    """Return the partner that a holder is or works for; someone who works for no partner is a house alone."""
    employer: str = draft.find(holder).get("employer", "none")
    return holder if employer == "none" else employer


class Meet(BaseChange):
    """Two partners or two persons talk with each other, from now on and about what divides them.

    They are in contact so often, unless it was more often already, and opposing interests of the two come on the table.
    """

    SAID: ClassVar[Bilingual] = Bilingual(
        "{first} en {second} spreken elkaar ({frequency})", "{first} and {second} talk with each other ({frequency})"
    )

    change: Literal["meet"] = "meet"
    first: Party
    second: Party
    frequency: Frequency = "monthly"

    def write(self, draft: Draft) -> None:
        """Record the contact, and that opposing interests are spoken of."""
        ends = {draft.find(self.first)["key"], draft.find(self.second)["key"]}
        relations = [item for item in draft.of(Relation.SECTION) if {item["from"], item["to"]} == ends]
        for relation in relations:
            known = relation.get("frequency")
            relation["frequency"] = max(known, self.frequency, key=_HOW_OFTEN.index)
        if not relations:
            first, second = sorted((self.first, self.second))
            draft.add(Relation.SECTION, {"from": first, "to": second, "frequency": self.frequency})
        houses = _house(draft, self.first), _house(draft, self.second)
        for interest, opposed in _opposing(draft):
            if {interest["partner"], opposed["partner"]} == set(houses):
                for item in (interest, opposed):
                    item.update(spoken=True, discussed=True)


def _opposing(draft: Draft) -> list[tuple[Item, Item]]:
    interests = {item["key"]: item for item in draft.of("interests")}
    return [(item, interests[key]) for item in interests.values() for key in item.get("opposes", ())]


class Schedule(BaseChange):
    """A decision, of the partnership or on a fund, gets a day, or a body that takes it."""

    SAID: ClassVar[Bilingual] = Bilingual(
        "{decision} komt op de agenda: dag {date}, orgaan {body}", "{decision} is scheduled: day {date}, body {body}"
    )

    change: Literal["schedule"] = "schedule"
    decision: DecisionKey
    date: Day | Nothing | None = None
    body: Text | None = None

    def write(self, draft: Draft) -> None:
        """Set the day and the body; what was postponed is planned again."""
        item = draft.find(self.decision)
        if self.date is None and self.body is None:
            draft.refuse(Said("nothing is scheduled"), expected=Said("a day, a body, or both"))
        if item.get("status") in ("taken", "committed", "refused"):
            draft.refuse(Said("{key} is decided already", key=self.decision))
        prefix = "decision_" if self.decision.startswith("fund:") else ""
        if self.date is not None:
            item[f"{prefix}date"] = str(self.date)
        if self.body is not None:
            item[f"{prefix}body"] = self.body.model_dump()
        if item.get("status") == "postponed":
            item["status"] = "planned"
