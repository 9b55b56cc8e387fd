"""Compilation: branches without any, and strata that settle what absence looks at."""

from dataclasses import replace

import pytest

from regiokompas.errors import PackError, Source
from regiokompas.facts import vocabulary
from regiokompas.rules import compile_rules
from regiokompas.rules.compiler import conjunctions
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    Bind,
    Condition,
    Count,
    Operator,
    Rule,
    RuleKind,
    RuleStatus,
    Severity,
    Test,
)
from regiokompas.texts import Bilingual

HERE = Source("<test>")


def bind(name: str) -> Bind:
    return Bind(name, "theme", (), HERE)


def reads(rule: str) -> tuple[Test, ...]:
    return (Test("rule", Operator.EQ, rule, HERE),)


def rule(name: str, *conditions: Condition) -> Rule:
    text = Bilingual("", "")
    return Rule(
        name.upper(), name, "content", RuleKind.RISK, Severity.LOW, RuleStatus.STABLE, ("E1",), (), {},
        All((bind("theme"), *conditions)), text, None, text, (), "0.1", None, HERE,
    )  # fmt: skip


def strata(*rules: Rule) -> dict[str, int]:
    return {name: compiled.stratum for name, compiled in compile_rules(rules, vocabulary()).rules.items()}


def test_any_multiplies_out() -> None:
    a, b, c, d = map(bind, "abcd")
    assert conjunctions(All((a, Any((b, All((c, d))))))) == [(a, b), (a, c, d)]


def test_a_rule_runs_after_the_rules_whose_findings_it_reads() -> None:
    assert strata(
        rule("a"),
        rule("b", Bind("f", "finding", reads("a"), HERE)),
        rule("c", Absent("finding", reads("b"), HERE)),
        rule("d", Count("finding", reads("a"), 2, None, HERE)),
    ) == {"a": 0, "b": 1, "c": 2, "d": 1}


def test_rules_that_read_each_other_share_a_stratum() -> None:
    result = strata(
        rule("a", Bind("f", "finding", reads("b"), HERE)),
        rule("b", Bind("f", "finding", reads("a"), HERE)),
        rule("c", Absent("finding", reads("a"), HERE)),
    )
    assert result == {"a": 0, "b": 0, "c": 1}


@pytest.mark.parametrize("leaf", [Absent("finding", reads("b"), HERE), Count("finding", reads("b"), 1, None, HERE)])
def test_a_cycle_through_absence_is_refused(leaf: Condition) -> None:
    with pytest.raises(PackError, match="a reads the absence or the number of findings of b"):
        strata(rule("a", leaf), rule("b", Bind("f", "finding", reads("a"), HERE)))


def test_what_a_condition_can_read_is_narrowed_by_its_constant_tests() -> None:
    critical = (Test("severity", Operator.EQ, "critical", HERE),)
    assert strata(rule("a"), rule("b", Absent("finding", critical, HERE))) == {"a": 0, "b": 0}


def test_a_rule_about_findings_that_lead_back_to_its_own_is_refused_for_it_would_never_end() -> None:
    about_itself = replace(rule("a"), when=Bind("f", "finding", (Test("field", Operator.EQ, "content", HERE),), HERE))
    with pytest.raises(PackError, match="would never end"):
        strata(about_itself)
    about_another = replace(rule("b"), when=Bind("f", "finding", reads("a"), HERE))
    assert strata(rule("a"), about_another) == {"a": 0, "b": 1}
