"""Applying changes: to a copy, one after the other, each checked by the model as if it had been in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from regiokompas.arguments import demand, takes
from regiokompas.changes.base import BaseChange
from regiokompas.changes.draft import Draft
from regiokompas.changes.kinds import Change
from regiokompas.errors import InputError, Problems, Source
from regiokompas.io.document import Document
from regiokompas.model import Entity, Origin, Partnership, read

__all__ = ["apply"]


@takes(partnership=Partnership, changes=Iterable)
def apply(partnership: Partnership, changes: Iterable[Change]) -> Partnership:
    """Return the partnership as it would be after some changes.

    Parameters
    ----------
    partnership
        What is known of a region; it stays as it is.
    changes
        What happens, in this order.

    Returns
    -------
    Partnership
        A value that no change touched keeps the place it was read from; every other has the change as its place.

    Raises
    ------
    InputError
        If a change does not fit; the problem names it.

    Examples
    --------
    >>> from regiokompas.changes import parse_change
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> demo = read(Document({"partnership": about}, "demo.yaml"))
    >>> changed = apply(demo, [parse_change("set:partnership:demo.overview=true")])
    >>> changed.about.overview, str(changed.source("partnership:demo", "overview"))
    (True, 'set:partnership:demo.overview=true')
    """
    changed, made = partnership, list(changes)
    for change in made:
        demand(change, BaseChange)
        changed = _applied(changed, change)
    # What one change did and a later one undid has its place again; after a single change that is so already.
    return _with_places_of(partnership, changed) if len(made) > 1 else changed


def _applied(partnership: Partnership, change: Change) -> Partnership:
    name = str(change)
    draft = Draft(partnership, name)
    change.write(draft)
    try:
        changed = read(Document(draft.data, name, {(): Source(name)}))
    except InputError as error:
        told = (replace(problem, source=Source(name)) for problem in error.problems)
        raise InputError(Problems(told, error.problems.more)) from None
    return _with_places_of(partnership, changed)


def _with_places_of(before: Partnership, after: Partnership) -> Partnership:
    """Give back its place to every value that is what it was."""
    known = before.origin.sources
    same = {key for key, entity in after.by_key.items() if before.by_key.get(key) == entity}
    sources = {
        (key, attribute): known[key, attribute]
        if (key, attribute) in known
        and (key in same or _value(before, key, attribute) == _value(after, key, attribute))
        else source
        for (key, attribute), source in after.origin.sources.items()
    }
    return after.with_origin(Origin(sources, before.origin.notices))


def _value(partnership: Partnership, key: str, attribute: str) -> object:
    entity: Entity = partnership.by_key[key]
    return getattr(entity, _fields(type(entity))[attribute])


@cache
def _fields(kind: type[Entity]) -> Mapping[str, str]:
    """Return the field of each attribute as it is written."""
    return {info.alias or name: name for name, info in kind.model_fields.items()}
