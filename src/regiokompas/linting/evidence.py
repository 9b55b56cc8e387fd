"""Evidence: whether the tests of a rule pass, need every condition, and come to every limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from regiokompas.errors import Problem
from regiokompas.linting.base import Level, Subject, check
from regiokompas.rule_tests import boundaries, indecisive, run_rule_tests

__all__: list[str] = []


@check("test-fails", Level.ERROR, "a test of a rule that ends otherwise than it expects")
def test_fails(subject: Subject) -> Iterator[Problem]:
    """Yield the tests that fail."""
    for rule in subject.pack.rules:
        for result in run_rule_tests(rule, subject.vocabulary, engine=subject.engine):
            if not result.passed:
                yield subject.problem(
                    result.test.source,
                    f"{result.test.name}: {result.found}",
                    expected=result.expected,
                    hint=f"regiokompas rules test -k {rule.name} shows the condition that decided",
                )


@check("test-name-twice", Level.WARNING, "two tests of one rule with one name")
def test_name_twice(subject: Subject) -> Iterator[Problem]:
    """Yield the tests whose name says nothing, because another one has it."""
    for rule in subject.pack.rules:
        number = Counter(test.name for test in rule.tests)
        for test in rule.tests:
            if number[test.name] > 1 or not test.name:
                yield subject.problem(test.source, f"{number[test.name]} tests are named {test.name!r}")


@check("untested", Level.WARNING, "a part of a condition that can be taken out without any test noticing")
def untested(subject: Subject) -> Iterator[Problem]:
    """Yield the parts that never matter in the tests of their rule."""
    for rule in subject.pack.rules:
        for part in indecisive(rule):
            message = f"no test of {rule.name} ends otherwise without {part.asks}"
            hint = "add a test in which only this decides, or take it out"
            if part.source is None:
                yield subject.problem_at(rule, ("when",), message, hint=hint)
            else:
                yield subject.problem(part.source, message, hint=hint)


@check("untested-limit", Level.WARNING, "a number that no test of the rule can be brought to, on both sides of it")
def untested_limit(subject: Subject) -> Iterator[Problem]:
    """Yield the limits that the tests do not come near, and those on which rule and engine differ."""
    for rule in subject.pack.rules:
        cases = []
        for boundary in boundaries(rule, subject.vocabulary):
            if boundary.fires is None or boundary.holds_back is None:
                yield subject.problem(
                    boundary.source,
                    f"no test of {rule.name} comes to the limit of {boundary.asks}",
                    hint="add a test in which everything else holds, so that this number alone decides",
                )
                continue
            cases += [boundary.fires, boundary.holds_back]
        tried = replace(rule, tests=tuple(cases))
        for result in run_rule_tests(tried, subject.vocabulary, engine=subject.engine) if cases else ():
            if not result.passed:
                message = f"{result.test.name}: {result.found}"
                yield subject.problem(result.test.source, message, expected=result.expected)


for _function in (test_fails, test_name_twice):
    _function.__test__ = False  # type: ignore[attr-defined]
