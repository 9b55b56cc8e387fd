"""Diagnose for a long time and watch memory and agreement: ``python benchmarks/soak.py [DIAGNOSES]``.

Prints the page ``docs/measured/soak.md``: the resident memory at the start, after a tenth and after all of the
diagnoses of one process, for both engines, and whether many threads on one :class:`Kompas` come to the same results as
one after the other.
"""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

from regiokompas import Partnership, load
from regiokompas.engine.selection import available_engines
from regiokompas.kompas import Kompas

DIAGNOSES = 10_000
THREADS = (1, 4, 16)


def region(number: int = 0) -> Partnership:
    """Return a small partnership; another number gives other keys, so that nothing can be remembered."""
    partners = [f"partner:{number}-{n}" for n in range(4)]
    persons = [f"person:{number}-{n}" for n in range(6)]
    data: dict[str, Any] = {
        "partnership": {"key": f"partnership:{number}", "name": f"Region {number}", "date": "2026-11-23"},
        "partners": [{"key": key, "name": key, "kind": "municipality"} for key in partners],
        "persons": [
            {"key": key, "function": key, "employer": partners[n % 4], "deputies": []} for n, key in enumerate(persons)
        ],
        "themes": [{"key": "theme:youth", "name": "Youth", "partners": partners}],
        "roles": [{"role": "initiator", "holder": persons[0], "concerns": "theme:youth"}],
        "relations": [{"from": one, "to": other, "frequency": "monthly"} for one, other in pairwise(persons)],
        "funds": [
            {
                "key": f"fund:{n}",
                "name": f"fund {n}",
                "owner": partners[n],
                "theme": "theme:youth",
                "amount": "EUR 100000",
                "status": "conditional",
                "condition": {"all_of": [f"fund:{(n + 1) % 3}"]},
            }
            for n in range(3)
        ],
    }
    return load(data)


def resident() -> float:
    """Return the memory of this process that is in use, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def run_one_engine(engine: str, diagnoses: int) -> None:
    """Print the row of one engine; in a process of its own, so that one does not pay for the other."""
    kompas = Kompas(engine=engine)
    for number in range(20):  # what is made once and kept
        kompas.diagnose(region(number))
    at_start, since = resident(), time.perf_counter()
    tenth = at_start
    for number in range(1, diagnoses + 1):
        kompas.diagnose(region(number))
        if number == diagnoses // 10:
            tenth = resident()
    seconds = time.perf_counter() - since
    end = resident()
    kompas.close()
    growth = 1000 * (end - tenth) / (diagnoses - diagnoses // 10)
    print(
        f"| {engine} | {at_start:.1f} | {tenth:.1f} | {end:.1f} | {growth:.2f} | {1000 * seconds / diagnoses:.0f} |",
        flush=True,
    )


def run_threads(engine: str, diagnoses: int) -> None:
    """Print a row for each number of threads on one kompas."""
    regions = [region(number) for number in range(20)]
    expected = [Kompas(engine=engine).diagnose(one) for one in regions]
    for threads in THREADS:
        kompas = Kompas(engine=engine)
        since = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            work = [number % len(regions) for number in range(diagnoses)]
            found = list(pool.map(kompas.diagnose, [regions[number] for number in work]))
        seconds = time.perf_counter() - since
        differing = sum(one.findings != expected[number].findings for number, one in zip(work, found, strict=True))
        kompas.close()
        print(f"| {engine} | {threads} | {diagnoses} | {differing} | {1000 * seconds / diagnoses:.0f} |", flush=True)


def print_rows(what: str, engines: list[str], diagnoses: int) -> None:
    """Let every engine run in a process of its own, beside each other, and print what they say in order."""
    commands = [[sys.executable, __file__, what, engine, str(diagnoses)] for engine in engines]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    for process in running:
        said, _ = process.communicate()
        if process.returncode:
            sys.exit(f"{process.args} ended with {process.returncode}")
        print(said, end="", flush=True)


def main(diagnoses: int) -> None:
    """Print the page."""
    engines = list(available_engines())
    print("# Under load\n")
    print(
        f"From `make soak`, on {os.cpu_count()} cores with Python {platform.python_version()}, both engines "
        f"at the same time. Times are indicative; memory is what is measured.\n"
    )
    print(f"## {diagnoses:,} diagnoses in one process\n")
    print(
        f"A partnership of 4 partners, 6 persons and 3 funds, another one each time. Resident memory in MB: after 20 "
        f"diagnoses to warm up, after {diagnoses // 10:,}, and after all; then the growth per thousand diagnoses "
        f"between the last two.\n"
    )
    print("| engine | start (MB) | a tenth (MB) | end (MB) | growth (MB per 1,000) | ms per diagnosis |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    print_rows("engine", engines, diagnoses)
    print("\n## Threads that share one kompas\n")
    print("How many of the diagnoses differ from those made one after the other; it must be none.\n")
    print("| engine | threads | diagnoses | that differ | ms per diagnosis |")
    print("|---|---:|---:|---:|---:|", flush=True)
    print_rows("threads", engines, max(40, diagnoses // 50))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["engine", engine, count]:
            run_one_engine(engine, int(count))
        case ["threads", engine, count]:
            run_threads(engine, int(count))
        case [count]:
            main(int(count))
        case _:
            main(DIAGNOSES)
