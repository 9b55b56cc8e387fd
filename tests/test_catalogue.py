"""No message can be forgotten: whatever is told to an adviser is found in the code, and stands in the catalogue."""

from __future__ import annotations

import ast
import string
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import regiokompas
from regiokompas import configuration
from regiokompas.judging.waivers import Waiver
from regiokompas.model import mistakes
from regiokompas.saying import catalogue

SOURCE = Path(regiokompas.__file__).parent
#: What only authors of rules and packs meet is English.
OF_AUTHORS = (
    "rules",
    "rule_tests",
    "linting",
    "engine",
    "facts",
    "measures",
    "schemas",
    "plugins.py",
    "cli/rule_packs.py",
    "arguments.py",  # as is what only those hear who call a function with something of another kind
)
#: Below which folder a call of which name tells its arguments at which places; those that are named it tells anyway.
TOLD = [
    ("", "RegiokompasError", (0,)),
    ("", "NotFoundError", (0,)),
    ("", "Problem", (0, 2, 3)),
    ("", "problem", (1, 2, 3)),
    ("model/", "ValueError", (0,)),
    ("model/", "_complain", (1, 2, 3)),
    ("questionnaires/", "_complain", (2, 3)),
    ("tables/", "Unfit", (0, 1, 2)),
    ("changes/", "refuse", (0, 1, 2)),
    ("changes/", "_refusal", (1, 2, 3)),
    ("batch/", "_problem", (1, 2)),
]
NAMED = ("message", "expected", "hint")
#: Where templates are looked up and not written; ``GATHERED`` has all of them.
LOOKED_UP = {"configuration.py", "io/limits.py", "model/mistakes.py", "saying.py"}
GATHERED = {
    *mistakes._WANTED.values(),
    *mistakes._MAPPINGS.values(),
    *configuration._SORTS.values(),
    *(str(info.description) for model in (configuration.Configuration, Waiver) for info in model.model_fields.values()),
}


@cache
def modules() -> dict[str, ast.Module]:
    return {str(path.relative_to(SOURCE)): ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}


