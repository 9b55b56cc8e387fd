"""PNG: the size asked for, with words in it, and a clear error where it cannot be made."""

import struct
import sys
import types
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from picturing.regions import diagnosed, large
from regiokompas.picturing.measuring import text_width
from regiokompas.report.pictures import png
from regiokompas.report.pictures.svg import FONT, element, say

resvg = pytest.importorskip("resvg_py")


def pixels(data: bytes) -> tuple[int, int, list[bytes]]:
    """Return width, height and rows of RGBA of a PNG, by the specification (8 bit, not interlaced)."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, compressed, width, height = 8, b"", 0, 0
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0]
        if kind == b"IHDR":
            width, height, depth, colour, *_, interlaced = struct.unpack(">IIBBBBB", body)
            assert (depth, colour, interlaced) == (8, 6, 0)
        elif kind == b"IDAT":
            compressed += body
        place += 12 + length
    raw, rows, before = zlib.decompress(compressed), [], bytes(4 * width)
    for y in range(height):
        start = y * (4 * width + 1)
        row = bytearray(raw[start + 1 : start + 1 + 4 * width])
        for x in range(4 * width):
            left, up = row[x - 4] if x > 3 else 0, before[x]
            corner = before[x - 4] if x > 3 else 0
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda near: abs(guess - near))
            row[x] = (row[x] + (0, left, up, (left + up) // 2, paeth)[raw[start]]) % 256
        rows.append(bytes(row))
        before = bytes(row)
    return width, height, rows


def size(data: bytes) -> tuple[int, int]:
    return struct.unpack(">II", data[16:24])  # type: ignore[return-value]


@pytest.mark.parametrize("kind", ["compass", "network", "funding", "exchange"])
def test_a_png_is_as_wide_as_asked_and_as_high_as_the_picture(kind: str) -> None:
    d = diagnosed(large(8))
    svg = rk.picture(d, kind)
    _, _, across, down = map(float, svg.split('viewBox="')[1].split('"')[0].split())
    width, height = size(rk.picture(d, kind, "png", width=700))
    assert width == 700
    assert abs(height - 700 * down / across) <= 1
    assert size(rk.picture(d, kind, "png"))[0] == round(2 * across)


def test_a_png_decodes_lies_on_paper_and_has_ink_of_many_kinds() -> None:
    width, height, rows = pixels(rk.picture(diagnosed(large(4)), "compass", "png", width=300))
    assert (len(rows), len(rows[0])) == (height, 4 * width)
    colours = {row[x : x + 4] for row in rows for x in range(0, 4 * width, 4)}
    assert rows[0][:4] == b"\xff\xff\xff\xff"
    assert all(colour[3] == 255 for colour in colours)
    assert len(colours) > 20


@settings(max_examples=40)
@given(
    st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()éëïöüç%€", min_size=1, max_size=24),
    st.booleans(),
)
def test_no_text_is_wider_than_it_is_taken_to_be(text: str, bold: bool) -> None:
    """The renderer is the judge: where its letters end, against the widths that labels are placed by."""
    taken = text_width(text, 16, bold=bold)
    svg = element(
        "svg",
        element("text", say(text), x=10, y=22, font_size=16, font_family=FONT, font_weight="bold" if bold else None),
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 480 30",
    )
    width, _, rows = pixels(resvg.svg_to_bytes(svg_string=svg, width=480))
    inked = [x for x in range(width) if any(row[4 * x + 3] for row in rows)]
    assert max(inked, default=0) <= 10 + taken + 2


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    png._has_fonts.cache_clear()
    with pytest.raises(rk.RegiokompasError, match=r"pip install 'regiokompas\[report\]'"):
        rk.picture(diagnosed(large(3)), "compass", "png")
    assert rk.picture(diagnosed(large(3)), "compass").startswith("<svg")


def test_without_fonts_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = types.SimpleNamespace(svg_to_bytes=lambda **options: resvg.svg_to_bytes(**options, skip_system_fonts=True))
    monkeypatch.setitem(sys.modules, "resvg_py", blind)
    png._has_fonts.cache_clear()
    with pytest.raises(rk.RegiokompasError, match="no font was found"):
        rk.picture(diagnosed(large(3)), "compass", "png")
    png._has_fonts.cache_clear()


@pytest.mark.parametrize("width", [0, -5, 1_000_000])
def test_a_width_that_cannot_be_drawn_is_an_error(width: int) -> None:
    with pytest.raises(rk.RegiokompasError, match=f"a width of {width} pixels cannot be drawn; choose one from 1 to"):
        rk.picture(diagnosed(large(3)), "compass", "png", width=width)


def test_a_very_high_picture_is_drawn_less_sharp_rather_than_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 100_000)
    width, height = size(rk.picture(diagnosed(large(3)), "compass", "png"))
    assert 60_000 < width * height <= 101_000
