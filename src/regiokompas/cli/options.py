"""What commands share: the options on input, rules and output, and what is made of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.errors import RegiokompasError
from regiokompas.saying import Said
from regiokompas.texts import LANGUAGES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from regiokompas.facts.schema import Value
    from regiokompas.kompas import Kompas
    from regiokompas.model import Partnership
    from regiokompas.report import Result

__all__ = [
    "READ",
    "add_configuration",
    "add_input",
    "add_output",
    "add_pseudonymise",
    "add_rules",
    "kompas_of",
    "load",
    "put_out",
    "show",
    "spare_input",
    "write",
]


#: What a partnership is read from; :data:`regiokompas.loading.READERS` is not imported for the help, a test compares.
READ = "file (.yaml, .yml, .json, .xlsx, .xlsm, .graphml, .gexf), folder of CSV files, or - for standard input"


def add_input(command: argparse.ArgumentParser) -> None:
    """Add the partnership to read."""
    command.add_argument(
        "file",
        metavar="FILE",
        help=f"{READ}; with --register a name or number",
    )
    command.add_argument(
        "--register",
        type=Path,
        metavar="EXPORT",
        help="look the partnership up in an export of the Dutch register",
    )
    add_pseudonymise(command)


def add_pseudonymise(command: argparse.ArgumentParser) -> None:
    """Add the option that leaves out the names of persons."""
    command.add_argument(
        "--pseudonymise",
        action="store_true",
        help="name no person: persons become person:p01 and so on, and their names functions",
    )


def add_output(command: argparse.ArgumentParser, formats: Sequence[str] = ("text", "markdown", "json")) -> None:
    """Add the options that say how a result is shown, and where."""
    command.add_argument("--output-format", choices=formats, help="how to show it (text)")
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")


def add_rules(command: argparse.ArgumentParser) -> None:
    """Add the options on rules, parameters, language, engine and configuration."""
    command.add_argument("--language", choices=LANGUAGES, help="language of the texts (nl)")
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
        "--severity",
        action="append",
        default=[],
        metavar="RULE=SEVERITY",
        help="set a severity otherwise: critical, high, medium or low",
    )
    command.add_argument("--engine", choices=("auto", "durable", "clips", "both"), help="inference engine (auto)")
    add_configuration(command)


def add_configuration(command: argparse.ArgumentParser) -> None:
    """Add the options that say which file settings come from."""
    command.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="take settings from this file (the nearest regiokompas.toml, or pyproject.toml with [tool.regiokompas])",
    )
    command.add_argument("--no-config", action="store_true", help="take no settings from a file")


def put_out(result: Result, as_text: Callable[[Any], RenderableType], options: argparse.Namespace) -> None:
    """Show a result, or write it to a file."""
    from regiokompas.report import render

    if options.output is None and options.output_format == "text":
        show(as_text(result))
        return
    content = render(result, options.output_format)
    data = content if isinstance(content, bytes) else content.encode()
    if options.output is not None:
        write(options.output, data)
    elif isinstance(content, str) and sys.stdout.isatty():
        sys.stdout.write(content)
    elif sys.stdout.isatty():
        template = "{format} is no text for a screen; name a file with --output"
        raise RegiokompasError(Said(template, format=options.output_format))
    else:
        sys.stdout.buffer.write(data)  # as it would be in a file, whatever the terminal can show


def spare_input(options: argparse.Namespace) -> None:
    """Refuse a report that would replace what it is about; ``survey`` and ``convert`` write the same region again."""
    output = getattr(options, "output", None)
    if output is None or hasattr(options, "answers"):
        return
    for name in ("file", "old", "new", "register", "config"):
        given = getattr(options, name, None)
        if given is not None and _is_one(output, given):
            template = "{path} is read, and a report would replace it; name another file with --output"
            raise RegiokompasError(Said(template, path=output))


def _is_one(output: Path, given: str | Path) -> bool:
    try:
        return output.samefile(given)
    except (OSError, ValueError):  # one of the two does not exist, or cannot
        return False


def write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all."""
    from regiokompas.io.replacing import write_bytes

    write_bytes(path, content)


def load(options: argparse.Namespace) -> Partnership:
    """Load the partnership that the options name."""
    from regiokompas import api

    register, limits = options.register, options.configuration.limits
    if register is None:
        partnership = api.load(options.file, limits=limits)
    else:
        partnership = api.load_arrangement(register, options.file, limits=limits)
    return api.pseudonymise(partnership) if options.pseudonymise else partnership


def kompas_of(options: argparse.Namespace) -> Kompas:
    """Compile the rules that the options choose."""
    from regiokompas.kompas import Kompas

    return Kompas(
        options.pack or (),
        profile=options.profile,
        select=_split(options.select),
        ignore=_split(options.ignore),
        severity=dict(_severity(text) for text in options.severity),
        parameters=dict(_parameter(text) for text in options.parameter),
        engine=options.engine,
        configuration=options.configuration,
    )


def _split(prefixes: Sequence[str]) -> list[str]:
    return [prefix.strip() for text in prefixes for prefix in text.split(",") if prefix.strip()]


def _parameter(text: str) -> tuple[str, Value]:
    name, equals, value = text.partition("=")
    if not equals or "." not in name:
        template = "{text} sets no parameter; write RULE.NAME=VALUE, such as FIN01.min_amount=50000"
        raise RegiokompasError(Said(template, text=text))
    for kind in (int, float):
        try:
            return name, kind(value)
        except ValueError:
            continue
    return name, value


def _severity(text: str) -> tuple[str, str]:
    rule, equals, severity = text.partition("=")
    if not equals:
        raise RegiokompasError(Said("{text} sets no severity; write RULE=SEVERITY, such as FIN02=high", text=text))
    return rule, severity


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
