"""The compass: six directions, each as full as could be judged, each level with a pattern, a colour and a word."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, ceil, cos, pi, radians, sin

from regiokompas.picturing.measuring import wrap
from regiokompas.report.pictures.legend import legend
from regiokompas.report.pictures.svg import colour, element, frame, number, texts
from regiokompas.report.pictures.words import source_of, words
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import FieldResult
from regiokompas.texts import Language, say_share, term

__all__ = ["ANGLES", "LEVELS", "compass_svg"]

#: The levels, from sound to critical, then what was not looked at.
LEVELS = ("sound", "attention", "under-pressure", "critical", "not-looked-at")

#: Where each direction points, in degrees clockwise from the right; the network picture points the same way.
ANGLES = {
    "content": -90,
    "scale": -30,
    "interests": 30,
    "financing": 90,
    "interplay": 150,
    "direction": -150,
}

_WIDTH, _CENTRE, _OUTER, _HUB, _TOP = 540.0, 270.0, 138.0, 22.0, 88.0
_MIDDLE = _TOP + _OUTER
#: Half of what a wedge spans, and half the gap between two.
_HALF, _GAP = radians(30), 2.5

_FILLS = {"sound": "sound", "attention": "attention", "under-pressure": "pressure", "critical": "critical"}


def compass_svg(d: Diagnosis) -> str:
    """Return the compass of a diagnosis as one complete ``<svg>`` element.

    Each direction shows its level by pattern, colour and word; how far it is filled is its coverage. Nothing is added
    up: there is no overall mark. The needle points to the field of the first risk.
    """
    language = d.language
    fields = [d.compass[name] for name in ANGLES]
    first = next((finding.field for finding in d.risks), None)
    bottom = _MIDDLE + _OUTER + 92
    notes = [words("fullness", language)]
    if first:
        notes.append(words("needle", language, field=term(first, language)))
    key, height = legend(list(_swatches(language)), _WIDTH, bottom)
    below = bottom + height + 24
    source = wrap(source_of(d), _WIDTH - 40, 12.5)
    parts = [
        *(_wedge(result) for result in fields),
        _scale(),
        _needle(first),
        *(_caption(result, language) for result in fields),
        key,
        texts(notes, _CENTRE, below, size=12.5, anchor="middle", fill="quiet"),
        texts(source, _CENTRE, below + 6 + 16 * len(notes), size=12.5, anchor="middle", fill="quiet"),
    ]
    return frame(
        "compass",
        *parts,
        width=_WIDTH,
        height=below + 4 + 16 * (len(notes) + len(source)),
        title=words("compass", language, name=d.name),
        about=". ".join((*(_told(result, language) for result in fields), *notes)),
        language=language,
    )


def _told(result: FieldResult, language: Language) -> str:
    said = words(
        "direction",
        language,
        field=term(result.field, language),
        level=term(result.level, language),
        coverage=say_share(result.coverage, language),
        risks=result.risks,
        strengths=len(result.strengths),
    )
    return f"{said}, {words('unsettled', language)}" if result.unsettled else said


def _wedge(result: FieldResult) -> str:
    """Draw one direction: its whole reach in outline, filled as far as it could be judged."""
    angle = radians(ANGLES[result.field])
    unseen = result.level == "not-looked-at"
    outline = element(
        "path",
        d=_sector(angle, _HUB, _OUTER),
        fill=colour("paper"),
        stroke=colour("quiet"),
        stroke_width=1.2,
        stroke_dasharray="3 4" if unseen else None,
    )
    reach = _HUB + (_OUTER - _HUB) * min(max(result.coverage, 0.0), 1.0)
    if unseen:
        x, y = _at(angle, (_HUB + _OUTER) / 2)
        mark = texts(["?"], x, y + 14, size=40, anchor="middle", fill="quiet")
        edge = element("path", d=_arc(angle, reach), fill="none", stroke=colour("quiet"), stroke_dasharray="3 4")
        return element(
            "g", outline, edge if result.coverage > 0 else "", mark, class_="rk-wedge", data_level=result.level
        )
    filled = _swatch(result.level, angle, _HUB, reach) if result.coverage > 0 else ""
    return element("g", outline, filled, class_="rk-wedge", data_level=result.level)


def _swatch(level: str, angle: float, inner: float, outer: float) -> str:
    """Draw the fill of a level in a sector: plain, dotted, ringed, or dark with rays."""
    ground = element("path", d=_sector(angle, inner, outer), fill=colour(_FILLS[level]), stroke=colour("ink"))
    match level:
        case "attention":
            return ground + element(
                "path",
                d="".join(_dots(angle, inner, outer)),
                stroke=colour("ink"),
                stroke_width=3,
                stroke_linecap="round",
                stroke_opacity=0.7,
            )
        case "under-pressure":
            return ground + element(
                "path",
                d="".join(_arc(angle, r) for r in _between(inner, outer, 9)),
                fill="none",
                stroke=colour("ink"),
                stroke_width=1.6,
                stroke_opacity=0.75,
            )
        case "critical":
            return ground + element(
                "path", d="".join(_rays(angle, inner, outer)), stroke=colour("paper"), stroke_width=1.6
            )
    return ground


def _between(inner: float, outer: float, step: float) -> Iterator[float]:
    count = ceil((outer - inner) / step)
    yield from (outer - step * k for k in range(1, count))


def _span(r: float) -> float:
    """Return half of what a sector spans at a radius, in radians; the gap is as wide at any radius."""
    return _HALF - asin(min(1.0, _GAP / r))


def _at(angle: float, r: float) -> tuple[float, float]:
    return _CENTRE + r * cos(angle), _MIDDLE + r * sin(angle)


def _point(angle: float, r: float) -> str:
    x, y = _at(angle, r)
    return f"{number(x)} {number(y)}"


def _arc(angle: float, r: float) -> str:
    half = _span(r)
    return f"M{_point(angle - half, r)}A{number(r)} {number(r)} 0 0 1 {_point(angle + half, r)}"


def _sector(angle: float, inner: float, outer: float) -> str:
    half = _span(inner)
    back = f"L{_point(angle + half, inner)}A{number(inner)} {number(inner)} 0 0 0 {_point(angle - half, inner)}Z"
    return _arc(angle, outer) + back


def _dots(angle: float, inner: float, outer: float) -> Iterator[str]:
    for row, r in enumerate(_between(inner, outer, 13)):
        half = _span(r) - 5 / r
        count = int(2 * half * r / 14)
        for k in range(count + 1):
            place = angle - half + 2 * half * ((k + 0.5 * (row % 2)) / max(count, 1))
            if place <= angle + half:
                yield f"M{_point(place, r)}h.01"


def _rays(angle: float, inner: float, outer: float) -> Iterator[str]:
    """Yield lines from the hub outwards, more of them where there is room."""
    for k in range(-3, 4):
        place = angle + k * _HALF / 4
        start = inner + 4 if k % 2 == 0 else max(inner + 4, 70.0)
        if start < outer - 4:
            yield f"M{_point(place, start)}L{_point(place, outer - 4)}"


def _scale() -> str:
    """Draw where half of all could be judged, and write what half and whole are."""
    half = _HUB + (_OUTER - _HUB) / 2
    ring = element(
        "circle",
        cx=_CENTRE,
        cy=_MIDDLE,
        r=half,
        fill="none",
        stroke=colour("ink"),
        stroke_opacity=0.35,
        stroke_dasharray="1 4",
    )
    labels = [
        texts([label], x, y + 4, size=10.5, anchor="middle", halo=True, fill="quiet")
        for label, r in (("50%", half), ("100%", _OUTER))
        for x, y in [_at(0, r)]
    ]
    return ring + "".join(labels)


def _needle(field: str | None) -> str:
    hub = element("circle", cx=_CENTRE, cy=_MIDDLE, r=9, fill=colour("ink"), stroke=colour("paper"), stroke_width=2)
    if field is None:
        return hub
    angle = radians(ANGLES[field])
    left, tip, right = _point(angle - pi / 2, 8), _point(angle, _HUB + 46), _point(angle + pi / 2, 8)
    return (
        element(
            "path",
            d=f"M{left}L{tip}L{right}Z",
            fill=colour("ink"),
            stroke=colour("paper"),
            stroke_width=3,
            stroke_linejoin="round",
        )
        + hub
    )


def _caption(result: FieldResult, language: Language) -> str:
    angle = radians(ANGLES[result.field])
    x, y = _at(angle, _OUTER + 14)
    anchor = "middle" if abs(cos(angle)) < 0.1 else "start" if cos(angle) > 0 else "end"
    top = y + (sin(angle) - 1) * 34 + 14
    counts = words(
        "counts",
        language,
        risks=words("risks", language, count=result.risks),
        strengths=words("strengths", language, count=len(result.strengths)),
    )
    known = [words("decidable", language, coverage=say_share(result.coverage, language))]
    if result.unsettled:
        known.append(words("unsettled", language))
    elif result.level != "not-looked-at":
        known.append(counts)
    return (
        texts([term(result.field, language).capitalize()], x, top, size=16, anchor=anchor, bold=True)
        + texts([term(result.level, language)], x, top + 18, size=14, anchor=anchor)
        + texts(known, x, top + 34, size=12, anchor=anchor, fill="quiet")
    )


def _swatches(language: Language) -> Iterator[tuple[str, str]]:
    """Yield a piece of each level with its word: what is explained is drawn by the same lines."""
    for level in LEVELS:
        if level == "not-looked-at":
            piece = element(
                "path",
                d=_sector(-pi / 2, 60, 92),
                fill=colour("paper"),
                stroke=colour("quiet"),
                stroke_width=1.6,
                stroke_dasharray="4 5",
            )
        else:
            piece = _swatch(level, -pi / 2, 60, 92)
        to_origin = f"scale(0.42) translate({number(-_CENTRE)} {number(76 - _MIDDLE)})"
        yield element("g", piece, transform=to_origin), term(level, language)
