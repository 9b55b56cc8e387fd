"""Linting packs: every check on every pack, what the loader refuses first, and what the files allow left out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from regiokompas.errors import PackError, Problem, Source
from regiokompas.facts.schema import Vocabulary
from regiokompas.linting.base import INVALID, Level, Lint, Subject, checks
from regiokompas.loading import load
from regiokompas.model import Partnership
from regiokompas.rules import FIELDS
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.folders import find_folder
from regiokompas.rules.loader import CASES, PackReading, across, read_packs

__all__ = ["LintResult", "lint"]

#: A comment on the line itself or the one above, by which a file allows what a check would find.
_ALLOWED = re.compile(r"#\s*lint: allow ([a-z-]+)(?: because (\S.*))?")


@dataclass(frozen=True, slots=True)
class LintResult:
    """What the linter found in some packs, by place, and how many rules it looked at."""

    packs: tuple[str, ...]
    rules: int
    lints: tuple[Lint, ...]

    @property
    def usable(self) -> bool:
        """Whether the packs can be loaded at all."""
        return not any(found.code == INVALID for found in self.lints)

    @property
    def sound(self) -> bool:
        """Whether there is nothing but notes."""
        return all(found.level is Level.NOTE for found in self.lints)


def lint(
    packs: Sequence[str],
    vocabulary: Vocabulary,
    *,
    on: Sequence[str | Path] = (),
    engine: str = "auto",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LintResult:
    """Lint packs by name or by the path of a folder.

    Parameters
    ----------
    packs
        Which packs. Those that they need are read along, but not linted.
    vocabulary
        The kinds of facts there are.
    on
        Partnerships on which remedies are tried, beside those in ``cases/`` of each pack.
    engine
        The engine that runs tests and remedies.
    progress
        Called with how many remedies have been tried, and of how many.

    Raises
    ------
    NotFoundError
        If there is no such pack.
    InputError
        If a partnership cannot be read.
    """
    readings = read_packs(packs, vocabulary)
    asked = {find_folder(name).resolve() for name in packs}
    chosen = [reading for reading in readings if reading.pack.folder.resolve() in asked]
    others = [load(path) for path in on]
    found = [lint for reading in chosen for lint in _lint_pack(reading, readings, vocabulary, others, engine, progress)]
    names = tuple(reading.pack.name for reading in chosen)
    return LintResult(names, sum(map(_number_of_rules, chosen)), tuple(found))


def _number_of_rules(reading: PackReading) -> int:
    """Count the files of rules, those that could not be used included."""
    return sum(name.split("/")[-2] in FIELDS for name in reading.documents)


def _lint_pack(
    reading: PackReading,
    readings: Sequence[PackReading],
    vocabulary: Vocabulary,
    others: Sequence[Partnership],
    engine: str,
    progress: Callable[[int, int], None],
) -> Iterator[Lint]:
    refused = list(_refused(reading, readings, vocabulary))
    cases = sorted((reading.pack.folder / CASES).glob("*.yaml"))
    subject = Subject(
        reading.pack,
        [rule for other in readings for rule in other.pack.rules],
        reading.documents,
        vocabulary,
        [*map(load, cases), *others] if not refused else (),
        engine,
        progress,
    )
    found = [Lint(INVALID, Level.ERROR, problem) for problem in refused]
    for check in checks().values():
        if refused and check.code.startswith("remedy"):
            continue  # remedies run all rules together, which is no use as long as some are missing
        found += [Lint(check.code, check.level, problem) for problem in check.function(subject)]
    kept = [*_allowed(found, reading)]
    yield from sorted((_placed(lint, reading) for lint in kept), key=_place)


def _refused(reading: PackReading, readings: Sequence[PackReading], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what keeps a pack from being loaded, by itself and beside the packs that it needs."""
    yield from reading.problems
    if reading.problems.more:
        yield Problem(f"and {reading.problems.more:,} problems more", Source(str(reading.pack.folder)))
    own = reading.documents
    found = list(across(readings))
    if not found and not any(other.problems for other in readings):
        try:
            compile_rules([rule for other in readings for rule in other.pack.rules], vocabulary)
        except PackError as error:
            found = list(error.problems)
    for problem in found:
        source = problem.source
        if source.file in own:
            yield replace(problem, text=own[source.file].lines[source.line - 1] if source.line else None)


def _allowed(found: Sequence[Lint], reading: PackReading) -> Iterator[Lint]:
    """Yield what no comment allows, and the comments that allow nothing or give no reason."""
    comments = {
        (name, number): match
        for name, document in reading.documents.items()
        for number, line in enumerate(document.lines, start=1)
        if (match := _ALLOWED.search(line))
    }
    used = set()
    for lint in found:
        source = lint.problem.source
        places = [(source.file, (source.line or 0) - up) for up in (0, 1)]
        place = next((p for p in places if p in comments and comments[p][1] == lint.code), None)
        if place is None or lint.code == INVALID:
            yield lint
        else:
            used.add(place)
    for (name, number), match in comments.items():
        fault = "gives no reason" if not match[2] else "allows nothing" if (name, number) not in used else None
        if fault is not None:
            document = reading.documents[name]
            source = replace(document.source(()), line=number, column=match.start() + 1)
            line = document.lines[number - 1]
            problem = Problem(
                f"this comment {fault}",
                source,
                f"# lint: allow {match[1]} because ...",
                None,
                line,
                len(line) - match.start(),
            )
            yield Lint("allowance", Level.WARNING, problem)


def _placed(lint: Lint, reading: PackReading) -> Lint:
    """Name the file by its path from here, so that an editor can open it."""
    source = lint.problem.source
    inside = source.file.partition("/")[2]
    path = reading.pack.folder / inside
    if not path.exists():
        return lint
    near = os.path.relpath(path)
    shown = str(path) if near.startswith("..") else near
    return replace(lint, problem=replace(lint.problem, source=replace(source, file=shown)))


def _place(lint: Lint) -> tuple[str, int, int, str]:
    source = lint.problem.source
    return source.file, source.line or 0, source.column or 0, lint.code
