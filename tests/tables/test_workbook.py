"""The template as an adviser meets it: filled in with another program, then read."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import regiokompas as rk
from regiokompas.model import ENTITIES
from regiokompas.tables.columns import SHEETS, columns
from regiokompas.tables.workbook import write_workbook_template
from regiokompas.texts import LANGUAGES, Language


@pytest.fixture
def template(tmp_path: Path) -> openpyxl.Workbook:
    write_workbook_template(tmp_path / "region.xlsx", "nl")
    book = openpyxl.load_workbook(tmp_path / "region.xlsx")
    about = book["Samenwerking"]
    about["B6"], about["B7"] = "Regio Testmeer", datetime(2026, 11, 23)
    return book


def fill(page: Worksheet, row: int, **cells: object) -> None:
    headings = {str(cell.value).lower(): cell.column for cell in page[3] if cell.value}
    for heading, value in cells.items():
        page.cell(row, headings[heading.replace("_", " ")]).value = value  # type: ignore[assignment]


def loaded(book: openpyxl.Workbook, path: Path) -> rk.Partnership:
    book.save(path / "filled.xlsx")
    return rk.load(path / "filled.xlsx")


def test_what_is_filled_in_is_read_and_the_examples_are_not(template: openpyxl.Workbook, tmp_path: Path) -> None:
    fill(template["Partners"], 5, naam="Tiel", soort="gemeente", begroting_voor_deze_opgaven=1_250_000)
    fill(template["Partners"], 8, naam="Buren", soort="gemeente", opgeheven_op=datetime(2028, 1, 1))
    fill(template["Personen"], 5, functie="secretaris", werkgever="Tiel", vervangers="geen")
    template["Start"]["B14"] = "er zijn er geen"
    assert template["Start"]["A14"].value == "Relaties"
    region = loaded(template, tmp_path)
    assert [partner.key for partner in region.partners or ()] == ["partner:buren", "partner:tiel"]
    assert region.persons is not None
    assert (region.persons[0].employer, region.persons[0].deputies) == ("partner:tiel", ())
    assert region.relations == ()
    assert not region.is_known("themes")
    assert str(region.source("partner:tiel", "budget")) == f"{tmp_path / 'filled.xlsx'}:Partners!E5"
    assert region.origin.notices == ()


def test_a_finding_leads_back_to_the_cell(template: openpyxl.Workbook, tmp_path: Path) -> None:
    template["Samenwerking"]["B16"] = "nee"  # there is an overview of all that goes on
    (finding,) = [f for f in rk.diagnose(loaded(template, tmp_path)).findings if f.rule == "no-overview"]
    assert str(finding.source) == f"{tmp_path / 'filled.xlsx'}:Samenwerking!B6"


def test_an_example_that_was_changed_is_filled_in(template: openpyxl.Workbook, tmp_path: Path) -> None:
    fill(template["Partners"], 4, naam="Tiel", **{"hielp het afgelopen jaar zonder tegenprestatie": "geen"})
    region = loaded(template, tmp_path)
    assert [partner.name.nl for partner in region.partners or ()] == ["Tiel"]


def test_an_error_names_sheet_cell_value_what_was_expected_and_what_was_meant(
    template: openpyxl.Workbook, tmp_path: Path
) -> None:
    fill(template["Partners"], 5, naam="Tiel", soort="gemeete")
    with pytest.raises(rk.InputError) as caught:
        loaded(template, tmp_path)
    assert str(caught.value) == (
        f"1 problem\n{tmp_path / 'filled.xlsx'}:Partners!C5: soort: 'gemeete' is none of the choices\n"
        "      expected: gemeente, provincie, waterschap, ministerie, gemeenschappelijke regeling, buitenlandse overheid, "
        "aanbieder, bedrijf, instituut, inwoners, anders\n"
        "      hint: did you mean gemeente?"
    )


def test_problems_come_in_the_order_of_the_rows(template: openpyxl.Workbook, tmp_path: Path) -> None:
    for row in (12, 9, 101):
        fill(template["Partners"], row, naam=f"P{row}", inwoners="veel")
    with pytest.raises(rk.InputError) as caught:
        loaded(template, tmp_path)
    assert [problem.source.cell for problem in caught.value.problems] == ["D9", "D12", "D101"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_has_its_headings_each_with_help(tmp_path: Path, language: Language) -> None:
    write_workbook_template(tmp_path / "region.xlsx", language)
    book = openpyxl.load_workbook(tmp_path / "region.xlsx")
    names = [words.say(language) for words in SHEETS.values()]
    assert book.sheetnames == ["Start", *names, "_regiokompas"]
    assert [page.sheet_state for page in book] == ["visible"] * (1 + len(names)) + ["hidden"]
    for section in ENTITIES:
        page = book[SHEETS[section].say(language)]
        wanted = {c.heading.say(language).lower() for c in columns(section) if c.language is None} - {"sleutel", "key"}
        if section == "partnership":
            assert wanted <= {str(cell.value).lower() for cell in page["A"]}
            continue
        heads = [cell for cell in page[3] if cell.value]
        assert {str(cell.value).lower() for cell in heads} == wanted
        assert all(cell.comment is not None and cell.protection.locked for cell in heads)
        assert all(page.cell(4, cell.column).value is not None for cell in heads), section


def test_a_template_that_nobody_filled_in_says_where_to_begin(tmp_path: Path) -> None:
    write_workbook_template(tmp_path / "region.xlsx", "nl")
    with pytest.raises(rk.InputError, match="Samenwerking!B6: the partnership itself is not filled in"):
        rk.load(tmp_path / "region.xlsx")


def test_yaml_needs_no_library_for_workbooks_or_frames() -> None:
    about = '{"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}}'
    script = f"import regiokompas as rk, sys\nrk.load({about})\nprint(*(n.split('.')[0] for n in sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"xlsxwriter", "python_calamine", "narwhals", "openpyxl"} & set(result.stdout.split())


@pytest.mark.parametrize("module", ["python_calamine", "xlsxwriter"])
def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    use = {
        "python_calamine": lambda: rk.load(tmp_path / "x.xlsx"),
        "xlsxwriter": lambda: write_workbook_template(tmp_path / "x.xlsx", "nl"),
    }[module]
    with pytest.raises(rk.RegiokompasError, match=r"needs the extra excel: pip install regiokompas\[excel\]"):
        use()
