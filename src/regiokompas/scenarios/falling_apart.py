"""What falls apart between two moments: themes without initiator, partners cut off, money, decisions without body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import networkx as nx

from regiokompas.graph import nodes, to_graph
from regiokompas.measures.base import Graph
from regiokompas.measures.commitments import attainable, released
from regiokompas.measures.network import contacts, is_a
from regiokompas.measures.roles import initiators
from regiokompas.measures.tally import total_of
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.results.comparison import Loss
from regiokompas.texts import Bilingual, Language, join_words, say_money

__all__ = ["falls_apart"]

#: For each kind of loss the sections it is computed from, and how it is said; ``{}`` is what is lost.
_KINDS: dict[str, tuple[tuple[str, ...], Bilingual]] = {
    "theme-without-initiator": (
        ("themes", "roles"),
        Bilingual("Zonder trekker: {}.", "Without an initiator: {}."),
    ),
    "partner-cut-off": (
        ("partners", "persons", "relations"),
        Bilingual("Los van de rest: {}.", "Cut off from the rest: {}."),
    ),
    "decision-without-body": (
        ("decisions",),
        Bilingual("Zonder orgaan dat besluit: {}.", "Without a body that decides: {}."),
    ),
    "money-lost": (("funds",), Bilingual("Weg: {}.", "Gone: {}.")),
    "money-standing-still": (
        ("funds",),
        Bilingual("Kwam vrij en staat nu stil: {}.", "Came free and now stands still: {}."),
    ),
    "money-out-of-reach": (
        ("funds",),
        Bilingual(
            "Kwam vrij als allen tegelijk tekenden, en nu ook dan niet: {}.",
            "Came free if all signed at once, and now not even then: {}.",
        ),
    ),
}

_UNKNOWN = Bilingual("niet te zeggen", "cannot be said")


def falls_apart(before: Partnership, after: Partnership, language: Language) -> tuple[Loss, ...]:
    """Return what is whole before and not after, in words; what cannot be known comes last.

    What is itself gone after does not fall apart, but for money.

    Examples
    --------
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> partner = {"key": "partner:tiel", "name": "Tiel"}
    >>> theme = {"key": "theme:youth", "name": "Youth"}
    >>> role = {"role": "initiator", "holder": "partner:tiel", "concerns": "theme:youth"}
    >>> data = {"partnership": about, "partners": [partner], "themes": [theme], "roles": [role]}
    >>> first, *_ = falls_apart(read(Document(data, "")), read(Document({**data, "roles": []}, "")), "en")
    >>> first.kind, first.keys, first.text
    ('theme-without-initiator', ('theme:youth',), 'Without an initiator: Youth.')
    """
    losses = list(_losses(before, after, language))
    return tuple(sorted(losses, key=lambda loss: loss.keys is None))


def _losses(before: Partnership, after: Partnership, language: Language) -> Iterator[Loss]:
    was, now = nx.freeze(to_graph(before)), nx.freeze(to_graph(after))
    for kind, (sections, said) in _KINDS.items():
        if not all(p.is_complete(section) for p in (before, after) for section in sections):
            yield Loss(kind, None, None, said.say(language).format(_UNKNOWN.say(language)))
            continue
        lost = _LOST[kind](was, now)
        if not lost:
            continue
        names = join_words([label(before, key, language) for key in lost], language)
        if sections != ("funds",):
            yield Loss(kind, lost, None, said.say(language).format(names))
            continue
        amount = total_of((was.nodes[key].get("amount"), True) for key in lost)
        sum_ = _UNKNOWN.say(language) if amount is None else say_money(amount, language, before.about.currency)
        yield Loss(kind, lost, amount, said.say(language).format(f"{sum_} ({names})"))


def _themes_without_initiator(was: Graph, now: Graph) -> tuple[str, ...]:
    pulled = initiators(was)
    return tuple(theme for theme, by in initiators(now).items() if not by and pulled.get(theme))


def _partners_cut_off(was: Graph, now: Graph) -> tuple[str, ...]:
    rest, part = _largest_part(was), _largest_part(now)
    return tuple(key for key, _ in nodes(now, "partner") if key in rest and key not in part)


def _largest_part(G: Graph) -> set[str]:
    """Return the partners that are in contact with most of the others; of equal parts that of the first key."""
    parts = [[key for key in sorted(part) if is_a("partner", key)] for part in nx.connected_components(contacts(G))]
    parts.sort(key=lambda part: (-len(part), part))
    return set(parts[0]) if parts else set()


def _decisions_without_body(was: Graph, now: Graph) -> tuple[str, ...]:
    bodiless = {key for key, data in nodes(was, "decision") if data.get("body") == "none"}
    return tuple(
        key
        for key, data in nodes(now, "decision")
        if key in was and key not in bodiless and data.get("body") == "none" and data.get("status") != "taken"
    )


def _money_lost(was: Graph, now: Graph) -> tuple[str, ...]:
    return tuple(sorted(_offered(was) - _offered(now)))


def _offered(G: Graph) -> set[str]:
    return {key for key, data in nodes(G, "fund") if data.get("status") != "refused"}


def _money_standing_still(was: Graph, now: Graph) -> tuple[str, ...]:
    came_free, comes_free = released(was), released(now)
    return tuple(key for key in sorted(_offered(now)) if came_free.get(key) and comes_free[key] is False)


def _money_out_of_reach(was: Graph, now: Graph) -> tuple[str, ...]:
    came_free, comes_free = attainable(was), attainable(now)
    still = _money_standing_still(was, now)
    lost = (key for key in sorted(_offered(now)) if came_free.get(key) and comes_free[key] is False)
    return tuple(key for key in lost if key not in still)


_LOST: Mapping[str, Callable[[Graph, Graph], tuple[str, ...]]] = {
    "theme-without-initiator": _themes_without_initiator,
    "partner-cut-off": _partners_cut_off,
    "decision-without-body": _decisions_without_body,
    "money-lost": _money_lost,
    "money-standing-still": _money_standing_still,
    "money-out-of-reach": _money_out_of_reach,
}
