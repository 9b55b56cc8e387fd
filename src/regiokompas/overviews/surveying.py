"""What many records say together: who stands out and why, how boundaries lie, who comes and goes; never a grade.

Records are counted one at a time and let go; what is kept grows with the number of partnerships, not of findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from regiokompas.errors import RegiokompasError
from regiokompas.overviews.boundaries import Boundaries, compare_boundaries
from regiokompas.results.plain_data import as_dict
from regiokompas.rules import FIELDS
from regiokompas.saying import Said
from regiokompas.texts import Language

__all__ = ["LEVELS", "FieldOverview", "Overview", "RuleCount", "Served", "Spread", "StandsOut", "Tally", "Turnover"]

#: Levels of a field, the most severe first.
LEVELS: Final = ("critical", "under-pressure", "attention", "sound", "not-looked-at")
_SEVERITIES: Final = ("critical", "high", "medium", "low")

#: Partnerships that are named for each field.
STANDING_OUT: Final = 8
#: Failures that are named.
FAILURES: Final = 20
#: Shares of the costs may miss a whole by this much, since registers round them.
_ROUNDING: Final = 0.02


@dataclass(frozen=True, slots=True)
class StandsOut:
    """A partnership with risks in a field: how many of each severity, and what the most severe one says."""

    name: str
    source: str
    severities: Mapping[str, int]
    rules: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class FieldOverview:
    """One direction of the compass over all partnerships that count.

    ``levels`` counts partnerships; ``coverage`` is the mean share of what could be judged; ``with_risks`` partnerships
    have a risk in this field, of which ``standing_out`` names the most severe. ``held_back`` partnerships are at
    *attention* with no more than a low risk, since what would be most severe is still open.
    """

    field: str
    levels: Mapping[str, int]
    coverage: float
    with_risks: int
    held_back: int
    standing_out: tuple[StandsOut, ...]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule fired, over how many partnerships, and for how many it could not be decided."""

    id: str
    rule: str
    field: str
    kind: str
    severity: str
    findings: int
    partnerships: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Served:
    """A municipality, and in how many partnerships it takes part."""

    name: str
    partnerships: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the middle and the most of a number."""

    least: float
    median: float
    most: float

    @classmethod
    def of(cls, numbers: Iterable[float]) -> Spread | None:
        """Return the spread of numbers; of none there is none.

        Examples
        --------
        >>> Spread.of([3, 1, 2, 10])
        Spread(least=1, median=2.5, most=10)
        """
        ordered = sorted(numbers)
        if not ordered:
            return None
        middle = len(ordered) // 2
        median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
        return cls(ordered[0], median, ordered[-1])


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who joined and left in a year, by the versions that began in it.

    ``left_by_merger`` counts those that left and ceased to exist; ``left`` all others.
    """

    year: int
    versions: int
    joined: int
    left: int
    left_by_merger: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What many records say together.

    Parameters
    ----------
    language
        Language of the texts.
    on
        Date of the picture of the register, if the records came from it.
    records, failed
        How many inputs there were, and how many of them could not be judged.
    partnerships
        How many count: of a register only the versions in force, so that no arrangement counts twice.
    arrangements
        How many arrangements the register holds, in force or ended.
    forms
        Partnerships by legal form; ``unknown`` where it is.
    sizes
        Partners of a partnership.
    with_shares, with_whole_shares
        Partnerships that say how costs are shared, and those where the shares make up a whole.
    fields
        The six directions of the compass.
    rules
        Rules that fired, most partnerships first.
    never_decided
        How many rules could not be decided for a single one.
    municipalities
        Every municipality that takes part and still exists, most partnerships first.
    abolished
        Municipalities that no longer exist and still stand as partners.
    served
        Partnerships of a municipality.
    boundaries
        Policy fields, most arrangements first, and how the boundaries in each lie.
    without_policy_field
        Partnerships of which no policy field is known.
    turnover
        Who joined and left, by year.
    failures
        Sources that could not be judged, and why; the first few.
    """

    language: Language
    on: str | None
    records: int
    failed: int
    partnerships: int
    arrangements: int
    forms: tuple[tuple[str, int], ...]
    sizes: Spread | None
    with_shares: int
    with_whole_shares: int
    fields: tuple[FieldOverview, ...]
    rules: tuple[RuleCount, ...]
    never_decided: int
    municipalities: tuple[Served, ...]
    abolished: tuple[str, ...]
    served: Spread | None
    boundaries: tuple[Boundaries, ...]
    without_policy_field: int
    turnover: tuple[Turnover, ...]
    failures: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return as_dict(self)


@dataclass(slots=True)
class _Rule:
    about: tuple[str, str, str, str, str]
    findings: int = 0
    partnerships: int = 0
    undecided: int = 0


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
            RuleCount(*rule.about, rule.findings, rule.partnerships, rule.undecided) for rule in self._rules.values()
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
