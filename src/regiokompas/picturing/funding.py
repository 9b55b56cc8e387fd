"""Funds that wait, around a circle: who waits for whom, and who can move first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regiokompas.first_moves import FirstMoves, Pledge, who_moves_first
from regiokompas.graph import to_graph
from regiokompas.measures.commitments import Commitment, commitments, least_fixpoint
from regiokompas.measures.standstill import circles
from regiokompas.model import Partnership
from regiokompas.picturing.measuring import LINE, wrap
from regiokompas.picturing.ring import Curve, Label, Point, curve_between, labels_beside, places_around
from regiokompas.texts import Language, say_date, say_money

__all__ = ["FundingPicture", "Waiting", "WaitingFund", "picture_funding"]

#: Size of the letters, widest label, and radius of a fund.
SIZE, WIDEST, RADIUS = 12.0, 200.0, 13.0


@dataclass(frozen=True, slots=True)
class WaitingFund:
    """A fund that does not come free by itself.

    ``state`` is ``begins`` (in the way to begin with least money at risk), ``could_begin`` (in another way), ``follows``,
    ``lacking`` or ``undecided``.
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
    """The funds that wait and for whom, in a picture of a width and height."""

    is_known: bool
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
    :func:`regiokompas.first_moves.who_moves_first`.
    """
    moves = who_moves_first(partnership, language=language)
    given = commitments(to_graph(partnership))
    pledges = {
        pledge.fund: pledge
        for pledge in (*moves.together, *(short.pledge for short in moves.missing), *moves.undecided)
    }
    states = _states(moves)
    waits = _waits(given, frozenset(pledges))
    around = [fund for fund in _in_order(waits, circles(given)) if waits[fund] or _is_waited_for(fund, waits)]
    names = {fund: wrap(pledges[fund].name, WIDEST, SIZE, bold=True) for fund in around}
    texts = {fund: (*names[fund], *_terms(pledges[fund], moves, language)) for fund in around}
    rows = sum(len(lines) for lines in texts.values()) / 2
    radius = max(110.0, rows * SIZE * LINE / 2.4)
    places = places_around(around, radius)
    labels = labels_beside(
        places, texts, dict.fromkeys(around, RADIUS + 6), SIZE, bold={f: len(names[f]) for f in around}
    )
    boxes = [label.box for label in labels.values()] or [(0.0, 0.0, 0.0, 0.0)]
    left, top = min(box[0] for box in boxes) - 8, min(min(box[1] for box in boxes), -radius - RADIUS - 6) - 8
    right, bottom = max(box[2] for box in boxes) + 8, max(max(box[3] for box in boxes), radius + RADIUS + 6) + 8
    together = {fund: circle for circle in circles(given) for fund in circle}
    return FundingPicture(
        is_known=partnership.is_known("funds"),
        moves=moves,
        funds=tuple(
            WaitingFund(
                fund,
                pledges[fund].owner,
                states[fund],
                pledges[fund],
                (places[fund][0] - left, places[fund][1] - top),
                labels[fund].moved(-left, -top),
            )
            for fund in around
        ),
        waiting=tuple(
            Waiting(
                fund,
                other,
                fund in together and other in together[fund],
                curve_between(places[fund], places[other], RADIUS + 6, RADIUS + 9, bend=0.6).moved(-left, -top),
            )
            for fund in around
            for other in waits[fund]
        ),
        width=right - left,
        height=bottom - top,
    )


def _states(moves: FirstMoves) -> dict[str, str]:
    states = {pledge.fund: "follows" for pledge in moves.together}
    for way in reversed(moves.ways):
        state = "begins" if way is moves.ways[0] else "could_begin"
        states |= {pledge.fund: state for pledge in way.movers}
    states |= {short.pledge.fund: "lacking" for short in moves.missing}
    return states | {pledge.fund: "undecided" for pledge in moves.undecided}


def _waits(given: Sequence[Commitment], shown: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return for each fund that does not come free by itself those that it still waits for."""
    free = least_fixpoint(given)
    return {
        c.key: tuple(sorted((c.condition.funds & shown) - free)) if c.condition and c.key not in free else ()
        for c in given
        if c.key in shown
    }


def _is_waited_for(fund: str, waits: dict[str, tuple[str, ...]]) -> bool:
    return any(fund in others for others in waits.values())


def _in_order(waits: dict[str, tuple[str, ...]], rings: Sequence[Sequence[str]]) -> list[str]:
    """Return the funds so that each is followed by one that it waits for, where it can be: circles first, then chains."""
    awaited = {other for others in waits.values() for other in others}
    inside = [fund for ring in rings for fund in ring if fund in waits]
    starts = [*inside, *(fund for fund in waits if fund not in awaited), *waits]
    order: dict[str, None] = {}
    for start in starts:
        stack = [start]
        while stack:
            fund = stack.pop()
            if fund not in order:
                order[fund] = None
                stack += reversed(waits[fund])
    return list(order)


def _terms(pledge: Pledge, moves: FirstMoves, language: Language) -> tuple[str, str]:
    amount = "…" if pledge.amount is None else say_money(pledge.amount, language, moves.currency)
    when = "…" if pledge.date is None else say_date(date.fromisoformat(pledge.date), language)
    return wrap(pledge.owner, WIDEST, SIZE, lines=1)[0], f"{amount} · {when}"
