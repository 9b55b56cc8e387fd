"""What is missing: the unknown values and sections that keep a rule from being decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from regiokompas.engine.check import Entry, LeafResult, Match, check_test
from regiokompas.engine.fragment import OpenFact
from regiokompas.rules.compiler import FINDING
from regiokompas.rules.language import AttributeOf, Bind, Count

__all__ = ["Missing", "missing"]


class Missing(NamedTuple):
    """One thing that nobody wrote down.

    ``attribute`` is empty where it is unknown whether there are (more) facts of the kind at all, and for a finding,
    which is missing as long as the rule it comes from is undecided.
    """

    kind: str
    key: str
    attribute: str


def missing(match: Match) -> tuple[Missing, ...]:
    """Return what an undecided match waits for, in a fixed order."""
    bound = {
        leaf.leaf.name: leaf.entry for leaf in match.leaves if isinstance(leaf.leaf, Bind) and leaf.entry is not None
    }
    return tuple(sorted({item for leaf in match.leaves if leaf.truth is None for item in _of_leaf(leaf, bound)}))


def _of_leaf(result: LeafResult, bound: Mapping[str, Entry]) -> Iterator[Missing]:
    entries = [result.entry] if result.entry is not None else list(result.witnesses)
    for entry in entries:
        if isinstance(entry, OpenFact) or entry.kind == FINDING:
            yield Missing(entry.kind, entry.key, "")
            continue
        for test in result.leaf.tests:
            if check_test(test, entry, bound).truth is not None:
                continue
            if entry.get(test.attribute) is None:
                yield Missing(entry.kind, entry.key, test.attribute)
            if isinstance(test.operand, AttributeOf):
                other = bound[test.operand.binding]
                if not isinstance(other, OpenFact) and other.get(test.operand.attribute) is None:
                    yield Missing(other.kind, other.key, test.operand.attribute)
        if isinstance(result.leaf, Count) and result.leaf.distinct and entry.get(result.leaf.distinct) is None:
            yield Missing(entry.kind, entry.key, result.leaf.distinct)
