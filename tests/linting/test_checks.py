"""Each check finds the fault that was planted for it, at its place, and nothing in the rule as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from regiokompas.facts import vocabulary
from regiokompas.linting import Lint, LintResult, checks, lint
from regiokompas.linting.showing import lint_json, lint_sarif, lint_text

RULE = """\
id: FIN99
name: some-rule
field: financing
kind: risk
severity: high
claims: [C1]
parameters:
  least: {value: 2, unit: count, range: [1, 5], why: {nl: een oordeel, en: a judgement}}
when:
  - {as: money, fact: theme_funding, funds: {gte: $least}}
finding: {nl: "{money} heeft {money.funds} potjes", en: "{money} has {money.funds} funds"}
advice: {nl: Doe iets., en: Do something., effort: low, no_remedy: this is a test}
why: {nl: Daarom is dit zo., en: Because it is so.}
tests:
  - {name: two, given: [{fact: theme_funding, theme: theme:t, funds: 2}], expect: fires}
  - {name: one, given: [{fact: theme_funding, theme: theme:t, funds: 1}], expect: {silent: funds}}
  - {name: unknown, given: [{fact: theme_funding, theme: theme:t}], expect: {undecided: funds}}
"""
CLAIMS = "claims:\n  C1: {paragraph: 1, field: financing, nl: een, en: one}\n"
PACK = """\
name: own
title: {nl: Eigen, en: Own}
version: "1"
prefixes: [FIN]
requires: ">=0.1"
licence: MIT
"""
FUNDS = "{as: money, fact: theme_funding, funds: {gte: $least}}"

Linter = Callable[..., LintResult]


@pytest.fixture
def linted(tmp_path: Path) -> Linter:
    """Write a pack with the rule, changed, and other files, and lint it."""

    def run(*changes: tuple[str, str], **files: str) -> LintResult:
        text = RULE
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        folder = tmp_path / "own"
        named = {"financing/some-rule": text, "claims": CLAIMS, "pack": PACK}
        named |= {name.replace("__", "/").replace("_", "-"): content for name, content in files.items()}
        for name, content in named.items():
            path = folder / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return lint([str(folder)], vocabulary())

    return run


def other(name: str = "other-rule", id_: str = "FIN98", **changes: str) -> str:
    """Return a rule that says something else; each change replaces the rest of the line that begins so."""
    lines = []
    words = {
        "finding": '{nl: "Geheel iets anders over {money}", en: "Quite another thing about {money}"}',
        "advice": "{nl: Ga bellen., en: Make a call., effort: low, no_remedy: this is another test}",
        "why": "{nl: De reden is een andere., en: The ground differs.}",
        **changes,
    }
    for line in RULE.replace("some-rule", name).replace("FIN99", id_).splitlines():
        key = line.partition(":")[0]
        lines.append(f"{key}: {words[key]}" if key in words else line)
    return "\n".join(lines) + "\n"


def codes(result: LintResult) -> list[str]:
    return [found.code for found in result.lints]


def only(result: LintResult, code: str) -> Lint:
    found = [lint for lint in result.lints if lint.code == code]
    assert found, str(codes(result))
    return found[0]


def test_the_rule_as_it_is_gives_nothing(linted: Linter) -> None:
    assert not linted().lints


def when(*conditions: str) -> tuple[str, str]:
    return f"  - {FUNDS}\n", "".join(f"  - {condition}\n" for condition in conditions)


@pytest.mark.parametrize(
    ("code", "change", "line", "said"),
    [
        ("never-holds", ("funds: {gte: $least}}", "funds: {gte: $least}, owners: {gt: 5, lt: 3}}"), 10, "gt 5 and lt 3"),
        ("never-holds", ("funds: {gte: $least}}", "funds: {gte: $least}, owners: {gt: 2, lt: 3}}"), 10, "gt 2 and lt 3"),
        ("never-holds", ("funds: {gte: $least}}", "funds: {gte: $least}, firm_share: {gte: 50}}"), 10, "gte 50"),
        ("never-holds", ("funds: {gte: $least}}", "funds: {gte: $least, lt: 2}}"), 10, "gte 2 and lt 2"),
        ("never-holds", ("funds: {gte: $least}}", "funds: {gte: $least, known: false}}"), 10, "known false"),
        ("never-holds", when(FUNDS, "{as: d, fact: fund, theme: $money.theme, status: {in: [open, refused], ne: open, eq: committed}}"), 11, "no fund can have a status"),
        ("never-holds", when(FUNDS, "{as: d, fact: fund, theme: $money.theme, amount: {lt: $money.total, gt: $money.total}}"), 11, "no fund can have a amount"),
        ("never-holds", when(FUNDS, "{count: goal, at_least: 1, agreed: true}", "{absent: goal}"), 11, "are absent"),
        ("never-holds", when(FUNDS, "{count: partnership, at_least: 2}"), 11, "there is one partnership, never 2"),
        ("never-holds", when(FUNDS, "{count: fund, at_least: 5, distinct: status}"), 11, "status has 4 values, never 5"),
        ("never-holds", when(FUNDS, "{as: one, fact: partnership}", "{as: two, fact: partnership}"), 12, "it is bound already"),
        ("always-holds", ("funds: {gte: $least}}", "funds: {gte: $least}, owners: {gte: 0}}"), 10, "every known owners is gte 0"),
        ("always-holds", when(FUNDS, "{as: g, fact: goal, theme: $money.theme}", "{as: f, fact: fund, theme: $money.theme, status: [committed, conditional, open, refused]}"), 12, "every known status"),
        ("implied", ("funds: {gte: $least}}", "funds: {gte: $least}, owners: {gt: 5, gte: 3}}"), 10, "owners gte 3 follows from gt 5"),
        ("implied", when(FUNDS, "{absent: goal, agreed: true}", "{absent: goal, agreed: true, measurable: true}"), 12, "this follows from"),
        ("implied", when(FUNDS, "{count: goal, at_least: 3, agreed: true}", "{count: goal, at_least: 2}"), 12, "this follows from"),
        ("idle-alternative", when("{as: money, fact: theme_funding, funds: 2}", "any: [{absent: goal}, {all: [{absent: goal}, {absent: plan}]}]"), 11, "another of the same any"),
        ("chain-cannot-fire", when(FUNDS, "{as: f, fact: finding, rule: some-rule, severity: low, subject: $money.theme}"), 11, "no rule concludes such"),
        ("chain-cannot-fire", when(FUNDS, "{absent: finding, rule: some-rule, field: scale, subject: $money.theme}"), 11, "no rule concludes such"),
        ("unused-parameter", ("{gte: $least}", "{gte: 2}"), 8, "least is used nowhere"),
        ("unused-parameter", ("{gte: $least}}\nfinding: {nl: \"{money} heeft", "{gte: 2}}\nfinding: {nl: \"{money} ({parameter.least}) heeft"), 8, "least is only written in a text"),
        ("todo", ("en: Do something.", "en: TODO say what"), 12, "advice.en is still to be written"),
        ("empty-text", ("en: Because it is so.", 'en: " "'), 13, "why says nothing"),
        ("same-text", ("nl: Daarom is dit zo., en: Because it is so.", "nl: Because it is so., en: Because it is so."), 13, "the same in Dutch and English"),
        ("placeholders-differ", ("{money} has {money.funds} funds", "{money} has funds"), 11, "leaves out {money.funds}"),
        ("unfilled", ("{money.funds} potjes\", en: \"{money} has {money.funds}", "{money.total} potjes\", en: \"{money} has {money.total}"), 11, "{money.total} may be unknown"),
        ("no-remedy", (", no_remedy: this is a test", ""), 12, "some-rule has no remedy"),
        ("test-fails", ("funds: 1}], expect: {silent: funds}", "funds: 3}], expect: {silent: funds}"), 16, "one: fires"),
        ("test-name-twice", ("name: unknown", "name: two"), 15, "2 tests are named 'two'"),
        ("untested", when("{as: money, fact: theme_funding, funds: {gte: $least}, theme: {ne: theme:x}}"), 10, "without theme_funding.theme ne theme:x"),
        ("untested-limit", ("funds: {gte: $least}}", "funds: {gte: $least}, conditional: {gte: 1}}"), 10, "comes to the limit of theme_funding."),
        ("claim-uncarried", ("claims: [C1]", "sources: [A judgement.]"), 2, "no rule rests on C1"),
        ("deprecated", ("severity: high", "severity: high\nstatus: deprecated"), 1, "replaced by nothing, which is no rule"),
        ("signal-unread", ("kind: risk", "kind: signal"), 4, "no rule reads the signal some-rule"),
        ("invalid", ("funds: {gte: $least}}", "fnds: {gte: $least}}"), 10, "fnds is no attribute of theme_funding"),
        ("allowance", ("when:\n", "when:  # lint: allow implied because of old times\n"), 9, "this comment allows nothing"),
        ("allowance", ("when:\n", "when:  # lint: allow implied\n"), 9, "this comment gives no reason"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_at_its_place(
    linted: Linter, code: str, change: tuple[str, str], line: int, said: str
) -> None:
    found = only(linted(change), code)
    assert said in found.problem.message
    assert found.problem.source.line == line
    assert found.problem.text, "the line is shown"


@pytest.mark.parametrize(
    "condition",
    [
        "{as: money, fact: theme_funding, funds: {gt: 1, lt: 3}}",  # one number passes
        "{as: money, fact: theme_funding, funds: {gte: $least}, firm_share: {lte: 1}}",  # a share may exceed one
        "{as: money, fact: theme_funding, funds: {gte: $least}, total: {known: true, gt: 0}}",  # known is a demand too
        "{as: money, fact: theme_funding, funds: {gte: 0, lte: $least}}",
    ],
)
def test_what_can_hold_and_does_matter_is_left_alone(linted: Linter, condition: str) -> None:
    found = set(codes(linted(when(condition))))
    assert not found & {"never-holds", "implied", "idle-alternative"}
    assert "always-holds" not in found or "gte: 0" in condition


def test_a_rule_that_asks_the_same_repeats(linted: Linter) -> None:
    found = only(linted(financing__other_rule=other()), "repeats")
    assert found.problem.message == "some-rule fires for the same subjects as other-rule"


@pytest.mark.parametrize(
    ("severity", "condition", "shadowed"),
    [
        ("high", "funds: {gte: 4}", True),
        ("low", "funds: {gte: $least}, owners: {gte: 2}", True),
        ("critical", "funds: {gte: 4}", False),  # it raises the alarm
        ("high", "owners: {gte: 4}", False),
        ("high", "funds: {gte: 1}", False),  # then it is the other that is shadowed
    ],
)
def test_a_narrower_rule_of_no_more_severity_is_shadowed(
    linted: Linter, severity: str, condition: str, shadowed: bool
) -> None:
    narrow = other(severity=severity).replace("funds: {gte: $least}}", condition + "}")
    result = linted(financing__other_rule=narrow)
    assert shadowed == any(
        found.code == "shadowed" and found.problem.message.startswith("wherever other-rule") for found in result.lints
    )


def test_a_join_and_an_absence_count_in_what_shadows(linted: Linter) -> None:
    for_its_theme, for_all = "{absent: goal, theme: $money.theme}", "{absent: goal}"
    renamed = other().replace("{money", "{pots").replace(FUNDS, FUNDS.replace("as: money", "as: pots"))
    wider = renamed.replace("$least}}", "$least}}\n  - " + for_its_theme.replace("$money", "$pots"))
    result = linted(when(FUNDS, for_all), financing__other_rule=wider)
    assert only(result, "shadowed").problem.message.startswith("wherever some-rule")
    narrow = renamed.replace("$least}}", "$least}}\n  - " + for_all)
    result = linted(when(FUNDS, for_its_theme), financing__other_rule=narrow)
    assert only(result, "shadowed").problem.message.startswith("wherever other-rule")


def test_texts_that_hardly_differ_are_alike(linted: Linter) -> None:
    text = "Deze zin is lang genoeg om op te vallen als hij nog eens voorkomt met {n} woord anders."
    first = ("nl: Daarom is dit zo.", f"nl: {text.replace('{n}', 'een')}")
    second = other(why=f"{{nl: {text.replace('{n}', 'één')}, en: The ground differs.}}")
    found = only(linted(first, financing__other_rule=second), "alike")
    assert "the same as that of other-rule" in found.problem.message


def test_a_chain_of_rules_that_cannot_fire_is_dead_to_the_end(linted: Linter) -> None:
    reader = other().replace(FUNDS, FUNDS + "\n  - {as: f, fact: finding, rule: some-rule, subject: $money.theme}")
    assert "chain-cannot-fire" not in codes(linted(financing__other_rule=reader))
    dead = ("funds: {gte: $least}}", "funds: {gte: $least, lt: 2}}")
    found = only(linted(dead, financing__other_rule=reader), "chain-cannot-fire")
    assert "only some-rule could, and can never fire" in found.problem.message


def test_rules_that_wait_for_each_other_can_never_fire(linted: Linter) -> None:
    def waits(for_: str) -> str:
        return f"{FUNDS}\n  - {{as: f, fact: finding, rule: {for_}, subject: $money.theme}}"

    alone = only(linted((FUNDS, waits("some-rule"))), "chain-cannot-fire")
    assert "only some-rule could, and can never fire" in alone.problem.message
    reader = other().replace(FUNDS, waits("some-rule"))
    result = linted((FUNDS, waits("other-rule")), financing__other_rule=reader)
    assert codes(result).count("chain-cannot-fire") == 2


def test_a_finding_joined_to_what_it_is_never_about_is_found(linted: Linter) -> None:
    reader = other().replace(
        f"- {FUNDS}",
        "- {as: money, fact: theme_funding, funds: {gte: $least}}\n  - {as: fund, fact: fund, theme: $money.theme}\n"
        "  - {as: f, fact: finding, rule: some-rule, subject: $fund.key}",
    )
    found = only(linted(financing__other_rule=reader), "chain-subject")
    assert found.problem.message == "$fund.key is a fund; these findings are about a theme"


def test_reading_a_deprecated_rule_is_found(linted: Linter) -> None:
    reader = other().replace(FUNDS, FUNDS + "\n  - {absent: finding, rule: some-rule, subject: $money.theme}")
    result = linted(
        ("severity: high", "severity: high\nstatus: deprecated\nreplaced_by: FIN98"), financing__other_rule=reader
    )
    assert only(result, "deprecated").problem.message == "some-rule is deprecated"


REGION = """\
partnership: {key: partnership:p, name: P, date: 2026-11-23}
themes: [{key: theme:t, name: T}]
partners: [{key: partner:a, name: A}]
funds:
  - {key: fund:a, name: A, owner: partner:a, theme: theme:t, amount: EUR 100, status: conditional, condition: {all_of: [fund:b]}}
  - {key: fund:b, name: B, owner: partner:a, theme: theme:t, amount: EUR 50, status: committed}
