"""Placeholders: the places in a text of a rule that a fact or a parameter fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

__all__ = ["PLACEHOLDER", "Placeholder", "placeholders"]

#: A placeholder with its braces; what stands between them is the group.
PLACEHOLDER = re.compile(r"{([^{}]*)}")

_ROUGHLY = "roughly"


class Placeholder(NamedTuple):
    """What fills a place in a text, and the words that go with one and with any other number.

    Parameters
    ----------
    binding, attribute
        The fact and the attribute of it; without an attribute what the fact is about.
    one, other
        ``{decision.steps:# body|# bodies}``: the words for one, or for a share that is the whole, and those for
        anything else. ``#`` stands for the value. ``None`` where only the value is written, or where one is missing.
    roughly
        Whether a number of days is said as one speaks of it, ``{theme.days_running:roughly}``: over three years.

    Examples
    --------
    >>> steps = Placeholder.read("decision.steps:# body|# bodies")
    >>> steps.shown, steps.choose(1, "1"), steps.choose(4, "4")
    ('decision.steps', '1 body', '4 bodies')
    >>> Placeholder.read("decision").choose(None, "Housing")
    'Housing'
    """

    binding: str
    attribute: str
    one: str | None = None
    other: str | None = None
    roughly: bool = False

    @classmethod
    @cache
    def read(cls, written: str) -> Placeholder:
        """Read what stands between the braces."""
        shown, chooses, words = written.partition(":")
        binding, _, attribute = shown.partition(".")
        if words == _ROUGHLY:
            return cls(binding, attribute, roughly=True)
        one, both, other = words.partition("|")
        return cls(binding, attribute, one if chooses else None, other if both else None)

    @property
    def shown(self) -> str:
        """The fact and the attribute, as written."""
        return f"{self.binding}.{self.attribute}" if self.attribute else self.binding

    @property
    def chooses(self) -> bool:
        """Whether it holds words to choose from."""
        return self.one is not None

    @property
    def shows(self) -> bool:
        """Whether a reader sees the value itself, and not only words that go with it."""
        return not self.chooses or "#" in f"{self.one}{self.other}"

    def choose(self, number: float | None, said: str) -> str:
        """Return the words for a number that is said so."""
        if self.one is None or self.other is None:
            return said
        return (self.one if number == 1 else self.other).replace("#", said)


def placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a text.

    Examples
    --------
    >>> [found.shown for found in placeholders("{theme} runs for {progress.days_running} days")]
    ['theme', 'progress.days_running']
    """
    yield from (Placeholder.read(written) for written in PLACEHOLDER.findall(text))
