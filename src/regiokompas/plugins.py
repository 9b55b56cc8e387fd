"""What other distributions add: packs of rules and measures, found by their entry points."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from regiokompas.errors import PluginError

__all__ = ["MEASURES", "PACKS", "offered", "origin", "use"]

#: Group of entry points whose value is a folder of rules, written ``package:folder``.
PACKS = "regiokompas.packs"

#: Group of entry points whose value is a module that registers measures when it is imported.
MEASURES = "regiokompas.measures"

Thing = TypeVar("Thing")


def offered(group: str) -> tuple[EntryPoint, ...]:
    """Return what installed distributions offer in a group, by name.

    Raises
    ------
    PluginError
        If two distributions offer something under the same name.
    """
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value, origin(point))):
        other = found.setdefault(point.name, point)
        if (other.value, origin(other)) != (point.value, origin(point)):
            raise PluginError(
                f"{origin(other)} and {origin(point)} both offer {point.name} as {group}; uninstall one of them"
            )
    return tuple(found.values())


def origin(point: EntryPoint) -> str:
    """Return the distribution that an entry point belongs to, with its version."""
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else "an unknown distribution"


def use(point: EntryPoint, make: Callable[[EntryPoint], Thing]) -> Thing:
    """Return what is made of an entry point.

    Raises
    ------
    PluginError
        Whatever goes wrong in it, with the distribution to blame.
    """
    try:
        return make(point)
    except Exception as error:  # code of others may raise anything
        what = f"{type(error).__name__}: {error}" if not isinstance(error, PluginError) else str(error)
        raise PluginError(f"{origin(point)} is broken: {point.name} = {point.value} cannot be used: {what}") from error
