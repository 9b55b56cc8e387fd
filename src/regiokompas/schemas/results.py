"""The schemas of results: derived from the frozen dataclasses that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from regiokompas.actions import Plan
from regiokompas.baseline import Baseline
from regiokompas.comparison import Comparison, WhatIf
from regiokompas.errors import Source
from regiokompas.first_moves import FirstMoves
from regiokompas.meeting import Agenda
from regiokompas.resilience import StressTest
from regiokompas.results import Diagnosis, Stability
from regiokompas.schema_ids import result_name, schema_id

__all__ = ["RESULTS", "result_schema"]

#: Every result that is written as JSON, by the name of its schema.
RESULTS: Mapping[str, type] = {
    result_name(kind): kind
    for kind in (Diagnosis, Stability, Plan, Agenda, FirstMoves, StressTest, Comparison, WhatIf, Baseline)
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
    schema = TypeAdapter(RESULTS[name]).json_schema(schema_generator=_AsWritten, mode="serialization")
    for definition in (schema, *schema.get("$defs", {}).values()):
        _tidy(definition)
    schema["properties"] = {"schema": {"const": schema_id(name)}, **schema["properties"]}
    schema["required"] = ["schema", *schema["required"]]
    definitions = schema.pop("$defs", {})
    used = _used(schema, definitions)
    return {**schema, "$defs": {name: definitions[name] for name in sorted(used)}} if used else schema


class _AsWritten(GenerateJsonSchema):
    """Results as their JSON has them: a place is a text, and what is private is not written."""

    def callable_schema(self, schema: core_schema.CallableSchema) -> dict[str, Any]:
        return {}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> dict[str, Any]:
        if schema["cls"] is Source:
            return {"type": "string", "description": "file:line:column, or file:sheet!cell"}
        return super().dataclass_schema(schema)


def _tidy(definition: dict[str, Any]) -> None:
    """Leave out what is private, and give each property what the docstring says of it."""
    properties = definition.get("properties")
    if properties is None:
        return
    said = definition.get("description", "")
    described = dict(_described(said))
    definition["description"] = " ".join(_SECTION.sub("", said).split()).replace("``", "`")
    public = {name: item for name, item in properties.items() if not name.startswith("_")}
    for name, item in public.items():
        item.pop("title", None)
        if name in described:
            item["description"] = described[name]
    definition["properties"] = public
    definition["required"] = list(public)


def _described(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the names under ``Parameters`` with what is said of them."""
    found = _PARAMETERS.search(docstring)
    for entry in re.split(r"\n(?=\S)", found[1]) if found else ():
        names, _, text = entry.partition("\n")
        for name in names.split(", "):
            yield name, " ".join(text.split()).replace("``", "`")


def _used(schema: Any, definitions: Mapping[str, Any]) -> set[str]:
    """Return the definitions that a schema leads to."""
    used: set[str] = set()
    pending = [schema]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            name = str(item.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in used:
                used.add(name)
                pending.append(definitions[name])
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    return used
