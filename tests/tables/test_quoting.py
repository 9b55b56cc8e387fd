"""Texts in cells: whatever is written is read back, and what people write is read as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.tables.quoting import join_list, quote, split_list, unquote

texts = st.one_of(
    st.text(st.sampled_from('ab ;"\n'), max_size=8), st.sampled_from(["geen", " None", "?", '"onbekend"'])
)


@given(texts)
def test_a_text_comes_back(text: str) -> None:
    assert unquote(quote(text)) == text


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_list_comes_back(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Tiel;Buren", ["Tiel", "Buren"]),
        ("Tiel ;\n Buren;", ["Tiel", "Buren"]),
        ('"Samen"; Buren', ["Samen", "Buren"]),
        ('De "Linge"; Buren', ['De "Linge"', "Buren"]),
        ('"Linge" en Waal; Buren', ['"Linge" en Waal', "Buren"]),
        (";;", []),
    ],
)
def test_lists_as_people_write_them(cell: str, items: list[str]) -> None:
    assert split_list(cell) == items


def test_quotation_marks_that_mean_something_stay() -> None:
    assert unquote(' "Samen sterk" ') == '"Samen sterk"'
