"""XML as it comes in, measured before a parser makes anything large of it."""

from __future__ import annotations

from typing import BinaryIO

from regiokompas.errors import Source
from regiokompas.io.limits import Limits

__all__ = ["Measured"]


class Measured:
    """A stream of XML that refuses to give more than the limits allow, and counts elements for who builds them.

    Parameters
    ----------
    stream
        Where the XML comes from.
    file
        Its name, for messages.
    limits
        How many bytes and elements there may be since the last :meth:`forget`, and how long a tag may be.
    """

    def __init__(self, stream: BinaryIO, file: str, limits: Limits) -> None:
        self._stream = stream
        self._file = file
        self._limits = limits
        self._since_tag = 0
        self.forget()

    def forget(self) -> None:
        """Count anew: what was read so far is no longer kept."""
        self._bytes = self._elements = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises
        ------
        InputError
            If there are too many of them, or too many without a tag that begins.
        """
        content = self._stream.read(size)
        source = Source(self._file)
        self._bytes += len(content)
        if self._bytes > self._limits.file_bytes:
            raise self._limits.exceeded("file_bytes", "this file is larger than {limit} bytes", source)
        before, *tags = content.split(b"<")
        lengths = [self._since_tag + len(before), *(1 + len(tag) for tag in tags)]
        self._since_tag = lengths[-1]
        if max(lengths) > self._limits.tag_bytes:
            raise self._limits.exceeded("tag_bytes", "a tag or text of more than {limit} bytes", source)
        return content

    def close(self) -> None:
        """Close the stream, as a parser does that has come to the end."""
        self._stream.close()

    def count(self, attributes: int) -> None:
        """Count an element and its attributes.

        Raises
        ------
        InputError
            If there are too many.
        """
        self._elements += 1 + attributes
        if self._elements > self._limits.elements:
            raise self._limits.exceeded("elements", "more than {limit} elements and attributes", Source(self._file))
