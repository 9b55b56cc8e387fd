"""Results as JSON: everything they hold, in a fixed order."""

from __future__ import annotations

from typing import Any, Protocol

from regiokompas.report.markup import json_text
from regiokompas.schema_ids import result_name, schema_id

__all__ = ["render_json"]


class Plain(Protocol):
    """What can be told as plain data."""

    def to_dict(self) -> dict[str, Any]:
        """Return mappings, lists, texts and numbers."""


def render_json(result: Plain) -> str:
    """Return the whole result as JSON text, with the schema that it follows; equal results give equal bytes."""
    told = {"schema": schema_id(result_name(type(result))), **result.to_dict()}
    return json_text(told)
