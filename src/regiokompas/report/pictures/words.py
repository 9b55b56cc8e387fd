"""The words in pictures, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import Bilingual, Language, join_words, say_date

__all__ = ["missing", "sections", "source_of", "words"]

_WORDS: dict[str, Bilingual] = {
    # what is not known
    "unknown_sections": Bilingual(
        "Niet bekend, dus niet getekend: {sections}.", "Not known, so not drawn: {sections}."
    ),
    "incomplete_sections": Bilingual(
        "Niet volledig bekend, er kan meer zijn: {sections}.", "Not wholly known, there may be more: {sections}."
    ),
    "section_partners": Bilingual("partners", "partners"),
    "section_persons": Bilingual("personen", "persons"),
    "section_themes": Bilingual("opgaven", "themes"),
    "section_relations": Bilingual("relaties", "relations"),
    "section_roles": Bilingual("rollen", "roles"),
    "section_interests": Bilingual("belangen", "interests"),
    "section_funds": Bilingual("potjes", "funds"),
    "section_contributions": Bilingual("wat partners brengen", "what partners bring"),
    "section_benefits": Bilingual("wat partners halen", "what partners get"),
    "of": Bilingual("{name} · beeld van {date}", "{name} · picture of {date}"),
    # compass
    "compass": Bilingual("Kompas van {name}", "Compass of {name}"),
    "direction": Bilingual(
        "{field}: {level}, {coverage} te beoordelen, risico's {risks}, krachten {strengths}",
        "{field}: {level}, {coverage} decidable, risks {risks}, strengths {strengths}",
    ),
    "decidable": Bilingual("{coverage} te beoordelen", "{coverage} decidable"),
    "unsettled": Bilingual("het zwaarste is nog open", "the weightiest is open"),
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
    "lost": Bilingual("personen weg, steeds het grootste gemis", "persons gone, each time who hits most"),
    "connected": Bilingual("partners in contact", "partners in contact"),
    "pulled": Bilingual("opgaven met trekker", "themes with an initiator"),
    "gone": Bilingual("Wie wegvalt", "Who goes"),
    "no_curve": Bilingual(
        "Niet te tekenen: contacten of trekkers zijn niet allemaal bekend.",
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
    "network_about": Bilingual(
        "Partners: {partner}, personen: {person}, opgaven: {theme}, en wat er tussen hen is.",
        "Partners: {partner}, persons: {person}, themes: {theme}, and what is between them.",
    ),
    "network_keys": Bilingual(
        "Zonder hen raken partners elkaar kwijt: {names}.", "Without them partners lose each other: {names}."
    ),
    "no_network": Bilingual(
        "Wie meedoen en wie met wie te maken heeft, is niet bekend.",
        "Who takes part, and who deals with whom, is not known.",
    ),
    "network_unknown": Bilingual(
        "Niet bekend: {sections}. Hier staat alleen wie meedoen.",
        "Not known: {sections}. Only who takes part is shown.",
    ),
    "kind_partner": Bilingual("partner", "partner"),
    "kind_person": Bilingual("persoon", "person"),
    "kind_theme": Bilingual("opgave", "theme"),
    "key": Bilingual("zonder deze raken partners los", "without this one partners are cut off"),
    "size": Bilingual("hoe groter, hoe meer erop rust", "the larger, the more rests on it"),
    "tie_relation": Bilingual("partners hebben contact", "partners are in contact"),
    "tie_works_for": Bilingual("werkt voor", "works for"),
    "tie_role": Bilingual("heeft een rol in de opgave", "has a role in the theme"),
    "tie_contact": Bilingual("personen hebben contact", "persons are in contact"),
    "tie_opposes": Bilingual("belangen botsen", "interests collide"),
    "tie_waits": Bilingual("wacht op geld van", "waits for money of"),
    "field": Bilingual("zwaar risico: {field}", "severe risk: {field}"),
    "severe": Bilingual("{severity} risico: {field}", "{severity} risk: {field}"),
    "cuts_off": Bilingual("zonder deze raken los: {names}", "without this one are cut off: {names}"),
    "rests_partner": Bilingual("heeft {share} van alle contacten", "has {share} of all contacts"),
    "rests_person": Bilingual(
        "draagt tot {share} van relaties, rollen, opgaven of besluiten",
        "carries up to {share} of relations, roles, themes or decisions",
    ),
    # funding
    "funding": Bilingual("Wie op wie wacht met geld in {name}", "Who waits for whom with money in {name}"),
    "no_funds": Bilingual("Potjes zijn niet bekend.", "Funds are not known."),
    "no_waiting": Bilingual("Geen geld wacht op ander geld.", "No money waits for other money."),
    "state_begins": Bilingual("kan beginnen, met het minste geld vooraf", "can begin, with least money up front"),
    "state_could_begin": Bilingual("kan ook beginnen", "can begin as well"),
    "state_follows": Bilingual("volgt zodra het kan", "follows once it can"),
    "state_lacking": Bilingual("komt zo nooit vrij", "never comes free like this"),
    "state_undecided": Bilingual("niet te beoordelen", "cannot be judged"),
    "wait_circular": Bilingual("wacht in een kring", "waits in a circle"),
    "wait_chain": Bilingual("wacht op", "waits for"),
    "waits_for": Bilingual("{fund} wacht op {others}", "{fund} waits for {others}"),
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


def source_of(d: Diagnosis) -> str:
    """Return of which region and day a picture is, for who finds it on a slide."""
    return words("of", d.language, name=d.name, date=say_date(date.fromisoformat(d.date), d.language))


def missing(unknown: Sequence[str], incomplete: Sequence[str], language: Language) -> list[str]:
    """Return sentences on the sections that are not known, and on those of which there may be more.

    Examples
    --------
    >>> missing(["roles"], ["funds"], "en")
    ['Not known, so not drawn: roles.', 'Not wholly known, there may be more: funds.']
    """
    return [
        words(phrase, language, sections=sections(names, language))
        for phrase, names in (("unknown_sections", unknown), ("incomplete_sections", incomplete))
        if names
    ]


def sections(names: Sequence[str], language: Language) -> str:
    """Return sections of a partnership in words."""
    return join_words([words(f"section_{name}", language) for name in names], language)
