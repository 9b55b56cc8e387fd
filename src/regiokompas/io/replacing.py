"""Writing so that a file is there whole or not at all: beside its place first, then in it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from regiokompas.errors import RegiokompasError
from regiokompas.io.paths import resolved
from regiokompas.saying import Quoted, Said

__all__ = ["make_folder", "replacing", "write_bytes"]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; what is written takes the place of ``path`` once the block ends well.

    If anything goes wrong, the disk being full for one, what was at ``path`` is still there and nothing is left beside
    it. A device or a pipe is written to directly, since it cannot be replaced.

    Raises
    ------
    RegiokompasError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder) / "report.txt") as beside:
    ...         _ = beside.write_text("whole")
    ...     [path.name for path in Path(folder).iterdir()]
    ['report.txt']
    """
    try:
        place = resolved(path)  # a link stays a link
        if place.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if place.exists() and not place.is_file():
            yield path
            return
        beside = place.with_name(f".regiokompas-{uuid4().hex}")
        try:
            yield beside
            if place.exists():
                shutil.copymode(place, beside)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        why = Quoted(error.strerror or error)
        raise RegiokompasError(Said("{path} cannot be written: {why}", path=path, why=why)) from error
    except ValueError as error:
        if "\0" not in str(path) and str(path).isprintable():
            raise
        raise RegiokompasError(Said("{path!r} is no name for a file", path=str(path))) from error


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there are none.

    Raises
    ------
    RegiokompasError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = Quoted(getattr(error, "strerror", None) or error)
        raise RegiokompasError(Said("{path} cannot be made: {why}", path=folder, why=why)) from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises
    ------
    RegiokompasError
        If it cannot be written.
    """
    with replacing(path) as beside:
        beside.write_bytes(content)
