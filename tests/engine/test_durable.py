"""The fence around durable-rules: first each trap on the bare library, then the rail that keeps us out of it.

Traps that end the process are shown in a process of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from textwrap import dedent
from typing import Any

import pytest

native = pytest.importorskip("durable_rules_engine", reason="durable-rules does not import on this Python")

from engine.small_packs import KINDS, fact, pair, proposals, single  # noqa: E402
from engine.strategies import bind, kind, rule, vocabulary  # noqa: E402
from regiokompas.engine.durable import (  # noqa: E402
    MAX_CONDITIONS,
    MAX_FACTS,
    MAX_PATTERNS,
    MAX_RULES,
    DurableProposer,
)
from regiokompas.engine.fragment import EncodedFact, fragments  # noqa: E402
from regiokompas.errors import EngineError  # noqa: E402
from regiokompas.facts import Fact  # noqa: E402
from regiokompas.facts.schema import Attribute, AttributeType  # noqa: E402
from regiokompas.rules.compiler import compile_rules  # noqa: E402
from regiokompas.rules.language import All, AttributeOf  # noqa: E402

BARE = """
import json, sys
import durable_rules_engine as native

def bare(rules, facts, name="bare", text=None):
    handle = native.create_ruleset(name, json.dumps(rules))
    code, state = native.assert_facts(handle, text or json.dumps(facts))
    found, started = [], native.start_action_for_state(handle, state)
    answer = started[1] if started else None
    while answer:
        for rule, matches in json.loads(answer).items():
            for match in matches if isinstance(matches, list) else [matches]:
                found.append([rule, {name: fact.get("id") for name, fact in match.items()}])
        answer = native.complete_and_start_action(handle, state)
    return code, sorted(found, key=str)

