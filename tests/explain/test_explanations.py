"""Why, why not, and what is missing: said of the facts that decided, with their places."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.small_packs import KINDS, fact
from engine.strategies import bind, rule
from regiokompas.engine.check import Entry, LeafResult, Memory, check
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import NotFoundError
from regiokompas.explain import Readings, Wording
from regiokompas.explain.explanations import Explanation, explanation
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.kompas import Kompas
from regiokompas.model import read
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Parameter
from regiokompas.texts import Bilingual

RULES = {
    "large-partner-doubts": """\
id: SCA90
name: large-partner-doubts
field: scale
kind: risk
severity: high
claims: [E3]
parameters:
  people: {value: 50000, unit: count, range: [1, null], why: {nl: oordeel, en: judgement}}
when:
  - {as: partner, fact: partner, population: {gte: $people}, doubts_use: true}
  - any:
      - {absent: plan, partner: {eq: $partner.key}, adapted: true}
      - {as: interest, fact: interest, partner: {eq: $partner.key}, weight: {lt: 2}}
finding: {nl: "{partner} ({partner.population}, boven {parameter.people}) twijfelt", en: "{partner} doubts"}
advice: {nl: "Praat met {partner}.", en: "Talk to {partner}.", effort: low}
why: {nl: Daarom., en: Because.}
tests:
  - {name: a, given: [{fact: partner, population: 50000, doubts_use: true}], expect: fires}
  - {name: b, given: [{fact: partner, population: 49999, doubts_use: true}], expect: {silent: population}}
  - {name: c, given: [{fact: partner, doubts_use: true}], expect: {undecided: population}}
""",
    "somebody-doubts": """\
id: SCA91
name: somebody-doubts
field: scale
kind: risk
severity: medium
claims: [E3]
when:
  - {as: region, fact: partnership}
  - {count: finding, rule: large-partner-doubts, at_least: 1, distinct: subject}
finding: {nl: Er is twijfel., en: There is doubt.}
advice: {nl: Praat., en: Talk., effort: high}
why: {nl: Daarom., en: Because.}
tests:
  - name: a
    given:
      - {fact: partnership, key: partnership:p}
      - {fact: finding, rule: large-partner-doubts, id: SCA90, field: scale, kind: risk, severity: high, subject: partner:a}
    expect: fires
  - {name: b, given: [{fact: partnership, key: partnership:p}], expect: silent}
  - {name: c, given: [{fact: partnership, key: partnership:p}], open: [finding], expect: {undecided: finding}}
""",
}

REGION = """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners:
  - {key: partner:big, name: Big, population: 60000, doubts_use: true}
  - {key: partner:small, name: Small, population: 40000, doubts_use: true}
  - {key: partner:calm, name: Calm, population: 90000, doubts_use: false}
  - {key: partner:unclear, name: Unclear, doubts_use: true}
  - {key: partner:planned, name: Planned, population: 60000, doubts_use: true}
  - {key: partner:tiny, name: Tiny, population: 10, doubts_use: false}
  - {key: partner:silent, name: Silent, population: 10}
  - {key: partner:both, name: Both, population: 60000, doubts_use: false}
themes:
  - {key: theme:t, name: T}
interests: []
plans:
  - {key: plan:x, partner: partner:planned, theme: theme:t, name: X, adapted: true}
  - {key: plan:a, partner: partner:both, theme: theme:t, name: Y, adapted: true}
  - {key: plan:b, partner: partner:both, theme: theme:t, name: Z, adapted: true}
  - {key: plan:c, partner: partner:both, theme: theme:t, name: W, adapted: true}
  - {key: plan:d, partner: partner:both, theme: theme:t, name: V, adapted: true}
