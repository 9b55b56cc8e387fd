"""Direction: who pulls, who decides, and what rests on one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import (
    Count,
    Days,
    Graph,
    Key,
    Keys,
    Share,
    measure,
    value,
)
from regiokompas.measures.network import about, contacts, cut_off, days_from_picture, employees, is_complete, share


@dataclass(frozen=True, slots=True)
class PersonDependence:
    """What rests on one person (claims E8, E9)."""

    person: Key = value("persoon", "person")
    articulation: bool = value(
        "het netwerk valt zonder deze persoon uiteen", "the network falls apart without this person"
    )
    cut_off: Keys = value("raken los", "are cut off")
    cut_off_count: Count = value("aantal partners dat losraakt", "number of partners cut off")
    relation_share: Share | None = value("aandeel van alle relaties", "share of all relations")
    role_share: Share | None = value("aandeel van alle rollen", "share of all roles")
    theme_share: Share | None = value("aandeel opgaven met een rol", "share of themes with a role")
    decision_share: Share | None = value("aandeel voorbereide besluiten", "share of decisions prepared")
    largest_share: Share | None = value("grootste van deze aandelen", "largest of these shares")
    roles: Count | None = value("rollen", "roles")
    deputies: Count | None = value("vervangers", "deputies")
    knowledge: Count | None = value("zaken die alleen deze persoon weet", "things only this person knows")
    days_until_term_ends: Days | None = value("dagen tot einde termijn", "days until the term ends")
    handover: bool | None = value("overdracht is geregeld", "handover is arranged")
    themes_orphaned: Keys | None = value("opgaven zonder andere trekker", "themes without another initiator")


@measure(
    PersonDependence,
    field="direction",
    needs=("persons", "relations", "partners"),
    label=("afhankelijkheid van een persoon", "dependence on a person"),
)
def person_dependence(G: Graph) -> Iterator[PersonDependence]:
    """Say what rests on one person: the network, and shares of relations, roles, themes and decisions.

    A person is an articulation point if without this person partners lose contact with the largest group. The shares
    are of all relations between persons, all roles, all themes and all decisions that anyone prepares.

    Yields
    ------
    PersonDependence
        One row per person.

    Notes
    -----
    O(p · (n + m)) for p persons. Claims E8 and E9. Fragmentation after removal is sturdier than betweenness when ties
    are missing (PMC3846431).
    """
    network = contacts(G)
    ties = Counter(
        key for u, v in network.edges if u.startswith("person:") and v.startswith("person:") for key in (u, v)
    )
    held = _roles_by_holder(G) if is_complete(G, "roles") else None
    themes = [key for key, _ in nodes(G, "theme")] if is_complete(G, "themes") else None
    preparing = [d.get("prepared_by") for _, d in nodes(G, "decision")] if is_complete(G, "decisions") else None
    for key, data in nodes(G, "person"):
        loose = cut_off(network, key)
        shares = {
            "relation_share": share(ties[key], sum(ties.values()) / 2),
            "role_share": None if held is None else share(len(held[key]), sum(map(len, held.values()))),
            "theme_share": _theme_share(key, held, themes),
            "decision_share": None if preparing is None else share(preparing.count(key), len(preparing)),
        }
        deputies, knows = data.get("deputies"), data.get("only_knows")
        known = [value for value in shares.values() if value is not None]
        yield PersonDependence(
            person=key,
            articulation=bool(loose),
            cut_off=loose,
            cut_off_count=len(loose),
            **shares,
            largest_share=max(known, default=None),
            roles=None if held is None else len(held[key]),
            deputies=None if deputies is None else len(deputies),
            knowledge=None if knows is None else len(knows),
            days_until_term_ends=days_from_picture(G, data.get("term_ends")),
            handover=data.get("handover"),
            themes_orphaned=_orphaned(G, key) if held is not None and themes is not None else None,
        )


def _roles_by_holder(G: Graph) -> dict[str, list[tuple[str, str]]]:
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for holder, concerns, data in edges(G, "role"):
        held[holder].append((data["role"], concerns))
    return held


def _theme_share(
    person: str, held: Mapping[str, list[tuple[str, str]]] | None, themes: list[str] | None
) -> float | None:
    if held is None or themes is None:
        return None
    return share(len({concerns for _, concerns in held.get(person, ()) if concerns in set(themes)}), len(themes))


def _initiators(G: Graph) -> dict[str, set[str]]:
    """Return the initiators of each theme."""
    found: dict[str, set[str]] = {key: set() for key, _ in nodes(G, "theme")}
    for holder, concerns, data in edges(G, "role"):
        if data["role"] == "initiator" and concerns in found:
            found[concerns].add(holder)
    return found


def _orphaned(G: Graph, person: str) -> tuple[str, ...]:
    return tuple(theme for theme, holders in sorted(_initiators(G).items()) if holders == {person})


@dataclass(frozen=True, slots=True)
class Puller:
    """A person or partner who pulls themes (claim E62)."""

    holder: Key = value("trekker", "puller")
    is_person: bool = value("is een persoon", "is a person")
    themes: Keys = value("opgaven", "themes")
    themes_count: Count = value("aantal opgaven", "number of themes")
    theme_share: Share = value("aandeel van de opgaven", "share of the themes")


@measure(Puller, field="direction", needs=("themes", "roles"), label=("trekker", "puller"))
def puller(G: Graph) -> Iterator[Puller]:
    """List who pulls themes, and which.

    Yields
    ------
    Puller
        One row per holder of the role of initiator of a theme.

    Notes
    -----
    O(t + r). Claim E62.
    """
    pulled: dict[str, list[str]] = defaultdict(list)
    by_theme = _initiators(G)
    for theme, holders in sorted(by_theme.items()):
        for holder in holders:
            pulled[holder].append(theme)
    for holder, themes in sorted(pulled.items()):
        is_person = holder.startswith("person:")
        yield Puller(holder, is_person, tuple(themes), len(themes), round(len(themes) / len(by_theme), 4))


@dataclass(frozen=True, slots=True)
class Pulling:
    """How the pulling is spread (claims E61, E62)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    pullers: Count = value("trekkers", "pullers")
    themes: Count = value("opgaven", "themes")
    pulled: Count = value("opgaven met een trekker", "themes with an initiator")
    largest_share: Share | None = value("grootste aandeel van een trekker", "largest share of one puller")
    largest_two_share: Share | None = value("aandeel van de twee grootste trekkers", "share of the two largest pullers")
    organisations: Count | None = value("organisaties waaruit trekkers komen", "organisations that pullers come from")
    top: Key | None = value("grootste trekker", "largest puller")


