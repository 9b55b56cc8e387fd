"""From a partnership to a file: the writers by format, and the formats by suffix; the mirror of ``loading``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from regiokompas.arguments import takes
from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.graph.files import gexf, graphml, node_link
from regiokompas.io.paths import path_of
from regiokompas.io.replacing import write_bytes
from regiokompas.io.yaml_out import write_yaml
from regiokompas.model import ENTITIES, SECTIONS, Partnership
from regiokompas.model.base import derived_key
from regiokompas.saying import Said
from regiokompas.tables import write_folder, write_workbook
from regiokompas.texts import Language, language_of

__all__ = ["SUFFIXES", "WRITERS", "save"]

Writer = Callable[[Partnership, Path, Language], None]


def _file(content: Callable[[Partnership, Language], bytes]) -> Writer:
    """Return what writes one file."""

    def write(partnership: Partnership, path: Path, language: Language) -> None:
        write_bytes(path, content(partnership, language))

    return write


def _yaml(partnership: Partnership, language: Language) -> bytes:
    data = partnership.to_dict()
    for section in SECTIONS:
        parts = ENTITIES[section].KEY_PARTS
        if parts:
            data[section] = [_without_derived_key(section, item) for item in data.get(section, ())]
    return write_yaml({name: value for name, value in data.items() if _says_something(partnership, name)}).encode()


def _says_something(partnership: Partnership, name: str) -> bool:
    return bool(partnership.incomplete) if name == "incomplete" else partnership.is_known(name)


def _without_derived_key(section: str, item: dict[str, Any]) -> dict[str, Any]:
    """Leave out a key that reading gives again, as one does who writes by hand."""
    kind = ENTITIES[section]
    derived = derived_key(kind.KIND, [str(item[part]) for part in kind.KEY_PARTS])
    return {name: value for name, value in item.items() if name != "key" or value != derived}


def _json(partnership: Partnership, language: Language) -> bytes:
    return (json.dumps(partnership.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


#: What writes a partnership, by the name of the format.
WRITERS: Mapping[str, Writer] = {
    "yaml": _file(_yaml),
    "json": _file(_json),
    "node-link": _file(node_link),
    "graphml": _file(graphml),
    "gexf": _file(gexf),
    "xlsx": write_workbook,
    "csv": write_folder,
}

#: The format that a suffix in lower case stands for; none is a folder of CSV files. Node-link JSON shares its suffix
#: and must be asked for.
SUFFIXES: Mapping[str, str] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".xlsx": "xlsx",
    "": "csv",
}


@takes(partnership=Partnership)
def save(partnership: Partnership, path: str | Path, *, format: str | None = None, language: Language = "nl") -> None:
    """Write a partnership to a file, which :func:`regiokompas.load` reads back to an equal one.

    Parameters
    ----------
    partnership
        What is known of a region.
    path
        Where to write; what is there is replaced once the new one is whole, so that nothing is lost when writing fails.
    format
        ``yaml``, ``json``, ``node-link``, ``graphml``, ``gexf``, ``xlsx`` or ``csv``, a folder; by the suffix of the
        path if left out.
    language
        Language of labels that are only there to look at.

    Raises
    ------
    NotFoundError
        If there is no such format.
    RegiokompasError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from regiokompas.loading import load
    >>> demo = load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(demo, f"{folder}/demo.graphml")
    ...     load(f"{folder}/demo.graphml") == demo
    True
    """
    path = path_of(path)
    if format is None:
        format = SUFFIXES.get(path.suffix.lower())
        if format is None:
            known = ", ".join(filter(None, SUFFIXES))
            template = "{path}: {suffix} stands for no format; known are {known}, or name the format"
            raise NotFoundError(Said(template, path=path, suffix=path.suffix, known=known))
    writer = WRITERS.get(format)
    if writer is None:
        hint = did_you_mean(format, WRITERS)
        known = ", ".join(WRITERS)
        raise NotFoundError(Said("there is no format {name}; known are {known}", name=format, known=known).also(hint))
    writer(partnership, path, language_of(language))
