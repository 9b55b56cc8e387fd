"""Fuzz the readers of workbooks and of folders of CSV files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas import api as rk  # the package itself imports when something is asked for, which is too late

from harness import EXAMPLES, fuzz


def read(folder: Path, data: bytes) -> None:
    if data.startswith(b"PK"):
        path = folder / "input.xlsx"
        path.write_bytes(data)
        rk.load(path)
        return
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    name, _, content = data.partition(b"\n")
    word = "".join(filter(str.isalnum, name.decode("ascii", "ignore")))[:40]
    path = tables / f"{word or 'partners'}.csv"
    path.write_bytes(content)
    try:
        rk.load(tables)
    finally:
        path.unlink()


def seeds() -> dict[str, bytes]:
    region = rk.load(EXAMPLES[-1])
    with tempfile.TemporaryDirectory() as folder:
        rk.save(region, Path(folder) / "seed.xlsx")
        rk.save(region, Path(folder) / "tables")
        found = {"seed.xlsx": (Path(folder) / "seed.xlsx").read_bytes()}
        for path in (Path(folder) / "tables").glob("*.csv"):
            found[path.name] = path.stem.encode() + b"\n" + path.read_bytes()
    return found


if __name__ == "__main__":
    fuzz("tables", seeds(), read)
