"""A partner's own page: only what concerns it, and everything that is asked of it."""

from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.texts import Language

ROOT = Path(__file__).parents[2]
RIVIERLAND = ROOT / "examples" / "rivierland.yaml"


@pytest.fixture(scope="module")
def diagnosis() -> rk.Diagnosis:
    return rk.diagnose(rk.load(RIVIERLAND))


def test_findings_are_about_the_partner_and_what_is_its_own(diagnosis: rk.Diagnosis) -> None:
    page = rk.partner_page(diagnosis, "partner:oeverhage")
    p = diagnosis.of
    own = {"partner:oeverhage"} | {f.key for f in p.funds or () if f.owner == "partner:oeverhage"}
    own |= {person.key for person in p.persons or () if person.employer == "partner:oeverhage"}
    about = {finding.fingerprint for finding in page.findings}
    assert {f.fingerprint for f in diagnosis.risks if own.intersection(f.subjects)} <= about
    assert all("partner:oeverhage" in finding.touched for finding in page.findings)
    assert page.shared + len(page.findings) == sum("partner:oeverhage" in f.touched for f in diagnosis.risks)


def test_dependence_is_the_same_seen_from_both_sides(diagnosis: rk.Diagnosis) -> None:
    keys = [partner.key for partner in diagnosis.of.partners or ()]
    pages = {key: rk.partner_page(diagnosis, key) for key in keys}
    depends = {(tie.partner, key) for key, page in pages.items() for tie in page.depends_on}
    dependent = {(key, tie.partner) for key, page in pages.items() for tie in page.dependent}
    assert depends == dependent
    assert ("partner:oeverhage", "partner:dijkerveen") in dependent


def test_the_agenda_asks_what_it_says(diagnosis: rk.Diagnosis) -> None:
    page = rk.partner_page(diagnosis, "partner:oeverhage")
    agenda = rk.agenda(diagnosis)
    asked = {(point.question, ask.what) for point in agenda.points for ask in point.asks if "Oeverhage" in ask.whom}
    assert asked
    assert asked <= {(asked.question, asked.what) for asked in page.agenda}


def test_the_plan_shows_the_actions_that_name_it() -> None:
    d = rk.diagnose(rk.load(ROOT / "rules" / "essay" / "cases" / "financing.yaml"))
    assert rk.partner_page(d, d.of.partners[0].key).actions is None  # type: ignore[index]
    pages = [rk.partner_page(d, partner.key, d.plan) for partner in d.of.partners or ()]
    actions = [action for page in pages for action in page.actions or ()]
    assert actions
    assert {action.rank for action in actions} <= {advice.rank for advice in d.plan.advice}


def test_a_partner_that_does_not_exist_is_not_found(diagnosis: rk.Diagnosis) -> None:
    with pytest.raises(rk.NotFoundError, match="did you mean partner:oeverhage"):
        rk.partner_page(diagnosis, "partner:oeverhagen")


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_format_tells_it(diagnosis: rk.Diagnosis, format: str, language: Language) -> None:
    page = rk.partner_page(diagnosis.in_language(language), "partner:oeverhage")
    told = rk.render(page, format)
    assert "Oeverhage" in told
    if format == "text":
        assert max(map(len, told.splitlines())) <= 80
        assert {"nl": "WIE VAN ONS AFHANGT", "en": "WHO DEPENDS ON US"}[language] in told


def test_of_a_partner_of_whom_nothing_is_known_the_page_says_so() -> None:
    about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    d = rk.diagnose(rk.load({"partnership": about, "partners": [{"key": "partner:tiel", "name": "Tiel"}]}))
    told = rk.render(rk.partner_page(d, "partner:tiel"), "text")
    assert "Niet bekend." in told
    assert "Geen risico gaat over ons in het bijzonder" in told
