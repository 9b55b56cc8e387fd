"""The network: partners around, persons and themes inside, and what is between them."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin

from regiokompas.picturing.layout import DrawnTie, NetworkPicture, Placed, picture_network
from regiokompas.picturing.measuring import wrap
from regiokompas.picturing.network import Actor
from regiokompas.picturing.ring import Curve
from regiokompas.report.pictures.compass import ANGLES
from regiokompas.report.pictures.legend import footnotes, legend, listing
from regiokompas.report.pictures.lines import arrow, clash, curve, labelled
from regiokompas.report.pictures.svg import colour, element, frame, number, say, short, texts
from regiokompas.report.pictures.words import missing, sections, source_of, words
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import Language, join_words, say_share, term

__all__ = ["network_svg"]

#: Kinds of ties from the background to the foreground.
_ORDER = ("relation", "works_for", "role", "contact", "opposes", "waits")

_NARROWEST = 560.0


def network_svg(d: Diagnosis) -> str:
    """Return the network of a diagnosis as one complete ``<svg>`` element.

    Every partner, person and theme is a group with its key in ``data-key``, a title, and a place in the order of the
    keyboard, so that a page can answer when one is chosen.
    """
    language = d.language
    picture = picture_network(d)
    title = words("network", language, name=d.name)
    if not picture.nodes:
        message = words("no_network", language)
        body = texts([message], _NARROWEST / 2, 44, size=14, anchor="middle")
        return frame("network", body, width=_NARROWEST, height=80, title=title, about=message, language=language)
    width = max(picture.width, _NARROWEST)
    drawing = element(
        "g",
        *(_tie(line) for kind in _ORDER for line in picture.ties if line.tie.kind == kind),
        *(_node(node, language) for node in picture.nodes),
        *_missing(picture, language),
        transform=f"translate({number((width - picture.width) / 2)} 0)" if width > picture.width else None,
    )
    below = picture.height + 12
    key, height = legend(list(_legend(picture, language)), width, below)
    below += height
    unknown = () if _only_partners(picture) else picture.unknown
    numbered = [(node.number, node.actor.name) for node in picture.nodes if node.number is not None]
    names = ""
    if numbered:
        names, height = listing(numbered, width, below + 10)
        below += height + 10
    told = (*missing(unknown, picture.incomplete, language), source_of(d))
    notes, height = footnotes(told, width, below + 6)
    return frame(
        "network",
        drawing,
        key,
        names,
        notes,
        width=width,
        height=below + height + 12,
        title=title,
        about=_about(picture, language),
        language=language,
        role="group",
    )


def _about(picture: NetworkPicture, language: Language) -> str:
    count = {kind: sum(node.actor.kind == kind for node in picture.nodes) for kind in ("partner", "person", "theme")}
    said = words("network_about", language, **count)
    key_figures = [node.actor.name for node in picture.nodes if node.actor.is_key]
    said = " ".join((said, *missing(picture.unknown, picture.incomplete, language)))
    if key_figures:
        said += " " + words("network_keys", language, names=join_words(key_figures, language))
    return said


def _missing(picture: NetworkPicture, language: Language) -> Iterator[str]:
    """Yield what is not known, in the middle of the circle, where nothing is drawn inside it."""
    if _only_partners(picture):
        x = sum(node.place[0] for node in picture.nodes) / len(picture.nodes)
        y = sum(node.place[1] for node in picture.nodes) / len(picture.nodes)
        told = words("network_unknown", language, sections=sections(picture.unknown, language))
        lines = wrap(told, 210, 13, lines=6)
        yield texts(lines, x, y - len(lines) * 8 + 12, size=13, anchor="middle", halo=True, fill="quiet")


def _only_partners(picture: NetworkPicture) -> bool:
    return "persons" in picture.unknown and all(node.actor.kind == "partner" for node in picture.nodes)


def _tie(line: DrawnTie) -> str:
    match line.tie.kind:
        case "waits":
            drawn = arrow(line.curve, "financing", width=1.8, dashes="7 4")
        case "opposes":
            drawn = clash(line.curve, line.mark or line.curve.middle)
        case kind:
            drawn = curve(line.curve, **_LINES[kind])
    if not line.tie.about:
        return drawn
    return element("g", element("title", say(line.tie.about)), drawn)


_LINES: dict[str, dict[str, str | float | None]] = {
    "relation": {"stroke": colour("line"), "stroke_width": 1.0},
    "works_for": {"stroke": colour("line"), "stroke_width": 4.5, "stroke_opacity": 0.55},
    "role": {"stroke": colour("quiet"), "stroke_width": 1.4, "stroke_dasharray": "1.5 3.5"},
    "contact": {"stroke": colour("ink"), "stroke_width": 1.5, "stroke_opacity": 0.75},
}


def _node(node: Placed, language: Language) -> str:
    actor = node.actor
    said = _said(actor, language)
    left, top, right, bottom = node.box
    focus = element(
        "rect",
        x=left - 7,
        y=top - 7,
        width=right - left + 14,
        height=bottom - top + 14,
        rx=6,
        class_="rk-focus",
        fill="none",
        stroke=colour("content"),
        stroke_width=2.5,
        stroke_opacity=0,
    )
    name = labelled(node.label) if node.label else ""
    if node.number is not None:
        ink = "paper" if actor.field else "ink"
        x, y = node.place
        name = texts([str(node.number)], x, y + 3.5, size=10, anchor="middle", bold=True, fill=ink)
    return element(
        "g",
        element("title", say(said)),
        focus,
        _shape(actor, node),
        name,
        class_=f"rk-{actor.kind}",
        data_key=actor.key,
        tabindex="0",
        role="img",
        aria_label=short(said),
    )


def _shape(actor: Actor, node: Placed) -> str:
    """Draw a square for a partner, a circle for a person, a box for a theme."""
    x, y = node.place
    r = node.radius
    if actor.kind == "theme":
        left, top, right, bottom = node.box
        edge = colour(actor.field or "quiet")
        box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        return element("rect", **box, rx=9, fill=colour("faint"), stroke=edge, stroke_width=2.2 if actor.field else 1.2)
    look: dict[str, str | float | None] = {
        "fill": colour(actor.field or "paper"),
        "stroke": colour("ink"),
        "stroke_width": 1.4,
    }
    ring: dict[str, str | float | None] = {"fill": "none", "stroke": colour("ink"), "stroke_width": 1.8}
    drawn = ""
    if actor.kind == "partner":
        drawn += element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, rx=3, **look)
        if actor.is_key:
            drawn += element("rect", x=x - r - 4, y=y - r - 4, width=2 * r + 8, height=2 * r + 8, rx=6, **ring)
    else:
        drawn += element("circle", cx=x, cy=y, r=r, **look)
        if actor.is_key:
            drawn += element("circle", cx=x, cy=y, r=r + 4, **ring)
    return drawn + (_pointer(actor, x, y, r) if actor.field else "")


def _pointer(actor: Actor, x: float, y: float, r: float) -> str:
    """Draw a point that shows where on the compass the field lies, for who cannot go by colour."""
    angle = radians(ANGLES[str(actor.field)])
    edge = r / max(abs(cos(angle)), abs(sin(angle))) if actor.kind == "partner" else r
    r, out, spread = edge, edge + (11 if actor.is_key else 7), 5.5 / (edge + 2)
    corners = ((out, 0.0), (r - 1, spread), (r - 1, -spread))
    path = "L".join(f"{number(x + d * cos(angle + a))} {number(y + d * sin(angle + a))}" for d, a in corners)
    return element("path", d=f"M{path}Z", fill=colour("ink"))


def _said(actor: Actor, language: Language) -> str:
    """Say all that the picture shows of an actor."""
    parts = [actor.name, words(f"kind_{actor.kind}", language)]
    if actor.sort:
        parts.append(actor.sort)
    if actor.field and actor.severity:
        parts.append(
            words("severe", language, field=term(actor.field, language), severity=term(actor.severity, language))
        )
    if actor.cut_off:
        parts.append(words("cuts_off", language, names=join_words(actor.cut_off, language)))
    if actor.dependence is not None:
        parts.append(words(f"rests_{actor.kind}", language, share=say_share(actor.dependence, language)))
    return "; ".join(parts)


def _legend(picture: NetworkPicture, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a sample and words for everything that is in the picture, and for nothing else."""
    kinds = {node.actor.kind for node in picture.nodes}
    drawn = {line.tie.kind for line in picture.ties}
    look: dict[str, str | float | None] = {"fill": colour("paper"), "stroke": colour("ink"), "stroke_width": 1.4}
    if "partner" in kinds:
        yield element("rect", x=-8, y=-8, width=16, height=16, rx=3, **look), words("kind_partner", language)
    if "person" in kinds:
        yield element("circle", r=8, **look), words("kind_person", language)
    if "theme" in kinds:
        box = element("rect", x=-18, y=-8, width=36, height=16, rx=8, fill=colour("faint"), stroke=colour("quiet"))
        yield box, words("kind_theme", language)
    if any(node.actor.is_key for node in picture.nodes):
        yield (
            element("circle", r=5, **look) + element("circle", r=9, **{**look, "fill": "none"}),
            words("key", language),
        )
    if any(node.actor.dependence for node in picture.nodes):
        small = element("circle", cx=-10, r=4, **look)
        yield small + element("circle", cx=6, r=9, **look), words("size", language)
    flat = Curve((-20.0, 0.0), (0.0, 0.0), (20.0, 0.0))
    for kind in reversed(_ORDER):
        if kind not in drawn:
            continue
        if kind == "waits":
            sample = arrow(flat, "financing", width=1.8, dashes="7 4")
        else:
            sample = clash(flat, flat.middle) if kind == "opposes" else curve(flat, **_LINES[kind])
        yield sample, words(f"tie_{kind}", language)
    for field in ANGLES:
        severe = [node.actor for node in picture.nodes if node.actor.field == field]
        if severe:
            sample = element("circle", r=7, **{**look, "fill": colour(field)})
            pointing = Actor("", "person", "", "", None, None, None, field, None)
            yield sample + _pointer(pointing, 0, 0, 7), words("field", language, field=term(field, language))
