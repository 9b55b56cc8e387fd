"""Rule tests: the cases inside each rule, run on the engine that serves diagnoses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regiokompas.engine.check import Memory
from regiokompas.engine.fragment import fragments
from regiokompas.engine.run import Run, run
from regiokompas.engine.selection import make_proposers
from regiokompas.explain import missing, nearest
from regiokompas.facts.schema import FactBase, Value, Vocabulary
from regiokompas.rules.compiler import CompiledRule, compile_rules
from regiokompas.rules.language import Rule, RuleTest

__all__ = ["RuleTestResult", "run_rule_tests"]


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """How one test of a rule went.

    ``because`` names everything that decided: attributes and kinds of facts.
    """

    rule: str
    test: RuleTest
    outcome: str
    because: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether the outcome is the one expected, for the reason expected."""
        return self.outcome == self.test.expect and (self.test.because is None or self.test.because in self.because)

    @property
    def expected(self) -> str:
        """The outcome that the test asks for, and the reason where it states one."""
        return self.test.expect + (f" because of {self.test.because}" if self.test.because else "")

    @property
    def found(self) -> str:
        """The outcome that came, and everything that decided it."""
        return self.outcome + (f" because of {', '.join(sorted(self.because))}" if self.because else "")

    def __str__(self) -> str:
        return f"{self.test.source}: {self.rule}, {self.test.name}: expected {self.expected}, got {self.found}"


def run_rule_tests(
    rule: Rule,
    vocabulary: Vocabulary,
    parameters: Mapping[str, Value] = MappingProxyType({}),
    engine: str = "auto",
) -> Iterator[RuleTestResult]:
    """Run the tests of one rule, each on its own facts and on nothing else."""
    program = compile_rules([rule], vocabulary, {rule.name: parameters})
    found, encoder = fragments(program)
    proposers = make_proposers(engine, found)
    try:
        for test in rule.tests:
            base = FactBase.of(test.given, test.open_kinds)
            result = run(program, encoder, found, base, proposers)
            outcome, because = _judge(program.rules[rule.name], result)
            yield RuleTestResult(rule.name, test, outcome, because)
    finally:
        for proposer in proposers:
            proposer.close()


def _judge(compiled: CompiledRule, result: Run) -> tuple[str, frozenset[str]]:
    if any(match.truth for match in result.matches):
        return "fires", frozenset()
    if result.matches:
        waits = {item.attribute or item.kind for match in result.matches for item in missing(match)}
        return "undecided", frozenset(waits)
    return "silent", frozenset(_refusals(compiled, result.memory))


def _refusals(compiled: CompiledRule, memory: Memory) -> Iterator[str]:
    """Name what keeps the rule from firing, for each fact that it could be about."""
    subject_kind = compiled.branches[0].bindings[0].kind
    entries = list(memory.of_kind(subject_kind))
    if not entries:
        yield subject_kind
    for entry in entries:
        deciding = nearest(compiled, entry, memory)
        for leaf in deciding.leaves:
            if leaf.truth is False:
                yield leaf.leaf.kind
                yield from (t.test.attribute for t in leaf.tests if t.truth is False)
