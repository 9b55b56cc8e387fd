"""Questions about what the partners take on together, decide and agree."""

from __future__ import annotations

from regiokompas.model.questions.base import SCALE_EN, SCALE_NL, KindQuestions, Wanted
from regiokompas.texts import Bilingual

__all__ = ["AGREEMENT", "DECISION", "GOAL", "INTEREST", "MILESTONE", "PLAN", "RESULT", "THEME"]

_VALUE = Wanted(
    "Welke meerwaarde levert {subject} op, in kwaliteit, geld, doelmatigheid en slagkracht: geen, beloofd of gemeten?",
    "What added value does {subject} bring, in quality, money, efficiency and striking power: none, promised or "
    "measured?",
)
_AHEAD = ("status", ("planned", "postponed"))

THEME = KindQuestions(
    "programme",
    Bilingual("opgave", "theme"),
    Bilingual("die opgave", "that theme"),
    Bilingual(
        "Aan welke opgaven werken de partners samen, en wie doet aan welke mee?",
        "On which themes do the partners work together, and who takes part in which?",
    ),
    {
        "level": Wanted(
            "Op welk niveau speelt {subject}: {choices}?", "At which level does {subject} belong: {choices}?"
        ),
        "handled": Wanted(
            "Op welk niveau wordt {subject} nu opgepakt: {choices}?",
            "At which level is {subject} handled now: {choices}?",
        ),
        "partners": Wanted("Welke partners doen mee aan {subject}?", "Which partners take part in {subject}?"),
        "needs": Wanted(
            "Welke soorten partijen zijn nodig om {subject} te laten slagen, ook als zij nu niet meedoen: {choices}?",
            "Which kinds of parties does {subject} need to succeed, even if they do not take part now: {choices}?",
        ),
        "statutory": Wanted("Is {subject} een wettelijke taak?", "Is {subject} a statutory task?", "legal"),
        "started": Wanted("Op welke datum is {subject} gestart?", "On which date did {subject} start?"),
        "cost": Wanted(
            "Wat kost {subject} in totaal, in {currency}?",
            "What does {subject} cost in all, in {currency}?",
            "controller",
        ),
        "money_needed": Wanted(
            "Op welke datum moet het geld voor {subject} er zijn?",
            "By which date must the money for {subject} be there?",
            "controller",
        ),
        "local_anchor": Wanted(
            "Heeft {subject} een plek in het lokale beleid van de deelnemers?",
            "Has {subject} a place in the local policy of its participants?",
        ),
        "reason_regional": Wanted(
            "Is vastgelegd waarom {subject} regionaal gebeurt?", "Is it on record why {subject} is done regionally?"
        ),
        "interests_connected": Wanted(
            "Sluiten de lokale en de regionale belangen bij {subject} op elkaar aan?",
            "Do the local and the regional interests in {subject} connect?",
            "governors",
        ),
        "progress_reported": Wanted(
            "Wanneer is voor het laatst gemeld hoe het met {subject} gaat?",
            "When was the progress of {subject} last reported?",
        ),
        "value_quality": _VALUE,
        "value_money": _VALUE,
        "value_efficiency": _VALUE,
        "value_striking_power": _VALUE,
    },
)

GOAL = KindQuestions(
    "programme",
    Bilingual("doel", "goal"),
    Bilingual("dat doel", "that goal"),
    Bilingual(
        "Welke doelen zijn per opgave afgesproken, en wie is eigenaar van elk doel?",
        "Which goals have been agreed per theme, and who owns each?",
    ),
    {
        "agreed": Wanted(
            "Hebben alle deelnemers met {subject} ingestemd?", "Have all participants agreed to {subject}?", "governors"
        ),
        "elaborated": Wanted("Is {subject} uitgewerkt in taken?", "Has {subject} been worked out into tasks?"),
        "owner": Wanted("Wie is eigenaar van {subject}?", "Who owns {subject}?"),
        "measurable": Wanted(
            "Is te meten of {subject} wordt gehaald?", "Can it be measured whether {subject} is reached?"
        ),
        "endorsed_by": Wanted(
            "Welke partners onderschrijven {subject}?", "Which partners endorse {subject}?", "governors"
        ),
        "read_alike": Wanted(
            "Verstaan alle deelnemers hetzelfde onder {subject}?",
            "Do all participants understand {subject} in the same way?",
            "governors",
        ),
    },
    quoted=True,
)

