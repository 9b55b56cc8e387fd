"""Repairs of texts that come from elsewhere: letters that were wrongly decoded, characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

__all__ = ["clean", "slug"]


def clean(text: str) -> tuple[str, frozenset[str]]:
    """Repair a text: wrongly decoded letters, invisible characters, and white space.

    Returns
    -------
    text
        The text as it was meant.
    repairs
        Which of the repairs were needed; white space is not worth a word.

    Examples
    --------
    >>> clean("Provincie FryslÃ¢n")
    ('Provincie Fryslân', frozenset({'mojibake'}))
    """
    repairs = set()
    repaired = _undo_mojibake(text)
    if repaired != text:
        repairs.add("mojibake")
    visible = "".join(c for c in repaired if unicodedata.category(c) not in ("Cf", "Cc") or c in "\n\t\r")
    if visible != repaired:
        repairs.add("invisible")
    return " ".join(visible.replace("\u00a0", " ").split()), frozenset(repairs)


def _undo_mojibake(text: str) -> str:
    """Read UTF-8 that was taken for a Western code page again; correct text does not survive that and is kept."""
    if not re.search("[ÃÂâ][\u0080-\u00ff\u2018-\u2122]", text):
        return text
    attempts: tuple[Callable[[str], str], ...] = (
        lambda t: t.encode("cp1252").decode("utf-8"),
        lambda t: t.encode("latin-1").decode("utf-8"),
    )
    for attempt in attempts:
        try:
            return attempt(text)
        except UnicodeError:
            continue
    return text


def slug(name: str) -> str:
    """Return a name as part of a key: plain small letters, digits and hyphens.

    Examples
    --------
    >>> slug("Gemeente 's-Hertogenbosch"), slug("Noardeast-Fryslân")
    ('gemeente-s-hertogenbosch', 'noardeast-fryslan')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "naamloos"
