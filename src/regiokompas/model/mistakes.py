"""What pydantic finds, in words of ours: by the kind of the error and what goes with it, and not by its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pydantic_core import ErrorDetails

from regiokompas.model.base import KEY_PATTERN
from regiokompas.saying import Quoted, Said

__all__ = ["a_key", "choices", "is_no_key", "one_of", "reason", "wanted"]

_LIST = "a list, between [ and ] or with a - before each item"

#: What would fit, by the kind of error; values between braces are pydantic's own.
_WANTED: Mapping[str, str] = MappingProxyType(
    {
        "string_type": "a text",
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "float_type": "a number",
        "finite_number": "a number",
        "bool_type": "true or false",
        "list_type": _LIST,
        "tuple_type": _LIST,
        "dict_type": "a mapping",
        "model_type": "a mapping",
        "greater_than_equal": "{ge} or more",
        "less_than_equal": "{le} at the most",
        "less_than": "less than {lt}",
        "string_too_short": "a text that is not empty",
        "string_too_long": "a text of {max_length} characters at the most",
        "string_pattern_mismatch": "three capitals, such as EUR",  # of a currency: keys have words of their own
    }
)

#: What holds attributes of its own, by the name of its class.
_MAPPINGS: Mapping[str, str] = MappingProxyType(
    {
        "Condition": "one of all_of, any_of, at_least_k and at_least_amount, such as {example}",
        "Money": "an amount with its currency, such as EUR 250000",
        "Text": "a text, or one in each language: {example}",
    }
)
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {"Condition": "{all_of: [fund:a, fund:b]}", "Text": "{nl: ..., en: ...}"}
)


def a_key() -> Said:
    """Say what a key looks like."""
    return Said("a kind, a colon and a name in lower case, such as partner:tiel")


def is_no_key(details: ErrorDetails) -> bool:
    """Return whether a text was found where the key of something is asked for."""
    return details["type"] == "string_pattern_mismatch" and details["ctx"]["pattern"] == KEY_PATTERN


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
    name = given.get("class_name", "")
    if name in _MAPPINGS:
        return Said(_MAPPINGS[name], example=_EXAMPLES.get(name))
    template = _WANTED.get(details["type"])
    if template is not None:
        return Said(template, **{name: f"{it:g}" if isinstance(it, float) else it for name, it in given.items()})
    return Said("{text}", text=Quoted(details["msg"]))
