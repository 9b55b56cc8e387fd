"""Advice proves itself, and the plan is the smallest there is."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas import diagnose, load, render, what_if
from regiokompas.advising.planning import smallest_cover
from regiokompas.changes import parse_change
from regiokompas.kompas import Kompas
from regiokompas.results.diagnosis import Diagnosis

EXAMPLES = Path(__file__).parents[2] / "examples"
RIVIERLAND = load(EXAMPLES / "rivierland.yaml")


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    return Kompas(engine="clips").diagnose(RIVIERLAND, language="en")


sets = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1), min_size=1, max_size=8)


@given(sets, st.data())
def test_no_smaller_and_no_cheaper_set_covers_all(effects: list[frozenset[str]], data: st.DataObject) -> None:
    costs = data.draw(st.lists(st.integers(0, 2), min_size=len(effects), max_size=len(effects)))
    targets = frozenset().union(*effects)
    chosen, proven = smallest_cover(targets, effects, costs)
    assert proven
    assert targets <= frozenset().union(*(effects[n] for n in chosen))
    best = min(
        (len(way), sum(costs[n] for n in way))
        for size in range(len(effects) + 1)
        for way in itertools.combinations(range(len(effects)), size)
        if targets <= frozenset().union(*(effects[n] for n in way))
    )
    assert (len(chosen), sum(costs[n] for n in chosen)) == best


def test_nothing_to_cover_takes_nothing() -> None:
    assert smallest_cover(frozenset(), [], []) == ([], True)


def test_what_an_advice_resolves_vanishes_when_it_is_carried_out(diagnosis: Diagnosis) -> None:
    proven = [advice for advice in diagnosis.advice if advice.proven][:4]
    assert proven
    kompas = Kompas(engine="clips")
    for advice in proven:
        changes = [parse_change(text) for text in advice.changes]
        comparison = what_if(RIVIERLAND, *changes, kompas=kompas)
        gone = {difference.finding.fingerprint for difference in comparison.gone if difference.finding.kind == "risk"}
        assert set(advice.resolves) == gone


def test_advice_is_ranked_by_what_it_resolves(diagnosis: Diagnosis) -> None:
    severities = {finding.fingerprint: finding.severity for finding in diagnosis.findings}

    def net(advice: object, severity: str) -> int:
        resolves = [severities[p] for p in advice.resolves]  # type: ignore[attr-defined]
        worsens = [severities.get(p, "high") for p in advice.worsens]  # type: ignore[attr-defined]
        return resolves.count(severity) - worsens.count(severity)

    order = [tuple(-net(advice, s) for s in ("critical", "high", "medium", "low")) for advice in diagnosis.advice]
    assert order == sorted(order)
    assert [advice.rank for advice in diagnosis.advice] == list(range(1, len(order) + 1))


def test_every_risk_is_called_for_by_one_advice_and_one_action_may_answer_several(diagnosis: Diagnosis) -> None:
    called = [print_ for advice in diagnosis.advice for print_ in advice.findings]
    assert sorted(called) == sorted(risk.fingerprint for risk in diagnosis.risks)


def test_the_plan_as_a_whole_does_what_it_says(diagnosis: Diagnosis) -> None:
    plan = diagnosis.plan
    assert plan.smallest
    severe = {risk.fingerprint for risk in diagnosis.risks if risk.severity in ("critical", "high")}
    assert set(plan.targets) == severe == {*plan.resolved, *plan.remaining}
    chosen = [advice for advice in plan.advice if advice.rank in plan.chosen]
    changes = dict.fromkeys(text for advice in chosen for text in advice.changes)
    after = what_if(RIVIERLAND, *map(parse_change, changes)).after
    left = {risk.fingerprint for risk in after.risks if risk.severity in ("critical", "high")}
    assert set(plan.remaining) == severe & left
    assert set(plan.appears) == left - severe


def test_a_sound_region_needs_no_plan() -> None:
    plan = Kompas(engine="clips").diagnose(load(EXAMPLES / "gezond.yaml")).plan
    assert (plan.advice, plan.chosen, plan.targets, plan.smallest) == ((), (), (), True)
    assert "geen kritieke of hoge risico's" in render(plan, "text")


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_format_shows_the_actions_and_what_they_resolve(diagnosis: Diagnosis, format_: str) -> None:
    shown = " ".join(render(diagnosis.plan, format_).replace("\\", "").split())
    first = next(advice for advice in diagnosis.plan.advice if advice.rank == diagnosis.plan.chosen[0])
    assert first.said[0] in shown


def test_taking_a_power_back_calls_up_no_other_question_of_law() -> None:
    """Mandate in its place would: in a bare arrangement it makes one participant the host."""
    region = load(
        {
            "partnership": {
                "key": "partnership:p",
                "name": "P",
                "date": "2026-11-23",
                "legal_form": "bare_arrangement",
                "powers": ["delegation"],
            }
        }
    )
    (advice,) = diagnose(region, language="en").advice
    assert advice.changes == ("set:partnership:p.powers=[]",)
    assert advice.resolves == advice.findings
    assert not advice.worsens
