"""Names beside what lies inside the circle, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regiokompas.picturing.measuring import LINE, wrap
from regiokompas.picturing.ring import Label, Point

__all__ = ["Box", "overlaps", "placed_labels"]

#: Left, top, right and bottom.
Box = tuple[float, float, float, float]

#: Widths in which a name is broken into lines, with the most lines; the best to read first.
SHAPES = ((130.0, 2), (96.0, 3), (150.0, 3))

#: Room between a name and what it belongs to, and between it and anything else.
AWAY, GAP = 6.0, 2.0


def overlaps(one: Box, other: Box, gap: float = 0.0) -> bool:
    """Return whether two boxes overlap, or lie nearer than a gap.

    Examples
    --------
    >>> overlaps((0, 0, 2, 2), (1, 1, 3, 3)), overlaps((0, 0, 2, 2), (2, 0, 3, 2))
    (True, False)
    >>> overlaps((0, 0, 2, 2), (3, 0, 4, 2), gap=2)
    True
    """
    return one[0] < other[2] + gap and other[0] < one[2] + gap and one[1] < other[3] + gap and other[1] < one[3] + gap


def placed_labels(
    things: Mapping[str, tuple[str, Point, float]], taken: Sequence[Box], *, size: float
) -> dict[str, Label]:
    """Return a label for each thing beside which there is room, in the order in which they are given.

    Parameters
    ----------
    things
        Name, place and radius of each.
    taken
        Where no name may stand.
    size
        Size of the letters.

    Returns
    -------
    dict
        No two labels overlap, nor does one overlap what is taken; things without room are left out.

    Notes
    -----
    O(n (n + m)) for n things and m places taken.
    """
    occupied = list(taken)
    found = {}
    for key, (name, place, radius) in things.items():
        for label in _candidates(name, place, radius, size):
            box = label.box
            if not any(overlaps(box, other, GAP) for other in occupied):
                found[key] = label
                occupied.append(box)
                break
    return found


def _candidates(name: str, place: Point, radius: float, size: float) -> Iterator[Label]:
    """Yield a name below, above, and on both sides; one that cannot be written in full is not written here."""
    x, y = place
    away, near = radius + AWAY, radius * 0.7 + AWAY
    for width, most in SHAPES:
        lines = wrap(name, width, size, lines=most)
        if any(line.endswith("…") for line in lines):
            continue
        height = len(lines) * size * LINE
        middle = y - height / 2 + size
        above, below = y - height + size, y + size
        yield Label(lines, x, below + away, "middle", size)
        yield Label(lines, x, above - away, "middle", size)
        for side, anchor in ((1, "start"), (-1, "end")):
            yield Label(lines, x + side * away, middle, anchor, size)
            yield Label(lines, x + side * near, below + near / 2, anchor, size)
            yield Label(lines, x + side * near, above - near / 2, anchor, size)
