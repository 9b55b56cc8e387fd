"""No text of the input becomes more than text: no tag, no script, no formula, no link, no command to a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from defusedxml.ElementTree import fromstring
from markdown_it import MarkdownIt

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.cli.picturing import _PICTURES
from regiokompas.facts import vocabulary
from regiokompas.questionnaires import write_questionnaire
from regiokompas.report import _RENDERERS
from regiokompas.report.rule_pages import rule_pages
from regiokompas.report.rules import rule_text
from regiokompas.report.text import plain
from regiokompas.results.resilience import StressTest
from regiokompas.rules import load_packs
from regiokompas.rules.scaffold import write_pack, write_rule
from regiokompas.writing import WRITERS

SMALL = Path(__file__).parents[2] / "src" / "regiokompas" / "tables" / "example.yaml"

#: Texts that mean something at the beginning of a cell, a line or a block.
STARTS = {
    "formula": '=zzz+HYPERLINK("http://evil.example","x")',
    "command": "@zzz!A1|cmd",
    "sum": "+zzz",
    "minus": "-zzz+1",
    "head": "# zzz",
    "list": "1. zzz",
    "row": "zzz | a | b | `code` | **bold** | ~~x~~",
    "lines": "zzz\n\n# evil\n\n<script>alert(1)</script>\n\n```\n",
}

#: Texts that mean something wherever they stand.
ANYWHERE = {
    "tag": "zzz<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "zzz\"onmouseover='alert(1)' x=\"",
    "end of a style": "zzz</style></title></svg>--><iframe src=javascript:alert(1)>]]>",
    "entity": "zzz&lt;b&gt;&#60;script&#62;",
    "link": "zzz[x](javascript:alert(1)) ![y](http://evil.example/y.png) <http://evil.example>",
    "bare link": "zzz http://evil.example javascript:alert(1)",
    "colour": "zzz\x1b[31;1m\x1b[2J",
    "title": "zzz\x1b]0;evil\x07\x1b]8;;http://evil.example\x1b\\x",
    "eight bits": "zzz\x9b2J\x9d0;evil\x9c",
    "back": "zzz\x08\x08\x08ok\rgone",
    "direction": "zzz\u202etxt.exe\u2066x",
    "rich": "zzz[bold red]x[/bold red][link=http://evil.example]y[/link] :warning:",
    "template": "zzz{{ 7 * 7 }}{% raw %}{0.__class__}%(x)s",
}  # fmt: skip

HOSTILE = STARTS | ANYWHERE

#: Each text begins in one of the ways, and every other one has what follows the other way round, since what stands
#: first can hide what comes after it.
TURNS = range(len(STARTS))


def hostile(turn: int) -> rk.Partnership:
    """Return a partnership with a hostile text wherever the model takes one; over all turns each place gets each."""
    data = rk.load(SMALL).to_dict()
    for number, path in enumerate(places()):
        put(data, path, text_at(number + turn, number))
    return rk.load(data)


def text_at(turn: int, number: int) -> str:
    start = list(STARTS.values())[turn % len(STARTS)]
    rest = list(ANYWHERE.values())
    return start + " ".join(rest if number % 2 else rest[::-1]) + f" {number}"  # names differ


@cache
def places() -> list[tuple[Any, ...]]:
    """Return the places of a partnership where the model takes any text."""
    found = []
    data = rk.load(SMALL).to_dict()
    for path in list(leaves(data)):
        before = at(data, path)
        put(data, path, text_at(0, 0))
        try:
            rk.load(data)
            found.append(path)
        except rk.RegiokompasError:
            pass
        put(data, path, before)
    assert len(found) > 20
    return [path for path in found if path[-1] != "profile"]  # which must be one that exists


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


def png(content: bytes) -> None:
    assert content.startswith(b"\x89PNG")
    assert b"zzz" not in content, "a text that came with the input, beside the picture"


# -- everything that comes out ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kompas() -> Iterator[rk.Kompas]:
    made = rk.Kompas()
    yield made
    made.close()


@pytest.fixture(scope="module")
def region() -> rk.Partnership:
    return hostile(0)


@pytest.fixture(scope="module")
def diagnosis(kompas: rk.Kompas, region: rk.Partnership) -> rk.Diagnosis:
    return kompas.diagnose(region)


def check(result: Any, formats: Iterable[str] = CHECKS) -> None:
    for format_ in set(_RENDERERS[type(result)]) & set(formats):
        content = rk.render(result, format_)
        assert "zzz" in content if isinstance(content, str) else content  # or nothing was looked at
        CHECKS[format_](content)


#: What is told of a partnership, each made of the diagnosis, with the kompas that judged it.
RESULTS: dict[str, Callable[[rk.Diagnosis, rk.Kompas], Any]] = {
    "dossier": lambda diagnosis, kompas: rk.dossier(diagnosis, depth="quick"),
    "partner page": lambda diagnosis, kompas: rk.partner_page(diagnosis, diagnosis.of.partners[0].key),
    "comparison": lambda diagnosis, kompas: rk.compare(rk.load(SMALL), diagnosis.of, kompas=kompas),
    "what if": lambda diagnosis, kompas: rk.what_if(
        diagnosis.of, rk.leaves(diagnosis.of.persons[0].key), kompas=kompas
    ),
    "first moves": lambda diagnosis, kompas: rk.who_moves_first(diagnosis.of),
    "agenda": lambda diagnosis, kompas: rk.agenda(diagnosis),
    "plan": lambda diagnosis, kompas: diagnosis.plan,
    "stability": lambda diagnosis, kompas: diagnosis.stability,
    "overview": lambda diagnosis, kompas: rk.overview([diagnosis]),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_hostile_text_stays_a_text_in_what_is_made_of_a_diagnosis(
    name: str, diagnosis: rk.Diagnosis, kompas: rk.Kompas
) -> None:
    check(RESULTS[name](diagnosis, kompas))


def test_every_kind_of_result_is_looked_at(diagnosis: rk.Diagnosis, kompas: rk.Kompas) -> None:
    made = {type(tell(diagnosis, kompas)) for tell in RESULTS.values()}
    assert made | {rk.Diagnosis, StressTest} == set(_RENDERERS)


def test_a_hostile_text_stays_a_text_in_a_diagnosis_and_its_pictures(
    diagnosis: rk.Diagnosis, kompas: rk.Kompas
) -> None:
    check(diagnosis, set(CHECKS) - {"html"})  # which is that of its dossier
    html(diagnosis._repr_html_())
    stress = kompas.stress_test(diagnosis.of)
    check(stress)
    for picture in _PICTURES:
        given = stress if picture == "resilience" else diagnosis
        svg(str(rk.picture(given, picture)))
        if picture in ("compass", "resilience"):
            png(rk.picture(given, picture, "png"))


@pytest.mark.parametrize("turn", TURNS[1:])
def test_a_beginning_stays_a_beginning_of_a_text(turn: int, kompas: rk.Kompas, tmp_path: Path) -> None:
    """Only lines and cells have a beginning that means something.

    A workbook is slow to make. It is looked at in two turns, in one of which each place begins as a formula does.
    """
    is_other_half = turn == len(STARTS) // 2
    region = hostile(turn)
    diagnosis = kompas.diagnose(region)
    for result in (diagnosis, rk.agenda(diagnosis), rk.partner_page(diagnosis, region.partners[0].key)):  # type: ignore[index]
        check(result, ("markdown", "xlsx") if is_other_half else ("markdown",))
    for format_ in ("csv", "xlsx") if is_other_half else ("csv",):
        there_and_back(region, format_, tmp_path)


@pytest.mark.parametrize("format_", WRITERS)
def test_a_hostile_text_stays_a_text_in_every_file_and_comes_back(
    format_: str, region: rk.Partnership, tmp_path: Path
) -> None:
    there_and_back(region, format_, tmp_path)


def there_and_back(region: rk.Partnership, format_: str, folder: Path) -> None:
    out = folder / ("out" + {"node-link": ".json", "csv": ""}.get(format_, f".{format_}"))
    rk.save(region, out, format=format_)
    assert rk.load(out) == region
    if format_ == "xlsx":
        workbook(out.read_bytes())
    for path in out.glob("*.csv") if format_ == "csv" else ():
        for row in csv.reader(path.open(encoding="utf-8-sig", newline=""), delimiter=";"):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row


def test_a_hostile_text_stays_a_text_in_a_questionnaire(region: rk.Partnership, tmp_path: Path) -> None:
    write_questionnaire(region, tmp_path / "survey.xlsx")
    workbook((tmp_path / "survey.xlsx").read_bytes())


def test_a_hostile_text_of_a_rule_stays_a_text(tmp_path: Path, diagnosis: rk.Diagnosis) -> None:
    """A pack of a stranger says what it likes, on its pages and in a report."""
    folder = tmp_path / "own"
    write_pack(folder, "OWN01")
    written = write_rule(folder, "direction", "own-rule", "OWN01")
    rule = yaml.safe_load(written.read_text(encoding="utf-8"))
    said = text_at(0, 1).replace("{", "(").replace("}", ")")
    both = {"nl": said, "en": said}
    rule |= {"sources": [said], "finding": both, "why": both, "advice": {**rule["advice"], **both}}
    rule["when"] = {"all": [{"as": "partner", "fact": "partner"}]}
    del rule["parameters"], rule["advice"]["remedy"]
    rule["advice"]["no_remedy"] = said
    rule["tests"] = [
        {"name": f"{said} {outcome}", "given": given, "open": given_open, "expect": outcome}
        for outcome, given, given_open in (
            ("fires", [{"fact": "partner", "key": "partner:a", "kind": "municipality"}], []),
            ("silent", [], []),
            ("undecided", [], ["partner"]),
        )
    ]
    written.write_text(yaml.safe_dump(rule), encoding="utf-8")
    about = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    (folder / "pack.yaml").write_text(yaml.safe_dump({**about, "title": both, "licence": said}), encoding="utf-8")
    packs = load_packs([str(folder)], vocabulary())
    for page in rule_pages(packs, vocabulary(), "nl").values():
        markdown(page)
    (rule_read,) = packs[0].rules
    text(plain(rule_text(rule_read, {}, "nl")))
    kompas = rk.Kompas([str(folder)])
    judged = kompas.diagnose(diagnosis.of)
    assert judged.findings
    check(judged, set(CHECKS) - {"html"})
    check(rk.dossier(judged, depth="quick"))
    kompas.close()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_stays_a_text_in_what_an_error_says(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "region.json"
    head = {"key": HOSTILE[kind], "name": HOSTILE[kind], "date": HOSTILE[kind], HOSTILE[kind]: 1}
    path.write_text(json.dumps({"partnership": head, HOSTILE[kind]: []}, ensure_ascii=False))
    assert main(["convert", str(path), str(tmp_path / "out.json"), "--no-config"]) == 2
    no_commands(capsys.readouterr().err)
