"""Which engine runs, by itself and by choice."""

import subprocess
import sys

import pytest

from regiokompas.engine.selection import available_engines, make_proposers
from regiokompas.errors import EngineError

CAN_RUN_DURABLE = "durable" in available_engines()


def names(choice: str) -> list[str]:
    proposers = make_proposers(choice, [])
    for proposer in proposers:
        proposer.close()
    return [proposer.name for proposer in proposers]


def test_clips_runs_everywhere_and_durable_rules_where_python_is_old_enough() -> None:
    assert "clips" in available_engines()
    assert (sys.version_info < (3, 13)) == CAN_RUN_DURABLE


def test_auto_takes_durable_rules_where_it_can() -> None:
    assert names("auto") == ["durable" if CAN_RUN_DURABLE else "clips"]
    assert names("clips") == ["clips"]


@pytest.mark.skipif(not CAN_RUN_DURABLE, reason="durable-rules does not import on this Python")
def test_both_is_both() -> None:
    assert names("both") == ["durable", "clips"]


@pytest.mark.skipif(CAN_RUN_DURABLE, reason="durable-rules imports on this Python")
def test_where_it_cannot_be_imported_one_is_told_what_to_choose() -> None:
    for choice in ("durable", "both"):
        with pytest.raises(EngineError, match="choose 'clips', or 'auto'"):
            names(choice)


def test_an_engine_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(EngineError, match="did you mean clips"):
        names("klips")


def test_an_engine_is_imported_only_when_it_is_made() -> None:
    code = "import sys, regiokompas.kompas; print({'clips', 'durable_rules_engine'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
