"""CLIPS as the documentation of clipspy shows it: fact after fact, each slot by name.

regiokompas hands its facts over as text, a hundred at a time, and measures itself against that. Whoever writes for
CLIPS in Python finds ``Template.assert_fact`` first, and what that costs is told beside it. Rules, values and the way
in which matches come back are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from regiokompas.engine.clips import ClipsProposer, _Session
from regiokompas.engine.fragment import EncodedFact

__all__ = ["ClipsByFact"]


class ClipsByFact(ClipsProposer):
    """Proposes bindings with CLIPS, to which each fact is given by itself."""

    @contextmanager
    def session(self) -> Iterator[_Session]:
        """Open a fresh working memory."""
        with super().session():
            assert self._environment is not None
            yield _SessionByFact(self._environment, self._fragments, self._templates)


class _SessionByFact(_Session):
    """The working memory of one run."""

    def add(self, facts: Sequence[EncodedFact]) -> None:
        """Assert facts, one at a time."""
        for fact in facts:
            if fact.kind in self._templates:
                template = self._templates[fact.kind]
                row = (fact.number, *template.reading.row(fact, self._codes))
                native = self._environment.find_template(template.name)
                native.assert_fact(**dict(zip(template.slots, row, strict=True)))
