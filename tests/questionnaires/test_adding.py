"""What a survey says, added to what is known of a region."""

import shutil

import pytest

import regiokompas as rk
from questionnaires.respondents import REGION, answer
from regiokompas.cli import main
from regiokompas.errors import InputError, RegiokompasError
from regiokompas.questionnaires.wording import STATEMENTS


@pytest.fixture
def region():
    return rk.load(REGION)


@pytest.fixture
def kompas():
    return rk.Kompas(select=["PLY"])


def codes(partnership):
    return {notice.code for notice in partnership.origin.notices}


def respond(folder, partner, *scores, **more):
    folder.mkdir(exist_ok=True)
    for score in scores:
        answer(folder / f"{partner}-{len(list(folder.iterdir()))}.xlsx", partner, score, **more)


def test_what_respondents_say_becomes_known_and_what_was_written_by_hand_stays(tmp_path):
    respond(tmp_path, "Aa", 2, 3, 5)
    by_hand = rk.load({**REGION, "statements": [{"partner": "partner:a", "trait": "courage", "score": 1}]})
    added = rk.add_survey(by_hand, tmp_path)
    found = {statement.trait: (statement.score, statement.answers) for statement in added.statements}
    assert found.pop("courage") == (1, None), "a score by hand does not rest on these answers"
    assert set(found.values()) == {(3, 3)}
    relations = {relation.to: relation for relation in added.relations}
    assert set(relations) == {"partner:b", "partner:c"}
    relation = relations["partner:b"]
    assert (relation.from_, relation.trust_open, relation.trust, relation.answers) == ("partner:a", 3, None, 3)
    assert (relation.divided, {statement.divided for statement in added.statements}) == (None, {None})
    assert added.incomplete == ("relations",), "who else is in contact was not asked"
    assert codes(added) == {"survey", "survey-kept", "survey-relations"}


def test_every_partner_was_asked_so_the_statements_are_complete(region, tmp_path, kompas):
    """Otherwise nothing would be judged of a region that held a survey and knew nothing before."""
    respond(tmp_path, "Aa", 1, 2, 2)
    respond(tmp_path, "Bee", 2, 2, 2)
    respond(tmp_path, "Cee", 2, 2, 1)
    added = rk.add_survey(region, tmp_path)
    assert added.is_complete("statements")
    assert len(added.statements) == 3 * len(STATEMENTS)
    assert {"culture-low", "enthusiasm-gone", "give-and-take-missing", "courage-missing"} <= {
        finding.rule for finding in kompas.diagnose(added).findings
    }


def test_of_partners_that_may_be_more_the_statements_are_not_complete(tmp_path):
    respond(tmp_path, "Aa", 1, 2, 2)
    added = rk.add_survey(rk.load({**REGION, "incomplete": ["partners"]}), tmp_path)
    assert added.incomplete == ("partners", "relations", "statements")


def test_a_house_divided_is_a_fact_and_becomes_a_finding(region, tmp_path, kompas):
    respond(tmp_path, "Aa", 1, 2, 3, 4, 5)
    respond(tmp_path, "Bee", 3, 3, 4, 4, 5)
    respond(tmp_path, "Cee", 1, 1, 5, 5)
    added = rk.add_survey(region, tmp_path)
    assert {s.divided for s in added.statements if s.partner == "partner:a"} == {True}
    assert {s.divided for s in added.statements if s.partner == "partner:b"} == {False}
    assert {s.divided for s in added.statements if s.partner == "partner:c"} == {None}, "four answers are too few"
    assert {(r.from_, r.divided) for r in added.relations} == {
        ("partner:a", True),
        ("partner:b", False),
        ("partner:c", None),
    }
    diagnosis = kompas.diagnose(added, language="en")
    (finding,) = [finding for finding in diagnosis.findings if finding.rule == "house-divided"]
    assert finding.subjects == ("partner:a",)
    assert "Other partners: Bea and Cee" in finding.message
    assert "partner:c" in {key for one in diagnosis.undecided if one.rule == "house-divided" for key in one.subjects}


def test_one_indicator_that_cannot_be_told_leaves_the_relation_unknown(region, tmp_path):
    """Of one indicator only four answered, so it is not known that they agree on all."""

    def scores(n):
        return lambda key, attribute: None if n == 4 and attribute == "trust_open" else 3

    for n in range(5):
        answer(tmp_path / f"{n}.xlsx", "Aa", scores(n))
    relation = rk.add_survey(region, tmp_path).relations[0]
    assert (relation.answers, relation.divided) == (4, None)


