"""Questionnaires there and back through real workbooks, and the laws of what they say together."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.cli import main
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


def test_what_respondents_say_becomes_known_and_what_was_written_by_hand_stays(tmp_path):
    for n in (2, 3, 5):
        fill(tmp_path / f"{n}.xlsx", "nl", "Aa", n)
    by_hand = rk.load({**REGION, "statements": [{"partner": "partner:a", "trait": "courage", "score": 1}]})
    added = rk.add_survey(by_hand, tmp_path)
    scores = {statement.trait: statement.score for statement in added.statements}
    assert scores.pop("courage") == 1
    assert set(scores.values()) == {3}
    (relation,) = added.relations
    assert (relation.from_, relation.to, relation.trust_open, relation.trust) == ("partner:a", "partner:b", 3, None)
    assert added.incomplete == ("relations",), "of what nobody answered nothing is known"
    assert {notice.code for notice in added.origin.notices} == {"survey", "survey-kept"}


def test_below_the_floor_nothing_can_be_found_in_any_output(tmp_path):
    for n in (4, 5):
        fill(tmp_path / f"{n}.xlsx", "nl", "Aa", n)
    region = rk.load(REGION)
    added = rk.add_survey(region, tmp_path)
    assert added == region
    before, after = (rk.diagnose(region), rk.diagnose(added))
    assert after.findings == before.findings
    assert [notice for notice in after.notices if "minder dan 3" in notice]


def test_a_file_that_comes_again_counts_once(tmp_path):
    one = fill(tmp_path / "1.xlsx", "nl", "Aa", 5)
    for name in ("2.xlsx", "3.xlsx"):
        shutil.copy(one, tmp_path / name)
    added = rk.add_survey(rk.load(REGION), tmp_path)
    assert added.statements is None
    assert {notice.code for notice in added.origin.notices} == {"survey", "survey-twice", "survey-floor"}


def test_a_lower_floor_is_possible_and_said(tmp_path):
    fill(tmp_path / "1.xlsx", "nl", "Aa", 5)
    added = rk.add_survey(rk.load(REGION), tmp_path, floor=1)
    assert len(added.statements) == 8
    assert "survey-low-floor" in {notice.code for notice in added.origin.notices}


def test_the_command_writes_the_partnership_and_says_what_was_read(tmp_path, capsys):
    answers = tmp_path / "answers"
    answers.mkdir()
    rk.save(rk.load(REGION), tmp_path / "region.yaml")
    for n in (2, 3, 5):
        fill(answers / f"{n}.xlsx", "nl", "Aa", n)
    out = tmp_path / "with-survey.yaml"
    assert main(["survey", str(tmp_path / "region.yaml"), str(answers), "--output", str(out), "--language", "en"]) == 0
    assert rk.load(out) == rk.add_survey(rk.load(REGION), answers)
    assert "3 questionnaires read" in capsys.readouterr().err
    assert main(["survey", str(tmp_path / "region.yaml"), str(tmp_path / "none"), "--output", str(out)]) == 2
