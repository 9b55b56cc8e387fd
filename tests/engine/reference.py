"""The oracle: rules evaluated by nested loops, in the plainest Python there is.

It tries every assignment of facts to bindings and evaluates every condition of every one of them. Nothing is
indexed, proposed or remembered between rounds, and nothing of the engine is used but the shape of its entries.
"""

from __future__ import annotations

import fnmatch
import itertools
from collections.abc import Iterable, Iterator, Mapping

from regiokompas.engine.fragment import OpenFact
from regiokompas.facts.schema import Fact, FactBase
from regiokompas.rules.compiler import Branch, Program
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operator, Rule, Test

Truth = bool | None
Entry = Fact | OpenFact
Result = set[tuple[str, tuple[str, ...], Truth]]


def both(truths: Iterable[Truth]) -> Truth:
    truths = list(truths)
    if False in truths:
        return False
    return None if None in truths else True


def either(truths: Iterable[Truth]) -> Truth:
    truths = list(truths)
    if True in truths:
        return True
    return None if None in truths else False


def negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


class Memory:
    """All entries, and whether each certainly exists."""

    def __init__(self, base: FactBase) -> None:
        self.existence: dict[tuple[str, str], Truth] = {}
        self.entries: dict[tuple[str, str], Entry] = {}
        for fact in base.facts:
            self.add(fact, True)
        for kind in base.open_kinds:
            self.add(OpenFact(kind), None)

    def add(self, entry: Entry, existence: Truth) -> bool:
        """Add an entry or make it more certain; return whether that changed anything."""
        place = (entry.kind, entry.key)
        before = self.existence.get(place, False)
        self.entries.setdefault(place, entry)
        self.existence[place] = either([before, existence])
        return self.existence[place] is not before

    def of_kind(self, kind: str) -> list[Entry]:
        return [entry for (other, _), entry in self.entries.items() if other == kind]

    def exists(self, entry: Entry) -> Truth:
        return self.existence[entry.kind, entry.key]


def holds(test: Test, entry: Entry, bound: Mapping[str, Entry]) -> Truth:
    """Evaluate one test on one entry."""
    value = entry.get(test.attribute)
    if test.operator is Operator.KNOWN:
        if isinstance(entry, OpenFact) and value is None:
            return None
        return (value is not None) == test.operand
    operand = test.operand
    if isinstance(operand, AttributeOf):
        operand = bound[operand.binding].get(operand.attribute)
    if value is None or operand is None:
        return None
    return compare(test.operator, value, operand)


def compare(operator: Operator, value: object, operand: object) -> bool:
    if operator is Operator.EQ:
        return value == operand
    if operator is Operator.NE:
        return value != operand
    if operator is Operator.LT:
        return value < operand
    if operator is Operator.LTE:
        return value <= operand
    if operator is Operator.GT:
        return value > operand
    if operator is Operator.GTE:
        return value >= operand
    if operator is Operator.IN:
        return value in operand
    assert operator is Operator.MATCHES
    return fnmatch.fnmatchcase(value.casefold(), operand.casefold())


def fits(leaf: Bind | Absent | Count, entry: Entry, bound: Mapping[str, Entry], memory: Memory) -> Truth:
    """Whether an entry exists and passes the tests of a condition."""
    return both([memory.exists(entry), *(holds(test, entry, bound) for test in leaf.tests)])


def branch_matches(branch: Branch, memory: Memory) -> Iterator[tuple[tuple[Entry, ...], Truth]]:
    """Yield every assignment that is not certainly false, with its truth."""
    binds = [leaf for leaf in branch.leaves if isinstance(leaf, Bind)]
    others = [leaf for leaf in branch.leaves if not isinstance(leaf, Bind)]
    for chosen in itertools.product(*(memory.of_kind(bind.kind) for bind in binds)):
        if len({(entry.kind, entry.key) for entry in chosen}) < len(chosen):
            continue
        bound = {bind.name: entry for bind, entry in zip(binds, chosen, strict=True)}
        truths = [fits(bind, entry, bound, memory) for bind, entry in zip(binds, chosen, strict=True)]
        for leaf in others:
            free = [entry for entry in memory.of_kind(leaf.kind) if entry not in chosen]
            decide = absent if isinstance(leaf, Absent) else count
            truths.append(decide(leaf, [(entry, fits(leaf, entry, bound, memory)) for entry in free]))
        truth = both(truths)
        if truth is not False:
            yield chosen, truth


def absent(leaf: Absent, judged: list[tuple[Entry, Truth]]) -> Truth:
    return negation(either(truth for _, truth in judged))


def count(leaf: Count, judged: list[tuple[Entry, Truth]]) -> Truth:
    certain = [entry for entry, truth in judged if truth is True]
    possible = [entry for entry, truth in judged if truth is not False]
    if leaf.distinct is None:
        least, most = len(certain), len(possible)
    else:
        least = len({entry.get(leaf.distinct) for entry in certain} - {None})
        values = [entry.get(leaf.distinct) for entry in possible]
        most = len(set(values) - {None}) + values.count(None)
    if least >= leaf.at_least:
        return True
    if any(isinstance(entry, OpenFact) and truth is None for entry, truth in judged):
        return None
    return None if most >= leaf.at_least else False


def conclusion(rule: Rule, entry: Entry, program: Program) -> Entry:
    """Return what a rule lets others read about its first fact."""
    values = {
        "rule": rule.name,
        "id": rule.id,
        "field": rule.field,
        "kind": str(rule.kind),
        "severity": str(rule.severity),
    }
    if isinstance(entry, OpenFact):
        return OpenFact("finding", values=values, name=rule.name)
    subject = entry.get(program.vocabulary.kinds[entry.kind].subject)
    values["subject"] = subject if isinstance(subject, str) else entry.key
    return Fact("finding", f"finding:{rule.name}:{entry.key}", values)


def evaluate(program: Program, base: FactBase) -> Result:
    """Run a program; return rule, keys of the facts bound and truth of every match that is not false."""
    memory = Memory(base)
    result: Result = set()
    for stratum in sorted({compiled.stratum for compiled in program.rules.values()}):
        rules = [compiled for compiled in program.rules.values() if compiled.stratum == stratum]
        changed = True
        while changed:
            changed = False
            matches = [
                (compiled.rule, chosen, truth)
                for compiled in rules
                for branch in compiled.branches
                for chosen, truth in branch_matches(branch, memory)
            ]
            for rule, chosen, truth in matches:
                changed |= memory.add(conclusion(rule, chosen[0], program), truth)
        result |= {(rule.name, tuple(entry.key for entry in chosen), truth) for rule, chosen, truth in matches}
    return result
