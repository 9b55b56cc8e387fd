"""Pictures as a page holds them: what is drawn alike is said once, in a style that all pictures of the page share.

A picture on its own carries everything that it needs, and so do the many that hang in one page: each its own style
sheet, and each line its own colours. Sixty partners have hundreds of lines and names, in two languages. Here colours
become classes, lines that follow each other become one, and what is drawn in two pictures alike is drawn once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

__all__ = ["Pictures", "lighten"]

#: Attributes that say how something looks and not where it is; a style sheet says the same.
_LOOKS = frozenset(
    "fill stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin paint-order font-size font-weight "
    "text-anchor".split()
)

#: Pictures from this width on are shown smaller than they are drawn: there a whole pixel is fine enough.
_WIDE = 1000

#: A path from this length on is drawn once for all pictures that have it.
_LONG = 300

_WIDTH = re.compile(r'<svg[^<>]* viewBox="0 0 (\d+) ')
_PLACED = re.compile(r' (?:d|x|y|x1|y1|x2|y2|cx|cy|width|height)="[^"]*"')
_TENTHS = re.compile(r"\d+\.\d+")

#: Characters of a description; in a page what it goes on to say stands beside the picture.
_LONGEST_ABOUT = 2000

_DESC = re.compile("<desc>([^<]*)</desc>")
_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
_TAG = re.compile(r"""<(\w+)((?: [\w:-]+=(?:"[^"]*"|'[^']*'))+)(/?)>""")
_ATTRIBUTE = re.compile(r""" ([\w:-]+)=("[^"]*"|'[^']*')""")
_NAMED = re.compile(r"""(<g[^<>]*?)( aria-label=("[^"]*"|'[^']*'))(><title>([^<]*)</title>)""")

#: Lines that follow each other in a picture; no attribute or text in it holds an angle bracket of its own.
_RUN = re.compile(r'(?:<path d="[^"<>]*"[^<>]*/>){2,}')
_PATH = re.compile(r'<path d="([^"]*)"([^<>]*)/>')


@dataclass(frozen=True)
class Pictures:
    """Pictures to hang in one page, by name, and the style that they share."""

    svgs: Mapping[str, str]
    style: str


def lighten(svgs: Mapping[str, str]) -> Pictures:
    """Return pictures that look and read the same in a page, and are as light as they can be.

    Parameters
    ----------
    svgs
        Complete pictures, by name, in the order in which they hang in the page.

    Examples
    --------
    >>> line = '<path d="M0 0L1 1" fill="none" stroke="red"/>'
    >>> hung = lighten({"a": f"<svg>{line}{line}</svg>", "b": f"<svg>{line}</svg>"})
    >>> hung.svgs["a"], hung.style
    ('<svg><path d="M0 0L1 1M0 0L1 1" class="d0"/></svg>', '.d0{fill:none;stroke:red}')
    """
    styles = dict.fromkeys(style for svg in svgs.values() for style in _STYLE.findall(svg))
    joined = {name: _simplified(svg) for name, svg in svgs.items()}
    looks = _Looks(joined.values())
    dressed = {name: _TAG.sub(looks.dress, svg) for name, svg in joined.items()}
    once = _Once(dressed.values())
    return Pictures(
        {name: _PATH.sub(once.draw, svg) for name, svg in dressed.items()}, "".join([*styles, *looks.rules()])
    )


def _rounded(svg: str) -> str:
    """Round places in a wide picture to whole pixels."""
    width = _WIDTH.match(svg)
    if width is None or int(width[1]) < _WIDE:
        return svg
    return _PLACED.sub(lambda placed: _TENTHS.sub(lambda tenths: f"{float(tenths[0]):.0f}", placed[0]), svg)


def _simplified(svg: str) -> str:
    """Leave out what the page has already, and what is too fine to be seen."""
    bare = _DESC.sub(_cut, _STYLE.sub("", svg))
    return _RUN.sub(_joined, _rounded(_NAMED.sub(_by_title, bare)))


def _cut(about: re.Match[str]) -> str:
    text = about[1]
    return about[0] if len(text) <= _LONGEST_ABOUT else f"<desc>{text[:_LONGEST_ABOUT].rpartition(' ')[0]} …</desc>"


def _joined(run: re.Match[str]) -> str:
    """Make one path of lines drawn alike."""
    written = []
    for style, paths in groupby(_PATH.findall(run[0]), key=lambda path: path[1]):
        drawn = [path for path, _ in paths]
        if 'fill="none"' in style:
            drawn = ["".join(drawn)]
        written += [f'<path d="{path}"{style}/>' for path in drawn]
    return "".join(written)


def _by_title(named: re.Match[str]) -> str:
    """Leave the name of a part to its title where both say the same."""
    before, whole, label, title, text = named.groups()
    same = label[1:-1].replace("&quot;", '"') == text
    return f"{before}{'' if same else whole}{title}"


class _Looks:
    """Every look that is met, with the name of its class."""

    def __init__(self, svgs: Iterable[str]) -> None:
        seen = Counter(_look(tag[2]) for svg in svgs for tag in _TAG.finditer(svg) if tag[1] != "svg")
        seen.pop((), None)
        self._names = {look: f"d{number}" for number, (look, _) in enumerate(seen.most_common())}

    def dress(self, tag: re.Match[str]) -> str:
        """Write a tag with a class for its look."""
        name, written, end = tag.groups()
        look = _look(written)
        if name == "svg" or not look:
            return tag[0]
        kept = {key: value for key, value in _ATTRIBUTE.findall(written) if key not in _LOOKS}
        worn = kept.pop("class", '""')[1:-1]
        kept["class"] = f'"{worn} {self._names[look]}"' if worn else f'"{self._names[look]}"'
        return f"<{name}{''.join(f' {key}={value}' for key, value in kept.items())}{end}>"

    def rules(self) -> Iterable[str]:
        """Yield what each class means."""
        for look, name in self._names.items():
            yield f".{name}{{{';'.join(f'{key}:{_in_style(key, value)}' for key, value in look)}}}"


def _look(written: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value[1:-1]) for key, value in _ATTRIBUTE.findall(written) if key in _LOOKS)


def _in_style(key: str, value: str) -> str:
    """Return a value as a style sheet writes it: a size has a unit there."""
    return f"{value}px" if key == "font-size" else value


@dataclass
class _Once:
    """Long paths that several pictures have: the first draws it and the others use that."""

    svgs: Iterable[str]
    _met: dict[tuple[str, str], str] = field(default_factory=dict)
    _often: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        found = Counter(line for svg in self.svgs for line in _PATH.findall(svg) if len(line[0]) >= _LONG)
        self._often = frozenset(line for line, count in found.items() if count > 1)

    def draw(self, written: re.Match[str]) -> str:
        """Write a path, or where it was drawn before."""
        line = path, rest = written[1], written[2]
        if line not in self._often:
            return written[0]
        if line in self._met:
            return f'<use href="#{self._met[line]}"/>'
        self._met[line] = f"drawn-{len(self._met)}"
        return f'<path id="{self._met[line]}" d="{path}"{rest}/>'
