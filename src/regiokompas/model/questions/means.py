"""Questions about what partners bring and get, and the funds that wait for each other."""

from __future__ import annotations

from regiokompas.model.questions.base import KindQuestions, Wanted
from regiokompas.texts import Bilingual

__all__ = ["BENEFIT", "CONTRIBUTION", "FUND"]

CONTRIBUTION = KindQuestions(
    "contacts",
    Bilingual("bijdrage", "contribution"),
    Bilingual("die bijdrage", "that contribution"),
    Bilingual(
        "Wat brengt u in: geld, mensen, kennis, netwerk of voorzieningen, en hoeveel?",
        "What do you bring: money, staff, knowledge, network or facilities, and how much?",
    ),
    {
        "amount": Wanted(
            "Hoeveel {currency} legt {partner} in voor {concerns}?",
            "How many {currency} does {partner} put in for {concerns}?",
            "controller",
            ("kind", ("money",)),
        ),
        "hours_promised": Wanted(
            "Hoeveel uur heeft {partner} toegezegd voor {concerns}?",
            "How many hours has {partner} promised for {concerns}?",
            only=("kind", ("staff",)),
        ),
        "hours_delivered": Wanted(
            "Hoeveel uur heeft {partner} geleverd voor {concerns}?",
            "How many hours has {partner} delivered for {concerns}?",
            only=("kind", ("staff",)),
        ),
    },
)

BENEFIT = KindQuestions(
    "contacts",
    Bilingual("opbrengst", "benefit"),
    Bilingual("die opbrengst", "that benefit"),
    Bilingual(
        "Wat haalt u uit de samenwerking: geld, mensen, kennis, netwerk of voorzieningen, en waaruit blijkt dat?",
        "What do you get out of the cooperation: money, staff, knowledge, network or facilities, and what shows it?",
    ),
    {
        "amount": Wanted(
            "Hoeveel {currency} krijgt {partner} uit {concerns}?",
            "How many {currency} does {partner} get from {concerns}?",
            "controller",
            ("kind", ("money",)),
        ),
        "evidenced": Wanted(
            "Is aangetoond wat {partner} aan {concerns} heeft?",
            "Has it been shown what {partner} gets from {concerns}?",
        ),
    },
)

FUND = KindQuestions(
    "controller",
    Bilingual("potje", "fund"),
    Bilingual("dat potje", "that fund"),
    Bilingual(
        "Welke potjes zijn er, van wie, hoe groot, en waar wacht elk potje op?",
        "Which funds are there, whose, how large, and what does each wait for?",
    ),
    {
        "amount": Wanted("Hoe groot is {subject}, in {currency}?", "How large is {subject}, in {currency}?"),
        "purpose": Wanted("Waarvoor is {subject} bestemd?", "What is {subject} meant for?"),
        "status": Wanted("Hoe staat het met {subject}: {choices}?", "How does {subject} stand: {choices}?"),
        "condition": Wanted(
            "Op welke andere potjes, of op hoeveel geld van anderen, wacht {subject}?",
            "Which other funds, or how much money of others, does {subject} wait for?",
            only=("status", ("conditional",)),
        ),
        "decision_date": Wanted(
            "Op welke datum valt het besluit over {subject}?",
            "On which date is {subject} decided on?",
            only=("status", ("conditional", "open", "refused")),
        ),
        "decision_body": Wanted("Wie besluit over {subject}?", "Who decides on {subject}?", "legal"),
        "earmarked": Wanted("Is {subject} geoormerkt?", "Is {subject} earmarked?"),
    },
)
