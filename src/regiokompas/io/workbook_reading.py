"""An Excel workbook to grids. What a workbook unpacks to is measured before anything large is made of it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from regiokompas.errors import InputError, Problem, RegiokompasError, Source
from regiokompas.io.files import MAX_BYTES
from regiokompas.io.grid import MAX_CELLS, Cell, Grid, cell_name

__all__ = ["MAX_UNPACKED", "read_workbook"]

#: Most bytes a workbook may unpack to.
MAX_UNPACKED = 2 * MAX_BYTES

#: Most elements that one part may hold: a cell is one, its value another, and spreadsheets write empty ones too.
_MAX_ELEMENTS = 3 * MAX_CELLS

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def read_workbook(path: Path) -> list[Grid]:
    """Read the sheets of a workbook, hidden ones too, in their order.

    Formulas count by the outcome that Excel stored with them. Sheets of charts are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, is no workbook, is larger than :data:`regiokompas.io.files.MAX_BYTES`, or would
        unpack to more than :data:`MAX_UNPACKED` bytes or :data:`regiokompas.io.grid.MAX_CELLS` cells.
    RegiokompasError
        If the extra ``excel`` is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
    except ImportError:
        raise RegiokompasError("reading a workbook needs the extra excel: pip install regiokompas[excel]") from None
    file = str(path)
    unpacked = _unpack(path, file)
    try:
        workbook = CalamineWorkbook.from_filelike(unpacked.content)
        grids = []
        for number, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet:
                rows = workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
                grids.append(_grid(file, sheet.name, rows, unpacked.failed.get(sheet.name, frozenset())))
    except CalamineError as error:
        raise _unusable(file, f"this is not a workbook that can be read: {error}") from error
    return grids


def _grid(file: str, name: str, rows: list[list[Any]], failed: frozenset[tuple[int, int]]) -> Grid:
    cells: list[list[Cell]] = [[None if value == "" else value for value in row] for row in rows]
    cells.extend([] for _ in range(1 + max((row for row, _ in failed), default=-1) - len(cells)))
    return Grid(name, cells, lambda row, column: Source(file, sheet=name, cell=cell_name(row, column)), failed)


@dataclass(slots=True)
class _Unpacked:
    content: io.BytesIO
    failed: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)


def _unpack(path: Path, file: str) -> _Unpacked:
    """Copy the XML of a workbook, every part no longer than it says it is and every sheet no larger than allowed.

    What an archive declares need not be true. The reader of archives stops at the declared size, so the copy is as
    large as was checked, whatever the original would have unpacked to.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _unusable(file, f"this file is larger than {MAX_BYTES // 1_000_000} MB")
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise _unusable(file, f"this workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
            texts = {part.filename: archive.read(part) for part in parts}
    except FileNotFoundError:
        raise _unusable(file, "this file does not exist") from None
    except OSError as error:
        raise _unusable(file, f"this file cannot be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        hint = "save it as an Excel workbook (.xlsx), without a password"
        raise InputError([Problem("this is not an Excel workbook", Source(file), hint=hint)]) from error
    failed = _failed_by_sheet(texts, file)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as copy:
        for name, text in texts.items():
            copy.writestr(name, text)
    content.seek(0)
    return _Unpacked(content, failed)


def _failed_by_sheet(texts: dict[str, bytes], file: str) -> dict[str, frozenset[tuple[int, int]]]:
    """Measure every sheet; return the cells without an outcome by the name of their sheet."""
    failed, total = {}, 0
    for name, text in texts.items():
        try:
            extent = _Sheet()
            parseString(text, extent, forbid_dtd=True)
        except (SAXException, DefusedXmlException, ValueError) as error:
            raise _unusable(file, f"this is not a workbook that can be read: {name}: {error}") from error
        total += extent.rows * extent.columns
        if total > MAX_CELLS:
            raise _unusable(file, f"the sheets of this workbook span more than {MAX_CELLS:,} cells")
        failed[name] = frozenset(extent.failed)
    return {sheet: failed.get(part, frozenset()) for sheet, part in _parts_of_sheets(texts)}


class _Sheet(ContentHandler):
    """Measures how far the filled cells of a part reach; a part that is no sheet has none. Nothing is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self.failed: list[tuple[int, int]] = []
        self._row = self._column = -1
        self._elements = 0
        self._type = ""
        self._holds: set[str] = set()
        self._has_outcome = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise ValueError(f"more than {_MAX_ELEMENTS:,} parts")
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row, self._column = int(attrs.get("r") or self._row + 2) - 1, -1
        elif tag == "c":
            self._row, self._column = _position(attrs.get("r"), self._row, self._column)
            self._type, self._holds, self._has_outcome = attrs.get("t") or "", set(), False
        else:
            self._holds.add(tag)

    def characters(self, content: str) -> None:
        self._has_outcome = self._has_outcome or ("v" in self._holds and bool(content.strip()))

    def endElement(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            return
        if self._holds & {"v", "is"}:
            self.rows, self.columns = max(self.rows, self._row + 1), max(self.columns, self._column + 1)
        # A formula whose outcome is an empty text is one of type str; without a type it was never calculated.
        if self._type == "e" or ("f" in self._holds and not self._has_outcome and self._type != "str"):
            self.failed.append((self._row, self._column))


def _position(name: str | None, row: int, column: int) -> tuple[int, int]:
    if name is None:
        return row, column + 1
    match = _CELL.match(name)
    if match is None:
        raise ValueError(f"{name} is no cell")
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, number - 1


class _Elements(ContentHandler):
    """Keeps the attributes of the elements of one tag."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag
        self.found: list[dict[str, str]] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if name.rpartition(":")[2] == self.tag:
            self.found.append(dict(attrs.items()))


def _parts_of_sheets(texts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with the part that holds it."""
    links, sheets = _Elements("Relationship"), _Elements("sheet")
    parseString(texts.get("xl/_rels/workbook.xml.rels", b"<none/>"), links, forbid_dtd=True)
    parseString(texts.get("xl/workbook.xml", b"<none/>"), sheets, forbid_dtd=True)
    targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links.found}
    for sheet in sheets.found:
        ids = [value for name, value in sheet.items() if name.endswith(":id")]
        yield sheet.get("name", ""), f"xl/{targets.get(ids[0] if ids else None, '')}"


def _unusable(file: str, message: str) -> InputError:
    return InputError([Problem(message, Source(file))])
