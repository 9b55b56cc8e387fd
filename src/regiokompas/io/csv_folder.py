"""A folder of CSV files to grids and back, with the line and column of every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from regiokompas.errors import InputError, Problem, RegiokompasError, Source
from regiokompas.io.files import is_folder, read_text
from regiokompas.io.grid import MAX_CELLS, Cell, Grid
from regiokompas.io.replacing import replacing

__all__ = ["read_csv", "read_csv_folder", "write_csv_folder"]

_QUOTE = '"'

#: What a spreadsheet takes for the beginning of a formula. Such a text gets an apostrophe, which is taken off again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv_folder(folder: Path) -> list[Grid]:
    """Read every CSV file in a folder, in the order of their names; other files are left alone.

    Raises
    ------
    InputError
        If there is no CSV file, or one cannot be read, is too large or is not UTF-8.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        raise InputError([Problem(f"this folder cannot be read: {error.strerror}", Source(str(folder)))]) from error
    if not paths:
        raise InputError([Problem("there is no CSV file in this folder", Source(str(folder)))])
    grids: list[Grid] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            grids.append(read_csv(read_text(path), str(path), path.stem))
        except InputError as error:
            hint = "a spreadsheet saves it as CSV UTF-8"
            problems.extend(replace(p, hint=hint) if "UTF-8" in p.message else p for p in error.problems)
    if problems:
        raise InputError(problems)
    return grids


def read_csv(text: str, file: str, name: str) -> Grid:
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
    rows: list[list[Cell]] = [[]]
    places: list[list[tuple[int, int]]] = [[]]
    line, line_start, position, count = 1, 0, 0, 0
    while position < len(text):
        start, begun = (line, position - line_start + 1), position
        value, position = _field(text, position, delimiter)
        if position < 0:
            source = Source(file, line=start[0], column=start[1])
            raise InputError([Problem("this quotation mark is never closed", source, text=_line(text, begun))])
        rows[-1].append(_as_written(value) or None)
        places[-1].append(start)
        count += 1
        if count > MAX_CELLS:
            raise InputError([Problem(f"this file has more than {MAX_CELLS:,} cells", Source(file))])
        breaks = text.count("\n", begun, position)
        if breaks:
            line += breaks
            line_start = text.rindex("\n", begun, position) + 1
        if position < len(text) and text[position] in "\r\n":
            position += 2 if text.startswith("\r\n", position) else 1
            line, line_start = line + 1, position
            rows.append([])
            places.append([])
        elif position < len(text):
            position += 1
            if position == len(text):
                rows[-1].append(None)
                places[-1].append((line, position - line_start + 1))

    def place(row: int, column: int) -> Source:
        known = places[row] if row < len(places) else []
        at = known[min(column, len(known) - 1)] if known else (row + 1, 1)
        return Source(file, line=at[0], column=at[1])

    return Grid(name, rows, place)


def _field(text: str, position: int, delimiter: str) -> tuple[str, int]:
    """Return the field at a position and where it ends; -1 where its quotation mark is never closed."""
    if not text.startswith(_QUOTE, position):
        end = position
        while end < len(text) and text[end] not in (delimiter, "\r", "\n"):
            end += 1
        return text[position:end], end
    value, position = "", position + 1
    while True:
        end = text.find(_QUOTE, position)
        if end < 0:
            return value, -1
        value += text[position:end]
        position = end + 1
        if not text.startswith(_QUOTE, position):
            break
        value, position = value + _QUOTE, position + 1
    end = position
    while end < len(text) and text[end] not in (delimiter, "\r", "\n"):
        end += 1
    return value + text[position:end], end


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
        raise RegiokompasError(f"{folder} cannot be written: {error}") from error
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
    if not text.startswith("'"):
        return text
    bare = text[1:]
    return bare if bare.startswith(_FORMULA) or _as_written(bare) != bare else text
