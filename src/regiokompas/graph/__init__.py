"""The partnership as a graph, and back.

Every node and edge has a ``type``. Nodes are entities, by key, with every known attribute. Edges are of two sorts:

- *entities that connect two others*, with the entity's key as edge key and its attributes as data: ``relation``
  (from → to), ``role`` (holder → what it concerns), ``contribution`` and ``benefit`` (partner → what it
  concerns);
- *references*, with their type as edge key and no data: :data:`REFERENCE_TYPES`.

Money is a number in ``G.graph["currency"]``, a day a :class:`datetime.date`, a text a string or a dict with
``nl`` and ``en``; ``"none"`` says that there is known to be nothing, and what is unknown is left out.
``G.graph["sections"]`` lists the sections that are known, ``G.graph["incomplete"]`` those of which there may be
more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, get_args

import networkx as nx
from pydantic import BaseModel

from regiokompas.arguments import takes
from regiokompas.errors import Hints, InputError, Problem, Problems, Source
from regiokompas.graph.sharing import shared
from regiokompas.io.document import Document, Notice, Path, Plain
from regiokompas.model import ENTITIES, SECTIONS, Entity, Money, Partnership, Text, read, references
from regiokompas.model.entities import NOUNS
from regiokompas.model.references import reference_fields
from regiokompas.saying import Said

__all__ = ["ENTITY_TYPES", "REFERENCE_TYPES", "edges", "from_graph", "nodes", "to_graph"]

#: Every entity by the type that it has in the graph.
ENTITY_TYPES: Mapping[str, type[Entity]] = {entity.KIND: entity for entity in ENTITIES.values()}

#: Types of edges that are references, each with the types of entities it starts from.
REFERENCE_TYPES: Mapping[str, tuple[str, ...]] = {
    "after": ("decision",),
    "concerns": ("decision",),
    "deputised_by": ("person",),
    "employed_by": ("person",),
    "endorsed_by": ("goal",),
    "funds": ("fund",),
    "gave_way": ("decision",),
    "heard": ("decision",),
    "helped": ("partner",),
    "meets": ("interest",),
    "must_hear": ("decision",),
    "opposes": ("interest",),
    "owner": ("fund", "goal"),
    "participant": ("theme",),
    "partner": ("interest", "plan", "statement"),
    "prepared_by": ("decision",),
    "theme": ("goal", "interest", "milestone", "plan", "result"),
    "waits_for": ("fund",),
}


@takes(partnership=Partnership)
def to_graph(partnership: Partnership) -> nx.MultiDiGraph[str]:
    """Return the partnership as a directed multigraph.

    Parameters
    ----------
    partnership
        What is known of a region.

    Returns
    -------
    networkx.MultiDiGraph
        A new graph with nodes and edges as this module describes them; :func:`from_graph` gives an equal
        partnership back.

    Notes
    -----
    O(n + m) in the number of entities and references.

    Examples
    --------
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> partners = [{"key": "partner:tiel", "name": "Tiel", "kind": "municipality"}]
    >>> demo = read(Document({"partnership": about, "partners": partners}, "<dict>"))
    >>> to_graph(demo).nodes["partner:tiel"]
    {'type': 'partner', 'name': 'Tiel', 'kind': 'municipality'}
    """
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    G.graph["partnership"] = partnership.about.key
    G.graph["currency"] = partnership.about.currency
    G.graph["sections"] = tuple(section for section in SECTIONS if partnership.is_known(section))
    G.graph["incomplete"] = partnership.incomplete
    connecting = []
    for entity in partnership.entities():
        if type(entity).ENDPOINTS is None:
            G.add_node(entity.key, type=entity.KIND, **_attributes(entity))
        else:
            connecting.append(entity)
    for entity in connecting:
        attributes = _attributes(entity)
        start, end = (attributes.pop(name) for name in _endpoints(type(entity)))
        G.add_edge(start, end, key=entity.key, type=entity.KIND, **attributes)
    for entity in partnership.entities():
        if type(entity).ENDPOINTS is None:
            for reference in references(entity):
                G.add_edge(entity.key, reference.key, key=reference.edge, type=reference.edge)
    return G


def nodes(G: nx.MultiDiGraph[str], type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the nodes of a type with their data, in the order of their keys."""
    return iter(_by_type(G).nodes.get(type_, ()))


