"""TOML with places: each place holds the text of its value, which tomllib reads as the same value."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.errors import InputError
from regiokompas.io.document import Path
from regiokompas.io.toml import read_toml

WHOLE = """\
# a comment with a [header] and "quotes
title = "ends \\" here" # = not this
'quoted key'.sub = 'lit]eral'
dates = [2027-03-01, # first
  2027-03-01T10:00:00Z,
]
[severity]
FIN02 = "high"
[[waivers]]
rule = "FIN02"
more = {a.b = 1, c = [{d = 1.5}, {}]}
text = \"\"\"two "lines"
[not.a.header]
x = 1\"\"\"
[waivers.deep]
x = '''y
''z'''
[[waivers]]
rule = 'INT03'
until = 2027-03-01
  [a . "b.c"]
  on = true
"""


def leaves(data: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(data, dict) and data:
        return [leaf for name, item in data.items() for leaf in leaves(item, (*path, name))]
    if isinstance(data, list) and data:
        return [leaf for number, item in enumerate(data) for leaf in leaves(item, (*path, number))]
    return [(path, data)] if path else []


def assert_places_hold_their_values(text: str) -> None:
    document = read_toml(text, "t.toml")
    lines = text.split("\n")
    for path, value in leaves(tomllib.loads(text)):
        assert path in document.marks, path
        mark = document.marks[path]
        rest = "\n".join([lines[mark.line - 1][mark.column - 1 :], *lines[mark.line :]])
        if "\n" not in str(value):
            rest = rest[: mark.width]
        elif "\n" in str(value):
            end = rest[:3]
            rest = end + rest[3 : rest.index(end, 3)] + end
        if not (isinstance(value, dict) and rest.startswith("[")):  # an empty table has its header for a place
            assert tomllib.loads(f"x = {rest}")["x"] == value, path


def test_every_value_of_a_document_with_everything_is_found_where_it_stands() -> None:
    assert_places_hold_their_values(WHOLE)
    assert str(read_toml(WHOLE, "t.toml").source(("waivers", 1, "until"))) == "t.toml:20:9"
    assert str(read_toml(WHOLE, "t.toml").source(("waivers", 1))) == "t.toml:18:1"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
values = st.recursive(
    words | st.integers(-99, 99) | st.booleans() | st.dates(date(1990, 1, 1)) | st.sampled_from([1.5, -0.25]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


def quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case dict():
            return "{" + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + "".join(f"\n  {written(v)}, # ]" for v in value) + "\n]" if value else "[ ]"
        case _:
            return str(value)


def one_line(value: Any) -> Any:
    """An inline table stays on one line, so a list in it does too."""
    return written(value).replace(", # ]", ",").replace("\n", " ")


@given(st.dictionaries(words, values, max_size=4), st.dictionaries(words, values, max_size=3))
def test_every_value_is_found_where_it_stands(top: dict[str, Any], table: dict[str, Any]) -> None:
    def pair(name: str, value: Any) -> str:
        return f"{quoted(name)} = {one_line(value) if isinstance(value, dict) else one_line_tables(value)}\n"

    def one_line_tables(value: Any) -> str:
        return one_line(value) if "{" in written(value) else written(value)

    text = "".join(pair(*item) for item in top.items()) + "[' table']\n" + "".join(pair(*i) for i in table.items())
    if " table" not in top:
        assert_places_hold_their_values(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = \n", "t.toml:1:5"), ("a = 1\na = 2\n", "t.toml:2:6"), ("[x", "t.toml:1:3"), ('a = "x', "t.toml:1:7")],
)
def test_what_is_no_toml_is_refused_at_its_place(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(text, "t.toml")
    assert str(caught.value.problems[0]).startswith(f"{place}: this is not TOML: ")
