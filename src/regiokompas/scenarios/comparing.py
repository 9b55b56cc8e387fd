"""Comparing two diagnoses: what is new, gone, worse or better, and what has only become known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from regiokompas.errors import NotFoundError, RegiokompasError
from regiokompas.explain import Explanation, Reason
from regiokompas.results.comparison import Comparison, Difference, FactChange, LevelChange
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.rules.language import RuleKind, Severity
from regiokompas.saying import Said
from regiokompas.texts import Bilingual, Language, term

__all__ = ["compare_diagnoses"]

_SEVERITIES = [str(severity) for severity in Severity]

_THERE = Bilingual("is er", "is there")
_NOT_THERE = Bilingual("is er niet", "is not there")
_REACH = Bilingual("partners die het raakt", "partners touched")


def compare_diagnoses(before: Diagnosis, after: Diagnosis) -> Comparison:
    """Return what differs between two diagnoses.

    Raises
    ------
    RegiokompasError
        If they are not in one language, or were not made with the same rules and parameters: then what differs would
        say nothing about the partnership. Rules that were not selected are not the same as rules that are silent.
    """
    _refuse_unlike(before, after)
    same = before.partnership == after.partnership
    identity: Callable[[Finding], str] = (lambda f: f.fingerprint) if same else (lambda f: f.rule)
    was, now = _by_identity(before, identity), _by_identity(after, identity)
    came = [(now[name], _Side(before, now[name], same)) for name in now if name not in was]
    went = [(was[name], _Side(after, was[name], same)) for name in was if name not in now]
    worse, better = _moves([(was[name], now[name]) for name in now if name in was], before, after)
    return Comparison(
        before,
        after,
        new=tuple(side.difference(finding, came=True) for finding, side in came if not side.open),
        gone=tuple(side.difference(finding, came=False) for finding, side in went if not side.open),
        worse=worse,
        better=better,
        became_known=tuple(side.difference(finding, came=True) for finding, side in came if side.open),
        no_longer_known=tuple(side.difference(finding, came=False) for finding, side in went if side.open),
        levels=_levels(before, after),
    )


def _refuse_unlike(before: Diagnosis, after: Diagnosis) -> None:
    if before.language != after.language:
        template = "one diagnosis is in {before} and the other in {after}"
        raise RegiokompasError(Said(template, before=before.language, after=after.language))
    made = [(d.info.packs, [rule.id for rule in d.judge.rules], d.parameters, d.severities) for d in (before, after)]
    if made[0] != made[1]:
        raise RegiokompasError(
            Said("the two diagnoses were not made with the same rules and parameters or severities; choose one profile")
        )


def _by_identity(diagnosis: Diagnosis, identity: Callable[[Finding], str]) -> dict[str, Finding]:
    """Return the findings by what makes them the same; of several the one of the highest rank."""
    found: dict[str, Finding] = {}
    for finding in diagnosis.findings:
        found.setdefault(identity(finding), finding)
    return found


def _moves(
    both: Iterable[tuple[Finding, Finding]], before: Diagnosis, after: Diagnosis
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return which findings of both sides are worse, and which are better."""
    with_reach = before.partners == after.partners
    worse: list[Difference] = []
    better: list[Difference] = []
    for earlier, later in both:
        was, now = (_weight(finding, with_reach=with_reach) for finding in (earlier, later))
        if now != was:
            (worse if now > was else better).append(_moved(earlier, later, after.language))
    return tuple(worse), tuple(better)


def _weight(finding: Finding, *, with_reach: bool) -> tuple[float, float, float]:
    """Return how bad a finding is, the heavier the worse; compared step by step, as priorities are."""
    reach = finding.reach if with_reach else 0
    sign = -1 if finding.kind == RuleKind.STRENGTH else 1
    return -sign * _SEVERITIES.index(finding.severity), sign * reach, sign * (finding.margin or 0.0)


def _moved(earlier: Finding, later: Finding, language: Language) -> Difference:
    """Describe a finding that is on both sides."""
    facts = list(_changed_facts(earlier.reasons, later.reasons, language))
    if earlier.reach != later.reach:
        facts.insert(0, FactChange(_REACH.say(language), str(earlier.reach), str(later.reach)))
    return Difference(later, tuple(facts))


