"""Changes by which something is lost."""

from __future__ import annotations

from typing import ClassVar, Literal

from regiokompas.changes.base import AnyKey, BaseChange, FundKey, PartnerKey, Party, PersonKey
from regiokompas.changes.draft import Draft
from regiokompas.changes.losing import lose
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = ["Leaves", "LosesFund", "LosesRelation", "Remove", "Withdraws"]


class Leaves(BaseChange):
    """A person leaves, and with this person the roles, relations and tasks."""

    SAID: ClassVar[Bilingual] = Bilingual("{person} vertrekt", "{person} leaves")

    change: Literal["leaves"] = "leaves"
    person: PersonKey

    def write(self, draft: Draft) -> None:
        """Take the person out, everywhere."""
        draft.find(self.person)
        lose(draft, [self.person])


class Withdraws(BaseChange):
    """A partner withdraws, with its persons, funds, roles, interests, plans, contributions and benefits."""

    SAID: ClassVar[Bilingual] = Bilingual("{partner} treedt uit", "{partner} withdraws")

    change: Literal["withdraws"] = "withdraws"
    partner: PartnerKey

    def write(self, draft: Draft) -> None:
        """Take the partner and all that is its own out, everywhere."""
        draft.find(self.partner)
        lose(draft, [self.partner])


class LosesFund(BaseChange):
    """A pot of money falls away; who waited for it waits for nothing."""

    SAID: ClassVar[Bilingual] = Bilingual("{fund} valt weg", "{fund} falls away")

    change: Literal["loses_fund"] = "loses_fund"
    fund: FundKey

    def write(self, draft: Draft) -> None:
        """Take the fund out, also of the conditions of others."""
        draft.find(self.fund)
        lose(draft, [self.fund])


class LosesRelation(BaseChange):
    """Two parties lose each other: the relation is gone, from both sides."""

    SAID: ClassVar[Bilingual] = Bilingual(
        "{first} en {second} verliezen elkaar", "{first} and {second} lose each other"
    )

    change: Literal["loses_relation"] = "loses_relation"
    first: Party
    second: Party

    def write(self, draft: Draft) -> None:
        """Take out what each says of the other."""
        pair = {draft.find(self.first)["key"], draft.find(self.second)["key"]}
        found = [item["key"] for item in draft.of("relations") if {item["from"], item["to"]} == pair]
        if not found:
            template = "there is no relation between {first} and {second}"
            draft.refuse(Said(template, first=self.first, second=self.second))
        lose(draft, found)


class Remove(BaseChange):
    """Anything is taken out of the picture, with all that cannot be without it."""

    SAID: ClassVar[Bilingual] = Bilingual("{key} valt weg", "{key} falls away")

    change: Literal["remove"] = "remove"
    key: AnyKey

    def write(self, draft: Draft) -> None:
        """Take it out, everywhere."""
        if draft.find(self.key) is draft.about:
            draft.refuse(Said("the partnership itself cannot be taken out"))
        lose(draft, [self.key])
