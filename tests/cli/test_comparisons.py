"""whatif and compare on the command line."""

import json
from pathlib import Path

import pytest

from regiokompas.cli import main

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RIVIERLAND, GEZOND = str(EXAMPLES / "rivierland.yaml"), str(EXAMPLES / "gezond.yaml")

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_whatif_says_what_falls_apart_and_what_is_new(capsys: Capture) -> None:
    code, out, _ = run(capsys, "whatif", RIVIERLAND, "--without", "person:programmamanager")
    assert code == 1
    assert "Wat als: Programmamanager jeugdregio vertrekt" in out
    assert "Zonder trekker: Gezamenlijke inkoop" in out
    assert "NIEUWE RISICO'S" in out
    assert "Marit" not in out


def test_changes_happen_in_the_order_in_which_they_are_given(capsys: Capture) -> None:
    changes = ("--change", "set:person:adviseur-lingeoord.hours=8", "--without", "person:adviseur-lingeoord")
    _, out, _ = run(capsys, "whatif", RIVIERLAND, *changes, "--output-format", "json")
    assert json.loads(out)["changes"] == [
        "set:person:adviseur-lingeoord.hours=8",
        "leaves:person:adviseur-lingeoord",
    ]
    code, _, err = run(capsys, "whatif", RIVIERLAND, *changes[2:], *changes[:2])
    assert code == 2
    assert "person:adviseur-lingeoord bestaat niet" in err


def test_a_good_step_gives_exit_code_0(capsys: Capture) -> None:
    code, out, _ = run(
        capsys, "whatif", RIVIERLAND, "--change", "set:person:programmamanager.handover=true", "--language", "en"
    )
    assert code == 0
    assert "RISKS THAT GO" in out


def test_compare_shows_nothing_where_nothing_differs(capsys: Capture) -> None:
    code, out, _ = run(capsys, "compare", RIVIERLAND, RIVIERLAND)
    assert code == 0
    assert "In de bevindingen verandert niets." in out


def test_compare_writes_to_a_file_and_minds_the_fail_level(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    arguments = ("compare", GEZOND, RIVIERLAND, "--output-format", "markdown", "--output", str(file))
    code, out, _ = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert file.read_text(encoding="utf-8").startswith("# Samenwerking Groene Delta en Jeugdregio Rivierland")
    assert run(capsys, *arguments, "--fail-level", "never")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("whatif", RIVIERLAND), "nothing happens; say what"),
        (("whatif", RIVIERLAND, "--without", "person:programmanager"), "did you mean person:programmamanager?"),
        (("whatif", RIVIERLAND, "--change", "comit:fund:x"), "there is no change comit"),
        (("compare", RIVIERLAND, "no-such-file.yaml"), "this file does not exist"),
    ],
)
def test_unusable_input_is_one_clear_message_and_exit_code_2(
    capsys: Capture, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, *arguments, "--language", "en")
    assert (code, out) == (2, "")
    assert message in err
