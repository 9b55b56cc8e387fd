"""What to ask for where a value is missing: what it was made from that nobody wrote down and somebody can know."""

import pytest

from engine.strategies import kind
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain.inputs import Inputs, can_be_asked_of
from regiokompas.explain.missing import Missing
from regiokompas.facts import Fact, vocabulary
from regiokompas.facts.schema import Attribute, AttributeType, FactKind
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read

REGION = read(
    read_yaml(
        """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners:
  - {key: partner:a, name: Aa, votes: 3}
  - {key: partner:b, name: Bee}
  - {key: partner:gone, name: Gone, abolished: 2026-11-23}
  - {key: partner:going, name: Going, abolished: 2026-11-24}
themes: [{key: theme:t, name: Te, cost: EUR 5}, {key: theme:u, name: Uu}]
funds:
  - {key: fund:1, name: One, owner: partner:a, theme: theme:t, status: committed}
  - {key: fund:2, name: Two, owner: partner:b, theme: theme:t, status: conditional}
  - {key: fund:3, name: Three, owner: partner:a, theme: theme:u, amount: EUR 7}
relations: [{from: partner:a, to: partner:b}]
roles: []
incomplete: [roles]
""",
        "region.yaml",
    )
)


def made(*of: str, of_all: tuple[str, ...] = (), subject: str = "theme", **others: tuple[str, ...]) -> FactKind:
    """Return a kind of row with a column ``x`` that hangs on this, and others."""
    columns = [Attribute("x", AttributeType.COUNT, of=of, of_all=of_all)]
    columns += [Attribute(name, AttributeType.COUNT, of=hangs_on) for name, hangs_on in others.items()]
    return kind("made", Attribute(subject, AttributeType.KEY), *columns, subject=subject)


def asks(row: FactKind, **values: object) -> set[tuple[str, str]]:
    """Return what is asked for the column ``x`` of a row: attributes by key, and sections."""
    fact = Fact("made", "made:1", values)  # type: ignore[arg-type]
    found = Inputs(REGION, {**vocabulary().kinds, "made": row}, {"made:1": fact}).of(Missing("made", "made:1", "x"))
    assert all(item.kind == item.key.partition(":")[0] for item in found if item.attribute)
    return {(item.key, item.attribute) for item in found}


INPUTS = Inputs(REGION, vocabulary().kinds, {"?partner": OpenFact("partner")})


def test_one_can_ask_about_what_there_is_and_no_longer_of_a_partner_that_has_ended() -> None:
    assert [entity.key for entity in can_be_asked_of(REGION, "partner")] == ["partner:a", "partner:b", "partner:going"]
    assert [entity.key for entity in can_be_asked_of(REGION, "theme")] == ["theme:t", "theme:u"]
    assert can_be_asked_of(REGION, "plan") == ()


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        (Missing("partner", "partner:b", "votes"), {Missing("partner", "partner:b", "votes")}),
        (Missing("partner", "partner:b", "days_until_joined"), {Missing("partner", "partner:b", "joined")}),
        (Missing("partner", "partner:b", "helped_count"), {Missing("partner", "partner:b", "helped")}),
        (Missing("partner", "partner:gone", "votes"), set()),
        (Missing("exchange", "exchange:nowhere", "balance"), set()),
        (Missing("partner", "?partner", "votes"), set()),
        (Missing("plan", "?plan", ""), {Missing("plan", "plans", "")}),
        (Missing("role", "?role", ""), {Missing("role", "roles", "")}),  # not all of them are known
        (Missing("fund", "?fund", ""), set()),
    ],
)
def test_a_fact_of_the_input_is_asked_for_as_it_is_written(item: Missing, asked: set[Missing]) -> None:
    assert INPUTS.of(item) == asked


def test_a_row_asks_for_the_sections_it_hangs_on_that_are_not_all_known() -> None:
    assert asks(made("plans"), theme="theme:t") == {("plans", "")}
    assert asks(made("plans", "funds", "roles", "findings"), theme="theme:t") == {("plans", ""), ("roles", "")}


def test_a_row_asks_for_what_is_unknown_of_the_entities_that_it_names_or_else_of_those_that_name_its_subject() -> None:
    assert asks(made("theme.cost"), theme="theme:u") == {("theme:u", "cost")}
    assert asks(made("theme.cost"), theme="theme:t") == set(), "it is known"
    assert asks(made("fund.amount"), theme="theme:t") == {("fund:1", "amount"), ("fund:2", "amount")}
    assert asks(made("fund.amount"), theme="theme:t", others=("fund:2",)) == {("fund:2", "amount")}
    assert asks(made("fund.amount"), theme="theme:t", number=3, word="fund:1") == {("fund:1", "amount")}
    pair = made("relation.kind", subject="pair")
    assert asks(pair, pair=("partner:a", "partner:b")) == {("relation:partner:a>partner:b", "kind")}
    assert asks(pair, pair=("partner:a", "partner:going")) == set()
    assert asks(made("partner.votes"), theme="theme:t", who="partner:gone") == set()
    nobody = made("partner.votes", subject="pair")
    assert asks(nobody, pair=()) == {("partner:b", "votes"), ("partner:going", "votes")}, "about nobody in particular"


