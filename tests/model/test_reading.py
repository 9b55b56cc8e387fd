"""Reading the input: what is refused, where it says so, and what it proposes instead."""

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.errors import InputError, Problem
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.model import Partnership, read
from strategies import documents

HEAD = "partnership: {key: partnership:p, name: P, date: 2026-11-23}\n"


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(read_yaml(HEAD + dedent(text), "region.yaml"))
    return tuple(caught.value.problems)


def the_problem(text: str) -> Problem:
    (problem,) = problems(text)
    return problem


def test_a_deputy_that_does_not_exist_is_named_with_its_place_and_the_nearest_key() -> None:
    problem = the_problem(
        """\
        persons:
          - {key: person:janssen, function: alderman}
          - {key: person:bakker, function: manager, deputies: [person:jansen]}
        """
    )
    assert str(problem) == dedent(
        """\
        region.yaml:4:56: person:jansen is named as deputy but does not exist
            4 |   - {key: person:bakker, function: manager, deputies: [person:jansen]}
              |                                                        ^^^^^^^^^^^^^
              hint: did you mean person:janssen?"""
    )


def test_all_problems_are_reported_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        """\
        partners:
          - {key: partner:a, name: A, kind: municipalty, budget: 250000}
          - {key: partner:a, name: Again}
          - {name: Nameless}
        themes:
          - {key: theme:t, name: T, levl: local, started: 2026-02-30}
        fundz: []
        """
    )
    assert [(p.source.line, p.message) for p in found] == [
        (3, "'municipalty' is no kind"),
        (3, "an amount without a currency; write EUR 250000"),
        (4, "partner:a exists already, at region.yaml:3:5"),
        (5, "this partner has no key"),
        (7, "levl is no attribute of a theme"),
        (7, "not a day; write it as year-month-day, such as 2026-11-23"),
        (8, "fundz is no section"),
    ]
    assert found[0].hint == "did you mean municipality?"
    assert found[4].hint == "did you mean level?"
    assert found[6].hint == "did you mean funds?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("partners: 3", "partners is a list"),
        ("partners: [x]", "a partner is a list of attributes"),
        ("partners: [{key: person:a, name: A}]", "the key of a partner starts with partner:, such as partner:example"),
        ("partners: [{key: Tiel, name: A}]", "'Tiel' is no key"),
        ("partners: [{key: partner:a, name: A, population: -1}]", "population: -1 does not fit"),
        ("partners: [{key: partner:a, name: A, population: yes}]", "population: 'yes' does not fit"),
        ("partners: [{key: partner:a, name: A, can_do_alone: yes}]", "can_do_alone: 'yes' does not fit"),
        ("partners: [{key: partner:a, name: A, decisiveness: 6}]", "decisiveness: 6 does not fit"),
        ("partners: [{key: partner:a, name: A, decisiveness: .nan}]", "decisiveness: nan does not fit"),
        ("partners: [{key: partner:a, name: A, budget: EUR -5}]", "budget: -5.0 does not fit"),
        ("partners: [{key: partner:a, name: A, budget: EUR 1.005}]", "not an amount of money; write it as EUR 250000"),
        ("partners: [{key: partner:a, name: A, budget: USD 5}]", "USD in a partnership that counts in EUR"),
        ("partners: [{key: partner:a, name: {nl: A}}]", "name has no en"),
        ("partners: [{key: partner:a, name: A, helped: [partner:a]}]", "help is for another; leave out the partner"),
        (
            "partners: [{key: partner:a, name: A, helped: [partner:b]}]",
            "partner:b is named as helped partner but does not exist",
        ),
        ("themes: [{key: theme:t, name: T, needs: [school]}]", "'school' is no"),
        ("incomplete: [relatoins]", "relatoins is no section"),
        ("agreements: [{key: agreement:a, kind: exit}, {key: agreement:a, kind: exit}]", "agreement:a exists already"),
        ("relations: [{from: partner:a, to: partner:a}]", "a relation is between two, not with oneself"),
        ("relations: [{from: partner:a, to: person:a}]", "a relation is between two partners or between two persons"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, message: str) -> None:
    found = problems(text)
    assert any(problem.message.startswith(message) for problem in found), found


