"""The rows of all sheets by name: what each is called, and its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiokompas.errors import Problems
from regiokompas.model.base import derived_key
from regiokompas.model.entities import ENTITIES
from regiokompas.tables.cells import Reader, as_text, is_unknown
from regiokompas.tables.naming import JOINED_BY, NAMED_BY, QUALIFIED_BY, Named, Names, derive_keys, read_key
from regiokompas.tables.numbers import Unfit
from regiokompas.tables.sheets import Record, Sheet
from regiokompas.texts import Bilingual

__all__ = ["RowNames", "text_of"]


class RowNames:
    """Gathers the names before any row is read, since each may refer to any other."""

    def __init__(self, problems: Problems) -> None:
        self.currency = "EUR"
        self._names = Names(problems)
        self._keys: dict[tuple[str, int], str] = {}

    def lose(self, sections: Iterable[str], absent: Iterable[str]) -> None:
        """Take it that of some sections nothing can be looked up, and that others have no sheet at all."""
        self._names.lost.update(sections)
        self._names.absent.update(absent)

    def reader(self, sheet: Sheet) -> Reader:
        """Return what reads the cells of a sheet."""
        return Reader(self._names, sheet.language, self.currency)

    def key(self, sheet: Sheet, record: Record) -> str | None:
        """Return the key of a row: made from its name, or given; ``None`` where the model makes it."""
        made = self._keys.get((sheet.section, record.row))
        return made or self._given_key(record, ENTITIES[sheet.section].KIND)

    def name(self, sheets: Mapping[str, Sheet]) -> None:
        """Name every row of every sheet; those that others are told apart by come first."""
        unqualified = [section for section in NAMED_BY if section not in QUALIFIED_BY]
        for section in (*unqualified, *QUALIFIED_BY):
            if section in sheets:
                self._name_section(sheets[section])
        for section, ends in JOINED_BY.items():
            if section in sheets:
                self._name_joined(sheets[section], ends)

    def _name_section(self, sheet: Sheet) -> None:
        kind = ENTITIES[sheet.section].KIND
        found: list[tuple[Record, Bilingual, Bilingual | None]] = []
        for record in sheet.records:
            name = self._name_of(record, NAMED_BY[sheet.section])
            if name is not None:
                found.append((record, name, self._qualifier(sheet, record)))
        derived = derive_keys(kind, [(name.nl, by.nl if by else None) for _, name, by in found])
        for (record, name, by), key in zip(found, derived, strict=True):
            personal = record.cell("name") if NAMED_BY[sheet.section] != "name" else None
            also = as_text(personal[1]) if personal is not None else None
            key = self._given_key(record, kind) or key
            self._keys[sheet.section, record.row] = key
            self._names.add(Named(key, name.nl, name.en, by.nl if by else None, by.en if by else None, also))

    def _name_joined(self, sheet: Sheet, ends: tuple[str, str]) -> None:
        kind = ENTITIES[sheet.section].KIND
        for record in sheet.records:
            keys = [self._quietly(sheet, record, end) for end in ends]
            if all(keys):
                key = self._given_key(record, kind) or derived_key(kind, [str(key) for key in keys])
                nl, en = (
                    " / ".join(self._names.name(str(key), language) or "" for key in keys) for language in ("nl", "en")
                )
                self._keys[sheet.section, record.row] = key
                self._names.add(Named(key, nl, en))

    def _given_key(self, record: Record, kind: str) -> str | None:
        found = record.cell("key")
        if found is None or is_unknown(found[1], found[0]):
            return None
        try:
            return read_key(as_text(found[1]), kind)
        except Unfit:  # what does not fit is told when the row itself is read
            return None

    def _qualifier(self, sheet: Sheet, record: Record) -> Bilingual | None:
        by = QUALIFIED_BY.get(sheet.section)
        key = self._quietly(sheet, record, by) if by is not None else None
        nl, en = (self._names.name(key, "nl"), self._names.name(key, "en")) if key else (None, None)
        return Bilingual(nl, en) if nl is not None and en is not None else None

    def _quietly(self, sheet: Sheet, record: Record, attribute: str) -> str | None:
        """Return the key that a cell names; what does not fit is told when the row itself is read."""
        found = record.cell(attribute)
        if found is None or is_unknown(found[1], found[0]):
            return None
        try:
            return str(self.reader(sheet).read(*found))
        except Unfit:
            return None

    def _name_of(self, record: Record, attribute: str) -> Bilingual | None:
        """Return the name of a row in both languages; a closed choice is named by its term."""
        found = record.cell(attribute)
        if found is None or is_unknown(found[1], found[0]):
            return None
        column, cell = found
        if column.form == "choice":
            value = column.choice(as_text(cell)) or as_text(cell)
            return Bilingual(value, value)
        text = text_of({c.language: as_text(v) for c, v in record.cells.items() if c.attribute == attribute})
        return Bilingual(text, text) if isinstance(text, str) else Bilingual(text["nl"], text["en"])


def text_of(by_language: Mapping[Any, str]) -> Any:
    """Put a text together: the column without a language holds what no other column does."""
    plain = by_language.get(None)
    nl, en = by_language.get("nl", plain), by_language.get("en", plain)
    nl, en = nl if nl is not None else en, en if en is not None else nl
    return nl if nl == en else {"nl": nl, "en": en}
