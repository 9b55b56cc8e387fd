"""The plugin that makes rule tests pytest items: what it collects, what it leaves alone, and what a failure shows."""

import shutil
from pathlib import Path

import pytest

from regiokompas import pytest_plugin
from regiokompas.rules.descriptions import DESCRIPTION
from regiokompas.rules.reading import FIELDS

ESSAY = Path(__file__).parent.parent / "rules" / "essay"
RULE = "financing/circular-wait.yaml"


@pytest.fixture
def pack(pytester: pytest.Pytester) -> Path:
    """Make a pack of one rule of the essay."""
    folder = pytester.path / "pack"
    (folder / "financing").mkdir(parents=True)
    shutil.copy(ESSAY / RULE, folder / RULE)
    (folder / "pack.yaml").write_text(
        'name: own\ntitle: {nl: a, en: b}\nversion: "1"\nprefixes: [FIN]\nrequires: ">=0"\nlicence: MIT\n'
    )
    return folder


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest("-p", "regiokompas.pytest_plugin", "-p", "no:cacheprovider", *arguments)


def test_the_names_it_repeats_are_those_of_the_library() -> None:
    assert frozenset(FIELDS) == pytest_plugin.FIELDS
    assert DESCRIPTION == pytest_plugin.DESCRIPTION


@pytest.mark.usefixtures("pack")
def test_every_rule_test_and_the_pack_itself_are_items(pytester: pytest.Pytester) -> None:
    result = run(pytester, "-v")
    result.assert_outcomes(passed=8)
    result.stdout.fnmatch_lines_random(
        ["*pack.yaml::loads PASSED*", "*circular-wait.yaml::two funds wait for each other PASSED*"]
    )


@pytest.mark.usefixtures("pack")
def test_one_test_can_be_chosen_by_its_name(pytester: pytest.Pytester) -> None:
    run(pytester, "-k", "amounts").assert_outcomes(passed=1, deselected=7)


def test_a_failure_shows_the_condition_and_its_place_and_no_traceback(pytester: pytest.Pytester, pack: Path) -> None:
    file = pack / RULE
    file.write_text(file.read_text(encoding="utf-8").replace("size: 1, amount", "size: 2, amount"), encoding="utf-8")
    result = run(pytester)
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*FIN01 circular-wait: one fund is no circle*",
            "pack/financing/circular-wait.yaml:*: circular-wait: one fund is no circle",
            "  expected silent because of size",
            "  got      fires",
            "  + funding_cycle cycle: funding_cycle:0  [[]pack/financing/circular-wait.yaml:*]",
            "      + size gte 2: found 2",
            "      + amount gt 0: found 400000",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_mistake_in_a_rule_fails_the_collection_with_its_place(pytester: pytest.Pytester, pack: Path) -> None:
    file = pack / RULE
    file.write_text(file.read_text(encoding="utf-8").replace("size: {gte", "sise: {gte"), encoding="utf-8")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["pack/financing/circular-wait.yaml:21:*: sise is no attribute of funding_cycle"])


def test_what_is_wrong_with_the_pack_as_a_whole_fails_its_item(pytester: pytest.Pytester, pack: Path) -> None:
    description = pack / "pack.yaml"
    description.write_text(description.read_text().replace("[FIN]", "[OWN]"))
    result = run(pytester)
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(["*FIN01 has no prefix of the pack own*"])


def test_files_of_others_are_left_alone(pytester: pytest.Pytester, pack: Path) -> None:
    (pack / "pack.yaml").unlink()
    other = pytester.mkdir("scale") / "values.yaml"
    other.write_text("a: [")
    assert run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.usefixtures("pack")
def test_the_engine_can_be_set(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nregiokompas_engine = clips\n")
    run(pytester).assert_outcomes(passed=8)
    pytester.makeini("[pytest]\nregiokompas_engine = steam\n")
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=7)
    result.stdout.fnmatch_lines(["*steam*"])
