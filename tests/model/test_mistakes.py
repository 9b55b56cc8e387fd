"""Each mistake in the input is told once: where, what, what was expected, and what was probably meant."""

import re

import pytest

from regiokompas.errors import InputError
from regiokompas.io.document import Document, Notice
from regiokompas.io.yaml import read_yaml
from regiokompas.model import ENTITIES, SECTIONS, read
from regiokompas.saying import Said as Words
from regiokompas.texts import Bilingual

HEAD = "partnership: {key: partnership:p, name: P, date: 2026-11-23}\n"
LISTS = ", ".join(SECTIONS)
ALL = ", ".join([*ENTITIES, "incomplete"])
ATTRIBUTES = ", ".join(info.alias or name for name, info in ENTITIES["partners"].model_fields.items())

Said = tuple[int | None, str | None, str, str | None, str | None]


def mistakes(text: str) -> list[Said]:
    """Return line, marked text, message, what was expected and hint of each problem."""
    with pytest.raises(InputError) as caught:
        read(read_yaml(text, "region.yaml"))
    found = []
    for problem in caught.value.problems:
        assert problem.text is not None
        assert problem.source.column
        marked = problem.text[problem.source.column - 1 :][: problem.width]
        found.append((problem.source.line, marked, problem.message, problem.expected, problem.hint))
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fundz: []\n", [(2, "[]", "fundz is no section", ALL, "did you mean funds?")]),
        ("incomplete: relations\n", [(2, "relations", "incomplete is a list of sections", "such as [relations, funds]", None)]),
        ("incomplete: [relatoins]\n", [(2, "relatoins", "relatoins is no section", LISTS, "did you mean relations?")]),
        ("partners: 3\n", [(2, "3", "partners is a list", "one partner per item, each beginning with -", None)]),
        ("partners: [Aa]\n", [(2, "Aa", "a partner is a list of attributes", "such as {key: ..., name: ...}", None)]),
        ("partners: [{key: partner:a, name: A}, {key: partner:a, name: B}]\n", [(2, "partner:a", "partner:a exists already, at region.yaml:2:12", None, "keep one of the two, or rename one")]),
        ("agreements: [{key: agreement:a, kind: exit}, {key: agreement:a, kind: exit}]\n", [(2, "agreement:a", "agreement:a exists already, at region.yaml:2:14", None, "keep one of the two, or rename one")]),
        ("partners: [{key: partner:a, name: A}, {key: partner:b, name: B}]\nrelations: [{from: partner:a, to: partner:b}, {from: partner:a, to: partner:b}]\n", [(3, "{from: partner:a, to: partner:b}", "relation:partner:a>partner:b exists already, at region.yaml:3:13", None, "give each a key of its own")]),
        ("partners: [{name: A}]\n", [(2, "{name: A}", "this partner has no key", "key: ...", None)]),
        ("partners: [{key: partner:a, name: A, populaton: 3}]\n", [(2, "3", "populaton is no attribute of a partner", ATTRIBUTES, "did you mean population?")]),
        ("partners: [{key: partner:a, name: A, kind: municipalty}]\n", [(2, "municipalty", "'municipalty' is no kind", "municipality, province, water_authority, ministry, joint_arrangement, foreign_authority, provider, company, institute, citizens or other", "did you mean municipality?")]),
        ("partners: [{key: Aa, name: A}]\n", [(2, "Aa", "'Aa' is no key", "a kind, a colon and a name in lower case, such as partner:tiel", None)]),
        ("partners: [{key: partner:a, name: A, population: many}]\n", [(2, "many", "population: 'many' does not fit", "a whole number", None)]),
        ("partners: [{key: partner:a, name: A, decisiveness: 6}]\n", [(2, "6", "decisiveness: 6 does not fit", "5 at the most", None)]),
        ("partners: [{key: partner:a, name: A, can_do_alone: perhaps}]\n", [(2, "perhaps", "can_do_alone: 'perhaps' does not fit", "true or false", None)]),
        ("partners: [{key: partner:a, name: A, joined: soon}]\n", [(2, "soon", "not a day; write it as year-month-day, such as 2026-11-23", None, None)]),
        ("partners: [{key: partner:a, name: A, budget: USD 5}]\n", [(2, "USD 5", "USD in a partnership that counts in EUR", None, "convert it, or set partnership.currency")]),
        ("partners: [{key: partner:a, name: A, budget: {amount: 5, currency: euro}}]\n", [(2, "euro", "budget: 'euro' does not fit", "three capitals, such as EUR", None)]),
        ("partners: [{key: partner:a, name: 3}]\n", [(2, "3", "name: 3 does not fit", "a text, or one in each language: {nl: ..., en: ...}", None)]),
        ("partners: [{key: partner:a, name: A, budget: 5}]\n", [(2, "5", "an amount without a currency; write EUR 5", None, None)]),
        ("partners: [{key: partner:a, name: {nl: A}}]\n", [(2, "{nl: A}", "name has no en", "en: ...", None)]),
        ("partners: [{key: partner:a, name: A}]\nthemes: [{key: theme:t, name: T}]\nfunds: [{key: fund:a, name: A, owner: partner:a, theme: theme:t, condition: {all: [fund:a]}}]\n", [(4, "[fund:a]", "all is no attribute of condition", "all_of, any_of, at_least_k, at_least_amount, of", "did you mean all_of?")]),
        ("partners: [{key: partner:a, name: A, helped: [partner:b]}, {key: partner:bb, name: B}]\n", [(2, "partner:b", "partner:b is named as helped partner but does not exist", None, "did you mean partner:bb?")]),
        ("partners: [{key: partner:a, name: A, helped: [theme:t]}]\n", [(2, "theme:t", "theme:t is no partner", "the key of a partner", None)]),
        ("themes: [{key: theme:t, name: T}]\nroles: [{role: initiator, holder: theme:t, concerns: theme:t}]\n", [(3, "theme:t", "theme:t is no person or partner", "the key of a person or partner", None)]),
        ("partners: [{key: partner:a, name: A, populaton: 3}, {key: partner:b, name: B, helped: [partner:a]}]\n", [(2, "3", "populaton is no attribute of a partner", ATTRIBUTES, "did you mean population?")]),
        ("relations: [{from: partner:a, to: person:a}]\n", [(2, "{from: partner:a, to: person:a}", "a relation is between two partners or between two persons", None, None)]),
        ("partners: [{key: partner:a, name: A}]\nthemes: [{key: theme:t, name: T}]\nfunds: [{key: fund:a, name: A, owner: partner:a, theme: theme:t, status: conditional, condition: {at_least_amount: USD 5}}]\n", [(4, "USD 5", "USD in a partnership that counts in EUR", None, "convert it, or set partnership.currency")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_with_all_that_helps_to_mend_it(text: str, said: list[Said]) -> None:
    assert mistakes(HEAD + text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", (1, "-", "no partnership here, but list", "partnership: and its sections", None)),
        ("a\n", (1, "a", "no partnership here, but str", "partnership: and its sections", None)),
        ("partnership: 3\n", (1, "3", "a partnership is a list of attributes", "such as {key: ..., name: ...}", None)),
        ("partnership: {key: partnership:p, name: P}\n", (1, "{key: partnership:p, name: P}", "this partnership has no date", "date: ...", None)),
        ("partnership:\npartners: []\n", (1, "p", "the partnership itself is missing", "partnership: with a key, a name and a date", None)),
    ],
)  # fmt: skip
def test_without_a_partnership_it_is_said_what_is_missing(text: str, said: Said) -> None:
    assert mistakes(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("partners: [{key: partner:a, name: A, kind: municipalty}]\n", ("'municipalty' past niet bij kind (soort)", "municipality, province, water_authority, ministry, joint_arrangement, foreign_authority, provider, company, institute, citizens of other", "bedoelt u municipality?")),
        ("persons: [{key: person:a}]\n", ("hier ontbreekt function (functie): een persoon kan niet zonder", "function: ...", None)),
        ("partners: [{key: partner:a, name: A, budget: {amount: 5}}]\n", ("budget (begroting voor deze opgaven) heeft geen currency", "currency: ...", None)),
        ("funds: [{key: fund:a, name: F, owner: partner:a, theme: theme:t, amount: {currency: EUR}}]\n", ("amount (bedrag) heeft geen amount", "amount: ...", None)),
        ("partners: [{key: partner:a, name: A, decisiveness: 6}]\n", ("decisiveness (daadkracht): 6 past hier niet", "ten hoogste 5", None)),
        ("relations: [{to: partner:a}]\n", ("hier ontbreekt from (van): een relatie kan niet zonder", "from: ...", None)),
        ("plans: [{key: plan:a, theme: theme:t, name: N}]\n", ("hier ontbreekt partner: een lokaal plan kan niet zonder", "partner: ...", None)),
        ("partners: [{key: partner:a, name: A, helped: [partner:b]}]\n", ("partner:b staat bij helped (hielp het afgelopen jaar zonder tegenprestatie), maar bestaat niet", None, None)),
    ],
)  # fmt: skip
def test_in_dutch_an_attribute_is_called_what_it_is_called_on_the_sheet(
    text: str, said: tuple[str, str | None, str | None]
) -> None:
    with pytest.raises(InputError) as caught:
        read(read_yaml(HEAD + text, "region.yaml"))
    problem, *_ = caught.value.problems
    told = (problem.message, problem.expected, problem.hint)
    assert tuple(text.say("nl") if isinstance(text, Words) else text for text in told) == said


