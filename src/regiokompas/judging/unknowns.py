"""What is not known: the judgements that cannot be made, what each waits for, and what to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from regiokompas.engine.check import Entry, Match, Memory
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain import Inputs, Judgement, Missing, Question, Wording, missing, questions
from regiokompas.model import Partnership
from regiokompas.results.findings import Undecided
from regiokompas.rules.compiler import FINDING
from regiokompas.rules.language import Rule

__all__ = ["Unknowns"]


@dataclass(frozen=True)
class Unknowns:
    """What a run of the rules could not decide.

    Parameters
    ----------
    groups
        Matches by rule and by the fact that the rule is about, the certain ones first.
    rule, is_shown
        The rule of a name, and whether it is shown.
    subjects
        The keys of the entities that a fact is about.
    """

    partnership: Partnership
    groups: Mapping[tuple[str, str], Sequence[Match]]
    memory: Memory
    wording: Wording
    rule: Callable[[str], Rule]
    is_shown: Callable[[str], bool]
    subjects: Callable[[Entry], tuple[str, ...]]

    def undecided(self) -> Iterator[Undecided]:
        """Yield the rules that cannot be decided for a subject, and what is missing."""
        for place in self._waiting:
            rule = self.rule(place[0])
            yield Undecided(
                rule.name,
                rule.id,
                rule.field,
                str(rule.kind),
                str(rule.severity),
                self.subjects(self.groups[place][0].facts[0]),
                tuple(sorted({self._say_missing(item) for item in self._direct[place]})),
            )

    def _say_missing(self, item: Missing) -> str:
        kind = self.wording.kinds[item.kind].label.say(self.wording.language)
        if not item.attribute:
            return kind
        return f"{kind}: {self.wording.attribute(item.kind, item.attribute).label.say(self.wording.language)}"

    def questions(self) -> tuple[Question, ...]:
        """Return what to ask: the inputs that the undecided judgements wait for."""
        inputs = Inputs(self.partnership, self.wording.kinds, self._rows)
        asked_for: dict[Missing, frozenset[Missing]] = {}
        waiting: dict[Missing, set[Judgement]] = defaultdict(set)
        beyond: set[Judgement] = set()
        for place in self._waiting:
            rule = self.rule(place[0])
            judgement = Judgement(rule.name, str(rule.severity), place[1])
            for item in self._waits(place):
                if item not in asked_for:
                    asked_for[item] = inputs.of(item)
                for asked in asked_for[item]:
                    waiting[asked].add(judgement)
                if not asked_for[item] or inputs.beyond(item):
                    beyond.add(judgement)
        return questions(waiting, self.wording, beyond)

    @cached_property
    def _rows(self) -> Mapping[str, Entry]:
        kinds = [kind for kind in self.wording.kinds if kind != FINDING]
        return {entry.key: entry for kind in kinds for entry in self.memory.of_kind(kind)}

    @cached_property
    def _waiting(self) -> Sequence[tuple[str, str]]:
        """The places of the judgements that are shown and undecided."""
        return [
            (name, key) for (name, key), group in self.groups.items() if group[0].truth is None and self.is_shown(name)
        ]

    @cached_property
    def _direct(self) -> Mapping[tuple[str, str], Set[Missing]]:
        """What the matches of each place wait for themselves."""
        return {place: {item for match in group for item in missing(match)} for place, group in self.groups.items()}

    @cached_property
    def _places_of_finding(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The places that a finding comes from, by its key; all that are open come to one."""
        places: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (name, key), group in self.groups.items():
            is_open = isinstance(group[0].facts[0], OpenFact)
            places[OpenFact(FINDING, name=name).key if is_open else f"{FINDING}:{name}:{key}"].append((name, key))
        return places

    def _waits(self, place: tuple[str, str]) -> set[Missing]:
        """Return what a judgement waits for, also through the findings of other rules that it reads."""
        found: set[Missing] = set()
        pending, seen = [place], {place}
        while pending:
            for item in self._direct[pending.pop()]:
                places = self._places_of_finding.get(item.key, ()) if item.kind == FINDING else ()
                if not places:
                    found.add(item)
                    continue
                new = [other for other in places if other not in seen]
                seen.update(new)
                pending.extend(new)
        return found
