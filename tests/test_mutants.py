"""What is said of changes that make no difference is said of code that is still there."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KNOWN = tomllib.loads((ROOT / "benchmarks" / "mutants.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", KNOWN["modules"])
def test_what_makes_no_difference_still_stands_in_the_source(module: str) -> None:
    lines = (ROOT / "src" / "regiokompas" / f"{module}.py").read_text(encoding="utf-8").splitlines()
    source = f" {' '.join(line.strip() for line in lines)} "
    befores = [known["before"] for known in KNOWN["equivalent"] if known["module"] == module]
    assert [before for before in befores if f" {before} " not in source] == []


def test_all_of_it_is_of_modules_that_are_tried_by_tests_that_exist() -> None:
    assert {known["module"] for known in KNOWN["equivalent"]} <= KNOWN["modules"].keys()
    assert all((ROOT / test).is_file() for tests in KNOWN["modules"].values() for test in tests)
