"""Data frames as they come from a notebook: columns of the wrong sort, doubled names, and cells of anything at all."""

from __future__ import annotations

import datetime
import decimal
import math
from typing import Any

import pandas as pd
import polars as pl
from hypothesis import strategies as st

#: What a cell of a pandas frame can hold, since a column of objects holds anything.
ODD: tuple[Any, ...] = (
    None, math.nan, math.inf, pd.NA, pd.NaT, pd.Timestamp("2026-11-23", tz="Europe/Amsterdam"), pd.Timestamp.min,
    pd.Timedelta(days=3), pd.Period("2026-11"), pd.Interval(0, 1), datetime.date(1, 1, 1), datetime.time(12, 30),
    datetime.timedelta(days=-1), decimal.Decimal("NaN"), decimal.Decimal("1e400"), 10**400, -1, 0.1, True, 1j, b"\xff",
    "", " ", "\ud800", "\x1b[2J", "EUR -5", "Tiel", "none", "2026-11-23", "x" * 30_000, [], ["Tiel", None], [[1], {}],
    {"nl": "Zorg"}, {1, 2}, object(), ("Tiel", "Buren"), range(2), pd.Series([1, 2]),
)  # fmt: skip

COLUMNS: tuple[Any, ...] = (
    "name", "naam", "kind", "population", "budget", "key", "date", "since", "theme", "owner", "amount", "condition",
    "Name", "name ", "", None, 1, math.nan, ("a", "b"), pd.Timestamp("2026-11-23"), "\ud800", "nmae", "name (en)",
)  # fmt: skip

SECTIONS = ("partnership", "partners", "persons", "themes", "funds", "relations", "roles", "Partners", "Geldpotten")


def of_pandas() -> st.SearchStrategy[pd.DataFrame]:
    """Frames of pandas, whose columns may share a name or be categories."""
    return st.builds(
        _of_pandas,
        st.lists(st.sampled_from(COLUMNS), max_size=5),
        st.lists(st.lists(st.sampled_from(range(len(ODD))).map(ODD.__getitem__), min_size=5, max_size=5), max_size=3),
        st.booleans(),
        st.booleans(),
    )


def _of_pandas(columns: list[Any], rows: list[list[Any]], are_categories: bool, is_indexed: bool) -> pd.DataFrame:
    data = {number: pd.Series([row[number] for row in rows], dtype=object) for number in range(len(columns))}
    frame = pd.DataFrame(data)
    if are_categories:
        frame = pd.DataFrame({name: pd.Categorical([ascii(cell)[:50] for cell in frame[name]]) for name in frame})
    frame.columns = pd.Index(columns, dtype=object)
    return (
        frame.set_index(frame.columns[0]) if is_indexed and len(set(map(str, columns))) == len(columns) > 1 else frame
    )


_MOMENT = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)

#: Columns that have a type, most often the wrong one.
TYPED: dict[str, pl.Series] = {
    "nothing": pl.Series([None, None]), "not a number": pl.Series([math.nan, -math.inf]),
    "texts": pl.Series(["Tiel", None]), "huge": pl.Series([2**63, 1], dtype=pl.UInt64),
    "moments": pl.Series([_MOMENT, None]), "lists": pl.Series([["Tiel"], None]), "nested": pl.Series([[[1]], []]),
    "structures": pl.Series([{"nl": "x"}, None]), "bytes": pl.Series([b"\xff", b""]),
    "categories": pl.Series(["a", "b"], dtype=pl.Categorical), "flags": pl.Series([True, None]),
    "durations": pl.Series([datetime.timedelta(days=1), None]), "decimals": pl.Series([decimal.Decimal("1.5"), None]),
}  # fmt: skip


def typed() -> st.SearchStrategy[Any]:
    """Frames of polars, read or yet to be read, and of Arrow."""
    names = st.sampled_from([name for name in COLUMNS if isinstance(name, str) and name.isprintable()])
    columns = st.dictionaries(names, st.sampled_from(sorted(TYPED)), max_size=5)
    return st.builds(_typed, columns, st.sampled_from(("polars", "lazy", "arrow")))


def _typed(columns: dict[str, str], made: str) -> Any:
    frame = pl.DataFrame({name: TYPED[column] for name, column in columns.items()})
    return {"polars": frame, "lazy": frame.lazy(), "arrow": frame.to_arrow()}[made]


def given() -> st.SearchStrategy[dict[str, Any]]:
    """A frame for each of a few sections, some of them no frame."""
    none = st.sampled_from([None, 3, "partners", [], {}, {"name": "Demo", "date": "2026-11-23"}, {1: 2}, ["name"]])
    frames = of_pandas() | typed() | none
    return st.dictionaries(st.sampled_from(SECTIONS), frames, max_size=4).map(_with_partnership)


def _with_partnership(frames: dict[str, Any]) -> dict[str, Any]:
    return {"partnership": {"name": "Demo", "date": "2026-11-23"}, **frames}
