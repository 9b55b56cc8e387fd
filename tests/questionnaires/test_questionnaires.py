"""Questionnaires there and back through real workbooks, and the laws of what they say together."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.errors import InputError
from regiokompas.questionnaires import Answers, aggregate, read_answers, write_questionnaire

REGION = {
    "partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"},
    "partners": [
        {"key": "partner:a", "name": "Aa", "kind": "municipality"},
        {"key": "partner:b", "name": "Bee", "kind": "municipality"},
    ],
}


def fill(path: Path, language: str, partner: str, score: object) -> Path:
    write_questionnaire(rk.load(REGION), path, language)  # type: ignore[arg-type]
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=7):
        row[1].value = partner if "?" in str(row[0].value) else score
    book.save(path)
    return path


def test_dutch_and_english_count_together_and_nothing_is_said_of_oneself(tmp_path):
    paths = [fill(tmp_path / f"{n}.xlsx", language, "Aa", n) for n, language in enumerate(("nl", "en", "nl"), 2)]
    outcome = aggregate(read_answers(rk.load(REGION), paths))
    assert len(outcome.shown) == 14
    assert {(one.score, one.answers) for one in outcome.shown} == {(3, 3)}
    assert {one.about for one in outcome.shown} == {None, "partner:b"}


@pytest.mark.parametrize(("partner", "score", "message"), [("Aa", 6, "6 is no score"), ("Cee", 3, "Cee is no partner")])
def test_an_error_names_file_sheet_and_cell(tmp_path, partner, score, message):
    path = fill(tmp_path / "one.xlsx", "nl", partner, score)
    with pytest.raises(InputError, match=message) as error:
        read_answers(rk.load(REGION), [path])
    assert f"{path}:Vragenlijst!B" in str(error.value)


ANSWERS = st.lists(
    st.builds(
        Answers,
        st.sampled_from(["partner:a", "partner:b"]),
        st.dictionaries(st.just(("courage", None)), st.integers(1, 5)),
    ),
    max_size=12,
)


@given(ANSWERS, st.randoms(), st.integers(1, 5))
def test_order_does_not_matter_and_the_floor_holds(answers, random, floor):
    shuffled = random.sample(answers, len(answers))
    assert aggregate(shuffled, floor) == aggregate(answers, floor)
    assert all(one.answers >= floor for one in aggregate(answers, floor).shown)
