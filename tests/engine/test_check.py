"""The check: three-valued truth, decided exactly."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.engine.check import (
    LeafResult,
    Match,
    Memory,
    TestResult,
    check,
    check_quantified,
    check_test,
    conjunction,
)
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import Source
from regiokompas.facts import Fact
from regiokompas.rules.compiler import Branch, Leaf
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operand, Operator, ParameterValue, Test

HERE = Source("<test>")
truths = st.sampled_from([True, False, None])


def a_test(attribute: str, operator: Operator, operand: Operand) -> Test:
    return Test(attribute, operator, operand, HERE)


def fact(key: str, **values: object) -> Fact:
    return Fact("thing", key, values)  # type: ignore[arg-type]


def memory(*entries: Fact | OpenFact, uncertain: Iterable[Fact] = ()) -> Memory:
    result = Memory()
    for entry in entries:
        result.add(entry)
    for entry in uncertain:
        result.add(entry, certain=False)
    return result


@given(st.lists(truths))
def test_conjunction_is_the_minimum_of_false_unknown_true(values: list[bool | None]) -> None:
    rank = {False: 0, None: 1, True: 2}
    expected = min(values, key=lambda v: rank[v], default=True)
    assert conjunction(values) is expected


@pytest.mark.parametrize(
    ("operator", "operand", "value", "truth"),
    [
        (Operator.EQ, 3, 3.0, True),
        (Operator.EQ, 3, 4, False),
        (Operator.NE, "a", "b", True),
        (Operator.NE, "a", "a", False),
        (Operator.LT, 3, 2.9999, True),
        (Operator.LT, 3, 3, False),
        (Operator.LTE, 3, 3, True),
        (Operator.LTE, 3, 3.0001, False),
        (Operator.GT, 3, 3, False),
        (Operator.GT, 3, 3.0001, True),
        (Operator.GTE, 3, 3, True),
        (Operator.GTE, 3, 2.9999, False),
        (Operator.IN, ("a", "b"), "b", True),
        (Operator.IN, ("a", "b"), "c", False),
        (Operator.MATCHES, "jeugd*", "Jeugdhulp", True),
        (Operator.MATCHES, "jeugd*", "Werk", False),
        (Operator.KNOWN, True, 0, True),
        (Operator.KNOWN, False, 0, False),
    ],
)
def test_each_operator_on_a_known_value(operator: Operator, operand: Operand, value: object, truth: bool) -> None:
    assert check_test(a_test("x", operator, operand), fact("a", x=value), {}).truth is truth


@pytest.mark.parametrize("operator", [o for o in Operator if o is not Operator.KNOWN])
def test_an_unknown_value_is_neither_true_nor_false(operator: Operator) -> None:
    operand: Operand = ("a",) if operator is Operator.IN else 3
    assert check_test(a_test("x", operator, operand), fact("a"), {}).truth is None
    joined = a_test("x", operator, AttributeOf("b", "y"))
    if operator is not Operator.IN:
        assert check_test(joined, fact("a", x=3), {"b": fact("b")}).truth is None


def test_of_a_known_fact_it_is_certain_what_is_unknown_but_of_an_open_one_it_is_not() -> None:
    assert check_test(a_test("x", Operator.KNOWN, False), fact("a"), {}).truth is True
    assert check_test(a_test("x", Operator.KNOWN, True), fact("a"), {}).truth is False
    assert check_test(a_test("x", Operator.KNOWN, True), OpenFact("thing"), {}).truth is None
    assert check_test(a_test("x", Operator.KNOWN, True), OpenFact("thing", {"x": 1}), {}).truth is True


@pytest.mark.parametrize(
    ("test", "entry", "truth", "actual", "expected"),
    [
        (a_test("x", Operator.GT, 3), fact("a", x=5), True, 5, 3),
        (a_test("x", Operator.GT, 3), fact("a"), None, None, 3),
        (a_test("x", Operator.EQ, AttributeOf("b", "y")), fact("a", x=5), True, 5, 5),
        (a_test("x", Operator.EQ, AttributeOf("b", "z")), fact("a", x=5), None, 5, None),
        (a_test("x", Operator.KNOWN, True), fact("a", x=5), True, 5, True),
        (a_test("x", Operator.KNOWN, False), fact("a", x=5), False, 5, False),
        (a_test("x", Operator.KNOWN, True), OpenFact("thing"), None, None, True),
        (a_test("x", Operator.KNOWN, False), OpenFact("thing"), None, None, False),
    ],
)
def test_what_was_found_and_what_was_asked_are_kept(
    test: Test, entry: Fact | OpenFact, truth: bool | None, actual: object, expected: object
) -> None:
    result = check_test(test, entry, {"b": fact("b", y=5)})
    assert (result.test, result.truth, result.actual, result.expected) == (test, truth, actual, expected)


def test_a_parameter_that_was_not_filled_in_is_a_mistake_of_ours_and_said() -> None:
    with pytest.raises(TypeError, match=r"limit.* was not filled in"):
        check_test(a_test("x", Operator.GT, ParameterValue("limit")), fact("a", x=5), {})
    with pytest.raises(TypeError, match=r"^a count is checked after its parameters are filled in$"):
        check_quantified(Count("thing", (), ParameterValue("limit"), None, HERE), {}, memory())


BIG = (a_test("x", Operator.GT, 3),)


@pytest.mark.parametrize(
    ("entries", "uncertain", "absent", "two"),
    [
        ((), (), True, False),
        ((fact("a", x=1),), (), True, False),
        ((fact("a", x=5),), (), False, False),
        ((fact("a"),), (), None, False),
        ((fact("a"), fact("b")), (), None, None),
        ((fact("a", x=5), fact("b")), (), False, None),
        ((fact("a", x=5), fact("b", x=5)), (), False, True),
        ((OpenFact("thing"),), (), None, None),
        ((fact("a", x=5), OpenFact("thing")), (), False, None),
        ((OpenFact("thing", {"x": 1}),), (), True, False),
        ((), (fact("a", x=5), fact("b", x=5)), None, None),
        ((fact("a", x=5),), (fact("b", x=5),), False, None),
    ],
)
def test_absence_and_count_say_unknown_where_the_answer_hangs_on_what_is_unknown(
    entries: tuple[Fact | OpenFact, ...], uncertain: tuple[Fact, ...], absent: bool | None, two: bool | None
) -> None:
    known = memory(*entries, uncertain=uncertain)
    assert check_quantified(Absent("thing", BIG, HERE), {}, known).truth is absent
    assert check_quantified(Count("thing", BIG, 2, None, HERE), {}, known).truth is two


def test_what_matches_or_may_match_is_named_the_certain_first() -> None:
    certain, possible, other = fact("a", x=5), fact("b"), fact("c", x=1)
    result = check_quantified(Absent("thing", BIG, HERE), {}, memory(possible, other, certain))
    assert (result.witnesses, result.certain) == ((certain, possible), 1)


def test_what_is_the_same_as_of_a_bound_fact_is_looked_for_and_if_that_is_unknown_anything_may_be() -> None:
    same = Absent("thing", (a_test("x", Operator.EQ, AttributeOf("a", "x")), a_test("y", Operator.EQ, "q")), HERE)
    fits, unlike, other = fact("1", x="p", y="q"), fact("2", x="r", y="q"), fact("3", x="p", y="r")
    half, unsaid = fact("4", y="q"), fact("5", x="p")
    known = memory(fits, unlike, other, half, unsaid)
    assert check_quantified(same, {"a": fact("a", x="p")}, known).witnesses == (fits, half, unsaid)
    assert check_quantified(same, {"a": fact("a", x="s")}, known).witnesses == (half,)
    assert check_quantified(same, {"a": fact("a")}, known).witnesses == (fits, unlike, half, unsaid)


def test_one_of_several_values_is_looked_for_beside_what_is_the_same_and_what_is_unlike_them_anywhere() -> None:
    p, q, r, unsaid = fact("1", x="p", y="a"), fact("2", x="q", y="b"), fact("3", x="r", y="a"), fact("4", y="a")
    known = memory(p, q, r, unsaid)
    among, a = a_test("x", Operator.IN, ("p", "q")), a_test("y", Operator.EQ, "a")
    assert check_quantified(Absent("thing", (among,), HERE), {}, known).witnesses == (p, q, unsaid)
    for tests in ((among, a), (a, among)):
        assert check_quantified(Absent("thing", tests, HERE), {}, known).witnesses == (p, unsaid)
    only_q = (among, a_test("x", Operator.EQ, "q"))
    assert check_quantified(Count("thing", only_q, 1, None, HERE), {}, known).witnesses == (q, unsaid)
    one, two = fact("1", x=("a",)), fact("2", x=("a", "b"))
    unlike = Absent("thing", (a_test("x", Operator.NE, ("a", "b")),), HERE)
    assert check_quantified(unlike, {}, memory(one, two)).witnesses == (one,)


def test_a_count_of_distinct_values_counts_each_once_and_an_unknown_one_perhaps() -> None:
    distinct = Count("thing", (), 2, "owner", HERE)
    same = (fact("a", owner="p"), fact("b", owner="p"))
    assert check_quantified(distinct, {}, memory(*same)).truth is False
    assert check_quantified(distinct, {}, memory(*same, fact("c"))).truth is None
    assert check_quantified(distinct, {}, memory(*same, fact("c", owner="q"))).truth is True


def branch(*leaves: Leaf) -> Branch:
    return Branch("rule", 0, leaves)


def test_one_fact_never_matches_two_bindings_and_is_not_among_the_others() -> None:
    both = branch(Bind("a", "thing", (), HERE), Bind("b", "thing", (), HERE))
    one, two = fact("one"), fact("two")
    known = memory(one, two)
    assert check(both, [one, one], known) is None
    match = check(both, [one, two], known)
    assert match is not None
    assert match.truth is True
    alone = branch(Bind("a", "thing", (), HERE), Absent("thing", (), HERE))
    assert check(alone, [one], memory(one)) is not None
    assert check(alone, [one], known) is None


def test_a_match_on_what_only_may_exist_is_unknown_however_well_it_fits() -> None:
    single = branch(Bind("a", "thing", BIG, HERE))
    uncertain = fact("a", x=5)
    match = check(single, [uncertain], memory(uncertain=[uncertain]))
    assert match is not None
    assert match.truth is None
    opened = OpenFact("thing", {"x": 5})
    match = check(single, [opened], memory(opened))
    assert match is not None
    assert match.truth is None


def test_a_match_says_all_that_decided_it_wherever_a_condition_stands() -> None:
    absent = Absent("other", (), HERE)
    first = Bind("a", "thing", BIG, HERE)
    joined = a_test("y", Operator.EQ, AttributeOf("a", "x"))
    second = Bind("b", "thing", (joined,), HERE)
    one, two = fact("one", x=5), fact("two", y=5)
    match = check(Branch("rule", 7, (absent, first, second)), [one, two], memory(one, two))
    assert match == Match(
        "rule",
        7,
        (one, two),
        True,
        (
            LeafResult(first, True, (TestResult(BIG[0], True, 5, 3),), one),
            LeafResult(second, True, (TestResult(joined, True, 5, 5),), two),
            LeafResult(absent, True),
        ),
    )


def test_a_proposal_that_does_not_hold_is_discarded() -> None:
    small = fact("a", x=1)
    assert check(branch(Bind("a", "thing", BIG, HERE)), [small], memory(small)) is None


def test_memory_grows_more_certain_and_never_less() -> None:
    entry = fact("a")
    known = Memory()
    assert entry not in known
    assert known.add(entry, certain=False)
    assert entry in known
    assert known.exists(entry) is None
    assert not known.add(entry, certain=False)
    assert known.add(entry, certain=True)
    assert known.exists(entry) is True
    assert not known.add(entry, certain=False)
    assert known.exists(entry) is True
    assert not known.add(entry)


values = st.sampled_from(["p", "q", None])


@given(
    st.lists(st.tuples(values, values), max_size=8),
    st.lists(st.tuples(values, values), max_size=4),
    st.dictionaries(st.sampled_from(["x", "y"]), st.lists(st.sampled_from(["p", "q", "r"]), max_size=3)),
)
def test_the_index_leaves_out_none_that_may_have_the_values_and_is_as_short_as_its_shortest_list(
    before: list[tuple[str | None, ...]], after: list[tuple[str | None, ...]], among: dict[str, list[str]]
) -> None:
    known = Memory()
    entries: list[Fact] = []
    for part in (before, after):  # what arrives later is found as well
        for row in part:
            named = {name: value for name, value in zip("xy", row, strict=True) if value is not None}
            entries.append(fact(str(len(entries)), **named))
            known.add(entries[-1])
        found = list(known.candidates("thing", among))
        possible = {name: [e for e in entries if e.get(name) in (*options, None)] for name, options in among.items()}
        assert found == [entry for entry in entries if entry in found], "in order of arrival"
        assert all(entry in found for entry in entries if all(entry in fitting for fitting in possible.values()))
        assert len(found) == min([len(entries), *map(len, possible.values())])
