"""CLIPS as a proposer, behind a fence.

CLIPS is as sound as engines come; its habits and its Python binding ask for a few rails:

* all values are small whole numbers (:mod:`regiokompas.engine.ordinals`): CLIPS keeps symbols apart from strings and
  1 apart from 1.0, and reads decimals by the locale of the process;
* names of constructs are our own, because CLIPS gives a meaning to most punctuation;
* facts go in, and matches come out, through functions in CLIPS's own language: clipspy never lets go of a fact that
  it once wrapped in a Python object, so memory would grow with every run;
* both are written as text: a list that clipspy hands over is cut where its length wraps, at 65,536 values, and takes
  twice as long;
* a slot that is joined on begins with the variable that it must equal, or CLIPS compares every fact with every other;
* a pattern excludes the facts bound before it, since CLIPS lets one fact match twice;
* a trigger decides which stratum may match; salience is not used;
* what CLIPS says on standard output is let go: a library does not print;
* after anything unexpected the environment is thrown away and built anew.

``tests/engine/test_clips.py`` shows each trap on the bare library, and that the rail holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import clips

from regiokompas.engine.exclusive import Exclusive
from regiokompas.engine.fragment import EncodedFact, Fragment
from regiokompas.engine.ordinals import Reading, open_first, readings
from regiokompas.engine.proposer import Proposal
from regiokompas.errors import EngineError

__all__ = ["ClipsProposer"]

#: Matches collected at a time. Each one copies those before it, so more is slower.
BATCH: Final = 100

_CONSTRUCTS: Final = (
    "(deftemplate go (slot stratum (type INTEGER) (default ?NONE)))",
    "(deffunction go (?stratum) (assert (go (stratum ?stratum))) ?stratum)",
    "(defglobal ?*matches* = (create$))",
    "(deffunction take-matches () (bind ?text (implode$ ?*matches*)) (bind ?*matches* (create$)) ?text)",
)


class ClipsProposer:
    """Proposes bindings with CLIPS.

    Sessions in other threads wait for each other. An instance cannot be pickled: build one in each process.

    Parameters
    ----------
    fragments
        The native rules.
    """

    name = "clips"
    capacity: int | None = None

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = tuple(fragments)
        self._templates = {
            kind: _Template(f"k{number}", reading) for number, (kind, reading) in enumerate(readings(fragments).items())
        }
        self._exclusive = Exclusive()
        self._environment: clips.Environment | None = self._build()

    def _build(self) -> clips.Environment:
        environment = clips.Environment()
        with _unasked(environment):
            for construct in self._constructs():
                _call(environment.build, construct)
        environment.add_router(_Silence())
        return environment

    def _constructs(self) -> Iterator[str]:
        yield from _CONSTRUCTS
        for template in self._templates.values():
            yield template.definition()
            yield template.function()
        for number, fragment in enumerate(self._fragments):
            yield _rule(number, fragment, self._templates)

    @contextmanager
    def session(self) -> Iterator[_Session]:
        """Open a fresh working memory; leaving the context frees it."""
        with self._exclusive:
            if self._environment is None:
                self._environment = self._build()
            try:
                yield _Session(self._environment, self._fragments, self._templates)
                _call(self._environment.reset)
            except BaseException:
                self._environment = None
                raise

    def close(self) -> None:
        """Free the environment, once no other thread works with it; a later session builds a new one."""
        with self._exclusive:
            self._environment = None


class _Silence(clips.Router):  # type: ignore[misc]
    """Keeps CLIPS off standard output: it says "rule firing limit reached" when half a batch has fired."""

    def __init__(self) -> None:
        super().__init__("silence", 100)

    def query(self, name: str) -> bool:
        """Take what is meant for the screen."""
        return name == "stdout"

    def write(self, name: str, message: str) -> None:
        """Let it go."""


@contextmanager
def _unasked(environment: clips.Environment) -> Iterator[None]:
    """Keep CLIPS from asking its routers, in Python, about every character that it parses."""
    routers = list(environment.routers())
    for router in routers:
        router.deactivate()
    yield
    for router in routers:
        router.activate()


def _call(function: Callable[..., Any], *arguments: object) -> Any:
    """Call clipspy; whatever it raises is fatal."""
    try:
        return function(*arguments)
    except Exception as error:
        raise EngineError(f"CLIPS failed: {error}") from error


@dataclass(frozen=True)
class _Template:
    """The native form of a kind of fact: an id, and the ordinals of a row."""

    name: str
    reading: Reading

    def slot(self, slot: str) -> str:
        """Return the native name of a slot; attributes may hold any punctuation, this does not."""
        return f"s{[*self.reading.thresholds, *self.reading.texts].index(slot)}"

    @property
    def slots(self) -> list[str]:
        """The native names of all slots, in the order of a row."""
        width = len(self.reading.thresholds) + len(self.reading.texts)
        return ["id", *(f"s{number}" for number in range(width))]

    def definition(self) -> str:
        """Return the template. Nothing has a default, so a slot that was left out is an error."""
        slots = " ".join(f"(slot {slot} (type INTEGER) (default ?NONE))" for slot in self.slots)
        return f"(deftemplate {self.name} {slots})"

    def function(self) -> str:
        """Return a function that asserts a text of rows of this kind; ids make each fact one of its own."""
        places = enumerate(self.slots, start=1)
        values = " ".join(f"({slot} (nth$ (+ ?at {place}) ?rows))" for place, slot in places)
        width = len(self.slots)
        return f"""
            (deffunction assert-{self.name} (?text)
              (bind ?rows (explode$ ?text))
              (loop-for-count (?row 0 (- (div (length$ ?rows) {width}) 1))
                (bind ?at (* ?row {width}))
                (assert ({self.name} {values}))))"""


def _rule(number: int, fragment: Fragment, templates: dict[str, _Template]) -> str:
    """Return the rule that collects the matches of a fragment: its number and the ids of the facts."""
    variables = _variables(fragment, templates)
    patterns = []
    for index, pattern in open_first(fragment):
        template = templates[pattern.kind]
        tests: dict[str, list[str]] = {slot: [] for other, slot in variables if other == index}
        for bound in pattern.bounds:
            place = template.reading.place(bound.slot, bound.number)
            tests[bound.slot].append(f":({bound.operator} {variables[index, bound.slot]} {place})")
        for join in pattern.joins:
            other = variables[join.pattern, join.other_slot]
            if other != variables[index, join.slot]:
                tests[join.slot].append(other)
        # One fact may match two patterns in CLIPS; here bindings are distinct facts.
        distinct = [f"~?id-{i}" for i in range(index) if fragment.patterns[i].kind == pattern.kind]
        slots = {"id": [f"?id-{index}", *distinct]}
        slots |= {template.slot(slot): [variables[index, slot], *native] for slot, native in tests.items()}
        fields = " ".join(f"({slot} {'&'.join(parts)})" for slot, parts in slots.items())
        patterns.append(f"({template.name} {fields})")
    ids = " ".join(f"?id-{index}" for index in range(len(fragment.patterns)))
    return f"""
        (defrule r{number}
          (go (stratum {fragment.stratum})) {" ".join(patterns)}
          => (bind ?*matches* (create$ ?*matches* {number} {ids})))"""


def _variables(fragment: Fragment, templates: dict[str, _Template]) -> dict[tuple[int, str], str]:
    """Return the variable of each slot that is read, by pattern and slot; slots that are joined share one.

    CLIPS looks facts up by a value only where the slot begins with a variable that is bound already. Begins it with one
    of its own that must equal the other, then every fact is compared with every other.
    """
    read = {(index, bound.slot) for index, pattern in enumerate(fragment.patterns) for bound in pattern.bounds}
    read |= {(join.pattern, join.other_slot) for pattern in fragment.patterns for join in pattern.joins}
    variables = {
        (index, slot): f"?{templates[fragment.patterns[index].kind].slot(slot)}-{index}" for index, slot in sorted(read)
    }
    for index, pattern in enumerate(fragment.patterns):
        for join in pattern.joins:
            variables[index, join.slot] = variables[join.pattern, join.other_slot]
    return variables


class _Session:
    """The working memory of one run."""

    def __init__(
        self,
        environment: clips.Environment,
        fragments: Sequence[Fragment],
        templates: dict[str, _Template],
    ) -> None:
        self._environment = environment
        self._fragments = fragments
        self._templates = templates
        self._codes: dict[str, int] = {}
        self._triggered: set[int] = set()

    def add(self, facts: Sequence[EncodedFact]) -> None:
        """Assert facts, kind by kind. Facts of kinds that no fragment reads are ignored."""
        by_kind: dict[str, list[EncodedFact]] = {}
        for fact in facts:
            if fact.kind in self._templates:
                by_kind.setdefault(fact.kind, []).append(fact)
        with _unasked(self._environment):
            for kind, same in by_kind.items():
                template = self._templates[kind]
                rows: list[int] = []
                for fact in same:
                    rows += (fact.number, *template.reading.row(fact, self._codes))
                _call(self._environment.call, f"assert-{template.name}", " ".join(map(str, rows)))

    def propose(self, stratum: int) -> list[Proposal]:
        """Return the proposals of a stratum that were not returned before."""
        if stratum not in self._triggered:
            self._triggered.add(stratum)
            _call(self._environment.call, "go", stratum)
        found: list[Proposal] = []
        while _call(self._environment.run, BATCH):
            text = _call(self._environment.call, "take-matches")
            found += self._proposals(map(int, text.split()), stratum)
        return found

    def _proposals(self, numbers: Iterable[int], stratum: int) -> Iterator[Proposal]:
        rest = iter(numbers)
        for number in rest:
            fragment = self._fragments[number]
            facts = tuple(islice(rest, len(fragment.patterns)))
            if fragment.stratum == stratum:  # findings of this stratum may still reach rules of a lower one
                yield Proposal(fragment.name, facts)
