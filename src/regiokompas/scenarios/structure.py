"""What of a partnership can fall apart, in a form in which losing things is quick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Graph, is_complete
from regiokompas.measures.commitments import commitments, least_fixpoint
from regiokompas.measures.network import contacts, home, is_a
from regiokompas.measures.roles import initiators

__all__ = ["Lost", "Structure", "Unit", "smallest_orphaning", "smallest_splits"]

#: The key of one thing, or the two ends of a relation.
Unit = tuple[str, ...]

#: Smallest sets that are listed; there may be many of one size.
MAX_SETS = 12

#: Sets that are tried to list them all; beyond it one is given.
MAX_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class Lost:
    """What falls apart: themes without initiator, partners cut off, funds gone or standing still with their amount."""

    themes: tuple[str, ...]
    partners: tuple[str, ...]
    money: tuple[str, ...]
    amount: float

    @property
    def weight(self) -> tuple[int, int, float]:
        """How much falls apart: themes first, then partners, then money."""
        return len(self.themes), len(self.partners), self.amount


class Structure:
    """Who pulls what, who is in contact with whom, and which money flows.

    What cannot be known, because a section is unknown or incomplete, does not fall apart here: it is left out.

    Notes
    -----
    One loss costs O(n + m) for n persons, partners and funds, and m ties between them.
    """

    def __init__(self, G: Graph) -> None:
        self.persons = tuple(key for key, _ in nodes(G, "person"))
        self.partners = tuple(key for key, _ in nodes(G, "partner"))
        self.funds = tuple(key for key, _ in nodes(G, "fund"))
        self.relations = tuple(sorted({(start, end) for start, end, _ in edges(G, "relation")}))
        self.knows_network = _knows(G, "partners", "persons", "relations")
        self.knows_pullers = _knows(G, "themes", "roles")
        pulled = initiators(G) if self.knows_pullers else {}
        self._pulled = {theme: frozenset(by) for theme, by in pulled.items() if by}
        self._contacts = contacts(G)
        self._commitments = commitments(G) if _knows(G, "funds") else ()
        self._amounts = {c.key: c.amount or 0.0 for c in self._commitments if c.status != "refused"}
        self._flowing = {frozenset[str](): least_fixpoint(self._commitments)}
        self._rest = _largest_part(self._contacts)
        self._taken_along: dict[str, set[str]] = {key: set() for key in self.partners}
        for key in self.persons:
            self._taken_along.get(home(G, key) or "", set()).add(key)
        for key, data in nodes(G, "fund"):
            self._taken_along.get(data["owner"], set()).add(key)

    def without(self, units: Iterable[Unit]) -> Lost:
        """Return what falls apart when some units are lost; a partner takes its persons and its funds along."""
        gone: set[str] = set()
        cut: list[Unit] = []
        for unit in units:
            if len(unit) == 1:
                gone |= {unit[0], *self._taken_along.get(unit[0], ())}
            else:
                cut.append(unit)
        flowing = self._flowing_without(frozenset(gone & self._amounts.keys()))
        before = self._flowing[frozenset()]
        money = tuple(key for key in self._amounts if key in gone or (key in before and key not in flowing))
        themes = tuple(theme for theme, by in self._pulled.items() if by <= gone and theme not in gone)
        return Lost(themes, self._cut_off(gone, cut), money, sum(self._amounts[key] for key in money))

    def _flowing_without(self, funds: frozenset[str]) -> frozenset[str]:
        if funds not in self._flowing:
            self._flowing[funds] = least_fixpoint([c for c in self._commitments if c.key not in funds])
        return self._flowing[funds]

    def _cut_off(self, gone: set[str], cut: Sequence[Unit]) -> tuple[str, ...]:
        if not self.knows_network or (not cut and gone.isdisjoint(self._contacts)):
            return ()
        left = self._contacts.copy()
        left.remove_nodes_from(gone)
        left.remove_edges_from((unit[0], unit[1]) for unit in cut)
        part = _largest_part(left)
        return tuple(key for key in self.partners if key in self._rest and key not in gone and key not in part)

    def connected_share(self, gone: set[str]) -> float:
        """Return the share of pairs of partners that are still in contact, directly or through others."""
        total = len(self.partners) * (len(self.partners) - 1) / 2
        left = self._contacts.copy()
        left.remove_nodes_from(gone)
        sizes = [sum(is_a("partner", key) for key in part) for part in nx.connected_components(left)]
        return round(sum(size * (size - 1) / 2 for size in sizes) / total, 4) if total else 1.0

    def pulled_share(self, gone: set[str]) -> float:
        """Return the share of the themes with an initiator that still have one."""
        kept = sum(not by <= gone for by in self._pulled.values())
        return round(kept / len(self._pulled), 4) if self._pulled else 1.0


def _knows(G: Graph, *sections: str) -> bool:
    return all(is_complete(G, section) for section in sections)


def _largest_part(graph: nx.Graph[str]) -> frozenset[str]:
    """Return the partners that are in contact with most of the others; of equal parts that of the first key."""
    parts = [sorted(key for key in part if is_a("partner", key)) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    return frozenset(parts[0]) if parts else frozenset()


def smallest_splits(G: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of persons without whom partners that are in contact no longer are.

    Returns
    -------
    tuple of tuple
        At most a dozen of them; none if no loss of persons does that.

    Notes
    -----
    Their size is that of a minimum vertex cut in which partners cannot be cut: p maximum flows for p partners. The sets
    of that size are then tried, of which there are n over k; if those are too many, the cut that was found is given.
    """
    network = contacts(G)
    partners = [key for key in network if is_a("partner", key)]
    persons = sorted(key for key in network if is_a("person", key))
    cuts = [_smallest_cut(network, part) for part in _groups(network, partners)]
    smallest = min((cut for cut in cuts if cut), key=len, default=())
    size = len(smallest)
    if not size or comb(len(persons), size) > MAX_TRIED:
        return (smallest,) if size else ()
    connected = _pairs_connected(network)
    found = []
    for chosen in combinations(persons, size):
        left = network.copy()
        left.remove_nodes_from(chosen)
        if _pairs_connected(left) < connected:
            found.append(chosen)
            if len(found) == MAX_SETS:
                break
    return tuple(found)


