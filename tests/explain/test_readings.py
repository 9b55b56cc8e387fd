"""Evidence, told by hand: which cells a value rests on, in which order, and what each of them says."""

from dataclasses import replace
from typing import Any

import pytest

from engine.strategies import absent, bind, count, kind
from regiokompas.engine.check import Entry, LeafResult, TestResult
from regiokompas.engine.fragment import OpenFact
from regiokompas.errors import Source
from regiokompas.explain import Evidence, Readings, Wording
from regiokompas.explain.evidence import SINGLY, SINGLY_OF_WHOLE
from regiokompas.explain.reasons import reason
from regiokompas.facts import Fact, build_facts, vocabulary
from regiokompas.facts.schema import Attribute, AttributeType, FactKind, Vocabulary
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.model import Partnership, read
from regiokompas.model.partnership import Origin
from regiokompas.rules.language import Bind, Condition
from regiokompas.texts import LANGUAGES, Bilingual, Language

TEXT = """\
partnership: {key: partnership:p, name: {nl: Streek, en: Area}, date: 2026-11-23}
funds:
  - {key: fund:2, name: Two, owner: partner:b, theme: theme:t, status: conditional, condition: {at_least_amount: EUR 7, of: [fund:1]}}
  - {key: fund:1, name: One, owner: partner:a, theme: theme:t, amount: EUR 5000, decision_date: 2026-12-01}
  - {key: fund:3, name: Three, owner: partner:a, theme: theme:u}
  - {key: fund:4, name: Four, owner: partner:a, theme: theme:u, status: conditional, condition: {at_least_k: 2, of: [fund:1, fund:2]}}
themes:
  - {key: theme:t, name: {nl: wonen, en: housing}, needs: [municipality, province]}
  - {key: theme:u, name: {nl: zorg, en: care}, needs: []}
partners: [{key: partner:a, name: Aa, helped: [partner:b], votes: 3, doubts_use: false}, {key: partner:b, name: Bee, strengths: [geld, netwerk]}]
persons: [{key: person:x, function: {nl: wethouder, en: alderman}, name: Jan, employer: none}]
relations: [{from: partner:a, to: partner:b, trust: 4}]
decisions: [{key: decision:d, subject: S, concerns: theme:t, budget_year: 2027}]
"""
REGION = read(read_yaml(TEXT, "region.yaml"))
FACTS = {fact.key: fact for fact in build_facts(REGION).facts}


def made(*, singleton: bool = False, subject: str = "theme", **columns: dict[str, tuple[str, ...]]) -> FactKind:
    """Return a kind of row with columns that are made from this."""
    attributes = [Attribute(name, AttributeType.COUNT, **made_from) for name, made_from in columns.items()]  # type: ignore[arg-type]
    row = kind("made", Attribute(subject, AttributeType.KEY), *attributes, subject=subject)
    return replace(row, singleton=singleton, label=Bilingual("maaksel", "made thing"))


def readings(row: FactKind | None = None, language: Language = "en", region: Partnership = REGION) -> Readings:
    kinds = Vocabulary.of([*vocabulary().kinds.values(), *([row] if row else [])])
    return Readings(Wording(region, kinds, language))


def rests_on(row: FactKind, column: str = "x", language: Language = "en", **values: object) -> tuple[Evidence, ...]:
    fact = Fact("made", "made:1", values)  # type: ignore[arg-type]
    return readings(row, language).of(fact, column)


def at(line: int, marked: str) -> str:
    """Return the place of some words in a line of the text."""
    return f"region.yaml:{line}:{TEXT.splitlines()[line - 1].index(marked) + 1}"


def told(found: tuple[Evidence, ...]) -> list[tuple[str, str, str, object, int, str]]:
    return [(e.what, e.found, e.attribute, e.value, e.count, str(e.source)) for e in found]


def test_what_belongs_to_the_subject_is_told_cell_by_cell_as_one_reads_and_only_what_says_something() -> None:
    row = made(x={"of": ("fund.status", "fund.amount", "fund.name"), "reads": ("theme.needs",)})
    assert told(rests_on(row, theme="theme:t")) == [
        ("Two · name", "Two", "fund.name", "Two", 1, at(3, "Two")),
        ("Two · status", "conditional", "fund.status", "conditional", 1, at(3, "conditional")),
        ("One · name", "One", "fund.name", "One", 1, at(4, "One")),
        ("One · amount", "EUR 5,000", "fund.amount", 5000, 1, at(4, "EUR")),
        ("housing · kinds of parties needed", "municipality and province", "theme.needs", ("municipality", "province"), 1, at(8, "[")),
    ]  # fmt: skip
    dutch = rests_on(row, theme="theme:t", language="nl")
    assert (dutch[1].what, dutch[1].found, dutch[1].value) == ("Two · stand", "onder voorwaarde", "conditional")
    assert (dutch[3].what, dutch[3].found) == ("One · bedrag", "€ 5.000")
    assert rests_on(row, theme="theme:gone") == ()


