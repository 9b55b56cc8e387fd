"""The published schemas: current, and true of every file that is read and every result that is written."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import regiokompas as rk
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.report import render
from regiokompas.report.json import render_json
from regiokompas.rules.reading import OPTIONAL, REQUIRED, read_rule
from regiokompas.schemas import published
from strategies import documents

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "schema"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
ASSOCIATED = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
# The rules of a pack with measures of its own speak of kinds that the published schema cannot know.
OF_OTHERS = [*(ROOT / "examples").glob("*/src/*/rules/*.yaml"), *(ROOT / "examples").glob("*/src/*/rules/cases/*.yaml")]
PACK_FILES = sorted([*(ROOT / "rules").rglob("*.yaml"), *OF_OTHERS])
#: Whether the installed pydantic is the one that the schemas are published with.
PINNED = f"pydantic=={version('pydantic')}" in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

SCHEMAS = published()


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[name])


def associated(path: Path) -> list[str]:
    """The schemas by which an editor judges a file of the project."""
    relative = path.relative_to(ROOT)
    return [Path(schema).name for schema, globs in ASSOCIATED.items() for glob in globs if relative.match(glob)]


def rule(name: str) -> dict[str, Any]:
    (path,) = [path for path in PACK_FILES if path.stem == name]
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert isinstance(data, dict)
    return data


# -- what is published --------------------------------------------------------------------------------------------


@pytest.mark.skipif(not PINNED, reason="another pydantic says the same in other words")
def test_what_is_published_is_current_and_nothing_else_lies_there() -> None:
    found = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.iterdir()}
    assert found == {f"{name}.schema.json": schema for name, schema in SCHEMAS.items()}, "run: make schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_with_a_name_and_a_version(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"urn:regiokompas:schema:{name}:1"


# -- what is read -------------------------------------------------------------------------------------------------


@given(documents())
@settings(max_examples=100, deadline=None)
def test_it_accepts_what_the_model_accepts(data: dict[str, Any]) -> None:
    validator("partnership").validate(data)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_names_the_schema_and_follows_it(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../docs/schema/partnership.schema.json\n")
    validator("partnership").validate(read_yaml(text, example.name).data)


@pytest.mark.parametrize(
    "data",
    [{}, {"partnership": {"key": "partnership:p", "name": "P"}}, {"partners": []}, {"partnership": {"nme": "x"}}],
)
def test_it_refuses_what_is_no_partnership(data: dict[str, Any]) -> None:
    assert not validator("partnership").is_valid(data)


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_every_file_of_a_pack_follows_the_one_schema_that_editors_give_it(path: Path) -> None:
    (schema,) = associated(path)
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    validator(schema.removesuffix(".schema.json")).validate(data)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("regiokompas*.toml")), ids=lambda path: path.name)
def test_every_configuration_follows_its_schema(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    validator("configuration").validate(json.loads(json.dumps(data, default=str)))  # days as texts, as JSON has them


def test_the_example_of_a_configuration_names_its_schema() -> None:
    path = ROOT / "examples" / "configuration" / "regiokompas.toml"
    named = re.match(r"#:schema (\S+)\n", path.read_text(encoding="utf-8"))
    assert named is not None
    assert (path.parent / named[1]).resolve() == FOLDER / "configuration.schema.json"


@pytest.mark.parametrize(
    "data",
    [
        {"sellect": ["FIN"]},
        {"severity": {"FIN01": "hihg"}},
        {"parameters": {"FIN01": {"min_amuont": 1}}},
        {"parameters": {"FIN01": {"min_amount": -1}}},
        {"waivers": [{"rule": "FIN01", "until": "2027-03-01", "by": "board"}]},
        {"output_format": "texd"},
    ],
)
def test_it_refuses_what_is_no_configuration(data: dict[str, Any]) -> None:
    assert not validator("configuration").is_valid(data)


def test_the_schema_of_a_rule_has_the_names_that_are_read() -> None:
    assert set(SCHEMAS["rule"]["properties"]) == {*REQUIRED, *OPTIONAL}


def broken_rules() -> Iterator[tuple[str, dict[str, Any]]]:
    """Mistakes, each in a rule of the essay that is otherwise sound."""
    for name, change in {
        "an unknown name": {"severty": "high"},
        "an unknown severity": {"severity": "hihg"},
        "a risk without advice": {"advice": None},
        "no ground": {"claims": None},
        "an unknown kind of fact": {"when": [{"as": "cycle", "fact": "funding_cycel"}]},
        "an attribute of another kind": {"when": [{"as": "cycle", "fact": "funding_cycle", "function": "x"}]},
        "an operator that does not fit": {"when": [{"as": "cycle", "fact": "funding_cycle", "theme": {"gt": 3}}]},
        "a text for a number": {"when": [{"as": "cycle", "fact": "funding_cycle", "size": "two"}]},
        "two forms at once": {"when": [{"fact": "funding_cycle", "absent": "fund"}]},
        "a count without a number": {"when": [{"as": "f", "fact": "fund"}, {"count": "fund"}]},
        "a name for what is absent": {"when": [{"as": "f", "absent": "fund"}]},
        "a test without an outcome": {"tests": [{"name": "x", "given": []}] * 3},
        "a fact without what is always known": {
            "tests": [{"given": [{"fact": "person"}, {"fact": "fund"}], "expect": 1}]
        },
        "an unknown change": {"advice": {"nl": "x", "en": "x", "effort": "low", "remedy": [{"change": "mend"}]}},
        "a part of another change": {
            "advice": {"nl": "x", "en": "x", "effort": "low", "remedy": [{"change": "set", "holder": "person:x"}]}
        },
    }.items():
        data = {**rule("circular-wait"), **change}
        yield name, {key: value for key, value in data.items() if value is not None}


@pytest.mark.parametrize(("name", "data"), list(broken_rules()), ids=lambda item: item if isinstance(item, str) else "")
def test_it_refuses_what_reading_refuses(name: str, data: dict[str, Any]) -> None:
    document = read_yaml(json.dumps(data), "x.yaml")
    assert read_rule(document, vocabulary())[1]
    assert not validator("rule").is_valid(data)


def test_it_completes_every_attribute_of_every_kind_of_fact() -> None:
    for kind in vocabulary().kinds.values():
        assert set(SCHEMAS["rule"]["$defs"][kind.name]["properties"]) == {"key", *kind.attributes}


# -- what is written ----------------------------------------------------------------------------------------------


def closed(schema: Any) -> Any:
    """The same schema with no room for what it does not name: what is written is all there."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else {}
    return {name: closed(item) for name, item in schema.items()} | more


