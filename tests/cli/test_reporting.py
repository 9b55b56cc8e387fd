"""The report on the command line: the HTML to put on the table, and the page of one partner."""

from pathlib import Path

import pytest

from regiokompas.cli import main

ROOT = Path(__file__).parent.parent.parent
RIVIERLAND = str(ROOT / "examples" / "rivierland.yaml")
SMALL = str(ROOT / "rules" / "essay" / "cases" / "financing.yaml")

Capture = pytest.CaptureFixture[str]


def test_the_report_is_written_to_a_file_and_the_exit_code_stays(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "report.html"
    assert main(["check", SMALL, "--output-format", "html", "--output", str(target), "--depth", "quick"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "")
    assert target.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="nl">')
    assert main(["check", SMALL, "--output-format", "html", "--depth", "quick", "--fail-level", "never"]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")


def test_the_page_of_a_partner_in_80_columns(capsys: Capture) -> None:
    assert main(["check", RIVIERLAND, "--for", "partner:oeverhage", "--depth", "quick", "--language", "en"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("What this means for Oeverhage\n")
    assert "WHO DEPENDS ON US" in out
    assert "ACTIONS" not in out  # quick: no plan was worked out
    assert max(map(len, out.splitlines())) <= 80


def test_the_page_of_a_partner_has_the_actions_of_the_plan(capsys: Capture) -> None:
    pages = []
    for partner in ("partner:rietmeer", "partner:zandwijk"):
        main(["check", SMALL, "--for", partner])
        pages.append(capsys.readouterr().out)
    assert all("ACTIES WAARIN WIJ EEN DEEL HEBBEN" in page for page in pages)
    assert sum("In het plan is geen actie van ons." in page for page in pages) < 2


def test_a_partner_that_does_not_exist_ends_with_2(capsys: Capture) -> None:
    assert main(["check", RIVIERLAND, "--for", "partner:oeverhagen"]) == 2
    assert "bedoelt u partner:oeverhage" in capsys.readouterr().err
