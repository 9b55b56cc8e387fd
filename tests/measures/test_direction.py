"""Direction: dependence on persons, pulling, double roles, decisions, progress and doubt."""

from typing import Any

import pytest

from measures.regions import graph, partners, persons, ties
from regiokompas.measures.direction import (
    DecisionCalendar,
    DecisionHearing,
    Doubt,
    PersonDependence,
    Puller,
    Pulling,
    RoleConflict,
    ThemeProgress,
    ThemeRoles,
    decision_calendar,
    decision_hearing,
    doubt,
    person_dependence,
    powers,
    puller,
    pulling,
    role_conflict,
    theme_progress,
    theme_roles,
)

THEMES = [{"key": f"theme:{name}", "name": name} for name in "tuv"]


def role(kind: str, holder: str, concerns: str = "t") -> dict[str, Any]:
    home = "person" if holder in "uvwxyz" else "partner"
    return {
        "role": kind,
        "holder": f"{home}:{holder}",
        "concerns": f"theme:{concerns}" if concerns in "tuv" else "partnership:p",
    }


def decision(name: str, **attributes: Any) -> dict[str, Any]:
    return {"key": f"decision:{name}", "subject": name, "concerns": "partnership:p", **attributes}


def dependence(**sections: Any) -> dict[str, PersonDependence]:
    rows = person_dependence(graph(**{"partners": partners("abc"), "relations": [], **sections}))
    return {row.person[-1]: row for row in rows}


CHAIN = {"persons": persons(x="a", y="b", z="c", w="b"), "relations": ties("person", "xy", "yz")}


def test_without_the_one_in_the_middle_the_others_lose_each_other() -> None:
    rows = dependence(**CHAIN)
    assert [rows[name].articulation for name in "wxyz"] == [False, True, True, True]
    assert rows["y"].cut_off == ("partner:b", "partner:c"), "of three equal parts the first goes on"
    assert rows["x"].cut_off == ("partner:a",), "the two others stay together"
    assert [rows[name].cut_off_count for name in "wxyz"] == [0, 1, 2, 1]
    assert [rows[name].relation_share for name in "wxyz"] == [0.0, 0.5, 1.0, 0.5]


def test_who_bridges_only_persons_cuts_off_no_partner() -> None:
    hired = {"key": "person:i", "function": "hired", "employer": "none"}
    rows = dependence(persons=[*persons(x="a"), hired], relations=ties("person", "xi"))
    assert rows["x"].articulation is False


def test_what_is_cut_off_is_unknown_where_someone_unplaced_may_hold_it_together() -> None:
    people = [*CHAIN["persons"], {"key": "person:u", "function": "unknown"}]
    rows = dependence(persons=people, relations=[*CHAIN["relations"], *ties("person", "ux")])
    assert (rows["y"].articulation, rows["y"].cut_off, rows["y"].cut_off_count) == (None, None, None)
    assert (rows["w"].articulation, rows["w"].cut_off) == (False, ()), "without w they all stay together"
    assert rows["u"].articulation is False


def test_shares_of_roles_themes_and_decisions() -> None:
    roles = [
        role("client", "x"),
        role("director", "x"),
        role("chair", "x", "p"),
        role("contractor", "a"),
        role("initiator", "y", "u"),
    ]
    decisions = [
        decision("1", prepared_by="person:x"),
        decision("2", prepared_by="person:y"),
        decision("3", prepared_by="person:y"),
        decision("4", prepared_by="none"),
    ]
    rows = dependence(**CHAIN, themes=THEMES, roles=roles, decisions=decisions)
    x, y, z = (rows[name] for name in "xyz")
    assert (x.role_share, x.theme_share, x.decision_share, x.roles, x.largest_share) == (0.6, 0.3333, 0.3333, 3, 0.6)
    assert (y.role_share, y.theme_share, y.decision_share, y.roles, y.largest_share) == (0.2, 0.3333, 0.6667, 1, 1.0)
    assert (z.role_share, z.theme_share, z.decision_share, z.roles, z.largest_share) == (0.0, 0.0, 0.0, 0, 0.5)