def test_how_involved_a_partner_is_is_what_the_others_find(region, tmp_path):
    respond(tmp_path, "Aa", 2, 2, 2)
    assert {partner.involvement for partner in rk.add_survey(region, tmp_path).partners} == {None}, "one is not enough"
    respond(tmp_path, "Bee", 1, 1, 1)
    involved = {partner.key: partner.involvement for partner in rk.add_survey(region, tmp_path).partners}
    assert involved == {"partner:a": None, "partner:b": None, "partner:c": 1.5}


def test_a_file_that_comes_again_counts_once(region, tmp_path):
    one = answer(tmp_path / "1.xlsx", "Aa", 5)
    for name in ("2.xlsx", "3.xlsx"):
        shutil.copy(one, tmp_path / name)
    added = rk.add_survey(region, tmp_path)
    assert added.statements is None
    assert codes(added) == {"survey", "survey-twice", "survey-floor"}


def test_what_excel_keeps_beside_an_open_workbook_is_no_questionnaire(region, tmp_path):
    answer(tmp_path / "one.xlsx", "Aa", 3)
    before = rk.add_survey(region, tmp_path)
    (tmp_path / "~$one.xlsx").write_bytes(b"owner")
    assert rk.add_survey(region, tmp_path).origin == before.origin


def test_two_of_one_function_are_asked_after_without_saying_who(region, tmp_path):
    respond(tmp_path, "Aa", 3, 4, function="Beleidsadviseur jeugd")
    respond(tmp_path, "Bee", 3, function="beleidsadviseur  jeugd")
    respond(tmp_path, "Aa", 5)
    added = rk.add_survey(region, tmp_path)
    (notice,) = [notice for notice in added.origin.notices if notice.code == "survey-alike"]
    assert notice.text.en.startswith("2 questionnaires")
    assert "adviseur" not in notice.text.nl
    assert {statement.answers for statement in added.statements} == {3, None}, "all of them count"


def test_the_floor_is_the_one_that_respondents_were_promised(region, tmp_path):
    respond(tmp_path, "Aa", 5)
    with pytest.raises(InputError, match="of fewer than 3 answers, not 1"):
        rk.add_survey(region, tmp_path, floor=1)
    respond(tmp_path, "Aa", 4, 5, 5, 5, 5, floor=6)
    with pytest.raises(InputError, match="of fewer than 6 answers, not 3"):
        rk.add_survey(region, tmp_path, floor=3)
    assert {statement.answers for statement in rk.add_survey(region, tmp_path).statements} == {6, None}
    assert rk.add_survey(region, tmp_path, floor=7) == region


def test_a_lower_floor_is_possible_where_it_was_promised_and_said(region, tmp_path):
    respond(tmp_path, "Aa", 5, floor=1)
    added = rk.add_survey(region, tmp_path)
    assert [statement.score for statement in added.statements if statement.partner == "partner:a"] == [5] * 8
    assert {statement.divided for statement in added.statements} == {None}
    assert "survey-low-floor" in codes(added)


def test_no_questionnaires_or_none_that_can_be_read(region, tmp_path):
    with pytest.raises(InputError, match="there are no questionnaires"):
        rk.add_survey(region, tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        rk.add_survey(region, tmp_path / "none.xlsx")


def test_the_commands_write_a_form_and_read_it_back(tmp_path, capsys):
    answers, out = tmp_path / "answers", tmp_path / "with-survey.yaml"
    rk.save(rk.load(REGION), tmp_path / "region.yaml")
    form = str(tmp_path / "form.xlsx")
    assert main(["template", "--survey", str(tmp_path / "region.yaml"), form, "--floor", "4"]) == 0
    assert main(["template", "--floor", "4", str(tmp_path / "other.xlsx")]) == 2
    respond(answers, "Aa", 2, 3, 5)
    command = ["survey", str(tmp_path / "region.yaml"), str(answers), "--output", str(out), "--language", "en"]
    assert main(command) == 0
    assert rk.load(out) == rk.add_survey(rk.load(REGION), answers)
    assert "3 questionnaires read" in capsys.readouterr().err
    assert main([*command, "--floor", "1"]) == 2
    assert "of fewer than 3 answers, not 1" in capsys.readouterr().err


def test_a_promise_of_nothing_is_none(region, tmp_path):
    from regiokompas.questionnaires import write_questionnaire

    with pytest.raises(RegiokompasError, match="1 or more, not 0"):
        write_questionnaire(region, tmp_path / "form.xlsx", floor=0)
