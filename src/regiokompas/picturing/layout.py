"""Where everything in the picture of the network lies: partners around a circle, persons and themes inside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from regiokompas.model import Partnership
from regiokompas.picturing.inside import Box, overlaps, placed_labels
from regiokompas.picturing.measuring import LINE, text_width, wrap
from regiokompas.picturing.network import Actor, Tie, actors, strengths_of_ties, ties
from regiokompas.picturing.ring import (
    Curve,
    Label,
    Point,
    curve_between,
    labels_beside,
    order_around,
    places_around,
)
from regiokompas.results.diagnosis import Diagnosis

__all__ = ["DrawnTie", "NetworkPicture", "Placed", "picture_network"]

#: What the picture is made of; without one of these it shows less than there is.
SECTIONS = ("partners", "persons", "themes", "relations", "roles", "interests", "funds")

#: Above so many partners letters are smaller and names shorter.
MANY = 24

#: Radius of what nothing is known to rest on, and how much larger it is if all does.
SMALLEST, GROWTH = 8.0, 16.0

#: Rounds in which persons and themes are drawn to what they are tied to and pushed apart.
ROUNDS, PUSHES = 60, 2

#: How ties between partners bend towards the middle and aside, so that they can be told apart; others are straight.
_BENDS = {"waits": (0.66, 0.08), "opposes": (0.75, 0.0), "relation": (0.9, 0.0)}

#: How much more room there is inside the circle than persons, themes and their names take.
ROOM = 1.65

#: How far the pointer to a field sticks out.
POINTER = 8.0

#: Half the size of the mark of colliding interests.
MARK = 9.0

#: Room around the whole picture.
EDGE = 10.0


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor at its place.

    Parameters
    ----------
    radius
        Of a circle; a theme is a box around its ``label``.
    label
        ``None`` where there is no room: then ``number`` stands in it, and its name in a list.
    box
        Left, top, right and bottom of what is drawn for the actor itself.
    """

    actor: Actor
    place: Point
    radius: float
    label: Label | None
    number: int | None
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnTie:
    """A tie, the line that is drawn for it, and where it carries a mark if its kind has one."""

    tie: Tie
    curve: Curve
    mark: Point | None


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """The network in a picture of a width and height.

    ``unknown`` and ``incomplete`` name the sections that nothing is known of, and those of which there may be more.
    """

    nodes: tuple[Placed, ...]
    ties: tuple[DrawnTie, ...]
    unknown: tuple[str, ...]
    incomplete: tuple[str, ...]
    width: float
    height: float


def picture_network(d: Diagnosis) -> NetworkPicture:
    """Return the network of a diagnosis, laid out.

    Partners that are tied lie near each other on the circle. Persons and themes lie inside, drawn to whom they work
    for and whom they are tied to, and pushed apart. Names that find no room become numbers.

    Notes
    -----
    O(r m k) for r rounds and m persons and themes of which k lie near each, besides the order around the circle
    (:func:`regiokompas.picturing.ring.order_around`) and the measures of dependence.
    """
    everyone = {actor.key: actor for actor in actors(d)}
    found = tuple(tie for tie in ties(d) if tie.start in everyone and tie.end in everyone)
    partners = [key for key, actor in everyone.items() if actor.kind == "partner"]
    inside = [key for key, actor in everyone.items() if actor.kind != "partner"]
    size = 13.0 if len(partners) <= MANY else 11.5
    themes = {
        key: Label(wrap(everyone[key].name, 110, 11.5), 0, 0, "middle", 11.5)
        for key in inside
        if everyone[key].kind == "theme"
    }
    radii = {key: _radius(actor) for key, actor in everyone.items()}
    extents = {key: _extent(everyone[key], radii[key], themes.get(key)) for key in inside}
    taken = sum(4 * width * height for width, height in extents.values())
    radius = max(150.0, sqrt(taken * ROOM / pi), len(partners) * (SMALLEST + GROWTH) * 0.26)
    homes = {key: actor.home for key, actor in everyone.items() if actor.kind == "person"}
    places = places_around(order_around(partners, strengths_of_ties(found, homes)), radius)
    names = {key: wrap(everyone[key].name, 170 if size > 12 else 150, size, bold=True) for key in partners}
    reach = {key: radii[key] + (POINTER if everyone[key].field else 0) for key in partners}
    beside = labels_beside(places, names, reach, size, bold={key: len(names[key]) for key in partners})
    places |= _settle(inside, everyone, found, places, extents, radius)
    boxes = {key: _box(places[key], radii[key], themes.get(key)) for key in everyone}
    themes = {key: text.moved(places[key][0], _first_line(places[key][1], text)) for key, text in themes.items()}
    persons = [key for key in inside if everyone[key].kind == "person"]
    urgent = sorted(persons, key=lambda key: (not everyone[key].is_key, -radii[key], key))
    lines = list(_marked(_lines(found, everyone, places, boxes, radii), [*boxes.values()]))
    named = placed_labels(
        {key: (everyone[key].name, places[key], radii[key]) for key in urgent},
        [
            *boxes.values(),
            *(label.box for label in beside.values()),
            *(_round(line.mark) for line in lines if line.mark),
        ],
        size=11.5,
    )
    numbers = {key: n for n, key in enumerate((key for key in persons if key not in named), 1)}
    labels = {**beside, **themes, **named}
    return _framed(
        [
            Placed(actor, places[key], radii[key], labels.get(key), numbers.get(key), boxes[key])
            for key, actor in everyone.items()
        ],
        lines,
        d.of,
    )


