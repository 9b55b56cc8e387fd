"""The terms of the field, in both languages, as this project uses them."""

from __future__ import annotations

from typing import NamedTuple

from regiokompas.texts import Bilingual, Language

__all__ = ["GLOSSARY", "Entry", "entries"]


class Entry(NamedTuple):
    """A term of the field and what is meant by it."""

    word: Bilingual
    meaning: Bilingual


def _entry(nl: str, en: str, meaning_nl: str, meaning_en: str) -> Entry:
    return Entry(Bilingual(nl, en), Bilingual(meaning_nl, meaning_en))


def entries(language: Language) -> tuple[Entry, ...]:
    """Return the glossary in the order of the alphabet of a language.

    Examples
    --------
    >>> entries("nl")[0].word
    Bilingual(nl='bedrijfsvoeringsorganisatie', en='operations organisation')
    """
    return tuple(sorted(GLOSSARY, key=lambda entry: entry.word.say(language).casefold()))


GLOSSARY: tuple[Entry, ...] = (
    _entry(
        "samenwerkingsverband",
        "partnership",
        "Organisaties die in een regio samen aan opgaven werken, in welke vorm ook.",
        "Organisations that work on themes together in a region, in whatever form.",
    ),
    _entry("partner", "partner", "Een organisatie die meedoet; ook: deelnemer.", "An organisation that takes part."),
    _entry("opgave", "theme", "Waaraan samen wordt gewerkt.", "What is worked on together."),
    _entry(
        "belang",
        "interest",
        "Wat een partner bij een opgave te winnen of te verliezen heeft, uitgesproken of niet.",
        "What a partner has to win or lose in a theme, spoken or not.",
    ),
    _entry("brengen", "contribution", "Wat een partner inbrengt.", "What a partner brings."),
    _entry("halen", "benefit", "Wat een partner eraan heeft.", "What a partner gets from it."),
    _entry(
        "potje",
        "fund",
        "Geld van één eigenaar voor een doel, vaak onder een voorwaarde.",
        "Money of one owner for a purpose, often under a condition.",
    ),
    _entry("toezegging", "commitment", "Geld dat is beloofd.", "Money that has been promised."),
    _entry(
        "gelijk oversteken",
        "simultaneous decision",
        "Besluiten die op hetzelfde moment ingaan, zodat niemand vooruit hoeft te lopen.",
        "Decisions that take effect at the same moment, so that nobody has to go ahead.",
    ),
    _entry("opdrachtgever", "client", "Wie vraagt en betaalt.", "Who asks and pays."),
    _entry("opdrachtnemer", "contractor", "Wie uitvoert.", "Who carries out."),
    _entry("regisseur", "director", "Wie het geheel in de hand houdt.", "Who keeps the whole in hand."),
    _entry(
        "trekker", "initiator", "Wie een opgave op gang brengt en houdt.", "Who gets a theme going and keeps it so."
    ),
    _entry(
        "sleutelfiguur",
        "key figure",
        "Een functie waarop veel contacten, rollen of kennis rusten. Een feit over de verdeling, geen verwijt.",
        "A function on which many contacts, roles or much knowledge rest. A fact about the division, no reproach.",
    ),
    _entry(
        "spelregels",
        "rules of the game",
        "Afspraken over hoe men met elkaar omgaat en besluit.",
        "Agreements on how to deal with each other and decide.",
    ),
    _entry("zeggenschap", "control", "Wie waarover beslist.", "Who decides on what."),
    _entry("draagvlak", "support", "Steun bij wie het aangaat.", "Support among those concerned."),
    _entry("uittreding", "exit", "Het vertrek van een partner.", "The leaving of a partner."),
    _entry(
        "slagkracht", "striking power", "Het vermogen om iets voor elkaar te krijgen.", "The power to get things done."
    ),
    _entry("tempo", "pace", "Hoe snel besluiten en resultaten komen.", "How fast decisions and results come."),
    _entry(
        "samenspel",
        "interplay",
        "Vertrouwen, geven en nemen, openheid en lef.",
        "Trust, give and take, openness and courage.",
    ),
    _entry(
        "spanningsveld",
        "tension field",
        "Een van de zes richtingen waarin tegelijk wordt getrokken: inhoud, schaal, belangen, financiering, samenspel "
        "en regie.",
        "One of the six directions that pull at once: content, scale, interests, financing, interplay and direction.",
    ),
    _entry(
        "te beoordelen",
        "decidable",
        "Het deel van de oordelen waarvoor de gegevens er zijn; elke regel telt één keer.",
        "The part of the judgements for which the facts are there; each rule counts once.",
    ),
    _entry(
        "Wgr",
        "Wgr",
        "De Wet gemeenschappelijke regelingen.",
        "The Dutch act on joint arrangements between public authorities.",
    ),
    _entry(
        "openbaar lichaam",
        "public body",
        "Wgr-vorm met rechtspersoonlijkheid, waaraan bevoegdheden kunnen worden overgedragen.",
        "Form under the Wgr with legal personality, to which powers can be transferred.",
    ),
    _entry(
        "gemeenschappelijk orgaan",
        "joint organ",
        "Wgr-vorm zonder rechtspersoonlijkheid.",
        "Form under the Wgr without legal personality.",
    ),
    _entry(
        "bedrijfsvoeringsorganisatie",
        "operations organisation",
        "Wgr-vorm met één bestuur, alleen voor uitvoering en bedrijfsvoering.",
        "Form under the Wgr with a single board, for execution and operations only.",
    ),
    _entry(
        "regeling zonder meer",
        "bare arrangement",
        "Wgr-vorm zonder eigen orgaan.",
        "Form under the Wgr without a body of its own.",
    ),
    _entry(
        "centrumgemeente",
        "host municipality",
        "Gemeente die taken voor de andere uitvoert.",
        "Municipality that carries out tasks for the others.",
    ),
    _entry(
        "convenant",
        "covenant",
        "Schriftelijke afspraak buiten de Wgr; ook: bestuursovereenkomst.",
        "Written agreement outside the Wgr.",
    ),
    _entry("netwerk", "network", "Samenwerking zonder iets op papier.", "Cooperation without papers."),
)
