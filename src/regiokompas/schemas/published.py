"""The schemas by name, each with its version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from regiokompas.model.schema import input_schema
from regiokompas.schema_ids import schema_id
from regiokompas.schemas.configuring import configuration_schema
from regiokompas.schemas.packs import claims_schema, pack_schema, profile_schema
from regiokompas.schemas.results import RESULTS, result_schema
from regiokompas.schemas.rules import rule_schema

__all__ = ["published"]

_READ: Mapping[str, Callable[[], dict[str, Any]]] = {
    "partnership": input_schema,
    "rule": rule_schema,
    "pack": pack_schema,
    "profile": profile_schema,
    "claims": claims_schema,
    "configuration": configuration_schema,
}


def published() -> dict[str, dict[str, Any]]:
    """Return every schema by its name; each is complete in itself.

    Examples
    --------
    >>> published()["diagnosis"]["$id"]
    'urn:regiokompas:schema:diagnosis:1'
    """
    made = {name: make() for name, make in _READ.items()}
    made |= {name: result_schema(name) for name in RESULTS}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {name: {"$schema": dialect, "$id": schema_id(name), **schema} for name, schema in made.items()}
