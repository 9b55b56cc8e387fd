"""The schemas of results: derived from the frozen dataclasses that they are.

pydantic derives one from a dataclass too, but not where it holds what is not written, such as the means to judge anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from regiokompas.advising.first_moves import FirstMoves
from regiokompas.advising.meeting import Agenda
from regiokompas.dossiers.partner_pages import PartnerPage
from regiokompas.errors import Source
from regiokompas.judging.baseline import Baseline
from regiokompas.overviews.overview import Overview
from regiokompas.results.advice import Plan
from regiokompas.results.comparison import Comparison, WhatIf
from regiokompas.results.diagnosis import Diagnosis, Stability
from regiokompas.results.resilience import StressTest
from regiokompas.schema_ids import result_name, schema_id

__all__ = ["RESULTS", "result_schema"]

#: Every result that is written as JSON, by the name of its schema.
RESULTS: Mapping[str, type] = {
    result_name(kind): kind
    for kind in (
        Diagnosis,
        Stability,
        Plan,
        Agenda,
        FirstMoves,
        StressTest,
        Comparison,
        WhatIf,
        Baseline,
        PartnerPage,
        Overview,
    )
}

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Source: {"type": "string", "description": "file:line:column, or file:sheet!cell"},
}

_PARAMETERS = re.compile(r"\n+Parameters\n-+\n(.*?)(?=\n\n[A-Z]\w+\n-+\n|\Z)", re.DOTALL)
_SECTION = re.compile(r"\n\n[A-Z]\w+\n-+\n.*", re.DOTALL)


def result_schema(name: str) -> dict[str, Any]:
    """Return the schema of a result as JSON.

    What a later version adds is no mistake, so a reader must pass over what it does not know.

    Examples
    --------
    >>> result_schema("agenda")["required"]
    ['schema', 'name', 'language', 'points', 'note']
    """
    definitions: dict[str, Any] = {}
    schema = _object(RESULTS[name], definitions)
    return {
        **schema,
        "properties": {"schema": {"const": schema_id(name)}, **schema["properties"]},
        "required": ["schema", *schema["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a dataclass; what is private is not written."""
    docstring = cleandoc(kind.__doc__ or "")
    described = dict(_described(docstring))
    hints = get_type_hints(kind)
    properties = {
        name: _described_as(described.get(name), _schema(hints[name], definitions))
        for name in kind.__dataclass_fields__  # type: ignore[attr-defined]
        if not name.startswith("_")
    }
    about = " ".join(_SECTION.sub("", docstring).split()).replace("``", "`")
    return {
        "title": kind.__name__,
        "description": about,
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _described_as(description: str | None, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, **schema} if description else schema


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type as JSON has it; dataclasses are gathered as definitions."""
    arguments = get_args(hint)
    match get_origin(hint) or hint:
        case kind if kind in _PLAIN:
            return dict(_PLAIN[kind])
        case kind if kind is Literal:
            return {"enum": list(arguments)}
        case kind if kind in (Union, UnionType):
            return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
        case kind if kind is tuple and arguments[1:] == (...,):
            return {"type": "array", "items": _schema(arguments[0], definitions)}
        case kind if kind is tuple:
            items = [_schema(argument, definitions) for argument in arguments]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        case kind if kind is Mapping:
            return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
        case type() as kind if is_dataclass(kind):
            name = kind.__name__
            if name not in definitions:
                definitions[name] = {}  # so that one that holds itself ends
                definitions[name] = _object(kind, definitions)
            return {"$ref": f"#/$defs/{name}"}
    raise TypeError(f"{hint} is written in no known way")


def _described(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the names under ``Parameters`` with what is said of them."""
    found = _PARAMETERS.search(docstring)
    for entry in re.split(r"\n(?=\S)", found[1]) if found else ():
        names, _, text = entry.partition("\n")
        for name in names.split(", "):
            yield name, " ".join(text.split()).replace("``", "`")
