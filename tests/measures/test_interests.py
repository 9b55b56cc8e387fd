"""Interests: what is in sight, what collides or meets, and how partners speak."""

from typing import Any

import pytest

from measures.regions import graph, partners
from regiokompas.measures.interests import (
    InterestCoverage,
    PartnerStance,
    interest_coverage,
    interest_pair,
    partner_stance,
)

THEMES = [
    {"key": "theme:t", "name": "t", "partners": ["partner:a", "partner:b", "partner:c"]},
    {"key": "theme:u", "name": "u", "partners": ["partner:c", "partner:d"]},
    {"key": "theme:v", "name": "v"},
]


def interest(partner: str, theme: str = "t", **attributes: Any) -> dict[str, Any]:
    return {
        "key": f"interest:{partner}-{theme}",
        "partner": f"partner:{partner}",
        "theme": f"theme:{theme}",
        **{
            name: [f"interest:{other}" for other in value] if name in ("meets", "opposes") else value
            for name, value in attributes.items()
        },
    }


def region(*interests: dict[str, Any], themes: list[dict[str, Any]] = THEMES) -> Any:
    return graph(partners=partners("abcd"), themes=themes, interests=list(interests))


def test_an_interest_is_in_sight_once_for_each_participant() -> None:
    rows = list(interest_coverage(region(interest("a"), interest("d"), themes=THEMES[:1])))
    missing = ("partner:b", "partner:c")
    assert rows == [InterestCoverage("theme:t", 3, missing, 2, 0.3333, None)]


@pytest.mark.parametrize(
    ("spoken", "unspoken"),
    [([], 0), ([True, True], 0), ([True, False], 1), ([None, False], 1), ([True, None], None), ([None], None)],
)
def test_unspoken_says_at_least_so_many_and_never_zero_for_unknown(spoken: list[bool | None], unspoken: int) -> None:
    held = [interest(name, spoken=truth) for name, truth in zip("abc", spoken, strict=False)]
    (row,) = interest_coverage(region(*held, themes=THEMES[:1]))
    assert row.unspoken == unspoken


def test_without_known_participants_nobody_is_known_to_be_missing() -> None:
    rows = {row.theme: row for row in interest_coverage(region(interest("a", "v", spoken=True)))}
    assert rows["theme:v"] == InterestCoverage("theme:v", None, None, None, None, 0)
    empty = [{"key": "theme:t", "name": "t", "partners": []}]
    assert list(interest_coverage(region(themes=empty))) == [InterestCoverage("theme:t", 0, (), 0, None, 0)]


def test_a_pair_is_found_from_either_side_and_once() -> None:
    mutual = region(interest("a", opposes=["b-t"]), interest("b", opposes=["a-t"]))
    oneway = region(interest("a"), interest("b", opposes=["a-t"]))
    for G in (mutual, oneway):
        (row,) = interest_pair(G)
        assert (row.pair, row.bond) == (("interest:a-t", "interest:b-t"), "opposed")
        assert (row.partners, row.first, row.second) == (("partner:a", "partner:b"), "partner:a", "partner:b")
        assert (row.theme, row.same_theme, row.joined) == ("theme:t", True, True)


def test_a_pair_may_collide_and_strengthen_at_once() -> None:
    rows = interest_pair(region(interest("a", opposes=["b-t"], meets=["b-t"]), interest("b")))
    assert [row.bond for row in rows] == ["opposed", "complementary"]


@pytest.mark.parametrize(
    ("one", "other", "discussed"),
    [
        (True, False, True),
        (True, None, True),
        (False, False, False),
        (False, None, None),
        (None, None, None),
    ],
)
def test_one_side_is_enough_to_know_that_it_was_discussed(
    one: bool | None, other: bool | None, discussed: bool | None
) -> None:
    for first, second in ((one, other), (other, one)):
        (row,) = interest_pair(region(interest("a", opposes=["b-t"], discussed=first), interest("b", discussed=second)))
        assert row.discussed is discussed


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("a", "t"), ("c", "u"), True),  # both take part in t
        (("a", "t"), ("d", "u"), False),
        (("a", "t"), ("d", "v"), None),  # who takes part in v is unknown
        (("a", "t"), ("b", "v"), True),  # but t is enough
    ],
)
def test_partners_are_joined_by_one_of_the_themes(
    one: tuple[str, str], other: tuple[str, str], joined: bool | None
) -> None:
    (row,) = interest_pair(region(interest(*one, meets=["-".join(other)]), interest(*other)))
    assert (row.joined, row.same_theme) == (joined, False)


def test_two_interests_of_one_partner_can_collide() -> None:
    (row,) = interest_pair(region(interest("c", "t", opposes=["c-u"]), interest("c", "u")))
    assert (row.partners, row.first, row.second, row.joined) == (("partner:c",), "partner:c", "partner:c", True)


def test_a_stance_is_counted_over_all_interests_of_a_partner() -> None:
    rows = partner_stance(
        region(
            interest("a", "t", scope="own", opposes=["b-t"]),
            interest("a", "u", scope="shared", meets=["b-t"]),
            interest("a", "v", scope="own"),
            interest("b", "t", scope="own"),
            interest("b", "u"),
        )
    )
    assert list(rows) == [
        PartnerStance("partner:a", 3, 0.6667, 1, 1),
        PartnerStance("partner:b", 2, None, 1, 1),
    ]
