"""Rule tests as pytest items: ``pytest FOLDER`` runs those of every pack under it, without a line of test code.

A pack is a folder with a ``pack.yaml``; its rules are the YAML files in the folders of the tension fields. Nothing else
is looked at, and until a rule is found nothing of regiokompas is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest._code import ExceptionInfo

    from regiokompas.rule_tests import RuleTestResult
    from regiokompas.rules.language import Rule

__all__ = ["PackFile", "RuleFile", "RuleItem", "pytest_addoption", "pytest_collect_file"]

#: These stand here too, so that collecting other people's files costs nothing; a test compares them.
DESCRIPTION = "pack.yaml"
FIELDS = frozenset({"content", "scale", "interests", "financing", "interplay", "direction"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option on the engine."""
    parser.addini(
        "regiokompas_engine",
        "engine that runs rule tests: auto, durable, clips or both (both where there are two)",
        default="",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PackFile | RuleFile | None:
    """Collect the rules of packs, and that each pack loads as a whole."""
    folder = file_path.parent
    if file_path.name == DESCRIPTION and any((folder / field).is_dir() for field in FIELDS):
        return PackFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".yaml" and folder.name in FIELDS and (folder.parent / DESCRIPTION).is_file():
        return RuleFile.from_parent(parent, path=file_path)
    return None


class PackFile(pytest.File):
    """A pack as a whole."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield one item: that the pack loads, with the packs that it needs."""
        yield PackItem.from_parent(self, name="loads")


class PackItem(pytest.Item):
    """That a pack loads: no two rules share a name, what a rule reads exists, and so on."""

    def runtest(self) -> None:
        """Load the pack."""
        from regiokompas.facts import vocabulary
        from regiokompas.rules import load_packs

        load_packs([str(self.path.parent)], vocabulary())

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what is wrong with the pack, not where it was raised."""
        return _said(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the place of the description."""
        return self.path, 0, f"pack {self.path.parent.name}"


class RuleFile(pytest.File):
    """One rule, with an item for each of its tests."""

    def collect(self) -> Iterable[pytest.Item]:
        """Read the rule and yield its tests; what is wrong with the file fails the collection."""
        from regiokompas.errors import PackError
        from regiokompas.facts import vocabulary
        from regiokompas.io.files import read_text
        from regiokompas.io.yaml import read_yaml
        from regiokompas.rules.reading import read_rule

        shown = _shown(self.path, self.config)
        document = read_yaml(read_text(self.path, shown), shown)
        rule, problems = read_rule(document, vocabulary())
        if rule is None:
            raise PackError(problems)
        names = [test.name for test in rule.tests]
        results = _Results(rule, self.config)
        for number, test in enumerate(rule.tests):
            name = test.name if names.count(test.name) == 1 else f"{test.name} {number + 1}"
            yield RuleItem.from_parent(self, name=name, results=results, number=number)

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the problems of the file, not where they were raised."""
        return _said(excinfo) or super().repr_failure(excinfo)


class _Results:
    """The tests of a rule, run together when the first of them is asked for: a rule is compiled once."""

    def __init__(self, rule: Rule, config: pytest.Config) -> None:
        self.rule = rule
        self.config = config

    @cached_property
    def all(self) -> tuple[RuleTestResult, ...]:
        from regiokompas.facts import vocabulary
        from regiokompas.rule_tests import run_rule_tests

        return tuple(run_rule_tests(self.rule, vocabulary(), engine=_engine(self.config)))


class RuleItem(pytest.Item):
    """One test of a rule."""

    def __init__(self, *, results: _Results, number: int, **others: Any) -> None:
        super().__init__(**others)
        self.results = results
        self.number = number

    def runtest(self) -> None:
        """Run the test on the engine that serves diagnoses; on both where there are two."""
        result = self.results.all[self.number]
        if not result.passed:
            raise RuleTestFailed(result)

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the condition that decided and its place."""
        if isinstance(excinfo.value, RuleTestFailed):
            from regiokompas.rule_tests import show_result

            return show_result(excinfo.value.result)
        return _said(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test stands."""
        rule = self.results.rule
        line = rule.tests[self.number].source.line
        return self.path, None if line is None else line - 1, f"{rule.id} {rule.name}: {self.name}"


class RuleTestFailed(AssertionError):  # noqa: N818 -- it is how pytest tells a failure from an error
    """A test of a rule ended otherwise than it expects."""

    def __init__(self, result: RuleTestResult) -> None:
        super().__init__(str(result))
        self.result = result


def _said(excinfo: ExceptionInfo[BaseException]) -> str | None:
    from regiokompas.errors import RegiokompasError

    return str(excinfo.value) if isinstance(excinfo.value, RegiokompasError) else None


def _engine(config: pytest.Config) -> str:
    from regiokompas.engine.selection import available_engines

    asked = str(config.getini("regiokompas_engine"))
    return asked or ("both" if len(available_engines()) > 1 else "auto")


def _shown(path: Path, config: pytest.Config) -> str:
    """Name a file by its path from where pytest was started."""
    start = config.invocation_params.dir
    return path.relative_to(start).as_posix() if path.is_relative_to(start) else str(path)
