"""What partners bring and get, and the funds that wait for each other."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    Text,
    attribute,
    required,
)
from regiokompas.saying import Said
from regiokompas.texts import Bilingual, term

__all__ = ["Benefit", "Condition", "Contribution", "Fund"]

GoodKind = Literal["money", "staff", "knowledge", "network", "facilities"]


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
            raise ValueError(Said("a condition is exactly one of all_of, any_of, at_least_k or at_least_amount"))
        form = forms[0]
        if form in ("all_of", "any_of") and self.of is not None:
            raise ValueError(Said("of does not go with {form}", form=form))
        if form == "at_least_k" and (self.of is None or len(self.of) < (self.at_least_k or 0)):
            raise ValueError(Said("at_least_k needs of, with at least k funds"))
        if form in ("all_of", "any_of") and not getattr(self, form):
            raise ValueError(Said("{form} names no fund", form=form))
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
            status = Bilingual(term(self.status, "nl"), self.status)
            raise ValueError(Said("a fund that is {status} waits for nothing: leave out the condition", status=status))
        if self.condition is not None and self.key in (
            *(self.condition.all_of or ()),
            *(self.condition.any_of or ()),
            *(self.condition.of or ()),
        ):
            raise ValueError(Said("a fund cannot wait for itself"))
        return self
