"""Graph files: GraphML, GEXF and node-link JSON, in and out, by the readers and writers of networkx.

The graph is that of :func:`regiokompas.graph.to_graph` with these differences, so that a file can be worked on in
another program and comes back whole:

- what a node or edge is stands in ``category`` in GraphML and GEXF, where ``type`` means directed or not;
- a node and an edge that is an entity bear their ``key``, since programs give identities of their own;
- a reference stands in its edge alone, so that an edge that is drawn or deleted counts. An attribute is left only where
  an edge cannot say it: that there is known to be nobody, and the condition of a fund;
- ``sections`` and ``incomplete`` are attributes of the partnership's node, since GEXF has none of the whole graph;
- a ``label`` is there to look at and is not read.

:mod:`regiokompas.graph.values` says how XML holds what is neither text nor number.
"""

from __future__ import annotations

import inspect
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

import networkx as nx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from regiokompas.errors import InputError, Problem, Source
from regiokompas.graph import ENTITY_TYPES, to_graph
from regiokompas.graph.incoming import WHOLE, partnership_of
from regiokompas.graph.kumu import is_kumu, kumu_graph
from regiokompas.graph.values import encode
from regiokompas.io.document import Document
from regiokompas.io.files import read_bytes
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.xml import Measured
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.references import reference_fields
from regiokompas.saying import Quoted, Said
from regiokompas.texts import Language

__all__ = [
    "gexf",
    "graphml",
    "is_kumu",
    "is_node_link",
    "node_link",
    "read_gexf",
    "read_graphml",
    "read_kumu",
    "read_node_link",
]

#: What networkx calls the list of edges in node-link JSON: a parameter that changed its name in networkx 3.4.
_EDGES = "edges"
_EDGES_PARAMETER = _EDGES if _EDGES in inspect.signature(nx.node_link_data).parameters else "link"


# -- out --------------------------------------------------------------------------------------------------------------


def graphml(partnership: Partnership, language: Language = "nl") -> bytes:
    """Return a partnership as GraphML, which Gephi, Cytoscape, yEd and igraph read.

    Parameters
    ----------
    partnership
        What is known of a region.
    language
        Language of the labels.
    """
    stream = io.BytesIO()
    nx.write_graphml_xml(_in_texts(_outgoing(partnership, language)), stream, encoding="utf-8")
    return stream.getvalue() + b"\n"


def gexf(partnership: Partnership, language: Language = "nl") -> bytes:
    """Return a partnership as GEXF, the form of Gephi; ``language`` is that of the labels."""
    G = _in_texts(_outgoing(partnership, language))
    for _, node in G.nodes(data=True):
        del node["key"]  # networkx renames it, and the identity of a node is kept by Gephi
    for _, _, key, edge in G.edges(keys=True, data=True):
        edge["id"] = key
    stream = io.BytesIO()
    nx.write_gexf(G, stream, encoding="utf-8")
    # networkx puts in the day of writing; the same input gives the same bytes.
    day = f'lastmodifieddate="{partnership.about.date.isoformat()}"'.encode()
    return re.sub(rb'lastmodifieddate="[^"]*"', day, stream.getvalue(), count=1) + b"\n"


def node_link(partnership: Partnership, language: Language = "nl") -> bytes:
    """Return a partnership as node-link JSON, as networkx and D3 read it; ``language`` is that of the labels."""
    data = nx.node_link_data(_outgoing(partnership, language), **{_EDGES_PARAMETER: _EDGES})
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False, default=lambda day: day.isoformat())
    return text.encode() + b"\n"


