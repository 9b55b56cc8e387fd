"""Values on one line, as YAML writes them: ``true``, ``EUR 1000``, ``[person:a, person:b]``, ``{shared: true}``."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.yaml import read_yaml
from regiokompas.saying import Said

__all__ = ["read_value", "write_value"]

#: Texts that need no quotes wherever they stand, if YAML takes them for a text at all.
_BARE = re.compile(r"[\w€][\w€ .:/>+-]*(?<![ :])\Z")


def read_value(text: str, file: str) -> Any:
    """Read a value; nothing at all is ``None``.

    Raises
    ------
    InputError
        If the text is no YAML.

    Examples
    --------
    >>> read_value("[person:a, person:b]", "<text>"), read_value("true", "<text>"), read_value("", "<text>")
    (['person:a', 'person:b'], True, None)
    """
    return read_yaml(text, file).data


def write_value(value: Any) -> str:
    """Write a value such that :func:`read_value` gives it back; a day as year-month-day.

    Raises
    ------
    InputError
        If there is no way to write it.

    Examples
    --------
    >>> write_value({"deputies": ["person:a"], "handover": True, "note": "yes, and: no"})
    '{deputies: [person:a], handover: true, note: "yes, and: no"}'
    """
    match value:
        case None:
            return ""
        case dict():
            return "{" + ", ".join(f"{name}: {write_value(item)}" for name, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(write_value, value)) + "]"
        case str() if _is_bare(value):
            return value
        case date():
            return value.isoformat()
        case str() | bool() | int() | float():
            return json.dumps(value, ensure_ascii=False)
        case _:
            message = Said("a {kind} is no value that can be written down", kind=type(value).__name__)
            wanted = Said("a text, number, yes or no, day, list or mapping")
            raise InputError([Problem(message, Source("<changes>"), wanted)])


def _is_bare(text: str) -> bool:
    """Whether a text without quotes is read back as itself, and not as a number, a day or a mapping."""
    if _BARE.match(text) is None:
        return False
    try:
        return bool(read_value(text, "<text>") == text)
    except InputError:
        return False
