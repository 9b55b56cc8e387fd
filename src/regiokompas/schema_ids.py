"""The names under which the JSON Schemas are published, with their version."""

from __future__ import annotations

import re

__all__ = ["SCHEMA_VERSION", "result_name", "schema_id"]

#: Raised when something is taken away or means something else; what is only added keeps it.
SCHEMA_VERSION = 1


def schema_id(name: str) -> str:
    """Return the ``$id`` of a schema. It is a name and no address: it holds wherever the file lies.

    Examples
    --------
    >>> schema_id("diagnosis")
    'urn:regiokompas:schema:diagnosis:1'
    """
    return f"urn:regiokompas:schema:{name}:{SCHEMA_VERSION}"


def result_name(kind: type) -> str:
    """Return the name of the schema of a kind of result.

    Examples
    --------
    >>> class FirstMoves: ...
    >>> result_name(FirstMoves)
    'first-moves'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
