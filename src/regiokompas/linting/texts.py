"""Texts: what is still to be written, said in one language only, or filled by nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiokompas.errors import Problem
from regiokompas.facts.schema import Attribute, FactKind
from regiokompas.io.document import Path, Plain
from regiokompas.linting.base import Level, Subject, check
from regiokompas.rules.compiler import Leaf, conjunctions
from regiokompas.rules.language import Bind, Rule
from regiokompas.rules.placeholders import PLACEHOLDER, placeholders
from regiokompas.texts import Bilingual

__all__: list[str] = []

_TODO = re.compile(r"\bTODO\b")

#: Texts shorter than this may well be the same in both languages: "college", "2027".
_FEW_WORDS = 3


@check("todo", Level.WARNING, "a text that is still to be written")
def todo(subject: Subject) -> Iterator[Problem]:
    """Yield every value in the files of the pack that says TODO."""
    for document in subject.documents.values():
        for path, text in _scalars(document.data, ()):
            if _TODO.search(text):
                name = ".".join(str(step) for step in path if isinstance(step, str))
                said = " ".join(text.split())
                yield document.problem(
                    path, f"{name} is still to be written: {said[:60]}", expected="a text of your own"
                )


def _scalars(data: Plain, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _scalars(value, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _scalars(value, (*path, number))


@check("empty-text", Level.ERROR, "a finding, advice, reason or question without words")
def empty_text(subject: Subject) -> Iterator[Problem]:
    """Yield the texts that say nothing in one of the languages."""
    for rule in subject.pack.rules:
        for path, text in _texts(rule):
            for language, words in zip(("nl", "en"), text, strict=True):
                if not words.strip():
                    said = path[0] if len(path) == 1 else ".".join(map(str, path))
                    yield subject.problem_at(rule, (*path, language), f"{said} says nothing", expected="a text")


@check("same-text", Level.WARNING, "a text that is the same in both languages")
def same_text(subject: Subject) -> Iterator[Problem]:
    """Yield the texts that were not translated."""
    for rule in subject.pack.rules:
        for path, text in _texts(rule):
            if text.nl == text.en and len(PLACEHOLDER.sub("", text.nl).split()) > _FEW_WORDS:
                message = f"this {path[0]} is the same in Dutch and English"
                yield subject.problem_at(rule, (*path, "en"), message, expected="a translation")


@check("placeholders-differ", Level.WARNING, "a text that shows another fact in Dutch than in English")
def placeholders_differ(subject: Subject) -> Iterator[Problem]:
    """Yield the texts of which one language shows what the other leaves out."""
    for rule in subject.pack.rules:
        for path, text in _texts(rule):
            nl, en = ({found.shown for found in placeholders(words) if found.shows} for words in text)
            for language, extra in (("en", nl - en), ("nl", en - nl)):
                if extra:
                    shown = ", ".join(f"{{{name}}}" for name in sorted(extra))
                    message = f"this {path[0]} leaves out {shown}, which the other language shows"
                    yield subject.problem_at(rule, (*path, language), message)


@check("unfilled", Level.NOTE, "a placeholder in a finding whose value may be unknown when the rule fires")
def unfilled(subject: Subject) -> Iterator[Problem]:
    """Yield the placeholders of findings that are not always known and that no condition asks for."""
    for rule in subject.pack.rules:
        found = placeholders(" ".join(rule.finding))
        for binding, attribute in dict.fromkeys((one.binding, one.attribute) for one in found):
            if attribute and binding != "parameter" and not _is_filled(rule, binding, attribute, subject):
                message = f"{{{binding}.{attribute}}} may be unknown when this rule fires, and then says so"
                hint = f"ask for it: {attribute}: {{known: true}}, or leave it out"
                yield subject.problem_at(rule, ("finding", "nl"), message, hint=hint)


def _is_filled(rule: Rule, binding: str, attribute: str, subject: Subject) -> bool:
    """Return whether a value is known in every way in which the rule can fire."""
    for way in conjunctions(rule.when):
        bound = next(leaf for leaf in way if isinstance(leaf, Bind) and leaf.name == binding)
        kind = subject.vocabulary.kinds[bound.kind]
        declared = kind.attributes.get(attribute)
        if declared is None or declared.always or not (declared.of or declared.of_all):
            continue  # the key, or a column that is there in every row
        asked = _known_with({test.attribute for test in bound.tests}, kind)
        elsewhere = {of for leaf in way if leaf is not bound for of in _sources_tested(leaf, subject)}
        if not (
            {attribute, _stem(attribute)} & asked
            or _is_made_of(declared, asked, kind)
            or f"{kind.name}.{attribute}" in elsewhere
        ):
            return False
    return True


def _known_with(asked: set[str], kind: FactKind) -> set[str]:
    """Return what is known where some attributes are: they, and the columns of the same row that they are made of."""
    known = set(asked) | {_stem(name) for name in asked}
    while True:
        declared = [kind.attributes[name] for name in known if name in kind.attributes]
        more = known | {of.removeprefix(".") for attribute in declared for of in attribute.of if of.startswith(".")}
        if more == known:
            return known
        known = more


def _sources_tested(leaf: Leaf, subject: Subject) -> set[str]:
    """Return what the tested columns of a measure are made of; about the same entity, which a join makes sure of."""
    kind = subject.vocabulary.kinds[leaf.kind]
    declared = [kind.attributes[test.attribute] for test in leaf.tests if test.attribute in kind.attributes]
    return {of for attribute in declared for of in attribute.of}


def _is_made_of(declared: Attribute, asked: set[str], kind: FactKind) -> bool:
    """Return whether an attribute is made of nothing but what the known ones are made of."""
    known = {of for name in asked if name in kind.attributes for of in _made_of(kind.attributes[name])}
    return {of for of in _made_of(declared) if not of.startswith(".")} <= known


def _made_of(declared: Attribute) -> set[str]:
    return {of.replace("*", "") for of in (*declared.of, *declared.of_all)}  # with those further on, and so itself


def _stem(attribute: str) -> str:
    """Return the attribute that a count of days or of things is made of."""
    return attribute.removeprefix("days_until_").removesuffix("_count")


@check("unused-parameter", Level.WARNING, "a parameter that changes nothing")
def unused_parameter(subject: Subject) -> Iterator[Problem]:
    """Yield the parameters that no condition uses."""
    for rule in subject.pack.rules:
        document = subject.documents[rule.source.file]
        data = document.data if isinstance(document.data, dict) else {}
        used = {text for _, text in _scalars(data.get("when"), ("when",)) if text.startswith("$")}
        for name in rule.parameters:
            if f"${name}" not in used:
                written = any(f"{{parameter.{name}}}" in words for _, text in _texts(rule) for words in text)
                message = f"{name} is only written in a text" if written else f"{name} is used nowhere"
                yield subject.problem_at(
                    rule, ("parameters", name), f"{message}: setting it changes nothing", expected=f"${name} in when"
                )


def _texts(rule: Rule) -> Iterator[tuple[Path, Bilingual]]:
    """Yield every text of a rule that a reader sees, with its path."""
    yield ("finding",), rule.finding
    yield ("why",), rule.why
    if rule.advice is not None:
        yield ("advice",), rule.advice.text
        if rule.advice.decide is not None:
            yield ("advice", "decide"), rule.advice.decide
    for parameter in rule.parameters.values():
        yield ("parameters", parameter.name, "why"), parameter.why


@check("claim-uncarried", Level.WARNING, "a claim that no rule names and that does not say what carries it instead")
def claim_uncarried(subject: Subject) -> Iterator[Problem]:
    """Yield the claims of the pack that are claimed and judged by nothing."""
    carried = {claim for rule in subject.pack.rules for claim in rule.claims}
    document = next((d for name, d in subject.documents.items() if name.endswith("/claims.yaml")), None)
    for claim in subject.pack.claims.values():
        if document is not None and claim.id not in carried and claim.instead is None:
            yield document.problem(
                ("claims", claim.id),
                f"no rule rests on {claim.id}",
                expected="a rule that names it, or carried_by or out_of_scope with the reason",
            )
