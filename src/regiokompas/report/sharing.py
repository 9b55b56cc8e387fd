"""What shares a place with a finding that comes first, in words."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.report.phrases import say
from regiokompas.results.findings import Place
from regiokompas.texts import Language

__all__ = ["sharing"]


def sharing(place: Place, language: Language) -> Iterator[tuple[str, str]]:
    """Yield how each group that shares the place is tied to it, and what was found, with its ranks and rule."""
    for phrase, groups in (("follows_too", place.consequences), ("comes_from", place.causes)):
        for finding, *others in groups:
            also = "; ".join(f"{other.about} ({other.rank})" for other in others)
            more = f" {say('also', language)}: {also}." if also else ""
            yield say(phrase, language), f"{finding.message} ({finding.rank}, {finding.id}){more}"