def test_what_is_told_already_is_not_told_again_but_nothing_is_read() -> None:
    text = (
        HEAD
        + "partners:\n  - {key: partner:a, name: A, votes: many, kind: other}\n  - {key: partner:b, name: B, helped: [partner:x]}\n"
    )
    document = read_yaml(text, "region.yaml")
    both = [document.source(("partners", 0, "votes")), document.source(("partners", 1, "helped", 0))]
    for told, left in (([], 2), (both[:1], 1), (both[1:], 1), (both, 0)):
        with pytest.raises(InputError) as caught:
            read(document, told)
        assert [problem.source for problem in caught.value.problems] == [place for place in both if place not in told]
        assert len(caught.value.problems) == left


def test_one_mistake_does_not_hide_another() -> None:
    several = """\
partners:
  - {key: partner:a, name: A, populaton: 3, kind: municipalty, votes: many}
  - Bee
  - {key: partner:c, name: C, helped: [partner:a, partner:x, theme:t], budget: USD 3}
incomplete: [relatoins, fundz]
"""
    assert [said[2] for said in mistakes(HEAD + several)] == [
        "populaton is no attribute of a partner",
        "'municipalty' is no kind",
        "votes: 'many' does not fit",
        "a partner is a list of attributes",
        "partner:x is named as helped partner but does not exist",
        "theme:t is no partner",
        "USD in a partnership that counts in EUR",
        "relatoins is no section",
        "fundz is no section",
    ]


