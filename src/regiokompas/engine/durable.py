"""durable-rules as a proposer, behind a fence.

durable-rules 2.0.28 joins fast and, for conjunctions of constant tests and equality joins, misses nothing. Outside
that it loses matches or crashes the process, so this module speaks to its C module in the narrowest way that works:

* every rule reads ``go`` first, a trigger that is asserted after the facts: nothing fires on half of the facts;
* every pattern is one ``$and`` that ends in a join with the trigger which always holds, so that no other join is
  ever last;
* all values are small whole numbers (:mod:`regiokompas.engine.ordinals`), so no text or decimal is ever parsed;
* every batch ends in a marker that must come back as a match: what cannot be read is dropped without an error, and
  deleting a working memory in which nothing ever ran crashes;
* limits of the C code are met by splitting the fragments over several rulesets, or refused;
* after anything unexpected the rulesets are deleted and compiled anew, never used again.

``tests/engine/test_durable.py`` shows each trap on the bare library, and that the rail holds.
"""

from __future__ import annotations

import json
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import durable_rules_engine as native

from regiokompas.engine.exclusive import Exclusive
from regiokompas.engine.fragment import OPEN, EncodedFact, Fragment, Pattern
from regiokompas.engine.ordinals import Reading, open_first, readings
from regiokompas.engine.proposer import Proposal
from regiokompas.errors import EngineError

__all__ = ["DurableProposer"]

#: Facts are told apart by a 32-bit hash of their id, and the second of two that collide is lost. Our decimal numbers
#: collide from 797,186 on; the limit is lower because a fact takes 7 kB in every ruleset that reads it.
MAX_FACTS: Final = 40_000
#: A fact may meet 64 conditions of one ruleset at a time; one more is an error or a crash.
MAX_CONDITIONS: Final = 56
#: The list of rules that hang on one condition has 256 places, and all rules hang on the trigger.
MAX_RULES: Final = 200
#: A match holds 16 facts, the trigger included.
MAX_PATTERNS: Final = 14
#: A pattern holds 32 expressions: its joins, the one with the trigger, and the ends of the ``$and``.
MAX_JOINS: Final = 24
#: A fact holds 253 fields; one with more, and all facts after it, are dropped without a word.
MAX_SLOTS: Final = 240
#: Matches handed over at a time. Without it each match is a round trip; above 65,535 the number wraps.
CAP: Final = 60_000

_MARKER_RULE: Final = "end"


class DurableProposer:
    """Proposes bindings with durable-rules.

    Sessions in other threads wait for each other. An instance cannot be pickled: build one in each process.

    Parameters
    ----------
    fragments
        The native rules.

    Raises
    ------
    EngineError
        If a fragment is too large for the engine.
    """

    name = "durable"
    capacity: int | None = MAX_FACTS

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._rulesets = [_Ruleset(part) for part in _split(fragments)]
        self._exclusive = Exclusive()
        self._sessions = 0
        # A native ruleset outlives its Python object, so it is deleted by hand.
        self._handles: list[int] = []
        self._finalizer = weakref.finalize(self, _delete_rulesets, self._handles)
        self._create_rulesets()

    def _create_rulesets(self) -> None:
        for number, ruleset in enumerate(self._rulesets):
            self._handles.append(_call(native.create_ruleset, f"r{number}", ruleset.definition()))

    @contextmanager
    def session(self) -> Iterator[_Session]:
        """Open a fresh working memory; leaving the context frees it."""
        with self._exclusive:
            if not self._handles:
                self._create_rulesets()
            self._sessions += 1
            memories = [
                _Memory(ruleset, handle, self._sessions)
                for ruleset, handle in zip(self._rulesets, self._handles, strict=True)
            ]
            try:
                yield _Session(memories)
                for memory in memories:
                    memory.delete()
            except BaseException:
                # A memory in an unknown state cannot be deleted without risk; its ruleset can.
                _delete_rulesets(self._handles)
                raise

    def close(self) -> None:
        """Delete the native rulesets, once no other thread works with them; a later session compiles them anew."""
        with self._exclusive:
            _delete_rulesets(self._handles)


def _delete_rulesets(handles: list[int]) -> None:
    while handles:
        native.delete_ruleset(handles.pop())


def _call(function: Callable[..., Any], *arguments: object) -> Any:
    """Call the C module; whatever it raises is fatal."""
    try:
        return function(*arguments)
    except Exception as error:
        raise EngineError(f"durable-rules failed in {function.__name__}: {error}") from error


#: The facts of a session by kind, each with its number, in the order of arrival.
_Facts = Mapping[str, list[tuple[int, EncodedFact]]]


