"""Reports: one function per kind of result and format. Renderers choose and order, they never compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from regiokompas.advising.first_moves import FirstMoves
from regiokompas.advising.meeting import Agenda
from regiokompas.dossiers.gathering import Dossier, dossier
from regiokompas.dossiers.partner_pages import PartnerPage
from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.overviews.overview import Overview
from regiokompas.report.agenda import agenda_outline
from regiokompas.report.comparison_markdown import comparison_markdown
from regiokompas.report.first_moves import first_moves_outline
from regiokompas.report.json import render_json
from regiokompas.report.markdown import render_markdown
from regiokompas.report.overview import overview_outline
from regiokompas.report.partner import partner_outline
from regiokompas.report.plan import plan_outline
from regiokompas.report.sarif import render_sarif
from regiokompas.report.stability import stability_outline
from regiokompas.report.stress import stress_outline
from regiokompas.results.advice import Plan
from regiokompas.results.comparison import Comparison, WhatIf
from regiokompas.results.diagnosis import Diagnosis, Stability
from regiokompas.results.resilience import StressTest
from regiokompas.saying import Said

if TYPE_CHECKING:
    from regiokompas.report.outline import Outline

__all__ = ["FORMATS", "Result", "render"]


Result = Diagnosis | Dossier | PartnerPage | Stability | Plan | Agenda | FirstMoves | StressTest | Comparison | Overview


def _diagnosis_text(diagnosis: Diagnosis) -> str:
    from regiokompas.report.text import diagnosis_text, plain

    return plain(diagnosis_text(diagnosis))


def _diagnosis_xlsx(diagnosis: Diagnosis) -> bytes:
    from regiokompas.report.xlsx import render_xlsx

    return render_xlsx(diagnosis)


def _diagnosis_html(diagnosis: Diagnosis) -> str:
    return _dossier_html(dossier(diagnosis))


def _dossier_html(gathered: Dossier) -> str:
    from regiokompas.report.html import render_dossier

    return render_dossier(gathered)


def _partner_html(page: PartnerPage) -> str:
    from regiokompas.report.html import render_partner_page

    return render_partner_page(page)


def _comparison_text(comparison: Comparison) -> str:
    from regiokompas.report.comparison_text import comparison_text
    from regiokompas.report.text import plain

    return plain(comparison_text(comparison))


def _overview_html(overview: Overview) -> str:
    from regiokompas.report.overview_html import overview_html

    return overview_html(overview)


def _outlined(outline: Callable[[Any], Outline]) -> Mapping[str, Callable[[Any], str]]:
    """Return the renderers of a kind of result that is told in heads and rows."""

    def text(result: Any) -> str:
        from regiokompas.report.outline import outline_text
        from regiokompas.report.text import plain

        return plain(outline_text(outline(result)))

    def markdown(result: Any) -> str:
        from regiokompas.report.outline import outline_markdown

        return outline_markdown(outline(result))

    return {"text": text, "markdown": markdown, "json": render_json}


_COMPARISON: Mapping[str, Callable[[Any], str]] = {
    "text": _comparison_text,
    "markdown": comparison_markdown,
    "json": render_json,
}

#: Formats of each kind of result, by name.
_RENDERERS: Mapping[type[Any], Mapping[str, Callable[[Any], str | bytes]]] = {
    Diagnosis: {
        "text": _diagnosis_text,
        "markdown": render_markdown,
        "json": render_json,
        "html": _diagnosis_html,
        "sarif": render_sarif,
        "xlsx": _diagnosis_xlsx,
    },
    Dossier: {"html": _dossier_html},
    PartnerPage: {**_outlined(partner_outline), "html": _partner_html},
    Comparison: _COMPARISON,
    WhatIf: _COMPARISON,
    Stability: _outlined(stability_outline),
    Plan: _outlined(plan_outline),
    Agenda: _outlined(agenda_outline),
    FirstMoves: _outlined(first_moves_outline),
    StressTest: _outlined(stress_outline),
    Overview: {**_outlined(overview_outline), "html": _overview_html},
}

#: Formats of a diagnosis.
FORMATS = tuple(_RENDERERS[Diagnosis])


@overload
def render(result: Result, format: Literal["text", "markdown", "json", "html", "sarif"] = "text") -> str: ...
@overload
def render(result: Result, format: Literal["xlsx"]) -> bytes: ...
@overload
def render(result: Result, format: str) -> str | bytes: ...
def render(result: Result, format: str = "text") -> str | bytes:
    """Return a result in a format: ``text``, ``markdown`` or ``json``, and more for some results.

    A diagnosis can also be ``html``, ``sarif`` or ``xlsx``.

    Parameters
    ----------
    result
        A diagnosis, its stability, plan or agenda, a comparison, a stress test, who moves first, the page of a partner,
        a dossier, or an overview of many. The HTML of a diagnosis is that of its dossier: seconds to gather.
    format
        Name of the format.

    Returns
    -------
    str or bytes
        Text, or bytes where the format is a workbook.

    Raises
    ------
    NotFoundError
        If there is no such format.
    RegiokompasError
        If this is no result.
    """
    formats = _RENDERERS.get(type(result))
    if formats is None:
        known = ", ".join(kind.__name__ for kind in _RENDERERS)
        template = "a {kind} is no result; there are {known}"
        raise RegiokompasError(Said(template, kind=type(result).__name__, known=known))
    if format not in formats:
        hint = did_you_mean(format, formats)
        known = ", ".join(formats)
        raise NotFoundError(Said("there is no format {name}; known are {known}", name=format, known=known).also(hint))
    return formats[format](result)
