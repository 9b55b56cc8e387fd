"""What a rule says is read whole; and each mistake is told once: where, what, what was expected, what was meant."""

import pytest

from regiokompas.facts import vocabulary
from regiokompas.facts.schema import Fact
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.rules.language import Effort, Parameter, Rule, RuleKind, RuleStatus, Severity
from regiokompas.rules.reading import read_rule
from regiokompas.texts import Bilingual

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
  - {count: fund, at_least: 1, theme: $theme.theme}
finding: {nl: "{theme} heeft {theme.funds} potjes", en: "{theme} has {theme.funds} funds"}
advice: {nl: Doe iets., en: Do something., effort: low, no_remedy: They must meet.}
why: {nl: Daarom., en: Because.}
tests:
  - {name: two, given: [{fact: theme_funding, theme: theme:t, funds: 2}], expect: fires}
  - {name: one, given: [{fact: theme_funding, theme: theme:t, funds: 1}], expect: {silent: funds}}
  - {name: open, given: [], open: [fund], expect: undecided}
"""
FUNDING = ", ".join(vocabulary().kinds["theme_funding"].attributes)

Said = tuple[int, str, str, str | None, str | None]


def mistakes(text: str) -> list[Said]:
    """Return line, marked text, message, what was expected and hint of each problem."""
    rule, problems = read_rule(read_yaml(text, "some-rule.yaml"), vocabulary())
    assert rule is None
    found = []
    for problem in problems:
        assert problem.source.line
        assert problem.source.column
        assert problem.text is not None
        marked = problem.text[problem.source.column - 1 :][: problem.width]
        found.append((problem.source.line, marked, problem.message, problem.expected, problem.hint))
    return found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("theme: $theme.theme}", "theme: {in: $theme.theme}}", [(11, "$theme.theme", "in asks for a list, the others for one value", "in: [word, word]", None)]),
        ("severity: high\n", "", [(1, "i", "this rule has no severity", "severity: ...", None)]),
        ("effort: low, ", "", [(13, "{nl: Doe iets., en: Do something., no_remedy: They must meet.}", "advice is a text and an effort", "{nl: ..., en: ..., effort: low}", None)]),
        ("{fact: theme_funding, theme: theme:t, funds: 2}", "{theme: theme:t}", [(16, "{theme: theme:t}", "no fact here", "{fact: kind, attribute: value}", None)]),
        ("{fact: theme_funding, theme: theme:t, funds: 2}", "{fact: [theme], funds: 2}", [(16, "[theme]", "['theme'] is no kind of fact", None, "did you mean theme?")]),
        ("least: {value: 2,", "least: {value: [2],", [(8, "{value: [2], unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}", "least has no value", "{value: ..., unit: ..., range: [low, high], why: ...}", None)]),
        ("field: financing", "field: finance", [(3, "finance", "finance is no field", "content, scale, interests, financing, interplay, direction", "did you mean financing?")]),
        ("kind: risk", "kind: rsik", [(4, "rsik", "rsik does not exist here", "risk, strength, signal", "did you mean risk?")]),
        ("severity: high", "severity: hihg", [(5, "hihg", "hihg does not exist here", "critical, high, medium, low", "did you mean high?")]),
        ("severity: high", "severity: high\nstatus: stabel", [(6, "stabel", "stabel does not exist here", "preview, stable, deprecated", "did you mean stable?")]),
        ("severity: high", "severity: high\nstatus: stable\nreplaced_by: FIN98", [(7, "FIN98", "only a deprecated rule is replaced", "status: deprecated", None)]),
        ("severity: high", "severity: high\nreplaced_by: FIN98", [(6, "FIN98", "only a deprecated rule is replaced", "status: deprecated", None)]),
        ("severity: high", "severity: high\nformerly: FIN98", [(6, "FIN98", "formerly is a list of words", "[...]", None)]),
        ("severity: high", "severity: high\nsources: a book", [(6, "a book", "sources is a list of words", "[...]", None)]),
        ("claims: [E35]", "claims: E35", [(6, "E35", "claims is a list of words", "[...]", None), (1, "i", "this rule names no claim and no source", "claims: [E..] or sources: [...]", None)]),
        ("claims: [E35]\n", "", [(1, "i", "this rule names no claim and no source", "claims: [E..] or sources: [...]", None)]),
        ("id: FIN99", "id: fin-99", [(1, "fin-99", "fin-99 does not fit here", "letters and a number, such as FIN02", None)]),
        ("name: some-rule", "name: Some Rule", [(2, "Some Rule", "Some Rule does not fit here", "words with hyphens", None)]),
        ("severity: high", "severity: high\nclaim: [E35]", [(6, "[E35]", "claim does not belong here", "id, name, field, kind, severity, when, finding, why, tests, status, since, replaced_by, formerly, claims, sources, parameters, advice", "did you mean claims?")]),
        ("parameters:\n  least: {value: 2, unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}", "parameters: [2]", [(7, "[2]", "parameters have names", "name: {value: ..., unit: ..., why: ...}", None), (9, "$least", "$least is no parameter of this rule", "parameters: ...", None)]),
        ("least: {value: 2, unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}", "least: 2", [(8, "2", "least has no value", "{value: ..., unit: ..., range: [low, high], why: ...}", None)]),
        ("least: {value: 2, ", "least: {", [(8, "{unit: count, range: [1, 5], why: {nl: oordeel, en: judgement}}", "least has no value", "{value: ..., unit: ..., range: [low, high], why: ...}", None)]),
        ("value: 2", "value: 9", [(8, "9", "least lies outside its own range", "1 to 5", None)]),
        ("unit: count, range: [1, 5]", "units: count", [(8, "count", "units does not belong here", "value, unit, range, why", "did you mean unit?")]),
        ("range: [1, 5]", "range: 5", [(8, "5", "a range has two ends", "[low, high], null where there is none", None)]),
        ("range: [1, 5]", "range: [5]", [(8, "[5]", "a range has two ends", "[low, high], null where there is none", None)]),
        ("range: [1, 5]", "range: [1, 2, 5]", [(8, "[1, 2, 5]", "a range has two ends", "[low, high], null where there is none", None)]),
        ("range: [1, 5]", "range: [low, high]", [(8, "[low, high]", "a range has two ends", "[low, high], null where there is none", None)]),
        ("why: {nl: oordeel, en: judgement}", "why: {nl: oordeel}", [(8, "{nl: oordeel}", "a text is needed in both languages", "{nl: ..., en: ...}", None)]),
        ("why: {nl: oordeel, en: judgement}", "why: {nl: oordeel, en: judgement, de: Urteil}", [(8, "Urteil", "de does not belong here", "nl, en", None)]),
        ("advice: {nl: Doe iets., en: Do something., effort: low, no_remedy: They must meet.}\n", "", [(1, "i", "a risk comes with advice", "advice: {nl: ..., en: ..., effort: low}", None)]),
        ("advice: {nl: Doe iets., en: Do something., effort: low, no_remedy: They must meet.}", "advice: Do something.", [(13, "Do something.", "advice is a text and an effort", "{nl: ..., en: ..., effort: low}", None)]),
        ("advice: {nl: Doe iets., en", "advice: {en", [(13, "{en: Do something., effort: low, no_remedy: They must meet.}", "a text is needed in both languages", "{nl: ..., en: ...}", None)]),
        ("effort: low", "effort: lwo", [(13, "lwo", "lwo does not exist here", "low, medium, high", "did you mean low?")]),
        ("effort: low", "effort: low, remedy: [{change: set, key: $theme.theme, attribute: cost, value: 1}]", [(13, "They must meet.", "there is a remedy", "one of remedy and no_remedy", None)]),
        ("effort: low, no_remedy: They must meet.", "effort: low, remedy: set", [(13, "set", "a remedy is a list of changes", "[{change: set, key: ..., ...}]", None)]),
        ("effort: low", "effort: low, decide: {nl: Akkoord?}", [(13, "{nl: Akkoord?}", "a text is needed in both languages", "{nl: ..., en: ...}", None)]),
        ("effort: low", "effort: low, decide: {nl: \"Akkoord, {theem}?\", en: Agreed?}", [(13, "\"Akkoord, {theem}?\"", "{theem} names no fact that is always bound", "{binding.attribute}", "did you mean theme?")]),
        ("Do something.", "\"Do something, {theme.fund}.\"", [(13, "\"Do something, {theme.fund}.\"", "fund is no attribute of theme_funding", FUNDING, "did you mean funds?")]),
        ("{theme} has", "{theem} has", [(12, "\"{theem} has {theme.funds} funds\"", "{theem} names no fact that is always bound", "{binding.attribute}", "did you mean theme?")]),
        ("{theme} heeft", "{theme.fund} heeft", [(12, "\"{theme.fund} heeft {theme.funds} potjes\"", "fund is no attribute of theme_funding", FUNDING, "did you mean funds?")]),
        ("{theme} heeft", "{parameter.lest} heeft", [(12, "\"{parameter.lest} heeft {theme.funds} potjes\"", "{parameter.lest} names no parameter", None, "did you mean least?")]),
        ("{theme.funds} potjes", "{theme.funds:# potje}", [(12, "\"{theme} heeft {theme.funds:# potje}\"", "{theme.funds:…} needs words for one and for any other number", "{theme.funds:# day|# days}", None)]),
        ("{theme.funds} potjes", "{theme.theme:potje|potjes}", [(12, "\"{theme} heeft {theme.theme:potje|potjes}\"", "{theme.theme} is no number to choose words by", "a number or a list", None)]),
        ("{theme.funds} potjes", "{theme.funds:roughly} potjes", [(12, "\"{theme} heeft {theme.funds:roughly} potjes\"", "{theme.funds} is no number of days to say roughly", "a number of days", None)]),
        ("{theme} heeft", "{theme:dit|dat} heeft", [(12, "\"{theme:dit|dat} heeft {theme.funds} potjes\"", "{theme} is no number to choose words by", "a number or a list", None)]),
        ("en: Because.", "en: Because., fr: Parce que.", [(14, "Parce que.", "fr does not belong here", "nl, en", None)]),
        ("why: {nl: Daarom., en: Because.}", "why: Because.", [(14, "Because.", "a text is needed in both languages", "{nl: ..., en: ...}", None)]),
        ("expect: {silent: funds}", "expect: fires", [(16, "-", "no test expects silent", "one of each at the least", None)]),
        ("- {name: two, given: [{fact: theme_funding, theme: theme:t, funds: 2}], expect: fires}", "- two", [(16, "two", "no test here", "{name: ..., given: [facts], expect: fires}", None), (16, "-", "no test expects fires", "one of each at the least", None)]),
        ("given: [{fact: theme_funding, theme: theme:t, funds: 2}], expect: fires", "given: 2, expect: fires", [(16, "{name: two, given: 2, expect: fires}", "no test here", "{name: ..., given: [facts], expect: fires}", None), (16, "-", "no test expects fires", "one of each at the least", None)]),
        ("{name: two,", "{nom: two,", [(16, "two", "nom does not belong here", "name, given, open, expect", None)]),
        ("open: [fund]", "open: fund", [(18, "fund", "open is a list of words", "[...]", None)]),
        ("open: [fund]", "open: [fnd]", [(18, "fnd", "fnd is no kind of fact", None, "did you mean fund?")]),
        ("expect: undecided", "expect: [undecided]", [(18, "[undecided]", "['undecided'] is no outcome", "fires, silent or undecided", None), (16, "-", "no test expects undecided", "one of each at the least", None)]),
        ("expect: undecided", "expect: {undecided: fund, silent: fund}", [(18, "{undecided: fund, silent: fund}", "{'undecided': 'fund', 'silent': 'fund'} is no outcome", "fires, silent or undecided", None), (16, "-", "no test expects undecided", "one of each at the least", None)]),
        ("{fact: theme_funding, theme: theme:t, funds: 2}", "theme_funding", [(16, "theme_funding", "no fact here", "{fact: kind, attribute: value}", None)]),
        ("{fact: theme_funding, theme: theme:t, funds: 2}", "{fact: theme_fundin, theme: theme:t, funds: 2}", [(16, "theme_fundin", "theme_fundin is no kind of fact", None, "did you mean theme_funding?")]),
        ("theme: theme:t, funds: 2", "theme: theme:t, fund: 2", [(16, "2", "fund is no attribute of theme_funding", FUNDING, "did you mean funds?")]),
        ("theme: theme:t, funds: 2", "theme: theme:t, funds: two", [(16, "two", "funds is a count, 'two' is not", "a count", None)]),
        ("given: []", "given: [{fact: theme, name: T, level: lokal}]", [(18, "lokal", "'lokal' is no level", "local, regional", "did you mean local?")]),
        ("theme: theme:t, funds: 2", "funds: 2", [(16, "{fact: theme_funding, funds: 2}", "theme of theme_funding is always known", "theme: ...", None)]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_with_all_that_helps_to_mend_it(old: str, new: str, said: list[Said]) -> None:
    assert RULE.count(old)
    assert mistakes(RULE.replace(old, new, 1)) == said


def test_days_may_be_said_roughly_and_nothing_else() -> None:
    text = RULE.replace("{theme} heeft", "{progress.days_running:roughly} heeft").replace(
        "  - {count:", "  - {as: progress, fact: theme_progress, theme: $theme.theme}\n  - {count:"
    )
    rule, problems = read_rule(read_yaml(text, "some-rule.yaml"), vocabulary())
    assert list(problems) == []
    assert rule is not None
    assert [said[2] for said in mistakes(text.replace("progress.days_running", "progress.theme"))] == [
        "{progress.theme} is no number of days to say roughly"
    ]


def test_one_mistake_does_not_hide_another() -> None:
    two = RULE.replace("theme: theme:t, funds: 2", "theme: theme:t, fund: 2, funds: two")
    assert [said[2] for said in mistakes(two)] == [
        "fund is no attribute of theme_funding",
        "funds is a count, 'two' is not",
    ]
    bare = read_yaml(RULE.replace("kind: risk", "kind: signal").replace("$least", "2"), "some-rule.yaml").data
    assert isinstance(bare, dict)
    for name in ("claims", "parameters", "advice"):
        del bare[name]
    _, (problem,) = read_rule(Document(bare, "<dict>"), vocabulary())
    assert problem.message == "this rule names no claim and no source"


def test_what_holds_no_rule_and_a_rule_without_tests_say_what_a_rule_is() -> None:
    whole = "a mapping with id, name, field, kind, severity, when, finding, why, tests"
    assert mistakes("- a\n") == [(1, "-", "no rule here", whole, None)]
    assert [said[2] for said in mistakes("id: FIN99\nname: some-rule\n")] == [
        f"this rule has no {name}" for name in ("field", "kind", "severity", "when", "finding", "why", "tests")
    ]
    before, _, after = RULE.partition("tests:\n")
    brings = ("a rule brings its tests", "a list of {name, given, expect}", None)
    assert mistakes(before + "tests: []\n") == [(15, "[]", *brings)]
    assert mistakes(before + "tests: {name: two}\n") == [(15, "{name: two}", *brings)]
    (only_fires,) = mistakes(before + "tests:\n" + after.splitlines()[0])
    assert only_fires[2] == "no test expects silent or undecided"


FULL = """\
id: FIN99
name: some-rule
field: financing
kind: strength
severity: high
status: deprecated
since: 0.2
replaced_by: FIN98
formerly: [FIN97, old-rule]
claims: [E35]
sources: [a book]
parameters:
  least: {value: 2, unit: count, range: [2, 5], why: {nl: oordeel, en: judgement}}
  most: {value: 9, range: [null, 9], why: {nl: oordeel, en: judgement}}
