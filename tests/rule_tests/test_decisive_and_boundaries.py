"""A condition that no test needs is found, and so is a limit that no test comes near."""

from dataclasses import replace

from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.rule_tests import boundaries, indecisive, parts
from regiokompas.rules import Rule
from regiokompas.rules.reading import read_rule

RULE = """\
id: FIN99
name: some-rule
field: financing
kind: risk
severity: high
claims: [E35]
parameters:
  least: {value: 2, unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}
when:
  - {as: theme, fact: theme, statutory: true}
  - {as: money, fact: theme_funding, theme: {eq: $theme.key}, funds: {gte: $least}}
  - {absent: decision, concerns: {eq: $theme.key}, status: taken}
  - {count: goal, at_least: 2, theme: {eq: $theme.key}}
finding: {nl: "{theme} heeft {money.funds} potjes", en: "{theme} has {money.funds} funds"}
advice: {nl: Doe iets., en: Do something., effort: low}
why: {nl: Daarom., en: Because.}
tests:
"""
THEME = "{fact: theme, key: theme:t, statutory: true}"
MONEY = "{fact: theme_funding, theme: theme:t, funds: 4}"
GOALS = "{fact: goal, key: goal:a, theme: theme:t}, {fact: goal, key: goal:b, theme: theme:t}"
DECISION = "{fact: decision, key: decision:d, concerns: theme:t, status: taken}"
CASES = {
    "all": (f"{THEME}, {MONEY}, {GOALS}", "fires"),
    "a decision on another theme": (f"{THEME}, {MONEY}, {GOALS}, {DECISION.replace('theme:t', 'theme:u')}", "fires"),
    "a decision to come": (f"{THEME}, {MONEY}, {GOALS}, {DECISION.replace('taken', 'planned')}", "fires"),
    "no duty": (f"{THEME.replace('true', 'false')}, {MONEY}, {GOALS}", "silent"),
    "money of another theme": (f"{THEME}, {MONEY.replace('theme:t', 'theme:u')}, {GOALS}", "silent"),
    "one fund": (f"{THEME}, {MONEY.replace('4', '1')}, {GOALS}", "silent"),
    "decided": (f"{THEME}, {MONEY}, {GOALS}, {DECISION}", "silent"),
    "goals of another theme": (f"{THEME}, {MONEY}, {GOALS.replace('theme:t', 'theme:u')}", "silent"),
    "unknown": (f"{THEME}, {{fact: theme_funding, theme: theme:t}}, {GOALS}", "undecided"),
}


def rule(*, without: tuple[str, ...] = ()) -> Rule:
    """Return the rule with all its tests but some."""
    tests = (f"  - {{name: {name}, given: [{given}], expect: {expect}}}\n" for name, (given, expect) in CASES.items())
    found, problems = read_rule(read_yaml(RULE + "".join(tests), "some-rule.yaml"), vocabulary())
    assert found is not None, problems
    return replace(found, tests=tuple(test for test in found.tests if test.name not in without))


def test_every_part_is_named_and_needed() -> None:
    assert [part.asks for part in parts(rule())] == [
        "theme.statutory eq True",
        "theme_funding.theme eq $theme.key",
        "theme_funding.funds gte $least",
        "decision.concerns eq $theme.key",
        "decision.status eq taken",
        "absent decision",
        "goal.theme eq $theme.key",
        "count goal",
    ]
    assert indecisive(rule()) == ()


def test_a_part_that_no_test_needs_is_found() -> None:
    (idle,) = indecisive(rule(without=("no duty",)))
    assert str(idle) == "some-rule.yaml:10:41: theme.statutory eq True"
    idle_parts = indecisive(
        rule(without=("a decision on another theme", "a decision to come", "goals of another theme"))
    )
    assert [part.asks for part in idle_parts] == [
        "decision.concerns eq $theme.key",
        "decision.status eq taken",
        "goal.theme eq $theme.key",
        "count goal",
    ]


def test_an_alternative_that_no_test_needs_is_found() -> None:
    whole = rule()
    text = RULE.replace("  - {absent", "  - any: [{absent: plan}, {absent: benefit}]\n  - {absent")
    tests = (f"  - {{name: {name}, given: [{given}], expect: {expect}}}\n" for name, (given, expect) in CASES.items())
    found, _ = read_rule(read_yaml(text + "".join(tests), "some-rule.yaml"), vocabulary())
    assert found is not None
    assert [part.asks for part in indecisive(replace(found, tests=whole.tests))] == [
        "alternative 1 of any",
        "alternative 2 of any",
    ]


def test_a_limit_has_a_case_on_each_side() -> None:
    funds, goals = boundaries(rule(), vocabulary())
    assert (funds.asks, goals.asks) == ("theme_funding.funds", "number of goal")
    for boundary in (funds, goals):
        assert boundary.fires is not None
        assert boundary.holds_back is not None
        assert (boundary.fires.expect, boundary.holds_back.expect) == ("fires", "silent")
    numbers = [
        [fact.get("funds") for fact in case.given if fact.kind == "theme_funding"]
        for case in (funds.fires, funds.holds_back)
        if case is not None
    ]
    assert numbers == [[2], [1]]


def test_a_limit_that_no_test_comes_to_is_said() -> None:
    never = tuple(name for name, (_, expect) in CASES.items() if expect != "silent")
    assert [boundary.fires for boundary in boundaries(rule(without=(*never, "one fund")), vocabulary())] == [None, None]
