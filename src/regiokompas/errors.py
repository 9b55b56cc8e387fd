"""Errors: one root, every problem at once, each with its place, what was expected and a hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from regiokompas.saying import Language, Said, spoken

__all__ = [
    "ConfigurationError",
    "EngineDisagreement",
    "EngineError",
    "Hints",
    "InputError",
    "NotFoundError",
    "PackError",
    "PluginError",
    "Problem",
    "RegiokompasError",
    "Source",
    "did_you_mean",
]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The place a value was read from.

    Parameters
    ----------
    file
        Path or name of the document; ``"<dict>"`` and ``"<graph>"`` for data that never was a file.
    line, column
        Place in a text document, both counted from 1.
    sheet, cell
        Place in a workbook.
    path
        Place in structured data without lines, such as ``partners[2].name``.

    Examples
    --------
    >>> str(Source("region.yaml", line=12, column=5))
    'region.yaml:12:5'
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, int, int, str]:
        """What to sort places by, so that they come in the order in which one reads: B9 before A10."""
        letters = (self.cell or "").rstrip("0123456789")
        row = int((self.cell or "")[len(letters) :] or 0)
        return (self.file, self.line or 0, self.column or 0, self.sheet or "", row, len(letters), str(self))

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.file}:{self.line}:{self.column or 1}"
        if self.sheet is not None:
            return f"{self.file}:{self.sheet}!{self.cell}"
        return f"{self.file}:{self.path}" if self.path else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, in words a person can act on.

    Message, ``expected`` and ``hint`` are English; what is :class:`~regiokompas.saying.Said` can be said in Dutch too.
    ``text`` is the line the problem stands in (``None`` where there are no lines); ``width`` is how many
    characters of it are meant.
    """

    message: str
    source: Source
    expected: str | None = None
    hint: str | None = None
    text: str | None = None
    width: int = 1

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: Language) -> str:
        """Return all lines in a language; in English where the message, as those on rules, is in no other."""
        if not isinstance(self.message, Said):
            language = "en"
        lines = [f"{self.source}: {spoken(self.message, language)}"]
        if self.text is not None and self.source.line is not None:
            number = f"{self.source.line:>5} | "
            # Of a line of megabytes only what is around the place is shown.
            column = max(0, (self.source.column or 1) - 1)
            start = 0 if len(self.text) <= _MAX_SHOWN else max(0, column - _MAX_SHOWN // 2)
            lines.append(number + self.text[start : start + _MAX_SHOWN])
            pad = " " * (len(number) - 2) + "| " + " " * (column - start)
            lines.append(pad + "^" * max(1, min(self.width, start + _MAX_SHOWN - column)))
        if self.expected:
            lines.append(f"      {_EXPECTED.say(language)}: {spoken(self.expected, language)}")
        if self.hint:
            lines.append(f"      hint: {spoken(self.hint, language)}")
        return "\n".join(lines)


class RegiokompasError(Exception):
    """Root of every error that the library raises on purpose."""

    @property
    def message(self) -> str:
        """What is wrong: English, and where it is :class:`~regiokompas.saying.Said` in Dutch too."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)

    def say(self, language: Language) -> str:
        """Return what is wrong in a language; in English where it is in no other, as all that is said of rules.

        Examples
        --------
        >>> error = NotFoundError(Said("there is no partner {name}", name="partner:teil"))
        >>> str(error), error.say("nl")
        ('there is no partner partner:teil', 'er is geen partner partner:teil')
        """
        said: str = spoken(self.message, language)
        return said


@dataclass(eq=False)
class ProblemsError(RegiokompasError):
    """An error that consists of one or more :class:`Problem`, all found in one reading."""

    problems: Sequence[Problem] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        self.problems = tuple(sorted(self.problems, key=lambda p: (p.source.order, p.message)))
        super().__init__(str(self))

    def __str__(self) -> str:
        return self.say("en")

    def count(self, language: Language) -> str:
        """Return how many problems there are, in words; in English where all of them are."""
        if not any(isinstance(problem.message, Said) for problem in self.problems):
            language = "en"
        count = len(self.problems)
        return (Said("1 problem") if count == 1 else Said("{count} problems", count=count)).say(language)

    def say(self, language: Language) -> str:
        """Return all problems in a language, after their number."""
        return "\n".join([self.count(language), *(problem.say(language) for problem in self.problems)])


class InputError(ProblemsError):
    """The description of the partnership cannot be used as it is."""


class PackError(ProblemsError):
    """A rule pack cannot be loaded as it is."""


class PluginError(RegiokompasError):
    """A pack or measure of another distribution cannot be used."""


class ConfigurationError(ProblemsError):
    """The configuration cannot be used as it is."""


class NotFoundError(RegiokompasError):
    """A name, id, rule or key that was asked for does not exist."""


class EngineError(RegiokompasError):
    """The inference engine cannot run, or refused what it was given."""


class EngineDisagreement(EngineError):  # noqa: N818 -- the name is part of the published API
    """Two engines were asked to judge the same facts and came to different findings."""


_EXPECTED = Said("expected")

#: Most characters of a line that a problem shows.
_MAX_SHOWN = 200


def did_you_mean(name: str, known: Iterable[str], cutoff: float = 0.6) -> Said | None:
    """Return a hint that names the nearest known spelling, or ``None`` if nothing is as near as ``cutoff`` (0 to 1).

    Words that both begin or end with say nothing of how near they are: *Gemeente Ermelo* is not nearly *Gemeente Tiel*.

    Examples
    --------
    >>> did_you_mean("person:jansen", ["person:janssen", "person:bakker"])
    'did you mean person:janssen?'
    >>> did_you_mean("Gemeente Ermelo", ["Gemeente Tiel", "Gemeente Buren"])
    """
    if len(name) > _MAX_SHOWN:
        return None
    folded: dict[str, str] = {}
    for candidate in sorted({candidate for candidate in known if len(candidate) <= _MAX_SHOWN}):
        folded.setdefault(candidate.casefold(), candidate)
    asked = name.casefold()
    close = difflib.get_close_matches(asked, list(folded), n=max(1, len(folded)), cutoff=cutoff)
    best = next((candidate for candidate in close if _nearness(asked, candidate) >= cutoff), None)
    return None if best is None else Said("did you mean {name}?", name=folded[best])


def _nearness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, without the words that both begin or end with."""
    left, right = _WORDS.findall(one), _WORDS.findall(other)
    for end in (0, -1):
        while len(left) > 1 and len(right) > 1 and left[end] == right[end]:
            left.pop(end)
            right.pop(end)
    return difflib.SequenceMatcher(None, "".join(left), "".join(right)).ratio()


#: A word, or what stands between two.
_WORDS = re.compile(r"[^\W_]+|[\W_]+")


class Hints:
    """The nearest spellings within one reading, for as long as looking for them costs no more than the reading.

    A comparison of two names takes tens of microseconds, and of a thousand mistaken names among a thousand entities
    there are a million. The first mistakes get their hints; those after them are told all the same.

    Parameters
    ----------
    comparisons
        How many there may be, about a second of them.

    Examples
    --------
    >>> hints = Hints(comparisons=3)
    >>> hints.near("tiel", ["tiel-west", "buren"], 0.5), hints.near("tiel", ["tiel-west", "buren"], 0.5)
    ('did you mean tiel-west?', None)
    """

    def __init__(self, comparisons: int = 20_000) -> None:
        self.left = comparisons

    def near(self, name: str, known: Collection[str], cutoff: float = 0.6) -> Said | None:
        """Return what :func:`did_you_mean` does, or ``None`` once the comparisons are used up."""
        enough = len(known) <= self.left
        self.left = self.left - len(known) if enough else 0
        return did_you_mean(name, known, cutoff) if enough else None
