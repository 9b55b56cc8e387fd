"""Results as plain data, as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiokompas.errors import Source

__all__ = ["as_dict", "plain"]


def as_dict(result: Any) -> dict[str, Any]:
    """Return the public attributes of a result as plain data."""
    return {name: plain(getattr(result, name)) for name in result.__dataclass_fields__ if not name.startswith("_")}


def plain(value: Any) -> Any:
    """Return a value of a result as plain data: mappings, lists, texts and numbers."""
    if isinstance(value, Source):
        return str(value)
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return as_dict(value)
    return value
