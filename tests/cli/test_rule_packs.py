"""The commands for who writes rules, from an empty folder to a rule that fires."""

import json
from pathlib import Path

import pytest

from regiokompas.cli import main

ROOT = Path(__file__).parent.parent.parent
Capture = pytest.CaptureFixture[str]

REGION = """\
partnership: {key: partnership:p, name: Proefregio, date: 2026-11-23}
decisions:
  - {key: decision:d, subject: Begroting, concerns: partnership:p, date: 2026-12-23, status: planned, prepared: false}
"""


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_nothing_to_a_rule_that_fires(capsys: Capture, folder: Path) -> None:
    code, out, err = run(capsys, "rules", "new", "direction", "decision-in-a-hurry", "--pack", "mine")
    assert (code, err) == (0, "")
    assert "wrote mine/pack.yaml" in out.replace("\\", "/")
    code, out, _ = run(capsys, "rules", "test", "mine")
    assert (code, out) == (0, "6 passed, in 1 rule\n")
    code, out, _ = run(capsys, "rules", "lint", "mine")
    assert code == 1
    assert {line.split(": ")[1] for line in out.splitlines() if ": warning" in line} == {"warning todo"}
    (folder / "mine" / "cases").mkdir()
    (folder / "mine" / "cases" / "region.yaml").write_text(REGION)
    for path in (folder / "mine").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("TODO: ", ""), encoding="utf-8")
    code, out, _ = run(capsys, "rules", "lint", "mine", "--notes")
    assert (code, out) == (0, "nothing wrong in 1 rule of mine\n")
    code, out, _ = run(capsys, "check", "mine/cases/region.yaml", "--pack", "mine", "--language", "en")
    assert code == 1
    assert "decision on Begroting falls in 30 days and has not been prepared." in " ".join(out.split())


def test_new_counts_on_in_the_pack_that_one_stands_in(
    capsys: Capture, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "rules", "new", "scale", "first", "--pack", "mine", "--id", "ZZZ07")
    assert "prefixes: [ZZZ]" in (folder / "mine" / "pack.yaml").read_text()
    monkeypatch.chdir(folder / "mine")
    code, out, _ = run(capsys, "rules", "new", "scale", "second")
    assert code == 0
    assert "id: ZZZ08" in (folder / "mine" / "scale" / "second.yaml").read_text()
    assert out.count("wrote") == 1
    assert run(capsys, "rules", "test")[:2] == (0, "12 passed, in 2 rules\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "direction", "some-rule"), "this folder is no pack; name one with --pack FOLDER"),
        (("new", "directon", "some-rule", "--pack", "mine"), "did you mean direction?"),
        (("new", "direction", "Some Rule", "--pack", "mine"), "Some Rule is no name of a rule"),
        (("new", "direction", "some-rule", "--pack", "mine", "--id", "mine1"), "mine1 is no id of a rule"),
        (("lint", "esay"), "did you mean essay?"),
        (("test", "essay", "-k", "no such words"), "no test has no such words"),
        (("lint", "essay", "--on", "nowhere.yaml"), "this file does not exist"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_unusable_input_is_one_clear_message_and_exit_code_2(
    capsys: Capture, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, "rules", *arguments)
    assert code == 2
    assert not out
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("scale", "first"), "MIN01 first is there already, in mine/direction/first.yaml"),
        (("scale", "second", "--id", "MIN01"), "MIN01 first is there already"),
        (("scale", "second", "--id", "FIN01"), "FIN01 has no prefix of the pack mine; write one of MIN and a number"),
    ],
)
def test_a_rule_without_a_place_in_the_pack_is_not_written(
    capsys: Capture, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    run(capsys, "rules", "new", "direction", "first", "--pack", "mine")
    code, _, err = run(capsys, "rules", "new", *arguments, "--pack", "mine")
    assert code == 2
    assert message in err
    assert not (folder / "mine" / "scale").exists()


def test_a_mistake_writes_nothing(capsys: Capture, folder: Path) -> None:
    run(capsys, "rules", "new", "directon", "some-rule", "--pack", "mine")
    assert not list(folder.iterdir())
    run(capsys, "rules", "new", "direction", "some-rule", "--pack", "mine")
    before = (folder / "mine" / "direction" / "some-rule.yaml").read_text()
    code, _, err = run(capsys, "rules", "new", "direction", "some-rule", "--pack", "mine")
    assert code == 2
    assert "MIN01 some-rule is there already" in err
    assert (folder / "mine" / "direction" / "some-rule.yaml").read_text() == before


def test_a_failing_test_shows_the_condition_and_gives_exit_code_1(capsys: Capture, folder: Path) -> None:
    run(capsys, "rules", "new", "direction", "some-rule", "--pack", "mine")
    file = folder / "mine" / "direction" / "some-rule.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("days_until_date: 30, prepared: false", "days_until_date: 91, prepared: false"))
    code, out, _ = run(capsys, "rules", "test", "mine", "-k", "soon")
    assert code == 1
    assert "  expected fires\n  got      silent because of days_until_date, decision\n" in out
    assert "      - days_until_date lte 90: found 91\n" in out
    assert out.endswith("\n0 passed, 1 failed, in 1 rule\n")


def test_a_pack_that_cannot_be_loaded_gives_exit_code_2_with_all_places(capsys: Capture, folder: Path) -> None:
    run(capsys, "rules", "new", "direction", "some-rule", "--pack", "mine")
    file = folder / "mine" / "direction" / "some-rule.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("prepared: false\n", "preparred: false\n", 1))
    code, out, _ = run(capsys, "rules", "lint", "mine")
    assert code == 2
    assert "some-rule.yaml:25:" in out
    assert "error invalid: preparred is no attribute of decision" in out
    assert "did you mean prepared?" in out
    code, _, err = run(capsys, "rules", "test", "mine")
    assert code == 2
    assert "preparred is no attribute of decision" in err


def test_lint_speaks_json_and_sarif(capsys: Capture, folder: Path) -> None:
    run(capsys, "rules", "new", "direction", "some-rule", "--pack", "mine")
    code, out, _ = run(capsys, "rules", "lint", "mine", "--output-format", "json")
    assert code == 1
    assert {lint["code"] for lint in json.loads(out)["lints"]} == {"todo", "remedy-untried"}
    _, out, _ = run(capsys, "rules", "lint", "mine", "--output-format", "sarif")
    assert json.loads(out)["version"] == "2.1.0"


def test_docs_writes_a_page_per_rule_in_both_languages(capsys: Capture, folder: Path) -> None:
    code, _out, _ = run(capsys, "rules", "docs", "essay", "--output", "pages")
    assert code == 0
    rules = len(list((ROOT / "rules" / "essay").glob("*/*.yaml")))
    assert len(list((folder / "pages" / "nl" / "essay").glob("*.md"))) > rules * 0.9
    assert (folder / "pages" / "en" / "index.md").is_file()
    run(capsys, "rules", "docs", "essay", "--output", "one", "--language", "en")
    assert (folder / "one" / "essay" / "FIN01.md").read_text(encoding="utf-8").startswith("# FIN01 circular-wait")
