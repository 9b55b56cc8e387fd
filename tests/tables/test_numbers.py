"""Numbers, money, shares and days as people type them."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.tables.numbers import Unfit, read_day, read_money, read_number, read_share
from regiokompas.texts import LANGUAGES, Language, say_date, say_money, say_number

languages = st.sampled_from(LANGUAGES)


@given(st.integers(0, 10**12), st.integers(0, 4), languages)
def test_a_number_as_it_is_said_is_the_number(digits: int, decimals: int, language: Language) -> None:
    value = digits / 10**decimals
    assert read_number(say_number(value, language, decimals), language) == value or decimals == 3


@given(st.integers(0, 10**12), languages)
def test_money_as_it_is_said_is_the_amount(value: int, language: Language) -> None:
    assert read_money(say_money(value, language), language, "EUR") == (value, "EUR")


@given(st.dates(date(1000, 1, 1)), languages)
def test_a_day_as_it_is_said_is_the_day(day: date, language: Language) -> None:
    for text in (say_date(day, language), f"{day.day}-{day.month}-{day.year:04}", day.isoformat()):
        assert read_day(text, language) == day.isoformat()


@given(st.integers(0, 10_000))
def test_a_percentage_is_exactly_the_share_it_says(hundredths: int) -> None:
    assert read_share(f"{hundredths / 100:.2f}".replace(".", ",") + " %", "nl") == hundredths / 10_000


@pytest.mark.parametrize(
    ("cell", "language", "value"),
    [
        ("€ 1.250.000", "nl", 1_250_000),
        ("€1.250.000,50", "nl", 1_250_000.5),
        ("EUR 1,250,000.50", "nl", 1_250_000.5),
        ("1.250", "nl", 1250),
        ("1,250", "en", 1250),
        ("12,5", "nl", 12.5),
        ("12.5", "nl", 12.5),
        ("1 250 000", "nl", 1_250_000),
        ("1250 EUR", "nl", 1250),
        ("1.250,-", "nl", 1250),
        (1250.0, "nl", 1250),
        ("1,25 mln", "nl", 1_250_000),
        ("€ 1,25 mln.", "nl", 1_250_000),
        ("1,1 miljoen", "nl", 1_100_000),
        ("1.25 million", "en", 1_250_000),
        ("2 mld EUR", "nl", 2_000_000_000),
        ("250k", "nl", 250_000),
        ("€250 K", "en", 250_000),
        ("2,5 ton", "nl", 250_000),
        ("30 duizend", "nl", 30_000),
    ],
)
def test_amounts(cell: Any, language: Language, value: float) -> None:
    assert read_money(cell, language, "EUR") == (value, "EUR")


@pytest.mark.parametrize(
    "cell", ["veel", "1,250", "1.25.0", "€", "12,5,0", "1..2", "mln", "1 k k", True, date(2026, 1, 1), "1e6"]
)
def test_what_is_no_amount_in_dutch(cell: Any) -> None:
    with pytest.raises(Unfit):
        read_money(cell, "nl", "EUR")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 13, 5), "2026-11-23"),
        ("2026-11-23 00:00:00", "2026-11-23"),
        ("23/11/2026", "2026-11-23"),
        ("3.1.2026", "2026-01-03"),
        ("3 mrt 2026", "2026-03-03"),
        ("3 Sept. 2026", "2026-09-03"),
    ],
)
def test_days(cell: Any, day: str) -> None:
    assert read_day(cell, "nl") == day


@pytest.mark.parametrize("cell", ["31-2-2026", "11/23/2026", "2026", 2026.0, "3 ma 2026", "23-11-26", "morgen", True])
def test_what_is_no_day(cell: Any) -> None:
    with pytest.raises(Unfit, match="is no day"):
        read_day(cell, "nl")


def test_a_year_that_a_spreadsheet_made_a_day_of_is_recognised() -> None:
    with pytest.raises(Unfit, match="how a spreadsheet shows the number 2026"):
        read_day(date(1905, 7, 18), "nl")


@pytest.mark.parametrize(("cell", "hint"), [(55.0, "did you mean 55%?"), ("12,5", "did you mean 12.5%?")])
def test_a_share_above_one_is_probably_a_percentage(cell: Any, hint: str) -> None:
    with pytest.raises(Unfit) as caught:
        read_share(cell, "nl")
    assert caught.value.hint == hint


@pytest.mark.parametrize("cell", ["9" * 400, "9" * 400 + "%", "-" + "9" * 400, "9" * 400 + " mln", 10**400])
def test_a_number_that_no_computer_holds_is_no_number(cell: Any) -> None:
    for read in (read_number, read_share, lambda cell, language: read_money(cell, language, "EUR")):
        with pytest.raises(Unfit):
            read(cell, "nl")


def test_white_space_without_end_is_no_day_and_costs_nothing() -> None:
    """With two runs of white space to share out the time would grow with the square of their length."""
    for cell in ("23" + " " * 1_000_000 + "x", "3 " + "a" * 1_000_000):
        with pytest.raises(Unfit):
            read_day(cell, "nl")
    assert read_day("  23 -  11 - 2026 ", "nl") == "2026-11-23"
