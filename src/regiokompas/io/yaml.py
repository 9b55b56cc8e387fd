"""YAML to a document: the plain subset of the language, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from regiokompas.errors import InputError, Problem, Problems, Source
from regiokompas.io.document import Document, Mark, Path, Plain, lines_of
from regiokompas.io.limits import SAFE, Limits
from regiokompas.saying import Quoted, Said

__all__ = ["read_yaml"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9_]*)\Z")
# Possessive, since one text of megabytes of digits would else be tried at every place of the point.
_FLOAT = re.compile(r"[-+]?(?:\d[\d_]*+(?<!_)(?:\.\d++)?|\.\d++)(?:[eE][-+]?\d++)?\Z")
_TAG = "tag:yaml.org,2002:"

_TOO_MANY = "more than {limit} values in one document; JSON may hold more"


def read_yaml(text: str, file: str, limits: Limits = SAFE) -> Document:
    """Read YAML text.

    ``yes`` and ``no`` stay texts (the country code of Norway is no boolean), dates stay ISO texts, and a key
    that stands twice in one mapping is an error.

    Parameters
    ----------
    text
        The document.
    file
        Its name, for messages.
    limits
        How many values it may hold, aliases counted each time they are used, and how deep.

    Raises
    ------
    InputError
        If the text is no YAML, repeats a key, or exceeds a limit.

    Examples
    --------
    >>> document = read_yaml("partners:\\n  - {key: 'partner:tiel'}\\n", "region.yaml")
    >>> document.data
    {'partners': [{'key': 'partner:tiel'}]}
    >>> str(document.source(("partners", 0, "key")))
    'region.yaml:2:11'
    """
    lines = lines_of(text)
    try:
        _refuse_large(text, file, limits)
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError([_syntax_problem(error, file, lines)]) from error
    reader = _Reader(file, lines, limits)
    data = reader.read(root, ()) if root is not None else None
    if reader.problems:
        raise InputError(reader.problems)
    return Document(data, file, reader.marks, lines)


def _refuse_large(text: str, file: str, limits: Limits) -> None:
    """Walk the events first: composing in C recurses, ends the process when the stack is full, and keeps all nodes."""
    count = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            depth += isinstance(event, yaml.CollectionStartEvent)
            count += 1
            # Keys are events too, and no values: of a mapping at least half are left for the reader to count.
            if count > 2 * limits.text_values:
                raise limits.exceeded("text_values", _TOO_MANY, _place(event, file))
            if depth > limits.depth:
                raise limits.exceeded("depth", "nested more than {limit} deep", _place(event, file))


def _place(event: yaml.Event, file: str) -> Source:
    mark = event.start_mark
    return Source(file) if mark is None else Source(file, line=mark.line + 1, column=mark.column + 1)


def _syntax_problem(error: Exception, file: str, lines: Sequence[str]) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error) or type(error).__name__
    message = Said("this is not YAML: {why}", why=Quoted(what))
    if mark is None:
        return Problem(message, Source(file))
    line = lines[mark.line] if mark.line < len(lines) else None
    source = Source(file, line=mark.line + 1, column=mark.column + 1)
    has_tab = line is not None and "\t" in line[: mark.column + 1]
    tabs, other = (
        Said("indent with spaces: YAML takes no tabs there"),
        Said("check indentation, colons and quotes here"),
    )
    return Problem(message, source, hint=tabs if has_tab else other, text=line)


class _Reader:
    """Turns composed nodes into plain data and notes where each stands."""

    def __init__(self, file: str, lines: Sequence[str], limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.lines = lines
        self.marks: dict[Path, Mark] = {}
        self.problems = Problems()
        self._characters = 0
        self._active: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Plain:
        if len(self.marks) >= self.limits.text_values:
            mark = self._mark(node)
            place = Source(self.file, line=mark.line, column=mark.column)
            raise self.limits.exceeded("text_values", _TOO_MANY, place)
        self.marks[path] = self._mark(node)
        if id(node) in self._active:
            self._complain(node, Said("this alias contains itself"), None)
            return None
        if isinstance(node, yaml.ScalarNode):
            self._count(node)
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
                self._complain(key_node, Said("a name must be a plain text"), None)
                continue
            self._count(key_node)
            if key in data:
                self._complain(key_node, Said("{name} stands here twice", name=key), Said("keep one of the two"))
                continue
            data[key] = self.read(value_node, (*path, key))
        return data

    def _count(self, node: yaml.ScalarNode) -> None:
        """Refuse texts that are longer than a file may be once all aliases are written out."""
        self._characters += len(node.value)
        if self._characters > self.limits.file_bytes:
            mark = self._mark(node)
            place = Source(self.file, line=mark.line, column=mark.column)
            raise self.limits.exceeded("file_bytes", "more than {limit} characters, aliases written out", place)

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

    def _complain(self, node: yaml.Node, message: Said, hint: Said | None) -> None:
        if self.problems.only_counted():
            return
        mark = self._mark(node)
        text = self.lines[mark.line - 1] if mark.line <= len(self.lines) else None
        source = Source(self.file, line=mark.line, column=mark.column)
        self.problems.append(Problem(message, source, hint=hint, text=text, width=mark.width))
