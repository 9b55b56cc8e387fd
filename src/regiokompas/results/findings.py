"""Findings and what stands beside them: levels, what is undecided, and how the judgement was made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from regiokompas.errors import Source
from regiokompas.explain import Reason
from regiokompas.facts.schema import Value
from regiokompas.results.deferred import deferring
from regiokompas.results.set_apart import Waived

__all__ = [
    "FIRST",
    "FieldResult",
    "Finding",
    "Place",
    "RunInfo",
    "Undecided",
    "UsedParameter",
    "UsedProfile",
    "by_rule",
    "fingerprint",
    "places",
]

#: Places in what matters first: five is what a meeting can deal with.
FIRST = 5


def fingerprint(rule: str, subjects: tuple[str, ...]) -> str:
    """Return the identity of a finding over time: its rule and its subjects, never its values.

    Examples
    --------
    >>> fingerprint("circular-wait", ("fund:a", "fund:b"))
    'circular-wait-5837afe1'
    """
    digest = hashlib.sha256("\n".join((rule, *subjects)).encode()).hexdigest()
    return f"{rule}-{digest[:8]}"


@deferring("reasons")
@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fires for a subject.

    Parameters
    ----------
    rank
        Place among all findings, from 1; risks before strengths.
    subjects
        Keys of the entities it is about.
    about
        The same in words.
    matches
        In how many ways the rule fires for these subjects; ``reasons`` gives the first, made when it is asked for.
    priority
        Every step that led to the rank, in words.
    decide
        The question to put before a meeting; ``None`` where the advice belongs in a talk in private.
    follows_from
        Fingerprints of the findings it was concluded from.
    waived
        Where it is accepted for now; ``None`` otherwise.
    touched
        Keys of the partners that it touches, as many as ``reach`` counts.
    """

    rank: int
    rule: str
    id: str
    field: str
    kind: str
    severity: str
    subjects: tuple[str, ...]
    about: str
    message: str
    advice: str | None
    effort: str | None
    decide: str | None
    why: str
    claims: tuple[str, ...]
    reasons: tuple[Reason, ...]
    priority: tuple[str, ...]
    reach: int
    consequences: int
    margin: float | None
    matches: int
    follows_from: tuple[str, ...]
    fingerprint: str
    source: Source | None
    waived: Waived | None = None
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in what comes first: the findings of one rule, and what is so closely tied to them that it shares it.

    Parameters
    ----------
    group
        The findings of one rule, by rank.
    consequences
        Groups of findings that were each concluded from one in ``group``.
    causes
        Groups of findings from which each time one in ``group`` was concluded, though it ranks higher.
    """

    group: tuple[Finding, ...]
    consequences: tuple[tuple[Finding, ...], ...] = ()
    causes: tuple[tuple[Finding, ...], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings at this place."""
        return sum((*self.consequences, *self.causes), self.group)


def by_rule(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Group findings of one rule, each group at the place of its first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    return tuple(tuple(group) for group in groups.values())


def places(findings: Sequence[Finding], many: int = FIRST) -> tuple[Place, ...]:
    """Return what comes first, so that a cause and what follows from it take one place and not two.

    A group joins an earlier place if every finding in it was concluded from one there, or the other way round. What
    was concluded from findings on something else as well, such as pressure on all fields, is no mere consequence and
    stands by itself. Once the places are taken nothing joins any more: what ranks lower is told among the others.

    Parameters
    ----------
    findings
        By rank.
    many
        How many places there are.
    """
    known = {finding.fingerprint: finding for finding in findings}

    def follows(finding: Finding, group: Sequence[Finding]) -> bool:
        causes = {cause: known[cause] for cause in finding.follows_from if cause in known}
        one_subject = all(set(cause.subjects) & set(finding.subjects) for cause in causes.values())
        return one_subject and any(other.fingerprint in causes for other in group)

    taken: list[Place] = []
    for group in by_rule(findings):
        for number, place in enumerate(taken):
            if all(follows(finding, place.group) for finding in group):
                taken[number] = replace(place, consequences=(*place.consequences, group))
                break
            if all(any(follows(other, [finding]) for other in place.group) for finding in group):
                taken[number] = replace(place, causes=(*place.causes, group))
                break
        else:
            if len(taken) == many:
                break
            taken.append(Place(group))
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that cannot be decided for a subject, and what is missing."""

    rule: str
    id: str
    field: str
    kind: str
    severity: str
    subjects: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One direction of the compass.

    ``level`` follows from the findings alone: *critical* or *under pressure* if a risk of that severity (critical,
    high) fires, *attention* for a medium one, else *sound*; but *not looked at* instead of sound if ``coverage`` is no
    more than half, and *attention* if a rule of a critical or high risk could not be decided for some subject. In that
    last case ``unsettled`` holds the ids of those rules. ``decided`` and ``total`` count rules and subjects.
    ``coverage`` is decided ÷ all too, each rule counting once: a rule about each of thirty partners does not outweigh
    the others. A finding that is waived or that a baseline knows counts all the same: it is still so.
    """

    field: str
    level: str
    coverage: float
    decided: int
    total: int
    risks: int
    worst: str | None
    strengths: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UsedProfile:
    """The profile by which a partnership was judged, and how much each field counts in it."""

    name: str
    label: str
    about: str
    weights: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UsedParameter:
    """A threshold as it was used; ``default`` is that of the rule, ``origin`` who set it.

    That is ``rule``, ``profile``, ``configuration`` or ``user``.
    """

    rule: str
    name: str
    value: Value
    default: Value
    unit: str
    origin: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """How the diagnosis was made; ``configuration`` is the file that settings came from."""

    version: str
    engines: tuple[str, ...]
    packs: tuple[str, ...]
    rules: int
    facts: int
    proposed: Mapping[str, int]
    discarded: Mapping[str, int]
    configuration: str | None = None
