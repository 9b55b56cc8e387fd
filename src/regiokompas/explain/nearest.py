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
from regiokompas.rules.compiler import Branch, CompiledRule
from regiokompas.rules.language import Bind

__all__ = ["Nearest", "nearest"]


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
        """The first test that does not hold in the deciding condition, if it is one that binds a fact."""
        leaf = self.deciding
        if leaf is None:
            return None
        return next((test for test in leaf.tests if test.truth is not True), None)


def nearest(compiled: CompiledRule, subject: Entry, memory: Memory) -> Nearest:
    """Return how close a rule comes to firing when its first binding is the subject.

    Facts for the other bindings are chosen one after the other, each time the one with which the fewest tests fail.
    That need not be the very closest combination; what is returned is always true of the facts it names.

    Notes
    -----
    O(b · f) checks, for b bindings and f facts of their kinds.
    """
    ways = [Nearest(compiled.rule.name, *_evaluate(branch, subject, memory)) for branch in compiled.branches]
    return min(ways, key=_distance)


def _distance(way: Nearest) -> tuple[int, int]:
    """Return how many things are false, and how many unknown: each test of a fact is one."""
    return sum(_number(leaf, False) for leaf in way.leaves), sum(_number(leaf, None) for leaf in way.leaves)


def _number(leaf: LeafResult, truth: Truth) -> int:
    return sum(test.truth is truth for test in leaf.tests) or int(leaf.truth is truth)


def _evaluate(branch: Branch, subject: Entry, memory: Memory) -> tuple[Truth, tuple[LeafResult, ...]]:
    bound: dict[str, Entry] = {}
    results: list[LeafResult] = []
    for leaf in branch.leaves:
        if not isinstance(leaf, Bind):
            results.append(check_quantified(leaf, bound, memory))
            continue
        candidates = [subject] if not bound else list(_joined(leaf, bound, memory))
        decided = [_bind(leaf, entry, bound, memory) for entry in candidates]
        if not decided:
            results.append(LeafResult(leaf, False))
            break  # the conditions that follow speak of a fact that does not exist
        best = min(
            decided,
            key=lambda r: (sum(t.truth is False for t in r.tests), sum(t.truth is None for t in r.tests)),
        )
        results.append(best)
        if best.entry is not None:
            bound[leaf.name] = best.entry
    return conjunction(result.truth for result in results), tuple(results)


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
