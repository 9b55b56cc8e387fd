"""What is certain though something is unknown.

A truth is ``True``, ``False`` or unknown (``None``), and they combine as in Kleene's logic [1]_: an answer is known as
soon as nothing that is unknown can change it.

A number of things of which something holds stands as soon as it is one: then it says *at least so many*. Zero stands
only if nothing is unknown, for unknown is never zero. A share stands only if all of it is known, because a rule may ask
for a small share as well as for a large one.

References
----------
.. [1] S. C. Kleene, "Introduction to Metamathematics", North-Holland, 1952, paragraph 64.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from regiokompas.measures.tally import share_of, total_of

__all__ = ["at_least", "certain", "is_one_of", "number_of", "remaining_share", "shares", "some", "without"]

Thing = TypeVar("Thing")


def is_one_of(value: object, options: Collection[object]) -> bool | None:
    """Return whether a value is one of these; unknown if the value is."""
    return None if value is None else value in options


def some(truths: Iterable[bool | None]) -> bool | None:
    """Return whether one holds at least.

    Examples
    --------
    >>> some([None, True]), some([None, False]), some([])
    (True, None, False)
    """
    known = set(truths)
    return True if True in known else None if None in known else False


def certain(truths: Iterable[tuple[str, bool | None]]) -> tuple[str, ...] | None:
    """Return the keys of which something certainly holds, sorted; unknown if that is none but may be some.

    Examples
    --------
    >>> certain([("b", True), ("a", None)]), certain([("a", None)]), certain([("a", False)])
    (('b',), None, ())
    """
    known = list(truths)
    found = tuple(sorted(key for key, truth in known if truth))
    return found if found or all(truth is not None for _, truth in known) else None


def at_least(truths: Iterable[bool | None]) -> int | None:
    """Return how many hold for certain; unknown if that is none but may be some.

    Examples
    --------
    >>> at_least([True, None]), at_least([False, None]), at_least([False])
    (1, None, 0)
    """
    known = list(truths)
    return known.count(True) or (None if None in known else 0)


def number_of(things: Collection[Thing] | None) -> int | None:
    """Return how many there are; unknown if they are."""
    return None if things is None else len(things)


def without(keys: Collection[str] | None, others: Collection[str] | None) -> tuple[str, ...] | None:
    """Return the keys that are not among the others, sorted; nothing is missing from nothing.

    Examples
    --------
    >>> without(["c", "a", "b"], ["b"]), without([], None), without(["a"], None)
    (('a', 'c'), (), None)
    """
    if keys is None or (keys and others is None):
        return None
    return tuple(sorted(set(keys) - set(others or ())))


def remaining_share(keys: Collection[str] | None, missing: Collection[str] | None) -> float | None:
    """Return the share of the keys that are not missing.

    Examples
    --------
    >>> remaining_share(["a", "b"], ["b"]), remaining_share([], [])
    (0.5, None)
    """
    return None if keys is None or missing is None else share_of(len(keys) - len(missing), len(keys))


def shares(amounts: Mapping[str, float | None]) -> dict[str, float | None]:
    """Return the share of each in the whole.

    All are unknown as long as one amount is, except the share of nothing in something. Of an empty whole there are
    none.

    Examples
    --------
    >>> shares({"a": 1.0, "b": 3.0}), shares({"a": 0.0, "b": 3.0, "c": None})
    ({'a': 0.25, 'b': 0.75}, {'a': 0.0, 'b': None, 'c': None})
    """
    whole = total_of((amount, True) for amount in amounts.values())
    is_something = any(amounts.values())
    return {key: 0.0 if amount == 0 and is_something else share_of(amount, whole) for key, amount in amounts.items()}
