"""The theory of conditional commitments, against brute force over all subsets."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

import igraph
import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.measures.commitments import (
    Commitment,
    Condition,
    best_case,
    commitments,
    greatest_fixpoint,
    least_fixpoint,
    outcomes,
    release_order,
    settled,
)
from regiokompas.measures.standstill import circles, first_movers, holds, longest_chains, waits_for
from regiokompas.model import read

Theory = tuple[Commitment, ...]
AMOUNTS = st.sampled_from([0.0, 0.1, 0.2, 0.3, 10.0, 25.5])
EXAMPLES = settings(max_examples=300, deadline=None)


@st.composite
def conditions(draw: st.DrawFn, funds: Sequence[str]) -> Condition:
    named = draw(st.lists(st.sampled_from(funds), min_size=1, unique=True))
    form = draw(st.sampled_from(["all_of", "any_of", "at_least", "at_least_amount"]))
    if form == "all_of":
        return Condition.all_of(*named)
    if form == "any_of":
        return Condition.any_of(*named)
    if form == "at_least":
        return Condition.at_least(draw(st.integers(1, len(named))), *named)
    return Condition.at_least_amount(draw(AMOUNTS), *named)


@st.composite
def theories(draw: st.DrawFn, most: int = 6, *, unknown: bool = False) -> Theory:
    """Draw commitments in which conditions are common; vague terms and unknown amounts only where asked for."""
    keys = "abcdefg"[: draw(st.integers(1, most))]
    kinds = ["waits", "waits", "waits", "waits", "committed", "open", "refused", *(["vague"] if unknown else [])]
    found = []
    for key in keys:
        others = [other for other in keys if other != key]
        kind = draw(st.sampled_from(kinds if others else kinds[4:]))
        amount = draw(st.none() | AMOUNTS if unknown else AMOUNTS)
        if kind == "waits":
            status = draw(st.sampled_from(["conditional", "open", None]))
            found.append(Commitment(key, amount, status, draw(conditions(others))))
        elif kind == "vague":
            found.append(Commitment(key, amount, draw(st.sampled_from(["conditional", None]))))
        else:
            found.append(Commitment(key, amount, kind))
    return tuple(found)


def subsets(keys: Iterable[str]) -> Iterator[frozenset[str]]:
    ordered = sorted(keys)
    return map(frozenset, chain.from_iterable(combinations(ordered, size) for size in range(len(ordered) + 1)))


def is_met(condition: Condition, there: frozenset[str], theory: Theory) -> bool:
    found = [c for c in theory if c.key in condition.funds & there]
    if condition.amount is None:
        return len(found) >= condition.count
    return sum(round(100 * (c.amount or 0)) for c in found) >= round(100 * condition.amount)


def fires(c: Commitment, there: frozenset[str], theory: Theory) -> bool:
    return c.status == "committed" or (c.condition is not None and is_met(c.condition, there, theory))


def least_by_force(theory: Theory, firm: frozenset[str] = frozenset()) -> frozenset[str]:
    closed = [
        there
        for there in subsets(c.key for c in theory)
        if firm <= there and all(c.key in there for c in theory if fires(c, there, theory))
    ]
    return frozenset.intersection(*closed)


def greatest_by_force(theory: Theory) -> frozenset[str]:
    def signs(c: Commitment, there: frozenset[str]) -> bool:
        return fires(c, there, theory) or (c.status == "open" and c.condition is None)

    by_key = {c.key: c for c in theory}
    return frozenset().union(*(there for there in subsets(by_key) if all(signs(by_key[key], there) for key in there)))


def movers_by_force(theory: Theory, target: frozenset[str]) -> list[tuple[str, ...]]:
    working = [movers for movers in subsets(target) if least_by_force(theory, movers) >= target]
    smallest = min(map(len, working))
    return sorted(tuple(sorted(movers)) for movers in working if len(movers) == smallest)


def wait(key: str, condition: Condition, amount: float | None = 100) -> Commitment:
    return Commitment(key, amount, "conditional", condition)


@given(theories(unknown=True), st.sets(st.sampled_from("abcdef")))
@EXAMPLES
def test_the_least_fixpoint_is_the_smallest_closed_set(theory: Theory, firm: set[str]) -> None:
    firm &= {c.key for c in theory}
    assert least_fixpoint(theory, firm) == least_by_force(theory, frozenset(firm))


@given(theories(unknown=True))
@EXAMPLES
def test_the_greatest_fixpoint_is_the_largest_set_that_holds_together(theory: Theory) -> None:
    assert greatest_fixpoint(theory) == greatest_by_force(theory)
    assert least_fixpoint(theory) <= greatest_fixpoint(theory)


@given(theories())
@EXAMPLES
def test_first_movers_are_all_smallest_sets(theory: Theory) -> None:
    found = first_movers(theory)
    target = greatest_by_force(theory)
    expected = movers_by_force(theory, target)
    assert found.exact
    assert found.releases == target
    assert sorted(found.sets()) == expected
    assert (found.number, found.size) == (len(expected), len(expected[0]))


@given(theories())
@EXAMPLES
def test_first_movers_within_a_circle_are_all_smallest_sets_of_that_circle(theory: Theory) -> None:
    for circle in circles(theory):
        target = greatest_by_force(theory) & frozenset(circle)
        found = first_movers(theory, within=circle)
        assert sorted(found.sets()) == movers_by_force(theory, target)


@given(theories())
@EXAMPLES
def test_beyond_its_bound_the_search_still_gives_a_set_that_works(theory: Theory) -> None:
    found = first_movers(theory, bound=0)
    [movers] = found.sets()
    assert least_by_force(theory, frozenset(movers)) >= found.releases
    assert len(movers) >= first_movers(theory).size
    assert found.exact == (greatest_fixpoint(theory) == least_fixpoint(theory))


@given(theories(), st.data())
@EXAMPLES
def test_to_drop_a_condition_frees_and_never_freezes(theory: Theory, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(theory))
    after = tuple(replace(c, status="committed", condition=None) if c == one else c for c in theory)
    assert least_fixpoint(after) >= least_fixpoint(theory) | {one.key}
    assert greatest_fixpoint(after) >= greatest_fixpoint(theory)
    assert all(any(set(circle) <= set(old) for old in circles(theory)) for circle in circles(after))


@given(theories(), AMOUNTS)
@EXAMPLES
def test_another_fund_never_freezes(theory: Theory, amount: float) -> None:
    more = (*theory, Commitment("z", amount, "committed"))
    assert least_fixpoint(more) == least_fixpoint(theory) | {"z"}
    assert greatest_fixpoint(more) == greatest_fixpoint(theory) | {"z"}
    assert circles(more) == circles(theory)


@given(theories(unknown=True), st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_of_the_input_does_not_matter(theory: Theory, chance: random.Random) -> None:
    shuffled = chance.sample(theory, len(theory))
    assert first_movers(shuffled) == first_movers(theory)
    assert circles(shuffled) == circles(theory)
    assert longest_chains(shuffled) == longest_chains(theory)


@given(theories(), st.sets(st.sampled_from("abcdef")))
@EXAMPLES
def test_each_round_waits_for_the_one_before(theory: Theory, firm: set[str]) -> None:
    firm &= {c.key for c in theory}
    rounds = release_order(theory, firm)
    so_far: frozenset[str] = frozenset()
    for number, fallen in enumerate(rounds):
        ready = {c.key for c in theory if fires(c, so_far, theory)} | firm
        assert set(fallen) == ready - so_far
        assert number == 0 or fallen
        so_far |= set(fallen)
    assert so_far == least_fixpoint(theory, firm)


@st.composite
def digraphs(draw: st.DrawFn) -> nx.DiGraph:
    size = draw(st.integers(2, 7))
    pairs = [(u, v) for u in range(size) for v in range(size) if u != v]
    G = nx.DiGraph(draw(st.lists(st.sampled_from(pairs), unique=True)))
    G.add_nodes_from(range(size))
    # Without a condition there would be no waiting: let whoever waits for nobody wait for the next.
    G.add_edges_from((node, (node + 1) % size) for node in range(size) if not G.out_degree(node))
    return G


@given(digraphs())
@EXAMPLES
def test_with_all_of_alone_first_movers_are_minimum_feedback_vertex_sets(G: nx.DiGraph) -> None:
    theory = [wait(f"{node}", Condition.all_of(*(f"{other}" for other in G[node]))) for node in G]
    found = first_movers(theory)
    known = igraph.Graph(n=len(G), edges=list(G.edges), directed=True).feedback_vertex_set()
    assert found.size == len(known)
    assert sorted(found.sets()) == sorted(
        tuple(f"{node}" for node in movers)
        for movers in combinations(sorted(G), len(known))
        if nx.is_directed_acyclic_graph(G.subgraph(set(G) - set(movers)))
    )


@given(theories(most=5))
@EXAMPLES
def test_the_longest_chain_is_the_path_through_most_knots(theory: Theory) -> None:
    waits = waits_for(theory)
    waits.remove_nodes_from(least_by_force(theory))
    knot = {fund: i for i, funds in enumerate(nx.strongly_connected_components(waits)) for fund in funds}
    lengths = dict.fromkeys((c.key for c in theory), 0)
    for start, end in product(waits, repeat=2):
        for path in nx.all_simple_paths(waits, start, end):
            lengths[start] = max(lengths[start], len({knot[fund] for fund in path}) - 1)
    assert longest_chains(theory) == lengths


def completions(theory: Theory) -> Iterator[Theory]:
    """Yield the commitments with what is unknown filled in, in several ways each."""
    keys = [c.key for c in theory]

    def known(c: Commitment) -> list[Commitment]:
        amounts = [c.amount] if c.amount is not None else [0.0, 0.2, 1e6]
        if not c.is_vague:
            return [replace(c, amount=amount) for amount in amounts]
        terms = [("refused", None), ("committed", None), ("open", None), ("conditional", Condition.any_of(*keys))]
        return [Commitment(c.key, amount, *term) for amount in amounts for term in terms]

    return product(*map(known, theory))


@given(theories(most=4, unknown=True))
@EXAMPLES
def test_an_outcome_is_known_exactly_if_no_completion_changes_it(theory: Theory) -> None:
    assume(sum(c.is_vague or c.amount is None for c in theory) in (1, 2, 3))
    worlds = list(completions(theory))
    for fixpoint in (least_fixpoint, greatest_fixpoint):
        for key, outcome in outcomes(fixpoint, theory).items():
            seen = {key in fixpoint(world) for world in worlds}
            assert seen == ({True, False} if outcome is None else {outcome})


@given(theories(most=4, unknown=True))
@EXAMPLES
def test_a_settled_answer_holds_in_every_completion(theory: Theory) -> None:
    assume(sum(c.is_vague or c.amount is None for c in theory) in (1, 2, 3))
    answer = settled(first_movers, theory)
    chains = longest_chains(theory)
    held = holds(best_case(theory))
    for world in completions(theory):
        assert answer is None or first_movers(world) == answer
        assert all(length in (None, longest_chains(world)[key]) for key, length in chains.items())
        assert all(held[key] <= others for key, others in holds(world).items())


def test_two_funds_that_wait_for_each_other() -> None:
    theory = [wait("a", Condition.all_of("b")), wait("b", Condition.all_of("a"))]
    assert circles(theory) == (("a", "b"),)
    assert least_fixpoint(theory) == frozenset()
    assert greatest_fixpoint(theory) == {"a", "b"}
    assert list(first_movers(theory).sets()) == [("a",), ("b",)]


def test_an_undecided_fund_may_move_first_but_is_never_released_by_others() -> None:
    theory = [Commitment("a", 1, "open"), wait("b", Condition.all_of("a"))]
    assert least_fixpoint(theory) == frozenset()
    assert list(first_movers(theory).sets()) == [("a",)]


def test_who_waits_for_a_refused_fund_is_not_asked_to_move() -> None:
    theory = [
        Commitment("r", 1, "refused"),
        wait("a", Condition.all_of("r", "b")),
        wait("b", Condition.all_of("a")),
    ]
    assert greatest_fixpoint(theory) == frozenset()
    assert circles(theory) == (("a", "b"),)
    assert list(first_movers(theory).sets()) == [()]
    assert first_movers(theory).size == 0


def test_choices_of_separate_circles_multiply_without_being_listed() -> None:
    pairs = [(f"{i}a", f"{i}b") for i in range(40)]
    theory = [wait(u, Condition.all_of(v)) for pair in pairs for u, v in (pair, pair[::-1])]
    found = first_movers(theory)
    assert (found.size, found.number, found.exact) == (40, 2**40, True)
    assert next(found.sets()) == tuple(sorted(a for a, _ in pairs))


def test_a_knot_of_a_dozen_funds_with_half_of_the_others_each_is_searched_exactly() -> None:
    keys = "abcdefghijkl"
    theory = [wait(key, Condition.at_least(6, *(other for other in keys if other != key))) for key in keys]
    found = first_movers(theory)
    assert (found.exact, found.size, found.number) == (True, 6, 924)


def test_cents_add_up_in_any_order() -> None:
    parts = [Commitment(f"f{i}", 0.29, "committed") for i in range(10)]
    enough = wait("a", Condition.at_least_amount(2.9, *(c.key for c in parts)))
    too_much = wait("b", Condition.at_least_amount(2.91, *(c.key for c in parts)))
    assert least_fixpoint([*parts, enough, too_much]) == {c.key for c in parts} | {"a"}


def test_chains_count_links_and_a_circle_is_one() -> None:
    theory = [
        Commitment("open", 1, "open"),
        wait("u", Condition.all_of("open")),
        wait("v", Condition.any_of("u", "free")),
        wait("w", Condition.all_of("v", "x")),
        wait("x", Condition.all_of("w")),
        wait("y", Condition.all_of("x")),
        Commitment("free", 1, "committed"),
        wait("z", Condition.all_of("vague", "open")),
        Commitment("vague", 1),
    ]
    chains = longest_chains(theory)
    assert chains == {"open": 0, "u": 1, "v": 0, "w": 0, "x": 0, "y": 1, "free": 0, "z": None, "vague": None}
    assert holds(theory)["open"] == {"u", "z"}


def test_an_empty_theory_has_nothing_to_say() -> None:
    assert least_fixpoint([]) == greatest_fixpoint([]) == frozenset()
    assert circles([]) == release_order([]) == ()
    assert longest_chains([]) == holds([]) == {}
    assert list(first_movers([]).sets()) == [()]


def test_what_is_committed_or_refused_waits_for_nothing() -> None:
    with pytest.raises(ValueError, match="waits for nothing"):
        Commitment("a", 1, "committed", Condition.all_of("b"))
    with pytest.raises(ValueError, match="a count or"):
        Condition(frozenset("a"))


def test_every_form_of_condition_is_read_from_the_graph() -> None:
    def fund(name: str, theme: str, **more: object) -> dict[str, object]:
        return {"key": f"fund:{name}", "name": name, "owner": "partner:p", "theme": f"theme:{theme}", **more}

    data = {
        "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
        "partners": [{"key": "partner:p", "name": "P"}],
        "themes": [{"key": "theme:s", "name": "S"}, {"key": "theme:t", "name": "T"}],
        "funds": [
            fund("a", "s", amount="EUR 100.50", status="conditional", condition={"all_of": ["fund:b", "fund:c"]}),
            fund("b", "s", condition={"any_of": ["fund:a", "fund:c"]}),
            fund("c", "s", status="open", condition={"at_least_k": 1, "of": ["fund:a", "fund:b"]}),
            fund("d", "t", condition={"at_least_amount": "EUR 1000.50", "of": ["fund:a"]}),
            fund("e", "s", condition={"at_least_amount": "EUR 2000"}),
            fund("f", "s", status="refused"),
        ],
    }
    G = to_graph(read(Document(data, "<test>")))
    a, b, c, d, e, f = commitments(G)
    assert a == Commitment("fund:a", 100.5, "conditional", Condition.all_of("fund:b", "fund:c"))
    assert b == Commitment("fund:b", None, None, Condition.any_of("fund:a", "fund:c"))
    assert c == Commitment("fund:c", None, "open", Condition.at_least(1, "fund:a", "fund:b"))
    assert d.condition == Condition.at_least_amount(1000.5, "fund:a")
    assert e.condition == Condition.at_least_amount(2000.0, "fund:a", "fund:b", "fund:c", "fund:f")
    assert f == Commitment("fund:f", None, "refused")
    waits = {(u.removeprefix("fund:"), v.removeprefix("fund:")) for u, v in waits_for([a, b, c, d, e, f]).edges}
    assert waits == {tuple(pair) for pair in "ab ac ba bc ca cb da ea eb ec ef".split()}
