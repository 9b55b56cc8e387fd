"""From a partnership to facts: entities as they are, measures as they are computed."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import networkx as nx

from regiokompas.errors import PluginError, Source
from regiokompas.facts.schema import Fact, FactBase, FactKind, Value
from regiokompas.facts.vocabulary import days_until, has, number_of, vocabulary
from regiokompas.graph import to_graph
from regiokompas.measures import Measure, registered
from regiokompas.model import Entity, Money, Partnership, Text

__all__ = ["build_facts", "row_key"]

#: Decimals that measures keep; more would only differ between machines.
DECIMALS = 4

#: Where the values of a partnership were read, by entity key and attribute.
_Places = Mapping[tuple[str, str], Source]


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
    today, places = partnership.about.date, partnership.origin.sources
    facts = [_entity_fact(entity, today, places) for entity in partnership.entities()]
    open_kinds = {kind.name for kind in kinds.values() if _is_open(partnership, kind)}
    G = nx.freeze(to_graph(partnership))
    for measure in registered().values():
        if measure.name not in open_kinds and (read is None or measure.name in read):
            facts.extend(_measure_facts(measure, G, places))
    return FactBase.of(facts, open_kinds)


def _is_open(partnership: Partnership, kind: FactKind) -> bool:
    return kind.name != "finding" and not all(map(partnership.is_complete, kind.sections))


def _entity_fact(entity: Entity, today: date, places: _Places) -> Fact:
    values: dict[str, Value] = {}
    by_field = _names(type(entity))
    for field, value in vars(entity).items():
        if value is None or field not in by_field:
            continue
        names = by_field[field]
        if names.has:
            values[names.has] = value != "none"
        if value == "none":
            continue
        if names.plain:
            values[names.plain] = _plain(value)
        if names.days_until:
            values[names.days_until] = (value - today).days
        if names.number_of:
            values[names.number_of] = len(value)
    written = _written(type(entity))
    sources = {name: place for name in ("key", *values) if (place := places.get((entity.key, written[name])))}
    return Fact(entity.KIND, entity.key, values, sources)


class _Names(NamedTuple):
    """The attributes that a fact has of a field of its entity: empty where it has none of that sort."""

    plain: str
    has: str
    days_until: str
    number_of: str


@cache
def _names(model: type[Entity]) -> Mapping[str, _Names]:
    """Return by field the attributes that are made from it; a field that gives none is left out."""
    attributes = vocabulary().kinds[model.KIND].attributes
    found = {}
    for field, info in model.model_fields.items():
        written = info.alias or field
        made = (written, has(written), days_until(written), number_of(written))
        if field != "key" and not attributes.keys().isdisjoint(made):
            found[field] = _Names(*(name if name in attributes else "" for name in made))
    return found


@cache
def _written(model: type[Entity]) -> Mapping[str, str]:
    """Return by attribute the name under which the value is written that it is made from."""
    fields = [info.alias or field for field, info in model.model_fields.items()]
    return {name: field for field in fields for name in (field, has(field), days_until(field), number_of(field))}


def _plain(value: Any) -> Value:
    if isinstance(value, (str, int, float, tuple)):  # most of them: to ask whether one is a model takes longer
        return value
    if isinstance(value, Text):
        return value.nl
    if isinstance(value, Money):
        return value.amount
    day: date = value
    return day.isoformat()


def _measure_facts(measure: Measure, G: Any, places: _Places) -> Iterator[Fact]:
    names = [field.name for field in dataclasses.fields(measure.row)]
    for row in _rows(measure, G):
        columns = {name: getattr(row, name) for name in names}
        values = {name: _rounded(value) for name, value in columns.items() if value is not None}
        subject = columns[names[0]]
        about = subject if isinstance(subject, str) else subject[0] if subject else ""
        source = places.get((about, "key"))
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
    return tuple(value) if isinstance(value, list) else value
