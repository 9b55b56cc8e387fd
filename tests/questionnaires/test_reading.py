"""Questionnaires there and back through real workbooks, and every way in which one can be filled in wrongly."""

import copy

import openpyxl
import pytest

import regiokompas as rk
from questionnaires.respondents import REGION, answer, cell_of
from regiokompas.errors import InputError
from regiokompas.questionnaires import aggregate, read_answers
from regiokompas.questionnaires.wording import INDICATORS, STATEMENTS


@pytest.fixture(scope="module")
def region():
    return rk.load(REGION)


def problems(region, *paths):
    with pytest.raises(InputError) as error:
        read_answers(region, paths)
    return [(problem.message, problem.source.cell) for problem in error.value.problems]


def test_dutch_and_english_count_together_and_nothing_is_said_of_oneself(region, tmp_path):
    languages = (("nl", "Bee"), ("en", "Bea"), ("nl", "Bee"))
    paths = [answer(tmp_path / f"{n}.xlsx", name, n, language) for n, (language, name) in enumerate(languages, 2)]
    outcome = aggregate(read_answers(region, paths))
    assert len(outcome.shown) == len(STATEMENTS) + 2 * len(INDICATORS)
    assert {(one.partner, one.score, one.answers) for one in outcome.shown} == {("partner:b", 3, 3)}
    assert {one.about for one in outcome.shown} == {None, "partner:a", "partner:c"}


def test_what_is_left_empty_is_no_answer(region, tmp_path):
    path = answer(tmp_path / "one.xlsx", "Aa", {("courage", "score"): " ", ("partner:b", "trust_open"): "4"})
    (read,) = read_answers(region, [path])
    assert read.scores == {("trust_open", "partner:b"): 4}
    assert read.function is None


@pytest.mark.parametrize("said", ["n.v.t.", "?", "Weet niet", "-", "N/A", "don’t know", "geen  mening"])
def test_who_says_in_words_that_there_is_no_answer_gives_none(region, tmp_path, said):
    scores = {("courage", "score"): said, ("partner:b", "trust_open"): "4"}
    (read,) = read_answers(region, [answer(tmp_path / "one.xlsx", "Aa", scores, function=said)])
    assert read.scores == {("trust_open", "partner:b"): 4}
    assert read.function is None


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_column_that_was_put_in_is_told_as_that(region, tmp_path, column):
    path = answer(tmp_path / "one.xlsx", "Aa", 3, also=lambda sheet: sheet.insert_cols(column))
    assert problems(region, path) == [("the columns of this questionnaire are not where they were written", "A1")]


@pytest.mark.parametrize("score", [0, 6, -1, 3.5, "veel", True, "1-5"])
def test_a_score_out_of_range_is_told_with_its_cell(region, tmp_path, score):
    path = answer(tmp_path / "one.xlsx", "Aa", {("courage", "score"): score, ("partner:b", "trust_open"): 3})
    place = cell_of(openpyxl.load_workbook(path).worksheets[0], "courage", "score").coordinate
    assert problems(region, path) == [(f"{score} is no score", place)]


def test_a_formula_that_failed_is_no_empty_cell(region, tmp_path):
    def fail(sheet):
        cell_of(sheet, "courage", "score").value = "=1/0"

    assert [message for message, _ in problems(region, answer(tmp_path / "one.xlsx", "Aa", 3, also=fail))] == [
        "the formula has no outcome"
    ]
    failed = answer(tmp_path / "two.xlsx", "=Z99", 3)
    assert [message for message, _ in problems(region, failed)] == ["the formula has no outcome"]


@pytest.mark.parametrize(("partner", "message"), [("Dee", "Dee is no partner"), (None, "no partner is chosen")])
def test_a_respondent_works_for_a_partner(region, tmp_path, partner, message):
    assert [found for found, _ in problems(region, answer(tmp_path / "one.xlsx", partner, 3))] == [message]


def test_a_question_that_was_never_asked_is_told(region, tmp_path):
    def tamper(sheet):
        for old, new in (("courage", "charm"), ("partner:c", "partner:zee")):
            next(row[0] for row in sheet.iter_rows() if row[0].value == old).value = new

    found = dict(problems(region, answer(tmp_path / "one.xlsx", "Aa", 3, also=tamper)))
    assert "charm score is no question of this survey" in found
    assert "partner:zee is no partner" in found


def test_a_question_answered_twice_is_told(region, tmp_path):
    def twice(sheet):
        next(row[0] for row in sheet.iter_rows() if row[0].value == "openness").value = "courage"

    assert [message for message, _ in problems(region, answer(tmp_path / "one.xlsx", "Aa", 3, also=twice))] == [
        "this question is answered twice"
    ]


def test_a_questionnaire_of_another_region_is_refused(tmp_path):
    other = copy.deepcopy(REGION)
    other["partnership"]["key"] = "partnership:elsewhere"
    path = answer(tmp_path / "one.xlsx", "Aa", 3)
    assert problems(rk.load(other), path) == [("this questionnaire is about partnership:demo", "B1")]


def test_another_workbook_is_no_questionnaire(region, tmp_path):
    rk.save(region, tmp_path / "region.xlsx")
    assert problems(region, tmp_path / "region.xlsx") == [("this is no questionnaire of a survey", None)]


def test_every_problem_of_every_file_is_told_at_once(region, tmp_path):
    rk.save(region, tmp_path / "region.xlsx")
    paths = [answer(tmp_path / "1.xlsx", "Dee", 3), answer(tmp_path / "2.xlsx", "Aa", 9), tmp_path / "region.xlsx"]
    assert len(problems(region, *paths)) == 1 + (len(STATEMENTS) + 3 * len(INDICATORS)) + 1


def test_a_partner_that_was_renamed_since_is_still_known(tmp_path):
    renamed = copy.deepcopy(REGION)
    renamed["partners"][1]["name"] = "Bee aan Zee"
    (read,) = read_answers(rk.load(renamed), [answer(tmp_path / "one.xlsx", "Bee", 3)])
    assert read.partner == "partner:b"


def test_words_can_change_where_keys_stay(region, tmp_path):
    """Somebody who translates the questions, or mends a word in them, loses no answers."""

    def reword(sheet):
        for row in sheet.iter_rows(min_row=9):
            if row[1].value and row[0].value and not str(row[0].value).startswith("partner:"):
                row[1].value = f"{row[1].value} (!)"

    plain, reworded = answer(tmp_path / "1.xlsx", "Aa", 3), answer(tmp_path / "2.xlsx", "Aa", 3, also=reword)
    one, other = read_answers(region, [plain, reworded])
    assert one == other