def edges(G: nx.MultiDiGraph[str], type_: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return the edges of a type as start, end and data, in the order of their keys."""
    return iter(_by_type(G).edges.get(type_, ()))


@dataclass(frozen=True, slots=True)
class _Things:
    """The nodes and edges of a graph by type, in the order of their keys."""

    nodes: Mapping[str, Sequence[tuple[str, dict[str, Any]]]]
    edges: Mapping[str, Sequence[tuple[str, str, dict[str, Any]]]]


@shared
def _by_type(G: nx.MultiDiGraph[str]) -> _Things:
    nodes: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for key in sorted(G.nodes):
        nodes[G.nodes[key].get("type", "")].append((key, G.nodes[key]))
    edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    found = [
        (start, end, str(key), data)
        for start, ends in G.adjacency()
        for end, between in ends.items()
        for key, data in between.items()
    ]
    for start, end, _, data in sorted(found, key=itemgetter(0, 1, 2)):
        edges[data.get("type", "")].append((start, end, data))
    return _Things(nodes, edges)


def from_graph(G: nx.MultiDiGraph[str], *, file: str = "<graph>", notices: tuple[Notice, ...] = ()) -> Partnership:
    """Read a partnership from a graph, one of :func:`to_graph` or one of your own.

    A reference may be given as an attribute of the node or as an edge of its type, whichever is at hand. Without
    ``G.graph["sections"]`` every section that has an entity is known and the others are not.

    Parameters
    ----------
    G
        Nodes and edges as this module describes them.
    file
        Where the graph came from, for messages.
    notices
        What was odd about it, and how it was handled.

    Raises
    ------
    InputError
        If the graph is undirected, a type is unknown, or the entities do not fit the model.
    """
    if not G.is_directed():
        hint = Said("make the graph directed in the program that made it")
        raise InputError([Problem(Said("this graph is undirected"), Source(file), Said("a directed graph"), hint)])
    if not G.is_multigraph():
        G = nx.MultiDiGraph(G)
    problems = Problems()
    hints = Hints(problems)
    marks: dict[Path, Source] = {}
    sections: dict[str, Any] = {section: [] for section in G.graph.get("sections", ())}
    about: Plain = None
    for key in sorted(G.nodes, key=str):
        data = G.nodes[key]
        entity = _type_of(Said("node {key}", key=key), data, ENTITY_TYPES, file, problems, hints)
        if entity is None:
            continue
        plain = _plain(ENTITY_TYPES[entity], {"key": key, **data}, G) | _references_of(
            G, key, ENTITY_TYPES[entity], data
        )
        if entity == "partnership":
            if about is not None and not problems.only_counted():
                message = Said("node {key}: there is a partnership already", key=key)
                problems.append(Problem(message, Source(file)))
            about = plain
            place: Path = (entity,)
        else:
            section = sections.setdefault(ENTITY_TYPES[entity].SECTION, [])
            place = (ENTITY_TYPES[entity].SECTION, len(section))
            section.append(plain)
        marks |= _marks(place, plain, file, f"node {key}")
    for start, end, edge_key, data in G.edges(keys=True, data=True):
        what = Said("edge {start} → {end}", start=start, end=end)
        entity = _type_of(what, data, [*ENTITY_TYPES, *REFERENCE_TYPES], file, problems, hints)
        if entity is None or entity in REFERENCE_TYPES:
            continue
        kind = ENTITY_TYPES[entity]
        if kind.ENDPOINTS is None:
            if not problems.only_counted():
                message = Said("{what}: a {kind} is a node, not an edge", what=what, kind=NOUNS[entity])
                problems.append(Problem(message, Source(file)))
            continue
        first, second = _endpoints(kind)
        given_key = {"key": edge_key} if isinstance(edge_key, str) else {}
        plain = _plain(kind, {**given_key, first: start, second: end, **data}, G)
        section = sections.setdefault(kind.SECTION, [])
        marks |= _marks((kind.SECTION, len(section)), plain, file, what)
        section.append(plain)
    if problems:
        raise InputError(problems)
    incomplete = list(G.graph.get("incomplete", ()))
    data = {"partnership": about, "incomplete": incomplete, **sections}
    return read(Document(data, file, marks, notices=notices))


def _marks(place: Path, plain: Mapping[str, Any], file: str, what: str) -> dict[Path, Source]:
    """Name the node or edge that each value of an entity stands on: a graph has no lines."""
    attributes = {(*place, name): Source(file, path=f"{name} of {what}") for name in plain}
    return {place: Source(file, path=what), **attributes}


@cache
def _endpoints(kind: type[Entity]) -> tuple[str, str]:
    """Return the written names of the attributes that are the two ends of an edge."""
    if kind.ENDPOINTS is None:
        raise TypeError(f"a {kind.KIND} is no edge")
    first, second = (kind.model_fields[name].alias or name for name in kind.ENDPOINTS)
    return first, second


def _attributes(entity: Entity) -> dict[str, Any]:
    """Return the known attributes of an entity but its key, in the forms of this module."""
    written = _written(type(entity))
    return {
        written[name]: _plain_value(value)
        for name, value in vars(entity).items()
        if value is not None and name in written
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, (str, int, float, tuple)):  # most of them: to ask whether one is a model takes longer
        return value
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, Text):
        return value.plain()
    return value.model_dump(exclude_none=True) if isinstance(value, BaseModel) else value


@cache
def _written(kind: type[Entity]) -> Mapping[str, str]:
    """Return by the names of the attributes, but the key, those by which they are written."""
    return {name: info.alias or name for name, info in kind.model_fields.items() if name != "key"}


def _plain(kind: type[Entity], data: Mapping[str, Any], G: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Turn the data of a node or edge into what a document holds."""
    plain: dict[str, Any] = {}
    for name, value in data.items():
        if name == "type" or value is None:
            continue
        info = kind.model_fields.get(name)
        is_money = info is not None and Money in get_args(info.annotation)
        if is_money and isinstance(value, int | float) and not isinstance(value, bool):
            value = {"amount": float(value), "currency": G.graph.get("currency", "EUR")}
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        plain[name] = value
    return plain


def _references_of(
    G: nx.MultiDiGraph[str], key: str, kind: type[Entity], data: Mapping[str, Any]
) -> dict[str, str | list[str]]:
    """Return the references that are given only as edges."""
    found: dict[str, str | list[str]] = {}
    for name, ref in reference_fields(kind).items():
        ends = sorted(end for _, end, edge in G.out_edges(key, data=True) if edge.get("type") == ref.edge)
        if name in data or not ends:
            continue
        many = "tuple" in str(kind.model_fields[name].annotation)
        found[name] = ends if many or len(ends) > 1 else ends[0]
    return found


def _type_of(
    what: Said,
    data: Mapping[str, Any],
    known: Mapping[str, object] | list[str],
    file: str,
    problems: Problems,
    hints: Hints,
) -> str | None:
    type_ = data.get("type")
    if isinstance(type_, str) and type_ in known:
        return type_
    if problems.only_counted():
        return None
    without, unknown = (
        Said("{what} has no type", what=what),
        Said("{what} has the unknown type {type!r}", what=what, type=type_),
    )
    message = without if type_ is None else unknown
    problems.append(Problem(message, Source(file), expected=", ".join(known), hint=hints.near(str(type_), known)))
    return None
