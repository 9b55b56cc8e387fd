"""Municipalities that no longer exist, from a list that may lie beside the register's export."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.files import read_text
from regiokompas.io.limits import SAFE, Limits
from regiokompas.saying import Quoted, Said

__all__ = ["Abolished", "abolished_municipalities"]

#: The day on which an organisation ceased to exist, by its number in the register.
Abolished = Mapping[str, date]


def abolished_municipalities(path: Path, limits: Limits = SAFE) -> Abolished:
    """Read a CSV file with the columns ``org_id`` and ``valid_until``; without a file nothing is known.

    Raises
    ------
    InputError
        If the file is too large, is not UTF-8 text, lacks a column or holds a day that is none.
    """
    try:
        if not path.is_file():
            return {}
    except OSError:  # beside an export with an impossible name, which is told when it is read
        return {}
    found: dict[str, date] = {}
    expected = Said("the columns org_id and valid_until, with days such as 2026-11-23")
    text = read_text(path, limits=limits)
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            if row["org_id"] and row["valid_until"]:
                found[row["org_id"]] = date.fromisoformat(row["valid_until"])
        except (KeyError, ValueError) as error:
            source = Source(str(path), line=line)
            message = Said("this line cannot be read: {why}", why=Quoted(error))
            raise InputError([Problem(message, source, expected=expected)]) from error
    return found
