"""Explanations: why a rule does or does not fire for a subject, and what would turn it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regiokompas.engine.check import Entry, LeafResult, Match, Memory, TestResult
from regiokompas.explain.evidence import Readings
from regiokompas.explain.nearest import Nearest, nearest
from regiokompas.explain.reasons import Reason, margin, reason
from regiokompas.explain.turning import change
from regiokompas.explain.wording import Wording
from regiokompas.facts.schema import Value
from regiokompas.rules.compiler import CompiledRule

__all__ = ["Explanation", "explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule does or does not fire for a subject.

    ``outcome`` is ``fires``, ``undecided`` or ``silent``; ``deciding`` is the first condition that decided, ``margin``
    its distance to the limit, and ``change`` the smallest change that would turn the rule over: everything that stands
    between it and firing by the way that comes closest.
    """

    rule: str
    id: str
    subject: str
    outcome: str
    message: str
    reasons: tuple[Reason, ...]
    deciding: str | None
    margin: float | None
    change: str | None


def explanation(
    compiled: CompiledRule,
    entry: Entry,
    match: Match | None,
    memory: Memory,
    wording: Wording,
    readings: Readings,
    parameters: Mapping[str, Value],
) -> Explanation:
    """Explain a rule for one fact: by its best match, or by the way in which it comes closest to one."""
    rule = compiled.rule
    way = (
        nearest(compiled, entry, memory, wording.kinds)
        if match is None
        else Nearest(rule.name, match.truth, match.leaves)
    )
    fires = match is not None and match.truth is True
    deciding, test = way.deciding, way.deciding_test
    return Explanation(
        rule=rule.name,
        id=rule.id,
        subject=wording.subject(entry),
        outcome="silent" if match is None else "fires" if fires else "undecided",
        message=wording.fill(rule.finding, rule, match, parameters) if match is not None and fires else "",
        reasons=tuple(reason(result, wording, readings) for result in way.leaves),
        deciding=_deciding(deciding, test, wording),
        margin=margin(test) if test is not None else None,
        change=change(way.leaves, wording),
    )


def _deciding(leaf: LeafResult | None, test: TestResult | None, wording: Wording) -> str | None:
    if leaf is None:
        return None
    if test is not None and leaf.entry is not None:
        return f"{wording.leaf(leaf)}: {wording.test(leaf.entry, test)}"
    return wording.leaf(leaf)