def test_a_column_made_from_others_rests_on_what_they_rest_on() -> None:
    row = made(x={"of": (".y", "plans")}, y={"reads": (".z",)}, z={"of": ("fund.amount",)})
    assert [e.attribute for e in rests_on(row, theme="theme:t")] == ["fund.amount"]
    many = made(x={"of": (".y",)}, y={"reads_all": ("partner.votes",)})
    fact = Fact("made", "made:1", {"theme": "theme:t"})
    assert told(readings(many, "en", voters(SINGLY + 1)).of(fact, "x")) == [
        ("partner · votes", "all 13", "partner.votes", None, 13, "region.yaml:4:40")
    ]


def test_what_one_row_rests_on_is_not_told_of_another() -> None:
    row = made(x={"of": ("theme.name",)}, y={"of": ("fund.amount",)})
    of = readings(row).of
    one, other = (Fact("made", f"made:{key}", {"theme": key}) for key in ("theme:t", "theme:u"))
    assert [[e.found for e in of(fact, column)] for fact in (one, other, one) for column in ("x", "y")] == [
        ["housing"],
        ["EUR 5,000"],
        ["care"],
        [],
        ["housing"],
        ["EUR 5,000"],
    ]


def voters(number: int) -> Partnership:
    """Return a region in which so many partners have votes."""
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    partners = "".join(f"  - {{key: partner:p{n}, name: P{n}, votes: {n}}}\n" for n in range(number))
    return read(
        read_yaml(f"partnership: {about}\nthemes: [{{key: theme:t, name: T}}]\npartners:\n{partners}", "region.yaml")
    )


def test_many_cells_stand_where_the_first_of_them_does_in_the_order_of_a_sheet() -> None:
    region = voters(SINGLY + 1)
    row = made(x={"reads_all": ("partner.votes",)})
    fact = Fact("made", "made:1", {"theme": "theme:t"})
    cells = {(f"partner:p{n}", "votes"): Source("book.xlsx", sheet="Partners", cell=f"B{9 + n}") for n in range(13)}
    (whole,) = readings(row, "en", region.with_origin(Origin(cells, ()))).of(fact, "x")
    assert str(whole.source) == "book.xlsx:Partners!B9", "and not B10, which comes first in the alphabet"
    themes = made(x={"reads_all": ("themes",)})
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    many = {"partnership": about, "themes": [{"key": f"theme:{n}", "name": "T"} for n in range(1_234)]}
    for language, said in zip(LANGUAGES, (("opgave", "alle 1.234"), ("theme", "all 1,234")), strict=True):
        (whole,) = readings(themes, language, read(Document(many, "<test>"))).of(fact, "x")
        assert (whole.what, whole.found) == said
    (whole,) = readings(row, "en", region.with_origin(Origin({}, ()))).of(fact, "x")
    assert (whole.count, whole.source) == (13, None), "who makes a partnership by hand gives no places"


def test_of_everything_of_a_kind_only_few_are_told_one_by_one_and_more_after_the_rest() -> None:
    for singleton, most in ((False, SINGLY), (True, SINGLY_OF_WHOLE)):
        row = made(singleton=singleton, x={"reads_all": ("partner.votes", "partners"), "of": ("theme.name",)})
        for number in (most, most + 1):
            region = voters(number)
            fact = Fact("made", "made:1", {"theme": "theme:t"})
            found = readings(row, "nl", region).of(fact, "x")
            if number == most:
                assert {e.count for e in found} == {1}
                assert [e.attribute for e in found] == ["theme.name", *["partner.votes"] * most]
            else:
                assert told(found) == [
                    ("T · naam", "T", "theme.name", "T", 1, "region.yaml:2:31"),
                    ("partner · stemmen", f"alle {number}", "partner.votes", None, number, "region.yaml:4:40"),
                    ("partner", f"alle {number}", "partner", None, number, "region.yaml:4:5"),
                ]


