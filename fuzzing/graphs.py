"""Fuzz the readers of GraphML, GEXF, node-link JSON and the export of the register."""

from __future__ import annotations

import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas import api as rk  # the package itself imports when something is asked for, which is too late
    from regiokompas.io.register import read_register
    from regiokompas.model import read as read_document

from harness import EXAMPLES, ROOT, fuzz

SUFFIXES = (".graphml", ".gexf", ".json", ".xml")


def read(folder: Path, data: bytes) -> None:
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".xml"
    path = folder / f"input{suffix}"
    path.write_bytes(data[1:])
    if suffix == ".xml":
        for document in read_register(path):
            read_document(document)
    else:
        rk.load(path)


def seeds() -> dict[str, bytes]:
    region = rk.load(EXAMPLES[-1])
    found = {"register": b"\3" + (ROOT / "tests" / "data" / "register.xml").read_bytes()}
    with tempfile.TemporaryDirectory() as folder:
        for number, format_ in enumerate(("graphml", "gexf", "node-link")):
            rk.save(region, Path(folder) / "seed", format=format_)
            found[format_] = bytes([number]) + (Path(folder) / "seed").read_bytes()
    return found


if __name__ == "__main__":
    fuzz("graphs", seeds(), read)
