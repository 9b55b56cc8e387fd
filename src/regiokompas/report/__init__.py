"""Reports: one function per format. Renderers choose and order, they never compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.report.json import render_json
from regiokompas.report.markdown import render_markdown
from regiokompas.results import Diagnosis

__all__ = ["FORMATS", "render"]


def _render_text(diagnosis: Diagnosis) -> str:
    from regiokompas.report.text import diagnosis_text, plain

    return plain(diagnosis_text(diagnosis))


#: Formats by name.
FORMATS: Mapping[str, Callable[[Diagnosis], str]] = {
    "text": _render_text,
    "markdown": render_markdown,
    "json": render_json,
}


def render(diagnosis: Diagnosis, format: str = "text") -> str:
    """Return a diagnosis in a format: ``text``, ``markdown`` or ``json``.

    Raises
    ------
    NotFoundError
        If there is no such format.
    """
    if format not in FORMATS:
        hint = did_you_mean(format, FORMATS)
        raise NotFoundError(
            f"there is no format {format}; known are {', '.join(FORMATS)}" + (f"; {hint}" if hint else "")
        )
    return FORMATS[format](diagnosis)
