"""How an adviser says of a sheet that it is complete, that there may be more, or that there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from regiokompas.errors import Problem, Problems, Source, did_you_mean
from regiokompas.io.grid import Grid, is_empty
from regiokompas.model.partnership import SECTIONS, Partnership
from regiokompas.saying import Said
from regiokompas.tables.columns import fold, section_named
from regiokompas.texts import Bilingual

__all__ = ["SELDOM_ALL", "STATUSES", "read_statuses", "status_of"]

#: Sheets that seldom hold everything, as there is a row for each pair or each judgement: complete only if that is said.
SELDOM_ALL = ("interests", "contributions", "benefits", "relations", "statements")

#: What can be said of a sheet. Nothing said: unknown without rows, complete with rows if it is not one of these.
STATUSES: Mapping[str, Bilingual] = MappingProxyType(
    {
        "complete": Bilingual("dit zijn ze allemaal", "these are all"),
        "incomplete": Bilingual("er zijn er meer", "there are more"),
        "none": Bilingual("er zijn er geen", "there are none"),
        "unknown": Bilingual("onbekend", "unknown"),
    }
)

#: Shorter words that mean the same.
_SHORT = {"compleet": "complete", "niet compleet": "incomplete", "geen": "none", "?": "unknown"}


def read_statuses(grid: Grid, problems: Problems) -> Iterator[tuple[str, tuple[str, Source]]]:
    """Yield what a start sheet says of each section, with its place: lines with a sheet and a status beside it."""
    for row in range(len(grid.rows)):
        name, said = grid.cell(row, 0), grid.cell(row, 1)
        section = section_named(name) if isinstance(name, str) else None
        if section not in SECTIONS or is_empty(said):
            continue
        status = _status(str(said))
        if status is None:
            words = [word for words in STATUSES.values() for word in words]
            hint = did_you_mean(str(said), words)
            expected = ", ".join(words)
            message = Said("{name}: '{said}' is none of the choices", name=name, said=said)
            problems.append(Problem(message, grid.place(row, 1), expected, hint))
        else:
            yield section, (status, grid.place(row, 1))


def _status(said: str) -> str | None:
    for status, words in STATUSES.items():
        if fold(said) in (status, *words):
            return status
    return _SHORT.get(fold(said))


def status_of(partnership: Partnership, section: str) -> str | None:
    """Return what to say of a section of a partnership; ``None`` where it is simply unknown."""
    entities = getattr(partnership, section)
    if entities is None:
        return "unknown" if section in partnership.incomplete else None
    if section in partnership.incomplete:
        return "incomplete"
    return "complete" if entities else "none"
