"""Markup that names from outside must not be able to write."""

from __future__ import annotations

import re

__all__ = ["escape", "safe"]


def escape(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, and keep the text on one line.

    Examples
    --------
    >>> escape("a [link](x)")
    'a \\\\[link\\\\](x)'
    """
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)


def safe(text: str) -> str:
    """Drop control characters: names come from outside and must not steer a terminal."""
    return "".join(
        c for c in text if c == "\n" or (c.isprintable() and c not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    )
