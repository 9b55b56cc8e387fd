"""People who fill in a questionnaire, in a real workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

import regiokompas as rk
from regiokompas.questionnaires import FLOOR, write_questionnaire
from regiokompas.questionnaires.forms import ASKS_FUNCTION, ASKS_PARTNER, MARK

REGION: dict[str, Any] = {
    "partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"},
    "partners": [
        {"key": "partner:a", "name": "Aa", "kind": "municipality"},
        {"key": "partner:b", "name": {"nl": "Bee", "en": "Bea"}, "kind": "municipality"},
        {"key": "partner:c", "name": "Cee", "kind": "provider"},
    ],
}

#: A score for all that is asked, by key of the row and of the score, or by a function of both.
Scores = object | Mapping[tuple[str, str], object] | Callable[[str, str], object]


@cache
def empty(language: Any, floor: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "form.xlsx")
        write_questionnaire(rk.load(REGION), path, language, floor=floor)
        return path.read_bytes()


def answer(
    path: Path,
    partner: object,
    scores: Scores,
    language: str = "nl",
    *,
    function: str | None = None,
    floor: int = FLOOR,
    also: Callable[[Any], None] = lambda sheet: None,
) -> Path:
    """Fill in a questionnaire; ``also`` does something else to the sheet."""
    book = openpyxl.load_workbook(BytesIO(empty(language, floor)))
    sheet = book.worksheets[0]
    asked: dict[int, str] = {}
    for row in sheet.iter_rows(min_row=2):
        key = row[0].value
        if key == ASKS_PARTNER:
            row[2].value = partner
        elif key == ASKS_FUNCTION:
            row[2].value = function
        elif key == MARK:
            asked = {n: cell.value for n, cell in enumerate(row) if n and cell.value}
        elif key:
            for number, attribute in asked.items():
                row[number].value = score_of(scores, key, attribute)
    also(sheet)
    book.properties.description = path.name  # else two who answer alike in one second would be one file
    book.save(path)
    return path


def score_of(scores: Scores, key: str, attribute: str) -> Any:
    if callable(scores):
        return scores(key, attribute)
    return scores.get((key, attribute)) if isinstance(scores, Mapping) else scores


def cell_of(sheet: Any, key: str, attribute: str) -> Any:
    """Return the cell with the score of a row."""
    column = 0
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == MARK:
            column = next((n for n, cell in enumerate(row) if cell.value == attribute), 0)
        elif row[0].value == key and column:
            return row[column]
    raise LookupError(key)
