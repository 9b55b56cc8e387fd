"""A grid to records: where the headings stand, what each column is, and which rows are filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regiokompas.errors import Hints, Problem, Problems, Source
from regiokompas.io.document import Notice
from regiokompas.io.grid import Cell, Grid, is_empty
from regiokompas.io.workbook_sheets import example_digest
from regiokompas.model.parties import About
from regiokompas.saying import Said
from regiokompas.tables.columns import Column, columns, fold, headings
from regiokompas.texts import Bilingual, Language

__all__ = ["EXAMPLE", "Record", "Sheet", "count_headings", "read_sheet"]

#: How an example row is marked, in its first column.
EXAMPLE = Bilingual("Voorbeeld", "Example")

#: Rows in which headings are looked for.
_HEADING_ROWS = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One filled row: the cell of each column that is not empty.

    Several columns can belong to one attribute: a text in two languages, the parts of a condition.
    """

    row: int
    cells: Mapping[Column, Cell]

    def cell(self, attribute: str) -> tuple[Column, Cell] | None:
        """Return the first filled cell of an attribute."""
        return next(((column, cell) for column, cell in self.cells.items() if column.attribute == attribute), None)


@dataclass(slots=True)
class Sheet:
    """What one grid holds of one section."""

    section: str
    grid: Grid
    language: Language
    heading_row: int
    numbers: Mapping[Column, int]
    records: list[Record] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notices: list[Notice] = field(default_factory=list)
    hints: Hints = field(default_factory=Hints)
    #: Headings that nothing is known by and that have something under them, by column.
    not_read: dict[int, str] = field(default_factory=dict)

    def source(self, row: int, column: Column | None = None) -> Source:
        """Return where a cell stands, or the first cell of a row."""
        number = self.numbers.get(column) if column is not None else None
        return self.grid.place(row, min(self.numbers.values(), default=0) if number is None else number)


def read_sheet(section: str, grid: Grid, example: str | None) -> Sheet:
    """Find the headings of a section in a grid, and the rows under them.

    Parameters
    ----------
    section
        What the sheet is about.
    grid
        Its cells; the partnership itself may have its headings down the side.
    example
        Digest of the row that was written as an example.
    """
    forms = _forms(section, grid)
    counts = [_heading_row(section, form)[1] for form in forms]
    is_turned = counts.index(max(counts)) == 1
    grid = forms[is_turned]
    row, _ = _heading_row(section, grid)
    sheet = Sheet(section, grid, "nl", row, {})
    if not grid.rows or all(is_empty(cell) for cells in grid.rows for cell in cells):
        return sheet
    _name_columns(sheet, is_turned)
    if sheet.numbers:
        sheet.records.extend(_records(sheet, example))
    return sheet


def count_headings(section: str, grid: Grid) -> int:
    """Return how many headings of a section a grid has, on top or, for the partnership itself, down the side."""
    return max(_heading_row(section, form)[1] for form in _forms(section, grid))


def _forms(section: str, grid: Grid) -> tuple[Grid, ...]:
    if section != About.SECTION:
        return (grid,)
    return grid, Grid(grid.name, [cells[:2] for cells in grid.rows], grid.place, grid.failed).turned()


def _heading_row(section: str, grid: Grid) -> tuple[int, int]:
    """Return the row with most headings, and how many it has."""
    known = headings(section)
    counts = [sum(_text(cell) in known for cell in cells) for cells in grid.rows[:_HEADING_ROWS]]
    return (counts.index(max(counts)), max(counts)) if counts else (0, 0)


