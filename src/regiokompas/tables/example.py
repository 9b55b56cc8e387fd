"""The example that a template shows: a small made-up partnership in which every attribute is filled in once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from regiokompas.io.grid import Cell
from regiokompas.io.yaml import read_yaml
from regiokompas.model.base import Entity
from regiokompas.model.partnership import Partnership
from regiokompas.model.reading import read
from regiokompas.tables.columns import Column
from regiokompas.tables.writing import tables_of
from regiokompas.texts import Language

__all__ = ["example_cells", "example_data", "example_partnership"]


@cache
def example_partnership() -> Partnership:
    """Return the partnership of the example.

    Examples
    --------
    >>> example_partnership().name
    'Regio Lindewaard'
    """
    return read(read_yaml(_text(), "example.yaml"))


def example_data() -> Mapping[str, Any]:
    """Return the example as plain data, by section; the first entity of each is the example of its kind."""
    data = read_yaml(_text(), "example.yaml").data
    return data if isinstance(data, dict) else {}


@cache
def example_cells(section: str, language: Language) -> Mapping[Column, Cell]:
    """Return the example of a section as it stands in the cells of a row."""
    partnership = example_partnership()
    table = tables_of(partnership, language)[section]
    entities: tuple[Entity, ...] = (partnership.about,) if section == "partnership" else getattr(partnership, section)
    first = example_data()[section] if section == "partnership" else example_data()[section][0]
    keys = [entity.key for entity in entities]
    row = keys.index(first["key"]) if "key" in first else 0
    return dict(zip(table.columns, table.rows[row], strict=True))


def _text() -> str:
    return files("regiokompas.tables").joinpath("example.yaml").read_text(encoding="utf-8")
