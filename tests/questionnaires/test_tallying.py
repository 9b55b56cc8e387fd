"""The laws of what many answers say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.errors import RegiokompasError
from regiokompas.questionnaires import DIVISION_FLOOR, SPREAD_FLOOR, Aggregate, Answers, aggregate

QUESTIONS = st.sampled_from([("courage", None), ("openness", None), ("trust_open", "partner:c")])
ANSWERS = st.lists(
    st.builds(
        Answers,
        st.sampled_from(["partner:a", "partner:b"]),
        st.dictionaries(QUESTIONS, st.integers(1, 5)),
    ),
    max_size=15,
)


def medians(answers: list[Answers], floor: int) -> dict[tuple[str, str, str | None], float]:
    return {(one.partner, one.attribute, one.about): one.score for one in aggregate(answers, floor).shown}


@given(ANSWERS, st.randoms(), st.integers(1, 6))
def test_order_does_not_matter_and_the_floors_hold(answers, random, floor):
    outcome = aggregate(answers, floor)
    assert aggregate(random.sample(answers, len(answers)), floor) == outcome
    for one in outcome.shown:
        assert one.answers >= floor
        assert (one.divided is None) == (one.answers < max(floor, DIVISION_FLOOR))
        assert (one.spread is None) == (one.answers < max(floor, SPREAD_FLOOR))


@given(ANSWERS, st.integers(1, 6))
def test_who_answers_as_the_median_does_changes_no_median(answers, floor):
    before = medians(answers, floor)
    middle = {about: int(score) for about, score in before.items() if score == int(score)}
    newcomers = [Answers(partner, {(name, to): score}) for (partner, name, to), score in middle.items()]
    after = medians([*answers, *newcomers], floor)
    assert {about: after[about] for about in middle} == middle


@given(ANSWERS, st.integers(1, 6))
def test_a_higher_floor_only_holds_back_more(answers, floor):
    low, high = aggregate(answers, floor), aggregate(answers, floor + 1)
    assert set(medians(answers, floor + 1).items()) <= set(medians(answers, floor).items())
    assert len(low.shown) + low.held_back == len(high.shown) + high.held_back


def test_the_number_of_answers_and_the_spread_stand_beside_an_outcome():
    answers = [Answers("partner:a", {("courage", None): score}) for score in (1, 2, 3, 5, 5)]
    assert aggregate(answers).shown == (Aggregate("partner:a", "courage", None, 3, 5, True),)
    assert aggregate(answers, 6).shown == ()
    nine = [Answers("partner:a", {("courage", None): score}) for score in (1, 2, 3, 3, 3, 4, 4, 5, 5)]
    assert aggregate(nine).shown == (Aggregate("partner:a", "courage", None, 3, 9, False, 1),)


@pytest.mark.parametrize("promised", [None, 12])
def test_the_spread_is_shown_only_as_every_questionnaire_announced_it(promised):
    answers = [Answers("partner:a", {("courage", None): 3})] * 10
    (one,) = aggregate([*answers, Answers("partner:a", {("courage", None): 3}, spread_promised=promised)]).shown
    assert one.spread is None


def test_a_floor_of_none_is_no_floor():
    with pytest.raises(RegiokompasError, match="1 or more, not 0"):
        aggregate([], 0)
