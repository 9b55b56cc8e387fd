"""Around a circle: what is tied lies together, and labels never overlap."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from regiokompas.picturing.inside import overlaps
from regiokompas.picturing.ring import curve_between, labels_beside, order_around, places_around

keys = st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=30, unique=True)
lines = st.lists(st.text("abW ", min_size=1, max_size=25), min_size=1, max_size=3).map(tuple)


@given(keys, st.randoms(use_true_random=False))
def test_the_order_holds_each_once_and_does_not_hang_on_the_input(given_keys, chance) -> None:
    pairs = [pair for pair in combinations(sorted(given_keys), 2) if chance.random() < 0.3]
    ties = dict.fromkeys(pairs, 1.0)
    order = order_around(given_keys, ties)
    assert sorted(order) == sorted(given_keys)
    shuffled = given_keys[:]
    chance.shuffle(shuffled)
    chance.shuffle(pairs)
    assert order_around(shuffled, dict.fromkeys(pairs, 1.0)) == order


@given(st.integers(2, 5), st.integers(2, 5))
def test_two_groups_without_ties_between_them_stay_together(one: int, other: int) -> None:
    # Interleaved by name, so that the alphabet does not do it.
    groups = [[f"{n}{side}" for n in range(size)] for side, size in (("a", one), ("b", other))]
    ties = {pair: 1.0 for group in groups for pair in combinations(sorted(group), 2)}
    order = order_around([key for group in groups for key in group], ties)
    changes = sum(a[-1] != b[-1] for a, b in zip(order, (*order[1:], order[0]), strict=True))
    assert changes == 2


@given(keys, st.data(), st.floats(5, 24))
def test_labels_overlap_neither_each_other_nor_what_lies_on_the_circle(given_keys, data, size) -> None:
    places = places_around(given_keys, 120)
    texts = {key: data.draw(lines) for key in given_keys}
    labels = labels_beside(places, texts, dict.fromkeys(given_keys, size), 12, bold=dict.fromkeys(given_keys, 1))
    boxes = [label.box for label in labels.values()]
    assert not any(overlaps(one, other) for one, other in combinations(boxes, 2))
    for left, top, right, bottom in boxes:
        nearest = hypot(min(max(0, left), right), min(max(0, top), bottom))
        assert nearest >= 120 + size - 1e-6


def test_a_label_beside_its_thing_needs_no_leader_and_one_that_was_moved_has_one() -> None:
    few = places_around("abcd", 100)
    labels = labels_beside(few, {key: (key,) for key in few}, dict.fromkeys(few, 8), 12, bold=dict.fromkeys(few, 0))
    assert labels["b"].leader is None
    many = places_around([str(n) for n in range(40)], 60)
    crowded = labels_beside(many, {k: (k, k) for k in many}, dict.fromkeys(many, 8), 12, bold=dict.fromkeys(many, 0))
    assert any(label.leader for label in crowded.values())


def test_lines_to_and_fro_lie_apart() -> None:
    there = curve_between((-50, 0), (50, 0), 5, 5, aside=0.1)
    back = curve_between((50, 0), (-50, 0), 5, 5, aside=0.1)
    assert hypot(there.middle[0] - back.middle[0], there.middle[1] - back.middle[1]) > 5