when: [{as: theme, fact: theme}]
finding: {nl: " {theme.key} heeft potjes ", en: "{theme.key} has {parameter.least} funds"}
advice:
  nl: Doe iets.
  en: Do something.
  effort: high
  remedy: [{change: set, key: $theme.key, attribute: cost, value: 1}]
  decide: {nl: Akkoord?, en: Agreed?}
why: {nl: Daarom., en: Because.}
tests:
  - {name: named, given: [{fact: theme, key: "theme:t", level: local}], expect: fires}
  - {name: by number, given: [{fact: theme_funding, theme: "theme:t"}, {fact: theme_funding, theme: "theme:u", funds: 3}], open: [theme], expect: {undecided: theme}}
  - {given: [{fact: partner, helped: ["theme:t", "theme:u"]}], expect: silent}
"""


def test_all_that_a_rule_says_is_read() -> None:
    rule, problems = read_rule(read_yaml(FULL, "some-rule.yaml"), vocabulary())
    assert not problems
    assert rule is not None
    assert (rule.id, rule.name, rule.field, rule.since) == ("FIN99", "some-rule", "financing", "0.2")
    assert (rule.kind, rule.severity, rule.status) == (RuleKind.STRENGTH, Severity.HIGH, RuleStatus.DEPRECATED)
    assert (rule.replaced_by, rule.formerly) == ("FIN98", ("FIN97", "old-rule"))
    assert (rule.claims, rule.sources) == (("E35",), ("a book",))
    judgement = Bilingual("oordeel", "judgement")
    assert rule.parameters == {
        "least": Parameter("least", 2, "count", 2, 5, judgement),
        "most": Parameter("most", 9, "", None, 9, judgement),
    }
    assert rule.finding == Bilingual("{theme.key} heeft potjes", "{theme.key} has {parameter.least} funds")
    assert rule.why == Bilingual("Daarom.", "Because.")
    assert rule.advice is not None
    assert (rule.advice.text, rule.advice.effort) == (Bilingual("Doe iets.", "Do something."), Effort.HIGH)
    assert rule.advice.decide == Bilingual("Akkoord?", "Agreed?")
    assert [(step.change, step.parts["attribute"]) for step in rule.advice.remedy] == [("set", "cost")]
    assert rule.advice.no_remedy is None
    named, numbered, nameless = rule.tests
    assert (named.name, named.expect, named.because, named.open_kinds) == ("named", "fires", None, frozenset())
    assert named.given == (Fact("theme", "theme:t", {"level": "local"}),)
    assert (numbered.expect, numbered.because, numbered.open_kinds) == ("undecided", "theme", {"theme"})
    assert numbered.given == (
        Fact("theme_funding", "theme_funding:0", {"theme": "theme:t"}),
        Fact("theme_funding", "theme_funding:1", {"theme": "theme:u", "funds": 3}),
    )
    assert (nameless.name, nameless.source.line) == ("", 27)
    assert nameless.given[0].values["helped"] == ("theme:t", "theme:u")
    assert rule.source.file == "some-rule.yaml"


def test_what_a_rule_leaves_out_has_the_value_that_the_language_says() -> None:
    text = RULE.replace("kind: risk", "kind: signal").replace("claims: [E35]", "sources: [a book]")
    rule, problems = read_rule(read_yaml(text, "some-rule.yaml"), vocabulary())
    assert not problems
    assert rule is not None
    assert (rule.status, rule.since, rule.replaced_by, rule.formerly) == (RuleStatus.STABLE, "0.1", None, ())
    assert (rule.claims, rule.sources) == ((), ("a book",))
    assert rule.advice is not None
    assert (rule.advice.remedy, rule.advice.no_remedy, rule.advice.decide) == ((), "They must meet.", None)
    advice = next(line for line in text.splitlines(keepends=True) if line.startswith("advice"))
    without, problems = read_rule(read_yaml(text.replace(advice, ""), "some-rule.yaml"), vocabulary())
    assert not problems
    assert isinstance(without, Rule)
    assert without.advice is None
