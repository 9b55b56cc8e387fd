"""A partnership as a folder of CSV files, with the columns of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from regiokompas.io.csv_folder import read_csv_folder, write_csv_folder
from regiokompas.io.grid import Cell
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.replacing import write_bytes
from regiokompas.model.entities import ENTITIES
from regiokompas.model.parties import About
from regiokompas.model.partnership import SECTIONS, Partnership
from regiokompas.tables.columns import SHEETS, section_named
from regiokompas.tables.example import example_cells
from regiokompas.tables.reading import START, read_tables
from regiokompas.tables.statuses import STATUSES, status_of
from regiokompas.tables.wording import BOOK, GUIDE_OF_FOLDER, README, heading_of, help_of, purpose_of
from regiokompas.tables.writing import Table, empty_table, tables_of
from regiokompas.texts import Language

__all__ = ["holds_tables", "load_folder", "write_folder", "write_folder_template"]

_DELIMITERS: Mapping[Language, str] = {"nl": ";", "en": ","}


def load_folder(folder: Path, limits: Limits = SAFE) -> Partnership:
    """Read a partnership from a folder of CSV files.

    Raises
    ------
    InputError
        With every problem at once, each with its file, line and column.
    """
    return read_tables(read_csv_folder(folder, limits), str(folder))


def holds_tables(names: Iterable[str]) -> bool:
    """Return whether a folder with files of these names is one partnership: a CSV file has the name of a sheet.

    Examples
    --------
    >>> holds_tables(["leesmij.md", "partners.csv"]), holds_tables(["scores.csv", "partners.yaml"])
    (True, False)
    """
    paths = map(Path, names)
    return any(path.suffix.lower() == ".csv" and section_named(path.stem) is not None for path in paths)


def write_folder_template(folder: Path, language: Language) -> None:
    """Write CSV files with nothing but headings, and a page that explains them."""
    tables = {section: empty_table(section) for section in ENTITIES}
    _write(folder, tables, {}, language)
    write_bytes(folder / README.say(language), _readme(tables, language).encode())


def write_folder(partnership: Partnership, folder: Path, language: Language = "nl") -> None:
    """Write a partnership as a folder of CSV files, from which the same partnership can be read.

    A section of which nothing is known has a file with nothing but headings, so that none of an earlier time is left.
    """
    statuses = {section: status_of(partnership, section) for section in SECTIONS}
    _write(folder, tables_of(partnership, language), statuses, language)


def _write(folder: Path, tables: Mapping[str, Table], statuses: Mapping[str, str | None], language: Language) -> None:
    files: dict[str, Sequence[Sequence[Cell]]] = {_file_name(START.say(language)): _start(statuses, language)}
    for section in SHEETS:
        if section in tables:
            table = tables[section]
            head = [heading_of(column, language) for column in table.columns]
            rows = [[_written(cell, language) for cell in row] for row in table.rows]
            files[_file_name(SHEETS[section].say(language))] = [head, *rows]
    write_csv_folder(folder, files, _DELIMITERS[language])


def _start(statuses: Mapping[str, str | None], language: Language) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[BOOK["sheet"].say(language), BOOK["status"].say(language)]]
    for section in SHEETS:
        if section != About.SECTION:
            status = statuses.get(section)
            rows.append([SHEETS[section].say(language), STATUSES[status].say(language) if status is not None else None])
    return rows


def _file_name(name: str) -> str:
    return name.lower().replace(" ", "-")


def _written(cell: Cell, language: Language) -> Cell:
    """Write days so that nobody mistakes the month, and numbers with the decimal mark of the language."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = format(Decimal(repr(cell)), "f")
        text = text.removesuffix(".0")
        return text.replace(".", ",") if language == "nl" else text
    return cell


def _readme(tables: Mapping[str, Table], language: Language) -> str:
    lines = [f"# {BOOK['title'].say(language)}", "", *(f"- {line.say(language)}" for line in GUIDE_OF_FOLDER)]
    for section in SHEETS:
        name = SHEETS[section].say(language)
        lines += ["", f"## {name}: {_file_name(name)}.csv", "", purpose_of(section, language), ""]
        examples = example_cells(section, language)
        for column in tables[section].columns:
            example = examples.get(column)
            help_ = help_of(section, column, language, example).replace("\n", " ")
            lines.append(f"- **{heading_of(column, language)}**: {help_}")
    return "\n".join(lines) + "\n"
