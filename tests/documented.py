"""Run the examples of a page: Python as it stands, and commands of regiokompas within this process."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from pathlib import Path

from sybil import Document, Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

from regiokompas.cli import main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

PROMPT = "$ "
REFUSED = "# ends with 2"


def pages() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def parse(page: Path) -> Document:
    return Sybil([PythonCodeBlockParser(), CodeBlockParser("console", run_console), SkipParser()]).parse(page)


def furnish(folder: Path) -> None:
    """Put the files where the pages expect them: two regions, a register, and the examples."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("last-year.yaml", "region.yaml", "regions/a.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "examples" / "rivierland.yaml", folder / name)
    for name in ("this-year.yaml", "regions/b.yaml"):
        shutil.copy(ROOT / "examples" / "gezond.yaml", folder / name)
    demo = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
    (folder / "more.ndjson").write_text(json.dumps(demo) + "\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "data" / "register.xml", folder / "regelingen.xml")


def run_console(example: Example) -> str | None:
    """Run the commands of a block one after the other, and compare what they print with what is shown.

    Nothing shown means that nothing is asked of the output. A line of three dots stands for any lines. A command may end
    with 0 or 1; one that the page says ``# ends with 2`` of must do that.
    """
    for command, shown in _commands(example.parsed):
        words = shlex.split(command, comments=True)
        if not words or words[0] != "regiokompas":
            return f"{command}: only regiokompas is run here; show it as text, or skip it with the reason"
        code, printed = _run(words[1:])
        if (code == 2) != (REFUSED in command):
            return f"{command} ended with {code}:\n{printed}"
        if shown and not matches(printed, shown):
            return f"{command} printed\n{printed}\nand the page shows\n{shown}"
    return None


def _commands(block: str) -> list[tuple[str, str]]:
    """Return the commands of a block, each with the output that is shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.replace("\\\n", "").splitlines():
        if line.startswith(PROMPT):
            found.append((line.removeprefix(PROMPT), []))
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines).strip()) for command, lines in found]


def _run(words: list[str]) -> tuple[int, str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            code = main(words)
        except SystemExit as stop:  # argparse, for what it does not know
            code = int(stop.code or 0)
    return code, printed.getvalue()


def matches(printed: str, shown: str) -> bool:
    """Return whether an output is the one shown, where a line of three dots stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ ]*\n" for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed.strip() + "\n") is not None
