"""Time the stress test of a made-up partnership: ``python benchmarks/stress.py [PERSONS] [PARTNERS]``."""

from __future__ import annotations

import random
import sys
import time
from typing import Any

from regiokompas import load
from regiokompas.kompas import Kompas


def region(persons: int, partners: int) -> dict[str, Any]:
    """Return a partnership in which everyone has a few contacts and every theme an initiator or two."""
    chance = random.Random(1)
    keys = [f"person:{n}" for n in range(persons)]
    homes = [f"partner:{n}" for n in range(partners)]
    themes = [f"theme:{n}" for n in range(8)]
    ties = sorted({tuple(sorted(chance.sample(keys, 2))) for _ in range(2 * persons)})
    return {
        "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
        "partners": [{"key": key, "name": key, "kind": "municipality"} for key in homes],
        "persons": [
            {"key": key, "function": key, "employer": homes[n % partners], "deputies": []} for n, key in enumerate(keys)
        ],
        "themes": [{"key": key, "name": key, "partners": sorted(chance.sample(homes, 6))} for key in themes],
        "roles": [
            {"role": "initiator", "holder": holder, "concerns": key}
            for key in themes
            for holder in chance.sample(keys, 2)
        ],
        "relations": [{"from": one, "to": other, "frequency": "monthly"} for one, other in ties],
        "funds": [
            {
                "key": f"fund:{n}",
                "name": f"fund {n}",
                "owner": homes[n],
                "theme": themes[n % 8],
                "amount": "EUR 100000",
                "status": "conditional",
                "condition": {"all_of": [f"fund:{(n + 1) % 16}"]},
            }
            for n in range(16)
        ],
    }


def main(persons: int, partners: int) -> None:
    p = load(region(persons, partners))
    start = time.perf_counter()
    test = Kompas(engine="clips").stress_test(p)
    seconds = time.perf_counter() - start
    print(f"{persons} persons, {partners} partners, {len(p.relations or ())} relations, in {seconds:.1f} s:")
    print(f"{test.tried} single losses with the rules, {test.tried_pairs} pairs on the structure")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 30)