def _groups(network: nx.Graph[str], partners: Sequence[str]) -> list[list[str]]:
    parts = [sorted(key for key in part if key in set(partners)) for part in nx.connected_components(network)]
    return [part for part in parts if len(part) > 1]


def _smallest_cut(network: nx.Graph[str], partners: Sequence[str]) -> tuple[str, ...]:
    """Return a smallest set of persons without whom some of these partners lose each other.

    The first partner ends on one side of any cut and some other partner on the other side.
    """
    flow: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    for node in network:
        capacity = {"capacity": 1} if is_a("person", node) else {}
        flow.add_edge((node, "in"), (node, "out"), **capacity)
    for one, other in network.edges:
        flow.add_edge((one, "out"), (other, "in"))
        flow.add_edge((other, "out"), (one, "in"))
    first, *others = partners
    found = []
    for other in others:
        _, (reached, _) = nx.minimum_cut(flow, (first, "out"), (other, "in"))
        found.append(tuple(sorted(n for n in network if (n, "in") in reached and (n, "out") not in reached)))
    return min(found, key=len)


def _pairs_connected(network: nx.Graph[str]) -> int:
    sizes = [sum(is_a("partner", key) for key in part) for part in nx.connected_components(network)]
    return sum(size * (size - 1) // 2 for size in sizes)


def smallest_orphaning(G: Graph) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the themes that the fewest persons leave without anyone in a role, with these persons.

    Deputies of those who hold a role must go too. A theme in which a partner itself holds a role is never left.

    Notes
    -----
    Each theme has one such set, so the smallest is exact.
    """
    sets: dict[str, frozenset[str]] = {}
    deputies = {key: frozenset(data.get("deputies") or ()) for key, data in nodes(G, "person")}
    for theme, _ in nodes(G, "theme"):
        holders = {holder for holder, concerns, _ in edges(G, "role") if concerns == theme}
        if holders and all(is_a("person", holder) for holder in holders):
            sets[theme] = frozenset(holders).union(*(deputies[holder] for holder in holders))
    least = min(map(len, sets.values()), default=0)
    return tuple((theme, tuple(sorted(persons))) for theme, persons in sorted(sets.items()) if len(persons) == least)
