"""The paths that people give: what can be no path is refused before anything is done with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = ["path_of", "refuse_pipe", "resolved"]


_PATH = Said("a path")


def path_of(given: Any, expected: Said = _PATH) -> Path:
    """Return a path as it was given.

    An empty text would mean the folder one happens to be in, which nobody means who leaves a name out.

    Parameters
    ----------
    given
        What should be a path.
    expected
        What could stand here instead, for the message.

    Raises
    ------
    InputError
        If it is no path, is empty, or holds a NUL, which no name of a file can hold.

    Examples
    --------
    >>> path_of("region.yaml").suffix
    '.yaml'
    """
    if not isinstance(given, str | os.PathLike):
        place = Source(f"<{type(given).__name__}>")
        kind = type(given).__name__
        raise InputError(
            [Problem(Said("{kind} cannot be used here", kind=Bilingual(f"een {kind}", _a(kind))), place, expected)]
        )
    text = os.fspath(given)
    if not isinstance(text, str):  # a path of bytes, which a PathLike may be
        text = os.fsdecode(text)
    if not text:
        hint = Said("for the folder you are in write .")
        raise InputError([Problem(Said("the path is empty"), Source('""'), expected=expected, hint=hint)])
    if "\0" in text:
        message = Said("this is no name of a file: it holds a NUL character")
        raise InputError([Problem(message, Source(repr(text)), expected=expected)])
    return Path(text)


def resolved(path: Path) -> Path:
    """Return where a path leads; of links that lead in a circle as far as they do, where Python may raise an error.

    Examples
    --------
    >>> resolved(Path("a/../b")) == Path.cwd() / "b"
    True
    """
    return Path(os.path.realpath(path))


def refuse_pipe(path: Path, shown: str | None = None) -> None:
    """Refuse a named pipe: opening one waits, perhaps for ever, until somebody writes to it.

    What a shell passes on under ``/dev`` is open already. ``shown`` is what problems call it; its path if left out.

    Raises
    ------
    InputError
        If it is one.
    """
    try:
        is_pipe = stat.S_ISFIFO(path.stat().st_mode) and path.parts[1:2] != ("dev",)
    except (OSError, ValueError):
        return  # whoever reads it says what is wrong
    if is_pipe:
        hint = Said("regiokompas reads what comes through a pipe as - on standard input")
        place = Source(shown or str(path))
        raise InputError([Problem(Said("this is a pipe and no file"), place, Said("a file"), hint)])


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
