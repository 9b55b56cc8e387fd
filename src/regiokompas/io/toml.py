"""TOML to a document: ``tomllib`` reads the values, and a scan of the same text finds the place of each.

``tomllib`` gives no places. The scan runs only on text that it has accepted, so it need not judge: it walks over keys
and values and notes where they stand.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from datetime import date, datetime, time
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document, Mark, Path, Plain
from regiokompas.io.limits import SAFE, Limits, refuse_large_data
from regiokompas.saying import Quoted, Said

__all__ = ["read_toml"]

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_LONG_NAME = re.compile(rf"(?<![A-Za-z0-9_-])(?:(?:{_KEY.pattern})[ \t]*+\.[ \t]*+){{3,}}+")
_STRING = re.compile(r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL)
_BARE = re.compile(r"[^,\]}#\r\n]*[^,\]}#\s]")


def read_toml(text: str, file: str, limits: Limits = SAFE) -> Document:
    """Read TOML text. Days and times become ISO texts, as they are in YAML.

    Parameters
    ----------
    text
        The document.
    file
        Its name, for messages.
    limits
        How many values it may hold, and how deep.

    Raises
    ------
    InputError
        If the text is no TOML, or exceeds a limit.

    Examples
    --------
    >>> document = read_toml('[severity]\\nFIN02 = "high"\\n', "regiokompas.toml")
    >>> document.data
    {'severity': {'FIN02': 'high'}}
    >>> str(document.source(("severity", "FIN02")))
    'regiokompas.toml:2:9'
    """
    text = text.replace("\r\n", "\n")
    _refuse_large(text, file, limits)
    lines = text.split("\n")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of which what tomllib raises is one, and a number too long another
        raise InputError([_syntax_problem(str(error), file, lines)]) from error
    refuse_large_data(data, file, limits)
    return Document(_plain(data), file, _Scan(text).marks(), lines)


def _refuse_large(text: str, file: str, limits: Limits) -> None:
    """Count before reading, in lines, commas and names with points: what these take grows faster than their number."""
    if text.count("\n") + text.count(",") > limits.text_values:
        raise limits.exceeded("text_values", "more than {limit} values and lines", Source(file))
    for name in _LONG_NAME.finditer(text):
        if len(_KEY.findall(name[0])) >= limits.depth:
            place = Source(file, line=text.count("\n", 0, name.start()) + 1)
            raise limits.exceeded("depth", "a name of more than {limit} parts", place)


def _syntax_problem(message: str, file: str, lines: list[str]) -> Problem:
    found = _PLACE.search(message)
    said = Said("this is not TOML: {why}", why=Quoted(_PLACE.sub("", message)))
    if found is None:
        return Problem(said, Source(file))
    line = int(found[1] or max(1, len(lines)))
    text = lines[line - 1] if line <= len(lines) else None
    return Problem(said, Source(file, line=line, column=int(found[2] or 1 + len(text or ""))), text=text)


def _plain(value: Any) -> Plain:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


class _Scan:
    """Walks over the text once; ``at`` is where it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._at = 0
        self._marks: dict[Path, Mark] = {}
        self._lengths: dict[Path, int] = {}

    def marks(self) -> dict[Path, Mark]:
        table: Path = ()
        while self._skip_blank() < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
        return self._marks

    def _header(self) -> Path:
        start, many = self._at, self._text.startswith("[[", self._at)
        self._at += 1 + many
        path = self._inside(self._key())
        self._at += 1 + many
        if many:
            number = self._lengths.get(path, 0)
            self._lengths[path] = number + 1
            path = (*path, number)
        self._mark(path, start)
        return path

    def _inside(self, key: Path) -> Path:
        """Return the path that a header names: what it says of a list is about the last item."""
        path: Path = ()
        for step in key[:-1]:
            path = (*path, step)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return (*path, key[-1])

    def _pair(self, table: Path) -> None:
        key = self._key()
        self._at += 1  # the equals sign
        self._value((*table, *key))

    def _key(self) -> Path:
        steps: list[str] = []
        while not steps or self._text.startswith(".", self._at):
            self._at += bool(steps)
            self._skip_blank()
            found = _KEY.match(self._text, self._at)
            if found is None:  # cannot be in TOML that was accepted; better no place than no end
                raise AssertionError(f"no key at {self._at}")
            word = found[0]
            steps.append(str(tomllib.loads(f"word = {word}")["word"]) if word[0] in "\"'" else word)
            self._at = found.end()
            self._skip_blank()
        return tuple(steps)

    def _value(self, path: Path) -> None:
        self._skip_blank()
        start = self._at
        if self._text.startswith("[", start):
            self._items(path)
        elif self._text.startswith("{", start):
            self._inline_table(path)
        else:
            found = _STRING.match(self._text, start) or _BARE.match(self._text, start)
            self._at = found.end() if found else start
        self._mark(path, start)

    def _items(self, path: Path) -> None:
        self._at += 1
        number = 0
        while self._text[self._skip_blank()] != "]":
            self._value((*path, number))
            number += 1
            self._skip_comma()
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._text[self._skip_blank()] != "}":
            self._pair(path)
            self._skip_comma()
        self._at += 1

    def _skip_comma(self) -> None:
        self._at += self._text.startswith(",", self._skip_blank())

    def _skip_blank(self) -> int:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _mark(self, path: Path, start: int) -> None:
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        taken = self._text[start : self._at].split("\n", 1)[0]
        self._marks[path] = Mark(line, column, max(1, len(taken)))
