"""What a pack says of itself in ``pack.yaml``: its name, its prefixes, and what it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from regiokompas.errors import Problems, Source
from regiokompas.facts.schema import Vocabulary
from regiokompas.io.document import Document
from regiokompas.rules.places import NAME, PlaceReader
from regiokompas.texts import LANGUAGES, Bilingual

__all__ = ["DESCRIPTION", "OPTIONAL", "PREFIX", "RANGE", "REQUIRED", "Description", "read_description"]

#: The file in which a pack describes itself; a folder that has it is a pack.
DESCRIPTION = "pack.yaml"

#: What a pack must say of itself, and what it may.
REQUIRED = ("name", "title", "version", "prefixes", "requires", "licence")
OPTIONAL = ("sources", "needs")
#: How the ids of a pack begin.
PREFIX = r"[A-Z]{2,5}"

_CLAUSE = re.compile(r"(>=|<=|<|>|==)\s*(\d+(?:\.\d+)*)")

#: A range of versions.
RANGE = rf"{_CLAUSE.pattern}(\s*,\s*{_CLAUSE.pattern})*"


@dataclass(frozen=True, slots=True)
class Description:
    """A pack as it describes itself.

    Parameters
    ----------
    name
        The name by which it is asked for.
    title, version, licence, sources
        What it is called, which edition it is, under which terms it may be used, and what it rests on.
    prefixes
        The letters with which the ids of its rules begin; no two packs share one.
    requires
        The versions of regiokompas that it works with, such as ``">=0.1,<0.2"``.
    needs
        Packs whose findings its rules read; they are loaded along.
    """

    name: str
    title: Bilingual
    version: str
    prefixes: tuple[str, ...]
    requires: str
    licence: str
    sources: tuple[str, ...]
    needs: tuple[str, ...]
    source: Source


def read_description(document: Document, vocabulary: Vocabulary) -> tuple[Description | None, Problems]:
    """Read ``pack.yaml``.

    Returns
    -------
    description
        ``None`` if it cannot be used.
    problems
        Everything that is wrong with it, each with its place.
    """
    reader = _DescriptionReader(document, vocabulary)
    description = reader.description()
    return (None if reader.problems else description), reader.problems


class _DescriptionReader(PlaceReader):
    def description(self) -> Description | None:
        data = self.document.data
        if not isinstance(data, dict):
            self.complain((), "no pack here", "a mapping with " + ", ".join(REQUIRED))
            return None
        self.only(data, (), (*REQUIRED, *OPTIONAL))
        for name in REQUIRED:
            if name not in data:
                self.complain((), f"this pack has no {name}", f"{name}: ...")
        if not set(REQUIRED) <= set(data):
            return None
        requires = self.pattern(("requires",), data["requires"], RANGE, _SUCH_AS)
        if not self.problems and not _allows(requires, version("regiokompas")):
            self.complain(
                ("requires",),
                f"this pack works with regiokompas {requires}; this is {version('regiokompas')}",
                hint="install an edition of the pack, or of regiokompas, that fits the other",
            )
        prefixes = self.words(("prefixes",), data["prefixes"])
        if not prefixes:
            self.complain(("prefixes",), "a pack has at least one prefix", "prefixes: [ACC]")
        for number, prefix in enumerate(prefixes):
            self.pattern(("prefixes", number), prefix, PREFIX, "two to five capitals, such as ACC")
        return Description(
            name=self.pattern(("name",), data["name"], NAME, "words with hyphens"),
            title=self._title(data["title"]),
            version=str(data["version"]),
            prefixes=prefixes,
            requires=requires,
            licence=str(data["licence"]),
            sources=self.words(("sources",), data.get("sources", [])),
            needs=self.words(("needs",), data.get("needs", [])),
            source=self.document.source(()),
        )

    def _title(self, data: object) -> Bilingual:
        if isinstance(data, Mapping) and set(data) == set(LANGUAGES) and all(isinstance(t, str) for t in data.values()):
            return Bilingual(str(data["nl"]), str(data["en"]))
        self.complain(("title",), "the title is missing in a language", "{nl: ..., en: ...}")
        return Bilingual("", "")


_SUCH_AS = "versions of regiokompas, such as '>=0.1,<0.2'"


def _allows(requires: str, found: str) -> bool:
    """Return whether a version lies in a range; what comes after the numbers, such as ``rc1``, does not count.

    Examples
    --------
    >>> _allows(">=0.1,<0.2", "0.1.3"), _allows(">=0.1,<0.2", "0.2"), _allows("==1", "1.0")
    (True, False, True)
    """
    release = re.match(r"\d+(\.\d+)*", found)
    own = _numbers(release[0] if release else "0")
    return all(_holds(own, operator, _numbers(limit)) for operator, limit in _CLAUSE.findall(requires))


def _numbers(text: str) -> tuple[int, ...]:
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _holds(own: tuple[int, ...], operator: str, limit: tuple[int, ...]) -> bool:
    match operator:
        case ">=":
            return own >= limit
        case "<=":
            return own <= limit
        case ">":
            return own > limit
        case "<":
            return own < limit
        case _:
            return own == limit
