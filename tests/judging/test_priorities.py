"""Priorities: lexicographic, every step shown, the same in any order of the input."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from regiokompas.io.document import Document
from regiokompas.judging.priorities import partners_touched, rank_findings
from regiokompas.model import read
from regiokompas.results.findings import Finding, fingerprint
from regiokompas.rules import Weight
from regiokompas.texts import term

PLAIN = Finding(
    rank=0, rule="a-rule", id="FIN01", field="financing", kind="risk", severity="high", subjects=("theme:a",), about="",
    message="", advice="Do.", effort="low", decide=None, why="", claims=(), reasons=(), priority=(), reach=2, consequences=0,
    margin=0.1, matches=1, follows_from=(), fingerprint="", source=None,
)  # fmt: skip


def finding(subject: str, **changes: object) -> Finding:
    return replace(PLAIN, subjects=(subject,), fingerprint=fingerprint("a-rule", (subject,)), **changes)  # type: ignore[arg-type]


def order(*findings: Finding) -> list[str]:
    return [f.subjects[0] for f in rank_findings(findings, 11, "en")]


def test_each_step_only_decides_where_all_before_it_are_equal() -> None:
    ladder = [
        finding("severity", severity="critical", reach=0, margin=None, effort="high"),
        finding("reach", reach=5, margin=None, effort="high"),
        finding("consequences", consequences=3, margin=None, effort="high"),
        finding("margin", margin=0.5, effort="high"),
        finding("z-low", effort="low"),  # by their subjects these would come the other way around
        finding("y-medium", effort="medium"),
        finding("x-none", effort=None),
        finding("a-no-margin", margin=None),
        finding("strength", kind="strength", severity="critical", reach=11),
    ]
    subjects = [each.subjects[0] for each in ladder]
    for seed in range(20):
        shuffled = random.Random(seed).sample(ladder, len(ladder))
        assert order(*shuffled) == subjects


def test_a_field_that_counts_for_more_comes_before_reach_and_says_so() -> None:
    def weight(field: str) -> Weight:
        return {"knowledge": Weight.HEAVY, "financing": Weight.NORMAL, "governance": Weight.LIGHT}[field]

    findings = [
        finding("light", field="governance", reach=9),
        finding("normal", field="financing", reach=7),
        finding("heavy", field="knowledge", reach=1),
    ]
    ranked = rank_findings(findings, 11, "en", weight)
    assert [(f.rank, f.subjects[0]) for f in ranked] == [(1, "heavy"), (2, "normal"), (3, "light")]
    assert [f.priority[1] for f in ranked] == [
        f"{term('knowledge', 'en')} counts for more in this profile",
        "touches 7 of 11 partners",
        f"{term('governance', 'en')} counts for less in this profile",
    ]
    heavy, _, light = rank_findings(findings, 11, "nl", weight)
    assert heavy.priority[1] == f"{term('knowledge', 'nl')} weegt zwaar in dit profiel"
    assert light.priority[1] == f"{term('governance', 'nl')} weegt licht in dit profiel"


def test_every_step_is_shown() -> None:
    (ranked,) = rank_findings([finding("a", severity="critical", reach=9, consequences=3)], 11, "en")
    assert ranked.priority == (
        "critical",
        "touches 9 of 11 partners",
        "3 other findings follow from it",
        "10% beyond the limit",
        "effort low",
    )
    (ranked,) = rank_findings([finding("a", consequences=1)], 11, "en")
    assert ranked.priority[2] == "1 other finding follows from it"
    (ranked,) = rank_findings([finding("a", consequences=1)], 11, "nl")
    assert ranked.priority == (
        "hoog",
        "raakt 2 van de 11 partners",
        "1 andere bevinding volgt eruit",
        "10% voorbij de grens",
        "inspanning laag",
    )
    (ranked,) = rank_findings([finding("a", consequences=2)], 11, "nl")
    assert "2 andere bevindingen volgen eruit" in ranked.priority
    (ranked,) = rank_findings([finding("a", margin=12.5)], 11, "nl")
    assert "1.250% voorbij de grens" in ranked.priority


def test_what_does_not_apply_is_no_step() -> None:
    (ranked,) = rank_findings([finding("a", margin=None, effort=None)], 0, "en")
    assert ranked.priority == ("high",)
    for partners, nl, en in (
        (1, "raakt de enige partner", "touches the only partner"),
        (2, "raakt alle 2 partners", "touches all 2 partners"),
    ):
        everyone = [finding("a", margin=0.0, effort=None, reach=partners)]
        (ranked,) = rank_findings(everyone, partners, "en")
        assert ranked.priority == ("high", en)
        (ranked,) = rank_findings(everyone, partners, "nl")
        assert ranked.priority == ("hoog", nl)


@given(st.permutations(range(12)))
def test_the_order_of_the_input_does_not_matter(permutation: list[int]) -> None:
    findings = [finding(f"s{n}", severity=["high", "low"][n % 2], reach=n % 3) for n in range(12)]
    assert rank_findings([findings[n] for n in permutation], 11, "nl") == rank_findings(findings, 11, "nl")


def test_a_finding_touches_the_partners_of_what_it_is_about() -> None:
    region = read(
        Document(
            {
                "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
                "partners": [{"key": f"partner:{x}", "name": x} for x in "abcd"],
                "persons": [{"key": "person:x", "function": "x", "employer": "partner:a", "deputies": ["person:y"]},
                            {"key": "person:y", "function": "y", "employer": "partner:b"}],
                "themes": [{"key": "theme:t", "name": "T", "partners": ["partner:a", "partner:b"]}],
                "funds": [{"key": "fund:f", "name": "F", "owner": "partner:c", "theme": "theme:t"}],
                "agreements": [{"key": "agreement:exit", "kind": "exit"}],
                "decisions": [{"key": "decision:d", "subject": "D", "concerns": "partnership:p"}],
            },
            "<test>",
        )
    )  # fmt: skip

    def touched(*keys: str) -> str:
        return "".join(sorted(key[-1] for key in partners_touched(region, keys)))

    assert touched("partner:d") == "d"
    assert touched("person:x") == "a"
    assert touched("theme:t") == "ab"
    assert touched("fund:f") == "abc"
    assert touched("agreement:exit") == "abcd"
    assert touched("decision:d") == "abcd"
    assert touched("person:x", "partner:d") == "ad"
    assert touched("not-an-entity") == ""
    assert touched("partner:d", "person:x", "theme:t") == "abd", "all of them, whichever is looked at first"
    assert touched("fund:f", "theme:t", "theme:t", "person:y", "partner:d") == "abcd", "what was seen stops nothing"
    assert touched("partner:c", "theme:t", "fund:f") == "abc"


def test_identity_depends_on_rule_and_subjects_alone() -> None:
    assert fingerprint("r", ("a", "b")) == fingerprint("r", ("a", "b"))
    assert len({fingerprint("r", ("a", "b")), fingerprint("r", ("ab",)), fingerprint("q", ("a", "b"))}) == 3