ANY = {"all": [{"m": {"$ex": {"id": 1}}}], "cap": 60000}
"""


def bare(code: str) -> subprocess.CompletedProcess[str]:
    """Run code against the bare library in a process of its own."""
    return subprocess.run([sys.executable, "-c", BARE + dedent(code)], capture_output=True, text=True, timeout=60)


def answer(code: str) -> Any:
    """Return what code against the bare library prints as JSON."""
    result = bare(code)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


# -- joins other than equality -------------------------------------------------------------------------------------


def test_trap_an_order_between_two_facts_ends_the_process() -> None:
    result = bare(
        """
        rule = {"all": [{"a": {"kind": 1}}, {"b": {"$and": [{"kind": 2}, {"$lt": {"size": {"a": "size"}}}]}}], "cap": 9}
        bare({"r": rule, "any": ANY}, [{"id": str(n), "kind": 1 + n % 2, "size": n} for n in range(6)])
        """
    )
    assert result.returncode < 0


def test_rail_an_order_between_two_facts_is_left_to_the_check() -> None:
    ordered = pair("r", ("size", "lt", AttributeOf("a", "size")))
    facts = [fact("a", size=1), fact("b", "other", size=5)]
    assert proposals(DurableProposer, [ordered], facts) == {("r", ("a", "b"))}  # too much is fine, a crash is not


# -- values ----------------------------------------------------------------------------------------------------------


def test_trap_a_number_equals_a_text_and_a_truth_value() -> None:
    _, found = answer(
        """
        facts = [{"id": "1", "x": 1}, {"id": "2", "x": "1"}, {"id": "3", "x": True}]
        rule = {"all": [{"m": {"x": 1}}], "cap": 9}
        print(json.dumps(bare({"r": rule, "any": ANY}, facts)))
        """
    )
    assert len([match for match in found if match[0] == "r"]) > 1


def test_rail_values_of_different_types_never_meet() -> None:
    rules = [
        single("word", ("word", "eq", "1")),
        single("flag", ("flag", "eq", True)),
        single("size", ("size", "eq", 1)),
    ]
    facts = [
        fact("a", word="1", flag=False, size=5),
        fact("b", word="5", flag=True, size=7),
        fact("c", word="x", flag=False, size=1),
    ]
    assert proposals(DurableProposer, rules, facts) == {("word", ("a",)), ("flag", ("b",)), ("size", ("c",))}


def test_trap_an_exponent_loses_facts_or_ends_the_process() -> None:
    result = bare(
        """
        rule = {"all": [{"m": {"$lt": {"x": 1}}}], "cap": 9}
        facts = [{"id": "1", "x": 1e-07}, {"id": "2", "x": 0}]
        _, found = bare({"r": rule, "any": ANY}, facts)
        print(json.dumps(len([match for match in found if match[0] == "r"])))
        """
    )
    assert result.returncode != 0 or json.loads(result.stdout) < 2


@pytest.mark.parametrize("size", [1e-07, 1e15, -0.0, 0.1 + 0.2, 2**53 - 2])
def test_rail_any_number_is_compared_rightly(size: float) -> None:
    rules = [
        single("below", ("size", "lt", size)),
        single("same", ("size", "eq", size)),
        single("above", ("size", "gt", size)),
    ]
    facts = [fact("a", size=size), fact("b", size=-5), fact("c", size=2**53 - 1)]
    found = proposals(DurableProposer, rules, facts)
    assert ("same", ("a",)) in found
    assert ("below", ("b",)) in found
    assert not {("below", ("a",)), ("above", ("a",)), ("above", ("b",))} & found


@pytest.mark.parametrize("size", [float("inf"), float("nan"), 2**53])
def test_rail_a_number_no_engine_can_hold_is_refused(size: float) -> None:
    with pytest.raises(EngineError, match="not a number that an engine can hold"):
        proposals(DurableProposer, [single("r", ("size", "gt", 0))], [fact("a", size=size)])


def test_trap_the_length_of_a_text_wraps() -> None:
    _, found = answer(
        """
        rule = {"all": [{"m": {"x": ""}}], "cap": 9}
        print(json.dumps(bare({"r": rule, "any": ANY}, [{"id": "1", "x": "x" * 65536}])))
        """
    )
    assert any(match[0] == "r" for match in found)


def test_rail_long_texts_join_only_with_themselves() -> None:
    long = "partner:" + "x" * 65536
    facts = [
        fact("a", group=long),
        fact("b", "other", group=""),
        fact("c", "other", group=long),
        fact("d", "other", group=long + "y"),
    ]
    assert proposals(DurableProposer, [pair("r")], facts) == {("r", ("a", "c"))}


# -- what arrives when ------------------------------------------------------------------------------------------------


def test_trap_a_fact_that_fits_no_rule_is_reported_as_a_failure() -> None:
    code, _ = answer(
        """
        print(json.dumps(bare({"r": {"all": [{"m": {"x": 1}}], "cap": 9}}, [{"id": "1", "y": 1}, {"id": "2", "x": 1}])))
        """
    )
    assert code == 1


def test_rail_a_fact_that_fits_no_rule_disturbs_nothing() -> None:
    facts = [fact("a", "other"), fact("b", size=5), fact("c", size=1)]
    assert proposals(DurableProposer, [single("r", ("size", "gt", 3))], facts) == {("r", ("b",))}
    assert proposals(DurableProposer, [single("r", ("size", "gt", 3))], []) == set()


def test_trap_deleting_a_memory_in_which_nothing_happened_ends_the_process() -> None:
    result = bare(
        """
        handle = native.create_ruleset("bare", json.dumps({"r": {"all": [{"m": {"x": 1}}], "cap": 9}}))
        native.assert_facts(handle, json.dumps([{"id": "1", "sid": "7", "y": 1}]))
        native.delete_state(handle, "7")
        native.delete_state(handle, "8")
        """
    )
    assert result.returncode != 0


def test_rail_a_session_in_which_nothing_happens_ends_well() -> None:
    native_rules, _ = fragments(compile_rules([single("r", ("size", "gt", 3))], KINDS))
    proposer = DurableProposer(native_rules)
    for _ in range(3):
        with proposer.session():
            pass
    proposer.close()


def test_rail_facts_may_arrive_between_two_questions_for_one_stratum() -> None:
    native_rules, encoder = fragments(compile_rules([pair("r")], KINDS))
    proposer = DurableProposer(native_rules)
    facts = [fact("a"), fact("b", "other"), fact("c", "other")]
    with proposer.session() as session:
        session.add([encoder.encode(0, facts[0]), encoder.encode(1, facts[1])])
        assert [p.facts for p in session.propose(0)] == [(0, 1)]
        session.add([encoder.encode(2, facts[2])])
        assert [p.facts for p in session.propose(0)] == [(0, 2)]
        assert list(session.propose(0)) == []
    proposer.close()


def test_rail_equal_facts_are_two_facts() -> None:
    facts = [fact("a", size=5), fact("b", size=5)]
    assert proposals(DurableProposer, [single("r", ("size", "gt", 3))], facts) == {("r", ("a",)), ("r", ("b",))}


# -- limits -------------------------------------------------------------------------------------------------------------


def test_trap_more_than_64_conditions_on_one_fact_end_the_process_or_fail() -> None:
    result = bare(
        """
        rules = {f"r{n}": {"all": [{"m": {"$gt": {"x": n}}}], "cap": 9} for n in range(80)}
        code, found = bare({**rules, "any": ANY}, [{"id": "1", "x": 100}])
        print(json.dumps(len(found)))
        """
    )
    assert result.returncode != 0 or json.loads(result.stdout) < 80


def test_rail_any_number_of_conditions_is_divided_over_rulesets() -> None:
    number = 3 * MAX_CONDITIONS
    rules = [single(f"r{n:03}", ("size", "gt", n)) for n in range(number)]
    found = proposals(DurableProposer, rules, [fact("a", size=number)])
    assert len(found) == number


def test_rail_any_number_of_rules_is_divided_over_rulesets() -> None:
    kinds = vocabulary(*(kind(f"k{n}", Attribute("size", AttributeType.COUNT)) for n in range(MAX_RULES + 60)))
    rules = [rule(f"r{n:03}", All((bind("a", f"k{n}", ("size", "gt", 0)),))) for n in range(MAX_RULES + 60)]
    native_rules, encoder = fragments(compile_rules(rules, kinds))
    proposer = DurableProposer(native_rules)
    with proposer.session() as session:
        session.add([encoder.encode(n, Fact(f"k{n}", f"f{n}", {"size": 1})) for n in range(MAX_RULES + 60)])
        assert len(list(session.propose(0))) == MAX_RULES + 60
    proposer.close()


def test_rail_a_rule_too_large_for_the_engine_is_refused_by_name() -> None:
    many = [
        bind("b0", "thing"),
        *(bind(f"b{n}", "thing", ("group", "eq", AttributeOf("b0", "group"))) for n in range(1, MAX_PATTERNS + 1)),
    ]
    with pytest.raises(EngineError, match=f"large asks for {MAX_PATTERNS + 1} facts"):
        proposals(DurableProposer, [rule("large", All(tuple(many)))], [])


def test_trap_of_many_facts_with_automatic_ids_some_are_lost() -> None:
    """Facts are told apart by a 32-bit hash; of two that collide, the second is taken for the first."""
    result = answer(
        """
        handle = native.create_ruleset("bare", json.dumps({"any": {"all": [{"m": {"x": 1}}], "cap": 60000}}))
        code, _ = native.assert_facts(handle, json.dumps([{"x": 1, "n": n, "w": f"a{n}"} for n in range(66_000)]))
        print(json.dumps(code))
        """
    )
    assert result == 2


def test_rail_more_facts_than_the_engine_is_trusted_with_are_refused() -> None:
    native_rules, encoder = fragments(compile_rules([single("r", ("size", "gt", 3))], KINDS))
    proposer = DurableProposer(native_rules)
    few = [encoder.encode(0, fact("a", size=1))] * MAX_FACTS

    def add_one_too_many() -> None:
        with proposer.session() as session:
            session.add(few)
            session.add([EncodedFact(1, "thing", few[0].numbers, few[0].texts)])

    with pytest.raises(EngineError, match="40,000 facts at most; choose the engine 'clips'"):
        add_one_too_many()
    with proposer.session() as session:  # the rulesets were dropped and made anew
        session.add([encoder.encode(7, fact("a", size=9))])
        assert [p.facts for p in session.propose(0)] == [(7,)]
    proposer.close()


def test_trap_a_ruleset_holds_1024_memories_and_no_more() -> None:
    result = bare(
        """
        handle = native.create_ruleset("bare", json.dumps({"any": ANY}))
        for sid in range(1100):
            native.assert_facts(handle, json.dumps([{"id": "1", "sid": str(sid), "x": 1}]))
        """
    )
    assert result.returncode != 0


def test_rail_sessions_leave_nothing_behind() -> None:
    native_rules, encoder = fragments(compile_rules([single("r", ("size", "gt", 3))], KINDS))
    proposer = DurableProposer(native_rules)
    for number in range(1100):
        with proposer.session() as session:
            session.add([encoder.encode(number, fact("a", size=5))])
            assert len(list(session.propose(0))) == 1
    proposer.close()


# -- threads ------------------------------------------------------------------------------------------------------------


def test_rail_many_threads_may_share_one_proposer() -> None:
    native_rules, encoder = fragments(compile_rules([pair("r")], KINDS))
    proposer = DurableProposer(native_rules)
    failures: list[object] = []

    def work() -> None:
        for _ in range(20):
            with proposer.session() as session:
                session.add([encoder.encode(0, fact("a")), encoder.encode(1, fact("b", "other"))])
                if [p.facts for p in session.propose(0)] != [(0, 1)]:
                    failures.append("lost")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proposer.close()
    assert not failures


def test_rail_a_second_session_in_one_thread_is_refused() -> None:
    native_rules, _ = fragments(compile_rules([single("r", ("size", "gt", 3))], KINDS))
    proposer = DurableProposer(native_rules)
    with proposer.session(), pytest.raises(EngineError, match="already has a session open"), proposer.session():
        pass
    proposer.close()