def test_that_something_is_there_is_told_where_no_more_is_told_of_it() -> None:
    there = made(x={"reads_all": ("funds",)})
    assert [(e.what, e.attribute, e.value) for e in rests_on(there, theme="theme:t")] == [
        ("fund · Two", "fund", None),
        ("fund · One", "fund", None),
        ("fund · Three", "fund", None),
        ("fund · Four", "fund", None),
    ]
    assert told(rests_on(there, language="nl", theme="theme:t"))[0] == (
        "potje · Two",
        "",
        "fund",
        None,
        1,
        at(3, "{key"),
    )
    more = made(x={"reads_all": ("funds",), "of": ("fund.amount",)})
    assert [(e.what, e.attribute) for e in rests_on(more, theme="theme:t")] == [
        ("fund · Two", "fund"),
        ("One · amount", "fund.amount"),
        ("fund · Three", "fund"),
        ("fund · Four", "fund"),
    ]


def test_only_what_was_computed_rests_on_cells() -> None:
    row = made(x={"of": ("fund.amount",)})
    assert readings(row).of(OpenFact("made", {"theme": "theme:t"}), "x") == ()
    assert rests_on(row, "key", theme="theme:t") == ()
    assert readings().of(FACTS["theme:t"], "name") == ()
    finding = Fact("finding", "finding:r:theme:t", {"rule": "r", "subject": "theme:t"})
    assert readings().of(finding, "subject") == ()


@pytest.mark.parametrize(
    ("source", "subject", "found", "value"),
    [
        ("partner.helped", "partner:a", ("Bee", "Bee"), ("partner:b",)),
        ("partner.votes", "partner:a", ("3", "3"), 3),
        ("partner.doubts_use", "partner:a", ("nee", "no"), False),
        ("person.employer", "person:x", ("geen", "none"), "none"),
        ("person.function", "person:x", ("wethouder", "alderman"), "wethouder"),
        ("person.name", "person:x", ("", ""), ""),
        ("fund.decision_date", "fund:1", ("1 december 2026", "1 December 2026"), "2026-12-01"),
        ("fund.owner", "fund:1", ("Aa", "Aa"), "partner:a"),
        ("fund.condition", "fund:2", ("ten minste dit bedrag: € 7; van deze potjes: One", "at least this amount: EUR 7; of these funds: One"), None),
        ("fund.condition", "fund:4", ("ten minste zoveel potjes: 2; van deze potjes: One en Two", "at least so many funds: 2; of these funds: One and Two"), None),
        ("partner.strengths", "partner:b", ("geld en netwerk", "geld and netwerk"), ("geld", "netwerk")),
        ("decision.budget_year", "decision:d", ("2027", "2027"), 2027),
        ("theme.needs", "theme:u", ("geen", "none"), ()),
        ("relation.from", "relation:partner:a>partner:b", ("Aa", "Aa"), "partner:a"),
        ("partnership.date", "partnership:p", ("23 november 2026", "23 November 2026"), "2026-11-23"),
    ],
)  # fmt: skip
def test_a_cell_says_what_stands_there_and_of_a_person_no_name(
    source: str, subject: str, found: tuple[str, str], value: object
) -> None:
    row = made(x={"of": (source,)})
    for language, said in zip(LANGUAGES, found, strict=True):
        (evidence,) = rests_on(row, language=language, theme=subject)
        assert (evidence.found, evidence.value, evidence.attribute) == (said, value, source)


def test_an_amount_that_is_waited_for_is_said_in_its_own_currency() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", "currency": "CHF"}
    fund = {
        "key": "fund:1",
        "name": "F",
        "owner": "partner:a",
        "theme": "theme:t",
        "condition": {"at_least_amount": "CHF 5"},
    }
    parties = {"partners": [{"key": "partner:a", "name": "A"}], "themes": [{"key": "theme:t", "name": "T"}]}
    region = read(Document({"partnership": about, **parties, "funds": [fund]}, "<test>"))
    fact = Fact("made", "made:1", {"theme": "theme:t"})
    (evidence,) = readings(made(x={"of": ("fund.condition",)}), "en", region).of(fact, "x")
    assert evidence.found == "at least this amount: CHF 5"


def counted(condition: Condition, *witnesses: Entry, row: FactKind | None = None) -> list[tuple[str, str, str]]:
    """Return what a count or an absence rests on: what, what it says and where it stands."""
    result = LeafResult(condition, True, witnesses=witnesses)  # type: ignore[arg-type]
    assert {evidence.count for evidence in readings(row).counted(result)} <= {1}
    return [(e.what, e.found, str(e.source)) for e in readings(row).counted(result)]


