"""Attributes of frozen results that are made when they are first asked for, and are nothing special afterwards.

A dataclass with slots has no room for a cached property. attrs gives one to its slotted classes all the same, and
SQLAlchemy a column that is read when it is asked for: in the slot stands how to make the value until someone reads the
attribute, and then the value itself. Whatever looks at the object looks through the attribute, so that equality, the
hash, copies, pickles and the schema are those of the value.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

__all__ = ["deferring", "later", "replace"]

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class _Later(Generic[T]):
    """How to make a value."""

    make: Callable[[], T]


def later(make: Callable[[], T]) -> T:
    """Return what a deferred attribute is given instead of its value.

    Its type is that of the value, as with :func:`dataclasses.field`: nobody ever sees anything else.

    Parameters
    ----------
    make
        Makes the value; it must make an equal one however often and whenever it is called, since two threads may ask
        at the same time. It is let go of once the value is there.
    """
    return _Later(make)  # type: ignore[return-value]


class _Attribute:
    """Stands before the slot of an attribute."""

    def __init__(self, slot: Any) -> None:
        self.slot = slot
        self.__doc__ = slot.__doc__

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = self.slot.__get__(instance, owner)
        if isinstance(value, _Later):
            value = value.make()
            self.slot.__set__(instance, value)
        return value

    def __set__(self, instance: object, value: object) -> None:
        self.slot.__set__(instance, value)


def deferring(*names: str) -> Callable[[type[T]], type[T]]:
    """Let attributes of a frozen dataclass with slots be given by :func:`later`.

    Examples
    --------
    >>> @deferring("area")
    ... @dataclasses.dataclass(frozen=True, slots=True)
    ... class Square:
    ...     side: int
    ...     area: int
    >>> square = Square(3, later(lambda: print("multiplied") or 9))
    >>> square.area, square.area
    multiplied
    (9, 9)
    >>> square == Square(3, 9)
    True
    """

    def decorate(cls: type[T]) -> type[T]:
        for name in names:
            setattr(cls, name, _Attribute(cls.__dict__[name]))
        return cls

    return decorate


def replace(instance: T, **changes: Any) -> T:
    """Return a copy with other values, as :func:`dataclasses.replace` does, in which nothing deferred is made.

    Examples
    --------
    >>> @deferring("area")
    ... @dataclasses.dataclass(frozen=True, slots=True)
    ... class Square:
    ...     side: int
    ...     area: int
    >>> red = replace(Square(3, later(lambda: print("multiplied") or 9)), side=4)
    >>> red.area
    multiplied
    9
    """
    slots = _slots(type(instance))  # type: ignore[arg-type]  # a class can be hashed
    kept = {name: slot.__get__(instance) for name, slot in slots}
    return dataclasses.replace(instance, **{**kept, **changes})  # type: ignore[type-var]


@cache
def _slots(cls: type[object]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, part.slot) for name, part in vars(cls).items() if isinstance(part, _Attribute))
