"""The pages of rules: complete, in both languages, and with links that lead somewhere."""

import posixpath
import re

import pytest
import yaml

from regiokompas.facts import vocabulary
from regiokompas.report.rule_pages import rule_pages
from regiokompas.rules import load_packs
from regiokompas.texts import LANGUAGES, Language

PACKS = load_packs(["essay"], vocabulary())
RULES = [rule for pack in PACKS for rule in pack.rules]
PAGES = {language: rule_pages(PACKS, vocabulary(), language) for language in LANGUAGES}

both = pytest.mark.parametrize("language", LANGUAGES)


@both
def test_every_rule_has_its_page_and_its_row_in_the_index(language: Language) -> None:
    pages = PAGES[language]
    assert set(pages) == {"index.md", *(f"essay/{rule.id}.md" for rule in RULES)}
    for rule in RULES:
        assert pages["index.md"].count(f"[{rule.id} {rule.name}](essay/{rule.id}.md)") == 1


@both
def test_no_link_is_dead(language: Language) -> None:
    pages = PAGES[language]
    links = [(page, link) for page, text in pages.items() for link in re.findall(r"\]\(([^)]*)\)", text)]
    assert len(links) > len(RULES)
    for page, link in links:
        assert posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) in pages, (page, link)


@both
def test_nothing_is_left_to_fill_in(language: Language) -> None:
    for page, text in PAGES[language].items():
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        assert not re.search(r"{[a-z_.]+}", prose), page
        assert "⟨⟩" not in prose, page


@both
def test_a_page_says_all_there_is_to_say(language: Language) -> None:
    for rule in RULES:
        page = PAGES[language][f"essay/{rule.id}.md"]
        flat = " ".join(page.split()).replace("\\", "")
        for paragraph in rule.why.say(language).split("\n\n"):
            assert " ".join(paragraph.split()) in flat
        assert all(test.name in flat for test in rule.tests)
        assert all(f"`{name}`" in page for name in rule.parameters)
        assert all(f"**{claim}**" in page for claim in rule.claims)
        assert rule.severity in page or language == "nl"


def test_the_examples_are_the_facts_of_the_tests() -> None:
    for rule in RULES:
        page = PAGES["en"][f"essay/{rule.id}.md"]
        blocks = re.findall(r"```yaml\n(.*?)```", page.partition("## Worked examples")[2], flags=re.DOTALL)
        shown = [[fact["fact"] for fact in yaml.safe_load(block)] for block in blocks]
        assert shown == [[fact.kind for fact in test.given] for test in rule.tests if test.given]


def test_a_chain_links_to_the_rule_that_it_reads() -> None:
    assert "[FIN01 circular-wait](../essay/FIN01.md)" in PAGES["nl"]["essay/FIN14.md"]


def test_conditions_are_said_in_the_language_of_the_page() -> None:
    assert "aantal potjes ≥ 2" in PAGES["nl"]["essay/FIN01.md"]
    assert "ten minste één van deze:" in PAGES["nl"]["essay/DIR35.md"]
    assert "there is no: **agreement**" in PAGES["en"]["essay/DIR35.md"]
