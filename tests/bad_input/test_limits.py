"""Every limit: what just fits is read, what is just too much is refused with the limit's name, value and way out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import regiokompas as rk
from regiokompas.batch.inputs import RowInput
from regiokompas.batch.sources import from_paths
from regiokompas.cli import main
from regiokompas.facts import vocabulary
from regiokompas.io.csv_folder import read_csv, read_csv_folder
from regiokompas.io.files import read_dict, read_stdin
from regiokompas.io.json import read_json
from regiokompas.io.limits import SAFE
from regiokompas.io.register import read_register
from regiokompas.io.toml import read_toml
from regiokompas.io.workbook_reading import read_workbook
from regiokompas.io.yaml import read_yaml
from regiokompas.questionnaires import write_questionnaire
from regiokompas.rules.loader import load_packs

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "src" / "regiokompas" / "tables" / "example.yaml"
REGISTER = ROOT / "tests" / "data" / "register.xml"


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def workbook(folder: Path) -> Path:
    """Write a workbook of ten rows and twenty columns."""
    book = openpyxl.Workbook()
    for _ in range(10):
        book.worksheets[0].append([*range(20)])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def graph(nodes: int) -> str:
    return (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
        + '<node id="a"/>' * nodes
        + "</graph></graphml>"
    )


def unpacked(path: Path) -> list[int]:
    """Return the sizes of the parts that are read."""
    with zipfile.ZipFile(path) as archive:
        return [part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]


@dataclass(frozen=True)
class Case:
    """Reads something with limits; ``fits`` is the least value with which it is not refused."""

    limit: str
    fits: int
    read: Callable[[rk.Limits], Any]


def cases(folder: Path) -> dict[str, Case]:
    dated = written(folder, "dated.json", json.dumps(rk.load(SMALL).to_dict()))
    packed = written(folder, "pack/pack.yaml", (ROOT / "rules" / "essay" / "pack.yaml").read_text(encoding="utf-8"))
    book = workbook(folder)
    tables = written(folder, "tables/a.csv", "a;b\n1;2\n3;4").parent
    written(folder, "tables/b.csv", "a;b;c\n1;2;3")
    both = sum(path.stat().st_size for path in tables.iterdir())
    nodes = written(folder, "nodes.graphml", graph(50))
    deep = written(folder, "deep.graphml", "<a>" * 9 + "</a>" * 9)
    lines = written(folder, "lines.ndjson", dated.read_text(encoding="utf-8") + "\n")
    long = written(folder, "long.graphml", f"<graphml><a b='{'x' * 200}'/></graphml>")
    arrangement = "<regeling systeemId='1'><titel>A</titel></regeling>"
    many = written(
        folder,
        "register.xml",
        "<overheidsorganisaties><gemeenschappelijkeRegelingen>"
        + arrangement * 20
        + "</gemeenschappelijkeRegelingen></overheidsorganisaties>",
    )
    survey = folder / "survey.xlsx"
    write_questionnaire(rk.load(SMALL), survey)
    records = written(folder, "records.ndjson", "")
    baseline = written(folder, "baseline.json", json.dumps({"partnership": "p", "date": "d", "findings": [1, 2]}))
    settings = written(folder, "settings.toml", 'language = "en"\nselect = ["FIN", "INT"]\n')
    records.write_text('{"format": "regiokompas.batch/1", "source": "x", "error": {"message": "m"}}\n')
    listed = "[" + ", ".join("x" * 9) + "]"
    return {
        "a file": Case("file_bytes", dated.stat().st_size, lambda limits: rk.load(dated, limits=limits)),
        "a folder": Case("file_bytes", both, lambda limits: read_csv_folder(tables, limits)),
        "a workbook": Case("file_bytes", book.stat().st_size, lambda limits: read_workbook(book, limits)),
        "a line": Case("file_bytes", lines.stat().st_size, lambda limits: [i.load() for i in from_paths([str(lines)], limits=limits)]),
        "a record": Case("file_bytes", records.stat().st_size, lambda limits: rk.overview(records, limits=limits)),
        "a rule": Case("file_bytes", packed.stat().st_size, lambda limits: load_packs([str(packed.parent)], vocabulary(), limits)),
        "a questionnaire": Case("file_bytes", survey.stat().st_size, lambda limits: _refused_otherwise(lambda: rk.add_survey(rk.load(SMALL), [survey], limits=limits))),
        "one archive": Case("unpacked_bytes", sum(unpacked(book)), lambda limits: read_workbook(book, limits)),
        "parts": Case("parts", len(unpacked(book)), lambda limits: read_workbook(book, limits)),
        "a sheet": Case("cells", 200, lambda limits: read_workbook(book, limits)),
        "a table": Case("cells", 8, lambda limits: read_csv("a;b;c;d\n1;2;3;4", "x", "x", limits)),
        "rows that differ": Case("cells", 9, lambda limits: read_csv("a;b;c\n1\n2", "x", "x", limits)),
        "tables": Case("cells", 12, lambda limits: read_csv_folder(tables, limits)),
        "json": Case("values", 11, lambda limits: read_json(json.dumps({"a": ["x"] * 9}), "x", limits)),
        "a mapping": Case("values", 11, lambda limits: read_dict({"a": ["x"] * 9}, limits)),
        "what is used twice": Case("values", 24, lambda limits: read_dict({"a": [["x"] * 10] * 2}, limits)),
        "a row": Case("values", 11, lambda limits: _row({"partners": ["x"] * 9}, limits)),
        "a baseline": Case("values", 6, lambda limits: _refused_otherwise(lambda: rk.Baseline.load(baseline, limits=limits))),
        "yaml": Case("text_values", 11, lambda limits: read_yaml(f"a: {listed}", "x", limits)),
        "aliases": Case("text_values", 23, lambda limits: read_yaml(f"a: &a {listed}\nb: *a\nc: x\nd: x", "x", limits)),
        "toml": Case("text_values", 10, lambda limits: read_toml("a = [" + "1, " * 9 + "]\n", "x", limits)),
        "a configuration": Case("text_values", 3, lambda limits: rk.Configuration.load(settings, limits=limits)),
        "elements": Case("elements", 103, lambda limits: _refused_otherwise(lambda: rk.load(nodes, limits=limits))),
        "an arrangement": Case("elements", 5, lambda limits: list(read_register(many, limits=limits))),
        "a tag": Case("tag_bytes", 209, lambda limits: _refused_otherwise(lambda: rk.load(long, limits=limits))),
        "deep yaml": Case("depth", 4, lambda limits: read_yaml("[[[[x]]]]", "x", limits)),
        "deep json": Case("depth", 4, lambda limits: read_json('[[[["x"]]]]', "x", limits)),
        "a deep mapping": Case("depth", 4, lambda limits: read_dict({"a": {"a": {"a": {"a": 1}}}}, limits)),
        "a long name": Case("depth", 5, lambda limits: read_toml("a.b.c.d.e = 1\n", "x", limits)),
        "deep xml": Case("depth", 9, lambda limits: _refused_otherwise(lambda: rk.load(deep, limits=limits))),
        "a deep register": Case("depth", 4, lambda limits: list(read_register(many, limits=limits))),
    }  # fmt: skip


def _row(row: dict[str, Any], limits: rk.Limits) -> None:
    _refused_otherwise(lambda: RowInput("x", 1, row, limits).load())


def _refused_otherwise(read: Callable[[], Any]) -> None:
    """Read what is refused anyway, for another reason than a limit."""
    try:
        read()
    except rk.InputError as error:
        if any("raise the limit" in (problem.hint or "") for problem in error.problems):
            raise


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return cases(tmp_path_factory.mktemp("limits"))


NAMES = (
    "a file", "a folder", "a workbook", "a line", "a record", "a rule", "a questionnaire", "one archive", "parts",
    "a sheet", "a table", "rows that differ", "tables", "json", "a mapping", "what is used twice", "a row",
    "a baseline", "yaml", "aliases", "toml", "a configuration", "elements", "an arrangement", "a tag", "deep yaml",
    "deep json", "a deep mapping", "a long name", "deep xml", "a deep register",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_just_fits_is_read_and_what_is_just_too_much_is_refused(name: str, known: dict[str, Case]) -> None:
    case = known[name]
    case.read(replace(SAFE, **{case.limit: case.fits}))
    with pytest.raises((rk.InputError, rk.PackError, rk.ConfigurationError)) as refused:
        case.read(replace(SAFE, **{case.limit: case.fits - 1}))
    (problem,) = refused.value.problems
    assert problem.expected == f"at most {case.limit} = {case.fits - 1}"
    assert f"Limits({case.limit}=...)" in (problem.hint or "")
    assert f"{case.fits - 1:,}" in problem.message


def test_every_case_is_tried_and_every_limit_has_one(known: dict[str, Case]) -> None:
    assert set(NAMES) == set(known)
    assert {case.limit for case in known.values()} == {limit.name for limit in fields(rk.Limits)}


def test_standard_input_has_the_limit_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    for fits in (True, False):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1234")))
        if fits:
            read_stdin(rk.Limits(file_bytes=7))
        else:
            with pytest.raises(rk.InputError, match="larger than 6 bytes"):
                read_stdin(rk.Limits(file_bytes=6))


def test_a_register_may_be_as_long_as_it_likes() -> None:
    """The limits are those of one arrangement."""
    size = REGISTER.stat().st_size
    assert len(list(read_register(REGISTER, limits=rk.Limits(elements=500)))) > 1
    assert size > 0


@pytest.mark.parametrize("value", [0, -1, 1.5, "10", True, None])
def test_a_limit_is_a_whole_number_above_0(value: Any) -> None:
    with pytest.raises(rk.RegiokompasError, match=r"cells = .* is no limit"):
        rk.Limits(cells=value)


def test_the_configuration_sets_limits_for_every_command_that_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region = written(tmp_path, "region.yaml", SMALL.read_text(encoding="utf-8"))
    config = written(tmp_path, "regiokompas.toml", "[limits]\ntext_values = 50\n")
    for command in (
        ["check", str(region)],
        ["convert", str(region), str(tmp_path / "out.json")],
        ["compare", str(region), str(region)],
        ["template", str(tmp_path / "q.xlsx"), "--survey", str(region)],
        ["survey", str(region), str(region), "--output", str(tmp_path / "out.json")],
    ):
        assert main(command) == 2, command
        assert "ten hoogste text_values = 50" in capsys.readouterr().err
    config.write_text("[limits]\ntext_values = 5000\n", encoding="utf-8")
    assert main(["convert", str(region), str(tmp_path / "out.json")]) == 0


def test_rules_are_read_with_the_limits_of_the_configuration() -> None:
    with pytest.raises(rk.PackError, match="at most text_values = 20"):
        rk.Kompas(configuration=rk.Configuration(limits=rk.Limits(text_values=20)))


def test_what_many_are_read_from_has_the_limits_of_the_kompas() -> None:
    kompas = rk.Kompas(configuration=rk.Configuration(limits=rk.Limits(values=3)))
    (failed,) = kompas.diagnose_many([{"partnership": {"key": "partnership:a", "name": "A", "date": "2026-11-23"}}])
    assert "more than 3 values" in str(failed)
    kompas.close()
