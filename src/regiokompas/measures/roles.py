"""Direction: who pulls, and who is client, contractor and director of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from regiokompas.graph import edges, nodes
from regiokompas.measures.base import Count, Graph, Key, Keys, Share, measure, value
from regiokompas.measures.knowledge import is_one_of, some
from regiokompas.measures.network import home, is_a
from regiokompas.measures.tally import share_of

__all__ = [
    "Puller",
    "Pulling",
    "RoleConflict",
    "ThemeRoles",
    "holders",
    "initiators",
    "puller",
    "pulling",
    "role_conflict",
    "theme_roles",
]

#: What says who does what.
ROLE = ("role.role", "role.holder", "role.concerns")


def holders(G: Graph) -> dict[str, dict[str, set[str]]]:
    """Return who holds each role, by what it concerns: each theme and the partnership itself."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for holder, concerns, data in edges(G, "role"):
        found[concerns][data["role"]].add(holder)
    return found


def initiators(G: Graph) -> dict[str, tuple[str, ...]]:
    """Return who pulls each theme, in the order of the keys.

    Who pulls the partnership as a whole pulls no theme by that.
    """
    held = holders(G)
    return {theme: tuple(sorted(held[theme]["initiator"])) for theme, _ in nodes(G, "theme")}


@dataclass(frozen=True, slots=True)
class Puller:
    """A person or partner who pulls themes (claim E62)."""

    holder: Key = value("trekker", "puller")
    is_person: bool = value("is een persoon", "is a person", reads=("role.holder",))
    themes: Keys = value("opgaven", "themes", reads=ROLE)
    themes_count: Count = value("aantal opgaven", "number of themes", reads=ROLE)
    theme_share: Share = value(
        "aandeel van de opgaven",
        "share of the themes",
        reads=ROLE,
        reads_all=("themes",),
    )


@measure(Puller, field="direction", needs=("themes", "roles"), label=("trekker", "puller"))
def puller(G: Graph) -> Iterator[Puller]:
    """Yield who pulls themes as their initiator, and which.

    Yields
    ------
    Puller
        One row per person or partner that pulls a theme; ``theme_share`` is of all themes.

    Notes
    -----
    O(t + r) for t themes and r roles. Claim E62.
    """
    by_theme = initiators(G)
    pulled: dict[str, list[str]] = defaultdict(list)
    for theme, pulling_it in by_theme.items():
        for holder in pulling_it:
            pulled[holder].append(theme)
    for holder, themes in sorted(pulled.items()):
        yield Puller(
            holder=holder,
            is_person=is_a("person", holder),
            themes=tuple(themes),
            themes_count=len(themes),
            theme_share=round(len(themes) / len(by_theme), 4),
        )


