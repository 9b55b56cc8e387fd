"""From inputs to diagnoses: here or by an executor, in order; what cannot be judged is told and stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from regiokompas.batch.executing import Lost, in_order
from regiokompas.batch.inputs import Failed, Input, as_input
from regiokompas.errors import RegiokompasError
from regiokompas.io.limits import SAFE, Limits
from regiokompas.model import Partnership
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.saying import Said

__all__ = ["Judge", "attempt", "diagnose_each", "given_up"]

#: What makes a diagnosis of a partnership; to travel to other processes it must pickle.
Judge = Callable[[Partnership], Diagnosis]

_log = logging.getLogger("regiokompas")

R = TypeVar("R")


def attempt(given: Input, work: Callable[[Partnership], R]) -> R | Failed:
    """Read an input and work on it; whatever goes wrong with this one stays with this one."""
    try:
        return work(given.load())
    except RegiokompasError as error:
        return Failed.of(given.source, error)
    except Exception as error:  # a fault of the library: the next input must not suffer from it
        _log.exception("unexpected, at %s", given.source)
        said = f"{type(error).__name__}: {error}"
        return Failed(given.source, Said("unexpected, please report it: {said}", said=said))


def given_up(lost: Lost[Input]) -> Failed:
    """Return what to say of an input that took its worker along every time."""
    message = Said("whoever judged this died or failed every time: {reason}", reason=lost.reason)
    return Failed(lost.item.source, message)


def diagnose_each(
    many: Iterable[Any],
    here: Judge,
    there: Judge,
    executor: Executor | None = None,
    in_flight: int | None = None,
    limits: Limits = SAFE,
) -> Iterator[Diagnosis | Failed]:
    """Yield the diagnosis of each, in their order.

    Parameters
    ----------
    many
        Partnerships, or what one can be read from.
    here, there
        The same judge, for this process and, in a form that pickles, for others.
    executor, in_flight
        As for :func:`regiokompas.batch.executing.in_order`.
    limits
        How large each may be.
    """
    inputs = (as_input(what, number, limits) for number, what in enumerate(many, start=1))
    if executor is None:
        yield from (attempt(given, here) for given in inputs)
        return
    for result in in_order(partial(attempt, work=there), inputs, executor, in_flight=in_flight):
        yield given_up(result) if isinstance(result, Lost) else result