def results() -> Iterator[Any]:
    rivierland, gezond = (rk.load(ROOT / "examples" / f"{name}.yaml") for name in ("rivierland", "gezond"))
    configuration = rk.Configuration.load(ROOT / "examples" / "configuration" / "regiokompas.toml")
    plain, configured = rk.Kompas(), rk.Kompas(configuration=configuration)
    yield plain.diagnose(rivierland)
    yield plain.diagnose(rivierland, language="en")
    yield rk.who_moves_first(rivierland)
    diagnosis = plain.diagnose(gezond)
    yield configured.diagnose(rivierland)
    yield configured.diagnose(rivierland, baseline=rk.Baseline.of(plain.diagnose(rivierland)))
    yield rk.Baseline.of(diagnosis)
    yield rk.compare(diagnosis, plain.diagnose(rivierland))
    yield rk.what_if(gezond, rk.leaves(gezond.persons[0].key), kompas=plain)  # type: ignore[index]
    yield rk.agenda(plain.diagnose(rivierland))
    yield rk.partner_page(plain.diagnose(rivierland), "partner:waalbeek")
    yield rk.overview(plain.diagnose_many([rivierland, gezond, {"partners": 1}]))
    small = rk.load(ROOT / "rules" / "essay" / "cases" / "financing.yaml")
    yield plain.stress_test(small)
    yield plain.stability(small)
    yield plain.plan(small)


def test_every_result_follows_the_schema_that_it_names() -> None:
    seen = set()
    for result in results():
        data = json.loads(render_json(result))
        name = data["schema"].split(":")[3]
        jsonschema.Draft202012Validator(closed(SCHEMAS[name])).validate(data)
        seen.add(name)
    assert seen == {name for name, schema in SCHEMAS.items() if "schema" in schema["properties"]}


def test_what_render_gives_names_its_schema() -> None:
    diagnosis = rk.diagnose(rk.load(ROOT / "examples" / "gezond.yaml"))
    assert json.loads(render(diagnosis, "json"))["schema"] == "urn:regiokompas:schema:diagnosis:1"


def test_what_a_docstring_says_of_a_part_is_said_of_the_property() -> None:
    plan = SCHEMAS["plan"]
    assert plan["properties"]["targets"]["description"] == "Critical and high findings, by fingerprint."
    assert "Parameters" not in json.dumps([schema for name, schema in SCHEMAS.items() if name != "partnership"])
    assert not [name for name in SCHEMAS["diagnosis"]["properties"] if name.startswith("_")]
