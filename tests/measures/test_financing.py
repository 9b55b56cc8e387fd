"""The measures of financing: examples worked out by hand, and laws on random partnerships."""

import dataclasses
import math
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.measures.financing import (
    Funding,
    FundingCycle,
    FundState,
    MoneyConcentration,
    ThemeFunding,
    fund_state,
    funding,
    funding_cycle,
    money_concentration,
    theme_funding,
)
from regiokompas.model import read
from strategies import documents

MEASURES = (fund_state, funding, funding_cycle, money_concentration, theme_funding)


def fund(name: str, amount: float | None = 100, *, owner: str = "p", theme: str = "t", **more: Any) -> dict[str, Any]:
    known = {} if amount is None else {"amount": f"EUR {amount}"}
    return {"key": f"fund:{name}", "name": name, "owner": f"partner:{owner}", "theme": f"theme:{theme}"} | known | more


def waiting(name: str, *others: str, amount: float | None = 100, **more: Any) -> dict[str, Any]:
    condition = {"all_of": [f"fund:{other}" for other in others]}
    return fund(name, amount, status="conditional", condition=condition, **more)


def region(*funds: dict[str, Any], themes: tuple[dict[str, Any], ...] = ()) -> nx.MultiDiGraph:
    keys = {f["theme"] for f in funds} - {theme["key"] for theme in themes}
    owners = {f["owner"] for f in funds}
    data = {
        "partnership": {"key": "partnership:r", "name": "R", "date": "2026-11-23"},
        "partners": [{"key": owner, "name": owner} for owner in sorted(owners)],
        "themes": [*themes, *({"key": key, "name": key} for key in sorted(keys))],
        "funds": list(funds),
    }
    return to_graph(read(Document(data, "<test>")))


def whole(*funds: dict[str, Any]) -> Funding:
    [row] = funding(region(*funds))
    return row


def cycles(*funds: dict[str, Any]) -> list[FundingCycle]:
    return list(funding_cycle(region(*funds)))


def states(*funds: dict[str, Any]) -> dict[str, FundState]:
    return {row.fund.removeprefix("fund:"): row for row in fund_state(region(*funds))}


def theme(*funds: dict[str, Any], **known: Any) -> ThemeFunding:
    [row] = theme_funding(region(*funds, themes=({"key": "theme:t", "name": "T", **known},)))
    return row


def concentration(*funds: dict[str, Any]) -> MoneyConcentration:
    [row] = money_concentration(region(*funds))
    return row


class TestCircles:
    def test_a_circle_of_two(self) -> None:
        [circle] = cycles(
            waiting("a", "b", amount=300, owner="x", theme="s"), waiting("b", "a", amount=100.5, owner="y")
        )
        assert circle == FundingCycle(
            funds=("fund:a", "fund:b"),
            size=2,
            owners=("partner:x", "partner:y"),
            amount=400.5,
            theme="theme:s",
            themes=("theme:s", "theme:t"),
            first_mover_fund="fund:b",
            first_mover="partner:y",
            solvable_together=True,
        )

    def test_the_first_mover_is_the_one_that_frees_all_even_if_it_is_large(self) -> None:
        [circle] = cycles(waiting("a", "b"), waiting("b", "a", "c", amount=900), waiting("c", "b"))
        assert circle.first_mover_fund == "fund:b"

    def test_among_several_who_must_move_it_leaves_the_fewest_waiting(self) -> None:
        # One of a and b must move, and one of c, d and e: c alone frees two others, however large it is.
        pair = (waiting("a", "b"), waiting("b", "a", "c"))
        [circle] = cycles(*pair, waiting("c", "d", "a", amount=800), waiting("d", "e"), waiting("e", "c"))
        assert circle.size == 5
        assert circle.first_mover_fund == "fund:c"

    def test_no_one_is_asked_to_move_where_money_is_really_missing(self) -> None:
        [circle] = cycles(waiting("a", "b", "no"), waiting("b", "a"), fund("no", status="refused"))
        assert (circle.solvable_together, circle.first_mover, circle.amount) == (False, None, 200.0)

    def test_who_waits_outside_as_well_moves_first(self) -> None:
        [circle] = cycles(waiting("a", "b", "later", amount=900), waiting("b", "a"), fund("later", status="open"))
        assert (circle.first_mover_fund, circle.solvable_together) == ("fund:a", True)

    def test_a_fund_that_may_be_free_makes_the_circle_uncertain(self) -> None:
        either = {"status": "conditional", "condition": {"any_of": ["fund:b", "fund:unknown"]}}
        [circle] = cycles(fund("a", **either), waiting("b", "a"), fund("unknown"))
        assert (circle.size, circle.amount, circle.first_mover, circle.solvable_together) == (2, None, None, True)

    def test_a_circle_that_may_be_larger_is_given_as_far_as_it_is_certain(self) -> None:
        either = {"status": "conditional", "condition": {"any_of": ["fund:a", "fund:unknown"]}}
        [circle] = cycles(waiting("a", "b"), waiting("b", "a", "c"), fund("c", **either), fund("unknown"))
        assert (circle.funds, circle.amount) == (("fund:a", "fund:b"), 200.0)

    def test_an_unknown_amount_leaves_the_sum_unknown_and_the_mover_known(self) -> None:
        [circle] = cycles(waiting("a", "b", amount=None), waiting("b", "a"))
        assert (circle.amount, circle.first_mover_fund, circle.theme) == (None, "fund:b", "theme:t")

    def test_two_circles_come_in_order(self) -> None:
        found = cycles(waiting("c", "d"), waiting("d", "c"), waiting("b", "a"), waiting("a", "b"))
        assert [circle.funds for circle in found] == [("fund:a", "fund:b"), ("fund:c", "fund:d")]


