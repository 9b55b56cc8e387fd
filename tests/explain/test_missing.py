"""What an undecided rule waits for: the values that nobody wrote down, and the facts that there may be."""

from engine.small_packs import KINDS, fact
from engine.strategies import absent, bind, count, rule
from regiokompas.engine.check import Entry, Memory, check
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain.missing import Missing, missing
from regiokompas.facts import Fact
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Condition


def waits_for(*conditions: Condition, facts: tuple[Entry, ...], bound: int = 1) -> tuple[Missing, ...]:
    """Return what the conditions wait for, of which the first so many facts are bound."""
    memory = Memory()
    for entry in facts:
        memory.add(entry, certain=entry.kind != "finding")
    (branch,) = compile_rules([rule("r", All(conditions))], KINDS).rules["r"].branches
    match = check(branch, facts[:bound], memory)
    assert match is not None
    return missing(match)


def test_each_value_that_is_unknown_is_missing_once_and_what_is_known_is_not() -> None:
    asked = bind("a", "thing", ("size", "gt", 3), ("size", "lt", 9), ("word", "eq", "x"), ("flag", "eq", True))
    assert waits_for(asked, facts=(fact("t", word="x"),)) == (
        Missing("thing", "t", "flag"),
        Missing("thing", "t", "size"),
    )
    assert waits_for(asked, facts=(fact("t", word="x", size=4, flag=True),)) == ()


def test_of_two_values_that_are_compared_each_may_be_missing() -> None:
    compared = (bind("a", "thing"), bind("b", "other", ("group", "eq", "$a.group"), ("size", "gt", "$a.size")))
    small, big = fact("t", size=1), fact("o", "other", size=2)
    assert waits_for(*compared, facts=(fact("t"), big), bound=2) == (Missing("thing", "t", "size"),)
    assert waits_for(*compared, facts=(small, fact("o", "other")), bound=2) == (Missing("other", "o", "size"),)
    both = (Missing("other", "o", "size"), Missing("thing", "t", "size"))
    assert waits_for(*compared, facts=(fact("t"), fact("o", "other")), bound=2) == both
    there_may_be = (OpenFact("thing"), fact("o", "other", size=2))
    assert waits_for(*compared, facts=there_may_be, bound=2) == (Missing("thing", "?thing", ""),)


def test_of_what_may_count_only_what_is_unknown_of_it_is_missing() -> None:
    none_is_big = (bind("a", "thing"), absent("other", ("size", "gt", 3), ("group", "eq", "$a.group")))
    others = (fact("t"), fact("o", "other"), fact("p", "other", group="elsewhere"), fact("q", "other", size=1))
    assert waits_for(*none_is_big, facts=others) == (Missing("other", "o", "size"),)
    two_are_big = (bind("a", "thing"), count("other", 2, ("size", "gt", 3), ("group", "eq", "$a.group")))
    assert waits_for(*two_are_big, facts=(*others, fact("r", "other", size=5))) == (Missing("other", "o", "size"),)
    first, *rest = others
    found = waits_for(*none_is_big, facts=(first, OpenFact("other"), *rest))
    assert found == (Missing("other", "?other", ""), Missing("other", "o", "size"))


def test_what_is_counted_by_is_missing_where_it_is_unknown() -> None:
    two_groups = (bind("a", "thing"), count("other", 2, ("flag", "eq", True), distinct="size"))
    others = (fact("o", "other", flag=True), fact("p", "other", flag=True, size=1))
    assert waits_for(*two_groups, facts=(fact("t"), *others)) == (Missing("other", "o", "size"),)


def test_a_finding_is_missing_as_long_as_its_rule_is_undecided() -> None:
    finding = Fact("finding", "finding:s:t", {"rule": "s", "id": "S", "subject": "t"})
    conditions = (bind("a", "thing"), bind("f", "finding", ("rule", "eq", "s"), ("subject", "eq", "$a.key")))
    found = waits_for(*conditions, facts=(fact("t"), finding), bound=2)
    assert found == (Missing("finding", "finding:s:t", ""),)
    assert waits_for(bind("a", "thing", ("size", "gt", 1)), facts=(OpenFact("thing"),)) == (
        Missing("thing", "?thing", ""),
    )
