"""The overview as one HTML file: no script, nothing from elsewhere, fit to print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from regiokompas.errors import RegiokompasError
from regiokompas.overviews.overview import LEVELS, Overview
from regiokompas.report.markup import safe
from regiokompas.report.outline import Row, shape
from regiokompas.report.overview import overview_outline
from regiokompas.saying import Said
from regiokompas.texts import term

__all__ = ["overview_html"]


def overview_html(o: Overview) -> str:
    """Return the overview as HTML.

    Raises
    ------
    RegiokompasError
        If jinja2 is missing.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise RegiokompasError(Said("HTML needs jinja2: pip install 'regiokompas[report]'")) from None
    environment = Environment(
        loader=PackageLoader("regiokompas.report", "templates"),
        autoescape=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sections = [
        (title, [(kind, list(block)) for kind, block in groupby(rows, key=shape)])
        for title, rows in overview_outline(o)
    ]
    (title, opening), *rest = sections
    levels = [(level, term(level, o.language)) for level in LEVELS]
    return environment.get_template("overview.html.jinja").render(
        language=o.language, title=title, opening=opening, sections=rest, bars=_bars(o), numeric=_numeric, levels=levels
    )


def _numeric(rows: Sequence[Row]) -> list[bool]:
    """Return which columns of a table hold numbers."""
    _, *cells = rows
    return [all(cell[:1].isdigit() for cell in column if cell) for column in zip(*cells, strict=True)]


def _bars(o: Overview) -> list[dict[str, Any]]:
    """Return for each field the parts of a bar: level, its name, how many, and the share of the whole in per cent."""
    return [
        {
            "name": term(field.field, o.language),
            "parts": [
                (level, term(level, o.language), field.levels[level], 100 * field.levels[level] / o.partnerships)
                for level in LEVELS
                if field.levels.get(level)
            ],
        }
        for field in o.fields
    ]
