"""The workbook of a partnership: empty to be filled in, or filled with what is known."""

from __future__ import annotations

from pathlib import Path

from regiokompas.io.grid import Cell
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.workbook import write_sheets
from regiokompas.io.workbook_reading import read_workbook
from regiokompas.io.workbook_sheets import Column as SheetColumn
from regiokompas.io.workbook_sheets import Entry, Format, FormSheet, Look, Names, TableSheet
from regiokompas.model.entities import ENTITIES
from regiokompas.model.parties import About
from regiokompas.model.partnership import SECTIONS, Partnership
from regiokompas.tables.columns import SHEETS, Column
from regiokompas.tables.example import example_cells
from regiokompas.tables.naming import JOINED_BY, NAMED_BY
from regiokompas.tables.reading import START, read_tables
from regiokompas.tables.sheets import EXAMPLE
from regiokompas.tables.statuses import STATUSES, status_of
from regiokompas.tables.wording import (
    BOOK,
    GROUPS,
    GUIDE,
    STATUS_HELP,
    heading_of,
    help_of,
    hint_of,
    purpose_of,
)
from regiokompas.tables.writing import Table, empty_table, tables_of
from regiokompas.texts import Language, term

__all__ = ["load_workbook", "sheet_column", "write_workbook", "write_workbook_template"]

_FORMATS: dict[str, Format] = {
    "day": "date",
    "money": "money",
    "share": "share",
    "whole": "whole",
    "year": "plain",
    "number": "plain",
    "score": "plain",
    "condition_measure": "whole",
}
_WIDTHS = {"text": 34, "words": 30, "references": 34, "condition_funds": 34, "reference": 26, "flag": 12, "score": 13}
_BOUNDS: dict[str, tuple[float, float]] = {
    "score": (1, 5),
    "share": (0, 1),
    "money": (0, 2**53),
    "whole": (0, 2**53),
    "number": (0, 2**53),
    "condition_measure": (0, 2**53),
    "year": (1900, 2200),
}


def load_workbook(path: Path, limits: Limits = SAFE) -> Partnership:
    """Read a partnership from a workbook.

    Raises
    ------
    InputError
        With every problem at once, each with its sheet and cell.
    RegiokompasError
        If the extra ``excel`` is not installed.
    """
    return read_tables(read_workbook(path, limits), str(path))


def write_workbook_template(path: Path, language: Language) -> None:
    """Write a workbook to fill in: an explanation, drop-downs, help at the headings and an example on each sheet."""
    tables = {section: empty_table(section) for section in ENTITIES}
    _write(path, tables, {}, language, with_examples=True)


def write_workbook(partnership: Partnership, path: Path, language: Language = "nl") -> None:
    """Write a partnership as a workbook, from which the same partnership can be read."""
    statuses = {section: status_of(partnership, section) for section in SECTIONS}
    _write(path, tables_of(partnership, language), statuses, language, partnership.about.currency)


def _write(
    path: Path,
    tables: dict[str, Table],
    statuses: dict[str, str | None],
    language: Language,
    currency: str = "EUR",
    *,
    with_examples: bool = False,
) -> None:
    sheets: list[TableSheet | FormSheet] = [_start(statuses, language), _about(tables[About.SECTION], language)]
    for colour, sections in GROUPS:
        for section in sections:
            if section != About.SECTION:
                sheets.append(_table(tables[section], language, colour, with_example=with_examples))
    dutch = language == "nl"
    look = Look(
        example=EXAMPLE.say(language),
        back=BOOK["back"].say(language),
        day="dd-mm-yyyy" if dutch else "yyyy-mm-dd",
        money='"€" #,##0' if currency == "EUR" else f'"{currency}" #,##0',
        title=f"{BOOK['title'].say(language)}: {BOOK['subtitle'].say(language)}",
    )
    write_sheets(path, sheets, look)


