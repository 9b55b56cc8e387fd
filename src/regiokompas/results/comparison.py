"""Comparisons: two diagnoses side by side, frozen and in words, ready to be rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.results.plain_data import as_dict
from regiokompas.texts import Language

__all__ = ["Comparison", "Difference", "FactChange", "LevelChange", "Loss", "WhatIf"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact behind a difference: what it is about, what it was and what it is, in words.

    ``fact`` and ``attribute`` say which fact of the diagnosis it is, where it is one.
    """

    text: str
    before: str
    after: str
    fact: str | None = None
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding that is not the same on both sides.

    Parameters
    ----------
    finding
        As it is now; one that is gone as it was.
    facts
        What differs in the facts that decided it.
    subject_left, subject_came
        Whether it is gone because what it was about is gone, or new because that is new.
    """

    finding: Finding
    facts: tuple[FactChange, ...]
    subject_left: bool = False
    subject_came: bool = False


@dataclass(frozen=True, slots=True)
class LevelChange:
    """How one tension field stands on both sides, and what share of it could be judged."""

    field: str
    before: str
    after: str
    coverage_before: float
    coverage_after: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two diagnoses.

    Real change is kept apart from what has only become known. A finding is *new* or *gone* if its rule could be
    judged on both sides; it *became known* if it could not be judged before, and is *no longer known* if it cannot be
    judged any more. Of findings on both sides, one is *worse* or *better* by the first of these that differs: severity,
    partners touched (if both sides have as many partners), distance beyond the limit; for a strength more is better.

    Findings are the same if rule and subjects are. Two different partnerships have no subjects in common: there the
    rules are compared, each by its first finding.
    """

    before: Diagnosis
    after: Diagnosis
    new: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    worse: tuple[Difference, ...]
    better: tuple[Difference, ...]
    became_known: tuple[Difference, ...]
    no_longer_known: tuple[Difference, ...]
    levels: Mapping[str, LevelChange]

    @property
    def language(self) -> Language:
        """The language of the texts."""
        return self.after.language

    @property
    def same_partnership(self) -> bool:
        """Whether both sides are of one partnership."""
        return self.before.partnership == self.after.partnership

    @property
    def is_empty(self) -> bool:
        """Whether no finding differs."""
        return not any(
            (self.new, self.gone, self.worse, self.better, self.became_known, self.no_longer_known),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain data, with both diagnoses in it."""
        return as_dict(self)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that falls apart.

    Parameters
    ----------
    kind
        ``theme-without-initiator``, ``partner-cut-off``, ``decision-without-body``, ``money-lost``,
        ``money-standing-still`` (it came free before) or ``money-out-of-reach`` (it came free before if all signed
        together).
    keys
        What it happens to; ``None`` if that cannot be known from what is known of the partnership.
    amount
        The money in it; ``None`` if it is no money, or if an amount is unknown.
    text
        The same in words.
    """

    kind: str
    keys: tuple[str, ...] | None
    amount: float | None
    text: str


@dataclass(frozen=True, slots=True)
class WhatIf(Comparison):
    """What changes would do: a comparison of what is and what would be.

    Parameters
    ----------
    changes
        The changes in their short form.
    said
        The same in words.
    falls_apart
        What is lost by them, the unknown last.
    """

    changes: tuple[str, ...]
    said: tuple[str, ...]
    falls_apart: tuple[Loss, ...]
