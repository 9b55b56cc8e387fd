"""Reasons: the conditions of a rule with the facts that decided them, in words and with their places."""

from __future__ import annotations

from dataclasses import dataclass

from regiokompas.engine.check import Entry, LeafResult, TestResult
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import Source
from regiokompas.explain.evidence import Evidence, Readings
from regiokompas.explain.wording import Wording
from regiokompas.facts.schema import Value

__all__ = ["Reason", "TestReason", "margin", "reason", "source_of"]


@dataclass(frozen=True, slots=True)
class TestReason:
    """One test of a condition: what was found, what was asked, and how far they lie apart.

    ``text`` says it all; ``label`` and ``found`` are the attribute and its value in words. ``holds`` is ``None`` where
    the value is unknown; ``margin`` is the distance to the limit as a share of the limit, and ``None`` where there is
    no order. ``rests_on`` holds the cells that a measured value was made from.
    """

    __test__ = False  # not a pytest class

    text: str
    label: str
    found: str
    attribute: str
    actual: Value | None
    operator: str
    expected: Value | None
    holds: bool | None
    margin: float | None
    source: Source | None
    rests_on: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of a rule and the fact that decided it; ``found`` sums up its tests.

    ``rests_on`` holds the facts that were counted, or that stand in the way of an absence; where a condition only asks
    that there is a measured fact, the cells that it was made from. What its tests rest on stands with them.
    """

    text: str
    found: str
    kind: str
    fact: str | None
    holds: bool | None
    tests: tuple[TestReason, ...]
    source: Source | None
    rests_on: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that it rests on, its tests included, each once."""
        of_tests = (evidence for test in self.tests for evidence in test.rests_on)
        return tuple(dict.fromkeys((*self.rests_on, *of_tests)))


def reason(result: LeafResult, wording: Wording, readings: Readings) -> Reason:
    """Put one decided condition into words, with the cells that it rests on."""
    entry = result.entry
    tests = tuple(_test_reason(entry, test, wording, readings) for test in result.tests) if entry is not None else ()
    return Reason(
        text=wording.leaf(result),
        found=wording.found(result),
        kind=result.leaf.kind,
        fact=entry.key if entry is not None else None,
        holds=result.truth,
        tests=tests,
        source=source_of(entry, "key") if entry is not None else None,
        rests_on=_rests_on(result, wording, readings),
    )


def _rests_on(result: LeafResult, wording: Wording, readings: Readings) -> tuple[Evidence, ...]:
    if result.entry is None:
        return readings.counted(result)
    return () if result.tests else readings.of(result.entry, wording.kinds[result.leaf.kind].subject)


def _test_reason(entry: Entry, result: TestResult, wording: Wording, readings: Readings) -> TestReason:
    return TestReason(
        text=wording.test(entry, result),
        label=wording.attribute(entry.kind, result.test.attribute).label.say(wording.language),
        found=wording.fact_value(entry, result.test.attribute),
        attribute=result.test.attribute,
        actual=result.actual,
        operator=str(result.test.operator),
        expected=result.expected,
        holds=result.truth,
        margin=margin(result),
        source=source_of(entry, result.test.attribute),
        rests_on=readings.of(entry, result.test.attribute),
    )


def margin(result: TestResult) -> float | None:
    """Return how far a value lies from its limit, as a share of the limit."""
    actual, limit = result.actual, result.expected
    if not result.test.operator.ordering or not _is_number(actual) or not _is_number(limit) or not limit:
        return None
    return round(abs(float(actual) - float(limit)) / abs(float(limit)), 4)  # type: ignore[arg-type]


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def source_of(entry: Entry, attribute: str) -> Source | None:
    """Return where an attribute of a fact was read, or the fact where the attribute has no place of its own."""
    if isinstance(entry, OpenFact):
        return None
    return entry.sources.get(attribute) or entry.sources.get("key")