@measure(
    Pulling,
    field="direction",
    needs=("themes", "roles"),
    label=("spreiding van trekkers", "spread of pullers"),
    singleton=True,
)
def pulling(G: Graph) -> Iterator[Pulling]:
    """Say how the pulling is spread over pullers and the organisations they come from.

    Yields
    ------
    Pulling
        One row. The share of the two largest pullers is of themes that either of them pulls.

    Notes
    -----
    O(t + r). Claims E61 and E62.
    """
    rows = sorted(puller(G), key=lambda row: (-row.themes_count, row.holder))
    by_theme = _initiators(G)
    employer = employees(G)
    homes = [employer.get(row.holder) if row.is_person else row.holder for row in rows]
    two = {theme for row in rows[:2] for theme in row.themes}
    yield Pulling(
        partnership=G.graph["partnership"],
        pullers=len(rows),
        themes=len(by_theme),
        pulled=sum(bool(holders) for holders in by_theme.values()),
        largest_share=rows[0].theme_share if rows else None,
        largest_two_share=share(len(two), len(by_theme)) if rows else None,
        organisations=None if None in homes else len(set(homes)),
        top=rows[0].holder if rows else None,
    )


@dataclass(frozen=True, slots=True)
class ThemeRoles:
    """Which roles of a theme are filled (claims E56, E61)."""

    theme: Key = value("opgave", "theme")
    clients: Count = value("opdrachtgevers", "clients")
    contractors: Count = value("opdrachtnemers", "contractors")
    directors: Count = value("regisseurs", "directors")
    initiators: Count = value("trekkers", "initiators")
    people: Count | None = value("personen met een rol", "persons with a role")


@measure(ThemeRoles, field="direction", needs=("themes", "roles"), label=("rollen per opgave", "roles per theme"))
def theme_roles(G: Graph) -> Iterator[ThemeRoles]:
    """Count who fills each role of a theme.

    Yields
    ------
    ThemeRoles
        One row per theme. Roles of the partnership as a whole do not count for a theme.

    Notes
    -----
    O(t + r). Claims E56 and E61.
    """
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for holder, concerns, data in edges(G, "role"):
        held[concerns].append((data["role"], holder))
    for key, _ in nodes(G, "theme"):
        count = Counter(role for role, _ in held[key])
        yield ThemeRoles(
            theme=key,
            clients=count["client"],
            contractors=count["contractor"],
            directors=count["director"],
            initiators=count["initiator"],
            people=len({holder for _, holder in held[key] if holder.startswith("person:")}),
        )


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """One organisation or person that is client and contractor of one theme (claim E56)."""

    theme: Key = value("opgave", "theme")
    organisation: Key | None = value("organisatie", "organisation")
    client: Key = value("opdrachtgever", "client")
    contractor: Key = value("opdrachtnemer", "contractor")
    through_employer: bool = value("via de werkgever", "through the employer")
    inherent: bool | None = value("hoort bij de rechtsvorm", "inherent in the legal form")


