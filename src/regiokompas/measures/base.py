"""What a measure is: one function over the graph that yields typed rows, each about one subject."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeAlias, TypeVar

from regiokompas.errors import PluginError
from regiokompas.model import ENTITIES
from regiokompas.model.base import Quantity
from regiokompas.plugins import MEASURES, offered, origin, use
from regiokompas.texts import Bilingual

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "Amount",
    "Count",
    "Days",
    "Graph",
    "Key",
    "Keys",
    "Measure",
    "Number",
    "Row",
    "Score",
    "Share",
    "Word",
    "Words",
    "is_complete",
    "measure",
    "registered",
    "value",
]

#: What :func:`regiokompas.graph.to_graph` returns.
Graph: TypeAlias = "nx.MultiDiGraph[str]"

#: Types of the columns of a row; they tell rules which operators fit and texts how to write a value.
Key = Annotated[str, Quantity("key")]
Keys = Annotated[tuple[str, ...], Quantity("keys")]
Word = Annotated[str, Quantity("word")]
Words = Annotated[tuple[str, ...], Quantity("words")]
Count = Annotated[int, Quantity("count")]
Number = Annotated[float, Quantity("number")]
Share = Annotated[float, Quantity("share")]
Score = Annotated[float, Quantity("score")]
Amount = Annotated[float, Quantity("money")]
Days = Annotated[int, Quantity("days")]


def is_complete(G: Graph, section: str) -> bool:
    """Return whether a section is known and has nothing of its kind beside it.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(sections=("funds", "plans"), incomplete=("plans",))
    >>> [is_complete(G, section) for section in ("funds", "plans", "roles")]
    [True, False, False]
    """
    return section in G.graph.get("sections", ()) and section not in G.graph.get("incomplete", ())


class Row(Protocol):
    """A frozen dataclass; ``None`` in a column means unknown."""

    __dataclass_fields__: Any


RowType = TypeVar("RowType")


def value(
    nl: str,
    en: str,
    *,
    of: tuple[str, ...] = (),
    of_all: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
    reads_all: tuple[str, ...] = (),
) -> Any:
    """Declare a column of a row with its label in both languages, and what it is made from.

    A column without ``| None`` in its type is always known. Any other says what it hangs on, so that one can ask for
    that where the column is unknown. What a column hangs on and what else it reads are together the cells that a
    reason cites for its value.

    Parameters
    ----------
    of
        Attributes of what the row is about (``theme.cost``), sections (``themes``), and columns of the same row
        (``.firm``). ``fund*.status`` is that of a fund and of those that it names, directly or further on, and
        ``*fund*.status`` of those that name it as well.
    of_all
        Attributes of every entity of a kind.
    reads
        What else of what the row is about it is made from, though no lack of it makes it unknown: attributes as in
        ``of``.
    reads_all
        The same of every entity of a kind; a section (``themes``) where it only matters that something is there.
    """
    made_from = {"of": of, "of_all": of_all, "reads": reads, "reads_all": reads_all}
    return dataclasses.field(metadata={"label": Bilingual(nl, en), **made_from})


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """A registered measure.

    Parameters
    ----------
    name
        Kind of the facts it gives: the name of the function.
    row
        The dataclass of its rows. The first column is the subject.
    field
        The tension field it serves first.
    needs
        Sections without which it cannot be computed. If one of them is unknown or incomplete, nothing is
        computed and the kind is open.
    singleton
        Exactly one row per partnership; the subject is the partnership.
    identity
        The columns that tell rows apart: the subject, unless there can be more than one row about it.
    origin
        The distribution it comes from; empty for those of the library itself.
    """

    name: str
    row: type
    field: str
    needs: tuple[str, ...]
    singleton: bool
    identity: tuple[str, ...]
    label: Bilingual
    function: Callable[[Graph], Iterable[Any]]
    origin: str = ""


_REGISTERED: dict[str, Measure] = {}

#: Kinds of facts that are no measures: the entities, and what rules conclude.
_TAKEN = frozenset({*(entity.KIND for entity in ENTITIES.values()), "finding"})


def measure(
    row: type[RowType],
    *,
    field: str,
    needs: tuple[str, ...],
    label: tuple[str, str],
    singleton: bool = False,
    identity: tuple[str, ...] = (),
) -> Callable[[Callable[[Graph], Iterable[RowType]]], Callable[[Graph], Iterable[RowType]]]:
    """Register a function as the measure that gives rows of a type.

    The function stays usable by itself, on any graph of the form of :func:`regiokompas.graph.to_graph`.
    """

    def register(function: Callable[[Graph], Iterable[RowType]]) -> Callable[[Graph], Iterable[RowType]]:
        name = function.__name__
        if name in _REGISTERED and _REGISTERED[name].function.__module__ != function.__module__:
            raise ValueError(f"the measure {name} exists already, in {_REGISTERED[name].function.__module__}")
        if name in _TAKEN:
            raise ValueError(f"{name} is a kind of fact of the library itself; give the measure another name")
        columns = identity or (dataclasses.fields(row)[0].name,)  # type: ignore[arg-type]
        _REGISTERED[name] = Measure(name, row, field, needs, singleton, columns, Bilingual(*label), function)
        return function

    return register


def registered() -> Mapping[str, Measure]:
    """Return every measure by name, those of installed distributions included.

    Raises
    ------
    PluginError
        If a distribution offers measures that cannot be used.
    """
    _load_offered()
    return dict(sorted(_REGISTERED.items()))


@cache
def _load_offered() -> None:
    """Import what distributions offer, once, and note where each measure comes from."""
    for point in offered(MEASURES):
        before = set(_REGISTERED)
        try:
            use(point, lambda point: point.load())
        except PluginError:
            for name in _REGISTERED.keys() - before:  # half a plugin is none
                del _REGISTERED[name]
            raise
        package = point.module.partition(".")[0]
        for name, found in _REGISTERED.items():
            if found.function.__module__.partition(".")[0] == package:
                _REGISTERED[name] = dataclasses.replace(found, origin=origin(point))
