"""Data frames to a partnership: pandas, polars, Arrow and whatever else narwhals knows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from regiokompas.arguments import takes
from regiokompas.errors import InputError, Problem, RegiokompasError, Source, did_you_mean
from regiokompas.io.grid import Cell, Grid
from regiokompas.io.limits import LONGEST_NUMBER
from regiokompas.model.partnership import Partnership
from regiokompas.saying import Quoted, Said
from regiokompas.tables.columns import SHEETS, section_named
from regiokompas.tables.reading import read_tables

__all__ = ["from_frames"]

_FILE = "<frames>"


@takes(frames=Mapping, incomplete=Iterable)
def from_frames(frames: Mapping[str, Any], *, incomplete: Sequence[str] = ()) -> Partnership:
    """Make a partnership of data frames.

    Parameters
    ----------
    frames
        A frame for each section that is known, by its name: ``{"partnership": ..., "partners": ..., "funds": ...}``.
        Columns are called as in YAML or as on the sheets of the workbook, in Dutch or English; one row is one entity.
        References are names or keys; several are a list, or one text with semicolons between them. The partnership
        itself may also be a plain mapping. A frame without rows says that there is none; a section that is left out is
        unknown, and so is a missing value.
    incomplete
        Sections that have more than is given.

    Returns
    -------
    Partnership
        Its sources name the frame, the entity and the attribute.

    Raises
    ------
    InputError
        With every problem at once.
    RegiokompasError
        If the extra ``frames`` is not installed, or something given is no frame.

    Examples
    --------
    >>> import polars as pl
    >>> partners = pl.DataFrame({"name": ["Tiel", "Buren"], "population": [42000, None]})
    >>> region = from_frames({"partnership": {"name": "Demo", "date": "2026-11-23"}, "partners": partners})
    >>> [(partner.key, partner.population) for partner in region.partners]
    [('partner:buren', None), ('partner:tiel', 42000)]
    """
    problems = [_no_section(name) for name in frames if section_named(name) is None]
    if problems:
        raise InputError(problems)
    grids = [_grid(name, frame) for name, frame in frames.items()]
    return read_tables(grids, _FILE, given_is_known=True, incomplete=incomplete)


def _no_section(name: str) -> Problem:
    hint = did_you_mean(name, SHEETS)
    message = Said("{name} is no section", name=name)
    return Problem(message, Source(_FILE, path=name), expected=", ".join(SHEETS), hint=hint)


def _grid(name: str, frame: Any) -> Grid:
    head, rows = ([*frame], [[*frame.values()]]) if isinstance(frame, Mapping) else _rows(name, frame)

    def place(row: int, column: int) -> Source:
        inside = f"{name}[{row - 1}]" if row else name
        return Source(_FILE, path=f"{inside}.{head[column]}" if column < len(head) else inside)

    return Grid(name, [list(head), *([_cell(value) for value in row] for row in rows)], place)


def _rows(name: str, frame: Any) -> tuple[list[str], list[list[Any]]]:
    try:
        import narwhals as nw
    except ImportError:
        raise RegiokompasError(Said("data frames need the extra frames: pip install regiokompas[frames]")) from None
    try:
        known: Any = nw.from_native(frame)
    except TypeError:
        kind = type(frame).__name__
        message = Said("{name}: {kind} is no data frame; give one of pandas, polars or Arrow", name=name, kind=kind)
        raise RegiokompasError(message) from None
    except Exception as error:  # every library of frames has errors of its own; two columns of one name are one
        raise _unreadable(name, error) from error
    try:
        if isinstance(known, nw.LazyFrame):
            known = known.collect()
        return [str(column) for column in known.columns], [list(row) for row in known.rows()]
    except Exception as error:  # likewise; a lazy frame computes only now
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> InputError:
    said = " ".join(str(error).split()) or type(error).__name__
    expected = Said("columns with names that differ, of texts, numbers and days")
    message = Said("this frame cannot be read: {why}", why=Quoted(said))
    return InputError([Problem(message, Source(_FILE, path=name), expected)])


def _short(value: Any) -> Any:
    """Return a whole number of thousands of digits, which Python refuses to write out, as what it is to a reader."""
    return math.inf if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER else value


def _cell(value: Any) -> Cell:
    """Return a value as plain Python; what pandas writes for a missing one is nothing."""
    plain: Callable[[], Any] | None = getattr(value, "tolist", None)
    if plain is not None:
        value = plain()
    if isinstance(value, list | tuple):
        return [str(_short(item)) for item in value]
    value = _short(value)
    try:
        is_missing = value is None or bool(value != value)
    except TypeError:  # pandas' NA says of no comparison whether it holds
        is_missing = True
    return None if is_missing else value
