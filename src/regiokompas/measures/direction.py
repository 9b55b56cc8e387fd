"""Direction: who pulls, who decides, how far it is, and what rests on one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Days, Graph, Key, Keys, Share, is_complete, measure, value
from regiokompas.measures.dates import days_since, days_until
from regiokompas.measures.dependence import PersonDependence, person_dependence
from regiokompas.measures.joining import ExitStake, ThemeParties, exit_stake, theme_parties
from regiokompas.measures.knowledge import at_least, certain, is_one_of, number_of, without
from regiokompas.measures.powers import Powers, powers
from regiokompas.measures.roles import (
    Puller,
    Pulling,
    RoleConflict,
    ThemeRoles,
    puller,
    pulling,
    role_conflict,
    theme_roles,
)
from regiokompas.measures.tally import count_of, every, negation, share_of

__all__ = [
    "DecisionCalendar",
    "DecisionHearing",
    "Doubt",
    "ExitStake",
    "PersonDependence",
    "Powers",
    "Puller",
    "Pulling",
    "RoleConflict",
    "ThemeParties",
    "ThemeProgress",
    "ThemeRoles",
    "decision_calendar",
    "decision_hearing",
    "doubt",
    "exit_stake",
    "person_dependence",
    "powers",
    "puller",
    "pulling",
    "role_conflict",
    "theme_parties",
    "theme_progress",
    "theme_roles",
]


@dataclass(frozen=True, slots=True)
class DecisionHearing:
    """Who must still be heard before a decision (claim E55)."""

    decision: Key = value("besluit", "decision")
    unheard: Keys | None = value("nog niet gehoord", "not yet heard", of=("decision.must_hear", "decision.heard"))
    unheard_count: Count | None = value("aantal nog te horen", "number still to be heard", of=(".unheard",))
    waits_in_circle: bool = value(
        "wacht via andere besluiten op zichzelf", "waits for itself through other decisions", reads=("decision*.after",)
    )


@measure(
    DecisionHearing,
    field="direction",
    needs=("decisions",),
    label=("horen voor een besluit", "hearing before a decision"),
)
def decision_hearing(G: Graph) -> Iterator[DecisionHearing]:
    """Yield who must still be heard before a decision, and whether decisions wait for each other in a circle.

    A decision waits in a circle if it is in a strongly connected component of two decisions or more of the graph of
    which decision waits for which, or waits for itself.

    Yields
    ------
    DecisionHearing
        One row per decision. ``unheard`` is unknown if it is unknown who must be heard, or who was. Circles are those
        that are known: a decision of which nobody says what it waits for is taken to wait for none.

    Notes
    -----
    O(d + w) for d decisions and w pairs of which one waits for the other. Claim E55.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("decision:a", type="decision", must_hear=("partner:a", "partner:b"), heard=("partner:b",))
    >>> list(decision_hearing(G))
    [DecisionHearing(decision='decision:a', unheard=('partner:a',), unheard_count=1, waits_in_circle=False)]
    """
    waits: nx.DiGraph[str] = nx.DiGraph((start, end) for start, end, _ in edges(G, "after"))
    circular = {key for group in nx.strongly_connected_components(waits) if len(group) > 1 for key in group}
    circular.update(nx.nodes_with_selfloops(waits))
    for key, data in nodes(G, "decision"):
        unheard = without(data.get("must_hear"), data.get("heard"))
        yield DecisionHearing(
            decision=key,
            unheard=unheard,
            unheard_count=number_of(unheard),
            waits_in_circle=key in circular,
        )


@dataclass(frozen=True, slots=True)
class DecisionCalendar:
    """The decisions as a whole (claims E28, E57)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    decisions: Count = value(
        "nog te nemen besluiten", "decisions still to be taken", reads_all=("decision.status", "decisions")
    )
    undated: Count | None = value(
        "zonder datum", "without a date", of_all=("decision.date",), reads_all=("decision.status",)
    )
    without_body: Count | None = value(
        "zonder besluitend orgaan", "without a deciding body", of_all=("decision.body",), reads_all=("decision.status",)
    )
    overdue: Count | None = value(
        "over de datum", "overdue", of_all=("decision.status", "decision.date"), reads_all=("partnership.date",)
    )
    spread: Days | None = value(
        "dagen tussen eerste en laatste",
        "days between the first and the last",
        of_all=("decision.date",),
        reads_all=("decision.status",),
    )
    clear_share: Share | None = value(
        "aandeel met orgaan en datum",
        "share with a body and a date",
        of_all=("decision.date", "decision.body"),
        reads_all=("decision.status", "decisions"),
    )
    unanimous: Keys | None = value(
        "vragen ieders instemming",
        "need the consent of all",
        of_all=("decision.unanimous",),
        reads_all=("decision.status",),
    )
    unanimous_share: Share | None = value(
        "aandeel dat ieders instemming vraagt",
        "share that needs the consent of all",
        of_all=("decision.unanimous",),
        reads_all=("decision.status", "decisions"),
    )


