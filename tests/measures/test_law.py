"""The law: which organs take part, and the time that a budget leaves."""

from typing import Any

import pytest

from measures.regions import graph, partners
from regiokompas.measures.law import BudgetCalendar, TakingPart, budget_calendar, taking_part


def members(**bodies: list[str] | None) -> list[dict[str, Any]]:
    return [
        {
            "key": f"partner:{name}",
            "name": name,
            "kind": "municipality",
            **({} if organs is None else {"bodies": organs}),
        }
        for name, organs in bodies.items()
    ]


@pytest.mark.parametrize(
    "organ", ["Gemeenteraad", "raad", " Burgemeester", "Provinciale staten", "Algemeen bestuur", "Dijkgraaf"]
)
def test_an_organ_besides_the_executive_is_seen_however_it_is_written(organ: str) -> None:
    region = graph(partners=members(a=["College van burgemeester en wethouders", organ], b=["college"]))
    assert list(taking_part(region)) == [TakingPart("partnership:p", ("partner:a",), 1)]


@pytest.mark.parametrize(
    "organ", ["College van burgemeester en wethouders", "Gedeputeerde staten", "Dagelijks bestuur"]
)
def test_an_executive_is_no_more_than_that(organ: str) -> None:
    assert list(taking_part(graph(partners=members(a=[organ])))) == [TakingPart("partnership:p", (), 0)]


def test_which_organs_take_part_is_unknown_as_long_as_one_may_be_a_council() -> None:
    nothing_certain = [TakingPart("partnership:p", None, None)]
    assert list(taking_part(graph(partners=members(a=None, b=["college"])))) == nothing_certain
    assert list(taking_part(graph(partners=partners("a", bodies=["raad"])))) == nothing_certain, "of what kind is it?"
    (row,) = taking_part(graph(partners=members(a=None, b=["raad"])))
    assert (row.beyond_executive, row.beyond_executive_count) == (("partner:b",), 1), "at least so many"


def test_only_governments_take_part_through_an_organ_of_theirs() -> None:
    region = graph(partners=partners("a", kind="provider", bodies=["algemeen bestuur"]))
    assert list(taking_part(region)) == [TakingPart("partnership:p", (), 0)]


def calendar(**attributes: Any) -> list[BudgetCalendar]:
    budget = {"key": "decision:b", "subject": "B", "concerns": "partnership:p", **attributes}
    return list(budget_calendar(graph(decisions=[budget])))


@pytest.mark.parametrize(("sent", "days"), [("2027-04-12", 84), ("2027-04-13", 83), ("none", 224), (None, None)])
def test_councils_have_the_days_between_the_draft_and_the_decision(sent: str | None, days: int | None) -> None:
    known = {} if sent is None else {"sent_to_councils": sent}
    (row,) = calendar(budget_year=2028, date="2027-07-05", **known)
    assert row.days_for_councils == days


@pytest.mark.parametrize(("day", "spare"), [("2027-09-14", 0), ("2027-09-15", -1), ("2028-01-10", -118)])
def test_the_province_must_have_it_before_15_september_of_the_year_before(day: str, spare: int) -> None:
    (row,) = calendar(budget_year=2028, date=day)
    assert row.days_to_spare == spare


@pytest.mark.parametrize("day", [{}, {"date": "none"}])
def test_without_a_date_nothing_is_known_of_the_time(day: dict[str, str]) -> None:
    assert calendar(budget_year=2028, sent_to_councils="none", **day) == [BudgetCalendar("decision:b", None, None)]


def test_only_budgets_that_are_still_to_be_adopted_have_a_calendar() -> None:
    assert calendar(date="2027-07-05") == []
    assert calendar(budget_year=2028, date="2026-07-05", status="taken") == []
    assert len(calendar(budget_year=2028, date="2027-07-05", status="planned")) == 1