@dataclass(frozen=True, slots=True)
class Pulling:
    """How the pulling is spread (claims E61, E62)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    pullers: Count = value("trekkers", "pullers", reads_all=(*ROLE, "themes"))
    themes: Count = value("opgaven", "themes", reads_all=(*ROLE, "themes"))
    pulled: Count = value("opgaven met een trekker", "themes with an initiator", reads_all=(*ROLE, "themes"))
    largest_share: Share | None = value(
        "grootste aandeel van een trekker", "largest share of one puller", of=("themes",), reads_all=(*ROLE, "themes")
    )
    largest_two_share: Share | None = value(
        "aandeel van de twee grootste trekkers",
        "share of the two largest pullers",
        of=("themes",),
        reads_all=(*ROLE, "themes"),
    )
    organisations: Count | None = value(
        "organisaties waaruit trekkers komen",
        "organisations that pullers come from",
        of_all=("person.employer",),
        reads_all=(*ROLE, "themes"),
    )
    top: Key | None = value("grootste trekker", "largest puller", of=("roles",), reads_all=(*ROLE, "themes"))


@measure(
    Pulling,
    field="direction",
    needs=("themes", "roles"),
    label=("spreiding van trekkers", "spread of pullers"),
    singleton=True,
)
def pulling(G: Graph) -> Iterator[Pulling]:
    """Yield how the pulling is spread over pullers, and over the organisations that they come from.

    Yields
    ------
    Pulling
        One row. Shares are of all themes; ``largest_two_share`` is of the themes that one of the two largest pullers
        pulls, or both. Among equals the first by key is larger. Someone who works for no partner counts as an
        organisation of one; ``organisations`` is unknown if it is unknown for whom a puller works.

    Notes
    -----
    O(t + r) for t themes and r roles. Claims E61 and E62.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_nodes_from(["theme:s", "theme:t"], type="theme")
    >>> G.add_nodes_from(["person:x", "person:y"], type="person", employer="partner:a")
    >>> for holder, theme in [("person:x", "theme:s"), ("person:y", "theme:s"), ("person:x", "theme:t")]:
    ...     _ = G.add_edge(holder, theme, type="role", role="initiator")
    >>> [row] = pulling(G)
    >>> row.pullers, row.pulled, row.largest_share, row.organisations, row.top
    (2, 2, 1.0, 1, 'person:x')
    """
    rows = sorted(puller(G), key=lambda row: (-row.themes_count, row.holder))
    by_theme = initiators(G)
    homes = {home(G, row.holder) for row in rows}
    yield Pulling(
        partnership=G.graph["partnership"],
        pullers=len(rows),
        themes=len(by_theme),
        pulled=sum(map(bool, by_theme.values())),
        largest_share=share_of(_pulled_by(rows[:1]), len(by_theme)),
        largest_two_share=share_of(_pulled_by(rows[:2]), len(by_theme)),
        organisations=None if None in homes else len(homes),
        top=rows[0].holder if rows else None,
    )


def _pulled_by(pullers: list[Puller]) -> int:
    return len({theme for row in pullers for theme in row.themes})


@dataclass(frozen=True, slots=True)
class ThemeRoles:
    """Which roles of a theme are filled (claims E56, E61)."""

    theme: Key = value("opgave", "theme")
    clients: Count = value("opdrachtgevers", "clients", reads=ROLE)
    contractors: Count = value("opdrachtnemers", "contractors", reads=ROLE)
    directors: Count = value("regisseurs", "directors", reads=ROLE)
    initiators: Count = value("trekkers", "initiators", reads=ROLE)
    people: Count | None = value("personen met een rol", "persons with a role", of=("roles",), reads=ROLE)
    governed: bool | None = value(
        "een bestuurder staat ervoor",
        "a governor stands for it",
        of=("roles",),
        of_all=("person.governor",),
        reads=ROLE,
    )


@measure(ThemeRoles, field="direction", needs=("themes", "roles"), label=("rollen per opgave", "roles per theme"))
def theme_roles(G: Graph) -> Iterator[ThemeRoles]:
    """Yield how many fill each role of a theme.

    Yields
    ------
    ThemeRoles
        One row per theme. Roles of the partnership as a whole do not count for a theme. A theme is ``governed`` if a
        governor holds a role in it, or an organisation as such is its owner or client: then its board is.

    Notes
    -----
    O(t + r) for t themes and r roles. Claims E56 and E61.
    """
    held = holders(G)
    for key, _ in nodes(G, "theme"):
        roles = held[key]
        yield ThemeRoles(
            theme=key,
            clients=len(roles["client"]),
            contractors=len(roles["contractor"]),
            directors=len(roles["director"]),
            initiators=len(roles["initiator"]),
            people=sum(is_a("person", holder) for holder in set().union(*roles.values())),
            governed=some(_governs(G, role, holder) for role, held_by in roles.items() for holder in held_by),
        )


def _governs(G: Graph, role: str, holder: str) -> bool | None:
    """Return whether somebody who answers to a board or council is behind a role."""
    return G.nodes[holder].get("governor") if is_a("person", holder) else role in ("owner", "client")


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """One organisation or person that is client and contractor of one theme (claim E56)."""

    theme: Key = value("opgave", "theme")
    organisation: Key | None = value("organisatie", "organisation", of=("person.employer",), reads_all=ROLE)
    client: Key = value("opdrachtgever", "client", reads_all=ROLE)
    contractor: Key = value("opdrachtnemer", "contractor", reads_all=ROLE)
    through_employer: bool = value(
        "via de werkgever", "through the employer", reads=("person.employer",), reads_all=ROLE
    )
    inherent: bool | None = value(
        "hoort bij de rechtsvorm", "inherent in the legal form", of_all=("partnership.legal_form",)
    )


@measure(
    RoleConflict,
    field="direction",
    needs=("themes", "roles"),
    label=("dubbelrol", "double role"),
    identity=("theme", "client", "contractor"),
)
def role_conflict(G: Graph) -> Iterator[RoleConflict]:
    """Yield the pairs of a client and a contractor that are of one house.

    They are if they are the same, if the one works for the other, or if both work for the same partner. A theme without
    a client or a contractor of its own has that of the partnership as a whole.

    Yields
    ------
    RoleConflict
        One row per theme and pair; where both roles are of the partnership as a whole, one row in which ``theme`` is
        the partnership. Someone of whom it is unknown for whom they work makes no pair with another. The double role is
        ``inherent`` if a host municipality acts for the others and is one of them, and unknown if the legal form is.

    Notes
    -----
    O(t + r + c) for t themes, r roles and c pairs of a client and a contractor. Claim E56.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", legal_form="covenant")
    >>> G.add_node("theme:t", type="theme")
    >>> G.add_node("person:x", type="person", employer="partner:a")
    >>> _ = G.add_edge("partner:a", "theme:t", type="role", role="client")
    >>> _ = G.add_edge("person:x", "theme:t", type="role", role="contractor")
    >>> [(row.organisation, row.client, row.contractor, row.through_employer, row.inherent) for row in role_conflict(G)]
    [('partner:a', 'partner:a', 'person:x', True, False)]
    """
    whole = G.graph["partnership"]
    inherent = is_one_of(G.nodes[whole].get("legal_form"), ["host_municipality"])
    held = holders(G)
    for concerns in [whole, *(key for key, _ in nodes(G, "theme"))]:
        own = held[concerns]
        if not own["client"] and not own["contractor"]:
            continue
        clients, contractors = (own[role] or held[whole][role] for role in ("client", "contractor"))
        for client, contractor in product(sorted(clients), sorted(contractors)):
            organisation = home(G, client)
            if client == contractor or (organisation is not None and organisation == home(G, contractor)):
                yield RoleConflict(
                    theme=concerns,
                    organisation=organisation if organisation and is_a("partner", organisation) else None,
                    client=client,
                    contractor=contractor,
                    through_employer=client != contractor,
                    inherent=inherent,
                )
