"""Questions: every one can be put to a person, the most valuable comes first, and an answer settles what it claims."""

import dataclasses
import re
import typing
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokompas.api import load
from regiokompas.explain import Question
from regiokompas.facts import vocabulary
from regiokompas.facts.schema import AttributeType
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.measures import registered
from regiokompas.model import ENTITIES, SECTIONS, Entity, Money, Text, read
from regiokompas.model.base import Quantity
from regiokompas.model.means import Condition
from regiokompas.model.questions import ADDRESSEES, QUESTIONS, STAND_INS, Wanted
from regiokompas.model.references import reference_fields
from regiokompas.report import render
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import LANGUAGES, Language, term
from strategies import documents

ROOT = Path(__file__).parents[2]
SEVERITIES = ("critical", "high", "medium", "low")
ABOUT = {"key": "partnership:p", "name": "P", "date": "2026-11-23", "currency": "EUR"}
KIND_OF = {entity.KIND: entity for entity in ENTITIES.values()}

some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(entity: type[Entity]) -> dict[str, str]:
    """Return the attributes of an entity that may be unknown, as they are written, with their names."""
    optional = {n: i for n, i in entity.model_fields.items() if not i.is_required() and n not in ("note", "currency")}
    return {info.alias or name: name for name, info in optional.items()}


def every_question() -> list[tuple[str, str, Wanted]]:
    return [(kind, name, wanted) for kind, asking in QUESTIONS.items() for name, wanted in asking.attributes.items()]


def stripped() -> dict[str, Any]:
    """Return the example with everything left out that may be unknown: all sections there, every attribute unknown."""
    data = load(ROOT / "examples" / "rivierland.yaml").to_dict()
    for section in SECTIONS:
        optional = written(ENTITIES[section])
        data[section] = [{n: v for n, v in item.items() if n not in optional} for item in data.get(section, ())]
    return {**data, "partnership": {**ABOUT, "key": "partnership:rivierland"}, "incomplete": []}


# -- the words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KIND_OF)
def test_every_attribute_that_may_be_unknown_has_a_question(kind: str) -> None:
    assert set(QUESTIONS[kind].attributes) == set(written(KIND_OF[kind]))


@pytest.mark.parametrize(("kind", "name", "wanted"), every_question())
def test_a_question_is_a_sentence_in_both_languages_with_what_can_be_filled_in(
    kind: str, name: str, wanted: Wanted
) -> None:
    declared = vocabulary().kinds[kind].attributes.get(name)
    for language, text in zip(LANGUAGES, (wanted.nl, wanted.en), strict=True):
        fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        assert text.endswith("?")
        assert fields <= {"subject", "choices", "currency", *STAND_INS}
        assert {name for name in fields if name in STAND_INS} <= {*KIND_OF[kind].model_fields, "from"}
        if "choices" in fields:
            assert declared is not None
            assert declared.values, "there is something to choose from"
        if declared and declared.type in (AttributeType.WORD, AttributeType.WORDS):
            assert "choices" in fields or all(term(word, language) in text for word in declared.values)
        if declared and declared.type is AttributeType.SCORE:
            assert " 1 " in text
            assert " 5 " in text
        if declared and declared.type is AttributeType.MONEY:
            assert "currency" in fields
        if declared and declared.type is AttributeType.DATE:
            assert re.search(r"datum|wanneer|\bdate\b|when", text, re.IGNORECASE)
    assert wanted.nl != wanted.en


def test_every_section_has_a_question_and_every_addressee_a_name() -> None:
    for asking in QUESTIONS.values():
        assert all(text.endswith("?") for text in asking.section)
        assert asking.whom in ADDRESSEES
    for whom in ADDRESSEES:
        assert all(term(whom, language) not in (whom, "") for language in LANGUAGES)


