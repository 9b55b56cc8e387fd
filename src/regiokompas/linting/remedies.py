"""Remedies: carried out on partnerships in which the rule fires, they must make its finding vanish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from regiokompas.advising.proving import remedy
from regiokompas.changes import apply
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.errors import InputError, Problem
from regiokompas.explain import Wording
from regiokompas.facts.schema import Vocabulary
from regiokompas.judging.rehearing import Rehearing
from regiokompas.linting.base import Level, Subject, check
from regiokompas.model import Partnership
from regiokompas.rules.compiler import reading_graph
from regiokompas.rules.language import Rule, RuleKind
from regiokompas.rules.profiles import DEFAULT_PROFILE
from regiokompas.settings import Settings, find_profile

__all__ = ["Trial", "trials"]


@dataclass(frozen=True, slots=True)
class Trial:
    """How the remedy of a rule fares for one finding in one partnership; ``fault`` is empty where it resolves it."""

    region: str
    about: str
    fault: str


def trials(
    rule: Rule, rules: Sequence[Rule], regions: Sequence[Partnership], vocabulary: Vocabulary, engine: str = "auto"
) -> Iterator[Trial]:
    """Yield how the remedy of a rule fares for each of its findings.

    Parameters
    ----------
    rule
        A rule with a remedy.
    rules
        All rules; those whose findings the rule reads run along.
    regions
        Partnerships in some of which it fires.
    """
    reads = reading_graph(rules)
    names = {rule.name, *nx.ancestors(reads, rule.name)}
    needed = [other for other in rules if other.name in names]
    knowledge: KnowledgeBase | None = None
    try:
        for region in regions:
            judged = _judged(region, needed, vocabulary, engine)
            knowledge = knowledge or judged.knowledge()
            yield from _in_region(rule, judged, knowledge)
    finally:
        if knowledge is not None:
            knowledge.close()


def _judged(region: Partnership, rules: Sequence[Rule], vocabulary: Vocabulary, engine: str) -> Rehearing:
    settings = Settings(find_profile((), DEFAULT_PROFILE))  # thresholds as the rules have them
    return Rehearing(region, rules, vocabulary, settings, Wording(region, vocabulary, "en"), lambda _: True, engine)


def _in_region(rule: Rule, judged: Rehearing, knowledge: KnowledgeBase) -> Iterator[Trial]:
    region = judged.partnership
    for print_, verdict in judged.verdicts(knowledge, region).items():
        if verdict.rule.name != rule.name or verdict.outcome != "fires":
            continue
        changes = remedy(judged, verdict)
        fault = ""
        if not changes:
            fault = "a value that the remedy needs is unknown"
        else:
            said = ", ".join(map(str, changes))
            try:
                after = judged.verdicts(knowledge, apply(region, changes)).get(print_)
                fault = "" if after is None else f"{after.outcome} after {said}"
            except InputError as error:
                fault = f"{said} cannot be carried out: {error.problems[0].message}"
        yield Trial(region.name, judged.wording.subject(verdict.fact), fault)


@check("remedy-fails", Level.ERROR, "a remedy after which the finding is still there")
def remedy_fails(subject: Subject) -> Iterator[Problem]:
    """Yield the remedies that do not resolve, tried on every partnership there is."""
    remedied = _remedied(subject)
    for done, rule in enumerate(remedied):
        subject.progress(done, len(remedied))
        for trial in trials(rule, subject.rules, subject.regions, subject.vocabulary, subject.engine):
            if trial.fault:
                message = f"the remedy does not resolve {rule.name} for {trial.about} in {trial.region}: {trial.fault}"
                yield subject.problem_at(rule, ("advice", "remedy"), message, expected="no such finding afterwards")
                break
    subject.progress(len(remedied), len(remedied))


@check("remedy-untried", Level.NOTE, "a remedy of a rule that fires in none of the partnerships at hand")
def remedy_untried(subject: Subject) -> Iterator[Problem]:
    """Yield the remedies that nothing was tried on."""
    fires = {name for region in subject.regions for name in _firing(subject, region)}
    for rule in _remedied(subject):
        if rule.name not in fires:
            message = f"{rule.name} fires in no partnership at hand, so its remedy was not tried"
            hint = "add a partnership to cases/ in which it fires, or name one with --on"
            yield subject.problem_at(rule, ("advice", "remedy"), message, hint=hint)


@check("no-remedy", Level.WARNING, "a risk whose advice cannot be carried out, and that does not say why")
def no_remedy(subject: Subject) -> Iterator[Problem]:
    """Yield the risks without a remedy and without a reason."""
    for rule in subject.pack.rules:
        if rule.kind is RuleKind.RISK and rule.advice and not rule.advice.remedy and not rule.advice.no_remedy:
            yield subject.problem_at(
                rule,
                ("advice",),
                f"{rule.name} has no remedy",
                expected="remedy: [...], or no_remedy: why there is none",
            )


def _remedied(subject: Subject) -> list[Rule]:
    return [rule for rule in subject.pack.rules if rule.advice and rule.advice.remedy]


def _firing(subject: Subject, region: Partnership) -> set[str]:
    judged = _judged(region, subject.rules, subject.vocabulary, subject.engine)
    knowledge = judged.knowledge()
    try:
        verdicts = judged.verdicts(knowledge, region).values()
        return {verdict.rule.name for verdict in verdicts if verdict.outcome == "fires"}
    finally:
        knowledge.close()
