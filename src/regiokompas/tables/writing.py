"""A partnership to tables: the same cells for a workbook and for CSV, from which it can be read back whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from regiokompas.io.grid import Cell
from regiokompas.model.base import Entity, Money, Text, derived_key
from regiokompas.model.entities import ENTITIES
from regiokompas.model.means import Condition
from regiokompas.model.parties import About, Person
from regiokompas.model.partnership import Partnership
from regiokompas.tables.columns import Column, columns
from regiokompas.tables.condition import form_of
from regiokompas.tables.naming import JOINED_BY, NAMED_BY, QUALIFIED_BY, Named, Names, derive_keys
from regiokompas.tables.quoting import join_list, quote
from regiokompas.texts import Bilingual, Language, term

__all__ = ["Table", "empty_table", "tables_of"]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns and rows of one section."""

    section: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


def empty_table(section: str) -> Table:
    """Return the columns to fill in: keys are made from names, and one language is enough."""
    return Table(section, tuple(c for c in columns(section) if c.language is None and c.attribute != "key"))


def tables_of(partnership: Partnership, language: Language) -> dict[str, Table]:
    """Return a table for each section, in the order of the sheets.

    A column for texts in the other language, or for keys, is there only where it is needed.
    """
    writer = _Writer(partnership, language)
    return {section: writer.table(section) for section in ENTITIES}


class _Writer:
    def __init__(self, partnership: Partnership, language: Language) -> None:
        self.partnership = partnership
        self.language = language
        self.names = _names(partnership)

    def table(self, section: str) -> Table:
        entities = _entities(self.partnership, section)
        keys = _keys_to_write(self.partnership, section, entities)
        shown = tuple(column for column in columns(section) if self._is_needed(column, entities, any(keys)))
        rows = tuple(
            tuple(key if column.attribute == "key" else self.cell(column, entity) for column in shown)
            for key, entity in zip(keys, entities, strict=True)
        )
        return Table(section, shown, rows)

    def _is_needed(self, column: Column, entities: Sequence[Entity], some_key: bool) -> bool:
        if column.attribute == "key":
            return some_key
        if column.language is None:
            return True
        values = (_value(entity, column) for entity in entities)
        return column.language != self.language and any(isinstance(v, Text) and v.nl != v.en for v in values)

    def cell(self, column: Column, entity: Entity) -> Cell:
        """Return what to write in one cell; ``None`` where nothing is known."""
        value = _value(entity, column)
        if value is None:
            return None
        if isinstance(value, Condition):
            return self._condition(column, value)
        if column.language is not None and (not isinstance(value, Text) or value.nl == value.en):
            return None
        none = term("none", self.language)
        if isinstance(value, tuple):
            return join_list([self._word(column, item) for item in value]) or none
        if value == "none" and column.can_be_none:
            return none
        if isinstance(value, Text):
            return quote(value.say(column.language or self.language))
        if isinstance(value, bool):
            return term("yes" if value else "no", self.language)
        if isinstance(value, Money):
            return value.amount
        if isinstance(value, str):
            is_term = any(value == known for known, _ in column.choices)
            return self._word(column, value) if is_term else quote(self._word(column, value))
        return value  # type: ignore[no-any-return]  # a day or a number

    def _word(self, column: Column, value: str) -> str:
        if column.kinds:
            return self.names.call(value, column.kinds, self.language)
        return dict(column.choices).get(value, Bilingual(value, value)).say(self.language)

    def _condition(self, column: Column, condition: Condition) -> Cell:
        form = form_of(condition)
        match column.form:
            case "condition":
                return dict(column.choices)[form].say(self.language)
            case "condition_measure":
                amount = condition.at_least_amount
                return amount.amount if amount is not None else condition.at_least_k
            case _:
                funds = getattr(condition, form) if form in ("all_of", "any_of") else condition.of
                if funds is None:
                    return None
                return join_list([self._word(column, key) for key in funds]) or term("none", self.language)


def _entities(partnership: Partnership, section: str) -> tuple[Entity, ...]:
    return (partnership.about,) if section == About.SECTION else getattr(partnership, section) or ()


def _value(entity: Entity, column: Column) -> Any:
    """Return the value of an attribute by the name it is written with."""
    return getattr(entity, "from_" if column.attribute == "from" else column.attribute)


def _name(entity: Entity, section: str) -> Bilingual:
    value = getattr(entity, NAMED_BY[section])
    return Bilingual(value.nl, value.en) if isinstance(value, Text) else Bilingual(value, value)


def _qualifier(partnership: Partnership, entity: Entity) -> Bilingual | None:
    by = QUALIFIED_BY.get(entity.SECTION)
    other = partnership.by_key.get(getattr(entity, by) or "") if by is not None else None
    return _name(other, other.SECTION) if other is not None else None


def _keys_to_write(partnership: Partnership, section: str, entities: Sequence[Entity]) -> list[str | None]:
    """Return the keys that would come out otherwise if they were made from names."""
    kind = ENTITIES[section]
    if section in NAMED_BY:
        named = [(_name(entity, section).nl, _qualifier(partnership, entity)) for entity in entities]
        made = derive_keys(kind.KIND, [(name, by.nl if by else None) for name, by in named])
    else:
        parts = ["from_" if part == "from" else part for part in kind.KEY_PARTS]
        made = [derived_key(kind.KIND, [getattr(entity, part) for part in parts]) for entity in entities]
    return [None if entity.key == key else entity.key for entity, key in zip(entities, made, strict=True)]


def _names(partnership: Partnership) -> Names:
    names = Names()
    for named in _named(partnership):
        names.add(named)
    return names


def _named(partnership: Partnership) -> Iterator[Named]:
    for section in NAMED_BY:
        for entity in _entities(partnership, section):
            name, by = _name(entity, section), _qualifier(partnership, entity)
            also = entity.name if isinstance(entity, Person) else None
            yield Named(entity.key, name.nl, name.en, by.nl if by else None, by.en if by else None, also)
    for section, ends in JOINED_BY.items():
        for entity in _entities(partnership, section):
            joined = [
                _name(other, other.SECTION) for other in (partnership.entity(getattr(entity, end)) for end in ends)
            ]
            yield Named(entity.key, " / ".join(name.nl for name in joined), " / ".join(name.en for name in joined))
