"""A full disk, a folder that may not be written to: said clearly, and nothing is left half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.io.replacing import replacing
from regiokompas.writing import WRITERS

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "src" / "regiokompas" / "tables" / "example.yaml"
FULL = Path("/dev/full")

full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")

CHECKS = (["text"], ["markdown"], ["json"], ["html", "--depth", "quick"], ["sarif"], ["xlsx"])
COMMANDS = {
    **{f"check {given[0]}": ["check", str(SMALL), "--output-format", *given, "--output", "OUT"] for given in CHECKS},
    **{f"convert {name}": ["convert", str(SMALL), "OUT", "--to", name] for name in WRITERS},
    "picture svg": ["picture", str(SMALL), "compass", "--output", "OUT.svg"],
    "picture png": ["picture", str(SMALL), "compass", "--output", "OUT.png"],
}


def given(command: str, out: Path) -> list[str]:
    return [word.replace("OUT", str(out)) for word in COMMANDS[command]]


@full
@pytest.mark.parametrize("command", [name for name in COMMANDS if "picture" not in name])
def test_a_full_disk_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given(command, FULL)) == 2
    assert "/dev/full is niet te schrijven: " in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert main(given(command, in_the_way / "out")) == 2
    assert "is niet te schrijven: het is geen map" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [in_the_way]


@pytest.mark.parametrize("format_", WRITERS)
def test_a_disk_that_fills_up_leaves_what_was_there(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    partnership = rk.load(SMALL)
    rk.save(partnership, out, format=format_)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}

    def fill_up(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fill_up)
    with pytest.raises(rk.RegiokompasError, match="No space left on device"):
        rk.save(partnership, out, format=format_)
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def test_an_interruption_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    out.write_text("before")

    def write() -> None:
        with replacing(out) as beside:
            beside.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("")
    real.chmod(0o640)
    link.symlink_to(real)
    rk.save(rk.load(SMALL), link)
    assert link.is_symlink()
    assert real.stat().st_size > 0
    assert real.stat().st_mode & 0o777 == 0o640


@full
@pytest.mark.parametrize("command", [["check", str(SMALL)], ["rule", "--all"]])
def test_a_full_disk_behind_standard_output_is_told(command: list[str]) -> None:
    with FULL.open("w") as stream:
        done = subprocess.run([sys.executable, "-m", "regiokompas", *command], stdout=stream, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode().strip() == "regiokompas: de uitvoer is niet te schrijven: de schijf is vol"


def test_where_nobody_reads_on_a_command_ends_as_if_by_sigpipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither 0 nor 1: with ``set -o pipefail`` these would say that something was judged."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["rule", "FIN01"]) == 141
        assert main(["rule", "FIN01"]) == 0  # what is still to be written goes nowhere, in silence