class TestStates:
    def test_a_chain_behind_an_undecided_fund(self) -> None:
        found = states(fund("a", 50, status="open"), waiting("b", "a"), waiting("c", "b", amount=None))
        assert [(s.released, s.attainable, s.chain, s.holds, s.held_amount) for s in found.values()] == [
            (False, True, 0, 2, None),
            (False, True, 1, 1, None),
            (False, True, 2, 0, 0.0),
        ]

    def test_what_waits_for_an_unknown_fund_is_unknown(self) -> None:
        found = states(fund("a"), waiting("b", "a"))
        assert dataclasses.astuple(found["b"])[4:] == (None, None, None, 0, 0.0)
        assert (found["a"].holds, found["a"].held_amount) == (0, None)

    def test_a_refused_fund_holds_whoever_waits_for_it(self) -> None:
        found = states(fund("a", status="refused"), waiting("b", "a"))
        assert (found["a"].released, found["a"].holds, found["a"].held_amount) == (False, 1, 100.0)
        assert (found["b"].released, found["b"].attainable) == (False, False)

    def test_nobody_waits_for_a_fund_that_is_free(self) -> None:
        found = states(fund("a", status="committed"), waiting("b", "a"))
        assert [(s.released, s.chain, s.holds) for s in found.values()] == [(True, 0, 0), (True, 0, 0)]


class TestWhole:
    def test_firm_solvable_missing_and_refused(self) -> None:
        row = whole(
            fund("firm", 100, status="committed"),
            waiting("follows", "firm", amount=50),
            waiting("a", "b", amount=30, theme="s"),
            waiting("b", "a", amount=20),
            fund("no", 1000, status="refused"),
            waiting("misses", "no", amount=200),
        )
        assert row == Funding(
            partnership="partnership:r",
            funds=5,
            total=400.0,
            firm=150.0,
            frozen=250.0,
            frozen_share=0.625,
            solvable=50.0,
            missing=200.0,
            first_mover_sets=2,
            first_movers=1,
            first_movers_exact=True,
            frozen_themes=("theme:s", "theme:t"),
            frozen_themes_count=2,
        )

    def test_nobody_needs_to_move(self) -> None:
        row = whole(fund("a", status="committed"))
        assert (row.first_movers, row.first_mover_sets, row.first_movers_exact) == (0, 0, True)

    def test_an_unknown_amount_spoils_only_the_sums_it_is_in(self) -> None:
        row = whole(fund("a", None, status="committed"), fund("b", 100, status="open"))
        assert (row.total, row.firm, row.frozen, row.frozen_share) == (None, None, 100.0, None)

    def test_an_unknown_status_leaves_open_what_is_firm_and_who_moves(self) -> None:
        row = whole(fund("a"), fund("b", 100, status="committed"))
        assert (row.total, row.firm, row.frozen, row.solvable, row.missing) == (200.0, None, None, None, None)
        assert (row.first_movers, row.first_mover_sets, row.first_movers_exact) == (None, None, False)

    def test_an_empty_section_is_known_to_hold_nothing(self) -> None:
        row = whole()
        assert (row.funds, row.total, row.frozen, row.frozen_share, row.first_movers) == (0, 0.0, 0.0, None, 0)


