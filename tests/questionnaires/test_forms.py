"""The questionnaire itself: what it asks, and that it is one page."""

import typing

import openpyxl
import pytest

import regiokompas as rk
from questionnaires.respondents import REGION, empty
from regiokompas.errors import RegiokompasError
from regiokompas.facts import vocabulary
from regiokompas.model.parties import Relation, Statement
from regiokompas.questionnaires import FLOOR, write_questionnaire
from regiokompas.questionnaires.wording import INDICATORS, STATEMENTS
from regiokompas.rules.loader import load_packs

#: The claims that a survey must ask about.
CLAIMS = {"E22", "E39", "E40", "E43", "E52", "E59", "E60"}


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(empty("en", FLOOR))
    return openpyxl.load_workbook(path).worksheets[0]


def test_every_trait_and_the_six_indicators_of_partner_are_asked():
    assert set(STATEMENTS) == set(typing.get_args(Statement.model_fields["trait"].annotation))
    assert set(INDICATORS) == {
        name for name in Relation.model_fields if name.startswith(("trust_", "value_")) and name != "trust_falls"
    }


def test_the_claims_that_rest_on_what_people_find_are_asked_about():
    asked = {claim for one in (*STATEMENTS.values(), *INDICATORS.values()) for claim in one.claims}
    assert asked == CLAIMS
    claimed = {claim for rule in load_packs(["essay"], vocabulary())[0].rules for claim in rule.claims}
    assert claimed >= asked


def test_a_question_is_no_other():
    for language in ("nl", "en"):
        texts = [one.text.say(language) for one in (*STATEMENTS.values(), *INDICATORS.values())]
        assert len(set(texts)) == len(texts)


def test_it_is_one_page_upright_without_empty_columns(sheet):
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {None, 1}, "left out, it is one"
    assert sheet.column_dimensions["A"].hidden
    shown = [column for column in sheet.iter_cols(min_col=2, min_row=2) if any(cell.value for cell in column)]
    assert len(shown) == 1 + len(INDICATORS) == sheet.max_column - 1


def test_many_partners_flow_over_to_a_second_page_that_can_be_read(tmp_path):
    partners = [{"key": f"partner:{n}", "name": f"Partner {n}"} for n in range(60)]
    write_questionnaire(rk.load({**REGION, "partners": partners}), tmp_path / "form.xlsx")
    assert openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0].page_setup.fitToHeight == 0


def test_a_row_per_partner_and_a_column_per_indicator_under_the_names_of_the_model(sheet):
    words = {str(cell.value).split("\n")[0] for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row}
    assert {"Aa", "Bea", "Cee"} <= words
    labels = {str(Relation.model_fields[name].title).removesuffix(" (1–5)") for name in INDICATORS}
    assert labels <= words


def test_it_says_what_it_is_for_and_what_respondents_are_promised(tmp_path):
    write_questionnaire(rk.load(REGION), tmp_path / "form.xlsx", "en", floor=7)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "No name is asked" in text
    assert "from 7 answers on" in text
    assert "optional" in text


def test_only_what_is_to_be_filled_in_can_be_changed(sheet):
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    scores = len(STATEMENTS) + len(REGION["partners"]) * len(INDICATORS)
    assert len([name for name in free if sheet[name].alignment.horizontal == "center"]) == scores
    assert not [name for name in free if sheet[name].value]


@pytest.mark.parametrize("names", [["Aa"], ["Aa", "Aa"]])
def test_partners_need_names_of_their_own(tmp_path, names):
    partners = [{"key": f"partner:{n}", "name": name} for n, name in enumerate(names)]
    with pytest.raises(RegiokompasError, match="two partners or more"):
        write_questionnaire(rk.load({**REGION, "partners": partners}), tmp_path / "form.xlsx")
