"""Profiles: the thresholds and the weight of each tension field for one kind of partnership.

There is no blueprint (claim E6). A profile sets parameters of rules and says which fields count for more; it switches
no rule on or off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from regiokompas.errors import Problems, did_you_mean
from regiokompas.facts.schema import Value, Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.rules.language import Parameter, Rule
from regiokompas.rules.places import NAME, PlaceReader
from regiokompas.rules.reading import FIELDS
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = ["DEFAULT_PROFILE", "Profile", "Weight", "parameter_fault", "read_profile"]

#: The profile of a partnership that names none.
DEFAULT_PROFILE = "social-domain"

_NAMES = ("name", "label", "about", "weights", "parameters")


class Weight(StrEnum):
    """How much a tension field counts among findings of the same severity; most first."""

    HEAVY = "heavy"
    NORMAL = "normal"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of partnership.

    Parameters
    ----------
    weights
        By field; a field that is not named is normal.
    parameters
        Values by rule name and parameter name.
    """

    name: str
    label: Bilingual
    about: Bilingual
    weights: Mapping[str, Weight] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def weight(self, name: str) -> Weight:
        """Return how much a field counts."""
        return self.weights.get(name, Weight.NORMAL)


def parameter_fault(rule: Rule, name: str, value: object, rules: Iterable[Rule] = ()) -> Said | None:
    """Say why a parameter cannot have a value: it does not exist, or the value is of another type or out of range.

    Where it does not exist, what the rule has is named, and which of the rules there are has one of that name.
    """
    if name not in rule.parameters:
        fault = Said("{rule} has no parameter {name}", rule=rule.id, name=name)
        for hint in _hints(rule, name, rules):
            fault = fault.also(hint)
        return fault
    parameter = rule.parameters[name]
    if isinstance(value, bool) or isinstance(value, str) != isinstance(parameter.value, str):
        return Said(
            "{name} is {default!r} by default; {value!r} is of another type",
            name=f"{rule.id}.{name}",
            default=parameter.value,
            value=value,
        )
    if isinstance(value, int | float) and not _lies_within(parameter, value):
        low = Said("any") if parameter.low is None else parameter.low
        high = Said("any") if parameter.high is None else parameter.high
        template = "{name} lies between {low} and {high}; {value} does not"
        return Said(template, name=f"{rule.id}.{name}", low=low, high=high, value=value)
    return None


def _lies_within(parameter: Parameter, value: float) -> bool:
    """Whether a number lies in the range of a parameter; what is no number, or has no end, lies in none."""
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return (parameter.low is None or parameter.low <= value) and (parameter.high is None or value <= parameter.high)


def _hints(rule: Rule, name: str, rules: Iterable[Rule]) -> Iterator[str | None]:
    """Yield the parameters that a rule has, the rules that have the one asked for, and the nearest spelling."""
    yield Said("it has {names}", names=", ".join(sorted(rule.parameters))) if rule.parameters else Said("it has none")
    others = sorted(other.id for other in rules if name in other.parameters)
    if others:
        yield Said("a parameter of that name belongs to {rules}", rules=", ".join(others))
    yield did_you_mean(name, rule.parameters)


def read_profile(document: Document, vocabulary: Vocabulary, rules: Sequence[Rule]) -> tuple[Profile | None, Problems]:
    """Read one profile for the rules of its pack.

    Returns
    -------
    profile
        The profile, or ``None`` if it cannot be used.
    problems
        Everything that is wrong with it, each with its place.
    """
    reader = _ProfileReader(document, vocabulary)
    profile = reader.profile({rule.id: rule for rule in rules})
    return (None if reader.problems else profile), reader.problems


class _ProfileReader(PlaceReader):
    def profile(self, rules: Mapping[str, Rule]) -> Profile | None:
        data = self.document.data
        if not isinstance(data, dict):
            self.complain((), "no profile here", "a mapping with " + ", ".join(_NAMES))
            return None
        self.only(data, (), _NAMES)
        return Profile(
            self.pattern(("name",), data.get("name"), NAME, "words with hyphens"),
            self._text(data, "label"),
            self._text(data, "about"),
            dict(self._weights(data.get("weights") or {})),
            self._parameters(data.get("parameters") or {}, rules),
        )

    def _text(self, data: Mapping[str, Plain], name: str) -> Bilingual:
        text = data.get(name)
        if isinstance(text, dict) and set(text) == {"nl", "en"} and all(isinstance(t, str) for t in text.values()):
            return Bilingual(str(text["nl"]), str(text["en"]))
        self.complain((name,), f"{name} is missing in a language", "{nl: ..., en: ...}")
        return Bilingual("", "")

    def _weights(self, data: Plain) -> Sequence[tuple[str, Weight]]:
        found = []
        for name, word in self._mapping(("weights",), data).items():
            if name not in FIELDS:
                self.complain(("weights", name), f"{name} is no field", ", ".join(FIELDS), self.near(name, FIELDS))
            weight = self.choice(Weight, ("weights", name), word)
            if weight is not None:
                found.append((name, weight))
        return found

    def _parameters(self, data: Plain, rules: Mapping[str, Rule]) -> dict[str, dict[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for name, value in self._mapping(("parameters",), data).items():
            id_, _, parameter = name.partition(".")
            rule = rules.get(id_)
            if rule is None:
                self.complain(("parameters", name), f"{id_} is no rule of this pack", None, self.near(id_, rules))
                continue
            fault = parameter_fault(rule, parameter, value, rules.values())
            if fault is not None:
                self.complain(("parameters", name), fault)
            elif isinstance(value, str | int | float):
                found.setdefault(rule.name, {})[parameter] = value
        return found

    def _mapping(self, path: Path, data: Plain) -> Mapping[str, Plain]:
        if isinstance(data, dict):
            return data
        self.complain(path, f"{path[-1]} are named", "name: value")
        return {}
