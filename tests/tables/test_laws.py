"""There and back gives the same partnership, whatever is known of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.model import Partnership, read
from regiokompas.tables.folder import load_folder, write_folder
from regiokompas.tables.reading import read_tables
from regiokompas.tables.workbook import load_workbook, write_workbook
from regiokompas.texts import LANGUAGES, Language
from strategies import documents
from tables.grids import grids_of

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
languages = st.sampled_from(LANGUAGES)


def through_workbook(partnership: Partnership, path: Path, language: Language) -> Partnership:
    write_workbook(partnership, path / "region.xlsx", language)
    return load_workbook(path / "region.xlsx")


def through_folder(partnership: Partnership, path: Path, language: Language) -> Partnership:
    write_folder(partnership, path / "region", language)
    return load_folder(path / "region")


THROUGH = pytest.mark.parametrize("through", [through_workbook, through_folder])
Through = Callable[[Partnership, Path, Language], Partnership]


@given(documents(), languages)
@settings(max_examples=100)
def test_cells_say_all_that_is_known(data: dict[str, Any], language: Language) -> None:
    partnership = read(Document(data, "<test>"))
    assert read_tables(grids_of(partnership, language), "region") == partnership


@THROUGH
@given(data=documents(), language=languages)
@settings(max_examples=6)
def test_files_say_all_that_is_known(
    tmp_path_factory: pytest.TempPathFactory, through: Through, data: dict[str, Any], language: Language
) -> None:
    partnership = read(Document(data, "<test>"))
    assert through(partnership, tmp_path_factory.mktemp("region"), language) == partnership


@THROUGH
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rivierland", "gezond"])
def test_the_examples_come_back_whole_and_without_notices(
    tmp_path: Path, through: Through, language: Language, name: str
) -> None:
    before = rk.load(EXAMPLES / f"{name}.yaml")
    after = through(before, tmp_path, language)
    assert after == before
    assert after.origin.notices == ()


HARD = """\
partnership: {key: partnership:p, name: {nl: geen, en: onbekend}, date: 1899-12-31, purpose: "  spaces  ", currency: USD, register_id: none,
              policy_fields: ["a; b", '"quoted"', geen, "", "x\\ny", "=1+1"]}
incomplete: [plans, themes]
partners:
  - {key: partner:a, name: "=1+1", note: '"geen"', province: "", budget: USD 0.1, cost_share: 0.125, joined: 1905-07-18}
  - {key: partner:b, name: "=1+1", bodies: [], strengths: ["'=x", "@x", "-1"], population: 9007199254740991}
  - {key: partner:c, name: partner:a, note: "  "}
  - {key: partner:d, name: "1.000", identifier: "0363", note: {nl: "2026-01-01", en: "12%"}}
  - {key: partner:e, name: "A, B; C"}
  - {key: partner:f, name: geen}
  - {key: partner:g, name: "日本", budget: USD 0.30}
persons:
  - {key: person:x, function: none, name: none, employer: partner:a, hours: 0.30000000000000004}
  - {key: person:y, function: "=1+1", employer: none, deputies: [person:x]}
  - {key: person:wethouder, function: Wethouder, employer: partner:e}
  - {key: person:z, function: Wethouder, employer: partner:d, deputies: []}
themes:
  - {key: theme:t, name: "=1+1", partners: [partner:a, partner:b, partner:e, partner:f], value_money: none}
goals:
  - {key: goal:g, theme: theme:t, text: "?", owner: partner:f}
  - {key: goal:h, theme: theme:t, text: g, owner: person:x, endorsed_by: []}
interests:
  - {partner: partner:a, theme: theme:t}
  - {key: interest:second, partner: partner:a, theme: theme:t, meets: ["interest:partner:a>theme:t"], opposes: []}
funds:
  - {key: fund:a, name: a, owner: partner:a, theme: theme:t, condition: {at_least_amount: USD 0.1}}
  - {key: fund:b, name: b, owner: partner:a, theme: theme:t, condition: {at_least_amount: USD 5, of: []}}
  - {key: fund:c, name: c, owner: partner:a, theme: theme:t, condition: {at_least_k: 2, of: [fund:a, fund:b]}}
  - {key: fund:d, name: d, owner: partner:a, theme: theme:t, condition: {any_of: [fund:a, fund:c]}, decision_date: none}
decisions:
  - {key: decision:d, subject: s, concerns: partnership:p, body: {nl: geen, en: none}, date: none}
  - {key: decision:e, subject: s, concerns: theme:t, body: none, budget_year: 2027}
roles: []
"""


@THROUGH
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_looks_like_something_else_stays_what_it_is(tmp_path: Path, through: Through, language: Language) -> None:
    partnership = read(read_yaml(HARD, "hard.yaml"))
    assert through(partnership, tmp_path, language) == partnership