class _Session:
    """The facts of one run, and its working memories, one in each ruleset."""

    def __init__(self, memories: Sequence[_Memory]) -> None:
        self._memories = memories
        self._facts: _Facts = {kind: [] for memory in memories for kind in memory.ruleset.readings}
        self._codes: dict[str, int] = {}
        self._numbers: list[int] = []

    def add(self, facts: Sequence[EncodedFact]) -> None:
        """Take facts in; they are written down and asserted when a ruleset that reads them is asked for a stratum."""
        for fact in facts:
            if fact.kind not in self._facts:
                continue
            if len(self._numbers) == MAX_FACTS:
                raise EngineError(
                    f"durable-rules is trusted with {MAX_FACTS:,} facts at most; choose the engine 'clips'"
                )
            self._facts[fact.kind].append((len(self._numbers), fact))
            self._numbers.append(fact.number)

    def propose(self, stratum: int) -> list[Proposal]:
        """Return the proposals of a stratum that were not returned before."""
        return [
            Proposal(name, tuple(self._numbers[fact] for fact in facts))
            for memory in self._memories
            for name, facts in memory.propose(stratum, self._facts, self._codes)
        ]


class _Memory:
    """What one ruleset has heard of the facts of a session."""

    def __init__(self, ruleset: _Ruleset, handle: int, sid: int) -> None:
        self.ruleset = ruleset
        self._handle = handle
        self._sid = sid
        self._heard = dict.fromkeys(ruleset.readings, 0)
        self._triggered: set[int] = set()
        self._batches = 0

    def propose(self, stratum: int, facts: _Facts, codes: dict[str, int]) -> list[tuple[str, list[int]]]:
        """Assert what is new and the trigger of the stratum; return the matches as fragment and facts.

        Most rulesets sleep, since nothing that they need is open, and then no fact is written down for them.
        """
        if stratum not in self.ruleset.strata or not all(facts[kind] for kind in self.ruleset.needed):
            return []
        news = list(self._news(facts, codes))
        if stratum in self._triggered and not news:
            return []
        batch = f"[{','.join(self._batch(stratum, news))}]"
        code, state = _call(native.assert_facts, self._handle, batch)
        if code not in (0, 1):  # 1 says that a fact fits no rule, which is fine
            raise EngineError(f"durable-rules refused facts with code {code}")
        return self._matches(state, stratum)

    def _news(self, facts: _Facts, codes: dict[str, int]) -> Iterator[str]:
        """Yield the JSON of what the ruleset has not heard yet."""
        for kind, reading in self.ruleset.readings.items():
            template = self.ruleset.templates[kind]
            for number, fact in facts[kind][self._heard[kind] :]:
                # Only ever "%d": a number with an exponent would take this fact and all after it along.
                yield template % (number, self._sid, *reading.row(fact, codes))
            self._heard[kind] = len(facts[kind])

    def _batch(self, stratum: int, news: Sequence[str]) -> list[str]:
        """Return what is new, the trigger of the stratum where that is new too, and a mark at either end.

        Of a fact that cannot be read nothing is heard, nor of those after it, and were it the first, the state that
        comes back would be a wild pointer. So the first is plain, and the last is waited for.
        """
        self._batches += 1
        sid = self._sid
        begin = f'{{"id":"b{self._batches}","sid":"{sid}","end":0}}'
        end = f'{{"id":"e{self._batches}","sid":"{sid}","end":1}}'
        if stratum in self._triggered:
            return [begin, *news, end]
        self._triggered.add(stratum)
        trigger = f'{{"id":"g{stratum}","sid":"{sid}","go":{stratum},"one":"1"}}'
        return [begin, *news, trigger, end]

    def _matches(self, state: int, stratum: int) -> list[tuple[str, list[int]]]:
        found: list[tuple[str, list[int]]] = []
        is_complete = False
        for rule, matches in self._answers(state):
            if rule == _MARKER_RULE:
                is_complete = True
                continue
            fragment = self.ruleset.fragments[rule]
            if fragment.stratum == stratum:  # findings of this stratum may still reach rules of a lower one
                names = [f"p{index}" for index in range(len(fragment.patterns))]
                found += [(fragment.name, [int(match[name]["id"]) for name in names]) for match in matches]
        if not is_complete:
            raise EngineError("durable-rules lost facts on the way: the end of the batch did not arrive")
        return found

    def _answers(self, state: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield rule by rule the matches that wait; taking one is what ends the one before."""
        started = _call(native.start_action_for_state, self._handle, state)
        answer = started[1] if started else None
        while answer:
            yield from json.loads(answer).items()
            answer = _call(native.complete_and_start_action, self._handle, state)

    def delete(self) -> None:
        """Free the facts. Where no batch was ever asserted there is nothing to free, and trying would crash."""
        if self._batches:
            _call(native.delete_state, self._handle, str(self._sid))


class _Ruleset:
    """Fragments that fit in one native ruleset, and how their facts are written."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.fragments = {f"r{number}": fragment for number, fragment in enumerate(fragments)}
        self.strata = {fragment.stratum for fragment in fragments}
        self.readings = readings(fragments)
        #: Kinds without which no fragment can match, most often the open facts.
        self.needed = set.intersection(*({pattern.kind for pattern in f.patterns} for f in fragments))
        self._kinds = {kind: number for number, kind in enumerate(self.readings)}
        self.templates = {kind: self._template(kind, reading) for kind, reading in self.readings.items()}

    def _template(self, kind: str, reading: Reading) -> str:
        """Return the JSON of a fact with places for its id, its session and its ordinals."""
        if len(reading.thresholds) + len(reading.texts) > MAX_SLOTS:
            raise EngineError(f"durable-rules reads {MAX_SLOTS} slots of a fact at most; {kind} has more")
        numbers = [f'"{name}":%d' for name in _number_names(reading).values()]
        texts = [f'"{name}":"%d"' for name in _text_names(reading).values()]
        head = ['"id":"%d"', '"sid":"%d"', f'"kind":{self._kinds[kind]}', '"one":"1"']
        return "{" + ",".join([*head, *numbers, *texts]) + "}"

    def definition(self) -> str:
        """Return the ruleset in the JSON of durable-rules."""
        rules: dict[str, object] = {name: self._rule(f) for name, f in self.fragments.items()}
        rules[_MARKER_RULE] = {"all": [{"end": {"end": 1}}], "cap": CAP}
        return json.dumps(rules)

    def _rule(self, fragment: Fragment) -> dict[str, object]:
        trigger: dict[str, object] = {"go": {"go": fragment.stratum}}
        patterns = [
            {f"p{index}": {"$and": list(self._conditions(fragment, pattern))}}
            for index, pattern in open_first(fragment)
        ]
        return {"all": [trigger, *patterns], "cap": CAP}

    def _conditions(self, fragment: Fragment, pattern: Pattern) -> Iterator[dict[str, object]]:
        reading = self.readings[pattern.kind]
        numbers, texts = _number_names(reading), _text_names(reading)
        yield {"kind": self._kinds[pattern.kind]}
        for bound in pattern.bounds:
            place = reading.place(bound.slot, bound.number)
            yield {_OPERATORS[bound.operator]: {numbers[bound.slot]: place}}
        for join in pattern.joins:
            others = _text_names(self.readings[fragment.patterns[join.pattern].kind])
            yield {texts[join.slot]: {f"p{join.pattern}": others[join.other_slot]}}
        yield {"one": {"go": "one"}}


_OPERATORS: Final = {">=": "$gte", "<=": "$lte", ">": "$gt", "<": "$lt"}


def _number_names(reading: Reading) -> dict[str, str]:
    """Name the fields of a fact.

    The engine tells fields apart by a 32-bit hash and gives ``id``, ``sid`` and ``$...`` a meaning of their own, so
    attributes never become field names; these few do not collide.
    """
    return {slot: f"n{number}" for number, slot in enumerate(reading.thresholds)}


def _text_names(reading: Reading) -> dict[str, str]:
    return {slot: f"t{number}" for number, slot in enumerate(reading.texts)}


def _split(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    """Divide fragments over rulesets that keep within the limits, first fit.

    Fragments with open facts stay together, so that their rulesets can sleep while nothing is open.
    """
    ordered = list(fragments)
    for wants_open in (False, True):
        parts: list[tuple[list[Fragment], Counter[str]]] = []
        for fragment in ordered:
            if any(pattern.kind == OPEN for pattern in fragment.patterns) is not wants_open:
                continue
            conditions = _count_conditions(fragment)
            for part, used in parts:
                fits = all(used[kind] + number <= MAX_CONDITIONS for kind, number in conditions.items())
                if fits and len(part) < MAX_RULES:
                    break
            else:
                part, used = [], Counter()
                parts.append((part, used))
            part.append(fragment)
            used.update(conditions)
        yield from (part for part, _ in parts)


def _count_conditions(fragment: Fragment) -> Counter[str]:
    """Count the conditions of a fragment by kind, with those for the kind itself and for the trigger."""
    conditions: Counter[str] = Counter()
    for pattern in fragment.patterns:
        conditions[pattern.kind] += len(pattern.bounds) + len(pattern.joins) + 2
    limits = (
        (len(fragment.patterns), MAX_PATTERNS, "facts"),
        (max(len(pattern.joins) for pattern in fragment.patterns), MAX_JOINS, "joins in one fact"),
        (max(conditions.values()), MAX_CONDITIONS, "conditions on one kind of fact"),
    )
    for number, limit, what in limits:
        if number > limit:
            raise EngineError(f"{fragment.branch.rule} asks for {number} {what}; durable-rules holds {limit} at most")
    return conditions
