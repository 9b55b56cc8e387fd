"""Reasons: what each condition found, what it asked, how far apart they lie, and where it was read."""

import pytest

from engine.strategies import HERE, absent, bind, count, rule
from regiokompas.engine.check import LeafResult, Memory, TestResult, check
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import Source
from regiokompas.explain import Readings, Wording
from regiokompas.explain.reasons import margin, reason, source_of
from regiokompas.facts import Fact, build_facts, vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Condition, Operator, Test

REGION = read(
    read_yaml(
        "partnership: {key: partnership:p, name: P, date: 2026-11-23}\n"
        "partners: [{key: partner:a, name: Aa, population: 40000, doubts_use: true}]\n",
        "region.yaml",
    )
)
WORDS, DUTCH = Wording(REGION, vocabulary(), "en"), Wording(REGION, vocabulary(), "nl")
BASE = build_facts(REGION).facts
PARTNER = next(fact for fact in BASE if fact.kind == "partner")


def leaves(*conditions: Condition) -> tuple[LeafResult, ...]:
    memory = Memory()
    for fact in BASE:
        memory.add(fact)
    (branch,) = compile_rules([rule("r", All(conditions))], vocabulary()).rules["r"].branches
    match = check(branch, [PARTNER], memory)
    assert match is not None
    return match.leaves


def test_a_condition_says_which_fact_it_found_and_each_test_what_of_it() -> None:
    found, none = leaves(bind("a", "partner", ("population", "gte", 32000), ("votes", "gt", 3)), absent("plan"))
    said = reason(found, WORDS, Readings(WORDS))
    assert (said.kind, said.fact, said.holds) == ("partner", "partner:a", None)
    assert said.text == "partner – Aa"
    assert said.found == "population: 40,000 (asked: at least 32,000); votes: unknown (asked: more than 3)"
    assert str(said.source) == "region.yaml:2:12"
    population, votes = said.tests
    assert population.text == "population: 40,000 (asked: at least 32,000)"
    assert (population.label, population.found, population.attribute) == ("population", "40,000", "population")
    assert (population.actual, population.operator, population.expected) == (40000, "gte", 32000)
    assert (population.holds, population.margin, str(population.source)) == (True, 0.25, "region.yaml:2:51")
    assert (votes.found, votes.actual, votes.holds, votes.margin) == ("unknown", None, None, None)
    assert votes.source == said.source, "where the partner stands, for it has no place of its own"
    assert reason(found, DUTCH, Readings(DUTCH)).tests[0].label == "inwoners"
    nothing = reason(none, WORDS, Readings(WORDS))
    assert (nothing.text, nothing.kind, nothing.fact, nothing.holds) == ("no local plan", "plan", None, True)
    assert (nothing.found, nothing.tests, nothing.source) == ("", (), None)


@pytest.mark.parametrize(
    ("actual", "operator", "limit", "share"),
    [
        (50, Operator.GTE, 40, 0.25),
        (30, Operator.GT, 40, 0.25),
        (-30, Operator.LT, -40, 0.25),
        (30, Operator.LT, -40, 1.75),
        (1, Operator.LTE, 3, 0.6667),
        (40, Operator.GTE, 40, 0.0),
        (5, Operator.GT, 0, None),  # no share of nothing
        (50, Operator.EQ, 40, None),
        (True, Operator.GTE, 40, None),
        (50, Operator.GTE, True, None),
        ("50", Operator.GTE, 40, None),
        (None, Operator.GTE, 40, None),
    ],
)
def test_a_margin_is_the_distance_as_a_share_of_the_limit_where_there_is_an_order(
    actual: object, operator: Operator, limit: object, share: float | None
) -> None:
    result = TestResult(Test("x", operator, None, HERE), None, actual, limit)  # type: ignore[arg-type]
    assert margin(result) == share


def test_a_value_without_a_place_stands_where_its_fact_does_and_what_may_be_stands_nowhere() -> None:
    whole, part = Source("a.yaml", 1, 1), Source("a.yaml", 1, 9)
    fact = Fact("k", "k:1", {"x": 1, "y": 2}, {"key": whole, "x": part})
    assert [source_of(fact, name) for name in ("x", "y", "key")] == [part, whole, whole]
    assert source_of(Fact("k", "k:1", {"x": 1}), "x") is None
    assert source_of(OpenFact("k"), "x") is None


def test_what_is_counted_is_no_fact_of_its_own() -> None:
    _, counted = leaves(bind("a", "partner"), count("partnership", 1))
    said = reason(counted, WORDS, Readings(WORDS))
    assert (said.fact, said.source) == (None, None)
    assert [(e.what, e.attribute, str(e.source)) for e in said.rests_on] == [
        ("partnership · P", "partnership", "region.yaml:1:14")
    ]
