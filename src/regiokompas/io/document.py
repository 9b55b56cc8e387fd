"""A document: plain data, and for every value the place it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regiokompas.errors import Problem, Source
from regiokompas.texts import Bilingual

__all__ = ["Document", "Mark", "Notice", "Path", "Plain", "lines_of"]

#: The way to a value: names of mappings and positions in lists.
Path = tuple[str | int, ...]

#: What a document consists of.
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


#: Of a text with more lines than this none is shown with an error: every line takes memory of its own.
_MOST_LINES = 500_000


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column of a value, counted from 1, and how many characters of the line it takes."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in the input that was handled, and how: nothing is dropped in silence."""

    code: str
    text: Bilingual
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Data as it was read, before anything is known about its meaning.

    Parameters
    ----------
    data
        Mappings, lists, texts, numbers, booleans and ``None``.
    file
        Name of the file, or a stand-in such as ``<dict>``.
    marks
        Place of each value, by path: a :class:`Mark` in the lines of the file, or a whole :class:`Source` where the
        data was gathered from sheets or from several files. Formats without places have none.
    lines
        The lines of the file, to show with an error.
    notices
        What was odd about the source, and how it was handled.
    """

    data: Plain
    file: str
    marks: Mapping[Path, Mark | Source] = field(default_factory=dict, repr=False)
    lines: Sequence[str] = field(default=(), repr=False)
    notices: tuple[Notice, ...] = ()

    def source(self, path: Path) -> Source:
        """Return where a value stands; where it is missing, the place of the nearest thing around it."""
        mark = self._mark(path)
        if isinstance(mark, Source):
            return mark
        if mark is not None:
            return Source(self.file, line=mark.line, column=mark.column)
        return Source(self.file, path=_say_path(path) or None)

    def problem(self, path: Path, message: str, *, expected: str | None = None, hint: str | None = None) -> Problem:
        """Describe a problem at a path, with the line it stands in."""
        mark = self._mark(path)
        if not isinstance(mark, Mark):
            return Problem(message, self.source(path), expected, hint)
        text = self.lines[mark.line - 1] if mark.line <= len(self.lines) else None
        return Problem(message, self.source(path), expected, hint, text, mark.width)

    def _mark(self, path: Path) -> Mark | Source | None:
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark is not None:
                return mark
        return None


def lines_of(text: str) -> Sequence[str]:
    """Return the lines of a text, to show with errors; none where there are very many."""
    return text.splitlines() if text.count("\n") + text.count("\r") < _MOST_LINES else ()


def _say_path(path: Path) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
