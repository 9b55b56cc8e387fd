"""The questionnaire as a workbook of one page."""

from __future__ import annotations

from pathlib import Path

from regiokompas.errors import RegiokompasError
from regiokompas.io.workbook import write_sheets
from regiokompas.io.workbook_sheets import Column, Look, ScoreBlock, ScoreSheet
from regiokompas.model import Partnership
from regiokompas.model.parties import Relation
from regiokompas.questionnaires.floors import DIVISION_FLOOR, FLOOR, SPREAD_FLOOR
from regiokompas.questionnaires.wording import INDICATORS, STATEMENTS, WORDS
from regiokompas.saying import Said
from regiokompas.tables.columns import columns
from regiokompas.texts import Language

__all__ = ["ASKS_FUNCTION", "ASKS_PARTNER", "MARK", "SCORE", "SCORES", "write_questionnaire"]

#: What marks the sheet, hidden in its first cell; behind it stand the partnership and the promised floors.
MARK = "regiokompas-survey"

#: The keys of the lines that ask who answers, and of the column with the score of a statement.
ASKS_PARTNER, ASKS_FUNCTION, SCORE = "asks-partner", "asks-function", "score"

SCORES = ("1", "2", "3", "4", "5")


def write_questionnaire(
    partnership: Partnership, path: str | Path, language: Language = "nl", *, floor: int = FLOOR
) -> None:
    """Write the questionnaire for one respondent.

    Each question has a hidden key, so that answers are still understood if a partner gets another name.

    Parameters
    ----------
    partnership
        It names the partners.
    path
        Where to write the workbook.
    language
        Of the questions; the answers are read in both.
    floor
        The least number of answers that respondents are promised.

    Raises
    ------
    RegiokompasError
        If there are no two partners, two have one name, or the file cannot be written.
    """
    partners = {partner.key: partner.name.say(language) for partner in partnership.partners or ()}
    if len(partners) < 2 or len(set(partners.values())) < len(partners):
        raise RegiokompasError(Said("a questionnaire needs two partners or more, each with a name of its own"))
    if floor < 1:
        raise RegiokompasError(Said("the floor is 1 or more, not {floor}", floor=floor))
    say = {key: text.say(language) for key, text in WORDS.items()}
    sheet = ScoreSheet(
        name=say["sheet"],
        title=say["title"],
        paragraphs=(
            say["purpose"],
            say["privacy"].format(floor=floor, division=max(floor, DIVISION_FLOOR), spread=max(floor, SPREAD_FLOOR)),
        ),
        keys=(MARK, partnership.about.key, str(floor), str(max(floor, SPREAD_FLOOR))),
        fields=(
            (ASKS_PARTNER, Column(say["partner"], choices=tuple(partners.values()), is_required=True)),
            (ASKS_FUNCTION, Column(say["function"])),
        ),
        blocks=(
            ScoreBlock(
                say["statements"],
                ((SCORE, say["score"], ""),),
                tuple((trait, asked.text.say(language)) for trait, asked in STATEMENTS.items()),
            ),
            ScoreBlock(
                say["partners"],
                tuple((name, _label(name, language), asked.text.say(language)) for name, asked in INDICATORS.items()),
                tuple(partners.items()),
            ),
        ),
        scores=SCORES,
        refusal=say["refusal"],
    )
    write_sheets(Path(path), [sheet], Look("", "", "yyyy-mm-dd", "#,##0", say["title"]))


def _label(indicator: str, language: Language) -> str:
    """Return what the model calls an indicator, without the range of its scores."""
    heading = next(column.heading for column in columns(Relation.SECTION) if column.attribute == indicator)
    return heading.say(language).partition(" (")[0]