def test_what_is_read_is_what_was_written_and_knows_its_places() -> None:
    text = """partners: [{key: partner:b, name: B}, {key: partner:a, name: A, votes: 3}]
relations: [{from: partner:a, to: partner:b}]
incomplete: [relations, funds, relations]
"""
    region = read(read_yaml(HEAD + text, "region.yaml"))
    assert region.partners is not None
    assert {partner.key for partner in region.partners} == {"partner:a", "partner:b"}
    assert (region.is_known("partners"), region.is_known("themes")) == (True, False)
    assert (region.is_complete("partners"), region.is_complete("relations")) == (True, False)
    assert list(region.incomplete) == ["funds", "relations"]
    assert [str(region.source("partner:a", name)) for name in ("key", "votes")] == [
        "region.yaml:2:39",
        "region.yaml:2:72",
    ]
    (relation,) = region.relations or ()
    assert str(region.source(relation.key, "from")) == "region.yaml:3:20"


def test_what_may_be_one_of_several_things_is_told_once_as_what_it_mostly_is() -> None:
    text = "persons: [{key: person:a, function: f, employer: 3, deputies: 4}, {key: person:b, function: g, employer: Bakker}]\n"
    assert mistakes(HEAD + text) == [
        (2, "3", "employer: 3 does not fit", "a text", None),
        (2, "4", "deputies: 4 does not fit", "a list, between [ and ] or with a - before each item", None),
        (2, "Bakker", "'Bakker' is no key", "a kind, a colon and a name in lower case, such as partner:tiel", None),
    ]


