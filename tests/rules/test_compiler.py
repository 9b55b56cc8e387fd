"""Compilation: branches without any, and strata that settle what absence looks at."""

from dataclasses import replace

import pytest

from regiokompas.errors import PackError, Source
from regiokompas.facts import vocabulary
from regiokompas.rules import compile_rules
from regiokompas.rules.compiler import Branch, conclusions_read, conjunctions
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Operand,
    Operator,
    Parameter,
    ParameterValue,
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


def test_parameters_are_filled_in_with_their_own_values_or_with_others() -> None:
    much, least = (
        Parameter(name, value, "count", None, None, Bilingual("", "")) for name, value in (("much", 5), ("least", 2))
    )
    dear = (Test("amount", Operator.GT, ParameterValue("much"), HERE), Test("status", Operator.EQ, "open", HERE))
    chairs = Count("role", (Test("role", Operator.EQ, "chair", HERE),), ParameterValue("least"), "holder", HERE)
    funds = Bind("fund", "fund", dear, HERE)
    written = replace(
        rule("a", Any((Absent("fund", dear, HERE), funds)), chairs), parameters={"much": much, "least": least}
    )
    program = compile_rules([written], vocabulary(), {"a": {"least": 3}})
    filled = (Test("amount", Operator.GT, 5, HERE), Test("status", Operator.EQ, "open", HERE))
    counted = Count("role", chairs.tests, 3, "holder", HERE)
    assert program.rules["a"].rule is written
    assert program.rules["a"].branches == (
        Branch("a", 0, (bind("theme"), Absent("fund", filled, HERE), counted)),
        Branch("a", 1, (bind("theme"), Bind("fund", "fund", filled, HERE), counted)),
    )
    assert {leaf.source for _, branch in program.branches() for leaf in branch.leaves} == {HERE}
    assert {test.source for _, branch in program.branches() for leaf in branch.leaves for test in leaf.tests} == {HERE}
    assert program.vocabulary is vocabulary()
    for compiled in (program, compile_rules([rule("a")], vocabulary())):
        assert compiled.subject_kind("a") is vocabulary().kinds["theme"]
    with pytest.raises(TypeError, match=r"^at_least must be a number, got 'many'$"):
        compile_rules([written], vocabulary(), {"a": {"least": "many"}})


@pytest.mark.parametrize(
    ("tests", "read"),
    [
        ([], {"a", "b"}),
        ([("rule", Operator.EQ, "a")], {"a"}),
        ([("rule", Operator.NE, "a")], {"b"}),
        ([("rule", Operator.IN, ("b", "c"))], {"b"}),
        ([("field", Operator.EQ, "content")], {"a"}),
        ([("field", Operator.NE, "content")], {"b"}),
        ([("kind", Operator.EQ, "risk")], {"a"}),
        ([("severity", Operator.EQ, "high")], {"b"}),
        ([("severity", Operator.MATCHES, "h*")], {"a", "b"}),
        ([("subject", Operator.EQ, "theme:t"), ("kind", Operator.IN, ("strength",))], {"b"}),
        ([("rule", Operator.EQ, AttributeOf("f", "rule")), ("field", Operator.EQ, "scale")], {"b"}),
    ],
)  # fmt: skip
def test_which_rules_a_condition_can_read_is_narrowed_by_what_it_asks_of_them(
    tests: list[tuple[str, Operator, Operand]], read: set[str]
) -> None:
    rules = [rule("a"), replace(rule("b"), field="scale", kind=RuleKind.STRENGTH, severity=Severity.HIGH)]
    asked = tuple(Test(*test, HERE) for test in tests)
    assert conclusions_read(Bind("f", "finding", asked, HERE), rules) == read
    assert conclusions_read(Bind("f", "theme", asked, HERE), rules) == set()


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
    both = Bind("f", "finding", reads("b"), HERE)
    for conditions in ((leaf,), (leaf, both), (both, leaf)):
        with pytest.raises(PackError) as caught:
            strata(rule("a", *conditions), rule("b", Bind("f", "finding", reads("a"), HERE)))
        (problem,) = caught.value.problems
        assert problem.message == "a reads the absence or the number of findings of b, which depends on a itself"
        assert problem.expected == "absent and count look only at findings that are settled before the rule runs"


def test_what_a_condition_can_read_is_narrowed_by_its_constant_tests() -> None:
    critical = (Test("severity", Operator.EQ, "critical", HERE),)
    assert strata(rule("a"), rule("b", Absent("finding", critical, HERE))) == {"a": 0, "b": 0}


def test_a_rule_about_findings_that_lead_back_to_its_own_is_refused_for_it_would_never_end() -> None:
    about_itself = replace(rule("a"), when=Bind("f", "finding", (Test("field", Operator.EQ, "content", HERE),), HERE))
    with pytest.raises(PackError, match="would never end") as caught:
        strata(about_itself)
    assert caught.value.problems[0].expected == "rule: the name of a rule that does not read it"
    about_another = replace(rule("b"), when=Bind("f", "finding", reads("a"), HERE))
    assert strata(rule("a"), about_another) == {"a": 0, "b": 1}
