"""Questions as a person reads them: what is asked together, in which words, and what hangs on the answer."""

import pytest

from regiokompas.explain import Question, Wording
from regiokompas.explain.missing import Missing
from regiokompas.explain.questions import Judgement, questions
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read
from regiokompas.texts import LANGUAGES

TEXT = """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners:
  - {key: partner:a, name: Aa}
  - {key: partner:b, name: Bee}
themes: [{key: theme:t, name: Te}, {key: theme:u, name: Uu}]
milestones: [{key: milestone:m, theme: theme:t, name: Eerste}]
persons:
PERSONS
relations: [{from: partner:a, to: partner:b}, {from: partner:b, to: partner:a}]
statements: [{trait: courage, partner: partner:a}]
funds: [{key: fund:f, name: Ef, owner: partner:a, theme: theme:t}]
roles: []
incomplete: [roles]
"""
PERSONS = "\n".join(f"  - {{key: person:{n}, function: F{n}}}" for n in range(1, 10))
REGION = read(read_yaml(TEXT.replace("PERSONS", PERSONS), "region.yaml"))
IN_FRANCS = read(
    read_yaml(TEXT.replace("PERSONS", PERSONS).replace("2026-11-23}", "2026-11-23, currency: CHF}"), "region.yaml")
)
ONE = frozenset({Judgement("some-rule", "high", "partner:a")})


def ask(*items: Missing, region: object = REGION) -> tuple[Question, Question]:
    """Return one question in Dutch and in English."""
    asked = [questions(dict.fromkeys(items, ONE), Wording(region, vocabulary(), language)) for language in LANGUAGES]  # type: ignore[arg-type]
    (nl,), (en,) = asked
    return nl, en


def texts(*items: Missing, region: object = REGION) -> tuple[str, str]:
    nl, en = ask(*items, region=region)
    return nl.text, en.text


@pytest.mark.parametrize(
    ("items", "nl", "en"),
    [
        (
            [Missing("partner", "partner:a", "votes")],
            "Hoeveel stemmen heeft Aa in het bestuur?",
            "How many votes does Aa have in the board?",
        ),
        (
            [Missing("partner", "partner:b", "votes"), Missing("partner", "partner:a", "votes")],
            "Per partner (Aa en Bee): hoeveel stemmen heeft die partner in het bestuur?",
            "For each partner (Aa and Bee): how many votes does that partner have in the board?",
        ),
        (
            [Missing("milestone", "milestone:m", "planned")],
            "Voor welke datum staat ‘Eerste’ gepland?",
            "For which date is ‘Eerste’ planned?",
        ),
        (
            [Missing("milestone", "milestone:m", "status")],
            "Hoe staat het met ‘Eerste’: open of gereed?",
            "How does ‘Eerste’ stand: open or done?",
        ),
        (
            [Missing("relation", "relation:partner:a>partner:b", "frequency")],
            "Hoe vaak heeft Aa contact met Bee: nooit, jaarlijks, elk kwartaal, maandelijks, wekelijks of dagelijks?",
            "How often is Aa in contact with Bee: never, yearly, quarterly, monthly, weekly or daily?",
        ),
        ([Missing("theme", "theme:t", "cost")], "Wat kost Te in totaal, in euro?", "What does Te cost in all, in euros?"),
        (
            [Missing("theme", "theme:t", "cost"), Missing("theme", "theme:u", "cost")],
            "Per opgave (Te en Uu): wat kost die opgave in totaal, in euro?",
            "For each theme (Te and Uu): what does that theme cost in all, in euros?",
        ),
        (
            [Missing("relation", "relation:partner:a>partner:b", "trust"), Missing("relation", "relation:partner:b>partner:a", "trust")],
            "Per paar (Aa – Bee en Bee – Aa): hoeveel vertrouwen heeft de eerste in de tweede, van 1 (heel weinig) tot 5 (heel veel)?",
            "For each pair (Aa – Bee and Bee – Aa): how much does the first trust the second, from 1 (very little) to 5 (very much)?",
        ),
        (
            [Missing("statement", "statement:courage>partner:a", "score")],
            "Hoe scoort Aa de samenwerking op lef, van 1 (heel weinig) tot 5 (heel veel)?",
            "How does Aa score the cooperation on courage, from 1 (very little) to 5 (very much)?",
        ),
        (
            [Missing("fund", "fund:f", "condition")],
            "Op welke andere potjes, of op hoeveel geld van anderen, wacht Ef?",
            "Which other funds, or how much money of others, does Ef wait for?",
        ),
        ([Missing("plan", "plans", "")], "Welke eigen plannen raken de gezamenlijke opgaven, en zijn ze op de regio afgestemd?", "Which plans of your own touch the joint themes, and have they been adapted to the region?"),
        ([Missing("role", "roles", "")], "Naast wat al bekend is: wie is per opgave opdrachtgever, opdrachtnemer, regisseur en trekker?", "Beside what is known already: who is client, contractor, director and initiator of each theme?"),
    ],
)  # fmt: skip
def test_a_question_is_put_in_the_words_of_what_it_is_about(items: list[Missing], nl: str, en: str) -> None:
    assert texts(*items) == (nl, en)


