"""A run over an engine that proposes all there is: what is concluded, in which order, and how certain it is."""

import itertools
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from engine.small_packs import THING, fact
from engine.strategies import absent, bind, count, kind, rule, vocabulary
from regiokompas.engine.fragment import OPEN, EncodedFact, Fragment, Pattern, fragments
from regiokompas.engine.proposer import Proposal
from regiokompas.engine.run import Run, run
from regiokompas.errors import EngineDisagreement, EngineError
from regiokompas.facts import Fact, FactBase
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, Any, Rule, Severity

OWNED = kind("owned", Attribute("owner", AttributeType.KEY), subject="owner")
KINDS = vocabulary(THING, OWNED, kind("perhaps", Attribute("size", AttributeType.COUNT), is_open=True))


class Everything:
    """Proposes every way to fill a fragment with facts of its kinds, whether they fit or not, but those it is blind to."""

    capacity = None

    def __init__(self, fragments: Sequence[Fragment], name: str = "everything", blind: str = "") -> None:
        self.fragments, self.name, self.blind = fragments, name, blind

    @contextmanager
    def session(self) -> Iterator["_Session"]:
        yield _Session(self)

    def close(self) -> None:
        pass


class _Session:
    def __init__(self, of: Everything) -> None:
        self.of = of
        self.facts: list[EncodedFact] = []
        self.told: set[Proposal] = set()

    def add(self, facts: Sequence[EncodedFact]) -> None:
        self.facts += facts

    def propose(self, stratum: int) -> Iterable[Proposal]:
        for fragment in self.of.fragments:
            if fragment.stratum != stratum or fragment.branch.rule == self.of.blind:
                continue
            kinds = [[fact.number for fact in self.facts if _is_of(fact, pattern)] for pattern in fragment.patterns]
            for numbers in itertools.product(*kinds):
                proposal = Proposal(fragment.name, numbers)
                if proposal not in self.told:
                    self.told.add(proposal)
                    yield proposal


def _is_of(fact: EncodedFact, pattern: Pattern) -> bool:
    """Whether a fact is of the kind of a pattern, which open facts have as a number."""
    kind = {bound.number for bound in pattern.bounds if bound.slot == "kind"}
    return fact.kind == pattern.kind and (pattern.kind != OPEN or fact.numbers["kind"] in kind)


def ran(rules: Sequence[Rule], *facts: Fact, open_kinds: Iterable[str] = (), blind: str | None = None) -> Run:
    """Run rules over facts; if something is blind, beside a second engine that is blind to it."""
    program = compile_rules(list(rules), KINDS)
    native, encoder = fragments(program)
    proposers = [Everything(native)]
    if blind is not None:
        proposers.append(Everything(native, "blinded", blind))
    return run(program, encoder, native, FactBase.of(facts, open_kinds), proposers)


def found(result: Run) -> list[tuple[str, tuple[str, ...], int, bool | None]]:
    return [(m.rule, tuple(entry.key for entry in m.facts), m.branch, m.truth) for m in result.matches]


def on_findings(name: str, of: str, *tests: tuple[str, str, object], severity: Severity = Severity.LOW) -> Rule:
    """Return a rule about the findings of another, if it is about the same thing."""
    about = ("subject", "eq", "$a.key")
    return rule(
        name, All((bind("a", "thing"), bind("f", "finding", ("rule", "eq", of), about, *tests))), severity=severity
    )


BIG = rule("big", All((bind("a", "thing", ("size", "gt", 3)),)), field="scale", severity=Severity.HIGH)


def test_matches_come_by_rule_then_by_facts_then_by_branch_and_what_is_refused_is_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    small = rule("a-rule", Any((bind("a", "thing", ("size", "gt", 1)), bind("a", "thing", ("word", "eq", "x")))))
    facts = [fact("b", size=5, word="x"), fact("a", size=4, word="y"), fact("c", size=1, word="y"), fact("d")]
    with caplog.at_level(logging.DEBUG, logger="regiokompas"):
        result = ran([BIG, small], *facts)
    assert found(result) == [
        ("a-rule", ("a",), 0, True),
        ("a-rule", ("b",), 0, True),
        ("a-rule", ("b",), 1, True),
        ("a-rule", ("d",), 0, None),
        ("a-rule", ("d",), 1, None),
        ("big", ("a",), 0, True),
        ("big", ("b",), 0, True),
        ("big", ("d",), 0, None),
    ]
    assert (result.proposed, result.discarded) == ({"everything": 12}, {"everything": 4})
    assert [record.getMessage() for record in caplog.records] == ["everything: 4 of 12 proposals discarded"]


def test_what_is_certain_comes_before_what_is_possible_and_without_refusals_nothing_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG, logger="regiokompas"):
        result = ran([BIG], fact("a", size=4))
    assert (found(result), result.discarded) == ([("big", ("a",), 0, True)], {"everything": 0})
    assert not caplog.records
    assert [entry.key for entry in result.memory.of_kind("thing")] == ["a"]


def test_a_finding_says_what_its_rule_is_and_what_it_is_about() -> None:
    result = ran([BIG, on_findings("follows", "big")], fact("a", size=4), Fact("owned", "owned:1", {"owner": "a"}))
    assert found(result)[1] == ("follows", ("a", "finding:big:a"), 0, True)
    (finding, last) = result.memory.of_kind("finding")
    assert finding.key == "finding:big:a"
    assert isinstance(finding, Fact)
    assert finding.values == {
        "rule": "big",
        "id": "ID-big",
        "field": "scale",
        "kind": "signal",
        "severity": "high",
        "subject": "a",
    }
    assert (last.key, result.memory.exists(last)) == ("finding:follows:a", True)


