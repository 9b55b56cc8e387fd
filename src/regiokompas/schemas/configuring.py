"""The schema of the configuration: what the model says, and the ids and parameters of the rules that come along."""

from __future__ import annotations

import re
from dataclasses import fields
from inspect import getdoc
from typing import Any

from regiokompas.configuration import Configuration
from regiokompas.facts import vocabulary
from regiokompas.io.limits import Limits
from regiokompas.model.schema import without_nulls
from regiokompas.rules import load_pack
from regiokompas.rules.language import Parameter

__all__ = ["configuration_schema"]


def configuration_schema() -> dict[str, Any]:
    """Return the schema of ``regiokompas.toml`` and ``[tool.regiokompas]``.

    Rules of the pack ``essay`` are named, so that editors complete them; those of other packs may be set too.

    Examples
    --------
    >>> configuration_schema()["properties"]["parameters"]["properties"]["FIN01"]["properties"]["min_amount"]["default"]
    0
    """
    schema: dict[str, Any] = without_nulls(Configuration.model_json_schema())
    rules = sorted(load_pack("essay", vocabulary()).rules, key=lambda rule: rule.id)
    severity, parameters = schema["properties"]["severity"], schema["properties"]["parameters"]
    severity["properties"] = {
        rule.id: {**severity["additionalProperties"], "description": rule.name, "default": str(rule.severity)}
        for rule in rules
    }
    parameters["properties"] = {
        rule.id: {
            "type": "object",
            "description": rule.name,
            "properties": {name: _parameter(parameter) for name, parameter in rule.parameters.items()},
            "additionalProperties": False,
        }
        for rule in rules
        if rule.parameters
    }
    schema["$defs"]["Limits"] = _limits()
    ids = {"enum": [rule.id for rule in rules]}
    schema["$defs"]["Waiver"]["properties"]["rule"]["anyOf"] = [ids, {"type": "string"}]
    for item in (*schema["properties"].values(), *schema["$defs"]["Waiver"]["properties"].values()):
        item.pop("title", None)
    return {**schema, "title": "configuration of regiokompas", "description": "how to judge, and how to show it"}


def _limits() -> dict[str, Any]:
    """Return what may be set, each described by the docstring of the class."""
    said = re.findall(r"^(\w+)\n((?:    .+\n)+)", f"{getdoc(Limits)}\n", re.MULTILINE)
    described = {name: " ".join(text.split()) for name, text in said}
    properties = {
        limit.name: {
            "type": "integer",
            "minimum": 1,
            "default": limit.default,
            "description": described[limit.name].replace("``", "`"),
        }
        for limit in fields(Limits)
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """Return what may be set, and why the rule sets it as it does."""
    said: dict[str, Any] = {"description": parameter.why.en, "default": parameter.value}
    if isinstance(parameter.value, str):
        return {"type": "string", **said}
    bounds = {"minimum": parameter.low, "maximum": parameter.high}
    return {"type": "number", **said, **{name: bound for name, bound in bounds.items() if bound is not None}}
