"""How wide a text is, so that labels can be placed before anything draws them.

Widths are those of Helvetica, which Arial, Liberation Sans, Arimo and Nimbus Sans share; pictures ask for these first.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["LINE", "shorten", "text_width", "wrap"]

#: Height of a line, as a multiple of the size of its letters.
LINE = 1.25

#: Widths in thousandths of the size of the letters, from the metrics of Helvetica.
_WIDTHS = {
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys(" !,./:;I[\\]ft", 278),
    **dict.fromkeys("()-`r{}", 334),
    **dict.fromkeys('*ˆ"', 389),
    **dict.fromkeys("ckJsvxyz", 500),
    **dict.fromkeys("#$0123456789?L_abdeghnopqu€–", 556),
    **dict.fromkeys("+<=>~^", 584),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("%", 889),
    **dict.fromkeys("W", 944),
    **dict.fromkeys("@…—", 1015),
    **dict.fromkeys("'|·", 270),
}

#: Anything else is taken to be as wide as the widest letters are, bold as a tenth wider, and all a little wider still.
_OTHER, _BOLD, _MARGIN = 1000, 1.1, 1.03


@cache
def _letter(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, _OTHER)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most, in pixels.

    Examples
    --------
    >>> text_width("", 12), round(text_width("Tiel", 12)), text_width("é", 10) == text_width("e", 10)
    (0.0, 20, True)
    """
    return sum(map(_letter, text)) / 1000 * size * _MARGIN * (_BOLD if bold else 1)


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a text cut off with an ellipsis where it is wider than a width.

    Examples
    --------
    >>> shorten("Tiel", 100, 12), shorten("Culemborg en omstreken", 70, 12)
    ('Tiel', 'Culembor…')
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = ""
    for letter in text:
        if text_width(f"{kept}{letter}…", size, bold=bold) > width:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def wrap(text: str, width: float, size: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Return a text in lines that are no wider than a width, the last one cut off where it does not fit.

    Examples
    --------
    >>> wrap("beleidsadviseur jeugd van Lingeoord", 120, 12)
    ('beleidsadviseur jeugd', 'van Lingeoord')
    """
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), size, bold=bold) <= width:
            taken += 1
        found.append(shorten(" ".join(words[:taken]), width, size, bold=bold))
        words = words[taken:]
    return (*found, shorten(" ".join(words), width, size, bold=bold)) if words else tuple(found) or ("",)
