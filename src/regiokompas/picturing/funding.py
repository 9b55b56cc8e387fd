"""Funds that wait, around a circle: who waits for whom, and who can move first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regiokompas.advising.first_moves import FirstMoves, Pledge, who_moves_first
from regiokompas.graph import to_graph
from regiokompas.measures.commitments import Commitment, commitments
from regiokompas.measures.standstill import circles
from regiokompas.model import Partnership
from regiokompas.picturing.measuring import LINE, wrap
from regiokompas.picturing.ring import Curve, Label, Point, curve_between, labels_beside, places_around
from regiokompas.texts import Bilingual, Language, say_date, say_money

__all__ = ["FundingPicture", "Waiting", "WaitingFund", "picture_funding"]

#: Size of the letters, widest label, and radius of a fund.
SIZE, WIDEST, RADIUS = 12.0, 200.0, 13.0

_NO_AMOUNT = Bilingual("bedrag onbekend", "amount unknown")
_NO_DATE = Bilingual("datum onbekend", "date unknown")

#: How far the mark of a fund reaches at most, and the room around everything.
REACH, EDGE = RADIUS + 6, 10.0


@dataclass(frozen=True, slots=True)
class WaitingFund:
    """A fund that does not come free by itself.

    ``state`` is ``begins`` (in the way to begin with least money at risk), ``could_begin`` (in another way),
    ``follows``, ``lacking`` or ``undecided``.
    """

    key: str
    owner: str
    state: str
    pledge: Pledge
    place: Point
    label: Label


@dataclass(frozen=True, slots=True)
class Waiting:
    """One fund waits for another; ``circular`` if that other waits for it in turn, directly or further on."""

    fund: str
    waits_for: str
    circular: bool
    curve: Curve


@dataclass(frozen=True, slots=True)
class FundingPicture:
    """The funds that wait and for whom, in a picture of a width and height.

    ``is_known`` and ``is_complete`` say whether funds are known at all, and whether there are no others.
    """

    is_known: bool
    is_complete: bool
    moves: FirstMoves
    funds: tuple[WaitingFund, ...]
    waiting: tuple[Waiting, ...]
    width: float
    height: float


def picture_funding(partnership: Partnership, language: Language) -> FundingPicture:
    """Return the funds that wait, those in a circle next to each other, in the order in which they wait.

    Notes
    -----
    O(n + m) for n funds and m funds named in conditions, besides
    :func:`regiokompas.advising.first_moves.who_moves_first`.
    """
    moves = who_moves_first(partnership, language=language)
    given = commitments(to_graph(partnership))
    pledges = {
        pledge.fund: pledge
        for pledge in (*moves.together, *(short.pledge for short in moves.missing), *moves.undecided)
    }
    waits = _waits(given, frozenset(pledges))
    rings = circles(given)
    shown = _Shown(pledges, waits, moves, language)
    round_, straight = [], []
    for group in _groups(waits):
        ring = next((ring for ring in rings if set(ring) <= group), None)
        if ring:
            round_.append(shown.around(_interleaved(_following(ring, waits), sorted(group - set(ring)), waits)))
        elif len(group) > 1:
            straight.append(shown.in_line(_downwards(group, waits)))
    left, right = _stacked(round_), _stacked(straight)
    together = {fund: ring for ring in rings for fund in ring}
    states = _states(moves)
    blocks = _beside(left, right)
    return FundingPicture(
        is_known=partnership.is_known("funds"),
        is_complete=partnership.is_complete("funds"),
        moves=moves,
        funds=tuple(
            WaitingFund(fund, pledges[fund].owner, states[fund], pledges[fund], block.places[fund], block.labels[fund])
            for block in blocks
            for fund in block.places
        ),
        waiting=tuple(
            Waiting(fund, other, other in together.get(fund, ()), curve)
            for block in blocks
            for (fund, other), curve in block.curves.items()
        ),
        width=max((block.width for block in blocks), default=0.0),
        height=max((block.height for block in blocks), default=0.0),
    )


def _states(moves: FirstMoves) -> dict[str, str]:
    states = {pledge.fund: "follows" for pledge in moves.together}
    for way in reversed(moves.ways):
        state = "begins" if way is moves.ways[0] else "could_begin"
        states |= {pledge.fund: state for pledge in way.movers}
    states |= {short.pledge.fund: "lacking" for short in moves.missing}
    return states | {pledge.fund: "undecided" for pledge in moves.undecided}


def _waits(given: Sequence[Commitment], shown: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return for each fund that does not come free by itself those of its kind that it waits for."""
    return {c.key: tuple(sorted(c.condition.funds & shown)) if c.condition else () for c in given if c.key in shown}


