"""The help says what is so: what it lists is compared with what does the work, which it may not import."""

import argparse
import re
from collections.abc import Iterable, Iterator
from typing import get_args

import pytest

import regiokompas as rk
from regiokompas.changes import parse_change
from regiokompas.cli.main import parser
from regiokompas.configuration import Configuration, FailLevel
from regiokompas.loading import READERS
from regiokompas.report import FORMATS
from regiokompas.rules import FIELDS, Severity
from regiokompas.texts import LANGUAGES
from regiokompas.writing import SUFFIXES, WRITERS


def commands(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands(command)


COMMANDS = {command.prog.removeprefix("regiokompas "): command for command in commands(parser())}
ACTIONS = [(name, action) for name, command in COMMANDS.items() for action in command._actions]


def helps(*names: str) -> list[tuple[str, str]]:
    """Return the help of an argument or option wherever it stands, with its command."""
    found = [(of, str(a.help)) for of, a in ACTIONS if {a.metavar, *a.option_strings} & set(names)]
    assert found
    return found


def suffixes(text: str) -> set[str]:
    return set(re.findall(r"\.\w+", text))


def words(text: str) -> set[str]:
    """Return what a list such as ``a, b or c`` names, after its colon if it has one."""
    return set(re.split(r", | or ", text.rpartition(": ")[2].partition(" (")[0]))


def test_what_is_read_is_what_a_reader_is_there_for() -> None:
    reading = helps("FILE", "OLD")
    ours = [(command, text) for command, text in reading if ".yaml" in text]
    assert {"check", "explain", "whatif", "compare", "convert", "survey", "plan"} <= {command for command, _ in ours}
    for command, text in ours:
        assert suffixes(text) == set(READERS), command
        assert "folder of CSV" in text
        assert "standard input" in text


def test_no_help_speaks_of_a_format_by_another_name() -> None:
    """The registry of readers is written out once; whatever else lists formats would fall behind unseen."""
    for command, action in ACTIONS:
        assert "YAML or JSON" not in str(action.help), f"{command} {action.dest}"


def test_what_is_written_is_what_a_writer_is_there_for() -> None:
    ((_, out),) = helps("OUT")
    assert suffixes(out) == {suffix for suffix in SUFFIXES if suffix}
    ((_, to),) = helps("--to")
    assert words(to) == set(WRITERS)


def choices(option: str) -> Iterator[tuple[str, set[str]]]:
    for command, action in ACTIONS:
        if option in action.option_strings and action.choices:
            yield command, set(map(str, action.choices))


@pytest.mark.parametrize(
    ("option", "known"),
    [
        ("--output-format", FORMATS),
        ("--language", LANGUAGES),
        ("--engine", get_args(Configuration.model_fields["engine"].annotation)),
        ("--fail-level", get_args(FailLevel)),
    ],
)
def test_choices_are_those_that_exist(option: str, known: Iterable[str]) -> None:
    for command, offered in choices(option):
        assert offered <= set(known), command
    assert dict(choices(option))["check"] == set(known)


def test_kinds_of_partnership_severities_and_fields_are_those_that_exist() -> None:
    for _, text in helps("--profile"):
        assert words(text) == {profile.name for profile in rk.Kompas().profiles}
    for _, text in helps("--severity"):
        assert words(text) == {str(severity) for severity in Severity}
    ((_, text),) = [found for found in helps("FIELD") if found[0] == "rules new"]
    assert words(text) == set(FIELDS)


def test_a_default_in_brackets_is_that_of_the_configuration() -> None:
    said = {"--language": "language", "--fail-level": "fail_level", "--engine": "engine", "--fail-under": "fail_under"}
    plain = Configuration()
    for option, name in said.items():
        assert f"({getattr(plain, name)})" in dict(helps(option))["check"]


def test_examples_of_changes_can_be_read() -> None:
    ((_, text),) = helps("--change")
    for example in words(text.partition("such as ")[2]):
        assert parse_change(example)
