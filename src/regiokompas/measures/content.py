"""Content: what the partners want, and what it yields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum

from regiokompas.graph import nodes
from regiokompas.measures.base import Count, Days, Graph, Key, Keys, Share, is_complete, measure, value
from regiokompas.measures.dates import days_since
from regiokompas.measures.knowledge import at_least, is_one_of, remaining_share, without
from regiokompas.measures.tally import rounded, share_of

__all__ = ["Compositions", "GoalSupport", "ThemeValue", "compositions", "goal_support", "theme_value"]

#: The kinds of added value that a theme may have.
VALUE_KINDS = ("value_quality", "value_money", "value_efficiency", "value_striking_power")

_VALUES = tuple(f"theme.{kind}" for kind in VALUE_KINDS)


@dataclass(frozen=True, slots=True)
class ThemeValue:
    """Added value of a theme (claims E45, E46)."""

    theme: Key = value("opgave", "theme")
    measured: Count | None = value("soorten gemeten meerwaarde", "kinds of value measured", of=_VALUES)
    claimed: Count | None = value(
        "soorten meerwaarde, gemeten of beloofd", "kinds of value, measured or promised", of=_VALUES
    )
    days_running: Days | None = value(
        "dagen sinds de start", "days since the start", of=("theme.started",), reads_all=("partnership.date",)
    )


@measure(ThemeValue, field="content", needs=("themes",), label=("meerwaarde per opgave", "added value per theme"))
def theme_value(G: Graph) -> Iterator[ThemeValue]:
    """Yield how many kinds of added value each theme has.

    There are four kinds: quality, money, efficiency and striking power.

    Yields
    ------
    ThemeValue
        One row per theme. ``measured`` and ``claimed`` say *at least so many* while the state of a kind is unknown, and
        are unknown themselves rather than zero. ``days_running`` is negative if the theme is still to start.

    Notes
    -----
    O(t) for t themes. Claims E45 and E46.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("partnership:p", type="partnership", date=date(2026, 11, 23))
    >>> known = {"value_quality": "measured", "value_money": "promised"}
    >>> G.add_node("theme:t", type="theme", started=date(2026, 11, 1), **known)
    >>> list(theme_value(G))
    [ThemeValue(theme='theme:t', measured=1, claimed=2, days_running=22)]
    """
    for key, data in nodes(G, "theme"):
        states = [data.get(kind) for kind in VALUE_KINDS]
        yield ThemeValue(
            theme=key,
            measured=at_least(is_one_of(state, ["measured"]) for state in states),
            claimed=at_least(is_one_of(state, ["measured", "promised"]) for state in states),
            days_running=days_since(G, data.get("started")),
        )


@dataclass(frozen=True, slots=True)
class GoalSupport:
    """Who endorses a goal (claims E11, E41)."""

    goal: Key = value("doel", "goal")
    theme: Key = value("opgave", "theme", reads=("goal.theme",))
    endorsed_share: Share | None = value(
        "aandeel deelnemers dat het doel onderschrijft",
        "share of participants that endorse the goal",
        of=("goal.endorsed_by", "theme.partners"),
        reads=("goal.theme",),
    )
    missing: Keys | None = value(
        "onderschrijven het niet", "do not endorse it", of=("goal.endorsed_by", "theme.partners"), reads=("goal.theme",)
    )
    milestones: Count | None = value(
        "mijlpalen in de opgave",
        "milestones in the theme",
        of=("milestones",),
        reads=("goal.theme",),
        reads_all=("milestone.theme",),
    )


@measure(
    GoalSupport,
    field="content",
    needs=("themes", "goals", "partners"),
    label=("draagvlak per doel", "support per goal"),
)
def goal_support(G: Graph) -> Iterator[GoalSupport]:
    """Yield which participants of a theme endorse each of its goals.

    Yields
    ------
    GoalSupport
        One row per goal. Who endorses a goal without taking part in its theme does not count. ``endorsed_share`` and
        ``missing`` are unknown if the participants are, or those who endorse it; ``milestones`` if milestones may be
        missing from the picture.

    Notes
    -----
    O(g p + m) for g goals, p partners and m milestones. Claims E11 and E41.
    """
    milestones = Counter(data["theme"] for _, data in nodes(G, "milestone"))
    for key, data in nodes(G, "goal"):
        participants: tuple[str, ...] | None = G.nodes[data["theme"]].get("partners")
        missing = without(participants, data.get("endorsed_by"))
        yield GoalSupport(
            goal=key,
            theme=data["theme"],
            endorsed_share=remaining_share(participants, missing),
            missing=missing,
            milestones=milestones[data["theme"]] if is_complete(G, "milestones") else None,
        )


@dataclass(frozen=True, slots=True)
class Compositions:
    """In how many compositions the partners work (claim E19)."""

    partnership: Key = value("samenwerkingsverband", "partnership")
    partner_sets: Count | None = value(
        "verschillende samenstellingen", "different compositions", of_all=("theme.partners",)
    )
    mean_overlap: Share | None = value(
        "gemiddelde overlap van de samenstellingen", "mean overlap of the compositions", of_all=("theme.partners",)
    )
    largest_set_share: Share | None = value(
        "aandeel opgaven in de grootste samenstelling",
        "share of themes in the most frequent composition",
        of_all=("theme.partners",),
    )


@measure(
    Compositions,
    field="content",
    needs=("themes", "partners"),
    label=("samenstellingen", "compositions"),
    singleton=True,
)
def compositions(G: Graph) -> Iterator[Compositions]:
    """Yield in how many compositions the partners work, and how far those overlap.

    The composition of a theme is the set of its participants; a theme without participants has none. Two compositions
    A and B overlap by their Jaccard index [1]_, ``|A ∩ B| / |A ∪ B|``, and ``mean_overlap`` is its mean over all pairs
    of themes.

    Yields
    ------
    Compositions
        One row; all of it is unknown as long as the participants of a theme are. There is no mean overlap below two
        themes.

    Notes
    -----
    O(t p) for t themes and p partners, and the pairs of themes that share a partner. Claim E19.

    References
    ----------
    .. [1] P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11:37-50, 1912.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph(partnership="partnership:p")
    >>> G.add_node("theme:s", type="theme", partners=("partner:a", "partner:b"))
    >>> G.add_node("theme:t", type="theme", partners=("partner:a",))
    >>> list(compositions(G))
    [Compositions(partnership='partnership:p', partner_sets=2, mean_overlap=0.5, largest_set_share=0.5)]
    """
    participants = [data.get("partners") for _, data in nodes(G, "theme")]
    if None in participants:
        yield Compositions(G.graph["partnership"], None, None, None)
        return
    sets = [frozenset(partners) for partners in participants if partners]
    frequency = Counter(sets)
    overlaps = [len(sets[one] & sets[other]) / len(sets[one] | sets[other]) for one, other in _sharing(sets)]
    pairs = comb(len(sets), 2)
    yield Compositions(
        partnership=G.graph["partnership"],
        partner_sets=len(frequency),
        mean_overlap=rounded(fsum(overlaps) / pairs) if pairs else None,
        largest_set_share=share_of(max(frequency.values(), default=0), len(sets)),
    )


def _sharing(sets: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Return the pairs of sets that share something, by number; the others overlap by nothing."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        for member in members:
            holding[member].append(number)
    return {pair for numbers in holding.values() for pair in combinations(numbers, 2)}
