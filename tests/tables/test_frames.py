"""Data frames of several libraries say the same as the YAML file."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import regiokompas as rk

ABOUT = {"name": "Regio", "date": date(2026, 11, 23)}
Columns = Mapping[str, list[Any]]


def arrow(columns: Columns) -> Any:
    return pa.table(dict(columns))


def lazy(columns: Columns) -> Any:
    return pl.DataFrame(columns).lazy()


KINDS = pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, arrow, lazy])
Frame = Callable[[Columns], Any]


@KINDS
def test_every_kind_of_frame_gives_the_same_partnership(frame: Frame) -> None:
    region = rk.from_frames(
        {
            "partnership": frame({"name": ["Regio"], "date": [date(2026, 11, 23)]}),
            "partners": frame(
                {
                    "key": ["partner:tiel", None],
                    "name": ["Tiel", "Buren"],
                    "population": [42000, None],
                    "cost_share": [0.55, None],
                    "considers_leaving": [True, None],
                    "strengths": [["inkoop", "juristen"], []],
                }
            ),
            "persons": frame(
                {"functie": ["secretaris"], "werkgever": ["Tiel"], "termijn eindigt op": [date(2030, 3, 28)]}
            ),
        }
    )
    assert region == rk.load(
        {
            "partnership": {"key": "partnership:regio", "name": "Regio", "date": "2026-11-23"},
            "partners": [
                {
                    "key": "partner:tiel",
                    "name": "Tiel",
                    "population": 42000,
                    "cost_share": 0.55,
                    "considers_leaving": True,
                    "strengths": ["inkoop", "juristen"],
                },
                {"key": "partner:buren", "name": "Buren", "strengths": []},
            ],
            "persons": [
                {
                    "key": "person:secretaris",
                    "function": "secretaris",
                    "employer": "partner:tiel",
                    "term_ends": "2030-03-28",
                }
            ],
        }
    )


def test_a_frame_without_rows_is_known_to_be_empty_and_one_left_out_is_unknown() -> None:
    region = rk.from_frames(
        {"partnership": ABOUT, "funds": pl.DataFrame({"name": []}), "partners": pl.DataFrame({"name": ["Tiel"]})},
        incomplete=["partners"],
    )
    assert region.funds == ()
    assert not region.is_known("roles")
    assert not region.is_complete("partners")


def test_what_pandas_writes_for_a_missing_value_is_unknown() -> None:
    partners = pd.DataFrame(
        {
            "name": ["a", "b", "c"],
            "population": pd.array([1, None, 3], dtype="Int64"),
            "province": ["x", pd.NA, float("nan")],
        }
    )
    partners["joined"] = pd.to_datetime(["2026-01-01", None, None])
    region = rk.from_frames({"partnership": ABOUT, "partners": partners})
    known = [(p.population, p.province, p.joined) for p in region.partners or ()]
    assert known == [(1, "x", date(2026, 1, 1)), (None, None, None), (3, None, None)]


def test_problems_name_the_frame_the_row_and_the_column() -> None:
    partners = pl.DataFrame({"name": ["Tiel", "Buren"], "kind": ["municipality", "municipalty"]})
    with pytest.raises(rk.InputError) as caught:
        rk.from_frames({"partnership": ABOUT, "partners": partners})
    (problem,) = caught.value.problems
    assert str(problem.source) == "<frames>:partners[1].kind"
    assert problem.hint == "did you mean municipality?"


def test_sources_name_the_entity() -> None:
    region = rk.from_frames({"partnership": ABOUT, "partners": pl.DataFrame({"name": ["Tiel"]})})
    assert str(region.source("partner:tiel", "name")) == "<frames>:partners[partner:tiel].name"


def test_what_is_no_section_or_no_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(rk.InputError, match="did you mean partners"):
        rk.from_frames({"partnership": ABOUT, "partnerz": pl.DataFrame({"name": ["x"]})})
    with pytest.raises(rk.RegiokompasError, match="list is no data frame"):
        rk.from_frames({"partnership": ABOUT, "partners": [1]})
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(rk.RegiokompasError, match=r"regiokompas\[frames\]"):
        rk.from_frames({"partnership": ABOUT, "partners": pl.DataFrame({"name": ["x"]})})
