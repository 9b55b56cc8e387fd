"""The types that entities are made of. Unknown is ``None``: neither false, nor zero, nor empty."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema

from regiokompas.saying import Said
from regiokompas.texts import Bilingual, Language

__all__ = [
    "Amount",
    "Concerns",
    "Day",
    "Entity",
    "Flag",
    "Key",
    "Keys",
    "Money",
    "Nothing",
    "PartnerKey",
    "Quantity",
    "Ref",
    "Score",
    "Share",
    "Spread",
    "Text",
    "TextOrNothing",
    "ThemeKey",
    "Whole",
    "Words",
    "Year",
    "as_tuple",
    "attribute",
    "required",
]

KEY_PATTERN = r"^[a-z_]+:[a-z0-9:._>/-]+$"


@dataclass(frozen=True, slots=True)
class Ref:
    """Metadata of an attribute that names other entities.

    ``edge`` is the kind of edge it becomes in the graph, ``noun`` what one such entity is called in a message
    where that is not the name of the attribute.
    """

    kinds: tuple[str, ...]
    edge: str
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Metadata of a number: what is measured (``count``, ``share``, ``score`` or ``number``)."""

    name: str


_NO_DAY = Said("not a day; write it as year-month-day, such as 2026-11-23")


def _iso_day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(_NO_DAY) from None
    if type(value) is not date:
        raise ValueError(_NO_DAY)
    return value


def _in_cents(value: float) -> float:
    """Refuse more than two decimals: they would be lost when the amount is written again."""
    if round(_finite(value), 2) != value:
        raise ValueError(Said("an amount of money has two decimals at the most"))
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value) or abs(value) >= 2**53:
        raise ValueError(Said("not a usable number"))
    return value


def as_tuple(value: object) -> object:
    """Let a list stand for a tuple, as it must in YAML and JSON."""
    return tuple(value) if isinstance(value, list) else value


def _sorted_unique(value: object) -> object:
    """Sort references, so that their order never matters."""
    if isinstance(value, list | tuple | set | frozenset) and all(isinstance(item, str) for item in value):
        return tuple(sorted(set(value)))
    return value


#: Written where it is known that there is nobody, or no such thing; leaving the attribute out means unknown.
Nothing = Literal["none"]

Day = Annotated[
    date,
    BeforeValidator(_iso_day),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Key = Annotated[str, Field(pattern=KEY_PATTERN, max_length=400)]
Keys = Annotated[tuple[Key, ...], BeforeValidator(_sorted_unique)]
Words = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Flag = bool
Whole = Annotated[int, Field(ge=0, lt=2**53), Quantity("count")]
Year = Annotated[int, Field(ge=1900, le=2200)]
Amount = Annotated[float, Field(ge=0), AfterValidator(_finite), Quantity("number")]
Share = Annotated[float, Field(ge=0, le=1), Quantity("share")]
Score = Annotated[float, Field(ge=1, le=5), Quantity("score")]
Spread = Annotated[int, Field(ge=0, le=4), Quantity("count")]


def attribute(nl: str, en: str, **constraints: Any) -> Any:
    """Declare an attribute with its label in both languages; it is unknown unless given."""
    return Field(default=None, title=en, description=en, json_schema_extra={"nl": nl}, **constraints)


def required(nl: str, en: str, **constraints: Any) -> Any:
    """Declare an attribute that must be given."""
    return Field(title=en, description=en, json_schema_extra={"nl": nl}, **constraints)


class Text(BaseModel):
    """A text in Dutch and English; one plain text serves for both.

    Examples
    --------
    >>> Text.model_validate("Jeugdhulp").say("en")
    'Jeugdhulp'
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    nl: Annotated[str, Field(min_length=1, max_length=20_000)]
    en: Annotated[str, Field(min_length=1, max_length=20_000)]

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: object) -> object:
        return {"nl": value, "en": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler.resolve_ref_schema(handler(schema))]}

    @model_serializer
    def plain(self) -> str | dict[str, str]:
        """Return one plain text where one serves for both languages, else both."""
        return self.nl if self.nl == self.en else {"nl": self.nl, "en": self.en}

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return Bilingual(self.nl, self.en).say(language)


#: A text, or the knowledge that there is none.
TextOrNothing = Annotated[Nothing | Text, Field(union_mode="left_to_right")]

_MONEY = re.compile(r"\A([A-Z]{3}|€)\s?(-?\d+(?:\.\d{1,2})?)\Z")


class Money(BaseModel):
    """An amount with its currency, written ``EUR 250000`` or ``{amount: 250000, currency: EUR}``.

    Examples
    --------
    >>> Money.model_validate("EUR 250000").amount
    250000.0
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    amount: Annotated[float, Field(ge=0), AfterValidator(_in_cents)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: object) -> object:
        if isinstance(value, str):
            match = _MONEY.match(value.strip())
            if match is None:
                raise ValueError(Said("not an amount of money; write it as EUR 250000 or EUR 250000.50"))
            return {"amount": float(match[2]), "currency": "EUR" if match[1] == "€" else match[1]}
        if isinstance(value, int | float):
            raise ValueError(Said("an amount without a currency; write EUR {value}", value=value))
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written = {"type": "string", "pattern": r"^([A-Z]{3}|€) ?\d+(\.\d{1,2})?$", "examples": ["EUR 250000"]}
        return {"anyOf": [written, handler.resolve_ref_schema(handler(schema))]}

    @model_serializer
    def _to_plain(self) -> str:
        whole = self.amount.is_integer()
        return f"{self.currency} {self.amount:.0f}" if whole else f"{self.currency} {self.amount:.2f}"


class Entity(BaseModel):
    """Something with a key that an adviser knows about a region.

    ``KIND`` names it in keys, facts and the graph; ``SECTION`` is its place in the input. An entity with
    ``ENDPOINTS`` is an edge of the graph from the first to the second, all others are nodes.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    KIND: ClassVar[str]
    SECTION: ClassVar[str]
    ENDPOINTS: ClassVar[tuple[str, str] | None] = None
    #: Attributes that make up the key where none is given.
    KEY_PARTS: ClassVar[tuple[str, ...]] = ()

    key: Key = required("sleutel", "key")
    note: Text | None = attribute("toelichting", "note")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        found = handler.resolve_ref_schema(handler(schema))
        if cls.KEY_PARTS:
            found["required"] = [name for name in found["required"] if name != "key"]
        return found

    @model_validator(mode="before")
    @classmethod
    def _derive_key(cls, value: object) -> object:
        if isinstance(value, dict) and cls.KEY_PARTS and value.get("key") is None:
            parts = [value.get(part) for part in cls.KEY_PARTS]
            if all(isinstance(part, str) for part in parts):
                return {**value, "key": derived_key(cls.KIND, [str(part) for part in parts])}
        return value

    @model_validator(mode="after")
    def _key_names_its_kind(self) -> Entity:
        if not self.key.startswith(f"{self.KIND}:"):
            raise ValueError(Said("the key of a {kind} starts with {kind}:, such as {kind}:example", kind=self.KIND))
        return self


def derived_key(kind: str, parts: Iterable[str]) -> str:
    """Return the key of an entity that is named by what it connects.

    Examples
    --------
    >>> derived_key("relation", ["person:a", "person:b"])
    'relation:person:a>person:b'
    """
    return f"{kind}:{'>'.join(parts)}"


PartnerKey = Annotated[Key, Ref(("partner",), "partner")]
ThemeKey = Annotated[Key, Ref(("theme",), "theme")]
Concerns = Annotated[Key, Ref(("theme", "partnership"), "concerns")]
