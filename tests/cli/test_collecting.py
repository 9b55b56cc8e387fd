"""Garbage is collected rarely while a command runs, and as before when it has."""

import gc
from argparse import Namespace
from importlib import import_module

import pytest

from regiokompas.cli import main
from regiokompas.cli.collecting import NEW_OBJECTS
from regiokompas.errors import RegiokompasError


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, int]]:
    """What is set while ``check`` runs, which then fails."""
    seen: list[tuple[int, int, int]] = []

    def run(options: Namespace) -> int:
        seen.append(gc.get_threshold())
        raise RegiokompasError("it fails")

    monkeypatch.setattr(import_module("regiokompas.cli.main"), "_check", run)
    return seen


def test_a_command_collects_rarely_and_leaves_its_host_as_it_was_also_where_it_fails(
    seen: list[tuple[int, int, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    before = gc.get_threshold()
    assert main(["check", "a.yaml"]) == 2
    assert "it fails" in capsys.readouterr().err
    assert seen == [(NEW_OBJECTS, *before[1:])]
    assert gc.get_threshold() == before != seen[0]
