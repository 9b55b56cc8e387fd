"""How time grows with the region: ``python benchmarks/growth.py [--sizes 10,30,100] [--repeats 5] [--markdown FILE]``.

For each size a made-up partnership (``regions.py``) is diagnosed with the whole pack, split over the layers. Beside it,
on the very same facts: each engine driven directly, without check, explanation or ranking; CLIPS once more, with its
facts given one by one as its Python interface is documented; the plain nested-loop evaluator of the tests, while it
ends in time; and ten of the rules by the pack and by hand. All are measured in turn, round after round, each with the
garbage of the one before cleared away, and the median is shown. Ratios are to CLIPS driven directly.
"""

from __future__ import annotations

import argparse
import gc
import math
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from clips_by_fact import ClipsByFact
from regions import region
from ten_rules import TEN_RULES, by_hand

from regiokompas import Limits, Partnership, load, render
from regiokompas.cli.collecting import collecting_rarely
from regiokompas.engine.fragment import EncodedFact, fragments
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.engine.proposer import Proposal, Proposer, Session
from regiokompas.engine.run import run
from regiokompas.engine.selection import available_engines, make_proposers
from regiokompas.facts import FactBase, build_facts, vocabulary
from regiokompas.kompas import Kompas
from regiokompas.rules import compile_rules, load_packs

SIZES = (10, 30, 100, 300, 1_000, 10_000)

#: The largest of these regions hold more values than one reads from strangers.
LARGE = Limits(values=5_000_000)

#: The nested loops are left out from the size on at which they would take longer than this, in seconds.
PATIENCE = 20.0

DIAGNOSE, CLIPS, DURABLE = "(a) diagnose", "(c) CLIPS driven directly", "(b) durable-rules driven directly"
RARELY, WITH_DURABLE = "    diagnose, garbage collected rarely", "    diagnose with durable-rules"
BY_FACT = "    CLIPS, fact by fact"
FACTS, CHECKED, EXPLAINED = "    facts and measures", "    engine and check", "    explain and rank"
RENDERED = "    diagnose, render as text and as JSON"
PLAIN, TEN, HAND = "(d) plain evaluator", "    ten rules by the pack", "(e) ten rules by hand"
ROWS = (DIAGNOSE, FACTS, CHECKED, EXPLAINED, RARELY, WITH_DURABLE, RENDERED, DURABLE, CLIPS, BY_FACT, PLAIN, TEN, HAND)


class Recorder:
    """A proposer that notes what it was given and asked, so that an engine can be driven by that alone."""

    name = "recorder"
    capacity = None

    def __init__(self, inner: Proposer) -> None:
        self._inner = inner
        self.calls: list[tuple[str, Any]] = []
        self.number = 0

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self._inner.session() as session:
            self._session = session
            yield self

    def add(self, facts: Sequence[EncodedFact]) -> None:
        self.calls.append(("add", list(facts)))
        self.number += len(facts)
        self._session.add(facts)

    def propose(self, stratum: int) -> list[Proposal]:
        self.calls.append(("propose", stratum))
        return list(self._session.propose(stratum))

    def close(self) -> None:
        self._inner.close()


def drive(proposer: Proposer, calls: Sequence[tuple[str, Any]]) -> int:
    """Assert the facts and take the matches, as the engine alone would be used."""
    found = 0
    with proposer.session() as session:
        for call, argument in calls:
            if call == "add":
                session.add(argument)
            else:
                found += len(list(session.propose(argument)))
    return found


