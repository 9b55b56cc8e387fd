"""A dossier: all that a report to put on the table tells, gathered from a diagnosis, in both languages.

What takes a moment is always in it. The plan, and what would happen without each person and partner, take a run of the
rules for each of them; how firm the findings stand and the stress test take hundreds. How deep to dig is a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

from regiokompas.advising.first_moves import FirstMoves, who_moves_first
from regiokompas.advising.meeting import Agenda, agenda
from regiokompas.advising.retelling import retell
from regiokompas.arguments import takes
from regiokompas.dossiers.exchange import Exchange, exchanges
from regiokompas.dossiers.grounds import Ground, Threshold, grounds, thresholds
from regiokompas.errors import RegiokompasError
from regiokompas.model.labels import label
from regiokompas.results.advice import Plan
from regiokompas.results.diagnosis import Diagnosis, Progress, Stability
from regiokompas.results.resilience import StressTest
from regiokompas.saying import Said
from regiokompas.scenarios.absences import Absence, absences
from regiokompas.texts import LANGUAGES, Language

__all__ = ["DEPTHS", "Depth", "Dossier", "Telling", "dossier"]

#: How deep to dig, the quickest first.
Depth = Literal["quick", "usual", "thorough"]
DEPTHS: tuple[Depth, ...] = ("quick", "usual", "thorough")

#: Steps of progress that each long task is told in.
STEPS = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything a report tells, in one language.

    Parameters
    ----------
    names
        Names of the partners, by key.
    plan, absences
        ``None`` and empty if they were not worked out.
    stability, stress
        ``None`` if they were not worked out.
    """

    diagnosis: Diagnosis
    names: Mapping[str, str]
    agenda: Agenda
    first_moves: FirstMoves
    exchanges: tuple[Exchange, ...]
    thresholds: tuple[Threshold, ...]
    grounds: tuple[Ground, ...]
    plan: Plan | None
    absences: tuple[Absence, ...]
    stability: Stability | None
    stress: StressTest | None

    @property
    def language(self) -> Language:
        """The language of the texts."""
        return self.diagnosis.language


@dataclass(frozen=True, slots=True)
class Dossier:
    """The same tellings in each language, that of the diagnosis first."""

    tellings: tuple[Telling, ...]

    @property
    def own(self) -> Telling:
        """The telling in the language of the diagnosis."""
        return self.tellings[0]


@takes(diagnosis=Diagnosis)
def dossier(diagnosis: Diagnosis, *, depth: Depth = "usual", progress: Progress = lambda done, total: None) -> Dossier:
    """Gather all that a report tells.

    Parameters
    ----------
    diagnosis
        How the partnership stands.
    depth
        ``"quick"``: what the diagnosis holds. ``"usual"``: also the plan, and what would happen without each person and
        partner. ``"thorough"``: also which findings stand firm, and the stress test.
    progress
        Called with how much has been done, and of how much.

    Raises
    ------
    RegiokompasError
        If there is no such depth.

    Examples
    --------
    >>> from regiokompas import diagnose, load
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> gathered = dossier(diagnose(demo), depth="quick")
    >>> [telling.language for telling in gathered.tellings], gathered.own.plan
    (['nl', 'en'], None)
    """
    if depth not in DEPTHS:
        raise RegiokompasError(Said("there is no depth {name}; known are {known}", name=depth, known=", ".join(DEPTHS)))
    return _Gathering(diagnosis, depth, progress).dossier()


class _Gathering:
    """The long tasks one after the other, each a share of the whole progress."""

    def __init__(self, diagnosis: Diagnosis, depth: Depth, progress: Progress) -> None:
        others = [language for language in LANGUAGES if language != diagnosis.language]
        self._d = diagnosis
        self._languages: list[Language] = [diagnosis.language, *others]
        self._progress = progress
        self._digs, self._thorough = depth != "quick", depth == "thorough"
        self._tasks = 2 * self._digs + 2 * self._thorough
        self._finished = 0

    def dossier(self) -> Dossier:
        plan = self._plan() if self._digs else None
        without = self._absences() if self._digs else {}
        firmness = self._stability() if self._thorough else None
        stress = self._stress_test() if self._thorough else None
        return Dossier(
            tuple(
                self._telling(language, plan, without.get(language, ()), firmness, stress)
                for language in self._languages
            )
        )

    def _plan(self) -> Plan:
        return self._task(self._d.work_out_plan)

    def _absences(self) -> Mapping[Language, tuple[Absence, ...]]:
        return self._task(lambda progress: absences(self._d, self._languages, progress))

    def _stability(self) -> Stability:
        d = self._d
        return self._task(lambda progress: d.judge.stability(d.of, language=d.language, progress=progress))

    def _stress_test(self) -> StressTest:
        d = self._d
        return self._task(lambda progress: d.judge.stress_test(d.of, language=d.language, progress=progress))

    def _telling(
        self,
        language: Language,
        plan: Plan | None,
        without: tuple[Absence, ...],
        firmness: Stability | None,
        stress: StressTest | None,
    ) -> Telling:
        d, p = self._d.in_language(language), self._d.of
        partners = [partner.key for partner in p.partners or ()]
        return Telling(
            diagnosis=d,
            names=MappingProxyType({key: label(p, key, language) for key in partners}),
            agenda=agenda(d),
            first_moves=who_moves_first(p, language=language),
            exchanges=exchanges(p, language),
            thresholds=thresholds(d),
            grounds=grounds(d),
            plan=plan if plan is None or plan.language == language else retell(plan, d),
            absences=without,
            stability=None if firmness is None else firmness.in_language(language),
            stress=None if stress is None else stress.in_language(language),
        )

    def _task(self, work: Callable[[Progress], T]) -> T:
        def progress(done: int, total: int) -> None:
            self._progress(STEPS * self._finished + STEPS * done // max(total, 1), STEPS * self._tasks)

        result = work(progress)
        self._finished += 1
        return result
