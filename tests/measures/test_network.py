"""Graph theory against oracles that are not ours: igraph, and values that were published."""

import random

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.regions import graph, partners, persons, ties
from regiokompas.measures.direction import person_dependence
from regiokompas.measures.interplay import contact_network, partner_contact
from regiokompas.measures.network import (
    betweenness_centralisation,
    contacts,
    degree_centralisation,
    partner_contacts,
    what_is_cut_off,
)
from regiokompas.measures.scale import partner_dependence

CLASSICS = {
    "florentine": nx.florentine_families_graph(),
    "karate": nx.karate_club_graph(),
    "kite": nx.krackhardt_kite_graph(),
    "women": nx.davis_southern_women_graph(),
}


def as_partners(G: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(G, {node: f"partner:{node}" for node in G})


@pytest.mark.parametrize("name", CLASSICS)
def test_who_cuts_partners_off_are_the_articulation_points_that_igraph_finds(name: str) -> None:
    G = as_partners(CLASSICS[name])
    oracle = igraph.Graph.from_networkx(G)
    expected = {oracle.vs[n]["_nx_name"] for n in oracle.articulation_points()}
    assert {node for node in G if what_is_cut_off(G, node)} == expected


@given(st.integers(2, 25), st.floats(0.02, 0.3), st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_on_random_graphs_too(n: int, p: float, seed: int) -> None:
    G = as_partners(nx.gnp_random_graph(n, p, seed=seed))
    oracle = igraph.Graph.from_networkx(G)
    expected = {oracle.vs[k]["_nx_name"] for k in oracle.articulation_points()}
    assert {node for node in G if what_is_cut_off(G, node)} == expected


@pytest.mark.parametrize("name", CLASSICS)
def test_what_is_cut_off_is_what_igraph_leaves_outside_the_largest_part(name: str) -> None:
    G = as_partners(CLASSICS[name])
    for node in G:
        oracle = igraph.Graph.from_networkx(G.subgraph(set(G) - {node}))
        parts = sorted(map(len, oracle.connected_components()), reverse=True)
        assert len(what_is_cut_off(G, node)) == sum(parts[1:])


def test_centralisation_is_one_in_a_star_and_zero_in_a_circle() -> None:
    """Freeman 1979: the star is the most centralised graph, the circle is not centralised at all."""
    for n in (4, 7, 12):
        star, circle = nx.star_graph(n - 1), nx.cycle_graph(n)
        assert degree_centralisation(star) == betweenness_centralisation(star) == 1.0
        assert degree_centralisation(circle) == betweenness_centralisation(circle) == 0.0


@pytest.mark.parametrize("name", CLASSICS)
def test_the_betweenness_we_build_on_is_igraphs(name: str) -> None:
    G = CLASSICS[name]
    oracle = igraph.Graph.from_networkx(G)
    scale = (len(G) - 1) * (len(G) - 2) / 2
    expected = {v["_nx_name"]: b / scale for v, b in zip(oracle.vs, oracle.betweenness(), strict=True)}
    assert nx.betweenness_centrality(G) == pytest.approx(expected)


def test_the_medici_are_the_bridge_of_florence() -> None:
    """Padgett and Ansell 1993: the Medici stand between the other families, and without them one is cut off."""
    G = as_partners(CLASSICS["florentine"])
    betweenness = nx.betweenness_centrality(G)
    assert max(betweenness, key=lambda family: betweenness[family]) == "partner:Medici"
    assert "partner:Acciaiuoli" in what_is_cut_off(G, "partner:Medici")


BRIDGE = {
    "partners": partners("abc"),
    "persons": persons(u="a", v="b", w="c", x="b"),
    "relations": ties("person", "uv", "vw"),
}


def test_one_who_holds_it_together_is_seen_with_what_is_lost() -> None:
    rows = {row.person: row for row in person_dependence(graph(**BRIDGE))}
    bridge = rows["person:v"]
    assert bridge.articulation
    assert bridge.cut_off_count == 2
    assert bridge.relation_share == 1.0
    assert not rows["person:x"].articulation
    assert rows["person:u"].cut_off == ("partner:a",)
    (network,) = contact_network(graph(**BRIDGE))
    assert (network.components, network.articulation_persons) == (1, 3)


def test_a_partner_between_two_others_is_a_bridge_and_each_has_one_contact() -> None:
    G = graph(**BRIDGE)
    assert sorted(map(sorted, partner_contacts(G).edges)) == [["partner:a", "partner:b"], ["partner:b", "partner:c"]]
    rows = {row.partner: row for row in partner_dependence(G)}
    assert (rows["partner:b"].articulation, rows["partner:b"].cut_off) == (True, ("partner:c",))
    assert rows["partner:b"].contact_share == 1.0
    only = {row.partner: row.only_contact for row in partner_contact(G)}
    assert only == {"partner:a": "person:u", "partner:b": "person:v", "partner:c": "person:w"}


def test_a_relation_that_never_happens_is_no_contact() -> None:
    never = {**BRIDGE, "relations": ties("person", "uv", "vw", frequency="never")}
    assert partner_contacts(graph(**never)).number_of_edges() == 0
    assert all(row.isolated for row in partner_contact(graph(**never)))


homes = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8)


@given(homes, st.integers(0, 10**6))
@settings(max_examples=80, deadline=None)
def test_adding_a_deputy_never_makes_dependence_worse(employers: list[str], seed: int) -> None:
    rng = random.Random(seed)
    people = persons(**{chr(ord("p") + n): home for n, home in enumerate(employers)})
    pairs = [
        f"{a['key'][-1]}{b['key'][-1]}" for a in people for b in people if a["key"] < b["key"] and rng.random() < 0.4
    ]
    base = {"partners": partners("abcd"), "relations": ties("person", *pairs)}
    before = {row.person: row for row in person_dependence(graph(**base, persons=people))}
    deputised = [{**person, "deputies": [p["key"] for p in people if p is not person][:1]} for person in people]
    for row in person_dependence(graph(**base, persons=deputised)):
        assert row.cut_off_count <= before[row.person].cut_off_count
        assert (row.relation_share or 0) <= (before[row.person].relation_share or 0)
        assert (row.deputies or 0) >= (before[row.person].deputies or 0)


@given(homes, st.integers(0, 10**6))
@settings(max_examples=80, deadline=None)
def test_adding_a_contact_never_leaves_fewer_in_touch(employers: list[str], seed: int) -> None:
    rng = random.Random(seed)
    people = persons(**{chr(ord("p") + n): home for n, home in enumerate(employers)})
    all_pairs = [f"{a['key'][-1]}{b['key'][-1]}" for a in people for b in people if a["key"] < b["key"]]
    few = [pair for pair in all_pairs if rng.random() < 0.3]
    more = few + [pair for pair in all_pairs if pair not in few and rng.random() < 0.3]

    def components(pairs: list[str]) -> int:
        G = graph(partners=partners("abcd"), persons=people, relations=ties("person", *pairs))
        return nx.number_connected_components(contacts(G))

    assert components(more) <= components(few)
