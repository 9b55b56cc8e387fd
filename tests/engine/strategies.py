"""Random packs and facts, small enough for the oracle and nasty enough for the engines.

Everything is drawn from one ``random.Random``, so the same generator serves Hypothesis, which can hand out such an
object and shrink what it draws, and plain loops over seeds, which are ten times as fast.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hypothesis import strategies as st

from regiokompas.errors import Source
from regiokompas.facts import FINDING_KIND
from regiokompas.facts.schema import Attribute, AttributeType, Fact, FactBase, FactKind, Value, Vocabulary
from regiokompas.rules.compiler import FINDING
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Operator,
    Rule,
    RuleKind,
    RuleStatus,
    Severity,
    Test,
)
from regiokompas.texts import Bilingual

HERE = Source("<test>")
KEY = Attribute("key", AttributeType.KEY, always=True)
WORDS = ("p", "q", "p q", 'p"q', "p\\", "é", "5", "true")
NUMBERS = (0, 1, 2, 5, 0.5, 2.0, -0.0, -3, 1e-7, 1e15, 0.1 + 0.2)
LEVELS = ("low", "middle", "high")


@dataclass(frozen=True)
class Case:
    """A pack, its vocabulary and facts for it to judge."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    base: FactBase


def rule(name: str, when: Condition, field: str = "scale", severity: Severity = Severity.LOW) -> Rule:
    """Return a rule of which only the condition and what others can read of it matter."""
    text = Bilingual("", "")
    return Rule(
        id=f"ID-{name}",
        name=name,
        field=field,
        kind=RuleKind.SIGNAL,
        severity=severity,
        status=RuleStatus.STABLE,
        claims=(),
        sources=(),
        parameters=MappingProxyType({}),
        when=when,
        finding=text,
        advice=None,
        why=text,
        tests=(),
        since="0.1",
        replaced_by=None,
        source=HERE,
    )


def bind(name: str, kind: str, *tests: tuple[str, str, object]) -> Bind:
    """Return a binding; each test is an attribute, an operator and an operand, ``"$x.y"`` for a join."""
    return Bind(name, kind, tuple(_test(*test) for test in tests), HERE)


def absent(kind: str, *tests: tuple[str, str, object]) -> Absent:
    return Absent(kind, tuple(_test(*test) for test in tests), HERE)


def count(kind: str, at_least: int, *tests: tuple[str, str, object], distinct: str | None = None) -> Count:
    return Count(kind, tuple(_test(*test) for test in tests), at_least, distinct, HERE)


def _test(attribute: str, operator: str, operand: object) -> Test:
    if isinstance(operand, str) and operand.startswith("$"):
        operand = AttributeOf(*operand[1:].split("."))
    return Test(attribute, Operator(operator), operand, HERE)  # type: ignore[arg-type]


def kind(name: str, *attributes: Attribute, subject: str = "key", is_open: bool = False) -> FactKind:
    """Return a fact kind, open if some section of the input may be unknown."""
    named = MappingProxyType({attribute.name: attribute for attribute in attributes})
    return FactKind(name, named, subject=subject, sections=(name,) if is_open else ())


def vocabulary(*kinds: FactKind) -> Vocabulary:
    return Vocabulary.of([*kinds, FINDING_KIND])


def make_case(rng: random.Random) -> Case:
    """Make a random case."""
    kinds = [_kind(rng, name) for name in "abc"]
    words = Vocabulary.of([*kinds, FINDING_KIND])
    maker = _RuleMaker(rng, words)
    rules = tuple(maker.rule(number) for number in range(rng.choice((2, 3, 4, 5, 6))))
    facts = _facts(rng, kinds)
    open_kinds = [k.name for k in kinds if k.sections and rng.random() < 0.3]
    return Case(rules, words, FactBase.of(facts, open_kinds))


def cases() -> st.SearchStrategy[Case]:
    """Return a strategy for random cases."""
    return st.randoms(use_true_random=False).map(make_case)


