"""Commands and options. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.errors import ProblemsError, RegiokompasError
from regiokompas.texts import LANGUAGES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from regiokompas.facts.schema import Value
    from regiokompas.kompas import Kompas
    from regiokompas.model import Partnership
    from regiokompas.report import Result
    from regiokompas.results import Diagnosis

__all__ = ["main", "parser"]

SOUND, FINDINGS, UNUSABLE = 0, 1, 2

_LEVELS = ("critical", "high", "medium", "low", "never")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0 if nothing lies at or above ``--fail-level``, 1 if something does, 2 if the input cannot be used.
    """
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING, format="%(name)s: %(message)s")
    try:
        return int(options.run(options))
    except ProblemsError as error:
        print("\n".join(str(problem) for problem in error.problems), file=sys.stderr)
        print(f"{len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}", file=sys.stderr)
        return UNUSABLE
    except RegiokompasError as error:
        print(f"regiokompas: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return SOUND


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="regiokompas", description="How a regional partnership really stands, and what to do first."
    )
    top.add_argument("--verbose", action="store_true", help="log what the engine does")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="diagnose a partnership", description="Diagnose a partnership.")
    _add_input(check)
    _add_rules(check)
    _add_output(check)
    check.add_argument(
        "--fail-level",
        choices=_LEVELS,
        default="low",
        help="exit with 1 if a risk of this severity or worse is found (low)",
    )
    check.set_defaults(run=_check)

    explain = commands.add_parser(
        "explain",
        help="say why a rule fires or not",
        description="Say why a rule fires or not, subject by subject.",
    )
    _add_input(explain)
    explain.add_argument("rule", metavar="RULE", help="id or name of a rule, such as FIN01 or circular-wait")
    explain.add_argument("subject", metavar="SUBJECT", nargs="?", help="key of one subject, such as partner:tiel")
    _add_rules(explain)
    explain.set_defaults(run=_explain)

    stability = commands.add_parser(
        "stability",
        help="say which findings stand firm",
        description="Move each threshold a tenth and leave out each relation, one at a time; say what turns over.",
    )
    _add_input(stability)
    _add_rules(stability)
    _add_output(stability)
    stability.set_defaults(run=_stability)

    rule = commands.add_parser("rule", help="show a rule", description="Show a rule, or list them all.")
    rule.add_argument("rule", metavar="RULE", nargs="?", help="id or name of a rule")
    rule.add_argument("--all", action="store_true", help="list every rule")
    _add_rules(rule)
    rule.set_defaults(run=_rule)
    return top


def _add_input(command: argparse.ArgumentParser) -> None:
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


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--output-format", choices=("text", "markdown", "json"), default="text", help="how to show it (text)"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")


def _add_rules(command: argparse.ArgumentParser) -> None:
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


def _check(options: argparse.Namespace) -> int:
    from regiokompas.report.text import diagnosis_text

    diagnosis = _diagnose(options)
    _put_out(diagnosis, diagnosis_text, options)
    failing = () if options.fail_level == "never" else _LEVELS[: _LEVELS.index(options.fail_level) + 1]
    return FINDINGS if any(risk.severity in failing for risk in diagnosis.risks) else SOUND


def _stability(options: argparse.Namespace) -> int:
    from regiokompas.report.text import stability_text

    partnership = _load(options)
    with _progress("stability") as progress:
        stability = _kompas(options).stability(partnership, language=options.language, progress=progress)
    _put_out(stability, stability_text, options)
    return SOUND


@contextmanager
def _progress(task: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long task is, on a terminal; the bar goes to standard error, so that output can be piped."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task(task, total=None)
        yield lambda done, total: bar.update(shown, completed=done, total=total)


def _put_out(result: Result, as_text: Callable[[Any], RenderableType], options: argparse.Namespace) -> None:
    """Show a result, or write it to a file."""
    from regiokompas.report import render

    if options.output is not None:
        try:
            options.output.write_text(render(result, options.output_format), encoding="utf-8")
        except OSError as error:
            raise RegiokompasError(f"{options.output} cannot be written: {error.strerror}") from error
    elif options.output_format == "text":
        _show(as_text(result))
    else:
        sys.stdout.write(render(result, options.output_format))


def _explain(options: argparse.Namespace) -> int:
    from regiokompas.report.text import explanation_text

    diagnosis = _diagnose(options)
    explanations = diagnosis.explain(options.rule, options.subject)
    _show(explanation_text(explanations, diagnosis))
    return FINDINGS if any(explanation.outcome == "fires" for explanation in explanations) else SOUND


def _rule(options: argparse.Namespace) -> int:
    from regiokompas.report.rules import rule_list_text, rule_text

    kompas = _kompas(options)
    if options.rule is None:
        _show(rule_list_text(kompas.rules, options.language))
    else:
        _show(rule_text(kompas.rule(options.rule), kompas.claims, options.language))
    return SOUND


def _diagnose(options: argparse.Namespace) -> Diagnosis:
    partnership = _load(options)
    return _kompas(options).diagnose(partnership, language=options.language)


def _load(options: argparse.Namespace) -> Partnership:
    from regiokompas import api

    if options.register is not None:
        return api.load_arrangement(options.register, options.file)
    return api.load(options.file)


def _kompas(options: argparse.Namespace) -> Kompas:
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


def _show(renderable: RenderableType) -> None:
    """Show text with colour on a terminal, and without in a pipe."""
    from regiokompas.report.text import WIDTH, plain

    if not sys.stdout.isatty():
        sys.stdout.write(plain(renderable))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = max(WIDTH, min(console.width, 110)) if console.width >= WIDTH else console.width
    console.print(renderable)