class _Side:
    """The side on which a finding of the other side is not: what it says about the same rule and subjects."""

    def __init__(self, diagnosis: Diagnosis, finding: Finding, same: bool) -> None:
        self._diagnosis = diagnosis
        self._same = same
        self.explanation = self._explanation(finding) if same else None
        self.open = self._is_open(finding)

    def _explanation(self, finding: Finding) -> Explanation | None:
        """Return how the rule is judged here for the fact that the finding is about; ``None`` if there is none."""
        subject = finding.subjects[0] if finding.subjects else None
        try:
            explanations = self._diagnosis.explain(finding.rule, subject)
        except NotFoundError:
            return None
        return next((e for e in explanations if e.reasons and e.reasons[0].fact == finding.reasons[0].fact), None)

    def _is_open(self, finding: Finding) -> bool:
        """Whether the rule could not be judged here: for these subjects, or for some that nobody wrote down."""
        if self.explanation is not None:
            return self.explanation.outcome == "undecided" and not _decided_otherwise(self.explanation, finding)
        waiting = [u for u in self._diagnosis.undecided if u.rule == finding.rule]
        return any(not self._same or u.subjects in ((), finding.subjects) for u in waiting)

    def difference(self, finding: Finding, *, came: bool) -> Difference:
        """Describe a finding that is on the other side only: it came, or it went."""
        missing = self._same and not all(map(self._diagnosis.knows, finding.subjects))
        return Difference(finding, tuple(self._facts(finding, came)), missing and not came, missing and came)

    def _facts(self, finding: Finding, came: bool) -> Iterator[FactChange]:
        language = self._diagnosis.language
        if self.explanation is not None:
            here, there = self.explanation.reasons, finding.reasons
            yield from _changed_facts(*((here, there) if came else (there, here)), language)
        elif self._same and not self.open:
            first = finding.reasons[0]
            steps = (_NOT_THERE, _THERE) if came else (_THERE, _NOT_THERE)
            yield FactChange(first.text, steps[0].say(language), steps[1].say(language), first.fact)


def _decided_otherwise(explanation: Explanation, finding: Finding) -> bool:
    """Whether a finding rests on none of what was unknown: then something has really changed."""
    unknown = {
        (reason.fact, test.attribute) for reason in explanation.reasons for test in reason.tests if test.holds is None
    }
    elsewhere = any(reason.holds is None and not reason.tests for reason in explanation.reasons)
    known = {(reason.fact, test.attribute) for reason in finding.reasons for test in reason.tests}
    return bool(unknown) and not elsewhere and not unknown & known


def _changed_facts(earlier: tuple[Reason, ...], later: tuple[Reason, ...], language: Language) -> Iterator[FactChange]:
    """Yield what differs between two ways in which one rule was judged for one subject."""
    were = {(reason.kind, reason.fact or reason.text): reason for reason in earlier}
    for reason in later:
        was = were.get((reason.kind, reason.fact or reason.text))
        if was is None:
            continue
        yield from _changed_tests(was, reason)
        if was.holds != reason.holds and not (was.tests and reason.tests):
            yield FactChange(reason.text, _say(was.holds, language), _say(reason.holds, language), reason.fact)


def _changed_tests(was: Reason, now: Reason) -> Iterator[FactChange]:
    found = {test.attribute: test.found for test in was.tests}
    for attribute, test in {test.attribute: test for test in now.tests}.items():
        if attribute in found and found[attribute] != test.found:
            yield FactChange(f"{now.text}: {test.label}", found[attribute], test.found, now.fact, attribute)


def _say(truth: bool | None, language: Language) -> str:
    return term({True: "yes", False: "no", None: "unknown"}[truth], language)


def _levels(before: Diagnosis, after: Diagnosis) -> Mapping[str, LevelChange]:
    changes = {}
    for name, was in before.compass.items():
        now = after.compass[name]
        changes[name] = LevelChange(name, was.level, now.level, was.coverage, now.coverage)
    return MappingProxyType(changes)
