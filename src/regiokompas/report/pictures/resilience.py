"""The resilience curve: what is left of contacts and initiators when more and more persons are gone."""

from __future__ import annotations

from regiokompas.picturing.measuring import wrap
from regiokompas.report.pictures.svg import colour, element, frame, polyline, texts
from regiokompas.report.pictures.words import words
from regiokompas.results.resilience import StressTest
from regiokompas.texts import say_share

__all__ = ["resilience_svg"]

_WIDTH, _LEFT, _RIGHT, _TOP, _HEIGHT = 660.0, 52.0, 640.0, 42.0, 220.0


def resilience_svg(s: StressTest) -> str:
    """Return the resilience curve of a stress test as one complete ``<svg>`` element."""
    language = s.language
    title = words("resilience", language, name=s.name)
    if len(s.curve) < 2:
        message = words("no_curve", language)
        body = texts([message], _WIDTH / 2, 44, size=14, anchor="middle")
        return frame("resilience", body, width=_WIDTH, height=80, title=title, about=message, language=language)
    step = (_RIGHT - _LEFT) / (len(s.curve) - 1)
    xs = [_LEFT + step * place for place in range(len(s.curve))]
    connected = [(x, _y(point.connected)) for x, point in zip(xs, s.curve, strict=True)]
    pulled = [(x, _y(point.pulled)) for x, point in zip(xs, s.curve, strict=True)]
    below = _TOP + _HEIGHT
    names = [(str(point.lost), point.last) for point in s.curve if point.last]
    rows = (len(names) + 1) // 2
    parts = [
        _legend(s),
        *(_level(share, s) for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        *(
            texts([str(point.lost)], x, below + 18, size=12, anchor="middle", fill="quiet")
            for x, point in zip(xs, s.curve, strict=True)
        ),
        polyline(pulled, stroke=colour("direction"), stroke_width=2.4, stroke_dasharray="7 4"),
        polyline(connected, stroke=colour("interplay"), stroke_width=2.8),
        *(element("rect", x=x - 4, y=y - 4, width=8, height=8, fill=colour("direction")) for x, y in pulled),
        *(
            element("circle", cx=x, cy=y, r=4, fill=colour("paper"), stroke=colour("interplay"), stroke_width=2.4)
            for x, y in connected
        ),
        texts([words("lost", language)], (_LEFT + _RIGHT) / 2, below + 36, size=12, anchor="middle", fill="quiet"),
        texts([words("gone", language)], _LEFT, below + 62, size=12.5, bold=True),
        *(
            texts(
                wrap(f"{lost}  {name}", 280, 12.5, lines=1),
                _LEFT + (_RIGHT - _LEFT) / 2 * (place // rows),
                below + 80 + 16 * (place % rows),
                size=12.5,
            )
            for place, (lost, name) in enumerate(names)
        ),
    ]
    told = "; ".join(
        f"{point.lost}{f' ({point.last})' if point.last else ''}: {say_share(point.connected, language)} "
        f"{words('connected', language)}, {say_share(point.pulled, language)} {words('pulled', language)}"
        for point in s.curve
    )
    return frame(
        "resilience",
        *parts,
        width=_WIDTH,
        height=below + 84 + 16 * rows,
        title=title,
        about=told,
        language=language,
    )


def _y(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


def _level(share: float, s: StressTest) -> str:
    y = _y(share)
    line = element("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, stroke=colour("faint" if share else "quiet"))
    return line + texts([say_share(share, s.language)], _LEFT - 10, y + 4, size=12, anchor="end", fill="quiet")


def _legend(s: StressTest) -> str:
    """Name both lines, each with a piece of it."""
    y = 18.0
    return (
        element("line", x1=_LEFT, x2=_LEFT + 40, y1=y, y2=y, stroke=colour("interplay"), stroke_width=2.8)
        + element(
            "circle", cx=_LEFT + 20, cy=y, r=4, fill=colour("paper"), stroke=colour("interplay"), stroke_width=2.4
        )
        + texts([words("connected", s.language)], _LEFT + 48, y + 4)
        + element(
            "line",
            x1=_LEFT + 240,
            x2=_LEFT + 280,
            y1=y,
            y2=y,
            stroke=colour("direction"),
            stroke_width=2.4,
            stroke_dasharray="7 4",
        )
        + element("rect", x=_LEFT + 256, y=y - 4, width=8, height=8, fill=colour("direction"))
        + texts([words("pulled", s.language)], _LEFT + 288, y + 4)
    )
