"""The report in a browser: read, filtered, unfolded, clicked, switched, printed, and checked for accessibility."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

import regiokompas as rk
from regiokompas.dossiers.gathering import Dossier
from regiokompas.scenarios.absences import absences

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
]


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The example region, with what would happen without each person; the plan takes longer and is tested elsewhere."""
    d = rk.diagnose(rk.load(ROOT / "examples" / "rivierland.yaml"))
    gathered = rk.dossier(d, depth="quick")
    without = absences(d, ("nl", "en"), lambda done, total: None)
    return Dossier(tuple(replace(telling, absences=without[telling.language]) for telling in gathered.tellings))


@pytest.fixture(scope="session")
def report(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(rk.render(dossier, "html"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Opened:
    """A page, and everything it complained about or asked the network for."""

    def __init__(self, browser: Browser, path: Path, anchor: str = "", **context: object) -> None:
        self.context = browser.new_context(**{"reduced_motion": "reduce", **context})  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri() + anchor)


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Opened]:
    opened = Opened(browser, report)
    yield opened
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(report.as_uri())] == []
    opened.context.close()


def test_it_opens_on_page_one_and_asks_nothing_of_the_network(opened: Opened, dossier: Dossier) -> None:
    page, d = opened.page, dossier.own.diagnosis
    assert page.locator("h1:visible").all_inner_texts() == [d.name]
    first = page.locator("#nl-first .five > li")
    assert first.count() == 5
    for item, place in zip(first.all(), d.first, strict=True):
        told = " ".join(item.inner_text().split())
        for group in (place.group, *place.consequences, *place.causes):
            assert " ".join(group[0].message.split()) in told
    assert page.locator("#nl-first svg.rk-compass").is_visible()


def shown(page: Page) -> Locator:
    return page.locator("#nl .finding:visible")


def test_filters_by_field_severity_and_partner_and_announces_the_count(opened: Opened, dossier: Dossier) -> None:
    page, d = opened.page, dossier.own.diagnosis
    output = page.locator("#nl [data-filter] output")
    assert output.get_attribute("aria-live") == "polite"
    assert output.inner_text().startswith(f"{len(d.findings)} van {len(d.findings)} ")
    page.locator("#nl select[name=field]").select_option("financing")
    financing = [f for f in d.findings if f.field == "financing"]
    assert output.inner_text().startswith(f"{len(financing)} van ")
    assert {e.get_attribute("data-field") for e in shown(page).all()} == {"financing"}
    page.locator("#nl select[name=severity]").select_option("critical")
    critical = [f for f in financing if f.severity == "critical"]
    assert shown(page).count() == len({f.rule for f in critical})
    page.locator("#nl button[type=reset]").click()
    page.locator("#nl select[name=partner]").select_option("partner:oeverhage")
    everyone = len(dossier.own.names)
    ours = [f for f in d.findings if "partner:oeverhage" in f.touched and len(f.touched) < everyone]
    page.wait_for_function(
        "n => document.querySelector('#nl output').textContent.startsWith(n)", arg=f"{len(ours)} van"
    )
    assert "Oeverhage" in output.inner_text()
    assert shown(page).count() == len({f.rule for f in ours})
    calm = next(f for f in d.compass if not any(g.field == f and g.severity == "critical" for g in d.findings))
    page.locator("#nl select[name=severity]").select_option("critical")
    page.locator("#nl select[name=field]").select_option(calm)
    assert shown(page).count() == 0
    assert output.inner_text() == "Niets voldoet aan deze keuze. Kies ruimer of toon alles."


def test_a_finding_unfolds_to_the_facts_and_where_they_stand(opened: Opened, dossier: Dossier) -> None:
    page = opened.page
    first = dossier.own.diagnosis.risks[0]
    finding = page.locator(f"#nl-{first.id}")
    reasons = finding.locator(".reasons").first
    assert not reasons.is_visible()
    finding.locator("summary").first.click()
    assert reasons.is_visible()
    assert first.reasons[0].source is not None
    assert f"rivierland.yaml:{first.reasons[0].source.line}:" in reasons.inner_text()
    page.locator("#nl .five a").nth(1).click()  # page one leads to the finding and unfolds it
    assert page.locator(f"#nl-{dossier.own.diagnosis.risks[1].id} .reasons").first.is_visible()


def test_a_person_clicked_shows_what_was_worked_out(opened: Opened, dossier: Dossier) -> None:
    page = opened.page
    absence = next(a for a in dossier.own.absences if a.key == "person:programmamanager")
    told = page.locator('#nl .absence[data-key="person:programmamanager"]')
    assert not told.is_visible()
    page.locator('#nl-network svg [data-key="person:programmamanager"]').click(force=True)
    assert told.is_visible()
    assert absence.falls_apart
    assert absence.falls_apart[0] in told.inner_text()
    assert absence.appears[0].message in " ".join(told.inner_text().split())
    assert page.locator("#nl-network .absence:visible").count() == 1
    other = page.locator('#nl-network svg [data-key="partner:waalbeek"]')
    other.focus()
    page.keyboard.press("Enter")
    assert not told.is_visible()
    assert page.locator('#nl .absence[data-key="partner:waalbeek"]').is_visible()
    assert other.get_attribute("aria-pressed") == "true"
    assert page.locator("#nl [data-choose] select").input_value() == "partner:waalbeek"


