"""Evidence: the cells that a measured value rests on, by what its measure declares to be made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel

from regiokompas.engine.check import Entry, LeafResult
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import Source
from regiokompas.explain.belonging import Belonging
from regiokompas.explain.wording import Wording
from regiokompas.facts.schema import Fact, FactKind, Value
from regiokompas.model import ENTITIES, Entity, Money, Text
from regiokompas.model.parties import Person
from regiokompas.rules.compiler import FINDING
from regiokompas.rules.language import Count
from regiokompas.texts import Bilingual, join_words, say_count, say_money, term

__all__ = ["SINGLY", "Evidence", "Readings"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a value rests on: a cell that was read, or all cells of one attribute.

    Parameters
    ----------
    what
        Whose it is and which attribute, in words.
    found
        What it says, in words.
    attribute
        The same as ``fund.amount``; ``fund`` where it only matters that something is there.
    value
        What it says, as plain data; ``None`` for a condition, for more than one cell, and where it only matters that
        something is there.
    count
        How many cells are told as one: everything of a kind, where the value is about one of many.
    source
        Where it was read, the first of them if it is more than one.
    """

    what: str
    found: str
    attribute: str
    value: Value | None
    count: int
    source: Source | None


#: Cells of one attribute, read of everything of a kind, that are told one by one: for what is about one among many, and
#: for what is about the whole. More of them say nothing that one could check by hand, and told with each of a thousand
#: subjects they would be all there is to read.
SINGLY, SINGLY_OF_WHOLE = 12, 100

#: A cell, as the key of an entity and an attribute as it is written; empty where only the entity matters.
_Cell = tuple[str, str]

#: All cells of an attribute, as a kind of entity and an attribute.
_Column = tuple[str, str]


