"""Files that are not what their name says, or no files at all: one clear error for each, and nothing waits or is lost."""

import json
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.batch.sources import from_paths
from regiokompas.cli import main
from regiokompas.io.register import read_register

ROOT = Path(__file__).parents[2]
ZERO = Path("/dev/zero")
REGION = "partnership: {key: 'partnership:demo', name: Demo, date: 2026-11-23}\n"


def refused(path: Path) -> rk.Problem:
    with pytest.raises(rk.InputError) as caught:
        rk.load(path)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx", "graphml", "ndjson", "parquet", "xml", "toml"])
def test_a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"region.{suffix}"
    os.mkfifo(path)
    if suffix in ("ndjson", "parquet"):
        assert main(["batch", str(path), "--output", str(tmp_path / "out.ndjson")]) == 1
        assert "this is a pipe and no file" in (tmp_path / "out.ndjson").read_text(encoding="utf-8")
        return
    with pytest.raises(rk.RegiokompasError, match="this is a pipe and no file"):
        {"xml": lambda: list(read_register(path)), "toml": lambda: rk.Configuration.load(path)}.get(
            suffix, lambda: rk.load(path)
        )()


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(REGION, encoding="utf-16")
    assert refused(path).hint == "save it as UTF-8; it looks like UTF-16, which some programs call Unicode"
    path.write_bytes(REGION.replace("Demo", "Coöperatie").encode("latin-1"))
    assert refused(path).hint == "save it as UTF-8"
    path.write_text(REGION, encoding="utf-8-sig")
    assert rk.load(path).name == "Demo"


def test_a_tab_in_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "region.yaml"
    path.write_text("partnership:\n\tkey: partnership:demo\n")
    assert refused(path).hint == "indent with spaces: YAML takes no tabs there"


def test_another_spreadsheet_under_the_name_of_a_workbook_gets_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "region.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert refused(path).hint == "save it as an Excel workbook (.xlsx)"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096))  # .xls, and .xlsx with a password
    assert refused(path).hint == "save it as an Excel workbook (.xlsx), without a password"


def test_texts_that_aliases_make_larger_than_a_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "region.yaml"
    path.write_text("a: &a " + "x" * 10_000 + "\nb: [" + ", ".join(["*a"] * 200) + "]\n")
    with pytest.raises(rk.InputError, match="more than 1,000,000 characters, aliases written out"):
        rk.load(path, limits=rk.Limits(file_bytes=1_000_000))


def test_a_report_never_replaces_what_it_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(REGION)
    (tmp_path / "link.yaml").symlink_to(path)
    for command in (["check", str(path)], ["compare", str(path), str(path)], ["plan", str(path)]):
        for output in (path, tmp_path / "link.yaml"):
            assert main([*command, "--output", str(output)]) == 2
            assert "het verslag zou het vervangen; noem een ander bestand met --output" in capsys.readouterr().err
    assert path.read_text() == REGION


def test_without_standard_streams_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-"]) == 2
    assert "er is geen standaardinvoer" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdout", None)
    assert main(["rule", "--all"]) == 2
    assert "er is geen standaarduitvoer" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_records_are_not_waited_for_in_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "records.ndjson")
    with pytest.raises(rk.RegiokompasError, match="this is a pipe and no file"):
        rk.overview(tmp_path / "records.ndjson")


@pytest.mark.skipif(not ZERO.exists(), reason="there is no /dev/zero here")
@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx", "graphml", "ndjson"])
def test_a_device_without_an_end_is_given_up(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"region.{suffix}"
    path.symlink_to(ZERO)
    limits = rk.Limits(file_bytes=100_000)
    said = "\n".join(_of_batch([str(path)], limits))
    assert "larger than 100,000 bytes" in said or "this line has no end" in said


def _of_batch(paths: list[str], limits: rk.Limits) -> list[str]:
    """Return what is wrong with each input that cannot be read."""
    said = []
    for given in from_paths(paths, limits=limits):
        with pytest.raises(rk.InputError) as caught:
            given.load()
        said.append(str(caught.value))
    return said


def test_links_in_a_circle_are_told_wherever_they_are_named(tmp_path: Path) -> None:
    region = tmp_path / "region.yaml"
    region.write_text(REGION)
    for suffix in ("yaml", "json", "xlsx", "html", "svg", "ndjson"):
        link = tmp_path / f"circle.{suffix}"
        link.symlink_to(link)
    circle = {
        suffix: str(tmp_path / f"circle.{suffix}") for suffix in ("yaml", "json", "xlsx", "html", "svg", "ndjson")
    }
    for command in (
        ["check", circle["yaml"]],
        ["check", str(region), "--output-format", "html", "--depth", "quick", "--output", circle["html"]],
        ["convert", str(region), circle["json"]],
        ["convert", str(region), circle["xlsx"]],
        ["baseline", str(region), "--output", circle["json"]],
        ["picture", str(region), "compass", "--output", circle["svg"]],
        ["batch", circle["ndjson"], "--output", str(tmp_path / "out.ndjson")],
        ["batch", str(region), "--output", circle["ndjson"]],
        ["batch", str(region), "--output", str(tmp_path / "out.ndjson"), "--summary", circle["html"]],
    ):
        assert main(command) == 2, command


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text here")
def test_a_name_that_is_no_text_is_shown_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"re\xff\x1b[31m`gio.yaml")
    path.write_text(REGION + "partners: [{key: 'partner:a', name: A, kind: municipality, cost_share: 2}]\n")
    assert r"re\udcff" in str(refused(path).source)
    path.write_text((ROOT / "src" / "regiokompas" / "tables" / "example.yaml").read_text(encoding="utf-8"))
    diagnosis = rk.diagnose(rk.load(path))
    for format_ in ("text", "markdown", "json", "sarif"):
        content = rk.render(diagnosis, format_)
        content.encode()
        assert "\x1b" not in content
    assert " `` " in rk.render(diagnosis, "markdown")
    out = tmp_path / "out.ndjson"
    for resume in ([], ["--resume"]):
        assert main(["batch", str(path), "--output", str(out), *resume]) == 0
    assert r"re\\udcff" in out.read_text(encoding="utf-8")


def test_what_a_terminal_obeys_is_not_in_the_lines_of_a_batch(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "region.json").write_text(
        json.dumps({"partnership": {"key": "partnership:a", "name": "A\x9b2J\u202eB", "date": "2026-11-23"}})
    )
    assert main(["batch", str(tmp_path / "region.json")]) == 0
    said = capfd.readouterr().out
    assert json.loads(said)["partnership"]["name"] == "A\x9b2J\u202eB"
    assert "\x9b" not in said
    assert "\u202e" not in said


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_a_terminal_that_knows_few_letters_gets_a_report_and_json_stays_json(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(REGION.replace("Demo", "Coöperatie"), encoding="utf-8")
    for format_ in ("text", "json"):
        command = [sys.executable, "-m", "regiokompas", "check", str(path), "--output-format", format_]
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run(command, capture_output=True, env=environment)
        assert done.returncode == 0, done.stderr
        if format_ == "json":
            assert json.loads(done.stdout.decode())["name"] == "Coöperatie"


def test_a_fault_of_ours_does_not_end_as_if_a_risk_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("\x1b[31m")

    monkeypatch.setattr(import_module("regiokompas.cli.main"), "load", fail)
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "onverwacht, wilt u dit melden: KeyError" in said
    assert "\x1b" not in said


def test_a_word_on_the_command_line_is_repeated_without_what_steers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "a.yaml", "b\x1b[31m.yaml"])
    assert "\x1b" not in capsys.readouterr().err
