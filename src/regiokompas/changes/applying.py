"""Applying changes: to a copy, one after the other, each checked by the model as if it had been in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    changed = partnership
    for change in changes:
        demand(change, BaseChange)
        changed = _applied(changed, change)
    return _with_places_of(partnership, changed)


def _applied(partnership: Partnership, change: Change) -> Partnership:
    name = str(change)
    draft = Draft(partnership, name)
    change.write(draft)
    try:
        changed = read(Document(draft.data, name))
    except InputError as error:
        told = (replace(problem, source=Source(name)) for problem in error.problems)
        raise InputError(Problems(told, error.problems.more)) from None
    sources = {place: Source(name) for place in changed.origin.sources}
    return _with_places_of(partnership, changed.with_origin(Origin(sources, partnership.origin.notices)))


def _with_places_of(before: Partnership, after: Partnership) -> Partnership:
    """Give back its place to every value that is what it was."""
    known = before.origin.sources
    sources = {
        (key, attribute): known[key, attribute]
        if (key, attribute) in known and _value(before, key, attribute) == _value(after, key, attribute)
        else source
        for (key, attribute), source in after.origin.sources.items()
    }
    return after.with_origin(Origin(sources, before.origin.notices))


def _value(partnership: Partnership, key: str, attribute: str) -> object:
    entity: Entity = partnership.by_key[key]
    names = {info.alias or name: name for name, info in type(entity).model_fields.items()}
    return getattr(entity, names[attribute])
