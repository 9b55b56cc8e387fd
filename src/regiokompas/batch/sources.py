"""Inputs as a stream: files, folders, globs, files of many partnerships, and the register."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from regiokompas.batch.inputs import Failed, FileInput, Input, LineInput, RegisterInput, RowInput, Unreadable
from regiokompas.errors import InputError, Problem, Problems, RegiokompasError, Source
from regiokompas.io.files import STDIN
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of, refuse_pipe, resolved
from regiokompas.io.register import read_versions
from regiokompas.loading import READERS
from regiokompas.saying import Quoted, Said
from regiokompas.tables import holds_tables

__all__ = ["from_paths", "from_register"]

_LARGE_GROUP: Final = "a row group of this file unpacks to more than {limit} bytes; write smaller ones"

#: How many times what is allowed is passed over of a line that is too long, to come to the next.
_PASSED_OVER: Final = 20

#: Rows of a Parquet file that are in memory at a time.
_ROWS: Final = 50


def from_paths(paths: Sequence[str], without: Iterable[Path] = (), limits: Limits = SAFE) -> Iterator[Input]:
    """Return the partnerships in files, folders and globs, in a fixed order, each read when its turn has come.

    Parameters
    ----------
    paths
        Files, folders (everything below them that can be read, folders of CSV files too), patterns of files such as
        ``regions/**/*.yaml``, or ``-`` for JSON lines on standard input. The order is that of the paths, and below a
        folder that of the names.
    without
        Files to leave out of folders and patterns, such as the one that is written to.
    limits
        How large each partnership may be; of their number there is no limit.

    Raises
    ------
    InputError
        If a path does not exist, is of no format that is read, holds nothing, or is named twice; all at once, and
        before anything is read.
    """
    left_out = {resolved(path) for path in without}
    problems = Problems()
    roots: list[Path] = []
    for path in paths:
        roots.extend(_roots(path, left_out, problems))
    _refuse_twice(roots, problems)
    if problems:
        raise InputError(problems)
    return (found for root in roots for file in _files(root, left_out) for found in _inputs(file, limits))


def from_register(
    path: Path, *, on: date | None = None, in_force: bool = False, limits: Limits = SAFE
) -> tuple[int, Iterator[Input]]:
    """Return how many versions of arrangements an export holds, and these one after the other.

    Raises
    ------
    InputError
        If the export cannot be read.
    """
    count, versions = read_versions(path, on=on, in_force=in_force, limits=limits)
    return count, (RegisterInput(document, version) for document, version in versions)


def _roots(path: str, left_out: set[Path], problems: Problems) -> list[Path]:
    """Return the files and folders that a path stands for."""
    if path == STDIN:
        return [Path(STDIN)]
    try:
        root = path_of(path)
    except InputError as error:
        problems.extend(error.problems)
        return []
    if root.is_dir():
        if next(_files(root, left_out), None) is None:
            expected = Said("files with {suffixes}, or CSV files with the names of sheets", suffixes=_known_suffixes())
            problems.append(_problem(path, Said("this folder holds nothing that is read"), expected))
        return [root]
    if root.exists():
        if root.suffix.lower() not in _FORMATS:
            message = Said("{suffix} is no format that is read", suffix=root.suffix or Said("a file without a suffix"))
            problems.append(_problem(path, message, _known_suffixes()))
        elif resolved(root) in left_out:
            message, expected = Said("this file is read and written at once"), Said("another file for the output")
            problems.append(_problem(path, message, expected))
        return [root]
    if glob.has_magic(path):
        found = [Path(name) for name in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207 -- absolute patterns
        files = [file for file in found if _is_read(file, left_out)]
        if not files:
            problems.append(_problem(path, Said("nothing that is read fits this pattern"), _known_suffixes()))
        return files
    problems.append(_problem(path, Said("this file does not exist"), None))
    return []


def _refuse_twice(roots: Sequence[Path], problems: Problems) -> None:
    places = [resolved(root) for root in roots]
    folders = {place: root for place, root in zip(places, roots, strict=True) if root.is_dir()}
    seen: dict[Path, Path] = {}
    for place, root in zip(places, roots, strict=True):
        first = seen.get(place) or next((folders[above] for above in place.parents if above in folders), None)
        if first is not None:
            message = Said("this is named twice, here and in {first}", first=first)
            problems.append(_problem(str(root), message, None))
        seen[place] = root


def _problem(path: str, message: Said, expected: str | None) -> Problem:
    return Problem(message, Source(path), expected=expected)


def _files(root: Path, left_out: set[Path]) -> Iterator[Path]:
    """Yield a file, or what can be read below a folder but for hidden files and what Excel keeps beside an open one.

    A folder of CSV files is one partnership, and comes before what lies in it besides.
    """
    if not root.is_dir():
        yield root
        return
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        if holds_tables(names):
            yield Path(folder)
        for name in sorted(names):
            if not name.startswith((".", "~$")) and _is_read(Path(folder, name), left_out):
                yield Path(folder, name)


def _is_read(path: Path, left_out: set[Path]) -> bool:
    return path.suffix.lower() in _FORMATS and path.is_file() and resolved(path) not in left_out


def _inputs(path: Path, limits: Limits) -> Iterator[Input]:
    try:
        refuse_pipe(path)
        read = _stdin if str(path) == STDIN else _one if path.is_dir() else _FORMATS[path.suffix.lower()]
        yield from read(path, limits)
    except InputError as error:
        yield Unreadable(Failed.of(str(path), error))
    except OSError as error:
        message = Said("this file cannot be read: {why}", why=Quoted(error.strerror or error))
        yield Unreadable(Failed.of(str(path), InputError([Problem(message, Source(str(path)))])))


def _one(path: Path, limits: Limits) -> Iterator[Input]:
    yield FileInput(str(path), limits)


def _stdin(path: Path, limits: Limits) -> Iterator[Input]:
    yield from _lines(sys.stdin.buffer, "<stdin>", limits)


def _ndjson(path: Path, limits: Limits) -> Iterator[Input]:
    with path.open("rb") as stream:
        yield from _lines(stream, str(path), limits)


def _lines(stream: BinaryIO, file: str, limits: Limits) -> Iterator[Input]:
    number = 0
    while line := stream.readline(limits.file_bytes + 1):
        number += 1
        if len(line) > limits.file_bytes:
            place = Source(file, line=number)
            too_long = limits.exceeded("file_bytes", "this line is longer than {limit} bytes", place)
            yield Unreadable(Failed.of(f"{file}:{number}", too_long))
            for _ in range(_PASSED_OVER):
                line = stream.readline(limits.file_bytes)
                if not line or line.endswith(b"\n"):
                    break
            else:  # a device may have no end
                raise InputError([Problem(Said("this line has no end; what comes after it is not read"), place)])
        elif line.strip():
            yield LineInput(file, number, line, limits)


def _parquet(path: Path, limits: Limits) -> Iterator[Input]:
    try:
        parquet = import_module("pyarrow.parquet")
        arrow = import_module("pyarrow")
    except ImportError:
        raise RegiokompasError(Said("Parquet needs pyarrow: pip install 'regiokompas[frames]'")) from None
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            sizes = [file.metadata.row_group(group).total_byte_size for group in range(file.num_row_groups)]
            largest = max(sizes, default=0)
            if largest > limits.unpacked_bytes:
                raise limits.exceeded("unpacked_bytes", _LARGE_GROUP, Source(str(path)))
            # A text that many rows share is packed once, and unpacked for each row that is read.
            rows = max(1, min(_ROWS, limits.unpacked_bytes // max(1, largest)))
            for batch in file.iter_batches(batch_size=rows):
                for place in range(batch.num_rows):
                    number += 1
                    yield _row(batch.slice(place, 1), str(path), number, limits)
    except arrow.ArrowException as error:
        message = Said("this is no Parquet that can be read: {why}", why=Quoted(" ".join(str(error).split())))
        raise InputError([Problem(message, Source(str(path)))]) from error


def _row(batch: Any, file: str, number: int, limits: Limits) -> Input:
    """Return a row; what Python cannot hold, such as a day of the year 10,000 or bytes as a text, is told for it alone.

    Arrow raises errors of its own, and Python others.
    """
    try:
        (row,) = batch.to_pylist()
    except (ValueError, OverflowError, TypeError, MemoryError) as error:
        why = Quoted(" ".join(str(error).split()) or type(error).__name__)
        problem = Problem(Said("this row cannot be read: {why}", why=why), Source(f"{file}:{number}"))
        return Unreadable(Failed.of(f"{file}:{number}", InputError([problem])))
    return RowInput(file, number, row, limits)


#: What finds the inputs in a file, by its suffix in lower case.
_FORMATS: Final[Mapping[str, Callable[[Path, Limits], Iterator[Input]]]] = {
    **dict.fromkeys(READERS, _one),
    ".ndjson": _ndjson,
    ".jsonl": _ndjson,
    ".parquet": _parquet,
}


def _known_suffixes() -> str:
    return ", ".join(_FORMATS)
