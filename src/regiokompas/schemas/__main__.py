"""Write every schema to a folder: ``python -m regiokompas.schemas docs/schema``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from regiokompas.io.replacing import make_folder, write_bytes
from regiokompas.schemas.published import published

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m regiokompas.schemas", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    make_folder(folder)
    for name, schema in published().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        write_bytes(folder / f"{name}.schema.json", f"{text}\n".encode())