@pytest.mark.parametrize("measure", registered().values(), ids=lambda measure: str(measure.name))
def test_a_column_that_may_be_unknown_says_what_it_hangs_on(measure: Any) -> None:
    hints = typing.get_type_hints(measure.row)
    columns = {field.name: field.metadata for field in dataclasses.fields(measure.row)}
    for name, metadata in columns.items():
        sources = (*metadata["of"], *metadata["of_all"])
        assert bool(sources) == (type(None) in get_args(hints[name])), name
        for source in sources:
            kind, _, attribute = source.partition(".")
            if not attribute:
                assert kind in SECTIONS
            elif kind:
                assert attribute in QUESTIONS[kind.strip("*")].attributes
            else:
                assert columns[attribute]["of"] or columns[attribute]["of_all"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("data", [stripped(), {"partnership": ABOUT}], ids=["no attributes", "no sections"])
def test_no_question_speaks_of_the_library(kompas: Kompas, data: dict[str, Any], language: Language) -> None:
    diagnosis = kompas.diagnose(read(Document(data, "<test>")), language=language)
    assert len(diagnosis.questions) > 10
    for question in diagnosis.questions:
        assert question.text.endswith("?")
        assert question.text[0].isupper()
        assert not re.search(r"[_{}]|\b[a-z]+:[a-z]", question.text)


# -- the order ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas()


def value(question: Question) -> list[tuple[int, int]]:
    return [(-question.decides_by_severity[s], -question.blocks_by_severity[s]) for s in SEVERITIES]


@given(documents())
@some
def test_what_decides_or_is_needed_for_more_severe_judgements_is_asked_first(
    kompas: Kompas, data: dict[str, Any]
) -> None:
    diagnosis = kompas.diagnose(read(Document(data, "<test>")))
    asked = diagnosis.questions
    assert [question.rank for question in asked] == list(range(1, len(asked) + 1))
    assert list(asked) == sorted(asked, key=lambda q: (value(q), q.text, q.kind))
    assert len({(q.kind, q.attributes or q.keys) for q in asked}) == len(asked)
    undecided = {item.rule for item in diagnosis.undecided}
    for question in asked:
        assert question.blocks == sum(question.blocks_by_severity.values()) > 0
        assert question.severity == next(s for s in SEVERITIES if question.blocks_by_severity[s])
        assert question.blocks <= len(diagnosis.undecided)
        assert question.decides == sum(question.decides_by_severity.values())
        assert all(question.decides_by_severity[s] <= question.blocks_by_severity[s] for s in SEVERITIES)
        assert set(question.rules) <= undecided


@given(documents())
@some
def test_grouping_by_person_keeps_every_question_and_its_order(kompas: Kompas, data: dict[str, Any]) -> None:
    asked = kompas.diagnose(read(Document(data, "<test>"))).questions
    groups = Diagnosis.by_person(asked)
    assert sorted((q for group in groups for q in group), key=lambda q: q.rank) == list(asked)
    assert [group[0].rank for group in groups] == sorted(group[0].rank for group in groups)
    for group in groups:
        assert len({question.ask for question in group}) == 1
        assert [q.rank for q in group] == sorted(q.rank for q in group)


# -- answers -----------------------------------------------------------------------------------------------------------


def answered(data: dict[str, Any], question: Question) -> dict[str, Any]:
    """Return the data with an answer to a question."""
    section = KIND_OF[question.kind].SECTION
    if not question.attributes:
        rest = [name for name in data.get("incomplete", ()) if name != section]
        return {**data, section: data.get(section) or [], "incomplete": rest}
    items = [data[section]] if section == "partnership" else data[section]
    filled = [
        item
        if item["key"] not in question.keys
        else item | {name: an_answer(KIND_OF[question.kind], name) for name in question.attributes if name not in item}
        for item in items
    ]
    return {**data, section: filled[0] if section == "partnership" else filled}


def an_answer(entity: type[Entity], name: str) -> Any:
    """Return some value that an attribute may have: that there is nothing, if that can be said."""
    info = entity.model_fields[written(entity)[name]]
    parts = [*info.metadata, *_parts(info.annotation)]
    literals = [word for part in parts if isinstance(part, tuple) for word in part]
    if Condition in parts:
        return {"at_least_amount": "EUR 1"}
    if "tuple" in str(info.annotation):
        return []
    if literals:
        return next(("open" for word in literals if word == "open"), literals[0])
    if name in reference_fields(entity):
        return "none"
    if any(isinstance(part, Quantity) for part in parts):
        return 1 if parts and Quantity("count") in parts else 1.0
    for type_, example in ((Money, "EUR 1000"), (date, "2026-12-01"), (bool, True), (Text, "X")):
        if type_ in parts:
            return example
    return "X"


def _parts(annotation: Any) -> list[Any]:
    found = [part for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Quantity)]
    if get_origin(annotation) is Literal:
        return [*found, get_args(annotation)]
    return [*found, *([annotation] if not get_args(annotation) else [])] + [
        part for argument in get_args(annotation) for part in _parts(argument)
    ]


