"""What a question is: its words in both languages, whom to put it to, and when it makes sense.

A question is about ``{subject}``. Other names in braces stand for what an entity names itself, such as ``{partner}``,
for the words of a closed list (``{choices}``) and for the currency of the partnership (``{currency}``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from regiokompas.texts import Bilingual

__all__ = ["ADDRESSEES", "SCALE_EN", "SCALE_NL", "STAND_INS", "Addressee", "KindQuestions", "Wanted"]

#: Whom one can ask; :func:`regiokompas.texts.term` says what they are called.
Addressee = Literal["programme", "governors", "controller", "legal", "contacts"]
ADDRESSEES: tuple[Addressee, ...] = get_args(Addressee)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question for an attribute.

    Parameters
    ----------
    nl, en
        The question. Attributes that share one are asked for together.
    whom
        Whom to put it to, where that is not the person who knows most of the kind.
    only
        An attribute, and how its value must begin for the question to make sense.
    instead
        How many of which other attributes tell as much, so that there is nothing left to ask.
    """

    nl: str
    en: str
    whom: Addressee | None = None
    only: tuple[str, tuple[str, ...]] | None = None
    instead: tuple[int, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class KindQuestions:
    """The questions for one kind of entity.

    Parameters
    ----------
    whom
        Who knows most of it.
    each
        What one is called in *for each ...*.
    that
        What stands for ``{subject}`` where a question is about several.
    section
        What to ask while nothing is known of the section.
    quoted
        Whether its names are phrases, which stand between quotation marks in a question.
    """

    whom: Addressee
    each: Bilingual
    that: Bilingual
    section: Bilingual
    attributes: Mapping[str, Wanted]
    quoted: bool = False


#: What stands for a name in a question about several.
STAND_INS: Mapping[str, Bilingual] = {
    "partner": Bilingual("die partner", "that partner"),
    "theme": Bilingual("die opgave", "that theme"),
    "concerns": Bilingual("die opgave", "that theme"),
    "from": Bilingual("de eerste", "the first"),
    "to": Bilingual("de tweede", "the second"),
    "trait": Bilingual("die eigenschap", "that trait"),
}

#: How the scale of a score is said.
SCALE_NL, SCALE_EN = "van 1 (heel weinig) tot 5 (heel veel)", "from 1 (very little) to 5 (very much)"
