"""The tests that each rule of the packs brings along."""

import pytest

from regiokompas.facts import vocabulary
from regiokompas.rule_tests import run_rule_tests
from regiokompas.rules import Rule, load_pack

RULES = load_pack("essay", vocabulary()).rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_passes_its_own_tests(rule: Rule) -> None:
    failures = [str(result) for result in run_rule_tests(rule, vocabulary()) if not result.passed]
    assert not failures, "\n".join(failures)
