"""What a rule asks is read as it is written; what cannot be meant is told at its place, with what would be right."""

import pytest

from engine.strategies import absent, bind, count, kind
from engine.strategies import vocabulary as made_up
from regiokompas.facts import vocabulary
from regiokompas.facts.schema import Attribute, AttributeType, Vocabulary
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.rules.compiler import leaves
from regiokompas.rules.conditions import ConditionReader
from regiokompas.rules.language import All, Any, AttributeOf, Condition, Parameter, ParameterValue
from regiokompas.texts import Bilingual

THEME = "- {as: theme, fact: theme}\n  "
OF_THEME = ", ".join(vocabulary().kinds["theme"].attributes)
SUBJECT = ("-", "the first condition binds the subject of the rule", "{as: ..., fact: ...}, outside any", None)
A_NUMBER = ("count needs a number", "at_least: 2, or a parameter", None)
A_VALUE = ("no value to compare with", "a value, $parameter or $binding.attribute", None)
WORDS = ("a list to choose from holds words", "[word, word]", None)
ONE_OR_MORE = ("in asks for a list, the others for one value", "in: [word, word]", None)
JOIN = "an equality with $binding.attribute: without one every pair of facts would match"
PARAMETERS = {
    name: Parameter(name, value, "count", None, None, Bilingual("", ""))
    for name, value in (("least", 2), ("share", 0.5), ("word", "local"))
}

Said = tuple[str, str, str | None, str | None]


