"""Questions about who takes part, and how they stand to each other."""

from __future__ import annotations

from regiokompas.model.questions.base import SCALE_EN, SCALE_NL, KindQuestions, Wanted
from regiokompas.texts import Bilingual

__all__ = ["PARTNER", "PARTNERSHIP", "PERSON", "RELATION", "ROLE", "STATEMENT"]

_OF_PARTNERS = ("from_", ("partner:",))

PARTNERSHIP = KindQuestions(
    "programme",
    Bilingual("samenwerkingsverband", "partnership"),
    Bilingual("dat samenwerkingsverband", "that partnership"),
    Bilingual("Om welk samenwerkingsverband gaat het?", "Which partnership is it about?"),
    {
        "purpose": Wanted("Waartoe dient de samenwerking?", "What is the cooperation for?"),
        "profile": Wanted("Wat voor samenwerking is dit?", "What kind of cooperation is this?"),
        "legal_form": Wanted(
            "Welke rechtsvorm heeft de samenwerking: {choices}?",
            "Which legal form does the cooperation have: {choices}?",
            "legal",
        ),
        "starts": Wanted(
            "Op welke datum is de samenwerking begonnen?", "On which date did the cooperation start?", "legal"
        ),
        "ends": Wanted("Op welke datum eindigt de samenwerking?", "On which date does the cooperation end?", "legal"),
        "powers": Wanted(
            "Hoe zijn bevoegdheden overgedragen aan de samenwerking: attributie, delegatie of mandaat?",
            "How were powers transferred to the cooperation: by attribution, delegation or mandate?",
            "legal",
        ),
        "policy_fields": Wanted(
            "Op welke beleidsterreinen werkt de samenwerking?", "In which policy fields does the cooperation work?"
        ),
        "overview": Wanted(
            "Heeft iemand een compleet overzicht van alles wat er in de samenwerking speelt?",
            "Does anyone have a complete overview of all that goes on in the cooperation?",
        ),
        "shares_known": Wanted(
            "Weet elke partner welk aandeel hij in de kosten van de samenwerking draagt?",
            "Does every partner know its share of the costs of the cooperation?",
            "controller",
        ),
        "early_result_due": Wanted(
            "Op welke datum moet de samenwerking een eerste zichtbaar resultaat laten zien?",
            "By which date is the cooperation to show a first visible result?",
        ),
        "dialogue_per_year": Wanted(
            "Hoe vaak per jaar spreken de partners van de samenwerking met elkaar over de inhoud?",
            "How many times a year do the partners of the cooperation talk about the content?",
        ),
        "register_id": Wanted(
            "Onder welk nummer staat de samenwerking in het register?",
            "Under which number is the cooperation in the register?",
            "legal",
        ),
    },
)

PARTNER = KindQuestions(
    "governors",
    Bilingual("partner", "partner"),
    Bilingual("die partner", "that partner"),
    Bilingual("Welke organisaties doen mee?", "Which organisations take part?"),
    {
        "kind": Wanted(
            "Wat voor organisatie is {subject}: {choices}?",
            "What kind of organisation is {subject}: {choices}?",
            "programme",
        ),
        "population": Wanted(
            "Hoeveel inwoners heeft {subject}?",
            "How many inhabitants does {subject} have?",
            "programme",
            ("kind", ("municipality",)),
        ),
        "budget": Wanted(
            "Hoeveel {currency} heeft {subject} per jaar begroot voor de gezamenlijke opgaven?",
            "How many {currency} a year has {subject} budgeted for the joint themes?",
            "controller",
        ),
        "province": Wanted("In welke provincie ligt {subject}?", "In which province is {subject}?", "programme"),
        "decisiveness": Wanted(
            f"Hoeveel daadkracht toont {{subject}}, {SCALE_NL}?",
            f"How decisive is {{subject}}, {SCALE_EN}?",
            "contacts",
        ),
        "control_stance": Wanted(
            "Hoe staat {subject} tegenover het afstaan van zeggenschap: {choices}?",
            "How does {subject} feel about giving up control: {choices}?",
        ),
        "local_priority": Wanted(
            f"Hoe sterk laat {{subject}} het eigen belang voorgaan, {SCALE_NL}?",
            f"How much does {{subject}} put its own interest first, {SCALE_EN}?",
        ),
        "involvement": Wanted(
            f"Hoe betrokken is {{subject}} bij de samenwerking, {SCALE_NL}?",
            f"How involved is {{subject}} in the cooperation, {SCALE_EN}?",
        ),
        "considers_leaving": Wanted(
            "Overweegt {subject} om uit de samenwerking te stappen?",
            "Is {subject} thinking about leaving the cooperation?",
        ),
        "doubts_use": Wanted(
            "Twijfelt {subject} aan nut en noodzaak van de samenwerking?",
            "Does {subject} doubt whether the cooperation is useful and needed?",
        ),
        "can_do_alone": Wanted(
            "Zou {subject} de opgaven van de samenwerking ook zonder de anderen aankunnen?",
            "Could {subject} manage the themes of the cooperation without the others?",
        ),
        "votes": Wanted(
            "Hoeveel stemmen heeft {subject} in het bestuur?",
            "How many votes does {subject} have in the board?",
            "legal",
        ),
        "cost_share": Wanted(
            "Welk deel van de kosten draagt {subject}, in procenten?",
            "What part of the costs does {subject} bear, in per cent?",
            "controller",
        ),
        "joined": Wanted("Op welke datum is {subject} toegetreden?", "On which date did {subject} join?", "legal"),
        "bodies": Wanted(
            "Welke bestuursorganen van {subject} doen mee?", "Which organs of {subject} take part?", "legal"
        ),
        "strengths": Wanted(
            "Waar is {subject} goed in, wat de anderen kunnen gebruiken?",
            "What is {subject} good at that the others can use?",
            "contacts",
        ),
        "helped": Wanted(
            "Welke partners heeft {subject} het afgelopen jaar geholpen zonder er iets voor terug te vragen?",
            "Which partners has {subject} helped in the past year without asking for anything in return?",
            "contacts",
        ),
        "abolished": Wanted(
            "Is {subject} opgeheven of wordt {subject} dat, en zo ja op welke datum?",
            "Has {subject} been abolished or will it be, and if so on which date?",
            "legal",
        ),
        "identifier": Wanted("Welke code heeft {subject} in het register?", "What is the code of {subject}?", "legal"),
    },
)

