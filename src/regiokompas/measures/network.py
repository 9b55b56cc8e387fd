"""The simple graphs that several measures share, and what falls apart in them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Graph

__all__ = [
    "about",
    "attribute_total",
    "contacts",
    "cut_off",
    "days_from_picture",
    "employees",
    "is_complete",
    "partner_contacts",
    "share",
    "trust_levels",
]


def about(G: Graph) -> dict[str, Any]:
    """Return the data of the partnership itself."""
    data: dict[str, Any] = G.nodes[G.graph["partnership"]]
    return data


def is_complete(G: Graph, section: str) -> bool:
    """Return whether a section is known and nothing of its kind is missing from it."""
    return section in G.graph.get("sections", ()) and section not in G.graph.get("incomplete", ())


def days_from_picture(G: Graph, day: object) -> int | None:
    """Return the days from the date of the picture to a day, or ``None`` if there is no day."""
    today = about(G)["date"]
    return (day - today).days if isinstance(day, date) and isinstance(today, date) else None


def share(part: float, whole: float) -> float | None:
    """Return a part of a whole, rounded; ``None`` of nothing."""
    return round(part / whole, 4) if whole else None


def attribute_total(values: Iterable[float | None]) -> float | None:
    """Return a sum, or ``None`` if a term is unknown."""
    terms = list(values)
    return None if any(term is None for term in terms) else float(sum(term for term in terms if term is not None))


def employees(G: Graph) -> Mapping[str, str]:
    """Return the employer of each person whose employer is known."""
    return {person: partner for person, partner, _ in edges(G, "employed_by")}


def contacts(G: Graph) -> nx.Graph[str]:
    """Return who is in contact with whom: persons with persons, and persons with their employer.

    Contact between organisations runs through persons. A relation whose frequency is ``never`` is none.
    """
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(key for key, _ in nodes(G, "partner"))
    found.add_nodes_from(key for key, _ in nodes(G, "person"))
    found.add_edges_from(employees(G).items())
    for start, end, data in edges(G, "relation"):
        if start.startswith("person:") and data.get("frequency") != "never":
            found.add_edge(start, end)
    return found


def partner_contacts(G: Graph) -> nx.Graph[str]:
    """Return which partners are in contact: themselves, or through persons they employ."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(key for key, _ in nodes(G, "partner"))
    employer = employees(G)
    for start, end, data in edges(G, "relation"):
        if data.get("frequency") == "never":
            continue
        first, second = employer.get(start, start), employer.get(end, end)
        if first != second and first in found and second in found:
            found.add_edge(first, second)
    return found


def cut_off(graph: nx.Graph[str], node: str) -> tuple[str, ...]:
    """Return the partners that lose the largest group they were in when a node disappears.

    Fragmentation after removal says more about key players than centrality does (Borgatti, "Identifying sets of key
    players", Computational & Mathematical Organization Theory 12, 2006).

    Notes
    -----
    O(n + m).
    """
    group = nx.node_connected_component(graph, node)
    rest = graph.subgraph(group - {node})
    parts = sorted((_partners(part) for part in nx.connected_components(rest)), key=lambda p: (-len(p), p))
    inhabited = [part for part in parts if part]
    return tuple(sorted(partner for part in inhabited[1:] for partner in part))


def _partners(keys: Iterable[str]) -> list[str]:
    return sorted(key for key in keys if key.startswith("partner:"))


def trust_levels(G: Graph, kind: str) -> dict[tuple[str, str], float]:
    """Return the trust of each directed relation between two of a kind, 1–5.

    The overall figure if it is given, else the mean of the three dimensions of the PARTNER survey if at least two are
    known.
    """
    found = {}
    for start, end, data in edges(G, "relation"):
        if not start.startswith(f"{kind}:"):
            continue
        parts = [data[name] for name in ("trust_reliable", "trust_open", "trust_same_purpose") if name in data]
        if "trust" in data:
            found[start, end] = float(data["trust"])
        elif len(parts) >= 2:
            found[start, end] = round(statistics.mean(parts), 4)
    return found
