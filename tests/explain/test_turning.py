"""What would turn a rule over, said as one wish, in the reader's language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.strategies import absent, bind, count, rule
from regiokompas.api import diagnose, load
from regiokompas.engine.check import Entry, Memory
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain import Wording, nearest
from regiokompas.explain.turning import change
from regiokompas.facts import Fact, build_facts, vocabulary
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
agreements: [{key: agreement:e, kind: evaluation, present: true}]
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
IDS = {"wanted-rule": "DIR01", "other-rule": "DIR02", "third-rule": "DIR03"}
OWN = ("partner", "eq", AttributeOf("partner", "key"))
BIG = bind("partner", "partner", ("population", "gte", 50000))
ANY = bind("partner", "partner")


def said(
    *conditions: Condition, subject: str = "partner:a", open_kind: str = "", among: Sequence[Entry] = ()
) -> tuple[str | None, ...]:
    """Return the wish in both languages."""
    memory = Memory()
    facts: dict[str, Entry] = {fact.key: fact for fact in build_facts(REGION).facts}
    for fact in (*facts.values(), *among):
        memory.add(fact)
    if open_kind:
        memory.add(OpenFact(open_kind))
    compiled = compile_rules([rule("a-rule", All(conditions))], vocabulary()).rules["a-rule"]
    leaves = nearest(compiled, facts[subject], memory, vocabulary().kinds).leaves
    return tuple(change(leaves, Wording(REGION, vocabulary(), language, IDS)) for language in LANGUAGES)


def test_where_all_holds_there_is_nothing_to_wish() -> None:
    assert said(ANY) == (None, None)


@pytest.mark.parametrize(
    ("conditions", "nl", "en"),
    [
        ((BIG,), "als dit zo was: inwoners: ten minste 50.000", "if this were so: population: at least 50,000"),
        (
            (ANY, bind("plan", "plan", OWN, ("theme", "eq", "theme:t"), ("adapted", "eq", True))),
            "als dit zo was: lokaal plan – One: aangepast aan de regio: ja",
            "if this were so: local plan – One: adapted to the region: yes",
        ),
        (
            (ANY, bind("person", "person", ("employer", "eq", AttributeOf("partner", "key")))),
            "als dit er ook was: persoon (werkgever: Aa)",
            "if this were there too: person (employer: Aa)",
        ),
        (
            (ANY, absent("plan", OWN)),
            "als dit er niet was: lokaal plan: One, Two, Three",
            "if this were not there: local plan: One, Two, Three",
        ),
        (
            (ANY, absent("plan", OWN, ("theme", "eq", "theme:t"))),
            "als dit er niet was: lokaal plan (opgave: Te): One",
            "if this were not there: local plan (theme: Te): One",
        ),
        (
            (ANY, absent("theme")),
            "als dit er niet was: opgave: Te, Uu",
            "if this were not there: theme: Te, Uu",
        ),
        (
            (ANY, absent("plan")),
            "als dit er niet was: lokaal plan: One, Two, Three en nog 2",
            "if this were not there: local plan: One, Two, Three and 2 more",
        ),
        (
            (ANY, bind("theme", "theme", ("key", "eq", "theme:t"), ("cost", "eq", 1200000))),
            "als dit zo was: opgave – Te: kosten: € 1.200.000",
            "if this were so: theme – Te: cost: EUR 1,200,000",
        ),
        (
            (ANY, count("plan", 5, OWN)),
            "als dit er was: ten minste 5× lokaal plan (partner: Aa), gevonden: 3",
            "if this were there: at least 5× local plan (partner: Aa), found: 3",
        ),
        (
            (ANY, count("plan", 5, OWN, distinct="theme")),
            "als dit er was: ten minste 5× lokaal plan (partner: Aa), gevonden: 2, geteld naar opgave",
            "if this were there: at least 5× local plan (partner: Aa), found: 2, counted by theme",
        ),
        (
            (ANY, count("plan", 5, OWN, distinct="adapted")),
            "als dit er was: ten minste 5× lokaal plan (partner: Aa), gevonden: 3, geteld naar aangepast aan de regio",
            "if this were there: at least 5× local plan (partner: Aa), found: 3, counted by adapted to the region",
        ),
        (
            (BIG, count("plan", 5, OWN)),
            "als dit zo was: inwoners: ten minste 50.000; en als dit er was: ten minste 5× lokaal plan (partner: Aa), gevonden: 3",
            "if this were so: population: at least 50,000; and if this were there: at least 5× local plan (partner: Aa), found: 3",
        ),
    ],
)
def test_every_kind_of_condition_has_its_wish(conditions: tuple[Condition, ...], nl: str, en: str) -> None:
    assert said(*conditions) == (nl, en)


ON = Fact("finding", "finding:other-rule:partner:a", {"rule": "other-rule", "id": "DIR02", "subject": "partner:a"})
OF = ("subject", "eq", AttributeOf("partner", "key"))
ONE_OF = ("rule", "in", ("wanted-rule", "third-rule"))


@pytest.mark.parametrize(
    ("conditions", "nl", "en"),
    [
        (
            (ANY, bind("finding", "finding", ("rule", "eq", "wanted-rule"), OF)),
            "als bevinding DIR01 over Aa er ook was",
            "if finding DIR01 about Aa were there too",
        ),
        (
            (BIG, bind("finding", "finding", ONE_OF, OF, ("severity", "eq", "high"))),
            "als dit zo was: inwoners: ten minste 50.000; en als bevinding DIR01 of DIR03 over Aa (ernst: hoog) er ook was",
            "if this were so: population: at least 50,000; and if finding DIR01 or DIR03 about Aa (severity: high) were there too",
        ),
        (
            (ANY, absent("finding", ("rule", "in", ("other-rule", "third-rule")), OF)),
            "als dit er niet was: bevinding: DIR02 – Aa",
            "if this were not there: finding: DIR02 – Aa",
        ),
        (
            (ANY, count("finding", 2, ONE_OF, OF, distinct="rule")),
            "als dit er was: ten minste 2× bevinding DIR01 of DIR03 over Aa, gevonden: 0, geteld naar regel",
            "if this were there: at least 2× finding DIR01 or DIR03 about Aa, found: 0, counted by rule",
        ),
    ],
)
def test_a_finding_is_wished_for_by_its_id_and_never_made_of_another(
    conditions: tuple[Condition, ...], nl: str, en: str
) -> None:
    assert said(*conditions, among=[ON]) == (nl, en)


def test_a_subject_that_would_have_to_be_another_one_is_not_what_the_rule_is_about() -> None:
    exit_rules = bind("agreement", "agreement", ("kind", "eq", "exit"), ("shared", "eq", True))
    nl, en = said(exit_rules, absent("theme"), subject="agreement:e")
    assert nl == "niets: deze regel gaat niet over evaluatie, maar over afspraak (soort: uittreding)"
    assert en == "nothing: this rule is not about evaluation, but about agreement (kind: exit)"
    of_kind = bind("partner", "partner", ("kind", "in", ("municipality", "province")))
    assert said(of_kind, subject="partner:b") == ("als bekend was: soort", "if this were known: kind"), "it may be so"


def test_what_only_may_be_there_does_not_count_as_found() -> None:
    maybe = count("plan", 3, OWN, ("adapted", "eq", True))
    assert said(ANY, maybe) == (
        "als dit er was: ten minste 3× lokaal plan (partner: Aa, aangepast aan de regio), gevonden: 0, misschien nog 2",
        "if this were there: at least 3× local plan (partner: Aa, adapted to the region), found: 0, perhaps 2 more",
    )
    fewer = replace(maybe, at_least=2)
    assert said(ANY, fewer)[0] == (
        "als bekend was of dit er is: ten minste 2× lokaal plan (partner: Aa, aangepast aan de regio), "
        "gevonden: 0, misschien nog 2"
    )
    assert said(ANY, maybe, open_kind="plan") == (
        "als bekend was of dit er is: ten minste 3× lokaal plan (partner: Aa, aangepast aan de regio), "
        "gevonden: 0, misschien meer",
        "if it were known whether this is there: at least 3× local plan (partner: Aa, adapted to the region), "
        "found: 0, perhaps more",
    )


def test_what_nobody_wrote_down_is_asked_for_as_what_it_would_be() -> None:
    plan = bind("plan", "plan", OWN, ("theme", "eq", "theme:t"))
    nl = "als bekend was of dit er is: lokaal plan (partner: Bee, opgave: Te)"
    assert said(ANY, plan, subject="partner:b", open_kind="plan")[0] == nl
    assert said(ANY, absent("person"), open_kind="person")[0] == "als bekend was of dit er is: persoon"
    employed = absent("person", ("employer", "eq", AttributeOf("partner", "key")))
    assert said(ANY, employed, open_kind="person")[0] == "als bekend was of dit er is: persoon (werkgever: Aa)"


def test_what_is_asked_of_one_attribute_is_said_together() -> None:
    gone = bind(
        "partner", "partner", ("abolished", "known", True), ("days_until_abolished", "gte", 0), ("votes", "gt", 1)
    )
    assert said(gone) == (
        "als dit zo was: opgeheven op: bekend en niet voorbij en stemmen: meer dan 1",
        "if this were so: abolished on: known and not past and votes: more than 1",
    )


def test_a_value_that_is_to_be_compared_with_an_unknown_one_is_said_by_its_name() -> None:
    dear = bind("theme", "theme", ("key", "eq", "theme:t"), ("cost", "gt", AttributeOf("partner", "population")))
    assert said(ANY, dear, subject="partner:b")[0] == "als bekend was: opgave – Te: inwoners (Bee)"
    assert said(ANY, dear, absent("plan", OWN), subject="partner:b")[0] == (
        "als dit zo was: opgave – Te: kosten: meer dan inwoners (Bee); en als dit er niet was: lokaal plan: Four, Five"
    )


def test_what_is_unknown_is_asked_for_by_name() -> None:
    assert said(BIG, subject="partner:b") == ("als bekend was: inwoners", "if this were known: population")
    assert said(ANY, bind("plan", "plan", OWN, ("theme", "eq", "theme:u"), ("adapted", "eq", True))) == (
        "als bekend was: lokaal plan – Two: aangepast aan de regio",
        "if this were known: local plan – Two: adapted to the region",
    )


def test_in_the_example_every_no_says_what_would_turn_it_over_without_english_names_of_rules() -> None:
    diagnosis = diagnose(load(Path(__file__).parents[2] / "examples" / "rivierland.yaml"), language="nl")
    names = {rule.name for rule in diagnosis.judge.rules}
    found = [explanation for name in sorted(names) for explanation in diagnosis.why_not(name)]
    assert len(found) > 900
    for explanation in found:
        assert explanation.change
        assert explanation.deciding
        assert not names & set(re.findall(r"[a-z-]+", f"{explanation.deciding} {explanation.change}"))
