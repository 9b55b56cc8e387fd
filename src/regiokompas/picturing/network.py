"""Who is in the picture of the network: nodes and ties, how much rests on each, and what the diagnosis says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regiokompas.graph import to_graph
from regiokompas.measures.base import Graph, is_complete
from regiokompas.measures.commitments import commitments, least_fixpoint
from regiokompas.measures.dependence import person_dependence
from regiokompas.measures.scale import partner_dependence
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.means import Fund
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import term

__all__ = ["Actor", "Tie", "actors", "ties"]

#: Risks at these levels colour what they are about.
SEVERE = ("critical", "high")


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner, a person or a theme.

    Parameters
    ----------
    kind
        ``partner``, ``person`` or ``theme``.
    sort
        Kind of the partner, or the roles of the person, in words.
    home
        Partner that a person works for.
    dependence
        Share of all contacts of a partner; of a person the largest of its shares of relations, roles, themes and
        decisions. ``None`` is unknown.
    cut_off
        Names of the partners that lose the others without this one; ``None`` is unknown.
    field, severity
        Tension field and severity of the first critical or high risk that is about this one.
    """

    key: str
    kind: str
    name: str
    sort: str
    home: str | None
    dependence: float | None
    cut_off: tuple[str, ...] | None
    field: str | None
    severity: str | None

    @property
    def is_key(self) -> bool:
        """Whether partners lose each other without this one."""
        return bool(self.cut_off)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two actors and what is between them.

    ``kind`` is ``relation`` (two partners), ``contact`` (two persons), ``works_for``, ``role`` (holder and theme),
    ``waits`` (owner of a fund, and of one it waits for) or ``opposes`` (interests of two partners collide).
    ``about`` says more: roles, themes or funds in words.
    """

    kind: str
    start: str
    end: str
    about: str = ""


def actors(d: Diagnosis) -> tuple[Actor, ...]:
    """Return partners, persons and themes, each by key."""
    partnership, language = d.of, d.language
    G = to_graph(partnership)
    rests: dict[str, tuple[float | None, tuple[str, ...] | None]] = {}
    if all(is_complete(G, section) for section in ("persons", "relations", "partners")):
        rests |= {row.person: (row.largest_share, row.cut_off) for row in person_dependence(G)}
        rests |= {row.partner: (row.contact_share, row.cut_off) for row in partner_dependence(G)}
    severe: dict[str, tuple[str, str]] = {}
    for finding in d.risks:
        if finding.severity in SEVERE:
            for key in finding.subjects:
                severe.setdefault(key, (finding.field, finding.severity))
    roles: dict[str, set[str]] = defaultdict(set)
    for role in partnership.roles or ():
        roles[role.holder].add(term(role.role, language))

    def actor(key: str, kind: str, sort: str = "", home: str | None = None) -> Actor:
        share, cut_off = rests.get(key, (None, None))
        field, severity = severe.get(key, (None, None))
        return Actor(
            key,
            kind,
            label(partnership, key, language),
            sort,
            home,
            share,
            None if cut_off is None else tuple(label(partnership, other, language) for other in cut_off),
            field,
            severity,
        )

    return (
        *(actor(p.key, "partner", term(p.kind, language) if p.kind else "") for p in partnership.partners or ()),
        *(
            actor(p.key, "person", ", ".join(sorted(roles[p.key])), None if p.employer == "none" else p.employer)
            for p in partnership.persons or ()
        ),
        *(actor(theme.key, "theme") for theme in partnership.themes or ()),
    )


def ties(d: Diagnosis) -> tuple[Tie, ...]:
    """Return what is between actors, each pair once for each kind, by kind and keys."""
    partnership = d.of
    G = to_graph(partnership)
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for relation in partnership.relations or ():
        if relation.frequency != "never":
            kind = "relation" if relation.from_.startswith("partner:") else "contact"
            one, other = sorted((relation.from_, relation.to))
            found[kind, one, other] |= set()
    for person in partnership.persons or ():
        if person.employer not in (None, "none"):
            found["works_for", person.key, str(person.employer)] |= set()
    for role in partnership.roles or ():
        if role.concerns.startswith("theme:"):
            found["role", role.holder, role.concerns].add(term(role.role, d.language))
    for owner, awaited, fund in _waits(G, partnership):
        found["waits", owner, awaited].add(label(partnership, fund, d.language))
    for one, other, theme in _opposed(partnership):
        found["opposes", one, other].add(label(partnership, theme, d.language))
    return tuple(sorted(Tie(kind, start, end, ", ".join(sorted(about))) for (kind, start, end), about in found.items()))


def _waits(G: Graph, partnership: Partnership) -> Iterable[tuple[str, str, str]]:
    """Yield the owner of a fund that stands still, the owner of one it waits for, and the first fund."""
    given = commitments(G)
    free = least_fixpoint(given)
    for c in given:
        if c.condition is None or c.key in free:
            continue
        owner = _owner(partnership, c.key)
        for fund in sorted(c.condition.funds - free):
            awaited = _owner(partnership, fund) if fund in partnership.by_key else None
            if owner and awaited and owner != awaited:
                yield owner, awaited, c.key


def _owner(partnership: Partnership, key: str) -> str | None:
    fund = partnership.by_key[key]
    return fund.owner if isinstance(fund, Fund) else None


def _opposed(partnership: Partnership) -> Iterable[tuple[str, str, str]]:
    """Yield two partners with interests of which the one opposes the other, and the theme."""
    interests = {interest.key: interest for interest in partnership.interests or ()}
    for interest in interests.values():
        for key in interest.opposes or ():
            other = interests[key]
            if interest.partner != other.partner:
                one, two = sorted((interest.partner, other.partner))
                yield one, two, interest.theme


def strengths_of_ties(found: Iterable[Tie], homes: Mapping[str, str | None]) -> dict[tuple[str, str], float]:
    """Return how strongly partners are tied, by themselves or through the persons who work for them."""
    strength: dict[tuple[str, str], float] = defaultdict(float)
    for tie in found:
        if tie.kind in ("works_for", "role"):
            continue
        one, other = (homes.get(key, key) for key in (tie.start, tie.end))
        if one and other and one != other and one.startswith("partner:") and other.startswith("partner:"):
            strength[min(one, other), max(one, other)] += 1.0
    return dict(strength)
