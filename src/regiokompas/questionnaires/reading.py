"""Filled-in questionnaires, read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.grid import is_empty
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.workbook_reading import read_workbook
from regiokompas.model import Partnership
from regiokompas.questionnaires.forms import questions
from regiokompas.questionnaires.wording import WORDS
from regiokompas.texts import LANGUAGES

__all__ = ["Answers", "read_answers"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one respondent of ``partner`` scored, by attribute and the partner that it is about."""

    partner: str
    scores: dict[tuple[str, str | None], int]


def read_answers(partnership: Partnership, paths: Iterable[str | Path], limits: Limits = SAFE) -> list[Answers]:
    """Read questionnaires, in Dutch and English.

    Raises
    ------
    InputError
        With every cell that is not understood.
    """
    known = {text: about for language in LANGUAGES for text, about in questions(partnership, language).items()}
    keys = {partner.name.say(lang): partner.key for lang in LANGUAGES for partner in partnership.partners or ()}
    asks_partner = set(WORDS["partner"].values())
    headings = set(WORDS["question"].values())
    problems: list[Problem] = []
    answers = []
    for path in paths:
        partner: str | None = None
        scores: dict[tuple[str, str | None], int] = {}
        for grid in read_workbook(Path(path), limits):
            if grid.name not in WORDS["sheet"].values():
                continue
            for row in range(len(grid.rows)):
                text, value = grid.cell(row, 0), grid.cell(row, 1)
                if (row, 1) in grid.failed:
                    problems.append(Problem("the formula has no outcome", grid.place(row, 1), "an answer"))
                    continue
                if is_empty(value) or not isinstance(text, str) or text in headings:
                    continue
                if text in asks_partner:
                    partner = keys.get(str(value).strip())
                    if partner is None:
                        expected = ", ".join(keys)
                        problems.append(Problem(f"{value} is no partner", grid.place(row, 1), expected))
                elif text in known:
                    score = str(value).strip().removesuffix(".0")
                    if score in ("1", "2", "3", "4", "5"):
                        scores[known[text]] = int(score)
                    else:
                        problems.append(Problem(f"{score} is no score", grid.place(row, 1), "1, 2, 3, 4 or 5"))
                else:
                    problems.append(Problem(f"{text!r} is no question of this survey", grid.place(row, 0)))
        if partner is not None:
            answers.append(Answers(partner, {about: n for about, n in scores.items() if about[1] != partner}))
        elif not any(problem.source.file == str(path) for problem in problems):
            problems.append(Problem("no partner is chosen", Source(str(path)), "the partner of the respondent"))
    if problems:
        raise InputError(problems)
    return answers