def _outgoing(partnership: Partnership, language: Language) -> nx.MultiDiGraph[str]:
    """Return the graph in the form that this module describes, with values as they are."""
    G = to_graph(partnership)
    H: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in sorted(G):
        data = dict(G.nodes[key])
        for name, reference in reference_fields(ENTITY_TYPES[data["type"]]).items():
            if any(edge["type"] == reference.edge for _, _, edge in G.out_edges(key, data=True)):
                data.pop(name)
        H.add_node(key, key=key, label=label(partnership, key, language), **data)
    H.nodes[partnership.about.key].update({name: G.graph[name] for name in WHOLE if name in G.graph})
    for start, end, key, data in sorted(G.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if data["type"] in ENTITY_TYPES:
            H.add_edge(start, end, key=key, **data)
        else:
            H.add_edge(start, end, key=f"{key}:{start}>{end}", **data)
    return H


def _in_texts(G: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Write every value as a text or number, and the type as ``category``."""
    H: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, data in G.nodes(data=True):
        H.add_node(key, **_with_category(data))
    for start, end, key, data in G.edges(keys=True, data=True):
        H.add_edge(start, end, key=key)
        H.edges[start, end, key].update({**_with_category(data), "key": key})
    return H


def _with_category(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"category" if name == "type" else name: encode(value) for name, value in data.items()}


#: Bytes that a parser is given at a time, so that what is too much is seen before it is all read.
_CHUNK = 65_536


# -- in ---------------------------------------------------------------------------------------------------------------


def read_graphml(path: Path, limits: Limits = SAFE) -> Partnership:
    """Read a partnership from GraphML.

    Raises
    ------
    InputError
        If the file is no GraphML, has entities, is larger than the limits, or does not fit the model;
        problems name node or edge.
    """
    root = _guarded(path, limits)
    G = _parsed(
        lambda: nx.parse_graphml(
            tostring(root, encoding="unicode"), node_type=str, edge_key_type=str, force_multigraph=True
        ),
        "GraphML",
        path,
    )
    return partnership_of(G, str(path))


def read_gexf(path: Path, limits: Limits = SAFE) -> Partnership:
    """Read a partnership from GEXF 1.1, 1.2 or 1.3.

    Raises
    ------
    InputError
        As :func:`read_graphml`.
    """
    root = _guarded(path, limits)
    for element in root.iter():  # networkx before 3.6 knows no GEXF 1.3, of which we use nothing that is new
        if isinstance(element.tag, str):
            element.tag = re.sub(r"^\{https?://(www\.)?gexf\.net/1\.3", "{http://www.gexf.net/1.2draft", element.tag)
    G = _parsed(lambda: nx.read_gexf(io.BytesIO(tostring(root)), node_type=str), "GEXF", path)
    return partnership_of(G, str(path))


def is_node_link(document: Document) -> bool:
    """Return whether a JSON document is a graph in node-link form, and not a partnership in our own."""
    data = document.data
    return isinstance(data, dict) and "nodes" in data and ("links" in data or _EDGES in data)


def read_node_link(document: Document) -> Partnership:
    """Read a partnership from node-link JSON, with its edges under ``edges`` or ``links``.

    Raises
    ------
    InputError
        As :func:`read_graphml`.
    """
    assert isinstance(document.data, dict), "asked is_node_link before"
    data: dict[str, Any] = {**document.data}
    directed = bool(data.get("directed", True))
    data[_EDGES] = data.pop("links", None) or data.get(_EDGES)
    G = _parsed(
        lambda: nx.node_link_graph(
            {**data, "directed": directed}, directed=directed, multigraph=True, **{_EDGES_PARAMETER: _EDGES}
        ),
        "node-link JSON",
        Path(document.file),
    )
    return partnership_of(G, document.file)


def read_kumu(document: Document) -> Partnership:
    """Read a partnership from a map of Kumu.

    Raises
    ------
    InputError
        As :func:`read_graphml`.
    """
    return partnership_of(kumu_graph(document), document.file)


def _guarded(path: Path, limits: Limits) -> Element:
    """Parse XML so that it cannot swell or fetch anything."""
    measured = Measured(io.BytesIO(read_bytes(path, limits=limits)), str(path), limits)
    building = _Counting(measured, path, limits)
    parser = DefusedXMLParser(target=building)
    try:
        while content := measured.read(_CHUNK):
            parser.feed(content)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        source = Source(str(path), line=line, column=column + 1)
        message = Said("this is not XML: {why}", why=Quoted(error.msg))
        raise InputError([Problem(message, source, hint=Said("is the file whole?"))]) from error
    except DefusedXmlException as error:
        message = Said("this XML declares entities, which a graph does not need")
        raise InputError([Problem(message, Source(str(path)))]) from error
    except (LookupError, ValueError) as error:  # expat knows a few encodings; Python answers for the others
        message = Said("this XML cannot be decoded: {why}", why=Quoted(error))
        raise InputError([Problem(message, Source(str(path)))]) from error
    return root


class _Counting(TreeBuilder):
    """Builds elements as long as there are not too many and they are not nested too deeply."""

    def __init__(self, measured: Measured, path: Path, limits: Limits) -> None:
        super().__init__()
        self._measured, self._path, self._limits = measured, path, limits
        self._depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self._measured.count(len(attrs))
        self._depth += 1
        if self._depth > self._limits.depth:
            raise self._limits.exceeded("depth", "nested more than {limit} deep", Source(str(self._path)))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(parse: Callable[[], Any], format_: str, path: Path) -> Any:
    """Have networkx read a graph, and say what it trips over."""
    try:
        return parse()
    except (nx.NetworkXException, LookupError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        said = str(error) or type(error).__name__
        message = Said("this is no {format} that can be read: {why}", format=format_, why=Quoted(said))
        expected = Said("one directed graph in {format}", format=format_)
        raise InputError([Problem(message, Source(str(path)), expected=expected)]) from error
