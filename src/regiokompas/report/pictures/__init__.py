"""Pictures as SVG: drawn from what a diagnosis or a stress test holds, and from the places that ``picturing`` gives.

The functions that end in ``_svg`` return one complete ``<svg>`` element to stand in a page. There are no ids in it, so
that any number of pictures can share a page. Colours follow ``color-scheme`` of the page; a page that wants others sets
the variables ``--rk-…`` of :data:`regiokompas.report.pictures.svg.COLOURS` on ``.rk-picture``, by a rule more specific
than that class alone.

:func:`draw` returns a picture to stand by itself, as SVG without style sheet or as PNG.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.report.pictures.compass import compass_svg
from regiokompas.report.pictures.exchange import exchange_svg
from regiokompas.report.pictures.funding import funding_svg
from regiokompas.report.pictures.network import network_svg
from regiokompas.report.pictures.png import to_png
from regiokompas.report.pictures.resilience import resilience_svg
from regiokompas.report.pictures.svg import plain
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.resilience import StressTest
from regiokompas.saying import Said

__all__ = [
    "FORMATS",
    "PICTURES",
    "compass_svg",
    "draw",
    "exchange_svg",
    "funding_svg",
    "network_svg",
    "resilience_svg",
]

#: Formats of a picture.
FORMATS = ("svg", "png")

_OF_DIAGNOSIS: Mapping[str, Callable[[Diagnosis], str]] = {
    "compass": compass_svg,
    "network": network_svg,
    "funding": funding_svg,
    "exchange": exchange_svg,
}

#: Pictures there are, by name.
PICTURES = (*_OF_DIAGNOSIS, "resilience")


def draw(result: Diagnosis | StressTest, kind: str, format: str = "svg", *, width: int | None = None) -> str | bytes:
    """Return a picture to stand by itself.

    Parameters
    ----------
    result
        A stress test for ``resilience``, a diagnosis for all others.
    kind
        One of :data:`PICTURES`.
    format
        ``svg`` or ``png``.
    width
        Of a PNG, in pixels; twice that of the SVG if left out.

    Raises
    ------
    NotFoundError
        If there is no such picture or format.
    RegiokompasError
        If the result is of the other kind, or the PNG cannot be drawn.
    """
    _known(Said("picture"), kind, PICTURES)
    _known(Said("picture format"), format, FORMATS)
    if isinstance(result, StressTest):
        if kind != "resilience":
            template = "the picture {name} is drawn from a diagnosis, not from a stress test"
            raise RegiokompasError(Said(template, name=kind))
        drawn = plain(resilience_svg(result))
    elif kind == "resilience":
        raise RegiokompasError(Said("the picture resilience is drawn from a stress test, not from a diagnosis"))
    else:
        drawn = plain(_OF_DIAGNOSIS[kind](result))
    return drawn if format == "svg" else to_png(drawn, width)


def _known(what: Said, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        hint = did_you_mean(name, known)
        message = Said("there is no {what} {name}; known are {known}", what=what, name=name, known=", ".join(known))
        raise NotFoundError(message.also(hint))
