"""Who moves first, as an outline: what flows, who could begin, the draft, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from regiokompas.advising.first_moves import FirstMoves, Pledge, Way
from regiokompas.report.phrases import say
from regiokompas.texts import join_words, say_date, say_money, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Row

__all__ = ["first_moves_outline"]

#: Ways worked out in full; of the others the first movers are named.
IN_FULL = 3


def first_moves_outline(m: FirstMoves) -> Iterator[tuple[str, list[Row]]]:
    """Yield heads with their rows."""
    language = m.language
    yield say("moves", language, name=m.name), [("", _whole(m))]
    if m.firm:
        yield say("flows", language), [_heads(m), *_rounds(m, m.firm)]
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
    if not m.knows_funds:
        return say("funds_unknown", language)
    if not m.together:
        return say("nothing_waits", language)
    total = [pledge.amount for pledge in m.together]
    amount = "…" if None in total else say_money(sum(a or 0 for a in total), language, m.currency)
    text = say("together", language, amount=amount, count=len(m.together))
    return text if m.exact else f"{text} {say('not_exact', language)}"


def _way(m: FirstMoves, way: Way) -> Iterator[Row]:
    language = m.language
    for pledge in way.movers:
        yield say("first_mover", language), _pledge(m, pledge)
    yield say("at_risk", language), _risk(m, way)
    for refusal in way.refusals:
        instead = [join_words(chosen, language) for chosen in refusal.instead]
        text = (
            say("instead", language, sets=f" {term('or', language)} ".join(instead))
            if instead
            else say("no_instead", language)
        )
        if refusal.lost:
            text += " " + say("lost", language, funds=join_words([p.name for p in refusal.lost], language))
        yield say("refuses", language), f"{refusal.fund}: {text}"
    yield _heads(m)
    yield from _rounds(m, (way.movers, *way.rounds), first=0, too_early=way.too_early)


def _heads(m: FirstMoves) -> Row:
    return tuple(say(head, m.language) for head in ("round", "fund", "amount", "body", "when"))


def _rounds(
    m: FirstMoves, rounds: Sequence[Sequence[Pledge]], first: int = 1, too_early: Sequence[str] = ()
) -> Iterator[Row]:
    for number, round_ in enumerate(rounds, first):
        for pledge in round_:
            amount, when = _amount(m, pledge), _when(m, pledge)
            if pledge.fund in too_early:
                when = say("too_early", m.language, day=when)
            yield str(number), pledge.name, amount, pledge.body or pledge.owner, when


def _risk(m: FirstMoves, way: Way) -> str:
    return "…" if way.at_risk is None else say_money(way.at_risk, m.language, m.currency)


def _amount(m: FirstMoves, pledge: Pledge) -> str:
    if pledge.amount is None:
        return say("amount_unknown", m.language)
    return say_money(pledge.amount, m.language, m.currency)


def _when(m: FirstMoves, pledge: Pledge) -> str:
    if pledge.date is None:
        return say("committed_undated" if pledge.status == "committed" else "date_unknown", m.language)
    day = say_date(date.fromisoformat(pledge.date), m.language)
    match pledge.status:
        case "committed":
            return say("committed_on", m.language, day=day)
        case "open" | "conditional":
            return say("was_due_on" if pledge.is_overdue else "planned_on", m.language, day=day)
    return day


def _pledge(m: FirstMoves, pledge: Pledge) -> str:
    body = (pledge.body,) if pledge.body else ()
    return f"{pledge.name} ({', '.join((pledge.owner, _amount(m, pledge), *body, _when(m, pledge)))})"