"""


@pytest.fixture(scope="module")
def diagnosis(tmp_path_factory: pytest.TempPathFactory) -> Diagnosis:
    folder: Path = tmp_path_factory.mktemp("pack") / "doubts"
    (folder / "scale").mkdir(parents=True)
    for name, text in RULES.items():
        (folder / "scale" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Kompas([str(folder)]).diagnose(read(read_yaml(REGION, "region.yaml")), language="en")


def test_a_finding_says_what_it_found_what_it_asked_and_where_it_stood(diagnosis: Diagnosis) -> None:
    (finding,) = (f for f in diagnosis.findings if f.id == "SCA90")
    assert finding.subjects == ("partner:big",)
    first, second = finding.reasons
    population, doubts = first.tests
    assert population.text == "population: 60,000 (asked: at least 50,000)"
    assert (population.actual, population.expected, population.margin) == (60000, 50000, 0.2)
    assert str(population.source) == "region.yaml:3:47"
    assert doubts.text == "doubts the use: yes"
    assert second.text.startswith("no local plan (the same partner, adapted to the region)")
    assert finding.margin == 0.2
    assert finding.consequences == 1


def test_what_follows_from_a_finding_names_it(diagnosis: Diagnosis) -> None:
    (cause,) = (f for f in diagnosis.findings if f.id == "SCA90")
    (effect,) = (f for f in diagnosis.findings if f.id == "SCA91")
    assert effect.follows_from == (cause.fingerprint,)
    assert [f.id for f in diagnosis.risks] == ["SCA90", "SCA91"]


def test_why_not_names_the_deciding_condition_its_margin_and_the_smallest_change(diagnosis: Diagnosis) -> None:
    (small,) = diagnosis.why_not("SCA90", "partner:small")
    assert small.outcome == "silent"
    assert small.deciding == "partner – Small: population: 40,000 (asked: at least 50,000)"
    assert small.margin == 0.2
    assert small.change == "if this were so: population: at least 50,000"
    (calm,) = diagnosis.why_not("large-partner-doubts", "partner:calm")
    assert calm.change == "if this were so: doubts the use: yes"
    (planned,) = diagnosis.why_not("SCA90", "partner:planned")
    assert planned.outcome == "silent"
    assert planned.deciding is not None
    assert planned.deciding.startswith("no local plan") or "interest" in planned.deciding


def test_the_change_names_all_that_stands_between(diagnosis: Diagnosis) -> None:
    (tiny,) = diagnosis.why_not("SCA90", "partner:tiny")
    assert tiny.deciding == "partner – Tiny: population: 10 (asked: at least 50,000)", "the first of two"
    assert tiny.change == "if this were so: population: at least 50,000 and doubts the use: yes"
    (silent,) = diagnosis.why_not("SCA90", "partner:silent")
    assert silent.change == "if this were so: population: at least 50,000 and doubts the use: yes", (
        "what is unknown would have to turn out so"
    )
    (both,) = diagnosis.why_not("SCA90", "partner:both")
    assert both.change == (
        "if this were so: doubts the use: yes; and if this were not there: local plan (adapted to the region): Y, Z, W and 1 more"
    )


def test_what_cannot_be_judged_says_what_is_missing(diagnosis: Diagnosis) -> None:
    (unclear,) = diagnosis.why_not("SCA90", "partner:unclear")
    assert unclear.outcome == "undecided"
    assert unclear.change == "if this were known: population"
    (undecided,) = diagnosis.undecided
    assert (undecided.rule, undecided.subjects) == ("large-partner-doubts", ("partner:unclear",))
    assert undecided.missing == ("partner: population",)
    (question,) = diagnosis.questions
    assert question.text == "How many inhabitants does Unclear have?"
    assert (question.blocks, question.severity) == (1, "high")
    assert question.could_change == "decides 1 judgement by itself: high"


def test_coverage_counts_every_subject_of_every_rule(diagnosis: Diagnosis) -> None:
    scale = diagnosis.compass["scale"]
    assert (scale.decided, scale.total) == (8, 9)
    assert scale.level == "under-pressure"
    assert scale.worst == "large-partner-doubts"


def test_all_subjects_are_explained_those_that_fire_first(diagnosis: Diagnosis) -> None:
    outcomes = [explanation.outcome for explanation in diagnosis.explain("SCA90")]
    assert outcomes == ["fires", "undecided", *["silent"] * 6]


def test_a_rule_or_subject_that_does_not_exist_is_named_with_the_nearest(diagnosis: Diagnosis) -> None:
    with pytest.raises(NotFoundError, match="there is no rule SCA9; did you mean SCA9"):
        diagnosis.why("SCA9")
    with pytest.raises(NotFoundError, match="is not about partner:smal; did you mean partner:small"):
        diagnosis.why_not("SCA90", "partner:smal")


# -- one rule about one thing, without a diagnosis ---------------------------------------------------------------------

ABOUT = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
WORDS = Wording(read(Document({"partnership": ABOUT}, "<test>")), KINDS, "en")
THING = bind("a", "thing")
PAIRED = replace(
    rule("paired", All((THING, bind("b", "other", ("group", "eq", "$a.group"), ("size", "gt", 3))))),
    finding=Bilingual("", "{b} is above {parameter.least}"),
    parameters={"least": Parameter("least", 3, "count", None, None, Bilingual("", ""))},
)


def explained(*facts: Entry, bound: int) -> Explanation:
    """Explain the rule for the first fact: by the match of so many, or by the way that comes closest if it is none."""
    memory = Memory()
    for entry in facts:
        memory.add(entry)
    compiled = compile_rules([PAIRED], KINDS).rules["paired"]
    match = check(compiled.branches[0], facts[:bound], memory) if bound else None
    assert bound == 0 or match is not None
    return explanation(compiled, facts[0], match, memory, WORDS, Readings(WORDS), {"least": 4})


def test_what_fires_is_explained_by_its_match_and_in_its_words() -> None:
    found = explained(fact("t"), fact("z", "other", size=5), fact("b", "other", size=9), bound=2)
    assert (found.rule, found.id, found.subject, found.outcome) == ("paired", "ID-paired", "t", "fires")
    assert found.message == "Z is above 4", "of the match, though another comes first by key"
    assert [reason.fact for reason in found.reasons] == ["t", "z"]
    assert (found.deciding, found.margin, found.change) == (None, None, None)


def test_what_is_undecided_or_silent_has_no_message_and_says_what_decides() -> None:
    unknown = explained(fact("t"), fact("z", "other"), bound=2)
    assert (unknown.outcome, unknown.message, unknown.margin) == ("undecided", "", None)
    small = explained(fact("t"), fact("z", "other", size=2), bound=0)
    assert (small.outcome, small.message, small.margin) == ("silent", "", 0.3333)
    assert [reason.holds for reason in small.reasons] == [True, False]


def test_where_a_fact_may_be_there_that_alone_decides() -> None:
    perhaps = explained(OpenFact("thing"), fact("z", "other", size=5), bound=2)
    assert (perhaps.outcome, perhaps.deciding) == (
        "undecided",
        WORDS.leaf(LeafResult(THING, None, (), OpenFact("thing"))),
    )
