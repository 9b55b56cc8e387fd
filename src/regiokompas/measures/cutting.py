"""What falls apart when one node of a graph of contacts disappears, for every node at once.

A connected graph is a tree of blocks that hang together at articulation points [1]_. Without an articulation point the
parts that remain are the branches around it, so one walk over the tree says for every node what it cuts off.

References
----------
.. [1] J. Hopcroft and R. Tarjan, "Efficient algorithms for graph manipulation", Communications of the ACM 16:372-378,
   1973, doi:10.1145/362248.362272.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import networkx as nx

__all__ = ["Part", "parts_by_node"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that remains of a component: a stretch of its counted nodes, or all but a stretch.

    Parameters
    ----------
    counted
        The nodes of the component that count, in the order of a walk.
    start, end
        The stretch.
    outside
        Whether the part is what lies outside of it.
    """

    counted: list[str]
    start: int
    end: int
    outside: bool

    def __len__(self) -> int:
        inside = self.end - self.start
        return len(self.counted) - inside if self.outside else inside

    def __iter__(self) -> Iterator[str]:
        if not self.outside:
            return iter(self.counted[self.start : self.end])
        return iter([*self.counted[: self.start], *self.counted[self.end :]])


def parts_by_node(graph: nx.Graph[str], counts: Callable[[str], bool]) -> dict[str, list[Part]]:
    """Return for each node the parts of its component that remain without it, those with a node that counts.

    Parameters
    ----------
    graph
        Any graph.
    counts
        Which nodes count.

    Returns
    -------
    dict
        Parts in no particular order. A node that is no articulation point leaves one part, or none.

    Notes
    -----
    O(n + m). The nodes of a part are only listed when it is iterated over.

    Examples
    --------
    >>> found = parts_by_node(nx.path_graph(["a", "b", "c", "d"]), lambda node: True)
    >>> [sorted(part) for part in found["c"]], [sorted(part) for part in found["a"]]
    ([['a', 'b'], ['d']], [['b', 'c', 'd']])
    """
    found: dict[str, list[Part]] = {}
    for component in nx.connected_components(graph):
        found.update(_parts_of_component(graph.subgraph(component), counts))
    return {node: [part for part in parts if len(part)] for node, parts in found.items()}


def _parts_of_component(component: nx.Graph[str], counts: Callable[[str], bool]) -> Iterator[tuple[str, list[Part]]]:
    tree, root = _block_tree(component)
    walk = list(nx.dfs_preorder_nodes(tree, root))
    above = nx.dfs_predecessors(tree, root)
    counted: list[str] = []
    places: dict[str, int] = {}
    start: dict[str | int, int] = {}
    for item in walk:
        start[item] = len(counted)
        for node in tree.nodes[item]["own"]:
            places[node] = len(counted)
            counted += [node] if counts(node) else []
    end = {item: start[item] + sum(map(counts, tree.nodes[item]["own"])) for item in walk}
    for item in reversed(walk):
        if item in above:
            end[above[item]] = max(end[above[item]], end[item])
    for node in component:
        if node not in tree:
            place = places[node]
            yield node, [Part(counted, place, place + counts(node), True)]
            continue
        below = [Part(counted, start[block], end[block], False) for block in tree[node] if above.get(block) == node]
        yield node, [*below, Part(counted, start[node], end[node], True)]


def _block_tree(component: nx.Graph[str]) -> tuple[nx.Graph[str | int], int]:
    """Return the tree of blocks, which are numbers, and articulation points; each with the nodes that are its own."""
    tree: nx.Graph[str | int] = nx.Graph()
    cutting = set(nx.articulation_points(component))
    # A node alone is a block too, which biconnected components leave out.
    found = cast("Iterator[set[str]]", nx.biconnected_components(component))  # its stubs say lists of sets
    blocks = list(found) or [set(component)]
    for node in cutting:
        tree.add_node(node, own=[node])
    for number, block in enumerate(blocks):
        tree.add_node(number, own=sorted(block - cutting))
        tree.add_edges_from((number, node) for node in block & cutting)
    return tree, 0