@measure(RoleConflict, field="direction", needs=("themes", "roles"), label=("dubbelrol", "double role"))
def role_conflict(G: Graph) -> Iterator[RoleConflict]:
    """Find the organisations and persons that are client and contractor of one theme.

    Two holders are of one house if they are the same, or the one employs the other, or they have the same employer.

    Yields
    ------
    RoleConflict
        One row per pair of holders. Inherent in a host-municipality scheme, where the host acts for the others and is
        one of them.

    Notes
    -----
    O(r²) per theme. Claim E56.
    """
    employer = employees(G)
    form = about(G).get("legal_form")
    held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for holder, concerns, data in edges(G, "role"):
        held[concerns][data["role"]].add(holder)
    for theme, _ in nodes(G, "theme"):
        for client in sorted(held[theme]["client"]):
            for contractor in sorted(held[theme]["contractor"]):
                homes = employer.get(client, client), employer.get(contractor, contractor)
                if homes[0] == homes[1]:
                    yield RoleConflict(
                        theme=theme,
                        organisation=homes[0] if homes[0].startswith("partner:") else None,
                        client=client,
                        contractor=contractor,
                        through_employer=client != contractor,
                        inherent=None if form is None else form == "host_municipality",
                    )


@dataclass(frozen=True, slots=True)
class DecisionHearing:
    """Who must still be heard before a decision (claim E55)."""

    decision: Key = value("besluit", "decision")
    unheard: Keys | None = value("nog niet gehoord", "not yet heard")
    unheard_count: Count | None = value("aantal nog te horen", "number still to be heard")
    waits_in_circle: bool = value("wacht via andere besluiten op zichzelf", "waits for itself through other decisions")


@measure(
    DecisionHearing,
    field="direction",
    needs=("decisions",),
    label=("horen voor een besluit", "hearing before a decision"),
)
def decision_hearing(G: Graph) -> Iterator[DecisionHearing]:
    """Say who must still be heard before a decision, and whether decisions wait for each other in a circle.

    Yields
    ------
    DecisionHearing
        One row per decision.

    Notes
    -----
    O(d + a) for d decisions and a dependencies. Claim E55.
    """
    waits: nx.DiGraph[str] = nx.DiGraph((start, end) for start, end, _ in edges(G, "after"))
    circular = {key for group in nx.strongly_connected_components(waits) if len(group) > 1 for key in group}
    circular |= set(nx.nodes_with_selfloops(waits))
    for key, data in nodes(G, "decision"):
        must, heard = data.get("must_hear"), data.get("heard")
        unheard = None
        if must is not None and (heard is not None or not must):
            unheard = tuple(sorted(set(must) - set(heard or ())))
        yield DecisionHearing(key, unheard, None if unheard is None else len(unheard), key in circular)


