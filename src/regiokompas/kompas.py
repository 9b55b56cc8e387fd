"""A compiled diagnosis: packs loaded once, run on as many partnerships as you like."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from typing import Any

from regiokompas.actions import Plan
from regiokompas.batch.inputs import Failed
from regiokompas.batch.running import diagnose_each
from regiokompas.diagnosis import Case
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.errors import InputError, NotFoundError, Problem, Source, did_you_mean
from regiokompas.explain import Wording
from regiokompas.facts import build_facts, vocabulary
from regiokompas.facts.schema import Value
from regiokompas.model import Partnership
from regiokompas.planning import make_plan
from regiokompas.rehearing import Rehearing
from regiokompas.resilience import StressTest
from regiokompas.results import Diagnosis, RunInfo, Stability
from regiokompas.rules import DEFAULT_PROFILE, Claim, Profile, Rule, compile_rules, load_packs
from regiokompas.settings import Settings, find_profile, find_rule, read_parameters
from regiokompas.stability import stability
from regiokompas.stress import stress_test
from regiokompas.texts import Language

__all__ = ["Kompas", "Recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All it takes to make a kompas in another process: compiled rules do not travel.

    Folders of packs are read where the kompas is made.
    """

    packs: tuple[str, ...]
    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    parameters: tuple[tuple[str, Value], ...]
    engine: str
    language: Language = "nl"

    def __call__(self, partnership: Partnership) -> Diagnosis:
        """Diagnose with a kompas that is made once in each process and thread."""
        return self._made().diagnose(partnership, language=self.language)

    @property
    def settings(self) -> Mapping[str, Any]:
        """All that a diagnosis depends on besides its input, as plain data."""
        return {"version": version("regiokompas"), **asdict(self)}

    def _made(self) -> Kompas:
        # A child that was forked inherits what its parent made, but not the right to use the engine in it.
        place = os.getpid(), self
        if getattr(_local, "place", None) != place:
            _local.kompas = Kompas(
                self.packs,
                profile=self.profile,
                select=self.select,
                ignore=self.ignore,
                parameters=dict(self.parameters),
                engine=self.engine,
            )
            _local.place = place
        kompas: Kompas = _local.kompas
        return kompas


#: The kompas of each thread of a worker, and the process and recipe it was made in and from.
_local = threading.local()


