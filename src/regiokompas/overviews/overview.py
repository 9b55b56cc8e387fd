"""What is said of many partnerships together: an overview, and what it consists of; never a grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from regiokompas.overviews.boundaries import Boundaries
from regiokompas.results.plain_data import as_dict
from regiokompas.texts import Language

__all__ = ["LEVELS", "FieldOverview", "Overview", "RuleCount", "Served", "Spread", "StandsOut", "Turnover"]

#: Levels of a field, the most severe first.
LEVELS: Final = ("critical", "under-pressure", "attention", "sound", "not-looked-at")


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
    """How often a rule fired, over how many partnerships, and for how many it could not be decided.

    ``example`` is the shortest of the sentences that it gave, and empty where it never fired.
    """

    id: str
    rule: str
    field: str
    kind: str
    severity: str
    findings: int
    partnerships: int
    undecided: int
    example: str


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
