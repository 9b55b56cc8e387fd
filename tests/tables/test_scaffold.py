"""The YAML template: usable as it is, and with every hash taken off."""

import re

import pytest

from regiokompas.io.yaml import read_yaml
from regiokompas.model import SECTIONS, read
from regiokompas.tables.example import example_partnership
from regiokompas.tables.scaffold import scaffold
from regiokompas.texts import LANGUAGES, Language

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_as_it_is_it_says_nothing_but_what_is_needed(language: Language) -> None:
    region = read(read_yaml(scaffold(language), "region.yaml"))
    assert not any(region.is_known(section) for section in SECTIONS)


@each_language
def test_with_the_hashes_taken_off_it_is_the_example(language: Language) -> None:
    text = re.sub(r"(?m)^# (?= |[a-z]+:( \[|$))", "", scaffold(language))
    region = read(read_yaml(text, "region.yaml"))
    example = example_partnership()
    assert region.by_key.keys() == example.by_key.keys()
    assert region.incomplete == ("relations",)
    assert region.name == example.about.name.say(language)
    for key, entity in example.by_key.items():
        assert region.entity(key).model_fields_set == entity.model_fields_set, key


@each_language
def test_choices_are_the_words_that_yaml_wants(language: Language) -> None:
    assert "public_body, operations_organisation" in scaffold(language)
    assert "courage, enthusiasm" in scaffold(language)
