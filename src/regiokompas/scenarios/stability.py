"""Stability: which conclusions stand firm when a threshold moves a little or one relation was overlooked.

Thresholds are judgements and a picture is never complete. A finding that turns over when a threshold moves by a tenth,
or when a single relation is left out, should not carry a decision by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import networkx as nx

from regiokompas.explain import Wording
from regiokompas.facts import build_facts
from regiokompas.facts.schema import FactBase, Value
from regiokompas.judging.case import Verdict
from regiokompas.judging.rehearing import Rehearing
from regiokompas.model.parties import Relation
from regiokompas.results.diagnosis import Stability, Turn
from regiokompas.rules import Rule
from regiokompas.rules.compiler import Leaf, leaves, reading_graph
from regiokompas.rules.language import Count, Parameter, ParameterValue, RuleKind, Severity
from regiokompas.texts import Bilingual, Language, say_threshold

__all__ = ["STEP", "Threshold", "moved_thresholds", "stability"]

#: How far a threshold is moved, up and down, as a share of its value; numbers of things and days by at least one.
STEP = 0.1

_WHOLE = ("count", "days")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold at another value."""

    rule: Rule
    parameter: Parameter
    used: float
    moved: float


@dataclass(frozen=True, slots=True)
class _Turned:
    """A conclusion that turns over, before it is put into words."""

    verdict: Verdict
    outcome: str
    by: Callable[[Wording], str]
    cause: str

    def said(self, wording: Wording) -> Turn:
        rule = self.verdict.rule
        return Turn(
            fingerprint=self.verdict.fingerprint,
            id=rule.id,
            rule=rule.name,
            kind=str(rule.kind),
            severity=str(rule.severity),
            about=wording.subject(self.verdict.fact),
            outcome=self.outcome,
            by=self.by(wording),
            cause=self.cause,
        )


def stability(judged: Rehearing, progress: Callable[[int, int], None]) -> Stability:
    """Judge a partnership anew for every threshold moved and every relation left out, one at a time.

    Parameters
    ----------
    judged
        The partnership, and how it was judged.
    progress
        Called with how many variations are done, and of how many.

    Notes
    -----
    One run of the engine per relation and per threshold that can make a difference; for a threshold only of the rules
    that its rule feeds, with all that these read.
    """
    rules = judged.rules
    base = build_facts(judged.partnership)
    whole = judged.knowledge()
    before = judged.verdicts(whole, judged.partnership, base)
    thresholds = list(moved_thresholds(rules, judged.settings.parameters, base))
    relations = judged.partnership.relations or ()
    total = len(thresholds) + len(relations)
    turned: list[_Turned] = []
    try:
        for done, relation in enumerate(relations):
            progress(done, total)
            less = judged.partnership.without(relation)
            after = judged.verdicts(whole, less)
            turned += _turns(before, after, partial(_say_relation, relation), "relation")
    finally:
        whole.close()
    for done, threshold in enumerate(thresholds, start=len(relations)):
        progress(done, total)
        after = _with_threshold(judged, threshold, base, before)
        turned += _turns(before, after, partial(_say_threshold, threshold), "threshold")
    progress(total, total)
    fired = [verdict.fingerprint for verdict in before.values() if verdict.outcome == "fires"]
    firm = set(fired) - {turn.verdict.fingerprint for turn in turned}
    every = sum(len(list(_moves(p, u))) for _, p, u in _used(rules, judged.settings.parameters))
    told: dict[Language, Stability] = {}
    for wording in judged.wordings:
        told[wording.language] = Stability(
            name=judged.partnership.about.name.say(wording.language),
            language=wording.language,
            thresholds=every,
            relations=len(relations),
            findings=len(fired),
            firm=tuple(sorted(firm)),
            turns=tuple(sorted((turn.said(wording) for turn in turned), key=_order)),
            _told=told,
        )
    return told[judged.wording.language]


def _with_threshold(
    judged: Rehearing, threshold: Threshold, base: FactBase, before: Mapping[str, Verdict]
) -> Mapping[str, Verdict]:
    """Judge the rules that a threshold can reach, and take over what is said of all others."""
    reads = reading_graph(judged.rules)
    reached = {threshold.rule.name} | nx.descendants(reads, threshold.rule.name)
    needed = reached.union(*(nx.ancestors(reads, name) for name in reached))
    parameters = {name: dict(values) for name, values in judged.settings.parameters.items()}
    parameters.setdefault(threshold.rule.name, {})[threshold.parameter.name] = threshold.moved
    rules = [rule for rule in judged.rules if rule.name in needed]
    knowledge = judged.knowledge(rules, parameters)
    try:
        after = judged.verdicts(knowledge, judged.partnership, base)
    finally:
        knowledge.close()
    return {
        **{print_: verdict for print_, verdict in before.items() if verdict.rule.name not in reached},
        **{print_: verdict for print_, verdict in after.items() if verdict.rule.name in reached},
    }


