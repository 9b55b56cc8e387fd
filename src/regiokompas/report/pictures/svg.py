"""Writing SVG: elements, text, colours, and the frame that every picture shares.

No element has an id: patterns, arrowheads and names are drawn and written where they stand. So any number of pictures
can stand in one page, and programs that know little SVG draw them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import ceil
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from regiokompas.picturing.measuring import LINE
from regiokompas.texts import Language

__all__ = ["COLOURS", "FONT", "colour", "element", "frame", "number", "plain", "polyline", "say", "short", "texts"]

#: Families as wide as :mod:`regiokompas.picturing.measuring` takes text to be, then whatever there is.
FONT = "Arial, Helvetica, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif"

#: Every colour, on a light and on a dark page. Pictures are read without them too: each has a pattern, shape or word.
COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "paper": ("#ffffff", "#14191f"),
        "ink": ("#1c2430", "#e9edf2"),
        "quiet": ("#566070", "#aab5c2"),
        "line": ("#b9c1cb", "#56616e"),
        "faint": ("#e3e7ec", "#2c343d"),
        "sound": ("#cfe8d5", "#24553a"),
        "attention": ("#f8e7a8", "#6d5716"),
        "pressure": ("#f0a860", "#a75d1f"),
        "critical": ("#a3202a", "#e0616b"),
        "content": ("#0067a5", "#5fb3ec"),
        "scale": ("#a8467e", "#e391bf"),
        "interests": ("#c2500a", "#f59a5c"),
        "financing": ("#00785a", "#3fc6a0"),
        "interplay": ("#8f6a00", "#e3b83f"),
        "direction": ("#5b3a94", "#b497ea"),
    }
)

#: Characters that XML cannot hold, and those that turn the direction of the text around them.
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

#: Longest text of one thing in a picture, and of its description; no name makes a picture grow without end.
LONGEST, LONGEST_ABOUT = 400, 6000

_STYLE = (
    "@supports (color:light-dark(#000,#fff)){.rk-picture{"
    + "".join(f"--rk-{name}:light-dark({light},{dark});" for name, (light, dark) in COLOURS.items())
    + "}}.rk-picture{max-width:100%;height:auto;background:var(--rk-paper,#fff)}"
    ".rk-picture [tabindex]:focus{outline:none}"
    ".rk-picture [tabindex]:focus-visible .rk-focus,.rk-picture [tabindex]:hover .rk-focus{stroke-opacity:1}"
)


def colour(name: str) -> str:
    """Return a colour as a page or a program without variables can read it.

    Examples
    --------
    >>> colour("ink")
    'var(--rk-ink,#1c2430)'
    """
    return f"var(--rk-{name},{COLOURS[name][0]})"


def number(value: float) -> str:
    """Return a number as short as the picture allows: tenths of a pixel.

    Examples
    --------
    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def say(text: str, longest: int = LONGEST) -> str:
    """Return a text as content of an element: escaped, and cut off where it is longer than any picture needs.

    Examples
    --------
    >>> say("Zorg & <Welzijn>")
    'Zorg &amp; &lt;Welzijn&gt;'
    """
    return escape(short(text, longest))


def short(text: str, longest: int = LONGEST) -> str:
    """Return a text for an attribute that is read out, cut off as :func:`say` does."""
    kept = _UNFIT.sub("", text)
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def _quoted(value: str | float) -> str:
    return quoteattr(_UNFIT.sub("", value) if isinstance(value, str) else number(value))


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; an attribute that is ``None`` is left out, and an underscore in a name is a hyphen.

    Children are SVG already: pass text through :func:`say`.

    Examples
    --------
    >>> element("g", element("circle", r=2.5), stroke_width=1, class_="a&b")
    '<g stroke-width="1" class="a&amp;b"><circle r="2.5"/></g>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={_quoted(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    content = "".join(children)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def texts(
    lines: Iterable[str],
    x: float,
    y: float,
    *,
    size: float = 13,
    anchor: str = "start",
    bold: bool = False,
    halo: bool = False,
    fill: str = "ink",
) -> str:
    """Return lines of text under each other; ``y`` is the baseline of the first.

    A halo in the colour of the paper keeps text readable over lines.
    """
    around: dict[str, str | float | None] = (
        {"stroke": colour("paper"), "stroke_width": 3.5, "stroke_linejoin": "round", "paint_order": "stroke"}
        if halo
        else {}
    )
    return "".join(
        element(
            "text",
            say(line),
            x=x,
            y=y + row * size * LINE,
            font_size=size,
            font_weight="bold" if bold else None,
            text_anchor=None if anchor == "start" else anchor,
            fill=None if fill == "ink" else colour(fill),
            **around,
        )
        for row, line in enumerate(lines)
    )


def polyline(points: Iterable[tuple[float, float]], **attributes: str | float | None) -> str:
    """Return a line through points."""
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=f"M{path}", fill="none", **attributes)


def frame(
    kind: str,
    *body: str,
    width: float,
    height: float,
    title: str,
    about: str,
    language: Language,
    role: str = "img",
) -> str:
    """Return a complete picture.

    Parameters
    ----------
    kind
        What is pictured; the class is ``rk-picture rk-<kind>``.
    width, height
        Size in pixels; a page may show it smaller.
    title, about
        What a screen reader says: the name of the picture, and what is to be seen on it.
    role
        ``img``, or ``group`` where parts of the picture can be reached one by one.
    """
    return element(
        "svg",
        element("title", say(title)),
        element("desc", say(about, LONGEST_ABOUT)),
        element("style", _STYLE),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"rk-picture rk-{kind}",
        # Whole pixels, so that every program comes to the same shape.
        viewBox=f"0 0 {ceil(width)} {ceil(height)}",
        width=ceil(width),
        height=ceil(height),
        role=role,
        aria_label=short(title),
        lang=language,
        font_family=FONT,
        fill=colour("ink"),
    )


_VARIABLE = re.compile(r"var\(--rk-[a-z]+,(#[0-9a-f]+)\)")
_STYLE_ELEMENT = re.compile(r"<style>.*?</style>", re.DOTALL)


def plain(svg: str) -> str:
    """Return a picture for programs that know no style sheets: light colours written out, and paper in place of style.

    Examples
    --------
    >>> plain('<svg><style>x</style><g fill="var(--rk-ink,#1c2430)"/></svg>')
    '<svg><rect width="100%" height="100%" fill="#ffffff"/><g fill="#1c2430"/></svg>'
    """
    paper = element("rect", width="100%", height="100%", fill=COLOURS["paper"][0])
    return _VARIABLE.sub(r"\1", _STYLE_ELEMENT.sub(paper, svg))
