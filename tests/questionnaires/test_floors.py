"""The floors do what they are for. Every set of answers is tried, so nothing here rests on an example."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement
from statistics import median

import pytest

from regiokompas.questionnaires import DIVISION_FLOOR, FLOOR, SPREAD_FLOOR
from regiokompas.questionnaires.floors import is_divided, spread_of

Told = Callable[[Sequence[int]], object]


def what_is_told(scores: Sequence[int]) -> object:
    number = len(scores)
    return (
        median(scores),
        is_divided(scores) if number >= DIVISION_FLOOR else None,
        spread_of(scores) if number >= SPREAD_FLOOR else None,
    )


def worlds(number: int, told: Told) -> list[list[tuple[int, ...]]]:
    """Return the sets of so many answers, together with the others of which the same is told."""
    found: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for scores in combinations_with_replacement(range(1, 6), number):
        found[told(scores)].append(scores)
    return list(found.values())


def an_outsider_can_tell(number: int, told: Told) -> bool:
    """Whether in some case all that may have been answered is one and the same."""
    return any(len({score for scores in alike for score in scores}) == 1 for alike in worlds(number, told))


def a_colleague_can_tell(number: int, told: Told) -> bool:
    """Whether in some case one who knows their own answer knows that of every other."""
    for alike in worlds(number, told):
        for own in range(1, 6):
            others = {score for scores in alike if own in scores for score in without(scores, own)}
            if len(others) == 1:
                return True
    return False


def without(scores: tuple[int, ...], own: int) -> list[int]:
    left = list(scores)
    left.remove(own)
    return left


@pytest.mark.parametrize("number", range(FLOOR, 14))
def test_nobody_outside_can_tell_what_one_of_them_said(number: int) -> None:
    assert not an_outsider_can_tell(number, what_is_told)


@pytest.mark.parametrize("number", range(DIVISION_FLOOR, 14))
def test_from_the_higher_floor_on_no_colleague_can_tell_either(number: int) -> None:
    assert not a_colleague_can_tell(number, what_is_told)


def test_below_the_floors_they_can() -> None:
    """Else the two tests above could not fail, and a lower floor would do."""
    assert an_outsider_can_tell(FLOOR - 1, median)
    assert a_colleague_can_tell(DIVISION_FLOOR - 1, median)
    assert a_colleague_can_tell(
        SPREAD_FLOOR - 1, lambda scores: (median(scores), is_divided(scores), spread_of(scores))
    )


def test_a_spread_in_figures_would_give_a_colleague_away() -> None:
    """Five answers of which the middle three are 5: who answered otherwise knows that all others gave a 5."""

    def with_quartiles(scores: Sequence[int]) -> object:
        return median(scores), scores[-2] - scores[1]

    assert a_colleague_can_tell(DIVISION_FLOOR, with_quartiles)


@pytest.mark.parametrize("number", range(1, 9))
def test_one_answer_alone_never_divides(number: int) -> None:
    for scores in combinations_with_replacement(range(1, 6), number):
        if is_divided(scores):
            assert min(len([s for s in scores if s < 3]), len([s for s in scores if s > 3])) >= 2
            assert is_divided([6 - score for score in scores]), "agreeing and disagreeing weigh alike"


@pytest.mark.parametrize("number", [SPREAD_FLOOR, 13])
def test_half_of_the_answers_lies_within_the_spread_and_it_is_the_same_read_upside_down(number: int) -> None:
    for scores in combinations_with_replacement(range(1, 6), number):
        spread = spread_of(scores)
        assert any(sum(low <= score <= low + spread for score in scores) * 2 >= number for low in range(1, 6 - spread))
        assert spread_of([6 - score for score in scores]) == spread
