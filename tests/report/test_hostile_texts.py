"""No text of the input becomes more than text: no tag, no script, no formula, no link, no command to a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from markdown_it import MarkdownIt

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.cli.picturing import _PICTURES
from regiokompas.report import _RENDERERS
from regiokompas.writing import WRITERS

SMALL = Path(__file__).parents[2] / "src" / "regiokompas" / "tables" / "example.yaml"

HOSTILE = {
    "tag": "zzz<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "zzz\"onmouseover='alert(1)' x=\"",
    "end of a style": "zzz</style></title></svg>--><iframe src=javascript:alert(1)>]]>",
    "entity": "zzz&lt;b&gt;&#60;script&#62;",
    "formula": '=zzz+HYPERLINK("http://evil.example","x")',
    "command": "@zzz!A1|cmd",
    "sum": "+zzz",
    "minus": "-zzz+1",
    "link": "zzz[x](javascript:alert(1)) ![y](http://evil.example/y.png) <http://evil.example>",
    "bare link": "zzz http://evil.example javascript:alert(1)",
    "row": "zzz | a | b | `code` | **bold** | ~~x~~",
    "head": "# zzz",
    "list": "1. zzz",
    "lines": "zzz\n\n# evil\n\n<script>alert(1)</script>\n\n```\n",
    "colour": "zzz\x1b[31;1m\x1b[2J",
    "title": "zzz\x1b]0;evil\x07\x1b]8;;http://evil.example\x1b\\x",
    "eight bits": "zzz\x9b2J\x9d0;evil\x9c",
    "back": "zzz\x08\x08\x08ok\rgone",
    "direction": "zzz\u202etxt.exe\u2066x",
    "rich": "zzz[bold red]x[/bold red][link=http://evil.example]y[/link] :warning:",
    "template": "zzz{{ 7 * 7 }}{% raw %}{0.__class__}%(x)s",
}  # fmt: skip


def hostile(text: str) -> rk.Partnership:
    """Return a partnership with a text wherever the model takes it."""
    data = rk.load(SMALL).to_dict()
    placed = 0
    for path in list(leaves(data)):
        if path[-1] == "profile":  # which must be one that exists
            continue
        before = at(data, path)
        put(data, path, text)
        try:
            rk.load(data)
            placed += 1
        except rk.RegiokompasError:
            put(data, path, before)
    assert placed == 0 or placed > 20
    return rk.load(data)


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        for step, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(item, (*path, step))
    elif isinstance(data, str):
        yield path


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def put(data: Any, path: tuple[Any, ...], value: Any) -> None:
    at(data, path[:-1])[path[-1]] = value


# -- what each format must not hold -----------------------------------------------------------------------------------

COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def no_commands(content: str) -> None:
    found = COMMANDS.search(content)
    assert found is None, repr(content[max(0, found.start() - 40) : found.end() + 40])


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = [tag] if tag in ("script", "style") else []
        assert tag not in ("iframe", "object", "embed", "base", "meta-refresh")
        assert tag != "img" or ("src", "x") not in attrs
        for name, value in attrs:
            assert not name.startswith("on"), (tag, attrs)
            if name in ("href", "src", "xlink:href", "action"):
                assert not (value or "").strip().lower().startswith(("javascript:", "http://evil")), (tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.inside:
            assert "alert(1)" not in data, "a script or style that came with the input"

    def handle_endtag(self, tag: str) -> None:
        self.inside = []


def html(content: str) -> None:
    Tags().feed(content)
    no_commands(content)


def markdown(content: str) -> None:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(content):
        for part in [token, *(token.children or ())]:
            if part.type in ("html_block", "html_inline"):
                assert "alert" not in part.content, part.content
                assert "script" not in part.content, part.content
                assert "iframe" not in part.content, part.content
            assert "evil" not in str(part.attrs.get("href", "")), part
            assert "javascript:" not in str(part.attrs.get("href", "")), part
            assert part.type != "image" or "evil" not in str(part.attrs), part
        if token.type == "inline" and token.map is not None and token.content.strip() == "evil":
            raise AssertionError("a heading or line of its own that came with the input")
    no_commands(content)


def text(content: str) -> None:
    no_commands(content)


def json_text(content: str) -> None:
    json.loads(content)
    no_commands(content)


def workbook(content: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "zzz" not in str(cell.value), cell.value
                target = getattr(cell.hyperlink, "target", None)
                assert "evil" not in str(target), target
                assert "javascript" not in str(target), target


CHECKS: dict[str, Callable[[Any], None]] = {
    "text": text, "markdown": markdown, "json": json_text, "sarif": json_text, "html": html, "xlsx": workbook,
}  # fmt: skip


def svg(content: str) -> None:
    for element in fromstring(content).iter():
        tag = str(element.tag).rpartition("}")[2]
        assert tag not in ("script", "foreignObject", "iframe", "image")
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (tag, name)
            assert not (name.endswith("href") and "evil" in value), (tag, value)
    no_commands(content)


# -- everything that comes out ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kompas() -> rk.Kompas:
    return rk.Kompas()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_stays_a_text_in_every_report(kind: str, kompas: rk.Kompas) -> None:
    region = hostile(HOSTILE[kind])
    diagnosis = kompas.diagnose(region)
    results: list[Any] = [
        diagnosis,
        rk.dossier(diagnosis, depth="quick"),
        *(rk.partner_page(diagnosis, partner.key) for partner in region.partners or ()),
        rk.compare(rk.load(SMALL), region, kompas=kompas),
        rk.who_moves_first(region),
        rk.agenda(diagnosis),
    ]
    for result in results:
        for format_ in _RENDERERS[type(result)]:
            if not (result is diagnosis and format_ == "html"):  # which is that of its dossier
                CHECKS[format_](rk.render(result, format_))
    for picture in _PICTURES:
        if picture != "resilience":
            svg(str(rk.picture(diagnosis, picture)))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("format_", WRITERS)
def test_a_hostile_text_stays_a_text_in_every_file_and_comes_back(kind: str, format_: str, tmp_path: Path) -> None:
    region = hostile(HOSTILE[kind])
    suffix = {"node-link": ".json", "csv": ""}.get(format_, f".{format_}")
    out = tmp_path / f"out{suffix}"
    rk.save(region, out, format=format_)
    assert rk.load(out) == region
    if format_ == "xlsx":
        workbook(out.read_bytes())
    for path in out.glob("*.csv") if format_ == "csv" else ():
        for row in csv.reader(path.open(encoding="utf-8-sig", newline=""), delimiter=";"):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_stays_a_text_in_what_an_error_says(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "region.json"
    head = {"key": HOSTILE[kind], "name": HOSTILE[kind], "date": HOSTILE[kind], HOSTILE[kind]: 1}
    path.write_text(json.dumps({"partnership": head, HOSTILE[kind]: []}, ensure_ascii=False))
    assert main(["check", str(path), "--no-config"]) == 2
    no_commands(capsys.readouterr().err)