def reading(when: str, words: Vocabulary | None = None) -> tuple[Condition, list[Said]]:
    """Return what is read, and of each problem the marked text, the message, what was expected and the hint."""
    document = read_yaml(f"when:\n  {when}\n", "rule.yaml")
    reader = ConditionReader(document, words or vocabulary(), PARAMETERS)
    assert isinstance(document.data, dict)
    condition = reader.when(document.data["when"])
    found = []
    for problem in reader.problems:
        assert problem.text is not None
        assert problem.source.column
        marked = problem.text[problem.source.column - 1 :][: problem.width]
        found.append((marked, problem.message, problem.expected, problem.hint))
    return condition, found


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("- 3", [("3", "no condition here", "fact, absent, count, all or any", None), SUBJECT]),
        ("- {all: 3}", [("3", "all is a list of conditions", "at least one condition", None), SUBJECT]),
        ("- {any: []}", [("[]", "any is a list of conditions", "at least one condition", None), SUBJECT]),
        ("- {all: [{as: theme, fact: theme}], al: 3}", [("3", "al does not belong here", "all", "did you mean all?")]),
        ("- {as: theme, theme: theme:t}", [("{as: theme, theme: theme:t}", "no condition here", "one of fact, absent, count, all, any", None), SUBJECT]),
        ("- {absent: fund}", [SUBJECT]),
        ("- {any: [{as: theme, fact: theme}, {as: fund, fact: fund}]}", [SUBJECT]),
        ("[]", [("[]", *SUBJECT[1:])]),
        ("- {as: Theme 1, fact: theme}", [("Theme 1", "Theme 1 does not fit here", "a short name", None)]),
        ("- {as: theme, fact: them}", [("them", "them is no kind of fact", None, "did you mean theme?")]),
        ("- {as: theme, fact: [theme]}", [("[theme]", "['theme'] is no kind of fact", None, "did you mean theme?")]),
        ("- {as: theme, fact: theme, leevl: local}", [("local", "leevl is no attribute of theme", OF_THEME, "did you mean level?")]),
        ("- {as: theme, fact: theme, level: {eqq: local}}", [("local", "eqq does not exist here", "eq, ne, lt, lte, gt, gte, in, matches, known", "did you mean eq?")]),
        ("- {as: theme, fact: theme, level: lokal}", [("lokal", "'lokal' is no level", "local, regional", "did you mean local?")]),
        ("- {as: theme, fact: theme, level: [local, regoinal]}", [("[local, regoinal]", "'regoinal' is no level", "local, regional", "did you mean regional?")]),
        ("- {as: theme, fact: theme, level: {in: local}}", [("local", *ONE_OR_MORE)]),
        ("- {as: theme, fact: theme, level: {eq: [local]}}", [("[local]", *ONE_OR_MORE)]),
        ("- {as: theme, fact: theme, level: {in: $word}}", [("$word", *ONE_OR_MORE)]),
        ("- {as: theme, fact: theme, level: [3]}", [("[3]", *WORDS)]),
        ("- {as: theme, fact: theme, level: []}", [("[]", *WORDS)]),
        ("- {as: theme, fact: theme, level: {gt: local}}", [("local", "gt does not fit level, which is a word", "eq, in, matches, ne", None)]),
        ("- {as: theme, fact: theme, level: {known: 3}}", [("3", "known is true or false", "known: true", None)]),
        ("- {as: theme, fact: theme, level: }", [("}", *A_VALUE)]),
        ("- {as: theme, fact: theme, level: {eq: {a: b}}}", [("{a: b}", *A_VALUE)]),
        ("- {as: theme, fact: theme, cost: $lest}", [("$lest", "$lest is no parameter of this rule", "parameters: ...", "did you mean least?")]),
        ("- {as: theme, fact: theme, cost: {gt: much}}", [("much", "cost is a money, 'much' is not", "a money", None)]),
        ("- {as: theme, fact: theme, cost: {eqq: 5, gt: much}}", [("5", "eqq does not exist here", "eq, ne, lt, lte, gt, gte, in, matches, known", "did you mean eq?"), ("much", "cost is a money, 'much' is not", "a money", None)]),
        ("- {as: theme, fact: theme, cost: $word}", [("$word", "cost is a money, 'local' is not", "a money", None)]),
        ("- {as: theme, fact: theme, needs: municipality}", [("municipality", "eq does not fit needs, which is a words", "known only", None)]),
        ("- {as: plan, fact: plan, adapted: {ne: true}}", [("true", "ne does not fit adapted, which is a flag", "eq", None)]),
        ("- {as: plan, fact: plan, adapted: 1}", [("1", "adapted is a flag, 1 is not", "a flag", None)]),
        ("- {as: plan, fact: plan, partner: {matches: a}}", [("a", "matches does not fit partner, which is a key", "eq, in, ne", None)]),
        (THEME + "- {count: fund}", [("{count: fund}", *A_NUMBER)]),
        (THEME + "- {count: fund, at_least: $lest}", [("$lest", "$lest is no parameter of this rule", "parameters: ...", "did you mean least?")]),
        (THEME + "- {count: fund, at_least: {a: b}}", [("{a: b}", *A_VALUE)]),
        (THEME + "- {count: fund, at_least: 0}", [("0", *A_NUMBER)]),
        (THEME + "- {count: fund, at_least: true}", [("true", *A_NUMBER)]),
        (THEME + "- {count: fund, at_least: $share}", [("$share", *A_NUMBER)]),
        (THEME + "- {count: fund, at_least: 2, distinct: thme}", [("thme", "thme is no attribute of fund", None, "did you mean theme?")]),
        (THEME + "- {count: fnd, at_least: 2, distinct: thme}", [("fnd", "fnd is no kind of fact", None, "did you mean fund?")]),
        (THEME + "- {as: theme, fact: fund, theme: $theme.key}", [("{as: theme, fact: fund, theme: $theme.key}", "theme is bound twice", "a name of its own for every fact", None)]),
        (THEME + "- {as: p, fact: partner}", [("{as: p, fact: partner}", "p is not joined to an earlier fact", JOIN, None)]),
        (THEME + "- {as: f, fact: fund, theme: {ne: $theme.key}, status: open}", [("{as: f, fact: fund, theme: {ne: $theme.key}, status: open}", "f is not joined to an earlier fact", JOIN, None)]),
        (THEME + "- {as: f, fact: fund, theme: $them.key}", [("{as: f, fact: fund, theme: $them.key}", "$them.key refers to no earlier fact", "$binding.attribute", "did you mean theme?")]),
        (THEME + "- {as: f, fact: fund, theme: $theme.keys}", [("{as: f, fact: fund, theme: $theme.keys}", "$theme.keys does not exist", None, "did you mean key?")]),
        (THEME + "- {as: f, fact: fund, theme: $theme.levl}", [("{as: f, fact: fund, theme: $theme.levl}", "$theme.levl does not exist", None, "did you mean level?")]),
        (THEME + "- {absent: fund, amount: $theme.key}", [("{absent: fund, amount: $theme.key}", "amount is a money, $theme.key is a key", "two of one type", None)]),
        (THEME + "- {absent: fund, amount: {gt: $theme.partners_count}}\n  - {as: p, fact: partner}", [("{as: p, fact: partner}", "p is not joined to an earlier fact", JOIN, None)]),
        (THEME + "- {absent: fund, owner: $theme.level}", [("{absent: fund, owner: $theme.level}", "owner is a key, $theme.level is a word", "two of one type", None)]),
        ("- {as: fund, fact: fund}\n  - {as: d, fact: decision, subject: $fund.name}", [("{as: d, fact: decision, subject: $fund.name}", f"{name} is not always known, so facts cannot be joined on it", "a key", None) for name in ("subject", "$fund.name")]),
        ("- {as: fund, fact: fund}\n  - {as: other, fact: fnd}\n  - {absent: plan, theme: $nothing.key}", [("fnd", "fnd is no kind of fact", None, "did you mean fund?")]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_once_with_what_would_be_right(when: str, said: list[Said]) -> None:
    assert reading(when)[1] == said


def test_facts_are_joined_on_keys_and_words_alone() -> None:
    parts = kind(
        "part", Attribute("size", AttributeType.COUNT, always=True), Attribute("word", AttributeType.WORD, always=True)
    )
    for name, type_ in (("size", "count"), ("word", None)):
        join = f"{{as: b, fact: part, {name}: $a.{name}}}"
        _, said = reading(f"- {{as: a, fact: part}}\n  - {join}", made_up(parts))
        assert said == [
            (join, f"{where} is a {type_}, so facts cannot be joined on it", "a key", None)
            for where in (name, f"$a.{name}")
            if type_
        ]


def test_every_part_knows_its_place_and_what_comes_from_no_file_that_of_the_whole() -> None:
    text = THEME + "- {count: fund, at_least: 2, theme: $theme.key, amount: {gt: 5}}\n  - {absent: plan, adapted: true}"
    condition, _ = reading(text)
    assert [str(leaf.source) for leaf in leaves(condition)] == [f"rule.yaml:{line}:5" for line in (2, 3, 4)]
    assert [str(test.source) for leaf in leaves(condition) for test in leaf.tests] == [
        f"rule.yaml:{line}:{column}" for line, column in ((3, 39), (3, 64), (4, 29))
    ]
    data = {"when": [{"as": "theme", "fact": "theme"}, {"as": "p", "fact": "partner"}]}
    reader = ConditionReader(Document(data, "<rule>"), vocabulary(), {})  # type: ignore[arg-type]
    reader.when(data["when"])  # type: ignore[arg-type]
    assert [(str(one.source), one.message) for one in reader.problems] == [
        ("<rule>:when", "p is not joined to an earlier fact")
    ]


KEY_OF_THEME = AttributeOf("theme", "key")


@pytest.mark.parametrize(
    ("when", "read"),
    [
        ("- {fact: theme}", All((bind("theme", "theme"),))),
        (
            "- {as: t, fact: theme, level: local, cost: {gt: 5, lt: $least}, name: {matches: a*}}",
            All((bind("t", "theme", ("level", "eq", "local"), ("cost", "gt", 5), ("cost", "lt", ParameterValue("least")), ("name", "matches", "a*")),)),
        ),
        (
            THEME + "- {absent: fund, theme: $theme.key, amount: {gt: $theme.cost}, status: {known: false}}",
            All((bind("theme", "theme"), absent("fund", ("theme", "eq", KEY_OF_THEME), ("amount", "gt", AttributeOf("theme", "cost")), ("status", "known", False)))),
        ),
        (
            THEME + "- {count: fund, at_least: $least, distinct: owner, status: [open, refused]}\n  - {count: plan, at_least: 1}",
            All((bind("theme", "theme"), count("fund", ParameterValue("least"), ("status", "in", ("open", "refused")), distinct="owner"), count("plan", 1))),  # type: ignore[arg-type]
        ),
        (
            "- {all: [{as: theme, fact: theme}, {any: [{absent: fund}, {as: s, fact: size}]}]}\n  - {as: f, fact: fund, theme: $theme.key, key: {ne: $theme.key}}",
            All((All((bind("theme", "theme"), Any((absent("fund"), bind("s", "size"))))), bind("f", "fund", ("theme", "eq", KEY_OF_THEME), ("key", "ne", KEY_OF_THEME)))),
        ),
    ],
)  # fmt: skip
def test_what_is_asked_is_read_as_it_is_written(when: str, read: Condition) -> None:
    assert reading(when) == (read, [])
