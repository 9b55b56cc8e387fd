"""What can be judged: inputs that know where they stand and are only read when their turn has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import networkx as nx

from regiokompas.batch.digests import digest, digest_of_bytes, digest_of_files, files_below
from regiokompas.errors import InputError, Problem, Problems, ProblemsError, RegiokompasError, Source
from regiokompas.io.document import Document
from regiokompas.io.files import read_dict
from regiokompas.io.json import read_json_line
from regiokompas.io.limits import SAFE, Limits, refuse_large_data
from regiokompas.io.register import VersionOf
from regiokompas.loading import load
from regiokompas.model import Partnership, read
from regiokompas.saying import Language, Said, sayable, spoken

__all__ = ["Failed", "FileInput", "Given", "Input", "LineInput", "RegisterInput", "RowInput", "Unreadable", "as_input"]


class Input(Protocol):
    """Something that a partnership can be read from, perhaps in another process: it must pickle."""

    @property
    def source(self) -> str:
        """Where it stands."""

    def load(self) -> Partnership:
        """Read it.

        Raises
        ------
        InputError
            With every problem at once.
        """

    def digest(self) -> str | None:
        """Return a short text that differs when what is read does; nothing where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An input without a diagnosis, and why.

    Parameters
    ----------
    source
        Where the input stands.
    message
        What is wrong, in one line of English; :meth:`say` says it in Dutch too.
    problems
        What is wrong with it, each with its place; empty if the fault lies not in the input.
    more
        How many problems there are beside them, where there are very many.
    """

    source: str
    message: str
    problems: tuple[Problem, ...] = ()
    more: int = 0

    @classmethod
    def of(cls, source: str, error: RegiokompasError) -> Failed:
        """Return what an error says of an input."""
        source = sayable(source)
        if not isinstance(error, ProblemsError) or not error.problems:
            return cls(source, error.message)
        return cls.with_problems(source, error.problems, error.problems.more)

    @classmethod
    def with_problems(cls, source: str, problems: Sequence[Problem], more: int) -> Failed:
        """Return what problems, and the number of those beside them, say of an input."""
        first = Said("{place}: {what}", place=problems[0].source, what=problems[0].message)
        others = len(problems) - 1 + more
        several = Said("{first} (and {count} more)", first=first, count=others)
        return cls(source, several if others else first, tuple(problems), more)

    def say(self, language: Language) -> str:
        """Return what is wrong in a language, in one line."""
        said: str = spoken(self.message, language)
        return said


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file or folder of one partnership, in any format that :func:`regiokompas.load` reads."""

    path: str
    limits: Limits = SAFE

    @property
    def source(self) -> str:
        """The path as it was given."""
        return sayable(self.path)

    def load(self) -> Partnership:
        """Read it."""
        return load(self.path, limits=self.limits)

    def digest(self) -> str | None:
        """Tell apart what the file holds, or the CSV files of the folder."""
        path = Path(self.path)
        if path.is_dir():
            return digest_of_files(files_below(path, ".csv"), path)
        return digest_of_files([path], path.parent)


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line of a file that holds one partnership a line, as JSON."""

    file: str
    number: int
    content: bytes
    limits: Limits = SAFE

    @property
    def source(self) -> str:
        """File and line."""
        return sayable(f"{self.file}:{self.number}")

    def load(self) -> Partnership:
        """Read the line."""
        try:
            text = self.content.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            place = Source(self.file, line=self.number, column=error.start + 1)
            message = Said("this line is not UTF-8 text (byte {byte})", byte=error.start)
            raise InputError([Problem(message, place)]) from error
        return read(read_json_line(text, self.file, self.number, self.limits))

    def digest(self) -> str:
        """Tell apart what the line holds; its end does not matter, which the last one may lack."""
        return digest_of_bytes(self.content.rstrip(b"\r\n"))


@dataclass(frozen=True, slots=True)
class RowInput:
    """A row of a Parquet file: columns are the sections of the input, nested or as JSON text."""

    file: str
    number: int
    row: Mapping[str, Any]
    limits: Limits = SAFE

    @property
    def source(self) -> str:
        """File and row, counted from 1."""
        return sayable(f"{self.file}:{self.number}")

    def load(self) -> Partnership:
        """Read the row."""
        sections = {name: self._section(value) for name, value in _known(self.row).items()}
        refuse_large_data(sections, self.source, self.limits)
        return read(Document(sections, self.source))

    def digest(self) -> str:
        """Tell apart what the row holds."""
        return digest(self.row)

    def _section(self, value: Any) -> Any:
        if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
            return read_json_line(value, self.file, self.number, self.limits).data
        return value


def _known(value: Any) -> Any:
    """Leave out what is null: a table has a place for every attribute, known or not."""
    if isinstance(value, Mapping):
        return {name: _known(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class RegisterInput:
    """A version of an arrangement of the register."""

    document: Document
    version: VersionOf

    @property
    def source(self) -> str:
        """File, line and column in the export."""
        return str(self.document.source(()))

    def load(self) -> Partnership:
        """Read it."""
        return read(self.document)

    def digest(self) -> str:
        """Tell apart what the export says of this version, and on which day."""
        return digest([self.document.data, asdict(self.version)])


@dataclass(frozen=True, slots=True)
class Given:
    """A partnership that is in memory already, as itself, a mapping or a graph."""

    what: Partnership | Mapping[str, Any] | nx.MultiDiGraph[str]
    number: int
    limits: Limits = SAFE

    @property
    def source(self) -> str:
        """The key of the partnership, or else its place among the others, counted from 1."""
        return self.what.about.key if isinstance(self.what, Partnership) else f"<{self.number}>"

    def load(self) -> Partnership:
        """Return it, read if it was not."""
        if isinstance(self.what, Partnership):
            return self.what
        return read(read_dict(self.what, self.limits)) if isinstance(self.what, Mapping) else load(self.what)

    def digest(self) -> None:
        """Say nothing: what is in memory has no other time to be compared with."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place where there should be inputs that cannot be read; whatever comes after it still is."""

    failed: Failed

    @property
    def source(self) -> str:
        """Where it stands."""
        return self.failed.source

    def load(self) -> Partnership:
        """Never return."""
        raise InputError(Problems(self.failed.problems, self.failed.more))

    def digest(self) -> None:
        """Say nothing: it cannot be read."""


def as_input(what: Any, number: int, limits: Limits = SAFE) -> Input:
    """Return something as an input: a path, a partnership, a mapping, a graph, or an input already."""
    if isinstance(what, str | Path):
        return FileInput(str(what), limits)
    if isinstance(what, Partnership | Mapping | nx.MultiDiGraph):
        return Given(what, number, limits)
    if hasattr(what, "source") and hasattr(what, "load"):
        found: Input = what
        return found
    place = Source(f"<{number}>")
    expected = Said("a Partnership, a path, a mapping or a graph")
    message = Said("a {kind} is no partnership", kind=type(what).__name__)
    problem = Problem(message, place, expected=expected)
    return Unreadable(Failed.of(str(place), InputError([problem])))
