"""The words in pictures, in both languages."""

from __future__ import annotations

from regiokompas.texts import Bilingual, Language

__all__ = ["words"]

_WORDS: dict[str, Bilingual] = {
    "of": Bilingual("{name} · beeld van {date}", "{name} · picture of {date}"),
    # compass
    "compass": Bilingual("Kompas van {name}", "Compass of {name}"),
    "direction": Bilingual(
        "{field}: {level}, {coverage} te beoordelen, risico's {risks}, krachten {strengths}",
        "{field}: {level}, {coverage} decidable, risks {risks}, strengths {strengths}",
    ),
    "decidable": Bilingual("{coverage} te beoordelen", "{coverage} decidable"),
    "counts": Bilingual("{risks} · {strengths}", "{risks} · {strengths}"),
    "risks": Bilingual("{count} risico's", "{count} risks"),
    "risks_one": Bilingual("1 risico", "1 risk"),
    "strengths": Bilingual("{count} krachten", "{count} strengths"),
    "strengths_one": Bilingual("1 kracht", "1 strength"),
    "fullness": Bilingual(
        "Hoe verder gevuld, hoe meer er te beoordelen was.",
        "The further filled, the more could be judged.",
    ),
    "needle": Bilingual(
        "De naald wijst naar wat het eerst telt: {field}.", "The needle points to what matters first: {field}."
    ),
    # resilience
    "resilience": Bilingual("Wat overeind blijft in {name}", "What stays up in {name}"),
    "lost": Bilingual("personen weg, steeds wie het meest treft", "persons gone, each time who hits most"),
    "connected": Bilingual("partners in contact", "partners in contact"),
    "pulled": Bilingual("opgaven met trekker", "themes with an initiator"),
    "gone": Bilingual("Wie wegvalt", "Who goes"),
    "no_curve": Bilingual(
        "Niet te tekenen: contacten of trekkers zijn niet geheel bekend.",
        "Cannot be drawn: contacts or initiators are not wholly known.",
    ),
    # exchange
    "exchange": Bilingual("Brengen en halen in {name}", "Bringing and getting in {name}"),
    "brings": Bilingual("Brengt", "Brings"),
    "gets": Bilingual("Haalt", "Gets"),
    "nothing": Bilingual("niets", "nothing"),
    "unknown": Bilingual("onbekend", "unknown"),
    "no_exchange": Bilingual(
        "Wat partners brengen en halen, is niet bekend.", "What partners bring and get is not known."
    ),
    "no_partners": Bilingual("De partners zijn niet bekend.", "The partners are not known."),
    # network
    "network": Bilingual("Netwerk van {name}", "Network of {name}"),
    # funding
    "funding": Bilingual("Wie op wie wacht met geld in {name}", "Who waits for whom with money in {name}"),
}


def words(phrase: str, language: Language, **values: object) -> str:
    """Return words with their values filled in.

    Examples
    --------
    >>> words("risks", "nl", count=1), words("risks", "en", count=2)
    ('1 risico', '2 risks')
    """
    singular = f"{phrase}_one"
    chosen = singular if values.get("count") == 1 and singular in _WORDS else phrase
    return _WORDS[chosen].say(language).format(**values)