def _turns(
    before: Mapping[str, Verdict], after: Mapping[str, Verdict], by: Callable[[Wording], str], cause: str
) -> Iterator[_Turned]:
    for print_ in {**before, **after}:
        old, new = before.get(print_), after.get(print_)
        fired, fires = (v is not None and v.outcome == "fires" for v in (old, new))
        known = old or new
        if fired == fires or known is None:
            continue
        outcome = "appears" if fires else "undecided" if new is not None else "lapses"
        yield _Turned(known, outcome, by, cause)


def _order(turn: Turn) -> tuple[bool, int, int, str, str, str]:
    kinds, severities = list(RuleKind), list(Severity)
    return (
        turn.outcome == "appears",
        kinds.index(RuleKind(turn.kind)),
        severities.index(Severity(turn.severity)),
        turn.id,
        turn.fingerprint,
        turn.by,
    )


def _say_relation(relation: Relation, wording: Wording) -> str:
    names = wording.name(relation.from_), wording.name(relation.to)
    text = Bilingual("zonder de relatie van {} naar {}", "without the relation from {} to {}")
    return text.say(wording.language).format(*names)


def _say_threshold(threshold: Threshold, wording: Wording) -> str:
    language, unit = wording.language, threshold.parameter.unit
    values = (say_threshold(value, unit, language) for value in (threshold.used, threshold.moved))
    place = f"{threshold.rule.id}.{threshold.parameter.name}"
    return Bilingual("{} van {} naar {}", "{} from {} to {}").say(language).format(place, *values)


def moved_thresholds(
    rules: Iterable[Rule], settings: Mapping[str, Mapping[str, Value]], base: FactBase
) -> Iterator[Threshold]:
    """Yield every threshold moved up and moved down, where that can make a difference to these facts.

    A threshold makes none if no fact lies between the old value and the new: then every test that reads it ends the
    same. The number that ``count`` asks for is always moved.
    """
    values = _values_by_attribute(base)
    for rule, parameter, used in _used(rules, settings):
        for moved in _moves(parameter, used):
            if any(_can_differ(leaf, parameter.name, used, moved, values) for leaf in leaves(rule.when)):
                yield Threshold(rule, parameter, used, moved)


def _used(
    rules: Iterable[Rule], settings: Mapping[str, Mapping[str, Value]]
) -> Iterator[tuple[Rule, Parameter, float]]:
    """Yield every numeric threshold with the value that was used."""
    for rule in sorted(rules, key=lambda rule: rule.id):
        for parameter in rule.parameters.values():
            used = settings.get(rule.name, {}).get(parameter.name, parameter.value)
            if not isinstance(used, str | bool | tuple):
                yield rule, parameter, used


def _moves(parameter: Parameter, used: float) -> Iterator[float]:
    """Yield the value a step lower and a step higher, within what is sensible."""
    step = abs(used) * STEP
    whole = parameter.unit in _WHOLE
    if whole and used:
        step = max(1, round(step))
    for moved in (used - step, used + step):
        low = moved if parameter.low is None else max(moved, parameter.low)
        kept = low if parameter.high is None else min(low, parameter.high)
        kept = int(kept) if whole else round(kept, 4)
        if kept != used:
            yield kept


def _can_differ(
    leaf: Leaf, parameter: str, used: float, moved: float, values: Mapping[tuple[str, str], Iterable[float]]
) -> bool:
    if isinstance(leaf, Count) and leaf.at_least == ParameterValue(parameter):
        return True
    low, high = min(used, moved), max(used, moved)
    return any(
        low <= value <= high
        for test in leaf.tests
        if test.operand == ParameterValue(parameter)
        for value in values.get((leaf.kind, test.attribute), ())
    )


def _values_by_attribute(base: FactBase) -> Mapping[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = {}
    for fact in base.facts:
        for attribute, value in fact.values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                found.setdefault((fact.kind, attribute), []).append(value)
    return found
