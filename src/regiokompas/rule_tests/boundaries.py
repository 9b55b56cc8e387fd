"""Cases on both sides of every limit, made from the tests of a rule.

A test is taken in which everything else holds; one number in one of its facts is put at the limit and just beyond. On
one side the rule must fire, on the other it must not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from regiokompas.errors import Source
from regiokompas.facts.schema import AttributeType, Fact, FactKind, Vocabulary
from regiokompas.rule_tests.trying import outcome
from regiokompas.rules.compiler import Branch, Leaf, branches
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operator, Rule, RuleTest, Test

__all__ = ["STEPS", "Boundary", "boundaries"]

#: The smallest difference between two values that facts can show: counts and days are whole, the rest is rounded.
STEPS: Mapping[AttributeType, float] = {
    AttributeType.COUNT: 1,
    AttributeType.DAYS: 1,
    AttributeType.MONEY: 0.01,
    AttributeType.SHARE: 0.0001,
    AttributeType.SCORE: 0.0001,
    AttributeType.NUMBER: 0.0001,
}


@dataclass(frozen=True, slots=True)
class Boundary:
    """One limit in a rule, with a case on each side of it.

    ``fires`` and ``holds_back`` are ``None`` if no test of the rule brings it to its limit.
    """

    asks: str
    source: Source
    fires: RuleTest | None
    holds_back: RuleTest | None


def boundaries(rule: Rule, vocabulary: Vocabulary) -> tuple[Boundary, ...]:
    """Return every numeric limit of a rule, each once, with cases on both sides.

    Parameters
    ----------
    rule
        A rule whose tests pass.
    vocabulary
        The kinds of facts, for the types of their attributes.
    """
    ways = branches(rule)
    found: dict[Source, Boundary] = {}
    for way in ways:
        for leaf in way.leaves:
            for test in leaf.tests:
                if test.source not in found and _is_numeric(vocabulary.kinds[leaf.kind], test):
                    pairs = _value_pairs(rule, way, leaf, test, vocabulary)
                    found[test.source] = _first_that_divides(f"{leaf.kind}.{test.attribute}", test.source, pairs, ways)
            if isinstance(leaf, Count) and leaf.source not in found:
                pairs = _number_pairs(rule, leaf)
                found[leaf.source] = _first_that_divides(f"number of {leaf.kind}", leaf.source, pairs, ways)
    return tuple(found.values())


def _is_numeric(kind: FactKind, test: Test) -> bool:
    attribute = kind.attributes.get(test.attribute)
    return attribute is not None and attribute.type.numeric and test.operator is not Operator.KNOWN


def _first_that_divides(
    asks: str, source: Source, pairs: Iterator[tuple[RuleTest, RuleTest]], ways: Sequence[Branch]
) -> Boundary:
    for fires, holds_back in pairs:
        held_back = outcome(ways, holds_back)
        if outcome(ways, fires) == "fires" and held_back != "fires":
            return Boundary(asks, source, fires, replace(holds_back, expect=held_back))
    return Boundary(asks, source, None, None)


def _value_pairs(
    rule: Rule, way: Branch, leaf: Leaf, test: Test, vocabulary: Vocabulary
) -> Iterator[tuple[RuleTest, RuleTest]]:
    """Yield pairs of cases that differ in one number, on either side of a limit."""
    step = STEPS[vocabulary.kinds[leaf.kind].attributes[test.attribute].type]
    for case in rule.tests:
        for position, fact in enumerate(case.given):
            if fact.kind != leaf.kind:
                continue
            for limit in _limits(test, way, case):
                for inside, outside in _sides(test.operator, limit, step):
                    low, high = (outside, inside) if isinstance(leaf, Absent) else (inside, outside)
                    yield (
                        _with_value(case, position, test.attribute, low, "fires"),
                        _with_value(case, position, test.attribute, high, "silent"),
                    )


def _limits(test: Test, way: Branch, case: RuleTest) -> Iterator[float]:
    operand = test.operand
    if isinstance(operand, AttributeOf):
        kinds = {bind.name: bind.kind for bind in way.leaves if isinstance(bind, Bind)}
        values = (fact.get(operand.attribute) for fact in case.given if fact.kind == kinds[operand.binding])
        yield from (value for value in values if isinstance(value, int | float))
    elif isinstance(operand, int | float):
        yield operand


def _sides(operator: Operator, limit: float, step: float) -> Iterator[tuple[float, float]]:
    """Yield a value that passes and one that does not, one step apart."""
    above, below = round(limit + step, 4), round(limit - step, 4)
    match operator:
        case Operator.LT:
            yield below, limit
        case Operator.LTE:
            yield limit, above
        case Operator.GT:
            yield above, limit
        case Operator.GTE:
            yield limit, below
        case Operator.EQ:
            yield from ((limit, above), (limit, below))
        case Operator.NE:
            yield from ((above, limit), (below, limit))


def _with_value(case: RuleTest, position: int, attribute: str, value: float, expect: str) -> RuleTest:
    fact = case.given[position]
    changed = replace(fact, values={**fact.values, attribute: value})
    name = f"{case.name}, with {fact.kind}.{attribute} = {value}"
    return replace(case, name=name, given=_put(case.given, position, changed), expect=expect, because=None)


def _number_pairs(rule: Rule, leaf: Count) -> Iterator[tuple[RuleTest, RuleTest]]:
    """Yield pairs of cases that differ by one fact of the kind that is counted, fewer and fewer of them."""
    for case in rule.tests:
        while True:
            positions = [n for n, fact in enumerate(case.given) if fact.kind == leaf.kind]
            if not positions:
                break
            for position in positions:
                name = f"{case.name}, without {case.given[position].key}"
                fewer = replace(case, name=name, given=_put(case.given, position), expect="silent", because=None)
                yield replace(case, expect="fires", because=None), fewer
            last = positions[-1]
            case = replace(case, name=f"{case.name}, without {case.given[last].key}", given=_put(case.given, last))


def _put(given: tuple[Fact, ...], position: int, *facts: Fact) -> tuple[Fact, ...]:
    return given[:position] + facts + given[position + 1 :]
