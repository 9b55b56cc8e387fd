"""Short texts that differ when what they are made of does: of settings, of data and of what lies in files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

__all__ = ["digest", "digest_of_bytes", "digest_of_files", "files_below"]

#: Hexadecimal digits of a digest. Two inputs that differ have the same one once in 16 to this power.
_DIGITS: Final = 12


def digest(plain: Any) -> str:
    """Return the digest of plain data.

    Examples
    --------
    >>> digest({"language": "nl"}) == digest({"language": "en"})
    False
    """
    return digest_of_bytes(json.dumps(plain, sort_keys=True, ensure_ascii=False, default=_plain).encode())


def digest_of_bytes(content: bytes) -> str:
    """Return the digest of bytes."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def digest_of_files(files: Iterable[Path], below: Path) -> str | None:
    """Return the digest of files with their names below a folder, or nothing if one cannot be read.

    Only regular files count: a device may have no end.
    """
    found = hashlib.sha256()
    try:
        for path in files:
            if not path.is_file():
                return None
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            found.update(f"{path.relative_to(below).as_posix()}\0{content}\n".encode(errors="surrogateescape"))
    except OSError:
        return None
    return found.hexdigest()[:_DIGITS]


def files_below(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files below a folder whose suffix in lower case is one of these, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file())


def _plain(value: Any) -> Any:
    """Return what JSON knows no form for as something it does."""
    return list(value) if isinstance(value, Iterable) else str(value)
