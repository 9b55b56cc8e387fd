"""First drawing."""

from __future__ import annotations

from regiokompas.report.pictures.svg import frame, texts
from regiokompas.report.pictures.words import words
from regiokompas.results import Diagnosis

__all__ = ["network_svg"]


def network_svg(d: Diagnosis) -> str:
    """Return the picture as one complete ``<svg>`` element."""
    title = words("network", d.language, name=d.name)
    body = texts([title], 330, 44, size=14, anchor="middle")
    return frame("network", body, width=660, height=80, title=title, about=title, language=d.language)
