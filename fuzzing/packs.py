"""Fuzz the readers of rules, profiles, claims and the description of a pack."""

from __future__ import annotations

from pathlib import Path

import atheris

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas.facts import vocabulary
    from regiokompas.rules import load_packs
    from regiokompas.rules.loader import packs_folder

from harness import fuzz

KINDS = vocabulary()
PLACES = ("pack.yaml", "claims.yaml", "profiles/input.yaml", "financing/input.yaml")


def read(folder: Path, data: bytes) -> None:
    path = folder / "pack" / PLACES[data[0] % len(PLACES) if data else 0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[1:])
    try:
        load_packs([str(folder / "pack")], KINDS)
    finally:
        path.unlink()


def place(path: Path) -> int:
    if path.name in PLACES:
        return PLACES.index(path.name)
    return 2 if path.parent.name == "profiles" else 3


if __name__ == "__main__":
    paths = [path for path in packs_folder().rglob("*.yaml") if path.parent.name != "cases"]
    fuzz("packs", {path.name: bytes([place(path)]) + path.read_bytes() for path in paths}, read)
