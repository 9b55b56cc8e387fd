"""Questions: what to ask when a fact or a whole section is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from regiokompas.explain.missing import Missing
from regiokompas.explain.wording import Wording
from regiokompas.facts.schema import AttributeType
from regiokompas.model import ENTITIES, Partnership
from regiokompas.texts import Bilingual, join_words, term

__all__ = ["asked_for", "question"]

#: What to ask when nothing is known of a section.
_SECTIONS: Mapping[str, Bilingual] = {
    "partners": Bilingual("Welke organisaties doen mee?", "Which organisations take part?"),
    "persons": Bilingual(
        "Wie houden de samenwerking draaiende: functie, werkgever, vervanger en einde van hun termijn?",
        "Who keeps the cooperation going: function, employer, deputy and end of their term?",
    ),
    "themes": Bilingual(
        "Aan welke opgaven werken de partners samen, en wie doet aan welke mee?",
        "On which themes do the partners work together, and who takes part in which?",
    ),
    "goals": Bilingual(
        "Welke doelen zijn per opgave afgesproken, en wie is eigenaar?",
        "Which goals have been agreed per theme, and who owns them?",
    ),
    "milestones": Bilingual(
        "Welke mijlpalen staan er gepland, en welke zijn gehaald?",
        "Which milestones are planned, and which have been reached?",
    ),
    "results": Bilingual(
        "Wat heeft de samenwerking tot nu toe opgeleverd, en wanneer?",
        "What has the cooperation yielded so far, and when?",
    ),
    "interests": Bilingual(
        "Welk belang heeft elke partner bij elke opgave, en is dat uitgesproken?",
        "What does each partner have at stake in each theme, and has it been said aloud?",
    ),
    "contributions": Bilingual(
        "Wat brengt elke partner in: geld, mensen, kennis, netwerk of voorzieningen?",
        "What does each partner bring: money, staff, knowledge, network or facilities?",
    ),
    "benefits": Bilingual(
        "Wat haalt elke partner eruit, en waaruit blijkt dat?",
        "What does each partner get out of it, and what shows it?",
    ),
    "funds": Bilingual(
        "Welke potjes zijn er, van wie, hoeveel, en waar wacht elk potje op?",
        "Which funds are there, whose, how much, and what does each wait for?",
    ),
    "decisions": Bilingual(
        "Welke besluiten staan eraan te komen: waarover, door wie en wanneer?",
        "Which decisions are coming up: on what, by whom and when?",
    ),
    "roles": Bilingual(
        "Wie is per opgave opdrachtgever, opdrachtnemer, regisseur en trekker?",
        "Who is client, contractor, director and initiator of each theme?",
    ),
    "relations": Bilingual(
        "Wie heeft met wie contact, hoe vaak, en hoe staat het met het vertrouwen?",
        "Who is in contact with whom, how often, and how much trust is there?",
    ),
    "agreements": Bilingual(
        "Welke afspraken staan op papier: spelregels, besturing, uittreding, evaluatie?",
        "Which agreements are on paper: rules of the game, governance, exit, evaluation?",
    ),
    "plans": Bilingual(
        "Welke lokale plannen raken de opgaven, en zijn ze op de regio afgestemd?",
        "Which local plans touch the themes, and have they been adapted to the region?",
    ),
    "statements": Bilingual(
        "Hoe scoren de partners de samenwerking op lef, openheid en geven en nemen?",
        "How do the partners score the cooperation on courage, openness and give and take?",
    ),
}


def asked_for(item: Missing, partnership: Partnership, wording: Wording) -> Iterator[Missing]:
    """Yield what to ask for a missing item: of a measure over unknown sections, those sections."""
    if item.attribute:
        yield item
        return
    for section in wording.kinds[item.kind].sections:
        if section in _SECTIONS and not partnership.is_complete(section):
            yield Missing(ENTITIES[section].KIND, section, "")


def question(item: Missing, wording: Wording, subjects: Iterable[str]) -> str:
    """Put a missing item as a question that one can ask a person."""
    language = wording.language
    if not item.attribute:
        return _SECTIONS[item.key].say(language)
    declared = wording.attribute(item.kind, item.attribute)
    about = join_words(sorted(subjects), language) or term("unknown", language)
    what = declared.label.say(language)
    if declared.type is AttributeType.FLAG:
        return Bilingual(f"{about} – klopt dit: {what}?", f"{about} – is this so: {what}?").say(language)
    if declared.values:
        return f"{about} – {what}? ({' / '.join(term(word, language) for word in declared.values)})"
    return f"{about} – {what}?"
