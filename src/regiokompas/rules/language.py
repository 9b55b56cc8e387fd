"""The rule language: a closed set of conditions over facts, and the texts that go with them.

A rule is data. There is no expression to evaluate and no code in a pack: a condition tests one attribute of one
fact with one operator against a value, a parameter or an attribute of an earlier binding.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from regiokompas.errors import Source
from regiokompas.facts.schema import Fact, Value
from regiokompas.texts import Bilingual

__all__ = [
    "Absent",
    "Advice",
    "All",
    "Any",
    "AttributeOf",
    "Bind",
    "Condition",
    "Count",
    "Effort",
    "Operand",
    "Operator",
    "Parameter",
    "ParameterValue",
    "RemedyStep",
    "Rule",
    "RuleKind",
    "RuleStatus",
    "RuleTest",
    "Severity",
    "Test",
]


class Operator(StrEnum):
    """How an attribute is compared with an operand."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    MATCHES = "matches"
    KNOWN = "known"

    @property
    def ordering(self) -> bool:
        """Whether the operator needs values that have an order."""
        return self in (Operator.LT, Operator.LTE, Operator.GT, Operator.GTE)


class Severity(StrEnum):
    """How bad a risk is, or how much a strength carries; worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RuleKind(StrEnum):
    """What it means that a rule fires."""

    RISK = "risk"
    STRENGTH = "strength"
    SIGNAL = "signal"


class RuleStatus(StrEnum):
    """How far others may rely on a rule."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Effort(StrEnum):
    """What an advice costs those who follow it; least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class AttributeOf:
    """Operand: an attribute of an earlier binding, written ``$binding.attribute``."""

    binding: str
    attribute: str

    def __str__(self) -> str:
        return f"${self.binding}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """Operand: the value of a named parameter of the rule, written ``$parameter``."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


Operand = Value | AttributeOf | ParameterValue


@dataclass(frozen=True, slots=True)
class Test:
    """One attribute compared with one operand."""

    __test__ = False  # not a pytest class

    attribute: str
    operator: Operator
    operand: Operand
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bind:
    """There is a fact of this kind that passes the tests; it gets a name."""

    name: str
    kind: str
    tests: tuple[Test, ...]
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Absent:
    """There is no fact of this kind that passes the tests."""

    kind: str
    tests: tuple[Test, ...]
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many facts of this kind pass the tests, counted by an attribute where ``distinct`` names one."""

    kind: str
    tests: tuple[Test, ...]
    at_least: int | ParameterValue
    distinct: str | None
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


Condition = Bind | Absent | Count | All | Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold or choice that a region may set otherwise: there is no blueprint (claim E6).

    ``low`` and ``high`` bound what is sensible; ``why`` says where the value comes from.
    """

    name: str
    value: Value
    unit: str
    low: float | None
    high: float | None
    why: Bilingual


@dataclass(frozen=True, slots=True)
class RemedyStep:
    """One change of a remedy, with its parts as the rule writes them; ``each`` names a list to take it for."""

    change: str
    parts: Mapping[str, typing.Any]
    each: str | None
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do on Monday, what it costs, and the same as changes that can be carried out.

    ``no_remedy`` says why there are no such changes, where there are none. ``decide`` is the question to put before a
    meeting of governors; what belongs in a talk in private has none.
    """

    text: Bilingual
    effort: Effort
    remedy: tuple[RemedyStep, ...] = ()
    no_remedy: str | None = None
    decide: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A small set of facts and what the rule must say of it.

    ``expect`` is ``fires``, ``silent`` or ``undecided``; ``because`` names the attribute or fact kind that
    decides, where the test states it.
    """

    name: str
    given: tuple[Fact, ...]
    open_kinds: frozenset[str]
    expect: str
    because: str | None
    source: Source = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it holds, what it then says, why, and the cases that prove it.

    ``formerly`` holds the ids and names that it had before, under which it is still found. ``replaced_by`` is the id
    of the rule that takes over from one that is deprecated.
    """

    id: str
    name: str
    field: str
    kind: RuleKind
    severity: Severity
    status: RuleStatus
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    when: Condition
    finding: Bilingual
    advice: Advice | None
    why: Bilingual
    tests: tuple[RuleTest, ...]
    since: str
    replaced_by: str | None
    source: Source = dataclasses.field(compare=False, repr=False)
    formerly: tuple[str, ...] = ()
