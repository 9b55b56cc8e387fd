"""Ordinals: all that an engine gets to see of a value is a small whole number.

Engines trip over values in many ways. They read ``0.5`` as 0 where the locale of the process writes decimals with
a comma, cannot read exponents, take ``5`` for ``"5"``, keep symbols apart from strings and 1 apart from 1.0, and
wrap long texts. A small whole number has none of these troubles, and it can carry all that fragments ask:

* a number is only ever compared with the constants in the fragments, so its place among them says everything;
* a text is only ever compared with other texts for equality, so the order in which it was first seen will do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regiokompas.engine.fragment import OPEN, EncodedFact, Fragment, Pattern

__all__ = ["Reading", "open_first", "readings"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What fragments read of the facts of one kind.

    ``thresholds`` holds by slot the numbers it is compared with, ascending; ``texts`` are the slots joined on.
    """

    thresholds: Mapping[str, Sequence[float]]
    texts: Sequence[str]

    def place(self, slot: str, number: float) -> int:
        """Return where a number lies among the thresholds of a slot: odd on a threshold, even beside it.

        Examples
        --------
        >>> reading = Reading({"size.low": (2.0, 3.5)}, ())
        >>> [reading.place("size.low", number) for number in (1.0, 2.0, 3.0, 3.5, 9.0)]
        [0, 1, 2, 3, 4]
        """
        thresholds = self.thresholds[slot]
        return bisect_left(thresholds, number) + bisect_right(thresholds, number)

    def row(self, fact: EncodedFact, codes: dict[str, int]) -> list[int]:
        """Return a fact as ordinals, in the order of ``thresholds`` and then ``texts``.

        ``codes`` numbers the texts of one working memory in the order in which they are first seen.
        """
        numbers, texts = fact.numbers, fact.texts
        row = [bisect_left(t, numbers[slot]) + bisect_right(t, numbers[slot]) for slot, t in self.thresholds.items()]
        row += [codes.setdefault(texts[slot], len(codes)) for slot in self.texts]
        return row


def readings(fragments: Iterable[Fragment]) -> dict[str, Reading]:
    """Collect by kind, in the order of their names, what fragments read of it."""
    thresholds: dict[str, dict[str, set[float]]] = {}
    texts: dict[str, set[str]] = {}
    for fragment in fragments:
        for pattern in fragment.patterns:
            slots = thresholds.setdefault(pattern.kind, {})
            for bound in pattern.bounds:
                slots.setdefault(bound.slot, set()).add(bound.number)
            for join in pattern.joins:
                texts.setdefault(pattern.kind, set()).add(join.slot)
                texts.setdefault(fragment.patterns[join.pattern].kind, set()).add(join.other_slot)
    return {
        kind: Reading(
            {slot: tuple(sorted(numbers)) for slot, numbers in sorted(slots.items())},
            tuple(sorted(texts.get(kind, ()))),
        )
        for kind, slots in sorted(thresholds.items())
    }


def open_first(fragment: Fragment) -> list[tuple[int, Pattern]]:
    """Return the patterns by number, those for open facts first.

    They join with nothing and mostly match nothing, and then the engine need not look at the others.
    """
    return sorted(enumerate(fragment.patterns), key=lambda item: item[1].kind != OPEN)
