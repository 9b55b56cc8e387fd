"""Which values of an attribute pass some tests, and whether all that pass one set of tests pass another.

Only what can be seen without facts counts: constants, the range of a type, a closed list. Where nothing can be said for
certain, nothing is said.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf

from regiokompas.facts.schema import Attribute, AttributeType, FactKind, Value
from regiokompas.rule_tests.boundaries import STEPS
from regiokompas.rules.compiler import Leaf
from regiokompas.rules.language import AttributeOf, Operator, ParameterValue, Test
from regiokompas.rules.places import KEY

__all__ = ["Values", "declared_in", "values_by_attribute", "values_of"]

#: What values of a type can be; the others have no bounds. A share of what was promised may exceed one, but who asks
#: for 50 means one half.
_DOMAINS: Mapping[AttributeType, tuple[float, float]] = {
    AttributeType.SHARE: (0, 10),
    AttributeType.SCORE: (1, 5),
    AttributeType.COUNT: (0, inf),
}

#: Comparisons with one and the same other value that cannot hold together.
_CLASHES = (
    {Operator.EQ, Operator.NE},
    {Operator.EQ, Operator.LT},
    {Operator.EQ, Operator.GT},
    {Operator.LT, Operator.GT},
    {Operator.LT, Operator.GTE},
    {Operator.LTE, Operator.GT},
)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one attribute that pass.

    Parameters
    ----------
    low, high
        Bounds of a number, both within.
    only
        The words there are; ``None`` for any.
    without
        Single values that do not pass.
    patterns
        Patterns that a text fits.
    joins
        Comparisons with attributes of other facts.
    known
        What is asked of whether there is a value at all; ``None`` if nothing is.
    """

    low: float = -inf
    high: float = inf
    only: frozenset[Value] | None = None
    without: frozenset[Value] = frozenset()
    patterns: frozenset[str] = frozenset()
    joins: frozenset[tuple[Operator, AttributeOf]] = frozenset()
    known: bool | None = None

    @property
    def none_pass(self) -> bool:
        """Whether no value can pass."""
        if self.low > self.high or (self.low == self.high and self.low in self.without):
            return True
        if self.only is not None and not {value for value in self.only if self._fits(value)}:
            return True
        by_other: dict[AttributeOf, set[Operator]] = {}
        for operator, other in self.joins:
            by_other.setdefault(other, set()).add(operator)
        return any(clash <= operators for operators in by_other.values() for clash in _CLASHES)

    def within(self, other: Values) -> bool:
        """Return whether every value that passes here certainly passes there."""
        if self.only is not None:
            mine = {value for value in self.only if self._fits(value)}
            in_list = (other.only is None or mine <= other.only) and all(map(other._fits, mine))
        else:
            in_list = other.only is None and other.patterns <= self.patterns
            outside = {value for value in other.without if isinstance(value, int | float) and not self._spans(value)}
            in_list = in_list and other.without - outside <= self.without
        return (
            in_list
            and self.low >= other.low
            and self.high <= other.high
            and other.joins <= self.joins
            and (other.known is None or other.known is self.known)
        )

    def _spans(self, value: float) -> bool:
        return self.low <= value <= self.high

    def _fits(self, value: Value) -> bool:
        folded = str(value).casefold()
        return value not in self.without and all(fnmatch.fnmatchcase(folded, p.casefold()) for p in self.patterns)


def values_of(attribute: Attribute, tests: Iterable[Test]) -> Values:
    """Return the values of an attribute that pass all tests.

    Examples
    --------
    >>> from regiokompas.errors import Source
    >>> asked = [Test("n", Operator.GT, 2, Source("x")), Test("n", Operator.LT, 3, Source("x"))]
    >>> values_of(Attribute("n", AttributeType.COUNT), asked).none_pass
    True
    """
    passing = _everything(attribute)
    for test in tests:
        passing = _narrowed(passing, attribute, test)
    return passing


def values_by_attribute(leaf: Leaf, kind: FactKind) -> dict[str, Values]:
    """Return the values that pass the tests of a condition, for each attribute that it tests."""
    names = dict.fromkeys(test.attribute for test in leaf.tests)
    return {
        name: values_of(declared_in(kind, name), [test for test in leaf.tests if test.attribute == name])
        for name in names
    }


def declared_in(kind: FactKind, name: str) -> Attribute:
    """Return the declaration of an attribute; the key is one too."""
    return KEY if name == "key" else kind.attributes[name]


def _everything(attribute: Attribute) -> Values:
    low, high = _DOMAINS.get(attribute.type, (-inf, inf))
    only = frozenset[Value]({True, False}) if attribute.type is AttributeType.FLAG else None
    return Values(low, high, frozenset[Value](attribute.values) if attribute.values else only)


def _narrowed(passing: Values, attribute: Attribute, test: Test) -> Values:
    operand = test.operand
    if isinstance(operand, ParameterValue):
        return passing  # it may be set to anything
    if isinstance(operand, AttributeOf):
        return replace(passing, joins=passing.joins | {(test.operator, operand)})
    if test.operator is Operator.KNOWN:
        return replace(passing, known=bool(operand))
    if attribute.type.numeric and isinstance(operand, int | float):
        return _narrowed_number(passing, test.operator, operand, STEPS[attribute.type])
    match test.operator:
        case Operator.EQ | Operator.IN:
            asked = frozenset(operand) if isinstance(operand, tuple) else frozenset({operand})
            return replace(passing, only=asked if passing.only is None else passing.only & asked)
        case Operator.NE if not isinstance(operand, tuple):
            return replace(passing, without=passing.without | {operand})
        case Operator.MATCHES:
            return replace(passing, patterns=passing.patterns | {str(operand)})
    return passing


def _narrowed_number(passing: Values, operator: Operator, limit: float, step: float) -> Values:
    """Narrow the bounds; values come in steps, so beyond a limit means a step beyond it."""
    low, high = passing.low, passing.high
    match operator:
        case Operator.EQ:
            return replace(passing, low=max(low, limit), high=min(high, limit))
        case Operator.GTE:
            return replace(passing, low=max(low, limit))
        case Operator.GT:
            return replace(passing, low=max(low, round(limit + step, 4)))
        case Operator.LTE:
            return replace(passing, high=min(high, limit))
        case Operator.LT:
            return replace(passing, high=min(high, round(limit - step, 4)))
        case Operator.NE:
            return replace(passing, without=passing.without | {limit})
    return passing