class Kompas:
    """Rule packs, compiled for an engine.

    Parameters
    ----------
    packs
        Names of packs that come with the library, or folders.
    profile
        Name of the profile that sets thresholds and weighs the fields. If left out, each partnership is judged by the
        profile it names, or else by ``"social-domain"``.
    select, ignore
        Prefixes of rule ids to show or to leave out, such as ``"FIN"``. All rules run whatever is shown, so that
        what follows from something else stays right.
    parameters
        Thresholds to set otherwise than the profile, by rule and name: ``{"FIN01.min_amount": 50000}``.
    engine
        ``"auto"``, ``"durable"``, ``"clips"``, or ``"both"`` to have the one check the other.

    Raises
    ------
    PackError
        If a pack has mistakes; all of them are reported.
    NotFoundError
        If a pack, profile, rule or parameter does not exist.

    Examples
    --------
    >>> kompas = Kompas(select=["FIN"])
    >>> sorted({rule.field for rule in kompas.rules})
    ['financing']
    """

    def __init__(
        self,
        packs: Sequence[str] = ("essay",),
        *,
        profile: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        parameters: Mapping[str, Value] | None = None,
        engine: str = "auto",
    ) -> None:
        self._recipe = Recipe(
            tuple(packs), profile, tuple(select), tuple(ignore), tuple((parameters or {}).items()), engine
        )
        self._vocabulary = vocabulary()
        self._packs = load_packs(packs, self._vocabulary)
        self._every = tuple(rule for pack in self._packs for rule in pack.rules)
        self._select, self._ignore = tuple(select), tuple(ignore)
        _refuse_empty_prefixes((*self._select, *self._ignore), self._every)
        self._chosen_values = read_parameters(self._every, parameters or {})
        self._profile = profile
        self._engine = engine
        self._ready: dict[str, tuple[Settings, KnowledgeBase]] = {}
        self._prepare(profile or DEFAULT_PROFILE)

    def _prepare(self, profile: str) -> tuple[Settings, KnowledgeBase]:
        """Return the settings and the compiled rules for a profile; each profile is compiled once."""
        if profile not in self._ready:
            settings = Settings(find_profile(self._packs, profile), self._chosen_values)
            program = compile_rules(self._every, self._vocabulary, settings.parameters)
            self._ready[profile] = settings, KnowledgeBase(program, self._engine)
        return self._ready[profile]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are shown, by id."""
        return tuple(sorted(filter(self._chosen, self._every), key=lambda rule: rule.id))

    @property
    def claims(self) -> Mapping[str, Claim]:
        """What the sources of the packs claim, by id."""
        return {id_: claim for pack in self._packs for id_, claim in pack.claims.items()}

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles there are, by name."""
        names = {profile.name for pack in self._packs for profile in pack.profiles} | {DEFAULT_PROFILE}
        return tuple(find_profile(self._packs, name) for name in sorted(names))

    def rule(self, wanted: str) -> Rule:
        """Return a rule by id or name, shown or not.

        Raises
        ------
        NotFoundError
            If there is none; the message names the nearest.
        """
        return find_rule(self._every, wanted)

    def diagnose(self, partnership: Partnership, *, language: Language = "nl") -> Diagnosis:
        """Return how a partnership stands and what to do first.

        Parameters
        ----------
        partnership
            What is known of a region.
        language
            ``"nl"`` or ``"en"``: the language of every text in the result.

        Raises
        ------
        InputError
            If the partnership names a profile that does not exist.
        """
        settings, knowledge = self._prepare(self._profile or self._named_by(partnership))
        base = build_facts(partnership)
        result = knowledge.run(base)
        wording = Wording(partnership, self._vocabulary, language)
        case = Case(partnership, knowledge.program, result, wording, settings, self._chosen)
        return case.diagnosis(
            RunInfo(
                version=version("regiokompas"),
                engines=knowledge.engines,
                packs=tuple(pack.name for pack in self._packs),
                rules=len(self._every),
                facts=len(base.facts),
                proposed=result.proposed,
                discarded=result.discarded,
            ),
            stability=cache(lambda: self.stability(partnership, language=language)),
            plan=cache(lambda: self.plan(partnership, language=language)),
        )

    def recipe(self, language: Language = "nl") -> Recipe:
        """Return what makes the same diagnoses and can be pickled."""
        return replace(self._recipe, language=language)

    def diagnose_many(
        self,
        many: Iterable[Any],
        executor: Executor | None = None,
        *,
        language: Language = "nl",
        in_flight: int | None = None,
    ) -> Iterator[Diagnosis | Failed]:
        """Yield the diagnosis of each of many partnerships, in their order, with no more than a few in memory.

        Parameters
        ----------
        many
            Partnerships, or what :func:`regiokompas.load` reads: paths, mappings, graphs. Taken one at a time; paths
            are read when their turn has come, by the worker.
        executor
            Who does the work: any :class:`concurrent.futures.Executor`, such as a ``ProcessPoolExecutor`` or
            ``dask.distributed.Client().get_executor()``. Without one it is done here.
        language
            As for :meth:`diagnose`.
        in_flight
            Chunks that are handed out at a time: twice the number of workers, or of cores here where the executor
            does not tell. Raise it for a cluster.

        Yields
        ------
        Diagnosis or Failed
            What cannot be read or judged becomes a :class:`Failed` with every problem and its place, and stops nothing.

        Notes
        -----
        Work is handed out in chunks of about a second, a hundred at the most. What was lost with a worker is done
        again; only an input that takes its worker along every time is given up.

        Examples
        --------
        >>> regions = ({"partnership": {"key": f"partnership:{n}", "name": n, "date": "2026-11-23"}} for n in "abc")
        >>> [diagnosis.name for diagnosis in Kompas().diagnose_many(regions)]
        ['a', 'b', 'c']
        """
        here = partial(self.diagnose, language=language)
        return diagnose_each(many, here, self.recipe(language), executor, in_flight)

    def stability(
        self,
        partnership: Partnership,
        *,
        language: Language = "nl",
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Stability:
        """Return which findings turn over when a threshold moves by a tenth or one relation is missing.

        Parameters
        ----------
        partnership, language
            As for :meth:`diagnose`.
        progress
            Called with how many variations have been judged, and of how many.

        Notes
        -----
        The partnership is judged anew for every variation that could make a difference: seconds, not milliseconds.
        """
        return stability(self._rehearing(partnership, language), progress)

    def plan(
        self,
        partnership: Partnership,
        *,
        language: Language = "nl",
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Plan:
        """Return all advice with its proven effect, and the fewest actions that resolve all critical and high findings.

        Parameters
        ----------
        partnership, language, progress
            As for :meth:`stability`.
        """
        findings = self.diagnose(partnership, language=language).findings
        return make_plan(self._rehearing(partnership, language), findings, progress)

    def stress_test(
        self,
        partnership: Partnership,
        *,
        language: Language = "nl",
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> StressTest:
        """Return what falls apart when any person, partner, fund or relation is lost, alone and in pairs.

        Parameters
        ----------
        partnership, language, progress
            As for :meth:`stability`.
        """
        return stress_test(self._rehearing(partnership, language), progress)

    def _rehearing(self, partnership: Partnership, language: Language) -> Rehearing:
        settings, _ = self._prepare(self._profile or self._named_by(partnership))
        wording = Wording(partnership, self._vocabulary, language)
        return Rehearing(partnership, self._every, self._vocabulary, settings, wording, self._chosen, self._engine)

    def _named_by(self, partnership: Partnership) -> str:
        about = partnership.about
        if about.profile is None:
            return DEFAULT_PROFILE
        try:
            return find_profile(self._packs, about.profile).name
        except NotFoundError as error:
            source = partnership.source(about.key, "profile") or Source("<partnership>")
            raise InputError([Problem(str(error), source)]) from None

    def close(self) -> None:
        """Free what the engine holds; the object cannot be used afterwards."""
        for _, knowledge in self._ready.values():
            knowledge.close()

    def _chosen(self, rule: Rule) -> bool:
        selected = not self._select or rule.id.startswith(self._select)
        return selected and not (self._ignore and rule.id.startswith(self._ignore))


def _refuse_empty_prefixes(prefixes: Sequence[str], rules: Sequence[Rule]) -> None:
    for prefix in prefixes:
        if not any(rule.id.startswith(prefix) for rule in rules):
            hint = did_you_mean(prefix, {rule.id.rstrip("0123456789") for rule in rules})
            raise NotFoundError(f"no rule has an id that begins with {prefix}" + (f"; {hint}" if hint else ""))
