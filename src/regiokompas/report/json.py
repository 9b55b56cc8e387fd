"""The diagnosis as JSON: everything it holds, in a fixed order."""

from __future__ import annotations

import json

from regiokompas.results import Diagnosis

__all__ = ["render_json"]


def render_json(diagnosis: Diagnosis) -> str:
    """Return the whole diagnosis as JSON text; equal diagnoses give equal bytes."""
    return json.dumps(diagnosis.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
