"""Measures: what the graph says, one small function each, a module per tension field."""

from regiokompas.measures import content, direction, financing, interests, interplay, scale
from regiokompas.measures.base import Measure, measure, registered

__all__ = [
    "Measure",
    "content",
    "direction",
    "financing",
    "interests",
    "interplay",
    "measure",
    "registered",
    "scale",
]
