"""What the linter says of conditions is true of facts: tried on random conditions and facts by the plain evaluator."""

from __future__ import annotations

import random
from dataclasses import replace

from engine.strategies import HERE, absent, bind, count, kind, vocabulary
from regiokompas.engine.check import check_test
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.linting.implying import implies
from regiokompas.linting.values import values_of
from regiokompas.rule_tests.trying import outcome
from regiokompas.rules.compiler import Branch, Leaf
from regiokompas.rules.language import Absent, Bind, Count, Operator, RuleTest, Test

SIZE = Attribute("size", AttributeType.COUNT)
LEVEL = Attribute("level", AttributeType.WORD, values=("low", "middle", "high"))
FLAG = Attribute("flag", AttributeType.FLAG)
GROUP = Attribute("group", AttributeType.KEY, always=True)
THING = kind("thing", GROUP, SIZE, LEVEL, FLAG)
KINDS = vocabulary(THING, replace(THING, name="other"))
VALUES = {"size": (0, 1, 2, 3, 4), "level": LEVEL.values, "flag": (True, False)}
NUMERIC = ("eq", "ne", "lt", "lte", "gt", "gte")


def a_test(rng: random.Random) -> tuple[str, str, object]:
    attribute = rng.choice(tuple(VALUES))
    match attribute:
        case "size":
            return attribute, rng.choice(NUMERIC), rng.randrange(5)
        case "flag":
            return attribute, "eq", rng.random() < 0.5
        case _:
            operator = rng.choice(("eq", "ne", "in", "matches", "known"))
            words = tuple(rng.sample(LEVEL.values, 2))
            operand: object = {"in": words, "known": True, "matches": "*i*"}.get(operator, words[0])
            return attribute, operator, operand


def a_branch(rng: random.Random) -> Branch:
    tests = [a_test(rng) for _ in range(rng.randrange(3))]
    found: list[Leaf] = [bind("a", "thing", *tests)]
    if rng.random() < 0.5:
        found.append(bind("b", rng.choice(("thing", "other")), ("group", "eq", "$a.group"), *_some(rng)))
    for _ in range(rng.randrange(3)):
        joined = [("group", "eq", "$a.group")] if rng.random() < 0.5 else []
        about = rng.choice(("thing", "other"))
        found.append(
            absent(about, *joined, *_some(rng)) if rng.random() < 0.5 else count(about, rng.choice((1, 2)), *_some(rng))
        )
    return Branch("rule", 0, tuple(found))


def _some(rng: random.Random) -> list[tuple[str, str, object]]:
    return [a_test(rng) for _ in range(rng.randrange(3))]


def near(rng: random.Random, branch: Branch) -> Branch:
    """Return a branch that asks something more or something less: such pairs imply each other often."""
    found = list(branch.leaves)
    for _ in range(rng.choice((1, 1, 2))):
        number = rng.randrange(len(found))
        leaf = found[number]
        if isinstance(leaf, Absent | Count) and rng.random() < 0.3:
            del found[number]
        elif leaf.tests and rng.random() < 0.5:
            tests = list(leaf.tests)
            del tests[rng.randrange(len(tests))]
            if not isinstance(leaf, Bind) or number == 0 or any(t.attribute == "group" for t in tests):
                found[number] = replace(leaf, tests=tuple(tests))
        else:
            more = bind("x", "thing", a_test(rng)).tests
            found[number] = replace(leaf, tests=leaf.tests + more)
    return Branch("rule", 0, tuple(found))


def facts(rng: random.Random) -> RuleTest:
    given = []
    for number in range(rng.randrange(1, 6)):
        values = {name: rng.choice(options) for name, options in VALUES.items() if rng.random() < 0.85}
        group = rng.choice(("g", "h"))
        given.append(Fact(rng.choice(("thing", "other")), f"f{number}", {"group": group, **values}))
    return RuleTest("", tuple(given), frozenset(), "fires", None, HERE)


def test_where_one_condition_implies_another_no_facts_tell_otherwise() -> None:
    rng = random.Random(7)
    implied = fired = 0
    for _ in range(2500):
        one = a_branch(rng)
        other = near(rng, one)
        for narrow, wide in ((one, other), (other, one)):
            if not implies(narrow, wide, KINDS):
                continue
            implied += 1
            for _ in range(12):
                case = facts(rng)
                if outcome((narrow,), case) == "fires":
                    fired += 1
                    assert outcome((wide,), case) == "fires", (narrow.leaves, wide.leaves, case.given)
    assert implied > 1000, "a law that is hardly tried proves little"
    assert fired > 1000


def test_most_of_what_implies_is_seen() -> None:
    """Taking a test out of a condition on a fact always widens it, whatever else the rule asks."""
    rng = random.Random(11)
    for _ in range(500):
        branch = a_branch(rng)
        first = branch.leaves[0]
        wider = replace(first, tests=first.tests[1:])
        assert implies(branch, Branch("rule", 0, (wider, *branch.leaves[1:])), KINDS), branch.leaves


def test_a_value_passes_exactly_where_the_check_says_so() -> None:
    rng = random.Random(3)
    empty = 0
    for _ in range(3000):
        attribute = rng.choice((SIZE, LEVEL, FLAG))
        asked = [
            t for t in (bind("x", "thing", a_test(rng)).tests[0] for _ in range(8)) if t.attribute == attribute.name
        ]
        passing = [value for value in (*VALUES[attribute.name], *range(5, 9)) if _passes(asked, attribute, value)]
        possible = values_of(attribute, asked)
        if attribute is not SIZE:
            passing = [value for value in passing if value in VALUES[attribute.name]]
        assert possible.none_pass == (not passing) or _leaves_a_gap(asked), asked
        empty += possible.none_pass
        more = [*asked, *(t for t in bind("x", "thing", a_test(rng)).tests if t.attribute == attribute.name)]
        assert values_of(attribute, more).within(possible)
    assert empty > 300


def _passes(asked: list[Test], attribute: Attribute, value: object) -> bool:
    fact = Fact("thing", "f", {attribute.name: value})  # type: ignore[dict-item]
    return all(check_test(test, fact, {}).truth for test in asked)


def _leaves_a_gap(asked: list[Test]) -> bool:
    """Return whether single numbers are cut out of a span, which the linter leaves unsaid where more are left over."""
    return sum(test.operator is Operator.NE for test in asked) > 1
