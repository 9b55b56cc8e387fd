"""The fence around durable-rules: the sizes of its tables, and the hashes it knows names and ids by."""

# ruff: noqa: E402 -- on a Python without durable-rules these tests are skipped before its fence is imported

from __future__ import annotations

import json

import pytest

native = pytest.importorskip("durable_rules_engine", reason="durable-rules does not import on this Python")

from engine.bare_durable import answer, bare
from engine.small_packs import KINDS, fact, proposals, single
from engine.strategies import bind, kind, rule, vocabulary
from regiokompas.engine.durable import (
    MAX_CONDITIONS,
    MAX_FACTS,
    MAX_JOINS,
    MAX_PATTERNS,
    MAX_RULES,
    MAX_SLOTS,
    DurableProposer,
)
from regiokompas.engine.fragment import EncodedFact, fragments
from regiokompas.errors import EngineError
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, AttributeOf


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


def test_trap_a_match_of_more_than_16_facts_fails_when_it_is_found() -> None:
    result = bare(
        """
        matches([{f"p{n}": {"kind": n}} for n in range(17)], *({"kind": n} for n in range(17)))
        """
    )
    assert "error code: 304" in result.stderr


def test_trap_a_pattern_with_many_joins_is_refused_by_a_number() -> None:
    result = bare('matches(joined(*({f"k{n}": {"a": f"k{n}"}} for n in range(40))))')
    assert "error code: 113" in result.stderr


def test_rail_a_fact_with_many_joins_is_refused_by_name() -> None:
    names = [f"k{n}" for n in range(MAX_JOINS + 1)]
    kinds = vocabulary(kind("thing", *(Attribute(name, AttributeType.KEY, always=True) for name in names)))
    joins = bind("b", "thing", *((name, "eq", AttributeOf("a", name)) for name in names))
    native_rules, _ = fragments(compile_rules([rule("wide", All((bind("a", "thing"), joins)))], kinds))
    with pytest.raises(EngineError, match=f"wide asks for {MAX_JOINS + 1} joins in one fact"):
        DurableProposer(native_rules)


def test_rail_a_fact_with_more_slots_than_the_engine_holds_is_refused() -> None:
    names = [f"a{n:03}" for n in range(MAX_SLOTS + MAX_JOINS)]
    keys = [Attribute(name, AttributeType.KEY, always=True) for name in names]
    parts = [names[n : n + MAX_JOINS] for n in range(0, len(names), MAX_JOINS)]
    others = [kind(f"other{n}", *keys) for n in range(len(parts))]
    rules = [
        rule(f"r{n}", All((bind("a", "wide"), bind("b", f"other{n}", *((x, "eq", AttributeOf("a", x)) for x in part)))))
        for n, part in enumerate(parts)
    ]
    native_rules, _ = fragments(compile_rules(rules, vocabulary(kind("wide", *keys), *others)))
    DurableProposer(native_rules[:-1]).close()
    with pytest.raises(EngineError, match=f"reads {MAX_SLOTS} slots of a fact at most; wide has more"):
        DurableProposer(native_rules)


def test_trap_more_than_256_rules_on_one_condition_are_refused_by_a_number() -> None:
    result = bare(
        """
        rules = {f"r{n}": {"all": [{"g": {"go": 1}}, {"m": {"kind": n}}], "cap": 9} for n in range(300)}
        native.create_ruleset("bare", json.dumps(rules))
        """
    )
    assert "error code: 108" in result.stderr


def test_trap_without_a_cap_every_match_is_a_round_trip() -> None:
    trips = answer(
        """
        handle = native.create_ruleset("bare", json.dumps({"r": {"all": [{"m": {"x": 1}}]}}))
        _, state = native.assert_facts(handle, json.dumps([{"id": str(n), "x": 1} for n in range(50)]))
        answer, trips = native.start_action_for_state(handle, state), 0
        while answer:
            answer, trips = native.complete_and_start_action(handle, state), trips + 1
        print(trips)
        """
    )
    assert trips == 50


def test_rail_matches_are_handed_over_in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[int] = []
    complete = native.complete_and_start_action

    def count(handle: int, state: int) -> object:
        trips.append(1)
        return complete(handle, state)

    monkeypatch.setattr(native, "complete_and_start_action", count)
    facts = [fact(f"a{n}", size=5) for n in range(50)]
    assert len(proposals(DurableProposer, [single("r", ("size", "gt", 3))], facts)) == 50
    assert len(trips) == 2  # the matches, and the end of the batch


def test_trap_fields_are_told_apart_by_a_hash() -> None:
    assert len(answer('print(json.dumps(matches([{"m": {"costarring": 1}}], {"liquid": 1})))')) == 1


def hash_of(name: str) -> int:
    """Return the 32-bit FNV-1a hash by which the engine knows names and ids."""
    number = 2166136261
    for byte in name.encode():
        number = (number ^ byte) * 16777619 % 2**32
    return number


def test_rail_no_two_names_or_ids_of_ours_collide() -> None:
    assert hash_of("costarring") == hash_of("liquid")
    names = ["id", "sid", "kind", "one", "go", "end", "$s", "$forward", "$and", "$gte", "$lte", "$gt", "$lt", "$m"]
    names += [f"{letter}{n}" for letter in "nt" for n in range(MAX_SLOTS)]
    patterns = ["go", "end", *(f"p{n}" for n in range(MAX_PATTERNS))]
    ids = [str(n) for n in range(MAX_FACTS)] + [f"{letter}{n}" for letter in "bge" for n in range(1000)]
    for together in (names, patterns, ids):
        assert len({hash_of(name) for name in together}) == len(together)


def test_trap_id_and_sid_mean_something_to_the_engine() -> None:
    """A test on ``id`` meets a fact that the engine made itself."""
    found = answer('print(json.dumps(bare({"any": ANY}, [{"x": 1}])[1]))')
    assert ["any", {"m": "sid-0"}] in found


def test_rail_attributes_may_be_called_id_and_sid_and_the_like() -> None:
    names = ["id", "sid", "$and", "kind", "one", "go", "end", "costarring", "liquid", 'a"b', "$not"]
    kinds = vocabulary(kind("thing", *(Attribute(name, AttributeType.COUNT) for name in names)))
    rules = [rule(f"r{n}", All((bind("a", "thing", (name, "eq", n)),))) for n, name in enumerate(names)]
    native_rules, encoder = fragments(compile_rules(rules, kinds))
    proposer = DurableProposer(native_rules)
    with proposer.session() as session:
        for number, name in enumerate(names):
            rest = dict.fromkeys(names, -1)
            session.add([encoder.encode(number, Fact("thing", f"f{number}", rest | {name: number}))])
        found = {(p.fragment, p.facts) for p in session.propose(0)}
    proposer.close()
    assert found == {(f"r{n}/0/0", (n,)) for n in range(len(names))}


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
