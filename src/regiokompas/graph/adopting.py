"""Graphs of other programs, made into the form of :mod:`regiokompas.graph.files`; our own pass through untouched.

Who draws a network elsewhere writes *Gemeente* where the model says partner of the kind municipality, leaves edges
without a type, and draws lines instead of arrows. Where that can be meant in one way only it is taken so, and a notice
says what was taken for what. Where it can be meant in several, nothing is guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

import networkx as nx

from regiokompas.errors import InputError, Problem, Problems, Source
from regiokompas.graph import ENTITY_TYPES, REFERENCE_TYPES
from regiokompas.io.document import Notice
from regiokompas.model import ENTITIES
from regiokompas.model.parties import PartnerKind, Relation
from regiokompas.model.questions import QUESTIONS
from regiokompas.model.references import reference_fields
from regiokompas.saying import Said
from regiokompas.tables.columns import SHEETS, fold
from regiokompas.tables.naming import NAMED_BY, derive_keys
from regiokompas.texts import LANGUAGES, Bilingual, say_count, term

__all__ = ["adopted", "meant"]

#: What programs call the attribute that says what a node or edge is, in the order in which they count.
_TYPE_NAMES = ("category", "type", "soort", "kind", "element type", "connection type", "interaction")

#: What programs write there to say how an edge is drawn.
_DRAWN_AS = ("directed", "undirected", "mutual")

#: Words of others, beside the names of sheets and the nouns of the model.
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "partner": ("organisatie", "organisaties", "organisation", "organisations", "organization", "organizations"),
        "person": ("persoon", "mens", "people"),
        "relation": ("relatie", "relatie tussen partners", "relationship"),
    }
)

#: Those whose noun in questions is another.
_NOUNS = {"person": Bilingual("persoon", "person"), "relation": Bilingual("relatie", "relation")}

#: The attribute that a label may stand for: that of a person is a name, which is no function.
_LABELLED: Mapping[str, str] = MappingProxyType(
    {ENTITIES[section].KIND: by for section, by in NAMED_BY.items() if by in ("name", "text", "subject")}
)


def _noun(type_: str) -> Bilingual:
    return _NOUNS.get(type_) or QUESTIONS[type_].each


@cache
def _meanings() -> Mapping[str, tuple[str, str | None]]:
    """Return the type, and for partners the kind, of each word that means one thing only."""
    found: defaultdict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for section, kind in ENTITIES.items():
        for word in (kind.KIND, section, *SHEETS[section], *_noun(kind.KIND), *_WORDS.get(kind.KIND, ())):
            found[fold(word)].add((kind.KIND, None))
    for kind_of_partner in get_args(PartnerKind):
        if kind_of_partner != "other":
            for word in (kind_of_partner, *(term(kind_of_partner, language) for language in LANGUAGES)):
                found[fold(word)].add(("partner", kind_of_partner))
    return MappingProxyType({word: next(iter(said)) for word, said in found.items() if len(said) == 1})


def meant(word: object) -> tuple[str, str | None] | None:
    """Return the type, and for a partner the kind, that a word means in Dutch or English.

    Examples
    --------
    >>> meant("Gemeente"), meant("Personen"), meant("thing")
    (('partner', 'municipality'), ('person', None), None)
    """
    return _meanings().get(fold(str(word)))


def adopted(G: Any, file: str) -> tuple[Any, tuple[Notice, ...]]:
    """Return a directed graph in our form, and notices of what was taken for what.

    Raises
    ------
    InputError
        If a line without direction can run either way.
    """
    is_ours = G.is_directed() and all(_is_ours(data, str(key)) for key, data in G.nodes(data=True))
    if is_ours and all(_type_of(data) in _EDGES for _, _, data in G.edges(data=True)):
        return G, ()
    adopting = _Adopting(G, file)
    return adopting.graph, adopting.notices()


#: The types that an edge may have.
_EDGES = frozenset({*(kind.KIND for kind in ENTITIES.values() if kind.ENDPOINTS), *REFERENCE_TYPES})


def _type_of(data: Mapping[str, Any]) -> Any:
    return data.get("category", data.get("type"))


def _is_ours(data: Mapping[str, Any], node: str) -> bool:
    type_ = _type_of(data)
    return type_ in ENTITY_TYPES and _key_of(data, node, str(type_)) is not None


def _key_of(data: Mapping[str, Any], node: str, type_: str) -> str | None:
    named = [data.get("key"), node, data.get("id"), data.get("name"), data.get("label")]
    return next((text for text in map(str, named) if text.startswith(f"{type_}:")), None)


class _Adopting:
    """Takes over the nodes and then the edges of one graph, and counts what was taken for what."""

    def __init__(self, G: Any, file: str) -> None:
        self.file = file
        self.graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**G.graph)
        self.words: Counter[tuple[str, str, str | None]] = Counter()
        self.relations = self.both_ways = self.renamed = 0
        self.types: dict[Any, str] = {}
        self.problems = Problems()
        for node, data in G.nodes(data=True):
            self.graph.add_node(node, **self._node(data))
            self.types[node] = str(_type_of(self.graph.nodes[node]))
        self._give_keys()
        edges: Any = (nx.MultiDiGraph if G.is_directed() else nx.MultiGraph)(G).edges(keys=True, data=True)
        for start, end, key, data in edges:
            self._edge(start, end, key, dict(data), is_directed=G.is_directed() and not _is_line(data))
        if self.problems:
            raise InputError(self.problems)

    def _node(self, data: Mapping[str, Any]) -> dict[str, Any]:
        plain = dict(data)
        if _type_of(plain) not in ENTITY_TYPES:
            for name in _names_of_type(plain):
                found = meant(plain[name])
                if found is not None:
                    word = str(plain.pop(name))
                    plain.pop("type", None)
                    plain["category"] = found[0]
                    self.words[word, *found] += 1
                    if found[1] is not None:
                        plain["kind"] = found[1]
                    break
        if _type_of(plain) == "partner" and plain.get("kind") not in get_args(PartnerKind):
            found = meant(plain.get("kind"))
            if found is not None and found[1] is not None:
                self.words[str(plain["kind"]), *found] += 1
                plain["kind"] = found[1]
        return plain

    def _give_keys(self) -> None:
        """Give what bears no key of ours one that is made of its name, which a label or an identity may be."""
        without: defaultdict[str, list[tuple[Any, str]]] = defaultdict(list)
        for node, data in self.graph.nodes(data=True):
            type_ = self.types[node]
            if type_ not in ENTITY_TYPES or _key_of(data, str(node), type_) is not None:
                continue
            by = _LABELLED.get(type_)
            shown = next((str(data[name]) for name in ("label", "Label", "name") if data.get(name)), str(node))
            if by is not None and not data.get(by):
                data[by] = shown
            without[type_].append((node, shown))
        for type_, nodes in without.items():
            keys = derive_keys(type_, [(shown, str(node)) for node, shown in nodes])
            for (node, _), key in zip(nodes, keys, strict=True):
                self.graph.nodes[node]["key"] = key
            self.renamed += len(nodes)

    def _edge(self, start: Any, end: Any, key: Any, data: dict[str, Any], *, is_directed: bool) -> None:
        type_ = self._type_of_edge(start, end, data)
        ways = [(start, end)] if is_directed or type_ not in _EDGES else self._ways(type_, start, end)
        for number, way in enumerate(ways):
            if type_ == Relation.KIND and type_ != _type_of(data) and self._has_relation(*way):
                continue
            bare = data if number == 0 else {name: value for name, value in data.items() if name not in ("key", "id")}
            category = {} if type_ is None else {"category": type_}
            plain = {name: value for name, value in bare.items() if name not in ("category", "type") or type_ is None}
            is_free = number == 0 and not self.graph.has_edge(*way, key)
            chosen = self.graph.add_edge(*way, key if is_free else None)
            self.graph.edges[*way, chosen].update({**plain, **category})
        self.both_ways += len(ways) == 2

    def _type_of_edge(self, start: Any, end: Any, data: dict[str, Any]) -> str | None:
        said = _type_of(data)
        if said in _EDGES:
            return str(said)
        for name in _names_of_type(data):
            found = meant(data[name])
            if found is not None and found[0] in _EDGES:
                self.words[str(data.pop(name)), found[0], None] += 1
                return found[0]
        is_bare = not [name for name in _names_of_type(data) if fold(str(data[name])) not in _DRAWN_AS]
        if is_bare and self.types[start] == self.types[end] and self.types[start] in ("partner", "person"):
            self.relations += 1
            return Relation.KIND
        return None if said is None or fold(str(said)) in _DRAWN_AS else str(said)

    def _ways(self, type_: str | None, start: Any, end: Any) -> list[tuple[Any, Any]]:
        """Return the way a line can run: a relation both ways, anything else in the only way that the model knows."""
        fitting = [way for way in ((start, end), (end, start)) if self._fits(str(type_), *way)]
        if type_ == Relation.KIND or len(fitting) == 1:
            return fitting
        undirected = Said("this line of type {type} has no direction", type=type_)
        message = undirected if fitting else Said("a {type} does not join these two", type=type_)
        place = Source(self.file, path=f"edge {start} → {end}")
        if not self.problems.only_counted():
            hint = Said("make the graph directed in the program that made it")
            self.problems.append(Problem(message, place, Said("an arrow"), hint))
        return []

    def _fits(self, type_: str, start: Any, end: Any) -> bool:
        if type_ in REFERENCE_TYPES:
            kinds = [
                reference.kinds
                for name in REFERENCE_TYPES[type_]
                if name == self.types[start]
                for reference in reference_fields(ENTITY_TYPES[name]).values()
                if reference.edge == type_
            ]
            return any(self.types[end] in some for some in kinds)
        first, second = ENTITY_TYPES[type_].ENDPOINTS or ("", "")
        fields = reference_fields(ENTITY_TYPES[type_])
        return self.types[start] in fields[first].kinds and self.types[end] in fields[second].kinds

    def _has_relation(self, start: Any, end: Any) -> bool:
        return any(edge.get("category") == Relation.KIND for edge in self.graph[start].get(end, {}).values())

    def notices(self) -> tuple[Notice, ...]:
        """Say what was taken for what."""
        said = list(self._said())
        if not said:
            return ()
        text = Bilingual(*("; ".join(one.say(language) for one in said) for language in LANGUAGES))
        return (
            Notice(
                "graph-of-others",
                Bilingual(f"Uit de graaf van een ander programma: {text.nl}.", f"From another program: {text.en}."),
            ),
        )

    def _said(self) -> Iterator[Bilingual]:
        for (word, type_, kind), count in sorted(self.words.items(), key=str):
            each = _noun(type_)
            nl = each.nl if kind is None else f"{each.nl} ({term(kind, 'nl')})"
            en = each.en if kind is None else f"{each.en} ({term(kind, 'en')})"
            yield Bilingual(f"{word} ({count}×) is gelezen als {nl}", f"{word} ({count}×) was read as {en}")
        if self.renamed:
            yield Bilingual(
                f"{say_count(self.renamed, 'nl')} knopen kregen een sleutel naar hun naam",
                f"{say_count(self.renamed, 'en')} nodes were given a key after their name",
            )
        if self.relations:
            yield Bilingual(
                f"{say_count(self.relations, 'nl')} verbindingen zonder soort zijn gelezen als relatie",
                f"{say_count(self.relations, 'en')} edges without a type were read as relations",
            )
        if self.both_ways:
            yield Bilingual(
                f"{say_count(self.both_ways, 'nl')} lijnen zonder richting tellen in beide richtingen",
                f"{say_count(self.both_ways, 'en')} lines without a direction count both ways",
            )


def _names_of_type(data: Mapping[str, Any]) -> list[str]:
    """Return the attributes that may say what something is, in the order in which they count."""
    by_name = {fold(name): name for name in data if data[name] not in (None, "")}
    return [by_name[name] for name in _TYPE_NAMES if name in by_name]


def _is_line(data: Mapping[str, Any]) -> bool:
    """Return whether one edge of a directed graph was drawn without a direction."""
    return any(fold(str(data.get(name))) in ("undirected", "mutual") for name in ("direction", "type"))
