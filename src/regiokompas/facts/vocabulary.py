"""The fact kinds there are: one per entity, one per measure, and the findings of other rules."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from regiokompas.errors import PluginError, did_you_mean
from regiokompas.facts.schema import Attribute, AttributeType, FactKind, Vocabulary
from regiokompas.measures import Measure, registered
from regiokompas.model import ENTITIES, SECTIONS, Entity, Money, Text
from regiokompas.model.base import Quantity
from regiokompas.model.entities import NOUNS
from regiokompas.model.references import reference_fields
from regiokompas.texts import Bilingual

__all__ = ["FINDING_KIND", "days_until", "entity_attributes", "has", "number_of", "vocabulary"]


def _word(name: str, nl: str) -> Attribute:
    return Attribute(name, AttributeType.WORD, always=True, label=Bilingual(nl, name))


#: What a rule that fires (or may fire) lets other rules read. ``subject`` is the entity that the rule's first
#: binding is about, or the key of that fact where it is about no single entity.
FINDING_KIND = FactKind(
    "finding",
    MappingProxyType(
        {
            "rule": _word("rule", "regel"),
            "id": _word("id", "nummer"),
            "field": _word("field", "spanningsveld"),
            "kind": _word("kind", "soort"),
            "severity": _word("severity", "ernst"),
            "subject": Attribute("subject", AttributeType.KEY, always=True, label=Bilingual("betreft", "subject")),
        }
    ),
    subject="subject",
    sections=("findings",),
    label=Bilingual("bevinding", "finding"),
)


def days_until(name: str) -> str:
    """Return the name of the attribute that counts the days from the picture to a date."""
    return f"days_until_{name}"


def has(name: str) -> str:
    """Return the name of the attribute that says whether there is such a thing at all."""
    return f"has_{name}"


def number_of(name: str) -> str:
    """Return the name of the attribute that counts a list."""
    return f"{name}_count"


@cache
def vocabulary() -> Vocabulary:
    """Return every fact kind that rules can speak of, the measures of installed distributions included.

    Raises
    ------
    PluginError
        If a distribution offers measures that cannot be used.

    Examples
    --------
    >>> vocabulary().kinds["person"].attributes["days_until_term_ends"].type.value
    'days'
    """
    entities = [_entity_kind(entity) for entity in ENTITIES.values()]
    measures = [_measure_kind(measure) for measure in registered().values()]
    return Vocabulary.of([*entities, *measures, FINDING_KIND])


def _entity_kind(entity: type[Entity]) -> FactKind:
    attributes = {a.name: a for name in entity.model_fields for a in entity_attributes(entity, name)}
    is_partnership = entity.KIND == "partnership"
    return FactKind(
        entity.KIND,
        MappingProxyType(attributes),
        sections=() if is_partnership else (entity.SECTION,),
        singleton=is_partnership,
        label=NOUNS[entity.KIND],
    )


def entity_attributes(entity: type[Entity], name: str) -> Iterator[Attribute]:
    """Yield the attributes that one field of an entity becomes: itself, and its count, date or presence."""
    info = entity.model_fields[name]
    if name in ("key", "note"):
        return
    written = info.alias or name
    extra = typing.cast(dict[str, Any], info.json_schema_extra or {})
    label = Bilingual(str(extra.get("nl", written)), str(info.title or written))
    of = (f"{entity.KIND}.{written}",)
    if "none" in _literals(info.annotation) and len(_literals(info.annotation)) == 1:
        said = Bilingual(f"er is een ‘{label.nl}’", f"there is a ‘{label.en}’")
        yield Attribute(has(written), AttributeType.FLAG, label=said, of=of)
    type_ = _entity_type(entity, name, info)
    if type_ is None:
        return
    words = _words(info.annotation) if type_ in (AttributeType.WORD, AttributeType.WORDS) else ()
    always = info.is_required() and type_.joinable
    if type_ is not AttributeType.COUNT or "tuple" not in str(info.annotation):
        yield Attribute(written, type_, always, words, label, of)
    if type_ is AttributeType.DATE:
        yield Attribute(days_until(written), AttributeType.DAYS, label=label, of=of)
    if type_ is AttributeType.KEYS or "tuple" in str(info.annotation):
        yield Attribute(
            number_of(written),
            AttributeType.COUNT,
            label=Bilingual(f"aantal: {label.nl}", f"number: {label.en}"),
            of=of,
        )


def _entity_type(entity: type[Entity], name: str, info: FieldInfo) -> AttributeType | None:
    annotation = str(info.annotation)
    if name in reference_fields(entity):
        return AttributeType.KEYS if "tuple" in annotation else AttributeType.KEY
    parts = set(_parts(info.annotation))
    quantity = next((p for p in (*info.metadata, *parts) if isinstance(p, Quantity)), None)
    if quantity is not None:
        return AttributeType(quantity.name)
    if Money in parts:
        return AttributeType.MONEY
    if date in parts:
        return AttributeType.DATE
    if bool in parts:
        return AttributeType.FLAG
    if Text in parts:
        return AttributeType.TEXT
    if "tuple" in annotation:
        return AttributeType.WORDS if _words(info.annotation) else AttributeType.COUNT
    if _literals(info.annotation):
        return AttributeType.WORD
    return AttributeType.TEXT if str in parts else None


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield everything that an annotation is made of, metadata included."""
    yield from (item for item in getattr(annotation, "__metadata__", ()) if isinstance(item, Quantity))
    if get_origin(annotation) is Literal:
        return
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        if argument is not Ellipsis:
            yield from _parts(argument) if not isinstance(argument, Quantity) else (argument,)