def still_asked(question: Question, diagnosis: Diagnosis) -> bool:
    """Whether anything of a question is asked again."""
    return any(
        other.kind == question.kind
        and set(other.keys) & set(question.keys)
        and (set(other.attributes) & set(question.attributes) or not (other.attributes or question.attributes))
        for other in diagnosis.questions
    )


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with every key written out."""
    return read(Document(data, "<test>")).to_dict()


@given(documents())
@some
def test_what_was_answered_holds_up_nothing_any_more(kompas: Kompas, data: dict[str, Any]) -> None:
    """Every judgement that waited for the first question is decided, or waits for other facts alone."""
    data = plain(data)
    questions = kompas.diagnose(read(Document(data, "<test>"))).questions
    if questions:
        after = kompas.diagnose(read(Document(answered(data, questions[0]), "<test>")))
        assert not still_asked(questions[0], after)


def undecided(diagnosis: Diagnosis) -> set[tuple[str, tuple[str, ...]]]:
    return {(item.rule, item.subjects) for item in diagnosis.undecided}


@given(documents(), st.data())
@some
def test_what_an_answer_decides_by_itself_it_decides(
    kompas: Kompas, data: dict[str, Any], drawn: st.DataObject
) -> None:
    """No fewer judgements are decided than was promised, though an answer may bring up new ones."""
    data = plain(data)
    before = kompas.diagnose(read(Document(data, "<test>")))
    promising = [question for question in before.questions if question.decides and question.attributes]
    if promising:
        question = drawn.draw(st.sampled_from(promising))
        after = kompas.diagnose(read(Document(answered(data, question), "<test>")))
        assert len(undecided(before) - undecided(after)) >= question.decides


def test_in_the_example_as_many_judgements_become_decided_as_was_promised(kompas: Kompas) -> None:
    region = load(ROOT / "examples" / "rivierland.yaml")
    before = kompas.diagnose(region)
    promising = [question for question in before.questions if question.decides][:6]
    assert {question.decides == question.blocks for question in before.questions} == {True, False}
    assert len(promising) == 6
    for question in promising:
        after = kompas.diagnose(read(Document(answered(region.to_dict(), question), "<test>")))
        assert len(before.undecided) - len(after.undecided) >= question.decides
        assert not undecided(after) - undecided(before)


def test_what_also_hangs_on_a_partner_that_no_longer_exists_is_not_decided_by_one_answer(kompas: Kompas) -> None:
    gone = {"key": "partner:gone", "name": "Gone", "abolished": "2020-01-01"}
    partners = [{"key": "partner:a", "name": "A"}, {"key": "partner:b", "name": "B", "votes": 3}]
    promised = [
        ask(kompas, {"partnership": ABOUT, "partners": [*partners, {**gone, **known}]}, "votes").decides
        for known in ({}, {"votes": 2})
    ]
    assert promised[0] == 0 < promised[1]


def test_where_trust_is_known_from_its_parts_it_is_not_asked_for(kompas: Kompas) -> None:
    def asked(**known: int) -> bool:
        tie = {"from": "partner:a", "to": "partner:b", **known}
        data = {
            **REGION,
            "themes": [],
            "roles": [],
            "relations": [tie, {"from": "partner:b", "to": "partner:a", "trust": 2}],
        }
        questions = kompas.diagnose(read(Document(data, "<test>"))).questions
        return any(question.kind == "relation" and "trust" in question.attributes for question in questions)

    assert asked(trust_open=2)
    assert not asked(trust_open=2, trust_reliable=3)


@pytest.mark.parametrize("data", [stripped(), {"partnership": ABOUT}], ids=["no attributes", "no sections"])
def test_answering_all_that_is_asked_decides_all_that_can_be(kompas: Kompas, data: dict[str, Any]) -> None:
    data = plain(data)
    before = kompas.diagnose(read(Document(data, "<test>")))
    diagnosis = before
    for _ in range(6):
        for question in diagnosis.questions:
            data = answered(data, question)
        diagnosis = kompas.diagnose(read(Document(data, "<test>")))
        assert not any(still_asked(question, diagnosis) for question in before.questions)
    assert not diagnosis.questions
    assert len(diagnosis.undecided) < len(before.undecided) / 4


# -- what a reader sees ------------------------------------------------------------------------------------------------

REGION = {
    "partnership": {**ABOUT, "name": "Regio"},
    "partners": [{"key": f"partner:{n}", "name": f"Gemeente {n}", "kind": "municipality"} for n in "abcdefgh"],
}


def ask(kompas: Kompas, data: dict[str, Any], attribute: str, language: Language = "nl") -> Question:
    questions = kompas.diagnose(read(Document(data, "<test>")), language=language).questions
    return next(question for question in questions if question.attributes[:1] == (attribute,))


def test_one_subject_is_named_several_are_listed_and_all_are_counted(kompas: Kompas) -> None:
    partners = REGION["partners"]
    all_of_them = ask(kompas, REGION, "considers_leaving")
    assert all_of_them.text == "Per partner (alle 8): overweegt die partner om uit de samenwerking te stappen?"
    assert len(all_of_them.subjects) == len(all_of_them.keys) == 8
    assert all_of_them.ask == "governors"
    known = [{**partner, "considers_leaving": False} for partner in partners[:1]]
    seven = ask(kompas, {**REGION, "partners": known + partners[1:]}, "considers_leaving")
    assert "Gemeente b, Gemeente c" in seven.text
    assert "Gemeente g en nog 1)" in seven.text
    known = [{**partner, "considers_leaving": False} for partner in partners[1:]]
    one = ask(kompas, {**REGION, "partners": partners[:1] + known}, "considers_leaving", "en")
    assert one.text == "Is Gemeente a thinking about leaving the cooperation?"


def test_a_partner_that_no_longer_exists_is_not_asked(kompas: Kompas) -> None:
    gone = [{**partner, "abolished": "2023-01-01"} for partner in REGION["partners"][:2]]
    question = ask(kompas, {**REGION, "partners": gone + REGION["partners"][2:]}, "considers_leaving")
    assert question.keys == tuple(f"partner:{n}" for n in "cdefgh")


def test_a_measure_is_never_asked_for_but_what_it_is_made_from(kompas: Kompas) -> None:
    diagnosis = kompas.diagnose(read(Document(stripped(), "<test>")))
    assert {question.kind for question in diagnosis.questions} <= set(KIND_OF)
    asked = {(question.kind, attribute) for question in diagnosis.questions for attribute in question.attributes}
    assert {("person", "term_ends"), ("theme", "money_needed"), ("relation", "trust")} <= asked


def test_trust_among_persons_is_not_asked_for(kompas: Kompas) -> None:
    region = read(Document(stripped(), "<test>"))
    (question,) = (q for q in kompas.diagnose(region).questions if q.attributes == ("trust",))
    assert {region.by_key[key].from_.split(":")[0] for key in question.keys} == {"partner"}


def test_where_most_is_unknown_the_questions_come_before_the_findings(kompas: Kompas) -> None:
    diagnosis = kompas.diagnose(read(Document(REGION, "<test>")))
    assert diagnosis.mostly_unknown
    for format_ in ("text", "markdown"):
        shown = render(diagnosis, format_)
        places = [shown.casefold().index(head) for head in ("wat nog niet te beoordelen is", "wat het eerst telt")]
        assert places == sorted(places)
        assert f"en nog {len(diagnosis.questions) - 10} vragen" in shown
        assert "Aan de programmamanager of secretaris" in shown
    known = kompas.diagnose(load(ROOT / "examples" / "rivierland.yaml"))
    assert not known.mostly_unknown
