"""Markup that names from outside must not be able to write."""

from __future__ import annotations

import re

__all__ = ["escape"]


def escape(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, and keep the text on one line.

    Examples
    --------
    >>> escape("a [link](x)")
    'a \\\\[link\\\\](x)'
    """
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)
