"""What sheets to fill in are made of, before a spreadsheet program has a part in it.

Three kinds: a :class:`TableSheet` has headings on top and a row for each thing, a :class:`FormSheet` asks one thing per
line, and a :class:`ScoreSheet` asks for scores on one page. What they are about is not known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from regiokompas.io.grid import Cell, is_empty

__all__ = [
    "EXAMPLE_ROW",
    "HEADING_ROW",
    "INTRO_ROW",
    "LAST_ROW",
    "Column",
    "Entry",
    "Extent",
    "FormSheet",
    "Format",
    "Look",
    "Names",
    "ScoreBlock",
    "ScoreSheet",
    "TableSheet",
    "example_digest",
]

Format = Literal["text", "plain", "whole", "money", "share", "date"]

#: Column, first and last row of what stands under a heading, counted from 0.
Extent = tuple[int, int, int]

#: Rows, counted from 0, of a table sheet: what it is for, its headings, and its example where it has one.
INTRO_ROW, HEADING_ROW, EXAMPLE_ROW = 1, 2, 3

#: The last row that has drop-downs and checks.
LAST_ROW = 5_000


@dataclass(frozen=True, slots=True)
class Names:
    """What is filled in under headings of another sheet; several headings are joined with a slash."""

    sheet: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What may stand in the cells under a heading.

    Parameters
    ----------
    heading
        The heading, or the question of a form.
    format
        How cells show their value; ``text`` keeps what was typed, ``plain`` leaves it to the spreadsheet.
    width
        In characters.
    help
        What shows when one points at the heading.
    choices
        The words to choose from: these, or what is filled in on other sheets.
    is_open
        Whether something else than the choices can be typed, such as several of them.
    message
        What shows when one stands on a cell.
    refusal
        What shows when one types something else.
    bounds
        Least and greatest number.
    words
        Texts that may stand where a date or a number is asked for.
    is_required
        Whether the heading shows that every row needs it.
    is_locked
        Whether its cells cannot be changed, as questions cannot.
    """

    heading: str
    format: Format = "text"
    width: int = 18
    help: str | None = None
    choices: tuple[str, ...] | tuple[Names, ...] = ()
    is_open: bool = False
    message: str | None = None
    refusal: str | None = None
    bounds: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    is_required: bool = False
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with a row for each thing; ``example`` is one row that shows how, under the headings."""

    name: str
    title: str
    intro: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = ()
    example: Sequence[Cell] = ()
    colour: str = "#1F4E79"

    @property
    def has_example(self) -> bool:
        """Whether there is anything in the example."""
        return any(not is_empty(cell) for cell in self.example)

    @property
    def first_row(self) -> int:
        """The first row to fill in, under the example where there is one."""
        return EXAMPLE_ROW + 1 if self.has_example else EXAMPLE_ROW

    @property
    def extents(self) -> dict[str, Extent]:
        """Where to fill in, by heading."""
        return {column.heading: (n, self.first_row, LAST_ROW) for n, column in enumerate(self.columns, start=1)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a form: the question is the heading of ``column``; ``link`` names the sheet that it is about."""

    column: Column
    value: Cell = None
    help: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet that asks one thing per line, under some paragraphs that explain it."""

    name: str
    title: str
    paragraphs: Sequence[str]
    headings: tuple[str, str, str]
    entries: Sequence[Entry]
    colour: str = "#1F4E79"

    @property
    def first_row(self) -> int:
        """The row of the first entry, under the title, the paragraphs and the headings."""
        return len(self.paragraphs) + 4

    @property
    def extents(self) -> dict[str, Extent]:
        """Where to fill in, by question."""
        rows = enumerate(self.entries, start=self.first_row)
        return {entry.column.heading: (1, row, row) for row, entry in rows}


@dataclass(frozen=True, slots=True)
class ScoreBlock:
    """Rows to score under one or more headings.

    Parameters
    ----------
    heading
        What stands above the rows.
    columns
        Key, name and meaning of each score.
    rows
        Key and text of each row.
    """

    heading: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A page that asks some things and then for scores.

    The first column and some rows are hidden. They hold keys: those of the sheet in the first row, that of each line
    before it, and those of the scores of a block in a row that begins with the first key of the sheet. So answers can
    be read whatever the words are.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...]
    keys: tuple[str, ...]
    fields: tuple[tuple[str, Column], ...]
    blocks: tuple[ScoreBlock, ...]
    scores: tuple[str, ...]
    refusal: str
    colour: str = "#1F4E79"

    @property
    def width(self) -> int:
        """How many scores the widest block has in a row."""
        return max(len(block.columns) for block in self.blocks)

    @property
    def extents(self) -> dict[str, Extent]:
        """Nothing here is chosen from on another sheet."""
        return {}


@dataclass(frozen=True, slots=True)
class Look:
    """What all sheets share: words in the language of the reader, and how days and money show."""

    example: str
    back: str
    day: str
    money: str
    title: str


def example_digest(row: Sequence[Cell]) -> str:
    """Return what tells whether an example row was changed, however a spreadsheet stores its cells."""
    texts = []
    for cell in row:
        if is_empty(cell):
            continue
        if isinstance(cell, datetime):
            cell = cell.date()
        texts.append(f"{float(cell):.10g}" if isinstance(cell, int | float) else str(cell).strip())
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]
