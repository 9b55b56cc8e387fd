"""Changes as data: three ways to write each, one meaning, and a clear word for what does not fit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.changes import CHANGES, Change, apply, read_change, without
from regiokompas.changes.flow import read_value, write_value
from regiokompas.changes.wording import say_change
from regiokompas.model import Partnership

MADE: list[tuple[Change, str]] = [
    (rk.leaves("person:x"), "leaves:person:x"),
    (rk.withdraws("partner:a"), "withdraws:partner:a"),
    (rk.loses_fund("fund:f"), "loses_fund:fund:f"),
    (rk.loses_relation("partner:a", "partner:b"), "loses_relation:partner:a,partner:b"),
    (rk.appoint_deputy("person:x", "person:y"), "appoint:person:x,person:y"),
    (rk.commit_unconditionally("fund:f"), "commit:fund:f"),
    (rk.write_agreement("exit", shared=True), "write:exit,{shared: true}"),
    (rk.write_agreement("rules_of_the_game"), "write:rules_of_the_game"),
    (rk.split_roles("theme:t", "person:y"), "split:theme:t,person:y"),
    (rk.split_roles("theme:t", role="client"), "split:theme:t,,client"),
    (rk.meet("partner:a", "partner:b", "weekly"), "meet:partner:a,partner:b,weekly"),
    (rk.assign("initiator", "theme:t", "person:y"), "assign:initiator,theme:t,person:y"),
    (rk.schedule("decision:d", "2027-01-14"), "schedule:decision:d,2027-01-14"),
    (rk.schedule("decision:d", body="raad, na advies"), "schedule:decision:d,,raad, na advies"),
    (rk.set_value("person:x", "handover", True), "set:person:x.handover=true"),
    (rk.set_value("person:x", "handover", None), "set:person:x.handover="),
    (rk.add("persons", key="person:z", function="adviseur"), "add:persons,{key: person:z, function: adviseur}"),
    (rk.remove("plan:p"), "remove:plan:p"),
]


@pytest.mark.parametrize(("change", "text"), MADE, ids=lambda value: str(value))
def test_python_the_short_form_and_plain_data_say_the_same(change: Change, text: str) -> None:
    assert rk.parse_change(text) == change
    assert rk.parse_change(str(change)) == change
    assert read_change(change.to_dict()) == change


def test_every_change_is_tried_above() -> None:
    assert {change.change for change, _ in MADE} == set(CHANGES)


plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
    lambda inner: (
        st.lists(inner.filter(lambda v: v is not None), max_size=3)
        | st.dictionaries(st.sampled_from(["nl", "en", "key"]), inner.filter(lambda v: v is not None), max_size=3)
    ),
    max_leaves=5,
)


@given(plain_values)
@settings(max_examples=200)
def test_a_value_on_one_line_is_read_back(value: Any) -> None:
    assert read_value(write_value(value), "<test>") == value


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("levaes:person:x", "there is no change levaes", "did you mean leaves?"),
        ("loses:fund:x", "loses could be loses_fund or loses_relation", "loses_fund"),
        ("leaves", "this is no change", "leaves:person:x"),
        ("leaves:partner:a", "'partner:a' does not fit", "the key of a person"),
        ("meet:person:x", "meet needs second", "first, second, frequency"),
        ("assign:initator,theme:t,person:x", "'initator' is no role", "did you mean initiator?"),
        ("schedule:decision:d,soon", "not a day", "2026-11-23"),
        ("set:person:x", "this sets nothing", "set:KEY.ATTRIBUTE=VALUE"),
    ],
)
def test_a_change_that_is_none_is_refused_in_words(text: str, message: str, hint: str) -> None:
    with pytest.raises(rk.InputError) as caught:
        rk.parse_change(text)
    assert message in str(caught.value)
    assert hint in str(caught.value)
    assert str(caught.value.problems[0].source) == text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("leaves:person:xx", "did you mean person:x?"),
        ("withdraws:partner:none", "partner:none does not exist"),
        ("set:person:x.handovr=true", "did you mean handover?"),
        ("set:person:x.handover=maybe", "expected: true or false"),
        ("set:person:x.key=person:z", "key says which person it is"),
        ("set:role:initiator>person:x>theme:t.holder=person:y", "remove it and add another"),
        ("set:fund:f.status=committed", "waits for nothing"),
        ("set:partnership:p.date=", "this partnership has no date"),
        ("loses_relation:partner:a,partner:b", "there is no relation between partner:a and partner:b"),
        ("appoint:person:x,person:x", "nobody is their own deputy"),
        ("split:theme:t", "in different hands already"),
        ("schedule:decision:d", "nothing is scheduled"),
        ("schedule:decision:taken,2027-01-01", "is decided already"),
        ("assign:client,theme:t,person:z", "person:z does not exist"),
        ("add:person,{key: person:z}", "did you mean persons?"),
        ("add:persons,{key: person:z}", "this person has no function"),
        ("add:persons,{key: person:x, function: adviseur}", "person:x exists already"),
        ("remove:partnership:p", "the partnership itself cannot be taken out"),
        ("meet:person:x,partner:a", "between two partners or between two persons"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_named(region: Partnership, change: str, message: str) -> None:
    with pytest.raises(rk.InputError) as caught:
        rk.apply(region, [rk.parse_change(change)])
    assert message in str(caught.value)
    assert {str(problem.source) for problem in caught.value.problems} == {str(rk.parse_change(change))}


def test_a_day_of_python_is_written_as_in_yaml(region: Partnership) -> None:
    change = rk.set_value("person:x", "term_ends", date(2027, 3, 1))
    assert str(change) == "set:person:x.term_ends=2027-03-01"
    assert apply(region, [change]).by_key["person:x"].term_ends == date(2027, 3, 1)  # type: ignore[attr-defined]
    assert apply(region, [rk.parse_change(str(change))]) == apply(region, [change])


@pytest.mark.parametrize("value", [object(), {1, 2}, Decimal(3), [b"x"]])
def test_what_cannot_be_written_down_is_refused(region: Partnership, value: object) -> None:
    with pytest.raises(rk.InputError, match="is no value that can be written down"):
        apply(region, [rk.set_value("person:x", "note", value)])


def test_all_mistakes_in_a_list_of_changes_are_reported() -> None:
    with pytest.raises(rk.InputError) as caught:
        rk.read_changes([{"change": "leves"}, {"person": "person:x"}, 3, {"change": "leaves", "persn": "person:x"}])
    assert [str(problem.source) for problem in caught.value.problems] == [f"<changes>[{n}]" for n in (0, 1, 2, 3, 3)]


def test_what_falls_away_does_so_in_its_own_way() -> None:
    keys = ("person:x", "partner:a", "fund:f", "theme:t")
    assert [without(key).change for key in keys] == ["leaves", "withdraws", "loses_fund", "remove"]


def test_a_change_is_said_in_both_languages_by_function_and_never_by_name(region: Partnership) -> None:
    assert say_change(rk.leaves("person:x"), region, "nl") == "Programmamanager vertrekt"
    assert (
        say_change(rk.set_value("person:x", "handover", True), region, "en")
        == "programme manager, handover is arranged: yes".capitalize()
    )
    assert say_change(rk.meet("partner:a", "partner:b"), region, "nl") == "Aldam en Beek spreken elkaar (maandelijks)"
    for change, _ in MADE:
        for language in ("nl", "en"):
            assert "{" not in say_change(change, region, language).replace("{shared: true}", "").replace(
                "{key: person:z", ""
            )
            assert "Jansen" not in say_change(change, region, language)


def test_a_value_that_no_change_touched_keeps_its_place(region: Partnership) -> None:
    changed = apply(
        region,
        [
            rk.set_value("person:x", "hours", 8),
            rk.set_value("person:x", "handover", True),
            rk.set_value("person:x", "handover", False),
        ],
    )
    assert changed.source("person:x", "hours").file == "set:person:x.hours=8"  # type: ignore[union-attr]
    untouched = {place for place in region.origin.sources if place != ("person:x", "hours")}
    assert all(changed.origin.sources[place] == region.origin.sources[place] for place in untouched)
