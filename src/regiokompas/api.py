"""The public functions, in the order in which one needs them: load, diagnose, render."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal, overload

from regiokompas.advising.first_moves import who_moves_first
from regiokompas.advising.meeting import agenda
from regiokompas.arguments import demand, takes
from regiokompas.batch.inputs import Failed
from regiokompas.batch.records import record
from regiokompas.batch.sinks import read_records
from regiokompas.changes import Change
from regiokompas.configuration import Configuration
from regiokompas.dossiers.gathering import dossier
from regiokompas.dossiers.partner_pages import partner_page
from regiokompas.errors import RegiokompasError
from regiokompas.facts.schema import Value
from regiokompas.graph import to_graph
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of
from regiokompas.io.register import find_arrangement, read_register
from regiokompas.judging.baseline import Baseline
from regiokompas.kompas import Kompas
from regiokompas.loading import load
from regiokompas.model import Partnership, read
from regiokompas.overviews.overview import Overview
from regiokompas.overviews.surveying import Tally
from regiokompas.pseudonyms import pseudonymise
from regiokompas.questionnaires import add_survey
from regiokompas.report import FORMATS, render
from regiokompas.results.comparison import Comparison, WhatIf
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.resilience import StressTest
from regiokompas.saying import Said
from regiokompas.scenarios.comparing import compare_diagnoses
from regiokompas.scenarios.whatif import diagnose_change
from regiokompas.tables import from_frames
from regiokompas.texts import Language, language_of
from regiokompas.writing import save

__all__ = [
    "FORMATS",
    "Baseline",
    "Configuration",
    "Kompas",
    "Limits",
    "add_survey",
    "agenda",
    "compare",
    "diagnose",
    "dossier",
    "from_frames",
    "load",
    "load_arrangement",
    "load_register",
    "overview",
    "partner_page",
    "picture",
    "pseudonymise",
    "render",
    "save",
    "stress_test",
    "to_graph",
    "what_if",
    "who_moves_first",
]


def load_register(path: str | Path, *, on: date | None = None, limits: Limits = SAFE) -> Iterator[Partnership]:
    """Load every arrangement of an export of the Dutch register of joint arrangements, one after the other.

    Parameters
    ----------
    path
        The export, in XML.
    on
        Date of the picture for arrangements in force; today if left out.
    limits
        How large each arrangement may be.

    Notes
    -----
    The file is streamed: memory does not grow with its size.
    """
    for document in read_register(path, on=on, limits=limits):
        yield read(document)


@takes(wanted=str)
def load_arrangement(path: str | Path, wanted: str, *, on: date | None = None, limits: Limits = SAFE) -> Partnership:
    """Load one arrangement of the register, by name or number; of several versions the one in force.

    Raises
    ------
    NotFoundError
        If there is none, or more than one; the message names what is near.
    """
    return read(find_arrangement(path, wanted, on=on, limits=limits))


def diagnose(
    partnership: Partnership,
    *,
    language: Language | None = None,
    packs: str | Sequence[str] = (),
    profile: str | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    severity: Mapping[str, str] | None = None,
    parameters: Mapping[str, Value] | None = None,
    engine: str | None = None,
    configuration: Configuration | None = None,
    baseline: Baseline | None = None,
) -> Diagnosis:
    """Return how a partnership stands and what to do first.

    For more than one partnership make a :class:`Kompas` once; its parameters are these, and ``language`` and
    ``baseline`` those of :meth:`Kompas.diagnose`.

    Examples
    --------
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> diagnose(demo).compass["financing"].level
    'not-looked-at'
    """
    kompas = Kompas(
        packs,
        profile=profile,
        select=select,
        ignore=ignore,
        severity=severity,
        parameters=parameters,
        engine=engine,
        configuration=configuration,
    )
    try:
        return kompas.diagnose(partnership, language=language, baseline=baseline)
    finally:
        kompas.close()


@takes(results=(str, Path, Iterable))
def overview(
    results: str | Path | Iterable[Diagnosis | Failed | Mapping[str, Any]],
    *,
    language: Language = "nl",
    limits: Limits = SAFE,
) -> Overview:
    """Return what the diagnoses of many partnerships say together: what stands out per field, boundaries, turnover.

    Parameters
    ----------
    results
        What :meth:`Kompas.diagnose_many` yields, records of a batch, or the path of an NDJSON file of these. Taken one
        at a time. Only records of the register tell which versions belong to one arrangement.
    language
        Language of the texts around; the findings are in that of the diagnoses.
    limits
        How large each record in a file may be.

    Examples
    --------
    >>> demo = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
    >>> overview(Kompas().diagnose_many([demo])).partnerships
    1
    """
    tally = Tally(language_of(language))
    for result in read_records(path_of(results), limits) if isinstance(results, str | Path) else results:
        demand(result, Diagnosis, Failed, Mapping)
        tally.add(result if isinstance(result, Mapping) else record(result))
    return tally.overview()


@takes(before=(Partnership, Diagnosis), after=(Partnership, Diagnosis), kompas=Kompas)
def compare(
    before: Partnership | Diagnosis,
    after: Partnership | Diagnosis,
    *,
    kompas: Kompas | None = None,
    language: Language | None = None,
) -> Comparison:
    """Return what differs between two moments of a partnership, or between two partnerships.

    Real change is kept apart from what has only become known; see :class:`regiokompas.results.comparison.Comparison`.

    Parameters
    ----------
    before, after
        Two partnerships, or two diagnoses made with the same rules and in one language.
    kompas
        Rules to diagnose partnerships with; the essay's if left out. Partnerships of different profiles are compared
        with one that has a profile of its own.
    language
        Language of the texts, for partnerships.

    Raises
    ------
    RegiokompasError
        If the two were not judged alike: with the same rules, parameters and profile, in one language.

    Examples
    --------
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> later = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2027-11-23"}, "roles": []})
    >>> compare(demo, later).is_empty
    True
    """
    if isinstance(before, Diagnosis) and isinstance(after, Diagnosis):
        return compare_diagnoses(before, after)
    if isinstance(before, Diagnosis) or isinstance(after, Diagnosis):
        raise RegiokompasError(Said("compare two partnerships or two diagnoses, not one of each"))
    with _ready(kompas) as ready:
        return compare_diagnoses(ready.diagnose(before, language=language), ready.diagnose(after, language=language))


@takes(partnership=Partnership, kompas=Kompas)
def stress_test(
    partnership: Partnership, *, language: Language | None = None, kompas: Kompas | None = None
) -> StressTest:
    """Return what falls apart when any person, partner, fund or relation is lost, alone and in pairs, worst first.

    Parameters
    ----------
    kompas
        How to judge; the pack ``essay`` with its defaults if left out.

    Examples
    --------
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> stress_test(demo).singles
    ()
    """
    with _ready(kompas) as ready:
        return ready.stress_test(partnership, language=language)


@overload
def picture(
    result: Diagnosis | StressTest, kind: str, format: Literal["svg"] = "svg", *, width: int | None = None
) -> str: ...
@overload
def picture(
    result: Diagnosis | StressTest, kind: str, format: Literal["png"], *, width: int | None = None
) -> bytes: ...
@overload
def picture(result: Diagnosis | StressTest, kind: str, format: str, *, width: int | None = None) -> str | bytes: ...
@takes(result=(Diagnosis, StressTest), kind=str)
def picture(result: Diagnosis | StressTest, kind: str, format: str = "svg", *, width: int | None = None) -> str | bytes:
    """Return a picture to stand by itself, for a slide or a page.

    Parameters
    ----------
    result
        A diagnosis; or a stress test, for ``resilience``. From a diagnosis the stress test is worked out first, by
        what judged it, which takes seconds.
    kind
        ``compass``: the six fields, each with its level and how much could be judged. ``network``: who is tied to whom,
        and on whom much rests. ``funding``: the funds that wait for each other, and who can move first. ``exchange``:
        what each partner brings and gets. ``resilience``: what is left as more and more persons are gone.
    format
        ``svg``, or ``png`` with the extra ``report``.
    width
        Of a PNG, in pixels; twice that of the SVG if left out.

    Returns
    -------
    str or bytes
        SVG as text, PNG as bytes. What cannot be drawn because it is unknown is said in words.

    Raises
    ------
    NotFoundError
        If there is no such picture or format.
    RegiokompasError
        If the result does not fit the picture, or the PNG cannot be drawn.

    Examples
    --------
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> picture(diagnose(demo), "compass")[:4]
    '<svg'
    """
    from regiokompas.report import pictures

    if kind == "resilience" and isinstance(result, Diagnosis):
        result = result.judge.stress_test(result.of, language=result.language, progress=lambda done, total: None)
    return pictures.draw(result, kind, format, width=width)


@takes(partnership=Partnership, kompas=Kompas)
def what_if(
    partnership: Partnership, *changes: Change, kompas: Kompas | None = None, language: Language | None = None
) -> WhatIf:
    """Return what changes would do: which findings come and go, and what falls apart.

    Parameters
    ----------
    partnership
        What is known of a region; it stays as it is.
    changes
        What happens, in this order: :func:`regiokompas.leaves`, :func:`regiokompas.commit_unconditionally` and so on.
    kompas
        Rules to diagnose with; the essay's if left out.
    language
        Language of the texts.

    Raises
    ------
    InputError
        If a change does not fit; the problem names it.

    Examples
    --------
    >>> from regiokompas import set_value
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> [found.finding.rule for found in what_if(demo, set_value("partnership:demo", "overview", False)).became_known]
    ['no-overview']
    """
    with _ready(kompas) as ready:
        return diagnose_change(partnership, changes, ready, language)


@contextmanager
def _ready(kompas: Kompas | None) -> Iterator[Kompas]:
    """Give the kompas at hand, or one that is closed afterwards."""
    own = Kompas() if kompas is None else kompas
    try:
        yield own
    finally:
        if kompas is None:
            own.close()
