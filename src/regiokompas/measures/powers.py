"""Direction: what powers a partnership has, beside the legal form that must be able to carry them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.measures.base import Graph, Key, measure, value

__all__ = ["Powers", "powers"]


@dataclass(frozen=True, slots=True)
class Powers:
    """How the partnership came by its powers (claim E57)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    attributed: bool | None = value("bevoegdheden door attributie", "powers by attribution", of=("partnership.powers",))
    delegated: bool | None = value("bevoegdheden door delegatie", "powers by delegation", of=("partnership.powers",))
    mandated: bool | None = value("bevoegdheden door mandaat", "powers by mandate", of=("partnership.powers",))


@measure(Powers, field="direction", needs=(), label=("bevoegdheden", "powers"), singleton=True)
def powers(G: Graph) -> Iterator[Powers]:
    """Yield by which ways the partnership received powers.

    *Attribution*: a law gives the power to the body itself. *Delegation*: a participant hands it over and may not use
    it itself as long as it lasts. *Mandate*: the body decides in the name of the participant, which keeps the power.

    Yields
    ------
    Powers
        One row; all is unknown as long as the powers are.

    Notes
    -----
    O(1). Claim E57. Algemene wet bestuursrecht, title 10.1; Wet gemeenschappelijke regelingen, articles 10 and 30.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", powers=("mandate",))
    >>> list(powers(G))
    [Powers(partnership='partnership:p', attributed=False, delegated=False, mandated=True)]
    """
    whole = G.graph["partnership"]
    ways = G.nodes[whole].get("powers")
    yield Powers(whole, *(None if ways is None else way in ways for way in ("attribution", "delegation", "mandate")))
