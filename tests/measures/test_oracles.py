"""Our measures on classic networks and random ones, against igraph and against what others published."""

from itertools import combinations
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from measures.regions import graph
from regiokompas.changes import apply, loses_relation
from regiokompas.io.document import Document
from regiokompas.measures.base import Graph
from regiokompas.measures.commitments import Commitment, Condition
from regiokompas.measures.direction import person_dependence
from regiokompas.measures.interplay import bridging, contact_network
from regiokompas.measures.scale import partner_dependence
from regiokompas.measures.standstill import circles, first_movers
from regiokompas.measures.trust import trust
from regiokompas.model import read
from regiokompas.scenarios.falling_apart import falls_apart

CLASSICS = {
    "florentine": nx.florentine_families_graph(),
    "karate": nx.karate_club_graph(),
    "kite": nx.krackhardt_kite_graph(),
    "women": nx.davis_southern_women_graph(),
}
EXAMPLES = settings(max_examples=100, deadline=None)

classics = pytest.mark.parametrize("name", CLASSICS)
random_graphs = st.builds(nx.gnp_random_graph, st.integers(3, 14), st.floats(0.05, 0.4), seed=st.integers(0, 10**6))
random_digraphs = st.builds(
    nx.gnp_random_graph, st.integers(2, 9), st.floats(0.1, 0.6), seed=st.integers(0, 10**6), directed=st.just(True)
)


def numbered(G: nx.Graph) -> nx.Graph:
    return nx.convert_node_labels_to_integers(G, ordering="sorted")


def acquainted(G: nx.Graph) -> Any:
    """Return persons who work for no partner: the nodes, in contact along the edges."""
    G = numbered(G)
    persons = [{"key": f"person:{n}", "function": str(n), "employer": "none"} for n in G]
    relations = [{"from": f"person:{a}", "to": f"person:{b}", "frequency": "monthly"} for a, b in G.edges]
    return graph(persons=persons, relations=relations)


def network(G: nx.Graph) -> Any:
    (row,) = contact_network(acquainted(G))
    return row


def centralisation(G: nx.Graph) -> float | None:
    (row,) = bridging(acquainted(G))
    return row.centralisation


def partnership_of(G: nx.Graph) -> dict[str, Any]:
    """Return the sections of a partnership whose partners are the nodes, in contact along the edges."""
    G = numbered(G)
    return {
        "partners": [{"key": f"partner:{n}", "name": str(n)} for n in G],
        "persons": [],
        "relations": [{"from": f"partner:{a}", "to": f"partner:{b}", "frequency": "monthly"} for a, b in G.edges],
    }


def cut_off(G: nx.Graph) -> dict[str, tuple[str, ...]]:
    """Return which partners the others lose contact with when one leaves, where there are any."""
    rows = partner_dependence(graph(**partnership_of(G)))
    return {row.partner: row.cut_off for row in rows if row.cut_off}


def freeman_betweenness(oracle: igraph.Graph) -> float:
    n, values = oracle.vcount(), oracle.betweenness()
    return sum(max(values) - value for value in values) / ((n - 1) ** 2 * (n - 2) / 2)


def test_the_medici_lie_between_the_families_as_published() -> None:
    """Padgett & Ansell 1993, as in Wasserman & Faust 1994: betweenness 47.5 in marriage, the highest of all."""
    G = CLASSICS["florentine"]
    oracle = igraph.Graph.from_networkx(G)
    betweenness = dict(zip(oracle.vs["_nx_name"], oracle.betweenness(), strict=True))
    assert max(betweenness, key=betweenness.__getitem__) == "Medici"
    assert betweenness["Medici"] == pytest.approx(47.5)
    largest_gap = sum(47.5 - value for value in betweenness.values()) / (14**2 * 13 / 2)
    assert centralisation(G) == pytest.approx(largest_gap, abs=1e-4)


def test_in_the_kite_one_lies_between_and_two_would_cut_it() -> None:
    """Krackhardt 1990: Heather has the highest betweenness (14 of 36); without her or Ike the tail comes off."""
    assert cut_off(CLASSICS["kite"]) == {"partner:7": ("partner:8", "partner:9"), "partner:8": ("partner:9",)}
    oracle = igraph.Graph.from_networkx(CLASSICS["kite"])
    assert max(oracle.betweenness()) == pytest.approx(14)
    assert centralisation(CLASSICS["kite"]) == pytest.approx(freeman_betweenness(oracle), abs=1e-4)


