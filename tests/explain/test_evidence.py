"""Evidence: the cells that a measured value rests on are those that its measure read, and say what is told of them."""

import dataclasses
import io
import typing
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.explain import Evidence, Readings, Reason, Wording
from regiokompas.explain.evidence import SINGLY
from regiokompas.facts import Fact, build_facts, vocabulary
from regiokompas.measures import registered
from regiokompas.model import ENTITIES, Entity, Money, Partnership
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.rules import compile_rules, load_packs
from regiokompas.tables.workbook import write_workbook

RIVIERLAND = Path(__file__).parents[2] / "examples" / "rivierland.yaml"
KINDS = vocabulary().kinds


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "region.xlsx"
    write_workbook(rk.load(RIVIERLAND), path)
    return path


@pytest.fixture(scope="module")
def diagnosis(workbook: Path) -> Diagnosis:
    return rk.diagnose(rk.load(workbook))


@pytest.fixture(scope="module")
def cells(workbook: Path) -> dict[str, Any]:
    """What stands in the workbook, by sheet and cell, read by a library that did not write it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.read_bytes()))
    return {f"{sheet.title}!{cell.coordinate}": cell.value for sheet in book for row in sheet for cell in row}


def column(cells: dict[str, Any], sheet: str, *heads: str) -> set[str]:
    """Return the cells under these headings that say something."""
    letters = {
        place.partition("!")[2].rstrip("0123456789")
        for place, said in cells.items()
        if place.startswith(f"{sheet}!") and str(said).casefold() in heads
    }
    assert len(letters) == len(heads)
    first = min(
        row(place) for place, said in cells.items() if place.startswith(f"{sheet}!") and str(said).casefold() in heads
    )
    return {
        place
        for place, said in cells.items()
        if said is not None
        and place.startswith(f"{sheet}!")
        and place.partition("!")[2].rstrip("0123456789") in letters
        and row(place) > first
    }


def row(place: str) -> int:
    return int(place.partition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def reason(d: Diagnosis, rule: str, number: int = 0) -> Reason:
    return next(finding for finding in d.findings if finding.id == rule).reasons[number]


def places(evidence: typing.Iterable[Evidence]) -> set[str]:
    return {f"{e.source.sheet}!{e.source.cell}" for e in evidence if e.source is not None}


def test_money_that_stands_still_rests_on_the_terms_of_every_fund(diagnosis: Diagnosis, cells: dict[str, Any]) -> None:
    found = reason(diagnosis, "FIN13")
    (frozen,) = found.tests
    terms = column(cells, "Potjes", "opgave", "bedrag", "stand", "wacht op")
    assert places(frozen.rests_on) == terms
    assert found.evidence == frozen.rests_on
    rows = [row(f"{e.source.sheet}!{e.source.cell}") for e in frozen.rests_on if e.source]
    assert rows == sorted(rows), "in the order in which one reads"


def test_one_large_funder_rests_on_who_pays_how_much(diagnosis: Diagnosis, cells: dict[str, Any]) -> None:
    origin, whole = reason(diagnosis, "FIN11"), reason(diagnosis, "FIN11", 1)
    assert places(origin.tests[0].rests_on) == column(cells, "Potjes", "eigenaar", "bedrag", "stand")
    assert places(whole.tests[0].rests_on) == column(cells, "Potjes", "stand")


def test_a_count_cites_what_it_counted_where_it_was_asked(diagnosis: Diagnosis) -> None:
    finding = next(f for f in diagnosis.findings if f.id == "INT18")
    (counted,) = (r for r in finding.reasons if r.kind == "plan" and r.fact is None)
    plans = [plan for plan in diagnosis.of.plans or () if plan.theme == finding.subjects[0] and plan.adapted]
    assert len(plans) >= 2
    told = {(e.attribute, str(e.source)) for e in counted.rests_on}
    for name in ("theme", "adapted"):
        wanted = {(f"plan.{name}", str(diagnosis.of.source(plan.key, name))) for plan in plans}
        assert wanted == {(attribute, place) for attribute, place in told if attribute == f"plan.{name}"}


def test_an_absence_cites_what_stands_in_its_way_and_nothing_where_it_holds(diagnosis: Diagnosis) -> None:
    p = diagnosis.of
    pairs = [fact for fact in build_facts(p).facts if fact.kind == "interest_pair"]
    absences = {e.subject: r for e in diagnosis.explain("INT11") for r in e.reasons if r.text.startswith("geen ")}
    assert {r.holds for r in absences.values()} == {True, False}
    for theme in p.themes or ():
        absence = absences[theme.name.nl]
        meeting = [pair for pair in pairs if pair.get("theme") == theme.key and pair.get("bond") == "complementary"]
        assert absence.holds == (not meeting)
        assert bool(absence.rests_on) == bool(meeting)
        interests = {key for pair in meeting for key in pair.values["pair"]}  # type: ignore[union-attr]
        wanted = {str(p.source(key, "meets")) for key in interests if p.entity(key).meets is not None}  # type: ignore[attr-defined]
        assert {str(e.source) for e in absence.rests_on if e.attribute == "interest.meets"} == wanted


def test_every_cell_exists_and_says_what_is_told(diagnosis: Diagnosis, cells: dict[str, Any]) -> None:
    told = {e for f in diagnosis.findings for r in f.reasons for e in r.evidence}
    assert len(told) > 500
    for evidence in told:
        assert evidence.source is not None
        said = cells[f"{evidence.source.sheet}!{evidence.source.cell}"]
        assert said is not None
        match evidence.value:
            case bool():
                assert said in (("ja", True) if evidence.value else ("nee", False))
            case int() | float():
                assert float(str(said).rstrip("%")) in (evidence.value, 100 * evidence.value)
            case str() if isinstance(said, str) and evidence.found and evidence.count == 1:
                assert evidence.found.casefold() == said.casefold() or evidence.value in (said, "none"), evidence


# -- the law -----------------------------------------------------------------------------------------------------------


@cache
def region() -> Partnership:
    return rk.load(RIVIERLAND)


@cache
def cells_of_region() -> list[tuple[Entity, str]]:
    """Return every attribute of every entity that says something."""
    return [
        (entity, name)
        for entity in region().entities()
        for name in type(entity).model_fields
        if name not in ("key", "note") and getattr(entity, name) is not None
    ]


@cache
def before() -> dict[str, Fact]:
    return rows(region())


def rows(partnership: Partnership) -> dict[str, Fact]:
    """Return the rows of all measures by key."""
    return {fact.key: fact for fact in build_facts(partnership).facts if fact.key not in partnership.by_key}


def others(entity: Entity, name: str) -> Iterator[Any]:
    """Yield values that an attribute could have instead: made up, and those of others of its kind."""
    value = getattr(entity, name)
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, date):
        yield value + timedelta(days=40)
    elif isinstance(value, int | float):
        yield value + 1 if value < 5 else value - 1
    elif isinstance(value, Money):
        yield value.model_copy(update={"amount": 2 * value.amount + 1000})
    elif isinstance(value, tuple) and value:
        yield value[1:]
    yield from (w for other in region().of_kind(entity.KIND) if (w := getattr(other, name)) not in (None, value))


def with_other(entity: Entity, name: str, value: Any) -> Partnership:
    """Return the region with another value in one cell."""
    data = {field: getattr(entity, field) for field in type(entity).model_fields}
    changed = type(entity).model_validate({**data, name: value})
    p = region()
    section = [changed if other is entity else other for other in (p.of_kind(entity.KIND))]
    field = "about" if entity.KIND == "partnership" else entity.SECTION
    copy = p.model_copy(update={field: changed if field == "about" else tuple(section)})
    copy.__dict__.pop("by_key", None)
    return copy


def cites(partnership: Partnership, fact: Fact, column: str, entity: Entity, name: str) -> bool:
    written = type(entity).model_fields[name].alias or name
    place = partnership.source(entity.key, written)
    evidence = Readings(Wording(partnership, vocabulary(), "en")).of(fact, column)
    told = [e for e in evidence if e.attribute == f"{entity.KIND}.{written}"]
    return any(e.count > SINGLY or e.source == place for e in told)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_measured_value_changes_only_with_cells_that_it_cites(data: st.DataObject) -> None:
    """Before the change or after it: a reference that begins to point at the subject is read from then on."""
    entity, name = data.draw(st.sampled_from(cells_of_region()))
    alternatives = list(others(entity, name))
    assume(alternatives)
    try:
        changed = with_other(entity, name, data.draw(st.sampled_from(alternatives)))
        after = rows(changed)
    except ValueError:
        assume(False)
    for key in before().keys() & after.keys():
        was, now = before()[key], after[key]
        for column in KINDS[was.kind].attributes:
            if was.get(column) != now.get(column):
                assert cites(region(), was, column, entity, name) or cites(changed, now, column, entity, name), (
                    f"{was.kind}.{column} of {key} reads {entity.KIND}.{name} and does not say so"
                )


# -- declarations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", registered().values(), ids=lambda measure: str(measure.name))
def test_a_measure_declares_what_exists(measure: Any) -> None:
    written = {f"{e.KIND}.{info.alias or name}" for e in ENTITIES.values() for name, info in e.model_fields.items()}
    for field in dataclasses.fields(measure.row):
        of, reads = field.metadata["of"], field.metadata["reads"]
        assert {source.replace("*", "") for source in (*of, *reads) if "." in source} - {
            source for source in of if source.startswith(".")
        } <= written
        assert not [source for source in reads if "." not in source]
        assert set(field.metadata["reads_all"]) <= written | set(ENTITIES)


def test_every_measured_value_that_a_rule_asks_for_says_what_it_is_made_from() -> None:
    rules = [rule for pack in load_packs(["essay"], vocabulary()) for rule in pack.rules]
    program = compile_rules(rules, vocabulary())
    asked = {
        (leaf.kind, test.attribute)
        for compiled in program.rules.values()
        for branch in compiled.branches
        for leaf in branch.leaves
        for test in leaf.tests
        if leaf.kind in registered()
    }
    assert len(asked) > 100
    silent = {
        (kind, name)
        for kind, name in asked
        for a in [KINDS[kind].attributes[name]]
        if not (a.of or a.of_all or a.reads or a.reads_all)
    }
    assert all(name == KINDS[kind].subject for kind, name in silent), silent


def test_what_was_read_of_very_many_for_one_among_them_is_told_as_one() -> None:
    count = SINGLY + 1
    partners = [{"key": f"partner:p{n}", "name": f"P{n}", "votes": n + 1} for n in range(count)]
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}

    def evidence(number: int) -> tuple[Evidence, ...]:
        p = rk.load({"partnership": about, "partners": partners[:number]})
        row = next(fact for fact in build_facts(p).facts if fact.key == "partner_weight:partner:p1")
        return Readings(Wording(p, vocabulary(), "en")).of(row, "votes_share")

    few, many = evidence(SINGLY), evidence(count)
    assert [e.count for e in few] == [1] * SINGLY
    assert [(e.what, e.found, e.value, e.count) for e in many] == [
        ("P1 · votes", "2", 2, 1),
        ("partner · votes", f"all {count}", None, count),
    ]
