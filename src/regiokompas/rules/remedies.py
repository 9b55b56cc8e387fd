"""Remedies: the advice of a rule as changes that can be carried out, and so proven.

A step is a change with its parts. A part may be a value, ``$binding.attribute`` of the facts that the rule matched,
``$partnership`` for its key, ``$today`` or ``$today+42`` for a day, or ``person:$binding.attribute`` for the key of
something new that is named after a fact, with ``+word`` behind it where there is more than one. With
``each: $binding.attribute`` a step is taken for every key in a list, which is ``$each`` in its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from regiokompas.changes import CHANGES, Change, read_change
from regiokompas.facts.schema import Value
from regiokompas.io.document import Path, Plain
from regiokompas.rules.compiler import conjunctions
from regiokompas.rules.language import Bind, Condition, RemedyStep, Rule
from regiokompas.rules.places import KEY, PlaceReader

__all__ = ["RemedyReader", "fill"]

_OPERAND = re.compile(r"\$([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_NEW_KEY = re.compile(r"([a-z]+):\$([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)(\+[a-z-]+)?")
_TODAY = re.compile(r"\$today([+-]\d+)?")
_EACH = "$each"
_PARTNERSHIP = "$partnership"


class RemedyReader(PlaceReader):
    """Reads the remedy of a rule and checks it against the changes there are and the facts that are bound."""

    def steps(self, data: Plain, path: Path, when: Condition) -> Iterator[RemedyStep]:
        """Yield the steps of a remedy."""
        if not isinstance(data, list) or not data:
            self.complain(path, "a remedy is a list of changes", "[{change: set, key: ..., ...}]")
            return
        for number, item in enumerate(data):
            step = self._step(item, (*path, number), when)
            if step is not None:
                yield step

    def _step(self, item: Plain, path: Path, when: Condition) -> RemedyStep | None:
        name = item.get("change") if isinstance(item, dict) else item
        if not isinstance(item, dict) or str(name) not in CHANGES:
            self.complain(path, f"there is no change {name}", ", ".join(CHANGES), self.near(name, list(CHANGES)))
            return None
        kind = CHANGES[str(name)]
        each = item.get("each")
        parts = {part: value for part, value in item.items() if part not in ("change", "each")}
        self.only(parts, path, kind.parts())
        for part in kind.parts():
            if part not in parts and kind.model_fields[part].is_required():
                self.complain(path, f"{name} needs {part}", ", ".join(kind.parts()))
        for text in _texts([each, parts]):
            if text == _EACH and each is None:
                self.complain(path, "$each stands in a step without each", "each: $binding.attribute")
            for binding, attribute in _operands(text):
                self._check_operand(path, binding, attribute, when)
        return RemedyStep(str(name), parts, None if each is None else str(each), self.document.source(path))

    def _check_operand(self, path: Path, binding: str, attribute: str, when: Condition) -> None:
        """Complain of an operand that names nothing that is bound in every way the rule can hold."""
        for way in conjunctions(when):
            bound = {leaf.name: leaf.kind for leaf in way if isinstance(leaf, Bind)}
            if binding not in bound:
                hint = self.near(binding, bound)
                self.complain(path, f"${binding} names no fact that is always bound", ", ".join(bound), hint)
                return
            kind = self.kinds.get(bound[binding])  # an unknown kind is a problem of the condition
            if kind is not None and attribute not in (KEY.name, *kind.attributes):
                hint = self.near(attribute, kind.attributes)
                self.complain(path, f"{attribute} is no attribute of {kind.name}", ", ".join(kind.attributes), hint)
                return


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from _texts(list(data.values()))
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)


def _operands(text: str) -> Iterator[tuple[str, str]]:
    match = _OPERAND.fullmatch(text)
    if match:
        yield match[1], match[2]
    match = _NEW_KEY.fullmatch(text)
    if match:
        yield match[2], match[3]


class _UnknownError(Exception):
    """A value that the remedy needs is not known."""


def fill(
    rule: Rule, bound: Mapping[str, Mapping[str, Value | None]], partnership: str, today: date
) -> tuple[Change, ...] | None:
    """Return the changes that the remedy of a rule stands for.

    Parameters
    ----------
    rule
        A rule; one without a remedy gives no changes.
    bound
        The values of the facts that it matched, by binding and attribute.
    partnership, today
        The key of the partnership and the date of the picture.

    Returns
    -------
    tuple or None
        ``None`` if a value that it needs is unknown.
    """
    filler = _Filler(bound, partnership, today)
    try:
        steps = rule.advice.remedy if rule.advice else ()
        return tuple(change for step in steps for change in filler.changes(step))
    except _UnknownError:
        return None


class _Filler:
    def __init__(self, bound: Mapping[str, Mapping[str, Value | None]], partnership: str, today: date) -> None:
        self._bound = bound
        self._partnership = partnership
        self._today = today

    def changes(self, step: RemedyStep) -> Iterator[Change]:
        turns: tuple[str | None, ...] = (None,)
        if step.each is not None:
            keys = self._fill(step.each, None)
            turns = tuple(keys) if isinstance(keys, list) else (str(keys),)
        for each in turns:
            parts = {name: self._fill(value, each) for name, value in step.parts.items()}
            yield read_change({"change": step.change, **parts}, str(step.source))

    def _fill(self, value: Any, each: str | None) -> Any:
        if isinstance(value, Mapping):
            return {name: self._fill(item, each) for name, item in value.items()}
        if isinstance(value, list):
            return [self._fill(item, each) for item in value]
        if not isinstance(value, str):
            return value
        if value == _EACH:
            return each
        if value == _PARTNERSHIP:
            return self._partnership
        if match := _TODAY.fullmatch(value):
            return (self._today + timedelta(days=int(match[1] or 0))).isoformat()
        if match := _OPERAND.fullmatch(value):
            found = self._value(match[1], match[2])
            return list(found) if isinstance(found, tuple) else found
        if match := _NEW_KEY.fullmatch(value):
            named_after = str(self._value(match[2], match[3])).partition(":")[2]
            suffix = (match[4] or "").replace("+", "-")
            return f"{match[1]}:new-{named_after.replace(':', '-')}{suffix}"
        return value

    def _value(self, binding: str, attribute: str) -> Value:
        found = self._bound.get(binding, {}).get(attribute)
        if found is None:
            raise _UnknownError
        return found