def test_a_share_is_unknown_where_something_may_be_missing_and_the_largest_is_of_the_others() -> None:
    roles = [role("client", "x")]
    row = dependence(**CHAIN)["x"]
    assert (row.role_share, row.theme_share, row.decision_share, row.roles, row.themes_orphaned) == (None,) * 5
    assert row.largest_share == row.relation_share == 0.5
    row = dependence(**CHAIN, roles=roles, themes=THEMES, incomplete=["themes"])["x"]
    assert (row.role_share, row.theme_share, row.roles, row.themes_orphaned) == (1.0, None, 1, None)
    row = dependence(**CHAIN, decisions=[decision("1", prepared_by="person:x"), decision("2")])["x"]
    assert row.decision_share is None
    row = dependence(**CHAIN, decisions=[decision("1", prepared_by="none")], roles=[], themes=[])["x"]
    assert (row.decision_share, row.role_share, row.theme_share, row.roles, row.themes_orphaned) == (
        None,
        None,
        None,
        0,
        (),
    )
    assert dependence(persons=persons(x="a"))["x"].largest_share is None


def test_themes_are_orphaned_if_nobody_else_pulls_them() -> None:
    roles = [
        role("initiator", "x", "t"),
        role("initiator", "x", "u"),
        role("initiator", "a", "u"),
        role("client", "x", "v"),
    ]
    rows = dependence(**CHAIN, themes=THEMES, roles=roles)
    assert (rows["x"].themes_orphaned, rows["y"].themes_orphaned) == (("theme:t",), ())


def test_what_is_known_of_a_person_is_passed_on() -> None:
    known = {"deputies": ["person:y"], "only_knows": ["a", "b"], "term_ends": "2026-12-03", "handover": True}
    rows = dependence(persons=[{**persons(x="a")[0], **known}, *persons(y="b")])
    x, y = rows["x"], rows["y"]
    assert (x.deputies, x.knowledge, x.days_until_term_ends, x.handover) == (1, 2, 10, True)
    assert (y.deputies, y.knowledge, y.days_until_term_ends, y.handover) == (None, None, None, None)
    past = dependence(persons=[{**persons(x="a")[0], "term_ends": "2026-11-13", "deputies": []}])["x"]
    assert (past.days_until_term_ends, past.deputies) == (-10, 0)


def test_pullers_pull_themes_and_not_the_whole() -> None:
    roles = [
        role("initiator", "x", "t"),
        role("initiator", "x", "u"),
        role("initiator", "a", "u"),
        role("initiator", "y", "p"),
    ]
    G = graph(partners=partners("ab"), persons=persons(x="a", y="b"), themes=THEMES, roles=roles)
    assert list(puller(G)) == [
        Puller("partner:a", False, ("theme:u",), 1, 0.3333),
        Puller("person:x", True, ("theme:t", "theme:u"), 2, 0.6667),
    ]
    assert list(pulling(G)) == [Pulling("partnership:p", 2, 3, 2, 0.6667, 0.6667, 1, "person:x")]


@pytest.mark.parametrize(
    ("employers", "organisations"),
    [(("partner:a", "partner:a"), 1), (("partner:a", "none"), 2), (("none", "none"), 2), (("partner:a", None), None)],
)
def test_pullers_come_from_organisations_or_stand_for_themselves(
    employers: tuple[str | None, str | None], organisations: int | None
) -> None:
    people = [
        {"key": f"person:{name}", "function": name, **({} if employer is None else {"employer": employer})}
        for name, employer in zip("xy", employers, strict=True)
    ]
    roles = [role("initiator", "x", "t"), role("initiator", "y", "u")]
    (row,) = pulling(graph(partners=partners("a"), persons=people, themes=THEMES, roles=roles))
    assert (row.organisations, row.largest_share, row.largest_two_share, row.top) == (
        organisations,
        0.3333,
        0.6667,
        "person:x",
    )


def test_the_two_largest_pullers_are_two() -> None:
    roles = [role("initiator", "x", "t"), role("initiator", "y", "u"), role("initiator", "a", "v")]
    (row,) = pulling(graph(partners=partners("a"), persons=persons(x="a", y="a"), themes=THEMES, roles=roles))
    assert (row.pullers, row.pulled, row.largest_two_share, row.top) == (3, 3, 0.6667, "partner:a")


def test_where_nobody_pulls_the_largest_share_is_zero_and_without_themes_there_is_none() -> None:
    assert list(pulling(graph(themes=THEMES, roles=[]))) == [Pulling("partnership:p", 0, 3, 0, 0.0, 0.0, 0, None)]
    assert list(pulling(graph(themes=[], roles=[]))) == [Pulling("partnership:p", 0, 0, 0, None, None, 0, None)]


