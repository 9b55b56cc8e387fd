"""Rule tests: the cases inside each rule, whether they need every condition, and more cases at every limit."""

from regiokompas.rule_tests.boundaries import Boundary, boundaries
from regiokompas.rule_tests.decisive import Part, indecisive, parts
from regiokompas.rule_tests.running import RuleTestResult, run_rule_tests
from regiokompas.rule_tests.showing import show_result

__all__ = ["Boundary", "Part", "RuleTestResult", "boundaries", "indecisive", "parts", "run_rule_tests", "show_result"]
