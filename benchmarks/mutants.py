"""Change the code a little at a time and see whether a test notices: ``python benchmarks/mutants.py [MODULE ...]``.

The changes are made and tried by mutmut, in a copy of the project under ``build/mutants``; what to change and which
tests must notice is in ``mutants.toml``. Results are kept there as well, so that modules can be done one at a time. The
table of all of them goes to ``docs/measured/mutation.md``. Ends with 1 if a change went unnoticed and is not explained.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
COPY = BUILD / "copy"
TABLE = ROOT / "docs" / "measured" / "mutation.md"
CONFIGURATION = tomllib.loads((ROOT / "benchmarks" / "mutants.toml").read_text(encoding="utf-8"))
COPIED = ("rules", "examples", "docs", "README.md", "LICENSE", "conftest.py")
MUTMUT = (str(Path(sys.executable).with_name("mutmut")),)
#: Few cases per test: each runs once per change.
ENVIRONMENT = {**os.environ, "REGIOKOMPAS_CASES": "40"}
#: Statuses in which no test failed.
UNNOTICED = ("survived", "no tests")


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed: its function, and the line before and after."""

    function: str
    status: str
    before: str
    after: str

    def explanation(self, module: str) -> str | None:
        for known in CONFIGURATION.get("equivalent", ()):
            if (known["module"], known["before"], known["after"]) == (module, self.before, self.after):
                return str(known["why"])
        return None


@dataclass(frozen=True)
class Result:
    """How the changes to one module ended."""

    statuses: dict[str, int]
    survivors: tuple[Survivor, ...]

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


def run(module: str) -> Result:
    """Let mutmut change one module, in a fresh copy."""
    shutil.rmtree(COPY, ignore_errors=True)
    listing = ["git", "ls-files", "-co", "--exclude-standard", "src", "tests", "pyproject.toml", *COPIED]
    files = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in files.splitlines():
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    with (COPY / "pyproject.toml").open("a", encoding="utf-8") as configuration:
        configuration.write(
            "\n[tool.mutmut]\n"
            'source_paths = ["src"]\n'
            f'only_mutate = ["src/regiokompas/{module}.py"]\n'
            f"also_copy = {json.dumps(COPIED)}\n"
            f"pytest_add_cli_args_test_selection = {json.dumps(CONFIGURATION['modules'][module])}\n"
            'pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:cacheprovider"]\n'
        )
    log = BUILD / f"{module.replace('/', '-')}.log"
    with log.open("w", encoding="utf-8") as output:
        ended = subprocess.run(
            [*MUTMUT, "run", "--max-children", "1"], cwd=COPY, stdout=output, stderr=output, env=ENVIRONMENT
        )
    if ended.returncode:
        sys.exit(f"{module}: mutmut ended with {ended.returncode}; see {log}")
    said = subprocess.run([*MUTMUT, "results", "--all", "true"], cwd=COPY, check=True, capture_output=True, text=True)
    by_mutant = dict(line.strip().rsplit(": ", 1) for line in said.stdout.splitlines() if ": " in line)
    survivors = tuple(_survivor(name, status) for name, status in by_mutant.items() if status in UNNOTICED)
    return Result(dict(Counter(by_mutant.values())), survivors)


def _survivor(name: str, status: str) -> Survivor:
    shown = subprocess.run([*MUTMUT, "show", name], cwd=COPY, check=True, capture_output=True, text=True).stdout
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++"))]
    function = name.rsplit(".", 1)[1].partition("__mutmut_")[0].removeprefix("x").replace("ǁ", ".").lstrip(".")
    before = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    after = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return Survivor(function.removeprefix("_"), status, before, after)


def _kept(module: str) -> Path:
    return BUILD / f"{module.replace('/', '-')}.json"


def _load(module: str) -> Result | None:
    if not _kept(module).exists():
        return None
    kept = json.loads(_kept(module).read_text(encoding="utf-8"))
    return Result(kept["statuses"], tuple(Survivor(**survivor) for survivor in kept["survivors"]))


def table() -> tuple[str, int]:
    """Return the page, and how many changes went unnoticed without an explanation."""
    rows, explained, open_ones, unexplained = [], [], [], 0
    for module in CONFIGURATION["modules"]:
        result = _load(module)
        if result is None:
            rows.append(f"| `{module}` | | | | | not run |")
            continue
        whys = [(survivor, survivor.explanation(module)) for survivor in result.survivors]
        equal = sum(why is not None for _, why in whys)
        left = len(whys) - equal
        unexplained += left
        noticed = result.total - len(whys)
        score = 100 * noticed / max(1, result.total - equal)
        rows.append(f"| `{module}` | {result.total} | {noticed} | {equal} | {left} | {score:.1f}% |")
        for survivor, why in whys:
            said = f"- `{module}`, `{survivor.function}`: `{survivor.before}` → `{survivor.after}`"
            (explained if why else open_ones).append(f"{said}. {why}" if why else said)
    return "\n".join(
        [
            "# Mutation testing",
            "",
            "`make mutants` changes the code a little at a time, with mutmut, and runs the tests of the module. A",
            "change that no test notices shows a hole in the tests, or a change that makes no difference. Score: what",
            "was noticed, as a share of all changes but those that make no difference.",
            "",
            "| Module | Changes | Noticed | Make no difference | Unnoticed | Score |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            *rows,
            "",
            "## Changes that make no difference",
            "",
            *(explained or ["None."]),
            "",
            "## Unnoticed",
            "",
            *(open_ones or ["None."]),
            "",
        ]
    ), unexplained


def main(modules: list[str]) -> int:
    unknown = sorted(set(modules) - set(CONFIGURATION["modules"]))
    if unknown:
        print(f"not in mutants.toml: {', '.join(unknown)}", file=sys.stderr)
        return 2
    BUILD.mkdir(parents=True, exist_ok=True)
    for module in modules or CONFIGURATION["modules"]:
        result = run(module)
        _kept(module).write_text(json.dumps(asdict(result), indent=1, ensure_ascii=False), encoding="utf-8")
        print(f"{module}: {result.statuses}", flush=True)
    page, unexplained = table()
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(page, encoding="utf-8")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
