"""The JSON Schema of the input, from which editors complete and check."""

from __future__ import annotations

from typing import Any

from regiokompas.model.partnership import Partnership

__all__ = ["input_schema", "without_nulls"]


def input_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a partnership as YAML or JSON.

    Examples
    --------
    >>> sorted(input_schema()["required"])
    ['partnership']
    """
    schema = Partnership.model_json_schema(by_alias=True, mode="validation")
    return {**without_nulls(schema), "title": "a regional partnership"}


def without_nulls(schema: Any) -> Any:
    """Drop the null that stands for unknown: in a document one leaves the attribute out."""
    if isinstance(schema, list):
        return [without_nulls(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: without_nulls(item) for name, item in schema.items() if not (name == "default" and item is None)}
    options = found.get("anyOf")
    if isinstance(options, list):
        kept = [option for option in options if option != {"type": "null"}]
        if len(kept) == 1:
            found = {name: item for name, item in found.items() if name != "anyOf"} | kept[0]
        else:
            found["anyOf"] = kept
    return found
