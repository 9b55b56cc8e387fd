"""Wording: what a reader sees of a key, a value, a test and a condition, in both languages."""

from dataclasses import replace

import pytest

from engine.strategies import absent, bind, count, rule
from regiokompas.engine.check import Entry, LeafResult, Match, Memory, check
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain import Wording
from regiokompas.facts import Fact, build_facts, vocabulary
from regiokompas.facts.schema import Attribute, AttributeType, Value
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.model import read
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Condition, Parameter
from regiokompas.texts import LANGUAGES, Bilingual

REGION = read(
    read_yaml(
        """\
partnership: {key: partnership:p, name: {nl: Streek, en: Area}, date: 2026-11-23, currency: EUR}
partners:
  - {key: partner:a, name: Aa, population: 40000, kind: municipality, joined: 2020-01-02, helped: [partner:b]}
  - {key: partner:b, name: Bee}
themes:
  - {key: theme:t, name: {nl: wonen, en: housing}, cost: EUR 5000, needs: [municipality, province]}
  - {key: theme:u, name: {nl: zorg, en: care}}
interests:
  - {key: interest:a, partner: partner:a, theme: theme:t}
  - {key: interest:b, partner: partner:b, theme: theme:t}
  - {key: interest:c, partner: partner:b, theme: theme:t}
  - {key: interest:d, partner: partner:b, theme: theme:u}
""",
        "region.yaml",
    )
)
IDS = {"other": "SCA01", "third": "FIN01"}
DUTCH, ENGLISH = (Wording(REGION, vocabulary(), language, IDS) for language in LANGUAGES)
FACTS = {fact.key: fact for fact in build_facts(REGION).facts}


def both(say: str, *arguments: object) -> tuple[str, str]:
    """Return what a method says in Dutch and in English, by wordings that have said nothing before."""
    dutch, english = (Wording(REGION, vocabulary(), language, IDS) for language in LANGUAGES)
    return getattr(dutch, say)(*arguments), getattr(english, say)(*arguments)


def match(subject: str, *conditions: Condition, among: tuple[Entry, ...] = ()) -> Match:
    """Decide conditions, of which the first is about a fact and the others look at all."""
    memory = Memory()
    for entry in (*FACTS.values(), *among):
        memory.add(entry)
    (branch,) = compile_rules([rule("a-rule", All(conditions))], vocabulary()).rules["a-rule"].branches
    entries = {entry.key: entry for entry in (*FACTS.values(), *among)}
    found = check(branch, [entries[key] for key in subject.split()], memory)
    assert found is not None
    return found


def leaf(subject: str, *conditions: Condition, among: tuple[Entry, ...] = ()) -> LeafResult:
    return match(subject, *conditions, among=among).leaves[-1]


def test_a_key_is_said_as_what_it_names_and_a_row_as_what_it_is_about() -> None:
    assert both("name", "partnership:p") == ("Streek", "Area")
    assert both("name", "exchange:partner:a") == ("Aa", "Aa")
    assert both("name", "trust_pair:partner:a+theme:t>partner:b") == ("Aa, wonen en Bee", "Aa, housing and Bee")
    assert both("name", "elsewhere:x") == ("elsewhere:x", "elsewhere:x")
    assert both("name", "partner:nobody") == ("nobody", "nobody")


@pytest.mark.parametrize(
    ("type_", "value", "nl", "en"),
    [
        (AttributeType.COUNT, None, "onbekend", "unknown"),
        (AttributeType.FLAG, True, "ja", "yes"),
        (AttributeType.FLAG, False, "nee", "no"),
        (AttributeType.SHARE, 12.5, "1.250%", "1,250%"),
        (AttributeType.MONEY, 1250000, "€ 1.250.000", "EUR 1,250,000"),
        (AttributeType.NUMBER, 2.0, "2", "2"),
        (AttributeType.NUMBER, 2.25, "2,2", "2.2"),
        (AttributeType.COUNT, 1234, "1.234", "1,234"),
        (AttributeType.SCORE, 3.5, "3,5", "3.5"),
        (AttributeType.DAYS, -1200, "-1.200", "-1,200"),
        (AttributeType.KEY, "theme:t", "wonen", "housing"),
        (AttributeType.DATE, "2026-12-01", "1 december 2026", "1 December 2026"),
        (AttributeType.WORD, "municipality", "gemeente", "municipality"),
        (AttributeType.WORD, "other", "anders", "other"),
        (AttributeType.TEXT, "As it stands", "As it stands", "As it stands"),
        (AttributeType.KEYS, ("partner:a", "theme:t"), "Aa en wonen", "Aa and housing"),
        (AttributeType.WORDS, ("province", "municipality"), "provincie en gemeente", "province and municipality"),
        (AttributeType.WORDS, (), "geen", "none"),
    ],
)
def test_a_value_is_said_as_its_type_asks(type_: AttributeType, value: Value | None, nl: str, en: str) -> None:
    assert both("value", Attribute("x", type_), value) == (nl, en)


