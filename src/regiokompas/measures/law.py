"""What the act on joint arrangements (Wgr) looks at: the organs that take part, and the budget calendar.

The measures only state facts; what the act says about them stands in the rules, with the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from regiokompas.graph import nodes
from regiokompas.measures.base import Count, Days, Graph, Key, Keys, measure, value
from regiokompas.measures.dates import days_until
from regiokompas.measures.knowledge import certain, is_one_of, number_of, some
from regiokompas.measures.tally import every

__all__ = ["BudgetCalendar", "TakingPart", "budget_calendar", "taking_part"]

#: Organs besides the executive that may take part (Wgr 1, 40 and 50), as the register and people write them.
BEYOND_THE_EXECUTIVE = frozenset(
    {
        "algemeen bestuur",
        "burgemeester",
        "commissaris van de koning",
        "commissaris van de koningin",
        "council",
        "dijkgraaf",
        "gemeenteraad",
        "mayor",
        "provinciale staten",
        "raad",
        "voorzitter",
    }
)

#: Kinds of partners that take part through one of their organs.
WITH_ORGANS = frozenset({"municipality", "province", "water_authority"})


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Which organs take part (claim E57)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    beyond_executive: Keys | None = value(
        "doen mee met raad of burgemeester",
        "take part with council or mayor",
        of_all=("partner.bodies", "partner.kind"),
    )
    beyond_executive_count: Count | None = value(
        "aantal dat meedoet met raad of burgemeester", "number with council or mayor", of=(".beyond_executive",)
    )


@measure(
    TakingPart,
    field="direction",
    needs=("partners",),
    label=("deelnemende organen", "organs taking part"),
    singleton=True,
)
def taking_part(G: Graph) -> Iterator[TakingPart]:
    """Yield which governments take part with an organ besides their executive, such as a council or a mayor.

    Yields
    ------
    TakingPart
        One row. ``beyond_executive`` holds the partners of which it is certain, and the count says *at least so many*;
        both are unknown rather than empty. Others than municipalities, provinces and water authorities do not count.

    Notes
    -----
    O(p) for p partners. Claim E57. Wet gemeenschappelijke regelingen, articles 1 and 8.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partner:a", type="partner", kind="municipality", bodies=("Gemeenteraad", "College"))
    >>> G.add_node("partner:b", type="partner", kind="municipality", bodies=("College",))
    >>> [row.beyond_executive for row in taking_part(G)]
    [('partner:a',)]
    """
    found = certain(
        (key, every([is_one_of(data.get("kind"), WITH_ORGANS), _beyond_executive(data.get("bodies"))]))
        for key, data in nodes(G, "partner")
    )
    yield TakingPart(G.graph["partnership"], found, number_of(found))


def _beyond_executive(bodies: Iterable[str] | None) -> bool | None:
    return None if bodies is None else some(body.strip().casefold() in BEYOND_THE_EXECUTIVE for body in bodies)


@dataclass(frozen=True, slots=True)
class BudgetCalendar:
    """The time that councils and province get for a budget (claim E55)."""

    decision: Key = value("besluit", "decision")
    days_for_councils: Days | None = value(
        "dagen voor de raden",
        "days for the councils",
        of=("decision.date", "decision.sent_to_councils"),
        reads_all=("partnership.date",),
    )
    days_to_spare: Days | None = value(
        "dagen over tot 14 september",
        "days to spare until 14 September",
        of=("decision.date",),
        reads=("decision.budget_year",),
    )


@measure(
    BudgetCalendar,
    field="financing",
    needs=("decisions",),
    label=("begrotingskalender", "budget calendar"),
)
def budget_calendar(G: Graph) -> Iterator[BudgetCalendar]:
    """Yield how much time a budget that is still to be adopted leaves to councils and province.

    Yields
    ------
    BudgetCalendar
        One row per decision of which it is known that it adopts the budget of a year, unless it has been taken.
        ``days_for_councils`` is from sending the draft to the decision; of a draft that has not been sent, the days
        that are left if it is sent today. ``days_to_spare`` is from the decision to 14 September of the year before the
        budget year, the last day before the province must have it; negative if it is later. Both are unknown without a
        date of the decision.

    Notes
    -----
    O(d) for d decisions. Claim E55. Wet gemeenschappelijke regelingen, articles 34 and 35.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", date=date(2027, 5, 3))
    >>> G.add_node(
    ...     "decision:b", type="decision", budget_year=2028, date=date(2027, 7, 5), sent_to_councils="none"
    ... )
    >>> list(budget_calendar(G))
    [BudgetCalendar(decision='decision:b', days_for_councils=63, days_to_spare=71)]
    """
    for key, data in nodes(G, "decision"):
        year, day, sent = data.get("budget_year"), data.get("date"), data.get("sent_to_councils")
        if year is None or data.get("status") == "taken":
            continue
        ahead = days_until(G, day)
        sent_ahead = 0 if sent == "none" else days_until(G, sent)
        yield BudgetCalendar(
            decision=key,
            days_for_councils=None if ahead is None or sent_ahead is None else ahead - sent_ahead,
            days_to_spare=(date(year - 1, 9, 14) - day).days if isinstance(day, date) else None,
        )