FUNDS = """\
partners: [{{key: partner:a, name: A}}]
themes: [{{key: theme:t, name: T}}]
funds:
  - {{key: fund:a, name: A, owner: partner:a, theme: theme:t, {0}}}
  - {{key: fund:b, name: B, owner: partner:a, theme: theme:t}}
"""


@pytest.mark.parametrize(
    ("fund", "message"),
    [
        ("condition: {all_of: [fund:b], any_of: [fund:b]}", "a condition is exactly one of"),
        ("condition: {}", "a condition is exactly one of"),
        ("condition: {at_least_k: 2, of: [fund:b]}", "at_least_k needs of, with at least k funds"),
        ("condition: {all_of: [fund:b], of: [fund:b]}", "of does not go with all_of"),
        ("condition: {all_of: [fund:a]}", "a fund cannot wait for itself"),
        ("status: committed, condition: {all_of: [fund:b]}", "a fund that is committed waits for nothing"),
        ("condition: {all_of: [fund:c]}", "fund:c is named as all_of but does not exist"),
        ("condition: {all_of: [partner:a]}", "partner:a is no fund"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(fund: str, message: str) -> None:
    assert the_problem(FUNDS.format(fund)).message.startswith(message)


def test_each_problem_says_what_was_expected_at_the_very_place() -> None:
    found = problems(
        """\
        partners:
          - {key: partner:a, name: A, levl: 3}
          - {key: partner:b, name: B, kind: municipalty}
          - {key: partner:c, name: C, population: ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNO}
          - {key: Partner D, name: D}
          - {name: E}
        funds:
          - {key: fund:a, name: A, owner: partner:a, theme: theme:q, condition: {all_of: [fund:q]}}
        """
    )
    attributes, kinds, number, key, missing, theme, fund = found
    assert [(p.source.line, p.source.column) for p in found] == [
        (3, 37), (4, 37), (5, 43), (6, 11), (7, 5), (9, 53), (9, 83),
    ]  # fmt: skip
    assert attributes.expected is not None
    assert attributes.expected.startswith("key, note, name, kind, population")
    assert (kinds.expected or "").endswith("company, institute, citizens or other")
    assert number.message == "population: 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCD... does not fit"
    assert number.expected == "a whole number"
    assert key.expected == "a kind, a colon and a name in lower case, such as partner:tiel"
    assert missing.expected == "key: ..."
    assert (theme.expected, fund.message) == (None, "fund:q is named as all_of but does not exist")


def test_unknown_none_and_empty_are_three_things() -> None:
    region = read(
        read_yaml(
            HEAD
            + dedent(
                """\
                persons:
                  - {key: person:a, function: a}
                  - {key: person:b, function: b, employer: none, deputies: []}
                funds: []
                """
            ),
            "region.yaml",
        )
    )
    assert region.persons is not None
    unknown, known = region.persons
    assert (unknown.employer, unknown.deputies) == (None, None)
    assert (known.employer, known.deputies) == ("none", ())
    assert region.is_known("funds")
    assert not region.is_known("roles")


def test_every_value_remembers_where_it_stood() -> None:
    text = HEAD + "partners:\n  - key: partner:a\n    name: A\n    population: 12\n"
    region = read(read_yaml(text, "region.yaml"))
    assert str(region.source("partner:a", "population")) == "region.yaml:5:17"
    assert str(region.source("partner:a", "budget")) == "region.yaml:3:5"  # unknown: the entity


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_input_does_not_matter(data: dict[str, Any], random: Any) -> None:
    before = read(Document(data, "<test>"))
    shuffled = list(data.items())
    random.shuffle(shuffled)
    for _, section in shuffled:
        if isinstance(section, list):
            random.shuffle(section)
    assert read(Document(dict(shuffled), "<test>")) == before


def test_a_document_without_a_partnership_says_what_it_is() -> None:
    for text, message in (("", "no partnership here, but nothing"), ("[]", "no partnership here, but list")):
        with pytest.raises(InputError, match=message):
            read(read_yaml(text, "x.yaml"))


def test_the_partnership_is_hidden_from_nobody_but_its_places_do_not_make_it_another() -> None:
    first = read(read_yaml(HEAD, "one.yaml"))
    second = read(read_yaml("\n\n" + HEAD, "two.yaml"))
    assert first == second
    assert isinstance(first, Partnership)
