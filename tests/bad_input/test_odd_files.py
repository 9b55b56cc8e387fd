"""Files that are not what their name says, or no files at all: one clear error for each, and nothing waits or is lost."""

import os
import zipfile
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.io.register import read_register

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
