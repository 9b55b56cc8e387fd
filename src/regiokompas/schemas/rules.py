"""The schema of a rule: what editors complete, down to the attributes of each kind of fact.

It is derived from the facts there are, their types, and the operators that fit these. What ties two places of a file
together (names that are bound, joins, placeholders) no schema can say; loading the pack says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from regiokompas.changes import CHANGES
from regiokompas.facts import vocabulary
from regiokompas.facts.schema import Attribute, AttributeType, FactKind
from regiokompas.rules import FIELDS, RuleKind, Severity
from regiokompas.rules.conditions import operators
from regiokompas.rules.language import Effort, Operator, RuleStatus
from regiokompas.rules.places import KEY, NAME, RULE_ID
from regiokompas.rules.reading import REQUIRED
from regiokompas.schemas.packs import TEXT, whole

__all__ = ["rule_schema"]

#: The words by which a condition says what it asks of a kind of fact.
_FORMS = ("fact", "absent", "count")

_WORDS = {"type": "array", "items": {"type": "string"}}
_OPERAND = {"type": "string", "pattern": r"^\$", "description": "$parameter or $binding.attribute"}


def rule_schema() -> dict[str, Any]:
    """Return the schema of a rule file.

    Examples
    --------
    >>> schema = rule_schema()
    >>> schema["$defs"]["person"]["properties"]["days_until_term_ends"]["$ref"]
    '#/$defs/test-days'
    """
    kinds = vocabulary().kinds.values()
    return {
        "title": "a rule",
        "type": "object",
        "properties": _properties(),
        "required": list(REQUIRED),
        "anyOf": [{"required": ["claims"]}, {"required": ["sources"]}],
        "if": {"properties": {"kind": {"const": str(RuleKind.RISK)}}},
        "then": {"required": ["advice"]},
        "additionalProperties": False,
        "$defs": {
            "text": TEXT,
            "operand": _OPERAND,
            "condition": _condition([kind.name for kind in kinds]),
            "conditions": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
            "remedy-step": _remedy_step(),
            "given": _given([kind.name for kind in kinds]),
            "test": _test(),
            **{f"test-{type_}": _tests_of(Attribute("", type_)) for type_ in AttributeType},
            **{kind.name: _tested(kind) for kind in kinds},
            **{f"given-{kind.name}": _stated(kind) for kind in kinds},
        },
    }


def _properties() -> dict[str, Any]:
    text = {"$ref": "#/$defs/text"}
    return {
        "id": {**whole(RULE_ID), "description": "letters and a number, such as FIN02"},
        "name": {**whole(NAME), "description": "words with hyphens; the file has this name"},
        "field": {"enum": list(FIELDS), "description": "tension field; the file lies in a folder of this name"},
        "kind": {**_one_of(RuleKind), "description": "a signal only feeds other rules"},
        "severity": _one_of(Severity),
        "status": {**_one_of(RuleStatus), "default": str(RuleStatus.STABLE)},
        "since": {"type": ["string", "number"], "description": "first version that has it"},
        "replaced_by": {**whole(RULE_ID), "description": "of a deprecated rule: the rule that takes its place"},
        "formerly": {**_WORDS, "description": "ids and names that it had before; they still lead here"},
        "claims": {**_WORDS, "description": "claims of the pack that it encodes"},
        "sources": {**_WORDS, "description": "law or literature that it rests on"},
        "parameters": {"type": "object", "additionalProperties": _parameter(), "description": "what can be set"},
        "when": {"anyOf": [{"$ref": "#/$defs/conditions"}, {"$ref": "#/$defs/condition"}]},
        "finding": {**text, "description": "what it says; {binding.attribute} writes a value"},
        "advice": _advice(),
        "why": {**text, "description": "the mechanism, when it does not apply, how to read it"},
        "tests": {"type": "array", "items": {"$ref": "#/$defs/test"}, "minItems": 3},
    }


def _one_of(words: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}


def _parameter() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "value": {"type": ["number", "string"]},
            "unit": {"type": "string", "description": "such as share, EUR, days, count or score"},
            "range": {"type": "array", "items": {"type": ["number", "null"]}, "minItems": 2, "maxItems": 2},
            "why": {"$ref": "#/$defs/text"},
        },
        "required": ["value", "why"],
        "additionalProperties": False,
    }


def _advice() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            **TEXT["properties"],
            "effort": _one_of(Effort),
            "decide": {"$ref": "#/$defs/text", "description": "the question to put before a meeting"},
            "remedy": {"type": "array", "items": {"$ref": "#/$defs/remedy-step"}, "minItems": 1},
            "no_remedy": {"type": "string", "description": "why there is no remedy"},
        },
        "required": [*TEXT["required"], "effort"],
        "additionalProperties": False,
    }


def _remedy_step() -> dict[str, Any]:
    cases = []
    for name, change in CHANGES.items():
        needed = [part for part in change.parts() if change.model_fields[part].is_required()]
        names = {"enum": ["change", "each", *change.parts()]}
        then = {"properties": {part: {} for part in change.parts()}, "required": needed, "propertyNames": names}
        cases.append({"if": _is("change", name), "then": then})
    return {
        "type": "object",
        "properties": {"change": {"enum": list(CHANGES)}, "each": _OPERAND},
        "required": ["change"],
        "allOf": cases,
    }


def _is(name: str, value: str) -> dict[str, Any]:
    return {"properties": {name: {"const": value}}, "required": [name]}


def _condition(kinds: Sequence[str]) -> dict[str, Any]:
    """Return what a condition is; which attributes it may name follows from the kind of fact that it names."""
    kind = {"enum": list(kinds)}
    several = {"$ref": "#/$defs/conditions"}
    return {
        "type": "object",
        "properties": {
            "as": {**whole("[a-z][a-z0-9_]*"), "description": "name of the binding"},
            "fact": {**kind, "description": "there is such a fact"},
            "absent": {**kind, "description": "there is no such fact"},
            "count": {**kind, "description": "there are at least so many"},
            "at_least": {"anyOf": [{"type": "integer", "minimum": 1}, {"$ref": "#/$defs/operand"}]},
            "distinct": {"type": "string", "description": "attribute to count by"},
            "all": several,
            "any": several,
        },
        "oneOf": [{"required": [form]} for form in (*_FORMS, "all", "any")],
        "dependentRequired": {"as": ["fact"], "at_least": ["count"], "distinct": ["count"], "count": ["at_least"]},
        "allOf": [
            {"if": {"anyOf": [_is(form, name) for form in _FORMS]}, "then": {"$ref": f"#/$defs/{name}"}}
            for name in kinds
        ],
    }


def _tested(kind: FactKind) -> dict[str, Any]:
    """Return what a condition may ask of a kind of fact."""
    attributes = {KEY.name: KEY, **kind.attributes}
    return {
        "description": kind.label.en,
        "properties": {name: _described(attribute) for name, attribute in attributes.items()},
        "propertyNames": {"enum": ["as", *_FORMS, "at_least", "distinct", *attributes]},
    }


def _described(attribute: Attribute) -> dict[str, Any]:
    tests = _tests_of(attribute) if attribute.values else {"$ref": f"#/$defs/test-{attribute.type}"}
    return {"description": attribute.label.en, **tests}


def _tests_of(attribute: Attribute) -> dict[str, Any]:
    """Return the tests that fit an attribute: a value, a list to choose from, or operators with operands."""
    allowed = operators(attribute.type)
    value = _value(attribute)
    several = {"type": "array", "items": value, "minItems": 1}
    either = {"anyOf": [value, {"$ref": "#/$defs/operand"}]}
    special = {Operator.IN: several, Operator.MATCHES: {"type": "string"}}
    asked = {str(operator): special.get(operator, either) for operator in Operator if operator in allowed}
    asked[str(Operator.KNOWN)] = {"type": "boolean"}
    options: list[dict[str, Any]] = [{"type": "object", "properties": asked, "additionalProperties": False}]
    options += either["anyOf"] if Operator.EQ in allowed else []
    options += [several] if Operator.IN in allowed else []
    return {"anyOf": options}


def _value(attribute: Attribute) -> dict[str, Any]:
    if attribute.type is AttributeType.WORDS:
        return {"type": "array", "items": {"enum": list(attribute.values)}} if attribute.values else _WORDS
    if attribute.values:
        return {"enum": list(attribute.values)}
    if attribute.type.numeric:
        return {"type": "number"}
    if attribute.type is AttributeType.KEYS:
        return _WORDS
    return {"type": "boolean" if attribute.type is AttributeType.FLAG else "string"}


def _test() -> dict[str, Any]:
    outcomes = ["fires", "silent", "undecided"]
    because = {
        "type": "object",
        "properties": {outcome: {"type": "string"} for outcome in outcomes},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "given": {"type": "array", "items": {"$ref": "#/$defs/given"}},
            "open": {"type": "array", "items": {"enum": list(vocabulary().kinds)}},
            "expect": {"anyOf": [{"enum": outcomes}, because]},
        },
        "required": ["given", "expect"],
        "additionalProperties": False,
    }


def _given(kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"fact": {"enum": list(kinds)}, "key": {"type": "string"}},
        "required": ["fact"],
        "allOf": [{"if": _is("fact", name), "then": {"$ref": f"#/$defs/given-{name}"}} for name in kinds],
    }


def _stated(kind: FactKind) -> dict[str, Any]:
    """Return a fact of a kind as a test states it."""
    return {
        "properties": {name: _value(attribute) for name, attribute in kind.attributes.items()},
        "propertyNames": {"enum": ["fact", KEY.name, *kind.attributes]},
        "required": [attribute.name for attribute in kind.attributes.values() if attribute.always],
    }
