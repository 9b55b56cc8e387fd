"""A failed test of a rule, shown with its conditions: which held, which did not, and what was found instead."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.engine.check import LeafResult, TestResult
from regiokompas.rule_tests.running import RuleTestResult
from regiokompas.rules.language import Absent, Bind

__all__ = ["show_result"]

_SIGNS = {True: "+", False: "-", None: "?"}


def show_result(result: RuleTestResult) -> str:
    """Return how a test went, as text: what was expected, what came, and every condition under its sign.

    ``+`` holds, ``-`` does not, ``?`` cannot be decided; behind each test stands what was found.
    """
    return "\n".join(_lines(result))


def _lines(result: RuleTestResult) -> Iterator[str]:
    yield f"{result.test.source}: {result.rule}: {result.test.name}"
    yield f"  expected {result.expected}"
    yield f"  got      {result.found}"
    if not result.ways:
        yield "  the test gives no fact that this rule could be about"
    for way in result.ways:
        yield ""
        for leaf in way:
            yield f"  {_SIGNS[leaf.truth]} {_leaf(leaf)}  [{leaf.leaf.source}]"
            yield from (f"      {_SIGNS[test.truth]} {_test(test)}" for test in leaf.tests)


def _leaf(result: LeafResult) -> str:
    leaf = result.leaf
    if isinstance(leaf, Bind):
        found = "there is none" if result.entry is None else result.entry.key
        return f"{leaf.kind} {leaf.name}: {found}"
    asked = "".join(f", {test.attribute} {test.operator} {_say(test.operand)}" for test in leaf.tests)
    word = "absent" if isinstance(leaf, Absent) else f"at least {leaf.at_least}"
    found = ", ".join(sorted(entry.key for entry in result.witnesses)) or "none"
    return f"{word} {leaf.kind}{asked}: found {found}"


def _test(result: TestResult) -> str:
    test = result.test
    asked = f"{test.attribute} {test.operator} {_say(test.operand)}"
    if str(test.operand).startswith("$"):
        asked += f" ({_say(result.expected)})"
    return f"{asked}: found {_say(result.actual)}"


def _say(value: object) -> str:
    if value is None:
        return "nothing, it is unknown"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
