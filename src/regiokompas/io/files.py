"""From a path, standard input or a dict to a document."""

from __future__ import annotations

import copy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document
from regiokompas.io.json import read_json
from regiokompas.io.yaml import read_yaml

__all__ = ["MAX_BYTES", "read_dict", "read_file"]

#: Largest file that is read, in bytes.
MAX_BYTES = 50_000_000

_SUFFIXES = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}


def read_file(path: str | Path) -> Document:
    """Read a YAML or JSON file; ``-`` is standard input, JSON if it begins with a brace.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, is not UTF-8, or is neither YAML nor JSON.
    """
    if str(path) == "-":
        text = _decode(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
        return (read_json if text.lstrip().startswith("{") else read_yaml)(text, "<stdin>")
    file = Path(path)
    reader = _SUFFIXES.get(file.suffix.lower())
    if reader is None:
        raise _unusable(
            str(path),
            f"{file.suffix or 'a file without a suffix'} is no format that is read",
            ", ".join(_SUFFIXES),
        )
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unusable(str(path), "this file does not exist", None) from None
    except OSError as error:
        raise _unusable(str(path), f"this file cannot be read: {error.strerror}", None) from error
    return reader(_decode(content, str(path)), str(path))


def read_dict(data: Mapping[str, Any]) -> Document:
    """Take a mapping of the form of the YAML input."""
    return Document(copy.deepcopy(dict(data)), "<dict>")


def _decode(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        raise _unusable(file, f"this file is larger than {MAX_BYTES // 1_000_000} MB", None)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unusable(file, f"this file is not UTF-8 text (byte {error.start})", None) from error


def _unusable(file: str, message: str, expected: str | None) -> InputError:
    return InputError([Problem(message, Source(file), expected=expected)])