PERSON = KindQuestions(
    "programme",
    Bilingual("functie", "function"),
    Bilingual("deze persoon", "this person"),
    Bilingual(
        "Wie houden de samenwerking draaiende: welke functie, bij wie in dienst, wie vervangt hen, en tot wanneer "
        "blijven zij?",
        "Who keeps the cooperation going: which function, employed by whom, who stands in for them and until when do "
        "they stay?",
    ),
    {
        "name": Wanted("Hoe heet {subject}?", "What is the name of {subject}?"),
        "employer": Wanted("Bij welke partner werkt {subject}?", "Which partner does {subject} work for?"),
        "governor": Wanted("Is {subject} bestuurder?", "Is {subject} a governor?"),
        "hours": Wanted(
            "Hoeveel uur per week werkt {subject} voor de samenwerking?",
            "How many hours a week does {subject} work for the cooperation?",
        ),
        "deputies": Wanted("Wie vervangt {subject} bij uitval?", "Who stands in for {subject} in case of absence?"),
        "term_ends": Wanted("Tot welke datum blijft {subject} in functie?", "Until which date does {subject} stay?"),
        "handover": Wanted(
            "Is geregeld hoe {subject} het werk overdraagt bij vertrek?",
            "Is it arranged how {subject} hands over the work when leaving?",
        ),
        "only_knows": Wanted(
            "Wat weet alleen {subject}, en niemand anders?", "What does only {subject} know, and nobody else?"
        ),
        "local_priority": Wanted(
            f"Hoe sterk laat {{subject}} de eigen gemeente voorgaan, {SCALE_NL}?",
            f"How much does {{subject}} put the own municipality first, {SCALE_EN}?",
            "governors",
        ),
        "control_stance": Wanted(
            "Hoe staat {subject} tegenover het afstaan van zeggenschap: {choices}?",
            "How does {subject} feel about giving up control: {choices}?",
            "contacts",
        ),
    },
)

ROLE = KindQuestions(
    "programme",
    Bilingual("rol", "role"),
    Bilingual("die rol", "that role"),
    Bilingual(
        "Wie is per opgave opdrachtgever, opdrachtnemer, regisseur en trekker?",
        "Who is client, contractor, director and initiator of each theme?",
    ),
    {},
)

