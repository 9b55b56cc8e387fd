"""Markup that names from outside must not be able to write."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["code", "escape", "json_text", "safe", "unsteered"]


def escape(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, and keep the text on one line.

    Examples
    --------
    >>> escape("a [link](x)")
    'a \\\\[link\\\\](x)'
    """
    flat = safe(" ".join(text.split()))
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)


def code(text: str) -> str:
    """Return a text as code in Markdown, between marks that it does not hold.

    Examples
    --------
    >>> code("region.yaml:3:1"), code("a`b.yaml")
    ('`region.yaml:3:1`', '`` a`b.yaml ``')
    """
    flat = safe(" ".join(text.split()))
    longest = max(map(len, re.findall("`+", flat)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {flat} {marks}" if longest else f"{marks}{flat}{marks}"


def safe(text: str) -> str:
    """Drop control characters: names come from outside and must not steer a terminal. White space stays a space.

    Examples
    --------
    >>> safe("Regio\\N{NO-BREAK SPACE}Rivierland\\x1b[31m")
    'Regio Rivierland[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else " " if c in _SPACES else "" for c in text)


#: White space that is no line of its own, and that Python takes for unprintable.
_SPACES = frozenset(
    "\t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

#: What JSON may hold as it is and a terminal obeys: the upper control characters, and the turns of direction. Halves of
#: a character, as in the names of some files, cannot be written in any other way.
_STEERING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def unsteered(text: str) -> str:
    """Escape in JSON text what a terminal would obey; the JSON says the same."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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
    return unsteered(text)
