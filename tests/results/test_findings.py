"""Cause and consequence take one place in what matters first, and nothing disappears."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.api import load
from regiokompas.report.markdown import render_markdown
from regiokompas.report.notebook import diagnosis_html
from regiokompas.report.text import diagnosis_text, plain
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import FIRST, Finding, by_rule, places
from report.regions import KOMPAS, diagnosis, region


@pytest.fixture(scope="module")
def risk() -> Finding:
    return diagnosis(region()).risks[0]


@pytest.fixture(scope="module")
def rivierland() -> Diagnosis:
    return KOMPAS.diagnose(load(Path(__file__).parents[2] / "examples" / "rivierland.yaml"), language="nl")


@pytest.fixture
def make(risk: Finding) -> Callable[..., Finding]:
    def made(rank: int, rule: str, *causes: int) -> Finding:
        prints = tuple(str(cause) for cause in causes)
        return replace(risk, rank=rank, rule=rule, id=rule, fingerprint=str(rank), follows_from=prints)

    return made


def test_a_consequence_shares_the_place_of_its_cause(make: Callable[..., Finding]) -> None:
    found = [make(1, "a"), make(2, "b"), make(3, "c", 1), make(4, "a"), make(5, "d", 3)]
    first, second, third = places(found)
    assert first.group == (found[0], found[3])
    assert first.consequences == ((found[2],),)
    assert (second.group, third.group) == ((found[1],), (found[4],))


def test_a_cause_that_ranks_lower_shares_the_place_of_what_follows_from_it(make: Callable[..., Finding]) -> None:
    found = [make(1, "a", 2), make(2, "b")]
    [place] = places(found)
    assert place.group == (found[0],)
    assert place.causes == ((found[1],),)


def test_a_rule_that_also_fires_for_another_reason_keeps_its_place(make: Callable[..., Finding]) -> None:
    found = [make(1, "a"), make(2, "b", 1), make(3, "b")]
    assert [place.group for place in places(found)] == [(found[0],), (found[1], found[2])]


def test_what_follows_from_findings_on_different_things_stands_by_itself(make: Callable[..., Finding]) -> None:
    found = [make(1, "a"), replace(make(2, "b"), subjects=("theme:other",)), make(3, "c", 1, 2)]
    assert [place.group for place in places(found)] == [(finding,) for finding in found]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sets(st.integers(1, 12), max_size=2)), max_size=12))
@settings(max_examples=60)
def test_the_first_and_the_others_are_all_there_is(risk: Finding, drawn: list[tuple[str, set[int]]]) -> None:
    found = [
        replace(risk, rank=rank, rule=rule, fingerprint=str(rank), follows_from=tuple(map(str, causes - {rank})))
        for rank, (rule, causes) in enumerate(drawn, start=1)
    ]
    first = places(found)
    told = [finding.rank for place in first for finding in place.findings]
    assert len(first) <= FIRST
    assert len(told) == len(set(told))
    joined = sum(len(place.consequences) + len(place.causes) for place in first)
    groups = by_rule(found)
    assert {group[0].rule for group in groups[: len(first) + joined]} == {f.rule for p in first for f in p.findings}
    assert len(first) == FIRST or len(told) == len(found)


def test_every_rank_is_in_every_report_that_tells_all(rivierland: Diagnosis) -> None:
    for told in (plain(diagnosis_text(rivierland), 100_000), render_markdown(rivierland)):
        numbers = set(map(int, re.findall(r"\d+", told)))
        assert {finding.rank for finding in rivierland.findings} <= numbers
        assert all(group[0].id in told for group in by_rule(rivierland.risks))


def test_the_example_names_the_consequence_under_its_cause(rivierland: Diagnosis) -> None:
    shared = [(place.group[0].id, group[0].id) for place in rivierland.first for group in place.consequences]
    assert len(rivierland.first) == FIRST
    assert ("CON03", "DIR44") in shared
    follows = next(finding for finding in rivierland.risks if finding.id == "DIR44")
    text = " ".join(plain(diagnosis_text(rivierland)).split())
    assert f"Hieruit volgt ook: {follows.message} ({follows.rank}, DIR44)" in text
    assert f"Hieruit volgt ook: {follows.message}" in diagnosis_html(rivierland)
    assert text.count("DIR44") == 1
