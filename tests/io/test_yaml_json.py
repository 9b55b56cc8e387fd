"""YAML and JSON as they are read: plain, with places, and safe against documents that mean harm."""

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.errors import InputError
from regiokompas.io.json import read_json
from regiokompas.io.yaml import read_yaml

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
@settings(max_examples=200)
def test_json_gives_what_the_standard_library_gives(data: Any) -> None:
    assert read_json(json.dumps(data), "x.json").data == data


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_text_is_read_or_refused_with_a_problem(text: str) -> None:
    for reader in (read_yaml, read_json):
        with contextlib.suppress(InputError):
            reader(text, "x")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: true", {"a": True}),
        ("a: 2026-11-23", {"a": "2026-11-23"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 010", {"a": "010"}),
        ("a: 1_000", {"a": 1000}),
        ("a: 1.5", {"a": 1.5}),
        ("a:", {"a": None}),
        ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
    ],
)
def test_scalars_are_what_a_reader_expects(text: str, data: object) -> None:
    assert read_yaml(text, "x.yaml").data == data


def test_a_name_that_stands_twice_is_refused_in_both() -> None:
    with pytest.raises(InputError, match="a stands here twice"):
        read_yaml("a: 1\na: 2", "x.yaml")
    with pytest.raises(InputError, match="a stands twice"):
        read_json('{"a": 1, "a": 2}', "x.json")


def test_broken_yaml_names_the_line() -> None:
    with pytest.raises(InputError) as caught:
        read_yaml("a: 1\nb: [1, 2\nc: 3\n", "x.yaml")
    (problem,) = caught.value.problems
    assert problem.source.line in (2, 3)


def test_a_bomb_of_aliases_is_refused_in_bounded_time() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(InputError, match="more than 200,000 values"):
        read_yaml("\n".join(lines), "bomb.yaml")


def test_an_alias_that_contains_itself_is_refused() -> None:
    with pytest.raises(InputError, match="contains itself"):
        read_yaml("a: &a [*a]", "x.yaml")


def test_deep_nesting_is_refused() -> None:
    for reader in (read_yaml, read_json):
        with pytest.raises(InputError):
            reader("[" * 100_000, "deep")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", 1.5), ("-0.25", -0.25), ("1_000.5", 1000.5), ("5", 5.0), (".5", 0.5), ("1e3", 1000.0), ("+1.5E-1", 0.15)],
)
def test_a_number_with_a_point_is_the_number(text: str, value: float) -> None:
    assert read_yaml(f"a: !!float '{text}'", "x").data == {"a": value}


@pytest.mark.parametrize("text", ["1_", "1_.5", "5.", "1e", "e3", "0" * 1_000_000 + "!", "0" * 1_000_000 + "_"])
def test_what_only_begins_as_a_number_is_none_and_costs_nothing(text: str) -> None:
    """Trying each of a million places for the point would take hours."""
    assert math.isnan(read_yaml(f"a: !!float '{text}'", "x").data["a"])
