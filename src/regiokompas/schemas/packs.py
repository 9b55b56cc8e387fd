"""The schemas of the other files of a pack: its description, profiles and claims."""

from __future__ import annotations

from typing import Any

from regiokompas.rules import FIELDS, Weight
from regiokompas.rules.descriptions import OPTIONAL, PREFIX, RANGE, REQUIRED
from regiokompas.rules.places import NAME, RULE_ID

__all__ = ["TEXT", "claims_schema", "pack_schema", "profile_schema", "whole"]

#: A text in both languages.
TEXT: dict[str, Any] = {
    "type": "object",
    "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
    "required": ["nl", "en"],
    "additionalProperties": False,
}


def whole(pattern: str) -> dict[str, Any]:
    """Return the schema of a text that a pattern matches as a whole."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def pack_schema() -> dict[str, Any]:
    """Return the schema of what a pack says of itself.

    Examples
    --------
    >>> pack_schema()["required"]
    ['name', 'title', 'version', 'prefixes', 'requires', 'licence']
    """
    words = {"type": "array", "items": {"type": "string"}}
    says: dict[str, dict[str, Any]] = {
        "name": {**whole(NAME), "description": "the name by which it is asked for"},
        "title": {**TEXT, "description": "what readers call it"},
        "version": {"type": "string", "description": "which edition this is"},
        "prefixes": {
            "type": "array",
            "items": whole(PREFIX),
            "minItems": 1,
            "description": "how the ids of its rules begin; no two packs share one",
        },
        "requires": {**whole(RANGE), "description": "the versions of regiokompas it works with"},
        "licence": {"type": "string", "description": "under which terms it may be used"},
        "sources": {**words, "description": "what it rests on"},
        "needs": {**words, "description": "packs whose findings its rules read"},
    }
    return {
        "title": "a pack: rules that are loaded together",
        "type": "object",
        "properties": {name: says[name] for name in (*REQUIRED, *OPTIONAL)},
        "required": list(REQUIRED),
        "additionalProperties": False,
    }


def profile_schema() -> dict[str, Any]:
    """Return the schema of a profile.

    Examples
    --------
    >>> profile_schema()["required"]
    ['name', 'label', 'about']
    """
    weight = {"enum": [str(weight) for weight in Weight]}
    return {
        "title": "a profile: thresholds and weights for one kind of partnership",
        "type": "object",
        "properties": {
            "name": {**whole(NAME), "description": "name, which the file has too"},
            "label": {**TEXT, "description": "what readers call it"},
            "about": {**TEXT, "description": "for which partnerships it is meant"},
            "weights": {
                "type": "object",
                "description": "how much each tension field counts; normal if left out",
                "properties": dict.fromkeys(FIELDS, weight),
                "additionalProperties": False,
            },
            "parameters": {
                "type": "object",
                "description": "thresholds by rule and name, such as FIN02.longest_chain",
                "propertyNames": {"pattern": rf"^{RULE_ID}\.[a-z][a-z0-9_]*$"},
                "additionalProperties": {"type": ["number", "string"]},
            },
        },
        "required": ["name", "label", "about"],
        "additionalProperties": False,
    }


def claims_schema() -> dict[str, Any]:
    """Return the schema of the list of what the source of a pack claims.

    Examples
    --------
    >>> claims_schema()["required"]
    ['claims']
    """
    claim = {
        "type": "object",
        "properties": {
            "paragraph": {"type": ["integer", "string"], "description": "where the source says it"},
            "field": {"enum": [*FIELDS, "all"]},
            **{language: {"type": "string"} for language in TEXT["required"]},
            "carried_by": {**TEXT, "description": "what carries it where no rule does"},
            "out_of_scope": {**TEXT, "description": "why it is not judged"},
        },
        "required": ["field", *TEXT["required"]],
        "additionalProperties": False,
    }
    return {
        "title": "the claims that the rules of a pack rest on",
        "type": "object",
        "properties": {
            "about": TEXT,
            "claims": {"type": "object", "propertyNames": whole(r"[A-Z]+\d+"), "additionalProperties": claim},
        },
        "required": ["claims"],
        "additionalProperties": False,
    }