def test_roles_of_a_theme_are_its_own() -> None:
    roles = [
        role("client", "a"),
        role("client", "x"),
        role("initiator", "x"),
        role("customer", "y"),
        role("director", "x", "p"),
        role("contractor", "b", "u"),
    ]
    G = graph(partners=partners("ab"), persons=persons(x="a", y="b"), themes=THEMES[:2], roles=roles)
    assert list(theme_roles(G)) == [
        ThemeRoles("theme:t", 2, 0, 0, 1, 2, True),
        ThemeRoles("theme:u", 0, 1, 0, 0, 0, False),
    ]


def governed(*roles: dict[str, Any], **governors: bool | None) -> bool | None:
    people = [{"key": f"person:{name}", "function": name, "governor": known} for name, known in governors.items()]
    (row,) = theme_roles(graph(partners=partners("a"), persons=people, themes=THEMES[:1], roles=list(roles)))
    return row.governed


def test_a_governor_stands_for_a_theme_in_person_or_as_a_board() -> None:
    assert governed(role("initiator", "x"), role("client", "y"), x=False, y=True)
    assert governed(role("initiator", "x"), x=False) is False
    assert governed(role("initiator", "x"), x=None) is None, "the one that pulls may be a governor"
    assert governed(role("client", "a"), role("initiator", "x"), x=None), "the client is a board"
    assert governed(role("contractor", "a")) is False, "who carries it out decides nothing"
    assert governed(role("chair", "x", "p"), x=True) is False, "the chair of the whole stands for no theme by that"
    assert governed() is False


def conflicts(*roles: dict[str, Any], **sections: Any) -> list[RoleConflict]:
    people = [
        *persons(x="a", y="a", z="b"),
        {"key": "person:u", "function": "unknown"},
        {"key": "person:v", "function": "hired", "employer": "none"},
    ]
    base = {"partners": partners("ab"), "persons": people, "themes": THEMES}
    return list(role_conflict(graph(**{**base, **sections}, roles=list(roles))))


@pytest.mark.parametrize(
    ("client", "contractor", "organisation", "through_employer"),
    [
        ("a", "a", "partner:a", False),
        ("a", "x", "partner:a", True),
        ("x", "a", "partner:a", True),
        ("x", "y", "partner:a", True),
        ("x", "x", "partner:a", False),
        ("v", "v", None, False),
        ("u", "u", None, False),
    ],
)
def test_client_and_contractor_of_one_house(
    client: str, contractor: str, organisation: str | None, through_employer: bool
) -> None:
    (row,) = conflicts(role("client", client), role("contractor", contractor))
    assert (row.theme, row.organisation, row.through_employer) == ("theme:t", organisation, through_employer)


@pytest.mark.parametrize(
    ("client", "contractor"), [("a", "b"), ("x", "z"), ("a", "z"), ("u", "a"), ("u", "x"), ("v", "x")]
)
def test_client_and_contractor_of_two_houses_or_perhaps_of_two(client: str, contractor: str) -> None:
    assert conflicts(role("client", client), role("contractor", contractor)) == []


def test_roles_must_be_of_the_same_theme_or_of_the_whole() -> None:
    assert conflicts(role("client", "a", "t"), role("contractor", "a", "u")) == []
    assert [row.theme for row in conflicts(role("client", "a", "p"), role("contractor", "a", "p"))] == ["partnership:p"]
    assert [row.theme for row in conflicts(role("client", "a", "p"), role("contractor", "x", "u"))] == ["theme:u"]
    own_client = [role("client", "a", "p"), role("client", "b", "u"), role("contractor", "x", "u")]
    assert conflicts(*own_client) == [], "a theme with a client of its own has no other"


@pytest.mark.parametrize(("form", "inherent"), [("host_municipality", True), ("public_body", False), (None, None)])
def test_a_double_role_is_inherent_in_a_host_municipality(form: str | None, inherent: bool | None) -> None:
    about = {} if form is None else {"legal_form": form}
    (row,) = conflicts(role("client", "a"), role("contractor", "a"), about=about)
    assert row.inherent is inherent


def test_hearing_compares_who_must_be_heard_with_who_was() -> None:
    decisions = [
        decision("1", must_hear=["partner:a", "partner:b"], heard=["partner:b"], after=["decision:2"]),
        decision("2", must_hear=["partner:a"], after=["decision:3"]),
        decision("3", must_hear=[], after=["decision:1"]),
        decision("4", heard=["partner:a"], after=["decision:1"]),
    ]
    assert list(decision_hearing(graph(partners=partners("ab"), decisions=decisions))) == [
        DecisionHearing("decision:1", ("partner:a",), 1, True),
        DecisionHearing("decision:2", None, None, True),
        DecisionHearing("decision:3", (), 0, True),
        DecisionHearing("decision:4", None, None, False),
    ]


