"""The JSON of Kumu: elements and connections, as it exports a map or as one writes it to import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from regiokompas.errors import InputError, Problem, Problems
from regiokompas.io.document import Document
from regiokompas.saying import Said

__all__ = ["is_kumu", "kumu_graph"]

#: What Kumu keeps for itself: where things stand on a map.
_OWN = frozenset("_id map_id id from to attributes created_at updated_at creator_id updater_id _type".split())


def is_kumu(document: Document) -> bool:
    """Return whether a JSON document is a map of Kumu."""
    data = document.data
    return isinstance(data, dict) and "elements" in data and "connections" in data


def kumu_graph(document: Document) -> nx.MultiDiGraph[str]:
    """Return the graph of a map: a connection names its ends by their identity or by their label.

    Raises
    ------
    InputError
        If an element has no label, or a connection ends nowhere.
    """
    assert isinstance(document.data, dict), "asked is_kumu before"
    data: dict[str, Any] = document.data
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    problems = Problems()
    ends: dict[str, str] = {}
    for number, element in _each(document, data["elements"], "elements", problems):
        attributes = _attributes(element)
        label = attributes.get("label")
        if not isinstance(label, str) or not label.strip():
            problems.append(
                document.problem(
                    ("elements", number), Said("this element has no label"), expected=Said("{name}: ...", name="label")
                )
            )
            continue
        node = str(element.get("_id") or element.get("id") or label)
        G.add_node(node, **attributes)
        ends |= {label: node, node: node}
    for number, connection in _each(document, data["connections"], "connections", problems):
        start, end = (ends.get(str(connection.get(name))) for name in ("from", "to"))
        if start is None or end is None:
            lost = connection.get("from") if start is None else connection.get("to")
            problem = document.problem(
                ("connections", number), Said("{name} is the end of a connection but no element", name=lost)
            )
            problems.append(problem)
            continue
        G.add_edge(start, end, **_attributes(connection))
    if problems:
        raise InputError(problems)
    return G


def _each(document: Document, items: Any, name: str, problems: Problems) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if not isinstance(items, list):
        problems.append(
            Problem(Said("{name} is a list", name=name), document.source((name,)), Said("the JSON that Kumu exports"))
        )
        return
    for number, item in enumerate(items):
        if isinstance(item, dict):
            yield number, item
        elif not problems.only_counted():
            problems.append(
                document.problem(
                    (name, number),
                    Said("one of the {name} is no mapping", name=name),
                    expected=Said("{example}", example="{label: ...}"),
                )
            )


def _attributes(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an element or connection, of which an export keeps most one level deeper."""
    inner = item.get("attributes")
    found = {**{k: v for k, v in item.items() if k not in _OWN}, **(inner if isinstance(inner, dict) else {})}
    return {str(name): value for name, value in found.items() if value not in (None, "", [], {})}
