"""Who moves first, as an outline: what flows, who could begin, the draft, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regiokompas.first_moves import FirstMoves, Pledge, Way
from regiokompas.report.phrases import say
from regiokompas.texts import join_words, say_date, say_money

__all__ = ["first_moves_outline"]

#: Ways worked out in full; of the others the first movers are named.
IN_FULL = 3

Rows = list[tuple[str, str]]


def first_moves_outline(m: FirstMoves) -> Iterator[tuple[str, Rows]]:
    """Yield heads with their rows."""
    language = m.language
    yield say("moves", language, name=m.name), [("", _whole(m))]
    if m.firm:
        yield say("flows", language), [_row(m, n, p) for n, round_ in enumerate(m.firm, 1) for p in round_]
    for number, way in enumerate(m.ways[:IN_FULL], 1):
        head = say("way", language, number=number, all=m.number) if m.number > 1 else say("only_way", language)
        yield head, list(_way(m, way))
    others = m.ways[IN_FULL:]
    if others:
        names = [(join_words([pledge.name for pledge in way.movers], language), _risk(m, way)) for way in others]
        yield say("other_ways", language), [("-", f"{movers} ({risk})") for movers, risk in names]
    if m.draft:
        yield say("draft", language), [("", line) for line in m.draft]
    if m.missing:
        yield say("lacking", language), [("-", f"{_pledge(m, s.pledge)}: {s.lacks}") for s in m.missing]
    if m.undecided:
        yield say("open_funds", language), [("-", _pledge(m, pledge)) for pledge in m.undecided]


def _whole(m: FirstMoves) -> str:
    language = m.language
    if not m.together:
        return say("nothing_waits", language)
    total = [pledge.amount for pledge in m.together]
    amount = "…" if None in total else say_money(sum(a or 0 for a in total), language, m.currency)
    text = say("together", language, amount=amount, count=len(m.together))
    return text if m.exact else f"{text} {say('not_exact', language)}"


def _way(m: FirstMoves, way: Way) -> Iterator[tuple[str, str]]:
    language = m.language
    for pledge in way.movers:
        yield say("first_mover", language), _pledge(m, pledge)
    yield say("at_risk", language), _risk(m, way)
    for number, round_ in enumerate(way.rounds, 1):
        for pledge in round_:
            yield say("then", language, number=number), _pledge(m, pledge)
    for refusal in way.refusals:
        instead = [join_words(chosen, language) for chosen in refusal.instead]
        text = say("instead", language, sets=" / ".join(instead)) if instead else say("no_instead", language)
        if refusal.lost:
            text += " " + say("lost", language, funds=join_words([p.name for p in refusal.lost], language))
        yield say("refuses", language), f"{refusal.fund}: {text}"


def _risk(m: FirstMoves, way: Way) -> str:
    return "…" if way.at_risk is None else say_money(way.at_risk, m.language, m.currency)


def _row(m: FirstMoves, number: int, pledge: Pledge) -> tuple[str, str]:
    return str(number), _pledge(m, pledge)


def _pledge(m: FirstMoves, pledge: Pledge) -> str:
    language = m.language
    amount = (
        say("amount_unknown", language) if pledge.amount is None else say_money(pledge.amount, language, m.currency)
    )
    when = say("date_unknown", language) if pledge.date is None else say_date(date.fromisoformat(pledge.date), language)
    parts = (pledge.owner, amount, *((pledge.body,) if pledge.body else ()), when)
    return f"{pledge.name} ({', '.join(parts)})"
