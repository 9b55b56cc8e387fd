"""The tests that each rule of the packs brings along: they pass, they need every condition, and every limit holds."""

from dataclasses import replace

import pytest

from regiokompas.engine.selection import available_engines
from regiokompas.facts import vocabulary
from regiokompas.rule_tests import boundaries, indecisive, run_rule_tests
from regiokompas.rules import Rule, load_pack

RULES = load_pack("essay", vocabulary()).rules
ENGINE = "both" if "durable" in available_engines() else "auto"

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@every_rule
def test_the_rule_passes_its_own_tests(rule: Rule) -> None:
    failures = [str(result) for result in run_rule_tests(rule, vocabulary(), engine=ENGINE) if not result.passed]
    assert not failures, "\n".join(failures)


@every_rule
def test_every_condition_is_decisive_in_a_test_of_the_rule(rule: Rule) -> None:
    idle = [str(part) for part in indecisive(rule)]
    assert not idle, "no test changes without:\n" + "\n".join(idle)


@every_rule
def test_every_number_holds_on_both_sides_of_its_limit(rule: Rule) -> None:
    """Each limit is reached from a test of the rule, and the engines divide where the rule says."""
    cases = []
    for boundary in boundaries(rule, vocabulary()):
        assert boundary.fires is not None, (
            f"{boundary.source}: no test of the rule comes to the limit of {boundary.asks}"
        )
        assert boundary.holds_back is not None
        cases += [boundary.fires, boundary.holds_back]
    results = run_rule_tests(replace(rule, tests=tuple(cases)), vocabulary(), engine=ENGINE)
    failures = [str(result) for result in results if not result.passed]
    assert not failures, "\n".join(failures)
