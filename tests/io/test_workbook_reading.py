"""Reading workbooks: what other programs write, and what was made to do harm."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from regiokompas.errors import InputError
from regiokompas.io.limits import Limits
from regiokompas.io.workbook_reading import read_workbook


def book(path: Path, *rows: list[object]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Blad"
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def rewritten(path: Path, part: str, change: "object") -> Path:
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    texts[part] = change(texts[part])  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_values_come_as_they_are_and_know_their_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [None], ["Tiel", 42000, 0.5, True, datetime(2026, 11, 23)])
    (grid,) = read_workbook(path)
    assert grid.name == "Blad"
    assert list(grid.rows[1]) == ["Tiel", 42000.0, 0.5, True, date(2026, 11, 23)]
    assert str(grid.place(1, 4)) == f"{path}:Blad!E2"


def test_hidden_sheets_are_read_too(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    hidden = workbook.create_sheet("Verborgen")
    hidden["A1"], hidden.sheet_state = "x", "veryHidden"
    workbook.save(tmp_path / "x.xlsx")
    assert [grid.name for grid in read_workbook(tmp_path / "x.xlsx")] == ["Sheet", "Verborgen"]


def test_formulas_count_by_their_outcome_and_those_without_one_are_named(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", ["=1+1", "=1/0", "=A1", "x"])
    outcome = {b"<f>1+1</f><v></v>": b"<f>1+1</f><v>2</v>", b"<f>1+1</f><v />": b"<f>1+1</f><v>2</v>"}

    def calculate(text: bytes) -> bytes:
        for before, after in outcome.items():
            text = text.replace(before, after)
        return text.replace(b'<c r="B1"', b'<c r="B1" t="e"')

    (grid,) = read_workbook(rewritten(path, SHEET, calculate))
    assert grid.rows[0][0] == 2.0
    assert grid.failed == {(0, 1), (0, 2)}


def test_two_cells_far_apart_do_not_make_a_grid_of_billions(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = workbook.active["XFD1048576"] = 1
    workbook.save(path)
    with pytest.raises(InputError, match="span more than 2,000,000 cells"):
        read_workbook(path)


def test_a_style_far_away_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = 1
    workbook.active["XFD1048576"].number_format = "0%"
    workbook.save(path)
    assert [list(row) for row in read_workbook(path)[0].rows] == [[1.0]]


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = rewritten(book(tmp_path / "x.xlsx", [1]), SHEET, lambda text: text + b" " * 1_000_000)
    assert path.stat().st_size < 50_000
    with pytest.raises(InputError, match="unpacks to more than 500,000 bytes"):
        read_workbook(path, Limits(unpacked_bytes=500_000))


def test_more_elements_than_cells_could_need_are_not_walked_to_the_end(tmp_path: Path) -> None:
    path = rewritten(book(tmp_path / "x.xlsx", [1]), SHEET, lambda text: b"<worksheet>" + b"<c/>" * 1000 + b"<open>")
    with pytest.raises(InputError, match="larger than 200 cells need"):
        read_workbook(path, Limits(cells=200))


def test_an_archive_that_lies_about_its_size_is_cut_off_where_it_said(tmp_path: Path) -> None:
    path = rewritten(book(tmp_path / "x.xlsx", [1]), SHEET, lambda text: text + b" " * 1_000_000)
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true = archive.getinfo(SHEET).file_size
    path.write_bytes(content.replace(true.to_bytes(4, "little"), (500).to_bytes(4, "little")))
    with pytest.raises(InputError, match=r"not an Excel workbook|not a workbook that can be read"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an Excel workbook"),
        (b"partners:\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_workbook(tmp_path / "x.xlsx")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("letter.xml", "<letter/>")
    with pytest.raises(InputError, match="not a workbook that can be read"):
        read_workbook(tmp_path / "x.xlsx")


def test_entities_in_the_xml_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    path = rewritten(book(tmp_path / "x.xlsx", [1]), SHEET, lambda text: bomb)
    with pytest.raises(InputError, match="not a workbook that can be read"):
        read_workbook(path)


def test_a_file_that_does_not_exist_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_workbook(tmp_path / "x.xlsx")
    with pytest.raises(InputError, match="is larger than 100 bytes"):
        read_workbook(book(tmp_path / "x.xlsx", [1]), Limits(file_bytes=100))
