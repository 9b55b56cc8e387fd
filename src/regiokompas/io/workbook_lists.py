"""The lists behind the drop-downs of a workbook, on a hidden sheet: fixed words, and what other sheets name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from regiokompas.io.grid import cell_name
from regiokompas.io.workbook_sheets import Extent, Names

__all__ = ["LISTS", "Lists"]

#: Name of the hidden sheet. Its first columns say of each sheet its name, the digest of its example row and its
#: headings, a line for each: who renames or removes one, can then be told.
LISTS = "_regiokompas"

#: Most names of one sheet that a drop-down over several sheets offers.
_MOST_NAMES = 300

_FIRST_COLUMN = 3


class Lists:
    """Gathers the lists while sheets are written, and writes them last.

    Parameters
    ----------
    extents
        Column, first and last row under each heading, by sheet.
    """

    def __init__(self, extents: Mapping[str, Mapping[str, Extent]]) -> None:
        self._extents = extents
        self._columns: list[tuple[str | Names, ...]] = []

    @property
    def first(self) -> str:
        """Name of the first sheet."""
        return next(iter(self._extents))

    def source(self, choices: Sequence[str] | Sequence[Names]) -> str:
        """Return the formula that yields the choices, and see to it that they are written."""
        only = choices[0]
        if isinstance(only, Names) and len(choices) == 1 and len(only.headings) == 1:
            area = self._area(only, only.headings[0], most=None)
            return f"=OFFSET({area.partition(':')[0]},0,0,MAX(1,COUNTA({area})),1)"
        key: tuple[str | Names, ...] = tuple(choices)
        if key not in self._columns:
            self._columns.append(key)
        column = _FIRST_COLUMN + self._columns.index(key)
        if not isinstance(only, Names):
            return f"={_absolute(LISTS, column, 1, len(choices))}"
        area = _absolute(LISTS, column, 1, self._length(choices))
        return f'=OFFSET({area.partition(":")[0]},0,0,MAX(1,COUNTIF({area},"?*")),1)'

    def check(
        self, row: int, column: int, bounds: tuple[float, float] | None, words: Sequence[str], *, is_day: bool
    ) -> str:
        """Return a formula that is true for a number within bounds (a day is one too), or for one of the words."""
        cell = cell_name(row, column)
        # A year typed where a day is asked for becomes a day in 1905.
        least, most = (2300, 2_958_465) if is_day else bounds or (0, 2**53)
        tests = [f"IF(ISNUMBER({cell}),AND({cell}>={least:.15g},{cell}<={most:.15g}),FALSE)"]
        tests += [f'{cell}="{word}"' for word in words]
        return f"=OR({','.join(tests)})"

    def write(self, workbook: Any, sheets: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Add the hidden sheet, with the name, the digest of the example and the headings of each other sheet."""
        page = workbook.add_worksheet(LISTS)
        page.hide()
        for row, (sheet, digest, headings) in enumerate(sheets):
            page.write_string(row, 0, sheet)
            page.write_string(row, 1, digest)
            page.write_string(row, 2, "\n".join(headings))
        for column, choices in enumerate(self._columns, start=_FIRST_COLUMN):
            for row, word in enumerate(choices, start=1):
                if isinstance(word, str):
                    page.write_string(row, column, word)
            if isinstance(choices[0], Names):
                for row in range(1, self._length(choices) + 1):
                    page.write_formula(row, column, self._stacked(choices, row), None, "")
        page.protect()

    def _length(self, choices: Sequence[str | Names]) -> int:
        return sum(self._rows(names) for names in choices if isinstance(names, Names))

    def _rows(self, names: Names) -> int:
        _, first, last = self._extents[names.sheet][names.headings[0]]
        return min(_MOST_NAMES, last - first + 1)

    def _stacked(self, choices: Sequence[str | Names], row: int) -> str:
        """Return the formula of one row of a list over several sheets, each without the empty rows at its end."""
        formula, before = '""', ""
        parts: list[tuple[str, str]] = []
        for names in choices:
            if isinstance(names, Names):
                areas = [self._area(names, heading, most=_MOST_NAMES) for heading in names.headings]
                count = f"{before}COUNTA({areas[0]})"
                item = '&" / "&'.join(f"INDEX({area},{row}-({before}0))" for area in areas)
                parts.append((count, f'{item}&""'))
                before = f"{count}+"
        for count, item in reversed(parts):
            formula = f"IF({row}<={count},{item},{formula})"
        return f"={formula}"

    def _area(self, names: Names, heading: str, most: int | None) -> str:
        column, first, last = self._extents[names.sheet][heading]
        rows = last - first + 1 if most is None else min(most, last - first + 1)
        return _absolute(names.sheet, column, first, rows)


def _absolute(sheet: str, column: int, row: int, rows: int) -> str:
    """Return the absolute name of a stretch of one column."""
    letters = cell_name(0, column)[:-1]
    return f"'{sheet}'!${letters}${row + 1}:${letters}${row + rows}"