def test_a_count_rests_on_what_was_asked_of_each_or_else_on_its_being_there() -> None:
    one, two = FACTS["fund:1"], FACTS["fund:2"]
    dear = count("fund", 1, ("amount", "gt", 5), ("theme", "eq", "theme:t"))
    assert counted(dear, two, OpenFact("fund"), one) == [
        ("Two · theme", "housing", at(3, "theme:t")),
        ("One · theme", "housing", at(4, "theme:t")),
        ("One · amount", "EUR 5,000", at(4, "EUR")),
    ]
    assert counted(count("fund", 1, distinct="owner"), one) == [("One · owner", "Aa", at(4, "partner:a"))]
    assert counted(count("fund", 1), two, one) == [
        ("fund · Two", "", at(3, "{key")),
        ("fund · One", "", at(4, "{key")),
    ]
    assert counted(absent("fund", ("days_until_decision_date", "lt", 30)), one) == [
        ("One · decided on", "1 December 2026", at(4, "2026"))
    ]


def test_of_a_row_the_cells_are_told_that_it_was_made_from_or_else_the_row() -> None:
    row = made(x={"of": ("fund.amount",)}, bare={})
    fact = Fact("made", "made:1", {"theme": "theme:t"}, {})
    assert counted(absent("made", ("x", "gt", 1)), fact, row=row) == [("One · amount", "EUR 5,000", at(4, "EUR"))]
    assert counted(absent("made", ("bare", "gt", 1), ("key", "eq", "made:1")), fact, row=row) == [
        ("made thing · housing", "", "None")
    ]
    there = FACTS["fund:1"]
    both = LeafResult(absent("made"), False, witnesses=(fact, there))
    assert [e.what for e in readings(row).counted(both)] == ["fund · One", "made thing · housing"], (
        "what has no place comes last"
    )
    assert [e.attribute for e in readings(row).counted(both)] == ["fund", "made"]
    assert readings(row, "nl").counted(both)[1].what == "maaksel · wonen"
    placed = replace(fact, sources={"key": Source("rows.csv", 3, 1)})
    assert counted(absent("made"), placed, row=row) == [("made thing · housing", "", "rows.csv:3:1")]


@pytest.mark.parametrize(
    ("subject", "what", "place"),
    [
        ("theme:t", "finding SCA01 · housing", at(8, "{key")),
        ("trust_pair:theme:u+theme:t", "finding SCA01 · care and housing", at(9, "{key")),
        ("trust_pair:theme:gone>theme:t", "finding SCA01 · gone and housing", at(8, "{key")),
        ("trust_pair:theme:gone", "finding SCA01 · gone", "None"),
    ],
)
def test_a_finding_that_was_counted_stands_where_what_it_is_about_does(subject: str, what: str, place: str) -> None:
    values: dict[str, Any] = {"rule": "r", "id": "SCA01", "subject": subject}
    finding = Fact("finding", "finding:r", values)
    asked = count("finding", 1, ("rule", "eq", "r"))
    assert counted(asked, finding) == [(what, "", place)]
    (evidence,) = readings(language="nl").counted(LeafResult(asked, True, witnesses=(finding,)))
    assert evidence.what.startswith("bevinding SCA01 · ")
    assert (evidence.attribute, evidence.value) == ("finding", None)


def test_a_fact_of_which_nothing_was_asked_rests_on_what_it_is_about_and_else_on_what_was_tested() -> None:
    row = made(x={"of": ("fund.amount",)})
    about = Attribute("theme", AttributeType.KEY, of=("theme.name",))
    row = replace(row, attributes={**row.attributes, "theme": about})
    fact = Fact("made", "made:1", {"theme": "theme:t"})
    wording = Wording(REGION, Vocabulary.of([*vocabulary().kinds.values(), row]), "en")

    def cited(condition: Bind, *tests: TestResult) -> tuple[list[str], list[list[str]]]:
        said = reason(LeafResult(condition, True, tests, fact), wording, Readings(wording))
        return [e.found for e in said.rests_on], [[e.found for e in test.rests_on] for test in said.tests]

    assert cited(bind("m", "made")) == (["housing"], [])
    asked = bind("m", "made", ("x", "gt", 1))
    assert cited(asked, TestResult(asked.tests[0], True, 5, 1)) == ([], [["EUR 5,000"]])


def test_what_has_no_lines_is_told_by_where_it_stands_in_the_data() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    region = read(Document({"partnership": about, "themes": [{"key": "theme:t", "name": "T"}]}, "<test>"))
    row = made(x={"of": ("theme.name",)})
    found = readings(row, "en", region).of(Fact("made", "made:1", {"theme": "theme:t"}), "x")
    assert told(found) == [("T · name", "T", "theme.name", "T", 1, "<test>:themes[theme:t].name")]
