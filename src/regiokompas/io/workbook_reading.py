"""An Excel workbook to grids. What a workbook unpacks to is measured before anything large is made of it."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse, parseString

from regiokompas.errors import InputError, Problem, RegiokompasError, Source
from regiokompas.io.files import read_bytes
from regiokompas.io.grid import Cell, Grid, cell_name
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.xml import Measured
from regiokompas.saying import Quoted, Said

__all__ = ["read_workbook"]

#: Elements to a cell: itself, its value, and spreadsheets write empty ones too.
_ELEMENTS = 3

#: Digits of the number of a shared text, of which there are fewer than this can count.
_DIGITS = 9

#: What unpacking a damaged archive raises, by each of the ways to pack; some allot memory as the archive tells them to.
_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error, lzma.LZMAError,
    MemoryError,
)  # fmt: skip

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def read_workbook(path: Path, limits: Limits = SAFE) -> list[Grid]:
    """Read the sheets of a workbook, hidden ones too, in their order.

    Formulas count by the outcome that Excel stored with them. Sheets of charts are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, is no workbook, or would unpack to more than the limits allow.
    RegiokompasError
        If the extra ``excel`` is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
    except ImportError:
        raise RegiokompasError(
            Said("reading a workbook needs the extra excel: pip install regiokompas[excel]")
        ) from None
    file = str(path)
    unpacked = _unpack(path, file, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(unpacked.content)
        grids = []
        for number, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet:
                rows = workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
                grids.append(_grid(file, sheet.name, rows, unpacked.failed.get(sheet.name, frozenset())))
    except CalamineError as error:
        message = Said("this is not a workbook that can be read: {why}", why=Quoted(error))
        raise InputError([Problem(message, Source(file), hint=Said("save it as an Excel workbook (.xlsx)"))]) from error
    return grids


def _grid(file: str, name: str, rows: list[list[Any]], failed: frozenset[tuple[int, int]]) -> Grid:
    cells: list[list[Cell]] = [[None if value == "" else value for value in row] for row in rows]
    cells.extend([] for _ in range(1 + max((row for row, _ in failed), default=-1) - len(cells)))
    return Grid(name, cells, lambda row, column: Source(file, sheet=name, cell=cell_name(row, column)), failed)


@dataclass(slots=True)
class _Unpacked:
    content: io.BytesIO
    failed: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)


def _unpack(path: Path, file: str, limits: Limits) -> _Unpacked:
    """Copy the XML of a workbook, every part no longer than it says it is and every sheet no larger than allowed.

    What an archive declares need not be true. The reader of archives stops at the declared size, so the copy is as
    large as was checked, whatever the original would have unpacked to.
    """
    packed = io.BytesIO(read_bytes(path, file, limits))  # a device says that it is empty, and has no end
    try:
        with zipfile.ZipFile(packed) as archive:
            parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > limits.parts:
                raise limits.exceeded("parts", "this workbook consists of more than {limit} parts", Source(file))
            if sum(part.file_size for part in parts) > limits.unpacked_bytes:
                raise limits.exceeded(
                    "unpacked_bytes", "this workbook unpacks to more than {limit} bytes", Source(file)
                )
            texts = {part.filename: archive.read(part) for part in parts}
    except _DAMAGED as error:
        hint = Said("save it as an Excel workbook (.xlsx), without a password")
        raise InputError([Problem(Said("this is not an Excel workbook"), Source(file), hint=hint)]) from error
    failed = _failed_by_sheet(texts, file, limits)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as copy:
        for name, text in texts.items():
            copy.writestr(name, text)
    content.seek(0)
    return _Unpacked(content, failed)


def _failed_by_sheet(texts: dict[str, bytes], file: str, limits: Limits) -> dict[str, frozenset[tuple[int, int]]]:
    """Measure every sheet; return the cells without an outcome by the name of their sheet."""
    of_part = replace(limits, file_bytes=limits.unpacked_bytes)
    failed, total, shared = {}, 0, _Shared(limits, Source(file))
    # The texts that cells share are measured first: a cell holds no more than the number of one.
    for name, text in sorted(texts.items(), key=lambda part: not _holds_shared(part[0])):
        extent = _Sheet(limits, Source(file), shared)
        handler = shared if _holds_shared(name) else extent
        try:
            parse(Measured(io.BytesIO(text), file, of_part), handler, forbid_dtd=True)
        except (SAXException, DefusedXmlException, ValueError) as error:
            raise _unusable(
                file, Said("this is not a workbook that can be read: {why}", why=f"{name}: {error}")
            ) from error
        total += extent.rows * extent.columns
        if total > limits.cells:
            raise limits.exceeded("cells", "the sheets of this workbook span more than {limit} cells", Source(file))
        failed[name] = frozenset(extent.failed)
    return {sheet: failed.get(part, frozenset()) for sheet, part in _parts_of_sheets(texts)}


def _holds_shared(part: str) -> bool:
    return part.lower().endswith("sharedstrings.xml")


class _Part(ContentHandler):
    """Refuses a part of more elements than the cells that are allowed can need."""

    def __init__(self, limits: Limits, source: Source) -> None:
        super().__init__()
        self._limits, self._source = limits, source
        self._elements = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._elements += 1
        if self._elements > _ELEMENTS * self._limits.cells:
            raise self._limits.exceeded(
                "cells", "a part of this workbook is larger than {limit} cells need", self._source
            )


class _Shared(_Part):
    """Measures the texts that cells share, and how long they are in all the cells that hold them."""

    def __init__(self, limits: Limits, source: Source) -> None:
        super().__init__(limits, source)
        self._lengths = array("L")
        self._in_cells = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        super().startElement(name, attrs)
        if name.rpartition(":")[2] == "si":
            self._lengths.append(0)

    def characters(self, content: str) -> None:
        if self._lengths:
            self._lengths[-1] += len(content)

    def hold(self, number: int) -> None:
        """Count one more cell that holds the text of a number; each gets a copy when it is read."""
        if 0 <= number < len(self._lengths):
            self._in_cells += self._lengths[number]
        if self._in_cells > self._limits.unpacked_bytes:
            message = "the texts in the cells of this workbook are longer than {limit} characters together"
            raise self._limits.exceeded("unpacked_bytes", message, self._source)


class _Sheet(_Part):
    """Measures how far the filled cells of a part reach; a part that is no sheet has none. Nothing is kept."""

    def __init__(self, limits: Limits, source: Source, shared: _Shared) -> None:
        super().__init__(limits, source)
        self._shared = shared
        self._value = ""
        self.rows = self.columns = 0
        self.failed: list[tuple[int, int]] = []
        self._row = self._column = -1
        self._type = ""
        self._holds: set[str] = set()
        self._has_outcome = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        super().startElement(name, attrs)
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row, self._column = int(attrs.get("r") or self._row + 2) - 1, -1
        elif tag == "c":
            self._row, self._column = _position(attrs.get("r"), self._row, self._column)
            self._type, self._holds, self._has_outcome = attrs.get("t") or "", set(), False
            self._value = ""
        else:
            self._holds.add(tag)

    def characters(self, content: str) -> None:
        self._has_outcome = self._has_outcome or ("v" in self._holds and bool(content.strip()))
        if self._type == "s" and len(self._value) < _DIGITS:
            self._value += content

    def endElement(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            return
        if self._type == "s" and self._value.strip().isdecimal():
            self._shared.hold(int(self._value))
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


def _unusable(file: str, message: Said) -> InputError:
    return InputError([Problem(message, Source(file))])