def calendar(*decisions: dict[str, Any]) -> DecisionCalendar:
    (row,) = decision_calendar(graph(decisions=list(decisions)))
    return row


def test_the_calendar_is_of_decisions_still_to_be_taken() -> None:
    planned = {"status": "planned", "body": "AB"}
    assert calendar(
        decision("1", date="2026-11-22", **planned),
        decision("2", date="2026-11-23", **planned),
        decision("3", date="2026-12-22", **planned),
        decision("4", date="none", status="postponed", body="none"),
        decision("5", date="2020-01-01", status="taken", body="none"),
    ) == DecisionCalendar("partnership:p", 4, 1, 1, 1, 30, 0.75, None, None)


def test_what_is_unknown_of_a_decision_leaves_at_least_so_many() -> None:
    assert calendar(decision("1")) == DecisionCalendar("partnership:p", 1, *[None] * 7)
    row = calendar(
        decision("1"), decision("2", date="none", body="none"), decision("3", date="2026-01-01", status="postponed")
    )
    assert row == DecisionCalendar("partnership:p", 3, 1, 1, 1, *[None] * 4)
    row = calendar(decision("1", date="none"), decision("2", body="AB", date="2026-12-01"))
    assert (row.clear_share, row.overdue) == (0.5, 0), "no date is not clear, whatever the body"
    row = calendar(decision("1", date="2026-01-01"))
    assert row.overdue is None, "it may have been taken"


def test_an_empty_calendar() -> None:
    assert calendar() == DecisionCalendar("partnership:p", 0, 0, 0, 0, None, None, (), None)
    assert calendar(decision("1", status="taken")).decisions == 0


def test_decisions_that_need_the_consent_of_all() -> None:
    row = calendar(decision("1", unanimous=True), decision("2", unanimous=False), decision("3", unanimous=True))
    assert (row.unanimous, row.unanimous_share) == (("decision:1", "decision:3"), 0.6667)
    row = calendar(decision("1", unanimous=True), decision("2"))
    assert (row.unanimous, row.unanimous_share) == (("decision:1",), None), "of the second nobody said"
    assert calendar(decision("1", unanimous=True, status="taken")).unanimous == ()


def milestone(name: str, **attributes: Any) -> dict[str, Any]:
    return {"key": f"milestone:{name}", "theme": "theme:t", "name": name, **attributes}


def result(name: str, **attributes: Any) -> dict[str, Any]:
    return {"key": f"result:{name}", "theme": "theme:t", "name": name, **attributes}


def progress(*items: dict[str, Any], goals: bool = False, **theme: Any) -> ThemeProgress:
    by_kind: dict[str, list[dict[str, Any]]] = {"milestones": [], "results": []}
    for item in items:
        by_kind[f"{item['key'].split(':')[0]}s"].append(item)
    if goals:
        by_kind["goals"] = [{"key": "goal:g", "theme": "theme:t", "text": "g"}]
    (row,) = theme_progress(graph(themes=[{**THEMES[0], **theme}], **by_kind))
    return row


def test_progress_of_a_theme_of_which_all_is_known() -> None:
    assert progress(
        milestone("1", planned="2026-11-01", status="open"),
        milestone("2", planned="2026-10-01", status="done", reached="2026-11-05"),
        milestone("3", planned="2026-12-13", status="open"),
        milestone("4", planned="2026-12-03", status="open"),
        milestone("5", planned="2026-11-24", status="done"),
        result("1", date="2026-11-13", shared=True),
        result("2", date="2026-01-01", shared=False),
        goals=True,
        started="2025-11-23",
        progress_reported="2026-11-03",
    ) == ThemeProgress("theme:t", 1, 5, 1, 2, 2, 1, 10, 20, 365, 10)


def test_the_last_result_is_the_last_that_has_come() -> None:
    later, ahead = result("1", date="2027-01-01"), result("2", date="2026-11-24")
    today, before = result("3", date="2026-11-23"), result("4", date="2026-11-20")
    assert progress(later, ahead).days_since_result == -1
    assert progress(later, today, before).days_since_result == 0
    assert progress(later, before).days_since_result == 3
    assert progress(later, result("5")).days_since_result is None


