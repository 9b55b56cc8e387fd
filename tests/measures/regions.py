"""Small partnerships to measure."""

from typing import Any

from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.measures.base import Graph
from regiokompas.model import read


def graph(**sections: Any) -> Graph:
    """Return the graph of a partnership with these sections."""
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", **sections.pop("about", {})}
    return to_graph(read(Document({"partnership": about, **sections}, "<test>")))


def partners(names: str, **attributes: Any) -> list[dict[str, Any]]:
    """Return a partner for each letter."""
    return [{"key": f"partner:{name}", "name": name, **attributes} for name in names]


def persons(**employers: str) -> list[dict[str, Any]]:
    """Return a person for each name, employed by the partner of that letter."""
    return [
        {"key": f"person:{name}", "function": name, "employer": f"partner:{home}"} for name, home in employers.items()
    ]


def ties(kind: str, *pairs: str, **attributes: Any) -> list[dict[str, Any]]:
    """Return a relation for each pair of letters, written as ``ab``."""
    return [{"from": f"{kind}:{pair[0]}", "to": f"{kind}:{pair[1]}", **attributes} for pair in pairs]
