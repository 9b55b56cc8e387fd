"""The columns of each kind of entity, derived from the model: one place for workbook, CSV and frames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from regiokompas.model.base import Entity, Money, Quantity, Text
from regiokompas.model.entities import ENTITIES
from regiokompas.model.means import Condition
from regiokompas.model.references import reference_fields
from regiokompas.texts import LANGUAGES, Bilingual, Language, term

__all__ = ["FORMS_OF_CONDITION", "PROFILES", "SHEETS", "Column", "Form", "columns", "fold", "headings", "section_named"]

Form = Literal[
    "text", "word", "words", "choice", "choices", "reference", "references", "flag", "day", "money", "whole", "year",
    "number", "share", "score", "condition", "condition_measure", "condition_funds",
]  # fmt: skip

#: What each sheet is called, in the order in which one fills them.
SHEETS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "partnership": Bilingual("Samenwerking", "Partnership"),
        "partners": Bilingual("Partners", "Partners"),
        "persons": Bilingual("Personen", "Persons"),
        "relations": Bilingual("Relaties", "Relations"),
        "themes": Bilingual("Opgaven", "Themes"),
        "roles": Bilingual("Rollen", "Roles"),
        "goals": Bilingual("Doelen", "Goals"),
        "milestones": Bilingual("Mijlpalen", "Milestones"),
        "results": Bilingual("Resultaten", "Results"),
        "plans": Bilingual("Lokale plannen", "Local plans"),
        "interests": Bilingual("Belangen", "Interests"),
        "contributions": Bilingual("Brengen", "Contributions"),
        "benefits": Bilingual("Halen", "Benefits"),
        "funds": Bilingual("Potjes", "Funds"),
        "decisions": Bilingual("Besluiten", "Decisions"),
        "agreements": Bilingual("Afspraken", "Agreements"),
        "statements": Bilingual("Stellingen", "Statements"),
    }
)

#: The profiles of the pack that comes with the library; a partnership may name another.
PROFILES: Mapping[str, Bilingual] = MappingProxyType(
    {
        "social-domain": Bilingual("sociaal domein", "social domain"),
        "physical-domain": Bilingual("fysiek domein", "physical domain"),
        "network": Bilingual("licht netwerk", "light network"),
        "single-purpose": Bilingual("één uitvoeringstaak", "single purpose"),
    }
)

#: The forms of a fund's condition, with the words of the model.
FORMS_OF_CONDITION = ("all_of", "any_of", "at_least_k", "at_least_amount")

_IN_LANGUAGE = {"nl": Bilingual("Nederlands", "Dutch"), "en": Bilingual("Engels", "English")}


@dataclass(frozen=True, slots=True)
class Column:
    """What stands under one heading.

    Parameters
    ----------
    attribute
        Name of the attribute as it is written in YAML.
    heading
        The heading in both languages.
    form
        What kind of value it is.
    choices
        The terms of a list, with the reader's words; the list is closed unless the form is ``word``.
    kinds
        The kinds of entities that a reference can name.
    can_be_none
        Whether it can be known that there is none.
    is_required
        Whether every row needs it.
    language
        For a text: the language, where the column holds that one alone.
    """

    attribute: str
    heading: Bilingual
    form: Form
    choices: tuple[tuple[str, Bilingual], ...] = ()
    kinds: tuple[str, ...] = ()
    can_be_none: bool = False
    is_required: bool = False
    language: Language | None = None

    @property
    def is_list(self) -> bool:
        """Whether several values stand in one cell."""
        return self.form in ("words", "choices", "references", "condition_funds")

    def choice(self, text: str) -> str | None:
        """Return the term that a word stands for, in either language."""
        return _by_word(self.choices).get(fold(text))


@cache
def _by_word(choices: tuple[tuple[str, Bilingual], ...]) -> Mapping[str, str]:
    """Return the term for each folded word; of two terms with one word the first."""
    return {fold(word): value for value, words in reversed(choices) for word in (value, words.nl, words.en)}


@cache
def columns(section: str) -> tuple[Column, ...]:
    """Return the columns of a section in the order of a sheet: the note and the key come last.

    Examples
    --------
    >>> [column.heading.nl for column in columns("milestones") if column.language is None]
    ['opgave', 'mijlpaal', 'gepland op', 'stand', 'bereikt op', 'toelichting', 'sleutel']
    """
    entity = ENTITIES[section]
    last = ("note", "key")
    names = [name for name in entity.model_fields if name not in last]
    return tuple(column for name in (*names, *last) for column in _columns(entity, name))


@cache
def headings(section: str) -> Mapping[str, tuple[Column, frozenset[Language]]]:
    """Return the column of every accepted heading, folded, with the languages that it is a heading in.

    The name of an attribute in YAML is a heading too, in English.
    """
    found: dict[str, tuple[Column, frozenset[Language]]] = {}

    def add(heading: str, column: Column, language: Language) -> None:
        known = found.get(fold(heading), (column, frozenset()))
        if known[0] == column:
            found[fold(heading)] = (column, known[1] | {language})

    for language in LANGUAGES:
        for column in columns(section):
            add(column.heading.say(language), column, language)
    for column in columns(section):
        if column.language is None and not column.form.startswith("condition_"):
            add(column.attribute, column, "en")
    return MappingProxyType(found)


@cache
def section_named(name: str) -> str | None:
    """Return the section of a sheet, by its name in either language or in YAML."""
    wanted = fold(name)
    for section, words in SHEETS.items():
        if wanted in (fold(words.nl), fold(words.en), fold(section)):
            return section
    return None


def fold(text: str) -> str:
    """Reduce a text to what counts when it is compared: no case, no extra spaces, dashes or range of a score.

    Examples
    --------
    >>> fold("  Vertrouwen (1–5) "), fold("rules_of_the_game")
    ('vertrouwen', 'rules of the game')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"\(1\s*[-–—]\s*5\)|[*:]", " ", plain)
    return re.sub(r"[\s_–—-]+", " ", plain).strip()


