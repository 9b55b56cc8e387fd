"""Every claim of the essay has its rules, every rule its ground, and the table in the docs is that of the rules."""

from collections import Counter
from pathlib import Path

import pytest

from regiokompas.errors import PackError
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.rules import FIELDS, RuleKind, Severity, load_pack
from regiokompas.rules.claims import Claim, read_claims
from regiokompas.rules.traceability import page, traces
from regiokompas.texts import Bilingual

PACK = load_pack("essay", vocabulary())
DOCS = Path(__file__).parent.parent.parent / "docs"

#: The least rules by claim.
NAMED: dict[str, list[str]] = read_yaml(
    (Path(__file__).parent.parent / "data" / "rules-by-claim.yaml").read_text(encoding="utf-8"), "rules-by-claim.yaml"
).data  # type: ignore[assignment]

#: Claims that reason from one thing to another: a rule for them reads findings.
CHAINED = ("E15", "E31", "E36", "E42", "E53", "E62")


def test_the_64_claims_are_there() -> None:
    assert list(PACK.claims) == [f"E{number}" for number in range(1, 65)]
    assert [claim.id for claim in PACK.claims.values() if not claim.in_scope] == ["E16"]


def test_every_claim_has_a_rule_or_says_what_carries_it() -> None:
    without = [trace.claim.id for trace in traces(PACK, vocabulary()) if not trace.rules]
    assert without == ["E6", "E16"]
    assert all(PACK.claims[id_].instead for id_ in without)
    assert {profile.name for profile in PACK.profiles}, "E6 is carried by profiles"


@pytest.mark.parametrize("claim", NAMED)
def test_the_rules_that_were_agreed_for_a_claim_carry_it(claim: str) -> None:
    """Both ways: the claim has each of these rules, and each of these rules points at the claim."""
    carried = {rule.name for rule in PACK.rules if claim in rule.claims}
    assert set(NAMED[claim]) <= carried, set(NAMED[claim]) - carried
    (trace,) = (trace for trace in traces(PACK, vocabulary()) if trace.claim.id == claim)
    assert {rule.name for rule in trace.rules} == carried


def test_the_agreed_names_cover_the_whole_essay() -> None:
    assert list(NAMED) == list(PACK.claims)
    assert {claim for claim, names in NAMED.items() if not names} == {"E6", "E16"}


def test_what_no_rule_can_say_is_carried_by_something_else() -> None:
    assert PACK.claims["E6"].instead, "profiles and thresholds"
    assert PACK.claims["E15"].instead, "a field that was not looked at"


def test_a_theme_without_any_added_value_is_critical() -> None:
    (rule,) = (rule for rule in PACK.rules if rule.name == "no-added-value")
    assert rule.severity is Severity.CRITICAL, "that it yields something is the first condition"


def test_every_rule_names_claims_that_exist_or_its_source() -> None:
    for rule in PACK.rules:
        assert set(rule.claims) <= set(PACK.claims), rule.name
        assert rule.claims or rule.sources, rule.name


def test_a_claim_of_a_field_has_a_rule_in_that_field() -> None:
    elsewhere = {
        trace.claim.id
        for trace in traces(PACK, vocabulary())
        if trace.rules and trace.claim.field not in {rule.field for rule in trace.rules}
    }
    assert not elsewhere


def test_there_are_rules_and_strengths_enough_in_each_field() -> None:
    rules = Counter(rule.field for rule in PACK.rules)
    strengths = Counter(rule.field for rule in PACK.rules if rule.kind is RuleKind.STRENGTH)
    assert len(PACK.rules) >= 90
    assert min(rules[field] for field in FIELDS) >= 10
    assert min(strengths[field] for field in FIELDS) >= 2


@pytest.mark.parametrize("claim", CHAINED)
def test_where_the_essay_reasons_on_a_rule_reads_findings(claim: str) -> None:
    from regiokompas.rules.compiler import FINDING, leaves

    rules = [rule for rule in PACK.rules if claim in rule.claims]
    assert any(leaf.kind == FINDING for rule in rules for leaf in leaves(rule.when)), [r.name for r in rules]


def test_the_table_in_the_docs_is_that_of_the_rules() -> None:
    assert (DOCS / "traceability.md").read_text(encoding="utf-8") == page(PACK, vocabulary()), "make traceability"


