"""The graph holds everything the model knows, and gives it back."""

import random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from regiokompas.errors import InputError
from regiokompas.graph import from_graph, to_graph
from regiokompas.io.document import Document
from regiokompas.model import Partnership, read
from strategies import documents


def partnership(data: dict[str, Any]) -> Partnership:
    return read(Document(data, "<test>"))


@given(documents())
@settings(max_examples=150, deadline=None)
def test_there_and_back_loses_nothing(data: dict[str, Any]) -> None:
    before = partnership(data)
    assert from_graph(to_graph(before)) == before


@given(documents())
@settings(max_examples=100, deadline=None)
def test_plain_data_there_and_back_loses_nothing(data: dict[str, Any]) -> None:
    before = partnership(data)
    assert partnership(before.to_dict()) == before


@given(documents())
@settings(max_examples=50, deadline=None)
def test_the_order_of_nodes_and_edges_does_not_matter(data: dict[str, Any]) -> None:
    before = partnership(data)
    G = to_graph(before)
    shuffled = nx.MultiDiGraph(**G.graph)
    nodes, edges = list(G.nodes(data=True)), list(G.edges(keys=True, data=True))
    random.Random(7).shuffle(nodes)
    random.Random(8).shuffle(edges)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    assert from_graph(shuffled) == before


def own_graph() -> nx.MultiDiGraph:
    G = nx.MultiDiGraph()
    G.add_node("partnership:p", type="partnership", name="P", date="2026-11-23")
    G.add_node("partner:a", type="partner", name="A", budget=250000)
    G.add_node("person:x", type="person", function="director")
    return G


def test_a_graph_of_ones_own_may_give_references_as_edges_alone() -> None:
    G = own_graph()
    G.add_edge("person:x", "partner:a", type="employed_by")
    result = from_graph(G)
    assert result.persons is not None
    assert result.persons[0].employer == "partner:a"
    assert result.partners is not None
    assert result.partners[0].budget is not None
    assert result.partners[0].budget.amount == 250000
    assert not result.is_known("funds")


def test_an_unknown_type_is_named_with_what_it_may_have_meant() -> None:
    G = own_graph()
    G.add_node("partner:b", type="partnr", name="B")
    with pytest.raises(InputError, match="did you mean partner\\?") as caught:
        from_graph(G)
    assert "node partner:b has the unknown type 'partnr'" in str(caught.value)


def test_all_wrong_types_are_reported_at_once() -> None:
    G = own_graph()
    G.add_node("x")
    G.add_edge("partner:a", "person:x", type="likes")
    with pytest.raises(InputError) as caught:
        from_graph(G)
    assert len(caught.value.problems) == 2


def test_a_graph_of_ones_own_need_not_allow_parallel_edges() -> None:
    G = nx.DiGraph()
    G.add_node("partnership:p", type="partnership", name="P", date="2026-11-23")
    G.add_node("partner:a", type="partner", name="Aa")
    G.add_node("partner:b", type="partner", name="Bee")
    G.add_edge("partner:a", "partner:b", type="relation", trust=4)
    [relation] = from_graph(G).relations or ()
    assert (relation.from_, relation.to, relation.trust) == ("partner:a", "partner:b", 4)


@pytest.mark.parametrize("G", [nx.karate_club_graph(), nx.MultiGraph()])
def test_an_undirected_graph_is_refused(G: Any) -> None:
    with pytest.raises(InputError, match="this graph is undirected"):
        from_graph(G)
