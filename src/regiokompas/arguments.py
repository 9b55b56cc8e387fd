"""What public functions are given: something of the wrong kind is refused at the door, in words of ours."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from regiokompas.errors import RegiokompasError

__all__ = ["demand", "takes"]

P = ParamSpec("P")
R = TypeVar("R")

#: What each kind is called, and where one comes from.
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "Partnership": ("partnership", "rk.load(...) reads one"),
    "Diagnosis": ("diagnosis", "rk.diagnose(...) makes one"),
    "StressTest": ("stress test", "rk.stress_test(...) makes one"),
    "Failed": ("failure", "Kompas.diagnose_many(...) yields them"),
    "Kompas": ("kompas", "rk.Kompas(...) makes one"),
    "Plan": ("plan", "Kompas.plan(...) makes one"),
    "BaseChange": ("change", "rk.parse_change(...) reads one"),
    "Mapping": ("mapping", "write it as {name: value}"),
    "Iterable": ("list", "put what you have between [ and ]"),
    "Path": ("path", "such as region.yaml"),
    "str": ("text", "put it between quotation marks"),
}


def takes(**kinds: type[Any] | tuple[type[Any], ...]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function refuse arguments of the wrong kind before it does anything.

    Parameters
    ----------
    kinds
        What each parameter may be, one kind or several. The default of a parameter is let through.

    Raises
    ------
    RegiokompasError
        When the function is called with something else.

    Examples
    --------
    >>> @takes(name=str)
    ... def greet(name):
    ...     return f"hello {name}"
    >>> greet("Tiel")
    'hello Tiel'
    >>> greet(5)
    Traceback (most recent call last):
    regiokompas.errors.RegiokompasError: an int is no text; put it between quotation marks
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        parameters = inspect.signature(function).parameters
        places = {
            name: number
            for number, (name, parameter) in enumerate(parameters.items())
            if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        }
        checks = [
            (name, places.get(name), parameters[name].default, kind if isinstance(kind, tuple) else (kind,))
            for name, kind in kinds.items()
        ]

        @wraps(function)
        def checked(*given: P.args, **named: P.kwargs) -> R:
            for name, place, default, wanted in checks:
                if place is not None and place < len(given):
                    value = given[place]
                elif name in named:
                    value = named[name]
                else:
                    continue  # left out, which Python refuses by itself where it may not be
                if value is not default:
                    demand(value, *wanted)
            return function(*given, **named)

        return checked

    return decorate


def demand(value: object, *wanted: type[Any]) -> None:
    """Refuse a value that is of none of these kinds; a text or a mapping is no list.

    Raises
    ------
    RegiokompasError
        If it is not; the message says what was wanted and where one comes from.
    """
    if any(_is(value, kind) for kind in wanted):
        return
    names, sources = zip(*(_KINDS.get(kind.__name__, (kind.__name__, "")) for kind in wanted), strict=True)
    found = type(value).__name__
    article = "an" if found[:1].lower() in "aeiou" else "a"
    given = "None" if value is None else f"{article} {found}"
    hint = "; ".join(filter(None, sources))
    raise RegiokompasError(f"{given} is no {' or '.join(names)}" + (f"; {hint}" if hint else ""))


def _is(value: object, kind: type[Any]) -> bool:
    return isinstance(value, kind) and not (kind is Iterable and isinstance(value, str | bytes | Mapping))
