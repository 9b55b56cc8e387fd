"""The pack of somebody else in examples/, installed and run as a user would: by pip, in a fresh process."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "accountability"
RIVIERLAND = str(ROOT / "examples" / "rivierland.yaml")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package beside the library, in a folder of its own."""
    target = tmp_path_factory.mktemp("site")
    # Without hatchling at hand pip fetches it, as it does for a user.
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", *isolation, "--target", str(target)]
    subprocess.run([*command, str(EXAMPLE)], check=True, capture_output=True, text=True)
    return target


def run(installed: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    paths = [str(installed), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, encoding="utf-8")


def test_the_pack_is_found_by_its_name_and_its_rules_fire(installed: Path) -> None:
    done = run(
        installed, "regiokompas", "check", RIVIERLAND, "--pack", "accountability", "--select", "ACC", "--output-format", "json"
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert {finding["id"] for finding in report["findings"]} == {"ACC06"}
    assert set(report["info"]["packs"]) == {"essay", "accountability"}


def test_its_own_measure_explains_itself_to_the_line(installed: Path) -> None:
    done = run(installed, "regiokompas", "explain", RIVIERLAND, "ACC06", "--pack", "accountability", "--language", "en")
    assert "number of governments without a governor in a role: 5" in done.stdout
    lines = Path(RIVIERLAND).read_text(encoding="utf-8").splitlines()
    theme = next(n for n, line in enumerate(lines, start=1) if "key: theme:crisisdienst" in line)
    assert f"rivierland.yaml:{theme}:5" in done.stdout


def test_the_linter_finds_nothing(installed: Path) -> None:
    done = run(installed, "regiokompas", "rules", "lint", "accountability", "--on", RIVIERLAND, "--notes")
    assert (done.returncode, done.stdout) == (0, "nothing wrong in 8 rules of accountability\n"), done.stdout


def test_the_tests_of_its_rules_are_pytest_items(installed: Path, tmp_path: Path) -> None:
    rules = str(installed / "regiokompas_accountability" / "rules")
    plugin = ("-p", "regiokompas.pytest_plugin", "-p", "no:cacheprovider")
    done = run(installed, "pytest", "-q", *plugin, rules, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "54 passed" in done.stdout


def test_the_examples_of_its_measures_hold(installed: Path, tmp_path: Path) -> None:
    module = str(installed / "regiokompas_accountability" / "measures.py")
    done = run(installed, "doctest", module, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_without_the_package_there_is_no_such_pack() -> None:
    done = run(Path("nowhere"), "regiokompas", "rules", "test", "accountabilit")
    assert done.returncode == 2
    assert "there is no pack accountabilit; known are essay" in done.stderr
