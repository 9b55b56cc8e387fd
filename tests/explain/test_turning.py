"""What would turn a rule over, said as one wish, in the reader's language."""

import pytest

from engine.strategies import absent, bind, count, rule
from regiokompas.engine.check import Entry, Memory
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain import Wording, nearest
from regiokompas.explain.turning import change
from regiokompas.facts import build_facts, vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, AttributeOf, Condition
from regiokompas.texts import LANGUAGES

REGION = read(
    read_yaml(
        """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners:
  - {key: partner:a, name: Aa, population: 40000, doubts_use: true}
  - {key: partner:b, name: Bee, doubts_use: false}
themes: [{key: theme:t, name: Te, cost: EUR 5000}, {key: theme:u, name: Uu}]
plans:
  - {key: plan:1, partner: partner:a, theme: theme:t, name: One, adapted: false}
  - {key: plan:2, partner: partner:a, theme: theme:u, name: Two}
  - {key: plan:3, partner: partner:a, theme: theme:u, name: Three}
  - {key: plan:4, partner: partner:b, theme: theme:u, name: Four}
  - {key: plan:5, partner: partner:b, theme: theme:u, name: Five}
""",
        "region.yaml",
    )
)
OWN = ("partner", "eq", AttributeOf("partner", "key"))
BIG = bind("partner", "partner", ("population", "gte", 50000))
ANY = bind("partner", "partner")


def said(*conditions: Condition, subject: str = "partner:a", open_kind: str = "") -> tuple[str | None, ...]:
    """Return the wish in both languages."""
    memory = Memory()
    facts: dict[str, Entry] = {fact.key: fact for fact in build_facts(REGION).facts}
    for fact in facts.values():
        memory.add(fact)
    if open_kind:
        memory.add(OpenFact(open_kind))
    compiled = compile_rules([rule("a-rule", All(conditions))], vocabulary()).rules["a-rule"]
    leaves = nearest(compiled, facts[subject], memory).leaves
    return tuple(change(leaves, Wording(REGION, vocabulary(), language)) for language in LANGUAGES)


def test_where_all_holds_there_is_nothing_to_wish() -> None:
    assert said(ANY) == (None, None)


@pytest.mark.parametrize(
    ("conditions", "nl", "en"),
    [
        ((BIG,), "als dit zo was: inwoners ten minste 50.000", "if this were so: population at least 50,000"),
        (
            (ANY, bind("plan", "plan", OWN, ("theme", "eq", "theme:t"), ("adapted", "eq", True))),
            "als dit zo was: lokaal plan – One: aangepast aan de regio: ja",
            "if this were so: local plan – One: adapted to the region: yes",
        ),
        (
            (ANY, bind("person", "person", ("employer", "eq", AttributeOf("partner", "key")))),
            "als er zo een gegeven was",
            "if there were such a fact",
        ),
        (
            (ANY, absent("plan", OWN)),
            "als dit er niet was: One, Two, Three",
            "if this were not there: One, Two, Three",
        ),
        (
            (ANY, absent("plan", OWN, ("theme", "eq", "theme:t"))),
            "als dit er niet was: One",
            "if this were not there: One",
        ),
        (
            (ANY, absent("theme")),
            "als dit er niet was: Te, Uu",
            "if this were not there: Te, Uu",
        ),
        (
            (ANY, absent("plan")),
            "als dit er niet was: One, Two, Three en nog 2",
            "if this were not there: One, Two, Three and 2 more",
        ),
        (
            (ANY, bind("theme", "theme", ("key", "eq", "theme:t"), ("cost", "eq", 1200000))),
            "als dit zo was: opgave – Te: kosten: € 1.200.000",
            "if this were so: theme – Te: cost: EUR 1,200,000",
        ),
        (
            (ANY, count("plan", 5, OWN)),
            "als er ten minste 5 waren (gevonden: 3)",
            "if there were at least 5 (found: 3)",
        ),
        (
            (ANY, count("plan", 5, OWN, distinct="theme")),
            "als er ten minste 5 waren (gevonden: 2)",
            "if there were at least 5 (found: 2)",
        ),
        (
            (BIG, count("plan", 5, OWN)),
            "als dit zo was: inwoners ten minste 50.000; en als er ten minste 5 waren (gevonden: 3)",
            "if this were so: population at least 50,000; and if there were at least 5 (found: 3)",
        ),
    ],
)
def test_every_kind_of_condition_has_its_wish(conditions: tuple[Condition, ...], nl: str, en: str) -> None:
    assert said(*conditions) == (nl, en)


def test_what_is_unknown_is_asked_for_by_name() -> None:
    assert said(BIG, subject="partner:b") == ("als bekend was: inwoners", "if this were known: population")
    assert said(ANY, bind("plan", "plan", OWN, ("theme", "eq", "theme:u"), ("adapted", "eq", True))) == (
        "als bekend was: lokaal plan – Two: aangepast aan de regio",
        "if this were known: local plan – Two: adapted to the region",
    )
