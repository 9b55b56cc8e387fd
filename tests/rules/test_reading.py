"""Reading rules: every mistake is found on load, at its place, with what was probably meant."""

from pathlib import Path
from textwrap import dedent

import pytest

from regiokompas.errors import NotFoundError, PackError, Problem
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.rules import load_pack, load_packs
from regiokompas.rules.reading import read_rule

RULE = """\
id: FIN99
name: some-rule
field: financing
kind: risk
severity: high
claims: [E35]
parameters:
  least: {value: 2, unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}
when:
  - {as: theme, fact: theme_funding, funds: {gte: $least}}
finding: {nl: "{theme} heeft {theme.funds} potjes", en: "{theme} has {theme.funds} funds"}
advice: {nl: Doe iets., en: Do something., effort: low}
why: {nl: Daarom., en: Because.}
tests:
  - {name: two, given: [{fact: theme_funding, theme: theme:t, funds: 2}], expect: fires}
  - {name: one, given: [{fact: theme_funding, theme: theme:t, funds: 1}], expect: {silent: funds}}
  - {name: unknown, given: [{fact: theme_funding, theme: theme:t}], expect: {undecided: funds}}
"""


def problems(text: str) -> list[Problem]:
    _, found = read_rule(read_yaml(text, "some-rule.yaml"), vocabulary())
    return found


def changed(old: str, new: str) -> list[Problem]:
    assert old in RULE
    return problems(RULE.replace(old, new))


def test_the_rule_itself_is_right() -> None:
    rule, found = read_rule(read_yaml(RULE, "some-rule.yaml"), vocabulary())
    assert (list(found), rule is not None) == ([], True)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("field: financing", "field: finance", "finance is no field", "did you mean financing?"),
        ("severity: high", "severity: hihg", "hihg does not exist here", "did you mean high?"),
        ("claims: [E35]\n", "", "this rule names no claim and no source", None),
        ("fact: theme_funding, funds: {", "fact: theme_fundin, funds: {", "theme_fundin is no kind of fact", "did you mean theme_funding?"),
        ("funds: {gte: $least}", "fnds: {gte: $least}", "fnds is no attribute of theme_funding", "did you mean funds?"),
        ("funds: {gte: $least}", "funds: {gt3: $least}", "gt3 does not exist here", "did you mean gt?"),
        ("funds: {gte: $least}", "funds: {gte: $lest}", "$lest is no parameter of this rule", "did you mean least?"),
        ("funds: {gte: $least}", "funds: {gte: many}", "funds is a count, 'many' is not", None),
        ("funds: {gte: $least}", "funds: {gte: true}", "funds is a count, True is not", None),
        ("funds: {gte: $least}", "funds: {matches: 2}", "matches does not fit funds, which is a count", None),
        ("funds: {gte: $least}", "theme: {gt: a}", "gt does not fit theme, which is a key", None),
        ("funds: {gte: $least}", "funds: {known: maybe}", "known is true or false", None),
        ("{theme.funds} potjes", "{theme.fund} potjes", "fund is no attribute of theme_funding", "did you mean funds?"),
        ("{theme} heeft", "{opgave} heeft", "{opgave} names no fact that is always bound", None),
        ("{theme} heeft", "{parameter.lest} heeft", "{parameter.lest} names no parameter", "did you mean least?"),
        (', en: "{theme} has {theme.funds} funds"', "", "a text is needed in both languages", None),
        ("advice: {nl: Doe iets., en: Do something., effort: low}\n", "", "a risk comes with advice", None),
        ("effort: low", "effort: lwo", "lwo does not exist here", "did you mean low?"),
        ("value: 2", "value: 9", "least lies outside its own range", None),
        ("expect: fires", "expect: fire", "fire is no outcome", None),
        ("theme: theme:t, funds: 2", "funds: 2", "theme of theme_funding is always known", None),
        ("theme: theme:t, funds: 2", "theme: theme:t, funds: two", "funds is a count, 'two' is not", None),
        ("id: FIN99", "id: fin-99", "fin-99 does not fit here", None),
        ("kind: risk", "kind: risk\ncolour: red", "colour does not belong here", None),
    ],
)  # fmt: skip
def test_one_mistake_gives_one_problem_with_its_hint(old: str, new: str, message: str, hint: str | None) -> None:
    found = changed(old, new)
    assert any(p.message == message and p.hint == hint and p.source.line for p in found), [str(p) for p in found]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("- {absent: fund}", "the first condition binds the subject of the rule"),
        ("- any: [{fact: theme}, {fact: partner}]", "the first condition binds the subject of the rule"),
        ("- {as: theme, fact: theme}\n  - {as: p, fact: partner}", "p is not joined to an earlier fact"),
        ("- {as: theme, fact: theme}\n  - {as: theme, fact: fund, theme: $theme.key}", "theme is bound twice"),
        (
            "- {as: theme, fact: theme}\n  - {as: f, fact: fund, theme: $them.key}",
            "$them.key refers to no earlier fact",
        ),
        ("- {as: theme, fact: theme}\n  - {as: f, fact: fund, theme: $theme.kee}", "$theme.kee does not exist"),
        (
            "- {as: theme, fact: theme}\n  - {as: p, fact: person, employer: $theme.key}",
            "employer is not always known, so facts cannot be joined on it",
        ),
        (
            "- {as: theme, fact: theme_funding}\n  - {as: f, fact: fund, amount: {eq: $theme.total}, theme: $theme.theme}",
            "amount is not always known, so facts cannot be joined on it",
        ),
        (
            "- {as: theme, fact: theme_funding}\n  - {absent: fund, status: $theme.total}",
            "status is a word, $theme.total is a money",
        ),
        ("- {as: theme, fact: theme}\n  - {count: fund, theme: $theme.key}", "count needs a number"),
        (
            "- {as: theme, fact: theme}\n  - {count: fund, at_least: 2, distinct: onwer}",
            "onwer is no attribute of fund",
        ),
        (
            "- {as: theme, fact: theme}\n  - {count: fund, at_least: 2, distinct: [owner]}",
            "['owner'] is no attribute of fund",
        ),
        ("- {as: theme, fact: theme, level: lokal}", "'lokal' is no level"),
    ],
)
def test_conditions_that_cannot_be_meant_are_refused(when: str, message: str) -> None:
    text = RULE.replace("- {as: theme, fact: theme_funding, funds: {gte: $least}}", when)
    assert message in [p.message for p in problems(text)], [str(p) for p in problems(text)]


