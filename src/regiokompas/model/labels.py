"""What a reader sees for a key: persons by function, things by name, ties by what they connect."""

from __future__ import annotations

from regiokompas.model.base import Text
from regiokompas.model.parties import Person, Statement
from regiokompas.model.partnership import Partnership
from regiokompas.model.work import Agreement, Interest
from regiokompas.texts import Bilingual, Language, term

__all__ = ["label", "label_of_interest"]

#: Attributes that name an entity. An interest is named by whose it is, never by its position: that may be unspoken.
_NAMING = ("name", "function", "subject", "text")


def label(partnership: Partnership, key: str, language: Language) -> str:
    """Return the words for an entity.

    A person is shown by function, never by name: the name is personal data that no output needs. A key that is no
    entity is returned as it is.

    Examples
    --------
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": {"nl": "Voorbeeld", "en": "Example"}, "date": "2026-11-23"}
    >>> label(read(Document({"partnership": about}, "<dict>")), "partnership:demo", "en")
    'Example'
    """
    entity = partnership.by_key.get(key)
    if entity is None:
        return key
    if isinstance(entity, Person):
        return entity.function.say(language)
    if isinstance(entity, Agreement):
        return term(entity.kind, language)
    if isinstance(entity, Interest):
        partner, theme = (label(partnership, part, language) for part in (entity.partner, entity.theme))
        return label_of_interest(partner, theme, language)
    if isinstance(entity, Statement):
        trait, partner = term(entity.trait, language), label(partnership, entity.partner, language)
        return Bilingual(f"{trait} bij {partner}", f"{trait} at {partner}").say(language)
    if entity.ENDPOINTS is not None:
        ends = [label(partnership, getattr(entity, name), language) for name in entity.ENDPOINTS]
        return " – ".join(ends)
    for name in _NAMING:
        value = getattr(entity, name, None)
        if isinstance(value, Text):
            return value.say(language)
    return entity.key


def label_of_interest(partner: str, theme: str, language: Language) -> str:
    """Return the words for an interest from those for whose it is and for what it is in.

    Examples
    --------
    >>> label_of_interest("Tiel", "Jeugd", "nl")
    'Tiel bij Jeugd'
    """
    return Bilingual(f"{partner} bij {theme}", f"{partner} in {theme}").say(language)