def _kind(rng: random.Random, name: str) -> FactKind:
    return kind(
        name,
        Attribute("ref", AttributeType.KEY, always=True),
        Attribute("word", AttributeType.WORD, always=rng.random() < 0.7),
        Attribute("count", AttributeType.COUNT),
        Attribute("amount", AttributeType.MONEY, always=rng.random() < 0.3),
        Attribute("flag", AttributeType.FLAG),
        Attribute("refs", AttributeType.KEYS),
        subject=rng.choice(("key", "key", "ref")),
        is_open=rng.random() < 0.6,
    )


def _facts(rng: random.Random, kinds: Sequence[FactKind]) -> list[Fact]:
    keys = [f"{k.name}:{number}" for k in kinds for number in range(rng.choice((0, 1, 2, 3, 4)))]
    by_name = {k.name: k for k in kinds}
    facts = []
    for key in keys:
        fact_kind = by_name[key[0]]
        values = {
            attribute.name: _value(rng, attribute, keys)
            for attribute in fact_kind.attributes.values()
            if attribute.always or rng.random() < 0.75
        }
        facts.append(Fact(fact_kind.name, key, values))
    return facts


def _value(rng: random.Random, attribute: Attribute, keys: Sequence[str]) -> Value:
    match attribute.type:
        case AttributeType.KEY:
            return rng.choice([*keys[:4], "a:0", "elsewhere"])
        case AttributeType.KEYS:
            return tuple(sorted(key for key in keys if rng.random() < 0.3))
        case AttributeType.WORD:
            return rng.choice(WORDS[:2] if rng.random() < 0.8 else WORDS)
        case AttributeType.COUNT:
            return rng.randrange(4)
        case AttributeType.MONEY:
            return rng.choice(NUMBERS)
        case AttributeType.FLAG:
            return rng.random() < 0.5
        case other:
            raise NotImplementedError(other)


