"""Financing: which pots there are, what they wait for, and who can set them free."""

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
class FundingCycle:
    """Funds that wait for each other in a circle (claim E35)."""

    funds: Keys = value("potjes", "funds")
    size: Count = value("aantal potjes", "number of funds")
    owners: Keys = value("eigenaren", "owners")
    amount: Amount | None = value("bedrag dat stilstaat", "amount that stands still")
    theme: Key = value("opgave", "theme")
    themes: Keys = value("opgaven", "themes")
    first_mover_fund: Key | None = value("potje dat de kring losmaakt", "fund that frees the circle")
    first_mover: Key | None = value("wie als eerste kan bewegen", "who can move first")
    solvable_together: bool | None = value("lost op als allen tegelijk tekenen", "solved if all sign at once")


@measure(
    FundingCycle,
    field="financing",
    needs=("funds",),
    label=("kring van wachtende potjes", "circle of waiting funds"),
)
def funding_cycle(G: Graph) -> Iterator[FundingCycle]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class FundState:
    """What becomes of one fund if everyone waits, and if all sign together (claims E35, E36)."""

    fund: Key = value("potje", "fund")
    owner: Key = value("eigenaar", "owner")
    theme: Key = value("opgave", "theme")
    amount: Amount | None = value("bedrag", "amount")
    released: bool | None = value("komt vrij ook als iedereen wacht", "comes free even if everyone waits")
    attainable: bool | None = value("komt vrij als allen tegelijk tekenen", "comes free if all sign at once")
    chain: Count | None = value("langste keten van wachten", "longest chain of waiting")
    holds: Count = value(
        "potjes die op dit potje wachten, direct of verderop",
        "funds that wait for this one, directly or further on",
    )
    held_amount: Amount | None = value("bedrag dat op dit potje wacht", "amount that waits for this fund")


@measure(FundState, field="financing", needs=("funds",), label=("stand van een potje", "state of a fund"))
def fund_state(G: Graph) -> Iterator[FundState]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class Funding:
    """The money of the partnership as a whole (claims E32, E35, E36)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    funds: Count = value("potjes", "funds")
    total: Amount | None = value("totaal", "total")
    firm: Amount | None = value("zeker", "firm")
    frozen: Amount | None = value("ligt stil als iedereen wacht", "stands still if everyone waits")
    frozen_share: Share | None = value("aandeel dat stilligt", "share that stands still")
    solvable: Amount | None = value("komt vrij bij gelijk oversteken", "comes free if all sign at once")
    missing: Amount | None = value("komt ook dan niet vrij", "does not come free even then")
    first_mover_sets: Count | None = value(
        "kleinste groepen die als eerste kunnen bewegen", "smallest sets of first movers"
    )
    first_movers: Count | None = value("potjes in zo een groep", "funds in such a set")
    first_movers_exact: bool = value("zeker de kleinste", "certainly the smallest")
    frozen_themes: Keys = value("opgaven waar geld stilligt", "themes where money stands still")
    frozen_themes_count: Count = value("aantal opgaven waar geld stilligt", "number of themes where money stands still")


@measure(
    Funding,
    field="financing",
    needs=("funds",),
    label=("financiering als geheel", "funding as a whole"),
    singleton=True,
)
def funding(G: Graph) -> Iterator[Funding]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class ThemeFunding:
    """The pots of one theme and their calendar (claims E33, E34)."""

    theme: Key = value("opgave", "theme")
    funds: Count = value("potjes", "funds")
    owners: Count = value("eigenaren", "owners")
    earmarked: Count | None = value("geoormerkte potjes", "earmarked funds")
    conditional: Count | None = value("potjes met een voorwaarde", "funds with a condition")
    total: Amount | None = value("totaal", "total")
    firm: Amount | None = value("zeker", "firm")
    shortfall: Amount | None = value("zeker geld komt tekort", "firm money falls short by")
    firm_share: Share | None = value("aandeel van de kosten dat zeker is", "share of the costs that is firm")
    decision_spread: Days | None = value(
        "dagen tussen eerste en laatste besluit", "days between the first and the last decision"
    )
    days_late: Days | None = value(
        "laatste besluit na het moment dat geld nodig is, in dagen",
        "last decision after the money is needed, in days",
    )
    undated: Count | None = value("potjes zonder besluitdatum", "funds without a decision date")
    days_until_needed: Days | None = value("dagen tot het geld nodig is", "days until the money is needed")


@measure(
    ThemeFunding,
    field="financing",
    needs=("themes", "funds"),
    label=("financiering per opgave", "funding per theme"),
)
def theme_funding(G: Graph) -> Iterator[ThemeFunding]:
    """TODO"""
    yield from ()


@dataclass(frozen=True, slots=True)
class MoneyConcentration:
    """How far the money comes from one partner (claim E3)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    hhi: Share | None = value("concentratie (Herfindahl-Hirschman)", "concentration (Herfindahl-Hirschman)")
    largest_share: Share | None = value("grootste aandeel", "largest share")
    largest: Key | None = value("grootste betaler", "largest funder")


@measure(
    MoneyConcentration,
    field="financing",
    needs=("funds",),
    label=("herkomst van het geld", "origin of the money"),
    singleton=True,
)
def money_concentration(G: Graph) -> Iterator[MoneyConcentration]:
    """TODO"""
    yield from ()
