"""Names instead of keys: keys made from names, and references by what a person calls a thing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from regiokompas.errors import Hints, Problems
from regiokompas.model.base import KEY_PATTERN
from regiokompas.model.entities import ENTITIES
from regiokompas.saying import Either, Said
from regiokompas.tables.columns import SHEETS, columns, fold
from regiokompas.tables.numbers import Unfit, Unknowable
from regiokompas.tables.quoting import NONE, UNKNOWN
from regiokompas.texts import Language

__all__ = ["JOINED_BY", "NAMED_BY", "QUALIFIED_BY", "Named", "Names", "derive_keys", "read_key"]

#: The attribute that names an entity, by section. A person may also be called by the personal name.
NAMED_BY: Mapping[str, str] = MappingProxyType(
    {
        "partnership": "name",
        "partners": "name",
        "themes": "name",
        "persons": "function",
        "goals": "text",
        "milestones": "name",
        "results": "name",
        "plans": "name",
        "funds": "name",
        "decisions": "subject",
        "agreements": "kind",
    }
)

#: The attribute that tells things of one name apart: *alderman (Tiel)*.
QUALIFIED_BY: Mapping[str, str] = MappingProxyType(
    {
        "persons": "employer",
        "goals": "theme",
        "milestones": "theme",
        "results": "theme",
        "plans": "partner",
        "funds": "owner",
        "decisions": "concerns",
    }
)

#: Entities that have no name of their own and are named by the two they join: *Tiel / Youth care*.
JOINED_BY: Mapping[str, tuple[str, str]] = MappingProxyType({"interests": ("partner", "theme")})

#: Most things of one name that are told apart in a message.
_MOST_NAMESAKES = 10

#: Longest part of a name that goes into a key.
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Named:
    """One entity with what it is called: the names in Dutch and English, and what tells it apart from its namesakes."""

    key: str
    nl: str
    en: str
    qualifier_nl: str | None = None
    qualifier_en: str | None = None
    also: str | None = None

    def calls(self, language: Language) -> list[str]:
        """Return the ways to call it in a language, shortest first."""
        name, qualifier = (self.nl, self.qualifier_nl) if language == "nl" else (self.en, self.qualifier_en)
        return [name] if qualifier is None else [name, f"{name} ({qualifier})"]


class Names:
    """Everything that can be referred to, by what it is called."""

    def __init__(self, problems: Problems | None = None) -> None:
        self._named: dict[str, Named] = {}
        self._keys: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.hints = Hints(problems)
        #: Sections of which nothing can be looked up, as their sheet or their names were lost.
        self.lost: set[str] = set()
        #: Sections that have no sheet, which is a mistake only if something is named on it.
        self.absent: set[str] = set()

    def add(self, named: Named) -> None:
        """Make an entity known; the same key again is left to the model to refuse."""
        self._named.setdefault(named.key, named)
        for call in [*named.calls("nl"), *named.calls("en"), named.also or ""]:
            if fold(call):
                self._keys[_kind(named.key), fold(call)][named.key] = None

    def name(self, key: str, language: Language) -> str | None:
        """Return the plain name of an entity."""
        named = self._named.get(key)
        return None if named is None else named.calls(language)[0]

    def resolve(self, text: str, kinds: Sequence[str], language: Language) -> str:
        """Return the key of the entity of one of these kinds that a text names.

        Raises
        ------
        Unfit
            If there is none, or more than one.
        """
        if text in self._named and _kind(text) in kinds:
            return text
        called = fold(text)
        among = [self._keys[kind, called] for kind in kinds if (kind, called) in self._keys]
        count = sum(map(len, among))
        found = sorted(islice(chain.from_iterable(among), _MOST_NAMESAKES))  # there may be a hundred thousand
        if count == 1:
            return found[0]
        if found:
            calls = Either(_among_namesakes(self._named[key], language) for key in found)
            all_, some = Said("{calls}", calls=calls), Said("{calls} or another", calls=calls)
            message = Said("'{text}' can be {count} things", text=text, count=count)
            raise Unfit(message, all_ if count == len(found) else some)
        for kind in kinds:
            if f"{kind}:{text}" in self._named:
                return f"{kind}:{text}"
        self._refuse_the_unknowable(text, kinds)
        named = self._named.items() if self.hints.left else ()
        known = [call for key, one in named if _kind(key) in kinds for call in one.calls(language)[:1]]
        hint = self.hints.near(text, known)
        raise Unfit(Said("'{text}' is named here but does not exist", text=text), _sheets(kinds, language), hint)

    def _refuse_the_unknowable(self, text: str, kinds: Sequence[str]) -> None:
        """Say of a name that it cannot be looked up, where what it may stand for was lost.

        *Alderman (Tiel)* needs the partners too, and so does *Tiel / Youth care*.
        """
        sections = _sections(kinds)
        needed = [sections]
        for section in sections:
            parts = JOINED_BY.get(section, ()) if "/" in text else (QUALIFIED_BY.get(section, ""),)
            if "/" in text or text.rstrip().endswith(")"):
                needed += [_sections(column.kinds) for column in columns(section) if column.attribute in parts]
        for among in filter(None, needed):
            lost = [section for section in among if section in self.lost]
            if lost or set(among) <= self.absent:
                raise Unknowable((lost or among)[0])

    def call(self, key: str, kinds: Sequence[str], language: Language) -> str:
        """Return the shortest text that :meth:`resolve` takes for this key and nothing else."""
        named = self._named.get(key)
        for text in named.calls(language) if named is not None else ():
            try:
                if (
                    self.resolve(text, kinds, language) == key
                    and fold(text) not in NONE | UNKNOWN
                    and text == text.strip()
                ):
                    return text
            except Unfit:
                continue
        return key


def _among_namesakes(named: Named, language: Language) -> str:
    """Return how to call an entity among its namesakes."""
    call = named.calls(language)[-1]
    return f"'{call}'" if len(named.calls(language)) > 1 else f"{named.key}"


def read_key(text: str, kind: str) -> str:
    """Return the key that a cell gives; its kind may be left out.

    Raises
    ------
    Unfit
        If it is no key, or that of something else.

    Examples
    --------
    >>> read_key("tiel", "partner"), read_key("partner:tiel", "partner")
    ('partner:tiel', 'partner:tiel')
    """
    key = text if ":" in text else f"{kind}:{text}"
    if not key.startswith(f"{kind}:") or not re.match(KEY_PATTERN, key):
        (hint,) = derive_keys(kind, [(text.rpartition(":")[2], None)])
        wanted = Said("letters in lower case, digits and dashes, after {kind}:", kind=kind)
        raise Unfit(Said("{value} is no key", value=repr(text)), wanted, Said("did you mean {name}?", name=hint))
    return key


def derive_keys(kind: str, named: Sequence[tuple[str, str | None]]) -> list[str]:
    """Return a key for each of the entities of a section, from its name and what tells it from its namesakes.

    A key never depends on the order of the rows, as long as there is a name to make it of.

    Examples
    --------
    >>> derive_keys("person", [("Wethouder", "Tiel"), ("wethouder", "Buren"), ("Secretaris", "Tiel")])
    ['person:wethouder-tiel', 'person:wethouder-buren', 'person:secretaris']
    """
    slugs = [_slug(name) for name, _ in named]
    count = Counter(slugs)
    keys = []
    for number, (slug, (_, qualifier)) in enumerate(zip(slugs, named, strict=True), start=1):
        further = _slug(qualifier or "")
        parts: Iterable[str] = [slug, further] if count[slug] > 1 and slug else [slug]
        keys.append(f"{kind}:{'-'.join(part for part in parts if part) or number}")
    return keys


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _sections(kinds: Sequence[str]) -> list[str]:
    return [section for section in SHEETS if ENTITIES[section].KIND in kinds]


def _sheets(kinds: Sequence[str], language: Language) -> Said:
    names = [SHEETS[section].say(language) for section in SHEETS if section.removesuffix("s") in kinds]
    return Said("a name that stands on the sheet {sheets}", sheets=Either(names))
