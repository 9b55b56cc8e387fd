"""What each partner brings and gets, kind by kind, as bars of blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.means import Benefit, Contribution
from regiokompas.texts import Language

__all__ = ["Block", "ExchangePicture", "Row", "picture_exchange"]

#: Kinds of what is exchanged, in the order of the blocks.
KINDS = ("money", "staff", "knowledge", "network", "facilities")


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of what a partner brings or gets; ``amount`` is its money, ``None`` if any of it is unknown."""

    kind: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A partner with what it brings and gets; ``None`` if that is not known."""

    key: str
    name: str
    brings: tuple[Block, ...] | None
    gets: tuple[Block, ...] | None


@dataclass(frozen=True, slots=True)
class ExchangePicture:
    """All partners by name; ``incomplete`` names the sections of which there may be more."""

    currency: str
    rows: tuple[Row, ...]
    incomplete: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return any(side is not None for row in self.rows for side in (row.brings, row.gets))


def picture_exchange(partnership: Partnership, language: Language) -> ExchangePicture:
    """Return what each partner brings and gets.

    A partner of which nothing is written down brings nothing if that section is complete; otherwise it is unknown.
    """
    brought = _by_partner(partnership.contributions or ())
    got = _by_partner(partnership.benefits or ())
    rows = [
        Row(
            key=partner.key,
            name=label(partnership, partner.key, language),
            brings=_blocks(brought.get(partner.key, ()), partnership.is_complete("contributions")),
            gets=_blocks(got.get(partner.key, ()), partnership.is_complete("benefits")),
        )
        for partner in partnership.partners or ()
    ]
    incomplete = tuple(section for section in ("contributions", "benefits") if section in partnership.incomplete)
    ordered = tuple(sorted(rows, key=lambda row: (row.name, row.key)))
    return ExchangePicture(partnership.about.currency, ordered, incomplete)


def _by_partner(goods: Sequence[Contribution | Benefit]) -> dict[str, list[Contribution | Benefit]]:
    found: dict[str, list[Contribution | Benefit]] = defaultdict(list)
    for good in goods:
        found[good.partner].append(good)
    return found


def _blocks(goods: Sequence[Contribution | Benefit], complete: bool) -> tuple[Block, ...] | None:
    if not goods and not complete:
        return None
    blocks = []
    for kind in KINDS:
        amounts = [good.amount for good in goods if good.kind == kind]
        if amounts:
            known = [money.amount for money in amounts if money is not None]
            blocks.append(Block(kind, sum(known) if len(known) == len(amounts) else None))
    return tuple(blocks)
