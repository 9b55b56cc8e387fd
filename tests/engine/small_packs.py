"""Small packs and facts, and what a proposer proposes for them."""

from __future__ import annotations

from typing import Any

from engine.strategies import bind, kind, rule, vocabulary
from regiokompas.engine.fragment import Encoder, fragments
from regiokompas.engine.proposer import Proposer
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, AttributeOf, Rule

THING = kind(
    "thing",
    Attribute("group", AttributeType.KEY, always=True),
    Attribute("size", AttributeType.COUNT),
    Attribute("word", AttributeType.WORD),
    Attribute("flag", AttributeType.FLAG),
)
OTHER = kind("other", Attribute("group", AttributeType.KEY, always=True), Attribute("size", AttributeType.COUNT))
KINDS = vocabulary(THING, OTHER)


def fact(name: str, kind_: str = "thing", group: str = "g", **values: Any) -> Fact:
    return Fact(kind_, name, {"group": group, **values})


def session_of(make: type[Proposer], rules: list[Rule]) -> tuple[Proposer, Encoder]:
    """Return a proposer for the rules, and the encoder of its facts."""
    native_rules, encoder = fragments(compile_rules(rules, KINDS))
    return make(native_rules), encoder


def proposals(make: type[Proposer], rules: list[Rule], facts: list[Fact]) -> set[tuple[str, tuple[str, ...]]]:
    """Return what a proposer proposes: the rule and the keys of the facts."""
    proposer, encoder = session_of(make, rules)
    try:
        with proposer.session() as session:
            session.add([encoder.encode(number, fact) for number, fact in enumerate(facts)])
            found = list(session.propose(0))
    finally:
        proposer.close()
    return {(p.fragment.split("/")[0], tuple(facts[number].key for number in p.facts)) for p in found}


def single(name: str, *tests: tuple[str, str, object]) -> Rule:
    return rule(name, All((bind("a", "thing", *tests),)))


def pair(name: str, *tests: tuple[str, str, object]) -> Rule:
    joined = ("group", "eq", AttributeOf("a", "group"))
    return rule(name, All((bind("a", "thing"), bind("b", "other", joined, *tests))))
