"""What pydantic finds, in words of ours: by the kind of the error and what goes with it, and not by its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pydantic_core import ErrorDetails

from regiokompas.saying import Quoted, Said

__all__ = ["choices", "one_of", "reason", "wanted"]

#: What would fit, by the kind of error; values between braces are pydantic's own.
_WANTED: Mapping[str, str] = MappingProxyType(
    {
        "string_type": "string",
        "int_type": "integer",
        "int_from_float": "integer",
        "float_type": "number",
        "bool_type": "boolean",
        "list_type": "list",
        "tuple_type": "list",
        "dict_type": "mapping",
        "model_type": "mapping",
        "greater_than_equal": "greater than or equal to {ge}",
        "less_than_equal": "less than or equal to {le}",
        "less_than": "less than {lt}",
        "string_too_short": "{min_length} characters or more",
        "string_too_long": "at most {max_length} characters",
        "string_pattern_mismatch": "a currency in three capitals, such as EUR",  # keys have words of their own
    }
)

#: What stands for a value that is made of several.
_SHORT_FORMS: Mapping[str, str] = MappingProxyType({"Text": "a text", "Money": "an amount, such as EUR 250000"})


def choices(details: ErrorDetails) -> list[str]:
    """Return the words of a closed list that something is none of."""
    return str(details["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")


def one_of(words: Sequence[str]) -> Said:
    """Say that one of some words is meant.

    Examples
    --------
    >>> one_of(["low", "medium", "high"]), one_of(["none"])
    ('low, medium or high', 'none')
    """
    *first, last = words
    return Said("{words} or {last}", words=", ".join(first), last=last) if first else Said("{last}", last=last)


def reason(details: ErrorDetails) -> Said:
    """Return what one of our own validators says."""
    error = details["ctx"]["error"]
    said = error.args[0] if isinstance(error, Exception) and error.args else None
    return said if isinstance(said, Said) else Said("{text}", text=Quoted(error))


def wanted(details: ErrorDetails) -> Said:
    """Return what would fit; pydantic's sentence where there are no words of ours for it."""
    given = details.get("ctx", {})
    template = _SHORT_FORMS.get(given.get("class_name", "")) or _WANTED.get(details["type"])
    if template is not None:
        return Said(template, **{name: f"{it:g}" if isinstance(it, float) else it for name, it in given.items()})
    text = details["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return Said("{text}", text=Quoted(text))