def _words(annotation: Any) -> tuple[str, ...]:
    """Return the words that may be chosen from, one or several at a time."""
    return tuple(word for word in _literals(annotation, listed=True) if word != "none")


def _literals(annotation: Any, *, listed: bool = False) -> tuple[str, ...]:
    """Return the words of a closed list, wherever it stands in the annotation; those in lists only if asked."""
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    if get_origin(annotation) is tuple and not listed:
        return ()
    return tuple(word for argument in get_args(annotation) for word in _literals(argument, listed=listed))


def _measure_kind(measure: Measure) -> FactKind:
    try:
        kind = _kind_of_rows(measure)
    except (TypeError, KeyError, NameError) as error:
        if not measure.origin:
            raise
        raise PluginError(
            f"{measure.origin} is broken: the measure {measure.name} has a column that is not declared with value() "
            f"and one of the types of columns: {error}"
        ) from error
    if measure.origin:
        _refuse_unknown_inputs(measure, kind)
    return kind


def _refuse_unknown_inputs(measure: Measure, kind: FactKind) -> None:
    """Refuse a measure of a plugin that hangs on something that nobody can be asked for."""
    written = {f"{e.KIND}.{info.alias or name}" for e in ENTITIES.values() for name, info in e.model_fields.items()}
    columns = {f".{name}" for name in kind.attributes}
    declared = [
        source
        for attribute in kind.attributes.values()
        for source in (*attribute.of, *attribute.of_all, *attribute.reads, *attribute.reads_all)
    ]
    for source, known in [
        *((s.replace("*", ""), {*written, *SECTIONS, *columns}) for s in declared),
        *((s, SECTIONS) for s in kind.sections),
    ]:
        if source not in known:
            hint = did_you_mean(source, known)
            raise PluginError(
                f"{measure.origin} is broken: the measure {measure.name} hangs on {source}, which does not exist"
                + (f"; {hint}" if hint else "")
            )


def _kind_of_rows(measure: Measure) -> FactKind:
    hints = typing.get_type_hints(measure.row, include_extras=True)
    attributes = {}
    fields = dataclasses.fields(measure.row)
    for field in fields:
        hint = hints[field.name]
        type_ = _measure_type(hint)
        optional = type(None) in get_args(hint)
        always = not optional and type_.joinable
        made_from = {name: field.metadata[name] for name in ("of", "of_all", "reads", "reads_all")}
        attributes[field.name] = Attribute(field.name, type_, always, (), field.metadata["label"], **made_from)
    return FactKind(
        measure.name,
        MappingProxyType(attributes),
        subject=fields[0].name,
        sections=measure.needs,
        singleton=measure.singleton,
        label=measure.label,
    )


def _measure_type(hint: Any) -> AttributeType:
    parts = list(_parts(hint))
    quantity = next((part for part in parts if isinstance(part, Quantity)), None)
    if quantity is not None:
        return AttributeType(quantity.name)
    if bool in parts:
        return AttributeType.FLAG
    raise TypeError(f"{hint} is no type of a measure's column")
