"""What an inference engine must be able to do here: hold facts, and propose bindings for fragments.

A proposer may propose too much; it must never propose too little. Nothing else is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from regiokompas.engine.fragment import EncodedFact, Fragment

__all__ = ["Proposal", "Proposer", "Session"]


class Proposal(NamedTuple):
    """Facts, by transport number and in the order of the patterns, that may satisfy a fragment."""

    fragment: str
    facts: tuple[int, ...]


class Session(Protocol):
    """The working memory of one diagnosis."""

    def add(self, facts: Sequence[EncodedFact]) -> None:
        """Assert facts. Facts of kinds that no fragment reads are ignored."""

    def propose(self, stratum: int) -> Iterable[Proposal]:
        """Return the proposals of a stratum that were not returned before, in any order.

        Strata are asked lowest first; facts may be added between two calls for the same stratum.
        """


class Proposer(Protocol):
    """An inference engine, compiled for one set of fragments. Not safe to share between threads."""

    name: str

    #: The number of facts that it is trusted with; ``None`` if there is no limit.
    capacity: int | None

    def __init__(self, fragments: Sequence[Fragment]) -> None: ...

    def session(self) -> AbstractContextManager[Session]:
        """Open a fresh working memory; leaving the context frees it."""

    def close(self) -> None:
        """Free what the engine holds."""
