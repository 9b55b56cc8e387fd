"""Write every schema to a folder: ``python -m regiokompas.schemas docs/schema``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from regiokompas.schemas.published import published

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m regiokompas.schemas", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in published().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / f"{name}.schema.json").write_text(f"{text}\n", encoding="utf-8")
