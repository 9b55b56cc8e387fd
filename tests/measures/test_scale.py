"""Scale: size, weight, and what is lost with a partner."""

from typing import Any

import pytest

from measures.regions import graph, partners, persons, ties
from regiokompas.measures.base import Graph
from regiokompas.measures.scale import PartnerDependence, PartnerWeight, partner_dependence, partner_weight, size


def dependence(G: Graph) -> dict[str, PartnerDependence]:
    return {row.partner[-1]: row for row in partner_dependence(G)}


def weights(*members: dict[str, Any], **sections: Any) -> dict[str, PartnerWeight]:
    named = [{"key": f"partner:{name}", "name": name, **data} for name, data in zip("abcd", members, strict=False)]
    return {row.partner[-1]: row for row in partner_weight(graph(partners=named, **sections))}


def test_size_counts_every_section_that_is_complete() -> None:
    members = [
        *partners("ab", kind="municipality"),
        *partners("c", kind="provider"),
        *partners("d", kind="other", abolished="2026-11-23"),
        *partners("e", kind="province", abolished="2026-11-24"),
    ]
    themes = [{"key": f"theme:{name}", "name": name} for name in "tu"]
    sections = {"persons": persons(x="a"), "themes": themes, "funds": [], "incomplete": ["persons"]}
    (row,) = size(graph(partners=members, **sections))
    assert (row.partners, row.partner_kinds, row.governments, row.others, row.abolished) == (5, 4, 3, 2, 1)
    assert (row.funds, row.persons, row.themes, row.decisions, row.contact_share) == (0, None, 2, None, None)


def test_kinds_are_not_counted_while_one_is_unknown() -> None:
    (row,) = size(graph(partners=[*partners("a", kind="provider"), *partners("b")]))
    assert (row.partner_kinds, row.governments, row.others) == (None, None, None)
    (row,) = size(graph(partners=[]))
    assert (row.partners, row.partner_kinds, row.governments, row.contact_share) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("relations", "share"),
    [
        ([], 0.0),
        (ties("person", "xy"), 0.3333),
        (ties("partner", "ab", "bc", "cb"), 0.6667),
        (ties("partner", "ab", frequency="never") + ties("partner", "ba", frequency="yearly"), 0.3333),
        (ties("partner", "ab", "bc", frequency="never"), 0.0),
        (ties("person", "xw"), 0.0),
        (ties("person", "xi", "yi"), 0.0),
    ],
)
def test_partners_are_in_contact_themselves_or_through_their_persons(
    relations: list[dict[str, Any]], share: float
) -> None:
    hired = {"key": "person:i", "function": "hired", "employer": "none"}
    people = [*persons(x="a", y="b", w="a"), hired]
    (row,) = size(graph(partners=partners("abc"), persons=people, relations=relations))
    assert row.contact_share == share


@pytest.mark.parametrize(("names", "share"), [("ab", 1.0), ("a", None)])
def test_it_takes_two_to_be_in_contact(names: str, share: float | None) -> None:
    (row,) = size(
        graph(partners=partners(names), persons=[], relations=ties("partner", "ab") if len(names) > 1 else [])
    )
    assert row.contact_share == share


def test_a_partner_takes_its_persons_along() -> None:
    """a - b - c through persons, and d that only b has met."""
    people = persons(x="a", y="b", z="c", v="b")
    G = graph(
        partners=partners("abcd"), persons=people, relations=[*ties("person", "xy", "vz"), *ties("partner", "bd")]
    )
    rows = dependence(G)
    assert [rows[name].articulation for name in "abcd"] == [False, True, False, False]
    assert rows["b"].cut_off == ("partner:c", "partner:d")
    assert [rows[name].cut_off_count for name in "abcd"] == [0, 2, 0, 0]
    assert [rows[name].contact_share for name in "abcd"] == [0.3333, 1.0, 0.3333, 0.3333]


def test_a_hired_hand_can_hold_the_others_together() -> None:
    hired = {"key": "person:i", "function": "hired", "employer": "none"}
    people = [*persons(x="a", y="b", z="c"), hired]
    chain = ties("person", "xy", "yz")
    assert dependence(graph(partners=partners("abc"), persons=people, relations=chain))["b"].articulation
    held = [*chain, *ties("person", "ix", "iz")]
    assert not dependence(graph(partners=partners("abc"), persons=people, relations=held))["b"].articulation


def test_what_is_cut_off_is_unknown_where_someone_unplaced_may_hold_it_together() -> None:
    unplaced = {"key": "person:u", "function": "unknown"}
    people = [*persons(x="a", y="b", z="c"), unplaced]
    chain = ties("person", "xy", "yz")
    apart = dependence(graph(partners=partners("abc"), persons=people, relations=chain))["b"]
    assert (apart.articulation, apart.contact_share) == (True, 1.0), "an unplaced person without contacts is harmless"
    row = dependence(graph(partners=partners("abc"), persons=people, relations=[*chain, *ties("person", "uz")]))["b"]
    assert (row.articulation, row.cut_off, row.cut_off_count, row.contact_share) == (None, None, None, None)
    circle = [*chain, *ties("person", "xz", "uz")]
    assert dependence(graph(partners=partners("abc"), persons=people, relations=circle))["b"].cut_off == ()


BASE: dict[str, Any] = {"partners": partners("abc"), "persons": persons(x="a", y="b"), "relations": []}


