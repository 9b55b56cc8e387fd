"""The fence around durable-rules: when facts arrive, how long they live, and who may touch them."""

# ruff: noqa: E402 -- on a Python without durable-rules these tests are skipped before its fence is imported

from __future__ import annotations

import gc
import json
import pickle
import threading
from typing import Any

import pytest

native = pytest.importorskip("durable_rules_engine", reason="durable-rules does not import on this Python")

from engine.bare_durable import answer, bare
from engine.small_packs import KINDS, fact, pair, proposals, session_of, single
from engine.strategies import kind, vocabulary
from regiokompas.engine import durable
from regiokompas.engine.durable import DurableProposer
from regiokompas.engine.fragment import OpenFact, fragments
from regiokompas.errors import EngineError
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules

# -- what arrives when -------------------------------------------------------------------------------------------------


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


def test_trap_rules_fire_while_facts_still_arrive() -> None:
    found = answer(
        """
        handle = native.create_ruleset("bare", json.dumps({"r": {"all": [{"m": {"x": 1}}], "cap": 9}}))
        _, state = native.assert_facts(handle, json.dumps([{"id": "1", "x": 1}]))
        print(json.dumps(native.start_action_for_state(handle, state) is not None))
        """
    )
    assert found is True


def test_rail_facts_wait_for_the_trigger_which_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[list[dict[str, Any]]] = []
    assert_facts = native.assert_facts

    def note(handle: int, text: str) -> tuple[int, int]:
        batches.append(json.loads(text))
        return assert_facts(handle, text)  # type: ignore[no-any-return]

    monkeypatch.setattr(native, "assert_facts", note)
    proposals(DurableProposer, [pair("r")], [fact("a"), fact("b", "other")])
    first, *facts, trigger, last = (fact["id"] for fact in batches[0])
    assert (first, sorted(facts), trigger, last) == ("b1", ["0", "1"], "g0", "e1")


def test_trap_facts_after_one_that_cannot_be_read_are_dropped_without_a_word() -> None:
    code, found = answer(
        """
        wide = {f"f{n}": n for n in range(300)}
        facts = [{"id": "1", "x": 1}, {"id": "2", "x": 1, **wide}, {"id": "3", "x": 1}]
        print(json.dumps(bare({"r": {"all": [{"m": {"x": 1}}], "cap": 9}}, facts)))
        """
    )
    assert code == 0
    assert [match["m"] for _, match in found] == ["1"]


