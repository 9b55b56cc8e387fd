"""From a document to a partnership: every problem is reported at once, each at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from regiokompas.errors import Hints, InputError, Problem, Problems, Source
from regiokompas.io.document import Document, Notice, Path, Plain
from regiokompas.model.base import Entity, Money
from regiokompas.model.entities import ENTITIES, NOUNS
from regiokompas.model.mistakes import a_key, choices, is_no_key, one_of, reason, wanted
from regiokompas.model.noticing import oddities
from regiokompas.model.parties import About
from regiokompas.model.partnership import SECTIONS, Origin, Partnership
from regiokompas.model.references import Reference, references
from regiokompas.saying import Either, Quoted, Said
from regiokompas.texts import Bilingual

__all__ = ["read"]


def read(document: Document, told: Collection[Source] = ()) -> Partnership:
    """Read a partnership from a document.

    Parameters
    ----------
    document
        Data with a mapping at the top: ``partnership`` and the sections.
    told
        Places of which all that is wrong is told already.

    Raises
    ------
    InputError
        With every problem of shape, type, reference and currency in the document that is not told already.

    Examples
    --------
    >>> data = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
    >>> read(Document(data, "<dict>")).name
    'Demo'
    """
    return _Reading(document, told).result()


class _Reading:
    def __init__(self, document: Document, told: Collection[Source]) -> None:
        self.document = document
        self.told = told
        self.problems = Problems()
        self.fails = False
        self.entities: dict[str, list[tuple[Path, Entity]]] = {}
        self.paths: dict[str, Path] = {}
        self.hints = Hints(self.problems)

    def result(self) -> Partnership:
        data = self.document.data
        if not isinstance(data, dict):
            found = Said("nothing") if data is None else Quoted(type(data).__name__)
            message = Said("no partnership here, but {found}", found=found)
            raise InputError([self.document.problem((), message, expected=Said("partnership: and its sections"))])
        self._refuse_unknown_sections(data)
        incomplete = self._incomplete(data)
        for section, kind in ENTITIES.items():
            if section == About.SECTION:
                self._about(data)
            elif data.get(section) is not None:
                self._section(section, kind, data[section])
        self._check_references()
        self._check_currency()
        if self.fails:
            raise InputError(self.problems)
        sections: dict[str, Any] = {
            section: tuple(entity for _, entity in self.entities.get(section, []))
            for section in SECTIONS
            if data.get(section) is not None
        }
        (_, about), *_ = self.entities[About.SECTION]
        partnership = Partnership.model_validate({"partnership": about, "incomplete": incomplete, **sections})
        notices = (*self.document.notices, *self._odd(partnership))
        return partnership.with_origin(Origin(dict(self._sources()), notices))

    def _odd(self, partnership: Partnership) -> Iterator[Notice]:
        """Yield what is odd in the picture, unless who wrote the document said so already."""
        said = {notice.code for notice in self.document.notices}
        found = [odd for odd in oddities(partnership) if odd[2].code not in said]
        paths = {entity.key: path for path, entity in self._all()} if found else {}
        for entity, attribute, notice in found:
            yield replace(notice, source=self._source((*paths[entity.key], attribute), entity))

    def _refuse_unknown_sections(self, data: Mapping[str, Plain]) -> None:
        known = [*ENTITIES, "incomplete"]
        for name in data:
            if name not in known:
                self._complain((name,), _no_section(name), ", ".join(known), self.hints.near(name, known))

    def _incomplete(self, data: Mapping[str, Plain]) -> tuple[str, ...]:
        names = data.get("incomplete") or []
        if not isinstance(names, list):
            self._complain(
                ("incomplete",), Said("incomplete is a list of sections"), Said("such as [relations, funds]")
            )
            return ()
        for number, name in enumerate(names):
            if name not in SECTIONS:
                hint = self.hints.near(str(name), SECTIONS)
                self._complain(("incomplete", number), _no_section(str(name)), ", ".join(SECTIONS), hint)
        return tuple(sorted({str(name) for name in names}))

    def _about(self, data: Mapping[str, Plain]) -> None:
        if data.get(About.SECTION) is None:
            expected = Said("partnership: with a key, a name and a date")
            self._complain((), Said("the partnership itself is missing"), expected)
            return
        self._entity(About, (About.SECTION,), data[About.SECTION])

    def _section(self, section: str, kind: type[Entity], items: Plain) -> None:
        if not isinstance(items, list | tuple):
            expected = Said("one {kind} per item, each beginning with -", kind=NOUNS[kind.KIND])
            self._complain((section,), Said("{section} is a list", section=section), expected)
            return
        for number, item in enumerate(items):
            self._entity(kind, (section, number), item)

    def _entity(self, kind: type[Entity], path: Path, item: Plain) -> None:
        if not isinstance(item, dict):
            message = Said("a {kind} is a list of attributes", kind=NOUNS[kind.KIND])
            self._complain(path, message, Said("such as {example}", example="{key: ..., name: ...}"))
            return
        try:
            entity = kind.model_validate(item)
        except ValidationError as error:
            self._explain(kind, path, item, error)
            key = item.get("key")
            if isinstance(key, str):
                self.paths.setdefault(key, path)  # so that references to it are no second problem
            return
        if entity.key in self.paths:
            first = self.document.source(self.paths[entity.key])
            own, one = Said("give each a key of its own"), Said("keep one of the two, or rename one")
            message = Said("{key} exists already, at {place}", key=entity.key, place=first)
            self._complain((*path, "key"), message, None, own if kind.KEY_PARTS else one)
            return
        self.paths[entity.key] = path
        self.entities.setdefault(kind.SECTION, []).append((path, entity))

    def _explain(self, kind: type[Entity], path: Path, item: Mapping[str, Plain], error: ValidationError) -> None:
        """Say in words what pydantic found; of a union, only the member that was meant."""
        seen: set[Path] = set()
        for details in sorted(error.errors(include_url=False), key=lambda d: d["type"] == "literal_error"):
            place = _place(item, details["loc"])
            if place in seen:
                continue
            seen.add(place)
            if self._tells((*path, *place)):
                self.problems.append(_problem(self.document, kind, (*path, *place), details, self.hints))

    def _check_references(self) -> None:
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.paths:
            by_kind[key.split(":")[0]].append(key)
        for path, entity in self._all():
            for name, named in groupby(references(entity), key=lambda reference: reference.path):
                wrong = [one for one in named if one.key not in self.paths or one.key.split(":")[0] not in one.kinds]
                places = _places(self.document.data, (*path, *name)) if wrong else {}
                for reference in wrong:
                    place = places.get(reference.key, (*path, *name))
                    self._complain_of_reference(place, type(entity), reference, by_kind)

    def _complain_of_reference(
        self, place: Path, kind: type[Entity], reference: Reference, by_kind: Mapping[str, list[str]]
    ) -> None:
        if reference.key.split(":")[0] not in reference.kinds:
            kinds = Either(NOUNS[kind] for kind in reference.kinds)
            expected = Said("the key of a {kind}", kind=kinds)
            self._complain(place, Said("{key} is no {kind}", key=reference.key, kind=kinds), expected)
            return
        known = [key for kind in reference.kinds for key in by_kind.get(kind, ())] if self.hints.left else []
        role = Bilingual(_named(kind, reference.attribute).nl, reference.noun)
        message = Said("{key} is named as {role} but does not exist", key=reference.key, role=role)
        self._complain(place, message, None, self.hints.near(reference.key, known))

    def _check_currency(self) -> None:
        abouts = self.entities.get(About.SECTION)
        if not abouts:
            return
        currency = getattr(abouts[0][1], "currency", None)
        for path, entity in self._all():
            for place, money in _amounts(entity, path):
                if money.currency != currency:
                    message = Said("{found} in a partnership that counts in {own}", found=money.currency, own=currency)
                    self._complain(place, message, hint=Said("convert it, or set partnership.currency"))

    def _all(self) -> Iterator[tuple[Path, Entity]]:
        for entities in self.entities.values():
            yield from entities

    def _sources(self) -> Iterator[tuple[tuple[str, str], Source]]:
        for path, entity in self._all():
            written = _written(type(entity))
            for name, value in vars(entity).items():
                if value is not None:
                    place = path if name == "key" else (*path, written[name])
                    yield (entity.key, written[name]), self._source(place, entity)

    def _source(self, path: Path, entity: Entity) -> Source:
        """Return the place of a value; without lines by the key of its entity, so that order does not matter."""
        source = self.document.source(path)
        if source.path is None or path[0] == About.SECTION:
            return source
        attribute = f".{path[-1]}" if isinstance(path[-1], str) else ""
        return replace(source, path=f"{entity.SECTION}[{entity.key}]{attribute}")

    def _complain(self, path: Path, message: Said, expected: str | None = None, hint: Said | None = None) -> None:
        if self._tells(path):
            self.problems.append(self.document.problem(path, message, expected=expected, hint=hint))

    def _tells(self, path: Path) -> bool:
        """Whether a problem at a place is to be put in words: it is neither told already nor only counted."""
        self.fails = True
        is_told = bool(self.told) and self.document.source(path) in self.told
        return not is_told and not self.problems.only_counted()


@cache
def _written(kind: type[Entity]) -> Mapping[str, str]:
    """Return by the names of the attributes those by which they are written."""
    return {name: field.alias or name for name, field in kind.model_fields.items()}


def _amounts(model: BaseModel, path: Path) -> Iterator[tuple[Path, Money]]:
    """Yield every amount of money in an entity, with its path; a fund has one in its condition too."""
    for name, value in vars(model).items():
        if isinstance(value, Money):
            yield (*path, name), value
        elif isinstance(value, BaseModel):
            yield from _amounts(value, (*path, name))


def _place(item: Any, location: tuple[int | str, ...]) -> Path:
    """Return the part of a pydantic location that exists in the data; the rest names members of unions."""
    place: list[int | str] = []
    for number, step in enumerate(location):
        if isinstance(item, dict) and (step in item or number == 0):
            place.append(step)
            item = item.get(step)
        elif isinstance(item, list) and isinstance(step, int) and step < len(item):
            place.append(step)
            item = item[step]
    return tuple(place)


def _places(data: Any, path: Path) -> dict[str, Path]:
    """Return the path of each reference in a list, where it stands first; none where there is no list."""
    for step in path:
        data = data[step]
    if not isinstance(data, list):
        return {}
    return {key: (*path, number) for number, key in reversed(list(enumerate(data))) if isinstance(key, str)}


def _problem(document: Document, kind: type[Entity], path: Path, details: ErrorDetails, hints: Hints) -> Problem:
    """Turn one pydantic error into a problem in the words of the field."""
    name = str(details["loc"][0]) if details["loc"] else kind.KIND
    named = _named(kind, name)
    fields = {field.alias or name: field for name, field in kind.model_fields.items()}
    value = details.get("input")
    inside = _mapping(fields[name].annotation) if len(details["loc"]) > 1 else None
    match details["type"]:
        case "missing":
            absent = details["loc"][-1]
            called = _named(kind, str(absent)) if inside is None else str(absent)
            of_entity = Said("this {kind} has no {name}", kind=NOUNS[kind.KIND], name=called)
            message = of_entity if inside is None else Said("{whole} has no {name}", whole=named, name=called)
            return document.problem(path, message, expected=Said("{name}: ...", name=absent))
        case "extra_forbidden":
            extra = str(details["loc"][-1])
            known = list(fields if inside is None else inside.model_fields)
            hint = hints.near(extra, known)
            of_entity = Said("{name} is no attribute of a {kind}", name=extra, kind=NOUNS[kind.KIND])
            of_part = Said("{name} is no attribute of {whole}", name=extra, whole=named)
            message = of_entity if inside is None else of_part
            return document.problem(path, message, expected=", ".join(known), hint=hint)
        case "literal_error":
            words = choices(details)
            hint = hints.near(str(value), words)
            message = Said("{value} is no {name}", value=_shorten(value), name=named)
            return document.problem(path, message, expected=one_of(words), hint=hint)
        case "value_error":
            return document.problem(path, reason(details))
        case _ if is_no_key(details):
            return document.problem(path, Said("{value} is no key", value=_shorten(value)), expected=a_key())
        case _:
            message = Said("{name}: {value} does not fit", name=named, value=_shorten(value))
            return document.problem(path, message, expected=wanted(details))


def _mapping(annotation: Any) -> type[BaseModel] | None:
    """Return what an attribute holds where that has attributes itself, such as the condition of a fund."""
    kinds = (annotation, *get_args(annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _no_section(name: str) -> Said:
    return Said("{name} is no section", name=name)


def _named(kind: type[Entity], name: str) -> Bilingual:
    """Return an attribute as it is written; beside that, in Dutch, what it is called."""
    info = next((info for known, info in kind.model_fields.items() if name in (known, info.alias)), None)
    extra = info.json_schema_extra if info is not None else None
    label = str(extra["nl"]).partition(" (")[0] if isinstance(extra, dict) else name
    return Bilingual(name if label == name else f"{name} ({label})", name)


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
