"""What the councils of the participants can see and ask: two measures, registered when this module is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Days, Graph, Key, Keys, measure, value
from regiokompas.measures.dates import days_until
from regiokompas.measures.knowledge import certain, is_one_of, number_of, some
from regiokompas.measures.tally import every, negation

__all__ = ["CouncilRoute", "CouncilTime", "council_route", "council_time"]

#: Kinds of partners with an elected council to answer to.
WITH_COUNCILS = frozenset({"municipality", "province", "water_authority"})


@dataclass(frozen=True, slots=True)
class CouncilRoute:
    """Which councils have somebody of their own to ask about a theme (claim A3)."""

    theme: Key = value("opgave", "theme")
    without_route: Keys | None = value(
        "overheden zonder eigen bestuurder met een rol",
        "governments without a governor of their own in a role",
        of=("theme.partners", "roles"),
        of_all=("partner.kind", "person.employer", "person.governor"),
    )
    without_route_count: Count | None = value(
        "aantal overheden zonder bestuurder met een rol",
        "number of governments without a governor in a role",
        of=(".without_route",),
    )


@measure(
    CouncilRoute,
    field="direction",
    needs=("partners", "persons", "themes", "roles"),
    label=("weg naar de raden", "route to the councils"),
)
def council_route(G: Graph) -> Iterator[CouncilRoute]:
    """Yield for each theme the governments whose council has nobody of its own to ask about it.

    A council can ask the governors of its own government. There is a *route* if one of them has a role in the theme or
    in the partnership as a whole, or if the government itself has: then its executive answers for it.

    Yields
    ------
    CouncilRoute
        One row per theme. ``without_route`` holds those of which it is certain, and the count says *at least so many*;
        both are unknown rather than empty.

    Notes
    -----
    O(t · p · r) for t themes, p participants and r roles. Claim A3.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> for key in ("partner:a", "partner:b"):
    ...     G.add_node(key, type="partner", kind="municipality")
    >>> G.add_node("person:x", type="person", employer="partner:a", governor=True)
    >>> G.add_node("theme:t", type="theme", partners=("partner:a", "partner:b"))
    >>> _ = G.add_edge("person:x", "partnership:p", type="role", role="chair")
    >>> list(council_route(G))
    [CouncilRoute(theme='theme:t', without_route=('partner:b',), without_route_count=1)]
    """
    roles = [(holder, concerns) for holder, concerns, _ in edges(G, "role")]
    for theme, data in nodes(G, "theme"):
        participants: Iterable[str] | None = data.get("partners")
        holders = {holder for holder, concerns in roles if concerns in (theme, G.graph["partnership"])}
        missing = None if participants is None else certain((key, _is_missed(G, key, holders)) for key in participants)
        yield CouncilRoute(theme, missing, number_of(missing))


def _is_missed(G: Graph, partner: str, holders: Iterable[str]) -> bool | None:
    """Return whether a partner has a council, and that council nobody to ask."""
    has_council = is_one_of(G.nodes[partner].get("kind"), WITH_COUNCILS)
    return every([has_council, negation(some(_answers(G, holder, partner) for holder in sorted(holders)))])


def _answers(G: Graph, holder: str, partner: str) -> bool | None:
    """Return whether who holds a role answers to the council of a partner."""
    data = G.nodes[holder]
    if data.get("type") != "person":
        return holder == partner
    employer = data.get("employer")
    return every([None if employer is None else employer == partner, data.get("governor")])


@dataclass(frozen=True, slots=True)
class CouncilTime:
    """How much time the councils get for their view on a decision (claim A1)."""

    decision: Key = value("besluit", "decision")
    sent: bool | None = value(
        "ontwerp is naar de raden", "draft is with the councils", of=("decision.sent_to_councils",)
    )
    days_until_decision: Days | None = value("dagen tot het besluit", "days until the decision", of=("decision.date",))
    days_for_councils: Days | None = value(
        "dagen voor de raden", "days for the councils", of=("decision.date", "decision.sent_to_councils")
    )


@measure(
    CouncilTime,
    field="direction",
    needs=("decisions",),
    label=("tijd voor de raden", "time for the councils"),
)
def council_time(G: Graph) -> Iterator[CouncilTime]:
    """Yield how much time a decision on the partnership as a whole leaves to the councils.

    Yields
    ------
    CouncilTime
        One row per decision that concerns the partnership itself, is not known to be taken, and is not known to adopt a
        budget, for which the act has a calendar of its own. ``days_for_councils`` is from sending the draft to the
        decision, and unknown as long as it has not been sent.

    Notes
    -----
    O(d) for d decisions. Claim A1. Wet gemeenschappelijke regelingen, article 1.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", date=date(2026, 11, 23))
    >>> day, sent = date(2026, 12, 23), date(2026, 11, 13)
    >>> G.add_node("decision:d", type="decision", date=day, sent_to_councils=sent)
    >>> _ = G.add_edge("decision:d", "partnership:p", type="concerns")
    >>> list(council_time(G))
    [CouncilTime(decision='decision:d', sent=True, days_until_decision=30, days_for_councils=40)]
    """
    whole = G.graph["partnership"]
    about_the_whole = {decision for decision, concerns, _ in edges(G, "concerns") if concerns == whole}
    for key, data in nodes(G, "decision"):
        if key not in about_the_whole or data.get("status") == "taken" or data.get("budget_year") is not None:
            continue
        sent = data.get("sent_to_councils")
        ahead, sent_ahead = days_until(G, data.get("date")), days_until(G, sent)
        yield CouncilTime(
            decision=key,
            sent=None if sent is None else sent != "none",
            days_until_decision=ahead,
            days_for_councils=None if ahead is None or sent_ahead is None else ahead - sent_ahead,
        )
