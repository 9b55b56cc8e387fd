"""The simple graphs that several measures share, and what falls apart in them.

Contact between organisations runs through persons. A relation counts as contact unless its frequency is ``never``, also
if its frequency is unknown: nobody records a relation with a stranger. One side's word is enough.

For whom someone works may be unknown; :func:`losses` and the measures that use it say where that matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.graph.sharing import shared
from regiokompas.measures.base import Graph
from regiokompas.measures.cutting import Part, parts_by_node
from regiokompas.measures.tally import rounded

__all__ = [
    "TIES",
    "Kind",
    "betweenness_centralisation",
    "contacts",
    "degree_centralisation",
    "home",
    "is_a",
    "losses",
    "lost_contact",
    "partner_contacts",
    "person_contacts",
    "unplaced",
    "what_is_cut_off",
]

#: What a network of contacts is made from.
TIES = ("relation.from", "relation.to", "relation.frequency")

Kind = Literal["partner", "person"]


def is_a(kind: Kind, key: str) -> bool:
    """Return whether a key is that of a partner, or of a person."""
    return key.startswith(f"{kind}:")


def home(G: Graph, key: str) -> str | None:
    """Return the partner that someone is or works for.

    A person who works for no partner is its own home; ``None`` says that it is unknown for whom a person works.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("person:x", type="person", employer="partner:a")
    >>> G.add_node("person:y", type="person", employer="none")
    >>> G.add_node("person:z", type="person")
    >>> [home(G, key) for key in ("partner:a", "person:x", "person:y", "person:z")]
    ['partner:a', 'partner:a', 'person:y', None]
    """
    if is_a("partner", key):
        return key
    employer: str | None = G.nodes[key].get("employer")
    return key if employer == "none" else employer


def _ties(G: Graph) -> Iterator[tuple[str, str]]:
    return ((start, end) for start, end, data in edges(G, "relation") if data.get("frequency") != "never")


@shared
def person_contacts(G: Graph) -> nx.Graph[str]:
    """Return which persons are in contact with each other."""
    graph = _person_contacts(G)
    nx.freeze(graph)
    return graph


def _person_contacts(G: Graph) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(key for key, _ in nodes(G, "person"))
    graph.add_edges_from((start, end) for start, end in _ties(G) if is_a("person", start))
    return graph


@shared
def unplaced(G: Graph) -> frozenset[str]:
    """Return the persons in contact with others of whom it is unknown for whom they work.

    They may be all the contact that a partner has, or work for the very partner that they are in contact with.
    """
    network = person_contacts(G)
    return frozenset(key for key in network if network.degree(key) and home(G, key) is None)


@shared
def contacts(G: Graph) -> nx.Graph[str]:
    """Return which persons are in contact with each other, and with the partner they work for.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("partner:a", type="partner")
    >>> G.add_node("person:x", type="person", employer="partner:a")
    >>> G.add_node("person:y", type="person", employer="none")
    >>> _ = G.add_edge("person:y", "person:x", type="relation", frequency="weekly")
    >>> sorted(map(sorted, contacts(G).edges))
    [['partner:a', 'person:x'], ['person:x', 'person:y']]
    """
    graph = _person_contacts(G)
    graph.add_nodes_from(key for key, _ in nodes(G, "partner"))
    for key, _ in nodes(G, "person"):
        employer = home(G, key)
        if employer not in (None, key):
            graph.add_edge(key, employer)
    nx.freeze(graph)
    return graph


@shared
def partner_contacts(G: Graph) -> nx.Graph[str]:
    """Return which partners are in contact: themselves, or someone of the one with someone of the other.

    A person in contact who works for no partner, or of whom that is unknown, is a node too: a hired programme manager
    may be all that holds the partners together.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(key for key, _ in nodes(G, "partner"))
    for start, end in _ties(G):
        first, second = home(G, start) or start, home(G, end) or end
        if first != second:
            graph.add_edge(first, second)
    nx.freeze(graph)
    return graph


@shared
def lost_contact(G: Graph) -> Mapping[str, tuple[str, ...] | None]:
    """Return for each person and each partner what its disappearance cuts off: :func:`losses` of :func:`contacts`."""
    return losses(contacts(G), unplaced(G))


def what_is_cut_off(graph: nx.Graph[str], node: str) -> tuple[str, ...]:
    """Return the partners that lose contact with most of the others when a node disappears.

    The group that the node was in falls into parts. The part with most partners goes on, of equal ones that of the
    first key; all partners in the other parts are cut off.

    Parameters
    ----------
    graph
        Who is in contact with whom: :func:`contacts` or :func:`partner_contacts`.
    node
        Who disappears. A partner that disappears is not cut off itself.

    Notes
    -----
    O(n + m). What falls apart after removal finds key players better than their centrality does [1]_.

    References
    ----------
    .. [1] S. P. Borgatti, "Identifying sets of key players in a social network", Computational & Mathematical
       Organization Theory 12:21-34, 2006, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> chain = nx.path_graph(["partner:a", "person:x", "person:y", "partner:b", "person:z", "partner:c"])
    >>> what_is_cut_off(chain, "person:x"), what_is_cut_off(chain, "partner:b"), what_is_cut_off(chain, "partner:a")
    (('partner:a',), ('partner:c',), ())
    """
    group = nx.node_connected_component(graph, node)
    parts = _partners_by_part(graph, group - {node})
    return tuple(sorted(key for part in parts[1:] for key in part))


