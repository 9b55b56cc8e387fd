"""Each engine proposes exactly what the fragments ask for: nothing less, nothing twice and, as it is, nothing more."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from engine.small_packs import KINDS, fact, pair
from engine.strategies import bind, make_case, rule
from regiokompas.engine.fragment import EncodedFact, Fragment, OpenFact, Pattern, fragments
from regiokompas.engine.proposer import Proposal, Proposer
from regiokompas.engine.selection import available_engines, make_proposers
from regiokompas.facts import Fact
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All

COMPARE = {
    ">=": lambda value, number: value >= number,
    "<=": lambda value, number: value <= number,
    ">": lambda value, number: value > number,
    "<": lambda value, number: value < number,
}

engines = pytest.mark.parametrize("engine", available_engines())


def matches(fragment: Fragment, facts: Sequence[EncodedFact]) -> Iterator[Proposal]:
    """Match a fragment by nested loops."""
    kinds = [[fact for fact in facts if fact.kind == pattern.kind] for pattern in fragment.patterns]
    for chosen in itertools.product(*kinds):
        are_distinct = len({fact.number for fact in chosen}) == len(chosen)
        if are_distinct and all(map(fits, fragment.patterns, chosen, itertools.repeat(chosen))):
            yield Proposal(fragment.name, tuple(fact.number for fact in chosen))


def fits(pattern: Pattern, fact: EncodedFact, chosen: Sequence[EncodedFact]) -> bool:
    bounds = (COMPARE[b.operator](fact.numbers[b.slot], b.number) for b in pattern.bounds)
    joins = (fact.texts[j.slot] == chosen[j.pattern].texts[j.other_slot] for j in pattern.joins)
    return all(bounds) and all(joins)


def propose_in_parts(proposer: Proposer, facts: Sequence[EncodedFact], strata: range) -> list[Proposal]:
    """Let half of the facts arrive after the first question, as findings do."""
    half = len(facts) // 2
    found: list[Proposal] = []
    with proposer.session() as session:
        session.add(facts[:half])
        found += session.propose(0)
        session.add(facts[half:])
        for stratum in strata:
            found += session.propose(stratum)
    return found


@engines
def test_what_is_proposed_is_what_nested_loops_find(engine: str) -> None:
    found_at_all = 0
    for seed in range(300):
        case = make_case(random.Random(seed))
        program = compile_rules(case.rules, case.vocabulary)
        native, encoder = fragments(program)
        entries: list[Fact | OpenFact] = [*case.base.facts, *map(OpenFact, sorted(case.base.open_kinds))]
        random.Random(seed).shuffle(entries)
        facts = [encoder.encode(7 * number, entry) for number, entry in enumerate(entries)]
        expected = {proposal for fragment in native for proposal in matches(fragment, facts)}
        (proposer,) = make_proposers(engine, native)
        found = propose_in_parts(proposer, facts, program.strata)
        proposer.close()
        assert set(found) == expected, f"seed {seed}"
        assert max(Counter(found).values(), default=1) == 1, f"seed {seed}: proposed twice"
        found_at_all += bool(expected)
    assert found_at_all > 150, "too little is found to prove much"


@engines
def test_many_facts_that_join_many_ways(engine: str) -> None:
    """Long chains in the engine's tables, and more matches than it hands over at a time."""
    facts = [
        fact(f"{kind}{n}", kind, group=f"g{n % 7}", size=n % 10) for kind in ("thing", "other") for n in range(210)
    ]
    rule = pair("r", ("size", "gt", 4))
    native, encoder = fragments(compile_rules([rule], KINDS))
    encoded = [encoder.encode(number, entry) for number, entry in enumerate(facts)]
    (proposer,) = make_proposers(engine, native)
    found = propose_in_parts(proposer, encoded, range(1))
    proposer.close()
    assert sorted(found) == sorted(proposal for fragment in native for proposal in matches(fragment, encoded))
    assert len(found) == 210 * 30 // 2


@engines
def test_what_is_joined_with_two_facts_must_equal_both(engine: str) -> None:
    of_both = bind("c", "thing", ("group", "eq", "$a.group"), ("group", "eq", "$b.key"))
    joined = rule("r", All((bind("a", "thing"), bind("b", "other", ("group", "eq", "$a.key")), of_both)))
    facts = [
        fact("one"),
        fact("two"),
        fact("g", "other", group="one"),
        fact("h", "other", group="one"),
        fact("x", group="h"),
    ]
    native, encoder = fragments(compile_rules([joined], KINDS))
    (proposer,) = make_proposers(engine, native)
    with proposer.session() as session:
        session.add([encoder.encode(number, one) for number, one in enumerate(facts)])
        assert [proposal.facts for proposal in session.propose(0)] == [(0, 2, 1)]
    proposer.close()