def write(folder: Path, field: str, name: str, text: str) -> None:
    place = folder / field / f"{name}.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def test_a_pack_reports_the_problems_of_all_its_rules(tmp_path: Path) -> None:
    write(tmp_path, "financing", "some-rule", RULE.replace("field: financing", "field: finance"))
    write(tmp_path, "financing", "other", RULE.replace("some-rule", "other").replace("funds: {gte", "fonds: {gte"))
    write(tmp_path, "financing", "broken", "a: [")
    with pytest.raises(PackError) as caught:
        load_pack(str(tmp_path), vocabulary())
    files = {problem.source.file.rpartition("/")[2] for problem in caught.value.problems}
    assert files == {"some-rule.yaml", "other.yaml", "broken.yaml"}


def test_names_and_ids_are_unique_and_rules_lie_where_they_belong(tmp_path: Path) -> None:
    write(tmp_path, "financing", "some-rule", RULE)
    write(tmp_path, "scale", "some-rule", RULE)
    with pytest.raises(PackError) as caught:
        load_packs([str(tmp_path)], vocabulary())
    assert "some-rule of field financing lies in scale" in str(caught.value)


def test_a_rule_that_reads_findings_of_no_rule_is_refused(tmp_path: Path) -> None:
    chained = dedent(RULE).replace(
        "funds: {gte: $least}}",
        "funds: {gte: $least}}\n  - {as: f, fact: finding, rule: some-rul, subject: $theme.theme}",
    )
    write(tmp_path, "financing", "some-rule", chained)
    with pytest.raises(PackError, match="did you mean some-rule") as caught:
        load_packs([str(tmp_path)], vocabulary())
    assert "reads the findings of some-rul, which is no rule" in str(caught.value)


def test_a_pack_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean essay"):
        load_pack("esay", vocabulary())
