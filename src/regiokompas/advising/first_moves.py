"""Who moves first on money that waits: what flows anyhow, what one joint signing frees, and the few who could begin.

The fixpoints and the smallest sets are those of :mod:`regiokompas.measures.commitments` and
:mod:`regiokompas.measures.standstill`; here they become an answer that owners can act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from itertools import islice, pairwise
from typing import Any

from regiokompas.arguments import takes
from regiokompas.graph import to_graph
from regiokompas.measures.commitments import (
    Commitment,
    commitments,
    greatest_fixpoint,
    least_fixpoint,
    outcomes,
    release_order,
)
from regiokompas.measures.standstill import FirstMovers, first_movers
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.means import Fund
from regiokompas.texts import Bilingual, Language, join_words, language_of, say_count, say_date, say_money

__all__ = ["FirstMoves", "Pledge", "Refusal", "Shortage", "Way", "who_moves_first"]

#: Smallest sets that are worked out; there may be very many, as the choices of separate knots multiply.
MAX_WAYS = 12

_OPENING = Bilingual(
    "Elk bestuur beslist binnen de eigen bevoegdheid; wat aan de raad, de Staten of een toezichthouder is "
    "voorbehouden, wordt daar eerst vastgesteld.",
    "Each board decides within its own powers; what is reserved to the council, the provincial council or a "
    "supervisor is adopted there first.",
)
_CLOSING = Bilingual(
    "De toezeggingen gaan op hetzelfde moment in: zodra alle besturen hebben getekend, uiterlijk op {date}. "
    "Ontbreekt er op die dag een handtekening, dan vervallen zij alle en is niemand aan iets gebonden.",
    "The commitments take effect at the same moment: once all boards have signed, on {date} at the latest. If a "
    "signature is missing on that day, all of them lapse and nobody is bound to anything.",
)
_UNDATED = Bilingual(
    "Nog in te vullen: de datum waarop wordt besloten over {funds}.",
    "To be filled in: the date of the decision on {funds}.",
)
_SOME_BODY = Bilingual("het bevoegde bestuur", "the competent board")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A fund that is committed or to be committed: whose, how much, and when which body decides; ``None`` is unknown.

    The day is that of a decision that was taken where ``status`` is ``committed``, and of one that is planned where it
    is ``open`` or ``conditional``; ``is_overdue`` says that the latter lies before the date of the picture.
    """

    fund: str
    name: str
    owner: str
    amount: float | None
    status: str | None
    date: str | None
    body: str | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Shortage:
    """A fund whose condition cannot be met whoever signs, and what is missing for it, in words."""

    pledge: Pledge
    lacks: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What happens if a first mover says no.

    Parameters
    ----------
    fund
        The fund that stays away.
    instead
        Smallest sets of other funds that free what can still be freed, as names.
    lost
        Pledges that nothing frees then, the refused one left out.
    """

    fund: str
    instead: tuple[tuple[str, ...], ...]
    lost: tuple[Pledge, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One smallest set of first movers: who begins, and in which rounds the others follow.

    ``too_early`` holds the funds whose decision is planned before any of the round before could be decided: those dates
    cannot hold if this is the way.
    """

    movers: tuple[Pledge, ...]
    rounds: tuple[tuple[Pledge, ...], ...]
    at_risk: float | None
    too_early: tuple[str, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class FirstMoves:
    """Who moves first.

    Parameters
    ----------
    firm
        What comes free if everyone waits for what is certain (the least fixpoint), round by round.
    together
        What comes free besides if all sign at the same moment (the greatest fixpoint without the least).
    missing
        What comes free in no way.
    undecided
        Funds of which it hangs on unknown amounts or terms.
    ways
        The smallest sets of first movers, the least money at risk first; at most a dozen of the ``number`` there are.
    exact
        Whether it is proven that no smaller set exists.
    draft
        Text for the simultaneous decision; empty if there is nothing to sign together.
    knows_funds
        Whether it is known which funds there are; else nothing can be said about the money.
    """

    name: str
    language: Language
    currency: str
    firm: tuple[tuple[Pledge, ...], ...]
    together: tuple[Pledge, ...]
    missing: tuple[Shortage, ...]
    undecided: tuple[Pledge, ...]
    ways: tuple[Way, ...]
    number: int
    exact: bool
    draft: tuple[str, ...]
    knows_funds: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@takes(partnership=Partnership)
def who_moves_first(partnership: Partnership, *, language: Language = "nl") -> FirstMoves:
    """Return what flows, what a joint signing frees, what is missing, and all smallest sets of first movers.

    Parameters
    ----------
    partnership
        What is known of a region; funds that are not written down count for nothing.
    language
        ``"nl"`` or ``"en"``.

    Notes
    -----
    Domain: conditional commitments; see :func:`regiokompas.measures.standstill.first_movers` for the search, its bound
    and its sources. Claims E35 and E36.

    Examples
    --------
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> region = {"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
    ...           "partners": [{"key": "partner:a", "name": "A"}, {"key": "partner:b", "name": "B"}],
    ...           "themes": [{"key": "theme:t", "name": "T"}],
    ...           "funds": [{"key": f"fund:{x}", "name": x, "owner": f"partner:{x}", "theme": "theme:t",
    ...                      "amount": "EUR 100", "status": "conditional", "condition": {"all_of": [f"fund:{y}"]}}
    ...                     for x, y in ("ab", "ba")]}
    >>> moves = who_moves_first(read(Document(region, "<dict>")), language="en")
    >>> [[pledge.name for pledge in way.movers] for way in moves.ways]
    [['a'], ['b']]
    """
    given = commitments(to_graph(partnership))
    teller = _Teller(partnership, language_of(language))
    free, possible = outcomes(least_fixpoint, given), outcomes(greatest_fixpoint, given)
    together = [key for key, held in possible.items() if held and free[key] is False]
    movers = first_movers(given)
    pledges = tuple(teller.pledge(key) for key in together)
    return FirstMoves(
        name=partnership.about.name.say(language),
        language=language,
        currency=partnership.about.currency,
        firm=tuple(teller.pledges(round_) for round_ in release_order(given)),
        together=pledges,
        missing=tuple(
            Shortage(teller.pledge(c.key), teller.lacks(c, given)) for c in given if possible[c.key] is False
        ),
        undecided=tuple(teller.pledge(key) for key, held in possible.items() if held is None or free[key] is None),
        ways=_ways(given, movers, teller),
        number=movers.number if movers.size else 0,
        exact=movers.exact,
        draft=teller.draft(pledges) if pledges else (),
        knows_funds=partnership.is_known("funds"),
    )


def _ways(given: Sequence[Commitment], movers: FirstMovers, teller: _Teller) -> tuple[Way, ...]:
    if not movers.size:
        return ()
    anyhow = least_fixpoint(given)
    ways = []
    for chosen in islice(movers.sets(), MAX_WAYS):
        rounds = [frozenset(round_) - anyhow - set(chosen) for round_ in release_order(given, chosen)]
        begin = teller.pledges(chosen)
        follow = tuple(teller.pledges(round_) for round_ in rounds if round_)
        amounts = [pledge.amount for pledge in begin]
        ways.append(
            Way(
                movers=begin,
                rounds=follow,
                at_risk=None if None in amounts else sum(amount or 0 for amount in amounts),
                too_early=tuple(_too_early((begin, *follow))),
                refusals=tuple(_refusal(given, mover, teller) for mover in chosen),
            )
        )
    return tuple(sorted(ways, key=lambda way: (way.at_risk is None, way.at_risk or 0, [p.name for p in way.movers])))


def _too_early(rounds: Sequence[tuple[Pledge, ...]]) -> Iterator[str]:
    """Yield the funds planned before the first decision of the round before, of which each needs at least one."""
    for before, round_ in pairwise(rounds):
        days = [pledge.date for pledge in before]
        first = None if None in days else min(day or "" for day in days)
        yield from (pledge.fund for pledge in round_ if first and pledge.date and pledge.date < first)


def _refusal(given: Sequence[Commitment], mover: str, teller: _Teller) -> Refusal:
    without = [replace(c, status="refused", condition=None) if c.key == mover else c for c in given]
    instead = first_movers(without)
    lost = greatest_fixpoint(given) - greatest_fixpoint(without) - {mover}
    sets = islice(instead.sets(), MAX_WAYS) if instead.size else ()
    return Refusal(
        teller.name(mover),
        tuple(tuple(teller.name(key) for key in chosen) for chosen in sets),
        teller.pledges(lost),
    )


class _Teller:
    """Puts funds into words."""

    def __init__(self, partnership: Partnership, language: Language) -> None:
        self._partnership = partnership
        self._language = language

    def name(self, key: str) -> str:
        return label(self._partnership, key, self._language)

    def pledges(self, keys: Iterable[str]) -> tuple[Pledge, ...]:
        return tuple(self.pledge(key) for key in sorted(keys))

    def pledge(self, key: str) -> Pledge:
        fund = self._partnership.by_key[key]
        assert isinstance(fund, Fund), "commitments are made of funds"
        day = None if fund.decision_date == "none" else fund.decision_date
        is_planned = fund.status in ("open", "conditional")
        return Pledge(
            fund=key,
            name=self.name(key),
            owner=self.name(fund.owner),
            amount=fund.amount.amount if fund.amount else None,
            status=fund.status,
            date=None if day is None else day.isoformat(),
            body=fund.decision_body.say(self._language) if fund.decision_body else None,
            is_overdue=is_planned and day is not None and day < self._partnership.about.date,
        )

    def lacks(self, commitment: Commitment, given: Sequence[Commitment]) -> str:
        """Say what is missing for a condition that cannot be met."""
        condition = commitment.condition
        if condition is None:
            return Bilingual("de toezegging is geweigerd", "the commitment was refused").say(self._language)
        reachable = greatest_fixpoint(given)
        gone = [self.name(key) for key in sorted(condition.funds - reachable)]
        names = join_words(gone, self._language)
        if condition.amount is not None:
            amounts = {c.key: c.amount or 0 for c in given}
            short = condition.amount - sum(amounts.get(key, 0) for key in condition.funds & reachable)
            return Bilingual(
                f"er is {self._money(short)} te weinig om aan {self._money(condition.amount)} te komen",
                f"{self._money(short)} is lacking to come to {self._money(condition.amount)}",
            ).say(self._language)
        more = (condition.count or 0) - len(condition.funds & reachable)
        return Bilingual(
            f"nog {say_count(more, 'nl')} nodig van: {names or 'een potje dat hier niet staat'}",
            f"{say_count(more, 'en')} more needed of: {names or 'a fund that is not listed here'}",
        ).say(self._language)

    def draft(self, pledges: Sequence[Pledge]) -> tuple[str, ...]:
        """Return the draft of the simultaneous decision, paragraph by paragraph."""
        undated = [pledge.name for pledge in pledges if pledge.date is None]
        last = max((pledge.date for pledge in pledges if pledge.date), default="")
        by = "…" if undated else say_date(date.fromisoformat(last), self._language)
        paragraphs = [
            _OPENING,
            *(self._item(number, pledge) for number, pledge in enumerate(pledges, 1)),
            Bilingual(*(text.format(date=by) for text in _CLOSING)),
        ]
        if undated:
            paragraphs.append(Bilingual(*(text.format(funds=join_words(undated, self._language)) for text in _UNDATED)))
        return tuple(paragraph.say(self._language) for paragraph in paragraphs)

    def _item(self, number: int, pledge: Pledge) -> Bilingual:
        amount = "…" if pledge.amount is None else self._money(pledge.amount)
        body = pledge.body or _SOME_BODY.say(self._language)
        return Bilingual(
            f"{number}. {pledge.owner} ({body}) zegt {amount} toe uit ‘{pledge.name}’.",
            f"{number}. {pledge.owner} ({body}) commits {amount} from ‘{pledge.name}’.",
        )

    def _money(self, amount: float) -> str:
        return say_money(amount, self._language, self._partnership.about.currency)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
