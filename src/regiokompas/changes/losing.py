"""Losing something: what goes along with it, and what becomes of those who counted on it.

What cannot be without the lost goes along: a role without its holder, a relation without one of its ends, the goals
of a theme. The persons who work for a partner go along with it, and so do its funds, interests, plans and
contributions. What can be without it stays, and the loss is known: nobody owns the goal, nobody prepares the decision.
Nobody steps in by themselves, a deputy neither; who takes over is a change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regiokompas.changes.draft import Draft, Item, written_references

__all__ = ["lose"]

#: References that need not be given, but tie an entity to another as strongly as if they had to.
_BELONGS = {("person", "employer")}


def lose(draft: Draft, keys: Iterable[str]) -> None:
    """Take entities out of a draft, with all that cannot be without them."""
    gone = _with_dependants(draft, set(keys))
    _lose_bodies(draft, gone)
    for section in {kind.SECTION for kind, _ in draft.items()}:
        draft.data[section] = [item for item in draft.of(section) if item["key"] not in gone]
    for kind, item in draft.items():
        for name, _ in written_references(kind):
            if isinstance(item.get(name), list):
                item[name] = [key for key in item[name] if key not in gone]
            elif item.get(name) in gone:
                item[name] = "none"
        if "condition" in item:
            item["condition"] = _condition(item["condition"], gone, draft.about["currency"])


def _with_dependants(draft: Draft, gone: set[str]) -> set[str]:
    grows = True
    while grows:
        grows = False
        for kind, item in draft.items():
            if item["key"] not in gone and any(item.get(name) in gone for name in _ties(kind)):
                gone.add(item["key"])
                grows = True
    return gone


def _ties(kind: Any) -> Iterator[str]:
    """Yield the references without which an entity cannot be; each names one other."""
    for name, needed in written_references(kind):
        if needed or (kind.KIND, name) in _BELONGS:
            yield name


def _condition(condition: Mapping[str, Any], gone: set[str], currency: str) -> dict[str, Any]:
    """Return what a fund waits for once some funds are lost.

    A condition that can never be met any more stays a condition: its owner has not refused, but waits for money that
    nobody can bring. It is written as an amount from no fund at all.
    """
    never = {"at_least_amount": f"{currency} 1", "of": []}
    if gone.intersection(condition.get("all_of", ())):
        return never
    kept: dict[str, Any] = {
        name: [key for key in value if key not in gone] if isinstance(value, list) else value
        for name, value in condition.items()
    }
    if kept.get("any_of") == [] or len(kept.get("of", ())) < kept.get("at_least_k", 0):
        return never
    return kept


# -- deciding bodies: the one place where an organisation is named in free text ------------------------------------


def _lose_bodies(draft: Draft, gone: set[str]) -> None:
    """Take away the bodies of the partners that are gone; decisions of theirs are known to have none.

    A body belongs to the partners whose names stand in it, such as *council of Tiel*. A body of several partners goes
    on as long as one of them is left.
    """
    if not any(key.startswith("partner:") for key in gone):
        return
    names = {name: partner["key"] for partner in draft.of("partners") for name in _spellings(partner["name"])}
    for decision in draft.of("decisions"):
        owners = _named(decision, names)
        if owners and owners <= gone:
            decision["body"] = "none"


def _named(decision: Item, names: Mapping[str, str]) -> set[str]:
    """Return the partners that the body of a decision names; of names within names the longest."""
    found = set()
    for text in _spellings(decision.get("body", "none")):
        for name in sorted(names, key=lambda name: (-len(name), name)):
            whole = rf"(?<!\w){re.escape(name)}(?!\w)"
            if re.search(whole, text):
                found.add(names[name])
                text = re.sub(whole, " ", text)
    return found


def _spellings(text: str | Mapping[str, str]) -> set[str]:
    return {text} if isinstance(text, str) else set(text.values())
