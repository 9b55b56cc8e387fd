"""The agenda as an outline: one head per point."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.advising.meeting import Agenda, Point
from regiokompas.report.phrases import say
from regiokompas.texts import join_words

__all__ = ["agenda_outline"]


def agenda_outline(a: Agenda) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield heads with their rows."""
    yield say("agenda", a.language, name=a.name), []
    for number, point in enumerate(a.points, 1):
        yield f"{number}. {point.title}", list(_rows(a, point))
    yield say("beside", a.language), [("", a.note)]


def _rows(a: Agenda, point: Point) -> Iterator[tuple[str, str]]:
    language = a.language
    yield say("decide", language), point.question
    if point.also:
        yield say("also", language), f"{join_words(point.also, language)}."
    yield say("why_now", language), point.why_now
    yield say("prepares", language), point.prepares
    for number, ask in enumerate(point.asks):
        yield say("asked", language) if number == 0 else " ", f"{ask.whom[:1].upper()}{ask.whom[1:]}: {ask.what}."
    if point.findings:
        yield say("settles", language), join_words(point.findings, language)
