"""Counting many records: who stands out and why, how boundaries lie, who comes and goes.

Records are counted one at a time and let go; what is kept grows with the number of partnerships, not of findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from regiokompas.errors import RegiokompasError
from regiokompas.overviews.boundaries import compare_boundaries
from regiokompas.overviews.overview import (
    LEVELS,
    FieldOverview,
    Overview,
    RuleCount,
    Served,
    Spread,
    StandsOut,
    Turnover,
)
from regiokompas.rules import FIELDS
from regiokompas.saying import Said
from regiokompas.texts import Language

__all__ = ["Tally"]

_SEVERITIES: Final = ("critical", "high", "medium", "low")

#: Partnerships that are named for each field.
STANDING_OUT: Final = 8
#: Failures that are named.
FAILURES: Final = 20
#: Shares of the costs may miss a whole by this much, since registers round them.
_ROUNDING: Final = 0.02


@dataclass(slots=True)
class _Rule:
    about: tuple[str, str, str, str, str]
    findings: int = 0
    partnerships: int = 0
    undecided: int = 0
    example: str = ""


@dataclass(frozen=True, slots=True)
class _Version:
    """What it takes to see who came and went: members by identity, and those that ceased to exist."""

    number: int
    year: int | None
    members: frozenset[str]
    abolished: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Counts records one at a time.

    Examples
    --------
    >>> tally = Tally("en")
    >>> tally.add({"source": "a.yaml", "error": {"message": "no such file", "problems": []}})
    >>> tally.overview().failed
    1
    """

    language: Language = "nl"
    _on: str | None = None
    _records: int = 0
    _failed: int = 0
    _partnerships: int = 0
    _forms: Counter[str] = field(default_factory=Counter)
    _sizes: list[int] = field(default_factory=list)
    _with_shares: int = 0
    _with_whole_shares: int = 0
    _levels: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _coverage: Counter[str] = field(default_factory=Counter)
    _with_risks: Counter[str] = field(default_factory=Counter)
    _held_back: Counter[str] = field(default_factory=Counter)
    _standing_out: defaultdict[str, list[tuple[Any, StandsOut]]] = field(default_factory=lambda: defaultdict(list))
    _rules: dict[str, _Rule] = field(default_factory=dict)
    _served: Counter[str] = field(default_factory=Counter)
    _abolished: set[str] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)
    _by_policy: defaultdict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    _without_policy_field: int = 0
    _versions: defaultdict[str, list[_Version]] = field(default_factory=lambda: defaultdict(list))
    _failures: list[tuple[str, str]] = field(default_factory=list)

    def add(self, record: Mapping[str, Any]) -> None:
        """Count a record of a batch.

        Raises
        ------
        RegiokompasError
            If it lacks what a batch writes.
        """
        try:
            self._add(record)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            template = "record {number} is not as a batch writes it: {why}"
            why = f"{type(error).__name__} {error}"
            raise RegiokompasError(Said(template, number=self._records, why=why)) from error

    def _add(self, record: Mapping[str, Any]) -> None:
        self._records += 1
        if "error" in record:
            self._failed += 1
            if len(self._failures) < FAILURES:
                said = record["error"]
                self._failures.append((record["source"], said.get(self.language, {}).get("message", said["message"])))
            return
        place = record.get("register")
        if place is not None:
            self._on = place["on"]
            self._add_version(place, record)
        if place is None or place["in_force"]:
            self._partnerships += 1
            self._add_partnership(record)
            self._add_diagnosis(record["source"], record["diagnosis"])

    def _add_version(self, place: Mapping[str, Any], record: Mapping[str, Any]) -> None:
        members = {partner["name"]: _identity(partner) for partner in record.get("partners") or ()}
        starts = record["partnership"].get("starts")
        version = _Version(
            place["version"],
            int(starts[:4]) if starts else None,
            frozenset(members.values()),
            frozenset(members[name] for name in place["abolished"] if name in members),
        )
        self._versions[place["arrangement"]].append(version)

    def _add_partnership(self, record: Mapping[str, Any]) -> None:
        about, partners = record["partnership"], record.get("partners") or ()
        name = record["diagnosis"]["name"]
        self._forms[about.get("legal_form") or "unknown"] += 1
        if record.get("partners") is not None:
            self._sizes.append(len(partners))
        shares = [partner["cost_share"] for partner in partners if partner.get("cost_share") is not None]
        self._with_shares += bool(shares)
        self._with_whole_shares += bool(shares) and abs(sum(shares) - 1) <= _ROUNDING
        municipalities = [partner for partner in partners if partner.get("kind") == "municipality"]
        self._abolished.update(_short(partner["name"]) for partner in municipalities if partner.get("abolished"))
        municipalities = [partner for partner in municipalities if not partner.get("abolished")]
        ids = frozenset(map(_identity, municipalities))
        self._served.update(ids)
        self._names |= {_identity(partner): _short(partner["name"]) for partner in municipalities}
        # The register writes a field and a part of it as "field | part"; boundaries are compared by the whole field.
        policy_fields = {name.partition(" | ")[0] for name in about.get("policy_fields") or ()}
        self._without_policy_field += not policy_fields
        for policy_field in policy_fields:
            self._by_policy[policy_field].append((name, ids))

    def _add_diagnosis(self, source: str, diagnosis: Mapping[str, Any]) -> None:
        for name, result in diagnosis["compass"].items():
            self._levels[name][result["level"]] += 1
            self._coverage[name] += result["coverage"]
            self._held_back[name] += bool(result.get("unsettled"))
        self._add_rules(diagnosis)
        for name in FIELDS:
            risks = [f for f in diagnosis["findings"] if f["field"] == name and f["kind"] == "risk"]
            if risks:
                self._with_risks[name] += 1
                self._keep(name, source, diagnosis["name"], risks)

    def _add_rules(self, diagnosis: Mapping[str, Any]) -> None:
        fired: Counter[str] = Counter(finding["id"] for finding in diagnosis["findings"])
        undecided = {missing["id"] for missing in diagnosis["undecided"]} - fired.keys()
        for finding in (*diagnosis["findings"], *diagnosis["undecided"]):
            about = tuple(finding[name] for name in ("id", "rule", "field", "kind", "severity"))
            self._rules.setdefault(finding["id"], _Rule(about))
        for finding in diagnosis["findings"]:
            rule = self._rules[finding["id"]]
            rule.example = min(filter(None, (rule.example, finding["message"])), key=lambda said: (len(said), said))
        for id_, times in fired.items():
            self._rules[id_].findings += times
            self._rules[id_].partnerships += 1
        for id_ in undecided:
            self._rules[id_].undecided += 1

    def _keep(self, field_: str, source: str, name: str, risks: list[Mapping[str, Any]]) -> None:
        """Keep a partnership among those that stand out, if it does: by severity, then reach, then name."""
        count = Counter(risk["severity"] for risk in risks)
        worst = min(risks, key=lambda risk: risk["rank"])
        severities = {severity: count[severity] for severity in _SEVERITIES if count[severity]}
        rules = tuple(dict.fromkeys(risk["id"] for risk in sorted(risks, key=lambda risk: risk["rank"])))
        order = (*(-count[severity] for severity in _SEVERITIES), -max(risk["reach"] for risk in risks), name, source)
        kept = self._standing_out[field_]
        kept.append((order, StandsOut(name, source, severities, rules, worst["message"])))
        kept.sort(key=lambda item: item[0])
        del kept[STANDING_OUT:]

    def overview(self) -> Overview:
        """Return what has been counted so far."""
        municipalities = [Served(self._names[id_], count) for id_, count in self._served.items()]
        counts = [
            RuleCount(*rule.about, rule.findings, rule.partnerships, rule.undecided, rule.example)
            for rule in self._rules.values()
        ]
        boundaries = [
            compare_boundaries(name, members, self._names) for name, members in sorted(self._by_policy.items())
        ]
        return Overview(
            language=self.language,
            on=self._on,
            records=self._records,
            failed=self._failed,
            partnerships=self._partnerships,
            arrangements=len(self._versions),
            forms=tuple(sorted(self._forms.items(), key=lambda item: (-item[1], item[0]))),
            sizes=Spread.of(self._sizes),
            with_shares=self._with_shares,
            with_whole_shares=self._with_whole_shares,
            fields=tuple(self._field(name) for name in FIELDS) if self._partnerships else (),
            rules=tuple(sorted((c for c in counts if c.findings), key=lambda c: (-c.partnerships, -c.findings, c.id))),
            never_decided=sum(count.undecided == self._partnerships for count in counts),
            municipalities=tuple(sorted(municipalities, key=lambda m: (-m.partnerships, m.name))),
            abolished=tuple(sorted(self._abolished)),
            served=Spread.of(self._served.values()),
            boundaries=tuple(sorted(boundaries, key=lambda b: (-b.arrangements, b.policy_field))),
            without_policy_field=self._without_policy_field,
            turnover=tuple(self._turnover()),
            failures=tuple(self._failures),
        )

    def _field(self, name: str) -> FieldOverview:
        return FieldOverview(
            name,
            {level: self._levels[name][level] for level in LEVELS if self._levels[name][level]},
            round(self._coverage[name] / self._partnerships, 4),
            self._with_risks[name],
            self._held_back[name],
            tuple(stands_out for _, stands_out in self._standing_out[name]),
        )

    def _turnover(self) -> list[Turnover]:
        years: dict[int, list[int]] = {}
        for versions in self._versions.values():
            ordered = sorted(versions, key=lambda version: version.number)
            for before, after in pairwise(ordered):
                if after.number != before.number + 1 or after.year is None:
                    continue  # only successive versions can be compared
                year = years.setdefault(after.year, [0, 0, 0, 0])
                left = before.members - after.members
                merged = left & before.abolished
                for place, number in enumerate(
                    (1, len(after.members - before.members), len(left - merged), len(merged))
                ):
                    year[place] += number
        return [Turnover(year, *numbers) for year, numbers in sorted(years.items())]


def _identity(partner: Mapping[str, Any]) -> str:
    """Return what tells an organisation from another in whatever partnership it takes part."""
    return str(partner.get("identifier") or partner["name"])


def _short(name: Any) -> str:
    """Return the name of a municipality without the word for one."""
    text = name if isinstance(name, str) else str(name["nl"])
    return text.removeprefix("Gemeente ")
