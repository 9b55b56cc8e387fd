"""Which entities a row of a measure speaks of: those that it names, or those that name what it is about."""

import pytest

from engine.strategies import kind
from regiokompas.explain.belonging import Belonging
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read

REGION = read(
    read_yaml(
        """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners: [{key: partner:a, name: Aa}, {key: partner:b, name: Bee}, {key: partner:c, name: Cee}]
themes: [{key: theme:t, name: Te}, {key: theme:u, name: Uu}]
funds:
  - {key: fund:1, name: One, owner: partner:a, theme: theme:t, status: committed}
  - {key: fund:2, name: Two, owner: partner:b, theme: theme:t, status: conditional, condition: {all_of: [fund:1]}}
  - {key: fund:3, name: Three, owner: partner:a, theme: theme:u, status: conditional, condition: {any_of: [fund:2]}}
  - {key: fund:4, name: Four, owner: partner:b, theme: theme:t, status: conditional, condition: {at_least_amount: EUR 5}}
  - {key: fund:5, name: Five, owner: partner:b, theme: theme:u, status: conditional, condition: {at_least_amount: EUR 5, of: [fund:3]}}
relations: [{from: partner:a, to: partner:b}, {from: partner:b, to: partner:c}]
roles:
  - {key: role:i, role: initiator, holder: partner:a, concerns: theme:t}
  - {key: role:c, role: chair, holder: partner:a, concerns: theme:t}
""",
        "region.yaml",
    )
)


def belong(named: str, subject: str, **values: object) -> list[str]:
    """Return the keys of the entities that belong to a row about one of its values."""
    about = kind("made", Attribute(subject, AttributeType.KEY), subject=subject)
    row = Fact("made", "made:1", values)  # type: ignore[arg-type]
    return [entity.key for entity in Belonging(REGION.of_kind).to(row, about, named)]


def test_those_that_a_row_names_belong_to_it_whatever_it_is_about() -> None:
    assert belong("fund", "theme", theme="theme:u", first="fund:2", others=("fund:4", "fund:gone"), number=3) == [
        "fund:2",
        "fund:4",
    ]
    assert belong("theme", "theme", theme="theme:u") == ["theme:u"]
    assert belong("fund", "pair", pair=(), who="fund:1") == ["fund:1"], "also where it is about nobody in particular"


def test_else_those_that_name_all_of_what_it_is_about() -> None:
    assert belong("fund", "theme", theme="theme:u") == ["fund:3", "fund:5"]
    assert belong("fund", "pair", pair=("partner:b", "theme:t")) == ["fund:2", "fund:4"]
    assert belong("relation", "pair", pair=("partner:a", "partner:b")) == ["relation:partner:a>partner:b"]
    assert belong("relation", "pair", pair=("partner:a", "partner:c")) == []
    assert belong("role", "role", role="initiator") == ["role:i"], "a part of its key counts as named"
    assert belong("fund", "theme", theme="theme:gone") == []


def test_all_of_them_where_it_is_about_nobody_in_particular() -> None:
    assert belong("theme", "pair", pair=()) == ["theme:t", "theme:u"]
    assert belong("theme", "pair") == ["theme:t", "theme:u"]


@pytest.mark.parametrize(
    ("fund", "waits_for", "waited_for_by"),
    [
        ("fund:1", "1", "12345"),
        ("fund:2", "12", "2345"),
        ("fund:3", "123", "35"),
        ("fund:4", "124", "4"),
        ("fund:5", "1235", "5"),
    ],
)
def test_a_star_follows_what_they_name_and_one_before_it_those_that_name_them(
    fund: str, waits_for: str, waited_for_by: str
) -> None:
    assert belong("fund*", "fund", fund=fund) == [f"fund:{number}" for number in waits_for]
    assert belong("*fund", "fund", fund=fund) == [f"fund:{number}" for number in waited_for_by]
    assert set(belong("*fund*", "fund", fund=fund)) >= {f"fund:{number}" for number in {*waits_for, *waited_for_by}}


def test_every_entity_of_a_kind_is_known_by_its_key() -> None:
    belonging = Belonging(REGION.of_kind)
    assert [theme.key for theme in belonging.every("theme")] == ["theme:t", "theme:u"]
    assert belonging.every("plan") == ()
    assert belonging.keyed("theme")["theme:u"].key == "theme:u"
