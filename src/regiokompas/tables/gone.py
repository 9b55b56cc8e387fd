"""What a workbook was written with and no longer has: sheets and columns that were renamed or removed.

One renamed sheet makes hundreds of references come to nothing. So what happened to the sheet is found out first, from
what the hidden sheet remembers and from the headings, and what follows from it is not told as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from regiokompas.errors import Problem, Source
from regiokompas.io.document import Notice
from regiokompas.io.grid import Grid
from regiokompas.model.parties import About
from regiokompas.saying import Count, Said
from regiokompas.tables.columns import SHEETS, columns, fold, headings, section_named
from regiokompas.tables.naming import NAMED_BY
from regiokompas.tables.sheets import Sheet, count_headings
from regiokompas.texts import Bilingual

__all__ = [
    "Written",
    "gone_columns",
    "is_start",
    "missing_sheet",
    "nameless",
    "removed_sheet",
    "renamed_sheet",
    "section_by_headings",
    "sections_listed",
]

#: Lines with the name of a sheet that make a start sheet, whatever it is called.
_START_LINES = 3


@dataclass(frozen=True, slots=True)
class Written:
    """What the hidden sheet of a workbook remembers of the others.

    Parameters
    ----------
    examples
        Digest of the example row, by section.
    headings
        Name of the sheet and its headings in their order, by section.
    """

    examples: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    headings: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, grid: Grid) -> Written:
        """Read the hidden sheet: a row for each sheet, with its name, its example and its headings."""
        examples, heads = {}, {}
        for row in range(len(grid.rows)):
            name, digest, said = (grid.cell(row, column) for column in range(3))
            section = section_named(str(name or ""))
            if section is None:
                continue
            if digest:
                examples[section] = str(digest)
            heads[section] = (str(name), tuple(str(said).split("\n")) if said else ())
        return cls(examples, heads)

    def sheet(self, section: str) -> str | None:
        """Return what the sheet of a section was called, ``None`` where nothing remembers that there was one."""
        return self.headings[section][0] if section in self.headings else None


def section_by_headings(grid: Grid, among: Iterable[str]) -> str | None:
    """Return the section whose headings a sheet has: half of them, and two at least."""
    found: dict[str, int] = {}
    for section in among:
        most = sum(column.language is None for column in columns(section))
        count = count_headings(section, grid)
        if count >= max(2, most / 2):
            found[section] = count
    return max(found, key=lambda section: found[section]) if found else None


def is_start(grid: Grid) -> bool:
    """Return whether a sheet has the lines of a start sheet."""
    return len(sections_listed(grid)) >= _START_LINES


def sections_listed(grid: Grid) -> set[str]:
    """Return the sections whose sheets a start sheet lists."""
    names = (grid.cell(row, 0) for row in range(len(grid.rows)))
    return {section for name in names if isinstance(name, str) and (section := section_named(name)) is not None}


def renamed_sheet(before: str, grid: Grid, file: str) -> Problem:
    """Say that a sheet has another name than it needs."""
    template = "the sheet {before} has gone; the sheet {now} has what belongs on it and was not read"
    return Problem(Said(template, before=before, now=grid.name), Source(file), hint=_call_again(before))


def missing_sheet(section: str, before: str | None, count: int, file: str) -> Problem:
    """Say that a sheet is not there, to which so many cells refer."""
    words = SHEETS[section]
    never = Said(
        "there is no sheet {sheet}; cells that name what stands on it: {count}", sheet=words, count=Count(count)
    )
    gone = Said(
        "the sheet {before} has gone; cells that name what stood on it: {count}", before=before, count=Count(count)
    )
    hint = Said("put the sheet back; what is named is then looked up on it")
    return Problem(never if before is None else gone, Source(file), hint=hint)


def removed_sheet(before: str, status: Source | None) -> Problem | Notice:
    """Say that a sheet was taken out to which nothing refers: a mistake only if the start sheet says what is on it."""
    if status is not None:
        message = Said("the sheet {before} has gone, of which this says what is on it", before=before)
        return Problem(message, status, hint=Said("put the sheet back, or leave this empty"))
    text = Bilingual(
        f"Het blad {before} is weg; wat daar stond, telt als onbekend",
        f"The sheet {before} has gone; what it said is unknown",
    )
    return Notice("sheet-gone", text)


def gone_columns(sheet: Sheet, written: Written) -> Iterator[Problem | Notice]:
    """Yield what became of the columns that a sheet was written with.

    Where another heading with something under it stands in its place, the heading was changed and what is filled in
    would be lost; else the column was taken out, and what it said is unknown.
    """
    if sheet.section not in written.headings or sheet.section == About.SECTION or not sheet.numbers:
        return
    _, before = written.headings[sheet.section]
    known = headings(sheet.section)
    attributes = {column.attribute for column in sheet.numbers}
    present = {fold(column.heading.nl) for column in sheet.numbers}
    for number, heading in enumerate(before, start=1):
        column = known[fold(heading)][0] if fold(heading) in known else None
        if column is None or fold(column.heading.nl) in present:
            continue
        if column.is_required and column.attribute not in attributes:
            continue  # that is told of any table
        if number in sheet.not_read:
            template = "the column {heading} has gone; the column '{other}' in its place was not read"
            message = Said(template, heading=heading, other=sheet.not_read[number])
            yield Problem(message, sheet.grid.place(sheet.heading_row, number), hint=_call_again(heading))
        elif column.is_required:
            message = Said("the column {heading} on the sheet {sheet} has gone", heading=heading, sheet=sheet.grid.name)
            hint = Said("put it back, with what stood in it")
            yield Problem(message, sheet.grid.place(sheet.heading_row, 0), hint=hint)
        else:
            text = Bilingual(
                f"De kolom '{heading}' op het blad {sheet.grid.name} is weg; wat daar stond, telt als onbekend",
                f"The column '{heading}' on the sheet {sheet.grid.name} has gone; what it said is unknown",
            )
            yield Notice("column-gone", text, sheet.grid.place(sheet.heading_row, 0))


def _call_again(name: str) -> Said:
    return Said("call it {name} again", name=name)


def nameless(sheets: Collection[Sheet], written: Written) -> Iterator[str]:
    """Yield the sections whose rows have lost what they are named by: the column is not there, or no longer."""
    for sheet in sheets:
        by = NAMED_BY.get(sheet.section)
        if by is None or not sheet.records:
            continue
        present = {fold(column.heading.say(sheet.language)) for column in sheet.numbers if column.attribute == by}
        known = headings(sheet.section)
        before = (fold(heading) for heading in written.headings.get(sheet.section, ("", ()))[1])
        names = {heading for heading in before if heading in known and known[heading][0].attribute == by}
        if not present or not names <= present:
            yield sheet.section
