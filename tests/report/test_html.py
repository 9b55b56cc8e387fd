"""The HTML report: whole, self-contained, deterministic, and proof against every text that comes from outside."""

import re
import sys
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import regiokompas as rk
import report_regions
from regiokompas.report import html as html_report
from regiokompas.report.html.glossary import GLOSSARY
from regiokompas.report.html.words import say
from regiokompas.report.text import safe
from strategies import documents

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "rules" / "essay" / "cases" / "financing.yaml"

VOID = {"meta", "br", "wbr", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.headings: list[tuple[str, int]] = []
        self.open: list[str] = []
        self.telling = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self.end_implied(tag)
        if tag not in VOID:
            self.open.append(tag)
        if (attributes.get("class") or "").startswith("telling"):
            self.telling = attributes["lang"] or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((self.telling, int(tag[1])))
        elif attributes.get("role") == "heading":
            self.headings.append((self.telling, int(attributes["aria-level"] or 0)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def end_implied(self, tag: str) -> None:
        """End the cells and rows whose end tag may be left out."""
        ended = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "/tbody": {"td", "th", "tr"}}
        while self.open and self.open[-1] in ended.get(tag, ()):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self.end_implied(f"/{tag}")
        assert self.open
        assert self.open.pop() == tag, f"</{tag}> does not close what is open"

    def handle_data(self, data: str) -> None:
        (self.scripts if self.open and self.open[-1] == "script" else self.texts).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def report(source: object, depth: str = "quick", language: str = "nl") -> str:
    return rk.render(rk.dossier(rk.diagnose(rk.load(source), language=language), depth=depth), "html")


@cache
def rivierland() -> str:
    return report(ROOT / "examples" / "rivierland.yaml")


@cache
def hostile() -> str:
    return report(report_regions.hostile(), "usual")


def test_every_finding_and_question_is_there_in_both_languages() -> None:
    d = rk.diagnose(rk.load(ROOT / "examples" / "rivierland.yaml"))
    text = Page(rivierland()).text
    for told in (d, d.in_language("en")):
        assert [f.rank for f in told.findings if " ".join(f.message.split()) not in text] == []
        assert [q.rank for q in told.questions if " ".join(q.text.split()) not in text] == []


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(rivierland())
    places = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("src", "href")]
    assert places
    assert all(place is not None and place.startswith("#") for place in places)
    assert not {tag for tag, _ in page.tags} & {"link", "iframe", "img", "object", "embed", "base", "form action"}
    assert "@import" not in rivierland()
    assert "url(" not in rivierland()
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    page = Page(report(SMALL, "usual"))
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    links = {a["href"] for tag, a in page.tags if tag == "a" and a.get("href")}
    assert {link for link in links if link is not None and link[1:] not in ids} == set()
    named = {name for _, a in page.tags for name in (a.get("aria-labelledby") or "").split()}
    assert named <= set(ids)


@pytest.mark.parametrize("source", [ROOT / "examples" / "rivierland.yaml", ROOT / "examples" / "gezond.yaml"])
def test_headings_step_down_one_at_a_time(source: Path) -> None:
    page = Page(report(source))
    for language in ("nl", "en"):
        levels = [level for telling, level in page.headings if telling == language]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert report(SMALL, "usual") == report(SMALL, "usual")


def test_no_text_from_outside_becomes_markup() -> None:
    check_harmless(hostile())


def test_no_text_from_outside_becomes_markup_on_the_page_of_a_partner() -> None:
    d = rk.diagnose(rk.load(report_regions.hostile()))
    check_harmless(rk.render(rk.partner_page(d, "partner:0", d.plan), "html"))


def check_harmless(text: str) -> None:
    page = Page(text)
    assert page.scripts == [files(html_report).joinpath("report.js").read_text(encoding="utf-8")]
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "link", "object"}
    assert [name for _, a in page.tags for name in a if name.startswith("on")] == []
    assert [a["style"] for _, a in page.tags if "style" in a] == []
    assert "‮" not in text
    assert " ".join(safe(report_regions.HOSTILE).split()) in page.text  # it is said, as it was written


@given(documents())
@settings(max_examples=8)
def test_any_partnership_can_be_put_on_the_table(data: dict[str, Any]) -> None:
    d = rk.diagnose(rk.load(data))
    text = rk.render(rk.dossier(d, depth="quick"), "html")
    page = Page(text)
    assert not page.open
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    for partner in (d.of.partners or ())[:1]:
        assert not Page(rk.render(rk.partner_page(d, partner.key), "html")).open


def test_a_personal_name_is_nowhere() -> None:
    assert "Marit Hoogland" in (ROOT / "examples" / "rivierland.yaml").read_text(encoding="utf-8")
    assert "Hoogland" not in rivierland()


@pytest.fixture(scope="module")
def dense() -> tuple[rk.Diagnosis, str]:
    d = rk.diagnose(rk.load(report_regions.dense(60)))
    return d, rk.render(rk.dossier(d, depth="quick"), "html")


def test_sixty_partners_fit_in_a_mail(dense: tuple[rk.Diagnosis, str]) -> None:
    """The plan and what was worked out for some persons and partners add a tenth of a megabyte."""
    d, text = dense
    assert len(d.findings) > 1_100
    assert len(text.encode()) < 1_400_000


