"""The workbook of a diagnosis, read by a library that did not write it."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.utils.cell
import pytest
from openpyxl.utils import get_column_letter

from regiokompas.api import load, render
from regiokompas.cli import main
from regiokompas.configuration import Configuration
from regiokompas.errors import NotFoundError
from regiokompas.judging.baseline import Baseline, new_since
from regiokompas.kompas import Kompas
from report.regions import diagnosis, region

DANGEROUS = ("=1+1", "@SUM(A1)", "+31", "-2", "\t=1+1", '=HYPERLINK("http://x")', "http://example.org", "{=1}")


def workbook(name: str = "Alphen", language: Any = "nl") -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(diagnosis(region(name), language), "xlsx")))


@pytest.mark.parametrize(
    ("language", "sheets"),
    [
        ("nl", ["Kompas", "Bevindingen", "Adviezen", "Vragen", "Feiten", "Cellen", "Drempels"]),
        ("en", ["Compass", "Findings", "Advice", "Questions", "Facts", "Cells", "Thresholds"]),
    ],
)
def test_the_sheets_speak_the_language_and_are_ready_to_read(language: Any, sheets: list[str]) -> None:
    book = workbook(language=language)
    assert book.sheetnames == sheets
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(sheet.column_dimensions["A"].width > 4 for sheet in book)


def test_every_sheet_prints_on_the_width_of_a_page_with_its_heads_on_each() -> None:
    book = workbook("Alphen & Zn. " + "&" * 300)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page wide is what is meant where nothing is said
        assert sheet.page_setup.fitToHeight == 0  # and as many long as it takes
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        last = openpyxl.utils.cell.range_boundaries(sheet.print_area.rpartition("!")[2])[2]
        printed = [sheet.column_dimensions[get_column_letter(n)].width for n in range(1, last + 1)]
        assert sum(printed) < 220  # characters: beyond it nobody over forty reads it on A4
        assert "&P / &N" in str(sheet.oddFooter.right.text)
    heads = [cell.value for cell in book["Bevindingen"][1]]
    last = openpyxl.utils.cell.range_boundaries(book["Bevindingen"].print_area.rpartition("!")[2])[2]
    assert {"Bevinding", "Doen"} <= set(heads[:last])
    assert "Kenmerk" not in heads[:last]


def test_every_finding_question_threshold_and_advice_is_there() -> None:
    d = diagnosis(region())
    book = openpyxl.load_workbook(io.BytesIO(render(d, "xlsx")))
    rows = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}
    assert d.findings
    assert [row[6] for row in rows["Bevindingen"]] == [finding.message for finding in d.findings]
    assert [row[0] for row in rows["Bevindingen"]] == [finding.rank for finding in d.findings]
    assert [row[2] for row in rows["Vragen"]] == [question.text for question in d.questions]
    assert [row[1] for row in rows["Adviezen"]] == [advice.text for advice in d.advice]
    assert len(rows["Drempels"]) == len(d.parameters)
    assert {row[0] for row in rows["Feiten"]} == {finding.rank for finding in d.findings}
    assert [row[3] for row in rows["Kompas"]] == [field.risks for field in d.compass.values()]


def test_what_calls_for_no_action_is_told_apart() -> None:
    waiver = {"rule": "FIN01", "reason": "We wait for the court.", "until": "2027-03-01", "by": "steering group"}
    kompas = Kompas(configuration=Configuration.model_validate({"waivers": [waiver]}))
    d = kompas.diagnose(load(region()), language="en")
    first = next(f for f in d.risks if not f.waived)
    known = replace(Baseline.of(d), findings=tuple(f for f in Baseline.of(d).findings if f.id != first.id))
    book = openpyxl.load_workbook(io.BytesIO(render(new_since(d, known, kompas.rules), "xlsx")))
    heads, *rows = book["Findings"].iter_rows(values_only=True)
    status = {row[heads.index("Rule")]: (row[heads.index("Status")], row[heads.index("Finding")]) for row in rows}
    assert status["FIN01"][0] == "accepted"
    assert "Accepted until 1 March 2027 by steering group: We wait for the court." in status["FIN01"][1]
    assert {id_ for id_, (said, _) in status.items() if said == "open"} == {first.id}
    assert {said for said, _ in status.values()} == {"accepted", "open", "known"}


@pytest.mark.parametrize("name", DANGEROUS)
def test_no_text_can_be_read_as_a_formula(name: str) -> None:
    data = region(name)
    data["partners"][0]["involvement"] = 1  # a finding that begins with the name
    content = render(diagnosis(data), "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(part).decode() for part in archive.namelist() if part.startswith("xl/worksheets/")]
        assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
        assert not [part for part in archive.namelist() if "external" in part or part.endswith(".bin")]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"s", "f"}  # openpyxl takes any text with = for a formula
    bare = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@", "\t"))]
    assert all(cell.quotePrefix for cell in bare)
    assert bare or not name.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("name", ["\x1b[31mred\x1b[0m", "a\u202eb", "<script>alert(1)</script>", "a\x00b"])
def test_names_steer_nothing(name: str) -> None:
    data = region(name)
    book = openpyxl.load_workbook(io.BytesIO(render(diagnosis(data), "xlsx")))
    texts = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not any(re.search("[\x00-\x08\x1b\u202e]", text) for text in texts)


def test_equal_diagnoses_give_equal_bytes() -> None:
    assert render(diagnosis(region()), "xlsx") == render(diagnosis(region()), "xlsx")


def test_the_metadata_names_the_region_and_nobody() -> None:
    properties = workbook().properties
    assert (properties.title, properties.creator or "", properties.created.year) == ("Regio", "", 2026)


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_shows_it() -> None:
    book = workbook("x" * 19_000)
    longest = max((str(c.value) for sheet in book for row in sheet.iter_rows() for c in row), key=len)
    assert len(longest) <= 32_767


def test_the_command_line_writes_bytes_to_a_file(tmp_path: Path) -> None:
    source, out = tmp_path / "region.yaml", tmp_path / "out.xlsx"
    source.write_text("partnership: {key: 'partnership:p', name: P, date: 2026-11-23}", encoding="utf-8")
    main(["check", str(source), "--output-format", "xlsx", "--output", str(out)])
    assert openpyxl.load_workbook(out).sheetnames[0] == "Kompas"


def test_a_screen_is_spared_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "region.yaml"
    source.write_text("partnership: {key: 'partnership:p', name: P, date: 2026-11-23}", encoding="utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["check", str(source), "--output-format", "xlsx"]) == 2
    assert "noem een bestand met --output" in capsys.readouterr().err


def test_other_results_have_no_workbook() -> None:
    with pytest.raises(NotFoundError, match="no format xlsx"):
        render(diagnosis(region()).plan, "xlsx")
