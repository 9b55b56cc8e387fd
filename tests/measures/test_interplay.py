"""Interplay: bringing and getting, trust, contact and scores."""

from typing import Any

import networkx as nx
import pytest

from measures.regions import graph, partners, persons, ties
from regiokompas.measures.interplay import (
    ContactNetwork,
    Exchange,
    PartnerContact,
    TraitScore,
    Trust,
    TrustPair,
    bridging,
    contact_network,
    exchange,
    partner_contact,
    trait_score,
    trust,
    trust_pair,
)


def good(partner: str, kind: str, amount: int | None = None, **attributes: Any) -> dict[str, Any]:
    money = {} if amount is None else {"amount": f"EUR {amount}"}
    return {"partner": f"partner:{partner}", "kind": kind, "concerns": "partnership:p", **money, **attributes}


def on_theme(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "concerns": "theme:t"}


def exchanged(*brought: dict[str, Any], got: tuple[dict[str, Any], ...] = ()) -> Exchange:
    themes = [{"key": "theme:t", "name": "t"}]
    G = graph(partners=partners("a"), themes=themes, contributions=list(brought), benefits=list(got))
    (row,) = exchange(G)
    return row


def test_kinds_are_counted_and_money_is_added_up() -> None:
    row = exchanged(
        good("a", "money", 100),
        on_theme(good("a", "money", 50)),
        good("a", "knowledge"),
        got=(good("a", "money", 30), on_theme(good("a", "facilities"))),
    )
    assert row == Exchange("partner:a", 2, 2, 150.0, 30.0, 0.5, None)


def test_without_money_the_amount_is_zero_and_with_unknown_money_it_is_unknown() -> None:
    assert exchanged(good("a", "network")) == Exchange("partner:a", 1, 0, 0.0, 0.0, 1.0, None)
    assert exchanged(good("a", "money", 100), on_theme(good("a", "money"))).brings_amount is None
    assert exchanged() == Exchange("partner:a", 0, 0, 0.0, 0.0, None, None)


@pytest.mark.parametrize(
    ("hours", "share"),
    [
        ([(100, 80)], 0.8),
        ([(100, 80), (300, 320)], 1.0),
        ([(100, 120)], 1.2),  # more than was promised: a strength, and not cut off
        ([(100, None)], None),
        ([(None, 80)], None),
        ([(100, 100), (None, None)], None),
        ([(0, 0)], None),
        ([], None),
    ],
)
def test_effort_is_of_all_hours_promised(hours: list[tuple[int | None, int | None]], share: float | None) -> None:
    places = ("partnership:p", "theme:t")
    brought = []
    for (promised, delivered), place in zip(hours, places, strict=False):
        known = {"hours_promised": promised, "hours_delivered": delivered}
        given = {name: value for name, value in known.items() if value is not None}
        brought.append({**good("a", "staff", **given), "concerns": place})
    assert exchanged(*brought).effort_share == share


def test_hours_of_another_kind_count_where_they_are_given() -> None:
    assert (
        exchanged(good("a", "knowledge", hours_promised=10, hours_delivered=5), good("a", "network")).effort_share
        == 0.5
    )


def pairs(*relations: dict[str, Any], **sections: Any) -> list[TrustPair]:
    people = persons(x="a", y="b")
    return list(trust_pair(graph(partners=partners("abc"), persons=people, relations=list(relations), **sections)))


def test_a_pair_is_seen_from_both_sides() -> None:
    (row,) = pairs(*ties("partner", "ba", trust=5), *ties("partner", "ab", trust_reliable=2, trust_open=3, trust=None))
    assert (row.pair, row.first, row.second, row.among) == (
        ("partner:a", "partner:b"),
        "partner:a",
        "partner:b",
        "partners",
    )
    assert (row.level, row.lowest, row.gap) == (3.75, 2.5, 2.5)
    assert (row.more_trusting, row.less_trusting) == ("partner:b", "partner:a")


def test_three_dimensions_are_averaged_and_rounded_once() -> None:
    survey = {"trust_reliable": 4, "trust_open": 4, "trust_same_purpose": 3}
    (row,) = pairs(*ties("partner", "ab", **survey), *ties("partner", "ba", trust=4))
    assert (row.level, row.lowest, row.gap) == (3.8333, 3.6667, 0.3333)
    (given,) = pairs(*ties("partner", "ab", trust=1, **survey))
    assert given.level == 1


