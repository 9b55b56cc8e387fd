"""What a fact is: a flat, typed record with a key, and the kinds that declare its attributes.

A fact kind is the contract between the graph and the rules: it lists the attributes a rule may test, their
types, and which of them are always known. Only those may be joined on, so that "unknown" never has to be equal
to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from regiokompas.errors import Source
from regiokompas.texts import Bilingual

__all__ = ["Attribute", "AttributeType", "Fact", "FactBase", "FactKind", "Value", "Vocabulary"]

Value = str | bool | int | float | tuple[str, ...]


class AttributeType(StrEnum):
    """The type of an attribute; it decides which operators fit and how a text writes the value."""

    KEY = "key"  #: the key of one entity, such as ``partner:tiel``
    KEYS = "keys"  #: keys of several entities, sorted
    WORD = "word"  #: one of a closed list
    WORDS = "words"  #: several of a closed list
    TEXT = "text"  #: free text
    FLAG = "flag"  #: yes or no
    COUNT = "count"  #: a whole number, or a number of things
    NUMBER = "number"  #: any number
    SHARE = "share"  #: between 0 and 1
    SCORE = "score"  #: 1 to 5, as in a survey
    MONEY = "money"  #: an amount in the currency of the partnership
    DAYS = "days"  #: days, from the date of the picture where it says ``days_until_``
    DATE = "date"  #: a day, ISO text

    @property
    def numeric(self) -> bool:
        """Whether values of this type have an order."""
        return self in _NUMERIC

    @property
    def joinable(self) -> bool:
        """Whether two facts may be joined on an attribute of this type."""
        return self in (AttributeType.KEY, AttributeType.WORD)


_NUMERIC = frozenset(
    {
        AttributeType.COUNT,
        AttributeType.NUMBER,
        AttributeType.SHARE,
        AttributeType.SCORE,
        AttributeType.MONEY,
        AttributeType.DAYS,
    }
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a fact kind.

    Parameters
    ----------
    of, of_all, reads, reads_all
        What it is made from, as :func:`regiokompas.measures.base.value` says it.
    """

    name: str
    type: AttributeType
    always: bool = False
    values: tuple[str, ...] = ()
    label: Bilingual = Bilingual("", "")
    of: tuple[str, ...] = ()
    of_all: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    reads_all: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact and its attributes.

    Parameters
    ----------
    name
        Name used in rules, such as ``partner`` or ``person_dependence``.
    attributes
        By name. ``key`` is always there.
    subject
        The attribute that holds the key of the entity the fact is about.
    sections
        Sections of the input it is made from. If one of them is unknown, the kind is *open*: there may be facts
        of it that nobody wrote down.
    singleton
        There is exactly one such fact per partnership.
    """

    name: str
    attributes: Mapping[str, Attribute]
    subject: str = "key"
    sections: tuple[str, ...] = ()
    singleton: bool = False
    label: Bilingual = Bilingual("", "")

    def identifies(self, attribute: str) -> bool:
        """Whether an attribute says which fact it is, so that with another value it would be another fact."""
        if attribute == "kind" and self.subject == "key":
            return True  # what sort of entity it is
        return attribute in ("key", self.subject) or self.attributes[attribute].always


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. An attribute that is not in ``values`` is unknown, which is neither false nor zero."""

    kind: str
    key: str
    values: Mapping[str, Value]
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False, repr=False)

    def get(self, attribute: str) -> Value | None:
        """Return the value of an attribute, or ``None`` if it is unknown."""
        return self.key if attribute == "key" else self.values.get(attribute)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All fact kinds that a pack of rules can speak of."""

    kinds: Mapping[str, FactKind]

    @classmethod
    def of(cls, kinds: Iterable[FactKind]) -> Vocabulary:
        """Collect kinds by name, in the order of their names."""
        return cls(MappingProxyType({kind.name: kind for kind in sorted(kinds, key=lambda k: k.name)}))


@dataclass(frozen=True, slots=True)
class FactBase:
    """The facts of one partnership in a canonical order, and the kinds that are open.

    Two bases made from the same facts in another order are equal.
    """

    facts: Sequence[Fact]
    open_kinds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, facts: Iterable[Fact], open_kinds: Iterable[str] = ()) -> FactBase:
        """Sort the facts by kind and key."""
        return cls(tuple(sorted(facts, key=lambda f: (f.kind, f.key))), frozenset(open_kinds))
