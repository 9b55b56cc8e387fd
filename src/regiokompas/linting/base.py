"""What a check of the linter is: a function from a pack to the problems it has, under a stable code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regiokompas.errors import Problem, Source
from regiokompas.facts.schema import Vocabulary
from regiokompas.io.document import Document, Mark, Path
from regiokompas.model import Partnership
from regiokompas.rules.language import Rule
from regiokompas.rules.loader import Pack

__all__ = ["INVALID", "Check", "Level", "Lint", "Subject", "check", "checks"]

#: Code of what the loader refuses: as long as there is any, the pack cannot be used.
INVALID = "invalid"


class Level(StrEnum):
    """How sure a check is that something is wrong; surest first."""

    ERROR = "error"  #: it is wrong
    WARNING = "warning"  #: it is hardly meant so
    NOTE = "note"  #: it could be better; never a reason to fail


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing the linter found."""

    code: str
    level: Level
    problem: Problem

    def __str__(self) -> str:
        place, _, rest = str(self.problem).partition(": ")
        return f"{place}: {self.level} {self.code}: {rest}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is linted.

    Parameters
    ----------
    pack
        The pack, as far as it could be read.
    rules
        Its rules and those of the packs that it needs, which its rules may read.
    documents
        Its files, by the name that sources have.
    regions
        Partnerships on which remedies are tried.
    engine
        The engine that runs tests and remedies.
    progress
        Called with how many remedies have been tried, and of how many.
    """

    pack: Pack
    rules: Sequence[Rule]
    documents: Mapping[str, Document]
    vocabulary: Vocabulary
    regions: Sequence[Partnership] = ()
    engine: str = "auto"
    progress: Callable[[int, int], None] = lambda done, total: None

    def problem(self, source: Source, message: str, *, expected: str | None = None, hint: str | None = None) -> Problem:
        """Describe a problem at a place, with the line it stands in."""
        document = self.documents[source.file]
        line = source.line or 0
        mark = next(
            (m for m in document.marks.values() if isinstance(m, Mark) and (m.line, m.column) == (line, source.column)),
            None,
        )
        text = document.lines[line - 1] if 0 < line <= len(document.lines) else None
        return Problem(message, source, expected, hint, text, mark.width if mark else 1)

    def problem_at(
        self, rule: Rule, path: Path, message: str, *, expected: str | None = None, hint: str | None = None
    ) -> Problem:
        """Describe a problem at a part of the file of a rule."""
        return self.documents[rule.source.file].problem(path, message, expected=expected, hint=hint)


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check."""

    code: str
    level: Level
    about: str
    function: Callable[[Subject], Iterator[Problem]]


_REGISTERED: dict[str, Check] = {}


def check(
    code: str, level: Level, about: str
) -> Callable[[Callable[[Subject], Iterator[Problem]]], Callable[[Subject], Iterator[Problem]]]:
    """Register a function as the check with a code; ``about`` says in one line what it finds."""

    def register(function: Callable[[Subject], Iterator[Problem]]) -> Callable[[Subject], Iterator[Problem]]:
        if code in _REGISTERED:
            raise ValueError(f"the check {code} exists already")
        _REGISTERED[code] = Check(code, level, about, function)
        return function

    return register


def checks() -> Mapping[str, Check]:
    """Return every check by code."""
    return dict(sorted(_REGISTERED.items()))
