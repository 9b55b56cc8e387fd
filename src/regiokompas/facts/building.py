"""From a partnership to facts: entities as they are, measures as they are computed."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import networkx as nx
from pydantic import BaseModel

from regiokompas.errors import PluginError
from regiokompas.facts.schema import Fact, FactBase, FactKind, Value
from regiokompas.facts.vocabulary import days_until, has, number_of, vocabulary
from regiokompas.graph import to_graph
from regiokompas.measures import Measure, registered
from regiokompas.model import Entity, Money, Partnership, Text

__all__ = ["build_facts", "row_key"]

#: Decimals that measures keep; more would only differ between machines.
DECIMALS = 4


def build_facts(partnership: Partnership, read: Container[str] | None = None) -> FactBase:
    """Return the facts of a partnership.

    Parameters
    ----------
    read
        The kinds that rules read: a measure that none of them reads is not computed. All kinds if left out.

    Returns
    -------
    FactBase
        One fact per entity and one per row of each measure. A kind is open if a section that it is made from is
        unknown or incomplete; an open measure is not computed.
    """
    kinds = vocabulary().kinds
    facts = [_entity_fact(partnership, entity, kinds[entity.KIND]) for entity in partnership.entities()]
    open_kinds = {kind.name for kind in kinds.values() if _is_open(partnership, kind)}
    G = nx.freeze(to_graph(partnership))
    for measure in registered().values():
        if measure.name not in open_kinds and (read is None or measure.name in read):
            facts.extend(_measure_facts(partnership, measure, G))
    return FactBase.of(facts, open_kinds)


def _is_open(partnership: Partnership, kind: FactKind) -> bool:
    return kind.name != "finding" and not all(map(partnership.is_complete, kind.sections))


def _entity_fact(partnership: Partnership, entity: Entity, kind: FactKind) -> Fact:
    values = {name: value for name, value in _entity_values(partnership, entity) if name in kind.attributes}
    places, key = partnership.origin.sources, entity.key
    sources = {
        name: place for name in values if (place := places.get((key, name)) or places.get((key, _written(name))))
    }
    if origin := places.get((key, "key")):
        sources["key"] = origin
    return Fact(kind.name, key, values, sources)


@cache
def _written(attribute: str) -> str:
    """Return the name under which the value is written that an attribute was made from."""
    return attribute.removeprefix("days_until_").removeprefix("has_").removesuffix("_count")


class _Names(NamedTuple):
    """An attribute of an entity, and those that a fact makes of it."""

    name: str
    written: str
    has: str
    days_until: str
    number_of: str


@cache
def _names(model: type[Entity]) -> tuple[_Names, ...]:
    written = [(name, info.alias or name) for name, info in model.model_fields.items() if name != "key"]
    return tuple(_Names(name, w, has(w), days_until(w), number_of(w)) for name, w in written)


def _entity_values(partnership: Partnership, entity: Entity) -> Iterator[tuple[str, Value]]:
    today = partnership.about.date
    for names in _names(type(entity)):
        value = getattr(entity, names.name)
        if value is None:
            continue
        yield names.has, value != "none"
        if value == "none":
            continue
        if isinstance(value, Money):
            yield names.written, value.amount
        elif isinstance(value, Text):
            yield names.written, value.nl
        elif isinstance(value, date):
            yield names.written, value.isoformat()
            yield names.days_until, (value - today).days
        elif isinstance(value, tuple):
            yield names.written, value
            yield names.number_of, len(value)
        elif not isinstance(value, BaseModel):
            yield names.written, value


def _measure_facts(partnership: Partnership, measure: Measure, G: Any) -> Iterator[Fact]:
    names = [field.name for field in dataclasses.fields(measure.row)]
    for row in _rows(measure, G):
        columns = {name: getattr(row, name) for name in names}
        values = {name: _rounded(value) for name, value in columns.items() if value is not None}
        subject = columns[names[0]]
        about = subject if isinstance(subject, str) else subject[0] if subject else ""
        source = partnership.source(about)
        yield Fact(
            measure.name,
            row_key(measure.name, [columns[name] for name in measure.identity]),
            values,
            {"key": source} if source else {},
        )


def _rows(measure: Measure, G: Any) -> list[Any]:
    try:
        return list(measure.function(G))
    except Exception as error:  # code of others may raise anything
        if not measure.origin:
            raise
        what = f"{type(error).__name__}: {error}"
        raise PluginError(f"{measure.origin} is broken: the measure {measure.name} fails: {what}") from error


def row_key(kind: str, identity: Sequence[str | tuple[str, ...]]) -> str:
    """Return the key of a measure's row from the columns that tell it apart.

    Examples
    --------
    >>> row_key("exchange", ["partner:tiel"])
    'exchange:partner:tiel'
    >>> row_key("interest_pair", [("interest:a", "interest:b"), "opposed"])
    'interest_pair:interest:a+interest:b>opposed'
    """
    return f"{kind}:{'>'.join(part if isinstance(part, str) else '+'.join(part) for part in identity)}"


def _rounded(value: Any) -> Value:
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    return tuple(value) if isinstance(value, list | tuple) else value
