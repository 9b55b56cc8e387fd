"""Results as JSON: everything they hold, in a fixed order."""

from __future__ import annotations

import json

from regiokompas.comparison import Comparison
from regiokompas.results import Diagnosis

__all__ = ["render_json"]


def render_json(result: Diagnosis | Comparison) -> str:
    """Return a diagnosis or a comparison as JSON text; equal results give equal bytes."""
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