@dataclass(frozen=True, slots=True)
class DecisionCalendar:
    """The decisions as a whole (claims E28, E57)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    decisions: Count = value("besluiten", "decisions")
    undated: Count | None = value("zonder datum", "without a date")
    without_body: Count | None = value("zonder besluitend orgaan", "without a deciding body")
    overdue: Count | None = value("over de datum", "overdue")
    spread: Days | None = value("dagen tussen eerste en laatste", "days between the first and the last")
    clear_share: Share | None = value("aandeel met orgaan en datum", "share with a body and a date")


@measure(
    DecisionCalendar,
    field="direction",
    needs=("decisions",),
    label=("besluitenkalender", "decision calendar"),
    singleton=True,
)
def decision_calendar(G: Graph) -> Iterator[DecisionCalendar]:
    """Sum up the decisions: how many lack a date or a body, and how many are overdue.

    Yields
    ------
    DecisionCalendar
        One row over decisions that have not been taken.

    Notes
    -----
    O(d). Claims E28 and E57.
    """
    ahead = [data for _, data in nodes(G, "decision") if data.get("status") != "taken"]
    dates, bodies = [d.get("date") for d in ahead], [d.get("body") for d in ahead]
    days = [days_from_picture(G, day) for day in dates if day not in (None, "none")]
    known = None not in dates and None not in bodies
    clear = sum(day != "none" and body != "none" for day, body in zip(dates, bodies, strict=True))
    yield DecisionCalendar(
        partnership=G.graph["partnership"],
        decisions=len(ahead),
        undated=None if None in dates else dates.count("none"),
        without_body=None if None in bodies else bodies.count("none"),
        overdue=None if None in dates else sum(day is not None and day < 0 for day in days),
        spread=max(d for d in days if d is not None) - min(d for d in days if d is not None) if days else None,
        clear_share=share(clear, len(ahead)) if known else None,
    )


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """Milestones and results of a theme (claims E29, E47, E51)."""

    theme: Key = value("opgave", "theme")
    goals: Count | None = value("doelen", "goals")
    milestones: Count = value("mijlpalen", "milestones")
    late: Count | None = value("mijlpalen over de datum", "milestones overdue")
    done: Count | None = value("mijlpalen bereikt", "milestones reached")
    results: Count = value("resultaten", "results")
    shared_results: Count | None = value("gedeelde resultaten", "results shared")
    days_since_result: Days | None = value("dagen sinds het laatste resultaat", "days since the last result")
    days_since_report: Days | None = value(
        "dagen sinds de laatste voortgangsmelding", "days since progress was last reported"
    )
    days_running: Days | None = value("dagen sinds de start", "days since the start")
    days_until_milestone: Days | None = value("dagen tot de volgende mijlpaal", "days until the next milestone")


@measure(
    ThemeProgress,
    field="direction",
    needs=("themes", "milestones", "results"),
    label=("voortgang per opgave", "progress per theme"),
)
def theme_progress(G: Graph) -> Iterator[ThemeProgress]:
    """Say how far a theme is: milestones, results, and the days since the last of each.

    Progress that was never reported counts from the start of the theme.

    Yields
    ------
    ThemeProgress
        One row per theme.

    Notes
    -----
    O(t + m + r). Claims E29, E47 and E51.
    """
    by_theme: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for type_ in ("goal", "milestone", "result"):
        for _, data in nodes(G, type_):
            by_theme[data["theme"]][type_].append(data)
    for key, data in nodes(G, "theme"):
        milestones, results = by_theme[key]["milestone"], by_theme[key]["result"]
        states = [m.get("status") for m in milestones]
        planned = [days_from_picture(G, m.get("planned")) for m in milestones if m.get("status") != "done"]
        late = None if None in states or None in planned else sum(day is not None and day < 0 for day in planned)
        shared = [result.get("shared") for result in results]
        since = [days_from_picture(G, result.get("date")) for result in results]
        running = _days_since(G, data.get("started"))
        reported = data.get("progress_reported")
        yield ThemeProgress(
            theme=key,
            goals=len(by_theme[key]["goal"]) if is_complete(G, "goals") else None,
            milestones=len(milestones),
            late=late,
            done=None if None in states else states.count("done"),
            results=len(results),
            shared_results=None if None in shared else shared.count(True),
            days_since_result=None if None in since or not since else -max(day for day in since if day is not None),
            days_since_report=running if reported == "none" else _days_since(G, reported),
            days_running=running,
            days_until_milestone=min((day for day in planned if day is not None and day >= 0), default=None),
        )


def _days_since(G: Graph, day: object) -> int | None:
    days = days_from_picture(G, day)
    return None if days is None else -days


@dataclass(frozen=True, slots=True)
class Doubt:
    """Open doubt about the cooperation (claims E1, E4)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners")
    doubting: Keys | None = value("twijfelen aan het nut", "doubt the use")
    doubting_share: Share | None = value("aandeel dat twijfelt", "share that doubts")
    leaving: Keys | None = value("overwegen uittreding", "consider leaving")
    leaving_count: Count | None = value("aantal dat uittreding overweegt", "number that considers leaving")


@measure(Doubt, field="direction", needs=("partners",), label=("twijfel", "doubt"), singleton=True)
def doubt(G: Graph) -> Iterator[Doubt]:
    """Say which partners doubt the use of the cooperation or consider leaving it.

    Yields
    ------
    Doubt
        One row. Unknown as long as it is unknown of one partner, unless another's doubt is known: then those who
        certainly doubt are listed and the share is a lower bound.

    Notes
    -----
    O(p). Claims E1 and E4.
    """
    partners = dict(nodes(G, "partner"))
    doubting, leaving = _who(partners, "doubts_use"), _who(partners, "considers_leaving")
    yield Doubt(
        partnership=G.graph["partnership"],
        partners=len(partners),
        doubting=doubting,
        doubting_share=None if doubting is None else share(len(doubting), len(partners)),
        leaving=leaving,
        leaving_count=None if leaving is None else len(leaving),
    )


def _who(partners: Mapping[str, Mapping[str, Any]], attribute: str) -> tuple[str, ...] | None:
    said = tuple(key for key, data in partners.items() if data.get(attribute))
    return said if said or all(attribute in data for data in partners.values()) else None
