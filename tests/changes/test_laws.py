"""Laws of changes, on random partnerships."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.changes import without
from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.measures.dependence import person_dependence
from regiokompas.measures.waiting import funding_cycle
from regiokompas.model import Partnership, read, references
from regiokompas.scenarios.comparing import compare_diagnoses
from strategies import documents

WITH_PERSONS = ("partners", "persons", "relations", "themes", "roles", "decisions")
WITH_FUNDS = ("partners", "themes", "funds")

some = settings(max_examples=40)
few = settings(max_examples=20)


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas(profile="social-domain")


def partnership(data: dict[str, Any]) -> Partnership:
    return read(Document(copy.deepcopy(data), "<test>"))


def keys(p: Partnership, *kinds: str) -> list[str]:
    return sorted(entity.key for entity in p.entities() if entity.KIND in kinds)


@given(documents(), st.data())
@some
def test_whatever_falls_away_leaves_a_sound_partnership_and_the_first_as_it_was(
    data: dict[str, Any], draw: Any
) -> None:
    p = partnership(data)
    before = p.model_copy(deep=True), dict(p.origin.sources)
    known = [key for key in p.by_key if key != p.about.key]
    assume(known)
    key = draw.draw(st.sampled_from(sorted(known)))
    left = rk.apply(p, [without(key)])
    assert key not in left.by_key
    assert set(left.by_key) < set(p.by_key)
    assert all(reference.key != key for entity in left.entities() for reference in references(entity))
    assert [left.is_known(section) for section in data if section != "incomplete"] == [
        p.is_known(section) for section in data if section != "incomplete"
    ]
    assert (p, dict(p.origin.sources)) == before


@given(documents(), st.data())
@some
def test_what_nobody_uses_is_lost_alone(data: dict[str, Any], draw: Any) -> None:
    p = partnership(data)
    used = {reference.key for entity in p.entities() for reference in references(entity)}
    free = sorted(set(p.by_key) - used - {p.about.key} - set(keys(p, "partner")))  # a body may be named after a partner
    assume(free)
    key = draw.draw(st.sampled_from(free))
    left = rk.apply(p, [without(key)])
    assert {k: e for k, e in p.by_key.items() if k != key} == dict(left.by_key)


@given(documents(), st.data())
@some
def test_the_order_of_losses_does_not_matter(data: dict[str, Any], draw: Any) -> None:
    p = partnership(data)
    known = sorted(set(p.by_key) - {p.about.key})
    assume(len(known) > 1)
    one, other = draw.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
    try:
        first = rk.apply(p, [without(one), without(other)])
        second = rk.apply(p, [without(other), without(one)])
    except rk.InputError:
        assume(False)  # the one goes along with the other
    assert first == second


@given(documents(WITH_PERSONS), st.data())
@some
def test_a_deputy_never_makes_dependence_worse(data: dict[str, Any], draw: Any) -> None:
    p = partnership(data)
    persons = keys(p, "person")
    assume(len(persons) > 1)
    person, deputy = draw.draw(st.lists(st.sampled_from(persons), min_size=2, max_size=2, unique=True))
    helped = rk.apply(p, [rk.appoint_deputy(person, deputy)])
    for was, now in zip(person_dependence(to_graph(p)), person_dependence(to_graph(helped)), strict=True):
        same = [name for name in was.__slots__ if name != "deputies"]
        assert [getattr(was, name) for name in same] == [getattr(now, name) for name in same]
        assert now.deputies == was.deputies or (now.deputies is not None and now.deputies >= (was.deputies or 1))


@given(documents(WITH_PERSONS), st.data())
@few
def test_findings_on_dependence_are_none_the_worse_for_a_deputy(
    kompas: Kompas, data: dict[str, Any], draw: Any
) -> None:
    p = partnership(data)
    persons = keys(p, "person")
    assume(len(persons) > 1)
    person, deputy = draw.draw(st.lists(st.sampled_from(persons), min_size=2, max_size=2, unique=True))
    comparison = rk.what_if(p, rk.appoint_deputy(person, deputy), kompas=kompas)
    worse = [d.finding for d in (*comparison.new, *comparison.worse) if d.finding.kind == "risk"]
    assert not [finding for finding in worse if finding.reasons[0].kind == "person_dependence"]


@given(documents(WITH_FUNDS), st.data())
@some
def test_an_unconditional_commitment_never_makes_a_circle(data: dict[str, Any], draw: Any) -> None:
    p = partnership(data)
    assume(keys(p, "fund"))
    fund = draw.draw(st.sampled_from(keys(p, "fund")))
    circles = [set(row.funds) for row in funding_cycle(to_graph(p))]
    freed = [set(row.funds) for row in funding_cycle(to_graph(rk.apply(p, [rk.commit_unconditionally(fund)])))]
    assert all(any(circle <= was for was in circles) for circle in freed)
    assert all(fund not in circle for circle in freed)


@given(documents(), st.data())
@few
def test_a_change_and_its_opposite_give_the_first_diagnosis_back(
    kompas: Kompas, data: dict[str, Any], draw: Any
) -> None:
    p = partnership(data)
    changed = [
        rk.set_value(p.about.key, "overview", not p.about.overview),
        rk.set_value(p.about.key, "overview", p.about.overview),
        rk.add("themes", key="theme:nieuw", name="Nieuw"),
        rk.remove("theme:nieuw"),
    ]
    persons = keys(p, "person")
    if persons:
        hours = p.entity(draw.draw(st.sampled_from(persons)))
        changed += [rk.set_value(hours.key, "hours", 1), rk.set_value(hours.key, "hours", getattr(hours, "hours"))]  # noqa: B009
    if not p.is_known("themes"):
        del changed[2:4]  # the section would be known ever after, as one in which there may be more
    back = rk.apply(p, changed)
    assert back == p
    assert dict(back.origin.sources) == dict(p.origin.sources)
    assert kompas.diagnose(back) == kompas.diagnose(p)


@given(documents())
@few
def test_nothing_differs_from_itself(kompas: Kompas, data: dict[str, Any]) -> None:
    diagnosis = kompas.diagnose(partnership(data))
    same = compare_diagnoses(diagnosis, kompas.diagnose(partnership(data)))
    assert same.is_empty
    assert all(level.before == level.after for level in same.levels.values())


@given(documents(), documents())
@few
def test_what_is_new_one_way_is_gone_the_other_way(kompas: Kompas, one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = (kompas.diagnose(partnership(data)) for data in (one, other))
    there, back = compare_diagnoses(first, second), compare_diagnoses(second, first)

    def names(differences: Any) -> set[str]:
        return {difference.finding.fingerprint for difference in differences}

    for way, opposite in (("new", "gone"), ("worse", "better"), ("became_known", "no_longer_known")):
        assert names(getattr(there, way)) == names(getattr(back, opposite))
        assert names(getattr(back, way)) == names(getattr(there, opposite))
    fired = {finding.fingerprint for finding in second.findings}
    assert names((*there.new, *there.became_known)) <= fired
    assert not names((*there.gone, *there.no_longer_known)) & fired
