"""What a template says to who fills it in: the first page, the help at each heading, the hints in the cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from regiokompas.io.grid import Cell
from regiokompas.model.entities import ENTITIES
from regiokompas.model.questions import QUESTIONS, STAND_INS
from regiokompas.tables.columns import Column
from regiokompas.tables.quoting import join_list
from regiokompas.texts import LANGUAGES, Bilingual, Language, say_count, say_date, say_money, say_share, term

__all__ = [
    "BOOK",
    "GROUPS",
    "GUIDE",
    "GUIDE_OF_FOLDER",
    "README",
    "STATUS_HELP",
    "heading_of",
    "help_of",
    "hint_of",
    "meaning_of",
    "purpose_of",
]

#: Words on a workbook as a whole.
BOOK: Mapping[str, Bilingual] = MappingProxyType(
    {
        "title": Bilingual("Regiokompas", "Regiokompas"),
        "subtitle": Bilingual("Hoe staat de samenwerking ervoor?", "How does the cooperation stand?"),
        "back": Bilingual("← Start", "← Start"),
        "sheet": Bilingual("Blad", "Sheet"),
        "status": Bilingual("Is dit compleet?", "Is this complete?"),
        "for": Bilingual("Waarvoor", "What for"),
        "attribute": Bilingual("Gegeven", "Item"),
        "answer": Bilingual("Invullen", "Fill in"),
        "meaning": Bilingual("Toelichting", "Explanation"),
    }
)

#: Which sheets belong together, and their colour.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("#334155", ("partnership",)),
    ("#1F4E79", ("partners", "persons", "relations")),
    ("#0F6B5C", ("themes", "roles", "goals", "milestones", "results", "plans")),
    ("#7A3E9D", ("interests", "contributions", "benefits")),
    ("#9A4B10", ("funds", "decisions")),
    ("#8B1E3F", ("agreements", "statements")),
)

#: The first page, paragraph by paragraph.
GUIDE: tuple[Bilingual, ...] = (
    Bilingual(
        "1.  Begin op het blad Samenwerking met de naam en de datum van het beeld: alles wat u invult, geldt op die dag. "
        "Daarna de bladen van links naar rechts; wat op een eerder blad staat, kiest u later uit een lijst.",
        "1.  Begin on the sheet Partnership with the name and the date of the picture: all that you fill in is so on that "
        "day. Then the sheets from left to right; what stands on an earlier sheet, you choose from a list later.",
    ),
    Bilingual(
        "2.  Weet u iets niet? Laat de cel leeg. Leeg betekent onbekend, nooit nee en nooit nul. "
        "Weet u dat er geen is (geen vervanger, geen datum)? Schrijf dan geen.",
        "2.  Do you not know something? Leave the cell empty. Empty means unknown, never no and never zero. "
        "Do you know that there is none (no deputy, no date)? Then write none.",
    ),
    Bilingual(
        "3.  Elke rij is één ding: één partner, één persoon, één potje. De grijze rij bovenaan is een voorbeeld en telt niet "
        "mee. Onderstreepte koppen zijn in elke rij nodig; wijs een kop aan voor uitleg.",
        "3.  Each row is one thing: one partner, one person, one fund. The grey row on top is an example and does not count. "
        "Underlined headings are needed in every row; point at a heading for help.",
    ),
    Bilingual(
        "4.  Meer dan één naam in een cel? Zet er een puntkomma tussen: Gemeente A; Gemeente B. Verwijs met de naam van het "
        "andere blad. Heten er twee hetzelfde, zet er dan tussen haakjes bij van wie: wethouder (Gemeente A).",
        "4.  More than one name in a cell? Put a semicolon between them: Municipality A; Municipality B. Refer by the name on "
        "the other sheet. Where two have the same name, add whose between brackets: alderman (Municipality A).",
    ),
    Bilingual(
        "5.  Zeg hieronder per blad of het compleet is. Zonder keuze geldt: een leeg blad is onbekend, een ingevuld blad is "
        "compleet, behalve Relaties, Belangen, Brengen, Halen en Stellingen: wat daar niet staat, geldt pas als afwezig "
        "als u zegt dat dit ze allemaal zijn. Kies 'er zijn er geen' als u weet dat er niets is, en 'er zijn er meer' als u ze niet allemaal kent.",
        "5.  Say below of each sheet whether it is complete. Without a choice an empty sheet is unknown and a filled one "
        "complete, except Relations, Interests, Contributions, Benefits and Statements: what is not there counts as "
        "absent only once you say that these are all. Choose 'there are none' if you know that there is nothing, 'there are more' if you do not know them all.",
    ),
    Bilingual(
        "6.  U hoeft niet alles te weten: wat ontbreekt, wordt een vraag. Rechts van de kolommen is ruimte voor eigen "
        "notities. Klaar? Bewaar het bestand en geef de opdracht: regiokompas check region.xlsx",
        "6.  You need not know everything: what is missing becomes a question. To the right of the columns there is room for "
        "notes of your own. Done? Save the file and run: regiokompas check region.xlsx --language en",
    ),
)

#: The page that explains a folder.
README = Bilingual("LEESMIJ.md", "README.md")
GUIDE_OF_FOLDER: tuple[Bilingual, ...] = (
    Bilingual(
        "Eén bestand per onderwerp, één regel per ding. Haal weg wat u niet gebruikt: een bestand dat er niet is, is onbekend.",
        "A file for each subject, a line for each thing. Remove what you do not use: a file that is not there is unknown.",
    ),
    Bilingual(
        "Een lege cel is onbekend, nooit nee en nooit nul. Weet u dat er geen is, schrijf dan geen.",
        "An empty cell is unknown, never no and never zero. If you know that there is none, write none.",
    ),
    Bilingual(
        "In start.csv zegt u per onderwerp of het compleet is: dit zijn ze allemaal, er zijn er meer, er zijn er geen, "
        "onbekend. Zegt u niets, dan geldt wat in relaties, belangen, brengen, halen en stellingen staat als niet "
        "compleet, en elke andere lijst als compleet.",
        "In start.csv you say of each subject whether it is complete: these are all, there are more, there are none, "
        "unknown. If you say nothing, a list of relations, interests, contributions, benefits or statements counts as not "
        "complete, and every other list as complete.",
    ),
    Bilingual(
        "Verwijs met een naam uit een ander bestand. Meer dan één naam? Zet er een puntkomma tussen, en "
        "aanhalingstekens om het geheel.",
        "Refer by a name in another file. Between several names stands a semicolon.",
    ),
    Bilingual(
        "De tekens zijn UTF-8; tussen de cellen staat een puntkomma of een komma.",
        "The letters are UTF-8; cells are parted by commas or semicolons.",
    ),
)

STATUS_HELP = Bilingual(
    "Leeg laten mag: een leeg blad is dan onbekend, een ingevuld blad compleet; zie punt 5 voor vijf bladen.",
    "May be left empty: an empty sheet is then unknown, a filled one complete; see point 5 for five sheets.",
)

#: What is asked for what is always known, since nothing is without it, and for what has no question of its own.
_MEANINGS: Mapping[tuple[str, str], Bilingual] = MappingProxyType(
    {
        ("partnership", "name"): Bilingual("Hoe heet de samenwerking?", "What is the cooperation called?"),
        ("partnership", "date"): Bilingual("Op welke dag is dit zo?", "On which day is this so?"),
        ("partnership", "currency"): Bilingual(
            "In welke valuta staan de bedragen? Leeg betekent EUR.",
            "In which currency are the amounts? Empty means EUR.",
        ),
        ("partners", "name"): Bilingual("Hoe heet de organisatie?", "What is the organisation called?"),
        ("persons", "function"): Bilingual(
            "Welke functie heeft deze persoon? Rapporten noemen de functie, nooit de naam.",
            "Which function has this person? Reports name the function, never the name.",
        ),
        ("themes", "name"): Bilingual("Wat pakken de partners samen op?", "What do the partners take on together?"),
        ("goals", "text"): Bilingual("Wat willen de partners bereiken?", "What do the partners want to reach?"),
        ("milestones", "name"): Bilingual("Wat moet op dat moment klaar zijn?", "What is to be done at that moment?"),
        ("results", "name"): Bilingual("Wat heeft de samenwerking opgeleverd?", "What has the cooperation yielded?"),
        ("plans", "name"): Bilingual("Hoe heet het plan?", "What is the plan called?"),
        ("funds", "name"): Bilingual("Hoe heet het potje?", "What is the fund called?"),
        ("decisions", "subject"): Bilingual("Waarover wordt besloten?", "What is decided on?"),
        ("roles", "role"): Bilingual("Welke rol is het?", "Which role is it?"),
        ("roles", "holder"): Bilingual(
            "Welke persoon of partner heeft die rol?", "Which person or partner has that role?"
        ),
        ("agreements", "kind"): Bilingual("Waarover gaat de afspraak?", "What is the agreement on?"),
        ("statements", "trait"): Bilingual("Over welke eigenschap gaat het oordeel?", "Which trait is judged?"),
        ("relations", "from"): Bilingual("Wie ziet de ander zo?", "Who sees the other like this?"),
        ("relations", "to"): Bilingual("Wie wordt zo gezien?", "Who is seen like this?"),
    }
)
_BY_ATTRIBUTE: Mapping[str, Bilingual] = MappingProxyType(
    {
        "note": Bilingual("Ruimte voor een toelichting.", "Room for a note."),
        "partner": Bilingual("Om welke partner gaat het?", "Which partner is it about?"),
        "owner": Bilingual("Van welke partner is het?", "Which partner owns it?"),
        "theme": Bilingual("Bij welke opgave hoort het?", "To which theme does it belong?"),
        "concerns": Bilingual(
            "Welke opgave betreft het? Gaat het over het geheel, kies dan de naam van de samenwerking.",
            "Which theme is it about? If it is about the whole, choose the name of the partnership.",
        ),
        "kind": Bilingual("Wat voor soort is het?", "Which kind is it?"),
    }
)
_CONDITION: Mapping[str, Bilingual] = MappingProxyType(
    {
        "condition": Bilingual(
            "Waarop wacht dit geld? Op alle potjes die u noemt, op één ervan, op een aantal ervan of op een bedrag.",
            "What does this money wait for? For all the funds you name, for one of them, for some, or for an amount.",
        ),
        "condition_measure": Bilingual(
            "Alleen bij een aantal of een bedrag: hoeveel potjes, of hoeveel geld in totaal.",
            "Only for a number or an amount: how many funds, or how much money in all.",
        ),
        "condition_funds": Bilingual(
            "Op welke potjes wordt gewacht? Bij een bedrag mag dit leeg blijven: dan telt elk potje van dezelfde opgave.",
            "Which funds are waited for? For an amount this may stay empty: then every fund of the same theme counts.",
        ),
    }
)

#: How to fill in a value, by its form.
_HINTS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "words": Bilingual(
            "Meer dan één? Zet er een puntkomma tussen.", "More than one? Put a semicolon between them."
        ),
        "choice": Bilingual("Kies uit de lijst.", "Choose from the list."),
        "condition": Bilingual("Kies uit de lijst.", "Choose from the list."),
        "choices": Bilingual(
            "Kies uit de lijst; meer dan één met een puntkomma.", "Choose from the list; semicolon between."
        ),
        "reference": Bilingual("Kies uit de lijst, of typ de naam.", "Choose from the list, or type the name."),
        "references": Bilingual(
            "Kies uit de lijst, of typ namen met een puntkomma ertussen.",
            "Choose from the list, or type names with a semicolon between them.",
        ),
        "condition_funds": Bilingual(
            "Kies uit de lijst, of typ namen met een puntkomma ertussen.",
            "Choose from the list, or type names with a semicolon between them.",
        ),
        "flag": Bilingual("Ja of nee.", "Yes or no."),
        "day": Bilingual("Een datum, zoals 23-11-2026.", "A date, such as 2026-11-23."),
        "money": Bilingual("Een bedrag, alleen het getal.", "An amount, only the number."),
        "condition_measure": Bilingual("Een getal.", "A number."),
        "whole": Bilingual("Een heel getal.", "A whole number."),
        "year": Bilingual("Een jaar, zoals 2028.", "A year, such as 2028."),
        "number": Bilingual("Een getal.", "A number."),
        "share": Bilingual("Een percentage, zoals 12%.", "A percentage, such as 12%."),
        "score": Bilingual("Van 1 (heel weinig) tot 5 (heel veel).", "From 1 (very little) to 5 (very much)."),
    }
)
_NONE = Bilingual("Is er geen, schrijf dan geen.", "If there is none, write none.")
_REQUIRED = Bilingual("Altijd nodig.", "Always needed.")
_EXAMPLE = Bilingual("Bijvoorbeeld", "For example")


def heading_of(column: Column, language: Language) -> str:
    """Return a heading as it is shown, with a capital."""
    text = column.heading.say(language)
    return text[:1].upper() + text[1:]


def purpose_of(section: str, language: Language) -> str:
    """Return what a sheet is for, as a question."""
    return QUESTIONS[ENTITIES[section].KIND].section.say(language)


def hint_of(column: Column, language: Language) -> str:
    """Return how to fill in a cell."""
    hints = [_HINTS[column.form]] if column.form in _HINTS else []
    if column.can_be_none and not column.choices:
        hints.append(_NONE)
    return " ".join(hint.say(language) for hint in hints)


def help_of(section: str, column: Column, language: Language, example: Cell = None) -> str:
    """Return what a heading means, how to fill it in, and an example."""
    meaning = meaning_of(section, column, language)
    lines = [meaning]
    hint = "" if column.form == "score" and "1 (" in meaning else hint_of(column, language)
    if column.is_required:
        hint = f"{hint} {_REQUIRED.say(language)}".strip()
    lines.append(hint)
    if example is not None:
        lines.append(f"{_EXAMPLE.say(language)}: {_shown(example, column, language)}")
    return "\n".join(line for line in lines if line)


def meaning_of(section: str, column: Column, language: Language, choices: str | None = None) -> str:
    """Return what an attribute asks for, as a question; nothing for a key.

    ``choices`` stands for the words to choose from, where these are others than the reader's.
    """
    if column.attribute == "condition":
        return _CONDITION[column.form].say(language)
    if column.attribute == "key" or column.language is not None:
        return ""
    name = "from_" if column.attribute == "from" else column.attribute
    questions = QUESTIONS[ENTITIES[section].KIND]
    wanted = questions.attributes.get(name)
    if wanted is None:
        question = (_MEANINGS.get((section, column.attribute)) or _BY_ATTRIBUTE[column.attribute]).say(language)
    else:
        question = wanted.nl if language == LANGUAGES[0] else wanted.en
    stand_ins = {name: words.say(language) for name, words in STAND_INS.items()}
    stand_ins["subject"] = questions.that.say(language)
    stand_ins["choices"] = choices or ", ".join(words.say(language) for _, words in column.choices)
    stand_ins["currency"] = "EUR"
    text = question.format_map(defaultdict(str, stand_ins))
    if choices and "{choices}" not in question:
        text = f"{text} ({choices})"
    return text[:1].upper() + text[1:]


def _shown(example: Cell, column: Column, language: Language) -> str:
    if isinstance(example, list):
        return join_list(example)
    if isinstance(example, int | float):
        match column.form:
            case "money":
                return say_money(example, language)
            case "share":
                return say_share(example, language)
            case "year":
                return str(example)
        return say_count(example, language)
    if isinstance(example, date):
        return say_date(example, language)
    return term(str(example), language)