class TestThemes:
    def test_costs_and_calendar(self) -> None:
        row = theme(
            fund("a", 100, owner="x", status="committed", earmarked=True, decision_date="2020-01-01"),
            fund("b", 200, owner="y", status="open", earmarked=False, decision_date="2027-01-11"),
            waiting("c", "b", amount=300, owner="y", earmarked=True, decision_date="2027-02-01"),
            fund("d", 50, owner="z", status="refused"),
            cost="EUR 800",
            money_needed="2027-01-01",
        )
        assert row == ThemeFunding(
            theme="theme:t",
            funds=3,
            owners=2,
            earmarked=2,
            conditional=1,
            total=600.0,
            firm=100.0,
            shortfall=700.0,
            covered=False,
            firm_share=0.125,
            decision_spread=21,
            days_late=31,
            undated=0,
            days_until_needed=(date(2027, 1, 1) - date(2026, 11, 23)).days,
        )

    def test_more_than_enough(self) -> None:
        row = theme(fund("a", 900, status="committed"), cost="EUR 800", money_needed="2026-11-20")
        assert (row.shortfall, row.firm_share, row.days_late, row.days_until_needed) == (0.0, 1.0, 0, -3)

    def test_without_firm_money_the_costs_are_not_covered_whatever_they_are(self) -> None:
        late = fund("a", 900, status="open")
        assert theme(late).covered is False
        assert theme(late, cost="EUR 0").covered is True
        assert theme(late, fund("b", 100, status="committed")).covered is None
        assert theme(fund("b", 100, status="committed"), cost="EUR 100").covered is True
        assert theme(fund("b", 100), cost="EUR 50").covered is None, "whether it is committed is unknown"

    def test_a_theme_without_funds(self) -> None:
        row = theme(cost="EUR 800")
        assert (row.funds, row.total, row.shortfall, row.firm_share) == (0, 0.0, 800.0, 0.0)
        assert (row.decision_spread, row.days_late, row.undated, row.days_until_needed) == (0, 0, 0, None)

    def test_without_costs_there_is_no_share(self) -> None:
        row = theme(fund("a", status="committed"))
        assert (row.firm, row.shortfall, row.firm_share) == (100.0, None, None)

    def test_no_date_is_known_and_an_absent_date_is_not(self) -> None:
        dated, undated = fund("a", status="open", decision_date="2027-01-01"), fund("b", status="open")
        row = theme(dated, undated | {"decision_date": "none"}, money_needed="2027-01-01")
        assert (row.undated, row.decision_spread, row.days_late) == (1, 0, None)
        row = theme(dated, undated, money_needed="2027-01-01")
        assert (row.undated, row.decision_spread, row.days_late) == (None, None, None)
        assert theme(undated).decision_spread == 0

    def test_an_unknown_status_may_be_a_condition_or_a_decision_to_come(self) -> None:
        row = theme(fund("a", decision_date="2027-01-01"), fund("b", status="open", decision_date="2027-02-01"))
        assert (row.conditional, row.earmarked, row.decision_spread, row.undated) == (None, None, None, None)


class TestConcentration:
    def test_the_usual_example(self) -> None:
        """Shares of 30, 30, 20 and 20 per cent make 2,600, as the US Department of Justice works it out."""
        row = concentration(
            *(fund(name, share, owner=name) for name, share in zip("abcd", (30, 30, 20, 20), strict=True))
        )
        assert row == MoneyConcentration("partnership:r", 0.26, 0.3, "partner:a")

    def test_funds_of_one_owner_add_up_and_refused_money_does_not_count(self) -> None:
        row = concentration(fund("a", owner="x"), fund("b", owner="x"), fund("c", owner="y", status="refused"))
        assert (row.hhi, row.largest_share, row.largest) == (1.0, 1.0, "partner:x")

    @pytest.mark.parametrize("funds", [(), (fund("a", 0),), (fund("a", None), fund("b"))])
    def test_without_money_or_with_unknown_money_there_is_no_share(self, funds: tuple[dict[str, Any], ...]) -> None:
        row = concentration(*funds)
        assert (row.hhi, row.largest_share, row.largest) == (None, None, None)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_every_measure_gives_typed_and_rounded_rows(data: dict[str, Any]) -> None:
    G = to_graph(read(Document(data, "<test>")))
    for measure in MEASURES:
        for row in measure(G):
            for column in dataclasses.astuple(row):
                assert not isinstance(column, float) or (math.isfinite(column) and round(column, 4) == column)
            assert list(measure(G)) == list(measure(G))


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_money_is_firm_solvable_or_missing(data: st.DataObject) -> None:
    names = "abcde"
    status = st.sampled_from(["committed", "open", "refused"])
    funds = [
        waiting(name, *data.draw(st.sets(st.sampled_from(names.replace(name, "")), min_size=1)), amount=index + 0.25)
        if data.draw(st.booleans())
        else fund(name, index + 0.25, status=data.draw(status))
        for index, name in enumerate(names)
    ]
    row = whole(*funds)
    assert row.total == row.firm + row.frozen
    assert row.frozen == row.solvable + row.missing
    assert (row.first_movers == 0) == (row.solvable == 0)
    stuck = {circle.funds: circle.amount for circle in cycles(*funds)}
    assert sum(stuck.values()) <= row.frozen
    assert sum(theme.firm for theme in theme_funding(region(*funds))) == row.firm