def test_a_rule_is_said_by_its_id_where_that_is_known() -> None:
    assert both("value", Attribute("rule", AttributeType.WORD), "third") == ("FIN01", "FIN01")
    assert both("value", Attribute("rule", AttributeType.WORD), "fourth") == ("fourth", "fourth")


def test_amounts_are_said_in_the_currency_of_the_region() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", "currency": "CHF"}
    francs = Wording(read(Document({"partnership": about}, "<test>")), vocabulary(), "nl")
    assert francs.value(Attribute("x", AttributeType.MONEY), 1200) == "CHF 1.200"


def test_days_until_something_are_said_from_today() -> None:
    until = Attribute("days_until_x", AttributeType.DAYS)
    assert both("value", until, -1200) == ("1.200 dagen geleden", "1,200 days ago")
    assert both("value", until, -1) == ("1 dag geleden", "1 day ago")
    assert both("value", until, 0) == ("vandaag", "today")
    assert both("value", until, 0.5) == ("over 0,5 dagen", "in 0.5 days")
    assert both("value", until, 1) == ("over 1 dag", "in 1 day")
    assert both("value", until, 12) == ("over 12 dagen", "in 12 days")


def test_a_text_of_an_entity_is_said_in_the_language_of_the_reader_and_a_key_as_what_it_is_the_key_of() -> None:
    theme = FACTS["theme:t"]
    assert both("fact_value", theme, "name") == ("wonen", "housing")
    assert both("fact_value", theme, "cost") == ("€ 5.000", "EUR 5,000")
    assert both("fact_value", theme, "key") == ("wonen", "housing")
    assert both("fact_value", Fact("theme", "theme:gone", {"name": "Gone"}), "name") == ("Gone", "Gone")
    key = Attribute("key", AttributeType.KEY, always=True, label=Bilingual("opgave", "theme"))
    assert ENGLISH.attribute("theme", "key") == key
    assert ENGLISH.attribute("theme", "cost").type is AttributeType.MONEY


def test_a_fact_is_named_by_what_it_is_about() -> None:
    assert both("subject", FACTS["theme:t"]) == ("wonen", "housing")
    assert both("subject", OpenFact("theme")) == ("opgave", "theme")
    assert both("subject", Fact("exchange", "exchange:partner:b", {"partner": "partner:b"})) == ("Bee", "Bee")
    pair = Fact("trust_pair", "x", {"pair": ("partner:a", "partner:b")})
    assert both("subject", pair) == ("Aa en Bee", "Aa and Bee")
    for keys, nl, en in (
        (("interest:a", "interest:b"), "Aa en Bee bij wonen", "Aa and Bee in housing"),
        (("interest:b", "interest:c"), "Bee bij wonen", "Bee in housing"),
        (("interest:a", "interest:d"), "Aa bij wonen en Bee bij zorg", "Aa in housing and Bee in care"),
        (("interest:a", "partner:b"), "Aa bij wonen en Bee", "Aa in housing and Bee"),
    ):
        assert both("subject", Fact("trust_pair", "x", {"pair": keys})) == (nl, en)
    row = Fact("trait_score", "x", {"trait": "municipality"})
    assert both("subject", row) == ("gemeente", "municipality"), "a word and no key"


