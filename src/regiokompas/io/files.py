"""From a path, standard input or a dict to a document."""

from __future__ import annotations

import codecs
import copy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document
from regiokompas.io.json import read_json
from regiokompas.io.limits import SAFE, Limits, refuse_large_data
from regiokompas.io.paths import refuse_pipe
from regiokompas.io.toml import read_toml
from regiokompas.io.yaml import read_yaml
from regiokompas.saying import Quoted, Said

__all__ = [
    "STDIN",
    "is_folder",
    "read_bytes",
    "read_dict",
    "read_json_file",
    "read_stdin",
    "read_text",
    "read_toml_file",
    "read_yaml_file",
]

#: The path that stands for standard input.
STDIN = "-"


def read_stdin(limits: Limits = SAFE) -> Document:
    """Read standard input: JSON if it begins with a brace, else YAML.

    Raises
    ------
    InputError
        As :func:`read_yaml_file`.
    """
    if sys.stdin is None:
        raise _unusable("<stdin>", Said("there is no standard input to read from"))
    content = sys.stdin.buffer.read(limits.file_bytes + 1)
    _refuse_large(content, "<stdin>", limits)
    text = _decode(content, "<stdin>")
    return (read_json if text.lstrip().startswith("{") else read_yaml)(text, "<stdin>", limits)


def read_yaml_file(path: Path, limits: Limits = SAFE) -> Document:
    """Read a YAML file.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, is not UTF-8, or is no YAML.
    """
    return read_yaml(read_text(path, limits=limits), str(path), limits)


def read_json_file(path: Path, limits: Limits = SAFE) -> Document:
    """Read a JSON file.

    Raises
    ------
    InputError
        As :func:`read_yaml_file`.
    """
    return read_json(read_text(path, limits=limits), str(path), limits)


def read_toml_file(path: Path, limits: Limits = SAFE) -> Document:
    """Read a TOML file.

    Raises
    ------
    InputError
        As :func:`read_yaml_file`.
    """
    return read_toml(read_text(path, limits=limits), str(path), limits)


def read_dict(data: Mapping[str, Any], limits: Limits = SAFE) -> Document:
    """Take a mapping of the form of the YAML input.

    Raises
    ------
    InputError
        If it is larger than the limits, or no plain data.
    """
    refuse_large_data(data, "<dict>", limits)
    try:
        return Document(copy.deepcopy(dict(data)), "<dict>")
    except RecursionError:
        raise _unusable("<dict>", Said("this is nested too deeply")) from None
    except Exception as error:  # what a mapping holds may be anything, with a way of its own to be copied
        raise _unusable("<dict>", Said("this is not plain data: {why}", why=Quoted(error))) from error


def read_text(path: Path, shown: str | None = None, limits: Limits = SAFE) -> str:
    """Read a file of UTF-8 text, with or without a mark of order.

    Parameters
    ----------
    path
        The file.
    shown
        What problems call it; its path if left out.
    limits
        How large it may be.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, or is not UTF-8.
    """
    return _decode(read_bytes(path, shown, limits), shown or str(path))


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; a name that no file can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, shown: str | None = None, limits: Limits = SAFE) -> bytes:
    """Read a file as it is; ``shown`` is what problems call it.

    Raises
    ------
    InputError
        If the file cannot be read, or is too large.
    """
    file = shown or str(path)
    refuse_pipe(path, file)
    try:
        with path.open("rb") as stream:
            content = stream.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise _unusable(file, Said("this file does not exist")) from None
    except OSError as error:
        raise _unusable(file, Said("this file cannot be read: {why}", why=Quoted(error.strerror))) from error
    except ValueError as error:
        raise _unusable(file, Said("this is no name of a file: {why}", why=Quoted(error))) from error
    _refuse_large(content, file, limits)
    return content


def _refuse_large(content: bytes, file: str, limits: Limits) -> None:
    if len(content) > limits.file_bytes:
        raise limits.exceeded("file_bytes", "this file is larger than {limit} bytes", Source(file))


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = Said("this file is not UTF-8 text (byte {byte})", byte=error.start)
        raise _unusable(file, message, _encoding(content)) from error


def _encoding(content: bytes) -> Said:
    """Return a hint to what the bytes may be instead."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    wide = Said("save it as UTF-8; it looks like UTF-16, which some programs call Unicode")
    return wide if is_wide else Said("save it as UTF-8")


def _unusable(file: str, message: Said, hint: Said | None = None) -> InputError:
    return InputError([Problem(message, Source(file), hint=hint)])
