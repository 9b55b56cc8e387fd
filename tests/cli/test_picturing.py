"""The command that draws a picture into a file."""

import importlib.util
from pathlib import Path

import pytest

from regiokompas.cli import main
from regiokompas.cli.picturing import _PICTURES
from regiokompas.report.pictures import PICTURES

SMALL = str(Path(__file__).parent.parent.parent / "rules" / "essay" / "cases" / "financing.yaml")

Capture = pytest.CaptureFixture[str]


def test_every_picture_can_be_asked_for() -> None:
    assert _PICTURES == PICTURES


@pytest.mark.parametrize("kind", PICTURES)
def test_svg_goes_to_standard_output_or_to_a_file(capsys: Capture, tmp_path: Path, kind: str) -> None:
    assert main(["picture", SMALL, kind, "--language", "en"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("<svg ")
    assert not err
    target = tmp_path / "picture.SVG"
    assert main(["picture", SMALL, kind, "--language", "en", "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == out
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(importlib.util.find_spec("resvg_py") is None, reason="needs the extra report")
def test_png_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "compass.png"
    assert main(["picture", SMALL, "compass", "--output", str(target), "--width", "400"]) == 0
    data = target.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 400


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "compass.pdf"], "compass.pdf is no picture file; let its name end in .svg or .png"),
        (["--output", "compass"], "compass is no picture file; let its name end in .svg or .png"),
        (["--width", "400"], "--width goes with a PNG; an SVG has no fixed size"),
        (["--output", "no/such/folder/compass.svg"], "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_said(capsys: Capture, options: list[str], message: str) -> None:
    assert main(["picture", SMALL, "compass", *options, "--language", "en"]) == 2
    assert message in capsys.readouterr().err
