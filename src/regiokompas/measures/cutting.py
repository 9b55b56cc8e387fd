"""What falls apart when one node of a graph of contacts disappears, for every node at once.

A connected graph is a tree of blocks that hang together at articulation points [1]_. Without an articulation point the
parts that remain are the branches around it, so one walk over the tree says for every node what it cuts off.

References
----------
.. [1] J. Hopcroft and R. Tarjan, "Efficient algorithms for graph manipulation", Communications of the ACM 16:372-378,
   1973, doi:10.1145/362248.362272.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
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
    forest = _forest_of_blocks(graph)
    counting = set(filter(counts, graph))
    found: dict[str, list[Part]] = {}
    walked: set[str | int] = set()
    for root in forest:
        if root not in walked:
            above = {item: parent for parent, item in nx.dfs_edges(forest, root)}
            walk = [root, *above]
            walked.update(walk)
            found.update(_parts_of_component(forest, walk, above, counting))
    return {node: [part for part in parts if len(part)] for node, parts in found.items()}


def _forest_of_blocks(graph: nx.Graph[str]) -> nx.Graph[str | int]:
    """Return for each component the tree of blocks, which are numbers, and articulation points.

    Each has the nodes that are its ``own``.
    """
    forest: nx.Graph[str | int] = nx.Graph()
    found = cast("Iterator[set[str]]", nx.biconnected_components(graph))  # its stubs say lists of sets
    blocks = list(found)
    number_of_blocks = Counter(chain.from_iterable(blocks))
    blocks += [{node} for node in graph if node not in number_of_blocks]  # a node alone is a block too
    cutting = {node for node, number in number_of_blocks.items() if number > 1}
    for number, block in enumerate(blocks):
        forest.add_node(number, own=sorted(block - cutting))
        for node in block & cutting:
            forest.add_node(node, own=[node])
            forest.add_edge(number, node)
    return forest


def _parts_of_component(
    forest: nx.Graph[str | int],
    walk: Sequence[str | int],
    above: Mapping[str | int, str | int],
    counting: AbstractSet[str],
) -> Iterator[tuple[str, list[Part]]]:
    counted: list[str] = []
    start: dict[str | int, int] = {}
    end: dict[str | int, int] = {}
    for item in walk:
        start[item] = len(counted)
        counted += [node for node in forest.nodes[item]["own"] if node in counting]
        end[item] = len(counted)
    for item in reversed(walk):
        if item in above:
            end[above[item]] = max(end[above[item]], end[item])
    for item in walk:
        if isinstance(item, str):
            below = [
                Part(counted, start[block], end[block], False) for block in forest[item] if above.get(block) == item
            ]
            yield item, [*below, Part(counted, start[item], end[item], True)]
            continue
        place = start[item]
        for node in forest.nodes[item]["own"]:
            after = place + (node in counting)
            yield node, [Part(counted, place, after, True)]
            place = after
