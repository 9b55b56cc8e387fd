"""The report's own sentences, in both languages."""

from __future__ import annotations

from regiokompas.texts import Bilingual, Language

__all__ = ["say"]

_PHRASES: dict[str, Bilingual] = {
    "picture": Bilingual("beeld van {date}", "picture of {date}"),
    "partners": Bilingual("{count} partners", "{count} partners"),
    "partners_one": Bilingual("1 partner", "1 partner"),
    "compass": Bilingual("Kompas", "Compass"),
    "field": Bilingual("Spanningsveld", "Tension field"),
    "level": Bilingual("Stand", "Level"),
    "known": Bilingual("Te beoordelen", "Decidable"),
    "risks": Bilingual("Risico's", "Risks"),
    "strengths": Bilingual("Krachten", "Strengths"),
    "first": Bilingual("Wat het eerst telt", "What matters first"),
    "nothing": Bilingual("Geen risico's gevonden in wat bekend is.", "No risks found in what is known."),
    "other": Bilingual("Overige risico's", "Other risks"),
    "strong": Bilingual("Wat sterk is", "What is strong"),
    "do": Bilingual("Doen", "Do"),
    "effort": Bilingual("inspanning {effort}", "effort {effort}"),
    "why": Bilingual("Omdat", "Because"),
    "rank": Bilingual("Voorrang", "Priority"),
    "chain": Bilingual("Volgt uit", "Follows from"),
    "also": Bilingual("Ook", "Also"),
    "unknown": Bilingual("Wat nog niet te beoordelen is", "What cannot be judged yet"),
    "undecided": Bilingual(
        "{count} oordelen wachten op gegevens. Vraag het eerst:",
        "{count} judgements wait for facts. Ask first:",
    ),
    "undecided_one": Bilingual(
        "1 oordeel wacht op gegevens. Vraag het eerst:", "1 judgement waits for facts. Ask first:"
    ),
    "ask": Bilingual("Aan {whom}", "Ask {whom}"),
    "more_questions": Bilingual("en nog {count} vragen", "and {count} more questions"),
    "more_questions_one": Bilingual("en nog 1 vraag", "and 1 more question"),
    "not_looked_at": Bilingual("Niet bekeken: {fields}.", "Not looked at: {fields}."),
    "notices": Bilingual("Opgemerkt in de invoer", "Noticed in the input"),
    "method": Bilingual("Hoe dit tot stand kwam", "How this came about"),
    "made": Bilingual(
        "{rules} regels over {facts} gegevens; regelpakket {packs}; motor {engines}; regiokompas {version}.",
        "{rules} rules over {facts} facts; pack {packs}; engine {engines}; regiokompas {version}.",
    ),
    "order": Bilingual(
        "Volgorde: ernst, dan bereik, dan wat eruit volgt, dan afstand tot de grens, dan inspanning. "
        "Grenzen zijn oordelen tenzij een regel anders zegt.",
        "Order: severity, then reach, then what follows from it, then distance to the limit, then effort. "
        "Limits are judgements unless a rule says otherwise.",
    ),
    "scope": Bilingual(
        "Buiten beschouwing: de democratische verantwoording over bestuursgrenzen heen.",
        "Out of scope: democratic accountability across borders.",
    ),
    "changed": Bilingual("Anders dan standaard: {parameters}.", "Other than the default: {parameters}."),
    "about": Bilingual("Gaat over", "Is about"),
    "deciding": Bilingual("Beslissend", "Deciding"),
    "change": Bilingual("Dit zou omslaan", "This would turn over"),
    "not_about": Bilingual(
        "Er is niets waarover deze regel iets kan zeggen.", "There is nothing this rule can speak about."
    ),
    "claims": Bilingual("Grond", "Ground"),
    "parameters": Bilingual("Instelbaar", "Can be set"),
    "meaning": Bilingual("Waarom", "Why"),
    "says": Bilingual("Bevinding", "Finding"),
    "advises": Bilingual("Advies", "Advice"),
    "tests": Bilingual("Voorbeelden", "Examples"),
}


def say(phrase: str, language: Language, **values: object) -> str:
    """Return a sentence of the report with its values filled in.

    Examples
    --------
    >>> say("partners", "en", count=11)
    '11 partners'
    """
    singular = f"{phrase}_one"
    chosen = singular if values.get("count") == 1 and singular in _PHRASES else phrase
    return _PHRASES[chosen].say(language).format(**values)
