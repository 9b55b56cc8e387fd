"""One cell to one value of the model, by what its column asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regiokompas.io.document import Plain
from regiokompas.io.grid import Cell, is_empty
from regiokompas.saying import Either, Said
from regiokompas.tables.columns import Column, fold
from regiokompas.tables.naming import Names
from regiokompas.tables.numbers import Unfit, read_day, read_money, read_number, read_share
from regiokompas.tables.quoting import NONE, UNKNOWN, split_list, unquote
from regiokompas.texts import Language, term

__all__ = ["YES_NO", "Reader", "as_text", "is_unknown"]

#: Words for yes and no; a Dutch spreadsheet itself says WAAR and ONWAAR.
YES_NO = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "waar"), True),
    **dict.fromkeys(("nee", "n", "no", "false", "onwaar"), False),
}


def is_unknown(cell: Cell, column: Column) -> bool:
    """Return whether a cell says nothing: it is empty, or says that it is unknown."""
    if isinstance(cell, list):
        return False
    return is_empty(cell) or (isinstance(cell, str) and fold(cell) in UNKNOWN and not column.is_required)


def as_text(cell: Cell) -> str:
    """Return what a cell shows as a text: a spreadsheet makes a number of 0363 and a day of 1-2."""
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return unquote(cell) if isinstance(cell, str) else str(cell)


@dataclass(slots=True)
class Reader:
    """Reads cells in the language of their headings.

    Parameters
    ----------
    names
        What references can name.
    language
        Language of the headings.
    currency
        Currency of amounts that do not say theirs.
    """

    names: Names
    language: Language
    currency: str

    def read(self, column: Column, cell: Cell) -> Plain:
        """Return the value of a cell that is not unknown.

        Raises
        ------
        Unfit
            With one argument for each thing that does not fit.
        """
        if column.can_be_none and isinstance(cell, str) and fold(cell) in NONE:
            return [] if column.is_list else "none"
        match column.form:
            case "text":
                return as_text(cell)
            case "word":
                return column.choice(as_text(cell)) or as_text(cell)
            case "words":
                return list(self._items(cell))
            case "choice" | "condition":
                return self._choice(column, as_text(cell))
            case "choices":
                return [self._choice(column, item) for item in self._items(cell)]
            case "reference":
                return self.names.resolve(as_text(cell), column.kinds, self.language)
            case "references" | "condition_funds":
                return [key for item in self._items(cell) for key in self._references(column, item)]
            case "flag":
                return self._flag(cell)
            case "day":
                return read_day(cell, self.language)
            case "money":
                return self.money(cell)
            case "share":
                return read_share(cell, self.language)
            case "score":
                return self._between(cell, 1, 5, Said("a score from 1 (very little) to 5 (very much)"))
            case "number":
                return self._between(cell, 0, 2**53, Said("a number that is not negative"))
            case "year":
                return self.whole(cell, 1900, 2200, Said("a year, such as 2027"))
            case _:
                return self.whole(cell, 0, 2**53, Said("a whole number that is not negative"))

    def money(self, cell: Cell) -> Plain:
        """Return an amount of money as the model reads it."""
        value, currency = read_money(cell, self.language, self.currency)
        if value < 0 or round(value, 2) != value:
            expected = Said("an amount that is not negative, with two decimals at the most")
            raise Unfit(Said("{cell} is no amount", cell=as_text(cell)), expected)
        return {"amount": value, "currency": currency}

    def whole(self, cell: Cell, least: int, most: int, expected: Said) -> int:
        """Return a whole number; a spreadsheet keeps it as 12.0."""
        value = self._between(cell, least, most, expected)
        if not value.is_integer():
            raise Unfit(Said("{cell} is not whole", cell=as_text(cell)), expected)
        return int(value)

    def _between(self, cell: Cell, least: float, most: float, expected: Said) -> float:
        try:
            value = read_number(cell, self.language)
        except Unfit as unfit:
            raise Unfit(unfit.message, expected) from None
        if not least <= value <= most:
            raise Unfit(Said("{cell} does not fit", cell=as_text(cell)), expected)
        return value

    def _items(self, cell: Cell) -> Sequence[str]:
        if isinstance(cell, list):
            return cell
        return split_list(cell) if isinstance(cell, str) else [as_text(cell)]

    def _choice(self, column: Column, text: str) -> str:
        found = column.choice(text)
        if found is None:
            words = [word.say(self.language) for _, word in column.choices]
            message = Said("'{text}' is none of the choices", text=text)
            raise Unfit(message, ", ".join(words), self.names.hints.near(text, words))
        return found

    def _flag(self, cell: Cell) -> bool:
        found = cell if isinstance(cell, bool) else YES_NO.get(fold(as_text(cell)))
        if found is None:
            words = Either([term("yes", self.language), term("no", self.language)])
            expected = Said("{words}; leave it empty if unknown", words=words)
            raise Unfit(Said("'{cell}' is neither yes nor no", cell=as_text(cell)), expected)
        return found

    def _references(self, column: Column, item: str) -> list[str]:
        """Return the keys that one item of a list names: it may be several names parted by commas."""
        try:
            return [self.names.resolve(item, column.kinds, self.language)]
        except Unfit as unfit:
            if "," not in item:
                raise
            try:
                parts = [part.strip() for part in item.split(",") if part.strip()]
                return [self.names.resolve(part, column.kinds, self.language) for part in parts]
            except Unfit:
                hint = unfit.hint or Said("put a semicolon between two names")
                raise Unfit(unfit.message, unfit.expected, hint) from None
