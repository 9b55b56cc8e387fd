"""Results of the stress test: what falls apart by which loss, and how much a partnership can take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from regiokompas.results.plain_data import as_dict
from regiokompas.texts import Language, language_of

__all__ = ["CurvePoint", "Fall", "StressTest"]


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls apart when some things are lost.

    Parameters
    ----------
    lost, said
        What is lost: keys, a relation as ``one>other``, and the same in words.
    themes, partners
        Themes that lose their last initiator, and partners cut off from the rest, in words.
    money
        Money that goes or stands still; an unknown amount counts for nothing.
    more_than_apart
        What falls apart by these losses together and by none of them alone, in words.
    new_critical, new_high
        Risks of that severity that the rules find besides; ``None`` if they did not run.
    """

    lost: tuple[str, ...]
    said: str
    themes: tuple[str, ...]
    partners: tuple[str, ...]
    money: float
    more_than_apart: tuple[str, ...] = ()
    new_critical: int | None = None
    new_high: int | None = None

    @property
    def weight(self) -> tuple[int, int, float]:
        """How much falls apart: themes first, then partners, then money."""
        return len(self.themes), len(self.partners), self.money


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What is left after so many persons are gone, the worst first.

    ``connected`` is the share of pairs of partners still in contact, ``pulled`` that of themes that still have an
    initiator.
    """

    lost: int
    last: str
    connected: float
    pulled: float


@dataclass(frozen=True, slots=True)
class StressTest:
    """How a partnership stands losses.

    Parameters
    ----------
    singles
        Every single loss by which anything falls apart, the worst first.
    pairs
        The worst pairs by which more falls apart than by both apart.
    tried, tried_pairs
        How many losses and pairs of losses were tried.
    relations_in_pairs
        Whether relations were lost in pairs too.
    growing
        Losing more and more, each time what adds most.
    splitting
        The smallest sets of persons whose loss leaves partners without any contact; empty if none does; ``None`` if
        that cannot be known.
    orphaning
        The smallest sets of persons whose loss leaves a theme without anyone in a role, each with the theme.
    curve
        The resilience curve; empty if contacts or initiators are not wholly known.
    unknown
        Sections that are unknown or incomplete, in words; what hangs on them is left out.
    """

    name: str
    language: Language
    currency: str
    singles: tuple[Fall, ...]
    pairs: tuple[Fall, ...]
    tried: int
    tried_pairs: int
    relations_in_pairs: bool
    growing: tuple[Fall, ...]
    splitting: tuple[tuple[str, ...], ...] | None
    orphaning: tuple[tuple[str, tuple[str, ...]], ...] | None
    curve: tuple[CurvePoint, ...]
    unknown: tuple[str, ...]
    _told: Mapping[Language, StressTest] = field(default_factory=dict, repr=False, compare=False)

    def in_language(self, language: Language) -> StressTest:
        """Return the same in the words of a language; nothing is tried anew."""
        return self if language == self.language else self._told[language_of(language)]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return as_dict(self)
