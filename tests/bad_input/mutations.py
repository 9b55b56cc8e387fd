"""Ways to damage what was valid: cut, flipped, spliced, and with values where nobody expects them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from regiokompas.errors import ProblemsError, RegiokompasError

#: Texts that mean something to a parser, a terminal, a spreadsheet or a browser.
TOKENS: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\t", b"&a", b"*a", b"!!python/object:os.system ",
    b"{", b"}", b"[", b"]", b"<", b">", b"]]>", b"<!DOCTYPE x>", b"&amp;", b"&lol;", b'"', b"'", b"---\n", b": ",
    b"- ", b"<<: ", b"? ", b"| ", b"NaN", b".nan", b".inf", b"-Infinity", b"1e999", b"-1", b"0000-01-01", b"9999-12-31",
    b"9" * 400, b"EUR -5", b"EUR 1e400", b"EUR NaN", b"none", b"null", b"\xe2\x80\xae", b"\x1b[2J", b"=1+1", b"r=\"0\"",
    b"r=\"AAA9999999\"", b"partner:tiel", b"partnership:", b"\\ud800", b'"\\ud800"',
)  # fmt: skip

#: Values where nobody expects them, as a mapping given from Python may hold them.
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 10**400, -(10**30), 1e308, math.nan, math.inf, -math.inf, "", " ", "none", "\ud800", "\x00",
    "‮txt.exe", "\x1b[2J", "0000-01-01", "9999-12-31", "10000-01-01", "EUR -5", "EUR NaN", "EUR 1e400", "x" * 100_000,
    [], [[]], {}, {"": ""}, {1: 2}, {None: 1}, {("a",): 1}, {"nl": 1}, {"nl": {}}, {"all_of": []}, {"any_of": [{}]},
    b"bytes", {1, 2}, object(), ("a", "b"), 1j, range(3), [None], ["partner:tiel", 3], "partner:tiel", "person:",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, valid: bytes) -> bytes:
    """Return a valid file with a few places damaged."""
    content = bytearray(valid)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        match draw(st.sampled_from(("cut", "flip", "token", "drop", "repeat"))):
            case "cut":
                del content[at:]
            case "flip" if content:
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "token":
                content[at : at + draw(st.integers(0, 6))] = draw(st.sampled_from(TOKENS))
            case "drop":
                del content[at : at + draw(st.integers(1, 60))]
            case "repeat":
                content[at:at] = content[at : at + draw(st.integers(1, 200))]
    return bytes(content)


@st.composite
def disturbed(draw: st.DrawFn, valid: Any) -> Any:
    """Return data of which a few values are others."""
    data = valid
    for _ in range(draw(st.integers(1, 3))):
        steps = draw(st.sampled_from(list(_paths(data))))
        data = _replaced(data, steps, draw(st.sampled_from(VALUES)))
    return data


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(data, dict):
        for name in data:
            yield from _paths(data[name], (*path, name))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _paths(item, (*path, number))


def _replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = _replaced(data[path[0]], path[1:], value)
    return copy


def attempt(read: Any) -> Any:
    """Read; return what came of it, or ``None`` where it was refused as it should be: with places."""
    try:
        return read()
    except ProblemsError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.message
            assert problem.source.file
        str(error)
    except RegiokompasError as error:
        assert str(error)
    return None