@pytest.mark.parametrize("place", [0, 1])
def test_rail_facts_that_are_dropped_are_missed(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    proposer, encoder = session_of(DurableProposer, [single("r", ("size", "gt", 3))])
    news = durable._Memory._news

    def with_one_that_cannot_be_read(*arguments: Any) -> list[str]:
        found = list(news(*arguments))
        return [*found[:place], '{"id":"7","sid":"1","kind":0,"one":"1","n0":1e-07}', *found[place:]]

    monkeypatch.setattr(durable._Memory, "_news", with_one_that_cannot_be_read)

    def lose_a_fact() -> None:
        with proposer.session() as session:
            session.add([encoder.encode(0, fact("a", size=5))])
            session.propose(0)

    with pytest.raises(EngineError, match="lost facts on the way"):
        lose_a_fact()
    proposer.close()


def test_rail_equal_facts_are_two_facts() -> None:
    facts = [fact("a", size=5), fact("b", size=5)]
    assert proposals(DurableProposer, [single("r", ("size", "gt", 3))], facts) == {("r", ("a",)), ("r", ("b",))}


# -- what is left behind -----------------------------------------------------------------------------------------------


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


def test_trap_a_ruleset_outlives_whoever_made_it() -> None:
    code = answer(
        """
        def make():
            return native.create_ruleset("bare", json.dumps({"any": ANY}))
        handle = make()
        print(native.assert_facts(handle, json.dumps([{"id": "1", "x": 1}]))[0])
        """
    )
    assert code == 0


def test_rail_rulesets_go_with_their_proposer() -> None:
    proposer, _ = session_of(DurableProposer, [single("r", ("size", "gt", 3))])
    (handle,) = proposer._handles  # type: ignore[attr-defined]
    native.assert_fact(handle, '{"id":"1","x":1}')
    del proposer
    gc.collect()
    with pytest.raises(native.error, match="111"):
        native.assert_fact(handle, '{"id":"2","x":1}')


def test_rail_a_ruleset_that_needs_open_facts_sleeps_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a trap, but a waste: each binding of a kind that may be open doubles the native rules."""
    kinds = vocabulary(kind("thing", Attribute("size", AttributeType.COUNT), is_open=True))
    native_rules, encoder = fragments(compile_rules([single("r", ("size", "gt", 3))], kinds))
    proposer = DurableProposer(native_rules)
    assert len(proposer._rulesets) == 2
    asserted: list[int] = []
    assert_facts = native.assert_facts

    def note(handle: int, text: str) -> object:
        asserted.append(handle)
        return assert_facts(handle, text)

    monkeypatch.setattr(native, "assert_facts", note)
    with proposer.session() as session:
        session.add([encoder.encode(0, Fact("thing", "a", {"size": 5}))])
        assert [p.facts for p in session.propose(0)] == [(0,)]
        assert len(set(asserted)) == 1
        session.add([encoder.encode(1, OpenFact("thing"))])
        assert [p.facts for p in session.propose(0)] == [(1,)]
        assert len(set(asserted)) == 2
    proposer.close()


def test_trap_a_host_starts_threads_and_swallows_what_an_action_raises() -> None:
    host, raised = answer(
        """
        import threading, warnings
        warnings.simplefilter("ignore")
        from durable.lang import assert_fact, m, ruleset, when_all
        with ruleset("bare"):
            @when_all(m.x == 1)
            def act(c):
                raise RuntimeError("never seen")
        raised = False
        try:
            assert_fact("bare", {"x": 1})
        except RuntimeError:
            raised = True
        print(json.dumps([threading.active_count(), raised]), flush=True)
        import os
        os._exit(0)
        """
    )
    assert host > 1
    assert raised is False


def test_rail_no_thread_is_started() -> None:
    before = threading.active_count()
    proposals(DurableProposer, [single("r", ("size", "gt", 3))], [fact("a", size=5)])
    assert threading.active_count() == before


def test_trap_matches_come_last_in_first_out() -> None:
    order = answer(
        """
        handle = native.create_ruleset("bare", json.dumps({"r": {"all": [{"m": {"x": 1}}], "cap": 9}}))
        _, state = native.assert_facts(handle, json.dumps([{"id": str(n), "x": 1} for n in range(3)]))
        (found,) = json.loads(native.start_action_for_state(handle, state)[1]).values()
        print(json.dumps([match["m"]["id"] for match in found]))
        """
    )
    assert order == ["2", "1", "0"]  # proposals are a set; test_agreement shows that order makes no difference


# -- threads and processes ---------------------------------------------------------------------------------------------


def test_trap_threads_that_share_a_memory_end_the_process() -> None:
    result = bare(
        """
        import threading
        sys.setswitchinterval(1e-6)
        rule = {"all": [{"a": {"kind": 1}}, {"b": {"$and": [{"kind": 2}, SAME]}}], "cap": 9}
        handle = native.create_ruleset("bare", json.dumps({"r": rule, "any": ANY}))
        def work(thread):
            for n in range(300):
                facts = [{"id": f"{thread}-{n}-{i}", "kind": 1 + i % 2, "k": i // 2} for i in range(20)]
                _, state = native.assert_facts(handle, json.dumps(facts))
                answer = native.start_action_for_state(handle, state)
                while answer:
                    answer = native.complete_and_start_action(handle, state)
                native.delete_state(handle, "0")
        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """
    )
    assert result.returncode < 0 or "error code" in result.stderr


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


def test_rail_a_proposer_does_not_travel_to_another_process() -> None:
    """Its handles would mean nothing there, or something else."""
    proposer, _ = session_of(DurableProposer, [single("r", ("size", "gt", 3))])
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(proposer)
    proposer.close()
