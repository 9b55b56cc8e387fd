"""Lines between things: curves, arrowheads, and the mark of what collides."""

from __future__ import annotations

from math import hypot

from regiokompas.picturing.ring import Curve, Label, Point
from regiokompas.report.pictures.svg import colour, element, number, texts

__all__ = ["arrow", "clash", "curve", "labelled"]


def curve(line: Curve, **attributes: str | float | None) -> str:
    """Draw a line."""
    (ax, ay), (bx, by), (cx, cy) = line.start, line.bend, line.end
    path = f"M{number(ax)} {number(ay)}Q{number(bx)} {number(by)} {number(cx)} {number(cy)}"
    return element("path", d=path, fill="none", **attributes)


def arrow(line: Curve, ink: str, *, width: float = 2, dashes: str | None = None) -> str:
    """Draw a line with a head at its end."""
    x, y = line.end
    dx, dy = x - line.bend[0], y - line.bend[1]
    length = hypot(dx, dy) or 1.0
    dx, dy = dx / length, dy / length
    long, half = 7 + 2 * width, 2.5 + 1.2 * width
    base = x - dx * long, y - dy * long
    corners = (x, y), (base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half)
    head = "L".join(f"{number(px)} {number(py)}" for px, py in corners)
    return curve(
        Curve(line.start, line.bend, base), stroke=colour(ink), stroke_width=width, stroke_dasharray=dashes
    ) + element("path", d=f"M{head}Z", fill=colour(ink))


def clash(line: Curve, mark: Point) -> str:
    """Draw a heavy line with a cross on it."""
    x, y = mark
    cross = f"M{number(x - 5)} {number(y - 5)}l10 10m0 -10l-10 10"
    return (
        curve(line, stroke=colour("critical"), stroke_width=2.6)
        + element("circle", cx=x, cy=y, r=8.5, fill=colour("paper"), stroke=colour("critical"), stroke_width=1.6)
        + element("path", d=cross, stroke=colour("critical"), stroke_width=2.6)
    )


def labelled(label: Label, fill: str = "ink") -> str:
    """Draw a label, with its leader where it has one."""
    lead = ""
    if label.leader:
        (ax, ay), (bx, by) = label.leader
        lead = element("line", x1=ax, y1=ay, x2=bx, y2=by, stroke=colour("quiet"), stroke_width=0.8)
    first = texts(
        label.lines[: label.bold],
        label.x,
        label.y,
        size=label.size,
        anchor=label.anchor,
        bold=True,
        halo=True,
        fill=fill,
    )
    below = label.y + label.bold * label.size * 1.25
    return (
        lead
        + first
        + texts(label.lines[label.bold :], label.x, below, size=label.size, anchor=label.anchor, halo=True, fill=fill)
    )
