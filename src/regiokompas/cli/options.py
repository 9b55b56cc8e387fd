"""What commands share: the options on input, rules and output, and what is made of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.errors import RegiokompasError
from regiokompas.texts import LANGUAGES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from regiokompas.facts.schema import Value
    from regiokompas.kompas import Kompas
    from regiokompas.model import Partnership
    from regiokompas.report import Result
    from regiokompas.results import Finding

__all__ = [
    "FINDINGS",
    "SOUND",
    "UNUSABLE",
    "add_fail_level",
    "add_input",
    "add_output",
    "add_rules",
    "exit_code",
    "kompas_of",
    "load",
    "put_out",
    "show",
]

SOUND, FINDINGS, UNUSABLE = 0, 1, 2

_LEVELS = ("critical", "high", "medium", "low", "never")


def add_input(command: argparse.ArgumentParser) -> None:
    """Add the partnership to read."""
    command.add_argument(
        "file",
        metavar="FILE",
        help="YAML or JSON file, or - for standard input; with --register a name or number",
    )
    command.add_argument(
        "--register",
        type=Path,
        metavar="EXPORT",
        help="look the partnership up in an export of the Dutch register",
    )


def add_output(command: argparse.ArgumentParser, formats: Sequence[str] = ("text", "markdown", "json")) -> None:
    """Add the options that say how a result is shown, and where."""
    command.add_argument("--output-format", choices=formats, default="text", help="how to show it (text)")
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")


def add_rules(command: argparse.ArgumentParser) -> None:
    """Add the options on rules, parameters, language and engine."""
    command.add_argument("--language", choices=LANGUAGES, default="nl", help="language of the texts (nl)")
    command.add_argument("--pack", action="append", metavar="PACK", help="name or folder of a rule pack (essay)")
    command.add_argument(
        "--profile",
        metavar="PROFILE",
        help="kind of partnership: social-domain, physical-domain, network or single-purpose (what the file says)",
    )
    command.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="IDS",
        help="show only rules with these prefixes, such as FIN,INT03",
    )
    command.add_argument(
        "--ignore", action="append", default=[], metavar="IDS", help="leave out rules with these prefixes"
    )
    command.add_argument(
        "--parameter",
        action="append",
        default=[],
        metavar="RULE.NAME=VALUE",
        help="set a threshold otherwise",
    )
    command.add_argument(
        "--engine",
        choices=("auto", "durable", "clips", "both"),
        default="auto",
        help="inference engine (auto)",
    )


def add_fail_level(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option that says from which severity on a risk gives exit code 1."""
    command.add_argument(
        "--fail-level",
        choices=_LEVELS,
        default="low",
        help=f"exit with 1 if a risk of this severity or worse {what} (low)",
    )


def exit_code(findings: Iterable[Finding], options: argparse.Namespace) -> int:
    """Return 1 if one of the findings is a risk at or above the fail level, else 0."""
    failing = () if options.fail_level == "never" else _LEVELS[: _LEVELS.index(options.fail_level) + 1]
    return FINDINGS if any(f.kind == "risk" and f.severity in failing for f in findings) else SOUND


def put_out(result: Result, as_text: Callable[[Any], RenderableType], options: argparse.Namespace) -> None:
    """Show a result, or write it to a file."""
    from regiokompas.report import render

    if options.output is not None:
        try:
            options.output.write_text(render(result, options.output_format), encoding="utf-8")
        except OSError as error:
            raise RegiokompasError(f"{options.output} cannot be written: {error.strerror}") from error
    elif options.output_format == "text":
        show(as_text(result))
    else:
        sys.stdout.write(render(result, options.output_format))


def load(options: argparse.Namespace) -> Partnership:
    """Load the partnership that the options name."""
    from regiokompas import api

    if options.register is not None:
        return api.load_arrangement(options.register, options.file)
    return api.load(options.file)


def kompas_of(options: argparse.Namespace) -> Kompas:
    """Compile the rules that the options choose."""
    from regiokompas.kompas import Kompas

    return Kompas(
        options.pack or ("essay",),
        profile=options.profile,
        select=_split(options.select),
        ignore=_split(options.ignore),
        parameters=dict(_parameter(text) for text in options.parameter),
        engine=options.engine,
    )


def _split(prefixes: Sequence[str]) -> list[str]:
    return [prefix.strip() for text in prefixes for prefix in text.split(",") if prefix.strip()]


def _parameter(text: str) -> tuple[str, Value]:
    name, equals, value = text.partition("=")
    if not equals or "." not in name:
        raise RegiokompasError(f"{text} sets no parameter; write RULE.NAME=VALUE, such as FIN01.min_amount=50000")
    for kind in (int, float):
        try:
            return name, kind(value)
        except ValueError:
            continue
    return name, value


def show(renderable: RenderableType) -> None:
    """Show text with colour on a terminal, and without in a pipe."""
    from regiokompas.report.text import WIDTH, plain

    if not sys.stdout.isatty():
        sys.stdout.write(plain(renderable))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = max(WIDTH, min(console.width, 110)) if console.width >= WIDTH else console.width
    console.print(renderable)
