"""Fuzz the readers of files of many, of records of a batch, of baselines, and of changes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas import api as rk  # the package itself imports when something is asked for, which is too late
    from regiokompas.batch.records import record, to_line
    from regiokompas.batch.sources import from_paths
    from regiokompas.changes import parse_change, read_changes

from harness import EXAMPLES, fuzz

from regiokompas.errors import RegiokompasError

SUFFIXES = (".ndjson", ".parquet", ".records", ".baseline", ".changes", ".change")


def read(folder: Path, data: bytes) -> None:
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".ndjson"
    path = folder / f"input{suffix}"
    path.write_bytes(data[1:])
    match suffix:
        case ".records":
            rk.overview(path)
        case ".baseline":
            rk.Baseline.load(path)
        case ".change":
            parse_change(data[1:].decode(errors="replace"))
        case ".changes":
            try:
                found = json.loads(data[1:])
            except (ValueError, RecursionError):
                return
            if isinstance(found, list):
                read_changes(found)
        case _:
            for given in from_paths([str(path)]):
                try:
                    given.load()
                except RegiokompasError as error:
                    assert str(error), "an error that says nothing"


def seeds() -> dict[str, bytes]:
    region = rk.load(EXAMPLES[-1])
    diagnosis = rk.diagnose(region)
    found = {
        "lines": b"\0" + json.dumps(region.to_dict()).encode() + b"\n",
        "records": b"\2" + to_line(record(diagnosis, "seed")),
        "baseline": b"\3" + json.dumps(rk.Baseline.of(diagnosis).to_dict()).encode(),
        "changes": b'\4[{"change": "leaves", "person": "person:a"}]',
        "change": b"\5leaves:person:a",
    }
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as folder:
        row = {name: [json.dumps(section)] for name, section in region.to_dict().items()}
        pq.write_table(pa.table(row), Path(folder) / "seed.parquet")
        found["parquet"] = b"\1" + (Path(folder) / "seed.parquet").read_bytes()
    return found


if __name__ == "__main__":
    fuzz("many", seeds(), read)
