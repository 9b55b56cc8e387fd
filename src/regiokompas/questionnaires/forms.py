"""The questionnaire as a workbook."""

from __future__ import annotations

from pathlib import Path

from regiokompas.errors import RegiokompasError
from regiokompas.io.workbook import write_sheets
from regiokompas.io.workbook_sheets import Column, Entry, FormSheet, Look
from regiokompas.model import Partnership
from regiokompas.questionnaires.wording import INDICATORS, STATEMENTS, WORDS
from regiokompas.texts import Language

__all__ = ["questions", "write_questionnaire"]


def questions(partnership: Partnership, language: Language) -> dict[str, tuple[str, str | None]]:
    """Return, by the text of a question, the attribute that it asks for and the partner that it is about."""
    found: dict[str, tuple[str, str | None]] = {text[language]: (trait, None) for trait, text in STATEMENTS.items()}
    for partner in partnership.partners or ():
        for attribute, text in INDICATORS.items():
            found[text[language].format(partner=partner.name.say(language))] = (attribute, partner.key)
    return found


def write_questionnaire(partnership: Partnership, path: str | Path, language: Language = "nl") -> None:
    """Write the questionnaire for one respondent.

    Raises
    ------
    RegiokompasError
        If there are no two partners, two have one name, or the file cannot be written.
    """
    names = tuple(partner.name.say(language) for partner in partnership.partners or ())
    if len(names) < 2 or len(set(names)) < len(names):
        raise RegiokompasError("a questionnaire needs two partners or more, each with a name of its own")
    say = {key: text[language] for key, text in WORDS.items()}
    entries = [Entry(Column(say["partner"], choices=names, is_required=True))]
    scores = ("1", "2", "3", "4", "5")
    entries += [Entry(Column(text, format="plain", choices=scores)) for text in questions(partnership, language)]
    headings = (say["question"], say["answer"], "")
    sheet = FormSheet(say["sheet"], say["title"], (say["purpose"], say["privacy"]), headings, entries)
    write_sheets(Path(path), [sheet], Look("", "", "yyyy-mm-dd", "#,##0", say["title"]))
