"""Markup that names from outside must not be able to write."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["escape", "json_text", "safe"]


def escape(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, and keep the text on one line.

    Examples
    --------
    >>> escape("a [link](x)")
    'a \\\\[link\\\\](x)'
    """
    flat = safe(" ".join(text.split()))
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)


def safe(text: str) -> str:
    """Drop control characters: names come from outside and must not steer a terminal."""
    return "".join(
        c for c in text if c == "\n" or (c.isprintable() and c not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    )


#: What JSON may hold as it is and a terminal obeys: the upper control characters, and the turns of direction.
_STEERING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def json_text(value: Any) -> str:
    r"""Return plain data as JSON text that says the same and steers no terminal.

    Examples
    --------
    >>> print(json_text({"name": "café\x9b"}), end="")
    {
      "name": "café\u009b"
    }
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
