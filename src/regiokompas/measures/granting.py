"""Granting: who gave way for a joint decision, and who helps without asking for anything in return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiokompas.graph import nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Share, is_complete, measure, value
from regiokompas.measures.knowledge import at_least, certain, is_one_of, number_of
from regiokompas.measures.tally import count_of, share_of

__all__ = ["Concession", "Granting", "concession", "granting"]


@dataclass(frozen=True, slots=True)
class Concession:
    """How often a partner gave way for a joint decision (claim E43)."""

    partner: Key = value("partner", "partner")
    gave_way: Count | None = value(
        "keren toegegeven", "times it gave way", of_all=("decision.gave_way", "decision.status")
    )
    concessions: Count | None = value(
        "concessies van alle partners", "concessions of all partners", of_all=("decision.gave_way", "decision.status")
    )
    share: Share | None = value(
        "aandeel in alle concessies", "share of all concessions", of=(".gave_way", ".concessions")
    )
    others_share: Share | None = value(
        "aandeel van de anderen dat ooit toegaf",
        "share of the others that ever gave way",
        of=(".concessions",),
        reads_all=("partners",),
    )


@measure(Concession, field="interplay", needs=("partners", "decisions"), label=("toegeven", "giving way"))
def concession(G: Graph) -> Iterator[Concession]:
    """Yield how often each partner gave way in decisions that were taken.

    Yields
    ------
    Concession
        One row per partner. Counts say *at least so many* while it is unknown who gave way in some decision, and are
        unknown themselves rather than zero. ``share`` and ``others_share`` are of the concessions that are known, and
        unknown as long as none is.

    Notes
    -----
    O(p + d) for p partners and d decisions. Claim E43.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_nodes_from(["partner:a", "partner:b"], type="partner")
    >>> for number in "12":
    ...     G.add_node(f"decision:{number}", type="decision", status="taken", gave_way=("partner:a",))
    >>> [(row.gave_way, row.share, row.others_share) for row in concession(G)]
    [(2, 1.0, 0.0), (0, 0.0, 1.0)]
    """
    partners = [key for key, _ in nodes(G, "partner")]
    groups = _gave_way(G)
    times = Counter(key for group in groups for key in group or ())
    total, is_whole, giving = times.total(), None not in groups, len(times)
    for key in partners:
        others = giving - (key in times)
        yield Concession(
            partner=key,
            gave_way=times[key] or (0 if is_whole else None),
            concessions=total or (0 if is_whole else None),
            share=share_of(times[key], total),
            others_share=share_of(others, len(partners) - 1) if total else None,
        )


def _gave_way(G: Graph) -> list[Sequence[str] | None]:
    """Return who gave way in each decision that was taken; unknown also where it is unknown whether it was."""
    found: list[Sequence[str] | None] = []
    for _, data in nodes(G, "decision"):
        is_taken = is_one_of(data.get("status"), ["taken"])
        if is_taken is not False:
            found.append(data.get("gave_way") if is_taken else None)
    return found


@dataclass(frozen=True, slots=True)
class Granting:
    """What partners grant each other (claims E52, E64)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners", reads_all=("partners",))
    decisions: Count | None = value(
        "genomen besluiten waarvan bekend is wie toegaf",
        "decisions taken of which it is known who gave way",
        of=("decisions",),
        of_all=("decision.gave_way", "decision.status"),
    )
    with_concession: Count | None = value(
        "besluiten waarin iemand toegaf",
        "decisions in which someone gave way",
        of=("decisions",),
        of_all=("decision.gave_way", "decision.status"),
    )
    helpers: Keys | None = value("helpen zonder tegenprestatie", "help without return", of_all=("partner.helped",))
    helpers_count: Count | None = value(
        "aantal dat helpt zonder tegenprestatie", "number that helps without return", of_all=("partner.helped",)
    )
    helpers_share: Share | None = value(
        "aandeel dat helpt zonder tegenprestatie",
        "share that helps without return",
        of_all=("partner.helped",),
        reads_all=("partners",),
    )


@measure(
    Granting,
    field="interplay",
    needs=("partners",),
    label=("wat partners elkaar gunnen", "what partners grant each other"),
    singleton=True,
)
def granting(G: Graph) -> Iterator[Granting]:
    """Yield in how many decisions someone gave way, and who helps another without return.

    Yields
    ------
    Granting
        One row. ``with_concession`` says *at least so many* while it is unknown of a decision who gave way, and is
        unknown rather than zero. ``helpers`` holds those who certainly helped; it is unknown rather than empty.
        ``helpers_share`` is unknown as long as it is of a partner.

    Notes
    -----
    O(p + d) for p partners and d decisions. Claims E52 and E64.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p", sections=("partners", "decisions"))
    >>> G.add_node("partner:a", type="partner", helped=("partner:b",))
    >>> G.add_node("partner:b", type="partner", helped=())
    >>> G.add_node("decision:d", type="decision", status="taken", gave_way=())
    >>> [(row.with_concession, row.helpers, row.helpers_share) for row in granting(G)]
    [(0, ('partner:a',), 0.5)]
    """
    helping = [(key, None if (to := data.get("helped")) is None else bool(to)) for key, data in nodes(G, "partner")]
    helpers = certain(helping)
    groups = _gave_way(G) if is_complete(G, "decisions") else [None]
    yield Granting(
        partnership=G.graph["partnership"],
        partners=len(helping),
        decisions=at_least(None if group is None else True for group in groups),
        with_concession=at_least(None if group is None else bool(group) for group in groups),
        helpers=helpers,
        helpers_count=number_of(helpers),
        helpers_share=share_of(count_of(helped for _, helped in helping), len(helping)),
    )