def test_a_sentence_is_filled_with_what_matched_and_begins_with_a_capital() -> None:
    big = replace(
        rule("r", All((bind("theme", "theme"),))),
        parameters={
            "share": Parameter("share", 0.5, "share", None, None, Bilingual("", "")),
            "sum": Parameter("sum", 2000, "EUR", None, None, Bilingual("", "")),
            "wait": Parameter("wait", 2000, "days", None, None, Bilingual("", "")),
            "one": Parameter("one", 1, "days", None, None, Bilingual("", "")),
            "least": Parameter("least", 2.5, "score", None, None, Bilingual("", "")),
        },
    )
    found = match("theme:t", bind("theme", "theme"), absent("fund"))
    text = Bilingual(
        "{theme} kost {theme.cost}: {parameter.share}, {parameter.sum}", "{theme} for {parameter.wait} {parameter.least}"
    )  # fmt: skip
    assert DUTCH.fill(text, big, found, {"share": 0.4}) == "Wonen kost € 5.000: 40%, € 2.000"
    assert ENGLISH.fill(text, big, found, {}) == "Housing for 2,000 2.5"
    waits = Bilingual("{parameter.wait:# dag|# dagen} wachten", "waiting for {parameter.wait:# day|# days}")
    assert DUTCH.fill(waits, big, found, {}) == "2.000 dagen wachten"
    assert ENGLISH.fill(waits, big, found, {"wait": 1}) == "Waiting for 1 day"
    once = Bilingual("{parameter.one:# dag|# dagen}", "")
    assert (DUTCH.fill(once, big, found, {}), DUTCH.fill(once, big, found, {"one": 2})) == ("1 dag", "2 dagen")


@pytest.mark.parametrize(
    ("partner", "kinds", "said"),
    [
        (40000, 2, "40.000 inwoners, 2 soorten zijn nodig: gemeente en provincie"),
        (1, 1, "1 inwoner, 1 soort is nodig: gemeente"),
        (None, 0, "Onbekend inwoners, 0 soorten zijn nodig: geen"),
    ],
)
def test_words_are_chosen_by_a_number_or_by_how_many_are_in_a_list(partner: int | None, kinds: int, said: str) -> None:
    counted = rule("r", All((bind("partner", "partner"), bind("theme", "theme"))))
    values = {"population": partner}
    partner_fact = Fact("partner", "partner:x", {k: v for k, v in values.items() if v is not None}, {})
    theme = Fact("theme", "theme:x", {"needs": ("municipality", "province")[:kinds], "needs_count": kinds})
    branches = compile_rules([counted], vocabulary()).rules["r"].branches
    memory = Memory()
    for fact in (partner_fact, theme):
        memory.add(fact)
    found = check(branches[0], [partner_fact, theme], memory)
    assert found is not None
    text = (
        "{partner.population:# inwoner|# inwoners}, {theme.needs_count:# soort|# soorten} {theme.needs:is|zijn} nodig: "
        "{theme.needs}"
    )
    assert DUTCH.fill(Bilingual(text, text), counted, found, {}) == said


def test_days_are_said_roughly_where_a_text_asks_for_it() -> None:
    running = Fact("theme_progress", "row", {"theme": "theme:t", "days_running": 1149})
    ends = {days: Fact("person", "row", {"function": "x", "days_until_term_ends": days}) for days in (0, 129, -672)}

    def said(fact: Fact, text: str) -> tuple[str, str]:
        found = match("row", bind("it", fact.kind), among=(fact,))
        one = rule("r", bind("it", fact.kind))
        return DUTCH.fill(Bilingual(text, text), one, found, {}), ENGLISH.fill(Bilingual(text, text), one, found, {})

    assert said(running, "{it.days_running:roughly}") == ("Ruim 3 jaar", "More than 3 years")
    text = "{it.days_until_term_ends:roughly}"
    assert said(ends[0], text) == ("Vandaag", "Today")
    assert said(ends[129], text) == ("Over ruim 4 maanden", "In more than 4 months")
    assert said(ends[-672], text) == ("Bijna 2 jaar geleden", "Nearly 2 years ago")


def test_a_share_is_one_when_it_is_the_whole() -> None:
    for share, said in ((1, "Ze gaan alle"), (0.8, "80% gaat")):
        row = Fact("partner_stance", "partner_stance:partner:a", {"partner": "partner:a", "own_share": share})
        found = match("row", bind("stance", "partner_stance"), among=(replace(row, key="row"),))
        one = rule("r", bind("stance", "partner_stance"))
        text = Bilingual("{stance.own_share:ze gaan alle|# gaat}", "")
        assert DUTCH.fill(text, one, found, {}) == said


