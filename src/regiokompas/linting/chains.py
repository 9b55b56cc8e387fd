"""Rules that read the findings of other rules: chains that cannot fire, and signals that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.errors import Problem, Source, did_you_mean
from regiokompas.facts.schema import FactKind
from regiokompas.linting.base import Level, Subject, check
from regiokompas.linting.conditions import can_hold
from regiokompas.rules.compiler import FINDING, Branch, Leaf, branches, conclusions_read, leaves
from regiokompas.rules.language import Absent, AttributeOf, Operator, Rule, RuleKind, RuleStatus
from regiokompas.rules.loader import tests_on_findings

__all__: list[str] = []


@check("chain-cannot-fire", Level.ERROR, "a rule that reads findings that can never be there")
def chain_cannot_fire(subject: Subject) -> Iterator[Problem]:
    """Yield the conditions on findings that no rule concludes, or only rules that themselves can never fire."""
    dead = _dead(subject)
    for rule in subject.pack.rules:
        seen: set[Source] = set()
        for leaf in leaves(rule.when):
            if leaf.kind != FINDING or leaf.source in seen:
                continue
            seen.add(leaf.source)
            read = _read(leaf, subject)
            if read - dead:
                continue
            why = f"only {', '.join(sorted(read))} could, and can never fire" if read else "no rule concludes such"
            effect = "this absence always holds" if isinstance(leaf, Absent) else "this never holds"
            yield subject.problem(leaf.source, f"there can be no such finding: {why}", hint=effect)


def _read(leaf: Leaf, subject: Subject) -> set[str]:
    """Return the rules whose findings a condition can match, their ids considered too."""
    asked = [test for test in leaf.tests if test.attribute == "id" and test.operator in (Operator.EQ, Operator.IN)]
    ids = [test.operand if isinstance(test.operand, tuple) else (test.operand,) for test in asked]
    by_name = {rule.name: rule for rule in subject.rules}
    return {name for name in conclusions_read(leaf, subject.rules) if all(by_name[name].id in wanted for wanted in ids)}


def _dead(subject: Subject) -> set[str]:
    """Return the rules that can never fire: by themselves, by what they read, or as they wait for each other."""
    names = {rule.name for rule in subject.rules}
    alive: set[str] = set()
    while True:
        more = {rule.name for rule in subject.rules if any(_lives(way, alive, subject) for way in branches(rule))}
        if more == alive:
            return names - alive
        alive = more


def _lives(way: Branch, alive: set[str], subject: Subject) -> bool:
    chained = [leaf for leaf in way.leaves if leaf.kind == FINDING and not isinstance(leaf, Absent)]
    return can_hold(way, subject) and all(_read(leaf, subject) & alive for leaf in chained)


@check("chain-subject", Level.ERROR, "a finding joined to something that its rule is never about")
def chain_subject(subject: Subject) -> Iterator[Problem]:
    """Yield the joins on the subject of a finding that never meet: one is a partner, say, and the other a fund."""
    by_name = {rule.name: rule for rule in subject.rules}
    for rule in subject.pack.rules:
        seen: set[Source] = set()
        for way in branches(rule):
            bound = {leaf.name: leaf.kind for leaf in way.bindings}
            for leaf in way.leaves:
                for test in leaf.tests if leaf.kind == FINDING else ():
                    if test.attribute != "subject" or not isinstance(test.operand, AttributeOf):
                        continue
                    other = _kind_of_key(subject, bound[test.operand.binding], test.operand.attribute)
                    abouts = {_about(subject, by_name[name]) for name in _read(leaf, subject)}
                    if other and abouts and None not in abouts and other not in abouts and test.source not in seen:
                        seen.add(test.source)
                        message = f"{test.operand} is a {other}; these findings are about a {_or(abouts)}"
                        yield subject.problem(test.source, message, hint="join through a fact that links the two")


def _about(subject: Subject, rule: Rule) -> str | None:
    """Return the kind of entity that the findings of a rule are about, where it can be seen."""
    first = next(leaves(rule.when))
    return _kind_of_key(subject, first.kind, subject.vocabulary.kinds[first.kind].subject)


def _kind_of_key(subject: Subject, kind: str, attribute: str) -> str | None:
    """Return the kind of entity that an attribute names, where its name says so."""
    kinds = subject.vocabulary.kinds
    if attribute == "key":
        return kind if _is_entity(kinds[kind]) else None
    return attribute if attribute in kinds and _is_entity(kinds[attribute]) else None


def _is_entity(kind: FactKind) -> bool:
    return kind.subject == "key"


def _or(words: set[str | None]) -> str:
    return " or ".join(sorted(word for word in words if word))


@check("signal-unread", Level.WARNING, "a signal that no rule reads: it is never shown and changes nothing")
def signal_unread(subject: Subject) -> Iterator[Problem]:
    """Yield the signals without a reader."""
    read = {
        name for rule in subject.rules for leaf in leaves(rule.when) for name in conclusions_read(leaf, subject.rules)
    }
    for rule in subject.pack.rules:
        if rule.kind is RuleKind.SIGNAL and rule.name not in read:
            yield subject.problem_at(
                rule, ("kind",), f"no rule reads the signal {rule.name}", hint="let a rule read it"
            )


@check("deprecated", Level.WARNING, "a deprecated rule that still is read, or that does not say what replaces it")
def deprecated(subject: Subject) -> Iterator[Problem]:
    """Yield readers of deprecated rules, and deprecated rules that lead nowhere."""
    by_id = {rule.id: rule for rule in subject.rules}
    old = {name for rule in subject.rules if rule.status is RuleStatus.DEPRECATED for name in (rule.name, rule.id)}
    for rule in subject.pack.rules:
        for test in tests_on_findings(rule):
            for name in test.operand if isinstance(test.operand, tuple) else (test.operand,):
                if name in old:
                    yield subject.problem(test.source, f"{name} is deprecated", hint="read what replaces it")
        if rule.status is RuleStatus.DEPRECATED and rule.replaced_by not in by_id:
            said = rule.replaced_by or "nothing"
            hint = did_you_mean(said, by_id)
            message = f"{rule.id} is deprecated and replaced by {said}, which is no rule"
            yield subject.problem_at(
                rule, ("replaced_by",), message, expected="replaced_by: the id of a rule", hint=hint
            )
