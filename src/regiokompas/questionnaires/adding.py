"""What a survey says, added to what is known of a partnership."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regiokompas.arguments import takes
from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document, Notice
from regiokompas.io.files import read_bytes
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of
from regiokompas.model import Origin, Partnership, read
from regiokompas.questionnaires.filling import fill
from regiokompas.questionnaires.floors import FLOOR
from regiokompas.questionnaires.reading import Answers, read_answers
from regiokompas.questionnaires.tallying import aggregate
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = ["add_survey"]

_ANSWERS = Said("a folder of filled-in workbooks, or their paths")


@takes(partnership=Partnership, answers=(str, Path, Iterable))
def add_survey(
    partnership: Partnership,
    answers: str | Path | Iterable[str | Path],
    *,
    floor: int | None = None,
    limits: Limits = SAFE,
) -> Partnership:
    """Return a partnership with what its respondents say: the median of the answers of each partner.

    What was written down by hand stays as it is. An outcome of fewer answers than the floor stays unknown, and a notice
    says how many were held back; a file that comes twice counts once. Beside each outcome stands the number of answers,
    and from five answers on whether they are far apart.

    Parameters
    ----------
    partnership
        What is known already; it names the partners.
    answers
        A folder with filled-in questionnaires of :func:`write_questionnaire`, or their paths.
    floor
        The least number of answers of one partner to a question; what the questionnaires promise if left out, and never
        less than that.
    limits
        How large each questionnaire may be.

    Returns
    -------
    Partnership
        With a statement per partner and trait, and relations between partners with the indicators of trust and value.
        Relations that were unknown are marked incomplete: nobody was asked who else is in contact.

    Raises
    ------
    InputError
        With every cell that is not understood, if there are no questionnaires, or if they promise a higher floor.
    """
    paths, twice = _each_once(answers, limits)
    answers_read = read_answers(partnership, paths, limits)
    promised = max((one.promised for one in answers_read), default=FLOOR)
    floor = promised if floor is None else floor
    if floor < promised:
        hint = Said("regiokompas template --survey --floor writes questionnaires with another promise")
        message = Said(
            "respondents were promised that nothing is shown of fewer than {promised} answers, not {floor}",
            promised=promised,
            floor=floor,
        )
        expected = Said("a floor of {promised} or more", promised=promised)
        raise InputError([Problem(message, Source(str(paths[0])), expected, hint=hint)])
    outcome = aggregate(answers_read, floor)
    data: dict[str, Any] = partnership.to_dict()
    kept = fill(data, partnership, outcome.shown)
    added = read(Document(data, "<survey>"))
    counts = _Counts(len(paths), twice, _alike(answers_read), outcome.held_back, kept)
    only_partners = "relations" in added.incomplete and not partnership.is_known("relations")
    notices = tuple(_notices(counts, floor, only_partners))
    before = partnership.origin
    return added.with_origin(Origin({**added.origin.sources, **before.sources}, (*before.notices, *notices)))


def _each_once(answers: str | Path | Iterable[str | Path], limits: Limits) -> tuple[list[Path], int]:
    """Return the questionnaires in an order that does not hang on their names, and how many came again."""
    if isinstance(answers, str | Path):
        folder = path_of(answers, _ANSWERS)
        given = sorted(filter(_is_questionnaire, folder.glob("*.xlsx"))) if folder.is_dir() else [folder]
    else:
        given = [path_of(path, _ANSWERS) for path in answers]
    if not given:
        expected = Said("filled-in workbooks (.xlsx)")
        raise InputError([Problem(Said("there are no questionnaires"), Source(str(answers)), expected)])
    found: dict[str, Path] = {}
    for path in given:
        found.setdefault(hashlib.sha256(read_bytes(path, limits=limits)).hexdigest(), path)
    return [found[digest] for digest in sorted(found)], len(given) - len(found)


def _is_questionnaire(path: Path) -> bool:
    """Whether this is no hidden file: Excel keeps one beside a workbook that is open, ``~$name.xlsx``."""
    return not path.name.startswith((".", "~$"))


@dataclass(frozen=True, slots=True)
class _Counts:
    """What there is to tell of a survey, in numbers: no notice says whose answers it is about."""

    files: int
    twice: int
    alike: int
    held_back: int
    kept: int


def _alike(answers: Iterable[Answers]) -> int:
    """Return how many respondents have the partner and the function of another."""
    found = Counter((one.partner, one.function) for one in answers if one.function is not None)
    return sum(number for number in found.values() if number > 1)


def _notices(counts: _Counts, floor: int, only_partners: bool) -> Iterator[Notice]:
    files, twice, alike, held_back, kept = counts.files, counts.twice, counts.alike, counts.held_back, counts.kept
    yield _notice("survey", f"Enquête: {files} vragenlijsten gelezen.", f"Survey: {files} questionnaires read.")
    if twice:
        nl, en = f"{twice} kwamen dubbel voor en tellen één keer.", f"{twice} came twice and count once."
        yield _notice("survey-twice", nl, en)
    if alike:
        yield _notice(
            "survey-alike",
            f"{alike} vragenlijsten noemen een partner en functie die ook een andere noemt. Zij tellen allemaal; ga na "
            "of iemand er twee invulde.",
            f"{alike} questionnaires name a partner and function that another names too. All of them count; find out "
            "whether someone filled in two.",
        )
    if held_back:
        yield _notice(
            "survey-floor",
            f"{held_back} uitkomsten rusten op minder dan {floor} antwoorden en zijn niet overgenomen.",
            f"{held_back} outcomes rest on fewer than {floor} answers and were held back.",
        )
    if floor < FLOOR:
        yield _notice(
            "survey-low-floor",
            f"De ondergrens stond op {floor}: uit een uitkomst kan blijken wie wat antwoordde.",
            f"The floor was {floor}: an outcome may tell who answered what.",
        )
    if kept:
        yield _notice(
            "survey-kept",
            f"{kept} uitkomsten waren al met de hand ingevuld; die blijven staan.",
            f"{kept} outcomes had been filled in by hand already; those stay.",
        )
    if only_partners:
        yield _notice(
            "survey-relations",
            "De relaties zijn als onvolledig gemarkeerd, want naar contact tussen personen is niet gevraagd. Zijn dit "
            "ze alle, haal die markering dan weg: dan wordt ook over vertrouwen als geheel geoordeeld.",
            "The relations are marked incomplete, since nobody was asked about contact between persons. If these are "
            "all, take the mark away: then trust as a whole is judged too.",
        )


def _notice(code: str, nl: str, en: str) -> Notice:
    return Notice(code, Bilingual(nl, en))
