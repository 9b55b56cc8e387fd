"""The knowledge base: rules compiled once for the engines, run on as many facts as one likes."""

from __future__ import annotations

import threading

from regiokompas.engine.fragment import fragments
from regiokompas.engine.proposer import Proposer
from regiokompas.engine.run import Run, run
from regiokompas.engine.selection import make_proposers
from regiokompas.facts.schema import FactBase
from regiokompas.rules.compiler import Program

__all__ = ["KnowledgeBase"]


class KnowledgeBase:
    """A program in the hands of its engines.

    Threads may share one: runs wait for each other while they are in an engine, and closing waits for the run that is
    in it. It cannot be pickled: another process makes one of its own.

    Parameters
    ----------
    program
        Compiled rules.
    engine
        ``"auto"``, ``"durable"``, ``"clips"``, or ``"both"``.

    Raises
    ------
    EngineError
        If there is no such engine, or it cannot be imported here.
    """

    def __init__(self, program: Program, engine: str) -> None:
        self.program = program
        self._fragments, self._encoder = fragments(program)
        self._proposers = make_proposers(engine, self._fragments)
        self._may_choose = engine == "auto"
        self._choosing = threading.Lock()
        self._larger: list[Proposer] = []

    def run(self, base: FactBase) -> Run:
        """Return what the rules say of the facts.

        Raises
        ------
        EngineDisagreement
            If two engines differ.
        """
        return run(self.program, self._encoder, self._fragments, base, self._proposers_for(base))

    def _proposers_for(self, base: FactBase) -> list[Proposer]:
        """Return the engines that were chosen; with ``"auto"`` one without a limit where there are too many facts."""
        capacity = self._proposers[0].capacity
        # Findings become facts too: half of the room is kept for them.
        if not self._may_choose or capacity is None or 2 * len(base.facts) <= capacity:
            return self._proposers
        with self._choosing:  # two threads must not build two engines, of which one is never closed
            if not self._larger:
                self._larger = make_proposers("clips", self._fragments)
            return self._larger

    def close(self) -> None:
        """Free what the engines hold; a later run builds it anew."""
        for proposer in (*self._proposers, *self._larger):
            proposer.close()
