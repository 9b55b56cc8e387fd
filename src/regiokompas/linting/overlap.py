"""Rules that shadow or repeat each other, in what they ask or in what they say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from regiokompas.errors import Problem
from regiokompas.linting.base import Level, Subject, check
from regiokompas.linting.implying import implies
from regiokompas.rules.compiler import branches
from regiokompas.rules.language import Rule, RuleKind, RuleStatus, Severity
from regiokompas.texts import LANGUAGES

__all__: list[str] = []

#: From which likeness on two texts count as one (1 is the same). A judgement: below it, whole sentences differ.
ALIKE = 0.9

_SEVERITIES = list(Severity)


@check("repeats", Level.WARNING, "two rules that fire for the same subjects")
def repeats(subject: Subject) -> Iterator[Problem]:
    """Yield each rule that asks the same as one before it."""
    for rule, other in _pairs(subject):
        if _fires_where(rule, other, subject) and _fires_where(other, rule, subject):
            message = f"{rule.name} fires for the same subjects as {other.name}"
            yield subject.problem_at(
                rule, ("when",), message, hint=f"join it with {other.source}, or ask something else"
            )


@check("shadowed", Level.WARNING, "a rule that fires only where another of its field, at least as severe, fires too")
def shadowed(subject: Subject) -> Iterator[Problem]:
    """Yield each rule that adds nothing: wherever it fires, another one says at least as much of the same subject."""
    for one, two in _pairs(subject):
        for rule, other in ((one, two), (two, one)):
            if (
                rule in subject.pack.rules
                and (rule.field, rule.kind) == (other.field, other.kind)
                and rule.kind is not RuleKind.SIGNAL
                and _SEVERITIES.index(rule.severity) >= _SEVERITIES.index(other.severity)
                and _fires_where(rule, other, subject)
                and not _fires_where(other, rule, subject)
            ):
                yield subject.problem_at(
                    rule,
                    ("when",),
                    f"wherever {rule.name} ({rule.severity}) fires, {other.name} ({other.severity}) fires too",
                    hint=f"raise its severity, or let it hold off where {other.name} fires",
                )


def _pairs(subject: Subject) -> Iterator[tuple[Rule, Rule]]:
    """Yield each rule of the pack with each of the rules before it, those of needed packs included."""
    ordered = [rule for rule in subject.rules if rule.status is not RuleStatus.DEPRECATED]
    own = {rule.name for rule in subject.pack.rules}
    for other, rule in itertools.combinations(ordered, 2):
        if rule.name in own:
            yield rule, other
        elif other.name in own:
            yield other, rule


def _fires_where(rule: Rule, other: Rule, subject: Subject) -> bool:
    """Return whether the other certainly fires wherever a rule does."""
    return all(any(implies(way, wide, subject.vocabulary) for wide in branches(other)) for way in branches(rule))


@check("alike", Level.WARNING, "two rules with nearly the same text")
def alike(subject: Subject) -> Iterator[Problem]:
    """Yield each text that hardly differs from that of a rule before it: a reader sees the same thing twice.

    Notes
    -----
    O(r²) for r rules; only texts with most of their words in common are compared letter by letter.
    """
    for part in ("finding", "advice", "why"):
        for language in LANGUAGES:
            texts = {rule.name: _text(rule, part, language) for rule in subject.rules}
            words = {name: frozenset(text.split()) for name, text in texts.items()}
            for rule, other in _pairs(subject):
                mine, theirs = words[rule.name], words[other.name]
                if not mine or not theirs or len(mine & theirs) < ALIKE * 0.8 * len(mine | theirs):
                    continue
                likeness = SequenceMatcher(None, texts[rule.name], texts[other.name], autojunk=False).ratio()
                if likeness >= ALIKE:
                    message = f"this {part} is {likeness:.0%} the same as that of {other.name}"
                    yield subject.problem_at(rule, (part, language), message, hint="say what is different here")


def _text(rule: Rule, part: str, language: str) -> str:
    text = {"finding": rule.finding, "advice": rule.advice.text if rule.advice else None, "why": rule.why}[part]
    said = "" if text is None else text.nl if language == "nl" else text.en
    return " ".join(re.sub(r"{[^{}]*}", "…", said).casefold().split())
