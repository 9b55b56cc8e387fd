"""Measures: what the graph says, one small function each, a module per tension field and one for the law."""

from regiokompas.measures import content, direction, financing, interests, interplay, law, scale
from regiokompas.measures.base import Measure, measure, registered

__all__ = [
    "Measure",
    "content",
    "direction",
    "financing",
    "interests",
    "interplay",
    "law",
    "measure",
    "registered",
    "scale",
]
