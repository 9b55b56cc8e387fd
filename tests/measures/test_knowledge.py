"""What is certain holds however the unknown turns out."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from regiokompas.measures.knowledge import at_least, certain, is_one_of, remaining_share, shares, some, without

Truths = list[bool | None]

truths = st.lists(st.sampled_from([True, False, None]), max_size=6)
amounts = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(0, 5).map(float))


def completions(known: Truths) -> Iterator[list[bool]]:
    return map(list, product(*([truth] if truth is not None else [True, False] for truth in known)))


@given(truths)
def test_some_is_known_exactly_if_it_is_the_same_in_every_case(known: Truths) -> None:
    cases = {any(case) for case in completions(known)}
    assert some(known) == (cases.pop() if len(cases) == 1 else None)


@given(truths)
def test_at_least_is_the_least_of_all_cases_and_never_an_uncertain_zero(known: Truths) -> None:
    counts = {sum(case) for case in completions(known)}
    assert at_least(known) == (None if min(counts) == 0 < max(counts) else min(counts))


@given(truths)
def test_certain_names_as_many_as_are_counted(known: Truths) -> None:
    named = certain((str(number), truth) for number, truth in enumerate(known))
    assert (named if named is None else len(named)) == at_least(known)
    assert all(known[int(key)] for key in named or ())


@given(amounts)
def test_a_share_is_known_only_if_no_unknown_amount_can_change_it(known: dict[str, float | None]) -> None:
    found = shares(known)
    unknown = [key for key, amount in known.items() if amount is None]
    for filled in product([0.0, 1.0, 7.0], repeat=len(unknown)):
        case = shares({**known, **dict(zip(unknown, filled, strict=True))})
        assert all(share == case[key] for key, share in found.items() if share is not None)


@given(amounts.filter(lambda known: None not in known.values() and any(known.values())))
def test_shares_add_up_to_one(known: dict[str, float | None]) -> None:
    assert abs(sum(share for share in shares(known).values() if share is not None) - 1) < 1e-3


def test_nothing_has_no_shares() -> None:
    assert shares({"a": 0.0, "b": 0.0}) == {"a": None, "b": None}
    assert shares({}) == {}


def test_what_is_left_of_keys() -> None:
    assert without(["b", "a", "c"], ("a",)) == ("b", "c")
    assert (without(None, ("a",)), without((), None), without(("a",), None)) == (None, (), None)
    assert (remaining_share(("a", "b"), ()), remaining_share((), ()), remaining_share(None, ())) == (1.0, None, None)


def test_one_of_is_unknown_for_the_unknown() -> None:
    assert (is_one_of("a", ["a", "b"]), is_one_of("c", ["a"]), is_one_of(None, ["a"])) == (True, False, None)
