"""What many ask of a graph is worked out once, if the graph cannot change, and forgotten with it."""

import gc
import weakref

import networkx as nx

from regiokompas.graph.sharing import shared


class Answer:
    """Something that can be seen to go."""


asked: list[int] = []


@shared
def question(G: "nx.MultiDiGraph[str]") -> Answer:
    asked.append(len(G))
    return Answer()


def test_a_frozen_graph_is_asked_once_and_one_that_may_change_each_time() -> None:
    asked.clear()
    frozen, other = (nx.freeze(nx.MultiDiGraph([pair])) for pair in ("ab", "ab"))
    assert question(frozen) is question(frozen) is not question(other)
    open_ = nx.MultiDiGraph(["ab"])
    assert question(open_) is not question(open_)
    assert asked == [2, 2, 2, 2]


def test_an_answer_goes_with_its_graph() -> None:
    G = nx.freeze(nx.MultiDiGraph(["ab"]))
    answer = weakref.ref(question(G))
    assert answer() is not None
    del G
    gc.collect()
    assert answer() is None