def test_one_known_side_gives_a_level_and_no_comparison() -> None:
    (row,) = pairs(*ties("partner", "ab", trust=2), *ties("partner", "ba", trust_open=5))
    assert (row.level, row.lowest, row.gap, row.more_trusting, row.less_trusting) == (2, None, None, None, None)
    (closer,) = pairs(*ties("partner", "ab", trust=3), *ties("partner", "ba", trust=2.5))
    assert (closer.gap, closer.more_trusting, closer.less_trusting) == (0.5, "partner:a", "partner:b")
    (alike,) = pairs(*ties("partner", "ab", "ba", trust=2))
    assert (alike.level, alike.lowest, alike.gap, alike.more_trusting) == (2, 2, 0, None)


def test_a_relation_that_says_nothing_of_trust_makes_no_pair() -> None:
    assert pairs(*ties("partner", "ab", frequency="daily"), *ties("person", "xy", value=5)) == []


@pytest.mark.parametrize(
    ("there", "back", "falling"),
    [
        (True, None, True),
        (True, False, True),
        (False, False, False),
        (False, None, None),
        (None, None, None),
        (False, "no relation", False),
        (True, "no relation", True),
    ],
)
def test_trust_falls_if_one_side_says_so(there: bool | None, back: bool | str | None, falling: bool | None) -> None:
    relations = ties("partner", "ab", trust=3, trust_falls=there)
    if back != "no relation":
        relations += ties("partner", "ba", trust=3, trust_falls=back)
    (row,) = pairs(*relations)
    assert row.falling is falling


def test_partners_share_a_theme_as_participants_and_persons_by_their_roles() -> None:
    relations = [*ties("partner", "ab", "bc", trust=3), *ties("person", "xy", trust=3)]
    themes = [{"key": "theme:t", "name": "t", "partners": ["partner:a", "partner:b"]}]
    held = [
        {"role": role, "holder": f"person:{name}", "concerns": "theme:t"}
        for role, name in (("client", "x"), ("director", "y"))
    ]
    whole = [{**role, "concerns": "partnership:p"} for role in held]
    assert [row.share_theme for row in pairs(*relations, themes=themes, roles=held)] == [True, False, True]
    assert [row.share_theme for row in pairs(*relations, themes=themes, roles=whole)] == [True, False, False]
    assert [row.among for row in pairs(*relations)] == ["partners", "partners", "persons"]
    assert [row.share_theme for row in pairs(*relations)] == [None, None, None]
    some = [*themes, {"key": "theme:u", "name": "u"}]
    assert [row.share_theme for row in pairs(*relations, themes=some, roles=held[:1])] == [True, None, False]
    incomplete = ["themes", "roles"]
    rows = pairs(*relations, themes=themes, roles=held, incomplete=incomplete)
    assert [row.share_theme for row in rows] == [True, None, True]


def whole(names: str, *relations: dict[str, Any]) -> Trust:
    (row,) = trust(graph(partners=partners(names), persons=persons(x="a", y="b"), relations=list(relations)))
    return row


def test_trust_of_the_whole_leaves_persons_out() -> None:
    row = whole(
        "abc", *ties("partner", "ab", trust=1), *ties("partner", "ba", trust=2), *ties("person", "xy", "yx", trust=5)
    )
    assert (row.level, row.known_share, row.mutual_share, row.low_share) == (1.5, 0.3333, 1.0, 1.0)


def test_the_level_is_a_median_and_mutual_is_within_one_step() -> None:
    row = whole(
        "abc",
        *ties("partner", "ab", "ba", "bc", trust=4),
        *ties("partner", "cb", trust=2),
        *ties("partner", "ac", trust=5),
    )
    assert row.level == 4
    assert row.known_share == 1.0
    assert row.mutual_share == 0.5
    assert row.low_share == 0.3333


def test_trust_is_low_below_the_middle_of_the_scale() -> None:
    assert whole("ab", *ties("partner", "ab", trust=3)).low_share == 0.0
    assert whole("ab", *ties("partner", "ab", trust=2.9), *ties("partner", "ba", trust=5)).low_share == 1.0


