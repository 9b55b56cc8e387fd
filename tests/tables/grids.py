"""Tables as grids without a file, which is fast enough for property tests."""

from collections.abc import Iterator

from regiokompas.errors import Source
from regiokompas.io.grid import Cell, Grid
from regiokompas.model import SECTIONS, Partnership
from regiokompas.tables.columns import SHEETS
from regiokompas.tables.statuses import STATUSES, status_of
from regiokompas.tables.writing import tables_of
from regiokompas.texts import Language


def grid(name: str, *rows: list[Cell]) -> Grid:
    return Grid(name, rows, lambda row, column: Source("region", path=f"{name}[{row}][{column}]"))


def grids_of(partnership: Partnership, language: Language) -> Iterator[Grid]:
    for section, table in tables_of(partnership, language).items():
        head: list[Cell] = [column.heading.say(language) for column in table.columns]
        yield grid(SHEETS[section].say(language), head, *(list(row) for row in table.rows))
    yield grid(
        "Start", *([SHEETS[section].say(language), _said(partnership, section, language)] for section in SECTIONS)
    )


def _said(partnership: Partnership, section: str, language: Language) -> Cell:
    status = status_of(partnership, section)
    return STATUSES[status].say(language) if status is not None else None
