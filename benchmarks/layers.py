"""Time one diagnosis, split over the layers: ``python benchmarks/layers.py [FILE] [REPEATS]``.

Prints the median over the repeats, in milliseconds. Packs are loaded and compiled once, as in a ``Kompas``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.engine.selection import available_engines
from regiokompas.facts import build_facts, vocabulary
from regiokompas.graph import to_graph
from regiokompas.io.files import read_yaml_file
from regiokompas.kompas import Kompas
from regiokompas.model import read
from regiokompas.report import render
from regiokompas.rules import compile_rules, load_packs

times: dict[str, list[float]] = defaultdict(list)


@contextmanager
def timed(layer: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times[layer].append(1000 * (time.perf_counter() - start))


def main(file: str, repeats: int) -> None:
    kinds = vocabulary()
    with timed("once: load the rules"):
        packs = load_packs(["essay"], kinds)
    with timed("once: compile"):
        program = compile_rules([rule for pack in packs for rule in pack.rules], kinds)
    kompas = Kompas()
    engines = {}
    for name in available_engines():
        with timed(f"once: make {name}"):
            engines[name] = KnowledgeBase(program, name)
    for _ in range(repeats):
        with timed("io: read the file"):
            document = read_yaml_file(Path(file))
        with timed("model: check it"):
            region = read(document)
        with timed("graph: make it"):
            to_graph(region)
        with timed("facts: with all measures"):
            base = build_facts(region, program.kinds)
        for name, knowledge in engines.items():
            with timed(f"engine: {name}"):
                knowledge.run(base)
        with timed("all of diagnose"):
            diagnosis = kompas.diagnose(region)
        with timed("report: json"):
            render(diagnosis, "json")
        with timed("report: text"):
            render(diagnosis, "text")
    width = max(map(len, times))
    print(
        f"{len(program.rules)} rules, {len(base.facts)} facts, {len(diagnosis.findings)} findings, {repeats} repeats\n"
    )
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
