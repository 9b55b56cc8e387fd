"""Boundaries in pairs, against counting by hand and the laws of Jaccard's measure."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from regiokompas.overviews.boundaries import compare_boundaries, jaccard

NAMES = {letter: letter.upper() for letter in "abcdefgh"}
GROUPS = st.lists(st.frozensets(st.sampled_from(sorted(NAMES)), max_size=6), max_size=8)


@given(st.frozensets(st.integers(0, 9), min_size=1), st.frozensets(st.integers(0, 9), min_size=1))
def test_jaccard_is_a_similarity(first: frozenset[int], second: frozenset[int]) -> None:
    share = jaccard(first, second)  # type: ignore[arg-type]
    assert share == jaccard(second, first)  # type: ignore[arg-type]
    assert 0 <= share <= 1
    assert (share == 1) == (first == second)
    assert (share == 0) == first.isdisjoint(second)


@given(GROUPS, st.randoms())
def test_pairs_are_counted_as_by_hand_in_any_order(groups: list[frozenset[str]], random: object) -> None:
    members = [(f"R{number}", group) for number, group in enumerate(groups)]
    found = compare_boundaries("zorg", members, NAMES)
    large = [group for group in groups if len(group) > 1]
    touching = [(a, b) for a, b in combinations(large, 2) if a & b]
    assert (found.arrangements, found.compared, found.pairs) == (len(groups), len(large), len(touching))
    assert found.same == sum(a == b for a, b in touching)
    assert found.crossing == sum(bool(a - b and b - a) for a, b in touching)
    assert found.same + found.nested + found.crossing == found.pairs
    random.shuffle(members)  # type: ignore[attr-defined]
    assert compare_boundaries("zorg", members, NAMES) == found


def test_what_tells_most_lies_across_and_shares_most() -> None:
    members = [("A", frozenset("abcd")), ("B", frozenset("abce")), ("C", frozenset("abcd")), ("D", frozenset("df"))]
    first, *_ = compare_boundaries("zorg", members, NAMES).telling
    assert (first.first, first.second, first.shared, first.jaccard) == ("A", "B", 3, 0.6)
    assert (first.only_first, first.only_second) == (("D",), ("E",))


def test_regions_that_do_not_touch_say_nothing() -> None:
    found = compare_boundaries("zorg", [("A", frozenset("ab")), ("B", frozenset("cd"))], NAMES)
    assert (found.pairs, found.jaccard, found.telling) == (0, None, ())