def test_progress_of_a_theme_of_which_nothing_is_known_but_that_there_is_nothing() -> None:
    assert progress() == ThemeProgress("theme:t", None, 0, 0, 0, 0, 0, None, None, None, None)


def test_progress_that_was_never_reported_is_as_old_as_the_theme() -> None:
    assert progress(started="2026-11-13", progress_reported="none").days_since_report == 10
    assert progress(progress_reported="none").days_since_report is None
    assert progress(started="2026-11-13").days_since_report is None


@pytest.mark.parametrize(
    ("known", "late", "done"),
    [
        ({"planned": "2026-11-22", "status": "open"}, 1, 0),
        ({"planned": "2026-11-23", "status": "open"}, 0, 0),
        ({"planned": "2026-11-22"}, None, None),
        ({"planned": "2026-11-24"}, 0, None),
        ({"status": "open"}, None, 0),
        ({"status": "done"}, 0, 1),
        ({"planned": "2026-01-01", "reached": "2026-11-23"}, 0, 1),
        ({"planned": "2026-01-01", "reached": "2026-11-24"}, 1, 0),
    ],
)
def test_a_milestone_is_late_or_done_only_if_that_is_certain(
    known: dict[str, str], late: int | None, done: int | None
) -> None:
    row = progress(milestone("1", **known))
    assert (row.late, row.done) == (late, done)
    other = milestone("2", status="open", planned="2026-01-01")
    assert progress(milestone("1", **known), other).late == (late or 0) + 1, "at least so many"


@pytest.mark.parametrize(
    ("other", "days"),
    [
        ({"status": "open", "planned": "2026-12-01"}, 8),
        ({"status": "open", "planned": "2026-11-23"}, 0),
        ({"status": "open", "planned": "2026-11-01"}, 20),
        ({"status": "done", "planned": "2026-12-01"}, 20),
        ({"status": "done"}, 20),
        ({"planned": "2026-12-31"}, 20),
        ({"planned": "2026-12-01"}, None),
        ({"planned": "2026-11-23"}, None),
        ({"status": "open"}, None),
        ({}, None),
    ],
)
def test_the_next_milestone_is_known_if_no_other_can_come_sooner(other: dict[str, str], days: int | None) -> None:
    row = progress(milestone("1", status="open", planned="2026-12-13"), milestone("2", **other))
    assert row.days_until_milestone == days


@pytest.mark.parametrize(("planned", "days"), [("2026-11-23", 0), ("2026-11-24", None)])
def test_nothing_comes_sooner_than_today(planned: str, days: int | None) -> None:
    assert progress(milestone("1", status="open", planned=planned), milestone("2")).days_until_milestone == days


def test_results_are_counted_and_dated() -> None:
    assert progress(result("1")).days_since_result is None
    assert progress(result("1"), result("2", date="2026-11-22")).days_since_result is None
    row = progress(result("1", shared=True), result("2"))
    assert (row.results, row.shared_results) == (2, 1)
    assert progress(result("1", shared=False), result("2")).shared_results is None


def doubting(*truths: bool | None) -> Doubt:
    members = [
        {
            "key": f"partner:{name}",
            "name": name,
            **({} if truth is None else {"doubts_use": truth, "considers_leaving": truth}),
        }
        for name, truth in zip("abc", truths, strict=False)
    ]
    (row,) = doubt(graph(partners=members))
    return row


def test_doubt_is_listed_where_it_is_certain_and_shared_out_where_all_is_known() -> None:
    a = ("partner:a",)
    assert doubting(True, False, None) == Doubt("partnership:p", 3, a, None, 1, a, 1)
    assert doubting(True, False) == Doubt("partnership:p", 2, a, 0.5, 1, a, 1)
    assert doubting(False, None) == Doubt("partnership:p", 2, None, None, None, None, None)
    assert doubting(False, False) == Doubt("partnership:p", 2, (), 0.0, 0, (), 0)
    assert doubting() == Doubt("partnership:p", 0, (), None, 0, (), 0)


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({}, (None, None, None)),
        ({"powers": ["mandate"]}, (False, False, True)),
        ({"powers": ["attribution", "delegation"]}, (True, True, False)),
        ({"powers": []}, (False, False, False)),
    ],
)
def test_powers_are_known_one_by_one_or_not_at_all(about: dict[str, Any], found: tuple[bool | None, ...]) -> None:
    (row,) = powers(graph(about=about))
    assert (row.attributed, row.delegated, row.mandated) == found
