"""Days, counted from the date of the picture."""

from __future__ import annotations

from datetime import date

from regiokompas.measures.base import Graph

__all__ = ["days_since", "days_until"]


def days_until(G: Graph, day: object) -> int | None:
    """Return the days from the date of the picture to a day; ``None`` if the day is unknown or there is none.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", date=date(2026, 11, 23))
    >>> days_until(G, date(2026, 12, 1)), days_since(G, date(2026, 11, 1)), days_until(G, "none")
    (8, 22, None)
    """
    if not isinstance(day, date):
        return None
    picture: date = G.nodes[G.graph["partnership"]]["date"]
    return (day - picture).days


def days_since(G: Graph, day: object) -> int | None:
    """Return the days from a day to the date of the picture; negative if the day is still to come."""
    days = days_until(G, day)
    return None if days is None else -days
