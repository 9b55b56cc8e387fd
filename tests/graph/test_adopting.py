"""Networks that were drawn in other programs, and what is taken for what."""

import json
from pathlib import Path
from typing import Any, get_args

import igraph
import networkx as nx
import pytest

from regiokompas.errors import InputError
from regiokompas.graph.adopting import adopted, meant
from regiokompas.graph.files import graphml
from regiokompas.loading import load
from regiokompas.model import ENTITIES, Partnership
from regiokompas.model.parties import PartnerKind

EXAMPLE = Path(__file__).parents[2] / "examples" / "rivierland.yaml"


def drawn(G: Any, *, type_: str = "type") -> Any:
    """Draw two municipalities and a province, with the partnership itself."""
    G.add_node("r", label="Regio", date="2026-11-23", **{type_: "Samenwerkingsverband"})
    G.add_node("n1", label="Gemeente Tiel", **{type_: "Gemeente"})
    G.add_node("n2", label="Buren", population=26_000, **{type_: "municipality"})
    G.add_node("n3", label="Gelderland", **{type_: "Provincie"})
    G.add_edge("n1", "n2", weight=2.0)
    G.add_edge("n2", "n3")
    return G


def pairs(region: Partnership) -> set[tuple[str, str]]:
    return {(relation.from_, relation.to) for relation in region.relations or ()}


def assert_taken(region: Partnership, *, both_ways: bool) -> None:
    found = {(partner.key, partner.kind) for partner in region.partners or ()}
    assert found == {
        ("partner:gemeente-tiel", "municipality"),
        ("partner:buren", "municipality"),
        ("partner:gelderland", "province"),
    }
    arrows = {("partner:gemeente-tiel", "partner:buren"), ("partner:buren", "partner:gelderland")}
    assert pairs(region) == arrows | ({(end, start) for start, end in arrows} if both_ways else set())
    (notice,) = [notice for notice in region.origin.notices if notice.code == "graph-of-others"]
    assert "Gemeente (1×) is gelezen als partner (gemeente)" in notice.text.nl
    assert "2 edges without a type were read as relations" in notice.text.en
    assert ("2 lines without a direction count both ways" in notice.text.en) == both_ways


@pytest.mark.parametrize("graph", [nx.DiGraph, nx.Graph, nx.MultiGraph])
@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json"])
def test_a_network_of_networkx_or_gephi_is_read(graph: type[Any], suffix: str, tmp_path: Path) -> None:
    G = drawn(graph())
    path = tmp_path / f"network{suffix}"
    if suffix == ".json":
        path.write_text(json.dumps(nx.node_link_data(G)), encoding="utf-8")
    else:
        (nx.write_graphml if suffix == ".graphml" else nx.write_gexf)(G, path)
    assert_taken(load(path), both_ways=not G.is_directed())


def test_a_network_of_igraph_is_read(tmp_path: Path) -> None:
    """It numbers nodes, and keeps their names as an attribute."""
    graph = igraph.Graph(
        edges=[(1, 2), (2, 3)],
        vertex_attrs={
            "name": ["Regio", "Gemeente Tiel", "Buren", "Gelderland"],
            "Type": ["Samenwerkingsverband", "Gemeente", "Gemeente", "Provincie"],
            "date": ["2026-11-23", "", "", ""],
        },
    )
    graph.write_graphml(str(tmp_path / "network.graphml"))
    region = load(tmp_path / "network.graphml")
    assert {partner.name.nl for partner in region.partners or ()} == {"Gemeente Tiel", "Buren", "Gelderland"}
    assert len(pairs(region)) == 4


def kumu(**more: Any) -> dict[str, Any]:
    def element(identity: str, label: str, type_: str, **attributes: Any) -> dict[str, Any]:
        return {"_id": identity, "attributes": {"label": label, "element type": type_, **attributes}}

    return {
        "elements": [
            element("elem-r", "Regio", "Partnership", date="2026-11-23"),
            element("elem-1", "Gemeente Tiel", "Gemeente"),
            element("elem-2", "Buren", "Municipality"),
            element("elem-3", "Gelderland", "Provincie", tags=["oost"]),
        ],
        "connections": [
            {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "directed", "attributes": {}},
            {"_id": "conn-2", "from": "elem-2", "to": "elem-3", "direction": "mutual"},
        ],
        **more,
    }


