"""Time one diagnosis, split over the layers: ``python benchmarks/layers.py [FILE] [REPEATS]``.

Prints the median over the repeats, in milliseconds. Packs are loaded and compiled once, as in a ``Kompas``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from regiokompas.diagnosis import Case
from regiokompas.engine.fragment import fragments
from regiokompas.engine.run import run
from regiokompas.engine.selection import available_engines, make_proposers
from regiokompas.explain import Wording
from regiokompas.facts import build_facts, vocabulary
from regiokompas.graph import to_graph
from regiokompas.io.files import read_file
from regiokompas.model import read
from regiokompas.report import render
from regiokompas.results import RunInfo
from regiokompas.rules import compile_rules, load_packs

T = TypeVar("T")

times: dict[str, list[float]] = defaultdict(list)


def timed(layer: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = work()
    times[layer].append(1000 * (time.perf_counter() - start))
    return result


def main(file: str, repeats: int) -> None:
    kinds = vocabulary()
    packs = timed("once: load the rules", lambda: load_packs(["essay"], kinds))
    program = timed("once: compile", lambda: compile_rules([r for p in packs for r in p.rules], kinds))
    native, encoder = fragments(program)
    engines = {name: timed(f"once: make {name}", lambda n=name: make_proposers(n, native)) for name in available_engines()}
    for _ in range(repeats):
        document = timed("io: read the file", lambda: read_file(file))
        region = timed("model: check it", lambda: read(document))
        timed("graph: make it", lambda: to_graph(region))
        base = timed("facts: with all measures", lambda: build_facts(region))
        for name, proposers in engines.items():
            result = timed(f"engine: {name}", lambda p=proposers: run(program, encoder, native, base, p))
        wording = Wording(region, kinds, "nl")
        case = Case(region, program, result, wording, {}, lambda rule: True)
        info = RunInfo("", (), (), 0, 0, {}, {})
        diagnosis = timed("explain and rank", lambda: case.diagnosis(info))
        timed("report: json", lambda: render(diagnosis, "json"))
        timed("report: text", lambda: render(diagnosis, "text"))
    width = max(map(len, times))
    print(f"{len(program.rules)} rules, {len(base.facts)} facts, {len(diagnosis.findings)} findings, {repeats} repeats\n")
    for layer, values in times.items():
        print(f"{layer:<{width}}  {statistics.median(values):8.1f} ms")
    start = time.perf_counter()
    for _ in range(5):
        subprocess.run([sys.executable, "-c", "import regiokompas"], check=True)
    imported = (time.perf_counter() - start) / 5
    start = time.perf_counter()
    for _ in range(5):
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = (time.perf_counter() - start) / 5
    print(f"\nimport regiokompas: {1000 * (imported - bare):.0f} ms on top of bare Python ({1000 * bare:.0f} ms)")


if __name__ == "__main__":
    root = Path(__file__).parent.parent
    chosen = sys.argv[1] if len(sys.argv) > 1 else str(root / "examples" / "rivierland.yaml")
    main(chosen, int(sys.argv[2]) if len(sys.argv) > 2 else 20)
