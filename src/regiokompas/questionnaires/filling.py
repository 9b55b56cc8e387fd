"""Outcomes of a survey, put where nothing was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any

from regiokompas.model import Partnership
from regiokompas.questionnaires.tallying import Aggregate
from regiokompas.questionnaires.wording import STATEMENTS

__all__ = ["fill"]

#: The indicator that also says how involved a partner is, and how many partners must have said so. A judgement: what
#: one partner thinks of another is not yet what the region thinks.
_INVOLVED, _LEAST = "value_involvement", 2


def fill(data: dict[str, Any], partnership: Partnership, outcomes: Iterable[Aggregate]) -> int:
    """Put outcomes in the data of a partnership; return how many were known by hand already and stay.

    What belongs to one statement or one relation is said of it together: ``answers`` is the least number behind one of
    its outcomes, it is ``divided`` if one of them is, and ``spread`` is the widest.
    Involvement is the median of what other partners find.
    """
    by_subject: dict[tuple[str, str | None, str | None], list[Aggregate]] = defaultdict(list)
    found: dict[str, list[float]] = defaultdict(list)
    for one in outcomes:
        by_subject[one.partner, one.about, None if one.about else one.attribute].append(one)
        if one.about is not None and one.attribute == _INVOLVED:
            found[one.about].append(one.score)
    _open_sections(data, partnership, by_subject)
    kept = 0
    for (partner, about, trait), said in by_subject.items():
        if about is None:
            item = _item(data["statements"], {"partner": partner, "trait": trait})
        else:
            item = _item(data["relations"], {"from": partner, "to": about})
        news = {"score" if about is None else one.attribute: one for one in said}
        news = {attribute: one for attribute, one in news.items() if attribute not in item}
        kept += len(said) - len(news)
        item.update((attribute, one.score) for attribute, one in news.items())
        if news:
            item.setdefault("answers", min(one.answers for one in news.values()))
            divided = {one.divided for one in news.values()}
            if True in divided or None not in divided:
                item.setdefault("divided", True in divided)
            spreads = [one.spread for one in news.values() if one.spread is not None]
            if len(spreads) == len(news):
                item.setdefault("spread", max(spreads))
    for partner in data.get("partners", ()):
        if len(found[partner["key"]]) >= _LEAST:
            partner.setdefault("involvement", median(found[partner["key"]]))
    return kept


def _open_sections(data: dict[str, Any], partnership: Partnership, outcomes: Iterable[tuple[Any, Any, Any]]) -> None:
    """Make a section of what was unknown and is asked.

    Every partner was asked about every trait, so those are all statements there are, some with an unknown score. Of
    relations there may be more, since nobody was asked who is in contact with whom.
    """
    incomplete = set(data.get("incomplete", ()))
    about = {subject[1] is None for subject in outcomes}
    if True in about and not partnership.is_known("statements"):
        partners = [partner.key for partner in partnership.partners or ()]
        data["statements"] = [{"partner": partner, "trait": trait} for partner in partners for trait in STATEMENTS]
        if not partnership.is_complete("partners"):
            incomplete.add("statements")
    if False in about and not partnership.is_known("relations"):
        data["relations"] = []
        incomplete.add("relations")
    if incomplete:
        data["incomplete"] = sorted(incomplete)


def _item(items: list[dict[str, Any]], about: dict[str, Any]) -> dict[str, Any]:
    """Return the item about something, a new one where there is none."""
    item = next((item for item in items if about.items() <= item.items()), None)
    if item is None:
        item = dict(about)
        items.append(item)
    return item