@pytest.mark.parametrize(
    ("test", "nl", "en"),
    [
        (("population", "eq", 40000), "gelijk aan 40.000", "equal to 40,000"),
        (("population", "ne", 5), "anders dan 5", "other than 5"),
        (("population", "lt", 50000), "minder dan 50.000", "less than 50,000"),
        (("population", "lte", 50000), "ten hoogste 50.000", "at most 50,000"),
        (("population", "gt", 5), "meer dan 5", "more than 5"),
        (("population", "gte", 5), "ten minste 5", "at least 5"),
        (("kind", "in", ("municipality", "province")), "een van gemeente of provincie", "one of municipality or province"),
        (("kind", "matches", "munic*"), "zoals munic*", "like munic*"),
        (("kind", "known", True), "bekend", "known"),
        (("votes", "known", False), "onbekend", "unknown"),
        (("days_until_joined", "lt", 0), "voorbij", "past"),
        (("days_until_joined", "lte", 30), "binnen 30 dagen", "within 30 days"),
        (("days_until_joined", "lt", -1000), "minstens 1.000 dagen geleden", "at least 1,000 days ago"),
        (("days_until_joined", "gt", -5000), "hoogstens 5.000 dagen geleden", "at most 5,000 days ago"),
        (("days_until_joined", "ne", -5000), "anders dan 5.000 dagen geleden", "other than 5,000 days ago"),
    ],
)  # fmt: skip
def test_what_a_test_asks_is_said_with_its_operator(test: tuple[str, str, object], nl: str, en: str) -> None:
    (result,) = leaf("partner:a", bind("a", "partner", test)).tests
    assert both("asked", "partner", result) == (nl, en)


def test_days_ahead_are_asked_for_as_one_speaks_of_the_calendar() -> None:
    soon = Fact("partner", "partner:new", {"days_until_joined": 40})
    for test, nl, en in (
        (("days_until_joined", "gt", 0), "niet voorbij", "not past"),
        (("days_until_joined", "gte", 30), "pas over 30 dagen", "not before 30 days"),
        (("days_until_joined", "gte", 0.5), "pas over 0,5 dagen", "not before 0.5 days"),
    ):
        (result,) = leaf("partner:new", bind("a", "partner", test), among=(soon,)).tests
        assert both("asked", "partner", result) == (nl, en)
        assert both("asked", "partner", result._replace(expected=None)) == ("onbekend", "unknown")


def test_what_was_found_is_said_with_what_was_asked_where_that_says_more() -> None:
    tests = (
        ("population", "gte", 5),
        ("population", "lt", 50000),
        ("kind", "eq", "municipality"),
        ("kind", "known", True),
    )
    result = leaf("partner:a", bind("a", "partner", *tests))
    assert both("found", result) == (
        "inwoners: 40.000 (gevraagd: ten minste 5 en minder dan 50.000); soort: gemeente",
        "population: 40,000 (asked: at least 5 and less than 50,000); kind: municipality",
    )
    unknown = leaf("partner:b", bind("a", "partner", ("kind", "eq", "municipality")))
    assert both("found", unknown) == (
        "soort: onbekend (gevraagd: gelijk aan gemeente)",
        "kind: unknown (asked: equal to municipality)",
    )
    assert both("found", leaf("partner:a", bind("a", "partner"), absent("fund", ("amount", "gt", 5)))) == ("", "")


FINDING = Fact(
    "finding",
    "finding:other:partner:a",
    {"rule": "other", "id": "SCA01", "field": "scale", "kind": "risk", "severity": "low", "subject": "partner:a"},
)


def test_a_condition_is_said_in_one_line() -> None:
    assert both("leaf", leaf("partner:a", bind("a", "partner"))) == ("partner – Aa", "partner – Aa")
    assert both("leaf", leaf("?theme", bind("a", "theme"), among=(OpenFact("theme"),))) == ("opgave", "theme")
    nobody = LeafResult(bind("a", "theme"), False)
    assert both("leaf", nobody) == ("er is geen passend gegeven: opgave", "there is no fitting fact: theme")
    no_finding = LeafResult(bind("f", "finding", ("rule", "eq", "other"), ("subject", "eq", "$a.key")), False)
    assert both("leaf", no_finding) == (
        "er is geen bevinding SCA01 over hetzelfde",
        "there is no finding SCA01 about the same",
    )
    result = leaf(
        "finding:other:partner:a",
        bind("f", "finding", ("rule", "eq", "other"), ("severity", "in", ("low", "high"))),
        among=(FINDING,),
    )
    assert both("leaf", result) == ("bevinding SCA01 – Aa", "finding SCA01 – Aa")
    assert both("found", result) == ("", ""), "the finding says it itself"


