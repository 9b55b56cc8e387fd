"""How much is read before it is refused: the bounds that keep a hostile input from taking memory or time."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from regiokompas.errors import InputError, Problem, RegiokompasError, Source
from regiokompas.saying import Said
from regiokompas.texts import Bilingual, say_number

__all__ = ["LONGEST_NUMBER", "SAFE", "Limits", "refuse_large_data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large an input may be. What is larger is refused with the name of the limit, before it is made sense of.

    Each limit counts work and not time, so that the same input is refused on every machine. With the defaults what
    exceeds a limit is refused within 1 GB of memory; 100,000 partners in JSON are 400,000 values and are read.

    Parameters
    ----------
    file_bytes
        Bytes of a file, of standard input, of a line in a file of many, of the CSV files of a folder together, or of
        one arrangement in an export of the register. Everything that is read from it lies in memory at once, a few
        times over.
    unpacked_bytes
        Bytes that the XML in a workbook unpacks to, since an archive may be a thousand times as large as it looks; and
        characters of the texts in its cells, each as often as it is used. Of Parquet it is what a row group unpacks to.
    parts
        Parts of a workbook, each of which costs a parser: a sheet is one or two of them.
    cells
        Cells of a workbook or of a folder of CSV files, as the rows times the columns that they span, since two cells
        far apart span a table of billions.
    values
        Lists, mappings, texts and numbers in one JSON document or mapping, each as often as it is used.
    text_values
        The same in one YAML or TOML document. These are read in Python with the place of every value, which costs ten
        times as much; larger data belongs in JSON.
    elements
        Elements and attributes of one graph file, or of one arrangement in an export of the register.
    tag_bytes
        Bytes from one ``<`` of an XML file to the next, a tag and the text behind it: a parser keeps a tag whole, with
        every attribute. A text of the model has at most 20,000 characters.
    depth
        How deep lists and mappings, elements of XML or the names in a key of TOML are nested. A partnership needs five.

    Raises
    ------
    RegiokompasError
        If a limit is no whole number above 0.

    Examples
    --------
    >>> Limits(depth=2).depth, Limits().cells
    (2, 2000000)
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 100_000_000
    parts: int = 1_000
    cells: int = 2_000_000
    values: int = 1_000_000
    text_values: int = 200_000
    elements: int = 1_000_000
    tag_bytes: int = 1_000_000
    depth: int = 100

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                message = Said(
                    "{name} = {value!r} is no limit; give a whole number above 0", name=limit.name, value=value
                )
                raise RegiokompasError(message)

    def exceeded(self, name: str, message: str, source: Source) -> InputError:
        """Return the error for an input that is larger than a limit.

        Parameters
        ----------
        name
            Name of the limit.
        message
            What the input does, with ``{limit}`` where the limit is named.
        source
            Where it does.
        """
        value = getattr(self, name)
        hint = Said(
            "if you trust it, raise the limit: Limits({name}=...), or {name} under [limits] in regiokompas.toml",
            name=name,
        )
        limit = Bilingual(say_number(value, "nl"), say_number(value, "en"))
        expected = Said("at most {name} = {value}", name=name, value=value)
        return InputError([Problem(Said(message, limit=limit), source, expected, hint)])


_HOLDERS = (dict, list, tuple)

#: Bits of the longest whole number that is taken: Python refuses to write one of more than 4,300 digits as a text.
LONGEST_NUMBER = 10_000

#: The limits that hold where nothing else is said.
SAFE = Limits()


def refuse_large_data(data: object, file: str, limits: Limits) -> None:
    """Refuse plain data that is too much or too deep; what is used twice counts twice, as it will when it is read.

    A number that cannot be written out is refused too: no message could say it.

    Raises
    ------
    InputError
        If it is.
    """
    source = Source(file)
    count, depth = 1, 0
    holders: list[Any] = [data] if isinstance(data, _HOLDERS) else []
    if isinstance(data, int):
        _refuse_long_number(data, source)
    while holders:
        count, depth = count + sum(map(len, holders)), depth + 1
        if count > limits.values:
            raise limits.exceeded("values", "this holds more than {limit} values", source)
        if depth > limits.depth:
            raise limits.exceeded("depth", "this is nested more than {limit} deep", source)
        inside: list[Any] = []
        for holder in holders:
            for item in holder.values() if isinstance(holder, dict) else holder:
                if isinstance(item, _HOLDERS):
                    inside.append(item)
                elif isinstance(item, int):
                    _refuse_long_number(item, source)
            for name in holder if isinstance(holder, dict) else ():
                if isinstance(name, int):
                    _refuse_long_number(name, source)
        holders = inside


def _refuse_long_number(number: int, source: Source) -> None:
    if number.bit_length() > LONGEST_NUMBER:
        raise InputError([Problem(Said("this holds a number of thousands of digits"), source)])
