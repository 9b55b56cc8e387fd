"""What comes in: from the graph of a file, which another program may have written, to a partnership."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from regiokompas.errors import Hints, InputError, Problem, Problems, Source
from regiokompas.graph import ENTITY_TYPES, REFERENCE_TYPES, from_graph
from regiokompas.graph.adopting import adopted
from regiokompas.graph.values import decode
from regiokompas.io.document import Notice
from regiokompas.model import Partnership, references
from regiokompas.model.entities import NOUNS
from regiokompas.model.references import reference_fields
from regiokompas.saying import Either, Said
from regiokompas.texts import Bilingual

__all__ = ["WHOLE", "partnership_of"]

#: What is known of the partnership as a whole, and stands on its node.
WHOLE = ("sections", "incomplete")

#: What programs add to draw a graph; it says nothing about the region.
_DRAWN = frozenset("id label x y z r g b size viz weight shape_type start end spells".split())


def partnership_of(G: Any, file: str) -> Partnership:
    """Return the partnership that a graph holds in the form that :mod:`regiokompas.graph.files` describes.

    Raises
    ------
    InputError
        If a line without direction can run either way, an edge contradicts a node, or something does not fit the model.
    """
    G, notices = adopted(G, file)
    taken = _Incoming(G)
    partnership = from_graph(taken.graph, file=file, notices=(*notices, *taken.notices()))
    problems = Problems(_not_taken_over(taken.graph, partnership, file))
    if problems:
        raise InputError(problems)
    return partnership


class _Incoming:
    """Turns the graph of a file into one of :func:`to_graph`, and remembers what is none of ours."""

    def __init__(self, read: Any) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.foreign: Counter[tuple[str, str | None]] = Counter()
        self._near: dict[tuple[str, str], str | None] = {}
        self._hints = Hints()
        keys = {node: self._key(node, data) for node, data in read.nodes(data=True)}
        for node, data in read.nodes(data=True):
            plain = self._data(data)
            self._let_edges_count(plain, read.out_edges(node, data=True))
            self.graph.add_node(keys[node], **plain)
        edges: Any = nx.MultiDiGraph(read).edges(keys=True, data=True)
        for start, end, edge_key, data in edges:
            plain = self._data(data)
            kind = ENTITY_TYPES.get(plain.get("type", ""))
            candidates = (data.get("key"), edge_key, data.get("id"))
            known = [key for key in candidates if kind and str(key).startswith(f"{kind.KIND}:")]
            self.graph.add_edge(keys[start], keys[end], key=known[0] if known else None, **plain)

    def notices(self) -> tuple[Notice, ...]:
        """Say what was left out."""
        if not self.foreign:
            return ()
        found = sorted(self.foreign.items(), key=str)
        nl = ", ".join(f"{name} ({count}×{f'; bedoeld als {near}?' if near else ''})" for (name, near), count in found)
        en = ", ".join(f"{name} ({count}×{f'; meant as {near}?' if near else ''})" for (name, near), count in found)
        text = Bilingual(
            f"Overgeslagen in de graaf, want geen eigenschap van het model: {nl}.",
            f"Left out of the graph, as no attribute of the model: {en}.",
        )
        return (Notice("foreign-attribute", text),)

    def _key(self, node: object, data: Mapping[str, Any]) -> str:
        """Return the key of a node: what it bears, or what the program calls it."""
        kind = str(data.get("category", data.get("type")))
        candidates = [data.get("key"), node, data.get("id"), data.get("name"), data.get("label")]
        return next((text for text in map(str, candidates) if text.startswith(f"{kind}:")), str(node))

    def _data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        type_ = data.get("category", data.get("type"))
        kind = ENTITY_TYPES.get(str(type_))
        taken: dict[str, Any] = {} if type_ in (None, "") else {"type": type_}
        if kind is None:
            return taken
        fields = {info.alias or name for name, info in kind.model_fields.items()} - {"key"}
        for name, value in data.items():
            if name in ("key", "category") or (name == "type" and value == type_):
                continue
            if kind.KIND == "partnership" and name in WHOLE:
                self.graph.graph[name] = decode(kind, name, value) or ()
            elif name in fields:
                plain = decode(kind, name, value)
                if plain is not None:
                    taken[name] = plain
            elif name not in _DRAWN and value not in ("", None):
                self.foreign[name, self._meant(name, kind.KIND, fields)] += 1
        if kind.KIND == "partnership" and "currency" in taken:
            self.graph.graph["currency"] = taken["currency"]
        return taken

    def _meant(self, name: str, kind: str, fields: set[str]) -> str | None:
        """Return the attribute that a name is nearest to."""
        if (name, kind) not in self._near:
            hint = self._hints.near(name, fields)
            self._near[name, kind] = hint.removeprefix("did you mean ").removesuffix("?") if hint else None
        return self._near[name, kind]

    @staticmethod
    def _let_edges_count(plain: dict[str, Any], edges: Any) -> None:
        kind = ENTITY_TYPES.get(plain.get("type", ""))
        types = {edge.get("category", edge.get("type")) for _, _, edge in edges}
        for name, reference in reference_fields(kind).items() if kind else ():
            if reference.edge in types:
                plain.pop(name, None)


def _not_taken_over(G: nx.MultiDiGraph[str], partnership: Partnership, file: str) -> Iterator[Problem]:
    """Yield the edges that were drawn and say something that nothing else says."""
    said = {(entity.key, ref.key, ref.edge) for entity in partnership.entities() for ref in references(entity)}
    for start, end, data in G.edges(data=True):
        type_ = str(data.get("type"))
        if type_ in REFERENCE_TYPES and (start, end, type_) not in said:
            source = Source(file, path=f"edge {start} → {end}")
            hint = Said("change the condition of {key} too", key=start) if type_ == "waits_for" else None
            expected = Said("an edge from a {kind}", kind=Either(NOUNS[kind] for kind in REFERENCE_TYPES[type_]))
            message = Said("this edge {type} says what {key} does not", type=type_, key=start)
            yield Problem(message, source, expected, hint)
