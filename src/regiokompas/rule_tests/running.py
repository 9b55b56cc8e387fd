"""Rule tests: the cases inside each rule, run on the engine that serves diagnoses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regiokompas.engine.check import LeafResult
from regiokompas.engine.fragment import fragments
from regiokompas.engine.run import Run, run
from regiokompas.engine.selection import make_proposers
from regiokompas.explain import missing, nearest
from regiokompas.facts.schema import FactBase, FactKind, Value, Vocabulary
from regiokompas.rules.compiler import CompiledRule, compile_rules
from regiokompas.rules.language import Rule, RuleTest

__all__ = ["RuleTestResult", "run_rule_tests"]


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """How one test of a rule went.

    ``because`` names everything that decided: attributes and kinds of facts. ``ways`` are the conditions as they were
    decided: for each match, or where there is none for each subject, how near the rule came.
    """

    rule: str
    test: RuleTest
    outcome: str
    because: frozenset[str]
    ways: tuple[tuple[LeafResult, ...], ...] = ()

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
            yield _judge(test, program.rules[rule.name], result, vocabulary.kinds)
    finally:
        for proposer in proposers:
            proposer.close()


def _judge(test: RuleTest, compiled: CompiledRule, result: Run, kinds: Mapping[str, FactKind]) -> RuleTestResult:
    name = compiled.rule.name
    certain = tuple(match.leaves for match in result.matches if match.truth)
    if certain:
        return RuleTestResult(name, test, "fires", frozenset(), certain)
    if result.matches:
        waits = {item.attribute or item.kind for match in result.matches for item in missing(match)}
        ways = tuple(match.leaves for match in result.matches)
        return RuleTestResult(name, test, "undecided", frozenset(waits), ways)
    subject_kind = compiled.branches[0].bindings[0].kind
    entries = result.memory.of_kind(subject_kind)
    ways = tuple(nearest(compiled, entry, result.memory, kinds).leaves for entry in entries)
    because = frozenset(_refusals(ways)) if ways else frozenset({subject_kind})
    return RuleTestResult(name, test, "silent", because, ways)


def _refusals(ways: tuple[tuple[LeafResult, ...], ...]) -> Iterator[str]:
    """Name what keeps the rule from firing, for each fact that it could be about."""
    for way in ways:
        for leaf in way:
            if leaf.truth is False:
                yield leaf.leaf.kind
                yield from (t.test.attribute for t in leaf.tests if t.truth is False)
