"""The way that comes closest: the fewest things false, then the fewest unknown, and true of the facts it names."""

import itertools

from engine.small_packs import KINDS, fact
from engine.strategies import absent, bind, count, rule
from regiokompas.engine.check import Entry, LeafResult, Memory
from regiokompas.explain import Nearest, nearest
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Any, AttributeOf, Condition

SUBJECT = fact("a", size=1, word="x")
JOINED = ("group", "eq", AttributeOf("a", "group"))


def way(*conditions: Condition, among: tuple[Entry, ...] = ()) -> Nearest:
    """Return the nearest way to fire for the subject, which is the first thing."""
    memory = Memory()
    for entry in (SUBJECT, *among):
        memory.add(entry)
    compiled = compile_rules([rule("a-rule", All(conditions))], KINDS).rules["a-rule"]
    return nearest(compiled, SUBJECT, memory, KINDS.kinds)


def bound(found: Nearest) -> list[str]:
    return [leaf.entry.key for leaf in found.leaves if leaf.entry is not None]


def test_the_way_with_the_fewest_false_tests_is_nearest_and_then_the_one_with_the_fewest_unknown() -> None:
    two_false = bind("a", "thing", ("size", "gt", 5), ("word", "eq", "y"))
    one_false = bind("a", "thing", ("size", "gt", 5), ("word", "eq", "x"))
    two_unknown = bind("a", "thing", ("flag", "eq", True), ("flag", "eq", False))
    one_unknown = bind("a", "thing", ("flag", "eq", True))
    ladder = [one_unknown, two_unknown, one_false, two_false]
    for near, far in itertools.pairwise(ladder):
        for ways in ((near, far), (far, near)):
            found = way(Any(ways))
            assert found.rule == "a-rule"
            assert found.leaves[0].leaf == near


def test_a_condition_that_is_false_without_tests_counts_as_one() -> None:
    hindered = (bind("a", "thing", ("size", "eq", 1)), absent("other"))
    far = (bind("a", "thing", ("size", "gt", 5), ("word", "eq", "y")),)
    found = way(Any((All(far), All(hindered))), among=(fact("o", "other"),))
    assert [leaf.leaf for leaf in found.leaves] == list(hindered)
    assert found.truth is False


def test_of_the_facts_that_could_be_bound_the_one_that_fails_the_fewest_tests_is_taken() -> None:
    wanted = bind("b", "other", JOINED, ("size", "gt", 5), ("size", "lt", 9))
    small, unknown, fits = fact("o1", "other", size=1), fact("o2", "other"), fact("o3", "other", size=7)
    assert bound(way(bind("a", "thing"), wanted, among=(small, unknown, fits))) == ["a", "o3"]
    assert bound(way(bind("a", "thing"), wanted, among=(unknown, small))) == ["a", "o2"], "unknown before false"
    assert bound(way(bind("a", "thing"), wanted, among=(unknown, fits))) == ["a", "o3"], "true before unknown"
    z, y = fact("z", "other", size=7), fact("y", "other", size=7)
    assert bound(way(bind("a", "thing"), wanted, among=(z, y))) == ["a", "y"], "of equals the first by key"


def test_only_facts_that_fit_the_joins_are_looked_at_and_none_twice() -> None:
    elsewhere = fact("o1", "other", group="h", size=7)
    here = fact("o2", "other", size=1)
    wanted = bind("b", "other", JOINED, ("size", "gt", 5))
    assert bound(way(bind("a", "thing"), wanted, among=(elsewhere, here))) == ["a", "o2"]
    second = bind("b", "thing", JOINED, ("size", "lt", 5))
    assert bound(way(bind("a", "thing"), second, among=(fact("b", size=9),))) == ["a", "b"], "not the subject again"


def test_where_no_fact_fits_the_joins_what_speaks_of_it_is_left_out_and_the_rest_is_not() -> None:
    wanted = bind("b", "other", JOINED)
    of_it = (
        bind("c", "thing", ("size", "gt", AttributeOf("b", "size"))),
        count("thing", 1, ("size", "eq", AttributeOf("b", "size"))),
    )
    after = bind("d", "thing", ("size", "gt", AttributeOf("d", "size")))
    found = way(bind("a", "thing"), wanted, *of_it, after, among=(fact("o", "other", group="h"), fact("t", size=2)))
    assert found.truth is False
    assert found.leaves[1] == LeafResult(wanted, False)
    assert [leaf.leaf for leaf in found.leaves[2:]] == [after]
    assert found.deciding == LeafResult(wanted, False)
    assert found.deciding_test is None


def test_conditions_after_an_absence_or_a_count_are_looked_at_as_well() -> None:
    wanted = bind("b", "other", JOINED)
    found = way(bind("a", "thing"), absent("other", ("size", "gt", 5)), count("other", 1), wanted,
                among=(fact("o", "other", size=1),))  # fmt: skip
    assert found.truth is True
    assert bound(found) == ["a", "o"]
    assert len(found.leaves) == 4
    assert found.deciding is None


def test_a_test_that_is_no_equality_is_no_join_and_still_sees_what_is_bound() -> None:
    bigger = ("size", "gt", AttributeOf("a", "size"))
    found = way(bind("a", "thing"), bind("b", "other", JOINED, bigger), among=(fact("o", "other", size=0),))
    assert bound(found) == ["a", "o"], "it is named although it is not bigger"
    assert found.truth is False
    assert found.deciding_test is not None
    assert (found.deciding_test.actual, found.deciding_test.expected) == (0, 1)


def test_what_is_false_decides_before_what_is_unknown() -> None:
    unknown, false = ("flag", "eq", True), ("size", "gt", 5)
    found = way(bind("a", "thing", unknown), bind("b", "other", JOINED, false), among=(fact("o", "other", size=1),))
    assert found.truth is False
    assert found.deciding is found.leaves[1]
    found = way(bind("a", "thing", unknown))
    assert found.truth is None
    assert found.deciding is found.leaves[0]
    assert found.deciding_test is not None
    assert found.deciding_test.truth is None
    found = way(bind("a", "thing", unknown, false))
    assert found.deciding_test is not None
    assert (found.deciding_test.test.attribute, found.deciding_test.truth) == ("size", False)


def test_a_fact_that_would_have_to_be_another_one_is_not_chosen() -> None:
    wanted = bind("b", "other", ("group", "eq", "h"), ("size", "gt", 5))
    other, same = fact("o1", "other", group="g", size=9), fact("o2", "other", group="h", size=1, word="x")
    assert bound(way(bind("a", "thing"), wanted, among=(other, same))) == ["a", "o2"], "though as much is false of both"
    found = way(bind("a", "thing"), wanted, among=(other,))
    assert bound(found) == ["a"]
    assert [test.truth for test in found.leaves[1].tests] == [False, True], "what keeps the closest one from it"
    assert (found.deciding, found.deciding_test) == (found.leaves[1], None)


def test_a_way_for_which_the_subject_would_have_to_be_another_one_is_the_farthest() -> None:
    elsewhere = bind("a", "thing", ("group", "eq", "h"))
    far = bind("a", "thing", ("size", "gt", 5), ("word", "eq", "y"))
    assert way(Any((elsewhere, far))).leaves[0].leaf == far
