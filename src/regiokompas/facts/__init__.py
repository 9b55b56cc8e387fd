"""Facts: what rules look at. Flat, typed, uniquely keyed, each with the place it came from."""

from regiokompas.facts.building import build_facts
from regiokompas.facts.schema import Attribute, AttributeType, Fact, FactBase, FactKind, Value, Vocabulary
from regiokompas.facts.vocabulary import FINDING_KIND, vocabulary

__all__ = [
    "FINDING_KIND",
    "Attribute",
    "AttributeType",
    "Fact",
    "FactBase",
    "FactKind",
    "Value",
    "Vocabulary",
    "build_facts",
    "vocabulary",
]
