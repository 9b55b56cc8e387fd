"""Numbers, amounts, shares and days as people write them in a cell, in Dutch and in English."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import NamedTuple

from regiokompas.io.grid import Cell
from regiokompas.saying import Said
from regiokompas.texts import LANGUAGES, Language, say_date, say_number

__all__ = ["Unfit", "Unknowable", "read_day", "read_money", "read_number", "read_share"]


class Unfit(Exception):  # noqa: N818 -- caught at once and turned into a problem with its place
    """A value that does not fit, with what was expected and a hint."""

    def __init__(self, message: Said, expected: str | None = None, hint: Said | None = None) -> None:
        super().__init__(message)
        self.message, self.expected, self.hint = message, expected, hint


class Unknowable(Unfit):
    """A value that nothing can be said of before something else is mended, which is told already.

    ``section`` is the one whose sheet or names are missing.
    """

    def __init__(self, section: str) -> None:
        super().__init__(Said("{section} cannot be looked up", section=section))
        self.section = section


class _Marks(NamedTuple):
    thousands: str
    decimal: str


_MARKS = {"nl": _Marks(".", ","), "en": _Marks(",", ".")}
_MONTHS = {
    say_date(date(2000, month, 1), language).split()[1].casefold(): month
    for month in range(1, 13)
    for language in LANGUAGES
} | {"mrt": 3}
_DAY_EXAMPLE = {
    "nl": Said("a day, such as {one} or {other}", one="23-11-2026", other="2026-11-23"),
    "en": Said("a day, such as {one} or {other}", one="2026-11-23", other="23 November 2026"),
}

#: What an amount may be counted in; a ton is a hundred thousand euros in Dutch, and something to weigh in English.
_SCALES = {
    "k|duizend|dzd|thousand": 1_000,
    "ton": 100_000,
    "mln|mio|miljoen|million": 1_000_000,
    "mld|mrd|miljard|bn|billion": 1_000_000_000,
}


def read_number(cell: Cell, language: Language) -> float:
    """Read a number: with the marks of the language, or with the other's where only one reading makes sense.

    Examples
    --------
    >>> read_number("92.400", "nl"), read_number("92,400", "en"), read_number("4.5", "nl"), read_number("0,125", "nl")
    (92400.0, 92400.0, 4.5, 0.125)
    """
    expected = Said("a number, such as {example}", example=say_number(1250.5, language, 1))
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise Unfit(Said("{cell} is no number", cell=_show(cell)), expected)
    if not isinstance(cell, str):
        return _finite(cell, expected)
    text = re.sub(r"\s", "", cell)
    if not re.fullmatch(r"[+-]?[0-9][0-9.,]*", text):
        raise Unfit(Said("{cell} is no number", cell=_show(cell)), expected)
    decimal = _decimal_mark(text, language)
    whole, _, fraction = text.partition(decimal) if decimal else (text, "", "")
    if "," in whole or "." in whole:
        if not re.fullmatch(r"[+-]?[0-9]{1,3}([.,][0-9]{3})+", whole) or len(set(whole) & {",", "."}) > 1:
            raise Unfit(Said("{cell} is no number", cell=_show(cell)), expected)
        whole = re.sub("[.,]", "", whole)
    if "," in fraction or "." in fraction:
        raise Unfit(Said("{cell} is no number", cell=_show(cell)), expected)
    return _finite(f"{whole}.{fraction or 0}", expected)


def _finite(cell: float | str, expected: Said) -> float:
    """Return a number that a computer can hold, which one of hundreds of digits is not."""
    try:
        value = float(cell)
    except OverflowError:
        value = math.inf
    if math.isinf(value):
        raise Unfit(Said("{cell} is no number", cell=_show(cell)), expected)
    return value


def _decimal_mark(text: str, language: Language) -> str | None:
    """Return the mark before the decimals, if there is one: the last of two, or what the language says of one."""
    found = [mark for mark in text if mark in ",."]
    if not found:
        return None
    if len(set(found)) == 2:
        return found[-1]
    if len(found) > 1:
        return None
    mark = found[0]
    whole, _, fraction = text.lstrip("+-").partition(mark)
    groups = len(fraction) == 3 and 0 < len(whole) <= 3 and whole != "0"
    return None if groups and mark == _MARKS[language].thousands else mark


def _scaled(text: str, language: Language) -> tuple[str, int]:
    """Take the word for thousands or millions from an amount without spaces."""
    for word, factor in _SCALES.items():
        if (match := re.fullmatch(rf"(.*[0-9])({word})\.?(€|[a-z]{{3}})?", text, re.IGNORECASE)) and not (
            word == "ton" and language != "nl"
        ):
            return f"{match[1]}{match[3] or ''}", factor
    return text, 1


def read_money(cell: Cell, language: Language, currency: str) -> tuple[float, str]:
    """Read an amount of money and its currency; a bare number is in the currency of the partnership.

    Examples
    --------
    >>> read_money("€ 1.250.000", "nl", "EUR"), read_money("USD 12.50", "en", "EUR"), read_money("1.250,-", "nl", "EUR")
    ((1250000.0, 'EUR'), (12.5, 'USD'), (1250.0, 'EUR'))
    >>> read_money("€ 1,25 mln", "nl", "EUR"), read_money("250k", "en", "EUR")
    ((1250000.0, 'EUR'), (250000.0, 'EUR'))
    """
    example = Said(
        "an amount, such as {bare} or {currency} {bare}", bare=say_number(1250000, language), currency=currency
    )
    if not isinstance(cell, str):
        try:
            return read_number(cell, language), currency
        except Unfit:
            raise Unfit(Said("{cell} is no amount of money", cell=_show(cell)), example) from None
    text, factor = _scaled(re.sub(r"\s", "", cell), language)
    sign = re.match(r"(€|[A-Za-z]{3})|.*?(€|[A-Za-z]{3})\Z", text)
    named = (sign[1] or sign[2]) if sign else None
    bare = text.replace(named, "", 1) if named else text
    bare = re.sub(r"[,.](-{1,2}|–|—)\Z", "", bare)
    marks = _MARKS[language]
    if re.fullmatch(rf"[0-9]+{re.escape(marks.decimal)}[0-9]{{3}}", bare):
        hint = Said("write {bare}, or two decimals", bare=bare.replace(marks.decimal, ""))
        raise Unfit(Said("{cell} can be read in two ways", cell=_show(cell)), example, hint)
    try:
        value = read_number(bare, language)
    except Unfit:
        raise Unfit(Said("{cell} is no amount of money", cell=_show(cell)), example) from None
    value = value if factor == 1 else round(value * factor, 2)
    return value, "EUR" if named == "€" else (named or currency).upper()


def read_share(cell: Cell, language: Language) -> float:
    """Read a share of the whole: a percentage, or a number from 0 to 1.

    Examples
    --------
    >>> read_share("7%", "nl"), read_share("12,5 %", "nl"), read_share(0.55, "nl")
    (0.07, 0.125, 0.55)
    """
    expected = Said("a percentage from 0% to 100%, such as 12%")
    if isinstance(cell, str) and cell.strip().endswith("%"):
        try:
            percent = read_number(cell.strip()[:-1], language)
        except Unfit:
            raise Unfit(Said("{cell} is no percentage", cell=_show(cell)), expected) from None
        value = float(f"{percent!r}e-2")
    else:
        try:
            value = read_number(cell, language)
        except Unfit:
            raise Unfit(Said("{cell} is no percentage", cell=_show(cell)), expected) from None
        if 1 < value <= 100:
            hint = Said("did you mean {name}?", name=f"{value:g}%")
            raise Unfit(Said("{cell} is more than the whole", cell=_show(cell)), expected, hint)
    if not 0 <= value <= 1:
        raise Unfit(Said("{cell} is no part of the whole", cell=_show(cell)), expected)
    return value


#: Characters of the longest text that is looked at as a day, white space counted.
_LONGEST_DAY = 100


def read_day(cell: Cell, language: Language) -> str:
    """Read a day and return it as year-month-day.

    Examples
    --------
    >>> read_day("23-11-2026", "nl"), read_day("3 maart 2026", "nl"), read_day("2026-11-23", "en")
    ('2026-11-23', '2026-03-03', '2026-11-23')
    """
    expected = _DAY_EXAMPLE[language]
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        year = (cell - date(1899, 12, 30)).days
        if 1900 <= year <= 2200:
            message = Said(
                "{day} is how a spreadsheet shows the number {year} as a day", day=cell.isoformat(), year=year
            )
            raise Unfit(message, expected)
        return cell.isoformat()
    if not isinstance(cell, str):
        is_one = isinstance(cell, float) and 20_000 < cell < 80_000
        hint = Said("give the cell the format of a date") if is_one else None
        raise Unfit(Said("{cell} is no day", cell=_show(cell)), expected, hint)
    text = " ".join(cell.split()) if len(cell) <= _LONGEST_DAY else ""  # white space without end costs without end
    text = re.sub(r"[T ]00:00(:00)?(\.0+)?\Z", "", text)
    try:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        if match := re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", text):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        if match := re.fullmatch(r"(\d{1,2})\s+([^\W\d]+)\.?\s+(\d{4})", text):
            return date(int(match[3]), _month(match[2]), int(match[1])).isoformat()
    except ValueError:
        pass
    raise Unfit(Said("{cell} is no day", cell=_show(cell)), expected)


def _month(word: str) -> int:
    found = {month for name, month in _MONTHS.items() if len(word) >= 3 and name.startswith(word.casefold())}
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()


def _show(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = cell.isoformat() if isinstance(cell, date) else str(cell) if not isinstance(cell, str) else f"'{cell}'"
    return text if len(text) <= 60 else f"{text[:56]}...'"