class Bench:
    """Everything compiled once, as in a ``Kompas``."""

    def __init__(self) -> None:
        self.kinds = vocabulary()
        self.packs = load_packs(["essay"], self.kinds)
        self.rules = [rule for pack in self.packs for rule in pack.rules]
        self.program = compile_rules(self.rules, self.kinds)
        self.fragments, self.encoder = fragments(self.program)
        self.engines = available_engines()
        self.proposers = {name: make_proposers(name, self.fragments)[0] for name in self.engines}
        ten = compile_rules([rule for rule in self.rules if rule.name in TEN_RULES], self.kinds)
        self.ten = KnowledgeBase(ten, "clips")
        self.by_fact = ClipsByFact(self.fragments)
        self.kompas = Kompas(engine="clips")
        self.with_durable = Kompas(engine="durable") if "durable" in self.engines else self.kompas
        self.with_plain = True

    def tasks(self, size: int) -> tuple[dict[str, Callable[[], object]], int]:
        """Return what is to be timed for one size, and the number of facts."""
        p = load(region(size), limits=LARGE)
        base = build_facts(p, self.program.kinds)
        recorder = Recorder(self.proposers["clips"])
        run(self.program, self.encoder, self.fragments, base, [recorder])
        self._agree(base)

        tasks: dict[str, Callable[[], object]] = {
            DIAGNOSE: partial(self.kompas.diagnose, p),
            RARELY: partial(self._rarely, p),
            RENDERED: partial(self._rendered, p),
            FACTS: partial(build_facts, p, self.program.kinds),
            CHECKED: partial(run, self.program, self.encoder, self.fragments, base, [self.proposers["clips"]]),
            CLIPS: partial(drive, self.proposers["clips"], recorder.calls),
            BY_FACT: partial(drive, self.by_fact, recorder.calls),
            TEN: partial(self.ten.run, base),
            HAND: partial(by_hand, base),
        }
        durable = self.proposers.get("durable")
        if durable is not None and recorder.number <= (durable.capacity or math.inf):
            tasks[DURABLE] = partial(drive, durable, recorder.calls)
            tasks[WITH_DURABLE] = partial(self.with_durable.diagnose, p)
        if self.with_plain:
            tasks[PLAIN] = partial(plain_evaluator(), self.program, base)
        return tasks, len(base.facts)

    def _rarely(self, p: Partnership) -> None:
        """As the command line does it."""
        with collecting_rarely():
            self.kompas.diagnose(p)

    def _rendered(self, p: Partnership) -> None:
        """Reasons are made when they are read: with every one of them made and written down."""
        d = self.kompas.diagnose(p)
        render(d, "text")
        render(d, "json")

    def _agree(self, base: FactBase) -> None:
        """The ten rules by hand say what the ten rules of the pack say, or the comparison means nothing."""
        found = {(m.rule, m.facts[0].key) for m in self.ten.run(base).matches if m.truth}
        if found != by_hand(base):
            raise AssertionError(sorted(found ^ by_hand(base))[:3])


def plain_evaluator() -> Callable[..., object]:
    """Return the nested loops that the tests hold the engines to."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "engine"))
    evaluate: Callable[..., object] = import_module("reference").evaluate
    return evaluate


def measure(bench: Bench, size: int, repeats: int) -> tuple[dict[str, float], int, int]:
    """Return the median of each task in seconds, the number of facts, and the findings of the diagnosis."""
    tasks, facts = bench.tasks(size)
    times: dict[str, list[float]] = defaultdict(list)
    for round_ in range(repeats):
        for name, task in tasks.items():
            if name == PLAIN and round_:
                continue  # once is enough for what is slower by orders of magnitude
            gc.collect()
            start = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    medians[EXPLAINED] = medians[DIAGNOSE] - medians[FACTS] - medians[CHECKED]
    if medians.get(PLAIN, 0.0) * 9 > PATIENCE:
        bench.with_plain = False
    return medians, facts, len(bench.kompas.diagnose(load(region(size), limits=LARGE)).findings)


def table(found: Mapping[int, tuple[Mapping[str, float], int, int]]) -> Iterator[str]:
    """Yield the lines of the table, in Markdown."""
    sizes = list(found)
    yield f"| milliseconds, median | {' | '.join(f'{n:,} partners' for n in sizes)} | exponent |"
    yield f"|---|{'--:|' * (len(sizes) + 1)}"
    yield f"| facts | {' | '.join(f'{found[n][1]:,}' for n in sizes)} | |"
    yield f"| findings | {' | '.join(f'{found[n][2]:,}' for n in sizes)} | |"
    for row in ROWS:
        cells = [_cell(found[n][0], row) for n in sizes]
        known = [(n, found[n][0][row]) for n in sizes if row in found[n][0]]
        yield f"| {row.replace('    ', '&emsp;')} | {' | '.join(cells)} | {_exponent(known)} |"


def _cell(medians: Mapping[str, float], row: str) -> str:
    if row not in medians:
        return "–"
    ratio = medians[row] / medians[CLIPS]
    return f"{1000 * medians[row]:,.1f} ({ratio:.2f}×)"


def _exponent(known: Sequence[tuple[int, float]]) -> str:
    """Return by which power the time grows over the largest tenfold or so that was measured."""
    if len(known) < 2:
        return "–"
    m, most = known[-1]
    n, least = ([pair for pair in known if pair[0] * 10 <= m] or known)[-1 if m >= 10 * known[0][0] else 0]
    return f"{math.log(most / least) / math.log(m / n):.2f}" if m > n and least > 0 else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of partners")
    parser.add_argument("--repeats", type=int, default=5, help="rounds for each size; the largest has fewer")
    parser.add_argument("--markdown", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    bench = Bench()
    found = {}
    for size in map(int, options.sizes.split(",")):
        rounds = max(1, min(options.repeats, 6_000 // size))
        found[size] = measure(bench, size, rounds)
        print(f"{size:>6} partners, {found[size][1]:,} facts: {found[size][0][DIAGNOSE]:.3f} s", file=sys.stderr)
    lines = list(table(found))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += ["", f"{len(bench.rules)} rules; Python {sys.version.split()[0]}; peak memory {peak:,.0f} MB."]
    print("\n".join(lines))
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
