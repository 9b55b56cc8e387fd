"""Conditions that can never hold, and those that never matter."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.errors import Problem, Source
from regiokompas.facts.schema import AttributeType, FactKind
from regiokompas.linting.base import Level, Subject, check
from regiokompas.linting.implying import implies, leaf_implies
from regiokompas.linting.values import declared_in, values_by_attribute, values_of
from regiokompas.rules.compiler import Branch, Leaf, branches, conjunctions
from regiokompas.rules.language import Absent, Bind, Count, ParameterValue, Rule, Test

__all__ = ["can_hold"]


@check("never-holds", Level.ERROR, "a condition that no facts can meet, such as a number above 5 and below 3")
def never_holds(subject: Subject) -> Iterator[Problem]:
    """Yield the conditions that can never hold, and absences that always do; thresholds as the rule has them."""
    for rule in subject.pack.rules:
        seen: set[Source] = set()
        for way in branches(rule):
            for leaf, source, message in _impossible(way, subject):
                if source not in seen:
                    seen.add(source)
                    effect = "this absence always holds" if isinstance(leaf, Absent) else "this never holds"
                    yield subject.problem(source, message, expected="what can occur", hint=effect)


def can_hold(way: Branch, subject: Subject) -> bool:
    """Return whether no condition of a way to hold is impossible, by itself or beside the others."""
    return all(isinstance(leaf, Absent) for leaf, _, _ in _impossible(way, subject))


def _impossible(way: Branch, subject: Subject) -> Iterator[tuple[Leaf, Source, str]]:
    """Yield the conditions that no facts can meet, each with the place of the fault and what it is."""
    for leaf in way.leaves:
        yield from _no_value(leaf, subject.vocabulary.kinds[leaf.kind])
        if isinstance(leaf, Count):
            yield from _too_many(leaf, subject.vocabulary.kinds[leaf.kind])
    yield from _bound_twice(way, subject)
    for counted in way.leaves:
        for absent in way.leaves:
            if isinstance(counted, Count) and isinstance(absent, Absent):
                same = Absent(counted.kind, counted.tests, counted.source)
                if leaf_implies(absent, same, subject.vocabulary):
                    message = f"this counts facts of the kind {counted.kind} that {absent.source} says are absent"
                    yield counted, counted.source, message


def _no_value(leaf: Leaf, kind: FactKind) -> Iterator[tuple[Leaf, Source, str]]:
    for name, passing in values_by_attribute(leaf, kind).items():
        tests = [test for test in leaf.tests if test.attribute == name]
        if passing.none_pass or (passing.known is False and len(tests) > 1):
            said = " and ".join(f"{test.operator} {_say(test.operand)}" for test in tests)
            yield leaf, tests[-1].source, f"no {leaf.kind} can have a {name} that is {said}"


def _too_many(leaf: Count, kind: FactKind) -> Iterator[tuple[Leaf, Source, str]]:
    """A count asks for more than there can be: of a kind of which there is one, or of different values."""
    least = leaf.at_least if isinstance(leaf.at_least, int) else 0
    if kind.singleton and least > 1:
        yield leaf, leaf.source, f"there is one {leaf.kind}, never {least}"
    if leaf.distinct is not None:
        declared = declared_in(kind, leaf.distinct)
        options = 2 if declared.type is AttributeType.FLAG else len(declared.values)
        if options and least > options:
            yield leaf, leaf.source, f"{leaf.distinct} has {options} values, never {least} different ones"


def _bound_twice(way: Branch, subject: Subject) -> Iterator[tuple[Leaf, Source, str]]:
    """Bindings are distinct facts, so that two of a kind of which there is one cannot both be there."""
    bound: set[str] = set()
    for leaf in way.bindings:
        if leaf.kind in bound and subject.vocabulary.kinds[leaf.kind].singleton:
            yield leaf, leaf.source, f"there is one {leaf.kind}, and it is bound already"
        bound.add(leaf.kind)


@check("always-holds", Level.WARNING, "a test that every known value passes, such as a number of at least 0")
def always_holds(subject: Subject) -> Iterator[Problem]:
    """Yield the tests that hold back nothing; what a parameter sets may be set otherwise and does not count."""
    for rule in subject.pack.rules:
        for leaf, test in _constant_tests(rule):
            declared = declared_in(subject.vocabulary.kinds[leaf.kind], test.attribute)
            asked = values_of(declared, [test])
            if asked.known is None and values_of(declared, []).within(asked):
                yield subject.problem(
                    test.source,
                    f"every known {test.attribute} is {test.operator} {_say(test.operand)}",
                    expected="a test that some value fails",
                    hint=f"to ask only that it is known, write {test.attribute}: {{known: true}}",
                )


@check("implied", Level.WARNING, "a test that another test of the same condition implies")
def implied(subject: Subject) -> Iterator[Problem]:
    """Yield what adds nothing to its neighbours: a test, an absence, a count."""
    for rule in subject.pack.rules:
        seen: set[Source] = set()
        for leaf, test in _constant_tests(rule):
            declared = declared_in(subject.vocabulary.kinds[leaf.kind], test.attribute)
            others = [t for t in leaf.tests if t.attribute == test.attribute and t is not test]
            constant = [t for t in others if not isinstance(t.operand, ParameterValue)]
            narrow, asked = values_of(declared, constant), values_of(declared, [test])
            if not constant or narrow.none_pass or asked.known is not None or not narrow.within(asked):
                continue
            if test.source not in seen:
                seen |= {test.source, *(t.source for t in constant)}
                said = " and ".join(f"{t.operator} {_say(t.operand)}" for t in constant)
                message = f"{test.attribute} {test.operator} {_say(test.operand)} follows from {said}"
                yield subject.problem(test.source, message, hint="take it out, or change the other")
        yield from _idle_neighbours(subject, rule, seen)


def _idle_neighbours(subject: Subject, rule: Rule, seen: set[Source]) -> Iterator[Problem]:
    for raw, way in zip(conjunctions(rule.when), branches(rule), strict=True):
        quantified = [leaf for leaf, as_written in zip(way.leaves, raw, strict=True) if _is_constant(as_written)]
        for n, leaf in enumerate(quantified):
            for m, other in enumerate(quantified):
                if n == m or {leaf.source, other.source} & seen or leaf.source == other.source:
                    continue
                if leaf_implies(other, leaf, subject.vocabulary):
                    seen.add(leaf.source)
                    yield subject.problem(
                        leaf.source, f"this follows from {other.source}", hint="take it out, or change the other"
                    )


@check("idle-alternative", Level.WARNING, "an alternative of any that another alternative makes superfluous")
def idle_alternative(subject: Subject) -> Iterator[Problem]:
    """Yield a rule with a way to hold that holds only where another of its ways holds already."""
    for rule in subject.pack.rules:
        ways = [way for way, raw in zip(branches(rule), conjunctions(rule.when), strict=True) if all(map(_is_set, raw))]
        for way in ways:
            wider = [
                other
                for other in ways
                if other.number != way.number
                and implies(way, other, subject.vocabulary)
                and (other.number < way.number or not implies(other, way, subject.vocabulary))
            ]
            if wider:
                own = next((leaf for leaf in way.leaves if leaf not in wider[0].leaves), way.leaves[-1])
                message = "this alternative holds only where another of the same any holds already"
                yield subject.problem(own.source, message, hint="take it out, or change the other")


def _constant_tests(rule: Rule) -> Iterator[tuple[Leaf, Test]]:
    """Yield the tests against a value that stands in the rule itself, each once."""
    seen: set[Source] = set()
    for way in conjunctions(rule.when):
        for leaf in way:
            for test in leaf.tests:
                if not isinstance(test.operand, ParameterValue) and test.source not in seen:
                    seen.add(test.source)
                    yield leaf, test


def _is_constant(leaf: Leaf) -> bool:
    return not isinstance(leaf, Bind) and _is_set(leaf)


def _is_set(leaf: Leaf) -> bool:
    """Return whether no parameter can change what a condition asks."""
    at_least = leaf.at_least if isinstance(leaf, Count) else 0
    return not any(isinstance(value, ParameterValue) for value in (at_least, *(t.operand for t in leaf.tests)))


def _say(operand: object) -> str:
    if isinstance(operand, bool):
        return str(operand).lower()
    return ", ".join(map(str, operand)) if isinstance(operand, tuple) else str(operand)