@measure(
    DecisionCalendar,
    field="direction",
    needs=("decisions",),
    label=("besluitenkalender", "decision calendar"),
    singleton=True,
)
def decision_calendar(G: Graph) -> Iterator[DecisionCalendar]:
    """Yield how the decisions that are still to be taken are spread, and how many lack a date or a body.

    Yields
    ------
    DecisionCalendar
        One row over the decisions that are not known to be taken. ``undated``, ``without_body`` and ``overdue`` say *at
        least so many* while something about a decision is unknown, and are unknown themselves rather than zero.
        ``spread`` is over the decisions with a date, and unknown as long as it is unknown when one is taken;
        ``clear_share`` is that of decisions with a body and a date. ``unanimous`` holds the decisions that certainly
        need the consent of every partner, and is unknown rather than empty; ``unanimous_share`` is unknown as long as
        it is of a decision.

    Notes
    -----
    O(d) for d decisions. Claims E28 and E57.
    """
    open_ones = {key: data for key, data in nodes(G, "decision") if data.get("status") != "taken"}
    ahead = list(open_ones.values())
    undated = [is_one_of(data.get("date"), ["none"]) for data in ahead]
    bodiless = [is_one_of(data.get("body"), ["none"]) for data in ahead]
    clear = [every(map(negation, lacks)) for lacks in zip(undated, bodiless, strict=True)]
    days = [day for data in ahead if (day := days_until(G, data.get("date"))) is not None]
    yield DecisionCalendar(
        partnership=G.graph["partnership"],
        decisions=len(ahead),
        undated=at_least(undated),
        without_body=at_least(bodiless),
        overdue=at_least(_is_overdue(G, data) for data in ahead),
        spread=max(days) - min(days) if days and None not in undated else None,
        clear_share=share_of(count_of(clear), len(ahead)),
        unanimous=certain((key, data.get("unanimous")) for key, data in open_ones.items()),
        unanimous_share=share_of(count_of(data.get("unanimous") for data in ahead), len(ahead)),
    )


def _is_overdue(G: Graph, decision: Mapping[str, Any]) -> bool | None:
    """Return whether a decision should have been taken before the date of the picture."""
    return every([negation(is_one_of(decision.get("status"), ["taken"])), _is_past(G, decision.get("date"))])


def _is_past(G: Graph, day: object) -> bool | None:
    days = days_since(G, day)
    return days > 0 if days is not None else None if day is None else False


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """Milestones and results of a theme (claims E29, E47, E51)."""

    theme: Key = value("opgave", "theme")
    goals: Count | None = value("doelen", "goals", of=("goals",), reads=("goal.theme",))
    milestones: Count = value("mijlpalen", "milestones", reads=("milestone.theme",))
    late: Count | None = value(
        "mijlpalen over de datum",
        "milestones overdue",
        of=("milestone.status", "milestone.planned"),
        reads=("milestone.theme", "milestone.reached"),
        reads_all=("partnership.date",),
    )
    done: Count | None = value(
        "mijlpalen bereikt",
        "milestones reached",
        of=("milestone.status",),
        reads=("milestone.theme", "milestone.reached"),
        reads_all=("partnership.date",),
    )
    results: Count = value("resultaten", "results", reads=("result.theme",))
    shared_results: Count | None = value(
        "gedeelde resultaten", "results shared", of=("result.shared",), reads=("result.theme",)
    )
    days_since_result: Days | None = value(
        "dagen sinds het laatste resultaat",
        "days since the last result",
        of=("result.date",),
        reads=("result.theme",),
        reads_all=("partnership.date",),
    )
    days_since_report: Days | None = value(
        "dagen sinds de laatste voortgangsmelding",
        "days since progress was last reported",
        of=("theme.progress_reported", ".days_running"),
        reads_all=("partnership.date",),
    )
    days_running: Days | None = value(
        "dagen sinds de start", "days since the start", of=("theme.started",), reads_all=("partnership.date",)
    )
    days_until_milestone: Days | None = value(
        "volgende mijlpaal",
        "next milestone",
        of=("milestone.status", "milestone.planned"),
        reads=("milestone.theme", "milestone.reached"),
        reads_all=("partnership.date",),
    )