def test_the_language_switches_and_keeps_its_place(opened: Opened, dossier: Dossier) -> None:
    page, english = opened.page, dossier.tellings[1].diagnosis
    assert page.evaluate("document.documentElement.lang") == "nl"
    page.evaluate("document.querySelector('#nl-agenda').scrollIntoView()")
    page.locator("#nl [data-language=en]").evaluate("link => link.click()")  # a click that does not scroll first
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert not page.locator("#nl").is_visible()
    assert page.locator("#en-agenda h2").is_visible()
    assert abs(page.evaluate("document.querySelector('#en-agenda').getBoundingClientRect().top")) < 200
    assert english.risks[0].message in " ".join(page.locator("#en-first").inner_text().split())
    page.locator("#en [data-language=nl]").evaluate("link => link.click()")
    page.wait_for_function("document.documentElement.lang === 'nl'")
    assert page.locator("#nl-agenda h2").is_visible()


def test_light_and_dark_can_be_chosen(browser: Browser, report: Path) -> None:
    opened = Opened(browser, report, color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('#nl main > section')).backgroundColor"
    dark = opened.page.evaluate(ground)
    opened.page.locator("#nl button[data-scheme]").click()
    light = opened.page.evaluate(ground)
    assert light == "rgb(255, 255, 255)"
    assert dark != light
    opened.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_serious(browser: Browser, report: Path, scheme: str, language: str) -> None:
    opened = Opened(browser, report, f"#{language}", color_scheme=scheme)
    opened.page.wait_for_function("l => document.documentElement.lang === l", arg=language)
    opened.page.evaluate("document.querySelectorAll('details').forEach((d, n) => { d.open = n % 5 === 0 })")
    opened.page.locator(f"#{language} [data-choose] select").select_option("person:programmamanager")
    found = Axe().run(opened.page)
    serious = [
        f"{violation['id']}: {node['html'][:150]}: {node['failureSummary'][:300]}"
        for violation in found.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
    assert serious == []
    opened.context.close()


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_screen_does_not_scroll_sideways(browser: Browser, report: Path, width: int) -> None:
    opened = Opened(browser, report, viewport={"width": width, "height": 740})
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.context.close()


def test_the_keyboard_reaches_the_filter(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "field":
            break
    assert page.evaluate("document.activeElement.name") == "field"
    page.keyboard.type("fin")
    page.wait_for_function("document.querySelector('#nl select[name=field]').value === 'financing'")
    page.wait_for_function("[...document.querySelectorAll('#nl .finding')].some(f => f.hidden)")


def test_without_a_script_everything_can_be_read(browser: Browser, report: Path, dossier: Dossier) -> None:
    opened = Opened(browser, report, java_script_enabled=False)
    page, d = opened.page, dossier.own.diagnosis
    assert shown(page).count() == len({f.rule for f in d.findings})
    assert page.locator("#nl .absence:visible").count() == len(dossier.own.absences)
    finding = page.locator(f"#nl-{d.risks[0].id}")
    finding.locator("summary").first.click()
    assert finding.locator(".reasons").first.is_visible()
    assert not page.locator("#nl [data-filter]").is_visible()
    page.locator("#nl [data-language=en]").click()
    assert page.locator("#en-first").is_visible()
    assert not page.locator("#nl-first").is_visible()
    opened.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_page_one_holds_what_matters_and_everything_is_unfolded(
    browser: Browser, report: Path, dossier: Dossier, tmp_path: Path, scripts: bool
) -> None:
    opened = Opened(browser, report, java_script_enabled=scripts)
    target = tmp_path / "report.pdf"
    opened.page.pdf(path=target, prefer_css_page_size=True)
    opened.context.close()
    pages = [words(text) for text in text_of(target).split("\f")]
    d = dossier.own.diagnosis
    for group in d.by_rule(d.risks)[:5]:
        assert words(group[0].message) in pages[0]
    assert words("Begin hiermee") in pages[0]
    assert pages[1].startswith(words("Bevindingen"))
    whole = "".join(pages)
    assert words(d.risks[0].why.split("\n\n")[0]) in whole
    assert [f.id for f in d.findings if words(f.message) not in whole] == []
    assert words(dossier.own.absences[0].falls_apart[0]) in whole
    assert words("Toon alleen") not in whole


def test_the_page_of_a_partner_is_accessible_and_fits_two_sheets(
    browser: Browser, dossier: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "partner.html"
    path.write_text(rk.render(rk.partner_page(dossier.own.diagnosis, "partner:oeverhage"), "html"), encoding="utf-8")
    opened = Opened(browser, path)
    found = Axe().run(opened.page)
    assert [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")] == []
    assert opened.complaints == []
    target = tmp_path / "partner.pdf"
    opened.page.pdf(path=target, prefer_css_page_size=True)
    assert len(text_of(target).rstrip("\f").split("\f")) <= 2
    opened.context.close()


def text_of(pdf: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext")
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def words(text: str) -> str:
    """Return a text without spaces and hyphens, which the lines of a page put anywhere."""
    return re.sub(r"[\s\u00ad-]+", "", text)
