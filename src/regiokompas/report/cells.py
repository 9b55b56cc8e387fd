"""The cells that a value rests on, as a report tells them: a few, and how many more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from regiokompas.errors import Source
from regiokompas.explain import Evidence
from regiokompas.report.phrases import say
from regiokompas.texts import Language

__all__ = ["SHOWN", "say_cell", "say_cells"]

#: Cells that a report names where there is no room for all.
SHOWN = 2


def say_cell(cell: Evidence) -> str:
    """Return whose it is and what it says, without its place."""
    return f"{cell.what}: {cell.found}" if cell.found else cell.what


def say_cells(
    evidence: Sequence[Evidence],
    language: Language,
    say_text: Callable[[str], str],
    say_place: Callable[[Source], str],
) -> str:
    """Return what a value rests on in one line: the first cells with their places, and how many more there are.

    Parameters
    ----------
    evidence
        The cells, of which there is at least one.
    say_text, say_place
        Write a text and a place as the report needs them.
    """
    shown, rest = evidence[:SHOWN], evidence[SHOWN:]
    said = [" ".join(filter(None, (say_text(say_cell(e)), say_place(e.source) if e.source else ""))) for e in shown]
    more = [say("more", language, count=sum(e.count for e in rest))] if rest else []
    return say("rests_on", language, cells=" ".join(["; ".join(said), *more]))
