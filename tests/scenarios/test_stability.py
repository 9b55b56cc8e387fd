"""Stability: what is called firm stays when anything is varied, and what turns over does so when one tries it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from regiokompas import load, render
from regiokompas.facts import build_facts, vocabulary
from regiokompas.kompas import Kompas
from regiokompas.results.diagnosis import Stability, Turn
from regiokompas.rules import load_pack
from regiokompas.scenarios.stability import moved_thresholds

EXAMPLES = Path(__file__).parents[2] / "examples"
RIVIERLAND = load(EXAMPLES / "rivierland.yaml")
RULES = load_pack("essay", vocabulary()).rules


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas(engine="clips")


@pytest.fixture(scope="module")
def firmness(kompas: Kompas) -> Stability:
    return kompas.diagnose(RIVIERLAND, language="en").stability


def fired(**parameters: float) -> set[str]:
    changed = Kompas(parameters={name.replace("__", "."): value for name, value in parameters.items()}, engine="clips")
    try:
        return {finding.fingerprint for finding in changed.diagnose(RIVIERLAND).findings}
    finally:
        changed.close()


def turned(turns: tuple[Turn, ...], by: str) -> Mapping[str, str]:
    return {turn.fingerprint: turn.outcome for turn in turns if turn.by == by}


@pytest.mark.parametrize(
    ("parameter", "value", "by"),
    [
        ("PLY02__level", 2.25, "PLY02.level from 2.5 to 2.25"),
        ("PLY02__level", 2.75, "PLY02.level from 2.5 to 2.75"),
        ("FIN02__longest_chain", 4, "FIN02.longest_chain from 3 to 4"),
        ("CON13__endorsed", 0.594, "CON13.endorsed from 66% to 59%"),
        ("DIR36__fields", 5, "DIR36.fields from 4 to 5"),
    ],
)
def test_a_threshold_that_turns_findings_over_does_so_when_it_is_set(
    firmness: Stability, parameter: str, value: float, by: str
) -> None:
    before, after = fired(), fired(**{parameter: value})
    said = turned(firmness.turns, by)
    assert {print_ for print_, outcome in said.items() if outcome == "appears"} == after - before
    assert {print_ for print_, outcome in said.items() if outcome != "appears"} == before - after


def test_a_threshold_that_is_passed_over_would_change_nothing() -> None:
    moved = {(t.rule.id, t.parameter.name, t.moved) for t in moved_thresholds(RULES, {}, build_facts(RIVIERLAND))}
    before = fired()
    for rule, parameter, value in (("FIN13", "frozen_share", 0.363), ("DIR02", "days", 401), ("SCA01", "many", 13)):
        assert (rule, parameter, value) not in moved
        assert fired(**{f"{rule}__{parameter}": value}) == before


def test_a_relation_that_is_left_out_turns_over_what_it_says(kompas: Kompas, firmness: Stability) -> None:
    (relation,) = [
        r for r in RIVIERLAND.relations or () if (r.from_, r.to) == ("partner:oeverhage", "partner:waalbeek")
    ]
    before = {finding.fingerprint for finding in kompas.diagnose(RIVIERLAND).findings}
    after = {finding.fingerprint for finding in kompas.diagnose(RIVIERLAND.without(relation)).findings}
    said = turned(firmness.turns, "without the relation from Oeverhage to Waalbeek")
    assert set(said) == before ^ after


def test_what_is_firm_is_never_turned_over(firmness: Stability) -> None:
    assert not set(firmness.firm) & {turn.fingerprint for turn in firmness.turns}
    lapsing = {turn.fingerprint for turn in firmness.turns if turn.outcome != "appears"}
    assert len(firmness.firm) + len(lapsing) == firmness.findings
    assert firmness.relations == len(RIVIERLAND.relations or ())


def test_progress_ends_where_it_should() -> None:
    seen: list[tuple[int, int]] = []
    Kompas(engine="clips").stability(load(EXAMPLES / "gezond.yaml"), progress=lambda *step: seen.append(step))
    done, total = zip(*seen, strict=True)
    assert list(done) == sorted(done)
    assert set(total) == {done[-1]}


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_format_names_what_turns_over_and_by_what(firmness: Stability, format_: str) -> None:
    shown = " ".join(render(firmness, format_).replace("\\", "").split())
    assert "CON13.endorsed from 66% to 59%" in shown
    assert f"{len(firmness.firm)} of the {firmness.findings} findings stand firm" in shown or format_ == "json"
