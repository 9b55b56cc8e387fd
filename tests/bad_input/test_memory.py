"""The worst inputs are refused within a ceiling of memory, which the operating system holds."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Address space of the child, Python and the library included, in bytes.
CEILING = 1_000_000_000

SCRIPT = f"""
import resource, tempfile, zipfile
from pathlib import Path
import regiokompas as rk
rk.load({{"partnership": {{"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}}})
resource.setrlimit(resource.RLIMIT_AS, ({CEILING}, {CEILING}))
folder = Path(tempfile.mkdtemp())
entities = "".join(f'<!ENTITY l{{n}} "{{f"&l{{n - 1}};" * 10}}">' for n in range(1, 10))
laughs = "\\n".join(f"l{{n}}: &l{{n}} [{{', '.join([f'*l{{n - 1}}'] * 10) if n else 'lol'}}]" for n in range(10))
inputs = {{
    "aliases.yaml": laughs,
    "lists.yaml": "[" + "[]," * 16_000_000 + "[]]",
    "lists.json": "[" + "[]," * 16_000_000 + "[]]",
    "entities.graphml": f'<!DOCTYPE x [<!ENTITY l0 "lol">{{entities}}]><x>&l9;</x>',
    "elements.graphml": "<graphml>" + "<a/>" * 12_000_000 + "</graphml>",
    "attributes.gexf": "<a " + "".join(f'a{{n}}="" ' for n in range(3_000_000)) + "/>",
    "text.json": '{{"partnership": {{"note": "' + "x" * 10_000_000 + '"}}}}',
    "text.yaml": "partnership: {{note: " + "x" * 10_000_000 + "}}",
    "cells/partners.csv": "a;" * 3_000_000,
}}
for name, content in inputs.items():
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
del content, inputs["lists.yaml"], inputs["lists.json"]
with zipfile.ZipFile(folder / "swelling.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    with archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(99):
            part.write(b"<c/>" * 250_000)
for path in sorted(folder.iterdir()):
    try:
        rk.load(path)
    except rk.InputError:
        print(path.name)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to an address space")
def test_the_worst_inputs_are_refused_within_the_ceiling() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.split()) == 10


WRONG_EVERYWHERE = f"""
import json, resource, tempfile
from pathlib import Path
import networkx as nx
import regiokompas as rk
about = {{"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
rk.load({{"partnership": about}})
resource.setrlimit(resource.RLIMIT_AS, ({CEILING}, {CEILING}))
graph = nx.MultiDiGraph()
graph.add_nodes_from(range(900_000))
path = Path(tempfile.mkdtemp()) / "region.json"
path.write_text(json.dumps({{"partnership": about, "partners": [{{"odd": 1}}] * 300_000}}))
for name in "graph", "path":
    try:
        rk.load(globals().pop(name))
    except rk.InputError as error:
        print(len(error.problems), error.problems.more, str(error).count("expected:"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to an address space")
def test_what_is_within_the_limits_and_wrong_everywhere_is_refused_within_the_ceiling() -> None:
    done = subprocess.run([sys.executable, "-c", WRONG_EVERYWHERE], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split("\n")[:2] == ["1000 899000 1000", "1000 899000 1000"]
