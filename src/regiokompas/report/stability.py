"""Stability: what stands firm, and what turns over by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from regiokompas.report.phrases import say
from regiokompas.results.diagnosis import Stability, Turn
from regiokompas.texts import term

__all__ = ["stability_outline"]

#: Causes named for one finding; the JSON has them all.
CAUSES_SHOWN = 3


def stability_outline(s: Stability) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield heads, each with rows of what turns over and by what; the first has the sentence on the whole."""
    language = s.language
    whole = say("firm", language, firm=len(s.firm), all=s.findings, thresholds=s.thresholds, relations=s.relations)
    yield say("stability", language, name=s.name), [("", whole)]
    for title, outcomes in (("turning", ("lapses", "undecided")), ("near", ("appears",))):
        rows = [_row(s, turns) for turns in _by_finding(s, outcomes)]
        if rows:
            yield say(title, language), rows


def _by_finding(s: Stability, outcomes: Sequence[str]) -> Iterator[list[Turn]]:
    chosen = [turn for turn in s.turns if turn.outcome in outcomes]
    for _, turns in groupby(chosen, key=lambda turn: turn.fingerprint):
        yield list(turns)


def _row(s: Stability, turns: Sequence[Turn]) -> tuple[str, str]:
    first, language = turns[0], s.language
    causes = [turn.by for turn in turns[:CAUSES_SHOWN]]
    if len(turns) > CAUSES_SHOWN:
        causes.append(say("more", language, count=len(turns) - CAUSES_SHOWN))
    word = term(first.severity, language) if first.kind == "risk" else term(first.kind, language)
    return f"{first.id} {word}", f"{first.rule} – {first.about}: {'; '.join(causes)}"