MILESTONE = KindQuestions(
    "programme",
    Bilingual("mijlpaal", "milestone"),
    Bilingual("die mijlpaal", "that milestone"),
    Bilingual(
        "Welke mijlpalen staan gepland, voor welke datum, en welke zijn gehaald?",
        "Which milestones are planned, for which date, and which have been reached?",
    ),
    {
        "planned": Wanted("Voor welke datum staat {subject} gepland?", "For which date is {subject} planned?"),
        "status": Wanted("Hoe staat het met {subject}: {choices}?", "How does {subject} stand: {choices}?"),
        "reached": Wanted(
            "Op welke datum is {subject} gehaald?", "On which date was {subject} reached?", only=("status", ("done",))
        ),
    },
    quoted=True,
)

RESULT = KindQuestions(
    "programme",
    Bilingual("resultaat", "result"),
    Bilingual("dat resultaat", "that result"),
    Bilingual(
        "Wat heeft de samenwerking tot nu toe opgeleverd, wanneer, en is dat met alle partners gedeeld?",
        "What has the cooperation yielded so far, when, and was it shared with all partners?",
    ),
    {
        "date": Wanted("Op welke datum was {subject} er?", "On which date was {subject} there?"),
        "shared": Wanted("Is {subject} met alle partners gedeeld?", "Was {subject} shared with all partners?"),
    },
    quoted=True,
)

INTEREST = KindQuestions(
    "contacts",
    Bilingual("belang", "interest"),
    Bilingual("dat belang", "that interest"),
    Bilingual(
        "Wat staat er voor u op het spel bij elke opgave, hoe zwaar weegt dat, en is het aan tafel uitgesproken?",
        "What do you have at stake in each theme, how much does it weigh, and has it been said at the table?",
    ),
    {
        "position": Wanted("Welk standpunt heeft {partner} over {theme}?", "Where does {partner} stand on {theme}?"),
        "weight": Wanted(
            f"Hoe zwaar weegt {{theme}} voor {{partner}}, {SCALE_NL}?",
            f"How much does {{theme}} weigh for {{partner}}, {SCALE_EN}?",
        ),
        "spoken": Wanted(
            "Heeft {partner} het eigen belang bij {theme} aan tafel uitgesproken?",
            "Has {partner} said its interest in {theme} at the table?",
        ),
        "scope": Wanted(
            "Is het belang van {partner} bij {theme} {choices} met de anderen?",
            "Is the interest of {partner} in {theme} its {choices} with the others?",
        ),
        "meets": Wanted(
            "Welke belangen van anderen versterkt het belang van {partner} bij {theme}?",
            "Which interests of others does the interest of {partner} in {theme} strengthen?",
        ),
        "opposes": Wanted(
            "Met welke belangen van anderen botst het belang van {partner} bij {theme}?",
            "With which interests of others does the interest of {partner} in {theme} collide?",
        ),
        "discussed": Wanted(
            "Is het belang van {partner} bij {theme} met de anderen besproken?",
            "Has the interest of {partner} in {theme} been discussed with the others?",
        ),
    },
)

