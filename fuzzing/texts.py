"""Fuzz the readers of YAML, JSON and TOML, the model, and the configuration."""

from __future__ import annotations

from pathlib import Path

import atheris

with atheris.instrument_imports(include=["regiokompas"]):
    from regiokompas import api as rk  # the package itself imports when something is asked for, which is too late
    from regiokompas.io.toml import read_toml

from harness import EXAMPLES, ROOT, fuzz

SUFFIXES = (".yaml", ".json", ".toml")


def read(folder: Path, data: bytes) -> None:
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".yaml"
    path = folder / f"input{suffix}"
    path.write_bytes(data[1:])
    if suffix == ".toml":
        rk.Configuration.load(path)
    else:
        rk.load(path)


if __name__ == "__main__":
    seeds = {path.name: b"\0" + path.read_bytes() for path in EXAMPLES}
    seeds["json"] = b"\1" + rk.render(rk.diagnose(rk.load(EXAMPLES[-1])), "json").encode()
    for path in (ROOT / "examples").rglob("*.toml"):
        read_toml(path.read_text(), path.name)
        seeds[path.name] = b"\2" + path.read_bytes()
    fuzz("texts", seeds, read)
