"""The XML of the register's export: one element per arrangement, each knowing its line, in memory one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse

from regiokompas.errors import InputError, Problem, Source
from regiokompas.io.document import Mark
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import refuse_pipe
from regiokompas.io.xml import Measured
from regiokompas.saying import Quoted, Said

__all__ = ["arrangements", "attribute", "mark", "unusable"]

_ROOT = "overheidsorganisaties"
_CONTAINER = "gemeenschappelijkeRegelingen"
_ARRANGEMENT = "regeling"


class _Placed(Element):
    """An element that knows where its tag stands."""

    mark: Mark


def mark(element: Element) -> Mark:
    """Return the place of an element of an export."""
    assert isinstance(element, _Placed), "elements come from the parser below, which places each"
    return element.mark


def arrangements(path: Path, limits: Limits = SAFE) -> Iterator[Element]:
    """Yield the arrangements of an export, one after the other, each whole.

    Memory does not grow with their number: an arrangement that the caller lets go is freed. The limits are for each
    arrangement by itself, with what stands before it.

    Raises
    ------
    InputError
        If the file cannot be read, is no XML, carries a document type (and with it entities), is no such export, or
        has an arrangement larger than the limits.
    """
    try:
        refuse_pipe(path)
        with path.open("rb") as stream:
            yield from _whole_arrangements(Measured(stream, str(path), limits), path, limits)
    except FileNotFoundError:
        raise unusable(path, Said("this file does not exist")) from None
    except OSError as error:
        raise unusable(path, Said("this file cannot be read: {why}", why=Quoted(error.strerror))) from error
    except ParseError as error:
        line, column = error.position
        source = Source(str(path), line=line, column=column + 1)
        message = Said("this is not XML: {why}", why=Quoted(error.msg))
        raise InputError([Problem(message, source, hint=Said("is the file whole?"))]) from error
    except DefusedXmlException as error:
        raise unusable(path, Said("a document type or entities, which an export does not need")) from error
    except (LookupError, ValueError) as error:  # expat knows a few encodings; Python answers for the others
        raise unusable(path, Said("this XML cannot be decoded: {why}", why=Quoted(error))) from error


def _whole_arrangements(stream: Measured, path: Path, limits: Limits) -> Iterator[Element]:
    root: Element | None = None
    container: Element | None = None
    depth = 0
    for event, element in iterparse(stream, events=("start", "end"), parser=_placing_parser()):
        if event == "start":
            stream.count(len(element.attrib))
        depth += 1 if event == "start" else -1
        if depth > limits.depth:
            raise limits.exceeded("depth", "nested more than {limit} deep", Source(str(path)))
        if root is None:
            root = element
            if root.tag != _ROOT:
                raise unusable(path, Said("this is XML, but no export of the register: it holds {tag}", tag=root.tag))
        if event == "start" and element.tag == _CONTAINER:
            container = element
        elif event == "end" and element.tag == _ARRANGEMENT and container is not None:
            yield element
            container.clear()
            stream.forget()
    if container is None:
        raise unusable(path, Said("an export of the register, but without {tag}", tag=_CONTAINER))


def _placing_parser() -> DefusedXMLParser:
    """Return a parser that refuses document types and notes where each element begins."""

    def place(tag: str, attributes: dict[str, str]) -> _Placed:
        element = _Placed(tag, attributes)
        element.mark = Mark(parser.parser.CurrentLineNumber, parser.parser.CurrentColumnNumber + 1)
        return element

    parser = DefusedXMLParser(target=TreeBuilder(element_factory=place), forbid_dtd=True)
    return parser


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute whatever its namespace: the namespace carries the version of the export."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def unusable(path: Path, message: Said) -> InputError:
    """Return the error for a file that is no export."""
    return InputError(
        [Problem(message, Source(str(path)), hint=Said("the export of organisaties.overheid.nl, in XML"))]
    )
