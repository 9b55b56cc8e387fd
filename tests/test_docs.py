"""The documentation does not promise more than there is: every example runs, every command and option is told of."""

import argparse
import re
import runpy
from contextlib import suppress
from pathlib import Path
from unittest import SkipTest

import pytest

import regiokompas as rk
from documented import DOCS, furnish, matches, pages, parse
from regiokompas.cli.main import parser

generated = runpy.run_path(str(DOCS / "generate.py"))
COMMANDS = list(generated["commands"](parser()))


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_every_example_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = list(parse(page).examples())
    if not examples:
        return
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    for example in examples:
        with suppress(SkipTest):  # one example that cannot run here leaves the others
            example.evaluate()


def test_what_is_skipped_says_why() -> None:
    skips = [line for page in pages() for line in page.read_text(encoding="utf-8").splitlines() if "skip: next" in line]
    assert all(re.fullmatch(r'<!-- skip: next ".+" -->', line) for line in skips)


def test_an_output_is_the_one_shown_or_it_is_not() -> None:
    assert matches("a\nb\nc\n", "a\n...\nc")
    assert matches("a\nb\n", "a\nb")
    assert not matches("a\nb\nc\n", "a\nc")
    assert not matches("a\nb\nc\n", "a\n...\nd")
    assert not matches("a\nb\n", "a")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda pair: pair[0].prog)
def test_every_command_and_option_is_told_of(command: tuple[argparse.ArgumentParser, str | None]) -> None:
    of, line = command
    page = generated["cli_page"]()
    assert line, "no line in the list of commands"
    assert of.description
    own = page.split(f"\n## {of.prog}\n")[1].split("\n## ")[0]
    for action in of._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        assert action.help, f"{action.dest} has no help"
        for name in action.option_strings or [str(action.metavar or action.dest)]:
            assert f"`{name}" in own


def test_every_kind_of_fact_and_every_public_name_has_its_place() -> None:
    import regiokompas
    from regiokompas.facts import vocabulary
    from regiokompas.measures import registered

    facts = generated["facts_page"](vocabulary())
    assert [kind for kind in vocabulary().kinds if f"\n## {kind}\n" not in facts] == []
    api = generated["api_page"]().splitlines()
    assert [
        name
        for name in regiokompas.__all__
        if name != "__version__" and not any(line.endswith(f":: regiokompas.{name}") for line in api)
    ] == []
    measures = generated["measures_page"]()
    assert [name for name in registered() if f".{name}\n" not in measures] == []


def test_every_page_stands_in_a_list_of_contents() -> None:
    listed = "\n".join(
        page.read_text(encoding="utf-8") for page in (DOCS / "index.md", DOCS / "decisions" / "index.md")
    )
    names = [page.relative_to(DOCS).with_suffix("").as_posix() for page in pages()]
    missing = [name for name in names if name not in listed.splitlines() and not name.startswith("decisions/")]
    assert missing == ["index"]


def test_the_page_of_the_fields_names_rules_that_are_there_each_in_its_field() -> None:
    rules = {rule.id: rule for rule in rk.Kompas().rules}
    for part in (DOCS / "fields.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        field = part.split(":")[0].lower()
        for id_, name in re.findall(r"\*([A-Z]{3}\d\d) ([^*]+)\*", part):
            assert (rules[id_].field, rules[id_].name.replace("-", " ")) == (field, name.replace("-", " "))
