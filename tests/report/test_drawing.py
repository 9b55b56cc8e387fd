"""Pictures in a page: lighter, and the same."""

import re
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.report.html.drawing import Pictures, lighten
from regiokompas.report.pictures import compass_svg, exchange_svg, funding_svg, network_svg

RIVIERLAND = Path(__file__).parent.parent.parent / "examples" / "rivierland.yaml"

ATTRIBUTE = re.compile(r""" ([\w:-]+)=("[^"]*"|'[^']*')""")
TAG = re.compile(r"""<(\w+)((?: [\w:-]+=(?:"[^"]*"|'[^']*'))+)(/?)>""")


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    d = rk.diagnose(rk.load(RIVIERLAND))
    draw = {"compass": compass_svg, "network": network_svg, "funding": funding_svg, "exchange": exchange_svg}
    return {f"{e.language}-{name}": svg(e) for e in (d, d.in_language("en")) for name, svg in draw.items()}


@pytest.fixture(scope="module")
def hung(drawn: dict[str, str]) -> Pictures:
    return lighten(drawn)


def undressed(hung: Pictures, name: str) -> str:
    """Write a picture out again: what is used as a path, and what a class means as attributes."""
    paths = dict(re.findall(r'<path id="(drawn-\d+)" (.*?)/>', "".join(hung.svgs.values())))
    svg = re.sub(r'<use href="#([^"]+)"/>', lambda used: f"<path {paths[used[1]]}/>", hung.svgs[name])
    svg = re.sub(r' id="drawn-\d+"', "", svg)
    means = dict(re.findall(r"\.(d\d+)\{([^{}]*)\}", hung.style))

    def write(tag: re.Match[str]) -> str:
        kept = dict(ATTRIBUTE.findall(tag[2]))
        worn = kept.pop("class", '""')[1:-1].split()
        for look in (means[name] for name in worn if name in means):
            kept |= {key: f'"{value.removesuffix("px")}"' for key, value in (p.split(":", 1) for p in look.split(";"))}
        rest = " ".join(name for name in worn if name not in means)
        return f"<{tag[1]} {sorted({**kept, **({'class': rest} if rest else {})}.items())}{tag[3]}>"

    return TAG.sub(write, svg)


def test_a_picture_written_out_again_is_the_picture_that_was_drawn(drawn: dict[str, str], hung: Pictures) -> None:
    for name, svg in drawn.items():
        plain = re.sub("<style>.*?</style>", "", svg)
        plain = re.sub(r"""(<g[^<>]*?) aria-label=(?:"[^"]*"|'[^']*')(><title>)""", r"\1\2", plain)
        there = undressed(Pictures({name: plain}, ""), name)
        here = undressed(hung, name)
        lines = [re.findall(r"\('d', '\"([^\"]*)\"'\)", text) for text in (there, here)]
        assert "".join(lines[0]) == "".join(lines[1])  # each line, in the same order
        assert re.sub(r"<path [^>]*>", "", here) == re.sub(r"<path [^>]*>", "", there)


def test_it_is_lighter(drawn: dict[str, str], hung: Pictures) -> None:
    assert len("".join(hung.svgs.values())) + len(hung.style) < 0.75 * len("".join(drawn.values()))
    assert "<style>" not in "".join(hung.svgs.values())


def test_what_both_languages_draw_is_drawn_once() -> None:
    line = "".join(f"M{n} 0L{n} 9" for n in range(60))
    svg = f'<svg viewBox="0 0 60 9"><path d="{line}" fill="none" stroke="red"/><text fill="red">{{}}</text></svg>'
    hung = lighten({"nl": svg.format("Tiel"), "en": svg.format("Tiel, a town")})
    assert "".join(hung.svgs.values()).count(line) == 1
    assert 'id="drawn-0"' in hung.svgs["nl"]
    assert '<use href="#drawn-0"/>' in hung.svgs["en"]
    assert "fill:none;stroke:red" in hung.style


def test_a_wide_picture_has_whole_pixels() -> None:
    line = '<path d="M1.26 2.74L3.5 1000.9" fill="none"/>'
    svg = '<svg viewBox="0 0 1200 900"><text x="12.4" y="3" font-size="11.5">2.7 ton</text>' + line + "</svg>"
    hung = lighten({"a": svg, "b": svg.replace("1200", "900")})
    assert 'd="M1 3L4 1001"' in hung.svgs["a"]
    assert 'x="12"' in hung.svgs["a"]
    assert "2.7 ton" in hung.svgs["a"]
    assert "font-size:11.5px" in hung.style
    assert 'd="M1.26 2.74L3.5 1000.9"' in hung.svgs["b"]