ODD = (
    3,
    -1.5,
    1e300,
    10**400,
    True,
    "",
    "x y",
    "x" * 30_000,
    [],
    [3],
    {},
    {"x": 3},
    {"nl": 3, "en": ""},
    {"amount": -1},
)


@pytest.mark.parametrize("section", ENTITIES)
def test_what_was_expected_is_said_in_words_and_not_in_those_of_the_validator(section: str) -> None:
    kind = ENTITIES[section]
    for name, info in kind.model_fields.items():
        for odd in ODD:
            item = {"key": f"{kind.KIND}:x", (info.alias or name): odd}
            data = {"partnership": {}, section: item if section == "partnership" else [item]}
            with pytest.raises(InputError) as caught:
                read(Document(data, "<dict>"))
            said = "\n".join(problem.expected or "" for problem in caught.value.problems)
            assert not re.search("should|instance|tuple|dictionary|pattern|boolean|integer|Input|[a-z]_type", said), (
                said
            )


def test_a_mistake_deep_in_an_entity_is_marked_there() -> None:
    text = """\
partners: [{key: partner:a, name: {nl: A, en: 3}, kind: othr}]
themes: [{key: theme:t, name: T, needs: [municipality, school]}]
funds: [{key: fund:a, name: A, owner: partner:a, theme: theme:t, status: conditional, condition: {at_least_k: x}}]
"""
    assert [(line, marked, hint) for line, marked, _, _, hint in mistakes(HEAD + text)] == [
        (2, "3", None),
        (2, "othr", "did you mean other?"),
        (3, "school", None),
        (4, "x", None),
    ]


def test_only_what_is_long_is_shortened() -> None:
    for written, shown in (("x" * 58, repr("x" * 58)), ("x" * 59, "'" + "x" * 56 + "...")):
        ((_, _, message, _, _),) = mistakes(HEAD + f"partners: [{{key: partner:a, name: A, votes: {written}}}]\n")
        assert message == f"votes: {shown} does not fit"


def test_what_has_no_lines_is_found_by_its_key() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    data = {"partnership": about, "partners": [{"key": "partner:a", "name": "A", "votes": 3}]}
    region = read(Document(data, "<dict>"))
    places = [("partner:a", "key"), ("partner:a", "votes"), ("partnership:p", "name"), ("partnership:p", "key")]
    assert [str(region.source(*place)) for place in places] == [
        "<dict>:partners[partner:a]",
        "<dict>:partners[partner:a].votes",
        "<dict>:partnership.name",
        "<dict>:partnership",
    ]


def test_of_what_may_be_nothing_or_a_text_the_text_is_what_was_meant() -> None:
    text = """\
themes: [{key: theme:t, name: T}]
decisions: [{key: decision:d, subject: S, concerns: theme:t, body: 3, status: opn}]
"""
    assert [(marked, message) for _, marked, message, _, _ in mistakes(HEAD + text)] == [
        ("3", "body: 3 does not fit"),
        ("opn", "'opn' is no status"),
    ]


def test_what_was_odd_in_a_document_is_told_by_what_is_read_from_it() -> None:
    notice = Notice("no-form", Bilingual("geen vorm", "no form"))
    data = {"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}}
    assert read(Document(data, "<dict>", notices=(notice,))).origin.notices == (notice,)
