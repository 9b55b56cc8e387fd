"""The model: what an adviser knows of a region, checked on the way in."""

from regiokompas.model.base import Entity, Money, Text
from regiokompas.model.entities import ENTITIES
from regiokompas.model.partnership import SECTIONS, Origin, Partnership
from regiokompas.model.reading import read
from regiokompas.model.references import references

__all__ = ["ENTITIES", "SECTIONS", "Entity", "Money", "Origin", "Partnership", "Text", "read", "references"]