def _start(statuses: dict[str, str | None], language: Language) -> FormSheet:
    words = tuple(status.say(language) for status in STATUSES.values())
    entries = []
    for section in SHEETS:
        name = SHEETS[section].say(language)
        if section == About.SECTION:
            column = SheetColumn(name, is_locked=True)
            entries.append(Entry(column, None, purpose_of(section, language), link=name))
            continue
        column = SheetColumn(name, choices=words, message=STATUS_HELP.say(language))
        status = statuses.get(section)
        value = STATUSES[status].say(language) if status is not None else None
        entries.append(Entry(column, value, purpose_of(section, language), link=name))
    title = f"{BOOK['title'].say(language)}: {BOOK['subtitle'].say(language)}"
    headings = (BOOK["sheet"].say(language), BOOK["status"].say(language), BOOK["for"].say(language))
    return FormSheet(
        START.say(language), title, [p.say(language) for p in GUIDE], headings, entries, colour=GROUPS[0][0]
    )


def _about(table: Table, language: Language) -> FormSheet:
    cells = table.rows[0] if table.rows else (None,) * len(table.columns)
    examples = example_cells(About.SECTION, language)
    entries = [
        Entry(
            sheet_column(About.SECTION, column, language),
            cell,
            help_of(About.SECTION, column, language, examples.get(column)).replace("\n", "  "),
        )
        for column, cell in zip(table.columns, cells, strict=True)
    ]
    headings = (BOOK["attribute"].say(language), BOOK["answer"].say(language), BOOK["meaning"].say(language))
    name = SHEETS[About.SECTION].say(language)
    return FormSheet(name, name, [purpose_of(About.SECTION, language)], headings, entries, colour=GROUPS[0][0])


def _table(table: Table, language: Language, colour: str, *, with_example: bool) -> TableSheet:
    examples = example_cells(table.section, language)
    example: tuple[Cell, ...] = tuple(examples.get(column) for column in table.columns) if with_example else ()
    name = SHEETS[table.section].say(language)
    columns = [sheet_column(table.section, c, language, examples.get(c)) for c in table.columns]
    return TableSheet(name, name, purpose_of(table.section, language), columns, table.rows, example, colour)


def sheet_column(section: str, column: Column, language: Language, example: Cell = None) -> SheetColumn:
    """Return how a column of the model is shown and checked on a sheet."""
    choices = _choices(column, language)
    heading = heading_of(column, language)
    hint = hint_of(column, language)
    longest = max(len(word) for word in heading.split())
    fixed = [len(choice) for choice in choices if isinstance(choice, str)]
    return SheetColumn(
        heading,
        format=_FORMATS.get(column.form, "text"),
        width=max(_WIDTHS.get(column.form, 16), longest + 4, *(length + 4 for length in fixed)),
        help=help_of(section, column, language, example) or None,
        choices=choices,
        is_open=column.is_list or column.can_be_none or bool(column.kinds) or column.form == "word",
        message=hint if column.is_list or column.can_be_none or column.form in ("day", "share", "score") else None,
        refusal=hint or None,
        bounds=_BOUNDS.get(column.form),
        words=(term("none", language),) if column.can_be_none else (),
        is_required=column.is_required,
    )


def _choices(column: Column, language: Language) -> tuple[str, ...] | tuple[Names, ...]:
    if column.form == "flag":
        return (term("yes", language), term("no", language))
    if column.kinds:
        named = [section for section in SHEETS if ENTITIES[section].KIND in column.kinds]
        return tuple(Names(SHEETS[section].say(language), _naming(section, language)) for section in named)
    return tuple(words.say(language) for _, words in column.choices)


def _naming(section: str, language: Language) -> tuple[str, ...]:
    """Return the headings under which the names of a section stand."""
    attributes = JOINED_BY.get(section) or (NAMED_BY[section],)
    table = {column.attribute: column for column in empty_table(section).columns}
    return tuple(heading_of(table[attribute], language) for attribute in attributes)
