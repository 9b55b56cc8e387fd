"""A sheet or column that was renamed or removed is told as that, and not as all that follows from it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import regiokompas as rk
from regiokompas.tables.reading import read_tables
from regiokompas.tables.workbook import write_workbook, write_workbook_template
from tables.grids import grid

Change = Callable[[openpyxl.Workbook], object]

FOLDER = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gone") / "region.xlsx"
    write_workbook(rk.load(FOLDER / "rivierland.yaml"), path)
    return path


def renamed(sheet: str, name: str) -> Change:
    return lambda book: setattr(book[sheet], "title", name)


def removed(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def _column(book: openpyxl.Workbook, sheet: str, heading: str) -> int:
    return next(cell.column for cell in book[sheet][3] if cell.value == heading)


def without(sheet: str, heading: str) -> Change:
    return lambda book: book[sheet].delete_cols(_column(book, sheet, heading))


def headed(sheet: str, heading: str, new: str) -> Change:
    return lambda book: setattr(book[sheet].cell(3, _column(book, sheet, heading)), "value", new)


def changed(region: Path, tmp_path: Path, *changes: Change) -> rk.Partnership:
    book = openpyxl.load_workbook(region)
    for change in changes:
        change(book)
    book.save(tmp_path / "changed.xlsx")
    return rk.load(tmp_path / "changed.xlsx")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([renamed("Partners", "Deelnemers")], "the sheet Partners has gone; the sheet Deelnemers has what belongs on it"),
        ([renamed("Stellingen", "Blad2")], "the sheet Stellingen has gone; the sheet Blad2 has what belongs on it"),
        ([renamed("Samenwerking", "Blad2")], "the sheet Samenwerking has gone; the sheet Blad2 has what belongs"),
        ([renamed("Start", "Begin")], "the sheet Start has gone; the sheet Begin has what belongs on it"),
        ([renamed("Partners", "P"), removed("_regiokompas")], "the sheet Partners has gone; the sheet P has what"),
        ([removed("Partners")], "the sheet Partners has gone; cells that name what stood on it: 320"),
        ([removed("Stellingen")], "the sheet Stellingen has gone, of which this says what is on it"),
        ([without("Personen", "Functie")], "the column Functie on the sheet Personen has gone"),
        ([headed("Personen", "Functie", "Baan")], "the column Functie has gone; the column 'Baan' in its place"),
        ([headed("Partners", "Inwoners", "Aantal")], "the column Inwoners has gone; the column 'Aantal' in its place"),
    ],
)  # fmt: skip
def test_what_happened_is_the_only_problem(region: Path, tmp_path: Path, changes: list[Change], message: str) -> None:
    with pytest.raises(rk.InputError) as caught:
        changed(region, tmp_path, *changes)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.hint


def test_what_else_is_wrong_is_told_after_it(region: Path, tmp_path: Path) -> None:
    """A sheet of another name is read for what it is, so that a second reading brings nothing new."""

    def mistake(book: openpyxl.Workbook) -> None:
        book["Deelnemers"].cell(5, _column(book, "Deelnemers", "Soort")).value = "gemeete"

    with pytest.raises(rk.InputError) as caught:
        changed(region, tmp_path, renamed("Partners", "Deelnemers"), mistake)
    first, second = caught.value.problems
    assert "has gone" in first.message
    assert second.message == "soort: 'gemeete' is none of the choices"


def test_an_optional_column_that_was_taken_out_is_told(region: Path, tmp_path: Path) -> None:
    notices = changed(region, tmp_path, without("Partners", "Inwoners")).origin.notices
    assert [notice.code for notice in notices] == ["column-gone"]


def test_an_unused_sheet_may_go(tmp_path: Path) -> None:
    write_workbook_template(tmp_path / "t.xlsx", "nl")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book["Samenwerking"]["B6"], book["Samenwerking"]["B7"] = "Regio", "2026-11-23"
    removed("Potjes")(book)
    renamed("Stellingen", "Leeg")(book)
    book.save(tmp_path / "t.xlsx")
    region = rk.load(tmp_path / "t.xlsx")
    assert not region.is_known("funds")
    assert [notice.code for notice in region.origin.notices] == ["sheet-not-read", "sheet-gone"]


def test_tables_without_a_hidden_sheet_are_known_by_their_headings() -> None:
    about = grid("partnership", ["name", "date"], ["Regio", "2026-11-23"])
    own = grid("Adressen", ["naam", "telefoon"], ["Tiel", "0344"])
    assert [notice.code for notice in read_tables([about, own], "x").origin.notices] == ["sheet-not-read"]
    persons = grid("persons", ["function", "employer"], ["alderman", "Tiel"])
    with pytest.raises(rk.InputError, match="there is no sheet Partners; cells that name what stands on it: 1"):
        read_tables([about, persons], "x")


def test_sheets_are_not_renamed_by_accident(region: Path) -> None:
    book = openpyxl.load_workbook(region)
    assert book.security.lockStructure
    assert book.security.workbookPassword is None


def test_a_wrong_key_is_told_at_its_cell_and_not_at_what_refers_to_it(region: Path, tmp_path: Path) -> None:
    """What names it by its name still finds it, so that only the key is wrong."""

    def mistake(book: openpyxl.Workbook) -> None:
        book["Partners"].cell(4, _column(book, "Partners", "Sleutel")).value = "Tiel Oost"

    with pytest.raises(rk.InputError) as caught:
        changed(region, tmp_path, mistake)
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (
        "sleutel: 'Tiel Oost' is no key",
        "did you mean partner:tiel-oost?",
    )
