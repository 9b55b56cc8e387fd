"""The linter finds nothing in the pack of the library: tests pass on both engines, and remedies resolve."""

from pathlib import Path

from regiokompas.engine.selection import available_engines
from regiokompas.facts import vocabulary
from regiokompas.linting import lint

ROOT = Path(__file__).parent.parent.parent
ENGINE = "both" if "durable" in available_engines() else "auto"


def test_there_is_nothing_wrong_with_the_rules_of_the_essay() -> None:
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    result = lint(["essay"], vocabulary(), on=examples, engine=ENGINE)
    assert result.rules >= 150
    assert not result.lints, "\n".join(map(str, result.lints))
