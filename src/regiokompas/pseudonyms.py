"""Pseudonyms: a partnership in which no person is named, and everything else is as it was.

A person becomes ``person:p01``, numbered in the order of the keys, so that whatever is ordered by key stays in that
order; the name is left out. Names hide elsewhere too: in the keys of relations and roles, in a goal, a note, a
decision, in what only this person knows, in the name of the file. There the function stands in for the name, in full
or any part of it.

A name is known by the attribute ``name`` of a person. What stands only in a key, as in ``person:jansen``, is taken out
of keys and places, not out of texts: nothing tells it from a function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from regiokompas.arguments import takes
from regiokompas.errors import Source
from regiokompas.io.document import Document
from regiokompas.model import ENTITIES, SECTIONS, Entity, Origin, Partnership, Text, read
from regiokompas.model.base import derived_key
from regiokompas.model.parties import Person
from regiokompas.model.references import reference_fields
from regiokompas.texts import Bilingual

__all__ = ["place_without_names", "pseudonymise", "pseudonymise_alike"]

#: Particles of Dutch family names, which are no name by themselves.
_PARTICLES = frozenset("van de der den het 't ter ten te op in aan bij la le du von und zu en".split())

#: What separates the parts of a key or of a place.
_EDGE = r"[^\w]|_"

_SOMEONE = Bilingual("functionaris", "official")

_PERSONS = Person.SECTION


@takes(partnership=Partnership)
def pseudonymise(partnership: Partnership) -> Partnership:
    """Return the partnership without names of persons.

    Parameters
    ----------
    partnership
        What is known of a region; it stays as it is.

    Returns
    -------
    Partnership
        The same region with the same findings in the same order. Keys, texts, places and notices bear no name.

    Examples
    --------
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23", "note": "Ask Jansen."}
    >>> jansen = {"key": "person:jansen", "name": "Piet Jansen", "function": "director"}
    >>> demo = read(Document({"partnership": about, "persons": [jansen]}, "<dict>"))
    >>> hidden = pseudonymise(demo)
    >>> hidden.persons[0].key, hidden.persons[0].name, hidden.about.note.nl
    ('person:p01', None, 'Ask director.')
    """
    return pseudonymise_alike([partnership])[0]


def pseudonymise_alike(partnerships: Sequence[Partnership]) -> tuple[Partnership, ...]:
    """Return several partnerships, or moments of one, without names; who is in more than one has one pseudonym."""
    persons = {person.key: person for partnership in partnerships for person in partnership.persons or ()}
    names = _Names(persons, [person for p in partnerships for person in p.persons or ()])
    return tuple(_Hiding(partnership, names).result() for partnership in partnerships)


def place_without_names(partnership: Partnership, place: str) -> str:
    """Return the name of a file or place without the names of persons of a partnership.

    Examples
    --------
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> jansen = {"key": "person:jansen", "name": "Piet Jansen", "function": "director"}
    >>> demo = read(Document({"partnership": about, "persons": [jansen]}, "<dict>"))
    >>> place_without_names(demo, "regions/jansen.yaml")
    'regions/p01.yaml'
    """
    persons = partnership.persons or ()
    return _Names({person.key: person for person in persons}, persons).place(place)


@dataclass(frozen=True)
class _Said:
    """One way to write a name, and what is said instead."""

    pattern: re.Pattern[str]
    instead: Bilingual
    code: str


class _Names:
    """The names of all persons, in every way they are written, and their pseudonyms."""

    def __init__(self, persons: Mapping[str, Person], named: Sequence[Person]) -> None:
        width = max(2, len(str(len(persons))))
        self.keys = {key: f"{Person.KIND}:p{number:0{width}}" for number, key in enumerate(sorted(persons), start=1)}
        self.said: list[_Said] = []
        ways = {(way, person.key): person for person in named if person.name for way in _ways(person.name)}
        every = [_pattern(way) for way, _ in sorted(ways, key=_longest_first)]
        for way, key in sorted(ways, key=_longest_first):
            function = ways[way, key].function
            instead = Bilingual(
                *(_bare(getattr(function, language), every) or _SOMEONE.say(language) for language in ("nl", "en"))
            )
            self.said.append(_Said(_pattern(way), instead, self.keys[key].partition(":")[2]))
        #: What a key may hold of a person: the key itself, what follows its kind, and the parts of the name.
        slugs = {key.partition(":")[2]: self.keys[key].partition(":")[2] for key in persons}
        for way, key in ways:
            slugs.setdefault(way.lower(), self.keys[key].partition(":")[2])
            slugs.setdefault(re.sub(r"[\W_]+", "-", way.lower()).strip("-"), self.keys[key].partition(":")[2])
        self.slugs = [
            (re.compile(rf"(?<![^\W_]){re.escape(slug)}(?![^\W_])", re.IGNORECASE), code)
            for slug, code in sorted(slugs.items(), key=lambda item: (-len(item[0]), item[0]))
            if slug
        ]

    def text(self, text: str, language: str) -> str:
        """Say a text without names."""
        for said in self.said:
            text = said.pattern.sub(lambda _, said=said: getattr(said.instead, language), text)  # type: ignore[misc]
        return text

    def function(self, text: str, language: str) -> str:
        """Say a function without names: what is left of it, since it stands in for the name itself."""
        return _bare(text, [said.pattern for said in self.said]) or getattr(_SOMEONE, language)

    def place(self, text: str) -> str:
        """Write a key, a file or a place without names."""
        for pattern, code in self.slugs:
            text = pattern.sub(code, text)
        return text

    def is_in(self, key: str) -> bool:
        """Return whether a key of something else gives a person away."""
        return any(pattern.search(key) for pattern, _ in self.slugs)


def _longest_first(way: tuple[str, str]) -> tuple[int, str, str]:
    return -len(way[0]), *way


def _ways(name: str) -> Iterator[str]:
    """Yield the ways to write a name: in full, without what comes before the family name, by part, and as one word."""
    whole = " ".join(name.split())
    yield whole
    words = [word.strip(",.;()") for word in whole.split()]
    words = [word for word in words if word]
    for start in range(len(words) - 1):
        for last in (words[-1], *words[-1].split("-")):
            yield " ".join([*words[start:-1], last])
    for word in words:
        for part in (word, *word.split("-")):
            if len(part) > 1 and part.lower() not in _PARTICLES and not re.fullmatch(r"(\w\.)+\w?", part):
                yield part
    yield from _squeezed(words)


def _squeezed(words: Sequence[str]) -> Iterator[str]:
    """Yield a name as one word, as in an address of mail or LinkedIn: *marithoogland*, *hooglandmarit*, *MHoogland*."""
    spelled = [unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words]
    for among in (words, spelled):
        parts = [part for word in among if (part := re.sub(r"[\W_]+", "", word))]
        own = [part for part in parts if part.lower() not in _PARTICLES]
        if len(own) < 2:
            continue
        for order in (parts, own, [*own[1:], own[0]], [*parts[1:], parts[0]]):
            yield "".join(order).lower()
        for rest in (parts[1:], own[1:]):
            yield parts[0][0].upper() + "".join(part.capitalize() for part in rest)


def _pattern(way: str) -> re.Pattern[str]:
    """Match a name as a whole word, also in the genitive; a single word only as a name is written, with a capital."""
    flags = re.IGNORECASE if " " in way or way.lower() == way else 0
    spaced = r"\s+".join(re.escape(word) for word in way.split())
    if flags:
        return re.compile(rf"(?<![^\W_]){spaced}(?:['’]?s|\d+)?(?![^\W_])", re.IGNORECASE)
    # In an address, a path or a nickname it stands in lower case.
    low = re.escape(way.lower())
    return re.compile(
        rf"(?<!\w)(?:{spaced}|{re.escape(way.upper())})(?:['’]?s)?(?!\w)|(?<=[@._/\\]){low}(?!\w)|(?<!\w){low}(?=[@._/\\]\w)"
    )


def _bare(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub("", text)
    return " ".join(text.split()).strip(" ,;-–()")


class _Hiding:
    """Rewrites one partnership."""

    def __init__(self, partnership: Partnership, names: _Names) -> None:
        self.partnership = partnership
        self.names = names
        self.keys = dict(self._keys())

    def result(self) -> Partnership:
        data: dict[str, Any] = {"incomplete": list(self.partnership.incomplete)}
        for section, kind in ENTITIES.items():
            if not self.partnership.is_known(section):
                continue
            items = [self._entity(kind, entity) for entity in self._entities(section)]
            data[section] = items if section in SECTIONS else items[0]
        origin = self.partnership.origin
        sources = {
            (self.keys.get(key, key), attribute): self._source(source)
            for (key, attribute), source in origin.sources.items()
            if (key.partition(":")[0], attribute) != (Person.KIND, "name")
        }
        notices = tuple(
            replace(
                notice,
                text=Bilingual(self.names.text(notice.text.nl, "nl"), self.names.text(notice.text.en, "en")),
                source=self._source(notice.source) if notice.source else None,
            )
            for notice in origin.notices
        )
        return read(Document(data, "<pseudonymised>")).with_origin(Origin(sources, notices))

    def _entities(self, section: str) -> Sequence[Entity]:
        return getattr(self.partnership, section) if section in SECTIONS else (self.partnership.about,)

    def _keys(self) -> Iterator[tuple[str, str]]:
        """Yield the new key of everything. Where one of a kind gives a person away, all are numbered in their order."""
        renamed = dict(self.names.keys)
        yield from renamed.items()
        for section, kind in ENTITIES.items():
            if section == _PERSONS or not self.partnership.is_known(section):
                continue
            derived = {entity.key: self._derived(entity, renamed) for entity in self._entities(section)}
            chosen = [key for key, new in derived.items() if new is None]
            tells = any(self.names.is_in(key.partition(":")[2]) for key in chosen)
            width = max(2, len(str(len(chosen))))
            numbered = {key: f"{kind.KIND}:{kind.KIND[0]}{n:0{width}}" for n, key in enumerate(sorted(chosen), start=1)}
            for key, new in derived.items():
                renamed[key] = new or (numbered[key] if tells else key)
                yield key, renamed[key]

    @staticmethod
    def _derived(entity: Entity, renamed: Mapping[str, str]) -> str | None:
        """Return the key that follows from what an entity connects, ``None`` where it has one of its own."""
        kind = type(entity)
        parts = [str(getattr(entity, _field(kind, part))) for part in kind.KEY_PARTS]
        if not parts or entity.key != derived_key(kind.KIND, parts):
            return None
        return derived_key(kind.KIND, [renamed.get(part, part) for part in parts])

    def _entity(self, kind: type[Entity], entity: Entity) -> dict[str, Any]:
        plain = entity.model_dump(by_alias=True, exclude_none=True, mode="json")
        found: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            written = info.alias or name
            if written not in plain or (kind is Person and name == "name"):
                continue
            value = plain[written]
            if name == "key" or name in reference_fields(kind):
                found[written] = self._mapped(value)
            elif isinstance(getattr(entity, name), Text):
                say = self.names.function if kind is Person and name == "function" else self.names.text
                found[written] = _both(value, say)
            elif _is_free(info.annotation):
                found[written] = _each(value, lambda text: self.names.text(text, "nl"))
            elif isinstance(value, dict):  # the condition of a fund
                found[written] = {part: self._mapped(item) for part, item in value.items()}
            else:
                found[written] = value
        return found

    def _mapped(self, value: Any) -> Any:
        return _each(value, lambda key: self.keys.get(key, key))

    def _source(self, source: Source) -> Source:
        return replace(
            source,
            file=self.names.place(source.file),
            sheet=self.names.place(source.sheet) if source.sheet else None,
            path=self.names.place(source.path) if source.path else None,
        )


def _both(value: str | dict[str, str], say: Callable[[str, str], str]) -> dict[str, str]:
    texts = {"nl": value, "en": value} if isinstance(value, str) else value
    return {language: say(text, language) for language, text in texts.items()}


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [change(item) for item in value]
    return change(value) if isinstance(value, str) else value


def _is_free(annotation: Any) -> bool:
    """Return whether an attribute is a text of one's own words, or a list of them."""
    pending = [annotation]
    while pending:
        item = pending.pop()
        if item is str:
            return True
        pending.extend(get_args(item))
    return False


def _field(kind: type[Entity], written: str) -> str:
    return next(name for name, info in kind.model_fields.items() if written in (name, info.alias))
