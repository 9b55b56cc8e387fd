"""JSON to a document, with the place of every value where the text is short enough to look for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml

__all__ = ["read_json", "read_json_line"]

#: Above this size errors name the path instead of the line; finding lines costs more than reading.
MAX_MARKED_CHARACTERS = 2_000_000


def read_json(text: str, file: str) -> Document:
    """Read JSON text.

    Raises
    ------
    InputError
        If the text is no JSON, repeats a name in one object, or nests too deeply.

    Examples
    --------
    >>> read_json('{"partners": []}', "region.json").data
    {'partners': []}
    """
    lines = text.splitlines()
    data = _parse(text, file, lines)
    if len(text) > MAX_MARKED_CHARACTERS:
        return Document(data, file, {}, ())
    try:
        # JSON is YAML but for tabs between tokens, which count as one column all the same.
        marks = read_yaml(text.replace("\t", " "), file).marks
    except InputError:
        marks = {}
    return Document(data, file, marks, lines)


def read_json_line(text: str, file: str, number: int) -> Document:
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
    return Document(_parse(text, file, (), number), f"{file}:{number}")


def _parse(text: str, file: str, lines: Sequence[str], only: int | None = None) -> Any:
    """Return the data, of a whole file or of the only line of a file that is read."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
        if twice:
            raise InputError(
                [Problem(f"{twice[0]} stands twice in one object", Source(file, line=only), hint="keep one of the two")]
            )
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        line = lines[error.lineno - 1] if error.lineno <= len(lines) else None
        source = Source(file, line=only or error.lineno, column=error.colno)
        raise InputError([Problem(f"this is not JSON: {error.msg}", source, text=line)]) from error
    except (RecursionError, ValueError) as error:
        raise InputError([Problem(f"this is not JSON that can be read: {error}", Source(file, line=only))]) from error
