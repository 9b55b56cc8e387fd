"""The batch command: from files or the register to records and an overview, killed and resumed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch_work import region
from regiokompas.batch.inputs import Input
from regiokompas.batch.recording import Recording
from regiokompas.cli import main

ROOT = Path(__file__).parent.parent.parent
REGISTER = str(ROOT / "tests" / "data" / "register.xml")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "regions"
    found.mkdir()
    for number in range(4):
        (found / f"{number}.json").write_text(json.dumps(region(number)), encoding="utf-8")
    return found


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_becomes_records_on_the_screen_or_in_a_file(folder: Path, capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "all.ndjson"
    assert main(["batch", str(folder), "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    assert main(["batch", str(folder), "--output", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    assert printed == out.read_text(encoding="utf-8")
    assert [record["source"] for record in records(out)] == [str(folder / f"{n}.json") for n in range(4)]


def test_a_bad_file_is_a_record_and_exit_code_1(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "2.json").write_text("{", encoding="utf-8")
    out, summary = tmp_path / "all.ndjson", tmp_path / "o.txt"
    assert main(["batch", str(folder), "--output", str(out), "--summary", str(summary)]) == 1
    assert ["error" in record for record in records(out)] == [False, False, True, False]
    text = summary.read_text(encoding="utf-8")
    assert "1 daarvan konden niet worden beoordeeld" in " ".join(text.split()) or "1 daarvan kon" in text
    assert "2.json:1:2" in "".join(text.split())  # a long path may be broken over lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to diagnose"),
        (["x.json", "--register", REGISTER], "not both"),
        (["x.json", "--in-force"], "go with --register"),
        (["x.json", "--on", "2026-01-01"], "go with --register"),
        (["x.json", "--resume"], "goes with --output"),
        (["x.json", "--summary", "o.pdf"], "o.pdf; choose .html"),
        (["x.json"], "does not exist"),
        (["--register", REGISTER, "--output", "all.csv"], ".csv; choose .ndjson"),
        (["--register", "none.xml"], "does not exist"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(["batch", *arguments, "--language", "en"]) == 2
    assert said in capsys.readouterr().err


def test_a_mistake_in_the_paths_costs_nothing_of_an_earlier_run(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "all.ndjson"
    out.write_text("precious")
    assert main(["batch", str(folder), str(folder), "--output", str(out), "--language", "en"]) == 2
    assert "named twice" in capsys.readouterr().err
    assert out.read_text() == "precious"


@pytest.mark.parametrize("suffix", ["html", "md", "json", "txt"])
def test_the_register_has_an_overview_in_every_format(tmp_path: Path, suffix: str, capsys: Capture) -> None:
    summary = tmp_path / f"o.{suffix}"
    arguments = ["--register", REGISTER, "--on", "2026-11-23", "--language", "en"]
    assert main(["batch", *arguments, "--summary", str(summary)]) == 0
    text = summary.read_text(encoding="utf-8")
    assert ("partnerships" in text) if suffix == "json" else ("Overview of" in text)
    assert capsys.readouterr().out == ""
    assert main(["batch", *arguments, "--summary", "-"]) == 0
    assert capsys.readouterr().out.startswith("Overview of")


def test_processes_write_the_same_bytes(tmp_path: Path) -> None:
    many = tmp_path / "many.ndjson"
    many.write_text("".join(json.dumps(region(n)) + "\n" for n in range(20)), encoding="utf-8")
    one, two = tmp_path / "one.ndjson", tmp_path / "two.ndjson"
    assert main(["batch", str(many), "--output", str(one), "--jobs", "1"]) == 0
    assert main(["batch", str(many), "--output", str(two), "--jobs", "2"]) == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_resumed_register_keeps_the_day_of_its_picture(tmp_path: Path) -> None:
    out = tmp_path / "all.ndjson"
    assert main(["batch", "--register", REGISTER, "--on", "2024-01-01", "--output", str(out), "--jobs", "1"]) == 0
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    assert main(["batch", "--register", REGISTER, "--output", str(out), "--resume", "--jobs", "1"]) == 0
    assert out.read_bytes() == whole


def test_a_killed_run_ends_with_the_same_bytes_and_leaves_no_workers(tmp_path: Path) -> None:
    many, whole, killed = (tmp_path / name for name in ("many.ndjson", "whole.ndjson", "killed.ndjson"))
    many.write_text("".join(json.dumps(region(n)) + "\n" for n in range(150)), encoding="utf-8")
    assert main(["batch", str(many), "--output", str(whole), "--jobs", "1"]) == 0
    command = [sys.executable, "-m", "regiokompas", "batch", str(many), "--output", str(killed), "--jobs", "2"]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 120
    try:
        while not killed.exists() or killed.stat().st_size < 50_000:
            assert time.monotonic() < deadline, "nothing is written"
            time.sleep(0.01)
        children = _children(process.pid)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
    assert killed.stat().st_size < whole.stat().st_size
    while any(map(_lives, children)):
        assert time.monotonic() < deadline, "workers outlive their parent"
        time.sleep(0.05)
    assert main(["batch", str(many), "--output", str(killed), "--jobs", "1", "--resume"]) == 0
    assert killed.read_bytes() == whole.read_bytes()


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text().split()] if tasks.exists() else []


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_what_could_not_be_judged_is_told_on_standard_error(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "2.json").write_text("{", encoding="utf-8")
    arguments = ["batch", str(folder), "--output", str(tmp_path / "all.ndjson")]
    assert main([*arguments, "--language", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"regiokompas: 1 of 4 inputs could not be judged; the first: {folder / '2.json'}:1:2: ")
    assert main(arguments) == 1
    assert "niet te beoordelen: 1 van de 4" in capsys.readouterr().err


def test_an_empty_file_of_many_is_told_too(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "many.ndjson").touch()
    assert main(["batch", str(tmp_path / "many.ndjson"), "--language", "en"]) == 0
    assert capsys.readouterr() == ("", "regiokompas: the inputs hold no partnership\n")


def test_a_run_is_not_resumed_with_rules_that_have_changed(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    pack = tmp_path / "pack"
    assert main(["rules", "new", "scale", "size", "--pack", str(pack)]) == 0
    (rule,) = pack.rglob("size.yaml")
    out = tmp_path / "all.ndjson"
    arguments = ["batch", str(folder), "--pack", str(pack), "--output", str(out), "--language", "en"]
    assert main(arguments) == 0
    rule.write_text(rule.read_text(encoding="utf-8").replace("severity: medium", "severity: high"), encoding="utf-8")
    assert main([*arguments, "--resume"]) == 2
    assert "begun with other rules" in capsys.readouterr().err


def test_records_on_the_screen_are_utf_8_whatever_it_speaks(folder: Path) -> None:
    command = [sys.executable, "-m", "regiokompas", "batch", str(folder), "--jobs", "1"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    printed = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert len([json.loads(line) for line in printed.splitlines()]) == 4
    assert "–" in printed.decode()


def test_breaking_off_says_how_to_go_on_and_shows_no_traceback(
    folder: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, whole = tmp_path / "all.ndjson", tmp_path / "whole.ndjson"
    arguments = ["batch", str(folder), "--language", "en", "--output"]
    assert main([*arguments, str(whole)]) == 0
    judged = Recording.__call__

    def break_off(recording: Recording, given: Input) -> bytes:
        if given.source.endswith("2.json"):
            raise KeyboardInterrupt
        return judged(recording, given)

    with monkeypatch.context() as patch:
        patch.setattr(Recording, "__call__", break_off)
        assert main([*arguments, str(out)]) == 130
    said = capsys.readouterr().err
    assert said == f"regiokompas: what was done is kept in {out}; go on with --resume\nregiokompas: broken off\n"
    assert len(records(out)) == 2
    assert main([*arguments, str(out), "--resume"]) == 0
    assert out.read_bytes() == whole.read_bytes()
