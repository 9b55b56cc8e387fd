"""Things around a circle: in which order, where, and with labels beside them that never overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

from regiokompas.picturing.measuring import LINE, text_width

__all__ = ["Curve", "Label", "Point", "curve_between", "labels_beside", "order_around", "places_around"]

Point = tuple[float, float]

#: Room between labels, and between a label and what it belongs to.
GAP, AWAY = 3.0, 10.0

#: Rounds in which the order around the circle is improved; each is quadratic in the number of things, times ties.
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place.

    Parameters
    ----------
    x, y
        Where the text starts, ends or has its middle, by ``anchor``, and the baseline of the first line.
    bold
        How many lines, from the first on, are bold.
    leader
        Where a thin line from the thing to its label starts and ends, if they lie apart.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    size: float
    bold: int = 0
    leader: tuple[Point, Point] | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text."""
        width = max(text_width(line, self.size, bold=row < self.bold) for row, line in enumerate(self.lines))
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        top = self.y - self.size
        return left, top, left + width, top + len(self.lines) * self.size * LINE

    def moved(self, dx: float, dy: float) -> Label:
        """Return the label at another place."""
        leader = self.leader and tuple((x + dx, y + dy) for x, y in self.leader)
        return Label(self.lines, self.x + dx, self.y + dy, self.anchor, self.size, self.bold, leader)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line that bends once: from ``start``, towards ``bend``, to ``end``."""

    start: Point
    bend: Point
    end: Point

    def moved(self, dx: float, dy: float) -> Curve:
        """Return the line at another place."""
        return Curve(*((x + dx, y + dy) for x, y in (self.start, self.bend, self.end)))

    @property
    def middle(self) -> Point:
        """The point halfway."""
        return self.at(0.5)

    def at(self, share: float) -> Point:
        """Return the point at a share of the way.

        Examples
        --------
        >>> Curve((0, 0), (10, 0), (10, 10)).at(0.5)
        (7.5, 2.5)
        """
        before, between, after = (1 - share) ** 2, 2 * share * (1 - share), share**2
        (ax, ay), (bx, by), (cx, cy) = self.start, self.bend, self.end
        return before * ax + between * bx + after * cx, before * ay + between * by + after * cy


def order_around(keys: Sequence[str], ties: Mapping[tuple[str, str], float]) -> tuple[str, ...]:
    """Return an order around a circle in which things that are tied lie near each other.

    Each next one is tied most to those placed last; then two change places as long as that shortens the ties in all.

    Parameters
    ----------
    ties
        How strongly two things are tied, by their keys in alphabetical order.

    Notes
    -----
    O(r n² t) for n things with t ties each and r rounds, of which there are at most :data:`ROUNDS`. Short ties are
    what circular layouts aim at first, to have few crossings [1]_; this finds a good order, not the best.

    References
    ----------
    .. [1] M. Baur and U. Brandes, "Crossing reduction in circular layouts", Graph-Theoretic Concepts in Computer
       Science, LNCS 3353:332-343, 2005, doi:10.1007/978-3-540-30559-0_28.

    Examples
    --------
    >>> order_around("abcd", {("a", "c"): 1.0, ("b", "d"): 1.0, ("b", "c"): 1.0})
    ('a', 'c', 'b', 'd')
    """
    near: dict[str, dict[str, float]] = {key: {} for key in keys}
    for (one, other), weight in ties.items():
        near[one][other] = near[other][one] = weight
    left = sorted(keys)
    order: list[str] = []
    while left:
        recent = {key: 1 / (1 + back) for back, key in enumerate(reversed(order))}
        drawn = {key: sum(near[key].get(k, 0.0) * w for k, w in recent.items()) for key in left}
        order.append(min(left, key=lambda key: (-drawn[key], key)))
        left.remove(order[-1])
    return tuple(_improved(order, near))


def _improved(order: list[str], near: Mapping[str, Mapping[str, float]]) -> list[str]:
    count = len(order)
    place = {key: index for index, key in enumerate(order)}

    def length(key: str, without: str) -> float:
        apart = ((abs(place[key] - place[k]), w) for k, w in near[key].items() if k != without)
        return sum(min(steps, count - steps) * w for steps, w in apart)

    for _ in range(ROUNDS):
        changed = False
        for one, other in combinations(sorted(order), 2):
            before = length(one, other) + length(other, one)
            place[one], place[other] = place[other], place[one]
            if length(one, other) + length(other, one) < before - 1e-9:
                changed = True
            else:
                place[one], place[other] = place[other], place[one]
        if not changed:
            break
    return sorted(order, key=place.__getitem__)


def places_around(keys: Sequence[str], radius: float) -> dict[str, Point]:
    """Return places around the origin, from the top with the clock.

    Examples
    --------
    >>> {key: (round(x), round(y)) for key, (x, y) in places_around("abcd", 10).items()}
    {'a': (0, -10), 'b': (10, 0), 'c': (0, 10), 'd': (-10, 0)}
    """
    turn = 2 * pi / max(len(keys), 1)
    return {key: (radius * sin(turn * n), -radius * cos(turn * n)) for n, key in enumerate(keys)}


def labels_beside(
    places: Mapping[str, Point],
    texts: Mapping[str, tuple[str, ...]],
    sizes: Mapping[str, float],
    size: float,
    *,
    bold: Mapping[str, int],
) -> dict[str, Label]:
    """Return a label outside the circle for each thing on it, no two of which overlap.

    On each side of the circle labels keep the order of their things and lie as near to them as the room allows: least
    squares under a least distance, which is isotonic regression.

    Parameters
    ----------
    places
        Where things are, around the origin.
    sizes
        Radius of each thing.
    size
        Size of the letters.
    bold
        How many lines of each label are bold.
    """
    found: dict[str, Label] = {}
    for side in (1, -1):
        keys = [key for key, (x, _) in places.items() if (x >= -1e-6) == (side > 0)]
        keys.sort(key=lambda key: (round(places[key][1], 6), key))
        heights = [len(texts[key]) * size * LINE for key in keys]
        reach = max((hypot(*places[key]) + sizes[key] for key in keys), default=0) + AWAY
        tops = _spread(
            [
                places[key][1] * reach / max(hypot(*places[key]), 1) - h / 2
                for key, h in zip(keys, heights, strict=True)
            ],
            [h + GAP for h in heights],
        )
        for key, top, height in zip(keys, tops, heights, strict=True):
            nearest = min(abs(top), abs(top + height)) if top * (top + height) > 0 else 0.0
            x = side * max(sqrt(max(reach**2 - nearest**2, 0)), AWAY)
            label = Label(texts[key], x, top + size, "start" if side > 0 else "end", size, bold[key])
            found[key] = _led(label, places[key], sizes[key], (x - side * 3, top + height / 2))
    return found


def _led(label: Label, place: Point, radius: float, end: Point) -> Label:
    """Give a label a leader where it lies so far from its thing that one may doubt whose it is."""
    dx, dy = end[0] - place[0], end[1] - place[1]
    apart = hypot(dx, dy)
    if apart < radius + 1.6 * AWAY:
        return label
    start = (place[0] + dx * (radius + 2) / apart, place[1] + dy * (radius + 2) / apart)
    return Label(label.lines, label.x, label.y, label.anchor, label.size, label.bold, (start, end))


def _spread(wanted: Sequence[float], steps: Sequence[float]) -> list[float]:
    """Return positions as near as can be to those wanted, each at least a step after the one before it."""
    taken = 0.0
    blocks: list[tuple[float, int]] = []
    offsets = []
    for want, step in zip(wanted, steps, strict=True):
        offsets.append(taken)
        mean, count = want - taken, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
        taken += step
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def curve_between(
    one: Point, other: Point, first: float, second: float, *, bend: float = 0.55, aside: float = 0.0
) -> Curve:
    """Return a line from the edge of one thing to that of another, bent towards the origin.

    Parameters
    ----------
    first, second
        How far from the middle of each thing the line ends.
    bend
        Where the line bends to: the middle between both, so much nearer to the origin at most; 1 is straight.
    aside
        How far it bends to its right besides, as a share of its length, so that two lines to and fro lie apart.
    """
    dx, dy = other[0] - one[0], other[1] - one[1]
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    # Neighbours on a large circle need no deep bend, only one that clears what lies between them.
    inwards = min(1 - bend, (60 + hypot(dx, dy) / 4) / max(hypot(x, y), 1))
    x, y = x * (1 - inwards) - dy * aside, y * (1 - inwards) + dx * aside
    return Curve(_towards(one, (x, y), first), (x, y), _towards(other, (x, y), second))


def _towards(start: Point, aim: Point, distance: float) -> Point:
    dx, dy = aim[0] - start[0], aim[1] - start[1]
    apart = hypot(dx, dy)
    share = min(distance / apart, 0.9) if apart else 0.0
    return start[0] + dx * share, start[1] + dy * share
