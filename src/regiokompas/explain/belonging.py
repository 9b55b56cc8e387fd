"""Belonging: which entities a row of a measure speaks of, where it declares what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from regiokompas.facts.schema import Fact, FactKind, Value
from regiokompas.model import Entity, references
from regiokompas.model.means import Fund

__all__ = ["Belonging"]


class Belonging:
    """Finds the entities that belong to a row, among those that one wants to speak of.

    Parameters
    ----------
    of_kind
        Returns the entities of a kind.
    """

    def __init__(self, of_kind: Callable[[str], Iterable[Entity]]) -> None:
        self._of_kind = of_kind
        self._kinds: dict[str, Mapping[str, Entity]] = {}
        self._namings: dict[str, Mapping[str, set[str]]] = {}
        self._named_one: dict[str, Mapping[str, set[str]]] = {}
        self._naming_one: dict[str, Mapping[str, set[str]]] = {}

    def every(self, kind: str) -> tuple[Entity, ...]:
        """Return all entities of a kind."""
        return tuple(self.keyed(kind).values())

    def keyed(self, kind: str) -> Mapping[str, Entity]:
        """Return all entities of a kind by key."""
        if kind not in self._kinds:
            self._kinds[kind] = {entity.key: entity for entity in self._of_kind(kind)}
        return self._kinds[kind]

    def to(self, row: Fact, kind: FactKind, named: str) -> tuple[Entity, ...]:
        """Return the entities of a kind that a row names, or else those that name all of its subject.

        Parameters
        ----------
        row, kind
            The row and what it is.
        named
            A kind of entity. With a star behind it, also those that one of them names, directly or further on; with one
            before it, first those that name one of them.
        """
        wanted = named.strip("*")
        entities = self.keyed(wanted)
        keys = {key for value in row.values.values() for key in _words(value)} & entities.keys()
        subject = _words(row.get(kind.subject))
        if not keys and not subject:
            return tuple(entities.values())
        if not keys:
            naming = self._naming(wanted)
            keys = set(frozenset[str].intersection(*(frozenset(naming.get(word, ())) for word in subject)))
        if named.startswith("*"):
            keys = _reached(keys, self._naming_alike(wanted))
        if named.endswith("*"):
            keys = _reached(keys, self._named_alike(wanted))
        return tuple(entities[key] for key in sorted(keys))

    def _named_alike(self, kind: str) -> Mapping[str, set[str]]:
        """Return for each entity of a kind the others of that kind that it names."""
        if kind not in self._named_one:
            entities = self.keyed(kind)
            self._named_one[kind] = {
                key: {*(reference.key for reference in references(entity)), *self._awaited(entity)} & entities.keys()
                for key, entity in entities.items()
            }
        return self._named_one[kind]

    def _naming_alike(self, kind: str) -> Mapping[str, set[str]]:
        """Return for each entity of a kind the others of that kind that name it."""
        if kind not in self._naming_one:
            found: dict[str, set[str]] = defaultdict(set)
            for key, named in self._named_alike(kind).items():
                for other in named:
                    found[other].add(key)
            self._naming_one[kind] = found
        return self._naming_one[kind]

    def _awaited(self, entity: Entity) -> Iterable[str]:
        """Return the funds that a fund waits for without naming them: all of its theme, where it asks for an amount."""
        if not isinstance(entity, Fund) or entity.condition is None:
            return ()
        asks_of_all = entity.condition.at_least_amount is not None and entity.condition.of is None
        return self._funds_of_themes[entity.theme] if asks_of_all else ()

    @cached_property
    def _funds_of_themes(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for fund in self.every(Fund.KIND):
            if isinstance(fund, Fund):
                found[fund.theme].append(fund.key)
        return found

    def _naming(self, kind: str) -> Mapping[str, set[str]]:
        """Return the entities of a kind by what they name: other entities, and the parts of their keys."""
        if kind not in self._namings:
            found: dict[str, set[str]] = defaultdict(set)
            for entity in self.every(kind):
                names = {reference.key for reference in references(entity)}
                for name in names | {str(getattr(entity, part, "")) for part in entity.KEY_PARTS}:
                    found[name].add(entity.key)
            self._namings[kind] = found
        return self._namings[kind]


def _reached(keys: Iterable[str], following: Mapping[str, set[str]]) -> set[str]:
    """Return these and all that follows from them, directly or further on."""
    reached = set(keys)
    pending = list(reached)
    while pending:
        new = following.get(pending.pop(), set()) - reached
        reached |= new
        pending.extend(new)
    return reached


def _words(value: Value | None) -> tuple[str, ...]:
    """Return a value as words; a number or a truth has none."""
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