def test_no_finding_of_many_is_lost(dense: tuple[rk.Diagnosis, str]) -> None:
    d, text = dense
    for language in ("nl", "en"):
        told = text[text.index(f'id="{language}-findings"') : text.index(f'id="{language}-network"')]
        ranks = re.findall(
            r'<span class="rank">(\d+)<|<summary><span class="meta">(\d+)<|<tr data-p="[^"]+"><td>(\d+)<', told
        )
        assert sorted(int("".join(rank)) for rank in ranks) == [f.rank for f in d.findings]
        lines = re.findall(r'<tr data-p="[^"]+"><td>\d+<td>(.*?)<td>(.*?)\n', told)
        assert len(lines) > 1_000
        assert all(what and where for what, where in lines)


def test_the_filter_knows_every_partner_that_a_line_touches(dense: tuple[rk.Diagnosis, str]) -> None:
    d, text = dense
    masks = dict(re.findall(r'<tr data-p="([^"]+)"><td>(\d+)<', text[: text.index('id="nl-network"')]))
    partners = [partner.key for partner in d.of.partners or ()]
    touched = {str(f.rank): set(f.touched) for f in d.findings}
    for mask, rank in masks.items():
        if mask != "*":
            assert {key for place, key in enumerate(partners) if int(mask, 16) >> place & 1} == touched[rank]


def test_what_was_not_worked_out_is_said() -> None:
    quick = Page(report(SMALL))
    assert "Het plan is voor dit rapport niet nagerekend" in quick.text
    assert "is voor dit rapport niet nagerekend" in quick.text
    usual = Page(report(SMALL, "usual"))
    assert "niet nagerekend" not in usual.text


def test_that_only_some_were_thought_away_is_said_before_who_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    limited = "Nagerekend voor de 1 functies en partners die het vaakst genoemd worden."
    assert limited not in Page(report(SMALL, "usual")).text
    monkeypatch.setattr("regiokompas.scenarios.absences.MAX_ABSENCES", 1)
    text = Page(rk.render(rk.dossier(rk.diagnose(rk.load(SMALL))), "html")).text
    assert limited in text
    assert text.index(limited) < text.index("Wat als deze wegvalt:")


def test_the_contents_fold_without_a_script() -> None:
    page = Page(report(SMALL))
    folded = [attributes for tag, attributes in page.tags if tag == "details" and attributes.get("class") == "folded"]
    assert len(folded) == 2  # one in each language
    assert not any("open" in attributes for attributes in folded)


def test_where_little_is_known_the_questions_come_first() -> None:
    p = rk.load_arrangement(ROOT / "tests" / "data" / "register.xml", "9001")
    d = rk.diagnose(p)
    assert d.mostly_unknown
    page = Page(rk.render(rk.dossier(d, depth="quick"), "html"))
    first = page.text.index(" ".join(d.questions[0].text.split()))
    assert first < page.text.index("Bevindingen Op volgorde")
    assert "over het geld is daarom niets te zeggen" in page.text
    assert "Er is geen geld dat vrijkomt" not in page.text  # that would be a judgement


def test_page_one_names_a_consequence_under_its_cause_and_links_to_it() -> None:
    text = rivierland()
    first = text[text.index('id="nl-first"') : text.index("</section>", text.index('id="nl-first"'))]
    assert re.search(r'Hieruit volgt ook: <a href="#nl-DIR44">', first)
    assert first.count("#nl-DIR44") == 1
    assert len(re.findall(r'<p class="meta"><', first)) == 5


@pytest.mark.parametrize(("count", "said"), [(0, "geen risico's"), (1, "1 risico"), (2, "2 risico's")])
def test_none_one_and_many_are_said_as_one_says_them(count: int, said: str) -> None:
    assert say("risks_counted", "nl", count=count) == said


def test_a_page_without_risks_says_so_in_words() -> None:
    partnership = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    text = Page(report({"partnership": partnership})).text
    assert "geen risico's en geen krachten" in text
    assert " 0 " not in text[text.index("Gevonden") : text.index("Er is geen eindcijfer")]


def test_thorough_marks_what_stands_firm_and_shows_the_stress_test() -> None:
    text = Page(report(SMALL, "thorough", "en")).text
    assert "Stands firm: no moved threshold" in text
    assert "What it can take" in text
    assert "How firm the findings stand" in text


def test_the_own_language_comes_first() -> None:
    english = report(SMALL, language="en")
    assert '<html lang="en">' in english
    assert english.index('id="en" lang="en"') < english.index('id="nl" lang="nl"')


def test_without_jinja_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    html_report._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(rk.RegiokompasError, match=r"regiokompas\[report\]"):
        report(SMALL)


def test_the_glossary_says_each_word_once() -> None:
    for language in ("nl", "en"):
        words = [entry.word.say(language) for entry in GLOSSARY]
        assert [word for word, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize("missing", [("jinja2",), ("jinja2", "markupsafe")])
def test_without_the_extra_it_says_which(missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where jinja2 is not installed, what it brings along mostly is not either."""
    diagnosis = rk.diagnose(rk.load({"partnership": {"key": "partnership:a", "name": "A", "date": "2026-11-23"}}))
    monkeypatch.setattr(html_report, "_environment", html_report._environment.__wrapped__)  # not the one that is kept
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(rk.RegiokompasError, match=r"regiokompas\[report\]"):
        rk.render(rk.dossier(diagnosis, depth="quick"), "html")
