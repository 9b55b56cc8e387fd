"""What engines are asked: every test as an interval, every value as a point of the line, and nothing that is no test."""

import math
import typing

import pytest

from engine.small_packs import OTHER, THING, fact
from engine.strategies import HERE, absent, bind, kind, rule, vocabulary
from regiokompas.engine.fragment import LIMIT, OPEN, Bound, CodeBook, Join, OpenFact, fragments, slot_names
from regiokompas.errors import EngineError
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Any, Condition, Operator, ParameterValue, Test

PERHAPS = kind(
    "perhaps",
    Attribute("group", AttributeType.KEY, always=True),
    Attribute("size", AttributeType.COUNT),
    Attribute("words", AttributeType.WORDS),
    is_open=True,
)
KINDS = vocabulary(THING, OTHER, PERHAPS)


def asked(*conditions: Condition) -> typing.Any:
    """Return the fragments of one rule and the encoder of its facts."""
    return fragments(compile_rules([rule("r", All(conditions))], KINDS))


def bounds(*test: typing.Any) -> set[tuple[str, str, float]]:
    (fragment,), _ = asked(bind("a", "thing", test))
    (pattern,) = fragment.patterns
    return {(bound.slot, bound.operator, bound.number) for bound in pattern.bounds}


@pytest.mark.parametrize(
    ("test", "interval"),
    [
        (("size", "eq", 3), {("size.high", ">=", 3.0), ("size.low", "<=", 3.0)}),
        (("size", "in", (5, 2, 3)), {("size.high", ">=", 2.0), ("size.low", "<=", 5.0)}),
        (("size", "lt", 3), {("size.low", "<", 3.0)}),
        (("size", "lte", 3), {("size.low", "<=", 3.0)}),
        (("size", "gt", 3), {("size.high", ">", 3.0)}),
        (("size", "gte", 3), {("size.high", ">=", 3.0)}),
        (("size", "known", True), {("size.known", ">=", 1.0), ("size.known", "<=", 1.0)}),
        (("size", "known", False), {("size.known", ">=", 0.0), ("size.known", "<=", 0.0)}),
        (("flag", "eq", True), {("flag.high", ">=", 1.0), ("flag.low", "<=", 1.0)}),
        (("flag", "eq", False), {("flag.high", ">=", 0.0), ("flag.low", "<=", 0.0)}),
        (("word", "eq", "p"), {("word.high", ">=", 1.0), ("word.low", "<=", 1.0)}),
        (("word", "in", ("q", "p", "z")), {("word.high", ">=", 1.0), ("word.low", "<=", 3.0)}),
        (("size", "ne", 3), set()),
        (("word", "matches", "p.*"), set()),
    ],
)
def test_a_test_is_the_interval_that_a_value_must_be_able_to_reach(test: typing.Any, interval: set[typing.Any]) -> None:
    assert bounds(*test) == interval


def test_a_known_value_is_a_point_and_an_unknown_one_the_whole_line() -> None:
    _, encoder = asked(
        bind("a", "thing", ("size", "gt", 3), ("word", "in", ("p", "q")), ("flag", "eq", True)), bind("b", "other")
    )
    known = encoder.encode(7, fact("t", size=4, word="q", flag=False))
    assert (known.number, known.kind, known.texts) == (7, "thing", {})
    assert known.numbers == {
        **{"size.known": 1.0, "size.low": 4.0, "size.high": 4.0},
        **{"word.known": 1.0, "word.low": 2.0, "word.high": 2.0},
        **{"flag.known": 1.0, "flag.low": 0.0, "flag.high": 0.0},
    }
    unknown = encoder.encode(8, fact("u", word="no rule names it"))
    assert (unknown.numbers["word.low"], unknown.numbers["word.high"]) == (0.0, 0.0)
    assert (unknown.numbers["size.low"], unknown.numbers["size.high"]) == (-LIMIT, LIMIT)
    assert unknown.numbers["flag.known"] == 0.0
    assert encoder.encode(9, fact("o", "other", size=4)).numbers == {}, "no rule tests it"


def test_lists_are_only_known_or_not_and_minus_nothing_is_nothing() -> None:
    _, encoder = asked(bind("a", "perhaps", ("words", "known", True), ("size", "gte", 0)))
    listed = encoder.encode(1, fact("p", "perhaps", words=("a", "b"), size=-0.0)).numbers
    assert (listed["words.known"], listed["words.low"], listed["words.high"]) == (1.0, 0.0, 0.0)
    assert math.copysign(1, listed["size.low"]) == 1
    assert encoder.encode(2, fact("p", "perhaps")).numbers["words.known"] == 0.0


def test_words_are_numbered_in_their_order_and_those_that_no_rule_names_share_nothing() -> None:
    book = CodeBook({"p": 1, "q": 2})
    assert [book.of(word) for word in ("p", "q", "r")] == [1.0, 2.0, 0.0]


@pytest.mark.parametrize("number", [LIMIT, -LIMIT, math.inf, math.nan])
def test_a_number_that_an_engine_cannot_hold_is_refused_by_name(number: float) -> None:
    _, encoder = asked(bind("a", "thing", ("size", "gt", 3)))
    with pytest.raises(EngineError, match=r"^thing.size is .*: not a number that an engine can hold$"):
        encoder.encode(1, fact("t", size=number))
    assert encoder.encode(1, fact("t", size=LIMIT - 1)).numbers["size.low"] == LIMIT - 1


