"""Failures without the words of the input.

Where nothing could be read, nobody knows what is a name: so what was wrong is told, and where, in our own words only.
A value of the input may stand in the line that is shown, in what a message repeats, in a hint with a spelling like it
and in the way to a place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any, Final

from regiokompas.batch.inputs import Failed
from regiokompas.errors import Problem, Source
from regiokompas.model.entities import ENTITIES, NOUNS
from regiokompas.saying import LANGUAGES, Either, Quoted, Said, catalogue
from regiokompas.tables.columns import SHEETS
from regiokompas.texts import Bilingual

__all__ = ["without_words"]

#: What stands where something of the input stood.
WITHHELD: Final = "…"

#: A number as a limit is told.
_NUMBER: Final = re.compile(r"[\d.,]+")


def without_words(failed: Failed) -> Failed:
    """Return a failure that repeats nothing of its input, but for the name of the file.

    Examples
    --------
    >>> said = Said("there is no {name}", name="person:jansen")
    >>> wrong = Problem(said, Source("a.yaml", 3), text="who: person:jansen")
    >>> told = without_words(Failed.with_problems("a.yaml", [wrong], 0))
    >>> told.message, told.problems[0].text
    ('a.yaml:3:1: there is no …', None)
    """
    if not failed.problems:
        return replace(failed, message=_message(failed.message, failed.source))
    return Failed.with_problems(failed.source, [_problem(problem) for problem in failed.problems], failed.more)


def _problem(problem: Problem) -> Problem:
    file = problem.source.file
    return replace(
        problem,
        message=_message(problem.message, file),
        source=_place(problem.source),
        expected=_whole(problem.expected, file),
        hint=_whole(problem.hint, file),
        text=None,
    )


def _message(message: str, file: str) -> Said:
    return _ours(message, file) if isinstance(message, Said) else Said("this cannot be read")


def _whole(text: str | None, file: str) -> Said | None:
    """Return what is said in our own words alone: an expectation or a hint with a gap helps nobody."""
    return text if isinstance(text, Said) and _ours(text, file) == text else None


def _ours(said: Said, file: str) -> Said:
    return said.with_values(lambda value: _value(value, file))


def _value(value: Any, file: str) -> Any:
    """Return what stands in a message if it is ours: a text, a number, a word of the model or the name of the file."""
    if isinstance(value, Said):
        return _ours(value, file)
    if isinstance(value, Quoted):
        return value if value in catalogue() else WITHHELD
    if isinstance(value, Source):
        return _place(value)
    if isinstance(value, Either):
        return Either(_value(word, file) for word in value)
    if isinstance(value, Bilingual):
        return value if _is_ours(value) else WITHHELD
    return value if isinstance(value, int) or str(value) == file or str(value) in _words() else WITHHELD


def _is_ours(words: Bilingual) -> bool:
    """Return whether this is a number, or a word of the model; in Dutch an attribute has its label behind it."""
    if all(_NUMBER.fullmatch(text) for text in (words.nl, words.en)):
        return True
    return words.en in _words() and (words.nl in _words() or words.nl.startswith(f"{words.en} ("))


def _place(source: Source) -> Source:
    """Return a place without names that the input chose: of a sheet, or on the way to a value."""
    sheet = source.sheet if source.sheet is None or source.sheet in _words() else WITHHELD
    path = None if source.path is None else re.sub(r"[^.\[\]]+", _step, source.path)
    return replace(source, sheet=sheet, path=path)


def _step(found: re.Match[str]) -> str:
    step = found.group()
    return step if step.isdecimal() or step in _words() else WITHHELD


@cache
def _words() -> frozenset[str]:
    """Return the words of the model: sections, kinds, attributes and sheets, in every way they are called."""
    found: set[str] = set()
    for section, kind in ENTITIES.items():
        found |= {section, kind.KIND}
        found |= {info.alias or name for name, info in kind.model_fields.items()}
    called = (*NOUNS.values(), *SHEETS.values())
    return frozenset(found | {words.say(language) for words in called for language in LANGUAGES})
