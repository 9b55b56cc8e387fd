"""The pins: the oldest versions that are tried are those that are promised, and the newest keep every promise."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
USED = [*PROJECT["dependencies"], *(line for name in EXTRAS if name not in ("dev", "docs") for line in EXTRAS[name])]


def pins(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): str(pin.specifier) for pin in found}


def test_the_lowest_pins_are_the_lower_bounds_of_the_package_and_its_extras() -> None:
    bounds = {canonicalize_name(r.name): str(r.specifier).replace(">=", "==") for r in map(Requirement, USED)}
    assert pins("constraints-lowest.txt") == bounds


@pytest.mark.parametrize("line", [*USED, *EXTRAS["docs"], *EXTRAS["dev"][1:]])
def test_what_the_checks_run_with_is_pinned_within_its_bounds(line: str) -> None:
    requirement = Requirement(line)
    pin = pins("constraints.txt")[canonicalize_name(requirement.name)]
    assert pin.startswith("==")
    assert requirement.specifier.contains(pin.removeprefix("=="))
