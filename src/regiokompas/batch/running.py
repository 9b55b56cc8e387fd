"""From inputs to diagnoses: here or by an executor, in order; what cannot be judged is told and stops nothing."""

from __future__ import annotations

import copyreg
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Any, TypeVar

from regiokompas import results
from regiokompas.batch.executing import Lost, in_order
from regiokompas.batch.inputs import Failed, Input, as_input
from regiokompas.errors import RegiokompasError
from regiokompas.io.limits import SAFE, Limits
from regiokompas.model import Partnership
from regiokompas.results import Diagnosis
from regiokompas.texts import Language

__all__ = ["Judge", "attempt", "diagnose_each", "given_up"]

#: What makes a diagnosis of a partnership; to travel to other processes it must pickle.
Judge = Callable[[Partnership], Diagnosis]

_log = logging.getLogger("regiokompas")

R = TypeVar("R")


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# Frozen results hold read-only mappings, which Python does not know how to pickle.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


def attempt(given: Input, work: Callable[[Partnership], R]) -> R | Failed:
    """Read an input and work on it; whatever goes wrong with this one stays with this one."""
    try:
        return work(given.load())
    except RegiokompasError as error:
        return Failed.of(given.source, error)
    except Exception as error:  # a fault of the library: the next input must not suffer from it
        _log.exception("unexpected, at %s", given.source)
        return Failed(given.source, f"unexpected, please report it: {type(error).__name__}: {error}")


def given_up(lost: Lost[Input]) -> Failed:
    """Return what to say of an input that took its worker along every time."""
    return Failed(lost.item.source, f"whoever judged this died or failed every time: {lost.reason}")


def diagnose_each(
    many: Iterable[Any],
    here: results.Judge,
    there: Judge,
    language: Language,
    executor: Executor | None = None,
    in_flight: int | None = None,
    limits: Limits = SAFE,
) -> Iterator[Diagnosis | Failed]:
    """Yield the diagnosis of each, in their order.

    Parameters
    ----------
    many
        Partnerships, or what one can be read from.
    here
        Judges in this process; with an executor only when someone asks a diagnosis for more.
    there
        Judges elsewhere: the same judge, in a form that pickles.
    language
        Language of the diagnoses.
    executor, in_flight
        As for :func:`regiokompas.batch.executing.in_order`.
    limits
        How large each may be.
    """
    inputs = (as_input(what, number, limits) for number, what in enumerate(many, start=1))
    if executor is None:
        yield from (attempt(given, partial(here.diagnose, language=language)) for given in inputs)
        return
    for result in in_order(_Sending(there), inputs, executor, in_flight=in_flight):
        match result:
            case _Parcel():
                yield result.unpack(here, language)
            case Lost():
                yield given_up(result)
            case _:
                yield result


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A diagnosis on its way from another process: what it holds, without what it can work out."""

    of: Partnership
    keys: frozenset[str]
    values: dict[str, Any]

    @classmethod
    def pack(cls, diagnosis: Diagnosis) -> _Parcel:
        names = [name for name in Diagnosis.__dataclass_fields__ if not name.startswith("_")]
        return cls(diagnosis.of, diagnosis._keys, {name: getattr(diagnosis, name) for name in names})

    def unpack(self, judge: results.Judge, language: Language) -> Diagnosis:
        """Return the diagnosis; asked why, or for a plan, it is made again here, once."""
        again = cache(lambda: judge.diagnose(self.of, language=language))
        return Diagnosis(
            **self.values,
            _explain=lambda rule, subject: again()._explain(rule, subject),
            _keys=self.keys,
            _stability=lambda: again().stability,
            _plan=lambda: again().plan,
            _told=lambda words: again().in_language(words),
            _judge=judge,
            _of=self.of,
        )


@dataclass(frozen=True, slots=True)
class _Sending:
    """What a worker does: judge, and pack the diagnosis."""

    judge: Judge

    def __call__(self, given: Input) -> _Parcel | Failed:
        return attempt(given, lambda partnership: _Parcel.pack(self.judge(partnership)))