def _radius(actor: Actor) -> float:
    return SMALLEST + GROWTH * sqrt(min(actor.dependence or 0.0, 1.0))


def _first_line(y: float, label: Label) -> float:
    """Return the baseline of the first line of a text that has its middle at a height."""
    return y - len(label.lines) * label.size * LINE / 2 + label.size


def _box(place: Point, radius: float, text: Label | None) -> Box:
    x, y = place
    if text is None:
        return x - radius, y - radius, x + radius, y + radius
    left, top, right, bottom = text.box
    return (
        x - (right - left) / 2 - 7,
        y - (bottom - top) / 2 - 5,
        x + (right - left) / 2 + 7,
        y + (bottom - top) / 2 + 5,
    )


def _extent(actor: Actor, radius: float, text: Label | None) -> tuple[float, float]:
    """Return half the width and height that an actor takes, most of its label included."""
    if text is not None:
        left, top, right, bottom = _box((0, 0), 0, text)
        return (right - left) / 2 + 6, (bottom - top) / 2 + 6
    # Who matters most is sure of room above or below; others find it, or get a number.
    width = min(text_width(actor.name, 11.5), 110)
    return max(radius + 8, width / 2), radius + (38 if actor.is_key else 18)


def _settle(
    keys: Sequence[str],
    everyone: Mapping[str, Actor],
    found: Sequence[Tie],
    fixed: Mapping[str, Point],
    extents: Mapping[str, tuple[float, float]],
    radius: float,
) -> dict[str, Point]:
    """Return places inside the circle: near one's ties, and apart from each other."""
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for tie in found:
        weight = 2.5 if tie.kind == "works_for" else 1.0
        near[tie.start].append((tie.end, weight))
        near[tie.end].append((tie.start, weight))
    places = dict(fixed)
    for n, key in enumerate(keys):
        # Start on a spiral of golden angles, so that no two begin at one place.
        turn, out = n * 2.399963, radius * 0.5 * sqrt((n + 0.5) / len(keys))
        home = fixed.get(everyone[key].home or "", (0.0, 0.0))
        places[key] = home[0] * 0.6 + out * sin(turn) * 0.5, home[1] * 0.6 - out * cos(turn) * 0.5
    for round_ in range(ROUNDS):
        if round_ < ROUNDS * 2 // 3:
            drawn = {key: _drawn(places[key], [(places[k], w) for k, w in near[key] if k in places]) for key in keys}
            places |= drawn
        for _ in range(PUSHES):
            _push_apart(keys, places, extents)
            for key in keys:
                places[key] = _kept_in(places[key], extents[key], radius - SMALLEST - GROWTH - 4)
    return {key: places[key] for key in keys}


def _drawn(place: Point, others: Sequence[tuple[Point, float]]) -> Point:
    """Return a place a little nearer to others."""
    total = sum(weight for _, weight in others)
    if not total:
        return place[0] * 0.97, place[1] * 0.97
    x, y = (sum(p[axis] * w for p, w in others) / total for axis in (0, 1))
    return place[0] + (x * 0.85 - place[0]) * 0.25, place[1] + (y * 0.85 - place[1]) * 0.25


def _push_apart(keys: Sequence[str], places: dict[str, Point], extents: Mapping[str, tuple[float, float]]) -> None:
    order = sorted(keys, key=lambda key: (places[key][0], key))
    widest = 2 * max((extents[key][0] for key in keys), default=0.0)
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if places[other][0] - places[one][0] > widest:
                break
            _push(one, other, places, extents)


