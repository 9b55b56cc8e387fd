"""What is odd in a picture as a whole: too few partners, and days that do not go with the date of the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from regiokompas.io.document import Notice
from regiokompas.model.base import Entity
from regiokompas.model.parties import Partner
from regiokompas.model.partnership import Partnership
from regiokompas.texts import Bilingual, Language, say_date, term

__all__ = ["oddities"]


def oddities(partnership: Partnership) -> Iterator[tuple[Entity, str, Notice]]:
    """Yield what is odd, as the entity, the attribute that shows it, and what to say of it.

    All of it is judged as it stands, and the reader should know: fewer than two partners, or a partnership that has
    ended or is still to begin. What is said to have happened after the picture was taken is a plan or a slip.
    """
    about = partnership.about
    partners = None if Partner.SECTION in partnership.incomplete else partnership.partners
    if partners is not None and len(partners) < _COOPERATE:
        yield about, "name", Notice(*(("one-partner", _ONE_PARTNER) if partners else ("no-partners", _NO_PARTNERS)))
    if about.ends is not None and about.ends < about.date:
        yield about, "ends", Notice("ended", _said(_ENDED, _day(about.ends)))
    if about.starts is not None and about.starts > about.date:
        yield about, "starts", Notice("starts-later", _said(_STARTS_LATER, _day(about.starts)))
    for result in partnership.results or ():
        if result.date is not None and result.date > about.date:
            yield result, "date", Notice("result-ahead", _said(_RESULT_AHEAD, result.name.say, _day(result.date)))
    for agreement in partnership.agreements or ():
        if isinstance(agreement.last_used, date) and agreement.last_used > about.date:
            said = _said(_USED_AHEAD, partial(term, agreement.kind), _day(agreement.last_used))
            yield agreement, "last_used", Notice("used-ahead", said)


def _day(day: date) -> Callable[[Language], str]:
    return partial(say_date, day)


def _said(text: Bilingual, *words: Callable[[Language], str]) -> Bilingual:
    return Bilingual(text.nl.format(*(say("nl") for say in words)), text.en.format(*(say("en") for say in words)))


#: How many it takes to cooperate.
_COOPERATE = 2

_ONE_PARTNER = Bilingual(
    "Het beeld noemt maar één partner; over samenwerken is dan weinig te zeggen.",
    "The picture names one partner only; little can be said of cooperation then.",
)
_NO_PARTNERS = Bilingual(
    "Het beeld noemt geen enkele partner; over samenwerken is dan weinig te zeggen.",
    "The picture names no partner at all; little can be said of cooperation then.",
)
_ENDED = Bilingual(
    "De samenwerking eindigde op {}, vóór de datum van het beeld; zij is beoordeeld alsof zij doorgaat.",
    "The cooperation ended on {}, before the date of the picture; it is judged as if it goes on.",
)
_STARTS_LATER = Bilingual(
    "De samenwerking begint pas op {}, na de datum van het beeld; zij is beoordeeld alsof zij al loopt.",
    "The cooperation begins on {} only, after the date of the picture; it is judged as if it runs already.",
)
_RESULT_AHEAD = Bilingual(
    "Het resultaat ‘{}’ draagt de datum {}, na die van het beeld; wat nog moet komen, hoort bij de mijlpalen.",
    "The result ‘{}’ bears the date {}, after that of the picture; what is still to come belongs with the milestones.",
)
_USED_AHEAD = Bilingual(
    "Van de afspraak over {} staat het laatste gebruik op {}, na de datum van het beeld; kijk na of die dag klopt.",
    "The agreement on {} was last used on {}, it says, after the date of the picture; see whether that day is right.",
)