class Readings:
    """Reads the declarations of measures the other way round: from a value to the cells it was made from.

    Parameters
    ----------
    wording
        Puts the facts of one partnership into words.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._partnership = wording.partnership
        self._belonging = Belonging(wording.partnership.of_kind)
        self._known: dict[tuple[str, str], tuple[Evidence, ...]] = {}
        self._columns: dict[_Column, Sequence[_Cell]] = {}
        self._cells: dict[_Cell, Evidence] = {}
        self._wholes: dict[_Column, Evidence] = {}

    def of(self, entry: Entry, attribute: str) -> tuple[Evidence, ...]:
        """Return the cells that a measured attribute of a fact rests on, in the order in which one reads.

        What belongs to the subject is told cell by cell. So is what was read of everything of a kind, unless it is more
        than so many cells of an attribute, :data:`SINGLY` or :data:`SINGLY_OF_WHOLE`: they are told as one, after the
        rest. Attributes of an entity have their own place, and what another rule found rests on that finding.
        """
        kind = self._wording.kinds[entry.kind]
        if isinstance(entry, OpenFact) or entry.kind == FINDING or attribute not in kind.attributes:
            return ()
        if entry.key in self._partnership.by_key:
            return ()
        place = (entry.key, attribute)
        if place not in self._known:
            cells: dict[_Cell, None] = {}
            columns: dict[_Column, None] = {}
            self._gather(entry, kind, attribute, cells, columns)
            self._known[place] = self._told(cells, columns)
        return self._known[place]

    def counted(self, result: LeafResult) -> tuple[Evidence, ...]:
        """Return what a count counted, or what stands in the way of an absence, by the cells that were asked."""
        tested = [test.attribute for test in result.leaf.tests]
        if isinstance(result.leaf, Count) and result.leaf.distinct is not None:
            tested.append(result.leaf.distinct)
        found: dict[Evidence, None] = {}
        for witness in result.witnesses:
            if not isinstance(witness, OpenFact):
                found.update(dict.fromkeys(self._of_fact(witness, tested)))
        return _in_order(found)

    def _of_fact(self, fact: Fact, tested: Iterable[str]) -> Iterator[Evidence]:
        """Yield what a fact says where it was tested, or else that it is there."""
        kind = self._wording.kinds[fact.kind]
        if fact.kind == FINDING:
            what = f"{kind.label.say(self._wording.language)} {fact.get('id')} · {self._wording.subject(fact)}"
            yield Evidence(what, "", FINDING, None, 1, self._place(str(fact.get("subject"))))
            return
        attributes = [name for name in tested if name in kind.attributes]
        if fact.key not in self._partnership.by_key:
            found = [evidence for name in attributes for evidence in self.of(fact, name)]
            about = f"{kind.label.say(self._wording.language)} · {self._wording.subject(fact)}"
            yield from found or [Evidence(about, "", fact.kind, None, 1, fact.sources.get("key"))]
            return
        written = {of.partition(".")[2] for name in attributes for of in kind.attributes[name].of}
        yield from self._told(dict.fromkeys((fact.key, name) for name in written or ("",)), {})

    def _place(self, subject: str) -> Source | None:
        """Return where the subject of a finding stands, or the first of several."""
        keys = [subject, *re.split("[+>]", subject.partition(":")[2])]
        return next((place for key in keys if (place := self._partnership.source(key)) is not None), None)

    # -- from declarations to cells -----------------------------------------------------------------------------

    def _gather(
        self, row: Fact, kind: FactKind, column: str, cells: dict[_Cell, None], columns: dict[_Column, None]
    ) -> None:
        declared = kind.attributes[column]
        for source in (*declared.of, *declared.reads):
            named, _, attribute = source.partition(".")
            if named and attribute:
                cells.update(dict.fromkeys((e.key, attribute) for e in self._belonging.to(row, kind, named)))
            elif attribute:
                self._gather(row, kind, attribute, cells, columns)
        for source in (*declared.of_all, *declared.reads_all):
            named, _, attribute = source.partition(".")
            of_kind = ENTITIES[named].KIND if named in ENTITIES and not attribute else named
            all_of_them = self._column(of_kind, attribute)
            if len(all_of_them) <= (SINGLY_OF_WHOLE if kind.singleton else SINGLY):
                cells.update(dict.fromkeys(all_of_them))
            else:
                columns[of_kind, attribute] = None

    def _column(self, kind: str, attribute: str) -> Sequence[_Cell]:
        """Return the cells of an attribute that say something."""
        if (kind, attribute) not in self._columns:
            cells = ((entity.key, attribute) for entity in self._belonging.every(kind))
            self._columns[kind, attribute] = [cell for cell in cells if self._is_known(cell)]
        return self._columns[kind, attribute]

    def _told(self, cells: Iterable[_Cell], columns: Iterable[_Column]) -> tuple[Evidence, ...]:
        known = {cell: None for cell in cells if self._is_known(cell)}
        more = {key for key, attribute in known if attribute}
        single = [self._cell(*cell) for cell in known if cell[1] or cell[0] not in more]
        whole = [self._whole(*column) for column in columns]
        return (*_in_order(single), *whole)

    def _is_known(self, cell: _Cell) -> bool:
        key, attribute = cell
        entity = self._partnership.by_key[key]
        return not attribute or getattr(entity, _field(type(entity), attribute)) is not None

    def _cell(self, key: str, attribute: str) -> Evidence:
        if (key, attribute) not in self._cells:
            self._cells[key, attribute] = self._one(key, attribute)
        return self._cells[key, attribute]

    def _one(self, key: str, attribute: str) -> Evidence:
        entity, wording = self._partnership.by_key[key], self._wording
        kind = wording.kinds[entity.KIND]
        if not attribute:
            what = f"{kind.label.say(wording.language)} · {wording.name(key)}"
            return Evidence(what, "", entity.KIND, None, 1, self._partnership.source(key))
        value = getattr(entity, _field(type(entity), attribute))
        if isinstance(entity, Person) and attribute == "name":
            value = ""  # its place is told; the name is personal data that no output needs
        return Evidence(
            what=f"{wording.name(key)} · {self._label(type(entity), attribute)}",
            found=self._said(kind, attribute, value),
            attribute=f"{entity.KIND}.{attribute}",
            value=_plain(value),
            count=1,
            source=self._partnership.source(key, attribute),
        )

    def _whole(self, kind: str, attribute: str) -> Evidence:
        """Return all cells of an attribute as one, worked out once for all that rest on them."""
        if (kind, attribute) not in self._wholes:
            self._wholes[kind, attribute] = self._as_one(kind, attribute)
        return self._wholes[kind, attribute]

    def _as_one(self, kind: str, attribute: str) -> Evidence:
        cells = self._column(kind, attribute)
        language = self._wording.language
        what, many = self._wording.kinds[kind].label.say(language), say_count(len(cells), language)
        places = [place for key, name in cells if (place := self._partnership.source(key, name or "key")) is not None]
        return Evidence(
            what=f"{what} · {self._label(_ENTITIES[kind], attribute)}" if attribute else what,
            found=Bilingual(f"alle {many}", f"all {many}").say(language),
            attribute=f"{kind}.{attribute}" if attribute else kind,
            value=None,
            count=len(cells),
            source=min(places, key=lambda place: place.order, default=None),
        )

    def _label(self, kind: type[BaseModel], attribute: str) -> str:
        info = kind.model_fields[_field(kind, attribute)]
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        return Bilingual(str(extra.get("nl", attribute)), str(info.title or attribute)).say(self._wording.language)

    def _said(self, kind: FactKind, attribute: str, value: object) -> str:
        """Write the value of an attribute of an entity."""
        wording, language = self._wording, self._wording.language
        if value == "none":
            return term("none", language)
        if isinstance(value, Text):
            return value.say(language)
        if isinstance(value, BaseModel) and not isinstance(value, Money):
            return "; ".join(self._parts(value))
        plain = _plain(value)
        if attribute in kind.attributes:
            return wording.value(kind.attributes[attribute], plain)
        return join_words(plain, language) if isinstance(plain, tuple) else str(plain)

    def _parts(self, value: BaseModel) -> Iterator[str]:
        """Yield what the parts of a condition say."""
        language = self._wording.language
        for name in type(value).model_fields:
            part = getattr(value, name)
            if isinstance(part, Money):
                said = say_money(part.amount, language, part.currency)
            elif isinstance(part, tuple):
                said = join_words([self._wording.name(key) for key in part], language)
            else:
                said = str(part)
            if part is not None:
                yield f"{self._label(type(value), name)}: {said}"


#: The entities by kind.
_ENTITIES: Mapping[str, type[Entity]] = {entity.KIND: entity for entity in ENTITIES.values()}


@cache
def _field(kind: type[BaseModel], written: str) -> str:
    """Return the name in the model of an attribute as it is written."""
    return next(name for name, info in kind.model_fields.items() if written in (info.alias, name))


def _plain(value: object) -> Value | None:
    """Return the value of an attribute as a fact has it."""
    match value:
        case Money():
            return value.amount
        case Text():
            return value.nl
        case date():
            return value.isoformat()
        case str() | bool() | int() | float() | None:
            return value
        case tuple():
            return tuple(map(str, value))
        case _:
            return None


def _in_order(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Put cells in the order in which one reads; those without a place come last."""
    return tuple(sorted(found, key=lambda e: (e.source is None, e.source.order if e.source else (), e.attribute)))
