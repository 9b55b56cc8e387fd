"""A partner's own page as an outline, and the words it shares with the HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from regiokompas.dossiers.partner_pages import PartnerPage, Tie
from regiokompas.report.phrases import say
from regiokompas.texts import Bilingual, join_words, say_date, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Row

__all__ = ["FINDINGS_SHOWN", "SHOWN", "partner_outline", "words"]

#: Findings about the partner, and of everything else, shown; the JSON has them all.
FINDINGS_SHOWN, SHOWN = 10, 8

_WORDS = {
    "page": Bilingual("Wat dit betekent voor {partner}", "What this means for {partner}"),
    "of": Bilingual("{partnership} · beeld van {date}", "{partnership} · picture of {date}"),
    "about_us": Bilingual("Wat over ons gaat", "What is about us"),
    "nothing_about_us": Bilingual(
        "Geen risico gaat over ons in het bijzonder, in wat bekend is.",
        "No risk is about us in particular, in what is known.",
    ),
    "shared": Bilingual("{count} andere risico's delen wij met anderen.", "{count} other risks we share with others."),
    "shared_one": Bilingual("1 ander risico delen wij met anderen.", "1 other risk we share with others."),
    "strong": Bilingual("Wat bij ons sterk is", "What is strong with us"),
    "brings": Bilingual("Wat wij brengen", "What we bring"),
    "gets": Bilingual("Wat wij halen", "What we get"),
    "unknown": Bilingual("Niet bekend.", "Not known."),
    "nothing": Bilingual("Niets opgeschreven.", "Nothing written down."),
    "dependent": Bilingual("Wie van ons afhangt", "Who depends on us"),
    "depends_on": Bilingual("Van wie wij afhangen", "On whom we depend"),
    "no_dependent": Bilingual(
        "Viel onze organisatie weg, dan raakte in wat bekend is geen ander iets kwijt.",
        "If our organisation fell away, no other would lose anything in what is known.",
    ),
    "no_depends_on": Bilingual(
        "Er is in wat bekend is geen partner zonder wie wij iets zouden verliezen.",
        "In what is known there is no partner without whom we would lose anything.",
    ),
    "asked": Bilingual("Wat van ons wordt gevraagd", "What is asked of us"),
    "for_agenda": Bilingual("In het volgende overleg", "At the next meeting"),
    "nothing_asked": Bilingual("Het volgende overleg vraagt niets van ons.", "The next meeting asks nothing of us."),
    "actions": Bilingual("Acties waarin wij een deel hebben", "Actions that we have a part in"),
    "no_actions": Bilingual("In het plan is geen actie van ons.", "No action in the plan is ours."),
    "questions": Bilingual("Vragen die wij kunnen beantwoorden", "Questions that we can answer"),
    "no_questions": Bilingual("Er staan geen vragen over ons open.", "There are no open questions about us."),
    "more": Bilingual("en nog {count}", "and {count} more"),
}


def words(page: PartnerPage, phrase: str, **values: object) -> str:
    """Return a sentence of the page."""
    singular = f"{phrase}_one"
    chosen = singular if values.get("count") == 1 and singular in _WORDS else phrase
    return _WORDS[chosen].say(page.language).format(**values)


def partner_outline(page: PartnerPage) -> Iterator[tuple[str, list[Row]]]:
    """Yield heads with their rows."""
    day = say_date(date.fromisoformat(page.date), page.language)
    yield words(page, "page", partner=page.name), [("", words(page, "of", partnership=page.partnership, date=day))]
    yield words(page, "about_us"), list(_findings(page))
    if page.strengths:
        yield words(page, "strong"), [("-", finding.message) for finding in page.strengths[:SHOWN]]
    for name, goods in (("brings", page.brings), ("gets", page.gets)):
        yield words(page, name), _goods(page, goods)
    yield words(page, "dependent"), _ties(page, page.dependent, "no_dependent")
    yield words(page, "depends_on"), _ties(page, page.depends_on, "no_depends_on")
    yield words(page, "asked"), list(_asked(page))
    if page.actions is not None:
        rows: list[Row] = [("-", action.text) for action in page.actions[:SHOWN]]
        yield words(page, "actions"), rows or [("", words(page, "no_actions"))]
    questions: list[Row] = [("-", question.text) for question in page.questions[:SHOWN]]
    yield words(page, "questions"), questions or [("", words(page, "no_questions"))]


def _findings(page: PartnerPage) -> Iterator[Row]:
    if not page.findings:
        yield "", words(page, "nothing_about_us")
    for finding in page.findings[:FINDINGS_SHOWN]:
        yield term(finding.severity, page.language), finding.message
        if finding.advice:
            yield say("do", page.language), finding.advice
    if len(page.findings) > FINDINGS_SHOWN:
        yield "", words(page, "more", count=len(page.findings) - FINDINGS_SHOWN)
    if page.shared:
        yield "", words(page, "shared", count=page.shared)


def _goods(page: PartnerPage, goods: Sequence[str] | None) -> list[Row]:
    if goods is None:
        return [("", words(page, "unknown"))]
    return [("-", good) for good in goods] or [("", words(page, "nothing"))]


def _ties(page: PartnerPage, ties: Sequence[Tie], none: str) -> list[Row]:
    return [(tie.name, f"{join_words(tie.what, page.language)}.") for tie in ties] or [("", words(page, none))]


def _asked(page: PartnerPage) -> Iterator[Row]:
    for asked in page.agenda:
        yield "-", f"{asked.what[:1].upper()}{asked.what[1:]}. ({asked.question})"
    if not page.agenda:
        yield "", words(page, "nothing_asked")
