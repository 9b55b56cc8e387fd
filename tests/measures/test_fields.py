"""Measures of content, scale, interests, interplay and direction, on cases one can count by hand."""

from typing import Any

import pytest

from measures.regions import graph, partners, persons, ties
from regiokompas.measures import content, direction, interests, interplay, scale

THEME = {"key": "theme:t", "name": "T", "partners": ["partner:a", "partner:b"]}


def one(rows: Any) -> Any:
    (row,) = rows
    return row


@pytest.mark.parametrize(
    ("states", "measured", "claimed"),
    [
        (("none", "none", "none", "none"), 0, 0),
        (("none", "promised", "none", "none"), 0, 1),
        (("measured", "promised", None, None), 1, 2),
        (("none", None, "none", "none"), None, None),
        ((None, "promised", "none", "none"), None, 1),
    ],
)
def test_value_is_counted_and_unknown_where_it_could_still_be_there(
    states: Any, measured: int | None, claimed: int | None
) -> None:
    values = {kind: state for kind, state in zip(content.VALUE_KINDS, states, strict=True) if state}
    row = one(content.theme_value(graph(themes=[{**THEME, "partners": [], "started": "2026-11-13", **values}])))
    assert (row.measured, row.claimed, row.days_running) == (measured, claimed, 10)


def test_support_is_of_those_who_take_part() -> None:
    goals = [{"key": "goal:g", "theme": "theme:t", "text": "G", "endorsed_by": ["partner:a", "partner:c"]}]
    row = one(content.goal_support(graph(partners=partners("abc"), themes=[THEME], goals=goals, milestones=[])))
    assert (row.endorsed_share, row.missing, row.milestones) == (0.5, ("partner:b",), 0)
    row = one(
        content.goal_support(graph(partners=partners("abc"), themes=[THEME], goals=[{**goals[0], "endorsed_by": []}]))
    )
    assert (row.endorsed_share, row.milestones) == (0.0, None)


def test_compositions_overlap_as_jaccard_says() -> None:
    themes = [
        {**THEME, "key": f"theme:{n}", "partners": [f"partner:{x}" for x in names]}
        for n, names in enumerate(("ab", "ab", "bc"))
    ]
    row = one(content.compositions(graph(partners=partners("abc"), themes=themes)))
    assert (row.partner_sets, row.largest_set_share) == (2, 0.6667)
    assert row.mean_overlap == pytest.approx((1 + 1 / 3 + 1 / 3) / 3, abs=1e-4)
    unknown = [themes[0], {"key": "theme:x", "name": "X"}]
    assert one(content.compositions(graph(partners=partners("abc"), themes=unknown))).partner_sets is None


def test_size_counts_what_is_known_and_nothing_else() -> None:
    row = one(scale.size(graph(partners=[*partners("ab", kind="municipality"), *partners("c", kind="provider")])))
    assert (row.partners, row.partner_kinds, row.governments, row.others) == (3, 2, 2, 1)
    assert (row.themes, row.contact_share) == (None, None)
    assert one(scale.size(graph(partners=partners("ab")))).governments is None


def test_weight_is_a_share_of_all_and_unknown_while_one_is() -> None:
    members = [
        {"key": "partner:a", "name": "A", "kind": "municipality", "population": 75, "votes": 1},
        {"key": "partner:b", "name": "B", "kind": "municipality", "population": 25, "votes": 1},
        {"key": "partner:c", "name": "C", "kind": "provider", "votes": 0},
    ]
    rows = {row.partner: row for row in scale.partner_weight(graph(partners=members))}
    assert (rows["partner:a"].population_share, rows["partner:a"].votes_share, rows["partner:a"].say_gap) == (
        0.75,
        0.5,
        -0.25,
    )
    assert rows["partner:c"].population_share is None
    rows = {
        row.partner: row
        for row in scale.partner_weight(graph(partners=[members[0], {**members[1], "population": None}]))
    }
    assert rows["partner:a"].population_share is None