FIELDS_OR_ALL = "content, scale, interests, financing, interplay, direction, all"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claims:\n  E1: {paragraph: 1, field: direction, nl: a}", [("claims.yaml:2:7", "E1 is missing in a language", "nl: ..., en: ...", None)]),
        ("claims:\n  E1: {paragraph: 1, field: money, nl: a, en: b}", [("claims.yaml:2:29", "money is no field", FIELDS_OR_ALL, None)]),
        ("claims:\n  E1: {paragraph: 1, nl: a, en: b}", [("claims.yaml:2:7", "nothing is no field", FIELDS_OR_ALL, None)]),
        ("claims:\n  e1: {paragraph: 1, field: all, nl: a, en: b}", [("claims.yaml:2:7", "e1 does not fit here", "a letter and a number, such as E35", None)]),
        ("claims:\n  E1: {paragraph: 1, field: all, nl: a, en: b, carried: c}", [("claims.yaml:2:57", "carried does not belong here", "paragraph, field, carried_by, out_of_scope, nl, en", "did you mean carried_by?")]),
        ("claims:\n  E1: {paragraph: 1, field: all, nl: a, en: b, carried_by: c}", [("claims.yaml:2:7", "E1 is missing in a language", "nl: ..., en: ...", None)]),
        ("claims:\n  E1: a", [("claims.yaml:2:7", "E1 says nothing", "{paragraph: 9, field: financing, nl: ..., en: ...}", None), ("claims.yaml:2:7", "nothing is no field", FIELDS_OR_ALL, None), ("claims.yaml:2:7", "E1 is missing in a language", "nl: ..., en: ...", None)]),
        ("claims: {}\nabuot: 3", [("claims.yaml:2:8", "abuot does not belong here", "about, claims", "did you mean about?")]),
        ("claims: E1", [("claims.yaml:1:1", "no claims here", "about: {nl: ..., en: ...} and claims: {E1: ...}", None)]),
        ("- claims", [("claims.yaml:1:1", "no claims here", "about: {nl: ..., en: ...} and claims: {E1: ...}", None)]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_list_is_said_with_its_place(
    text: str, said: list[tuple[str, str, str | None, str | None]]
) -> None:
    _, problems = read_claims(read_yaml(text + "\n", "claims.yaml"), vocabulary())
    assert [(str(one.source), one.message, one.expected, one.hint) for one in problems] == said


def test_a_claim_says_where_it_is_made_of_what_and_what_carries_it_beside_rules() -> None:
    text = """\
about: {nl: een boek, en: a book}
claims:
  E1: {paragraph: 1, field: direction, nl: zwart, en: black}
  E2: {field: all, nl: wit, en: white, carried_by: {nl: het rapport, en: the report}}
  E3: {paragraph: 3, field: scale, nl: grijs, en: grey, out_of_scope: {nl: daarom, en: because}}
  E4: {paragraph: 4, field: scale, nl: half, en: a, carried_by: {nl: alleen}}
"""
    claims, problems = read_claims(read_yaml(text, "claims.yaml"), vocabulary())
    assert [problem.message for problem in problems] == ["E4 is missing in a language"]
    assert list(claims.values()) == [
        Claim("E1", "1", "direction", Bilingual("zwart", "black"), None, in_scope=True),
        Claim("E2", "", "all", Bilingual("wit", "white"), Bilingual("het rapport", "the report"), in_scope=True),
        Claim("E3", "3", "scale", Bilingual("grijs", "grey"), Bilingual("daarom", "because"), in_scope=False),
        Claim("E4", "4", "scale", Bilingual("half", "a"), Bilingual("", ""), in_scope=True),
    ]


def test_a_rule_on_a_claim_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    rule = DOCS.parent / "rules" / "essay" / "financing" / "circular-wait.yaml"
    (pack / "financing").mkdir(parents=True)
    (pack / "financing" / rule.name).write_text(rule.read_text(encoding="utf-8"), encoding="utf-8")
    load_pack(str(pack), vocabulary())
    (pack / "claims.yaml").write_text("claims:\n  E36: {paragraph: 9, field: financing, nl: a, en: b}\n")
    with pytest.raises(PackError, match=r"circular-wait rests on E35, which claims.yaml does not have"):
        load_pack(str(pack), vocabulary())
    (pack / "claims.yaml").write_text(
        "claims:\n  E35: {paragraph: 9, field: financing, nl: a, en: b, out_of_scope: {nl: a, en: b}}\n"
    )
    with pytest.raises(PackError, match="circular-wait rests on E35, which is out of scope"):
        load_pack(str(pack), vocabulary())


def test_no_two_rules_ask_or_say_the_same() -> None:
    asked: dict[object, str] = {}
    for rule in PACK.rules:
        for part in (rule.when, rule.finding, rule.why, rule.advice and rule.advice.text):
            if part is not None:
                assert part not in asked, f"{rule.name} repeats {asked.get(part)}"
                asked[part] = rule.name