def test_the_karate_club_hangs_on_its_instructor() -> None:
    """Zachary 1977: without the instructor one member knows nobody, and five have only each other."""
    lost = ("partner:10", "partner:11", "partner:16", "partner:4", "partner:5", "partner:6")
    assert cut_off(CLASSICS["karate"]) == {"partner:0": lost}


def test_the_southern_women_hang_together() -> None:
    """Davis, Gardner & Gardner 1941: 18 women, 14 events and 89 attendances are one component that nobody holds."""
    row = network(CLASSICS["women"])
    assert row.components == 1
    assert row.density == pytest.approx(89 / (32 * 31 / 2), abs=1e-4)
    assert not cut_off(CLASSICS["women"])


@classics
def test_networks_of_contacts_are_as_igraph_measures_them(name: str) -> None:
    check_network(CLASSICS[name])


@given(random_graphs)
@EXAMPLES
def test_so_they_are_at_random(G: nx.Graph) -> None:
    check_network(G)


def check_network(G: nx.Graph) -> None:
    oracle, row = igraph.Graph.from_networkx(numbered(G)), network(G)
    assert row.components == len(oracle.connected_components())
    assert row.density == pytest.approx(oracle.density(), abs=1e-4)
    assert centralisation(G) == pytest.approx(freeman_betweenness(oracle), abs=1e-4)
    assert set(cut_off(G)) == {f"partner:{oracle.vs[n]['_nx_name']}" for n in oracle.articulation_points()}


@classics
@pytest.mark.parametrize("houses", [2, 5, 9])
def test_persons_cut_partners_off_as_igraph_says_of_a_classic(name: str, houses: int) -> None:
    check_persons(CLASSICS[name], houses)


@given(random_graphs, st.integers(2, 14))
@EXAMPLES
def test_so_they_do_at_random(G: nx.Graph, houses: int) -> None:
    check_persons(G, houses)


def check_persons(G: nx.Graph, houses: int) -> None:
    """Every third person works for nobody, the others for one of the partners in turn."""
    G = numbered(G)
    employer = {n: f"partner:{n % houses}" for n in G if n % 3}
    region = graph(
        partners=[{"key": f"partner:{n}", "name": str(n)} for n in range(houses)],
        persons=[{"key": f"person:{n}", "function": str(n), "employer": employer.get(n, "none")} for n in G],
        relations=[{"from": f"person:{a}", "to": f"person:{b}", "frequency": "monthly"} for a, b in G.edges],
    )
    ties = [(f"person:{a}", f"person:{b}") for a, b in G.edges] + [(f"person:{n}", e) for n, e in employer.items()]
    oracle = igraph.Graph()
    oracle.add_vertices([f"person:{n}" for n in G] + [f"partner:{n}" for n in range(houses)])
    oracle.add_edges(ties)
    lost = {f"person:{n}": partners_apart(oracle, f"person:{n}") for n in G}
    rows = list(person_dependence(region))
    assert {row.person: row.cut_off_count for row in rows} == lost
    assert {row.person for row in rows if row.articulation} == {person for person, number in lost.items() if number}
    (whole,) = contact_network(region)
    assert whole.articulation_persons == sum(map(bool, lost.values()))


def partners_apart(oracle: igraph.Graph, person: str) -> int:
    """Return how many partners of the group of a person are outside its largest part without that person."""
    group = oracle.induced_subgraph(oracle.subcomponent(person))
    group.delete_vertices(person)
    parts = [sum(v["name"].startswith("partner:") for v in part.vs) for part in group.decompose()]
    return sum(parts) - max(parts, default=0)