@cache
def that_say() -> frozenset[str]:
    """The functions that give something that can be said in Dutch, by what they declare."""
    functions = (node for tree in modules().values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(f.name for f in functions if f.returns is not None and "Said" in ast.unparse(f.returns))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def told(module: str, name: str) -> tuple[int, ...]:
    return next((places for below, teller, places in TOLD if teller == name and module.startswith(below)), ())


#: What nothing is known of.
UNKNOWN = ast.Constant(...)


class Module:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = modules()[name]
        self.around = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def calls(self) -> Iterator[ast.Call]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.around:
            node = self.around[node]
            if isinstance(node, ast.FunctionDef | ast.Module):
                yield node

    def values(self, name: ast.Name) -> list[ast.expr]:
        """What a name stands for: all that is given to it, in the nearest scope where it gets anything."""
        for scope in self.scopes(name):
            if isinstance(scope, ast.FunctionDef):
                given = [*scope.args.args, *scope.args.kwonlyargs]
                parameter = next((argument for argument in given if argument.arg == name.id), None)
                if parameter is not None:
                    return [ast.Constant(None)] if self.is_checked(scope, parameter) else [UNKNOWN]
            found = []
            for node in ast.walk(scope):
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                for target in targets:
                    if isinstance(target, ast.Tuple) and isinstance(getattr(node, "value", None), ast.Tuple):
                        found += [
                            v
                            for t, v in zip(target.elts, node.value.elts, strict=True)
                            if getattr(t, "id", 0) == name.id
                        ]
                    elif getattr(target, "id", None) == name.id and getattr(node, "value", None) is not None:
                        found.append(node.value)
            if found:
                return found
        return [UNKNOWN]

    def is_checked(self, function: ast.FunctionDef, parameter: ast.arg) -> bool:
        """Whether what is given is held to elsewhere: by its type, or since every call of the function is looked at."""
        return "Said" in ast.unparse(parameter.annotation or ast.Constant(0)) or bool(told(self.name, function.name))

    def can_be_said(self, value: ast.expr) -> bool:
        match value:
            case ast.Constant(value=None):
                return True
            case ast.Attribute(attr=attribute):
                return attribute in NAMED
            case ast.IfExp(body=one, orelse=other):
                return self.can_be_said(one) and self.can_be_said(other)
            case ast.BoolOp(values=values):
                return all(map(self.can_be_said, values))
            case ast.Subscript(value=ast.Name() as name):
                return all(
                    self.can_be_said(item) for held in self.values(name) for item in getattr(held, "values", [held])
                )
            case ast.Name():
                return all(map(self.can_be_said, self.values(value)))
            case (
                ast.Call(func=ast.Attribute(value=ast.Constant(value=", "), attr="join"))
                | ast.Call(func=ast.Name(id="_known_suffixes"))
            ):
                return True  # names as one writes them, in no language
            case ast.Call():
                return called(value) in ("Said", *that_say())
        return False

    def templates(self) -> Iterator[str | None]:
        for call in self.calls():
            at = {"Said": 0, "exceeded": 1}.get(called(call))
            if at is not None:
                given = call.args[at]
                for value in self.values(given) if isinstance(given, ast.Name) else [given]:
                    text = getattr(value, "value", None)
                    yield text if isinstance(text, str) else None


def of_advisers() -> list[str]:
    return sorted(name for name in modules() if not name.startswith(OF_AUTHORS))


def words(template: str) -> str:
    return "".join(text for text, *_ in string.Formatter().parse(template))


def names(template: str) -> set[tuple[str, str | None]]:
    return {(name, how) for _, name, _, how in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", of_advisers())
def test_what_is_told_to_an_adviser_can_be_said_in_dutch(name: str) -> None:
    module = Module(name)
    unsaid = []
    for call in module.calls():
        places = told(name, called(call))
        texts = [call.args[place] for place in places if place < len(call.args)]
        texts += [word.value for word in call.keywords if word.arg in NAMED] if places else []
        unsaid += [f"{name}:{text.lineno}: {ast.unparse(text)}" for text in texts if not module.can_be_said(text)]
    assert not unsaid


def written() -> set[str]:
    found = set()
    for name in modules():
        templates = set(Module(name).templates())
        assert None not in templates or name in LOOKED_UP, name
        found |= {template for template in templates if template is not None}
    return found


def test_the_catalogue_has_every_template_and_none_in_vain() -> None:
    used = {template for template in {*written(), *GATHERED} if any(map(str.isalpha, words(template)))}
    quoted = set(tables()["quoted"])
    assert used - set(catalogue()) == set()
    assert set(catalogue()) - used - quoted == set()


def test_both_languages_have_the_same_values() -> None:
    other = {
        english: dutch
        for english, dutch in catalogue().items()
        if english not in tables()["quoted"] and names(english) != names(dutch)
    }
    assert not other


def tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((SOURCE / "dutch.toml").read_text("utf-8"))


def test_nothing_is_said_in_two_ways() -> None:
    times = Counter(english for table in tables().values() for english in table)
    assert {english for english, count in times.items() if count > 1} == set()


@pytest.mark.parametrize(
    ("code", "is_fine"),
    [
        ('Problem("a text", here)', False),
        ('Problem(f"{a} text", here)', False),
        ('Problem(Said("a text"), here, "expected")', False),
        ('Problem(Said("a text"), here, hint="hint")', False),
        ('message = "a text"\nProblem(message, here)', False),
        ('message = Said("a") if a else f"b"\nProblem(message, here)', False),
        ('def tell(text: str):\n    raise RegiokompasError(text)', False),
        ('def tell(text: Said):\n    raise RegiokompasError(text.also(did_you_mean(a, b)))', True),
        ('message, place = Said("a text"), here\nProblem(message, place, ", ".join(known), hint=None)', True),
    ],
)  # fmt: skip
def test_this_test_sees_what_it_should(code: str, is_fine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(modules(), "tried.py", ast.parse(f"from x import y\n{code}\n"))
    if is_fine:
        test_what_is_told_to_an_adviser_can_be_said_in_dutch("tried.py")
    else:
        with pytest.raises(AssertionError):
            test_what_is_told_to_an_adviser_can_be_said_in_dutch("tried.py")
