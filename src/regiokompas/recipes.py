"""How a kompas is made, as data: it travels to other processes, where compiled rules cannot."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import version
from typing import Any, Protocol

from regiokompas.configuration import Configuration
from regiokompas.facts.schema import Value
from regiokompas.judging.baseline import Baseline
from regiokompas.model import Partnership
from regiokompas.results.advice import Plan
from regiokompas.results.diagnosis import Diagnosis, Judge, Progress, Stability
from regiokompas.results.resilience import StressTest
from regiokompas.rules import Claim, Rule
from regiokompas.texts import Language

__all__ = ["Recipe"]

#: The kompas of each thread, and the process and recipe it was made in and from.
_local = threading.local()


class Kompas(Judge, Protocol):
    """A judge that knows of baselines too."""

    def diagnose(
        self, partnership: Partnership, *, language: Language | None, baseline: Baseline | None = None
    ) -> Diagnosis:
        """Return how a partnership stands."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A judge that pickles: a kompas is made from it when it is first needed, once in each process and thread.

    Folders of packs are read where the kompas is made.

    Parameters
    ----------
    make
        What makes a kompas of the rest.
    language
        Language of a diagnosis when it is called.
    """

    make: Callable[..., Kompas]
    packs: tuple[str, ...]
    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, Value], ...]
    engine: str | None
    configuration: Configuration | None
    language: Language

    def __call__(self, partnership: Partnership) -> Diagnosis:
        """Return how a partnership stands."""
        return self.diagnose(partnership, language=self.language)

    @property
    def settings(self) -> Mapping[str, Any]:
        """All that a diagnosis depends on besides its input, as plain data."""
        said = None if self.configuration is None else self.configuration.model_dump(mode="json")
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "make"}
        return {"version": version("regiokompas"), **own, "configuration": said}

    # -- a judge, by way of the kompas -------------------------------------------------------------------------

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules that are shown, by id."""
        return self._made().rules

    @property
    def claims(self) -> Mapping[str, Claim]:
        """What the sources of the rules claim, by id."""
        return self._made().claims

    def recipe(self) -> Recipe:
        """Return itself."""
        return self

    def diagnose(
        self, partnership: Partnership, *, language: Language | None, baseline: Baseline | None = None
    ) -> Diagnosis:
        """Return how a partnership stands."""
        return self._made().diagnose(partnership, language=language, baseline=baseline)

    def plan(self, partnership: Partnership, *, language: Language, progress: Progress) -> Plan:
        """Return the fewest actions that resolve what is most severe."""
        return self._made().plan(partnership, language=language, progress=progress)

    def stability(self, partnership: Partnership, *, language: Language, progress: Progress) -> Stability:
        """Return which findings stand firm."""
        return self._made().stability(partnership, language=language, progress=progress)

    def stress_test(self, partnership: Partnership, *, language: Language, progress: Progress) -> StressTest:
        """Return what falls apart by which loss."""
        return self._made().stress_test(partnership, language=language, progress=progress)

    def _made(self) -> Kompas:
        # A child that was forked inherits what its parent made, but not the right to use the engine in it.
        place = os.getpid(), self
        if getattr(_local, "place", None) != place:
            _local.kompas = self.make(
                self.packs,
                profile=self.profile,
                select=self.select,
                ignore=self.ignore,
                severity=dict(self.severity),
                parameters=dict(self.parameters),
                engine=self.engine,
                configuration=self.configuration,
            )
            _local.place = place
        kompas: Kompas = _local.kompas
        return kompas