def _partners_by_part(graph: nx.Graph[str], kept: AbstractSet[str]) -> list[list[str]]:
    """Return the partners in each connected part of what is kept, the largest part first."""
    parts = nx.connected_components(graph.subgraph(kept))
    partners = [sorted(key for key in part if is_a("partner", key)) for part in parts]
    return sorted(filter(None, partners), key=lambda part: (-len(part), part))


def losses(graph: nx.Graph[str], unplaced: AbstractSet[str]) -> dict[str, tuple[str, ...] | None]:
    """Return for each node what its disappearance cuts off: :func:`what_is_cut_off` for all at once.

    Parameters
    ----------
    graph
        Who is in contact with whom.
    unplaced
        The persons of :func:`unplaced`. If there are any, an answer is unknown unless the partners stay together even
        without them.

    Notes
    -----
    O(n + m) and the size of what is cut off.
    """
    parts = parts_by_node(graph, _is_partner)
    found: dict[str, tuple[str, ...] | None] = {node: _all_but_the_largest(parts[node]) for node in graph}
    if unplaced:
        found.update(dict.fromkeys(_may_hold_together(graph, unplaced)))
    return found


def _all_but_the_largest(parts: Sequence[Part]) -> tuple[str, ...]:
    if len(parts) < 2:
        return ()
    most = max(map(len, parts))
    largest = [part for part in parts if len(part) == most]
    stays = largest[0] if len(largest) == 1 else min(largest, key=min)
    return tuple(sorted(key for part in parts if part is not stays for key in part))


def _may_hold_together(graph: nx.Graph[str], unplaced: AbstractSet[str]) -> Iterator[str]:
    """Yield the nodes without which the partners would fall apart if the unplaced persons held nothing together."""
    kept = graph.subgraph(set(graph) - unplaced)
    groups = [group for group in nx.connected_components(kept) if any(map(_is_partner, group))]
    grouped = {node for group in groups for node in group}
    parts = parts_by_node(kept, _is_partner)
    for node in graph:
        remaining = len(groups) - (node in grouped) + len(parts.get(node, ()))
        if remaining > 1:
            yield node


def _is_partner(key: str) -> bool:
    return is_a("partner", key)


def degree_centralisation(graph: nx.Graph[str]) -> float | None:
    """Return how far contact runs through one node: 1 in a star, 0 if all have as many.

    Freeman's centralisation [1]_: the sum of the differences to the most central node, as a share of that sum in a star
    of the same size, where it is (n - 1)(n - 2) for degree.

    Notes
    -----
    O(n + m). Below three nodes there is nothing to centralise: ``None``.

    References
    ----------
    .. [1] L. C. Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1:215-239, 1979,
       doi:10.1016/0378-8733(78)90021-7.

    Examples
    --------
    >>> degree_centralisation(nx.star_graph(4)), degree_centralisation(nx.cycle_graph(5))
    (1.0, 0.0)
    """
    n = len(graph)
    return _centralisation(dict(graph.degree()), (n - 1) * (n - 2))


def betweenness_centralisation(graph: nx.Graph[str]) -> float | None:
    """Return how far the shortest ways run through one node: 1 in a star, 0 if through all alike.

    Freeman's centralisation, as :func:`degree_centralisation`, of normalised betweenness; in a star the sum of the
    differences is n - 1.

    Notes
    -----
    O(n m) [1]_. It is fragile when persons are missing from the picture [2]_: read it next to what falls apart.

    References
    ----------
    .. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25:163-177,
       2001, doi:10.1080/0022250X.2001.9990249.
    .. [2] J. A. Smith and J. Moody, "Structural effects of network sampling coverage I: nodes missing at random",
       Social Networks 35:652-668, 2013, doi:10.1016/j.socnet.2013.09.003 (PMC3846431).

    Examples
    --------
    >>> betweenness_centralisation(nx.star_graph(4)), betweenness_centralisation(nx.cycle_graph(5))
    (1.0, 0.0)
    """
    return _centralisation(nx.betweenness_centrality(graph), len(graph) - 1)


def _centralisation(centrality: Mapping[str, float], greatest: float) -> float | None:
    if len(centrality) < 3:
        return None
    most = max(centrality.values())
    return rounded(sum(most - value for value in centrality.values()) / greatest)
