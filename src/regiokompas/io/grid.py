"""A grid: the cells of one sheet, file or frame, and the place of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from regiokompas.errors import Source

__all__ = ["Cell", "Grid", "cell_name", "is_empty"]

#: What a cell holds; ``None`` where it is empty.
Cell = None | bool | int | float | str | date | time | timedelta | list[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, file or frame, before anything is known about their meaning.

    Parameters
    ----------
    name
        Name of the sheet, of the file without its suffix, or of the frame.
    rows
        The rows, from the first; they may differ in length.
    place
        Where a cell stands, by its row and column, both counted from 0.
    failed
        Row and column of the cells whose formula gave an error or has no stored outcome.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    place: Callable[[int, int], Source] = field(repr=False)
    failed: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; ``None`` beyond the end of a row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def turned(self) -> Grid:
        """Return the grid with its rows as columns, for a sheet that names its attributes down the side."""
        width = max((len(row) for row in self.rows), default=0)
        rows = [[self.cell(row, column) for row in range(len(self.rows))] for column in range(width)]
        failed = frozenset((column, row) for row, column in self.failed)
        return Grid(self.name, rows, lambda row, column: self.place(column, row), failed)


def is_empty(value: Cell) -> bool:
    """Return whether a cell holds nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, by its row and column counted from 0.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(9, 27)
    ('A1', 'AB10')
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
