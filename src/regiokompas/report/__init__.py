"""Reports: one function per format. Renderers choose and order, they never compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from regiokompas.comparison import Comparison
from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.report.comparison_markdown import comparison_markdown
from regiokompas.report.json import render_json
from regiokompas.report.markdown import render_markdown
from regiokompas.results import Diagnosis

__all__ = ["COMPARISON_FORMATS", "FORMATS", "render"]


def _render_text(diagnosis: Diagnosis) -> str:
    from regiokompas.report.text import diagnosis_text, plain

    return plain(diagnosis_text(diagnosis))


def _render_comparison_text(comparison: Comparison) -> str:
    from regiokompas.report.comparison_text import comparison_text
    from regiokompas.report.text import plain

    return plain(comparison_text(comparison))


#: Formats of a diagnosis by name.
FORMATS: Mapping[str, Callable[[Diagnosis], str]] = {
    "text": _render_text,
    "markdown": render_markdown,
    "json": render_json,
}

#: Formats of a comparison by name.
COMPARISON_FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    "text": _render_comparison_text,
    "markdown": comparison_markdown,
    "json": render_json,
}


def render(result: Diagnosis | Comparison, format: str = "text") -> str:
    """Return a diagnosis or a comparison in a format: ``text``, ``markdown`` or ``json``.

    Raises
    ------
    NotFoundError
        If there is no such format.
    """
    formats: Mapping[str, Callable[[Any], str]] = COMPARISON_FORMATS if isinstance(result, Comparison) else FORMATS
    if format not in formats:
        hint = did_you_mean(format, formats)
        raise NotFoundError(
            f"there is no format {format}; known are {', '.join(formats)}" + (f"; {hint}" if hint else "")
        )
    return formats[format](result)
