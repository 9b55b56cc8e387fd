"""What the harnesses share: bytes in; an understood input, or an error of ours with a place, out.

Each harness beside this module fuzzes one family of readers: ``python fuzzing/texts.py -max_total_time=60``.
``make fuzz`` runs them all.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

from regiokompas.errors import ProblemsError, RegiokompasError

ROOT = Path(__file__).parents[1]
EXAMPLES = [*sorted((ROOT / "examples").glob("*.yaml")), ROOT / "src" / "regiokompas" / "tables" / "example.yaml"]


def fuzz(name: str, seeds: dict[str, bytes], read: Callable[[Path, bytes], object]) -> None:
    """Fuzz a reader without end, or as long as libFuzzer is told to.

    Parameters
    ----------
    name
        Name of the family; what it finds is kept in ``build/fuzz/NAME``.
    seeds
        Valid inputs by name.
    read
        Gets a folder that is its own and the bytes.
    """
    corpus = ROOT / "build" / "fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed, content in seeds.items():
        (corpus / seed).write_bytes(content)
    with tempfile.TemporaryDirectory() as folder:

        def one(data: bytes) -> None:
            try:
                read(Path(folder), data)
            except ProblemsError as error:
                for problem in error.problems:
                    assert problem.message, "a problem that says nothing"
                    assert problem.source.file, "a problem without a place"
                str(error)
            except RegiokompasError as error:
                assert str(error), "an error that says nothing"

        limits = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=100000", f"-artifact_prefix={corpus}-found-"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], str(corpus)], one)
        atheris.Fuzz()