def test_what_a_rule_names_must_be_a_number_that_an_engine_can_hold_too() -> None:
    for operator in ("gt", "lte"):
        with pytest.raises(EngineError, match=r"^thing.size is 1e\+300: not a number that an engine can hold$"):
            bounds("size", operator, 1e300)
    _, encoder = asked(bind("a", "thing", ("size", "gt", 3)))
    unfilled = Test("size", Operator.GT, ParameterValue("least"), HERE)
    with pytest.raises(TypeError, match=r"^\$least is no constant$"):
        list(encoder.bounds("thing", unfilled))


def test_a_fragment_knows_its_branch_and_when_it_is_asked() -> None:
    later = rule("a-later", All((bind("a", "thing"), absent("finding", ("rule", "eq", "r")))))
    either = rule("r", Any((bind("a", "thing"), bind("a", "thing", ("size", "gt", 3)))))
    found, _ = fragments(compile_rules([either, later], KINDS))
    assert [(fragment.name, fragment.stratum, fragment.branch.rule, fragment.branch.number) for fragment in found] == [
        ("a-later/0/0", 1, "a-later", 0),
        ("r/0/0", 0, "r", 0),
        ("r/1/0", 0, "r", 1),
    ]


def test_facts_are_joined_on_texts_and_long_ones_on_their_digest() -> None:
    (fragment,), encoder = asked(bind("a", "thing"), bind("b", "other", ("group", "eq", "$a.group")))
    first, second = fragment.patterns
    assert (first.kind, first.joins, second.joins) == ("thing", (), (Join("group", 0, "group"),))
    assert slot_names([fragment]) == {"group"}
    assert encoder.encode(1, fact("t", group="x" * 200)).texts == {"group": "x" * 200}
    long, same = (encoder.encode(1, fact("t", kind_, group="x" * 201)).texts for kind_ in ("thing", "other"))
    assert long == same
    assert len(long["group"]) < 200
    assert long != encoder.encode(1, fact("t", group="x" * 202)).texts
    with pytest.raises(EngineError, match=r"^thing t: group is joined on, so it must be a known text$"):
        encoder.encode(1, fact("t", group=None))  # type: ignore[arg-type]


def test_an_order_between_facts_is_left_to_the_check() -> None:
    (fragment,), _ = asked(
        bind("a", "thing"), bind("b", "other", ("group", "eq", "$a.group"), ("size", "gt", "$a.size"))
    )
    assert fragment.patterns[1].bounds == ()
    assert fragment.patterns[1].joins == (Join("group", 0, "group"),)


def test_for_each_binding_that_may_be_open_there_is_a_fragment_with_and_one_without() -> None:
    found, encoder = asked(
        bind("a", "perhaps", ("size", "gt", 3)),
        bind("b", "perhaps", ("group", "eq", "$a.group")),
        bind("c", "thing", ("group", "eq", "$b.group")),
        absent("other"),
    )
    assert [fragment.name for fragment in found] == ["r/0/0", "r/0/1", "r/0/2", "r/0/3"]
    assert [[pattern.kind for pattern in fragment.patterns] for fragment in found] == [
        ["perhaps", "perhaps", "thing"],
        ["perhaps", OPEN, "thing"],
        [OPEN, "perhaps", "thing"],
        [OPEN, OPEN, "thing"],
    ]
    assert [[len(pattern.joins) for pattern in fragment.patterns] for fragment in found] == [
        [0, 1, 1],
        [0, 0, 0],
        [0, 0, 1],
        [0, 0, 0],
    ], "nothing is joined with what is not there"
    number = encoder.open_kinds.of("perhaps")
    assert found[3].patterns[0].bounds == (Bound("kind", ">=", number), Bound("kind", "<=", number))
    encoded = encoder.encode(5, OpenFact("perhaps"))
    assert (encoded.number, encoded.kind, encoded.numbers) == (5, OPEN, {"kind": number})
    assert encoder.open_kinds.ordinals == {"finding": 1.0, "perhaps": 2.0}


def test_an_open_finding_is_asked_for_by_its_rule() -> None:
    (bound, opened), encoder = asked(
        bind("a", "thing"),
        bind("f", "finding", ("rule", "eq", "other-rule"), ("subject", "eq", "$a.key"), ("severity", "known", True)),
    )
    assert [pattern.kind for pattern in bound.patterns] == ["thing", "finding"]
    assert opened.patterns[1].kind == OPEN
    asked_for = {(b.slot, b.operator, b.number) for b in opened.patterns[1].bounds}
    assert asked_for == {("kind", ">=", 1.0), ("kind", "<=", 1.0), ("rule.high", ">=", 1.0), ("rule.low", "<=", 1.0)}
    one = encoder.encode(1, OpenFact("finding", {"rule": "other-rule", "severity": "low"}, "other-rule"))
    assert (one.kind, one.numbers["kind"], one.numbers["rule.low"], one.texts) == (OPEN, 1.0, 1.0, {})
    another = encoder.encode(2, OpenFact("finding", {"rule": "third-rule"}, "third-rule"))
    assert another.numbers["rule.high"] == 0.0
    assert encoder.encode(3, OpenFact("perhaps")).numbers["rule.low"] == -LIMIT


def test_an_open_fact_has_a_name_that_says_so() -> None:
    assert (OpenFact("thing").key, OpenFact("thing", {}, "x").key) == ("?thing", "?thing:x")
    assert (OpenFact("thing", {"size": 1}).get("size"), OpenFact("thing").get("size")) == (1, None)


def test_the_engines_hear_of_the_facts_that_a_rule_binds_and_of_no_others() -> None:
    _, encoder = asked(bind("a", "thing"), absent("other"))
    assert encoder.reads(fact("one"))
    assert encoder.reads(OpenFact("thing"))
    assert not encoder.reads(OpenFact("other")), "absence is decided by the check"
    assert not encoder.reads(OpenFact("perhaps"))