def test_coverage_names_who_is_missing() -> None:
    held = [{"partner": "partner:a", "theme": "theme:t", "spoken": False}]
    row = one(interests.interest_coverage(graph(partners=partners("ab"), themes=[THEME], interests=held)))
    assert (row.coverage, row.missing, row.unspoken) == (0.5, ("partner:b",), 1)


def test_a_pair_of_interests_is_found_from_either_side_and_once() -> None:
    held = [
        {
            "key": "interest:a",
            "partner": "partner:a",
            "theme": "theme:t",
            "opposes": ["interest:b"],
            "discussed": False,
        },
        {
            "key": "interest:b",
            "partner": "partner:b",
            "theme": "theme:t",
            "opposes": ["interest:a"],
            "discussed": False,
        },
        {"key": "interest:c", "partner": "partner:c", "theme": "theme:t", "meets": ["interest:a"]},
    ]
    rows = list(interests.interest_pair(graph(partners=partners("abc"), themes=[THEME], interests=held)))
    assert [(row.bond, row.pair, row.discussed, row.joined) for row in rows] == [
        ("opposed", ("interest:a", "interest:b"), False, True),
        ("complementary", ("interest:a", "interest:c"), None, False),
    ]


def test_balance_is_the_share_of_bringing() -> None:
    given = [
        {"partner": "partner:a", "concerns": "partnership:p", "kind": kind} for kind in ("money", "staff", "knowledge")
    ]
    given[0]["amount"] = "EUR 100"
    got = [{"partner": "partner:a", "concerns": "partnership:p", "kind": "network"}]
    rows = {
        row.partner: row
        for row in interplay.exchange(graph(partners=partners("ab"), contributions=given, benefits=got))
    }
    a, b = rows["partner:a"], rows["partner:b"]
    assert (a.brings, a.gets, a.balance, a.brings_amount, a.effort_share) == (3, 1, 0.75, 100, None)
    assert (b.brings, b.gets, b.balance) == (0, 0, None)


def test_trust_is_the_given_figure_or_the_mean_of_two_or_more_dimensions() -> None:
    relations = [
        *ties("partner", "ab", trust=5),
        *ties("partner", "ba", trust_reliable=2, trust_open=3),
        *ties("partner", "bc", trust_reliable=2),
    ]
    row = one(interplay.trust_pair(graph(partners=partners("abc"), relations=relations)))
    assert (row.level, row.lowest, row.gap) == (3.75, 2.5, 2.5)
    assert (row.more_trusting, row.less_trusting) == ("partner:a", "partner:b")


def test_two_groups_that_trust_only_among_themselves_are_two_camps() -> None:
    relations = [*ties("partner", "ab", "ba", "cd", "dc", "de", trust=4), *ties("partner", "ac", "bd", "be", trust=2)]
    row = one(interplay.trust(graph(partners=partners("abcde"), relations=relations)))
    assert (row.camps, row.smallest_camp, row.known_share) == (2, ("partner:a", "partner:b"), 0.6)
    few = one(interplay.trust(graph(partners=partners("abcde"), relations=relations[:2])))
    assert (few.camps, few.known_share) == (None, 0.1)


def test_a_trait_is_scored_by_its_median_and_spread() -> None:
    scores = [
        {"partner": f"partner:{x}", "trait": "courage", "score": s} for x, s in zip("abc", (1, 4, 5), strict=True)
    ]
    row = one(interplay.trait_score(graph(partners=partners("abc"), statements=scores)))
    assert (row.answers, row.level, row.spread) == (3, 4, 4)


ROLES = [
    {"role": "client", "holder": "partner:a", "concerns": "theme:t"},
    {"role": "contractor", "holder": "person:x", "concerns": "theme:t"},
    {"role": "initiator", "holder": "person:x", "concerns": "theme:t"},
]


def test_client_and_contractor_of_one_house_are_found_through_the_employer() -> None:
    sections = {"partners": partners("ab"), "persons": persons(x="a"), "themes": [THEME], "roles": ROLES}
    row = one(direction.role_conflict(graph(**sections)))
    assert (row.organisation, row.through_employer, row.inherent) == ("partner:a", True, None)
    host = graph(**sections, about={"legal_form": "host_municipality"})
    assert one(direction.role_conflict(host)).inherent is True
    apart = graph(**{**sections, "persons": persons(x="b")})
    assert not list(direction.role_conflict(apart))