def _push(one: str, other: str, places: dict[str, Point], extents: Mapping[str, tuple[float, float]]) -> None:
    """Move two apart, each by half of what they overlap; what they take is a box with its corners rounded off."""
    (ax, ay), (bx, by) = places[one], places[other]
    width, height = (extents[one][axis] + extents[other][axis] for axis in (0, 1))
    dx, dy = (bx - ax) / width, (by - ay) / height
    apart = sqrt(hypot(dx * dx, dy * dy))
    if apart >= 1:
        return
    if apart < 1e-6:
        dx, dy, apart = 0.0, 1e-6, 1e-6
    push = (1 - apart) / 2 / apart
    places[one] = ax - dx * push * width, ay - dy * push * height
    places[other] = bx + dx * push * width, by + dy * push * height


def _kept_in(place: Point, extent: tuple[float, float], radius: float) -> Point:
    x, y = place
    room = max(radius - extent[1], 1.0)
    out = hypot(x, y)
    return (x * room / out, y * room / out) if out > room else place


def _lines(
    found: Sequence[Tie],
    everyone: Mapping[str, Actor],
    places: Mapping[str, Point],
    boxes: Mapping[str, Box],
    radii: Mapping[str, float],
) -> Iterator[tuple[Tie, Curve]]:
    for tie in found:
        one, other = places[tie.start], places[tie.end]
        first, second = (
            _reach(everyone[key], boxes[key], radii[key], places[key], to)
            for key, to in ((tie.start, other), (tie.end, one))
        )
        bend, aside = _BENDS.get(tie.kind, (1.0, 0.0))
        second += 4 if tie.kind == "waits" else 0
        yield tie, curve_between(one, other, first + 2, second + 2, bend=bend, aside=aside)


def _marked(lines: Iterable[tuple[Tie, Curve]], taken: list[Box]) -> Iterator[DrawnTie]:
    """Give each line between colliding interests a mark, as near to the middle as nothing else lies there."""
    occupied = list(taken)
    for tie, line in lines:
        mark = None
        if tie.kind == "opposes":
            choices = [line.at(0.5 + side * step / 25) for step in range(10) for side in (1, -1)]
            free = (point for point in choices if not any(overlaps(_round(point), box) for box in occupied))
            mark = next(free, choices[0])
            occupied.append(_round(mark))
        yield DrawnTie(tie, line, mark)


def _round(mark: Point) -> Box:
    return mark[0] - MARK, mark[1] - MARK, mark[0] + MARK, mark[1] + MARK


def _reach(actor: Actor, box: Box, radius: float, place: Point, to: Point) -> float:
    """Return how far from the middle of an actor its edge lies, towards a point."""
    if actor.kind != "theme":
        return radius + (4 if actor.is_key else 0)
    dx, dy = to[0] - place[0], to[1] - place[1]
    apart = hypot(dx, dy) or 1.0
    half_width, half_height = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return min(half_width * apart / max(abs(dx), 1e-9), half_height * apart / max(abs(dy), 1e-9))


def _framed(nodes: Sequence[Placed], lines: Sequence[DrawnTie], partnership: Partnership) -> NetworkPicture:
    """Move everything so that the picture begins at the origin."""
    boxes = [node.box for node in nodes] + [node.label.box for node in nodes if node.label]
    unknown = tuple(section for section in SECTIONS if not partnership.is_known(section))
    incomplete = tuple(section for section in SECTIONS if section in partnership.incomplete)
    if not boxes:
        return NetworkPicture((), (), unknown, incomplete, 0.0, 0.0)
    left, top = min(box[0] for box in boxes) - EDGE, min(box[1] for box in boxes) - EDGE
    right, bottom = max(box[2] for box in boxes) + EDGE, max(box[3] for box in boxes) + EDGE
    return NetworkPicture(
        tuple(
            Placed(
                node.actor,
                (node.place[0] - left, node.place[1] - top),
                node.radius,
                node.label and node.label.moved(-left, -top),
                node.number,
                (node.box[0] - left, node.box[1] - top, node.box[2] - left, node.box[3] - top),
            )
            for node in nodes
        ),
        tuple(
            DrawnTie(line.tie, line.curve.moved(-left, -top), line.mark and (line.mark[0] - left, line.mark[1] - top))
            for line in lines
        ),
        unknown,
        incomplete,
        right - left,
        bottom - top,
    )
