"""Sheets to fill in as an Excel workbook: drop-downs, help at the headings, headings locked and cells free."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from regiokompas.errors import RegiokompasError
from regiokompas.io.grid import Cell
from regiokompas.io.replacing import write_bytes
from regiokompas.io.workbook_lists import Lists
from regiokompas.io.workbook_sheets import (
    EXAMPLE_ROW,
    HEADING_ROW,
    INTRO_ROW,
    LAST_ROW,
    Column,
    FormSheet,
    Look,
    ScoreBlock,
    ScoreSheet,
    TableSheet,
    example_digest,
)
from regiokompas.saying import Quoted, Said

__all__ = ["write_sheets"]

#: Longest text that a cell can hold.
MAX_CHARACTERS = 32_767

#: Height of a line in points; columns at least so wide wrap their texts, over so many lines at the most.
_LINE, _WRAPPED, _MOST_LINES = 15.5, 24, 8

#: The first year of which days are written as such: Excel knows none before 1900, and a year typed in a cell for days
#: shows as a day in 1905.
_FIRST_YEAR = 1910

#: Columns to the right of a table that are free for notes of one's own.
OWN_COLUMNS = 50

#: Characters in the columns of a page of scores for names and for a score, room above a line in points, and the lines
#: that can still be read on one page.
_NAMES, _SCORE, _ROOM, _ONE_PAGE = 34, 12, 6, 48

#: How cells look that are there to be filled in.
_MIDDLE = {"align": "center", "valign": "vcenter"}
_OPEN = {"bg_color": "#FFFDF5", "border": 1, "border_color": "#9CA3AF"}

_INK, _PAPER, _PALE, _GREY = "#1F2A37", "#FFFFFF", "#F3F4F6", "#6B7280"


def write_sheets(path: Path, sheets: Sequence[TableSheet | FormSheet | ScoreSheet], look: Look) -> None:
    """Write a workbook.

    The same sheets give the same bytes. Sheets are protected without a password: what must stay as it is, is locked,
    and everyone can lift that. No text is ever written as a formula.

    Raises
    ------
    RegiokompasError
        If the extra ``excel`` is not installed, a text is too long for a cell, or the file cannot be written.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError:
        raise RegiokompasError(
            Said("writing a workbook needs the extra excel: pip install regiokompas[excel]")
        ) from None
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    try:
        _write(workbook, sheets, look)
        workbook.close()
        content = _with_fixed_sheets(content)
    except (OSError, FileCreateError) as error:  # it puts its sheets in temporary files
        raise RegiokompasError(Said("{path} cannot be written: {why}", path=path, why=Quoted(error))) from error
    write_bytes(path, content.getvalue())


def _write(workbook: Any, sheets: Sequence[TableSheet | FormSheet | ScoreSheet], look: Look) -> None:
    workbook.set_properties({"title": look.title, "created": datetime(2000, 1, 1)})
    workbook.set_size(2400, 1500)
    writing = _Writing(workbook, look, Lists({sheet.name: sheet.extents for sheet in sheets}))
    for sheet in sheets:
        writing.sheet(sheet)
    writing.lists.write(workbook, _remembered(sheets))


