"""Graph files give back what they were given, whatever program they went through."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.errors import InputError
from regiokompas.graph.files import gexf, graphml, node_link
from regiokompas.graph.values import decode, encode
from regiokompas.io.document import Document
from regiokompas.loading import load
from regiokompas.model import ENTITIES, Partnership, read
from strategies import documents

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
WRITERS: dict[str, Callable[..., bytes]] = {".graphml": graphml, ".gexf": gexf, ".json": node_link}

each_format = pytest.mark.parametrize("suffix", WRITERS)


def partnership(data: dict[str, Any]) -> Partnership:
    return read(Document(data, "<test>"))


def written(content: bytes | str, suffix: str, folder: Path) -> Path:
    path = folder / f"region{suffix}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def small() -> Partnership:
    return partnership(
        {
            "partnership": {"key": "partnership:p", "name": {"nl": "Regio", "en": "Region"}, "date": "2026-11-23"},
            "partners": [
                {"key": "partner:a", "name": "A", "population": 5, "can_do_alone": False, "strengths": ["x", "y"]},
                {"key": "partner:b", "name": "B", "budget": "EUR 12.50", "joined": "2020-01-01"},
            ],
            "persons": [
                {"key": "person:x", "function": "director", "employer": "partner:a", "deputies": []},
                {"key": "person:y", "function": "clerk", "employer": "none"},
            ],
            "relations": [{"from": "partner:a", "to": "partner:b", "trust": 3}],
            "funds": [],
        }
    )


@each_format
@given(data=documents())
@settings(max_examples=100)
def test_there_and_back_loses_nothing(
    suffix: str, data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = partnership(data)
    path = written(WRITERS[suffix](before), suffix, tmp_path_factory.mktemp("graphs"))
    after = load(path)
    assert after == before
    assert [notice.text for notice in after.origin.notices] == [notice.text for notice in before.origin.notices]


@each_format
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_come_back_whole(suffix: str, example: Path, tmp_path: Path) -> None:
    before = load(example)
    content = WRITERS[suffix](before)
    assert load(written(content, suffix, tmp_path)) == before
    assert WRITERS[suffix](load(written(content, suffix, tmp_path))) == content


_LEAVES = st.text() | st.booleans() | st.integers(-(2**52), 2**52) | st.floats(allow_nan=False) | st.dates()


@given(st.text(max_size=20) | st.lists(st.text(max_size=9)) | st.dictionaries(st.sampled_from(["nl", "en"]), st.text()))
def test_a_text_or_list_is_the_same_after_xml(value: Any) -> None:
    encoded = encode(value)
    assert isinstance(encoded, str)
    xml = f"<a>{encoded.replace('&', '&amp;').replace('<', '&lt;')}</a>"
    assert decode(ENTITIES["partners"], "name", fromstring(xml).text) == value


@given(_LEAVES)
def test_a_value_is_encoded_as_text_or_number(value: Any) -> None:
    encoded = encode(value)
    assert type(encoded) in (str, int, float)
    assert encoded != ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (date(2026, 11, 23), "2026-11-23"),
        (("a", "b"), '["a", "b"]'),
        ({"nl": "ja", "en": "yes"}, '{"nl": "ja", "en": "yes"}'),
        ("[x]", '"[x]"'),
        (" x", '" x"'),
        ("", '""'),
        ("a\x00b", '"a\\u0000b"'),
        (3.5, 3.5),
    ],
)
def test_values_are_written_readably(value: Any, expected: Any) -> None:
    assert encode(value) == expected


def test_what_looks_like_json_and_is_none_stays_a_text() -> None:
    assert decode(ENTITIES["partners"], "name", "[concept] plan") == "[concept] plan"


# -- other programs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_igraph_reads_and_writes_it_and_nothing_is_lost(example: Path, tmp_path: Path) -> None:
    """igraph fills up what is missing and makes a number of every number; unknown stays unknown all the same."""
    before = load(example)
    path = written(graphml(before), ".graphml", tmp_path)
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    assert set(graph.vs["key"]) == {e.key for e in before.entities() if e.ENDPOINTS is None}
    graph.write_graphml(str(path))
    assert load(path) == before


def test_what_igraph_adds_is_left_out_and_said(tmp_path: Path) -> None:
    path = written(graphml(small()), ".graphml", tmp_path)
    graph = igraph.Graph.Read_GraphML(str(path))
    graph.vs["betweenness"] = graph.betweenness()
    graph.write_graphml(str(path))
    after = load(path)
    assert after == small()
    assert [notice.code for notice in after.origin.notices] == ["foreign-attribute"]
    assert "betweenness (5×)" in after.origin.notices[0].text.en


def test_networkx_reads_node_link_json_and_its_own_output_is_read() -> None:
    data = json.loads(node_link(small()))
    G = nx.node_link_graph(data)
    assert isinstance(G, nx.MultiDiGraph)
    assert load(nx.node_link_data(G)) == small()
    assert load({**{k: v for k, v in data.items() if k != "edges"}, "links": data["edges"]}) == small()


def test_gexf_of_gephi_is_read(tmp_path: Path) -> None:
    """Gephi writes GEXF 1.3, which the networkx of old does not know."""
    content = gexf(small()).replace(b"http://www.gexf.net/1.2draft", b"http://gexf.net/1.3")
    assert load(written(content, ".gexf", tmp_path)) == small()


def test_a_file_whose_identities_were_renumbered_is_read_by_its_keys(tmp_path: Path) -> None:
    """Cytoscape numbers nodes anew on export."""
    G = nx.convert_node_labels_to_integers(nx.parse_graphml(graphml(small()).decode(), force_multigraph=True))
    nx.write_graphml(G, tmp_path / "region.graphml")
    assert load(tmp_path / "region.graphml") == small()


def test_an_edge_that_is_drawn_or_deleted_counts(tmp_path: Path) -> None:
    G = nx.parse_graphml(graphml(small()).decode(), edge_key_type=str, force_multigraph=True)
    G.remove_edge("person:x", "partner:a")
    G.add_edge("person:y", "partner:b", category="employed_by")
    G.add_edge("person:x", "person:y", category="deputised_by")
    nx.write_graphml(G, tmp_path / "region.graphml")
    x, y = load(tmp_path / "region.graphml").persons or ()
    assert (x.employer, y.employer) == (None, "partner:b")
    assert x.deputies == ("person:y",)


# -- what is wrong ----------------------------------------------------------------------------------------------------------


def problems(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


def test_problems_name_file_and_node_or_edge(tmp_path: Path) -> None:
    G = nx.parse_graphml(graphml(small()).decode(), edge_key_type=str, force_multigraph=True)
    G.nodes["partner:a"]["population"] = -3
    G.nodes["partner:b"]["joined"] = "yesterday"
    G.edges["partner:a", "partner:b", "relation:partner:a>partner:b"]["trust"] = 9.0
    G.add_node("partner:c", category="partner")
    G.add_node("n1")
    nx.write_graphml(G, tmp_path / "region.graphml")
    assert "region.graphml: node n1 has no type" in problems(tmp_path / "region.graphml")
    G.remove_node("n1")
    nx.write_graphml(G, tmp_path / "region.graphml")
    said = problems(tmp_path / "region.graphml")
    assert "region.graphml:population of node partner:a: " in said
    assert "region.graphml:joined of node partner:b: not a day" in said
    assert "region.graphml:trust of edge partner:a → partner:b: " in said
    assert "region.graphml:node partner:c: this partner has no name" in said


def test_an_edge_that_contradicts_the_condition_of_a_fund_is_a_problem(tmp_path: Path) -> None:
    funds = [
        {"key": f"fund:{n}", "name": n, "owner": "partner:a", "theme": "theme:t", "status": "conditional"}
        for n in "abc"
    ]
    funds[0]["condition"] = {"all_of": ["fund:b"]}
    data = {**small().to_dict(), "themes": [{"key": "theme:t", "name": "T"}], "funds": funds}
    G = nx.node_link_graph(json.loads(node_link(partnership(data))))
    G.add_edge("fund:a", "fund:c", type="waits_for")
    path = written(json.dumps(nx.node_link_data(G)), ".json", tmp_path)
    assert "edge fund:a → fund:c: this edge waits_for says what fund:a does not" in problems(path)


def test_two_partnerships_in_one_graph_are_refused(tmp_path: Path) -> None:
    G = nx.node_link_graph(json.loads(node_link(small())))
    G.add_node("partnership:q", type="partnership", name="Q", date="2026-11-23")
    path = written(json.dumps(nx.node_link_data(G)), ".json", tmp_path)
    assert "there is a partnership already" in problems(path)


def test_a_graph_that_does_not_say_what_things_are_is_refused(tmp_path: Path) -> None:
    for suffix, write in ((".graphml", nx.write_graphml), (".gexf", nx.write_gexf)):
        write(nx.path_graph(3), tmp_path / f"region{suffix}")
        assert "node 0 has no type" in problems(tmp_path / f"region{suffix}")
    path = written(json.dumps(nx.node_link_data(nx.path_graph(3))), ".json", tmp_path)
    assert "node 0 has no type" in problems(path)


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BOMB, "declares entities"),
        ("<graphml", "this is not XML"),
        ("<other/>", "that can be read"),
        ("", "this is not XML"),
        ('<?xml version="1.0" encoding="martian"?><a/>', "cannot be decoded|not XML"),
    ],
)
def test_what_is_no_graph_is_refused_with_its_place(suffix: str, content: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=expected) as caught:
        load(written(content, suffix, tmp_path))
    assert f"region{suffix}" in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        {"nodes": 3, "edges": []},
        {"nodes": [3], "edges": []},
        {"nodes": [], "edges": [{"source": "a"}]},
        {"nodes": [{"id": ["x"]}], "links": []},
        {"nodes": [], "links": []},
    ],
)
def test_node_link_json_that_is_amiss_is_refused(data: Any, tmp_path: Path) -> None:
    assert "region.json" in problems(written(json.dumps(data), ".json", tmp_path))


def test_names_of_attributes_are_none_that_a_format_keeps_for_itself() -> None:
    """GEXF keeps some names for itself; an attribute of that name would be lost without a word."""
    kept = {"category", "label", "id", "pid", "start", "end", "viz", "spells", "slices", "parents", "sections"}
    for kind in ENTITIES.values():
        names = {info.alias or name for name, info in kind.model_fields.items()}
        assert not names & kept
        assert kind.ENDPOINTS is None or not names & {"weight", "type"}
