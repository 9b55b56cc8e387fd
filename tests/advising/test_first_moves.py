"""Who moves first, against brute force: every set of funds is tried, and every round is replayed."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas import load, render, who_moves_first
from regiokompas.io.document import Document
from regiokompas.model import Partnership, read

RIVIERLAND = load(Path(__file__).parents[2] / "examples" / "rivierland.yaml")
NAMES = "abcde"


@st.composite
def regions(draw: st.DrawFn) -> Partnership:
    """Draw a partnership of up to five funds that wait for each other in every way there is."""
    names = NAMES[: draw(st.integers(1, 5))]
    funds = []
    for name in names:
        fund: dict[str, Any] = {"key": f"fund:{name}", "name": name, "owner": f"partner:{name}", "theme": "theme:t"}
        fund["amount"] = f"EUR {draw(st.integers(1, 4)) * 100}"
        fund["status"] = draw(
            st.sampled_from(["committed", "conditional", "conditional", "conditional", "open", "refused"])
        )
        others = [f"fund:{other}" for other in names if other != name]
        if fund["status"] == "conditional" and others:
            of = draw(st.lists(st.sampled_from(others), min_size=1, unique=True))
            fund["condition"] = draw(
                st.sampled_from(
                    [
                        {"all_of": of},
                        {"any_of": of},
                        {"at_least_k": min(2, len(of)), "of": of},
                        {"at_least_amount": "EUR 300", "of": of},
                    ]
                )
            )
        elif fund["status"] == "conditional":
            fund["status"] = "open"
        funds.append(fund)
    partners = [{"key": f"partner:{name}", "name": name.upper()} for name in names]
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    themes = [{"key": "theme:t", "name": "T"}]
    return read(Document({"partnership": about, "partners": partners, "themes": themes, "funds": funds}, "<test>"))


def is_met(fund: Any, held: set[str], amounts: dict[str, float]) -> bool:
    terms = fund.condition
    if fund.status in ("committed", "refused") or terms is None:
        return bool(fund.status == "committed")
    if terms.all_of is not None:
        return set(terms.all_of) <= held
    if terms.any_of is not None:
        return bool(set(terms.any_of) & held)
    if terms.at_least_k is not None:
        return len(set(terms.of) & held) >= terms.at_least_k
    return sum(amounts[key] for key in set(terms.of) & held) >= terms.at_least_amount.amount


def released(region: Partnership, begin: set[str]) -> set[str]:
    """Return what comes free once some have committed, by going round until nothing changes."""
    funds = region.funds or ()
    amounts = {fund.key: fund.amount.amount for fund in funds if fund.amount}
    held = set(begin)
    while True:
        more = {fund.key for fund in funds if fund.key not in held and is_met(fund, held, amounts)}
        if not more:
            return held
        held |= more


def best(region: Partnership) -> set[str]:
    """Return the largest set in which every condition is met by the others, by trying all sets."""
    funds = region.funds or ()
    amounts = {fund.key: fund.amount.amount for fund in funds if fund.amount}
    keys = [fund.key for fund in funds if fund.status != "refused"]
    together: set[str] = set()
    for size in range(len(keys) + 1):
        for chosen in combinations(keys, size):
            held = set(chosen)
            if all(fund.key not in held or fund.status == "open" or is_met(fund, held, amounts) for fund in funds):
                together |= held  # conditions are monotone, so sets that hold can be united
    return together


@given(regions())
@settings(max_examples=200, deadline=None)
def test_the_answer_is_that_of_brute_force(region: Partnership) -> None:
    moves = who_moves_first(region, language="en")
    anyhow, together = released(region, set()), best(region)
    assert {pledge.fund for round_ in moves.firm for pledge in round_} == anyhow
    assert {pledge.fund for pledge in moves.together} == together - anyhow
    assert {shortage.pledge.fund for shortage in moves.missing} == {f.key for f in region.funds or ()} - together
    waiting = sorted(together - anyhow)
    enough = [
        set(chosen)
        for size in range(len(waiting) + 1)
        for chosen in combinations(waiting, size)
        if released(region, set(chosen)) >= together
    ]
    smallest = [chosen for chosen in enough if len(chosen) == len(enough[0])] if waiting else []
    assert moves.exact
    assert sorted(sorted(p.fund for p in way.movers) for way in moves.ways) == sorted(map(sorted, smallest))
    assert moves.number == len(smallest)


@given(regions())
@settings(max_examples=100, deadline=None)
def test_every_round_follows_from_those_before_it(region: Partnership) -> None:
    amounts = {fund.key: fund.amount.amount for fund in region.funds or () if fund.amount}
    moves = who_moves_first(region)
    for way in moves.ways:
        held = released(region, set()) | {pledge.fund for pledge in way.movers}
        for round_ in way.rounds:
            for pledge in round_:
                assert is_met(region.by_key[pledge.fund], held, amounts)
            held |= {pledge.fund for pledge in round_}
        assert held >= {pledge.fund for pledge in moves.together}
        assert way.at_risk == sum(pledge.amount or 0 for pledge in way.movers)
    risks = [way.at_risk for way in moves.ways]
    assert risks == sorted(risks)  # type: ignore[type-var]


@given(regions())
@settings(max_examples=100, deadline=None)
def test_a_refusal_tells_who_else_could_begin_and_what_is_lost(region: Partnership) -> None:
    for way in who_moves_first(region).ways:
        for mover, refusal in zip(sorted(p.fund for p in way.movers), way.refusals, strict=True):
            funds = tuple(
                fund.model_copy(update={"status": "refused", "condition": None}) if fund.key == mover else fund
                for fund in region.funds or ()
            )
            less = read(
                Document(
                    {**region.to_dict(), "funds": [f.model_dump(mode="json", exclude_none=True) for f in funds]}, "<t>"
                )
            )
            assert {pledge.fund for pledge in refusal.lost} == best(region) - best(less) - {mover}
            expected = {frozenset(p.name for p in other.movers) for other in who_moves_first(less).ways}
            assert {frozenset(chosen) for chosen in refusal.instead} == expected


def test_the_draft_names_every_owner_body_and_amount() -> None:
    moves = who_moves_first(RIVIERLAND)
    draft = "\n".join(moves.draft)
    for pledge in moves.together:
        assert f"{pledge.owner} (" in draft
        assert f"‘{pledge.name}’" in draft
        assert pledge.body is None or pledge.body in draft
    assert "€ 640.000" in draft
    assert "Nog in te vullen: de datum waarop wordt besloten over Gezinsbudget van Oeverhage." in draft


def test_in_rivierland_two_small_funds_can_free_all_the_rest() -> None:
    moves = who_moves_first(RIVIERLAND, language="en")
    assert (moves.number, len(moves.together), moves.missing) == (3, 9, ())
    assert [pledge.name for pledge in moves.ways[0].movers] == [
        "Youth reserve of Lingeoord",
        "Family budget of Oeverhage",
    ]


def test_what_is_unknown_is_listed_and_never_guessed() -> None:
    data = RIVIERLAND.to_dict()
    for fund in data["funds"]:
        if fund["key"] == "fund:lingeoord-verblijf":
            del fund["condition"]
    moves = who_moves_first(read(Document(data, "<test>")))
    assert "fund:lingeoord-verblijf" in {pledge.fund for pledge in moves.undecided}
    assert "fund:lingeoord-verblijf" not in {pledge.fund for pledge in moves.together}


def test_without_funds_there_is_nothing_to_move() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    moves = who_moves_first(read(Document({"partnership": about}, "<test>")))
    assert (moves.firm, moves.together, moves.ways, moves.draft) == ((), (), (), ())


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_format_shows_who_begins(format_: str) -> None:
    shown = " ".join(render(who_moves_first(RIVIERLAND), format_).replace("\\", "").split())
    assert "Reserve jeugd van Lingeoord" in shown
    assert "gelijk oversteken" in shown.lower() or format_ == "json"


def test_the_order_is_a_table_in_markdown() -> None:
    shown = render(who_moves_first(RIVIERLAND), "markdown")
    assert "| Ronde | Potje | Bedrag | Besluit door | Wanneer |\n|---|---|---|---|---|\n| 0 | Reserve jeugd" in shown


def test_dates_that_cannot_hold_are_marked() -> None:
    (way,) = [w for w in who_moves_first(RIVIERLAND).ways if "fund:provincie-verblijf" in {p.fund for p in w.movers}]
    assert way.too_early == ("fund:veerpont-verblijf",)  # of the others a first mover has no date
    data = RIVIERLAND.to_dict()
    for fund in data["funds"]:
        if fund["key"] == "fund:oeverhage-gezin":
            fund["decision_date"] = "2027-05-01"
    dated = who_moves_first(read(Document(data, "<test>")))
    (way,) = [w for w in dated.ways if "fund:provincie-verblijf" in {p.fund for p in w.movers}]
    assert "fund:waalbeek-verblijf" in way.too_early
    assert "15 december 2026: te vroeg" in " ".join(render(dated, "markdown").split())


def test_what_was_committed_is_not_called_planned() -> None:
    shown = " ".join(render(who_moves_first(RIVIERLAND), "markdown").split())
    firm = shown.partition("Wie kan beginnen")[0]
    assert "toegezegd op 9 juli 2026" in firm
    assert "gepland" not in firm
    assert "gepland op 26 januari 2027" in shown
    data = RIVIERLAND.to_dict()
    for fund in data["funds"]:
        if fund["status"] == "committed":
            del fund["decision_date"]
    undated = render(who_moves_first(read(Document(data, "<test>")), language="en"), "markdown")
    assert "committed, date unknown" in undated


def test_an_open_decision_whose_day_has_passed_is_said_to_have_been_due() -> None:
    data = RIVIERLAND.to_dict()
    data["partnership"]["date"] = "2027-01-27"
    shown = " ".join(render(who_moves_first(read(Document(data, "<test>"))), "markdown").split())
    assert "had moeten vallen op 26 januari 2027" in shown
    assert "gepland op 26 januari 2027" not in shown
