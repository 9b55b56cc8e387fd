"""Reading with places: what every reader of a rule file needs to say what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from regiokompas.errors import Hints, Problems
from regiokompas.facts.schema import Attribute, AttributeType, FactKind, Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.texts import Bilingual

__all__ = ["KEY", "NAME", "RULE_ID", "PlaceReader", "is_of_type"]

#: What ids of rules, and names of rules and profiles, look like.
RULE_ID, NAME = r"[A-Z]{2,5}\d{2,3}", r"[a-z0-9]+(-[a-z0-9]+)*"

#: The attribute that every fact has.
KEY = Attribute("key", AttributeType.KEY, always=True, label=Bilingual("sleutel", "key"))

Choice = TypeVar("Choice", bound=StrEnum)


class PlaceReader:
    """Reads parts of one document and collects every problem with its place."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.kinds: Mapping[str, FactKind] = vocabulary.kinds
        self.problems = Problems()
        self._hints = Hints(self.problems)

    def only(self, data: Mapping[str, Plain], path: Path, known: Sequence[str]) -> None:
        """Complain of every name that does not belong here."""
        for name in data:
            if name not in known:
                self.complain((*path, name), f"{name} does not belong here", ", ".join(known), self.near(name, known))

    def choice(self, choices: type[Choice], path: Path, word: Plain) -> Choice | None:
        """Return one of a closed list."""
        try:
            return choices(str(word))
        except ValueError:
            known = [str(choice) for choice in choices]
            self.complain(path, f"{word} does not exist here", ", ".join(known), self.near(word, known))
            return None

    def words(self, path: Path, data: Plain) -> tuple[str, ...]:
        """Return a list of words."""
        if not isinstance(data, list) or not all(isinstance(item, str) for item in data):
            self.complain(path, f"{path[-1]} is a list of words", "[...]")
            return ()
        return tuple(str(item) for item in data)

    def pattern(self, path: Path, data: Plain, pattern: str, expected: str) -> str:
        """Return a text that has a certain form."""
        if not isinstance(data, str) or not re.fullmatch(pattern, data):
            self.complain(path, f"{data} does not fit here", expected)
        return str(data)

    def near(self, word: object, known: Sequence[str] | Mapping[str, object]) -> str | None:
        """Return a hint to the nearest known word."""
        return self._hints.near(str(word), known)

    def complain(self, path: Path, message: str, expected: str | None = None, hint: str | None = None) -> bool:
        """Note a problem once; return false, so that a check can end with it."""
        if not self.problems.only_counted():
            problem = self.document.problem(path, message, expected=expected, hint=hint)
            if problem not in self.problems:
                self.problems.append(problem)
        return False


def is_of_type(type_: AttributeType, value: object) -> bool:
    """Return whether a plain value is of a type."""
    if type_.numeric:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if type_ is AttributeType.FLAG:
        return isinstance(value, bool)
    if type_ in (AttributeType.KEYS, AttributeType.WORDS):
        return isinstance(value, tuple)
    return isinstance(value, str)
