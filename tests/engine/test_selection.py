"""Which engine runs, by itself and by choice."""

import subprocess
import sys
from types import SimpleNamespace

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
    known = "choose one of auto, durable, clips, both"
    for choice, hint in (
        ("klips", " (did you mean clips?)"),
        ("AUTO", " (did you mean auto?)"),
        ("beide", ""),
        ("atuo", " (did you mean auto?)"),
    ):
        with pytest.raises(EngineError) as caught:
            names(choice)
        assert str(caught.value) == f"there is no engine {choice!r}; {known}{hint}"


@pytest.mark.parametrize(
    ("gone", "there", "python", "said"),
    [
        (["durable"], ("clips",), (3, 12), "the engine 'durable' cannot be imported; install durable-rules, or choose 'auto' to take what is there"),
        (["durable"], ("clips",), (3, 13), "the engine 'durable' cannot be imported; durable-rules 2.0.28 needs Python 3.11 or 3.12, so choose 'clips', or 'auto' which does so by itself"),
        (["durable", "clips"], (), (3, 13), "the engine 'clips' cannot be imported; install clipspy, or choose 'auto' to take what is there"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_not_there_and_one_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, gone: list[str], there: tuple[str, ...], python: tuple[int, int], said: str
) -> None:
    for engine in gone:
        monkeypatch.setitem(sys.modules, {"durable": "durable_rules_engine", "clips": "clips"}[engine], None)
    monkeypatch.setattr("regiokompas.engine.selection.sys", SimpleNamespace(version_info=python))
    assert available_engines() == there
    if there:
        assert names("auto") == list(there)
    else:
        with pytest.raises(EngineError, match="install clipspy"):
            names("auto")
    with pytest.raises(EngineError) as caught:
        names(gone[-1])
    assert str(caught.value) == said


def test_an_engine_is_imported_only_when_it_is_made() -> None:
    code = "import sys, regiokompas.kompas; print({'clips', 'durable_rules_engine'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
