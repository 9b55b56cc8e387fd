"""From whatever one has to a partnership: the readers, by kind of source and by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from regiokompas.errors import InputError, Problem, Source
from regiokompas.graph import from_graph
from regiokompas.graph.files import is_kumu, is_node_link, read_gexf, read_graphml, read_kumu, read_node_link
from regiokompas.io.document import Document
from regiokompas.io.files import STDIN, is_folder, read_dict, read_json_file, read_stdin, read_yaml_file
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of
from regiokompas.model import Partnership, read
from regiokompas.saying import Said
from regiokompas.tables import load_folder, load_workbook

__all__ = ["READERS", "load"]


def _yaml(path: Path, limits: Limits) -> Partnership:
    return read(read_yaml_file(path, limits))


def _json(path: Path, limits: Limits) -> Partnership:
    return _of(read_json_file(path, limits))


def _of(document: Document) -> Partnership:
    """Read a document of our own form, or a graph in node-link form or of Kumu: all are JSON."""
    if is_kumu(document):
        return read_kumu(document)
    return read_node_link(document) if is_node_link(document) else read(document)


#: What reads a file, by its suffix in lower case.
READERS: Mapping[str, Callable[[Path, Limits], Partnership]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
    ".xlsx": load_workbook,
    ".xlsm": load_workbook,
    ".graphml": read_graphml,
    ".gexf": read_gexf,
}


_LOADED = Said(
    "one path (of a folder of CSV files or a file: {suffixes}), - for standard input, a mapping or a graph",
    suffixes=", ".join(READERS),
)


def load(source: str | Path | Mapping[str, Any] | nx.MultiDiGraph[str], *, limits: Limits = SAFE) -> Partnership:
    """Load a partnership.

    Parameters
    ----------
    source
        Path of a YAML, JSON, GraphML or GEXF file, of an Excel workbook or of a folder of CSV files, ``-`` for
        standard input, a mapping of the form of the YAML file, or a graph of the form of :func:`to_graph`. JSON may
        hold such a mapping or a graph in node-link form.
    limits
        How large it may be; of a graph in memory nothing is asked.

    Raises
    ------
    InputError
        With every problem at once, each with its place.

    Examples
    --------
    >>> load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}).name
    'Demo'
    """
    if isinstance(source, nx.Graph):
        return from_graph(source)
    if isinstance(source, Mapping):
        return _of(read_dict(source, limits))
    path = path_of(source, _LOADED)
    if str(path) == STDIN:
        return _of(read_stdin(limits))
    if is_folder(path):
        return load_folder(path, limits)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        suffix = path.suffix or Said("a file without a suffix")
        message = Said("{suffix} is no format that is read", suffix=suffix)
        raise InputError([Problem(message, Source(str(source)), expected=", ".join(READERS))])
    return reader(path, limits)
