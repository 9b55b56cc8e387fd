"""Errors: one root, every problem at once, each with its place, what was expected and a hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from regiokompas.saying import Count, Language, Said, sayable, spoken

__all__ = [
    "MOST_PROBLEMS",
    "ConfigurationError",
    "EngineDisagreement",
    "EngineError",
    "Hints",
    "InputError",
    "NotFoundError",
    "PackError",
    "PluginError",
    "Problem",
    "Problems",
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

    def __post_init__(self) -> None:
        if not self.file.isascii():
            object.__setattr__(self, "file", sayable(self.file))

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

    def __post_init__(self) -> None:
        for name in ("message", "expected", "hint"):  # they may repeat a value of any length
            said = getattr(self, name)
            if said is not None and len(said) > _MAX_SAID:
                object.__setattr__(self, name, f"{said[:_MAX_SAID]}…")

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: Language) -> str:
        """Return all lines in a language; in English where the message, as those on rules, is in no other."""
        if not isinstance(self.message, Said):
            language = "en"
        lines = [f"{self.source}: {spoken(self.message, language)}"]
        if self.text is not None and self.source.line is not None:
            number = f"{self.source.line:>5} | "
            lines.append(f"{number}{self.excerpt}")
            before = max(0, (self.source.column or 1) - 1) - self._start
            pad = " " * (len(number) - 2) + "| " + " " * before
            lines.append(pad + "^" * max(1, min(self.width, _MAX_SHOWN - before)))
        if self.expected:
            lines.append(f"      {_EXPECTED.say(language)}: {spoken(self.expected, language)}")
        if self.hint:
            lines.append(f"      hint: {spoken(self.hint, language)}")
        return "\n".join(lines)

    @property
    def excerpt(self) -> str | None:
        """What is shown of the line: of one of megabytes only what is around the place."""
        return None if self.text is None else self.text[self._start : self._start + _MAX_SHOWN]

    @property
    def _start(self) -> int:
        """Where in the line the excerpt begins."""
        column = max(0, (self.source.column or 1) - 1)
        return 0 if len(self.text or "") <= _MAX_SHOWN else max(0, column - _MAX_SHOWN // 2)


#: How many problems of one input are told; those after them are only counted.
MOST_PROBLEMS = 1_000


class Problems(Sequence[Problem]):
    """What is wrong with one input: the first problems in the order of reading, and how many more there are.

    An input within all limits can be wrong in a million places. A thousand are more than anybody reads, so that those
    after them are counted, and neither put in words nor kept.

    Parameters
    ----------
    found
        Those that are known already.
    more
        How many there are beside them.

    Attributes
    ----------
    more : int
        How many there are beside those that can be iterated over.

    Examples
    --------
    >>> problems = Problems()
    >>> for line in range(1, 2_001):
    ...     if not problems.only_counted():
    ...         problems.append(Problem("this is no line", Source("region.yaml", line)))
    >>> len(problems), problems.more
    (1000, 1000)
    """

    def __init__(self, found: Iterable[Problem] = (), more: int = 0) -> None:
        self.more = more
        self._shown: list[Problem] = []
        self.extend(found)

    @property
    def is_full(self) -> bool:
        """Whether all that comes now is only counted."""
        return len(self._shown) >= MOST_PROBLEMS

    def only_counted(self) -> bool:
        """Return whether one more problem is only counted, and count it; then it need not be put in words."""
        self.more += self.is_full
        return self.is_full

    def append(self, problem: Problem) -> None:
        """Keep a problem, or count it."""
        if not self.only_counted():
            self._shown.append(problem)

    def extend(self, found: Iterable[Problem]) -> None:
        """Take over problems, and the number of those that were only counted."""
        for problem in found:
            self.append(problem)
        if isinstance(found, Problems):
            self.more += found.more

    def in_order(self) -> Problems:
        """Return the same problems in the order of their places."""
        return Problems(sorted(self._shown, key=lambda problem: (problem.source.order, problem.message)), self.more)

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Problem]: ...
    def __getitem__(self, index: int | slice) -> Problem | Sequence[Problem]:
        return self._shown[index]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._shown)

    def __repr__(self) -> str:
        return f"Problems({self._shown!r}, more={self.more})"


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


class ProblemsError(RegiokompasError):
    """An error that consists of one or more :class:`Problem`, all found in one reading.

    Of very many the first thousand are told, and ``problems.more`` is how many there are beside them.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.problems = Problems(problems).in_order()
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:  # an exception is made anew from its text, which is not enough here
        return type(self), (self.problems,)

    def __str__(self) -> str:
        return self.say("en")

    def count(self, language: Language) -> str:
        """Return how many problems there are, in words; in English where all of them are."""
        if not any(isinstance(problem.message, Said) for problem in self.problems):
            language = "en"
        shown, more = len(self.problems), self.problems.more
        if more:
            return Said("{shown} problems shown, and {more} more", shown=Count(shown), more=Count(more)).say(language)
        return (Said("1 problem") if shown == 1 else Said("{count} problems", count=shown)).say(language)

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

#: Most characters of each thing that a problem says.
_MAX_SAID = 2_000

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
    problems
        What is gathered in this reading: what is only counted needs no hint.
    comparisons
        How many there may be, about a second of them.

    Examples
    --------
    >>> hints = Hints(comparisons=3)
    >>> hints.near("tiel", ["tiel-west", "buren"], 0.5), hints.near("tiel", ["tiel-west", "buren"], 0.5)
    ('did you mean tiel-west?', None)
    """

    def __init__(self, problems: Problems | None = None, comparisons: int = 20_000) -> None:
        self._problems = Problems() if problems is None else problems
        self._left = comparisons

    @property
    def left(self) -> int:
        """How many comparisons there still may be."""
        return 0 if self._problems.is_full else self._left

    def near(self, name: str, known: Collection[str], cutoff: float = 0.6) -> Said | None:
        """Return what :func:`did_you_mean` does, or ``None`` once the comparisons are used up."""
        enough = len(known) <= self.left
        self._left = self._left - len(known) if enough else 0
        return did_you_mean(name, known, cutoff) if enough else None
