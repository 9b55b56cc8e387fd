"""The command line as a person uses it: what it prints, where, and with which exit code."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from regiokompas.cli import main

ROOT = Path(__file__).parent.parent.parent
RIVIERLAND = str(ROOT / "examples" / "rivierland.yaml")
GEZOND = str(ROOT / "examples" / "gezond.yaml")
REGISTER = str(ROOT / "tests" / "data" / "register.xml")

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_a_region_in_trouble_gives_findings_and_exit_code_1(capsys: Capture) -> None:
    code, out, err = run(capsys, "check", RIVIERLAND)
    assert code == 1
    assert not err
    assert "KOMPAS" in out
    assert "WAT HET EERST TELT" in out


def test_text_in_a_pipe_fits_80_columns_and_has_no_escapes(capsys: Capture) -> None:
    for language in ("nl", "en"):
        _, out, _ = run(capsys, "check", RIVIERLAND, "--language", language)
        assert max(len(line) for line in out.splitlines()) <= 80
        assert "\x1b" not in out


def test_a_sound_region_gives_strengths_and_no_high_risk(capsys: Capture) -> None:
    code, out, _ = run(capsys, "check", GEZOND, "--fail-level", "high", "--output-format", "json")
    assert code == 0
    findings = json.loads(out)["findings"]
    assert sum(finding["kind"] == "strength" for finding in findings) >= 6
    assert not [f["rule"] for f in findings if f["kind"] == "risk" and f["severity"] in ("critical", "high")]


def test_the_fail_level_decides_the_exit_code_alone(capsys: Capture) -> None:
    codes = {
        level: run(capsys, "check", RIVIERLAND, "--fail-level", level)[0] for level in ("critical", "low", "never")
    }
    assert codes == {"critical": 1, "low": 1, "never": 0}


def test_where_too_little_is_known_a_check_can_be_made_to_fail(capsys: Capture) -> None:
    """A risk comes first: 3 is for silence that means nothing."""
    unknown = ("check", "--register", REGISTER, "9001", "--fail-level", "never")
    assert run(capsys, *unknown)[0] == 0
    code, out, err = run(capsys, *unknown, "--fail-under", "50", "--language", "en")
    assert code == 3
    assert "WHAT CANNOT BE JUDGED YET" in out
    assert "too little is known to say anything: content" in err
    assert "(asked for: 50%); begin with the questions" in err
    assert run(capsys, "check", RIVIERLAND, "--fail-under", "100")[0] == 1
    assert run(capsys, "check", RIVIERLAND, "--fail-under", "50", "--fail-level", "never")[0] == 0


def test_a_field_of_which_no_rule_is_shown_asks_for_nothing(capsys: Capture) -> None:
    shown = ("check", RIVIERLAND, "--select", "FIN12", "--fail-level", "never")
    assert run(capsys, *shown, "--fail-under", "1")[0] == 0


@pytest.mark.parametrize("given", ["101", "-1", "half", "0.5"])
def test_a_percentage_is_a_whole_number(capsys: Capture, given: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(["check", RIVIERLAND, f"--fail-under={given}"])
    assert end.value.code == 2
    assert f"{given} is no percentage" in capsys.readouterr().err


def test_json_has_the_published_names(capsys: Capture) -> None:
    _, out, _ = run(capsys, "check", RIVIERLAND, "--output-format", "json")
    finding = json.loads(out)["findings"][0]
    assert {"rule", "field", "kind", "severity", "rank", "subjects", "message", "reasons", "advice", "source"} <= set(
        finding
    )


def test_markdown_has_a_table_and_headings(capsys: Capture) -> None:
    _, out, _ = run(capsys, "check", RIVIERLAND, "--output-format", "markdown", "--language", "en")
    assert out.startswith("# ")
    assert "| Tension field | Level |" in out


def test_output_goes_to_a_file_when_asked(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    _, out, _ = run(capsys, "check", RIVIERLAND, "--output-format", "json", "--output", str(file))
    assert not out
    assert json.loads(file.read_text(encoding="utf-8"))["findings"]
    code, _, err = run(capsys, "check", RIVIERLAND, "--output", str(tmp_path / "no" / "such" / "folder"))
    assert code == 2
    assert "is niet te schrijven" in err


def test_select_and_ignore_choose_what_is_shown(capsys: Capture) -> None:
    _, out, _ = run(capsys, "check", RIVIERLAND, "--output-format", "json", "--select", "FIN,INT", "--ignore", "INT")
    assert {finding["field"] for finding in json.loads(out)["findings"]} == {"financing"}


def test_a_parameter_is_set_and_said(capsys: Capture) -> None:
    code, out, _ = run(capsys, "check", RIVIERLAND, "--parameter", "FIN01.min_amount=999000000", "--select", "FIN01")
    assert code == 0
    assert "FIN01.min_amount € 999.000.000* (€ 0, g)" in " ".join(out.split())


@pytest.mark.parametrize(("least", "found"), [("29999", True), ("50000", False)])
def test_a_fund_below_the_least_amount_makes_no_finding(
    capsys: pytest.CaptureFixture[str], least: str, found: bool
) -> None:
    _, out, _ = run(capsys, "check", RIVIERLAND, "--parameter", f"FIN02.min_amount={least}", "--select", "FIN02")
    assert ("staat achter in de rij" in " ".join(out.split())) is found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "no-such-file.yaml"), "this file does not exist"),
        (("check", "README.md"), ".md is no format that is read"),
        (("check", RIVIERLAND, "--parameter", "FIN01"), "write RULE.NAME=VALUE"),
        (("check", RIVIERLAND, "--pack", "esay"), "did you mean essay?"),
        (("explain", RIVIERLAND, "FIN1"), "did you mean FIN"),
        (("rule", "circular-weight"), "did you mean circular-wait?"),
        (("check", "--register", REGISTER, "Samenwerking Zonder Naam Zoals Deze"), "Samenwerking Zonder Naam"),
    ],
)
def test_unusable_input_is_one_clear_message_and_exit_code_2(
    capsys: Capture, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, *arguments, "--language", "en")
    assert code == 2
    assert not out
    assert message in err
    assert "Traceback" not in err


def test_all_mistakes_in_a_file_are_shown_with_their_lines(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "region.yaml"
    file.write_text(
        "partnership: {key: partnership:p, name: P}\npartners: [{key: partner:a, nme: A}]\n", encoding="utf-8"
    )
    code, _, err = run(capsys, "check", str(file), "--language", "en")
    assert code == 2
    assert "region.yaml:1:14: this partnership has no date" in err
    assert "nme is no attribute of a partner" in err
    assert "3 problems" in err


def test_standard_input_is_a_dash(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path(GEZOND).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    code, out, _ = run(capsys, "check", "-", "--fail-level", "never")
    assert code == 0
    assert "KOMPAS" in out


def test_explain_shows_every_test_with_what_was_found(capsys: Capture) -> None:
    code, out, _ = run(capsys, "explain", RIVIERLAND, "FIN01")
    assert code == 1
    assert "FIN01 circular-wait  GAAT OP" in out
    assert "+ aantal potjes:" in out
    code, out, _ = run(capsys, "explain", GEZOND, "FIN01", "--language", "en")
    assert code == 0
    assert out == "There is nothing this rule can speak about.\n"


def test_a_rule_is_shown_in_full_and_all_rules_in_a_list(capsys: Capture) -> None:
    code, out, _ = run(capsys, "rule", "FIN01")
    assert code == 0
    assert "Bevinding" in out
    assert "Waarom" in out
    code, out, _ = run(capsys, "rule", "--all", "--language", "en")
    assert code == 0
    assert "FINANCING" in out
    assert "circular-wait" in out


def test_an_arrangement_of_the_register_is_mostly_undecided_and_says_so(capsys: Capture) -> None:
    import xml.etree.ElementTree as ET

    title = ET.parse(REGISTER).getroot().findtext(".//titel")
    assert title
    code, out, _ = run(capsys, "check", "--register", REGISTER, title.strip(), "--fail-level", "never")
    assert code == 0
    assert "WAT NOG NIET TE BEOORDELEN IS" in out


@pytest.mark.register
def test_regio_rivierenland_is_found_in_the_real_register(capsys: Capture, register_path: Path) -> None:
    code, out, _ = run(capsys, "check", "--register", str(register_path), "Regio Rivierenland", "--fail-level", "never")
    assert code == 0
    assert "Regio Rivierenland" in out
    assert "8 partners · openbaar lichaam" in out
    code, _, err = run(capsys, "check", "--register", str(register_path), "Regio Rivierlant")
    assert code == 2
    assert "Regio Rivierenland" in err


def test_the_installed_command_is_the_same() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "regiokompas", "rule", "FIN01"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert result.stdout.startswith("FIN01 circular-wait")