DECISION = KindQuestions(
    "programme",
    Bilingual("besluit", "decision"),
    Bilingual("dat onderwerp", "that subject"),
    Bilingual(
        "Welke besluiten staan eraan te komen: waarover, door wie, wanneer, en wie moet eerst worden gehoord?",
        "Which decisions are coming up: on what, by whom, when, and who must be heard first?",
    ),
    {
        "body": Wanted("Welk orgaan besluit over {subject}?", "Which body decides on {subject}?", "legal", _AHEAD),
        "date": Wanted(
            "Op welke datum valt het besluit over {subject}?", "On which date is {subject} decided on?", only=_AHEAD
        ),
        "status": Wanted(
            "Hoe staat het met het besluit over {subject}: {choices}?",
            "How does the decision on {subject} stand: {choices}?",
        ),
        "prepared": Wanted("Is het besluit over {subject} voorbereid?", "Has the decision on {subject} been prepared?"),
        "prepared_by": Wanted(
            "Wie bereidt het besluit over {subject} voor?", "Who prepares the decision on {subject}?"
        ),
        "must_hear": Wanted(
            "Welke partners moeten worden gehoord voordat over {subject} wordt besloten?",
            "Which partners must be heard before {subject} is decided on?",
            "legal",
        ),
        "heard": Wanted(
            "Welke partners zijn al gehoord over {subject}?", "Which partners have been heard on {subject}?"
        ),
        "after": Wanted(
            "Op welke andere besluiten wacht het besluit over {subject}?",
            "Which other decisions does the decision on {subject} wait for?",
        ),
        "steps": Wanted(
            "Hoeveel organen moeten na elkaar instemmen met het besluit over {subject}?",
            "How many bodies must agree to the decision on {subject}, one after the other?",
            "legal",
        ),
        "unanimous": Wanted(
            "Is voor het besluit over {subject} de instemming van iedere partner nodig?",
            "Does the decision on {subject} need the consent of every partner?",
            "legal",
        ),
        "gave_way": Wanted(
            "Welke partners gaven toe om tot het besluit over {subject} te komen?",
            "Which partners gave way to reach the decision on {subject}?",
            "governors",
            ("status", ("taken",)),
        ),
        "budget_year": Wanted(
            "Van welk jaar wordt de begroting vastgesteld met het besluit over {subject}?",
            "Of which year does the decision on {subject} adopt the budget?",
        ),
        "sent_to_councils": Wanted(
            "Op welke datum ging het ontwerp voor {subject} naar de raden?",
            "On which date did the draft for {subject} go to the councils?",
            only=_AHEAD,
        ),
    },
    quoted=True,
)

AGREEMENT = KindQuestions(
    "legal",
    Bilingual("afspraak", "agreement"),
    Bilingual("dat onderwerp", "that subject"),
    Bilingual(
        "Welke afspraken zijn er over spelregels, besturing, uittreding, evaluatie, zienswijze en participatie, en "
        "staan ze op papier?",
        "Which agreements are there on rules of the game, governance, exit, evaluation, views and participation, and "
        "are they on paper?",
    ),
    {
        "present": Wanted("Is er een afspraak over {subject}?", "Is there an agreement on {subject}?"),
        "written": Wanted("Staat de afspraak over {subject} op papier?", "Is the agreement on {subject} written down?"),
        "signed": Wanted(
            "Is de afspraak over {subject} door alle partners ondertekend?",
            "Have all partners signed the agreement on {subject}?",
        ),
        "shared": Wanted(
            "Kent en draagt iedere partner de afspraak over {subject}?",
            "Does every partner know and hold the agreement on {subject}?",
            "governors",
        ),
        "agreed_on": Wanted(
            "Op welke datum is de afspraak over {subject} gemaakt?",
            "On which date was the agreement on {subject} made?",
        ),
        "last_used": Wanted(
            "Wanneer is de afspraak over {subject} voor het laatst gebruikt?",
            "When was the agreement on {subject} last used?",
            "programme",
        ),
        "broken": Wanted(
            "Houdt iedereen zich aan de afspraak over {subject}, of is die geschonden?",
            "Does everyone keep to the agreement on {subject}, or has it been broken?",
            "governors",
        ),
        "cost_settled": Wanted(
            "Is bij de afspraak over {subject} geregeld wie de kosten van een vertrek draagt?",
            "Does the agreement on {subject} settle who bears the cost of a departure?",
            only=("kind", ("exit",)),
        ),
        "needs_consent": Wanted(
            "Vraagt de afspraak over {subject} instemming van anderen?",
            "Does the agreement on {subject} need the consent of others?",
        ),
    },
)

PLAN = KindQuestions(
    "contacts",
    Bilingual("plan", "plan"),
    Bilingual("dat plan", "that plan"),
    Bilingual(
        "Welke eigen plannen raken de gezamenlijke opgaven, en zijn ze op de regio afgestemd?",
        "Which plans of your own touch the joint themes, and have they been adapted to the region?",
    ),
    {
        "adapted": Wanted("Is {subject} aangepast aan de regio?", "Has {subject} been adapted to the region?"),
        "conflicts": Wanted(
            "Botst {subject} met het regionale plan?", "Does {subject} conflict with the regional plan?"
        ),
        "waiting_since": Wanted(
            "Sinds wanneer wacht {subject} op de regio?", "Since when has {subject} been waiting for the region?"
        ),
    },
    quoted=True,
)
