"""Tables to a partnership: names become keys, cells become values, and every problem is told with its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from regiokompas.errors import InputError, Problem, Problems, Source, did_you_mean
from regiokompas.io.document import Document, Notice, Path, Plain
from regiokompas.io.grid import Cell, Grid
from regiokompas.io.workbook_lists import LISTS
from regiokompas.model.entities import ENTITIES, NOUNS
from regiokompas.model.parties import About
from regiokompas.model.partnership import SECTIONS, Partnership
from regiokompas.model.reading import read
from regiokompas.saying import Said
from regiokompas.tables.cells import as_text, is_unknown
from regiokompas.tables.columns import SHEETS, Column, columns, fold, section_named
from regiokompas.tables.condition import read_condition
from regiokompas.tables.gone import (
    Written,
    gone_columns,
    is_start,
    missing_sheet,
    nameless,
    removed_sheet,
    renamed_sheet,
    section_by_headings,
    sections_listed,
)
from regiokompas.tables.naming import read_key
from regiokompas.tables.numbers import Unfit, Unknowable
from regiokompas.tables.row_names import RowNames, text_of
from regiokompas.tables.sheets import Record, Sheet, read_sheet
from regiokompas.tables.statuses import SELDOM_ALL, read_statuses
from regiokompas.texts import Bilingual

__all__ = ["START", "read_tables"]

#: The sheet that explains a workbook and says what is complete.
START = Bilingual("Start", "Start")


def read_tables(
    grids: Iterable[Grid], file: str, *, given_is_known: bool = False, incomplete: Sequence[str] = ()
) -> Partnership:
    """Read a partnership from tables.

    Parameters
    ----------
    grids
        A grid for each section, named as its sheet in either language or as in YAML; others are left alone.
    file
        What they come from, for messages.
    given_is_known
        Whether a table without rows says that there is none. Of a sheet that nobody filled in nothing is known.
    incomplete
        Sections that have more than is given, beside those that a start sheet names.

    Raises
    ------
    InputError
        With every problem at once, each with its cell.
    """
    tables = _Tables(file, given_is_known)
    for grid in grids:
        tables.take(grid)
    return tables.result(incomplete)


class _Tables:
    def __init__(self, file: str, given_is_known: bool) -> None:
        self.file = file
        self.given_is_known = given_is_known
        self.grids: dict[str, Grid] = {}
        self.written = Written()
        self.odd: list[Grid] = []
        #: What the start sheet lists, if there is one.
        self.listed: set[str] | None = None
        self.statuses: dict[str, tuple[str, Source]] = {}
        self.problems = Problems()
        self.notices: list[Notice] = []
        self.marks: dict[Path, Source] = {}
        #: Cells and rows of which all is told, so that the model need not say it again.
        self.told: set[Source] = set()
        #: How many cells name something of a section that cannot be looked up.
        self.lost: Counter[str] = Counter()
        self.rows = RowNames(self.problems)

    def take(self, grid: Grid) -> None:
        section = section_named(grid.name)
        if grid.name == LISTS:
            self.written = Written.of(grid)
        elif fold(grid.name) in (fold(START.nl), fold(START.en)):
            self.listed = sections_listed(grid)
            self.statuses.update(read_statuses(grid, self.problems))
        elif section is None:
            self.odd.append(grid)
        elif section in self.grids:
            other = self.grids[section].name
            message = Said("the sheet {name} is about the same as the sheet {other}", name=grid.name, other=other)
            self.problems.append(Problem(message, grid.place(0, 0), hint=Said("keep one of the two")))
        else:
            self.grids[section] = grid

    def _sheets(self) -> dict[str, Sheet]:
        """Read every sheet; one of another name for what it is, so that the name is told and not all that follows."""
        renamed = {}
        for grid in self.odd:
            section = section_by_headings(grid, [section for section in SHEETS if section not in self.grids])
            if section is not None:
                self.grids[section] = renamed[section] = grid
            elif self.listed is None and is_start(grid):
                self.problems.append(renamed_sheet(START.nl, grid, self.file))
                self.statuses.update(read_statuses(grid, self.problems))
            else:
                self._odd_sheet(grid)
        sheets = {
            section: read_sheet(section, self.grids[section], self.written.examples.get(section))
            for section in ENTITIES
            if section in self.grids
        }
        for section, grid in renamed.items():
            if sheets[section].records:
                before = self.written.sheet(section) or SHEETS[section].say(sheets[section].language)
                self.problems.append(renamed_sheet(before, grid, self.file))
            else:
                self._odd_sheet(grid)
        return sheets

    def _odd_sheet(self, grid: Grid) -> None:
        known = [name for words in SHEETS.values() for name in words]
        near = did_you_mean(grid.name, known, 0.8)
        if near is not None:
            message = Said("the sheet {name} is none that is known here", name=grid.name)
            self.problems.append(Problem(message, grid.place(0, 0), hint=near))
        elif any(cell is not None for row in grid.rows for cell in row):
            text = Bilingual(f"Het blad {grid.name} is niet gelezen", f"The sheet {grid.name} was not read")
            self.notices.append(Notice("sheet-not-read", text, grid.place(0, 0)))

    def result(self, incomplete: Sequence[str]) -> Partnership:
        sheets = self._sheets()
        for sheet in sheets.values():
            self.problems.extend(sheet.problems)
            self.notices.extend(sheet.notices)
            for found in gone_columns(sheet, self.written):
                self.problems.append(found) if isinstance(found, Problem) else self.notices.append(found)
        absent = {section for section in SECTIONS if section not in sheets}
        gone = {section for section in absent if self.written.sheet(section) or section in (self.listed or ())}
        self.rows.lose([*gone, *nameless(sheets.values(), self.written)], absent)
        self._find_currency(sheets.get(About.SECTION))
        self.rows.name(sheets)
        data: dict[str, Plain] = {}
        partly = set(incomplete)
        for section in SECTIONS:
            items = self._items(sheets[section]) if section in sheets else []
            if self._is_given(section, sheets.get(section), items, partly):
                data[section] = items
        about = self._about(sheets.get(About.SECTION))
        for section in sorted(absent):
            self._tell_of_absent(section)
        data |= {About.SECTION: about, "incomplete": [*sorted(partly)]}
        document = Document(data, self.file, self.marks, (), tuple(self.notices))
        try:
            partnership = read(document, self.told)
        except InputError as error:
            self.problems.extend(error.problems)
            raise InputError(self.problems) from None
        if self.problems:
            raise InputError(self.problems)
        return partnership

    def _tell_of_absent(self, section: str) -> None:
        before = self.written.sheet(section)
        if self.lost[section]:
            self.problems.append(missing_sheet(section, before, self.lost[section], self.file))
        elif before is not None:
            status, place = self.statuses.get(section, (None, None))
            found = removed_sheet(before, place if status in ("complete", "incomplete") else None)
            self.problems.append(found) if isinstance(found, Problem) else self.notices.append(found)

    def _is_given(self, section: str, sheet: Sheet | None, items: list[Plain], partly: set[str]) -> bool:
        """Whether a section is known; ``partly`` gathers those that are known in part."""
        status, place = self.statuses.get(section, (None, None))
        if status in ("incomplete", "unknown"):
            partly.add(section)
        if status is None and items and sheet is not None and section in SELDOM_ALL and not self.given_is_known:
            partly.add(section)
            self.notices.append(_taken_as_incomplete(sheet))
        if items:
            if status in ("none", "unknown") and place is not None and sheet is not None:
                empty = Said("{sheet} is said to be empty, but has rows", sheet=sheet.grid.name)
                unknown = Said("{sheet} is said to be unknown, but has rows", sheet=sheet.grid.name)
                message = empty if status == "none" else unknown
                hint = Said("the first stands at {place}", place=sheet.source(sheet.records[0].row))
                self.problems.append(Problem(message, place, hint=hint))
            return True
        return status in ("none", "complete", "incomplete") or (
            status is None and sheet is not None and self.given_is_known
        )

    def _find_currency(self, sheet: Sheet | None) -> None:
        found = sheet.records[0].cell("currency") if sheet is not None and sheet.records else None
        if found is not None and not is_unknown(found[1], found[0]):
            self.rows.currency = as_text(found[1]).upper()

    def _about(self, sheet: Sheet | None) -> Plain:
        if sheet is None or not sheet.records:
            words = SHEETS[About.SECTION]
            if sheet is None:
                place, message = Source(self.file), Said("there is no sheet {nl} or {en}", nl=words.nl, en=words.en)
            else:
                place, message = sheet.source(sheet.heading_row + 1), Said("the partnership itself is not filled in")
            if not (sheet is not None and sheet.problems):
                self.problems.append(Problem(message, place, expected=Said("its name and the date of the picture")))
            self.told.add(Source(self.file))
            return None
        for record in sheet.records[1:]:
            if self.problems.only_counted():
                continue
            self.problems.append(Problem(Said("there is one partnership, not more"), sheet.source(record.row)))
        self._complain_of_missing_columns(sheet)
        return self._item(sheet, sheet.records[0], (About.SECTION,))

    def _items(self, sheet: Sheet) -> list[Plain]:
        if sheet.records:
            self.marks[(sheet.section,)] = sheet.source(sheet.heading_row)
            self._complain_of_missing_columns(sheet)
        return [self._item(sheet, record, (sheet.section, number)) for number, record in enumerate(sheet.records)]

    def _complain_of_missing_columns(self, sheet: Sheet) -> None:
        present = {column.attribute for column in sheet.numbers}
        for column in columns(sheet.section):
            if column.is_required and column.attribute not in present:
                heading = column.heading.say(sheet.language)
                message = Said(
                    "there is no column {heading} on the sheet {sheet}", heading=heading, sheet=sheet.grid.name
                )
                other = next(iter(sheet.not_read.values()), None)
                template = "is it '{other}'? Call that {heading} again"
                hint = Said(template, other=other, heading=heading) if sheet.not_read else None
                self.problems.append(Problem(message, sheet.source(sheet.heading_row), hint=hint))

    def _item(self, sheet: Sheet, record: Record, path: Path) -> dict[str, Plain]:
        item: dict[str, Plain] = {}
        first = min(record.cells, key=lambda column: sheet.numbers[column])
        self.marks[path] = sheet.source(record.row, first)
        by_attribute: dict[str, dict[Column, Cell]] = {}
        for column, cell in record.cells.items():
            if not is_unknown(cell, column):
                by_attribute.setdefault(column.attribute, {})[column] = cell
        for attribute, cells in by_attribute.items():
            column = next(iter(cells))
            self.marks[(*path, attribute)] = sheet.source(record.row, column)
            try:
                item[attribute] = self._value(sheet, record, (*path, attribute), cells)
            except Unfit as unfit:
                self._complain(sheet, record, column, unfit)
        key = self.rows.key(sheet, record)
        if key is not None:
            item["key"] = key
        self._require(sheet, record, item, by_attribute)
        return item

    def _value(self, sheet: Sheet, record: Record, path: Path, cells: Mapping[Column, Cell]) -> Plain:
        reader = self.rows.reader(sheet)
        column = next(iter(cells))
        if column.attribute == "condition":
            item, places = read_condition(reader, cells)
            for name, stood in places.items():
                self.marks[(*path, name)] = sheet.source(record.row, stood)
            return item
        if column.attribute == "key":
            return read_key(as_text(cells[column]), ENTITIES[sheet.section].KIND)
        if column.form == "text":
            for one in cells:
                if one.language is not None:
                    self.marks[(*path, one.language)] = sheet.source(record.row, one)
            read_cells = {one.language: reader.read(one, cell) for one, cell in cells.items()}
            text: Plain = text_of({language: str(one) for language, one in read_cells.items()})
            return text
        return reader.read(column, cells[column])

    def _complain(self, sheet: Sheet, record: Record, column: Column, unfit: Unfit) -> None:
        heading = column.heading.say(sheet.language)
        place = sheet.source(record.row, column)
        if isinstance(unfit, Unknowable):
            self.lost[unfit.section] += 1
        elif not self.problems.only_counted():
            message = Said("{heading}: {what}", heading=heading, what=unfit.message)
            self.problems.append(Problem(message, place, unfit.expected, unfit.hint))
        self.told.add(place)
        if column.is_required:
            self._unfit(sheet, record)

    def _require(self, sheet: Sheet, record: Record, item: dict[str, Any], given: Mapping[str, Any]) -> None:
        for column in columns(sheet.section):
            if not column.is_required or column.attribute in given:
                continue
            self._unfit(sheet, record)
            if column in sheet.numbers and not self.problems.only_counted():
                kind = NOUNS[ENTITIES[sheet.section].KIND]
                heading = column.heading.say(sheet.language)
                message = Said("{heading}: empty, but every {kind} needs one", heading=heading, kind=kind)
                self.problems.append(Problem(message, sheet.source(record.row, column)))

    def _unfit(self, sheet: Sheet, record: Record) -> None:
        """What the model would say of the whole row is told already, cell by cell."""
        first = min(record.cells, key=lambda column: sheet.numbers[column])
        self.told.add(sheet.source(record.row, first))


def _taken_as_incomplete(sheet: Sheet) -> Notice:
    name = sheet.grid.name
    text = Bilingual(
        f"Het blad {name} telt als niet compleet, want op het blad {START.nl} staat niet dat dit ze allemaal zijn",
        f"The sheet {name} was taken as not complete, since the sheet {START.en} does not say that these are all",
    )
    return Notice("taken-as-incomplete", text, sheet.source(sheet.heading_row))
