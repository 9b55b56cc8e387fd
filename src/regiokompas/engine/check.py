"""The check: decides every proposal in full, in plain Python, and keeps what decided it.

Truth has three values: ``True``, ``False`` and ``None`` for unknown, combined as in Kleene's logic. Every
decision comes with the tests it was made of, so the *why* of a finding costs nothing extra.
"""

from __future__ import annotations

import fnmatch
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regiokompas.engine.fragment import OpenFact
from regiokompas.facts.schema import Fact, Value
from regiokompas.rules.compiler import Branch, Leaf
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operand, Operator, ParameterValue, Test

__all__ = [
    "Entry",
    "LeafResult",
    "Match",
    "Memory",
    "TestResult",
    "Truth",
    "check",
    "check_test",
    "conjunction",
]

Truth = bool | None
Entry = Fact | OpenFact

_COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
    Operator.IN: lambda value, options: value in options,
    Operator.MATCHES: lambda value, pattern: fnmatch.fnmatchcase(str(value).casefold(), str(pattern).casefold()),
}


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Combine truths with *and*: false wins, then unknown.

    Examples
    --------
    >>> conjunction([True, None]), conjunction([None, False]), conjunction([])
    (None, False, True)
    """
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


class TestResult(NamedTuple):
    """One test on one fact: the value found, the value asked, and whether they fit."""

    test: Test
    truth: Truth
    actual: Value | None
    expected: Value | None


TestResult.__test__ = False  # type: ignore[attr-defined]  # not a pytest class


class LeafResult(NamedTuple):
    """One condition of a branch.

    ``entry`` is the fact that was bound; for an absence or a count, ``witnesses`` are the entries that match or
    may match, of which the first ``certain`` do.
    """

    leaf: Leaf
    truth: Truth
    tests: tuple[TestResult, ...] = ()
    entry: Entry | None = None
    witnesses: tuple[Entry, ...] = ()
    certain: int = 0


class Match(NamedTuple):
    """A branch of a rule with its bindings, decided."""

    rule: str
    branch: int
    facts: tuple[Entry, ...]
    truth: Truth
    leaves: tuple[LeafResult, ...]


#: The entries of a kind by the value of an attribute, and for each value by order of arrival.
_Index = dict[Value | None, dict[int, Entry]]


class Memory:
    """What is known while rules run: facts, open facts, and findings with their certainty.

    Absences and counts ask for all entries of a kind that may satisfy some tests. Where one of these names the
    values it asks for, an index on its attribute leaves only the entries with those, and those in which it is unknown.
    """

    def __init__(self) -> None:
        self._by_kind: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._uncertain: set[tuple[str, str]] = set()
        self._indexes: dict[str, dict[str, _Index]] = defaultdict(dict)

    def __contains__(self, entry: Entry) -> bool:
        return entry.key in self._by_kind[entry.kind]

    def add(self, entry: Entry, *, certain: bool = True) -> bool:
        """Add an entry, or make a known one certain; return whether anything changed."""
        place = (entry.kind, entry.key)
        if entry.key not in self._by_kind[entry.kind]:
            self._by_kind[entry.kind][entry.key] = entry
            self._indexes.pop(entry.kind, None)
            if not certain:
                self._uncertain.add(place)
            return True
        if certain and place in self._uncertain:
            self._uncertain.discard(place)
            return True
        return False

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """Yield the entries of a kind."""
        yield from self._by_kind[kind].values()

    def number_of(self, kind: str) -> int:
        """Return how many entries of a kind there are."""
        return len(self._by_kind[kind])

    def candidates(self, kind: str, among: Mapping[str, Sequence[Value]]) -> Iterable[Entry]:
        """Return the entries of a kind that may have one of these values, and perhaps others, in the order of arrival.

        Parameters
        ----------
        among
            By attribute, the values of which one is asked.
        """
        everything = self._by_kind[kind]
        least: Sequence[Mapping[int, Entry]] | None = None
        size = len(everything)
        for attribute, values in among.items():
            index = self._index(kind, attribute)
            found = [entries for value in (*dict.fromkeys(values), None) if (entries := index.get(value))]
            if sum(map(len, found)) < size:
                least, size = found, sum(map(len, found))
        return everything.values() if least is None else _merged(least)

    def _index(self, kind: str, attribute: str) -> _Index:
        indexes = self._indexes[kind]
        if attribute not in indexes:
            index: _Index = defaultdict(dict)
            for number, entry in enumerate(self._by_kind[kind].values()):
                index[entry.get(attribute)][number] = entry
            indexes[attribute] = index
        return indexes[attribute]

    def exists(self, entry: Entry) -> Truth:
        """Return ``True`` if the entry certainly exists, ``None`` if it only may."""
        uncertain = isinstance(entry, OpenFact) or (entry.kind, entry.key) in self._uncertain
        return None if uncertain else True


def _merged(parts: Sequence[Mapping[int, Entry]]) -> Iterable[Entry]:
    """Return entries that are numbered in the order of arrival, in that order."""
    if len(parts) == 1:
        return parts[0].values()
    return [entry for _, entry in sorted(item for part in parts for item in part.items())]


def check_test(test: Test, entry: Entry, bound: Mapping[str, Entry]) -> TestResult:
    """Evaluate one test on one entry."""
    actual = entry.get(test.attribute)
    if test.operator is Operator.KNOWN:
        if actual is None and isinstance(entry, OpenFact):
            return TestResult(test, None, None, bool(test.operand))
        return TestResult(test, (actual is not None) == test.operand, actual, bool(test.operand))
    expected = _value(test.operand, bound)
    if actual is None or expected is None:
        return TestResult(test, None, actual, expected)
    return TestResult(test, _COMPARE[test.operator](actual, expected), actual, expected)


def _value(operand: Operand, bound: Mapping[str, Entry]) -> Value | None:
    """Return the value that an operand stands for, or ``None`` if it is unknown."""
    if isinstance(operand, AttributeOf):
        return bound[operand.binding].get(operand.attribute)
    if isinstance(operand, ParameterValue):
        raise TypeError(f"{operand} was not filled in")
    return operand


def check(branch: Branch, facts: Sequence[Entry], memory: Memory) -> Match | None:
    """Decide a branch for the facts that were proposed.

    Returns
    -------
    Match or None
        ``None`` if the conjunction is certainly false.
    """
    bound: dict[str, Entry] = {}
    results: list[LeafResult] = []
    chosen = iter(facts)
    for leaf in branch.leaves:
        if not isinstance(leaf, Bind):
            continue
        entry = next(chosen)
        bound[leaf.name] = entry
        tests = tuple(check_test(test, entry, bound) for test in leaf.tests)
        truth = conjunction((memory.exists(entry), *(t.truth for t in tests)))
        if truth is False:
            return None
        results.append(LeafResult(leaf, truth, tests, entry))
    if len({(entry.kind, entry.key) for entry in facts}) < len(facts):
        return None  # bindings are distinct facts
    for leaf in branch.leaves:
        if isinstance(leaf, Bind):
            continue
        result = check_quantified(leaf, bound, memory)
        if result.truth is False:
            return None
        results.append(result)
    truth = conjunction(result.truth for result in results)
    return Match(branch.rule, branch.number, tuple(facts), truth, tuple(results))


def check_quantified(leaf: Absent | Count, bound: Mapping[str, Entry], memory: Memory) -> LeafResult:
    """Decide an absence or a count over all entries that are not bound themselves."""
    taken = {(entry.kind, entry.key) for entry in bound.values()}
    certain: list[Entry] = []
    possible: list[Entry] = []
    for entry in memory.candidates(leaf.kind, _options(leaf, bound)):
        if (entry.kind, entry.key) in taken:
            continue
        truth = conjunction(check_test(test, entry, bound).truth for test in leaf.tests)
        if truth is not False:
            (certain if truth and memory.exists(entry) else possible).append(entry)
    if isinstance(leaf, Absent):
        verdict: Truth = False if certain else None if possible else True
    else:
        verdict = _count(leaf, certain, possible)
    return LeafResult(leaf, verdict, witnesses=(*certain, *possible), certain=len(certain))


def _options(leaf: Absent | Count, bound: Mapping[str, Entry]) -> dict[str, tuple[Value, ...]]:
    """Return by attribute the values of which one is asked, where a test names them."""
    options: dict[str, tuple[Value, ...]] = {}
    for test in leaf.tests:
        if test.operator is Operator.EQ:
            value = _value(test.operand, bound)
            if value is not None:
                options[test.attribute] = (value,)
        elif test.operator is Operator.IN and isinstance(test.operand, tuple):
            options.setdefault(test.attribute, test.operand)
    return options


def _count(leaf: Count, certain: Sequence[Entry], possible: Sequence[Entry]) -> Truth:
    """Compare the least and the greatest number of matches with the number asked."""
    least = leaf.at_least
    if not isinstance(least, int):
        raise TypeError("a count is checked after its parameters are filled in")

    def number(entries: Sequence[Entry], *, unknown_counts: bool) -> int:
        if leaf.distinct is None:
            return len(entries)
        values = [entry.get(leaf.distinct) for entry in entries]
        unknown = sum(value is None for value in values) if unknown_counts else 0
        return len({value for value in values if value is not None}) + unknown

    if number(certain, unknown_counts=False) >= least:
        return True
    if any(isinstance(entry, OpenFact) for entry in possible):
        return None  # an open fact may stand for any number of facts
    return None if number([*certain, *possible], unknown_counts=True) >= least else False
