"""Results: frozen data in the words of one language, ready to be rendered and never computed again."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, Protocol

from regiokompas.explain import Explanation, Question
from regiokompas.model import Partnership
from regiokompas.results.advice import Advice, Plan
from regiokompas.results.deferred import deferring
from regiokompas.results.findings import (
    FieldResult,
    Finding,
    Place,
    RunInfo,
    Undecided,
    UsedParameter,
    UsedProfile,
    by_rule,
    places,
)
from regiokompas.results.frames import Backend, frame_of
from regiokompas.results.plain_data import as_dict
from regiokompas.results.resilience import StressTest
from regiokompas.results.set_apart import SinceBaseline
from regiokompas.rules import Claim, Rule
from regiokompas.settings import UsedSeverity
from regiokompas.texts import Language, language_of

__all__ = [
    "Backing",
    "Diagnosis",
    "Judge",
    "Progress",
    "Question",
    "Stability",
    "Turn",
    "UsedSeverity",
]


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# Frozen results hold read-only mappings, which Python does not know how to pickle.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


#: Called with how much of a long task is done, and of how much.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A conclusion that turns over when one thing is a little different.

    Parameters
    ----------
    fingerprint
        Identity of the conclusion, as of a finding.
    about
        What it is about, in words.
    outcome
        ``lapses`` or ``undecided`` for a finding; ``appears`` for one that is not there now.
    by
        What is different, in words.
    cause
        ``threshold`` or ``relation``.
    """

    fingerprint: str
    id: str
    rule: str
    kind: str
    severity: str
    about: str
    outcome: str
    by: str
    cause: str


@dataclass(frozen=True, slots=True)
class Stability:
    """Which conclusions stand firm.

    ``thresholds`` and ``relations`` count what was varied, one at a time: each threshold a tenth up and a tenth down,
    each relation left out. ``firm`` holds the fingerprints of the findings that none of it turns over.
    """

    name: str
    language: Language
    thresholds: int
    relations: int
    findings: int
    firm: tuple[str, ...]
    turns: tuple[Turn, ...]
    _told: Mapping[Language, Stability] = field(default_factory=dict, repr=False, compare=False)

    def in_language(self, language: Language) -> Stability:
        """Return the same in the words of a language; nothing is judged anew."""
        return self if language == self.language else self._told[language_of(language)]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return as_dict(self)


