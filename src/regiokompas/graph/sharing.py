"""What many ask of a graph, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import networkx as nx

__all__ = ["shared"]

Answer = TypeVar("Answer")


def shared(question: Callable[[nx.MultiDiGraph[str]], Answer]) -> Callable[[nx.MultiDiGraph[str]], Answer]:
    """Let all who ask the same of a frozen graph share one answer, for as long as the graph is there.

    A graph that may still change is asked anew each time. An answer is shared, so nobody may change it; and it must not
    refer to the graph, or neither would ever go.

    Examples
    --------
    >>> @shared
    ... def number_of_edges(G):
    ...     print("counting")
    ...     return G.number_of_edges()
    >>> G = nx.freeze(nx.MultiDiGraph([("a", "b")]))
    >>> number_of_edges(G), number_of_edges(G)
    counting
    (1, 1)
    """
    answers: WeakKeyDictionary[nx.MultiDiGraph[str], Answer] = WeakKeyDictionary()

    @wraps(question)
    def answer(G: nx.MultiDiGraph[str]) -> Answer:
        if not nx.is_frozen(G):
            return question(G)
        if G not in answers:
            answers[G] = question(G)
        return answers[G]

    return answer
