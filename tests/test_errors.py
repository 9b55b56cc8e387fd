"""Hints: the nearest spelling, and none where only what all names share is alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.errors import did_you_mean

NAMES = [
    *("Gemeente Tiel", "Gemeente Buren", "Gemeente West Betuwe", "Regio Rivierenland", "Regio Twente"),
    *("partner:tiel", "fund:lingeoord-verblijf", "circular-wait", "circle-without-a-puller", "FIN01", "min_amount"),
]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Gemeente Teil", "Gemeente Tiel"),
        ("gemeente buuren", "Gemeente Buren"),
        ("Gemeent Tiel", "Gemeente Tiel"),
        ("Gemeente Tiel-West", "Gemeente Tiel"),
        ("rivierenland", "Regio Rivierenland"),
        ("partnr:tiel", "partner:tiel"),
        ("circular-weight", "circular-wait"),
        ("FIN1", "FIN01"),
        ("min_amout", "min_amount"),
    ],
)
def test_a_slip_of_the_pen_is_understood(asked: str, meant: str) -> None:
    assert did_you_mean(asked, NAMES) == f"did you mean {meant}?"


@pytest.mark.parametrize(
    "asked",
    ["Gemeente Ermelo", "Gemeente Zeist", "Regio Utrecht", "Regio Achterhoek", "partner:ede", "fund:waalbeek-verblijf"],
)
def test_a_name_that_only_shares_what_many_share_is_not_guessed_at(asked: str) -> None:
    assert did_you_mean(asked, NAMES) is None


@given(st.text(min_size=1))
def test_a_known_name_is_the_nearest_to_itself(name: str) -> None:
    said = did_you_mean(name, [name, *NAMES])
    assert said is not None
    assert said.casefold() == f"did you mean {name}?".casefold()