def _columns(entity: type[Entity], name: str) -> Iterator[Column]:
    info = entity.model_fields[name]
    attribute = info.alias or name
    heading = _heading(info)
    parts = [*info.metadata, *_parts(info.annotation)]
    if Condition in parts:
        yield from _condition_columns(attribute, heading)
        return
    literals = [word for part in parts if isinstance(part, _Literals) for word in part.words]
    words = [word for word in literals if word != "none"]
    has_none = "none" in literals
    ref = reference_fields(entity).get(name)
    is_many = "tuple" in str(info.annotation)
    form = _form(parts, is_many=is_many, is_reference=ref is not None, is_choice=bool(words))
    choices = tuple((word, _words_of(word)) for word in literals) if words else ()
    if (entity.KIND, name) == ("partnership", "profile"):
        choices = tuple(PROFILES.items())
    yield Column(
        attribute,
        heading,
        form,
        choices,
        ref.kinds if ref is not None else (),
        can_be_none=is_many or (has_none and not words),
        is_required=info.is_required() and name != "key",
    )
    if form == "text":
        for language in LANGUAGES:
            named = Bilingual(*(f"{heading.say(by)} ({_IN_LANGUAGE[language].say(by)})" for by in LANGUAGES))
            yield Column(attribute, named, "text", can_be_none=has_none, language=language)


def _condition_columns(attribute: str, heading: Bilingual) -> Iterator[Column]:
    """Three columns read as a sentence: waits for *at least so many funds* · *2* · *these funds*."""
    fields = Condition.model_fields
    forms = tuple((name, _heading(fields[name])) for name in FORMS_OF_CONDITION)
    yield Column(attribute, Bilingual("wacht op", "waits for"), "condition", forms)
    how_much = Bilingual("wacht op: aantal of bedrag", "waits for: number or amount")
    yield Column(attribute, how_much, "condition_measure")
    which = Bilingual("wacht op: welke potjes", "waits for: which funds")
    kinds = reference_fields(Condition)["of"].kinds
    yield Column(attribute, which, "condition_funds", kinds=kinds, can_be_none=True)


def _form(parts: list[Any], *, is_many: bool, is_reference: bool, is_choice: bool) -> Form:
    quantity = next((part.name for part in parts if isinstance(part, Quantity)), None)
    if is_reference:
        return "references" if is_many else "reference"
    if is_choice:
        return "choices" if is_many else "choice"
    if quantity is not None:
        return {"count": "whole", "share": "share", "score": "score"}.get(quantity, "number")  # type: ignore[return-value]
    for kind, form in ((Money, "money"), (date, "day"), (bool, "flag"), (int, "year"), (Text, "text")):
        if kind in parts:
            return form  # type: ignore[return-value]
    return "words" if is_many else "word"


@dataclass(frozen=True, slots=True)
class _Literals:
    words: tuple[str, ...]


def _parts(annotation: Any) -> list[Any]:
    """Take a type apart into its plain types, its metadata and its closed lists."""
    if get_origin(annotation) is Literal:
        return [_Literals(get_args(annotation))]
    metadata = list(getattr(annotation, "__metadata__", ())) if get_origin(annotation) is Annotated else []
    arguments = [a for a in get_args(annotation) if a not in metadata] if metadata else list(get_args(annotation))
    if not arguments:
        return [annotation]
    return [*metadata, *(part for argument in arguments for part in _parts(argument))]


def _heading(info: FieldInfo) -> Bilingual:
    extra = info.json_schema_extra
    return Bilingual(str(extra["nl"]) if isinstance(extra, dict) else str(info.title), str(info.title))


def _words_of(word: str) -> Bilingual:
    return Bilingual(term(word, "nl"), term(word, "en"))