@measure(
    ThemeProgress,
    field="direction",
    needs=("themes", "milestones", "results"),
    label=("voortgang per opgave", "progress per theme"),
)
def theme_progress(G: Graph) -> Iterator[ThemeProgress]:
    """Yield how far each theme is: its goals, milestones and results, and the days since the last of each.

    A milestone is reached if its status is *done*, or if it is unknown and the day on which it was reached has come. It
    is late if it is not reached and was planned before the date of the picture.

    Yields
    ------
    ThemeProgress
        One row per theme. ``late``, ``done`` and ``shared_results`` say *at least so many* while something about a
        milestone or result is unknown, and are unknown themselves rather than zero. ``days_since_result`` is
        unknown as long as the day of a result is, negative if all are still to come, and there is none without results;
        ``days_until_milestone`` is unknown as long as it is unknown whether a milestone comes sooner, and there is none
        if all are reached or late. Progress that was never reported is as old as the theme.

    Notes
    -----
    O(t + g + m + r) for t themes, g goals, m milestones and r results. Claims E29, E47 and E51.
    """
    goals, milestones, results = (_by_theme(G, type_) for type_ in ("goal", "milestone", "result"))
    for key, data in nodes(G, "theme"):
        running, reported = days_since(G, data.get("started")), data.get("progress_reported")
        yield ThemeProgress(
            theme=key,
            goals=len(goals[key]) if is_complete(G, "goals") else None,
            milestones=len(milestones[key]),
            late=at_least(_is_late(G, milestone) for milestone in milestones[key]),
            done=at_least(_is_reached(G, milestone) for milestone in milestones[key]),
            results=len(results[key]),
            shared_results=at_least(result.get("shared") for result in results[key]),
            days_since_result=_since_last(days_since(G, result.get("date")) for result in results[key]),
            days_since_report=running if reported == "none" else days_since(G, reported),
            days_running=running,
            days_until_milestone=_days_until_next(G, milestones[key]),
        )


def _by_theme(G: Graph, type_: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, data in nodes(G, type_):
        found[data["theme"]].append(data)
    return found


def _is_reached(G: Graph, milestone: Mapping[str, Any]) -> bool | None:
    if "status" in milestone:
        return bool(milestone["status"] == "done")
    days = days_since(G, milestone.get("reached"))
    return None if days is None else days >= 0


def _is_late(G: Graph, milestone: Mapping[str, Any]) -> bool | None:
    return every([negation(_is_reached(G, milestone)), _is_past(G, milestone.get("planned"))])


def _days_until_next(G: Graph, milestones: Iterable[Mapping[str, Any]]) -> int | None:
    certain_days, possible_days = [], []
    for milestone in milestones:
        is_reached, days = _is_reached(G, milestone), days_until(G, milestone.get("planned"))
        if is_reached is False and days is not None and days >= 0:
            certain_days.append(days)
        elif not is_reached and (days is None or days >= 0):
            possible_days.append(days or 0)
    first = min(certain_days, default=None)
    return None if first is None or min(possible_days, default=first) < first else first


def _since_last(days: Iterable[int | None]) -> int | None:
    """Return the days since the last of what has come, or the first that is to come; unknown as long as one is."""
    known = list(days)
    if None in known:
        return None
    past, ahead = ([day for day in known if day is not None and (day >= 0) is has_come] for has_come in (True, False))
    return min(past) if past else max(ahead, default=None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Open doubt about the cooperation (claims E1, E4)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners", reads_all=("partners",))
    doubting: Keys | None = value("twijfelen aan het nut", "doubt the use", of_all=("partner.doubts_use",))
    doubting_share: Share | None = value(
        "aandeel dat twijfelt", "share that doubts", of_all=("partner.doubts_use",), reads_all=("partners",)
    )
    doubting_count: Count | None = value("aantal dat twijfelt", "number that doubts", of_all=("partner.doubts_use",))
    leaving: Keys | None = value("overwegen uittreding", "consider leaving", of_all=("partner.considers_leaving",))
    leaving_count: Count | None = value(
        "aantal dat uittreding overweegt", "number that considers leaving", of_all=("partner.considers_leaving",)
    )


@measure(Doubt, field="direction", needs=("partners",), label=("twijfel", "doubt"), singleton=True)
def doubt(G: Graph) -> Iterator[Doubt]:
    """Yield which partners doubt the use of the cooperation, and which consider leaving it.

    Yields
    ------
    Doubt
        One row. ``doubting`` and ``leaving`` hold the partners of which it is certain, and their counts say *at least
        so many*; they are unknown rather than empty. ``doubting_share`` is unknown as long as it is of a partner.

    Notes
    -----
    O(p) for p partners. Claims E1 and E4.

    Examples
    --------
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partner:a", type="partner", doubts_use=True, considers_leaving=False)
    >>> G.add_node("partner:b", type="partner", considers_leaving=False)
    >>> [(row.doubting, row.doubting_share, row.leaving) for row in doubt(G)]
    [(('partner:a',), None, ())]
    """
    partners = dict(nodes(G, "partner"))
    doubts = [(key, data.get("doubts_use")) for key, data in partners.items()]
    doubting, leaving = certain(doubts), certain((key, data.get("considers_leaving")) for key, data in partners.items())
    yield Doubt(
        partnership=G.graph["partnership"],
        partners=len(partners),
        doubting=doubting,
        doubting_share=share_of(count_of(doubt for _, doubt in doubts), len(partners)),
        doubting_count=number_of(doubting),
        leaving=leaving,
        leaving_count=number_of(leaving),
    )
