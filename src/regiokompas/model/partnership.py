"""The partnership: all entities of one region at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from regiokompas.errors import NotFoundError, Source, did_you_mean
from regiokompas.io.document import Notice
from regiokompas.model.base import Entity
from regiokompas.model.entities import ENTITIES
from regiokompas.model.means import Benefit, Contribution, Fund
from regiokompas.model.parties import About, Partner, Person, Relation, Role, Statement
from regiokompas.model.work import Agreement, Decision, Goal, Interest, Milestone, Plan, Result, Theme
from regiokompas.saying import Said

__all__ = ["SECTIONS", "Origin", "Partnership"]

#: The sections that hold entities, without the partnership itself.
SECTIONS: tuple[str, ...] = tuple(section for section in ENTITIES if section != About.SECTION)

_SECTION_OF: Mapping[str, str] = {entity.KIND: section for section, entity in ENTITIES.items()}


def _by_key(entities: object) -> object:
    """Put entities in the order of their keys, so that the order of the input never matters."""
    if isinstance(entities, list | tuple) and all(isinstance(entity, Entity) for entity in entities):
        return tuple(sorted(entities, key=lambda entity: entity.key))
    return entities


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the values of a partnership came from, by entity key and attribute."""

    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


class Partnership(BaseModel):
    """Everything that is known of a regional partnership at one moment.

    A section that is given is complete unless ``incomplete`` names it; a section that is left out is unknown.

    Examples
    --------
    >>> about = About(key="partnership:demo", name="Demo", date="2026-11-23")
    >>> region = Partnership(partnership=about, partners=())
    >>> region.name, region.is_known("partners"), region.is_known("funds")
    ('Demo', True, False)
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    about: About = Field(alias="partnership")
    incomplete: tuple[Literal[SECTIONS], ...] = ()  # type: ignore[valid-type]
    partners: Annotated[tuple[Partner, ...], BeforeValidator(_by_key)] | None = None
    persons: Annotated[tuple[Person, ...], BeforeValidator(_by_key)] | None = None
    themes: Annotated[tuple[Theme, ...], BeforeValidator(_by_key)] | None = None
    goals: Annotated[tuple[Goal, ...], BeforeValidator(_by_key)] | None = None
    milestones: Annotated[tuple[Milestone, ...], BeforeValidator(_by_key)] | None = None
    results: Annotated[tuple[Result, ...], BeforeValidator(_by_key)] | None = None
    interests: Annotated[tuple[Interest, ...], BeforeValidator(_by_key)] | None = None
    contributions: Annotated[tuple[Contribution, ...], BeforeValidator(_by_key)] | None = None
    benefits: Annotated[tuple[Benefit, ...], BeforeValidator(_by_key)] | None = None
    funds: Annotated[tuple[Fund, ...], BeforeValidator(_by_key)] | None = None
    decisions: Annotated[tuple[Decision, ...], BeforeValidator(_by_key)] | None = None
    roles: Annotated[tuple[Role, ...], BeforeValidator(_by_key)] | None = None
    relations: Annotated[tuple[Relation, ...], BeforeValidator(_by_key)] | None = None
    agreements: Annotated[tuple[Agreement, ...], BeforeValidator(_by_key)] | None = None
    plans: Annotated[tuple[Plan, ...], BeforeValidator(_by_key)] | None = None
    statements: Annotated[tuple[Statement, ...], BeforeValidator(_by_key)] | None = None

    _origin: Origin = PrivateAttr(default_factory=Origin)

    def __eq__(self, other: object) -> bool:
        """Compare what is known, not where it was read."""
        return isinstance(other, Partnership) and all(
            getattr(self, name) == getattr(other, name) for name in type(self).model_fields
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def name(self) -> str:
        """The name in Dutch, or the only name there is."""
        return self.about.name.nl

    @property
    def origin(self) -> Origin:
        """Where the values came from, and what was odd about them."""
        return self._origin

    def with_origin(self, origin: Origin) -> Partnership:
        """Return the same partnership with another origin."""
        copy = self.model_copy()
        copy._origin = origin
        return copy

    def without(self, entity: Entity) -> Partnership:
        """Return the same partnership as if an entity that nothing else names had not been written down."""
        kept = tuple(other for other in getattr(self, entity.SECTION) if other != entity)
        copy = self.model_copy(update={entity.SECTION: kept})
        copy.__dict__.pop("by_key", None)  # cached for the original
        return copy

    def is_known(self, section: str) -> bool:
        """Return whether a section was given; an empty section is known to be empty."""
        return section == About.SECTION or getattr(self, section) is not None

    def is_complete(self, section: str) -> bool:
        """Return whether a section was given and there is nothing of its kind beside it."""
        return self.is_known(section) and section not in self.incomplete

    def entities(self) -> Iterator[Entity]:
        """Yield the partnership itself and then every entity, by section and key."""
        yield self.about
        for section in SECTIONS:
            yield from getattr(self, section) or ()

    def of_kind(self, kind: str) -> tuple[Entity, ...]:
        """Return the entities of a kind, in the order of their keys."""
        if kind == About.KIND:
            return (self.about,)
        found: tuple[Entity, ...] | None = getattr(self, _SECTION_OF[kind])
        return found or ()

    @cached_property
    def by_key(self) -> Mapping[str, Entity]:
        """Every entity by its key."""
        return MappingProxyType({entity.key: entity for entity in self.entities()})

    def entity(self, key: str) -> Entity:
        """Return the entity with a key.

        Raises
        ------
        NotFoundError
            If there is none; the message names the nearest key.
        """
        try:
            return self.by_key[key]
        except KeyError:
            hint = did_you_mean(key, self.by_key)
            raise NotFoundError(Said("{key} does not exist", key=key).also(hint)) from None

    def source(self, key: str, attribute: str = "key") -> Source | None:
        """Return where an attribute of an entity was read, or the entity where the attribute has no place."""
        sources = self._origin.sources
        return sources.get((key, attribute)) or sources.get((key, "key"))

    def to_dict(self) -> dict[str, Any]:
        """Return the partnership as plain data, without what is unknown; :func:`regiokompas.load` reads it back."""
        return self.model_dump(by_alias=True, exclude_none=True, mode="json", exclude_defaults=False)