def test_a_map_of_kumu_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(kumu()), encoding="utf-8")
    region = load(path)
    assert pairs(region) == {
        ("partner:gemeente-tiel", "partner:buren"),
        ("partner:buren", "partner:gelderland"),
        ("partner:gelderland", "partner:buren"),
    }
    assert [notice.code for notice in region.origin.notices] == ["graph-of-others", "foreign-attribute"]


def test_a_map_of_kumu_as_one_writes_it_is_read() -> None:
    elements = [
        {"label": "Regio", "type": "Partnership", "date": "2026-11-23"},
        {"label": "Tiel", "type": "Gemeente"},
        {"label": "Zorg BV", "type": "Aanbieder"},
    ]
    region = load({"elements": elements, "connections": [{"from": "Tiel", "to": "Zorg BV", "type": "Relatie"}]})
    assert pairs(region) == {("partner:tiel", "partner:zorg-bv")}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"elements": 3}, "elements is a list"),
        ({"elements": [3]}, "one of the elements is no mapping"),
        ({"elements": [{"_id": "elem-1"}]}, "this element has no label"),
        ({"connections": [{"from": "elem-1", "to": "elem-9"}]}, "elem-9 is the end of a connection but no element"),
    ],
)
def test_a_map_of_kumu_that_is_amiss_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(kumu(**more))


def test_a_line_that_can_run_one_way_only_runs_that_way_and_another_is_refused() -> None:
    G = drawn(nx.MultiGraph())
    G.add_node("x", type="person", key="person:x", function="alderman")
    G.add_node("y", type="person", key="person:y", function="clerk")
    G.add_edge("n1", "x", type="employed_by")
    persons = {person.key: person for person in load(nx.node_link_data(G)).persons or ()}
    assert persons["person:x"].employer == "partner:gemeente-tiel"
    G.add_edge("x", "y", type="deputised_by")
    G.add_edge("n1", "n2", type="employed_by")
    with pytest.raises(InputError) as caught:
        load(nx.node_link_data(G))
    assert [problem.message for problem in caught.value.problems] == [
        "a employed_by does not join these two",
        "this line of type deputised_by has no direction",
    ]


def test_of_two_partners_with_one_name_each_has_a_key() -> None:
    G = drawn(nx.DiGraph())
    G.add_node("n4", label="Buren", type="Inwoners")
    keys = {partner.key for partner in load(nx.node_link_data(G)).partners or ()}
    assert {"partner:buren-n2", "partner:buren-n4"} < keys


def test_a_word_that_means_nothing_here_is_not_guessed_at() -> None:
    G = drawn(nx.DiGraph())
    G.add_node("n4", label="Iets", type="Klimop")
    G.add_node("n5", label="Anders", type="anders")
    G.add_edge("r", "n1")
    with pytest.raises(InputError) as caught:
        load(nx.node_link_data(G))
    assert [problem.message for problem in caught.value.problems] == [
        "edge partnership:regio → partner:gemeente-tiel has no type",
        "node n4 has the unknown type 'Klimop'",
        "node n5 has the unknown type 'anders'",
    ]


def test_every_kind_of_entity_and_of_partner_has_a_word() -> None:
    assert {meant(kind.KIND) for kind in ENTITIES.values()} == {(kind.KIND, None) for kind in ENTITIES.values()}
    kinds = set(get_args(PartnerKind)) - {"other"}
    assert {meant(kind) for kind in kinds} == {("partner", kind) for kind in kinds}


def test_our_own_graphs_pass_untouched() -> None:
    G = nx.parse_graphml(graphml(load(EXAMPLE)).decode(), edge_key_type=str, force_multigraph=True)
    assert adopted(G, "x") == (G, ())