RELATION = KindQuestions(
    "contacts",
    Bilingual("paar", "pair"),
    Bilingual("dat paar", "that pair"),
    Bilingual(
        "Met wie heeft u contact, hoe vaak, en hoeveel vertrouwen heeft u in elke andere partner, van 1 tot 5?",
        "With whom are you in contact, how often, and how much do you trust each other partner, from 1 to 5?",
    ),
    {
        "kind": Wanted(
            "Welke band heeft {from} met {to}: {choices}?", "What kind of tie does {from} have with {to}: {choices}?"
        ),
        "frequency": Wanted(
            "Hoe vaak heeft {from} contact met {to}: {choices}?",
            "How often is {from} in contact with {to}: {choices}?",
        ),
        "trust": Wanted(
            f"Hoeveel vertrouwen heeft {{from}} in {{to}}, {SCALE_NL}?",
            f"How much does {{from}} trust {{to}}, {SCALE_EN}?",
            only=_OF_PARTNERS,
            instead=(2, ("trust_reliable", "trust_open", "trust_same_purpose")),
        ),
        "trust_reliable": Wanted(
            f"Hoe betrouwbaar vindt {{from}} {{to}}, {SCALE_NL}?",
            f"How reliable does {{from}} find {{to}}, {SCALE_EN}?",
            only=_OF_PARTNERS,
        ),
        "trust_open": Wanted(
            f"Hoe open vindt {{from}} {{to}}, {SCALE_NL}?",
            f"How open does {{from}} find {{to}}, {SCALE_EN}?",
            only=_OF_PARTNERS,
        ),
        "trust_same_purpose": Wanted(
            f"Hoezeer streeft {{to}} volgens {{from}} hetzelfde doel na, {SCALE_NL}?",
            f"How far does {{to}} pursue the same purpose, in the eyes of {{from}}, {SCALE_EN}?",
            only=_OF_PARTNERS,
        ),
        "trust_falls": Wanted(
            "Neemt het vertrouwen van {from} in {to} af?",
            "Is the trust of {from} in {to} falling?",
            only=_OF_PARTNERS,
        ),
        "value": Wanted(
            f"Hoe waardevol is {{to}} voor {{from}}, {SCALE_NL}?",
            f"How valuable is {{to}} to {{from}}, {SCALE_EN}?",
        ),
        "value_influence": Wanted(
            f"Hoeveel invloed brengt {{to}} mee, volgens {{from}}, {SCALE_NL}?",
            f"How much influence does {{to}} bring, in the eyes of {{from}}, {SCALE_EN}?",
        ),
        "value_resources": Wanted(
            f"Hoeveel middelen brengt {{to}} mee, volgens {{from}}, {SCALE_NL}?",
            f"How many resources does {{to}} bring, in the eyes of {{from}}, {SCALE_EN}?",
        ),
        "value_involvement": Wanted(
            f"Hoe betrokken is {{to}}, volgens {{from}}, {SCALE_NL}?",
            f"How involved is {{to}}, in the eyes of {{from}}, {SCALE_EN}?",
        ),
        "answers": Wanted(
            "Hoeveel mensen van {from} gaven hun oordeel over {to}?",
            "How many people of {from} gave their judgement of {to}?",
            only=_OF_PARTNERS,
        ),
        "divided": Wanted(
            "Denken de mensen van {from} onderling heel verschillend over {to}?",
            "Do the people of {from} think very differently from each other about {to}?",
            only=_OF_PARTNERS,
        ),
        "spread": Wanted(
            "Hoeveel stappen, van 0 tot 4, beslaat de middelste helft van de scores van {from} voor {to}?",
            "How many steps, from 0 to 4, does the middle half of the scores of {from} for {to} span?",
            only=_OF_PARTNERS,
        ),
    },
)

STATEMENT = KindQuestions(
    "contacts",
    Bilingual("stelling", "statement"),
    Bilingual("die stelling", "that statement"),
    Bilingual(
        "Hoe scoort u de samenwerking, van 1 tot 5, op lef, openheid, enthousiasme, geven en nemen, vernieuwing, "
        "wendbaarheid, klantgerichtheid en van buiten naar binnen denken?",
        "How do you score the cooperation, from 1 to 5, on courage, openness, enthusiasm, give and take, innovation, "
        "flexibility, client focus and thinking from the outside in?",
    ),
    {
        "score": Wanted(
            f"Hoe scoort {{partner}} de samenwerking op {{trait}}, {SCALE_NL}?",
            f"How does {{partner}} score the cooperation on {{trait}}, {SCALE_EN}?",
        ),
        "answers": Wanted(
            "Hoeveel mensen van {partner} gaven een score voor {trait}?",
            "How many people of {partner} gave a score for {trait}?",
        ),
        "divided": Wanted(
            "Denken de mensen van {partner} onderling heel verschillend over {trait}?",
            "Do the people of {partner} think very differently from each other about {trait}?",
        ),
        "spread": Wanted(
            "Hoeveel stappen, van 0 tot 4, beslaat de middelste helft van de scores van {partner} voor {trait}?",
            "How many steps, from 0 to 4, does the middle half of the scores of {partner} for {trait} span?",
        ),
    },
)
