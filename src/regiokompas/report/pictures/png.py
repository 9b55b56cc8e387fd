"""Pictures as PNG, for slides and mail."""

from __future__ import annotations

import re
from functools import cache
from math import sqrt

from regiokompas.errors import RegiokompasError
from regiokompas.report.pictures.svg import FONT, element, say
from regiokompas.saying import Said

__all__ = ["MOST_PIXELS", "to_png"]

#: Pixels of a picture that are drawn at most; more would take memory by the gigabyte.
MOST_PIXELS = 40_000_000

#: How many times larger than the SVG a picture is, so that it is sharp on a slide, where no width is asked for.
SHARP = 2.0

_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def to_png(svg: str, width: int | None = None) -> bytes:
    """Return a plain picture as PNG.

    Parameters
    ----------
    svg
        A picture without variables, from :func:`regiokompas.report.pictures.svg.plain`.
    width
        In pixels; twice that of the picture if left out.

    Raises
    ------
    RegiokompasError
        If the extra ``report`` is not installed, no font can be found, or the picture would be too large.
    """
    size = _SIZE.search(svg)
    if size is None:
        raise RegiokompasError(Said("the picture has no viewBox"))
    across, down = float(size[1]), float(size[2])
    most = int(across * sqrt(MOST_PIXELS / (across * down)))
    if width is None:
        width = min(round(across * SHARP), most)
    if not 1 <= width <= most:
        template = "a width of {width} pixels cannot be drawn; choose one from 1 to {most}, or SVG"
        raise RegiokompasError(Said(template, width=width, most=most))
    if not _has_fonts():
        raise RegiokompasError(
            Said("no font was found, so the picture would be without words; install one, such as DejaVu or Liberation")
        )
    return _drawn(svg, width)


def _drawn(svg: str, width: int) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise RegiokompasError(
            Said("PNG needs the extra report: pip install 'regiokompas[report]'; SVG needs nothing more")
        ) from error
    return bytes(svg_to_bytes(svg_string=svg, width=width))


@cache
def _has_fonts() -> bool:
    """Return whether letters come out: without fonts they are left out in silence."""
    letters, nothing = (
        element(
            "svg",
            element("text", say(text), y=30, font_family=FONT),
            xmlns="http://www.w3.org/2000/svg",
            viewBox="0 0 40 40",
        )
        for text in ("O", "")
    )
    return _drawn(letters, 40) != _drawn(nothing, 40)
