"""Inputs: from what a rule waits for to what one can ask a person, through the measures in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from regiokompas.engine.check import Entry
from regiokompas.explain.belonging import Belonging
from regiokompas.explain.missing import Missing
from regiokompas.facts.schema import Fact, FactKind
from regiokompas.model import ENTITIES, Entity, Partnership
from regiokompas.model.parties import Partner
from regiokompas.model.questions import QUESTIONS

__all__ = ["Inputs", "can_be_asked_of"]


def can_be_asked_of(partnership: Partnership, kind: str) -> tuple[Entity, ...]:
    """Return the entities of a kind that one can ask about: not a partner that no longer exists."""
    today = partnership.about.date
    return tuple(
        entity
        for entity in partnership.of_kind(kind)
        if not (isinstance(entity, Partner) and entity.abolished and entity.abolished <= today)
    )


class Inputs:
    """What the attributes of facts hang on that nobody wrote down.

    Parameters
    ----------
    partnership
        What is known.
    kinds
        All kinds of facts.
    facts
        All facts but findings, by key; what is looked up are the rows of measures.
    """

    def __init__(self, partnership: Partnership, kinds: Mapping[str, FactKind], facts: Mapping[str, Entry]) -> None:
        self._partnership = partnership
        self._kinds = kinds
        self._facts = facts
        self._belonging = Belonging(partial(can_be_asked_of, partnership))

    def of(self, item: Missing) -> frozenset[Missing]:
        """Return what to ask for a missing item: attributes of entities as they are written, and whole sections.

        Nothing at all is returned if all inputs are known: then there is no such thing, and no answer would change
        that.
        """
        kind = self._kinds[item.kind]
        if not item.attribute:
            return frozenset(self._sections(kind.sections))
        if item.key in self._partnership.by_key:
            written = [source.partition(".")[2] for source in kind.attributes[item.attribute].of]
            asked = item.key in self._belonging.keyed(item.kind)
            return frozenset(Missing(item.kind, item.key, name) for name in written if asked)
        row = self._facts.get(item.key)
        return frozenset(self._of_column(row, kind, item.attribute)) if isinstance(row, Fact) else frozenset()

    def beyond(self, item: Missing) -> bool:
        """Whether a missing item also hangs on what nobody can be asked, as of a partner that no longer exists."""
        row = self._facts.get(item.key)
        if not item.attribute or not isinstance(row, Fact) or item.key in self._partnership.by_key:
            return False
        return self._beyond(row, self._kinds[item.kind], item.attribute)

    def _beyond(self, row: Fact, kind: FactKind, column: str) -> bool:
        declared = kind.attributes[column]
        for source in (*declared.of, *declared.of_all):
            named, _, attribute = source.partition(".")
            if attribute and not named and row.get(attribute) is None and self._beyond(row, kind, attribute):
                return True
            for entity in self._gone if named == Partner.KIND and attribute else ():
                if getattr(entity, attribute) is None and (source in declared.of_all or _names(row, entity.key)):
                    return True
        return False

    @cached_property
    def _gone(self) -> tuple[Entity, ...]:
        asked = {entity.key for entity in can_be_asked_of(self._partnership, Partner.KIND)}
        return tuple(entity for entity in self._partnership.of_kind(Partner.KIND) if entity.key not in asked)

    def _sections(self, sections: tuple[str, ...]) -> Iterator[Missing]:
        for section in sections:
            if section in ENTITIES and not self._partnership.is_complete(section):
                yield Missing(ENTITIES[section].KIND, section, "")

    def _of_column(self, row: Fact, kind: FactKind, column: str) -> Iterator[Missing]:
        declared = kind.attributes[column]
        for source in declared.of:
            named, _, attribute = source.partition(".")
            if not attribute:
                yield from self._sections((named,))
            elif named:
                yield from self._unknown(self._belonging.to(row, kind, named), attribute)
            elif row.get(attribute) is None:
                yield from self._of_column(row, kind, attribute)
        for source in declared.of_all:
            named, _, attribute = source.partition(".")
            yield from self._unknown(self._belonging.every(named), attribute)

    def _unknown(self, entities: tuple[Entity, ...], attribute: str) -> Iterator[Missing]:
        """Yield the attribute of the entities of which it is unknown and could be known."""
        for entity in entities:
            wanted = QUESTIONS[entity.KIND].attributes[attribute]
            if wanted.instead and _known(entity, wanted.instead[1]) >= wanted.instead[0]:
                continue
            only = wanted.only
            deciding = getattr(entity, only[0]) if only else None
            makes_sense = only is None or deciding is None or deciding.startswith(only[1])
            if makes_sense and getattr(entity, attribute) is None:
                yield Missing(entity.KIND, entity.key, attribute)


def _names(row: Fact, key: str) -> bool:
    return any(key == value or (isinstance(value, tuple) and key in value) for value in row.values.values())


def _known(entity: Entity, attributes: tuple[str, ...]) -> int:
    return sum(getattr(entity, attribute) is not None for attribute in attributes)
