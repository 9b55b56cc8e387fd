"""The commands that go on from a diagnosis: what stands firm, what to do or decide, who moves first, what breaks."""

import json
from pathlib import Path

import pytest

from regiokompas.cli import main

ROOT = Path(__file__).parent.parent.parent
RIVIERLAND = str(ROOT / "examples" / "rivierland.yaml")
GEZOND = str(ROOT / "examples" / "gezond.yaml")
SMALL = str(ROOT / "rules" / "essay" / "cases" / "financing.yaml")

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("command", "file", "head"),
    [
        ("agenda", RIVIERLAND, "Agenda voor het bestuurlijk overleg: Jeugdregio Rivierland"),
        ("funding", RIVIERLAND, "Wie betaalt het eerst: Jeugdregio Rivierland"),
        ("stability", SMALL, "Hoe vast het staat: Broekland"),
        ("plan", SMALL, "Plan: Broekland"),
        ("stress", SMALL, "Stresstest: Broekland"),
    ],
)
def test_each_is_readable_in_80_columns_and_ends_well(capsys: Capture, command: str, file: str, head: str) -> None:
    assert main([command, file]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(head)
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert not err


@pytest.mark.parametrize("command", ["agenda", "funding", "stability", "plan", "stress"])
def test_each_speaks_english_markdown_and_json(capsys: Capture, tmp_path: Path, command: str) -> None:
    assert main([command, SMALL, "--language", "en", "--output-format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# ")
    target = tmp_path / "result.json"
    assert main([command, SMALL, "--language", "en", "--output-format", "json", "--output", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["name"] == "Broekland"


def test_the_plan_frees_the_circle_by_one_signature(capsys: Capture) -> None:
    assert main(["plan", SMALL, "--output-format", "json", "--language", "en"]) == 0
    plan = json.loads(capsys.readouterr().out)
    resolved = {print_.rpartition("-")[0] for print_ in plan["resolved"]}
    assert {"circular-wait", "money-stands-still", "circle-without-a-puller"} <= resolved


def test_a_sound_region_has_an_empty_agenda(capsys: Capture) -> None:
    assert main(["agenda", GEZOND]) == 0
    assert "Er is niets dat om een besluit van deze vergadering vraagt." in " ".join(capsys.readouterr().out.split())


def test_an_arrangement_of_the_register_can_be_stressed(capsys: Capture) -> None:
    register = str(ROOT / "tests" / "data" / "register.xml")
    assert main(["stress", "--register", register, "9001"]) == 0
    assert "niet te zeggen" in " ".join(capsys.readouterr().out.split())
