"""First drawing."""

from __future__ import annotations

from regiokompas.report.pictures.svg import frame, texts
from regiokompas.report.pictures.words import words
from regiokompas.results import Diagnosis

__all__ = ["funding_svg"]


def funding_svg(d: Diagnosis) -> str:
    """Return the picture as one complete ``<svg>`` element."""
    title = words("funding", d.language, name=d.name)
    body = texts([title], 330, 44, size=14, anchor="middle")
    return frame("funding", body, width=660, height=80, title=title, about=title, language=d.language)
