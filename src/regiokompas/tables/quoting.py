"""Texts in cells: what the words for unknown and none mean, and quotation marks where a text must be taken literally.

A cell says ``geen`` (none) or ``onbekend`` (unknown), spaces around it do not count, and a semicolon parts a list.
A text that would be taken for one of these stands between quotation marks, so that nothing is lost on the way back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiokompas.tables.columns import fold

__all__ = ["NONE", "UNKNOWN", "join_list", "quote", "split_list", "unquote"]

#: Words for what is known not to be there.
NONE = frozenset({"geen", "none"})

#: Words that say no more than an empty cell.
UNKNOWN = frozenset({"onbekend", "unknown", "?"})

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;\n]*))(?=[;\n]|\Z)')


def quote(text: str) -> str:
    """Write a text so that :func:`unquote` gives it back.

    Examples
    --------
    >>> quote("Tiel"), quote("geen"), quote('"geen"'), quote('"Samen"')
    ('Tiel', '"geen"', '""geen""', '"Samen"')
    """
    return f'"{text}"' if _needs_marks(text) else text


def unquote(text: str) -> str:
    """Read a text: without the spaces around it, and without quotation marks that it needed."""
    bare = text.strip()
    inner = bare[1:-1]
    if len(bare) >= 2 and bare[0] == bare[-1] == '"' and _needs_marks(inner):
        return inner
    return bare


def _needs_marks(text: str) -> bool:
    if text != text.strip():
        return True
    # Marks that a text has itself need marks around them if what is inside needs some; there may be a million of them.
    bare = text.strip('"')
    around = min(len(text) - len(text.lstrip('"')), len(text) - len(text.rstrip('"'))) if bare else len(text) // 2
    inner = text[around : len(text) - around]
    return inner != inner.strip() or not inner or fold(inner) in NONE | UNKNOWN


def join_list(items: Sequence[str]) -> str:
    """Write several texts in one cell.

    Examples
    --------
    >>> join_list(["Tiel", "Buren; Culemborg"]), join_list([])
    ('Tiel; "Buren; Culemborg"', '')
    """
    return "; ".join(_item(item) for item in items)


def _item(item: str) -> str:
    if _needs_marks(item) or re.search(r'[;\n]|^"', item):
        return '"' + item.replace('"', '""') + '"'
    return item


def split_list(text: str) -> list[str]:
    """Read the texts of one cell: parted by semicolons or by lines, each perhaps between quotation marks.

    Examples
    --------
    >>> split_list('Tiel; "Buren; Culemborg";; Neder-Betuwe ')
    ['Tiel', 'Buren; Culemborg', 'Neder-Betuwe']
    """
    items, position = [], 0
    while position <= len(text):
        match = _ITEM.match(text, position)
        if match is None:  # a quotation mark inside: part at the next semicolon
            end = min(
                (at for at in (text.find(";", position), text.find("\n", position)) if at >= 0), default=len(text)
            )
            items.append(text[position:end].strip())
            position = end + 1
            continue
        if match[1] is not None:
            items.append(match[1].replace('""', '"'))
        elif match[2].strip():
            items.append(match[2].strip())
        position = match.end() + 1
    return items
