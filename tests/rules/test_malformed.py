"""A rule that is broken in an odd way is a problem with a place, never a traceback."""

import pytest

from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
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
  - {as: theme, fact: theme}
  - {count: fund, at_least: $least, theme: $theme.key}
finding: {nl: "{theme} heeft potjes", en: "{theme} has funds"}
advice: {nl: Doe iets., en: Do something., effort: low, remedy: [{change: set, key: $theme.key, attribute: cost, value: 1}]}
why: {nl: Daarom., en: Because.}
tests:
  - {name: two, given: [{fact: theme, key: theme:t}], expect: fires}
  - {name: one, given: [], expect: silent}
  - {name: unknown, given: [], open: [fund], expect: undecided}
"""


def test_the_rule_itself_is_right() -> None:
    assert not read_rule(read_yaml(RULE, "some-rule.yaml"), vocabulary())[1]


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("given: [{fact: theme,", "given: [{fact: {a: b},", "is no kind of fact", 16),
        ("change: set", "change: {a: b}", "there is no change", 13),
        ("change: set", "change: [set]", "there is no change", 13),
        ("value: 2, unit: count, range: [1, 5]", "value: two, unit: count", "count needs a number", 11),
        ("value: 2, unit: count, range: [1, 5]", "value: 1.5, unit: count", "count needs a number", 11),
        ("value: 2, unit: count, range: [1, 5]", "value: 0, unit: count", "count needs a number", 11),
    ],
)
def test_what_is_of_the_wrong_shape_is_said_at_its_place(old: str, new: str, message: str, line: int) -> None:
    assert old in RULE
    _, problems = read_rule(read_yaml(RULE.replace(old, new), "some-rule.yaml"), vocabulary())
    assert [p.source.line for p in problems if message in p.message] == [line], [str(p) for p in problems]