def test_amounts_are_asked_for_in_the_currency_of_the_region() -> None:
    cost = Missing("theme", "theme:t", "cost")
    assert [text.rpartition(", ")[2] for text in texts(cost, region=IN_FRANCS)] == ["in CHF?", "in CHF?"]


def hours(*numbers: int) -> list[Missing]:
    return [Missing("person", f"person:{n}", "hours") for n in numbers]


def test_up_to_six_are_named_then_how_many_more_there_are_and_all_if_they_are_all() -> None:
    named = [text.partition("(")[2].partition(")")[0] for n in (6, 7, 8) for text in texts(*hours(*range(1, n + 1)))]
    assert named == [
        "F1, F2, F3, F4, F5 en F6",
        "F1, F2, F3, F4, F5 and F6",
        "F1, F2, F3, F4, F5, F6 en nog 1",
        "F1, F2, F3, F4, F5, F6 and 1 more",
        "F1, F2, F3, F4, F5, F6 en nog 2",
        "F1, F2, F3, F4, F5, F6 and 2 more",
    ]
    assert [text.partition("(")[2].partition(")")[0] for text in texts(*hours(*range(1, 10)))] == ["alle 9", "all 9"]


def test_three_are_all_named_even_if_they_are_all_and_four_are_not() -> None:
    for n, nl, en in ((3, "F1, F2 en F3", "F1, F2 and F3"), (4, "alle 4", "all 4")):
        few = "\n".join(f"  - {{key: person:{k}, function: F{k}}}" for k in range(1, n + 1))
        region = read(read_yaml(TEXT.replace("PERSONS", few), "region.yaml"))
        shown = [text.partition("(")[2].partition(")")[0] for text in texts(*hours(*range(1, n + 1)), region=region)]
        assert shown == [nl, en]


def test_a_question_knows_whom_it_is_for_what_it_is_about_and_what_waits_for_it() -> None:
    worse = frozenset({Judgement("other-rule", "critical", "partner:b"), Judgement("other-rule", "low", "partner:a")})
    waiting = {Missing("partner", "partner:b", "votes"): ONE, Missing("partner", "partner:a", "votes"): ONE | worse}
    (question,) = questions(waiting, Wording(REGION, vocabulary(), "en"))
    assert (question.rank, question.ask, question.kind) == (1, "legal", "partner")
    assert (question.attributes, question.keys) == (("votes",), ("partner:a", "partner:b"))
    assert question.subjects == ("Aa", "Bee")
    assert (question.blocks, question.severity) == (3, "critical")
    assert question.blocks_by_severity == {"critical": 1, "high": 1, "medium": 0, "low": 1}
    assert question.rules == ("other-rule", "some-rule")
    assert question.could_change == "decides 3 judgements by itself: 1 critical, 1 high and 1 low"
    two = frozenset(Judgement("some-rule", "high", subject) for subject in ("a", "b")) | worse
    (dutch,) = questions({Missing("partner", "partner:a", "votes"): two}, Wording(REGION, vocabulary(), "nl"))
    assert dutch.could_change == "beslist 4 oordelen zonder meer: 1 kritiek, 2 hoog en 1 laag"
    (dutch,) = questions({Missing("partner", "partner:a", "votes"): worse}, Wording(REGION, vocabulary(), "nl"))
    assert dutch.could_change == "beslist 2 oordelen zonder meer: 1 kritiek en 1 laag"
    nl, en = ask(Missing("role", "roles", ""))
    assert (nl.could_change, en.could_change) == (
        "beslist 1 oordeel zonder meer: hoog",
        "decides 1 judgement by itself: high",
    )
    assert (en.attributes, en.keys, en.subjects) == ((), ("roles",), ())
    assert en.ask == "programme"


