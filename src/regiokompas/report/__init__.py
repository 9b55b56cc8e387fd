"""Reports: one function per kind of result and format. Renderers choose and order, they never compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.report.json import render_json
from regiokompas.report.markdown import render_markdown
from regiokompas.report.stability import render_stability_markdown
from regiokompas.results import Diagnosis, Stability

__all__ = ["FORMATS", "render"]


Result = Diagnosis | Stability


def _diagnosis_text(diagnosis: Diagnosis) -> str:
    from regiokompas.report.text import diagnosis_text, plain

    return plain(diagnosis_text(diagnosis))


def _stability_text(stability: Stability) -> str:
    from regiokompas.report.text import plain, stability_text

    return plain(stability_text(stability))


#: Formats of each kind of result, by name.
_RENDERERS: Mapping[type[Any], Mapping[str, Callable[[Any], str]]] = {
    Diagnosis: {"text": _diagnosis_text, "markdown": render_markdown, "json": render_json},
    Stability: {"text": _stability_text, "markdown": render_stability_markdown, "json": render_json},
}

#: Formats of a diagnosis.
FORMATS = tuple(_RENDERERS[Diagnosis])


def render(result: Result, format: str = "text") -> str:
    """Return a result in a format: ``text``, ``markdown`` or ``json``.

    Parameters
    ----------
    result
        A diagnosis, or its stability.
    format
        Name of the format.

    Raises
    ------
    NotFoundError
        If there is no such format.
    """
    formats = _RENDERERS[type(result)]
    if format not in formats:
        hint = did_you_mean(format, formats)
        raise NotFoundError(
            f"there is no format {format}; known are {', '.join(formats)}" + (f"; {hint}" if hint else "")
        )
    return formats[format](result)
