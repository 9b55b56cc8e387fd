"""A folder of CSV as an adviser meets it."""

from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.tables.folder import write_folder, write_folder_template
from regiokompas.texts import LANGUAGES, Language


def add(folder: Path, name: str, line: str) -> None:
    with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write(f"{line}\r\n")


@pytest.mark.parametrize(("language", "line"), [("nl", "Regio;23-11-2026"), ("en", "Regio,2026-11-23")])
def test_a_template_filled_in_is_read_with_lines_and_columns(tmp_path: Path, language: Language, line: str) -> None:
    write_folder_template(tmp_path, language)
    add(tmp_path, {"nl": "samenwerking", "en": "partnership"}[language], line)
    add(tmp_path, "partners", {"nl": "Tiel;gemeente;42.000", "en": 'Tiel,municipality,"42,000"'}[language])
    region = rk.load(tmp_path)
    assert region.partners is not None
    assert region.partners[0].population == 42000
    column = {"nl": 15, "en": 19}[language]
    assert str(region.source("partner:tiel", "population")) == f"{tmp_path / 'partners.csv'}:2:{column}"
    assert not region.is_known("persons")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_beside_it_explains_every_file(tmp_path: Path, language: Language) -> None:
    write_folder_template(tmp_path, language)
    page = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    for path in tmp_path.glob("*.csv"):
        assert path.name in page


def test_what_was_there_before_does_not_stay(tmp_path: Path) -> None:
    about = {"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}}
    write_folder(rk.load({**about, "partners": [{"key": "partner:a", "name": "A"}]}), tmp_path)
    write_folder(rk.load(about), tmp_path)
    assert not rk.load(tmp_path).is_known("partners")


def test_an_error_names_file_line_and_column(tmp_path: Path) -> None:
    write_folder_template(tmp_path, "nl")
    add(tmp_path, "samenwerking", "Regio;23-11-2026")
    add(tmp_path, "partners", "Tiel;gemeete")
    with pytest.raises(rk.InputError, match=r"partners\.csv:2:6: soort: 'gemeete' is none of the choices"):
        rk.load(tmp_path)