def _with_fixed_sheets(content: io.BytesIO) -> io.BytesIO:
    """Return a workbook whose sheets are not renamed or removed by accident: xlsxwriter has no word for that."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(content) as archive, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            text = archive.read(part)
            if part.filename == "xl/workbook.xml":
                text = text.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>', 1)
            copy.writestr(part, text)
    return fixed


def _remembered(sheets: Sequence[TableSheet | FormSheet | ScoreSheet]) -> list[tuple[str, str, Sequence[str]]]:
    """Return what the hidden sheet keeps of each other: its name, the digest of its example, and its headings."""
    found: list[tuple[str, str, Sequence[str]]] = []
    for sheet in sheets:
        if isinstance(sheet, TableSheet):
            digest = example_digest(sheet.example) if sheet.has_example else ""
            found.append((sheet.name, digest, [column.heading for column in sheet.columns]))
        elif isinstance(sheet, FormSheet):
            found.append((sheet.name, "", [entry.column.heading for entry in sheet.entries]))
    return found


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a text takes; a spreadsheet finds that out only once the row is touched."""
    if not isinstance(cell, str) or width < _WRAPPED:
        return 1
    return min(_MOST_LINES, sum(1 + (len(line) - 1) // width for line in cell.split("\n")))


def _most_lines(text: str) -> int:
    """Return how many lines the words of a text take above a score."""
    lines, room = 0, 0
    for word in text.split():
        if len(word) > room:
            lines, room = lines + 1, _SCORE
        room -= len(word) + 1
    return lines


def _title(heading: str) -> str:
    """Shorten a heading to what a spreadsheet allows above a message, at the end of a word."""
    return heading if len(heading) <= 32 else f"{heading[:32].rpartition(' ')[0]}…"


class _Writing:
    def __init__(self, workbook: Any, look: Look, lists: Lists) -> None:
        self.workbook = workbook
        self.look = look
        self.lists = lists
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        whole = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(whole)
        return self.formats[key]

    def sheet(self, sheet: TableSheet | FormSheet | ScoreSheet) -> None:
        page = self.workbook.add_worksheet(sheet.name)
        page.set_tab_color(sheet.colour)
        page.hide_gridlines(1 if isinstance(sheet, TableSheet) else 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        if isinstance(sheet, TableSheet):
            self.table(page, sheet)
        elif isinstance(sheet, FormSheet):
            self.form(page, sheet)
        else:
            self.scores(page, sheet)
        allowed = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
        page.protect("", dict.fromkeys(allowed, True))

    def table(self, page: Any, sheet: TableSheet) -> None:
        first = sheet.first_row
        page.set_row(0, 26)
        page.write_url(0, 0, f"internal:'{self.lists.first}'!A1", self.format(font_color=sheet.colour), self.look.back)
        page.write_string(0, 1, sheet.title, self.format(bold=True, font_size=16, font_color=sheet.colour))
        page.write_string(INTRO_ROW, 1, sheet.intro, self.format(font_color=_GREY))
        page.set_row(HEADING_ROW, 48)
        page.write_blank(HEADING_ROW, 0, None, self._heading(sheet.colour, False))
        page.set_column(0, 0, 11, self.format())
        for number, column in enumerate(sheet.columns, start=1):
            page.set_column(number, number, column.width, self._cell(column))
            page.write_string(HEADING_ROW, number, column.heading, self._heading(sheet.colour, column.is_required))
            self._comment(page, HEADING_ROW, number, column.help)
            self._validate(page, (first, LAST_ROW, number), column)
        after = len(sheet.columns) + 1
        page.set_column(after, after + OWN_COLUMNS, 18, self.format(locked=False, num_format="@"))
        if sheet.has_example:
            shown = {"italic": True, "font_color": _GREY, "bg_color": _PALE}
            page.write_string(EXAMPLE_ROW, 0, self.look.example, self.format(**shown))
            for number, column in enumerate(sheet.columns, start=1):
                cell = sheet.example[number - 1]
                self._write(page, (EXAMPLE_ROW, number), cell, column, locked=True, **shown)
        for row, cells in enumerate(sheet.rows, start=first):
            lines = max(_lines(cell, column.width) for column, cell in zip(sheet.columns, cells, strict=True))
            page.set_row(row, _LINE * lines if lines > 1 else None)
            for number, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True), start=1):
                if cell is not None:
                    self._write(page, (row, number), cell, column)
        page.freeze_panes(first, 2)
        page.repeat_rows(HEADING_ROW)

    def form(self, page: Any, sheet: FormSheet) -> None:
        page.set_column(0, 0, 36, self.format())
        page.set_column(1, 1, 38, self.format())
        page.set_column(2, 2, 84, self.format())
        page.set_row(0, 30)
        page.write_string(0, 0, sheet.title, self.format(bold=True, font_size=20, font_color=sheet.colour))
        wrapped = self.format(text_wrap=True)
        for row, paragraph in enumerate(sheet.paragraphs, start=2):
            page.merge_range(row, 0, row, 2, "", wrapped)
            page.write_string(row, 0, paragraph, wrapped)
            page.set_row(row, _LINE * _lines(paragraph, 150) + 3)
        first = sheet.first_row
        page.set_row(first - 1, 20)
        for number, heading in enumerate(sheet.headings):
            page.write_string(first - 1, number, heading, self._heading(sheet.colour, False))
        for row, entry in enumerate(sheet.entries, start=first):
            label = self.format(bold=entry.column.is_required, text_wrap=True, bottom=1, bottom_color="#D1D5DB")
            if entry.link is None:
                page.write_string(row, 0, entry.column.heading, label)
            else:
                linked = self.format(font_color=sheet.colour, underline=1, bottom=1, bottom_color="#D1D5DB")
                page.write_url(row, 0, f"internal:'{entry.link}'!A1", linked, entry.column.heading)
            paper = {} if entry.column.is_locked else _OPEN
            self._write(page, (row, 1), entry.value, entry.column, **paper)
            help_ = self.format(font_color=_GREY, text_wrap=True, bottom=1, bottom_color="#D1D5DB")
            page.write_string(row, 2, entry.help, help_)
            lines = max(_lines(entry.help, 88), _lines(entry.value, 38), _lines(entry.column.heading, 36))
            page.set_row(row, _LINE * lines + 3)
            self._validate(page, (row, row, 1), entry.column)
        page.freeze_panes(first, 0) if first < 12 else None

    def scores(self, page: Any, sheet: ScoreSheet) -> None:
        last = 1 + sheet.width
        page.set_portrait()
        page.set_margins(0.5, 0.5, 0.5, 0.5)
        page.set_column(0, 0, 0, self.format(), {"hidden": True})
        page.set_column(1, 1, _NAMES, self.format())
        page.set_column(2, last, _SCORE, self.format())
        for number, key in enumerate(sheet.keys):
            page.write_string(0, number, key)
        page.set_row(0, None, None, {"hidden": True})
        page.set_row(1, 30)
        page.write_string(1, 1, sheet.title, self.format(bold=True, font_size=20, font_color=sheet.colour))
        for row, paragraph in enumerate(sheet.paragraphs, start=2):
            page.merge_range(row, 1, row, last, paragraph, self.format(text_wrap=True))
            page.set_row(row, _LINE * _lines(paragraph, _NAMES + _SCORE * sheet.width) + 3)
        row = 3 + len(sheet.paragraphs)
        for key, column in sheet.fields:
            page.write_string(row, 0, key)
            page.write_string(row, 1, column.heading, self.format(bold=column.is_required, valign="vcenter"))
            page.merge_range(row, 2, row, last, "", self._cell(column, valign="vcenter", **_OPEN))
            self._validate(page, (row, row, 2), column)
            page.set_row(row, _LINE + _ROOM)
            row += 1
        for block in sheet.blocks:
            row = self._block(page, sheet, block, row + 1)
        page.fit_to_pages(1, 1 if row <= _ONE_PAGE else 0)
        if row > _ONE_PAGE:
            page.repeat_rows(row - len(sheet.blocks[-1].rows) - 1)

    def _block(self, page: Any, sheet: ScoreSheet, block: ScoreBlock, row: int) -> int:
        """Write a block, its scores at the right; return the row after it."""
        first = 2 + sheet.width - len(block.columns)
        last = 1 + sheet.width
        page.set_row(row, None, None, {"hidden": True})
        page.write_string(row, 0, sheet.keys[0])
        heading = self.format(bold=True, font_color=sheet.colour, font_size=12, valign="bottom", text_wrap=True)
        self._across(page, row + 1, (1, first - 1), block.heading, heading)
        above = {"text_wrap": True, "align": "center", "valign": "bottom", "font_size": 9, "font_color": _GREY}
        for number, (key, name, meaning) in enumerate(block.columns, start=first):
            page.write_string(row, number, key)
            if meaning:
                bold = self.format(bold=True, font_size=9)
                parts = (bold, name, self.format(font_size=9, font_color=_GREY), f"\n{meaning}")
                page.write_rich_string(row + 1, number, *parts, self.format(**above))
            else:
                page.write_string(row + 1, number, name, self.format(**above))
        most = max(_most_lines(name) + _most_lines(meaning) for _, name, meaning in block.columns)
        page.set_row(row + 1, max(24, 12.5 * most + 6))
        ruled = self.format(text_wrap=True, valign="vcenter", bottom=1, bottom_color="#D1D5DB")
        width = _NAMES + _SCORE * (first - 2)
        for place, (key, text) in enumerate(block.rows, start=row + 2):
            page.write_string(place, 0, key)
            self._across(page, place, (1, first - 1), text, ruled)
            page.set_row(place, _LINE * _lines(text, width) + _ROOM)
            for number in range(first, last + 1):
                page.write_blank(place, number, None, self.format(locked=False, **_MIDDLE, **_OPEN))
        options = {"validate": "list", "source": list(sheet.scores), "error_type": "warning"}
        after = row + 2 + len(block.rows)
        area = (row + 2, first, after - 1, last)
        page.data_validation(*area, {**options, "error_title": sheet.title[:32], "error_message": sheet.refusal})
        return after

    def _across(self, page: Any, row: int, columns: tuple[int, int], text: str, shown: Any) -> None:
        """Write a text over several columns; one column alone cannot be merged."""
        if columns[0] == columns[1]:
            page.write_string(row, columns[0], text, shown)
        else:
            page.merge_range(row, columns[0], row, columns[1], text, shown)

    def _heading(self, colour: str, required: bool) -> Any:
        return self.format(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            font_color=_PAPER,
            bg_color=colour,
            border=1,
            border_color=_PAPER,
            underline=1 if required else 0,
        )

    def _cell_format(self, column: Column) -> str:
        return {
            "text": "@",
            "plain": "General",
            "whole": "#,##0",
            "money": self.look.money,
            "share": "0%",
            "date": self.look.day,
        }[column.format]

    def _cell(self, column: Column, **properties: Any) -> Any:
        base = {
            "num_format": self._cell_format(column),
            "locked": column.is_locked,
            "text_wrap": column.width >= _WRAPPED,
        }
        return self.format(**{**base, **properties})

    def _write(self, page: Any, place: tuple[int, int], cell: Cell, column: Column, **properties: Any) -> None:
        """Write a value; a text as a text whatever it begins with, and a number that would lose a digit as a text."""
        row, number = place
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            if float(f"{cell:.16G}") == cell:
                if column.format in ("money", "whole") and cell != int(cell):
                    properties["num_format"] = f"{self._cell_format(column)}.00"
                elif column.format == "share" and round(cell * 100, 6) != round(cell * 100):
                    properties["num_format"] = "0.0#%"
                page.write_number(row, number, cell, self._cell(column, **properties))
                return
            cell = repr(cell)
        shown = self._cell(column, **properties)
        if cell is None:
            page.write_blank(row, number, None, shown)
        elif isinstance(cell, bool):
            page.write_boolean(row, number, cell, shown)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            page.write_datetime(row, number, cell, shown)
        else:
            text = str(cell)  # a day of long ago is year-month-day
            if len(text) > MAX_CHARACTERS:
                message = Said(
                    "{heading}: a text of {count} characters is too long for a cell",
                    heading=column.heading,
                    count=len(text),
                )
                raise RegiokompasError(message)
            page.write_string(row, number, text, shown)

    def _comment(self, page: Any, row: int, number: int, text: str | None) -> None:
        if text:
            height = 24 + 16 * sum(1 + len(line) // 46 for line in text.split("\n"))
            options = {"width": 300, "height": height, "font_size": 9, "color": "#FFFBEB", "author": "regiokompas"}
            page.write_comment(row, number, text, options)

    def _validate(self, page: Any, place: tuple[int, int, int], column: Column) -> None:
        """Offer the choices and check what is typed. A check warns and never forbids: the reader says the rest."""
        first, last, number = place
        options: dict[str, Any] = {"ignore_blank": True, "error_type": "warning"}
        if column.message:
            options |= {"input_title": _title(column.heading), "input_message": column.message[:255]}
        if column.refusal:
            options |= {"error_title": _title(column.heading), "error_message": column.refusal[:255]}
        if column.choices:
            options |= {
                "validate": "list",
                "source": self.lists.source(column.choices),
                "show_error": not column.is_open,
            }
            page.data_validation(first, number, last, number, options)
        elif column.format == "date" or column.bounds:
            formula = self.lists.check(first, number, column.bounds, column.words, is_day=column.format == "date")
            page.data_validation(first, number, last, number, {**options, "validate": "custom", "value": formula})
        elif column.message:
            page.data_validation(first, number, last, number, {**options, "validate": "any"})
