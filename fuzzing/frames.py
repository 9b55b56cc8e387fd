"""Fuzz the reader of data frames: what a notebook hands over, cell by cell and column by column."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import atheris
import pandas as pd

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas import api as rk
    from regiokompas.tables.columns import SHEETS, columns

from harness import fuzz

SECTIONS = [*SHEETS, "Partners", "odd"]
WORDS = ["Tiel", "Buren; Tiel", "none", "geen", "?", "gemeente", "EUR 5", "1.000,5", "ja"]
ABOUT = {"name": "Demo", "date": "2026-11-23"}


def read(folder: Path, data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    frames: dict[str, Any] = {"partnership": ABOUT}
    for _ in range(given.ConsumeIntInRange(1, 4)):
        section = given.PickValueInList(SECTIONS)
        frames[section] = frame(given, section)
    rk.from_frames(frames)


def frame(given: Any, section: str) -> pd.DataFrame:
    known = [column.attribute for column in columns(section)] if section in SHEETS else ["name"]
    heads = [
        given.PickValueInList(known) if given.ConsumeBool() else given.ConsumeUnicodeNoSurrogates(8)
        for _ in range(given.ConsumeIntInRange(1, 5))
    ]
    rows = [[cell(given) for _ in heads] for _ in range(given.ConsumeIntInRange(0, 3))]
    return pd.DataFrame(rows, columns=heads, dtype=object)


def cell(given: Any) -> Any:
    match given.ConsumeIntInRange(0, 9):
        case 0:
            return given.ConsumeUnicode(20)
        case 1:
            return given.ConsumeInt(9)
        case 2:
            return given.ConsumeFloat()
        case 3:
            return given.PickValueInList([None, math.nan, pd.NA, pd.NaT, True, b"", {}, object()])
        case 4:
            return [cell(given) for _ in range(given.ConsumeIntInRange(0, 3))]
        case 5:
            return datetime.date.fromordinal(given.ConsumeIntInRange(1, 3_652_059))
        case 6:
            return pd.Timestamp(given.ConsumeIntInRange(0, 2**60), tz="Europe/Amsterdam")
        case _:
            return given.PickValueInList(
                ["Tiel", "Buren; Tiel", "none", "geen", "?", "gemeente", "EUR 5", "1.000,5", "ja"]
            )


if __name__ == "__main__":
    fuzz("frames", {"zeros": bytes(400), "all": bytes(range(256)) * 4}, read)
