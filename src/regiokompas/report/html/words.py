"""What the HTML report says of its own, beside the sentences that every report shares."""

from __future__ import annotations

from regiokompas.report import phrases
from regiokompas.texts import Bilingual, Language

__all__ = ["say"]

_WORDS: dict[str, Bilingual] = {
    # around the report
    "skip": Bilingual("Naar de inhoud", "Skip to the content"),
    "language": Bilingual("Taal", "Language"),
    "contents": Bilingual("Inhoud", "Contents"),
    "dark": Bilingual("Donker", "Dark"),
    "light": Bilingual("Licht", "Light"),
    "print": Bilingual("Afdrukken", "Print"),
    "kicker": Bilingual("Hoe deze samenwerking ervoor staat", "How this partnership stands"),
    "made_with": Bilingual(
        "Gemaakt met regiokompas {version}, zonder verbinding met het internet.",
        "Made with regiokompas {version}, without a connection to the internet.",
    ),
    # page one
    "begin": Bilingual("Begin hiermee", "Begin with this"),
    "begin_decision": Bilingual("Het besluit dat daarbij hoort", "The decision that goes with it"),
    "begin_asking": Bilingual("Begin met vragen", "Begin by asking"),
    "five": Bilingual("Wat het eerst telt", "What matters first"),
    "ask_first": Bilingual("Wat het eerst gevraagd moet worden", "What to ask first"),
    "touches_all": Bilingual("raakt alle partners", "touches all partners"),
    "touches": Bilingual("raakt {whom}", "touches {whom}"),
    "touches_some": Bilingual("raakt {count} van de {all} partners", "touches {count} of {all} partners"),
    "how_much": Bilingual("Hoeveel bekend is", "How much is known"),
    "how_much_text": Bilingual(
        "Gevonden in wat bekend is: {risks} en {strengths}. {undecided}; daarvoor {questions} klaar.",
        "Found in what is known: {risks} and {strengths}. {undecided}; {questions} ready for that.",
    ),
    "all_known": Bilingual(
        "Gevonden: {risks} en {strengths}; geen oordeel wacht op gegevens.",
        "Found: {risks} and {strengths}; no judgement waits for facts.",
    ),
    "risks_counted": Bilingual("{count} risico's", "{count} risks"),
    "risks_counted_one": Bilingual("1 risico", "1 risk"),
    "risks_counted_none": Bilingual("geen risico's", "no risks"),
    "strengths_counted": Bilingual("{count} krachten", "{count} strengths"),
    "strengths_counted_one": Bilingual("1 kracht", "1 strength"),
    "strengths_counted_none": Bilingual("geen krachten", "no strengths"),
    "judgements_wait": Bilingual("{count} oordelen wachten op gegevens", "{count} judgements wait for facts"),
    "judgements_wait_one": Bilingual("1 oordeel wacht op gegevens", "1 judgement waits for facts"),
    "questions_are": Bilingual("staan {count} vragen", "{count} questions are"),
    "questions_are_one": Bilingual("staat 1 vraag", "1 question is"),
    "held_back_all": Bilingual(
        "In {fields} is niets ernstigs gevonden, maar het zwaarste is er nog niet te beoordelen: daarom aandacht.",
        "In {fields} nothing serious was found, but the weightiest cannot be judged yet: hence attention.",
    ),
    "no_grade": Bilingual(
        "Er is geen eindcijfer: zes richtingen, elk met de ernstigste bevinding en het deel dat te beoordelen was.",
        "There is no overall grade: six directions, each with its most serious finding and the part that could be "
        "judged.",
    ),
    # findings
    "findings": Bilingual("Bevindingen", "Findings"),
    "findings_lede": Bilingual(
        "Op volgorde van voorrang. Vouw een bevinding open voor het advies, de reden, de gegevens waarop zij rust en "
        "de plaats waar die staan.",
        "In order of priority. Unfold a finding for the advice, the reason, the facts it rests on and where these are "
        "written.",
    ),
    "filter": Bilingual("Toon alleen", "Show only"),
    "filter_field": Bilingual("spanningsveld", "tension field"),
    "filter_severity": Bilingual("ernst", "severity"),
    "filter_partner": Bilingual("partner", "partner"),
    "all_of_them": Bilingual("alle", "all"),
    "clear": Bilingual("Alles tonen", "Show all"),
    "unfold_all": Bilingual("Alles openvouwen", "Unfold all"),
    "fold_all": Bilingual("Alles dichtvouwen", "Fold all"),
    "shown": Bilingual("{n} van {all} onderwerpen getoond", "{n} of {all} subjects shown"),
    "shown_beside": Bilingual(
        "{n} van {all} onderwerpen raken {partner} in het bijzonder; {everyone} andere raken alle partners",
        "{n} of {all} subjects touch {partner} in particular; {everyone} others touch all partners",
    ),
    "none_shown": Bilingual(
        "Niets voldoet aan deze keuze. Kies ruimer of toon alles.", "Nothing fits this choice. Widen it or show all."
    ),
    "severity_head": Bilingual("Ernst {severity}", "Severity {severity}"),
    "facts": Bilingual("Waarop dit rust", "What this rests on"),
    "cells": Bilingual("berust op {count} plaatsen", "rests on {count} places"),
    "cells_one": Bilingual("berust op 1 plaats", "rests on 1 place"),
    "mechanism": Bilingual("Hoe het werkt", "How it works"),
    "order_steps": Bilingual("Waarom op deze plaats", "Why in this place"),
    "others_too": Bilingual("Dit geldt ook voor", "This also holds for"),
    "more_also": Bilingual("ook voor {count} andere", "also for {count} others"),
    "more_also_one": Bilingual("ook voor 1 andere", "also for 1 other"),
    "a_line_each": Bilingual("{count} andere, een regel voor elk", "{count} others, a line for each"),
    "lines_lede": Bilingual(
        "Alleen wat anders is dan hierboven: … staat voor dezelfde woorden, of voor de rest van een lange opsomming. "
        "De JSON-uitvoer heeft van elk alles, ook de reden.",
        "Only what differs from the above: … stands for the same words, or for the rest of a long enumeration. The "
        "JSON output has all of each, its reason too.",
    ),
    "what_differs": Bilingual("Voor wie of wat", "For whom or what"),
    "where_written": Bilingual("Waar het staat", "Where it is written"),
    "rests_on": Bilingual("Grond", "Ground"),
    "firm_mark": Bilingual(
        "Staat vast: geen verschoven drempel en geen ontbrekende relatie keert dit om.",
        "Stands firm: no moved threshold and no missing relation turns this over.",
    ),
    "turns_mark": Bilingual("Valt weg of wordt onzeker bij: {by}.", "Lapses or becomes unsure with: {by}."),
    "to_decide": Bilingual("Voor het overleg", "For the meeting"),
    # network
    "apart": Bilingual("Nu geen actie", "No action now"),
    "network": Bilingual("Wie met wie, en op wie het rust", "Who with whom, and on whom it rests"),
    "network_lede": Bilingual(
        "Kies een functie of een partner, in het beeld of in de lijst, om te zien wat er zou gebeuren als die wegvalt. "
        "Dat is nagerekend: de regels zijn zonder die functie of partner opnieuw toegepast. Afhankelijkheid is geen "
        "verwijt; zij zegt iets over hoe het werk is verdeeld.",
        "Choose a function or a partner, in the picture or in the list, to see what would happen if it fell away. This "
        "was worked out: the rules were applied again without it. Dependence is no reproach; it says something about "
        "how the work is divided.",
    ),
    "network_lede_quick": Bilingual(
        "Wat er gebeurt als iemand wegvalt, is voor dit rapport niet nagerekend.",
        "What happens if someone falls away was not worked out for this report.",
    ),
    "choose": Bilingual("Wat als deze wegvalt:", "What if this one fell away:"),
    "choose_one": Bilingual("kies een functie of partner", "choose a function or partner"),
    "persons_head": Bilingual("Functies", "Functions"),
    "partners_head": Bilingual("Partners", "Partners"),
    "not_worked_out": Bilingual("Voor {name} is dit niet nagerekend.", "For {name} this was not worked out."),
    "absences_limited": Bilingual(
        "Nagerekend voor de {count} functies en partners die het vaakst genoemd worden.",
        "Worked out for the {count} functions and partners that are named most often.",
    ),
    "holds_apart": Bilingual(
        "Niets valt uiteen: trekkers, contacten, besluiten en geld blijven op hun plaats.",
        "Nothing falls apart: initiators, contacts, decisions and money stay in place.",
    ),
    "cannot_say": Bilingual(
        "Op {count} punten is niet te zeggen of er iets uiteenvalt: daarvoor is te weinig bekend.",
        "On {count} points it cannot be said whether anything falls apart: too little is known for that.",
    ),
    "cannot_say_one": Bilingual(
        "Op 1 punt is niet te zeggen of er iets uiteenvalt: daarvoor is te weinig bekend.",
        "On 1 point it cannot be said whether anything falls apart: too little is known for that.",
    ),
    "appear": Bilingual("Risico's die erbij komen", "Risks that appear"),
    "get_worse": Bilingual("Risico's die erger worden", "Risks that get worse"),
    "strengths_go": Bilingual("Krachten die verdwijnen", "Strengths that go"),
    "risks_go": Bilingual(
        "Wat dan niet meer zo geldt; dat is niet vanzelf een verbetering",
        "What then no longer holds as such; that is not by itself an improvement",
    ),
    "lapse_too": Bilingual(
        "{count} bevindingen vervallen omdat er niet meer is waar zij over gingen; dat is geen verbetering.",
        "{count} findings lapse because what they were about is gone; that is no improvement.",
    ),
    "lapse_too_one": Bilingual(
        "1 bevinding vervalt omdat er niet meer is waar die over ging; dat is geen verbetering.",
        "1 finding lapses because what it was about is gone; that is no improvement.",
    ),
    "nothing_else": Bilingual("In de bevindingen verandert verder niets.", "Nothing else changes in the findings."),
    "more_of_these": Bilingual("en nog {count}", "and {count} more"),
    "more_in_json": Bilingual("En nog {count}, in de JSON-uitvoer.", "And {count} more, in the JSON output."),
    # the other chapters
    "funds_incomplete": Bilingual(
        "Er kunnen meer potjes zijn dan hier staan.", "There may be more funds than stand here."
    ),
    "funding": Bilingual("Het geld: wie wacht op wie", "The money: who waits for whom"),
    "agenda_head": Bilingual("Het volgende bestuurlijk overleg", "The next meeting of governors"),
    "plan_head": Bilingual("Wat te doen, en wat het oplost", "What to do, and what it resolves"),
    "plan_not_made": Bilingual(
        "Het plan is voor dit rapport niet nagerekend; het advies staat bij elke bevinding.",
        "The plan was not worked out for this report; the advice stands with each finding.",
    ),
    "exchange": Bilingual("Brengen en halen", "Bringing and getting"),
    "exchange_lede": Bilingual(
        "Gelijkwaardig is niet gelijk: een kleine partner kan weinig geld brengen en veel kennis. De tabel laat zien "
        "wat is opgeschreven.",
        "Equal in standing is not equal in size: a small partner may bring little money and much knowledge. The table "
        "shows what was written down.",
    ),
    "brings": Bilingual("Brengt", "Brings"),
    "gets": Bilingual("Haalt", "Gets"),
    "nothing_written": Bilingual("niets opgeschreven", "nothing written down"),
    "is_unknown": Bilingual("onbekend", "unknown"),
    "stress_head": Bilingual("Wat het kan hebben", "What it can take"),
    "stability_head": Bilingual("Hoe vast de bevindingen staan", "How firm the findings stand"),
    "questions": Bilingual("Wat te vragen, en aan wie", "What to ask, and whom"),
    "questions_lede": Bilingual(
        "Onbekend is iets anders dan in orde. Deze vragen staan op volgorde van wat van het antwoord afhangt; "
        "het nummer is de plaats onder alle vragen, aan wie ook.",
        "Unknown does not mean in order. These questions stand in order of what hangs on the answer; the number is the "
        "place among all questions, to whomever.",
    ),
    "no_questions": Bilingual("Er staan geen vragen open.", "There are no open questions."),
    "not_looked": Bilingual("Wat niet te beoordelen was", "What could not be judged"),
    "not_looked_lede": Bilingual(
        "Per spanningsveld: hoeveel van de oordelen te vellen was, en welke regels wachten op gegevens.",
        "For each tension field: how many of the judgements could be made, and which rules wait for facts.",
    ),
    "judged": Bilingual("Beoordeeld", "Judged"),
    "of_all": Bilingual("{n} van {all}", "{n} of {all}"),
    "waits_for": Bilingual("Wacht op", "Waits for"),
    "rule": Bilingual("Regel", "Rule"),
    "number_of": Bilingual("Aantal", "Number"),
    "thresholds": Bilingual("Drempels, en waar zij vandaan komen", "Thresholds, and where they come from"),
    "thresholds_lede": Bilingual(
        "Een drempel is een oordeel tenzij er een bron bij staat; er is geen blauwdruk. Elke drempel is aan te passen.",
        "A threshold is a judgement unless it names a source; there is no blueprint. Every threshold can be set "
        "otherwise.",
    ),
    "threshold": Bilingual("Drempel", "Threshold"),
    "used_value": Bilingual("Gebruikt", "Used"),
    "range": Bilingual("Zinvol tussen", "Sensible between"),
    "set_by": Bilingual("Bepaald door", "Set by"),
    "by_rule": Bilingual("de regel", "the rule"),
    "by_profile": Bilingual("het profiel; de regel zegt {default}", "the profile; the rule says {default}"),
    "by_user": Bilingual("de gebruiker; de regel zegt {default}", "the user; the rule says {default}"),
    "show_all_thresholds": Bilingual("Alle {count} drempels", "All {count} thresholds"),
    "grounds": Bilingual("Waarop de regels rusten", "What the rules rest on"),
    "grounds_lede": Bilingual(
        "De regels leggen de beweringen vast uit een essay over regionale samenwerking van P. P. J. Doodkorte (Vondel "
        "& Nassau), in eigen woorden en met de alinea erbij; hier en daar rusten zij op een andere bron.",
        "The rules encode the claims of an essay on regional cooperation by P. P. J. Doodkorte (Vondel & Nassau), in "
        "our own words and with the paragraph, and here and there another source.",
    ),
    "claim": Bilingual("Bewering", "Claim"),
    "paragraph": Bilingual("Alinea", "Paragraph"),
    "seen_here": Bilingual("Bevindingen hier", "Findings here"),
    "show_all_grounds": Bilingual("Alle {count} beweringen en bronnen", "All {count} claims and sources"),
    "glossary": Bilingual("Woordenlijst", "Glossary"),
    "glossary_word": Bilingual("Woord", "Word"),
    "in_other": Bilingual("Engels", "Dutch"),
    "meaning_of": Bilingual("Betekenis", "Meaning"),
    "about_this": Bilingual("Hoe dit tot stand kwam", "How this came about"),
    "out_of_scope": Bilingual("Buiten beschouwing", "Out of scope"),
    "out_of_scope_text": Bilingual(
        "De democratische verantwoording over bestuursgrenzen heen valt buiten dit rapport. Het oordeelt over een "
        "samenwerking, niet over mensen: waar een functie wordt genoemd, gaat het om wat ervan afhangt.",
        "Democratic accountability across borders is outside this report. It judges a partnership, not people: where a "
        "function is named, it is about what depends on it.",
    ),
}

#: Counts that are said in words of their own.
_COUNTS: dict[object, str] = {0: "none", 1: "one"}


def say(phrase: str, language: Language, **values: object) -> str:
    """Return a sentence of the report with its values filled in.

    Examples
    --------
    >>> say("more_also", "en", count=1), say("compass", "nl")
    ('also for 1 other', 'Kompas')
    >>> say("risks_counted", "nl", count=0)
    "geen risico's"
    """
    of_count = f"{phrase}_{_COUNTS.get(values.get('count'))}"
    chosen = of_count if of_count in _WORDS else phrase
    if chosen not in _WORDS:
        return phrases.say(phrase, language, **values)
    return _WORDS[chosen].say(language).format(**values)
