"""Settings: the profile of a diagnosis and the thresholds that it and the user set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.facts.schema import Value
from regiokompas.rules import DEFAULT_PROFILE, Pack, Profile, Rule, parameter_fault
from regiokompas.texts import Bilingual

__all__ = ["Origin", "Settings", "find_profile", "find_rule", "read_parameters"]

#: Who set a threshold: the rule itself, the profile, or the user.
Origin = Literal["rule", "profile", "user"]

#: Packs need not bring profiles; without any, thresholds are as the rules have them.
_PLAIN = Profile(
    DEFAULT_PROFILE,
    Bilingual("sociaal domein", "social domain"),
    Bilingual(
        "De standaard: elke drempel staat zoals de regel hem noemt.", "The default: thresholds as rules have them."
    ),
)


@dataclass(frozen=True)
class Settings:
    """What was set for a diagnosis: a profile, and the values that the user chose himself, which come first."""

    profile: Profile
    chosen: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, dict[str, Value]]:
        """The values that differ from those of the rules, by rule name and parameter name."""
        rules = {*self.profile.parameters, *self.chosen}
        return {rule: {**self.profile.parameters.get(rule, {}), **self.chosen.get(rule, {})} for rule in sorted(rules)}

    def origin(self, rule: str, parameter: str) -> Origin:
        """Return who set a threshold."""
        if parameter in self.chosen.get(rule, {}):
            return "user"
        return "profile" if parameter in self.profile.parameters.get(rule, {}) else "rule"


def find_profile(packs: Sequence[Pack], wanted: str) -> Profile:
    """Return a profile with what every pack says of it; the first pack that has it names and weighs it.

    Raises
    ------
    NotFoundError
        If no pack has it; the message names the nearest.
    """
    known = {profile.name for pack in packs for profile in pack.profiles} | {DEFAULT_PROFILE}
    found = [profile for pack in packs for profile in pack.profiles if profile.name == wanted]
    if wanted not in known:
        hint = did_you_mean(wanted, known)
        choices = ", ".join(sorted(known))
        raise NotFoundError(f"there is no profile {wanted}; known are {choices}" + (f"; {hint}" if hint else ""))
    if not found:
        return _PLAIN
    first = found[0]
    parameters = {rule: values for profile in found for rule, values in profile.parameters.items()}
    return Profile(first.name, first.label, first.about, first.weights, parameters)


def find_rule(rules: Iterable[Rule], wanted: str) -> Rule:
    """Return a rule by id or name.

    Raises
    ------
    NotFoundError
        If there is none; the message names the nearest.
    """
    known: dict[str, Rule] = {}
    for rule in rules:
        known[rule.id] = known[rule.name] = rule
    found = known.get(wanted) or known.get(wanted.upper()) or known.get(wanted.lower())
    if found is None:
        hint = did_you_mean(wanted, known)
        raise NotFoundError(f"there is no rule {wanted}" + (f"; {hint}" if hint else ""))
    return found


def read_parameters(rules: Sequence[Rule], given: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    """Return thresholds by rule name and parameter name, from ``{"FIN01.min_amount": 50000}``.

    Raises
    ------
    NotFoundError
        If a rule does not exist.
    RegiokompasError
        If a parameter does not exist, or its value is of another type or out of range.
    """
    parameters: dict[str, dict[str, Value]] = {}
    for name, value in given.items():
        wanted, _, parameter = name.partition(".")
        rule = find_rule(rules, wanted)
        fault = parameter_fault(rule, parameter, value)
        if fault is not None:
            raise (RegiokompasError if parameter in rule.parameters else NotFoundError)(fault)
        parameters.setdefault(rule.name, {})[parameter] = value
    return parameters
