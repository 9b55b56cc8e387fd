"""The report's own sentences, in both languages."""

from __future__ import annotations

from regiokompas.results.diagnosis import UsedSeverity
from regiokompas.results.findings import UsedParameter
from regiokompas.texts import Bilingual, Language, say_threshold, term

__all__ = ["say", "say_severity", "say_used"]

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
    "nothing_open": Bilingual("Geen risico's die nu om actie vragen.", "No risks that call for action now."),
    "other": Bilingual("Overige risico's", "Other risks"),
    "strong": Bilingual("Wat sterk is", "What is strong"),
    "do": Bilingual("Doen", "Do"),
    "effort": Bilingual("inspanning {effort}", "effort {effort}"),
    "why": Bilingual("Omdat", "Because"),
    "rank": Bilingual("Voorrang", "Priority"),
    "chain": Bilingual("Volgt uit", "Follows from"),
    "follows_too": Bilingual("Hieruit volgt ook", "From this also follows"),
    "comes_from": Bilingual("Dit volgt uit", "This follows from"),
    "also": Bilingual("Ook", "Also"),
    "unknown": Bilingual("Wat nog niet te beoordelen is", "What cannot be judged yet"),
    "undecided": Bilingual(
        "{count} oordelen wachten op gegevens. Vraag eerst dit; de nummers lopen door over alle vragen:",
        "{count} judgements wait for facts. Ask first, the numbers rank all questions:",
    ),
    "undecided_one": Bilingual(
        "1 oordeel wacht op gegevens. Vraag eerst dit; de nummers lopen door over alle vragen:",
        "1 judgement waits for facts. Ask first, the numbers rank all questions:",
    ),
    "ask": Bilingual("Aan {whom}", "Ask {whom}"),
    "more_questions": Bilingual("en nog {count} vragen", "and {count} more questions"),
    "more_questions_one": Bilingual("en nog 1 vraag", "and 1 more question"),
    "not_looked_at": Bilingual("Niet bekeken: {fields}.", "Not looked at: {fields}."),
    "held_back": Bilingual(
        "Aandacht voor {field}: niets ernstigs gevonden, maar het zwaarste is nog niet te beoordelen ({rules}).",
        "Attention for {field}: nothing serious was found, but the weightiest cannot be judged yet ({rules}).",
    ),
    "notices": Bilingual("Opgemerkt bij invoer en instellingen", "Noticed in input and settings"),
    "since": Bilingual("Vergeleken met het beeld van {date}", "Compared with the picture of {date}"),
    "since_count": Bilingual(
        "Nieuw: {new}; alleen dat staat hieronder. Bekend: {old}; dat telt mee in het kompas. Verdwenen: {gone}.",
        "New: {new}; only that is shown below. Known: {old}; that counts in the compass. Gone: {gone}.",
    ),
    "since_gone": Bilingual("Niet meer gevonden", "No longer found"),
    "since_unknown": Bilingual("Nu niet te beoordelen", "Cannot be judged now"),
    "waived": Bilingual("Bewust aanvaard", "Accepted for now"),
    "waived_key": Bilingual(
        "Deze risico's zijn er en tellen mee in het kompas; er is besloten er nu niets aan te doen.",
        "These risks are there and count in the compass; it was decided to do nothing about them now.",
    ),
    "waived_until": Bilingual(
        "Aanvaard tot en met {day} door {by}: {reason}", "Accepted until {day} by {by}: {reason}"
    ),
    "method": Bilingual("Hoe dit tot stand kwam", "How this came about"),
    "made": Bilingual(
        "{rules} regels over {facts} gegevens; regelpakket {packs}; motor {engines}; regiokompas {version}.",
        "{rules} rules over {facts} facts; pack {packs}; engine {engines}; regiokompas {version}.",
    ),
    "profile": Bilingual("Profiel {label}: {about}", "Profile {label}: {about}"),
    "configured": Bilingual("Configuratie: {file}.", "Configuration: {file}."),
    "used": Bilingual("Gebruikte drempels", "Thresholds used"),
    "used_key": Bilingual(
        "* anders dan de regel zelf, die tussen haakjes staat: p door het profiel, c door de configuratie, g door de "
        "gebruiker.",
        "* other than the rule itself, which stands in brackets: p set by the profile, c by the configuration, u by "
        "the user.",
    ),
    "used_default": Bilingual("Alle zoals de regels ze noemen.", "All as the rules have them."),
    "set_by_profile": Bilingual("p", "p"),
    "set_by_configuration": Bilingual("c", "c"),
    "set_by_user": Bilingual("g", "u"),
    "order": Bilingual(
        "Volgorde: ernst, dan gewicht van het veld in het profiel, dan bereik, dan wat eruit volgt, dan afstand tot "
        "de grens, dan inspanning. "
        "Grenzen zijn oordelen tenzij een regel anders zegt.",
        "Order: severity, then weight of the field in the profile, then reach, then what follows from it, then "
        "distance to the limit, then effort. "
        "Limits are judgements unless a rule says otherwise.",
    ),
    "scope": Bilingual(
        "Het essay laat buiten beschouwing: de democratische verantwoording over bestuursgrenzen heen.",
        "The essay leaves out: democratic accountability across borders.",
    ),
    "stability": Bilingual("Hoe vast het staat: {name}", "How firm it stands: {name}"),
    "firm": Bilingual(
        "{firm} van de {all} bevindingen staan vast: zij blijven bij {thresholds} verschuivingen van een drempel (een "
        "tiende omhoog of omlaag) en zonder een van de {relations} relaties.",
        "{firm} of the {all} findings stand firm: they remain under {thresholds} moves of a threshold (a tenth up or "
        "down) and without any one of the {relations} relations.",
    ),
    "turning": Bilingual("Vervalt bij", "Lapses with"),
    "near": Bilingual("Nu niet, maar wel bij", "Not now, but with"),
    "more": Bilingual("en nog {count}", "and {count} more"),
    "rests_on": Bilingual("berust op {cells}", "rests on {cells}"),
    "plan": Bilingual("Plan: {name}", "Plan: {name}"),
    "plan_whole": Bilingual(
        "Met {count} acties verdwijnen {resolved} van de {targets} kritieke en hoge risico's; dat is nagegaan door "
        "alle acties samen uit te voeren en opnieuw te oordelen.",
        "With {count} actions {resolved} of the {targets} critical and high risks vanish; this was checked by carrying "
        "out all actions together and judging anew.",
    ),
    "plan_whole_one": Bilingual(
        "Met 1 actie verdwijnen {resolved} van de {targets} kritieke en hoge risico's; dat is nagegaan door haar uit "
        "te voeren en opnieuw te oordelen.",
        "With 1 action {resolved} of the {targets} critical and high risks vanish; this was checked by carrying it out "
        "and judging anew.",
    ),
    "smallest": Bilingual("Met minder acties kan het niet.", "It cannot be done with fewer."),
    "not_smallest": Bilingual(
        "Of het met minder kan, is niet tot het einde gezocht.", "Whether fewer would do was not searched to the end."
    ),
    "no_targets": Bilingual(
        "Er zijn geen kritieke of hoge risico's in wat bekend is.",
        "There are no critical or high risks in what is known.",
    ),
    "actions": Bilingual("Acties", "Actions"),
    "carried_out": Bilingual("Nagerekend", "Worked out"),
    "resolves": Bilingual("Lost op", "Resolves"),
    "worsens": Bilingual("Roept op", "Brings on"),
    "costs": Bilingual("Inspanning", "Effort"),
    "left": Bilingual("Wat blijft", "What is left"),
    "without_remedy": Bilingual(
        "Voor {count} daarvan is er geen actie die het model kan doorrekenen; het advies staat bij de bevinding.",
        "For {count} of them there is no action that the model can work out; the advice stands with the finding.",
    ),
    "appears": Bilingual("Wat erbij komt", "What appears"),
    "other_actions": Bilingual("Andere acties en wat zij oplossen", "Other actions and what they resolve"),
    "moves": Bilingual("Wie betaalt het eerst: {name}", "Who pays first: {name}"),
    "together": Bilingual(
        "{count} potjes, samen {amount}, wachten op elkaar en passen in elkaar: zij komen vrij als allen op hetzelfde "
        "moment tekenen, of als een van de groepen hieronder begint.",
        "{count} funds, {amount} in all, wait for each other and fit together: they come free if all sign at the same "
        "moment, or if one of the groups below begins.",
    ),
    "together_one": Bilingual(
        "1 potje van {amount} wacht alleen op de eigen eigenaar.", "1 fund of {amount} waits for its own owner only."
    ),
    "funds_unknown": Bilingual(
        "Welke potjes er zijn, is niet bekend; over het geld is daarom niets te zeggen.",
        "Which funds there are is not known; so nothing can be said about the money.",
    ),
    "nothing_waits": Bilingual(
        "Er is geen geld dat vrijkomt door samen te tekenen of door als eerste te beginnen.",
        "There is no money that comes free by signing together or by moving first.",
    ),
    "not_exact": Bilingual(
        "Of het met minder kan, is niet tot het einde gezocht.", "Whether fewer would do was not searched to the end."
    ),
    "flows": Bilingual("Wat vanzelf loopt, ronde na ronde", "What flows by itself, round by round"),
    "way": Bilingual("Wie kan beginnen: mogelijkheid {number} van {all}", "Who can begin: way {number} of {all}"),
    "only_way": Bilingual("Wie kan beginnen", "Who can begin"),
    "other_ways": Bilingual("Andere groepen die kunnen beginnen", "Other groups that can begin"),
    "first_mover": Bilingual("Begint", "Begins"),
    "at_risk": Bilingual("Vooruit", "Up front"),
    "round": Bilingual("Ronde", "Round"),
    "fund": Bilingual("Potje", "Fund"),
    "amount": Bilingual("Bedrag", "Amount"),
    "body": Bilingual("Besluit door", "Decided by"),
    "when": Bilingual("Wanneer", "When"),
    "committed_on": Bilingual("toegezegd op {day}", "committed on {day}"),
    "committed_undated": Bilingual("toegezegd, datum onbekend", "committed, date unknown"),
    "planned_on": Bilingual("gepland op {day}", "planned for {day}"),
    "was_due_on": Bilingual("had moeten vallen op {day}", "was due on {day}"),
    "too_early": Bilingual("{day}: te vroeg", "{day}: too early"),
    "refuses": Bilingual("Zegt nee", "Says no"),
    "instead": Bilingual("dan kan beginnen: {sets}.", "then these can begin: {sets}."),
    "no_instead": Bilingual("dan kan niemand anders beginnen.", "then nobody else can begin."),
    "lost": Bilingual("Niet meer vrij te maken: {funds}.", "Beyond freeing: {funds}."),
    "draft": Bilingual("Concept: gelijk oversteken", "Draft: a simultaneous decision"),
    "lacking": Bilingual("Wat echt ontbreekt", "What is truly missing"),
    "open_funds": Bilingual("Niet te beoordelen", "Cannot be judged"),
    "amount_unknown": Bilingual("bedrag onbekend", "amount unknown"),
    "date_unknown": Bilingual("datum onbekend", "date unknown"),
    "stress": Bilingual("Stresstest: {name}", "Stress test: {name}"),
    "tried": Bilingual(
        "{singles} verliezen zijn elk apart nagegaan, met de regels, en {pairs} paren aan de structuur: opgaven zonder "
        "trekker, partners los van de rest, geld dat wegvalt of stilvalt. In die volgorde staat het ergste bovenaan.",
        "{singles} losses were tried one by one, with the rules, and {pairs} pairs on the structure: themes without an "
        "initiator, partners cut off from the rest, money that goes or stops. In that order the worst comes first.",
    ),
    "relations_alone": Bilingual("Relaties zijn alleen apart verloren.", "Relations were lost one at a time only."),
    "stress_unknown": Bilingual(
        "Niet of niet geheel bekend: {sections}; wat daarvan afhangt, is niet te zeggen.",
        "Not or not wholly known: {sections}; what hangs on that cannot be said.",
    ),
    "single": Bilingual("Wie of wat het minst gemist kan worden", "Who or what can least be missed"),
    "pairs": Bilingual("Samen erger dan apart", "Worse together than apart"),
    "together_worse": Bilingual(
        "{said}: alleen samen treft het ook {more}.", "{said}: only together this also hits {more}."
    ),
    "added": Bilingual("{said}: dan treft het ook {more}.", "{said}: then this also hits {more}."),
    "growing": Bilingual("Steeds meer verliezen, het ergste eerst", "Losing more and more, the worst first"),
    "smallest_sets": Bilingual("De kleinste groep die alles verandert", "The smallest group that changes all"),
    "split": Bilingual(
        "Zonder {count} personen verliezen partners elkaar: {sets}.",
        "Without {count} persons partners lose each other: {sets}.",
    ),
    "split_one": Bilingual(
        "Zonder 1 persoon verliezen partners elkaar: {sets}.", "Without 1 person partners lose each other: {sets}."
    ),
    "no_split": Bilingual(
        "Geen verlies van personen haalt partners uit elkaar die nu contact hebben.",
        "No loss of persons parts partners that are in contact now.",
    ),
    "split_unknown": Bilingual(
        "Of het netwerk uiteenvalt, is niet te zeggen.", "Whether the network falls apart cannot be said."
    ),
    "orphan": Bilingual(
        "{theme} heeft niemand meer als {count} personen gaan: {persons}.",
        "{theme} has nobody left if {count} persons go: {persons}.",
    ),
    "orphan_one": Bilingual(
        "{theme} heeft niemand meer als 1 persoon gaat: {persons}.",
        "{theme} has nobody left if 1 person goes: {persons}.",
    ),
    "orphan_unknown": Bilingual(
        "Of een opgave zonder iemand komt te staan, is niet te zeggen.",
        "Whether a theme is left without anyone cannot be said.",
    ),
    "curve": Bilingual(
        "Wat overeind blijft: partners in contact · opgaven met trekker",
        "What stays up: partners in contact · themes with an initiator",
    ),
    "fall_themes": Bilingual("zonder trekker: {themes}", "without an initiator: {themes}"),
    "fall_partners": Bilingual("los van de rest: {partners}", "cut off from the rest: {partners}"),
    "fall_money": Bilingual("{amount} valt weg of stil", "{amount} goes or stops"),
    "fall_risks": Bilingual(
        "nieuwe risico's: {critical} kritiek, {high} hoog", "new risks: {critical} critical, {high} high"
    ),
    "agenda": Bilingual("Agenda voor het bestuurlijk overleg: {name}", "Agenda for the meeting of governors: {name}"),
    "decide": Bilingual("Besluit", "To decide"),
    "why_now": Bilingual("Waarom nu", "Why now"),
    "prepares": Bilingual("Bereidt voor", "Prepares"),
    "asked": Bilingual("Gevraagd", "Asked"),
    "settles": Bilingual("Raakt", "Settles"),
    "beside": Bilingual("Daarnaast", "Besides"),
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
    # comparisons
    "what_if": Bilingual("Wat als: {changes}", "What if: {changes}"),
    "two_moments": Bilingual("Van {before} naar {after}", "From {before} to {after}"),
    "two_regions": Bilingual("{before} en {after} vergeleken", "{before} and {after} compared"),
    "before": Bilingual("Was", "Was"),
    "after": Bilingual("Wordt", "Becomes"),
    "falls_apart": Bilingual("Wat uiteenvalt", "What falls apart"),
    "holds": Bilingual(
        "Niets: trekkers, contacten, besluiten en geld blijven op hun plaats.",
        "Nothing: initiators, contacts, decisions and money stay in place.",
    ),
    "differences": Bilingual(
        "Bevindingen: {new} nieuw, {gone} verdwenen, {worse} erger, {better} beter; {became_known} alleen bekend "
        "geworden, {no_longer_known} niet meer te beoordelen.",
        "Findings: {new} new, {gone} gone, {worse} worse, {better} better; {became_known} only became known, "
        "{no_longer_known} cannot be judged any more.",
    ),
    "lapsed": Bilingual(
        "Van wat verdwijnt, vervallen er {count} omdat er niet meer is waar zij over gingen; dat is geen verbetering.",
        "Of what is gone, {count} lapse because what they were about is gone; that is no improvement.",
    ),
    "lapsed_one": Bilingual(
        "Van wat verdwijnt, vervalt er 1 omdat er niet meer is waar die over ging; dat is geen verbetering.",
        "Of what is gone, 1 lapses because what it was about is gone; that is no improvement.",
    ),
    "no_difference": Bilingual("In de bevindingen verandert niets.", "Nothing changes in the findings."),
    "new_risks": Bilingual("Nieuwe risico's", "New risks"),
    "new_risks_regions": Bilingual("Risico's die alleen {after} heeft", "Risks that only {after} has"),
    "worse": Bilingual("Erger", "Worse"),
    "worse_regions": Bilingual("Erger in {after}", "Worse in {after}"),
    "lost_strengths": Bilingual("Krachten die verdwijnen", "Strengths that go"),
    "lost_strengths_regions": Bilingual("Krachten die alleen {before} heeft", "Strengths that only {before} has"),
    "gone_risks": Bilingual("Risico's die verdwijnen", "Risks that go"),
    "gone_risks_regions": Bilingual("Risico's die alleen {before} heeft", "Risks that only {before} has"),
    "better": Bilingual("Beter", "Better"),
    "better_regions": Bilingual("Beter in {after}", "Better in {after}"),
    "new_strengths": Bilingual("Nieuwe krachten", "New strengths"),
    "new_strengths_regions": Bilingual("Krachten die alleen {after} heeft", "Strengths that only {after} has"),
    "became_known": Bilingual("Bekend geworden: eerder niet te beoordelen", "Became known: could not be judged before"),
    "became_known_regions": Bilingual("In {before} niet te beoordelen", "Cannot be judged in {before}"),
    "no_longer_known": Bilingual("Niet meer te beoordelen", "Cannot be judged any more"),
    "no_longer_known_regions": Bilingual("In {after} niet te beoordelen", "Cannot be judged in {after}"),
    "subject_left": Bilingual(
        "Vervallen, omdat er niet meer is waar het over ging", "Lapsed, because what it was about is gone"
    ),
}


def say_used(parameter: UsedParameter, language: Language) -> str:
    """Return a threshold as it was used, and what it is by default where that differs.

    Examples
    --------
    >>> say_used(UsedParameter("FIN02", "longest_chain", 4, 3, "count", "user"), "en")
    'FIN02.longest_chain 4* (3, u)'
    """
    name = f"{parameter.rule}.{parameter.name}"
    if parameter.value == parameter.default:
        return f"{name} {say_threshold(parameter.value, parameter.unit, language)}"
    value, default = (
        say_threshold(number, parameter.unit, language) for number in (parameter.value, parameter.default)
    )
    return f"{name} {value}* ({default}, {say(f'set_by_{parameter.origin}', language)})"


def say_severity(severity: UsedSeverity, language: Language) -> str:
    """Return a severity that was set otherwise, and what it is by default.

    Examples
    --------
    >>> say_severity(UsedSeverity("FIN02", "high", "medium", "configuration"), "nl")
    'FIN02 hoog* (midden, c)'
    """
    value, default = term(severity.value, language), term(severity.default, language)
    return f"{severity.rule} {value}* ({default}, {say(f'set_by_{severity.origin}', language)})"


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
