"""A condition that no test needs is found, and so is a limit that no test comes near."""

from dataclasses import replace

import pytest

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
        "fact theme_funding",
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


PICKS = """\
id: FIN99
name: some-rule
field: financing
kind: risk
severity: high
claims: [E35]
parameters:
  least: {value: LEAST, unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}
when:
  - {as: theme, fact: theme, level: [local, regional]}
  - {count: plan, at_least: $least, distinct: partner, theme: {eq: $theme.key}}
  - {as: region, fact: partnership}
finding: {nl: "{theme}", en: "{theme}"}
advice: {nl: Doe iets., en: Do something., effort: low}
why: {nl: Daarom., en: Because.}
tests:
"""
REGION = "{fact: partnership, key: partnership:p}"
PLANS = [f"{{fact: plan, key: plan:{n}, partner: partner:{p}, theme: theme:t}}" for n, p in enumerate("aab")]


def idle_parts(least: int, *givens: tuple[str, str]) -> list[str]:
    """Return what no test of the rule needs, each of which is what is given and what is to come of it."""
    tests = (f"  - {{name: n{n}, given: [{given}], expect: {expect}}}\n" for n, (given, expect) in enumerate(givens))
    text = PICKS.replace("LEAST", str(least)) + "".join(tests)
    found, problems = read_rule(read_yaml(text, "some-rule.yaml"), vocabulary())
    assert found is not None, problems
    return [part.asks for part in indecisive(found)]


def a_theme(level: str) -> str:
    return f"{{fact: theme, key: theme:t, level: {level}}}"


ELSEWHERE = (f"{a_theme('local')}, {REGION}, {PLANS[0].replace('theme:t', 'theme:u')}", "silent")
NO_REGION = (f"{a_theme('local')}, {PLANS[0]}", "silent")
LOCAL, REGIONAL = ((f"{a_theme(level)}, {REGION}, {PLANS[0]}", "fires") for level in ("local", "regional"))
UNKNOWN = (f"{{fact: theme, key: theme:t}}, {REGION}, {PLANS[1]}, {PLANS[2]}", "undecided")


def test_each_option_of_a_list_is_needed_and_so_is_a_fact_that_nothing_else_speaks_of() -> None:
    twice = (f"{a_theme('local')}, {REGION}, {PLANS[0]}, {PLANS[1]}", "fires")
    whole = (ELSEWHERE, NO_REGION, LOCAL, REGIONAL, UNKNOWN, twice)
    assert idle_parts(1, *whole) == []
    assert idle_parts(1, *(case for case in whole if case != REGIONAL)) == ["theme.level in regional"]
    assert idle_parts(1, *(case for case in whole if case != NO_REGION)) == ["fact partnership"]


@pytest.mark.parametrize("least", [1, 2])
def test_what_a_count_goes_by_is_needed_from_two_on(least: int) -> None:
    """One is one whatever it is counted by, but the number is a parameter and may be raised."""
    by = "count plan by partner"
    of_two = (f"{a_theme('local')}, {REGION}, {PLANS[1]}, {PLANS[2]}", "fires")
    of_one = (f"{a_theme('local')}, {REGION}, {PLANS[0]}, {PLANS[1]}", "fires" if least == 1 else "silent")
    assert by in idle_parts(least, of_two, ELSEWHERE, UNKNOWN)
    assert by not in idle_parts(least, of_two, of_one, ELSEWHERE, UNKNOWN)


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
