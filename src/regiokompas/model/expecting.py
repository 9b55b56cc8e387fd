"""What was expected where a value does not fit, in words: the validator speaks of patterns, tuples and instances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic_core import ErrorDetails

from regiokompas.model.base import KEY_PATTERN

__all__ = ["A_KEY", "expected_of", "is_no_key"]

A_KEY = "a kind, a colon and a name in lower case, such as partner:tiel"

_CURRENCY = "three capitals, such as EUR"

_LIST = "a list, between [ and ] or with a - before each item"

#: What holds attributes of its own, by the name of its class.
_MAPPINGS: Mapping[str, str] = MappingProxyType(
    {
        "Condition": "one of all_of, any_of, at_least_k and at_least_amount, such as {all_of: [fund:a, fund:b]}",
        "Money": "an amount with its currency, such as EUR 250000",
        "Text": "a text, or one in each language: {nl: ..., en: ...}",
    }
)

_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = MappingProxyType(
    {
        "bool_type": lambda _: "true or false",
        "finite_number": lambda _: "a number",
        "float_type": lambda _: "a number",
        "greater_than_equal": lambda said: f"{said['ge']:g} or more",
        "int_from_float": lambda _: "a whole number",
        "int_type": lambda _: "a whole number",
        "less_than": lambda said: f"less than {said['lt']}",
        "less_than_equal": lambda said: f"{said['le']:g} at the most",
        "list_type": lambda _: _LIST,
        "model_type": lambda said: _MAPPINGS[said["class_name"]],
        "string_pattern_mismatch": lambda said: A_KEY if said["pattern"] == KEY_PATTERN else _CURRENCY,
        "string_too_long": lambda said: f"a text of {said['max_length']} characters at the most",
        "string_too_short": lambda _: "a text that is not empty",
        "string_type": lambda _: "a text",
        "tuple_type": lambda _: _LIST,
    }
)


def expected_of(details: ErrorDetails) -> str:
    """Return what the validator expected, in words.

    Examples
    --------
    >>> expected_of({"type": "bool_type", "loc": (), "msg": "Input should be a valid boolean", "input": 3})
    'true or false'
    """
    words = _WORDS.get(details["type"])
    return details["msg"] if words is None else words(details.get("ctx", {}))


def is_no_key(details: ErrorDetails) -> bool:
    """Return whether a text was found where the key of something is asked for."""
    return details["type"] == "string_pattern_mismatch" and details["ctx"]["pattern"] == KEY_PATTERN