"""
FUND = "{as: fund, fact: fund, status: conditional, amount: {gte: $least}}"


@pytest.mark.parametrize(
    ("remedy", "code"),
    [
        ("{change: commit_unconditionally, fund: $fund.key}", None),
        ("{change: set, key: $fund.key, attribute: name, value: Z}", "remedy-fails"),
    ],
)
def test_a_remedy_is_carried_out_on_the_cases_of_the_pack(linted: Linter, remedy: str, code: str | None) -> None:
    text = (
        RULE.replace(FUNDS, FUND)
        .replace("{money} heeft {money.funds} potjes", "{fund} wacht")
        .replace("{money} has {money.funds} funds", "{fund} waits")
        .replace("no_remedy: this is a test", f"remedy: [{remedy}]")
        .replace(
            "fact: theme_funding, theme: theme:t, funds:",
            "fact: fund, owner: partner:a, theme: theme:t, status: conditional, amount:",
        )
        .replace(
            "fact: theme_funding, theme: theme:t}", "fact: fund, owner: partner:a, theme: theme:t, status: conditional}"
        )
        .replace("silent: funds", "silent: amount")
        .replace("undecided: funds", "undecided: amount")
    )
    found = codes(linted(financing__some_rule=text, cases__region=REGION))
    assert [c for c in found if c.startswith("remedy")] == ([code] if code else [])
    untried = codes(
        linted(
            financing__some_rule=text,
            cases__region=REGION.replace("conditional, condition: {all_of: [fund:b]}", "committed"),
        )
    )
    assert [c for c in untried if c.startswith("remedy")] == ["remedy-untried"]


def test_a_comment_with_a_reason_allows_a_finding(linted: Linter) -> None:
    allowed = ("advice:", "# lint: allow no-remedy because this is a talk in private\nadvice:")
    assert "no-remedy" not in codes(linted((", no_remedy: this is a test", ""), allowed))


def test_every_check_has_a_test_here_and_a_row_in_the_docs() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert not [code for code in checks() if f'"{code}"' not in text]
    docs = (Path(__file__).parent.parent.parent / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", docs, flags=re.MULTILINE))
    assert set(rows) == {*checks(), "invalid", "allowance"}
    for check in checks().values():
        assert rows[check.code] == f"{check.level} | {check.about}"


def test_all_mistakes_of_the_loader_are_there_and_the_other_checks_go_on(linted: Linter) -> None:
    result = linted(
        ("en: Do something.", "en: TODO"), financing__other_rule=other().replace("funds: {gte: $least}", "fnds: 3")
    )
    assert not result.usable
    assert {"invalid", "todo"} <= set(codes(result))


def test_a_needed_pack_is_read_and_not_linted(linted: Linter) -> None:
    chained = when(FUNDS, "{absent: finding, rule: money-drives}")
    assert "which is no rule" in only(linted(chained), "invalid").problem.message
    assert only(linted(chained), "invalid").problem.text
    needy = PACK.replace("licence: MIT", "licence: MIT\nneeds: [essay]").replace("[FIN]", "[OWN]")
    result = linted(chained, ("id: FIN99", "id: OWN99"), pack=needy)
    assert (result.usable, result.rules, result.packs) == (True, 1, ("own",))


def test_findings_are_shown_as_text_json_and_sarif(linted: Linter) -> None:
    result = linted((", no_remedy: this is a test", ""), ("{money.funds} potjes", "{money.total} potjes"))
    text = lint_text(result)
    assert "some-rule.yaml:12:9: warning no-remedy: some-rule has no remedy" in text
    assert "note unfilled" not in text
    assert "--notes shows the notes" in text.splitlines()[-1]
    assert "note unfilled" in lint_text(result, notes=True)
    data = json.loads(lint_json(result))
    assert {"code", "level", "file", "line", "column", "message", "expected", "hint"} <= set(data["lints"][0])
    run = json.loads(lint_sarif(result))["runs"][0]
    assert {found["ruleId"] for found in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] > 0