def test_what_waits_for_other_answers_too_or_for_what_cannot_be_asked_is_not_decided_by_one() -> None:
    def judgement(subject: str, severity: str = "high") -> Judgement:
        return Judgement("some-rule", severity, subject)

    votes, other_votes = Missing("partner", "partner:a", "votes"), Missing("partner", "partner:b", "votes")
    alone, both, two, never = judgement("alone"), judgement("both"), judgement("two", "low"), judgement("never")
    waiting = {
        votes: {alone, both, two, never},
        other_votes: {two},  # the same question
        Missing("partner", "partner:a", "population"): {both},
    }
    asked = {
        language: questions(waiting, Wording(REGION, vocabulary(), language), beyond={never}) for language in LANGUAGES
    }
    first, second = asked["en"]
    assert (first.attributes, first.decides, first.blocks) == (("votes",), 2, 4)
    assert first.decides_by_severity == {"critical": 0, "high": 1, "medium": 0, "low": 1}
    assert first.could_change == "decides 2 by itself; needed for 4 judgements: 3 high and 1 low"
    assert (second.attributes, second.decides, second.blocks) == (("population",), 0, 1)
    assert second.could_change == "needed for 1 judgement: high"
    assert [question.could_change for question in asked["nl"]] == [
        "beslist er 2 zonder meer; nodig voor 4 oordelen: 3 hoog en 1 laag",
        "nodig voor 1 oordeel: hoog",
    ]


def test_of_what_as_severe_judgements_wait_for_the_one_that_decides_by_itself_is_asked_first() -> None:
    def judgements(severity: str, *subjects: str) -> frozenset[Judgement]:
        return frozenset(Judgement("some-rule", severity, subject) for subject in subjects)

    waiting = {
        Missing("theme", "theme:t", "started"): judgements("high", "a", "b", "c"),
        Missing("theme", "theme:t", "cost"): judgements("high", "a", "b", "c"),
        Missing("partner", "partner:a", "votes"): judgements("high", "d") | judgements("low", "e"),
        Missing("plan", "plans", ""): judgements("low", *"fghijk"),
    }
    asked = questions(waiting, Wording(REGION, vocabulary(), "en"))
    assert [(q.kind, q.decides, q.blocks) for q in asked] == [
        ("partner", 2, 2),
        ("theme", 0, 3),
        ("theme", 0, 3),
        ("plan", 6, 6),
    ]


def test_what_more_severe_judgements_wait_for_is_asked_first_then_what_more_wait_for_then_by_words() -> None:
    def judgements(severity: str, *subjects: str) -> frozenset[Judgement]:
        return frozenset(Judgement("some-rule", severity, subject) for subject in subjects)

    waiting = {
        Missing("theme", "theme:t", "started"): judgements("low", "a", "b", "c"),
        Missing("partner", "partner:a", "votes"): judgements("high", "a"),
        Missing("partner", "partner:a", "population"): judgements("high", "a", "b"),
        Missing("plan", "plans", ""): judgements("critical", "a"),
        Missing("theme", "theme:u", "cost"): judgements("high", "a"),
    }
    asked = questions(waiting, Wording(REGION, vocabulary(), "en"))
    assert [(q.rank, q.kind, q.attributes) for q in asked] == [
        (1, "plan", ()),
        (2, "partner", ("population",)),
        (3, "partner", ("votes",)),
        (4, "theme", ("cost",)),
        (5, "theme", ("started",)),
    ]
