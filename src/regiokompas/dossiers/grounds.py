"""What a diagnosis rests on: the thresholds with their reasons, and the claims and other sources behind its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import UsedParameter
from regiokompas.texts import Language

__all__ = ["Ground", "Threshold", "grounds", "thresholds"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold as it was used, within what range it makes sense, and why it is what it is by default."""

    used: UsedParameter
    low: float | None
    high: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that findings rest on.

    Parameters
    ----------
    id, paragraph
        Of a claim, and where its source makes it; empty for another source.
    text
        The claim in our own words, or the name of the source.
    instead
        What carries a claim where no rule does.
    rules
        Ids of the rules with a finding that rests on it, the most important first.
    """

    id: str
    paragraph: str
    text: str
    instead: str
    rules: tuple[str, ...]


def thresholds(diagnosis: Diagnosis) -> tuple[Threshold, ...]:
    """Return every threshold that was used, by rule."""
    rules = {rule.id: rule for rule in diagnosis.judge.rules}
    found = []
    for used in diagnosis.parameters:
        if used.rule in rules:
            parameter = rules[used.rule].parameters[used.name]
            found.append(Threshold(used, parameter.low, parameter.high, parameter.why.say(diagnosis.language)))
    return tuple(found)


def grounds(diagnosis: Diagnosis) -> tuple[Ground, ...]:
    """Return the claims of the packs, and then the other sources of the rules that fire."""
    return (*_claims(diagnosis, diagnosis.language), *_sources(diagnosis))


def _claims(diagnosis: Diagnosis, language: Language) -> Iterator[Ground]:
    for id_, claim in diagnosis.judge.claims.items():
        rules = dict.fromkeys(finding.id for finding in diagnosis.findings if id_ in finding.claims)
        instead = claim.instead.say(language) if claim.instead else ""
        yield Ground(id_, claim.paragraph, claim.text.say(language), instead, tuple(rules))


def _sources(diagnosis: Diagnosis) -> Iterator[Ground]:
    named = {rule.id: rule.sources for rule in diagnosis.judge.rules}
    found: dict[str, dict[str, None]] = {}
    for finding in diagnosis.findings:
        for source in named.get(finding.id, ()):
            found.setdefault(source, {})[finding.id] = None
    for source in sorted(found):
        yield Ground("", "", source, "", tuple(found[source]))