def _name_columns(sheet: Sheet, is_turned: bool) -> None:
    known = headings(sheet.section)
    numbers: dict[Column, int] = {}
    languages: dict[Language, int] = {"nl": 0, "en": 0}
    odd: list[int] = []
    for number, cell in enumerate(sheet.grid.rows[sheet.heading_row]):
        if is_empty(cell):
            continue
        column, spoken = known.get(_text(cell), (None, frozenset[Language]()))
        if column is None:
            odd.append(number)
        elif column in numbers:
            first = sheet.grid.place(sheet.heading_row, numbers[column])
            message = Said("{cell} heads a column a second time, after {first}", cell=cell, first=first)
            place = sheet.grid.place(sheet.heading_row, number)
            sheet.problems.append(Problem(message, place, hint=Said("keep one of the two")))
        else:
            numbers[column] = number
            for language in spoken:
                languages[language] += 1
    sheet.language = "nl" if languages["nl"] >= languages["en"] else "en"
    sheet.numbers = numbers
    # Above the first line of a form stands what it is for.
    top = min(numbers.values(), default=0) if is_turned else 0
    for number in odd:
        if numbers and number >= top:
            _odd_heading(sheet, number)
    if not numbers:
        shown = ", ".join(
            column.heading.say(sheet.language) for column in columns(sheet.section) if not column.language
        )
        message = Said("there is no row with headings on this sheet")
        sheet.problems.append(Problem(message, sheet.grid.place(sheet.heading_row, 0), expected=shown))


def _odd_heading(sheet: Sheet, number: int) -> None:
    """A heading that is nearly right is a mistake; any other is a column of one's own, which is left alone."""
    cell = sheet.grid.rows[sheet.heading_row][number]
    place = sheet.grid.place(sheet.heading_row, number)
    plain = [column for column in columns(sheet.section) if column.language is None]
    shown = [column.heading.say(sheet.language) for column in plain]
    free = [column.heading.say(sheet.language) for column in plain if column not in sheet.numbers]
    near = sheet.hints.near(_text(cell), free, 0.8)
    if near is not None:
        message = Said("'{cell}' heads no column that is known here", cell=cell)
        sheet.problems.append(Problem(message, place, ", ".join(shown), near))
    elif any(not is_empty(sheet.grid.cell(row, number)) for row in range(sheet.heading_row + 1, len(sheet.grid.rows))):
        text = Bilingual(
            f"De kolom '{cell}' op het blad {sheet.grid.name} is niet gelezen",
            f"The column '{cell}' on the sheet {sheet.grid.name} was not read",
        )
        sheet.notices.append(Notice("column-not-read", text, place))
        sheet.not_read[number] = str(cell)


def _records(sheet: Sheet, example: str | None) -> Iterator[Record]:
    for row in range(sheet.heading_row + 1, len(sheet.grid.rows)):
        cells: dict[Column, Cell] = {}
        for column, number in sheet.numbers.items():
            if (row, number) in sheet.grid.failed and not sheet.problems.only_counted():
                heading = column.heading.say(sheet.language)
                message = Said("{heading}: the formula in this cell has no outcome", heading=heading)
                hint = Said(
                    "mend it, or type the value; a formula that was never calculated is, once Excel saves the file"
                )
                sheet.problems.append(Problem(message, sheet.grid.place(row, number), hint=hint))
            cell = sheet.grid.cell(row, number)
            if isinstance(cell, list) or not is_empty(cell):
                cells[column] = cell
        if cells and not _is_example(sheet, row, cells, example):
            yield Record(row, cells)


def _is_example(sheet: Sheet, row: int, cells: Mapping[Column, Cell], example: str | None) -> bool:
    """Whether a row is the example as it was written; one that was changed counts as filled in."""
    if 0 in sheet.numbers.values() or _text(sheet.grid.cell(row, 0)) not in (fold(EXAMPLE.nl), fold(EXAMPLE.en)):
        return False
    if example is not None:
        by_number = sorted(cells, key=lambda column: sheet.numbers[column])
        return example_digest([cells[column] for column in by_number]) == example
    text = Bilingual(
        f"Rij {row + 1} op het blad {sheet.grid.name} is als voorbeeld gemerkt en niet gelezen",
        f"Row {row + 1} on the sheet {sheet.grid.name} is marked as an example and was not read",
    )
    sheet.notices.append(Notice("example-not-read", text, sheet.grid.place(row, 0)))
    return True


def _text(cell: Cell) -> str:
    return fold(cell) if isinstance(cell, str) else ""
