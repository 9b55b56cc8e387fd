"""Keys to a picture: samples with words, flowing in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from regiokompas.picturing.measuring import LINE, shorten, text_width, wrap
from regiokompas.report.pictures.svg import element, number, texts

__all__ = ["footnotes", "legend", "listing"]

SIZE, ROW, SAMPLE = 12.5, 23.0, 40.0


def legend(items: Sequence[tuple[str, str]], width: float, top: float) -> tuple[str, float]:
    """Return samples with their words in columns, and the height they take.

    Parameters
    ----------
    items
        A sample, drawn around the origin and at most 40 pixels wide, and what it means.
    """
    wide = max(text_width(words, SIZE) for _, words in items) + SAMPLE + 26
    columns = min(max(int(width // wide), 1), len(items))
    rows = ceil(len(items) / columns)
    step = width / columns
    parts = []
    for place, (sample, words) in enumerate(items):
        x, y = step * (place // rows) + 28, top + ROW * (place % rows) + ROW / 2
        parts.append(element("g", sample, transform=f"translate({number(x)} {number(y)})"))
        parts.append(texts([words], x + SAMPLE / 2 + 8, y + 4, size=SIZE))
    return "".join(parts), rows * ROW


def footnotes(notes: Iterable[str], width: float, top: float) -> tuple[str, float]:
    """Return sentences below each other, and the height they take."""
    lines = [line for note in notes for line in wrap(note, width - 24, SIZE, lines=3)]
    return texts(lines, 12, top + 14, size=SIZE, fill="quiet"), len(lines) * SIZE * LINE + 6


def listing(items: Sequence[tuple[int, str]], width: float, top: float) -> tuple[str, float]:
    """Return numbered names in columns, and the height they take."""
    items = [(place, shorten(name, width - 60, SIZE)) for place, name in items]
    wide = max(text_width(name, SIZE) for _, name in items) + 46
    columns = min(max(int(width // wide), 1), len(items))
    rows = ceil(len(items) / columns)
    parts = [
        texts([str(place)], x + 22, y, size=SIZE, anchor="end", bold=True) + texts([name], x + 28, y, size=SIZE)
        for n, (place, name) in enumerate(items)
        for x, y in [(width / columns * (n // rows) + 4, top + 17 * (n % rows) + 14)]
    ]
    return "".join(parts), rows * 17.0
