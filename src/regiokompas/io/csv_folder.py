"""A folder of CSV files to grids and back, with the line and column of every cell."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from regiokompas.errors import InputError, Problem, Problems, RegiokompasError, Source
from regiokompas.io.files import is_folder, read_text
from regiokompas.io.grid import Cell, Grid
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.replacing import replacing
from regiokompas.saying import Quoted, Said

__all__ = ["read_csv", "read_csv_folder", "write_csv_folder"]

_QUOTE = '"'
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')

#: What a spreadsheet takes for the beginning of a formula. Such a text gets an apostrophe, which is taken off again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv_folder(folder: Path, limits: Limits = SAFE) -> list[Grid]:
    """Read every CSV file in a folder, in the order of their names; other files are left alone.

    Raises
    ------
    InputError
        If there is no CSV file, or one cannot be read or is not UTF-8, or all together are larger than the limits.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
        size = sum(path.stat().st_size for path in paths if path.is_file())
    except OSError as error:
        message = Said("this folder cannot be read: {why}", why=Quoted(error.strerror))
        raise InputError([Problem(message, Source(str(folder)))]) from error
    if not paths:
        raise InputError([Problem(Said("there is no CSV file in this folder"), Source(str(folder)))])
    if size > limits.file_bytes:
        raise limits.exceeded(
            "file_bytes", "the files in this folder are larger than {limit} bytes", Source(str(folder))
        )
    grids: list[Grid] = []
    problems = Problems()
    cells = 0
    for path in paths:
        try:
            grid = read_csv(read_text(path, limits=limits), str(path), path.stem, limits)
        except InputError as error:
            hint = Said("a spreadsheet saves it as CSV UTF-8")
            problems.extend(replace(p, hint=hint) if "UTF-8" in p.message else p for p in error.problems)
            continue
        cells += _span(grid.rows)
        if cells > limits.cells:
            raise limits.exceeded("cells", "the files in this folder span more than {limit} cells", Source(str(folder)))
        grids.append(grid)
    if problems:
        raise InputError(problems)
    return grids


def read_csv(text: str, file: str, name: str, limits: Limits = SAFE) -> Grid:
    """Read CSV text; the first line says whether semicolons, commas or tabs part the cells.

    The standard reader does not say where a cell begins, which an error should.

    Raises
    ------
    InputError
        If a quotation mark is never closed, or there are too many cells.

    Examples
    --------
    >>> grid = read_csv('naam;inwoners\\nTiel;42000\\n', "partners.csv", "partners")
    >>> grid.rows[1], str(grid.place(1, 1))
    (['Tiel', '42000'], 'partners.csv:2:6')
    """
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    bare = re.compile(rf"[^{delimiter}\r\n]*+")
    rows: list[list[Cell]] = [[]]
    # Lines and columns of all cells in turn, and which of them begins each row: tuples would take ten times the room.
    lines, columns, starts = array("L"), array("L"), array("L", [0])
    line, line_start, position = 1, 0, 0
    while position < len(text):
        begun = position
        lines.append(line)
        columns.append(position - line_start + 1)
        value, position = _field(text, position, bare)
        if position < 0:
            source = Source(file, line=lines[-1], column=columns[-1])
            message = Said("this quotation mark is never closed")
            raise InputError([Problem(message, source, text=_line(text, begun))])
        rows[-1].append(_as_written(value) or None)
        if len(lines) > limits.cells:
            raise limits.exceeded("cells", "this file has more than {limit} cells", Source(file))
        breaks = text.count("\n", begun, position)
        if breaks:
            line += breaks
            line_start = text.rindex("\n", begun, position) + 1
        if position < len(text) and text[position] in "\r\n":
            position += 2 if text.startswith("\r\n", position) else 1
            line, line_start = line + 1, position
            rows.append([])
            starts.append(len(lines))
        elif position < len(text):
            position += 1
            if position == len(text):
                rows[-1].append(None)
                lines.append(line)
                columns.append(position - line_start + 1)
    if _span(rows) > limits.cells:
        raise limits.exceeded("cells", "the rows and columns of this file span more than {limit} cells", Source(file))

    def place(row: int, column: int) -> Source:
        if row >= len(rows) or not rows[row]:
            return Source(file, line=row + 1, column=1)
        at = starts[row] + min(column, len(rows[row]) - 1)
        return Source(file, line=lines[at], column=columns[at])

    return Grid(name, rows, place)


def _span(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many cells rows span, all made as long as the longest, as who compares columns takes them."""
    return len(rows) * max(map(len, rows), default=0)


def _field(text: str, position: int, bare: re.Pattern[str]) -> tuple[str, int]:
    """Return the field at a position and where it ends; -1 where its quotation mark is never closed."""
    value = ""
    if text.startswith(_QUOTE, position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            return value, -1
        value, position = quoted[1].replace(_QUOTE * 2, _QUOTE), quoted.end()
    rest = bare.match(text, position)
    assert rest is not None, "it matches nothing too"
    return value + rest[0], rest.end()


def _line(text: str, position: int) -> str:
    start = text.rfind("\n", 0, position) + 1
    return text[start:].partition("\n")[0].rstrip("\r")


def write_csv_folder(folder: Path, tables: Mapping[str, Sequence[Sequence[Cell]]], delimiter: str) -> None:
    """Write tables as CSV files that a spreadsheet opens with the right letters and without running anything.

    Parameters
    ----------
    folder
        Made if it does not exist.
    tables
        Rows by the name of the file without its suffix.
    delimiter
        What a spreadsheet in the language of the reader expects: ``;`` in Dutch, ``,`` in English.
    """
    with ExitStack() as files:
        files.enter_context(_folder(folder))
        for name, rows in tables.items():
            beside = files.enter_context(replacing(folder / f"{name}.csv"))
            beside.write_bytes(_content(rows, delimiter))


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make a folder; if nothing comes of what goes in it, it is taken away again."""
    is_new = not is_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = Quoted(getattr(error, "strerror", None) or error)
        raise RegiokompasError(Said("{path} cannot be written: {why}", path=folder, why=why)) from error
    try:
        yield
    except BaseException:
        if is_new:
            folder.rmdir()
        raise


def _content(rows: Sequence[Sequence[Cell]], delimiter: str) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    # With a mark of order, or Excel takes the letters for another alphabet.
    return stream.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or _as_written(cell) != cell):
        return f"'{cell}"
    return cell


def _as_written(text: str) -> str:
    """Take off the apostrophe that keeps a text from being a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
