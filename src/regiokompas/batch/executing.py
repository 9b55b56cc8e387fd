"""Work on a stream of items with any executor: in order, in chunks, a few at a time, and outliving workers."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic, TypeVar

__all__ = ["MAX_CHUNK", "Lost", "in_order"]

#: Items in a chunk at the most. One task per item costs more than the work itself once tasks travel over a network.
MAX_CHUNK: Final = 100
#: Seconds of work that a chunk should hold; more would keep results waiting, and memory full.
_CHUNK_SECONDS: Final = 1.0
#: Items in the first chunks, before it is known how long an item takes.
_FIRST_CHUNK: Final = 4
#: How often an item that took its worker along is tried again.
_RETRIES: Final = 2

_log = logging.getLogger("regiokompas")

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item without a result, because whoever worked on it died or failed every time; ``reason`` is the last."""

    item: T
    reason: str


@dataclass(slots=True)
class _Chunk(Generic[T, R]):
    items: Sequence[T]
    future: Future[tuple[list[R], float]] | None = None


def in_order(
    work: Callable[[T], R],
    items: Iterable[T],
    executor: Executor | None = None,
    *,
    in_flight: int | None = None,
) -> Iterator[R | Lost[T]]:
    """Yield what the work makes of each item, in the order of the items.

    Parameters
    ----------
    work
        What to do with an item; with processes it must pickle, as must items and results. What it raises counts as a
        failure of the worker.
    items
        Taken one at a time and never further ahead than the chunks in flight.
    executor
        Any :class:`concurrent.futures.Executor`; without one the work is done here, one item at a time.
    in_flight
        Chunks that are handed out at a time; twice the number of workers if left out, or of cores here where the
        executor does not tell.

    Notes
    -----
    Chunks hold about a second of work, and :data:`MAX_CHUNK` items at the most.

    When a worker dies, a process pool breaks and takes everything in flight along. Then nothing new is handed out
    until each chunk that was lost has been done again, alone; if it is lost again, its items one by one, so that only
    an item that keeps killing its worker is given up (:class:`Lost`). A broken process pool is replaced by one like it.
    """
    if executor is None:
        yield from (_here(work, item) for item in items)
        return
    pool = _Pool(executor)
    try:
        yield from _flow(work, iter(items), pool, in_flight or 2 * pool.workers)
    finally:
        pool.close()


def _here(work: Callable[[T], R], item: T) -> R | Lost[T]:
    try:
        return work(item)
    except Exception as error:
        return _lost(item, error)


def _lost(item: T, error: BaseException) -> Lost[T]:
    # Not the item itself: it may be a line of megabytes, and hold names.
    _log.error("gave up on %s", getattr(item, "source", type(item).__name__), exc_info=error)
    return Lost(item, f"{type(error).__name__}: {error}".removesuffix(": "))


def _flow(work: Callable[[T], R], items: Iterator[T], pool: _Pool, in_flight: int) -> Iterator[R | Lost[T]]:
    waiting: deque[_Chunk[T, R]] = deque()
    size = _FIRST_CHUNK
    try:
        while True:
            while len(waiting) < in_flight and not any(_failed(chunk) for chunk in waiting):
                chunk = _Chunk[T, R](tuple(islice(items, size)))
                if not chunk.items:
                    break
                chunk.future = pool.submit(work, chunk.items)
                waiting.append(chunk)
            if not waiting:
                return
            chunk = waiting[0]
            done = _result(chunk)  # whoever breaks off here leaves the chunk among those to be cancelled
            waiting.popleft()
            if done is None:
                _settle(waiting)
                yield from _carefully(work, chunk, pool)
                continue
            results, seconds = done
            size = _fitting(len(chunk.items), seconds)
            yield from results
    finally:
        for chunk in waiting:
            if chunk.future is not None:
                chunk.future.cancel()


def _fitting(items: int, seconds: float) -> int:
    """Return how many items make up a chunk, going by one that is done."""
    return max(1, min(MAX_CHUNK, round(_CHUNK_SECONDS * items / max(seconds, 1e-6))))


def _work_on(work: Callable[[T], R], items: Sequence[T]) -> tuple[list[R], float]:
    """Do a chunk, in the worker; return how long it took too."""
    begin = time.perf_counter()
    return [work(item) for item in items], time.perf_counter() - begin


def _result(chunk: _Chunk[T, R]) -> tuple[list[R], float] | None:
    """Return what became of a chunk, or nothing if it was lost."""
    if chunk.future is None:
        return None
    try:
        return chunk.future.result()
    except Exception as error:
        _log.warning("a chunk of %d is done again: %s: %s", len(chunk.items), type(error).__name__, error)
        return None


def _failed(chunk: _Chunk[T, R]) -> bool:
    future = chunk.future
    return future is None or (future.done() and (future.cancelled() or future.exception() is not None))


def _settle(waiting: Iterable[_Chunk[T, R]]) -> None:
    """Wait until nothing runs any more, so that what is done next is done alone, and blame falls where it belongs."""
    for chunk in waiting:
        if chunk.future is not None:
            with suppress(Exception):
                chunk.future.exception()


def _carefully(work: Callable[[T], R], chunk: _Chunk[T, R], pool: _Pool) -> Iterator[R | Lost[T]]:
    """Do a chunk that was lost again, alone; and if that fails too, its items one by one."""
    done = _result(_Chunk(chunk.items, pool.submit(work, chunk.items)))
    if done is None:
        yield from (_stubbornly(work, item, pool) for item in chunk.items)
    else:
        yield from done[0]


def _stubbornly(work: Callable[[T], R], item: T, pool: _Pool) -> R | Lost[T]:
    for attempt in range(1 + _RETRIES):
        try:
            ((result,), _) = pool.submit(work, [item]).result()
            return result
        except Exception as error:
            if attempt == _RETRIES:
                return _lost(item, error)
    raise AssertionError("the last attempt returns")


class _Pool:
    """An executor that is replaced when it breaks; only what was made here is shut down."""

    def __init__(self, given: Executor) -> None:
        self._given = self._used = given

    @property
    def workers(self) -> int:
        """How many workers there are, as far as the executor tells."""
        return getattr(self._used, "_max_workers", None) or os.cpu_count() or 1

    def submit(self, work: Callable[[T], R], items: Sequence[T]) -> Future[tuple[list[R], float]]:
        """Hand out a chunk."""
        try:
            return self._used.submit(_work_on, work, items)
        except BrokenExecutor:
            self._replace()
            return self._used.submit(_work_on, work, items)

    def _replace(self) -> None:
        """Put a pool like it in the place of a process pool; the standard library has no way to mend one."""
        from concurrent.futures import ProcessPoolExecutor  # brings multiprocessing along

        broken = self._used
        if not isinstance(broken, ProcessPoolExecutor):
            raise
        self.close()
        self._used = ProcessPoolExecutor(self.workers, broken._mp_context, broken._initializer, broken._initargs)

    def close(self) -> None:
        """Shut down what was made here; the executor that was given is the caller's."""
        if self._used is not self._given:
            self._used.shutdown(wait=False, cancel_futures=True)