class _RuleMaker:
    """Makes rules that the loader would accept.

    Rules have levels, and a rule reads the absence or number of findings only of lower levels, so that no cycle
    runs through an absence. Positive conditions may also read findings of the rule's own level, even its own,
    but not first.
    """

    def __init__(self, rng: random.Random, words: Vocabulary) -> None:
        self.rng = rng
        self.kinds: Mapping[str, FactKind] = words.kinds
        self.level = 0
        self.bound: dict[str, FactKind] = {}

    def rule(self, number: int) -> Rule:
        rng = self.rng
        self.level = number % len(LEVELS)
        self.bound = {}
        conditions: list[Condition] = [self._bind()]
        for _ in range(rng.choice((0, 0, 1, 1, 1, 2))):
            conditions.append(self._bind())
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            conditions.append(self._unbound())
        if rng.random() < 0.25:
            conditions.append(self._any())
        return rule(f"{LEVELS[self.level]}-{number}", All(tuple(conditions)), LEVELS[self.level])

    def _any(self) -> Any:
        """Return alternatives that each bind names of their own, or none."""
        before = dict(self.bound)
        ways: list[Condition] = []
        for _ in range(2):
            self.bound = dict(before)
            way: Condition = self._bind() if self.rng.random() < 0.6 else self._unbound()
            ways.append(All((way, self._unbound())) if self.rng.random() < 0.3 else way)
        self.bound = before
        return Any(tuple(ways))

    def _bind(self) -> Bind:
        # Findings about findings of the same level could go on for ever.
        highest = self.level if self.bound else self.level - 1
        fact_kind = self._any_kind(highest)
        tests = self._tests(fact_kind, highest)
        if self.bound:
            tests.append(self._join(fact_kind))
        name = f"x{len(self.bound)}"
        self.bound[name] = fact_kind
        return Bind(name, fact_kind.name, tuple(tests), HERE)

    def _unbound(self) -> Absent | Count:
        fact_kind = self._any_kind(highest=self.level - 1)
        tests = self._tests(fact_kind, highest=self.level - 1)
        if self.rng.random() < 0.6:
            tests.append(self._join(fact_kind))
        if self.rng.random() < 0.6:
            return Absent(fact_kind.name, tuple(tests), HERE)
        names = [*fact_kind.attributes, "key"]
        distinct = self.rng.choice(names) if self.rng.random() < 0.4 else None
        return Count(fact_kind.name, tuple(tests), self.rng.choice((1, 2, 2, 3)), distinct, HERE)

    def _any_kind(self, highest: int) -> FactKind:
        names = [name for name in self.kinds if name != FINDING]
        if highest >= 0 and self.rng.random() < 0.4:
            return self.kinds[FINDING]
        return self.kinds[self.rng.choice(names)]

    def _tests(self, fact_kind: FactKind, highest: int) -> list[Test]:
        tests = [self._constant(fact_kind) for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2)))]
        if self.bound and self.rng.random() < 0.25:
            tests.append(self._loose_join(fact_kind))
        if fact_kind.name == FINDING:
            tests.append(_test("field", "in", LEVELS[: highest + 1]))
        return tests

    def _constant(self, fact_kind: FactKind) -> Test:
        """Return a test against a constant."""
        rng = self.rng
        attribute = rng.choice([KEY, *fact_kind.attributes.values()])
        if rng.random() < 0.15 or attribute.type is AttributeType.KEYS:
            return _test(attribute.name, "known", rng.random() < 0.6)
        match attribute.type:
            case AttributeType.KEY:
                return _test(attribute.name, rng.choice(("eq", "ne")), rng.choice(("a:0", "a:0", "b:1", "c:0")))
            case AttributeType.FLAG:
                return _test(attribute.name, rng.choice(("eq", "ne")), rng.random() < 0.5)
            case AttributeType.WORD:
                if rng.random() < 0.3:
                    return _test(attribute.name, "in", tuple(rng.sample(WORDS, 2)))
                if rng.random() < 0.3:
                    return _test(attribute.name, "matches", rng.choice(("P*", "*q", "low-*", "?")))
                return _test(
                    attribute.name, rng.choice(("eq", "ne")), rng.choice((*WORDS[:2], *WORDS[:2], *WORDS[:4], *LEVELS))
                )
            case _:
                operator = rng.choice(("eq", "ne", "lt", "lte", "gt", "gte"))
                return _test(attribute.name, operator, rng.choice(NUMBERS))

    def _join(self, fact_kind: FactKind) -> Test:
        """Return an equality with an earlier fact, over attributes that are always known."""
        pairs = [
            (own, f"${name}.{other}")
            for wanted in (AttributeType.KEY, AttributeType.WORD)
            for own in _joinable(fact_kind, wanted)
            for name, other_kind in self.bound.items()
            for other in _joinable(other_kind, wanted)
        ]
        own, other = self.rng.choice(pairs)
        if fact_kind.name == FINDING and self.rng.random() < 0.8:  # most of the other pairs are never equal
            own, other = "subject", self.rng.choice([f"${name}.key" for name in self.bound])
        return _test(own, "eq", other)

    def _loose_join(self, fact_kind: FactKind) -> Test:
        """Return a comparison with an earlier fact that engines are not asked for, where there is one."""
        name, other_kind = self.rng.choice(list(self.bound.items()))
        if FINDING in (fact_kind.name, other_kind.name) or self.rng.random() < 0.4:
            return _test("key", "ne", f"${name}.key")
        attribute = self.rng.choice(("count", "amount"))
        return _test(attribute, self.rng.choice(("ne", "lt", "lte", "gt", "gte")), f"${name}.{attribute}")


def _joinable(fact_kind: FactKind, wanted: AttributeType) -> list[str]:
    return [a.name for a in (KEY, *fact_kind.attributes.values()) if a.always and a.type is wanted]
