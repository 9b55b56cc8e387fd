"""YAML to a document: the plain subset of the language, with the place of every value."""

from __future__ import annotations

import re
from typing import Any

import yaml

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Document, Mark, Path, Plain

__all__ = ["MAX_NODES", "read_yaml"]

#: Most values one document may hold, aliases counted each time they are used (a guard against bombs).
MAX_NODES = 200_000

#: Deepest nesting of lists and mappings; a partnership needs five.
MAX_DEPTH = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9_]*)\Z")
_FLOAT = re.compile(r"[-+]?(\d[\d_]*)?\.?\d+([eE][-+]?\d+)?\Z")
_TAG = "tag:yaml.org,2002:"


def read_yaml(text: str, file: str) -> Document:
    """Read YAML text.

    ``yes`` and ``no`` stay texts (the country code of Norway is no boolean), dates stay ISO texts, and a key
    that stands twice in one mapping is an error.

    Parameters
    ----------
    text
        The document.
    file
        Its name, for messages.

    Raises
    ------
    InputError
        If the text is no YAML, repeats a key, or holds more than :data:`MAX_NODES` values.

    Examples
    --------
    >>> document = read_yaml("partners:\\n  - {key: 'partner:tiel'}\\n", "region.yaml")
    >>> document.data
    {'partners': [{'key': 'partner:tiel'}]}
    >>> str(document.source(("partners", 0, "key")))
    'region.yaml:2:11'
    """
    lines = text.splitlines()
    try:
        _refuse_deep_nesting(text, file)
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError([_syntax_problem(error, file, lines)]) from error
    reader = _Reader(file, lines)
    data = reader.read(root, ()) if root is not None else None
    if reader.problems:
        raise InputError(reader.problems)
    return Document(data, file, reader.marks, lines)


def _refuse_deep_nesting(text: str, file: str) -> None:
    """Walk the events first: composing in C recurses, and ends the process when the stack is full."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                line = 1 + (event.start_mark.line if event.start_mark is not None else 0)
                source = Source(file, line=line)
                raise InputError([Problem(f"nested more than {MAX_DEPTH} deep", source)])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax_problem(error: Exception, file: str, lines: list[str]) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error) or type(error).__name__
    if mark is None:
        return Problem(f"this is not YAML: {what}", Source(file))
    line = lines[mark.line] if mark.line < len(lines) else ""
    source = Source(file, line=mark.line + 1, column=mark.column + 1)
    return Problem(f"this is not YAML: {what}", source, hint="check indentation, colons and quotes here", text=line)


class _Reader:
    """Turns composed nodes into plain data and notes where each stands."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Problem] = []
        self._active: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Plain:
        if len(self.marks) >= MAX_NODES:
            if not any(p.message.startswith("more than") for p in self.problems):
                self._complain(node, f"more than {MAX_NODES} values in one document", "use JSON for large data")
            return None
        self.marks[path] = self._mark(node)
        if id(node) in self._active:
            self._complain(node, "this alias contains itself", None)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        self._active.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.read(child, (*path, number)) for number, child in enumerate(node.value)]
            return self._mapping(node, path)
        finally:
            self._active.discard(id(node))

    def _mapping(self, node: yaml.Node, path: Path) -> Plain:
        data: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._complain(key_node, "a name must be a plain text", None)
                continue
            if key in data:
                self._complain(key_node, f"{key} stands here twice", "keep one of the two")
                continue
            data[key] = self.read(value_node, (*path, key))
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Plain:
        text: str = node.value
        tag = node.tag.removeprefix(_TAG)
        if tag == "null":
            return None
        if tag == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if tag == "int" and _INTEGER.match(text) and len(text) < 40:
            return int(text.replace("_", ""))
        if tag == "float":
            if _FLOAT.match(text):
                return float(text.replace("_", ""))
            return float({".inf": "inf", "-.inf": "-inf", ".nan": "nan"}.get(text.lower(), "nan"))
        return text

    def _mark(self, node: yaml.Node) -> Mark:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Mark(start.line + 1, start.column + 1, max(1, width))

    def _complain(self, node: yaml.Node, message: str, hint: str | None) -> None:
        mark = self._mark(node)
        text = self.lines[mark.line - 1] if mark.line <= len(self.lines) else None
        source = Source(self.file, line=mark.line, column=mark.column)
        self.problems.append(Problem(message, source, hint=hint, text=text, width=mark.width))