class Judge(Protocol):
    """What judges a partnership, this one or this one changed; a :class:`regiokompas.Kompas` is one."""

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules that are shown."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """What the sources of the rules claim, by id."""

    def recipe(self) -> Judge:
        """Return one that judges alike and can be pickled."""

    def diagnose(self, partnership: Partnership, *, language: Language | None) -> Diagnosis:
        """Return how a partnership stands."""

    def plan(self, partnership: Partnership, *, language: Language, progress: Progress) -> Plan:
        """Return the fewest actions that resolve what is most severe."""

    def stability(self, partnership: Partnership, *, language: Language, progress: Progress) -> Stability:
        """Return which findings stand firm."""

    def stress_test(self, partnership: Partnership, *, language: Language, progress: Progress) -> StressTest:
        """Return what falls apart by which loss."""


class Backing:
    """What is behind a diagnosis: what was judged and by whom, and all that is only worked out when it is asked for.

    Pickled or copied it keeps what was worked out. The run of the rules stays behind, and is made again when somebody
    asks for what only it can tell.

    Parameters
    ----------
    of
        The partnership that was judged.
    judge
        What judged it.
    language
        Language of the diagnosis.
    again
        Makes the same diagnosis in a language; it must pickle.
    explain
        Explains a rule, for one subject or for all.
    told
        Gives the same diagnosis in a language, from the same run.
    """

    def __init__(
        self,
        of: Partnership,
        judge: Judge,
        language: Language,
        again: Callable[..., Diagnosis],
        explain: Callable[[str, str | None], tuple[Explanation, ...]],
        told: Callable[[Language], Diagnosis],
    ) -> None:
        self.of = of
        self.judge = judge
        self._language: Language = language
        self._again = again
        self._explain: Callable[[str, str | None], tuple[Explanation, ...]] | None = explain
        self._told: Callable[[Language], Diagnosis] | None = told
        self._plan: Plan | None = None

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name != "_anew"}
        return {**kept, "judge": self.judge.recipe(), "_explain": None, "_told": None}

    @cached_property
    def _anew(self) -> Backing:
        """What is behind the same diagnosis, made here, where this one has only arrived."""
        return self._again(language=self._language)._backing

    def explain(self, rule: str, subject: str | None) -> tuple[Explanation, ...]:
        """Explain a rule, for one subject or for all."""
        return (self._explain or self._anew.explain)(rule, subject)

    def told(self, language: Language) -> Diagnosis:
        """Return the same diagnosis in a language."""
        return (self._told or self._anew.told)(language)

    @cached_property
    def stability(self) -> Stability:
        """Which findings turn over when something is a little different."""
        return self.judge.stability(self.of, language=self._language, progress=lambda done, total: None)

    def plan(self, progress: Progress) -> Plan:
        """Return all advice with its proven effect, worked out once."""
        if self._plan is None:
            self._plan = self.judge.plan(self.of, language=self._language, progress=progress)
        return self._plan


@deferring("questions", "undecided")
@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How a partnership stands and what to do first.

    What cannot be decided, and what to ask about it, is worked out when it is read. It pickles: what was worked out
    travels, and the rest is worked out again when it is asked for where it arrives.
    """

    name: str
    partnership: str
    date: str
    legal_form: str | None
    language: Language
    partners: int
    findings: tuple[Finding, ...]
    compass: Mapping[str, FieldResult]
    questions: tuple[Question, ...]
    undecided: tuple[Undecided, ...]
    notices: tuple[str, ...]
    profile: UsedProfile
    parameters: tuple[UsedParameter, ...]
    severities: tuple[UsedSeverity, ...]
    info: RunInfo
    _backing: Backing = field(repr=False, compare=False)
    baseline: SinceBaseline | None = None

    def knows(self, key: str) -> bool:
        """Return whether something with this key was in the picture."""
        return key in self.of.by_key

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that call for attention, by rank: not waived, and not in the baseline."""
        old = frozenset(self.baseline.old if self.baseline else ())
        return tuple(f for f in self.findings if f.waived is None and f.fingerprint not in old)

    @property
    def risks(self) -> tuple[Finding, ...]:
        """The open findings that are risks, by rank."""
        return tuple(finding for finding in self.open if finding.kind == "risk")

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that are accepted for now, by rank."""
        return tuple(finding for finding in self.findings if finding.waived is not None)

    @staticmethod
    def by_rule(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
        """Group findings of one rule, each group at the place of its first."""
        return by_rule(findings)

    @property
    def first(self) -> tuple[Place, ...]:
        """What matters first: five places at the most, a cause and what follows from it together at one."""
        return places(self.risks)

    @property
    def others(self) -> tuple[tuple[Finding, ...], ...]:
        """The risks that are not among the first, grouped by rule."""
        shown = {finding.fingerprint for place in self.first for finding in place.findings}
        return by_rule([risk for risk in self.risks if risk.fingerprint not in shown])

    @staticmethod
    def by_person(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
        """Group questions by whom to ask, each group at the place of its first."""
        groups: dict[str, list[Question]] = {}
        for question in questions:
            groups.setdefault(question.ask, []).append(question)
        return tuple(tuple(group) for group in groups.values())

    @property
    def mostly_unknown(self) -> bool:
        """Whether most of the compass could not be looked at, so that the questions are the main result."""
        unseen = [field for field in self.compass.values() if field.level == "not-looked-at"]
        return 2 * len(unseen) > len(self.compass)

    @property
    def held_back(self) -> tuple[FieldResult, ...]:
        """The fields in which nothing serious was found while the weightiest could not be judged for some subject."""
        return tuple(field for field in self.compass.values() if field.unsettled)

    @property
    def strengths(self) -> tuple[Finding, ...]:
        """The open findings that are strengths, by rank."""
        return tuple(finding for finding in self.open if finding.kind == "strength")

    @property
    def of(self) -> Partnership:
        """The partnership that was judged."""
        return self._backing.of

    @property
    def judge(self) -> Judge:
        """What judged the partnership, to judge it anew."""
        return self._backing.judge

    def in_language(self, language: Language) -> Diagnosis:
        """Return the same diagnosis in the words of a language; nothing is judged anew."""
        return self if language == self.language else self._backing.told(language_of(language))

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What to do, ranked by what each action resolves when it is carried out.

        Worked out on first use: each remedy is carried out on a copy and judged anew, which takes seconds.
        """
        return self.plan.advice

    @property
    def plan(self) -> Plan:
        """The fewest actions that resolve all critical and high findings; worked out as :attr:`advice` is."""
        return self._backing.plan(lambda done, total: None)

    def work_out_plan(self, progress: Progress) -> Plan:
        """Return :attr:`plan`, and tell how far it is; afterwards it is there at once.

        Parameters
        ----------
        progress
            Called with how much has been done, and of how much.
        """
        return self._backing.plan(progress)

    @property
    def stability(self) -> Stability:
        """Which findings turn over when a threshold moves by a tenth or one relation is missing.

        Worked out on first use, by judging the partnership anew for everything that could make a difference: seconds,
        not milliseconds.
        """
        return self._backing.stability

    def why(self, rule: str, subject: str | None = None) -> tuple[Explanation, ...]:
        """Return why a rule, by id or name, fires: one explanation per subject that it fires for.

        Raises
        ------
        NotFoundError
            If there is no such rule or subject.
        """
        return tuple(e for e in self._backing.explain(rule, subject) if e.outcome == "fires")

    def why_not(self, rule: str, subject: str | None = None) -> tuple[Explanation, ...]:
        """Return what keeps a rule, by id or name, from firing: one explanation per subject it does not fire for.

        Raises
        ------
        NotFoundError
            If there is no such rule or subject.
        """
        return tuple(e for e in self._backing.explain(rule, subject) if e.outcome != "fires")

    def explain(self, rule: str, subject: str | None = None) -> tuple[Explanation, ...]:
        """Return both: every subject of the rule, those it fires for first."""
        order = ("fires", "undecided", "silent")
        return tuple(sorted(self._backing.explain(rule, subject), key=lambda e: (order.index(e.outcome), e.subject)))

    def to_frame(self, backend: Backend = "pandas", what: Literal["findings", "questions"] = "findings") -> Any:
        """Return the findings or the questions as a data frame, by rank.

        Parameters
        ----------
        backend
            ``pandas``, ``polars`` or ``pyarrow``, which must be installed.
        what
            ``findings`` or ``questions``. Several keys stand in one cell, with a space between them.

        Raises
        ------
        RegiokompasError
            If the extra ``frames`` is not installed, or a name is unknown.
        """
        return frame_of(what, getattr(self, what, ()), backend)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        # The one look upwards: a notebook asks the object itself for its picture.
        from regiokompas.report.notebook import diagnosis_html

        return diagnosis_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the diagnosis as plain data, as the JSON report has it."""
        return as_dict(self)
