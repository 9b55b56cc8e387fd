"""Runs a program over facts: propose, check, conclude, stratum by stratum."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regiokompas.engine.check import Entry, Match, Memory, check
from regiokompas.engine.fragment import Encoder, Fragment, OpenFact
from regiokompas.engine.proposer import Proposal, Proposer, Session
from regiokompas.errors import EngineDisagreement, EngineError
from regiokompas.facts.schema import Fact, FactBase
from regiokompas.rules.compiler import FINDING, Program

__all__ = ["Run", "run"]

log = logging.getLogger("regiokompas")


@dataclass(frozen=True, slots=True)
class Run:
    """What running a program gave.

    ``matches`` holds every branch that is true or unknown for some facts, in a total order that depends on
    nothing but the input. ``proposed`` and ``discarded`` count what each engine proposed and the check refused.
    """

    matches: tuple[Match, ...]
    memory: Memory
    proposed: Mapping[str, int] = field(default_factory=dict)
    discarded: Mapping[str, int] = field(default_factory=dict)


def run(
    program: Program,
    encoder: Encoder,
    fragments: Sequence[Fragment],
    base: FactBase,
    proposers: Sequence[Proposer],
) -> Run:
    """Run a program over a base of facts.

    Parameters
    ----------
    program
        Compiled rules.
    encoder, fragments
        Their translation, as :func:`regiokompas.engine.fragment.fragments` gives it.
    base
        The facts, and the kinds of which there may be more.
    proposers
        One engine, or two that must come to the same findings.

    Raises
    ------
    EngineDisagreement
        If two engines differ after the check.
    """
    runs = [_Runner(program, encoder, fragments, base, proposer).run() for proposer in proposers]
    if not runs:
        raise EngineError("no inference engine to run")
    first = runs[0]
    for other, proposer in zip(runs[1:], proposers[1:], strict=True):
        difference = {_order(m) for m in first.matches} ^ {_order(m) for m in other.matches}
        if difference:
            raise EngineDisagreement(
                f"{proposers[0].name} and {proposer.name} differ in {len(difference)} matches, "
                f"the first of them {min(difference)}"
            )
    counts = {p.name: r.proposed[p.name] for p, r in zip(proposers, runs, strict=True)}
    discards = {p.name: r.discarded[p.name] for p, r in zip(proposers, runs, strict=True)}
    return Run(first.matches, first.memory, counts, discards)


def _order(match: Match) -> tuple[str, tuple[str, ...], int, int]:
    """Sort by rule, then by the facts bound, then certain before possible."""
    return (match.rule, tuple(e.key for e in match.facts), match.branch, 0 if match.truth else 1)


class _Runner:
    """One run with one engine."""

    def __init__(
        self,
        program: Program,
        encoder: Encoder,
        fragments: Sequence[Fragment],
        base: FactBase,
        proposer: Proposer,
    ) -> None:
        self._program = program
        self._encoder = encoder
        self._branches = {fragment.name: fragment.branch for fragment in fragments}
        self._reading = {
            fragment.name for fragment in fragments if any(bind.kind == FINDING for bind in fragment.branch.bindings)
        }
        self._base = base
        self._proposer = proposer
        self._memory = Memory()
        self._entries: list[Entry] = []
        self._matches: dict[Proposal, Match] = {}
        self._proposed = 0

    def run(self) -> Run:
        with self._proposer.session() as session:
            given: list[Entry] = [*self._base.facts, *(OpenFact(kind) for kind in sorted(self._base.open_kinds))]
            self._learn(session, [(entry, True) for entry in given])
            for stratum in self._program.strata:
                self._run_stratum(session, stratum)
        matches = tuple(sorted(self._matches.values(), key=_order))
        discarded = self._proposed - len(matches)
        if discarded:
            log.debug("%s: %d of %d proposals discarded", self._proposer.name, discarded, self._proposed)
        name = self._proposer.name
        return Run(matches, self._memory, {name: self._proposed}, {name: discarded})

    def _learn(self, session: Session, entries: Iterable[tuple[Entry, bool]]) -> bool:
        """Add entries to the memory and the new ones to the engine; return whether the memory changed.

        The engine knows an entry that some rule binds by its number in the order of arrival. That an entry became
        certain is no news to the engine, which proposes possible and certain matches alike.
        """
        changed = False
        encoded = []
        for entry, certain in entries:
            is_new = entry not in self._memory
            if self._memory.add(entry, certain=certain):
                changed = True
            if is_new and self._encoder.reads(entry):
                encoded.append(self._encoder.encode(len(self._entries), entry))
                self._entries.append(entry)
        session.add(encoded)
        return changed

    def _run_stratum(self, session: Session, stratum: int) -> None:
        """Propose, check and conclude until nothing changes.

        A finding of this stratum can make proposals that read findings more certain, so those are checked again.
        Truth only grows within a stratum, so this ends.
        """
        rereading: dict[Proposal, Match | None] = {}
        while True:
            decided: dict[Proposal, Match] = {}
            for proposal in [*session.propose(stratum), *rereading]:
                branch = self._branches[proposal.fragment]
                match = check(branch, [self._entries[number] for number in proposal.facts], self._memory)
                if proposal not in rereading:
                    self._proposed += 1
                if proposal.fragment in self._reading:
                    rereading[proposal] = match
                if match is not None:
                    decided[proposal] = match
            self._matches.update(decided)
            if not self._learn(session, self._conclusions(decided.values())):
                return

    def _conclusions(self, matches: Iterable[Match]) -> Iterator[tuple[Entry, bool]]:
        """Yield what the matches let other rules read, each finding once, certain where one match is."""
        best: dict[tuple[str, str], tuple[Entry, bool]] = {}
        for match in matches:
            place = (match.rule, match.facts[0].key)
            certain = match.truth is True
            if place not in best or certain:
                best[place] = (match.facts[0], certain)
        for (rule, _), (entry, certain) in sorted(best.items(), key=lambda item: item[0]):
            yield self._finding(rule, entry), certain

    def _finding(self, name: str, entry: Entry) -> Entry:
        rule = self._program.rules[name].rule
        values = {
            "rule": rule.name,
            "id": rule.id,
            "field": rule.field,
            "kind": str(rule.kind),
            "severity": str(rule.severity),
        }
        if isinstance(entry, OpenFact):
            return OpenFact(FINDING, values, name)
        subject = entry.get(self._program.vocabulary.kinds[entry.kind].subject)
        key = f"{FINDING}:{name}:{entry.key}"
        return Fact(FINDING, key, {**values, "subject": subject if isinstance(subject, str) else entry.key})
