"""Paths: what can be none is refused in words, wherever one is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.io.paths import path_of

DEMO = rk.load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})

ASKED: list[Callable[[object], object]] = [
    rk.load,
    lambda path: rk.save(DEMO, path),
    lambda path: list(rk.load_register(path)),
    lambda path: rk.load_arrangement(path, "9001"),
    rk.Configuration.load,
    rk.Configuration.find,
    rk.Baseline.load,
    lambda path: rk.add_survey(DEMO, path),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("given", "said"), [("", "the path is empty"), ("x\0.yaml", "it holds a NUL character"), ("x\0", "a NUL")]
)
def test_an_empty_path_and_one_that_no_file_can_have_are_refused(
    asked: Callable[[object], object], given: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # an empty path would be here
    with pytest.raises(rk.RegiokompasError, match=said):
        asked(given)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", [None, [], 42, b"x.yaml", {1}])
def test_what_is_no_path_is_refused_with_what_is_read(given: object) -> None:
    with pytest.raises(rk.InputError, match=rf"<{type(given).__name__}>: .*\n *expected: one path .*\.yaml.*a mapping"):
        rk.load(given)


@pytest.mark.parametrize("arguments", [("check", ""), ("batch", ""), ("convert", "examples/gezond.yaml", "")])
def test_the_command_line_refuses_an_empty_path(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "het pad is leeg" in capsys.readouterr().err


def test_the_folder_one_is_in_is_a_path_like_any_other() -> None:
    assert path_of(".") == path_of(Path()) == Path()
