"""A lock around one working memory."""

from __future__ import annotations

import threading
from types import TracebackType

from regiokompas.errors import EngineError

__all__ = ["Exclusive"]


class Exclusive:
    """Lets one session in at a time: other threads wait, a second session in the same thread is refused.

    Neither engine survives two threads in one working memory, and a thread cannot wait for itself.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._taken = False

    def __enter__(self) -> None:
        self._lock.acquire()
        if self._taken:
            self._lock.release()
            raise EngineError("this engine already has a session open in this thread; close that one first")
        self._taken = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._taken = False
        self._lock.release()
