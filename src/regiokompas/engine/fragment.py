"""The fragment: what of a program the inference engines are asked, in a form both can read.

Every value becomes an interval of numbers: a known value is a point, an unknown value is the whole line, and a
constant test is an interval that the value must be able to reach. So an unknown attribute passes every test, and
one proposal serves both outcomes, *fires* and *undecided*. A test that no interval can hold (``ne``,
``matches``, an order between two facts, absences and counts) is left out. Leaving out only widens what is
proposed; the check decides.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from regiokompas.errors import EngineError
from regiokompas.facts.schema import Fact, Value
from regiokompas.rules.compiler import FINDING, Branch, Program
from regiokompas.rules.language import AttributeOf, Bind, Operator, ParameterValue, Test

__all__ = [
    "OPEN",
    "Bound",
    "CodeBook",
    "EncodedFact",
    "Encoder",
    "Fragment",
    "Join",
    "OpenFact",
    "Pattern",
    "fragments",
    "is_fragment_join",
]

#: Transport kind of the facts that say "there may be facts of this kind that nobody wrote down".
OPEN = "open"

#: The ends of the line. Engines lose precision beyond 2**53.
LIMIT = float(2**53)


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact of an open kind that may exist, with the little that is certain about it, usually nothing."""

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    name: str = ""

    @property
    def key(self) -> str:
        """A stand-in key, so that open facts sort and print."""
        return f"?{self.kind}:{self.name}" if self.name else f"?{self.kind}"

    def get(self, attribute: str) -> Value | None:
        """Return the value of an attribute, or ``None`` if it is unknown."""
        return self.values.get(attribute)


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison of a slot of a fact with a number: ``>=``, ``<=``, ``>`` or ``<``."""

    slot: str
    operator: str
    number: float


@dataclass(frozen=True, slots=True)
class Join:
    """Equality of a text slot with a text slot of an earlier pattern of the same fragment."""

    slot: str
    pattern: int
    other_slot: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One positive pattern."""

    kind: str
    bounds: tuple[Bound, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """One native rule: a branch in which some bindings are open and the others are facts.

    ``name`` is unique, ASCII, and sorts in the order of the program.
    """

    name: str
    stratum: int
    branch: Branch
    patterns: tuple[Pattern, ...]


class EncodedFact(NamedTuple):
    """A fact as engines see it: numbers to compare, texts to join, a transport number to report back."""

    number: int
    kind: str
    numbers: Mapping[str, float]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The code book of one attribute of one kind: words to ordinals, in the order of the words."""

    ordinals: Mapping[str, int]

    def of(self, word: str) -> float:
        """Return the ordinal of a word; all words that no rule names share 0."""
        return float(self.ordinals.get(word, 0))


def _constants(test: Test) -> tuple[Value, ...]:
    """Return the values that a constant test names."""
    operand = test.operand
    if isinstance(operand, AttributeOf | ParameterValue):
        raise TypeError(f"{operand} is no constant")
    return operand if isinstance(operand, tuple) else (operand,)


def is_fragment_join(test: Test) -> bool:
    """Whether a test is an equality join, the only join that engines are trusted with."""
    return test.operator is Operator.EQ and isinstance(test.operand, AttributeOf)


def fragments(program: Program) -> tuple[list[Fragment], Encoder]:
    """Translate a program into native rules and the encoder for their facts.

    A binding of a kind that can be open gives two fragments: one in which a fact is bound, one in which the
    open fact stands in. A branch with ``n`` such bindings gives ``2**n`` fragments.
    """
    encoder = Encoder(program)
    found = []
    for stratum, branch in program.branches():
        kinds = program.vocabulary.kinds
        choices = [(False, True) if kinds[bind.kind].sections else (False,) for bind in branch.bindings]
        for number, opened in enumerate(itertools.product(*choices)):
            patterns = tuple(_patterns(branch.bindings, opened, encoder))
            name = f"{branch.rule}/{branch.number}/{number}"
            found.append(Fragment(name, stratum, branch, patterns))
    return found, encoder


def _patterns(bindings: Sequence[Bind], opened: Sequence[bool], encoder: Encoder) -> Iterator[Pattern]:
    position = {bind.name: number for number, bind in enumerate(bindings)}
    for bind, is_open in zip(bindings, opened, strict=True):
        if is_open:
            yield Pattern(OPEN, tuple(encoder.open_bounds(bind)), ())
            continue
        bounds: list[Bound] = []
        joins: list[Join] = []
        for test in bind.tests:
            if isinstance(test.operand, AttributeOf):
                other = position[test.operand.binding]
                if is_fragment_join(test) and not opened[other]:
                    joins.append(Join(test.attribute, other, test.operand.attribute))
            else:
                bounds.extend(encoder.bounds(bind.kind, test))
        yield Pattern(bind.kind, tuple(bounds), tuple(joins))


class Encoder:
    """Turns tests into bounds and facts into numbers, with one code book for both."""

    def __init__(self, program: Program) -> None:
        self._bound = {bind.kind for _, branch in program.branches() for bind in branch.bindings}
        self._tested: dict[str, dict[str, set[str]]] = {}
        self._joined: dict[str, set[str]] = {}
        for _, branch in program.branches():
            kind_of = {bind.name: bind.kind for bind in branch.bindings}
            for bind in branch.bindings:
                for test in bind.tests:
                    self._note(bind.kind, test, kind_of)
        self._books = {
            (kind, attribute): CodeBook({word: n for n, word in enumerate(sorted(words), start=1)})
            for kind, tested in self._tested.items()
            for attribute, words in tested.items()
        }
        self._slots = {
            kind: [(attribute, f"{attribute}.known", f"{attribute}.low", f"{attribute}.high") for attribute in tested]
            for kind, tested in self._tested.items()
        }
        openable = sorted(kind.name for kind in program.vocabulary.kinds.values() if kind.sections)
        self.open_kinds = CodeBook({name: n for n, name in enumerate(openable, start=1)})

    def _note(self, kind: str, test: Test, kind_of: Mapping[str, str]) -> None:
        if isinstance(test.operand, AttributeOf):
            if is_fragment_join(test):
                self._joined.setdefault(kind, set()).add(test.attribute)
                self._joined.setdefault(kind_of[test.operand.binding], set()).add(test.operand.attribute)
            return
        words = self._tested.setdefault(kind, {}).setdefault(test.attribute, set())
        operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        words.update(operand for operand in operands if isinstance(operand, str))

    def _point(self, kind: str, attribute: str, value: Value) -> float:
        """Return the number that stands for a known value."""
        if isinstance(value, str):
            return self._books[kind, attribute].of(value)
        if not isinstance(value, (int, float)):
            return 0.0  # a list of keys is only ever tested for being known
        if not -LIMIT < value < LIMIT:  # which no number that is not finite passes
            raise EngineError(f"{kind}.{attribute} is {value!r}: not a number that an engine can hold")
        return value + 0.0  # turns -0.0 into 0.0, and truth into 1.0

    def bounds(self, kind: str, test: Test) -> Iterator[Bound]:
        """Yield the bounds that hold a constant test; none for a test that is no interval."""
        name = test.attribute
        operand = test.operand
        low, high = f"{name}.low", f"{name}.high"
        match test.operator:
            case Operator.KNOWN:
                wanted = 1.0 if operand else 0.0
                yield Bound(f"{name}.known", ">=", wanted)
                yield Bound(f"{name}.known", "<=", wanted)
            case Operator.EQ | Operator.IN:
                points = [self._point(kind, name, value) for value in _constants(test)]
                yield Bound(high, ">=", min(points))
                yield Bound(low, "<=", max(points))
            case Operator.LT | Operator.LTE:
                yield Bound(low, "<" if test.operator is Operator.LT else "<=", self._limit(kind, test))
            case Operator.GT | Operator.GTE:
                yield Bound(high, ">" if test.operator is Operator.GT else ">=", self._limit(kind, test))

    def open_bounds(self, bind: Bind) -> Iterator[Bound]:
        """Yield the bounds that the open facts for a binding must meet: the kind, and what a finding says of its rule.

        An open finding knows its rule. Without that every rule about findings would be proposed with all of them.
        """
        ordinal = self.open_kinds.of(bind.kind)
        yield Bound("kind", ">=", ordinal)
        yield Bound("kind", "<=", ordinal)
        if bind.kind == FINDING:
            for test in bind.tests:
                if test.operator is not Operator.KNOWN and not isinstance(test.operand, AttributeOf):
                    yield from self.bounds(FINDING, test)

    def _limit(self, kind: str, test: Test) -> float:
        (value,) = _constants(test)
        return self._point(kind, test.attribute, value)

    def reads(self, fact: Fact | OpenFact) -> bool:
        """Return whether some rule binds facts like this one; the engines need not hear of the others."""
        return fact.kind in self._bound

    def encode(self, number: int, fact: Fact | OpenFact) -> EncodedFact:
        """Encode a fact under its transport number, with only the slots that some rule reads."""
        if isinstance(fact, OpenFact):
            # All open facts share one transport kind, and with it the slots that only those of findings need.
            numbers = {"kind": self.open_kinds.of(fact.kind)}
            return EncodedFact(number, OPEN, numbers | self._intervals(FINDING, fact), {})
        numbers = self._intervals(fact.kind, fact)
        texts = {attribute: self._text(fact, attribute) for attribute in self._joined.get(fact.kind, ())}
        return EncodedFact(number, fact.kind, numbers, texts)

    def _intervals(self, kind: str, fact: Fact | OpenFact) -> dict[str, float]:
        """Return, for each tested attribute of a kind, the interval that its value lies in."""
        numbers: dict[str, float] = {}
        for attribute, known, low, high in self._slots.get(kind, ()):
            value = fact.get(attribute)
            if value is None:
                numbers[known], numbers[low], numbers[high] = 0.0, -LIMIT, LIMIT
            else:
                numbers[known] = 1.0
                numbers[low] = numbers[high] = self._point(kind, attribute, value)
        return numbers

    def _text(self, fact: Fact, attribute: str) -> str:
        value = fact.get(attribute)
        if not isinstance(value, str):
            raise EngineError(f"{fact.kind} {fact.key}: {attribute} is joined on, so it must be a known text")
        # Engines wrap the length of long texts; a digest keeps equality and nothing else is needed.
        return value if len(value) <= 200 else hashlib.sha256(value.encode()).hexdigest()


def slot_names(encoded: Iterable[Fragment]) -> set[str]:
    """Return every slot that some fragment reads."""
    return {
        name
        for fragment in encoded
        for pattern in fragment.patterns
        for name in (*(b.slot for b in pattern.bounds), *(j.slot for j in pattern.joins))
    }
