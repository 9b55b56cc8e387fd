"""Whether one condition implies another: what must hold where the first does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from regiokompas.facts.schema import Vocabulary
from regiokompas.linting.values import values_by_attribute
from regiokompas.rules.compiler import Branch, Leaf
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count

__all__ = ["implies", "leaf_implies"]


def implies(narrow: Branch, wide: Branch, vocabulary: Vocabulary) -> bool:
    """Return whether a way to hold certainly means that another holds too, for the same subject.

    Notes
    -----
    Tries every assignment of the bindings of the one to those of the other: rules have few.
    """
    return any(_under(mapping, narrow, wide, vocabulary) for mapping in _mappings(narrow, wide))


def _mappings(narrow: Branch, wide: Branch) -> Iterator[Mapping[str, str]]:
    """Yield the ways to find the bindings of the wide one in the narrow one, subject on subject."""
    mine, theirs = narrow.bindings, wide.bindings
    if len(mine) < len(theirs) or mine[0].kind != theirs[0].kind:
        return
    for others in itertools.permutations(mine[1:], len(theirs) - 1):
        if all(a.kind == b.kind for a, b in zip(others, theirs[1:], strict=True)):
            yield {b.name: a.name for a, b in zip((mine[0], *others), theirs, strict=True)}


def _under(mapping: Mapping[str, str], narrow: Branch, wide: Branch, vocabulary: Vocabulary) -> bool:
    bound = {leaf.name: leaf for leaf in narrow.bindings}
    extra = {leaf.kind for leaf in narrow.bindings if leaf.name not in mapping.values()}
    for leaf in wide.leaves:
        asked = _renamed(leaf, mapping)
        if isinstance(leaf, Bind):
            if not _facts_within(bound[mapping[leaf.name]], asked, vocabulary):
                return False
        elif isinstance(leaf, Absent) and leaf.kind in extra:
            return False  # a fact that only the narrow one binds may be the very one that the wide one finds
        elif not any(leaf_implies(own, asked, vocabulary) for own in narrow.leaves):
            return False
    return True


def leaf_implies(one: Leaf, other: Leaf, vocabulary: Vocabulary) -> bool:
    """Return whether an absence or a count certainly means another, in the same way to hold."""
    if isinstance(one, Absent) and isinstance(other, Absent):
        return _facts_within(other, one, vocabulary)
    if isinstance(one, Count) and isinstance(other, Count):
        enough = isinstance(one.at_least, int) and isinstance(other.at_least, int) and one.at_least >= other.at_least
        return enough and one.distinct == other.distinct and _facts_within(one, other, vocabulary)
    return False


def _facts_within(one: Leaf, other: Leaf, vocabulary: Vocabulary) -> bool:
    """Return whether every fact that passes the tests of the one passes those of the other."""
    if one.kind != other.kind:
        return False
    kind = vocabulary.kinds[one.kind]
    mine, theirs = values_by_attribute(one, kind), values_by_attribute(other, kind)
    return all(name in mine and mine[name].within(asked) for name, asked in theirs.items())


def _renamed(leaf: Leaf, mapping: Mapping[str, str]) -> Leaf:
    tests = tuple(
        replace(test, operand=AttributeOf(mapping.get(test.operand.binding, "?"), test.operand.attribute))
        if isinstance(test.operand, AttributeOf)
        else test
        for test in leaf.tests
    )
    return replace(leaf, tests=tests)
