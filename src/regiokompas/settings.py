"""Settings: the profile of a diagnosis, and the thresholds and severities that it, a configuration and the user set."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.facts.schema import Value
from regiokompas.rules import DEFAULT_PROFILE, Pack, Profile, Rule, Severity, parameter_fault
from regiokompas.rules.language import RuleStatus
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = [
    "Chosen",
    "Origin",
    "Settings",
    "UsedSeverity",
    "each_of",
    "find_profile",
    "find_rule",
    "is_shown",
    "read_parameters",
    "read_prefixes",
    "read_severities",
    "say_selection",
    "set_severities",
]

log = logging.getLogger("regiokompas")

#: Who set a threshold or severity: the rule itself, the profile, a configuration file, or the user; the last comes
#: first.
Origin = Literal["rule", "profile", "configuration", "user"]

#: Packs need not bring profiles; without any, thresholds are as the rules have them.
_PLAIN = Profile(
    DEFAULT_PROFILE,
    Bilingual("sociaal domein", "social domain"),
    Bilingual(
        "De standaard: elke drempel staat zoals de regel hem noemt.", "The default: thresholds as rules have them."
    ),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a configuration or the user sets, by rule name: thresholds by their name, and severities."""

    origin: Origin
    parameters: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UsedSeverity:
    """A severity that is not the rule's own (``default``), and who set it: configuration or user."""

    rule: str
    value: str
    default: str
    origin: str


@dataclass(frozen=True)
class Settings:
    """What was set for a diagnosis: a profile, and what was chosen besides, the weakest first."""

    profile: Profile
    chosen: tuple[Chosen, ...] = ()
    severities: tuple[UsedSeverity, ...] = ()

    @property
    def parameters(self) -> dict[str, dict[str, Value]]:
        """The values that differ from those of the rules, by rule name and parameter name."""
        layers = [self.profile.parameters, *(chosen.parameters for chosen in self.chosen)]
        found: dict[str, dict[str, Value]] = {rule: {} for rule in sorted({rule for layer in layers for rule in layer})}
        for layer in layers:
            for rule, values in layer.items():
                found[rule].update(values)
        return found

    def origin(self, rule: str, parameter: str) -> Origin:
        """Return who set a threshold."""
        for chosen in reversed(self.chosen):
            if parameter in chosen.parameters.get(rule, {}):
                return chosen.origin
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
        message = Said("there is no profile {name}; known are {known}", name=wanted, known=choices)
        raise NotFoundError(message.also(hint))
    if not found:
        return _PLAIN
    first = found[0]
    parameters = {rule: values for profile in found for rule, values in profile.parameters.items()}
    return Profile(first.name, first.label, first.about, first.weights, parameters)


def find_rule(rules: Iterable[Rule], wanted: str) -> Rule:
    """Return a rule by id or name; a former id or name leads to the rule as it is now, which is logged.

    Raises
    ------
    NotFoundError
        If there is none; the message names the nearest.
    """
    known: dict[str, Rule] = {}
    former: dict[str, Rule] = {}
    for rule in rules:
        known[rule.id] = known[rule.name] = rule
        former.update(dict.fromkeys(rule.formerly, rule))
    for spelling in (wanted, wanted.upper(), wanted.lower()):
        if spelling in known:
            return _with_notice(known[spelling])
        if spelling in former:
            return _redirected(spelling, former[spelling])
    hint = did_you_mean(wanted, known)
    raise NotFoundError(Said("there is no rule {name}", name=wanted).also(hint))


def _with_notice(rule: Rule) -> Rule:
    if rule.status is RuleStatus.DEPRECATED:
        successor = f"; {rule.replaced_by} takes its place" if rule.replaced_by else ""
        log.warning("%s %s is deprecated and will go%s", rule.id, rule.name, successor)
    return rule


def _redirected(wanted: str, rule: Rule) -> Rule:
    log.warning("%s is now %s %s", wanted, rule.id, rule.name)
    return rule


