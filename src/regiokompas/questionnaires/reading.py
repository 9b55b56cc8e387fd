"""Filled-in questionnaires, read back by the hidden keys of their questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from regiokompas.errors import InputError, Problem, Problems, Source
from regiokompas.io.grid import Cell, Grid, is_empty
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.workbook_reading import read_workbook
from regiokompas.model import Partnership
from regiokompas.questionnaires.floors import FLOOR, SPREAD_FLOOR
from regiokompas.questionnaires.forms import ASKS_FUNCTION, ASKS_PARTNER, MARK, SCORE, SCORES
from regiokompas.questionnaires.wording import INDICATORS, NO_ANSWER, STATEMENTS
from regiokompas.saying import Said
from regiokompas.tables.columns import fold
from regiokompas.texts import LANGUAGES

__all__ = ["Answers", "read_answers"]

#: Where the hidden keys of a sheet, its words and the answers to its first lines stand. In the first row, what it is
#: about and the two numbers of answers that it promises.
_KEYS, _WORDS, _ANSWER, _SPREAD = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Answers:
    """What one respondent of ``partner`` scored, by attribute and the partner that it is about.

    ``function`` is what the respondent wrote, reduced to what counts when it is compared, and ``promised`` the floor
    that the questionnaire promises. ``spread_promised`` is the number of answers from which on it says that the
    spread is shown; ``None`` where it says nothing of that.
    """

    partner: str
    scores: dict[tuple[str, str | None], int]
    function: str | None = field(default=None, repr=False)
    promised: int = FLOOR
    spread_promised: int | None = SPREAD_FLOOR


def read_answers(partnership: Partnership, paths: Iterable[str | Path], limits: Limits = SAFE) -> list[Answers]:
    """Read questionnaires, in Dutch and English.

    Raises
    ------
    InputError
        With every cell that is not understood, and every file that is no questionnaire about this partnership.
    """
    problems = Problems()
    answers = []
    for path in paths:
        sheets = [grid for grid in read_workbook(Path(path), limits) if grid.rows and MARK in grid.rows[0]]
        if not sheets:
            hint = Said("regiokompas template --survey writes questionnaires")
            problems.append(Problem(Said("this is no questionnaire of a survey"), Source(str(path)), hint=hint))
        for grid in sheets:
            reading = _Reading(grid, partnership)
            found = reading.answers()
            problems.extend(reading.problems)
            if found is not None:
                answers.append(found)
    if problems:
        raise InputError(problems)
    return answers


class _Reading:
    """Reads one sheet, and gathers what is not understood."""

    def __init__(self, grid: Grid, partnership: Partnership) -> None:
        self.grid = grid
        self.about = partnership.about.key
        self.names = {p.name.say(language): p.key for language in LANGUAGES for p in partnership.partners or ()}
        self.partners = {partner.key for partner in partnership.partners or ()}
        self.problems = Problems()

    def answers(self) -> Answers | None:
        """Return the answers; nothing if the sheet is about another partnership or says not whose answers they are."""
        if self._is_shifted():
            message = Said("the columns of this questionnaire are not where they were written")
            hint = Said("take out the columns that were put in, or fill in a new questionnaire")
            wanted = Said("its hidden first row as it was")
            self.problems.append(Problem(message, self.grid.place(0, 0), wanted, hint))
            return None
        if self.grid.cell(0, _WORDS) != self.about:
            message = Said("this questionnaire is about {key}", key=self.grid.cell(0, _WORDS))
            self.problems.append(Problem(message, self.grid.place(0, _WORDS), Said("{key}", key=self.about)))
            return None
        partner: str | None = None
        function: str | None = None
        asked: Mapping[int, str] = {}
        scores: dict[tuple[str, str | None], int] = {}
        for row, key in self._keyed_rows():
            if key == ASKS_PARTNER:
                partner = self._partner(row)
            elif key == ASKS_FUNCTION:
                written = self._value(row, _ANSWER)
                function = fold(str(written)) if not _is_no_answer(written) else None
            elif key == MARK:
                asked = self._asked(row)
            else:
                for column, attribute in asked.items():
                    self._score(row, column, (key, attribute), scores)
        if partner is None:
            return None
        about_others = {question: score for question, score in scores.items() if question[1] != partner}
        return Answers(partner, about_others, function, self._promised(_ANSWER) or FLOOR, self._promised(_SPREAD))

    def _is_shifted(self) -> bool:
        """Return whether what stands in the first row no longer follows its mark: columns were put in or taken out."""
        after = [cell for cell in self.grid.rows[0][_KEYS + 1 :] if not is_empty(cell)]
        in_place = [self.grid.cell(0, column) for column in (_WORDS, _ANSWER, _SPREAD)]
        return self.grid.cell(0, _KEYS) != MARK or after != [cell for cell in in_place if not is_empty(cell)]

    def _keyed_rows(self) -> Iterator[tuple[int, str]]:
        for row in range(1, len(self.grid.rows)):
            key = self.grid.cell(row, _KEYS)
            if isinstance(key, str) and key.strip():
                yield row, key.strip()

    def _asked(self, row: int) -> dict[int, str]:
        """Return what each column asks from a hidden row on."""
        cells = enumerate(self.grid.rows[row])
        return {column: str(cell) for column, cell in cells if column > _KEYS and not is_empty(cell)}

    def _promised(self, column: int) -> int | None:
        written = str(self.grid.cell(0, column) or "")
        return int(written) if written.isdigit() else None

    def _value(self, row: int, column: int) -> Cell:
        if (row, column) in self.grid.failed:
            if self.problems.only_counted():
                return None
            place = self.grid.place(row, column)
            self.problems.append(Problem(Said("the formula has no outcome"), place, Said("an answer")))
            return None
        return self.grid.cell(row, column)

    def _partner(self, row: int) -> str | None:
        value = self._value(row, _ANSWER)
        place = self.grid.place(row, _ANSWER)
        if (row, _ANSWER) in self.grid.failed:
            return None
        if is_empty(value):
            self.problems.append(Problem(Said("no partner is chosen"), place, Said("the partner of the respondent")))
            return None
        key = self._named.get(str(value).strip())
        if key not in self.partners:
            if self.problems.only_counted():
                return None
            message = Said("{name} is no partner", name=value)
            self.problems.append(Problem(message, place, ", ".join(sorted(set(self.names)))))
            return None
        return key

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """The keys by name: a partner goes by its name in this questionnaire, or by the name it has got since."""
        return {**self.names, **{str(self.grid.cell(at, _WORDS)): key for at, key in self._keyed_rows()}}

    def _score(
        self, row: int, column: int, question: tuple[str, str], scores: dict[tuple[str, str | None], int]
    ) -> None:
        value = self._value(row, column)
        if _is_no_answer(value):
            return
        key, attribute = question
        score = str(value).strip().removesuffix(".0")
        about = (key, None) if attribute == SCORE else (attribute, key)
        if (about[1] is None and key not in STATEMENTS) or (about[1] is not None and attribute not in INDICATORS):
            self._complain(row, column, Said("{name} is no question of this survey", name=" ".join(question)))
        elif about[1] is not None and key not in self.partners:
            self._complain(row, column, Said("{name} is no partner", name=key), Said("{names}", names=self._known))
        elif score not in SCORES:
            wanted = Said("1, 2, 3, 4 or 5; empty, ? or n.v.t. if there is no answer")
            self._complain(row, column, Said("{score} is no score", score=score), wanted)
        elif about in scores:
            self._complain(row, column, Said("this question is answered twice"))
        else:
            scores[about] = int(score)

    @cached_property
    def _known(self) -> str:
        return ", ".join(sorted(self.partners))

    def _complain(self, row: int, column: int, message: Said, expected: str | None = None) -> None:
        if not self.problems.only_counted():
            self.problems.append(Problem(message, self.grid.place(row, column), expected))


def _is_no_answer(value: Cell) -> bool:
    """Return whether a cell is empty or says in words that there is no answer."""
    return is_empty(value) or (isinstance(value, str) and fold(value.replace(".", "").replace("’", "'")) in NO_ANSWER)
