"""Content: value, support and compositions, counted by hand."""

from typing import Any

import pytest

from measures.regions import graph, partners
from regiokompas.measures.content import VALUE_KINDS, ThemeValue, compositions, goal_support, theme_value


def theme(name: str, members: str | None = None, **attributes: Any) -> dict[str, Any]:
    taking_part = {} if members is None else {"partners": [f"partner:{member}" for member in members]}
    return {"key": f"theme:{name}", "name": name, **taking_part, **attributes}


@pytest.mark.parametrize(
    ("states", "measured", "claimed"),
    [
        ("measured measured measured measured", 4, 4),
        ("measured promised none none", 1, 2),
        ("none none none none", 0, 0),
        ("measured ? ? ?", 1, 1),
        ("promised ? none none", None, 1),
        ("promised none none none", 0, 1),
        ("? none none none", None, None),
        ("? ? ? ?", None, None),
    ],
)
def test_kinds_of_value_that_are_known_count_and_unknown_is_never_zero(
    states: str, measured: int | None, claimed: int | None
) -> None:
    known = {kind: state for kind, state in zip(VALUE_KINDS, states.split(), strict=True) if state != "?"}
    assert list(theme_value(graph(themes=[theme("t", **known)]))) == [ThemeValue("theme:t", measured, claimed, None)]


@pytest.mark.parametrize(("started", "days"), [("2026-11-23", 0), ("2025-11-23", 365), ("2026-12-03", -10)])
def test_a_theme_runs_from_its_start_to_the_date_of_the_picture(started: str, days: int) -> None:
    (row,) = theme_value(graph(themes=[theme("t", started=started)]))
    assert row.days_running == days


def support(participants: str | None, endorsed: str | None, **sections: Any) -> Any:
    goal = {"key": "goal:g", "theme": "theme:t", "text": "g"}
    if endorsed is not None:
        goal["endorsed_by"] = [f"partner:{name}" for name in endorsed]
    themes = [theme("t", participants), theme("u", "a")]
    (row,) = goal_support(graph(partners=partners("abcd"), themes=themes, goals=[goal], **sections))
    return row


@pytest.mark.parametrize(
    ("participants", "endorsed", "share", "missing"),
    [
        ("abc", "ab", 0.6667, ("partner:c",)),
        ("abc", "abcd", 1.0, ()),
        ("abc", "d", 0.0, ("partner:a", "partner:b", "partner:c")),
        ("abc", None, None, None),
        (None, "ab", None, None),
        ("", "ab", None, ()),
        ("", None, None, ()),
    ],
)
def test_support_is_that_of_those_who_take_part(
    participants: str | None, endorsed: str | None, share: float | None, missing: tuple[str, ...] | None
) -> None:
    row = support(participants, endorsed)
    assert (row.endorsed_share, row.missing) == (share, missing)


def test_milestones_are_those_of_the_theme_and_unknown_where_some_may_be_missing() -> None:
    milestones = [
        {"key": f"milestone:{number}", "theme": f"theme:{name}", "name": name} for number, name in enumerate("ttu")
    ]
    assert support("a", "a", milestones=milestones).milestones == 2
    assert support("a", "a", milestones=[]).milestones == 0
    assert support("a", "a").milestones is None
    assert support("a", "a", milestones=milestones, incomplete=["milestones"]).milestones is None


@pytest.mark.parametrize(
    ("members", "partner_sets", "overlap", "largest"),
    [
        (("ab", "ab", "bc"), 2, round((1 + 1 / 3 + 1 / 3) / 3, 4), 0.6667),
        (("abc", "abc"), 1, 1.0, 1.0),
        (("ab", "cd"), 2, 0.0, 0.5),
        (("ab", "abcd", "ad"), 3, round((1 / 2 + 1 / 3 + 1 / 2) / 3, 4), 0.3333),
        (("ab", ""), 1, None, 1.0),
        (("ab",), 1, None, 1.0),
        (("", ""), 0, None, None),
        ((), 0, None, None),
        (("ab", None), None, None, None),
    ],
)
def test_compositions_overlap_as_jaccard_says(
    members: tuple[str | None, ...], partner_sets: int | None, overlap: float | None, largest: float | None
) -> None:
    themes = [theme(str(number), names) for number, names in enumerate(members)]
    (row,) = compositions(graph(partners=partners("abcd"), themes=themes))
    assert (row.partner_sets, row.mean_overlap, row.largest_set_share) == (partner_sets, overlap, largest)
