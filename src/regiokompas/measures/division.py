"""Division: whether the people of one partner answer alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Words, is_complete, measure, value
from regiokompas.measures.knowledge import at_least, certain, some

__all__ = ["InnerDivision", "inner_division"]


@dataclass(frozen=True, slots=True)
class InnerDivision:
    """On what the people of a partner are far apart (claims E22, E40)."""

    partner: Key = value("partner", "partner")
    topics: Count | None = value(
        "onderwerpen waarover de antwoorden ver uiteenlopen",
        "subjects on which the answers are far apart",
        of=("statements", "relations", "statement.divided", "relation.divided"),
        reads=("statement.partner", "statement.trait", "relation.from", "relation.to"),
    )
    traits: Words | None = value(
        "eigenschappen waarover zij verdeeld zijn",
        "traits on which they are divided",
        of=("statements", "statement.divided"),
        reads=("statement.partner", "statement.trait"),
    )
    others: Keys | None = value(
        "partners waarover zij verdeeld zijn",
        "partners about whom they are divided",
        of=("relations", "relation.divided"),
        reads=("relation.from", "relation.to"),
    )


@measure(
    InnerDivision,
    field="interplay",
    needs=("partners", "statements"),
    label=("verdeeldheid binnen een partner", "division inside a partner"),
)
def inner_division(G: Graph) -> Iterator[InnerDivision]:
    """Yield on what the people of each partner answer far apart.

    A subject is a trait that the partner scored, or another partner with whom it has a relation.

    Yields
    ------
    InnerDivision
        One row per partner. ``topics`` says *at least so many* while of some subject it is unknown whether the answers
        are far apart, and is unknown itself rather than zero; so are ``traits`` and ``others``.

    Notes
    -----
    O(s + r) for s statements and r relations. Claims E22 and E40. How far is too far is settled where answers are added
    up (:mod:`regiokompas.questionnaires`): a single answer must not be told from it.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(sections=("statements", "relations"))
    >>> G.add_nodes_from(["partner:a", "partner:b"], type="partner")
    >>> G.add_node("statement:1", type="statement", partner="partner:a", trait="courage", divided=True)
    >>> _ = G.add_edge("partner:a", "partner:b", type="relation", divided=False)
    >>> [(row.partner, row.topics, row.traits, row.others) for row in inner_division(G)]
    [('partner:a', 1, ('courage',), ()), ('partner:b', 0, (), ())]
    """
    traits = _subjects((data["partner"], data["trait"], data.get("divided")) for _, data in nodes(G, "statement"))
    others = _subjects((start, end, data.get("divided")) for start, end, data in edges(G, "relation"))
    beside = [("", False if is_complete(G, section) else None) for section in ("statements", "relations")]
    for partner, _ in nodes(G, "partner"):
        on_traits, on_others = [*traits[partner].items(), beside[0]], [*others[partner].items(), beside[1]]
        yield InnerDivision(
            partner=partner,
            topics=at_least(truth for _, truth in (*on_traits, *on_others)),
            traits=certain(on_traits),
            others=certain(on_others),
        )


def _subjects(answers: Iterable[tuple[str, str, bool | None]]) -> dict[str, dict[str, bool | None]]:
    """Return by partner and subject whether its people are divided; of two relations with one partner, one suffices."""
    found: dict[str, dict[str, bool | None]] = defaultdict(dict)
    for partner, subject, divided in answers:
        found[partner][subject] = some([divided, found[partner].get(subject, False)])
    return found
