"""Work for processes to do in tests: by a module that they can import too."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def double(number: int) -> int:
    return 2 * number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise KeyError("three")
    return number


@dataclass(frozen=True)
class Deadly:
    """Dies of some numbers, every time or only the first; each death leaves a mark in a folder."""

    marks: Path
    always: tuple[int, ...] = ()
    once: tuple[int, ...] = ()

    def __call__(self, number: int) -> int:
        deaths = len(list(self.marks.glob(f"{number}-*")))
        if number in self.always or (number in self.once and not deaths):
            (self.marks / f"{number}-{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number


def region(number: int, partners: int = 3) -> dict[str, Any]:
    """Return a small partnership, as plain data."""
    return {
        "partnership": {"key": f"partnership:r{number}", "name": f"Regio {number}", "date": "2026-11-23"},
        "partners": [{"key": f"partner:p{n}", "name": f"P{n}", "kind": "municipality"} for n in range(partners)],
    }


def regions(count: int) -> Iterator[dict[str, Any]]:
    return (region(number, partners=2 + number % 3) for number in range(count))
