"""Scale: how many, how large, and who cannot be missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Number, Share, is_complete, measure, value
from regiokompas.measures.dates import days_until
from regiokompas.measures.knowledge import certain, is_one_of, number_of, shares, some
from regiokompas.measures.network import TIES, home, losses, partner_contacts, unplaced
from regiokompas.measures.roles import initiators
from regiokompas.measures.tally import count_of, every, negation, rounded, share_of, total_of

__all__ = ["PartnerDependence", "PartnerWeight", "Size", "partner_dependence", "partner_weight", "size"]

#: Kinds of partners that are a government.
GOVERNMENTS = frozenset(
    {"municipality", "province", "water_authority", "ministry", "joint_arrangement", "foreign_authority"}
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to oversee (claims E10, E54)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partners: Count = value("partners", "partners", reads_all=("partners",))
    partner_kinds: Count | None = value("soorten partners", "kinds of partners", of_all=("partner.kind",))
    governments: Count | None = value("overheden", "governments", of_all=("partner.kind",))
    others: Count | None = value(
        "partners die geen overheid zijn", "partners that are no government", of_all=("partner.kind",)
    )
    themes: Count | None = value("opgaven", "themes", of=("themes",), reads_all=("themes",))
    persons: Count | None = value("personen", "persons", of=("persons",), reads_all=("persons",))
    decisions: Count | None = value("besluiten", "decisions", of=("decisions",), reads_all=("decisions",))
    funds: Count | None = value("potjes", "funds", of=("funds",), reads_all=("funds",))
    abolished: Count = value(
        "opgeheven partners", "abolished partners", reads_all=("partner.abolished", "partnership.date")
    )
    contact_share: Share | None = value(
        "aandeel paren van partners met contact",
        "share of pairs of partners in contact",
        of=("persons", "relations"),
        of_all=("person.employer",),
        reads_all=(*TIES, "persons", "partners"),
    )


@measure(Size, field="scale", needs=("partners",), label=("omvang", "size"), singleton=True)
def size(G: Graph) -> Iterator[Size]:
    """Yield how much there is to oversee.

    Yields
    ------
    Size
        One row. A count is unknown if its section is, or if something may be missing from it; those of kinds of
        partners as long as one kind is unknown. ``abolished`` counts the partners that are known to be abolished on the
        date of the picture. ``contact_share`` is the density of :func:`regiokompas.measures.network.partner_contacts`
        among partners; it is unknown as long as it is unknown for whom someone in contact works.

    Notes
    -----
    O(n + m). Claims E10 and E54.
    """
    partners = dict(nodes(G, "partner"))
    kinds = [data.get("kind") for data in partners.values()]
    governments = [is_one_of(kind, GOVERNMENTS) for kind in kinds]
    ended = [days_until(G, data.get("abolished")) for data in partners.values()]

    def number(section: str, type_: str) -> int | None:
        return sum(1 for _ in nodes(G, type_)) if is_complete(G, section) else None

    yield Size(
        partnership=G.graph["partnership"],
        partners=len(partners),
        partner_kinds=None if None in kinds else len(set(kinds)),
        governments=count_of(governments),
        others=count_of(map(negation, governments)),
        themes=number("themes", "theme"),
        persons=number("persons", "person"),
        decisions=number("decisions", "decision"),
        funds=number("funds", "fund"),
        abolished=sum(days is not None and days <= 0 for days in ended),
        contact_share=_contact_share(G, list(partners)),
    )


def _contact_share(G: Graph, partners: list[str]) -> float | None:
    is_known = is_complete(G, "persons") and is_complete(G, "relations") and not unplaced(G)
    return rounded(nx.density(partner_contacts(G).subgraph(partners))) if is_known and len(partners) > 1 else None


@dataclass(frozen=True, slots=True)
class PartnerDependence:
    """What is lost when a partner leaves (claim E5)."""

    partner: Key = value("partner", "partner")
    articulation: bool | None = value(
        "het netwerk valt zonder deze partner uiteen",
        "the network falls apart without this partner",
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
    contact_share: Share | None = value(
        "aandeel van alle contacten",
        "share of all contacts",
        of_all=("person.employer",),
        reads_all=TIES,
    )
    money_share: Share | None = value(
        "aandeel in het geld",
        "share of the money",
        of=("funds",),
        of_all=("fund.amount",),
        reads=("fund.owner", "fund.amount"),
        reads_all=("fund.owner", "fund.status"),
    )
    themes_lost: Keys | None = value(
        "opgaven zonder trekker of partners",
        "themes left without initiator or partners",
        of=("themes", "roles"),
        of_all=("theme.partners",),
        reads_all=("role.role", "role.holder", "role.concerns", "person.employer"),
    )
    themes_lost_count: Count | None = value("aantal opgaven dat wegvalt", "number of themes lost", of=(".themes_lost",))


@measure(
    PartnerDependence,
    field="scale",
    needs=("partners", "persons", "relations"),
    label=("afhankelijkheid van een partner", "dependence on a partner"),
)
def partner_dependence(G: Graph) -> Iterator[PartnerDependence]:
    """Yield what is lost when a partner leaves, and its persons with it: contact, money and themes.

    A partner is an articulation point if some of the others lose contact with the rest when it leaves. Its share of the
    money is that of the funds it owns, refused ones left out; where funds are unknown, that of the money it
    contributes. A theme is lost if the partner is its only participant, or if nobody but the partner and its persons
    pulls it.

    Yields
    ------
    PartnerDependence
        One row per partner. The articulation point and what is cut off are unknown where someone of whom it is unknown
        for whom they work could make the difference, as :func:`regiokompas.measures.network.losses` says, and
        ``contact_share`` as long as there is anyone like that. ``themes_lost`` holds the themes that are lost for
        certain; it is unknown rather than empty.

    Notes
    -----
    O(n + m + p + t) for p partners and t themes, and the size of what is cut off. Claim E5. What falls apart is
    preferred to centrality: see
    :func:`regiokompas.measures.network.what_is_cut_off`.
    """
    network, doubtful = partner_contacts(G), unplaced(G)
    lost_contact, lost_themes = losses(network, doubtful), _themes_lost(G)
    money = shares(_money(G))
    ties = network.number_of_edges()
    for key, _ in nodes(G, "partner"):
        cut_off, themes = lost_contact[key], lost_themes[key]
        yield PartnerDependence(
            partner=key,
            articulation=None if cut_off is None else bool(cut_off),
            cut_off=cut_off,
            cut_off_count=number_of(cut_off),
            contact_share=None if doubtful else share_of(network.degree(key), ties),
            money_share=money[key],
            themes_lost=themes,
            themes_lost_count=number_of(themes),
        )


def _money(G: Graph) -> dict[str, float | None]:
    """Return the money that each partner puts in."""
    given: dict[str, list[float | None]] = {key: [] for key, _ in nodes(G, "partner")}
    if is_complete(G, "funds"):
        for _, data in nodes(G, "fund"):
            if data.get("status") != "refused":
                given[data["owner"]].append(data.get("amount"))
    elif is_complete(G, "contributions"):
        for partner, _, data in edges(G, "contribution"):
            if data["kind"] == "money":
                given[partner].append(data.get("amount"))
    else:
        return dict.fromkeys(given)
    return {key: total_of((amount, True) for amount in amounts) for key, amounts in given.items()}


def _themes_lost(G: Graph) -> dict[str, tuple[str, ...] | None]:
    """Return for each partner the themes that are lost without it."""
    partners = [key for key, _ in nodes(G, "partner")]
    if not is_complete(G, "themes") or not is_complete(G, "roles"):
        return dict.fromkeys(partners)
    participants = {key: data.get("partners") for key, data in nodes(G, "theme")}
    homes = {theme: [home(G, holder) for holder in holders] for theme, holders in initiators(G).items()}
    # Whoever takes no part in a theme and pulls it with nobody fares like anybody else: that is judged once.
    anyone = _lost("", participants, homes)
    touching: dict[str, list[str]] = {partner: [] for partner in partners}
    for theme in participants:
        for partner in {*(participants[theme] or ()), *homes[theme]} & touching.keys():
            touching[partner].append(theme)
    return {
        partner: certain((anyone | _lost(partner, {theme: participants[theme] for theme in themes}, homes)).items())
        for partner, themes in touching.items()
    }


def _lost(
    partner: str, participants: Mapping[str, Sequence[str] | None], homes: Mapping[str, Sequence[str | None]]
) -> dict[str, bool | None]:
    """Return of each theme whether it is lost without a partner; those that are surely kept are left out."""
    found = {
        theme: some([_is_all_of(taking_part, partner), _is_all_of(homes[theme], partner)])
        for theme, taking_part in participants.items()
    }
    return {theme: lost for theme, lost in found.items() if lost is not False}


def _is_all_of(keys: Sequence[str | None] | None, key: str) -> bool | None:
    """Return whether there are keys and each of them is this one."""
    return None if keys is None else bool(keys) and every(is_one_of(other, [key]) for other in keys)


@dataclass(frozen=True, slots=True)
class PartnerWeight:
    """How heavy one partner weighs (claims E3, E37)."""

    partner: Key = value("partner", "partner")
    population_share: Share | None = value(
        "aandeel in de inwoners",
        "share of the population",
        of_all=("partner.population",),
        reads=("partner.population",),
        reads_all=("partner.kind",),
    )
    budget_share: Share | None = value(
        "aandeel in de begrotingen",
        "share of the budgets",
        of_all=("partner.budget",),
        reads=("partner.budget",),
        reads_all=("partner.kind",),
    )
    votes_share: Share | None = value(
        "aandeel in de stemmen", "share of the votes", of_all=("partner.votes",), reads=("partner.votes",)
    )
    cost_share: Share | None = value("aandeel in de kosten", "share of the costs", of=("partner.cost_share",))
    say_gap: Number | None = value(
        "stemmen min inwoners, in aandelen",
        "votes minus population, as shares",
        of=(".votes_share", ".population_share"),
    )
    themes: Count | None = value(
        "opgaven waaraan hij deelneemt",
        "themes it takes part in",
        of=("themes",),
        of_all=("theme.partners",),
        reads=("theme.partners",),
    )


@measure(
    PartnerWeight,
    field="scale",
    needs=("partners",),
    label=("gewicht van een partner", "weight of a partner"),
)
def partner_weight(G: Graph) -> Iterator[PartnerWeight]:
    """Yield the weight of each partner among all: people, budget, votes, costs and themes.

    Yields
    ------
    PartnerWeight
        One row per partner. The shares of people and of budgets are among municipalities, and unknown for others: their
        inhabitants would be counted twice, and their budgets are of another kind. A partner of unknown kind counts as a
        municipality. A share is unknown as long as a figure is that belongs to the whole. ``cost_share`` is as given.
        ``themes`` says *at least so many* while the participants of a theme are unknown.

    Notes
    -----
    O(p + t) for p partners and the participants t of all themes. Claims E3 and E37.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("partner:a", type="partner", kind="municipality", population=30000, votes=1)
    >>> G.add_node("partner:b", type="partner", kind="municipality", population=10000, votes=1)
    >>> [(row.population_share, row.votes_share, row.say_gap) for row in partner_weight(G)]
    [(0.75, 0.5, -0.25), (0.25, 0.5, 0.25)]
    """
    partners = dict(nodes(G, "partner"))
    municipalities = [key for key, data in partners.items() if data.get("kind", "municipality") == "municipality"]
    people = shares({key: partners[key].get("population") for key in municipalities})
    budgets = shares({key: partners[key].get("budget") for key in municipalities})
    votes = shares({key: data.get("votes") for key, data in partners.items()})
    groups = [data.get("partners") for _, data in nodes(G, "theme")] if is_complete(G, "themes") else [None]
    taking_part = Counter(key for group in groups if group is not None for key in group)
    for key, data in partners.items():
        yield PartnerWeight(
            partner=key,
            population_share=people.get(key),
            budget_share=budgets.get(key),
            votes_share=votes[key],
            cost_share=rounded(data.get("cost_share")),
            say_gap=_difference(votes[key], people.get(key)),
            themes=taking_part[key] or (None if None in groups else 0),
        )


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else rounded(one - other)
