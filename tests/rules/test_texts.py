"""What an adviser distrusts does not stand in the texts of the rules, nor in what is made of them."""

import re
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.facts import vocabulary
from regiokompas.rules import Rule, load_pack
from regiokompas.texts import LANGUAGES, Language

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.yaml"))
RULES = load_pack("essay", vocabulary()).rules

#: Two decimals or more: precision that no interview gives.
TOO_PRECISE = {"nl": re.compile(r"(?<![\d.,])\d+,\d{2,}(?!\d)"), "en": re.compile(r"(?<![\d.,])\d+\.\d{2,}(?!\d)")}

#: Loose labels that are no form in law, and consent that nobody needs in order to leave.
SLIPS = re.compile(
    r"\b(lichte|zware) (gemeenschappelijke )?regeling|\b(light|heavy) (joint )?arrangement"
    r"|toestemming om (uit te treden|te vertrekken)|(consent|permission|approval) (to leave|for leaving)",
    re.IGNORECASE,
)


def texts(rule: Rule, language: Language) -> list[str]:
    parts = [rule.finding, rule.why, *(parameter.why for parameter in rule.parameters.values())]
    if rule.advice:
        parts += [rule.advice.text, *filter(None, [rule.advice.decide])]
    return [part.say(language) for part in parts]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_makes_no_slip_of_law_and_calls_nobody_by_name(rule: Rule) -> None:
    for language in LANGUAGES:
        for text in texts(rule, language):
            assert not SLIPS.search(text)
            assert not TOO_PRECISE[language].search(text)
            assert not re.search(r"{person\.name}|{holder\.name}", text)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.parameters], ids=lambda rule: rule.name)
def test_a_threshold_has_a_reason_and_a_range_around_it(rule: Rule) -> None:
    for parameter in rule.parameters.values():
        assert all(len(parameter.why.say(language)) > 20 for language in LANGUAGES)
        assert (parameter.low, parameter.high) != (None, None), "how far it may be moved"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_is_dated_rounded_and_without_names(example: Path, language: Language) -> None:
    region = rk.load(example)
    report = rk.render(rk.diagnose(region, language=language), "text")
    assert "23 november 2026" in report.lower(), "the day of the picture"
    assert not TOO_PRECISE[language].search(report)
    assert not SLIPS.search(report)
    names = {person.name for person in region.persons or () if person.name}
    assert not [name for name in names if name in report]


def test_what_is_looked_for_would_be_found() -> None:
    assert TOO_PRECISE["nl"].search("vertrouwen is 2,37 op vijf")
    assert TOO_PRECISE["en"].search("trust is 2.37 out of five")
    assert not TOO_PRECISE["nl"].search("€ 1.855.000, 2,3 van 5")
    assert not TOO_PRECISE["en"].search("EUR 1,855,000 at rivierland.yaml:8:3, 2.3 of 5, 0.1.0")
    assert SLIPS.search("een lichte regeling")
    assert SLIPS.search("the consent to leave")
