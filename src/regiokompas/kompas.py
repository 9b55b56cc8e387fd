"""A compiled diagnosis: packs loaded once, run on as many partnerships as you like."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from regiokompas.advising.planning import make_plan
from regiokompas.arguments import takes
from regiokompas.batch.inputs import Failed
from regiokompas.batch.running import diagnose_each
from regiokompas.configuration import Configuration
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.errors import InputError, NotFoundError, Problem, Source
from regiokompas.explain import Wording
from regiokompas.facts import build_facts, vocabulary
from regiokompas.facts.schema import Value
from regiokompas.judging.baseline import Baseline, new_since
from regiokompas.judging.case import Case
from regiokompas.judging.rehearing import Rehearing
from regiokompas.judging.waivers import waive
from regiokompas.model import Partnership
from regiokompas.recipes import Recipe
from regiokompas.results import deferred
from regiokompas.results.advice import Plan
from regiokompas.results.diagnosis import Backing, Diagnosis, Stability
from regiokompas.results.findings import RunInfo
from regiokompas.results.resilience import StressTest
from regiokompas.rules import DEFAULT_PROFILE, Claim, Profile, Rule, compile_rules, load_packs
from regiokompas.saying import Said
from regiokompas.scenarios.stability import stability
from regiokompas.scenarios.stress import stress_test
from regiokompas.settings import (
    Chosen,
    Settings,
    each_of,
    find_profile,
    find_rule,
    is_shown,
    read_parameters,
    read_prefixes,
    read_severities,
    say_selection,
    set_severities,
)
from regiokompas.texts import Language, language_of

__all__ = ["Kompas"]


class Kompas:
    """Rule packs, compiled for an engine.

    Threads may share one: they take turns in the engine and do the rest beside each other.

    Parameters
    ----------
    packs
        Names of packs that come with the library or with an installed distribution, or folders; or one of these. What a
        pack needs is loaded along. ``"essay"`` if left out.
    profile
        Name of the profile that sets thresholds and weighs the fields. If left out, each partnership is judged by the
        profile it names, or else by ``"social-domain"``.
    select, ignore
        Prefixes of rule ids to show or to leave out, or one of these, such as ``"FIN"``. All rules run whatever is
        shown, so that what follows from something else stays right.
    severity
        Severities to set otherwise, by rule: ``{"FIN02": "critical"}``.
    parameters
        Thresholds to set otherwise than the profile, by rule and name: ``{"FIN01.min_amount": 50000}``.
    engine
        ``"auto"`` (if left out), ``"durable"``, ``"clips"``, or ``"both"`` to have the one check the other.
    configuration
        What holds where the others are left out, the waivers, and the limits of what is read; of severities and
        parameters, each by itself.

    Raises
    ------
    PackError
        If a pack has mistakes; all of them are reported.
    NotFoundError
        If a pack, profile, rule or parameter does not exist, or no rule is left to show.
    ConfigurationError
        If the configuration does not fit the rules; all its mistakes are reported.
    PluginError
        If an installed distribution offers packs or measures that cannot be used.

    Examples
    --------
    >>> kompas = Kompas(select="FIN")
    >>> sorted({rule.field for rule in kompas.rules})
    ['financing']
    """

    def __init__(
        self,
        packs: str | Sequence[str] = (),
        *,
        profile: str | None = None,
        select: str | Sequence[str] = (),
        ignore: str | Sequence[str] = (),
        severity: Mapping[str, str] | None = None,
        parameters: Mapping[str, Value] | None = None,
        engine: str | None = None,
        configuration: Configuration | None = None,
    ) -> None:
        said = configuration or Configuration()
        packs, select, ignore = each_of(packs), each_of(select), each_of(ignore)
        self._recipe = Recipe(
            make=Kompas,
            packs=packs,
            profile=profile,
            select=select,
            ignore=ignore,
            severity=tuple((severity or {}).items()),
            parameters=tuple((parameters or {}).items()),
            engine=engine,
            configuration=configuration,
            language=said.language,
        )
        self._vocabulary = vocabulary()
        self._packs = load_packs(packs or said.packs, self._vocabulary, said.limits)
        rules = [rule for pack in self._packs for rule in pack.rules]
        fitted = said.fit(self._packs)
        given = Chosen("user", read_parameters(rules, parameters or {}), read_severities(rules, severity or {}))
        self._settings = (fitted.chosen, given)
        self._every, self._severities = set_severities(rules, self._settings)
        self._select = read_prefixes(rules, select) or fitted.select
        self._ignore = read_prefixes(rules, ignore) or fitted.ignore
        if (self._select or self._ignore) and not self.rules:
            raise NotFoundError(Said("select and ignore leave no rule to show"))
        self._waivers = fitted.waivers
        self._profile = profile or said.profile
        self._engine = engine or said.engine
        self._language = said.language
        self._limits = said.limits
        self._file = said.file
        self._preparing = threading.RLock()
        self._ready: dict[str, tuple[Settings, KnowledgeBase]] = {}
        self._prepare(self._profile or DEFAULT_PROFILE)

    def _prepare(self, profile: str) -> tuple[Settings, KnowledgeBase]:
        """Return the settings and the compiled rules for a profile; each profile is compiled once."""
        with self._preparing:  # threads that share a kompas must not compile twice, and lose one of the two
            if profile in self._ready:
                return self._ready[profile]
            settings = Settings(find_profile(self._packs, profile), self._settings, self._severities)
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
    def folders(self) -> Mapping[str, Path]:
        """Where the packs lie, by name; those that a pack needs are among them."""
        return {pack.name: pack.folder for pack in self._packs}

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles there are, by name."""
        names = {profile.name for pack in self._packs for profile in pack.profiles} | {DEFAULT_PROFILE}
        return tuple(find_profile(self._packs, name) for name in sorted(names))

    @takes(wanted=str)
    def rule(self, wanted: str) -> Rule:
        """Return a rule by id or name, shown or not; a former id or name leads to the rule as it is now.

        Raises
        ------
        NotFoundError
            If there is none; the message names the nearest.
        """
        return find_rule(self._every, wanted)

    @takes(partnership=Partnership)
    def diagnose(
        self, partnership: Partnership, *, language: Language | None = None, baseline: Baseline | None = None
    ) -> Diagnosis:
        """Return how a partnership stands and what to do first.

        Parameters
        ----------
        partnership
            What is known of a region.
        language
            ``"nl"`` or ``"en"``: the language of every text in the result; that of the configuration if left out.
        baseline
            The findings of an earlier run: what they hold is no open finding any more.

        Raises
        ------
        InputError
            If the partnership names a profile that does not exist.
        RegiokompasError
            If this is no partnership, or the baseline is of another one.
        """
        language = self._words(language)
        settings, knowledge = self._prepare(self._profile or self._named_by(partnership))
        base = build_facts(partnership, knowledge.program.kinds)
        result = knowledge.run(base)
        info = RunInfo(
            version=version("regiokompas"),
            engines=tuple(result.proposed),
            packs=tuple(pack.name for pack in self._packs),
            rules=len(self._every),
            facts=len(base.facts),
            proposed=result.proposed,
            discarded=result.discarded,
            configuration=self._file,
        )

        again = partial(self.recipe().diagnose, partnership, baseline=baseline)

        @cache
        def told(words: Language) -> Diagnosis:
            wording = Wording(partnership, self._vocabulary, words, self._ids)
            case = Case(partnership, knowledge.program, result, wording, settings, self._chosen)
            backing = Backing(partnership, self, words, again, case.explain, told)
            return self._set_apart(case.diagnosis(info, backing), baseline)

        return told(language)

    def _set_apart(self, diagnosis: Diagnosis, baseline: Baseline | None) -> Diagnosis:
        """Return the diagnosis with what was left out, what is waived, and what a baseline knew."""
        told = tuple(text.say(diagnosis.language) for text in say_selection(self._select, self._ignore))
        diagnosis = deferred.replace(diagnosis, notices=diagnosis.notices + told)
        diagnosis = waive(diagnosis, self._waivers, self._chosen)
        return diagnosis if baseline is None else new_since(diagnosis, baseline, self.rules)

    def recipe(self, language: Language | None = None) -> Recipe:
        """Return what makes the same diagnoses and can be pickled."""
        return dataclasses.replace(self._recipe, language=self._words(language))

    @takes(many=Iterable)
    def diagnose_many(
        self,
        many: Iterable[Any],
        executor: Executor | None = None,
        *,
        language: Language | None = None,
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
        recipe = self.recipe(language)
        here = partial(self.diagnose, language=recipe.language)
        return diagnose_each(many, here, recipe, executor, in_flight, self._limits)

    @takes(partnership=Partnership)
    def stability(
        self,
        partnership: Partnership,
        *,
        language: Language | None = None,
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

    @takes(partnership=Partnership)
    def plan(
        self,
        partnership: Partnership,
        *,
        language: Language | None = None,
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

    @takes(partnership=Partnership)
    def stress_test(
        self,
        partnership: Partnership,
        *,
        language: Language | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> StressTest:
        """Return what falls apart when any person, partner, fund or relation is lost, alone and in pairs.

        Parameters
        ----------
        partnership, language, progress
            As for :meth:`stability`.
        """
        return stress_test(self._rehearing(partnership, language), progress)

    def _rehearing(self, partnership: Partnership, language: Language | None) -> Rehearing:
        settings, _ = self._prepare(self._profile or self._named_by(partnership))
        wording = Wording(partnership, self._vocabulary, self._words(language), self._ids)
        return Rehearing(partnership, self._every, self._vocabulary, settings, wording, self._chosen, self._engine)

    @property
    def _ids(self) -> Mapping[str, str]:
        return {rule.name: rule.id for rule in self._every}

    def _words(self, language: Language | None) -> Language:
        return self._language if language is None else language_of(language)

    def _named_by(self, partnership: Partnership) -> str:
        about = partnership.about
        if about.profile is None:
            return DEFAULT_PROFILE
        try:
            return find_profile(self._packs, about.profile).name
        except NotFoundError as error:
            source = partnership.source(about.key, "profile") or Source("<partnership>")
            raise InputError([Problem(error.message, source)]) from None

    def close(self) -> None:
        """Free what the engine holds; if it is needed again, the rules are compiled again."""
        with self._preparing:
            for _, knowledge in self._ready.values():
                knowledge.close()
            self._ready.clear()

    def _chosen(self, rule: Rule) -> bool:
        return is_shown(rule, self._select, self._ignore)