def test_a_figure_says_whose_it_is_and_a_fall_who_sees_it() -> None:
    relations = [
        {"from": "partner:a", "to": "partner:b", "trust": 2, "trust_falls": False},
        {"from": "partner:b", "to": "partner:a", "trust_falls": True},
        {"from": "partner:b", "to": "partner:c", "trust": 2, "trust_falls": False},
        {"from": "partner:c", "to": "partner:b", "trust": 4},
    ]
    one, both = trust_pair(graph(partners=partners("abc"), relations=relations))
    assert (one.level, one.told_by, one.falling, one.seen_falling_by) == (2, ("partner:a",), True, ("partner:b",))
    assert (both.level, both.told_by, both.seen_falling_by) == (3, ("partner:b", "partner:c"), None)


def test_without_trust_or_without_pairs_nothing_is_known() -> None:
    assert whole("ab") == Trust("partnership:p", None, 0.0, None, None, None, None)
    (alone,) = trust(graph(partners=partners("a"), relations=[]))
    assert (alone.known_share, alone.camps) == (None, None)


WITHIN, ACROSS = ["ab", "ba", "cd", "dc", "de"], ["ac", "bd", "be"]


def test_two_groups_that_trust_only_among_themselves_are_camps() -> None:
    row = whole("abcde", *ties("partner", *WITHIN, trust=3), *ties("partner", *ACROSS, trust=2))
    assert (row.camps, row.smallest_camp) == (2, ("partner:a", "partner:b"))


def test_one_bridge_makes_one_camp_and_a_one_sided_bridge_does_not() -> None:
    base = [*ties("partner", *WITHIN, trust=4), *ties("partner", "bd", "be", trust=2)]
    bridged = whole("abcde", *base, *ties("partner", "ac", "ca", trust=3))
    assert (bridged.camps, bridged.smallest_camp) == (1, ())
    for there, back in ((5, 2.9), (2.9, 5)):
        one_sided = whole("abcde", *base, *ties("partner", "ac", trust=there), *ties("partner", "ca", trust=back))
        assert one_sided.camps == 2


def test_someone_alone_is_no_camp() -> None:
    row = whole("abc", *ties("partner", "ab", "ba", trust=4), *ties("partner", "ac", "bc", trust=1))
    assert (row.camps, row.smallest_camp) == (1, ())


def test_camps_are_unknown_below_half_of_the_pairs() -> None:
    assert whole("abcd", *ties("partner", "ab", "cd", "ac", trust=4)).camps == 1
    assert whole("abcd", *ties("partner", "ab", "cd", trust=4)).camps is None


def test_groups_of_which_nobody_said_how_they_trust_each_other_are_no_camps() -> None:
    six_and_two = [one + other for n, one in enumerate("abcdef") for other in "abcdef"[n + 1 :]] + ["gh"]
    apart = ties("partner", *six_and_two, trust=4)
    row = whole("abcdefgh", *apart)
    assert row.known_share is not None
    assert row.known_share > 0.5
    assert (row.low_share, row.camps, row.smallest_camp) == (0, None, None)
    assert whole("abcdefgh", *apart, *ties("partner", "ag", trust=2)).camps == 2


def contact(**sections: Any) -> dict[str, PartnerContact]:
    return {row.partner[-1]: row for row in partner_contact(graph(**{"relations": [], **sections}))}


def test_contacts_are_persons_that_look_beyond_their_own_walls() -> None:
    people = [
        *persons(v="a", w="a", y="b", z="c"),
        {"key": "person:x", "function": "x", "employer": "partner:b", "deputies": ["person:y"]},
        {"key": "person:i", "function": "hired", "employer": "none"},
    ]
    relations = [*ties("person", "vx", "vw", "vi"), *ties("partner", "cd")]
    rows = contact(partners=partners("abcde"), persons=people, relations=relations)
    assert rows["a"] == PartnerContact("partner:a", 1, 1, "person:v", None, False)
    assert rows["b"] == PartnerContact("partner:b", 1, 1, "person:x", 1, False)
    assert rows["c"] == PartnerContact("partner:c", 0, 1, None, None, False)
    assert rows["e"] == PartnerContact("partner:e", 0, 0, None, None, True)


def test_contact_with_a_hired_hand_reaches_no_partner_but_is_contact() -> None:
    people = [*persons(v="a"), {"key": "person:i", "function": "hired", "employer": "none"}]
    rows = contact(partners=partners("ab"), persons=people, relations=ties("person", "iv"))
    assert rows["a"] == PartnerContact("partner:a", 1, 0, "person:v", None, False)


