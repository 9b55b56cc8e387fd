"""The columns: nothing of the model is forgotten, and no heading means two things."""

from pathlib import Path

import pytest
import yaml

from regiokompas.model import ENTITIES
from regiokompas.tables.columns import PROFILES, SHEETS, columns, fold, headings, section_named
from regiokompas.tables.example import example_data, example_partnership
from regiokompas.tables.wording import help_of, purpose_of
from regiokompas.texts import LANGUAGES

PACK = Path(__file__).parent.parent.parent / "rules" / "essay" / "profiles"

each_section = pytest.mark.parametrize("section", ENTITIES)


@each_section
def test_every_attribute_has_a_column_and_every_heading_one_meaning(section: str) -> None:
    model = {info.alias or name for name, info in ENTITIES[section].model_fields.items()}
    assert {column.attribute for column in columns(section)} == model
    for column in columns(section):
        for language in LANGUAGES:
            assert headings(section)[fold(column.heading.say(language))][0] == column
    assert all(fold(attribute) in headings(section) for attribute in model)


@each_section
def test_every_choice_has_words_of_its_own_in_both_languages(section: str) -> None:
    for column in columns(section):
        for language in LANGUAGES:
            words = [fold(word.say(language)) for _, word in column.choices]
            assert len(set(words)) == len(words)
        for value, words_ in column.choices:
            assert column.choice(value) == column.choice(words_.nl) == column.choice(words_.en) == value
            assert "_" not in words_.nl + words_.en


@each_section
def test_every_heading_is_explained_in_both_languages(section: str) -> None:
    for column in columns(section):
        if column.attribute != "key" and column.language is None:
            dutch, english = (help_of(section, column, language) for language in LANGUAGES)
            assert dutch
            assert english
            assert "{" not in dutch + english
    assert all(purpose_of(section, language) for language in LANGUAGES)


@each_section
def test_the_example_fills_in_every_attribute(section: str) -> None:
    data = example_data()[section]
    first = data if section == "partnership" else data[0]
    model = {info.alias or name for name, info in ENTITIES[section].model_fields.items()}
    assert model - set(first) <= ({"key"} if ENTITIES[section].KEY_PARTS else set())
    assert example_partnership().is_known(section)


def test_every_section_has_a_sheet_that_is_found_by_any_of_its_names() -> None:
    assert set(SHEETS) == set(ENTITIES)
    for section, words in SHEETS.items():
        assert {section_named(name) for name in (section, *words, f" {words.nl.upper()} ")} == {section}
        assert max(len(word) for word in words) <= 31  # what Excel allows


def test_the_profiles_are_those_of_the_pack() -> None:
    pack = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in PACK.glob("*.yaml")]
    assert {one["name"]: (one["label"]["nl"], one["label"]["en"]) for one in pack} == dict(PROFILES)