def test_a_finding_about_a_row_is_about_the_subject_of_the_row_or_else_the_row() -> None:
    owned = rule("owned-rule", All((bind("o", "owned"),)))
    result = ran([owned], Fact("owned", "owned:1", {"owner": "a"}), Fact("owned", "owned:2", {"owner": ("a", "b")}))
    assert [(entry.key, entry.get("subject")) for entry in result.memory.of_kind("finding")] == [
        ("finding:owned-rule:owned:1", "a"),
        ("finding:owned-rule:owned:2", "owned:2"),
    ]


def test_what_follows_from_what_may_be_so_may_be_so() -> None:
    result = ran(
        [BIG, on_findings("follows", "big"), on_findings("and-so-on", "follows")], fact("a"), fact("b", size=5)
    )
    assert [(name, keys[0], truth) for name, keys, _, truth in found(result)] == [
        ("and-so-on", "a", None),
        ("and-so-on", "b", True),
        ("big", "a", None),
        ("big", "b", True),
        ("follows", "a", None),
        ("follows", "b", True),
    ]
    assert result.memory.exists(next(iter(result.memory.of_kind("finding")))) is None


def test_one_certain_match_makes_a_finding_certain_and_with_it_all_that_followed() -> None:
    """The way that is only possible is seen first, and what was concluded from it is judged again."""
    late = Any((All((bind("a", "thing", ("word", "eq", "x")),)), All((bind("a", "thing"), bind("f", "finding", ("rule", "eq", "big"), ("subject", "eq", "$a.key"))))))  # fmt: skip
    rules = [BIG, rule("late", late), on_findings("follows", "late"), on_findings("z-last", "follows")]
    result = ran(rules, fact("a", size=5))
    assert {(name, branch, truth) for name, _, branch, truth in found(result)} == {
        ("big", 0, True),
        ("late", 0, None),
        ("late", 1, True),
        ("follows", 0, True),
        ("z-last", 0, True),
    }


def test_a_rule_that_reads_its_own_findings_goes_on_until_nothing_follows_any_more() -> None:
    """Each thing belongs to the next; what is reached is certain as soon as one way to it is."""
    from_one_on = (bind("a", "thing"), bind("f", "finding", ("rule", "eq", "reached"), ("subject", "eq", "$a.group")))
    reached = rule("reached", Any((All((bind("a", "thing", ("size", "eq", 1)),)), All(from_one_on))))
    chain = [
        fact("a", group="nowhere", size=1),
        fact("b", group="a", size=2),
        fact("c", group="b"),
        fact("d", group="c", size=2),
    ]
    result = ran(
        [reached], *chain, fact("e", group="nowhere", size=2), fact("f", group="e"), fact("g", group="f", size=2)
    )
    assert {(keys[0], branch, truth) for _, keys, branch, truth in found(result)} == {
        ("a", 0, True),
        ("b", 1, True),
        ("c", 0, None),
        ("c", 1, True),
        ("d", 1, True),
        ("f", 0, None),
        ("g", 1, None),
    }


def test_absences_and_counts_of_findings_are_judged_when_those_are_settled() -> None:
    none = rule(
        "none-big", All((bind("a", "thing"), absent("finding", ("rule", "eq", "big"), ("subject", "eq", "$a.key"))))
    )
    two = rule("two-big", All((bind("a", "thing"), count("finding", 2, ("rule", "eq", "big")))))
    result = ran([BIG, none, two], fact("a", size=5), fact("b", size=1), fact("c", size=7))
    assert [(name, keys[0]) for name, keys, _, _ in found(result) if name != "big"] == [
        ("none-big", "b"),
        ("two-big", "a"),
        ("two-big", "b"),
        ("two-big", "c"),
    ]


def test_of_a_kind_that_may_have_more_facts_there_may_be_findings() -> None:
    may_be = rule("may-be", All((bind("p", "perhaps", ("size", "gt", 3)),)))
    about = rule("about", All((bind("a", "thing"), bind("f", "finding", ("rule", "eq", "may-be")))))
    result = ran([may_be, about], fact("a"), open_kinds=["perhaps"])
    assert found(result) == [
        ("about", ("a", "?finding:may-be"), 0, None),
        ("may-be", ("?perhaps",), 0, None),
    ]
    finding = next(entry for entry in result.memory.of_kind("finding") if entry.get("rule") == "may-be")
    assert (finding.get("id"), finding.get("subject")) == ("ID-may-be", None)


def test_two_engines_that_propose_the_same_are_counted_apart() -> None:
    result = ran([BIG], fact("a", size=4), fact("b", size=1), blind="nothing")
    assert found(result) == [("big", ("a",), 0, True)]
    assert result.proposed == {"everything": 2, "blinded": 2}
    assert result.discarded == {"everything": 1, "blinded": 1}


def test_an_engine_that_proposes_too_little_is_found_out_beside_another() -> None:
    with pytest.raises(EngineDisagreement) as caught:
        ran([BIG], fact("b", size=5), fact("a", size=4), fact("c", size=1), blind="big")
    assert str(caught.value) == "everything and blinded differ in 2 matches, the first of them ('big', ('a',), 0, 0)"
    with pytest.raises(EngineDisagreement, match=r"first of them \('big', \('a',\), 0, 1\)$"):
        ran([BIG], fact("a"), blind="big")


def test_without_an_engine_nothing_runs() -> None:
    program = compile_rules([BIG], KINDS)
    native, encoder = fragments(program)
    with pytest.raises(EngineError, match=r"^no inference engine to run$"):
        run(program, encoder, native, FactBase.of([]), [])
