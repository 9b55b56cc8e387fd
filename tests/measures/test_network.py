"""Graph theory against oracles that are not ours: igraph, published values, and all ways to fill in what is unknown."""

import dataclasses
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from measures.regions import graph, partners, persons, ties
from regiokompas.measures.base import Graph
from regiokompas.measures.direction import person_dependence
from regiokompas.measures.interplay import contact_network, partner_contact
from regiokompas.measures.network import (
    betweenness_centralisation,
    contacts,
    degree_centralisation,
    losses,
    partner_contacts,
    person_contacts,
    unplaced,
    what_is_cut_off,
)
from regiokompas.measures.scale import partner_dependence

CLASSICS = {
    "florentine": nx.florentine_families_graph(),
    "karate": nx.karate_club_graph(),
    "kite": nx.krackhardt_kite_graph(),
    "women": nx.davis_southern_women_graph(),
}
EXAMPLES = settings(max_examples=150, deadline=None)

classics = pytest.mark.parametrize("name", CLASSICS)
random_graphs = st.builds(nx.gnp_random_graph, st.integers(3, 25), st.floats(0.02, 0.4), seed=st.integers(0, 10**6))


def as_partners(G: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(G, {node: f"partner:{node}" for node in G})


def articulation_points(G: nx.Graph) -> set[str]:
    oracle = igraph.Graph.from_networkx(G)
    return {oracle.vs[n]["_nx_name"] for n in oracle.articulation_points()}


def freeman(centrality: list[float], greatest: float) -> float:
    return sum(max(centrality) - value for value in centrality) / greatest


@classics
def test_who_cuts_partners_off_are_the_articulation_points_that_igraph_finds(name: str) -> None:
    G = as_partners(CLASSICS[name])
    assert {node for node in G if what_is_cut_off(G, node)} == articulation_points(G)


@given(random_graphs)
@EXAMPLES
def test_so_they_are_in_random_graphs(G: nx.Graph) -> None:
    G = as_partners(G)
    lost = losses(G, frozenset())
    assert {node for node in G if lost[node]} == articulation_points(G)
    assert lost == {node: what_is_cut_off(G, node) for node in G}


@classics
def test_what_is_cut_off_is_what_igraph_leaves_outside_the_largest_part(name: str) -> None:
    G = as_partners(CLASSICS[name])
    for node in G:
        oracle = igraph.Graph.from_networkx(G.subgraph(set(G) - {node}))
        parts = sorted(map(len, oracle.connected_components()), reverse=True)
        assert len(what_is_cut_off(G, node)) == sum(parts[1:])


@pytest.mark.parametrize("n", [3, 4, 7, 12])
def test_centralisation_is_one_in_a_star_and_zero_where_all_are_alike(n: int) -> None:
    """Freeman 1979: the star is the most centralised graph; circle and complete graph are not centralised at all."""
    star = nx.star_graph(n - 1)
    assert degree_centralisation(star) == betweenness_centralisation(star) == 1.0
    for alike in (nx.cycle_graph(n), nx.complete_graph(n), nx.empty_graph(n)):
        assert degree_centralisation(alike) == betweenness_centralisation(alike) == 0.0


@pytest.mark.parametrize("n", [0, 1, 2])
def test_below_three_there_is_nothing_to_centralise(n: int) -> None:
    G = nx.complete_graph(n)
    assert degree_centralisation(G) is betweenness_centralisation(G) is None


def check_centralisation(G: nx.Graph) -> None:
    oracle, n = igraph.Graph.from_networkx(G), len(G)
    pairs = (n - 1) * (n - 2) / 2
    betweenness = [value / pairs for value in oracle.betweenness()]
    assert degree_centralisation(G) == pytest.approx(freeman(oracle.degree(), (n - 1) * (n - 2)), abs=6e-5)
    assert betweenness_centralisation(G) == pytest.approx(freeman(betweenness, n - 1), abs=6e-5)


@classics
def test_centralisation_is_that_of_the_centrality_that_igraph_computes(name: str) -> None:
    check_centralisation(CLASSICS[name])


@given(random_graphs)
@EXAMPLES
def test_so_it_is_in_random_graphs(G: nx.Graph) -> None:
    check_centralisation(G)


def test_without_the_medici_florence_falls_apart() -> None:
    """Padgett and Ansell 1993: the Medici stand between the other families."""
    G = as_partners(CLASSICS["florentine"])
    assert what_is_cut_off(G, "partner:Medici") == ("partner:Acciaiuoli", "partner:Pazzi", "partner:Salviati")


def test_the_larger_part_goes_on_and_of_equal_parts_the_first() -> None:
    middle = nx.relabel_nodes(nx.path_graph(5), dict(enumerate(f"partner:{name}" for name in "zyxba")))
    assert what_is_cut_off(middle, "partner:x") == ("partner:y", "partner:z")
    assert what_is_cut_off(middle, "partner:b") == ("partner:a",)


def test_a_part_without_partners_is_no_loss_and_a_group_apart_is_judged_by_itself() -> None:
    G = nx.Graph(
        [("partner:a", "person:x"), ("person:x", "person:y"), ("partner:b", "person:v"), ("person:v", "partner:c")]
    )
    assert what_is_cut_off(G, "person:x") == ()
    assert what_is_cut_off(G, "person:v") == ("partner:c",)


def test_who_is_in_contact_with_whom() -> None:
    hired = {"key": "person:i", "function": "hired", "employer": "none"}
    unknown = {"key": "person:u", "function": "unknown"}
    G = graph(
        partners=partners("abcd"),
        persons=[*persons(x="a", y="b", z="b"), hired, unknown],
        relations=[
            *ties("person", "xy", "yz", "ix", frequency="weekly"),
            *ties("person", "yx", "uz", frequency="never"),
            *ties("partner", "ca"),
            *ties("partner", "cb", frequency="never"),
        ],
    )
    assert contacts_of(person_contacts(G)) == {"ix", "xy", "yz"}
    assert contacts_of(contacts(G)) == {"ax", "by", "bz", "ix", "xy", "yz"}
    assert contacts_of(partner_contacts(G)) == {"ab", "ac", "ai"}
    assert set(partner_contacts(G)) == {"partner:a", "partner:b", "partner:c", "partner:d", "person:i"}


def contacts_of(network: nx.Graph) -> set[str]:
    return {"".join(sorted(key[-1] for key in pair)) for pair in network.edges}


def test_one_side_that_says_never_does_not_undo_what_the_other_says() -> None:
    relations = [*ties("partner", "ab", frequency="never"), *ties("partner", "ba", frequency="yearly")]
    assert contacts_of(partner_contacts(graph(partners=partners("ab"), relations=relations))) == {"ab"}


PEOPLE = "uvwxyz"


@st.composite
def regions(draw: st.DrawFn, homes: tuple[str | None, ...] = ("a", "b", "c", "d", "none")) -> dict[str, Any]:
    """Draw partners a to d, some persons who work for one of these homes, and who is in contact with whom."""
    names = PEOPLE[: draw(st.integers(1, len(PEOPLE)))]
    known = {name: draw(st.sampled_from(homes)) for name in names}
    pairs = ["".join(pair) for pair in combinations(names, 2)]
    tied = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return {
        "partners": partners("abcd"),
        "persons": [person(name, employer) for name, employer in known.items()],
        "relations": ties("person", *tied),
    }


def person(name: str, employer: str | None) -> dict[str, Any]:
    known = {} if employer is None else {"employer": employer if employer == "none" else f"partner:{employer}"}
    return {"key": f"person:{name}", "function": name, **known}


def completions(region: dict[str, Any]) -> Iterator[Graph]:
    """Yield the region in every way to say for whom the persons work of whom it is unknown."""
    known = [item for item in region["persons"] if "employer" in item]
    names = [item["function"] for item in region["persons"] if "employer" not in item]
    for employers in product(["a", "b", "c", "d", "none"], repeat=len(names)):
        yield graph(**{**region, "persons": [*known, *map(person, names, employers)]})


@given(regions(homes=("a", "b", "c", "d", None, "none")))
@settings(max_examples=60, deadline=None)
def test_what_is_known_of_losses_holds_for_whomever_the_others_work(region: dict[str, Any]) -> None:
    G = graph(**region)
    assume(1 <= len(unplaced(G)) <= 2)
    cases = list(completions(region))
    for measure in (person_dependence, partner_dependence, partner_contact, contact_network):
        for row, *others in zip(measure(G), *map(measure, cases), strict=True):
            for column, known in dataclasses.asdict(row).items():
                if known is not None:
                    assert {getattr(other, column) for other in others} == {known}, (measure, column)


@given(regions())
@EXAMPLES
def test_a_deputy_never_makes_one_depend_more(region: dict[str, Any]) -> None:
    before = person_dependence(graph(**region))
    names = [item["key"] for item in region["persons"]]
    deputised = [{**item, "deputies": [key for key in names if key != item["key"]]} for item in region["persons"]]
    for one, other in zip(before, person_dependence(graph(**{**region, "persons": deputised})), strict=True):
        assert dataclasses.replace(other, deputies=None) == one
        assert other.deputies == len(names) - 1


@given(random_graphs, st.integers(0, 10**6), st.data())
@EXAMPLES
def test_where_all_are_connected_a_contact_more_cuts_off_no_more(G: nx.Graph, seed: int, data: st.DataObject) -> None:
    """Where all are not, it can: the contact may be the first bridge to somebody."""
    G.add_edges_from(nx.random_labeled_tree(len(G), seed=seed).edges)
    before = nx.relabel_nodes(G, {node: f"{('partner', 'person')[node % 2]}:{node}" for node in G})
    after = before.copy()
    after.add_edge(*data.draw(st.sampled_from(list(combinations(before, 2)))))
    for node in before:
        assert len(what_is_cut_off(after, node)) <= len(what_is_cut_off(before, node))


@given(regions(), st.data())
@EXAMPLES
def test_a_contact_more_never_makes_more_groups_or_fewer_contacts(region: dict[str, Any], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(region["relations"]), unique_by=str)) if region["relations"] else []
    few, many = graph(**{**region, "relations": kept}), graph(**region)
    (less,), (more,) = contact_network(few), contact_network(many)
    assert more.components <= less.components
    assert (more.density or 0) >= (less.density or 0)
    for one, other in zip(partner_contact(few), partner_contact(many), strict=True):
        assert (other.contacts, other.reached, not other.isolated) >= (one.contacts, one.reached, not one.isolated)
