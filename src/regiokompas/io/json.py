"""JSON to a document, with the place of every value where the text is short enough to look for it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document, lines_of
from regiokompas.io.limits import SAFE, Limits, refuse_large_data
from regiokompas.io.yaml import read_yaml
from regiokompas.saying import Quoted, Said

__all__ = ["read_json", "read_json_line"]

_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)

#: Above this size errors name the path instead of the line; finding lines costs more than reading.
MAX_MARKED_CHARACTERS = 2_000_000


def read_json(text: str, file: str, limits: Limits = SAFE) -> Document:
    """Read JSON text.

    Parameters
    ----------
    text
        The document.
    file
        Its name, for messages.
    limits
        How many values it may hold, and how deep.

    Raises
    ------
    InputError
        If the text is no JSON, repeats a name in one object, or exceeds a limit.

    Examples
    --------
    >>> read_json('{"partners": []}', "region.json").data
    {'partners': []}
    """
    lines = lines_of(text)
    data = _parse(text, file, lines, limits)
    if len(text) > MAX_MARKED_CHARACTERS:
        return Document(data, file, {}, ())
    try:
        # JSON is YAML but for tabs between tokens, which count as one column all the same.
        marks = read_yaml(text.replace("\t", " "), file, limits).marks
    except InputError:
        marks = {}
    return Document(data, file, marks, lines)


def read_json_line(text: str, file: str, number: int, limits: Limits = SAFE) -> Document:
    """Read one line of a file that holds JSON line by line; places name the line and the path within it.

    Raises
    ------
    InputError
        As :func:`read_json`.

    Examples
    --------
    >>> document = read_json_line('{"partners": []}', "regions.ndjson", 7)
    >>> str(document.source(("partners",)))
    'regions.ndjson:7:partners'
    """
    return Document(_parse(text, file, (), limits, number), f"{file}:{number}")


def _parse(text: str, file: str, lines: Sequence[str], limits: Limits, only: int | None = None) -> Any:
    """Return the data, of a whole file or of the only line of a file that is read."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = min(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
            message = Said("{name} stands twice in one object", name=twice)
            raise InputError([Problem(message, Source(file, line=only), hint=Said("keep one of the two"))])
        return found

    _refuse_many_values(text, Source(file, line=only), limits)
    try:
        data = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        line = lines[error.lineno - 1] if error.lineno <= len(lines) else None
        source = Source(file, line=only or error.lineno, column=error.colno)
        message = Said("this is not JSON: {why}", why=Quoted(error.msg))
        raise InputError([Problem(message, source, text=line)]) from error
    except (RecursionError, ValueError) as error:
        message = Said("this is not JSON that can be read: {why}", why=Quoted(error))
        raise InputError([Problem(message, Source(file, line=only))]) from error
    refuse_large_data(data, file if only is None else f"{file}:{only}", limits)
    return data


def _refuse_many_values(text: str, source: Source, limits: Limits) -> None:
    """Count before reading, which takes twenty times as much memory as the text: a value follows each comma."""
    if text.count(",") > limits.values or text.count("[") + text.count("{") > limits.values:
        bare = _TEXT.sub('""', text)
        if bare.count(",") > limits.values or bare.count("[") + bare.count("{") > limits.values:
            raise limits.exceeded("values", "this holds more than {limit} values", source)
