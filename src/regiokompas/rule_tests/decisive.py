"""Which parts of a condition the tests of a rule need: a part that can go unnoticed is not tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regiokompas.errors import Source
from regiokompas.rule_tests.trying import outcome
from regiokompas.rules.compiler import branches
from regiokompas.rules.language import Absent, All, Any, Condition, Count, Rule, Test

__all__ = ["Part", "indecisive", "parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a rule asks: a test of an attribute, an absence, a count, or an alternative of ``any``.

    ``without`` is the condition of the whole rule with this part taken out.
    """

    asks: str
    source: Source | None
    without: Condition

    def __str__(self) -> str:
        return f"{self.source}: {self.asks}" if self.source else self.asks


def parts(rule: Rule) -> tuple[Part, ...]:
    """Return everything that a rule asks, in writing order."""
    return tuple(_parts(rule.when))


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
    return any(outcome(ways, test) != before for test, before in zip(rule.tests, expected, strict=True))


def _parts(condition: Condition) -> Iterator[Part]:
    if not isinstance(condition, All | Any):
        for n, test in enumerate(condition.tests):
            rest = condition.tests[:n] + condition.tests[n + 1 :]
            yield Part(_say(condition.kind, test), test.source, replace(condition, tests=rest))
        return
    for n, inner in enumerate(condition.conditions):
        before, after = condition.conditions[:n], condition.conditions[n + 1 :]
        for part in _parts(inner):
            yield replace(part, without=replace(condition, conditions=(*before, part.without, *after)))
        if isinstance(condition, Any):
            if before or after:
                yield Part(f"alternative {n + 1} of any", None, replace(condition, conditions=(*before, *after)))
        elif isinstance(inner, Absent | Count):
            word = "absent" if isinstance(inner, Absent) else "count"
            yield Part(f"{word} {inner.kind}", inner.source, replace(condition, conditions=(*before, *after)))


def _say(kind: str, test: Test) -> str:
    return f"{kind}.{test.attribute} {test.operator} {test.operand}"
