"""Where records go as they come: NDJSON, and Parquet that is made of it; both can be taken up again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final

from regiokompas.errors import RegiokompasError, Source
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import refuse_pipe
from regiokompas.saying import Quoted, Said

__all__ = ["SUFFIXES", "Sink", "journal_of", "read_records"]

#: Suffixes of files that records can be written to.
SUFFIXES: Final = (".ndjson", ".jsonl", ".parquet")


class Sink:
    """A file that records are added to, line by line.

    A Parquet file cannot be read before it is whole, so the lines of one go to a journal beside it first, which is
    turned into the table at the end and then removed.

    Parameters
    ----------
    path
        Where the records are to end: ``.ndjson``, ``.jsonl`` or ``.parquet``.
    resume
        Keep what a run that did not end has left there, but for a last line that is torn.

    Raises
    ------
    RegiokompasError
        If records cannot be written to such a file, or what is there is not what a run leaves.
    """

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        if path.suffix.lower() not in SUFFIXES:
            named = path.suffix or Said("a file without a suffix")
            template = "records cannot be written to {suffix}; choose {known}"
            raise RegiokompasError(Said(template, suffix=named, known=", ".join(SUFFIXES)))
        self.path = path
        self.journal = journal_of(path)
        if self._is_table:
            _arrow()
            if resume and path.exists() and not self.journal.exists():
                raise RegiokompasError(Said("{path} is whole already: there is nothing to resume", path=path))
        _refuse_device(path, self.journal)
        self._resumes = resume and self.journal.exists()
        with _writing(path):
            self._stream: BinaryIO = self.journal.open("r+b" if self._resumes else "w+b")

    @property
    def _is_table(self) -> bool:
        return self.path.suffix.lower() == ".parquet"

    def first(self) -> Mapping[str, Any] | None:
        """Return the first record that is there."""
        if not self._resumes:
            return None
        self._stream.seek(0)
        return _parse(self._stream.readline())

    def earlier(self) -> Iterator[Mapping[str, Any]]:
        """Yield the records that are there, and leave the end of the last one as the place to go on from."""
        if not self._resumes:
            return
        self._stream.seek(0)
        whole = 0
        for number, line in enumerate(self._stream, start=1):
            found = _parse(line)
            if found is None:
                if self._stream.read(1):
                    template = "{place}: this is no record of a batch; nothing is resumed"
                    raise RegiokompasError(Said(template, place=f"{self.journal}:{number}"))
                break
            whole += len(line)
            yield found
        with _writing(self.path):
            self._stream.seek(whole)
            self._stream.truncate()

    def write(self, line: bytes) -> None:
        """Add a record; it is safe from the end of this process at once."""
        with _writing(self.path):
            self._stream.write(line)
            self._stream.flush()

    def finish(self) -> None:
        """Make the file what it was asked to be, once every record is there."""
        with _writing(self.path):
            self._stream.close()
            if self._is_table:
                from regiokompas.batch.table import write_table

                unfinished = self.path.with_name(f"{self.path.name}.unfinished")
                write_table(read_records(self.journal), unfinished)
                unfinished.replace(self.path)
                self.journal.unlink()

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()


def journal_of(path: Path) -> Path:
    """Return the file that lines are added to."""
    return path.with_name(f"{path.name}.ndjson") if path.suffix.lower() == ".parquet" else path


def read_records(path: Path, limits: Limits = SAFE) -> Iterator[Mapping[str, Any]]:
    """Yield the records of an NDJSON file.

    Raises
    ------
    RegiokompasError
        If the file cannot be read, or a line is no record or longer than the limits.
    """
    refuse_pipe(path)
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(limits.file_bytes + 1):
                number += 1
                if len(line) > limits.file_bytes:
                    place = Source(str(path), line=number)
                    raise limits.exceeded("file_bytes", "this line is longer than {limit} bytes", place)
                found = _parse(line)
                if found is None:
                    template = "{place}: this is no record of a batch"
                    raise RegiokompasError(Said(template, place=f"{path}:{number}"))
                yield found
    except OSError as error:
        raise RegiokompasError(Said("{path} cannot be read: {why}", path=path, why=Quoted(error.strerror))) from error


def _parse(line: bytes) -> Mapping[str, Any] | None:
    """Return the record in a line, or nothing if it is torn or something else."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and str(found.get("format")).startswith("regiokompas.batch/") else None


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RegiokompasError(
            Said("{path} cannot be written: {why}", path=path, why=Quoted(error.strerror))
        ) from error


def _refuse_device(path: Path, journal: Path) -> None:
    """Refuse a pipe and a device: what is written there cannot be gone back to, and a device may be read for ever."""
    for place in (path, journal):
        if place.exists() and not place.is_file() and not place.is_dir():
            template = "{path} is no file that records can be kept in; leave --output out and pass on standard output"
            raise RegiokompasError(Said(template, path=place))


def _arrow() -> None:
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise RegiokompasError(Said("Parquet needs pyarrow: pip install 'regiokompas[frames]'")) from None
