"""Which parts of a condition the tests of a rule need: a part that can go unnoticed is not tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regiokompas.errors import Source
from regiokompas.rule_tests.trying import outcome
from regiokompas.rules.compiler import branches
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Operator,
    ParameterValue,
    Rule,
    Test,
)

__all__ = ["Part", "indecisive", "parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a rule asks: a test of an attribute, an option of ``in``, a fact, an absence, a count, or an
    alternative of ``any``.

    ``without`` is the condition of the whole rule with this part taken out, and ``within`` the condition that it is
    taken out of, where that is not the one that is written.
    """

    asks: str
    source: Source | None
    without: Condition
    within: Condition | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.asks}" if self.source else self.asks


def parts(rule: Rule) -> tuple[Part, ...]:
    """Return everything that a rule asks, in writing order."""
    return tuple(_parts(rule.when, rule))


def indecisive(rule: Rule) -> tuple[Part, ...]:
    """Return the parts of a rule that none of its tests needs: taken out, every test ends the same.

    Notes
    -----
    Each test is tried once per part, on all assignments of its facts.
    """
    whole = branches(rule)
    expected = [outcome(whole, test) for test in rule.tests]
    return tuple(part for part in parts(rule) if not _is_noticed(rule, part, expected))


def _is_noticed(rule: Rule, part: Part, expected: list[str]) -> bool:
    ways = branches(replace(rule, when=part.without))
    if part.within is not None:
        whole = branches(replace(rule, when=part.within))
        expected = [outcome(whole, test) for test in rule.tests]
    return any(outcome(ways, test) != before for test, before in zip(rule.tests, expected, strict=True))


def _parts(condition: Condition, rule: Rule) -> Iterator[Part]:
    if not isinstance(condition, All | Any):
        for n, test in enumerate(condition.tests):
            before, after = condition.tests[:n], condition.tests[n + 1 :]
            yield Part(_say(condition.kind, test), test.source, replace(condition, tests=(*before, *after)))
            for narrower, option in _narrower(test):
                asks = f"{condition.kind}.{test.attribute} {test.operator} {option}"
                yield Part(asks, test.source, replace(condition, tests=(*before, narrower, *after)))
        if isinstance(condition, Count) and condition.distinct:
            yield _distinct(condition, rule)
        return
    for n, inner in enumerate(condition.conditions):
        yield from _inside(condition, n, inner, rule)


def _inside(condition: All | Any, n: int, inner: Condition, rule: Rule) -> Iterator[Part]:
    """Yield the parts of one of several conditions, and that condition itself where it is one."""
    before, after = condition.conditions[:n], condition.conditions[n + 1 :]

    def put(*inside: Condition) -> Condition:
        return replace(condition, conditions=(*before, *inside, *after))

    for part in _parts(inner, rule):
        within = put(part.within) if part.within is not None else None
        yield replace(part, without=put(part.without), within=within)
    if isinstance(condition, Any):
        if before or after:
            yield Part(f"alternative {n + 1} of any", None, put())
    elif isinstance(inner, Absent | Count):
        word = "absent" if isinstance(inner, Absent) else "count"
        yield Part(f"{word} {inner.kind}", inner.source, put())
    elif isinstance(inner, Bind) and inner.source != _subject(rule) and not _is_spoken_of(inner.name, rule.when):
        yield Part(f"fact {inner.kind}", inner.source, put())


def _narrower(test: Test) -> Iterator[tuple[Test, str]]:
    """Yield a list of options without each of them."""
    if test.operator is Operator.IN and isinstance(test.operand, tuple) and len(test.operand) > 1:
        for option in test.operand:
            yield replace(test, operand=tuple(other for other in test.operand if other != option)), option


def _distinct(count: Count, rule: Rule) -> Part:
    """Return that a count goes by an attribute; from two on, as one is one whatever it is counted by."""
    least = count.at_least
    if isinstance(least, ParameterValue):
        least = int(rule.parameters[least.name].value)  # type: ignore[arg-type]  # a number, or it does not load
    counted = replace(count, at_least=max(2, least))
    return Part(f"count {count.kind} by {count.distinct}", count.source, replace(counted, distinct=None), counted)


def _subject(rule: Rule) -> Source:
    """Return where the condition stands that binds what the rule is about."""
    return branches(rule)[0].bindings[0].source


def _is_spoken_of(name: str, condition: Condition) -> bool:
    """Whether a condition compares with what is bound to a name."""
    if isinstance(condition, All | Any):
        return any(_is_spoken_of(name, inner) for inner in condition.conditions)
    return any(isinstance(test.operand, AttributeOf) and test.operand.binding == name for test in condition.tests)


def _say(kind: str, test: Test) -> str:
    return f"{kind}.{test.attribute} {test.operator} {test.operand}"
