"""Results as JSON: everything they hold, in a fixed order."""

from __future__ import annotations

import json
from typing import Any, Protocol

__all__ = ["render_json"]


class Plain(Protocol):
    """What can be told as plain data."""

    def to_dict(self) -> dict[str, Any]:
        """Return mappings, lists, texts and numbers."""


def render_json(result: Plain) -> str:
    """Return the whole result as JSON text; equal results give equal bytes."""
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
