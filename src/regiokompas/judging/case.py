"""From a run of the engine to a diagnosis: findings, levels, questions and explanations in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from statistics import fmean
from types import MappingProxyType

from regiokompas.engine.check import Entry, LeafResult, Match
from regiokompas.engine.fragment import OpenFact
from regiokompas.engine.run import Run
from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.explain import (
    Explanation,
    Readings,
    Reason,
    Wording,
    explanation,
    margin,
    reason,
    source_of,
)
from regiokompas.facts.schema import Value
from regiokompas.judging.priorities import partners_touched, rank_findings
from regiokompas.judging.unknowns import Unknowns
from regiokompas.model import Partnership
from regiokompas.results.deferred import later
from regiokompas.results.diagnosis import Backing, Diagnosis
from regiokompas.results.findings import FieldResult, Finding, RunInfo, UsedParameter, UsedProfile, fingerprint
from regiokompas.rules.compiler import FINDING, Program
from regiokompas.rules.language import Absent, Bind, Rule, RuleKind, Severity
from regiokompas.rules.reading import FIELDS
from regiokompas.saying import Said
from regiokompas.settings import Settings, find_rule

__all__ = ["Case", "Verdict"]

#: A field without risks is called sound only if more than this share could be judged. A judgement: with one in two
#: questions open, silence says nothing.
MIN_COVERAGE = 1 / 2

#: Nothing is called sound while a rule of such a risk is undecided for some subject.
_WEIGHTIEST = (Severity.CRITICAL, Severity.HIGH)

_LEVELS: Mapping[str | None, str] = {"critical": "critical", "high": "under-pressure", "medium": "attention"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """That a rule fires for a subject, or cannot be decided for it, by the fact that it is about.

    ``bound`` holds, for each way in which it fires, the values of the facts that it matched, by binding.
    """

    fingerprint: str
    rule: Rule
    fact: Entry
    outcome: str
    margin: float | None
    bound: tuple[Mapping[str, Mapping[str, Value | None]], ...]


@dataclass(frozen=True)
class Case:
    """One partnership after the rules have run: everything a diagnosis is made of.

    ``chosen`` says which rules are shown; all of them have run, so that chains are whole.
    """

    partnership: Partnership
    program: Program
    run: Run
    wording: Wording
    settings: Settings
    chosen: Callable[[Rule], bool]

    def diagnosis(self, info: RunInfo, backing: Backing) -> Diagnosis:
        """Put everything into words, but for what is worked out when it is asked for."""
        about, language = self.partnership.about, self.wording.language
        partners = len(self.partnership.partners or ())
        profile = self.settings.profile
        unknowns = Unknowns(
            self.partnership,
            self._groups,
            self.run.memory,
            self.wording,
            self._rule,
            self._is_shown,
            self._subjects,
        )
        findings = rank_findings(self._findings(), partners, language, profile.weight)
        return Diagnosis(
            name=about.name.say(language),
            partnership=about.key,
            date=about.date.isoformat(),
            legal_form=about.legal_form,
            language=language,
            partners=partners,
            findings=findings,
            compass=MappingProxyType({field: self._field(field, findings) for field in FIELDS}),
            questions=later(unknowns.questions),
            undecided=later(lambda: tuple(unknowns.undecided())),
            notices=tuple(notice.text.say(language) for notice in self.partnership.origin.notices),
            profile=UsedProfile(
                profile.name,
                profile.label.say(language),
                profile.about.say(language),
                {field: str(profile.weight(field)) for field in FIELDS},
            ),
            parameters=tuple(self._parameters()),
            severities=self.settings.severities,
            info=info,
            _backing=backing,
        )

    @cached_property
    def _readings(self) -> Readings:
        return Readings(self.wording)

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, Value]]:
        return self.settings.parameters

    # -- matches, by rule and by the fact that the rule is about -----------------------------------------------

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str], Sequence[Match]]:
        groups: dict[tuple[str, str], list[Match]] = defaultdict(list)
        for match in self.run.matches:
            groups[match.rule, match.facts[0].key].append(match)
        # certain before possible, else in the order of the facts
        return {place: sorted(group, key=lambda m: not m.truth) for place, group in sorted(groups.items())}

    def _rule(self, name: str) -> Rule:
        return self.program.rules[name].rule

    def _is_shown(self, name: str) -> bool:
        rule = self._rule(name)
        return rule.kind is not RuleKind.SIGNAL and self.chosen(rule)

    def _subjects(self, entry: Entry) -> tuple[str, ...]:
        """Return the keys of the entities that a fact is about."""
        if isinstance(entry, OpenFact):
            return ()
        about = entry.get(self.program.vocabulary.kinds[entry.kind].subject)
        return about if isinstance(about, tuple) else (str(about),)

    def _candidates(self, rule: Rule) -> list[Entry]:
        """Return every fact that a rule could be about, open ones included."""
        kind = self.program.subject_kind(rule.name)
        entries = sorted(self.run.memory.of_kind(kind.name), key=lambda e: e.key)
        if kind.name != FINDING:
            return entries
        return [entry for entry in entries if (rule.name, entry.key) in self._groups]

    # -- findings ---------------------------------------------------------------------------------------------

    def _findings(self) -> Iterator[Finding]:
        for (name, _), group in self._groups.items():
            if group[0].truth and self._is_shown(name):
                yield self._finding(self._rule(name), group)

    def _finding(self, rule: Rule, group: Sequence[Match]) -> Finding:
        match = group[0]
        subjects = self._subjects(match.facts[0])
        values = self._values.get(rule.name, {})
        print_ = self._fingerprint(match)
        touched = frozenset[str]().union(*map(self._touched, self._concerned(match)))
        return Finding(
            rank=0,
            rule=rule.name,
            id=rule.id,
            field=rule.field,
            kind=str(rule.kind),
            severity=str(rule.severity),
            subjects=subjects,
            about=self.wording.subject(match.facts[0]),
            message=self.wording.fill(rule.finding, rule, match, values),
            advice=self.wording.fill(rule.advice.text, rule, match, values) if rule.advice else None,
            effort=str(rule.advice.effort) if rule.advice else None,
            decide=self._decide(rule, match),
            why=rule.why.say(self.wording.language),
            claims=rule.claims,
            reasons=later(partial(_reasons, match.leaves, self.wording, self._readings)),
            priority=(),
            reach=len(touched),
            consequences=len(self._consequences.get(print_, ())),
            margin=_margin(match),
            matches=sum(m.truth is True for m in group),
            follows_from=tuple(sorted(self._causes_by_place[match.rule, match.facts[0].key])),
            fingerprint=print_,
            source=source_of(match.facts[0], "key"),
            touched=tuple(sorted(touched)),
        )

    def _decide(self, rule: Rule, match: Match) -> str | None:
        if rule.advice is None or rule.advice.decide is None:
            return None
        return self.wording.fill(rule.advice.decide, rule, match, self._values.get(rule.name, {}))

    def _fingerprint(self, match: Match) -> str:
        return fingerprint(match.rule, self._subjects(match.facts[0]) or (match.facts[0].key,))

    def _concerned(self, match: Match) -> Iterator[str]:
        """Yield the keys that the first fact of a match names: its subject, and whom it touches."""
        first = match.facts[0]
        yield from self._subjects(first)
        for value in first.values.values():
            if isinstance(value, tuple):
                yield from (key for key in value if key.startswith("partner:"))

    @cached_property
    def _touched(self) -> Callable[[str], frozenset[str]]:
        return cache(lambda key: partners_touched(self.partnership, [key]))

    @cached_property
    def _causes_by_place(self) -> Mapping[tuple[str, str], set[str]]:
        """For each rule that fires and the fact that it is about, the findings that it was concluded from."""
        return {place: self._causes(group[0]) for place, group in self._groups.items() if group[0].truth}

    def _causes(self, match: Match) -> set[str]:
        """Return the fingerprints of the findings that a match was concluded from."""
        entries = [entry for leaf in match.leaves for entry in ((leaf.entry,) if leaf.entry else leaf.witnesses)]
        keys = {entry.key for entry in entries if entry.kind == FINDING and self.run.memory.exists(entry)}
        absent = {e.key for leaf in match.leaves if isinstance(leaf.leaf, Absent) for e in leaf.witnesses}
        causes: set[str] = set()
        for key in keys - absent:
            cause = self._match_of_finding[key]
            is_signal = self._rule(cause.rule).kind is RuleKind.SIGNAL  # not shown: what it rests on is
            causes |= self._causes(cause) if is_signal else {self._fingerprint(cause)}
        return causes

    @cached_property
    def _match_of_finding(self) -> Mapping[str, Match]:
        return {f"{FINDING}:{name}:{key}": group[0] for (name, key), group in self._groups.items()}

    @cached_property
    def _consequences(self) -> Mapping[str, set[str]]:
        """For each finding, the findings that follow from it, directly or further on."""
        direct: dict[str, set[str]] = defaultdict(set)
        for place, causes in self._causes_by_place.items():
            for cause in causes:
                direct[cause].add(self._fingerprint(self._groups[place][0]))
        whole: dict[str, set[str]] = {}
        for cause in direct:
            pending, seen = list(direct[cause]), set[str]()
            while pending:
                effect = pending.pop()
                if effect not in seen:
                    seen.add(effect)
                    pending.extend(direct.get(effect, ()))
            whole[cause] = seen - {cause}
        return whole

    def verdicts(self) -> Mapping[str, Verdict]:
        """Return what every rule that is shown says of each subject it does not keep silent about, by fingerprint."""
        found: dict[str, Verdict] = {}
        for (name, _), group in self._groups.items():
            if self._is_shown(name):
                outcome = "fires" if group[0].truth else "undecided"
                print_ = self._fingerprint(group[0])
                if print_ not in found or outcome == "fires":
                    bound = tuple(_bound(match) for match in group if match.truth)
                    found[print_] = Verdict(
                        print_, self._rule(name), group[0].facts[0], outcome, _margin(group[0]), bound
                    )
        return found

    # -- the compass ------------------------------------------------------------------------------------------

    @cached_property
    def _judged(self) -> Counter[str]:
        """Of how many subjects each rule does not keep silent."""
        return Counter(name for name, _ in self._groups)

    @cached_property
    def _waiting(self) -> Counter[str]:
        """Of how many of them it cannot be decided."""
        return Counter(name for (name, _), group in self._groups.items() if group[0].truth is None)

    def _field(self, field: str, findings: Sequence[Finding]) -> FieldResult:
        """Judge one field; see :class:`regiokompas.results.findings.FieldResult` for the rule."""
        total = undecided = 0
        shares = []
        unsettled = []
        for compiled in self.program.rules.values():
            rule = compiled.rule
            if rule.field != field or not self._is_shown(rule.name):
                continue
            kind = self.program.subject_kind(rule.name).name
            known = self._judged[rule.name] if kind == FINDING else self.run.memory.number_of(kind)
            subjects, waiting = max(1, known), self._waiting[rule.name]
            total += subjects
            undecided += waiting
            shares.append(1 - waiting / subjects)
            if waiting and rule.kind is RuleKind.RISK and rule.severity in _WEIGHTIEST:
                unsettled.append(rule.id)
        risks = [f for f in findings if f.field == field and f.kind == RuleKind.RISK]
        strengths = tuple(f.rule for f in findings if f.field == field and f.kind == RuleKind.STRENGTH)
        coverage = round(fmean(shares), 4) if shares else 0.0
        worst = risks[0] if risks else None
        level = _LEVELS.get(worst.severity if worst else None, "sound")
        is_held_back = level == "sound" and coverage > MIN_COVERAGE and bool(unsettled)
        if level == "sound" and coverage <= MIN_COVERAGE:
            level = "not-looked-at"
        elif is_held_back:
            level = "attention"
        unique = tuple(dict.fromkeys(strengths))
        return FieldResult(
            field,
            level,
            coverage,
            total - undecided,
            total,
            len(risks),
            worst.rule if worst else None,
            unique,
            tuple(sorted(unsettled)) if is_held_back else (),
        )

    def _parameters(self) -> Iterator[UsedParameter]:
        for name, compiled in sorted(self.program.rules.items(), key=lambda item: item[1].rule.id):
            for parameter in compiled.rule.parameters.values():
                value = self._values.get(name, {}).get(parameter.name, parameter.value)
                origin = self.settings.origin(name, parameter.name)
                yield UsedParameter(compiled.rule.id, parameter.name, value, parameter.value, parameter.unit, origin)

    # -- explanations -----------------------------------------------------------------------------------------

    def explain(self, wanted: str, subject: str | None = None) -> tuple[Explanation, ...]:
        """Explain a rule for every fact it could be about, or for those about one subject."""
        rule = find_rule((compiled.rule for compiled in self.program.rules.values()), wanted)
        candidates = self._candidates(rule)
        if subject is not None:
            chosen = [e for e in candidates if subject in (*self._subjects(e), e.key)]
            if not chosen:
                known = sorted({key for entry in candidates for key in self._subjects(entry)})
                hint = did_you_mean(subject, known)
                message = Said("{rule} is not about {subject}", rule=rule.name, subject=subject)
                raise NotFoundError(message.also(hint))
            candidates = chosen
        return tuple(self._explanation(rule, entry) for entry in candidates)

    def _explanation(self, rule: Rule, entry: Entry) -> Explanation:
        group = self._groups.get((rule.name, entry.key))
        return explanation(
            self.program.rules[rule.name],
            entry,
            group[0] if group else None,
            self.run.memory,
            self.wording,
            self._readings,
            self._values.get(rule.name, {}),
        )


def _reasons(leaves: Sequence[LeafResult], wording: Wording, readings: Readings) -> tuple[Reason, ...]:
    return tuple(reason(result, wording, readings) for result in leaves)


def _margin(match: Match) -> float | None:
    """Return how far the nearest of its values lies beyond its limit."""
    margins = [m for result in match.leaves for test in result.tests if (m := margin(test)) is not None]
    return round(min(margins), 4) if margins else None


def _bound(match: Match) -> Mapping[str, Mapping[str, Value | None]]:
    entries = {leaf.leaf.name: leaf.entry for leaf in match.leaves if isinstance(leaf.leaf, Bind) and leaf.entry}
    return {name: {"key": entry.key, **entry.values} for name, entry in entries.items()}
