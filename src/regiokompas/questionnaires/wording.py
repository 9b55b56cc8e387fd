"""The words of the questionnaire."""

from __future__ import annotations

from regiokompas.texts import Language

__all__ = ["INDICATORS", "STATEMENTS", "WORDS"]

#: Trait of a statement: its text per language.
STATEMENTS: dict[str, dict[Language, str]] = {
    "courage": {"nl": "Wij durven moeilijke onderwerpen te bespreken.", "en": "We dare to discuss difficult subjects."},
    "enthusiasm": {"nl": "Wij werken met plezier samen.", "en": "We enjoy working together."},
    "openness": {"nl": "Wij delen op tijd wat we weten.", "en": "We share in time what we know."},
    "outside_in": {"nl": "Wij luisteren naar mensen van buiten.", "en": "We listen to people from outside."},
    "give_and_take": {"nl": "Wij gunen elkaar iets.", "en": "We give as well as take."},
    "innovation": {"nl": "Wij proberen nieuwe werkwijzen uit.", "en": "We try out new ways of working."},
    "flexibility": {"nl": "Wij passen afspraken aan als dat nodig is.", "en": "We adapt agreements when needed."},
    "client_focus": {"nl": "Wij denken vanuit de inwoner.", "en": "We think from the resident's side."},
}

#: Attribute of a relation: its question per language, about ``{partner}``.
INDICATORS: dict[str, dict[Language, str]] = {
    "trust_reliable": {"nl": "{partner} doet wat is afgesproken.", "en": "{partner} does what was agreed."},
    "trust_open": {"nl": "{partner} is open tegen ons.", "en": "{partner} is open with us."},
    "trust_same_purpose": {
        "nl": "{partner} heeft hetzelfde doel als wij.",
        "en": "{partner} shares our purpose.",
    },
    "value_influence": {"nl": "{partner} brengt invloed in.", "en": "{partner} brings influence."},
    "value_resources": {"nl": "{partner} brengt middelen in.", "en": "{partner} brings resources."},
    "value_involvement": {"nl": "{partner} is betrokken.", "en": "{partner} is involved."},
}

WORDS: dict[str, dict[Language, str]] = {
    "sheet": {"nl": "Vragenlijst", "en": "Questionnaire"},
    "title": {"nl": "Hoe werken wij samen?", "en": "How do we work together?"},
    "partner": {"nl": "Voor welke partner werkt u?", "en": "Which partner do you work for?"},
    "question": {"nl": "Stelling", "en": "Statement"},
    "answer": {"nl": "Antwoord (1–5)", "en": "Answer (1–5)"},
    "purpose": {
        "nl": "Geef per stelling 1 (helemaal oneens) tot 5 (helemaal eens). Weet u het niet: laat leeg. "
        "Sla de regels over die over uw eigen organisatie gaan.",
        "en": "Give each statement 1 (disagree fully) to 5 (agree fully). Leave empty what you do not know. "
        "Skip the lines about your own organisation.",
    },
    "privacy": {
        "nl": "Wij vragen geen naam. Een uitkomst verschijnt per partner, en pas vanaf het minimum aan antwoorden "
        "(standaard 3).",
        "en": "No name is asked. An outcome is shown per partner, and only from the least number of answers (3 unless "
        "agreed otherwise).",
    },
}