@given(random_graphs)
@EXAMPLES
def test_a_relation_cuts_partners_off_exactly_if_igraph_calls_it_a_bridge(G: nx.Graph) -> None:
    G = numbered(G.subgraph(max(nx.connected_components(G), key=len)))
    assume(len(G) > 2)  # of two that lose each other neither is the rest
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    partners = [{"key": f"partner:{n}", "name": str(n)} for n in G]
    persons = [{"key": f"person:{n}", "function": str(n), "employer": f"partner:{n}"} for n in G]
    relations = [{"from": f"person:{a}", "to": f"person:{b}", "frequency": "monthly"} for a, b in G.edges]
    sections = {"partners": partners, "persons": persons, "relations": relations}
    region = read(Document({"partnership": about, **sections}, "<test>"))
    oracle = igraph.Graph.from_networkx(G)
    bridges = {frozenset(oracle.vs[n]["_nx_name"] for n in oracle.es[edge].tuple) for edge in oracle.bridges()}
    for a, b in G.edges:
        changed = apply(region, [loses_relation(f"person:{a}", f"person:{b}")])
        losses = [loss for loss in falls_apart(region, changed, "en") if loss.kind == "partner-cut-off"]
        assert bool(losses) == (frozenset((a, b)) in bridges)


@given(random_digraphs)
@EXAMPLES
def test_who_trusts_alike_follows_from_the_reciprocity_of_igraph(D: nx.DiGraph) -> None:
    """Each trusts those it points at (4) and no others (2): a pair differs exactly if one arrow goes unanswered."""
    (row,) = trust(trusting(D, yes=4, no=2))
    oracle = igraph.Graph.from_networkx(D)
    answered = round(oracle.reciprocity() * D.number_of_edges()) if D.number_of_edges() else 0
    pairs = len(D) * (len(D) - 1) / 2
    assert row.mutual_share == pytest.approx(1 - (D.number_of_edges() - answered) / pairs, abs=1e-4)


@given(random_digraphs)
@EXAMPLES
def test_camps_are_the_components_of_mutual_trust_that_igraph_finds(D: nx.DiGraph) -> None:
    (row,) = trust(trusting(D, yes=4, no=2))
    mutual = igraph.Graph.from_networkx(D).as_undirected(mode="mutual")
    sizes = [len(part) for part in mutual.connected_components() if len(part) > 1]
    assert row.camps == max(1, len(sizes))
    assert len(row.smallest_camp or ()) == (min(sizes) if len(sizes) > 1 else 0)


def trusting(D: nx.DiGraph, *, yes: float, no: float) -> Graph:
    relations = [
        {"from": f"partner:{a}", "to": f"partner:{b}", "trust": yes if D.has_edge(a, b) else no}
        for a in D
        for b in D
        if a != b
    ]
    return graph(partners=[{"key": f"partner:{n}", "name": str(n)} for n in D], relations=relations)


def waiting(D: nx.DiGraph) -> list[Commitment]:
    """Return a fund for each node that waits for all it points at; one that waits for none is open."""
    return [
        Commitment(
            str(node),
            amount=1,
            status="conditional" if D.out_degree(node) else "open",
            condition=Condition.all_of(*map(str, D.successors(node))) if D.out_degree(node) else None,
        )
        for node in D
    ]


@given(random_digraphs)
@EXAMPLES
def test_the_smallest_sets_of_first_movers_are_the_feedback_vertex_sets_of_igraph(D: nx.DiGraph) -> None:
    D = nx.DiGraph([(a, b) for a, b in D.edges if D.out_degree(b)] or [(0, 1), (1, 0)])
    knots = [part for part in nx.strongly_connected_components(D) if len(part) > 1]
    D = nx.DiGraph(D.subgraph(set().union(*knots))) if knots else nx.DiGraph([(0, 1), (1, 0)])
    movers = first_movers(waiting(D))
    oracle = igraph.Graph.from_networkx(D)
    size = len(oracle.feedback_vertex_set())
    assert movers.size == size
    breaking = (c for c in combinations(D, size) if nx.is_directed_acyclic_graph(D.subgraph(set(D) - set(c))))
    assert sorted(movers.sets()) == sorted(tuple(sorted(map(str, chosen))) for chosen in breaking)


@given(random_digraphs)
@EXAMPLES
def test_circles_are_the_strong_components_of_igraph(D: nx.DiGraph) -> None:
    D = nx.DiGraph([(a, b) for a, b in D.edges]) if D.number_of_edges() else nx.DiGraph([(0, 1), (1, 0)])
    strong = igraph.Graph.from_networkx(D).connected_components(mode="strong")
    names = [tuple(sorted(str(list(D)[n]) for n in part)) for part in strong if len(part) > 1]
    assert sorted(circles(waiting(D))) == sorted(names)
