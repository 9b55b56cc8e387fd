"""What a survey says, added to what is known of a partnership."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document, Notice
from regiokompas.io.files import read_bytes
from regiokompas.io.limits import SAFE, Limits
from regiokompas.model import Origin, Partnership, read
from regiokompas.questionnaires.reading import read_answers
from regiokompas.questionnaires.tallying import Aggregate, aggregate
from regiokompas.texts import Bilingual

__all__ = ["FLOOR", "add_survey"]

#: Answers from which on an outcome is shown: with fewer one can tell who said what. A judgement.
FLOOR = 3


def add_survey(
    partnership: Partnership,
    answers: str | Path | Iterable[str | Path],
    *,
    floor: int = FLOOR,
    limits: Limits = SAFE,
) -> Partnership:
    """Return a partnership with what its respondents say: the median of the answers of each partner.

    What was written down by hand stays as it is. An outcome of fewer than ``floor`` answers stays unknown, and a notice
    says how many were held back; a file that comes twice counts once.

    Parameters
    ----------
    partnership
        What is known already; it names the partners.
    answers
        A folder with filled-in questionnaires of :func:`write_questionnaire`, or their paths.
    floor
        The least number of answers of one partner to a question.
    limits
        How large each questionnaire may be.

    Returns
    -------
    Partnership
        With statements per trait, and relations between partners with the indicators of trust and value. A section that
        was unknown is marked incomplete: of what nobody answered nothing is known.

    Raises
    ------
    InputError
        With every cell that is not understood, or if there are no questionnaires.
    """
    paths, twice = _each_once(answers, limits)
    outcome = aggregate(read_answers(partnership, paths, limits), floor)
    data: dict[str, Any] = partnership.to_dict()
    kept = _fill(data, partnership, outcome.shown)
    added = read(Document(data, "<survey>"))
    notices = tuple(_notices(len(paths), twice, floor, outcome.held_back, kept))
    before = partnership.origin
    return added.with_origin(Origin({**added.origin.sources, **before.sources}, (*before.notices, *notices)))


def _each_once(answers: str | Path | Iterable[str | Path], limits: Limits) -> tuple[list[Path], int]:
    """Return the questionnaires in an order that does not hang on their names, and how many came again."""
    if isinstance(answers, str | Path):
        folder = Path(answers)
        given = sorted(folder.glob("*.xlsx")) if folder.is_dir() else [folder]
    else:
        given = [Path(path) for path in answers]
    if not given:
        problem = Problem("there are no questionnaires", Source(str(answers)), "filled-in workbooks (.xlsx)")
        raise InputError([problem])
    found: dict[str, Path] = {}
    for path in given:
        found.setdefault(hashlib.sha256(read_bytes(path, limits=limits)).hexdigest(), path)
    return [found[digest] for digest in sorted(found)], len(given) - len(found)


def _fill(data: dict[str, Any], partnership: Partnership, outcomes: Iterable[Aggregate]) -> int:
    """Put the outcomes where nothing was known; return how many were known by hand already."""
    kept = 0
    for outcome in outcomes:
        section = "statements" if outcome.about is None else "relations"
        if not partnership.is_known(section):
            data["incomplete"] = sorted({*data.get("incomplete", ()), section})
        about = (
            {"partner": outcome.partner, "trait": outcome.attribute}
            if outcome.about is None
            else {"from": outcome.partner, "to": outcome.about}
        )
        items = data.setdefault(section, [])
        item = next((item for item in items if about.items() <= item.items()), None)
        if item is None:
            item = dict(about)
            items.append(item)
        attribute = "score" if outcome.about is None else outcome.attribute
        kept += attribute in item
        item.setdefault(attribute, outcome.score)
    return kept


def _notices(files: int, twice: int, floor: int, held_back: int, kept: int) -> Iterator[Notice]:
    yield Notice(
        "survey", Bilingual(f"Enquête: {files} vragenlijsten gelezen.", f"Survey: {files} questionnaires read.")
    )
    if twice:
        text = Bilingual(f"{twice} kwamen dubbel voor en tellen één keer.", f"{twice} came twice and count once.")
        yield Notice("survey-twice", text)
    if held_back:
        text = Bilingual(
            f"{held_back} uitkomsten rusten op minder dan {floor} antwoorden en zijn niet overgenomen.",
            f"{held_back} outcomes rest on fewer than {floor} answers and were held back.",
        )
        yield Notice("survey-floor", text)
    if floor < FLOOR:
        text = Bilingual(
            f"De ondergrens stond op {floor}: uit een uitkomst kan blijken wie wat antwoordde.",
            f"The floor was {floor}: an outcome may tell who answered what.",
        )
        yield Notice("survey-low-floor", text)
    if kept:
        text = Bilingual(
            f"{kept} uitkomsten waren al met de hand ingevuld; die blijven staan.",
            f"{kept} outcomes had been filled in by hand already; those stay.",
        )
        yield Notice("survey-kept", text)
