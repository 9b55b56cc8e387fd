"""Direction: what rests on one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Days, Graph, Key, Keys, Share, is_complete, measure, value
from regiokompas.measures.dates import days_until
from regiokompas.measures.knowledge import number_of
from regiokompas.measures.network import TIES, lost_contact, person_contacts
from regiokompas.measures.roles import initiators
from regiokompas.measures.tally import share_of

__all__ = ["PersonDependence", "person_dependence"]


@dataclass(frozen=True, slots=True)
class PersonDependence:
    """What rests on one person (claims E8, E9)."""

    person: Key = value("persoon", "person")
    articulation: bool | None = value(
        "het netwerk valt zonder deze persoon uiteen",
        "the network falls apart without this person",
        of_all=("person.employer",),
        reads_all=TIES,
    )
    cut_off: Keys | None = value("raken los", "are cut off", of_all=("person.employer",), reads_all=TIES)
    cut_off_count: Count | None = value(
        "aantal partners dat losraakt",
        "number of partners cut off",
        of_all=("person.employer",),
        reads_all=TIES,
    )
    relation_share: Share | None = value(
        "aandeel van alle relaties", "share of all relations", of=("relations",), reads=TIES, reads_all=TIES
    )
    role_share: Share | None = value(
        "aandeel van alle rollen",
        "share of all roles",
        of=("roles",),
        reads=("role.holder",),
        reads_all=("role.holder",),
    )
    theme_share: Share | None = value(
        "aandeel opgaven met een rol",
        "share of themes with a role",
        of=("roles", "themes"),
        reads=("role.holder", "role.concerns"),
        reads_all=("themes",),
    )
    decision_share: Share | None = value(
        "aandeel voorbereide besluiten",
        "share of decisions prepared",
        of=("decisions",),
        of_all=("decision.prepared_by",),
        reads=("decision.prepared_by",),
    )
    largest_share: Share | None = value(
        "grootste van deze aandelen",
        "largest of these shares",
        of=(".relation_share", ".role_share", ".theme_share", ".decision_share"),
    )
    roles: Count | None = value("rollen", "roles", of=("roles",), reads=("role.holder",))
    deputies: Count | None = value("vervangers", "deputies", of=("person.deputies",))
    knowledge: Count | None = value(
        "zaken die alleen deze persoon weet", "things only this person knows", of=("person.only_knows",)
    )
    days_until_term_ends: Days | None = value(
        "einde termijn", "end of the term", of=("person.term_ends",), reads_all=("partnership.date",)
    )
    handover: bool | None = value("overdracht is geregeld", "handover is arranged", of=("person.handover",))
    themes_orphaned: Keys | None = value(
        "opgaven zonder andere trekker",
        "themes without another initiator",
        of=("roles", "themes"),
        reads=("role.role", "role.holder", "role.concerns"),
        reads_all=("role.role", "role.holder", "role.concerns", "themes"),
    )


@measure(
    PersonDependence,
    field="direction",
    needs=("persons", "relations", "partners"),
    label=("afhankelijkheid van een persoon", "dependence on a person"),
)
def person_dependence(G: Graph) -> Iterator[PersonDependence]:
    """Yield what rests on each person: the network, and shares of relations, roles, themes and decisions.

    A person is an articulation point if partners lose contact with the rest without this person, in
    :func:`regiokompas.measures.network.contacts`. The shares are of

    - *relations*: all pairs of persons in contact;
    - *roles*: all roles, those of partners included;
    - *themes*: all themes, of which the person has a role in so many;
    - *decisions*: all decisions that somebody prepares.

    Yields
    ------
    PersonDependence
        One row per person. The articulation point and what is cut off are unknown where someone of whom it is unknown
        for whom they work could make the difference, as :func:`regiokompas.measures.network.losses` says. Shares of
        roles, themes and decisions are unknown if these may be missing from the picture, and that of decisions also as
        long as it is unknown who prepares one; ``largest_share`` is the largest of those that are known.
        ``themes_orphaned`` are the themes that nobody else pulls.

    Notes
    -----
    O(n + m) and the size of what is cut off. Claims E8 and E9. What falls apart is preferred
    to betweenness: see :func:`regiokompas.measures.network.what_is_cut_off`.
    """
    lost = lost_contact(G)
    relations, roles, themes, decisions = _relation_shares(G), _role_shares(G), _theme_shares(G), _decision_shares(G)
    held = Counter(holder for holder, _, _ in edges(G, "role")) if is_complete(G, "roles") else None
    pulled = initiators(G) if is_complete(G, "roles") and is_complete(G, "themes") else None
    for key, data in nodes(G, "person"):
        cut_off = lost[key]
        portions = relations[key], roles.get(key), themes.get(key), decisions.get(key)
        yield PersonDependence(
            person=key,
            articulation=None if cut_off is None else bool(cut_off),
            cut_off=cut_off,
            cut_off_count=number_of(cut_off),
            relation_share=portions[0],
            role_share=portions[1],
            theme_share=portions[2],
            decision_share=portions[3],
            largest_share=max((portion for portion in portions if portion is not None), default=None),
            roles=None if held is None else held[key],
            deputies=number_of(data.get("deputies")),
            knowledge=number_of(data.get("only_knows")),
            days_until_term_ends=days_until(G, data.get("term_ends")),
            handover=data.get("handover"),
            themes_orphaned=None if pulled is None else tuple(theme for theme, by in pulled.items() if by == (key,)),
        )


def _relation_shares(G: Graph) -> dict[str, float | None]:
    network = person_contacts(G)
    relations = network.number_of_edges()
    return {key: share_of(degree, relations) for key, degree in network.degree()}


def _role_shares(G: Graph) -> dict[str, float | None]:
    if not is_complete(G, "roles"):
        return {}
    held = Counter(holder for holder, _, _ in edges(G, "role"))
    return {key: share_of(held[key], held.total()) for key, _ in nodes(G, "person")}


def _theme_shares(G: Graph) -> dict[str, float | None]:
    if not is_complete(G, "roles") or not is_complete(G, "themes"):
        return {}
    themes = {key for key, _ in nodes(G, "theme")}
    tasks = {(holder, concerns) for holder, concerns, _ in edges(G, "role") if concerns in themes}
    held = Counter(holder for holder, _ in tasks)
    return {key: share_of(held[key], len(themes)) for key, _ in nodes(G, "person")}


def _decision_shares(G: Graph) -> dict[str, float | None]:
    preparing = [data.get("prepared_by") for _, data in nodes(G, "decision")]
    if not is_complete(G, "decisions") or None in preparing:
        return {}
    prepared = Counter(person for person in preparing if person != "none")
    return {key: share_of(prepared[key], prepared.total()) for key, _ in nodes(G, "person")}
