"""What is no partnership, diagnosis or list is refused by every public function, in words of ours and with a hint."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from regiokompas.arguments import takes
from regiokompas.errors import ProblemsError

WRONG = {"nothing": None, "number": 5, "text": "x.yaml", "mapping": {}, "list": [], "object": object()}

#: What is right after all: there may be no results and no changes, and `add` learns of its section when it is applied.
RIGHT = {("add", "text"), ("overview", "list"), ("read_changes", "list"), ("Kompas.diagnose_many", "list")}

DEMO = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}


def needed(function: Callable[..., Any]) -> list[inspect.Parameter]:
    parameters = inspect.signature(function).parameters.values()
    return [p for p in parameters if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD and p.name != "self"]


def call(function: Callable[..., Any], *given: Any) -> None:
    done = function(*given)
    if inspect.isgenerator(done):
        next(done, None)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(rk, name) for name in rk.__all__ if inspect.isfunction(getattr(rk, name))},
    **{f"Kompas.{name}": method for name, method in inspect.getmembers(rk.Kompas, inspect.isfunction)},
}
FUNCTIONS = {name: function for name, function in FUNCTIONS.items() if "._" not in name and needed(function)}


@pytest.fixture(scope="module")
def kompas() -> rk.Kompas:
    return rk.Kompas()


def test_all_that_takes_a_partnership_or_a_diagnosis_is_tried() -> None:
    assert {"what_if", "pseudonymise", "agenda", "picture", "Kompas.plan", "add_survey", "compare"} <= set(FUNCTIONS)
    assert len(FUNCTIONS) > 30


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_of_the_wrong_kind_is_refused_with_a_hint(
    name: str, kind: str, kompas: rk.Kompas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (name, kind) in RIGHT:
        return
    monkeypatch.chdir(tmp_path)
    function = FUNCTIONS[name]
    own = (kompas,) if name.startswith("Kompas.") else ()
    with pytest.raises(rk.RegiokompasError) as refused:
        call(function, *own, *(WRONG[kind] for _ in needed(function)))
    error = refused.value
    if kind != "text":  # which may be the name of a file or a rule that does not exist
        hints = [p.expected or p.hint for p in getattr(error, "problems", ())]
        assert all(hints) if isinstance(error, ProblemsError) else ";" in str(error), error
    assert not list(tmp_path.iterdir())


def test_each_argument_is_looked_at_wherever_it_stands() -> None:
    demo = rk.load(DEMO)
    with pytest.raises(rk.RegiokompasError, match=r"a str is no change; rk.parse_change\(...\) reads one"):
        rk.what_if(demo, "leaves:person:a")  # type: ignore[arg-type]
    with pytest.raises(rk.RegiokompasError, match="an int is no kompas"):
        rk.compare(demo, demo, kompas=5)  # type: ignore[arg-type]
    with pytest.raises(rk.RegiokompasError, match="an int is no partnership or diagnosis"):
        rk.compare(demo, 5)  # type: ignore[arg-type]
    with pytest.raises(rk.RegiokompasError, match="None is no partnership"):
        rk.pseudonymise(partnership=None)  # type: ignore[arg-type]
    with pytest.raises(rk.RegiokompasError, match="an int is no diagnosis or failure or mapping"):
        rk.overview([5])  # type: ignore[list-item]


def test_what_is_left_out_is_left_to_python_and_a_default_is_let_through() -> None:
    @takes(first=str, second=str)
    def both(first: str, second: str | None = None) -> tuple[str, str | None]:
        """Say both."""
        return first, second

    assert both("a") == both("a", None) == ("a", None)
    assert both(second="b", first="a") == ("a", "b")
    assert both.__doc__ == "Say both."
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        both()  # type: ignore[call-arg]


def test_what_can_only_be_named_is_not_mistaken_for_one_of_many() -> None:
    @takes(kompas=rk.Kompas)
    def count(*changes: str, kompas: rk.Kompas | None = None) -> int:
        return len(changes)

    assert count("one", "two", "three") == 3
    with pytest.raises(rk.RegiokompasError, match="a str is no kompas"):
        count("one", kompas="two")  # type: ignore[arg-type]
