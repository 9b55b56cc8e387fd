"""What each partner brings and gets, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.means import Benefit, Contribution
from regiokompas.texts import Bilingual, Language, say_count, say_money, term

__all__ = ["Exchange", "exchanges"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one partner brings and gets; ``None`` where nothing was written down about any partner."""

    partner: str
    name: str
    brings: tuple[str, ...] | None
    gets: tuple[str, ...] | None


def exchanges(partnership: Partnership, language: Language) -> tuple[Exchange, ...]:
    """Return what each partner brings and gets.

    Examples
    --------
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> partner = {"key": "partner:tiel", "name": "Tiel"}
    >>> brings = {"partner": "partner:tiel", "concerns": "partnership:demo", "kind": "money", "amount": "EUR 5000"}
    >>> demo = read(Document({"partnership": about, "partners": [partner], "contributions": [brings]}, "<dict>"))
    >>> exchanges(demo, "en")[0].brings, exchanges(demo, "en")[0].gets
    (('Demo: money, EUR 5,000',), None)
    """
    brings, gets = partnership.contributions, partnership.benefits
    return tuple(
        Exchange(
            partner.key,
            label(partnership, partner.key, language),
            _said(partnership, brings, partner.key, language),
            _said(partnership, gets, partner.key, language),
        )
        for partner in partnership.partners or ()
    )


def _said(
    partnership: Partnership,
    goods: tuple[Contribution, ...] | tuple[Benefit, ...] | None,
    partner: str,
    language: Language,
) -> tuple[str, ...] | None:
    if goods is None:
        return None
    return tuple(
        f"{label(partnership, good.concerns, language)}: {', '.join(_parts(partnership, good, language))}"
        for good in goods
        if good.partner == partner
    )


def _parts(partnership: Partnership, good: Contribution | Benefit, language: Language) -> Iterator[str]:
    yield term(good.kind, language)
    if good.amount is not None:
        yield say_money(good.amount.amount, language, partnership.about.currency)
    if isinstance(good, Benefit):
        if good.evidenced is not None:
            yield (_SHOWN if good.evidenced else _NOT_SHOWN).say(language)
        return
    for hours, words in ((good.hours_promised, _PROMISED), (good.hours_delivered, _DELIVERED)):
        if hours is not None:
            yield words.say(language).format(say_count(hours, language))


_SHOWN = Bilingual("aangetoond", "shown")
_NOT_SHOWN = Bilingual("nog niet aangetoond", "not shown yet")
_PROMISED = Bilingual("{} uur toegezegd", "{} hours promised")
_DELIVERED = Bilingual("{} uur geleverd", "{} hours delivered")