def _groups(waits: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """Return the funds that wait for each other in any way, group by group, the largest first."""
    group = {fund: {fund} for fund in waits}
    for fund, others in waits.items():
        for other in others:
            if group[fund] is not group[other]:
                group[fund] |= group[other]
                for member in group[other]:
                    group[member] = group[fund]
    unique = {min(members): frozenset(members) for members in group.values()}
    return sorted(unique.values(), key=lambda members: (-len(members), min(members)))


def _following(ring: Sequence[str], waits: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the funds of a circle so that each is followed by one that it waits for, where it can be."""
    order: dict[str, None] = {}
    stack = list(reversed(ring))
    while stack:
        fund = stack.pop()
        if fund not in order:
            order[fund] = None
            stack += [other for other in reversed(waits[fund]) if other in ring]
    return list(order)


def _interleaved(ring: Sequence[str], others: Sequence[str], waits: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the others spread between the funds of the circle, so that the circle stays a circle to the eye."""
    after: dict[str, list[str]] = {fund: [] for fund in ring}
    for fund in others:
        awaited = [place for place, member in enumerate(ring) if member in waits[fund]] or [0]
        nearest = min(ring, key=lambda member: (len(after[member]), (ring.index(member) - awaited[0]) % len(ring)))
        after[nearest].append(fund)
    return [fund for member in ring for fund in (member, *after[member])]


def _downwards(group: frozenset[str], waits: Mapping[str, Sequence[str]]) -> list[str]:
    """Return funds that wait in a chain so that each lies above those that it waits for."""
    order: list[str] = []
    left = set(group)
    while left:
        awaited = {other for fund in left for other in waits[fund]}
        top: str | None = min(left - awaited or left)
        # Go down from there as far as the chain leads, as one reads it.
        while top is not None:
            order.append(top)
            left.discard(top)
            awaited = {other for fund in left for other in waits[fund]}
            top = min((other for other in waits[top] if other in left and other not in awaited), default=None)
    return order


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of the picture, with its upper left corner at the origin."""

    places: dict[str, Point]
    labels: dict[str, Label]
    curves: dict[tuple[str, str], Curve]
    width: float
    height: float

    def moved(self, dx: float, dy: float) -> _Block:
        return _Block(
            {fund: (x + dx, y + dy) for fund, (x, y) in self.places.items()},
            {fund: label.moved(dx, dy) for fund, label in self.labels.items()},
            {pair: curve.moved(dx, dy) for pair, curve in self.curves.items()},
            self.width + dx,
            self.height + dy,
        )


class _Shown:
    """Lays out funds that are waited for: around a circle, or in a line."""

    def __init__(
        self,
        pledges: Mapping[str, Pledge],
        waits: Mapping[str, Sequence[str]],
        moves: FirstMoves,
        language: Language,
    ) -> None:
        self._waits = waits
        self._names = {fund: wrap(pledge.name, WIDEST, SIZE, bold=True) for fund, pledge in pledges.items()}
        self._texts = {fund: (*self._names[fund], *_terms(pledge, moves, language)) for fund, pledge in pledges.items()}

    def around(self, funds: Sequence[str]) -> _Block:
        rows = sum(len(self._texts[fund]) for fund in funds) / 2
        places = places_around(funds, max(120.0, rows * SIZE * LINE / 2.2))
        bold = {fund: len(self._names[fund]) for fund in funds}
        labels = labels_beside(places, self._texts, dict.fromkeys(funds, REACH), SIZE, bold=bold)
        curves = {
            (fund, other): curve_between(places[fund], places[other], REACH, REACH + 3, bend=0.85, aside=0.06)
            for fund in funds
            for other in self._waits[fund]
        }
        return _framed(places, labels, curves)

    def in_line(self, funds: Sequence[str]) -> _Block:
        places: dict[str, Point] = {}
        labels: dict[str, Label] = {}
        y = 0.0
        for fund in funds:
            height = len(self._texts[fund]) * SIZE * LINE
            places[fund] = 0.0, y + height / 2
            labels[fund] = Label(self._texts[fund], REACH + 8, y + SIZE, "start", SIZE, len(self._names[fund]))
            y += height + 16
        order = {fund: place for place, fund in enumerate(funds)}
        curves = {
            (fund, other): self._beside(places[fund], places[other], abs(order[fund] - order[other]))
            for fund in funds
            for other in self._waits[fund]
        }
        return _framed(places, labels, curves)

    @staticmethod
    def _beside(one: Point, other: Point, steps: int) -> Curve:
        """Return a line along the left, the further out the more it passes; straight down to the next."""
        way = 1 if other[1] > one[1] else -1
        if steps == 1:
            start, end = (0.0, one[1] + way * REACH), (0.0, other[1] - way * (REACH + 2))
            return Curve(start, (0.0, (start[1] + end[1]) / 2), end)
        out = -REACH - 26.0 * min(steps, 6)
        return Curve((-REACH, one[1] + way * 4), (out, (one[1] + other[1]) / 2), (-REACH - 2, other[1] - way * 4))


def _framed(places: dict[str, Point], labels: dict[str, Label], curves: dict[tuple[str, str], Curve]) -> _Block:
    boxes = [label.box for label in labels.values()]
    boxes += [(x - REACH, y - REACH, x + REACH, y + REACH) for x, y in places.values()]
    boxes += [(*curve.middle, *curve.middle) for curve in curves.values()]
    left, top = min(box[0] for box in boxes) - EDGE, min(box[1] for box in boxes) - EDGE
    right, bottom = max(box[2] for box in boxes) + EDGE, max(box[3] for box in boxes) + EDGE
    return _Block(places, labels, curves, right, bottom).moved(-left, -top)


def _stacked(blocks: Sequence[_Block]) -> list[_Block]:
    """Return blocks below each other."""
    found: list[_Block] = []
    for block in blocks:
        found.append(block.moved(0, found[-1].height + EDGE if found else 0))
    return found


def _beside(left: Sequence[_Block], right: Sequence[_Block]) -> list[_Block]:
    """Return two columns of blocks beside each other, the lower one halfway the higher one."""
    if not left or not right:
        return [*left, *right]
    widest = max(block.width for block in left)
    down = (left[-1].height - right[-1].height) / 2
    return [
        *(block.moved(0, max(-down, 0.0)) for block in left),
        *(block.moved(widest + EDGE, max(down, 0.0)) for block in right),
    ]


def _terms(pledge: Pledge, moves: FirstMoves, language: Language) -> tuple[str, str]:
    known = pledge.amount is not None
    amount = say_money(pledge.amount or 0, language, moves.currency) if known else _NO_AMOUNT.say(language)
    when = _NO_DATE.say(language) if pledge.date is None else say_date(date.fromisoformat(pledge.date), language)
    return wrap(pledge.owner, WIDEST, SIZE, lines=1)[0], f"{amount} · {when}"
