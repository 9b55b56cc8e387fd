"""Change the code a little at a time and see whether a test notices: ``python benchmarks/mutants.py [MODULE ...]``.

The changes are made and tried by mutmut, in a copy of the project under ``build/mutants``; what to change and which
tests must notice is in ``mutants.toml``. The result of each module is kept beside it in ``mutants.json``, so that
modules can be done one at a time, on any machine. The table of all of them goes to ``docs/measured/mutation.md``. Ends
with 1 if a change to one of these modules went unnoticed and is not explained.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from difflib import ndiff
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
COPY = BUILD / "copy"
TABLE = ROOT / "docs" / "measured" / "mutation.md"
KEPT = ROOT / "benchmarks" / "mutants.json"
CONFIGURATION = tomllib.loads((ROOT / "benchmarks" / "mutants.toml").read_text(encoding="utf-8"))
COPIED = ("rules", "examples", "docs", "README.md", "LICENSE", "conftest.py")
MUTMUT = (str(Path(sys.executable).with_name("mutmut")),)
#: Few cases per test, for each runs once per change; and the code of the copy, not of the project.
ENVIRONMENT = {**os.environ, "PYTHONPATH": "", "REGIOKOMPAS_CASES": "40"}
#: Statuses in which a test failed, or never ended; in all others nothing noticed the change.
NOTICED = ("killed", "timeout", "suspicious", "segfault", "caught by type check")


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed: its function, and the line before and after."""

    function: str
    status: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"`{self.function}`: `{self.before}` → `{self.after}`"

    def explanation(self, module: str) -> str | None:
        for known in CONFIGURATION.get("equivalent", ()):
            afters = known["after"] if isinstance(known["after"], list) else [known["after"]]
            if (known["module"], known["before"]) == (module, self.before) and self.after in afters:
                return str(known["why"])
        return None


@dataclass(frozen=True)
class Result:
    """How the changes to one module ended, and when they were tried."""

    tried: str
    statuses: dict[str, int]
    survivors: tuple[Survivor, ...]

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    def unexplained(self, module: str) -> list[Survivor]:
        return [survivor for survivor in self.survivors if survivor.explanation(module) is None]


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
    left = {name: status for name, status in by_mutant.items() if status not in NOTICED}
    return Result(date.today().isoformat(), dict(Counter(by_mutant.values())), tuple(_survivors(module, left)))


def _survivors(module: str, statuses: dict[str, str]) -> Iterator[Survivor]:
    """Compare changed functions with the unchanged ones; ``mutmut show`` takes a second for each."""
    text = (COPY / "mutants" / "src" / "regiokompas" / f"{module}.py").read_text(encoding="utf-8")
    functions = {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
    lines = text.splitlines()

    def body(name: str) -> list[str]:
        return [line.strip() for line in lines[functions[name].lineno : functions[name].end_lineno]]

    for mutant, status in statuses.items():
        name = mutant.rpartition(".")[2]
        changed = name.partition("__mutmut_")[0]
        compared = list(ndiff(body(f"{changed}__mutmut_orig"), body(name)))
        before, after = (" ".join(line[2:] for line in compared if line[0] == sign) for sign in "-+")
        function = changed.removeprefix("x").replace("ǁ", ".").lstrip("._")
        yield Survivor(function, status, before, after)


def _results() -> dict[str, Result]:
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return {
        module: Result(result["tried"], result["statuses"], tuple(Survivor(**s) for s in result["survivors"]))
        for module, result in kept.items()
    }


def _keep(module: str, result: Result) -> None:
    results = {**_results(), module: result}
    kept = {name: asdict(results[name]) for name in CONFIGURATION["modules"] if name in results}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table() -> str:
    """Return the page."""
    rows, explained, open_ones = [], [], []
    results = _results()
    for module in CONFIGURATION["modules"]:
        if module not in results:
            rows.append(f"| `{module}` | | | | | not run | |")
            continue
        result = results[module]
        left = len(result.unexplained(module))
        equal = len(result.survivors) - left
        noticed = result.total - len(result.survivors)
        score = 100 * noticed / max(1, result.total - equal)
        rows.append(f"| `{module}` | {result.total} | {noticed} | {equal} | {left} | {score:.1f}% | {result.tried} |")
        for survivor in result.survivors:
            why = survivor.explanation(module)
            said = f"- `{module}`, {survivor}"
            (explained if why else open_ones).append(f"{said}. {why}" if why else said)
    return "\n".join(
        [
            "# Mutation testing",
            "",
            "`make mutants` changes the code a little at a time, with mutmut, and runs the tests of the module. A",
            "change that no test notices shows a hole in the tests, or a change that makes no difference. Score: what",
            "was noticed, as a share of all changes but those that make no difference.",
            "",
            "| Module | Changes | Noticed | Make no difference | Unnoticed | Score | Tried |",
            "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
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
    )


def main(modules: list[str]) -> int:
    unknown = sorted(set(modules) - set(CONFIGURATION["modules"]))
    if unknown:
        print(f"not in mutants.toml: {', '.join(unknown)}", file=sys.stderr)
        return 2
    BUILD.mkdir(parents=True, exist_ok=True)
    unexplained = 0
    for module in modules or CONFIGURATION["modules"]:
        result = run(module)
        _keep(module, result)
        print(f"{module}: {result.statuses}", flush=True)
        for survivor in result.unexplained(module):
            unexplained += 1
            print(f"  unnoticed in {survivor}", flush=True)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(table(), encoding="utf-8")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
