"""Why not: the way in which a rule comes closest to firing for a subject, and what stands between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regiokompas.engine.check import (
    Entry,
    LeafResult,
    Memory,
    TestResult,
    Truth,
    check_quantified,
    check_test,
    conjunction,
)
from regiokompas.engine.fragment import is_fragment_join
from regiokompas.facts.schema import FactKind
from regiokompas.rules.compiler import Branch, CompiledRule, Leaf
from regiokompas.rules.language import AttributeOf, Bind

__all__ = ["Nearest", "another", "nearest"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The branch that comes closest, condition by condition."""

    rule: str
    truth: Truth
    leaves: tuple[LeafResult, ...]

    @property
    def deciding(self) -> LeafResult | None:
        """The first condition that is false, or else the first that is unknown; ``None`` if all hold."""
        for truth in (False, None):
            for leaf in self.leaves:
                if leaf.truth is truth:
                    return leaf
        return None

    @property
    def deciding_test(self) -> TestResult | None:
        """The first test that decides the deciding condition, if it is one that binds a fact.

        Where one is false, that is the first that is false.
        """
        leaf = self.deciding
        if leaf is None or leaf.entry is None:
            return None
        return next((test for truth in (False, None) for test in leaf.tests if test.truth is truth), None)


def nearest(compiled: CompiledRule, subject: Entry, memory: Memory, kinds: Mapping[str, FactKind]) -> Nearest:
    """Return how close a rule comes to firing when its first binding is the subject.

    Facts for the other bindings are chosen one after the other, each time the one with which the fewest tests fail.
    That need not be the very closest combination; what is returned is always true of the facts it names. A fact that
    would have to be another one, such as the finding of another rule, is none to choose: then no fact is bound, with
    the tests of the one that comes closest, and the conditions that speak of it are left out.

    Notes
    -----
    O(b · f) checks, for b bindings and f facts of their kinds.
    """
    ways = [Nearest(compiled.rule.name, *_evaluate(branch, subject, memory, kinds)) for branch in compiled.branches]
    return min(ways, key=lambda way: _distance(way, kinds))


def another(leaf: LeafResult, kinds: Mapping[str, FactKind]) -> tuple[TestResult, ...]:
    """Return the tests that a fact could only pass if it were another one."""
    return tuple(
        test for test in leaf.tests if test.truth is False and kinds[leaf.leaf.kind].identifies(test.test.attribute)
    )


def _distance(way: Nearest, kinds: Mapping[str, FactKind]) -> tuple[bool, int, int]:
    """Return whether the subject would have to be another, how many things are false, and how many unknown.

    Each test of a fact is one thing.
    """
    false, unknown = (sum(_number(leaf, truth) for leaf in way.leaves) for truth in (False, None))
    return bool(another(way.leaves[0], kinds)), false, unknown


def _number(leaf: LeafResult, truth: Truth) -> int:
    return sum(test.truth is truth for test in leaf.tests) or int(leaf.truth is truth)


def _evaluate(
    branch: Branch, subject: Entry, memory: Memory, kinds: Mapping[str, FactKind]
) -> tuple[Truth, tuple[LeafResult, ...]]:
    bound: dict[str, Entry] = {}
    results: list[LeafResult] = []
    for leaf in branch.leaves:
        if not _spoken_of(leaf) <= bound.keys():
            continue
        if not isinstance(leaf, Bind):
            results.append(check_quantified(leaf, bound, memory))
            continue
        candidates = [subject] if not bound else list(_joined(leaf, bound, memory))
        decided = [_bind(leaf, entry, bound, memory) for entry in candidates]
        best = min(decided, key=lambda result: _fit(result, kinds), default=LeafResult(leaf, False))
        if bound and another(best, kinds):
            best = best._replace(entry=None)
        results.append(best)
        if best.entry is not None:
            bound[leaf.name] = best.entry
    return conjunction(result.truth for result in results), tuple(results)


def _fit(result: LeafResult, kinds: Mapping[str, FactKind]) -> tuple[bool, int, int]:
    """Return whether it would have to be another fact, and how many of its tests are false and unknown."""
    truths = [test.truth for test in result.tests]
    return bool(another(result, kinds)), truths.count(False), truths.count(None)


def _spoken_of(leaf: Leaf) -> set[str]:
    """Return the names of the facts that a condition compares with."""
    names = {test.operand.binding for test in leaf.tests if isinstance(test.operand, AttributeOf)}
    return names - {leaf.name} if isinstance(leaf, Bind) else names


def _joined(leaf: Bind, bound: Mapping[str, Entry], memory: Memory) -> Iterator[Entry]:
    """Yield the entries that fit the joins of a condition, whatever its other tests say."""
    taken = {(entry.kind, entry.key) for entry in bound.values()}
    for entry in sorted(memory.of_kind(leaf.kind), key=lambda e: e.key):
        joins = (check_test(test, entry, bound).truth for test in leaf.tests if is_fragment_join(test))
        if (entry.kind, entry.key) not in taken and conjunction(joins) is not False:
            yield entry


def _bind(leaf: Bind, entry: Entry, bound: Mapping[str, Entry], memory: Memory) -> LeafResult:
    tests = tuple(check_test(test, entry, {**bound, leaf.name: entry}) for test in leaf.tests)
    truth = conjunction((memory.exists(entry), *(test.truth for test in tests)))
    return LeafResult(leaf, truth, tests, entry)