def test_pulling_is_counted_over_themes() -> None:
    themes = [THEME, {**THEME, "key": "theme:u"}]
    G = graph(partners=partners("ab"), persons=persons(x="a"), themes=themes, roles=ROLES)
    row = one(direction.pulling(G))
    assert (row.pullers, row.themes, row.pulled, row.largest_share, row.top) == (1, 2, 1, 0.5, "person:x")
    assert row.organisations == 1
    assert one(
        direction.person_dependence(
            graph(partners=partners("ab"), persons=persons(x="a"), themes=themes, roles=ROLES, relations=[])
        )
    ).themes_orphaned == ("theme:t",)


def test_roles_of_a_theme_are_counted() -> None:
    row = one(
        direction.theme_roles(graph(partners=partners("ab"), persons=persons(x="a"), themes=[THEME], roles=ROLES))
    )
    assert (row.clients, row.contractors, row.directors, row.initiators, row.people) == (1, 1, 0, 1, 1)


def decision(name: str, **attributes: Any) -> dict[str, Any]:
    return {"key": f"decision:{name}", "subject": name, "concerns": "partnership:p", **attributes}


def test_the_calendar_looks_at_what_is_still_to_be_decided() -> None:
    decisions = [
        decision("a", date="2026-11-13", body="AB", status="planned"),
        decision("b", date="none", body="none"),
        decision("c", date="2026-12-03", body="AB", status="planned"),
        decision("d", status="taken"),
    ]
    row = one(direction.decision_calendar(graph(decisions=decisions)))
    assert (row.decisions, row.undated, row.without_body, row.overdue, row.spread) == (3, 1, 1, 1, 20)
    assert row.clear_share == 0.6667
    unknown = one(direction.decision_calendar(graph(decisions=[decision("a")])))
    assert (unknown.undated, unknown.clear_share) == (None, None)


def test_decisions_that_wait_for_each_other_are_seen() -> None:
    decisions = [
        decision("a", after=["decision:b"], must_hear=["partner:a", "partner:b"], heard=["partner:a"]),
        decision("b", after=["decision:a"]),
        decision("c", after=["decision:a"], must_hear=[]),
    ]
    rows = {
        row.decision[-1]: row for row in direction.decision_hearing(graph(partners=partners("ab"), decisions=decisions))
    }
    assert [rows[name].waits_in_circle for name in "abc"] == [True, True, False]
    assert (rows["a"].unheard, rows["b"].unheard, rows["c"].unheard) == (("partner:b",), None, ())


def test_progress_knows_late_from_done_and_never_from_unknown() -> None:
    milestones = [
        {"key": "milestone:a", "theme": "theme:t", "name": "a", "planned": "2026-11-01", "status": "open"},
        {"key": "milestone:b", "theme": "theme:t", "name": "b", "planned": "2026-10-01", "status": "done"},
        {"key": "milestone:c", "theme": "theme:t", "name": "c", "planned": "2026-12-03", "status": "open"},
    ]
    results = [{"key": "result:a", "theme": "theme:t", "name": "a", "date": "2026-11-13", "shared": True}]
    theme = {**THEME, "partners": [], "started": "2025-11-23", "progress_reported": "none"}
    row = one(direction.theme_progress(graph(themes=[theme], milestones=milestones, results=results)))
    assert (row.milestones, row.late, row.done, row.days_until_milestone) == (3, 1, 1, 10)
    assert (row.results, row.shared_results, row.days_since_result) == (1, 1, 10)
    assert (row.days_since_report, row.days_running) == (365, 365)


def test_doubt_lists_those_who_certainly_doubt() -> None:
    members = [*partners("a", doubts_use=True), *partners("b", doubts_use=False), *partners("c")]
    row = one(direction.doubt(graph(partners=members)))
    assert (row.doubting, row.doubting_share) == (("partner:a",), None)
    assert row.leaving is None