def fund(name: str, owner: str, amount: int | None, **attributes: Any) -> dict[str, Any]:
    money = {} if amount is None else {"amount": f"EUR {amount}"}
    return {"key": f"fund:{name}", "name": name, "owner": f"partner:{owner}", "theme": "theme:t", **money, **attributes}


def money(owner: str, amount: int, kind: str = "money") -> dict[str, Any]:
    return {"partner": f"partner:{owner}", "concerns": "theme:t", "kind": kind, "amount": f"EUR {amount}"}


FUNDS = [fund("1", "a", 50), fund("2", "a", 10), fund("3", "b", 40), fund("4", "b", 900, status="refused")]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"funds": FUNDS}, [0.6, 0.4, 0.0]),
        ({"funds": [*FUNDS, fund("5", "b", None)]}, [None, None, 0.0]),
        ({"funds": []}, [None, None, None]),
        ({"funds": FUNDS, "contributions": [money("c", 10)]}, [0.6, 0.4, 0.0]),
        ({"contributions": [money("c", 30), money("b", 10), money("a", 99, "staff")]}, [0.0, 0.25, 0.75]),
        ({"funds": FUNDS, "incomplete": ["funds"], "contributions": [money("c", 30)]}, [0.0, 0.0, 1.0]),
        ({}, [None, None, None]),
    ],
)
def test_money_is_that_of_funds_or_else_of_contributions(
    sections: dict[str, Any], expected: list[float | None]
) -> None:
    themes = [{"key": "theme:t", "name": "t"}]
    rows = dependence(graph(**BASE, themes=themes, **sections))
    assert [rows[name].money_share for name in "abc"] == expected


def initiator(holder: str, theme: str) -> dict[str, Any]:
    return {"role": "initiator", "holder": holder, "concerns": f"theme:{theme}"}


def lost(participants: list[str] | None, roles: list[dict[str, Any]] | None, **people: Any) -> list[Any]:
    theme = {"key": "theme:t", "name": "t"}
    if participants is not None:
        theme["partners"] = [f"partner:{name}" for name in participants]
    sections = {**BASE, **people, "themes": [theme], **({} if roles is None else {"roles": roles})}
    rows = dependence(graph(**sections))
    return [rows[name].themes_lost for name in "abc"]


def test_a_theme_is_lost_with_its_only_participant_or_its_only_pullers() -> None:
    gone = ("theme:t",)
    assert lost(["a"], []) == [gone, (), ()]
    assert lost(["a", "b"], []) == [(), (), ()]
    assert lost(["a", "b"], [initiator("person:y", "t")]) == [(), gone, ()]
    assert lost(["a", "b"], [initiator("person:y", "t"), initiator("partner:b", "t")]) == [(), gone, ()]
    assert lost(["a", "b"], [initiator("person:y", "t"), initiator("partner:a", "t")]) == [(), (), ()]
    assert lost(["a"], [initiator("partner:b", "t")]) == [gone, gone, ()]


def test_themes_lost_are_unknown_where_something_unknown_decides() -> None:
    assert lost(["a"], None) == [None, None, None]
    assert lost(None, []) == [None, None, None]
    assert lost(None, [initiator("partner:b", "t")]) == [None, ("theme:t",), None]
    unplaced = [*persons(x="a"), {"key": "person:u", "function": "unknown"}]
    assert lost(["a", "b"], [initiator("person:u", "t")], persons=unplaced) == [None, None, None]
    hired = [{"key": "person:u", "function": "hired", "employer": "none"}]
    assert lost(["a", "b"], [initiator("person:u", "t")], persons=hired) == [(), (), ()]


def test_weight_is_among_those_it_makes_sense_for() -> None:
    rows = weights(
        {"kind": "municipality", "population": 75, "budget": "EUR 30", "votes": 1, "cost_share": 0.123456},
        {"kind": "municipality", "population": 25, "budget": "EUR 90", "votes": 2},
        {"kind": "province", "population": 900, "votes": 1},
    )
    assert rows["a"] == PartnerWeight("partner:a", 0.75, 0.25, 0.25, 0.1235, -0.5, None)
    assert rows["b"] == PartnerWeight("partner:b", 0.25, 0.75, 0.5, None, 0.25, None)
    assert rows["c"] == PartnerWeight("partner:c", None, None, 0.25, None, None, None)


def test_a_share_is_unknown_while_a_figure_is_but_nothing_of_something_is_nothing() -> None:
    rows = weights({"population": 75, "votes": 3}, {"votes": 0}, {"kind": "provider"})
    assert [rows[name].population_share for name in "abc"] == [None, None, None]
    assert [rows[name].votes_share for name in "abc"] == [None, 0.0, None]
    assert weights({"votes": 0}, {"votes": 0})["a"].votes_share is None


def test_themes_are_counted_as_far_as_participants_are_known() -> None:
    themes = [
        {"key": "theme:1", "name": "1", "partners": ["partner:a"]},
        {"key": "theme:2", "name": "2", "partners": ["partner:a", "partner:b"]},
    ]
    assert [row.themes for row in weights({}, {}, {}, themes=themes).values()] == [2, 1, 0]
    vague = [*themes, {"key": "theme:3", "name": "3"}]
    assert [row.themes for row in weights({}, {}, {}, themes=vague).values()] == [2, 1, None]
    assert weights({}, themes=[])["a"].themes == 0
    assert weights({}, themes=[], incomplete=["themes"])["a"].themes is None
