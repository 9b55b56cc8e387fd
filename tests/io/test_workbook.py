"""Writing workbooks, looked at with another library: what is locked, offered, checked and explained."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from regiokompas.errors import RegiokompasError
from regiokompas.io.workbook import write_sheets
from regiokompas.io.workbook_lists import LISTS
from regiokompas.io.workbook_reading import read_workbook
from regiokompas.io.workbook_sheets import Column, Entry, FormSheet, Look, Names, TableSheet

LOOK = Look(example="Voorbeeld", back="Terug", day="dd-mm-yyyy", money='"€" #,##0', title="Proef")

NAME = Column("Naam", is_required=True, help="Hoe heet het?")
SCORE = Column("Score", "plain", bounds=(1, 5), words=("geen",), message="Van 1 tot 5.")
OTHER = Column("Ander", choices=(Names("Dingen", ("Naam",)),), is_open=True)
PAIR = Column("Paar", choices=(Names("Vragen", ("Kop",)), Names("Dingen", ("Naam", "Ander"))))
COLUMNS = [
    NAME,
    SCORE,
    OTHER,
    PAIR,
    Column("Dag", "date"),
    Column("Geld", "money"),
    Column("Soort", choices=("a", "b")),
]


EXAMPLE: list[object] = ["voor", *[None] * 6]


def sheets(*rows: list[object], example: list[object] = EXAMPLE) -> list[TableSheet | FormSheet]:
    answer = Column("Hoe open is de ander?", choices=("1", "2", "3", "4", "5"), message="Van 1 tot 5.")
    entries = [Entry(Column("Kop")), Entry(answer, help="Zoals u het ziet"), Entry(Column("Vast", is_locked=True), "x")]
    form = FormSheet("Vragen", "Vragen", ["Eerst dit.", "Dan dat."], ("Vraag", "Antwoord", "Uitleg"), entries)
    return [form, TableSheet("Dingen", "Dingen", "Wat er is", COLUMNS, rows, example)]  # type: ignore[arg-type]


def written(path: Path, *rows: list[object], example: list[object] = EXAMPLE) -> openpyxl.Workbook:
    write_sheets(path / "x.xlsx", sheets(*rows, example=example), LOOK)
    return openpyxl.load_workbook(path / "x.xlsx")


def check_of(page: Worksheet, cell: str) -> DataValidation:
    (found,) = [check for check in page.data_validations.dataValidation if cell in check.cells]
    return found


def test_headings_and_the_example_are_locked_and_cells_are_free(tmp_path: Path) -> None:
    book = written(tmp_path, ["een"] + [None] * 6)
    page = book["Dingen"]
    assert page.protection.sheet
    assert page.protection.password is None
    assert page["B3"].protection.locked
    assert page["B4"].value == "voor"
    assert page["A4"].value == "Voorbeeld"
    assert page["B4"].protection.locked
    assert not page["B5"].protection.locked
    assert not page.column_dimensions["C"].protection.locked
    assert not page.column_dimensions["I"].protection.locked  # room for notes of one's own
    assert page.freeze_panes == "C5"
    form = book["Vragen"]
    assert [form[cell].protection.locked for cell in ("A7", "B7", "B8", "B9")] == [True, False, False, True]


def test_without_an_example_the_first_row_is_under_the_headings(tmp_path: Path) -> None:
    page = written(tmp_path, ["een"] + [None] * 6, example=[])["Dingen"]
    assert page["B4"].value == "een"
    assert not page["B4"].protection.locked
    assert page.freeze_panes == "C4"


def test_choices_are_offered_from_the_hidden_sheet_and_from_other_sheets(tmp_path: Path) -> None:
    book = written(tmp_path)
    page, lists = book["Dingen"], book[LISTS]
    assert lists.sheet_state == "hidden"
    kind = check_of(page, "H5")
    assert kind.type == "list"
    assert kind.formula1 is not None
    _, area = kind.formula1.split("!")
    assert [cell.value for (cell,) in lists[area.replace("$", "")]] == ["a", "b"]
    assert check_of(page, "D5").formula1 == "OFFSET('Dingen'!$B$5,0,0,MAX(1,COUNTA('Dingen'!$B$5:$B$5001)),1)"
    assert not check_of(page, "D5").showErrorMessage
    assert check_of(page, "E5").showErrorMessage
    stacked = str(lists["E2"].value) + str(lists["F2"].value) + str(lists["D2"].value)
    assert "INDEX('Dingen'!$B$5:$B$304" in stacked
    assert '&" / "&' in stacked
    question = check_of(book["Vragen"], "B8")
    assert (question.type, question.prompt) == ("list", "Van 1 tot 5.")


def test_numbers_and_days_are_checked_with_a_warning_and_words_may_stand_there(tmp_path: Path) -> None:
    page = written(tmp_path)["Dingen"]
    score, day = check_of(page, "C5"), check_of(page, "F5")
    assert score.formula1 == 'OR(IF(ISNUMBER(C5),AND(C5>=1,C5<=5),FALSE),C5="geen")'
    assert day.formula1 == "OR(IF(ISNUMBER(F5),AND(F5>=2300,F5<=2958465),FALSE))"
    assert score.errorStyle == day.errorStyle == "warning"
    assert page.column_dimensions["F"].number_format == "dd-mm-yyyy"


def test_a_long_heading_is_cut_between_words_above_a_message(tmp_path: Path) -> None:
    long = Column("Voorrang aan de eigen gemeente (1–5)", choices=("1",), message="Kies.")
    sheet = TableSheet("Blad", "Blad", "", [long])
    write_sheets(tmp_path / "x.xlsx", [sheet], LOOK)
    check = check_of(openpyxl.load_workbook(tmp_path / "x.xlsx")["Blad"], "B4")
    assert check.promptTitle == "Voorrang aan de eigen gemeente…"


def test_headings_are_explained(tmp_path: Path) -> None:
    page = written(tmp_path)["Dingen"]
    assert page["B3"].comment is not None
    assert "Hoe heet het?" in page["B3"].comment.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "0363", "\tx", "'x"])
def test_a_text_is_never_read_as_anything_else(tmp_path: Path, text: str) -> None:
    book = written(tmp_path, [text] + [None] * 6)
    assert book["Dingen"]["B5"].data_type == "s"
    assert book["Dingen"]["B5"].hyperlink is None
    grid = next(grid for grid in read_workbook(tmp_path / "x.xlsx") if grid.name == "Dingen")
    assert grid.rows[4][1] == text


def test_values_keep_every_digit_and_their_format(tmp_path: Path) -> None:
    row = ["x", 0.30000000000000004, None, None, date(2026, 11, 23), 12.5, "a"]
    page = written(tmp_path, row, ["x", None, None, None, date(1899, 12, 31), 12, "b"])["Dingen"]
    assert page["C5"].value == "0.30000000000000004"  # a cell would round it
    assert page["G5"].number_format == '"€" #,##0.00'
    assert page["G6"].number_format == '"€" #,##0'
    assert page["F6"].value == "1899-12-31"  # a spreadsheet knows no such day


def test_the_same_sheets_give_the_same_bytes(tmp_path: Path) -> None:
    write_sheets(tmp_path / "a.xlsx", sheets(), LOOK)
    write_sheets(tmp_path / "b.xlsx", sheets(), LOOK)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegiokompasError, match="too long for a cell"):
        written(tmp_path, ["x" * 40_000] + [None] * 6)
    with pytest.raises(RegiokompasError, match="cannot be written"):
        write_sheets(tmp_path / "no" / "x.xlsx", sheets(), LOOK)
