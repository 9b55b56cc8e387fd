"""From rules to a program: branches without ``any``, strata without a cycle through absence.

The program is still independent of an engine. Each branch is one conjunction; the engine proposes bindings for
its positive patterns, and the check evaluates the whole conjunction.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import networkx as nx

from regiokompas.errors import PackError, Problem, Problems
from regiokompas.facts.schema import FactKind, Value, Vocabulary
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Operand,
    Operator,
    ParameterValue,
    Rule,
    Test,
)

__all__ = [
    "FINDING",
    "Branch",
    "CompiledRule",
    "Program",
    "branches",
    "compile_rules",
    "conclusions_read",
    "conjunctions",
    "leaves",
    "reading_graph",
]

#: The fact kind that a rule concludes when it fires; other rules may match it.
FINDING = "finding"

Leaf = Bind | Absent | Count


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a rule can hold: a conjunction of bindings, absences and counts."""

    rule: str
    number: int
    leaves: tuple[Leaf, ...]

    @property
    def bindings(self) -> tuple[Bind, ...]:
        """The positive patterns, in the order in which they are bound."""
        return tuple(leaf for leaf in self.leaves if isinstance(leaf, Bind))


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its parameters filled in, its branches and its stratum."""

    rule: Rule
    branches: tuple[Branch, ...]
    stratum: int


@dataclass(frozen=True)
class Program:
    """Compiled rules by name, with the vocabulary they speak."""

    rules: Mapping[str, CompiledRule]
    vocabulary: Vocabulary

    @property
    def strata(self) -> range:
        """The strata, lowest first."""
        return range(1 + max((rule.stratum for rule in self.rules.values()), default=-1))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of facts that some rule reads."""
        return frozenset(leaf.kind for _, branch in self.branches() for leaf in branch.leaves)

    def branches(self) -> Iterator[tuple[int, Branch]]:
        """Yield every branch with its stratum, in the order of the rules' names."""
        for compiled in self.rules.values():
            for branch in compiled.branches:
                yield compiled.stratum, branch

    def subject_kind(self, rule: str) -> FactKind:
        """Return the kind of fact that a rule is about: that of its first binding."""
        return self.vocabulary.kinds[self.rules[rule].branches[0].bindings[0].kind]


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the conditions that are not ``all`` or ``any``, in writing order."""
    if isinstance(condition, All | Any):
        for inner in condition.conditions:
            yield from leaves(inner)
    else:
        yield condition


def compile_rules(
    rules: Iterable[Rule],
    vocabulary: Vocabulary,
    parameters: Mapping[str, Mapping[str, Value]] = MappingProxyType({}),
) -> Program:
    """Compile rules into a program.

    Parameters
    ----------
    rules
        Rules whose names are unique.
    vocabulary
        The fact kinds they may speak of.
    parameters
        Values that replace the rules' own, by rule name and parameter name.

    Raises
    ------
    PackError
        If rules depend on each other in a cycle that passes through ``absent`` or ``count``, or a rule is about
        findings that its own findings lead to.

    Notes
    -----
    The number of branches of a rule is the product of the sizes of its ``any`` lists.
    """
    ordered = sorted(rules, key=lambda rule: rule.name)
    strata = _stratify(ordered)
    compiled = {}
    for rule in ordered:
        compiled[rule.name] = CompiledRule(rule, branches(rule, parameters.get(rule.name, {})), strata[rule.name])
    return Program(MappingProxyType(compiled), vocabulary)


def branches(rule: Rule, parameters: Mapping[str, Value] = MappingProxyType({})) -> tuple[Branch, ...]:
    """Return the ways in which a rule can hold, with its parameters filled in; some may be set otherwise."""
    values = {name: p.value for name, p in rule.parameters.items()} | dict(parameters)
    ways = (tuple(_fill(leaf, values) for leaf in way) for way in conjunctions(rule.when))
    return tuple(Branch(rule.name, number, way) for number, way in enumerate(ways))


def conjunctions(condition: Condition) -> list[tuple[Leaf, ...]]:
    """Return the disjunctive normal form of a condition: the conjunctions of which one must hold."""
    if isinstance(condition, All):
        return [tuple(itertools.chain(*way)) for way in itertools.product(*map(conjunctions, condition.conditions))]
    if isinstance(condition, Any):
        return [way for inner in condition.conditions for way in conjunctions(inner)]
    return [(condition,)]


def _fill(leaf: Leaf, values: Mapping[str, Value]) -> Leaf:
    """Replace parameters by their values."""

    def operand(value: Operand) -> Operand:
        return values[value.name] if isinstance(value, ParameterValue) else value

    tests = tuple(Test(t.attribute, t.operator, operand(t.operand), t.source) for t in leaf.tests)
    match leaf:
        case Bind():
            return Bind(leaf.name, leaf.kind, tests, leaf.source)
        case Absent():
            return Absent(leaf.kind, tests, leaf.source)
        case Count():
            least = leaf.at_least
            number = values[least.name] if isinstance(least, ParameterValue) else least
            if not isinstance(number, int | float):
                raise TypeError(f"at_least must be a number, got {number!r}")
            return Count(leaf.kind, tests, int(number), leaf.distinct, leaf.source)


def conclusions_read(leaf: Leaf, rules: Sequence[Rule]) -> set[str]:
    """Return the names of the rules whose findings a condition can match.

    Only constant tests on ``rule``, ``field``, ``kind`` and ``severity`` narrow it down.
    """
    if leaf.kind != FINDING:
        return set()

    def can_match(rule: Rule) -> bool:
        facts = {
            "rule": rule.name,
            "field": rule.field,
            "kind": str(rule.kind),
            "severity": str(rule.severity),
        }
        for test in leaf.tests:
            if test.attribute not in facts or isinstance(test.operand, AttributeOf | ParameterValue):
                continue
            value = facts[test.attribute]
            if test.operator is Operator.EQ and value != test.operand:
                return False
            if test.operator is Operator.NE and value == test.operand:
                return False
            if test.operator is Operator.IN and isinstance(test.operand, tuple) and value not in test.operand:
                return False
        return True

    return {rule.name for rule in rules if can_match(rule)}


def reading_graph(rules: Sequence[Rule]) -> nx.DiGraph[str]:
    """Return which rule's findings feed which rule: an edge from the one that is read to the one that reads.

    Its attribute ``leaf`` is a condition that reads, one through absence where there is one.
    """
    reads: nx.DiGraph[str] = nx.DiGraph()
    reads.add_nodes_from(rule.name for rule in rules)
    for rule in rules:
        for leaf in sorted(leaves(rule.when), key=lambda leaf: not isinstance(leaf, Bind)):
            for name in sorted(conclusions_read(leaf, rules)):
                reads.add_edge(name, rule.name, leaf=leaf)
    return reads


def _stratify(rules: Sequence[Rule]) -> dict[str, int]:
    """Give every rule the lowest stratum in which all findings it reads are settled.

    Rules that read each other's findings positively share a stratum and run to a fixpoint together.
    """
    reads = reading_graph(rules)
    through_absence: dict[tuple[str, str], Leaf] = {
        (read, reader): data["leaf"]
        for read, reader, data in reads.edges(data=True)
        if not isinstance(data["leaf"], Bind)
    }
    component = {name: number for number, names in enumerate(nx.strongly_connected_components(reads)) for name in names}
    problems = Problems(
        Problem(
            f"{reader} reads the absence or the number of findings of {read}, which depends on {reader} itself",
            leaf.source,
            expected="absent and count look only at findings that are settled before the rule runs",
        )
        for (read, reader), leaf in through_absence.items()
        if component[read] == component[reader]
    )
    for rule in rules:
        subject = next(leaves(rule.when))
        if any(component[read] == component[rule.name] for read in conclusions_read(subject, rules)):
            message = f"{rule.name} is about findings that its own findings can lead to, and would never end"
            problems.append(Problem(message, subject.source, expected="rule: the name of a rule that does not read it"))
    if problems:
        raise PackError(problems)
    condensed = nx.condensation(reads)
    level: dict[int, int] = {}
    for node in nx.topological_sort(condensed):
        level[node] = max((level[before] + 1 for before in condensed.predecessors(node)), default=0)
    return {name: level[node] for node in condensed for name in condensed.nodes[node]["members"]}