@pytest.mark.parametrize(
    ("condition", "nl", "en"),
    [
        (absent("fund"), "geen potje", "no fund"),
        (count("partner", 1), "ten minste 1× partner", "at least 1× partner"),
        (
            absent("plan", ("partner", "eq", "$a.key"), ("adapted", "eq", True), ("theme", "ne", "$a.key")),
            "geen lokaal plan (dezelfde partner, aangepast aan de regio, niet dezelfde opgave)",
            "no local plan (the same partner, adapted to the region, not the same theme)",
        ),
        (
            absent("partner", ("kind", "eq", "province"), ("votes", "known", True), ("joined", "known", False)),
            "geen partner (soort: provincie, stemmen: bekend, toegetreden op: onbekend)",
            "no partner (kind: province, votes: known, joined on: unknown)",
        ),
        (
            absent("finding", ("rule", "in", ("other", "third", "fourth")), ("field", "in", ("scale", "content"))),
            "geen bevinding SCA01, FIN01 of fourth (spanningsveld: schaal of inhoud)",
            "no finding SCA01, FIN01 or fourth (field: scale or content)",
        ),
        (
            absent("plan", ("adapted", "eq", False)),
            "geen lokaal plan (niet: aangepast aan de regio)",
            "no local plan (not: adapted to the region)",
        ),
        (
            absent("fund", ("amount", "gt", 5000), ("status", "in", ("promised", "committed"))),
            "geen potje (bedrag meer dan € 5.000, stand: beloofd of toegezegd)",
            "no fund (amount more than EUR 5,000, status: promised or committed)",
        ),
    ],
)  # fmt: skip
def test_an_absence_and_a_count_say_what_they_look_at(condition: Condition, nl: str, en: str) -> None:
    assert both("leaf", leaf("partner:a", bind("a", "partner"), condition)) == (nl, en)


def test_what_is_looked_for_is_said_with_the_facts_that_are_bound() -> None:
    bound = {"a": FACTS["partner:a"]}
    plan = absent("plan", ("partner", "eq", "$a.key"), ("theme", "ne", "$b.key"))
    assert both("wanted", plan, bound) == (
        "lokaal plan (partner: Aa, niet dezelfde opgave)",
        "local plan (partner: Aa, not the same theme)",
    )
    smaller = absent("partner", ("population", "lt", "$a.population"), ("votes", "lt", "$a.votes"))
    assert both("wanted", smaller, bound) == (
        "partner (inwoners: minder dan 40.000, stemmen)",
        "partner (population: less than 40,000, votes)",
    )
    finding = absent("finding", ("subject", "eq", "$a.key"), ("rule", "eq", "other"))
    assert both("wanted", finding, bound) == ("bevinding over Aa SCA01", "finding about Aa SCA01")
    unlike = absent("finding", ("subject", "eq", "theme:t"), ("rule", "ne", "other"))
    assert both("wanted", unlike, {}) == (
        "bevinding over wonen (regel anders dan SCA01)",
        "finding about housing (rule other than SCA01)",
    )
    assert both("wanted", finding, {}) == ("bevinding over hetzelfde SCA01", "finding about the same SCA01")


def test_of_counted_findings_those_that_are_there_are_named() -> None:
    third = replace(FINDING, key="finding:third:partner:a", values={**FINDING.values, "rule": "third", "id": "FIN01"})
    both_rules = count("finding", 1, ("rule", "in", ("other", "third")))
    found = leaf("partner:b", bind("a", "partner"), both_rules, among=(FINDING, third))
    assert both("leaf", found) == (
        "ten minste 1× bevinding (FIN01, SCA01)",
        "at least 1× finding (FIN01, SCA01)",
    )
    none = leaf("partner:b", bind("a", "partner"), absent("finding", ("rule", "eq", "other")))
    assert both("leaf", none) == ("geen bevinding SCA01", "no finding SCA01")
