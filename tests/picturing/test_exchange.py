"""Bringing and getting: nothing is known to be nothing, or unknown."""

from typing import Any

from picturing.regions import partnership
from regiokompas.picturing.exchange import Block, picture_exchange


def region(**sections: Any) -> Any:
    return partnership(
        {
            "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
            "partners": [{"key": "partner:b", "name": "B"}, {"key": "partner:a", "name": "A"}],
            **sections,
        }
    )


MONEY = {"partner": "partner:a", "concerns": "partnership:p", "kind": "money"}


def test_a_complete_section_without_a_partner_says_nothing_of_it_and_an_incomplete_one_that_it_is_unknown() -> None:
    known = picture_exchange(region(contributions=[MONEY]), "nl")
    assert [(row.name, row.brings, row.gets) for row in known.rows] == [
        ("A", (Block("money", None),), None),
        ("B", (), None),
    ]
    partly = picture_exchange(region(contributions=[MONEY], incomplete=["contributions"]), "nl")
    assert partly.rows[1].brings is None


def test_money_adds_up_unless_a_part_is_unknown() -> None:
    other = {**MONEY, "key": "contribution:other", "amount": "EUR 200"}
    first = {**MONEY, "amount": "EUR 100"}
    [row, _] = picture_exchange(region(contributions=[first, other]), "nl").rows
    assert row.brings == (Block("money", 300.0),)
    [row, _] = picture_exchange(region(contributions=[MONEY, other]), "nl").rows
    assert row.brings == (Block("money", None),)


def test_nothing_at_all_known_is_no_picture() -> None:
    assert not picture_exchange(region(), "nl").is_known
    assert picture_exchange(region(benefits=[]), "nl").is_known