def each_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple; one text is one, and not its letters.

    Examples
    --------
    >>> each_of("FIN"), each_of(["FIN", "INT"])
    (('FIN',), ('FIN', 'INT'))
    """
    return (given,) if isinstance(given, str) else tuple(given)


def read_prefixes(rules: Sequence[Rule], given: Iterable[str]) -> tuple[str, ...]:
    """Return prefixes of rule ids; a former id becomes the present one.

    Raises
    ------
    NotFoundError
        If no id begins so; the message names the nearest prefix.
    """
    former = {old: rule for rule in rules for old in rule.formerly}
    found = []
    for prefix in given:
        if prefix and any(rule.id.startswith(prefix) for rule in rules):
            found.append(prefix)
        elif prefix in former:
            found.append(_redirected(prefix, former[prefix]).id)
        else:
            hint = did_you_mean(prefix, {rule.id.rstrip("0123456789") for rule in rules})
            message = Said("no rule has an id that begins with {prefix}", prefix=prefix or repr(prefix))
            raise NotFoundError(message.also(hint))
    return tuple(found)


def is_shown(rule: Rule, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Return whether a rule is shown; one that another has replaced only if it is selected by its whole id."""
    if ignore and rule.id.startswith(ignore):
        return False
    if rule.replaced_by is not None:
        return rule.id in select
    return not select or rule.id.startswith(select)


def say_selection(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Bilingual, ...]:
    """Return what a reader must know of a selection: silence about what was not asked is no good news.

    Examples
    --------
    >>> say_selection(("FIN",), ())[0].en
    'Only rules that begin with FIN are shown; of the others nothing is said.'
    """
    said = []
    if select:
        ids = ", ".join(select)
        nl = f"Hier staan alleen regels die beginnen met {ids}; over de andere is niets gezegd."
        said.append(Bilingual(nl, f"Only rules that begin with {ids} are shown; of the others nothing is said."))
    if ignore:
        ids = ", ".join(ignore)
        nl = f"Regels die beginnen met {ids} zijn weggelaten; daarover is niets gezegd."
        said.append(Bilingual(nl, f"Rules that begin with {ids} are left out; of those nothing is said."))
    return tuple(said)


def read_severities(rules: Sequence[Rule], given: Mapping[str, str]) -> dict[str, Severity]:
    """Return severities by rule name, from ``{"FIN02": "high"}``.

    Raises
    ------
    NotFoundError
        If a rule or a severity does not exist.
    """
    severities: dict[str, Severity] = {}
    for wanted, word in given.items():
        rule = find_rule(rules, wanted)
        known = [str(severity) for severity in Severity]
        if word not in known:
            hint = did_you_mean(word, known)
            message = Said("there is no severity {name}; known are {known}", name=word, known=", ".join(known))
            raise NotFoundError(message.also(hint))
        severities[rule.name] = Severity(word)
    return severities


def set_severities(
    rules: Sequence[Rule], chosen: Sequence[Chosen]
) -> tuple[tuple[Rule, ...], tuple[UsedSeverity, ...]]:
    """Return the rules with the severities that were chosen, and which of them are not the rules' own."""
    severities = {name: (value, layer.origin) for layer in chosen for name, value in layer.severities.items()}
    changed: list[Rule] = []
    used: list[UsedSeverity] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        value, origin = severities.get(rule.name, (rule.severity, "rule"))
        if value is not rule.severity:
            used.append(UsedSeverity(rule.id, str(value), str(rule.severity), origin))
        changed.append(replace(rule, severity=value))
    return tuple(changed), tuple(used)


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
        fault = parameter_fault(rule, parameter, value, rules)
        if fault is not None:
            raise (RegiokompasError if parameter in rule.parameters else NotFoundError)(fault)
        parameters.setdefault(rule.name, {})[parameter] = value
    return parameters
