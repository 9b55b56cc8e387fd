"""durable-rules, CLIPS and an evaluator that is obviously right end in the same matches, in any order.

A few hundred random cases run each time; ``make agreement`` runs 20,000.
"""

import os
import random

import pytest
from hypothesis import given, settings

from engine.reference import evaluate
from engine.strategies import Case, cases, make_case
from regiokompas.engine.fragment import fragments
from regiokompas.engine.run import run
from regiokompas.engine.selection import available_engines, make_proposers
from regiokompas.facts.schema import FactBase
from regiokompas.rules.compiler import compile_rules

CASES = int(os.environ.get("REGIOKOMPAS_CASES", "300"))
ENGINES = available_engines()

Result = set[tuple[str, tuple[str, ...], bool | None]]


def result_of(engine: str, case: Case) -> Result:
    program = compile_rules(case.rules, case.vocabulary)
    native, encoder = fragments(program)
    proposers = make_proposers(engine, native)
    try:
        matches = run(program, encoder, native, case.base, proposers).matches
        return {(match.rule, tuple(entry.key for entry in match.facts), match.truth) for match in matches}
    finally:
        for proposer in proposers:
            proposer.close()


def expected_of(case: Case) -> Result:
    return evaluate(compile_rules(case.rules, case.vocabulary), case.base)


def shuffled(case: Case, seed: int) -> Case:
    rng = random.Random(seed)
    facts, rules = list(case.base.facts), list(case.rules)
    rng.shuffle(facts)
    rng.shuffle(rules)
    return Case(rules=rules, vocabulary=case.vocabulary, base=FactBase(facts, case.base.open_kinds))


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_agrees_with_the_evaluator(engine: str) -> None:
    fired = 0
    for seed in range(CASES):
        case = make_case(random.Random(seed))
        expected = expected_of(case)
        assert result_of(engine, case) == expected, f"seed {seed}"
        fired += bool(expected)
    assert fired > CASES / 3, "too little fires to prove much"


@pytest.mark.parametrize("engine", ENGINES)
@given(case=cases())
@settings(max_examples=100, deadline=None)
def test_whatever_hypothesis_thinks_of(engine: str, case: Case) -> None:
    assert result_of(engine, case) == expected_of(case)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_of_facts_and_rules_does_not_matter(engine: str) -> None:
    for seed in range(0, CASES, 4):
        case = make_case(random.Random(seed))
        assert result_of(engine, shuffled(case, seed)) == result_of(engine, case), f"seed {seed}"


@pytest.mark.skipif(len(ENGINES) < 2, reason="only one engine runs here")
def test_both_together_never_disagree() -> None:
    for seed in range(0, CASES, 4):
        result_of("both", make_case(random.Random(seed)))
