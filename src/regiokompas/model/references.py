"""References: which attributes of an entity name other entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from regiokompas.model.base import Entity, Ref

__all__ = ["Reference", "reference_fields", "references"]


class Reference(NamedTuple):
    """One key named by one attribute.

    ``path`` leads from the entity to the attribute, which lies deeper where a fund has a condition.
    """

    attribute: str
    path: tuple[str, ...]
    key: str
    kinds: tuple[str, ...]
    edge: str
    noun: str


@cache
def reference_fields(model: type[BaseModel]) -> dict[str, Ref]:
    """Return the attributes of a model that are references, by name."""
    found = {}
    for name, info in model.model_fields.items():
        ref = _find_ref(info)
        if ref is not None:
            found[name] = ref
    return found


def _find_ref(info: FieldInfo) -> Ref | None:
    pending: list[Any] = [*info.metadata, info.annotation]
    while pending:
        item = pending.pop(0)
        if isinstance(item, Ref):
            return item
        pending.extend(getattr(item, "__metadata__", ()))
        pending.extend(get_args(item))
    return None


@cache
def _holding(model: type[BaseModel]) -> tuple[tuple[str, str, Ref | None], ...]:
    """Return the attributes that can hold references, as they are written; those that lie deeper have no ``Ref``."""
    refs = reference_fields(model)
    return tuple(
        (name, info.alias or name, refs.get(name))
        for name, info in model.model_fields.items()
        if name in refs or _holds_model(info)
    )


def _holds_model(info: FieldInfo) -> bool:
    pending: list[Any] = [info.annotation]
    while pending:
        item = pending.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            return True
        pending.extend(get_args(item))
    return False


def references(entity: Entity | BaseModel, path: tuple[str, ...] = ()) -> Iterator[Reference]:
    """Yield every reference of an entity, in the order of its attributes."""
    for name, written, ref in _holding(type(entity)):
        value = getattr(entity, name)
        if ref is not None and value is not None and value != "none":
            keys = (value,) if isinstance(value, str) else value
            for key in keys:
                yield Reference(written, (*path, written), key, ref.kinds, ref.edge, ref.noun or written)
        elif isinstance(value, BaseModel):
            yield from references(value, (*path, written))