def test_nobody_is_called_isolated_while_someone_unplaced_may_be_its_contact() -> None:
    people = [*persons(v="a", w="b"), {"key": "person:u", "function": "unknown"}]
    rows = contact(partners=partners("abcd"), persons=people, relations=ties("person", "vw", "uv"))
    assert [rows[name].isolated for name in "abc"] == [False, False, None]
    assert {(row.contacts, row.reached, row.only_contact) for row in rows.values()} == {(None, None, None)}
    own = contact(partners=partners("ab"), persons=people, relations=ties("person", "uv"))
    assert own["a"].isolated is None, "the unplaced person may be a colleague"
    quiet = contact(partners=partners("abcd"), persons=people, relations=ties("person", "vw"))
    assert [quiet[name].isolated for name in "abcd"] == [False, False, True, True]


def network(relations: list[dict[str, Any]], people: list[dict[str, Any]], **sections: Any) -> ContactNetwork:
    (row,) = contact_network(graph(**{"partners": partners("abcd"), **sections}, persons=people, relations=relations))
    return row


def bridges(relations: list[dict[str, Any]], people: list[dict[str, Any]]) -> float | None:
    (row,) = bridging(graph(partners=partners("abcd"), persons=people, relations=relations))
    return row.centralisation


def test_a_star_of_persons_is_fully_centralised() -> None:
    star, people = ties("person", "vw", "vx", "vy"), persons(v="a", w="b", x="c", y="d")
    assert network(star, people) == ContactNetwork("partnership:p", 0.5, 1.0, 1, 4)
    assert bridges(star, people) == 1.0


def test_a_circle_is_not_centralised_and_nobody_holds_it_together() -> None:
    circle = ties("person", "vw", "wx", "xy", "yv")
    apart = network(circle, persons(v="a", w="b", x="c", y="d"))
    assert apart == ContactNetwork("partnership:p", 0.6667, 0.0, 1, 4), "each is the only contact of a partner"
    assert bridges(circle, persons(v="a", w="b", x="c", y="d")) == 0.0
    people = persons(v="a", w="b", x="a", y="b")
    assert network(circle, people, partners=partners("ab")).articulation_persons == 0


def test_colleagues_are_one_group_without_a_relation() -> None:
    people = persons(v="a", w="a", x="b", y="c")
    assert network(ties("person", "vx"), people).components == 2
    strangers = [*persons(v="a", x="b"), {"key": "person:u", "function": "unknown"}]
    assert network(ties("person", "vx"), strangers).components is None
    assert network(ties("person", "vx", "xu"), strangers).components == 1


def test_small_and_empty_networks_have_no_density_or_centralisation() -> None:
    assert network([], []) == ContactNetwork("partnership:p", None, None, 0, 0)
    assert bridges([], []) is None
    assert network([], persons(v="a")) == ContactNetwork("partnership:p", None, None, 1, 0)
    assert network(ties("person", "vw"), persons(v="a", w="b")) == ContactNetwork("partnership:p", 1.0, None, 1, 2)


def test_who_is_cut_off_is_unknown_without_partners() -> None:
    hired = [{"key": f"person:{name}", "function": name, "employer": "none"} for name in "vwx"]
    (row,) = contact_network(graph(persons=hired, relations=ties("person", "vw", "wx")))
    assert (row.components, row.articulation_persons) == (1, None)


def test_the_network_of_persons_has_no_partners_in_it() -> None:
    """The density is that of persons, whoever they work for."""
    for employers in ("abcd", "aaaa"):
        row = network(ties("person", "vw", "wx"), persons(**dict(zip("vwxy", employers, strict=True))))
        path = nx.path_graph(3)
        path.add_node(3)
        assert row.density == round(nx.density(path), 4)


def test_a_trait_is_scored_by_median_and_range_of_those_who_answered() -> None:
    scores = {
        "a": ("courage", 1),
        "b": ("courage", 4),
        "c": ("courage", 5),
        "d": ("courage", None),
        "e": ("openness", None),
    }
    statements = [
        {"partner": f"partner:{name}", "trait": trait, **({} if score is None else {"score": score})}
        for name, (trait, score) in scores.items()
    ]
    assert list(trait_score(graph(partners=partners("abcde"), statements=statements))) == [
        TraitScore("courage", 3, 4.0, 4.0),
        TraitScore("openness", 0, None, None),
    ]
