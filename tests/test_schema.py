"""The published schema is the model's, and it accepts what the model accepts."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from regiokompas.io.yaml import read_yaml
from regiokompas.model.schema import input_schema
from strategies import documents

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "docs" / "schema" / "partnership.schema.json"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def test_the_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == input_schema(), "run: make schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(input_schema())


VALIDATOR = jsonschema.Draft202012Validator(input_schema())


@given(documents())
@settings(max_examples=100, deadline=None)
def test_it_accepts_what_the_model_accepts(data: dict[str, Any]) -> None:
    VALIDATOR.validate(data)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_names_the_schema_and_follows_it(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../docs/schema/partnership.schema.json\n")
    VALIDATOR.validate(read_yaml(text, example.name).data)


@pytest.mark.parametrize(
    "data",
    [{}, {"partnership": {"key": "partnership:p", "name": "P"}}, {"partners": []}, {"partnership": {"nme": "x"}}],
)
def test_it_refuses_what_is_no_partnership(data: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(data)