def test_a_row_about_all_asks_for_what_is_unknown_of_any() -> None:
    every = made(of_all=("fund.amount", "partner.votes", "theme.cost"), subject="partnership")
    assert asks(every, partnership="partnership:p") == {
        ("fund:1", "amount"),
        ("fund:2", "amount"),
        ("partner:b", "votes"),
        ("partner:going", "votes"),
        ("theme:u", "cost"),
    }


def test_a_column_made_from_other_columns_asks_for_what_those_are_made_from_where_they_are_unknown() -> None:
    row = made(".first", ".second", "plans", first=("fund.amount",), second=(".third",), third=("theme.cost",))
    assert asks(row, theme="theme:u") == {("theme:u", "cost"), ("plans", "")}
    assert asks(row, theme="theme:t") == {("fund:1", "amount"), ("fund:2", "amount"), ("plans", "")}
    assert asks(row, theme="theme:t", first=2) == {("plans", "")}
    assert asks(row, theme="theme:u", third=1, second=1) == {("plans", "")}


def test_what_makes_no_sense_for_an_entity_is_not_asked() -> None:
    waits = made(of_all=("fund.condition",))
    assert asks(waits, theme="theme:t") == {("fund:2", "condition"), ("fund:3", "condition")}, (
        "a fund that is committed waits for nothing; of one whose status is unknown it may"
    )


def test_what_is_told_in_parts_already_is_not_asked_as_a_whole() -> None:
    region = read(
        read_yaml(
            """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners: [{key: partner:a, name: A}, {key: partner:b, name: B}, {key: partner:c, name: C}]
relations:
  - {from: partner:a, to: partner:b, trust_reliable: 2, trust_open: 3}
  - {from: partner:a, to: partner:c, trust_reliable: 2}
  - {from: partner:b, to: partner:c, trust: 4}
""",
            "region.yaml",
        )
    )
    row = made(of_all=("relation.trust",), subject="partnership")
    fact = Fact("made", "made:1", {"partnership": "partnership:p"})
    inputs = Inputs(region, {**vocabulary().kinds, "made": row}, {"made:1": fact})
    asked = inputs.of(Missing("made", "made:1", "x"))
    assert {item.key for item in asked} == {"relation:partner:a>partner:c"}, "two of three are enough, and one is not"


def asks_too_much(row: FactKind, **values: object) -> bool:
    """Return whether the column ``x`` of a row also hangs on what nobody can be asked."""
    fact = Fact("made", "made:1", values)  # type: ignore[arg-type]
    inputs = Inputs(REGION, {**vocabulary().kinds, "made": row}, {"made:1": fact})
    return inputs.beyond(Missing("made", "made:1", "x"))


def test_what_hangs_on_a_partner_that_is_gone_nobody_can_be_asked() -> None:
    assert asks_too_much(made(of_all=("partner.votes",)), theme="theme:t"), "on that of every partner"
    assert asks_too_much(made("partner.votes"), theme="theme:t", who="partner:gone")
    assert asks_too_much(made("partner.votes"), theme="theme:t", who=("partner:a", "partner:gone"))
    assert not asks_too_much(made("partner.votes"), theme="theme:t", who="partner:b"), "one can ask it"
    assert not asks_too_much(made("partner.votes"), theme="theme:t", who=("partner:a", "partner:b"))
    assert not asks_too_much(made("partner.name"), theme="theme:t", who="partner:gone"), "it is known"
    assert not asks_too_much(made("partners"), theme="theme:t", who="partner:gone")
    assert not asks_too_much(made(of_all=("fund.amount", "theme.cost")), theme="theme:t")


def test_a_column_made_from_another_hangs_on_the_same_where_that_is_unknown() -> None:
    row = made("partner.name", ".first", first=(".second",), second=("partner.votes",))
    assert asks_too_much(row, theme="theme:t", who="partner:gone")
    assert not asks_too_much(row, theme="theme:t", who="partner:gone", first=3)
    assert not asks_too_much(row, theme="theme:t", who="partner:b")


@pytest.mark.parametrize(
    "item",
    [
        Missing("partner", "partner:gone", "votes"),
        Missing("exchange", "exchange:nowhere", "balance"),
        Missing("partner_weight", "partner_weight:nowhere", "votes_share"),
        Missing("plan", "?plan", ""),
    ],
)
def test_only_a_row_hangs_on_more_than_itself(item: Missing) -> None:
    assert not INPUTS.beyond(item)


def test_what_is_unknown_of_a_partner_hangs_on_nobody_whom_it_names() -> None:
    bee = Fact("partner", "partner:b", {"helped": ("partner:gone",)})
    inputs = Inputs(REGION, vocabulary().kinds, {"partner:b": bee})
    assert not inputs.beyond(Missing("partner", "partner:b", "votes"))
