"""A rule tried on the few facts of a test, by every assignment of facts to bindings.

This needs no engine, and so no valid rule: a condition may have been taken out of it that joins depend on.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from regiokompas.engine.check import Memory, check
from regiokompas.engine.fragment import OpenFact
from regiokompas.rules.compiler import Branch
from regiokompas.rules.language import RuleTest

__all__ = ["outcome"]


def outcome(ways: Sequence[Branch], test: RuleTest) -> str:
    """Return ``fires``, ``undecided`` or ``silent``.

    Notes
    -----
    O(f ** b) for f facts and b bindings: for the facts of a test, not for those of a region.
    """
    memory = Memory()
    for fact in test.given:
        memory.add(fact, certain=True)
    for kind in sorted(test.open_kinds):
        memory.add(OpenFact(kind), certain=True)
    undecided = False
    for way in ways:
        for facts in itertools.product(*(list(memory.of_kind(bind.kind)) for bind in way.bindings)):
            match = check(way, facts, memory)
            if match is not None and match.truth:
                return "fires"
            undecided = undecided or match is not None
    return "undecided" if undecided else "silent"
