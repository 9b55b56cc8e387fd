"""Commands and options. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from regiokompas.cli.advising import add_advising
from regiokompas.cli.baselines import add_baseline, baseline_of
from regiokompas.cli.batching import add_batch
from regiokompas.cli.collecting import collecting_rarely
from regiokompas.cli.comparisons import add_comparisons
from regiokompas.cli.configuring import settle
from regiokompas.cli.converting import add_converting
from regiokompas.cli.ending import (
    BROKEN_PIPE,
    FINDINGS,
    INTERRUPTED,
    SOUND,
    UNUSABLE,
    add_fail_level,
    add_fail_under,
    exit_code_of_check,
)
from regiokompas.cli.options import add_input, add_output, add_rules, kompas_of, load, show, spare_input
from regiokompas.cli.picturing import add_picturing
from regiokompas.cli.reporting import add_report, put_report
from regiokompas.cli.rule_packs import add_rule_packs
from regiokompas.cli.surveys import add_surveys
from regiokompas.cli.templates import add_templates
from regiokompas.errors import ProblemsError, RegiokompasError
from regiokompas.saying import LANGUAGES, Language, Quoted, Said

if TYPE_CHECKING:
    from regiokompas.results.diagnosis import Diagnosis

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0 if nothing lies at or above ``--fail-level``, 1 if something does, 2 if the input cannot be used, 3 if less
        could be judged than ``--fail-under`` asks for, 130 if it was broken off, 141 if nobody reads the output any
        more.
    """
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING, format="%(name)s: %(message)s")
    try:
        if sys.stdout is None:
            raise RegiokompasError(Said("there is no standard output to write to"))
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal that knows no euro sign shows a question mark
        settle(options)
        spare_input(options)
        with collecting_rarely():
            code = int(options.run(options))
        sys.stdout.flush()  # here, where it can still be told that the disk is full
        return code
    except ProblemsError as error:
        language = _language(options)
        _complain("\n".join(problem.say(language) for problem in error.problems))
        _complain(error.count(language))
        return UNUSABLE
    except RegiokompasError as error:
        _complain(f"regiokompas: {error.say(_language(options))}")
        return UNUSABLE
    except KeyboardInterrupt:  # whoever breaks off knows where; a traceback would look like a fault
        _complain(f"regiokompas: {Said('broken off').say(_language(options))}")
        return INTERRUPTED
    except BrokenPipeError:
        _write_no_more()
        return BROKEN_PIPE
    except OSError as error:  # files that are named say so themselves; this is standard output
        message = Said("the output cannot be written: {why}", why=Quoted(error.strerror or error))
        _complain(f"regiokompas: {message.say(_language(options))}")
        _write_no_more()
        return UNUSABLE
    except Exception as error:  # a fault of ours must not end with 1, which says that a risk was found
        _complain(traceback.format_exc())
        message = Said("unexpected, please report it: {said}", said=f"{type(error).__name__}: {error}")
        _complain(f"regiokompas: {message.say(_language(options))}")
        return UNUSABLE


def _language(options: argparse.Namespace) -> Language:
    """Return what language to say in what is wrong: that of the reports; commands that have no choice are English."""
    language: Language | None = getattr(options, "language", "en")
    return language or LANGUAGES[0]


def _complain(text: str) -> None:
    """Say what is wrong; an error repeats the input, which must not steer a terminal."""
    from regiokompas.report.markup import safe

    print(safe(text), file=sys.stderr)


def _write_no_more() -> None:
    """Let go of what is still to be written, which Python would try again on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """Repeats what was written without what steers a terminal: a pattern of files may stand for odd names."""

    def error(self, message: str) -> NoReturn:
        from regiokompas.report.markup import safe

        super().error(safe(message))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(
        prog="regiokompas",
        description="How a regional partnership really stands, and what to do first.",
        epilog="Exit codes: 0 if nothing lies at or above --fail-level, 1 if something does, 2 if the input cannot be "
        "used, 3 if less could be judged than --fail-under asks for.",
    )
    top.add_argument("--verbose", action="store_true", help="log what the engine does")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="diagnose a partnership", description="Diagnose a partnership.")
    add_input(check)
    add_rules(check)
    add_output(check, ("text", "markdown", "json", "html", "sarif", "xlsx"))
    add_report(check)
    add_fail_level(check, "is found")
    add_fail_under(check)
    check.add_argument("--baseline", metavar="REPORT", help="show only what an earlier JSON report or baseline has not")
    check.set_defaults(run=_check)

    explain = commands.add_parser(
        "explain",
        help="say why a rule fires or not",
        description="Say why a rule fires or not, subject by subject.",
    )
    add_input(explain)
    explain.add_argument("rule", metavar="RULE", help="id or name of a rule, such as FIN01 or circular-wait")
    explain.add_argument("subject", metavar="SUBJECT", nargs="?", help="key of one subject, such as partner:tiel")
    add_rules(explain)
    explain.set_defaults(run=_explain)

    add_comparisons(commands)

    add_advising(commands)

    add_picturing(commands)
    add_templates(commands)
    add_surveys(commands)
    add_baseline(commands)
    add_converting(commands)
    add_batch(commands)

    rule = commands.add_parser("rule", help="show a rule", description="Show a rule, or list them all.")
    rule.add_argument("rule", metavar="RULE", nargs="?", help="id or name of a rule")
    rule.add_argument("--all", action="store_true", help="list every rule")
    add_rules(rule)
    rule.set_defaults(run=_rule)

    add_rule_packs(commands)
    return top


def _check(options: argparse.Namespace) -> int:
    diagnosis = kompas_of(options).diagnose(load(options), language=options.language, baseline=baseline_of(options))
    put_report(diagnosis, options)
    return exit_code_of_check(diagnosis, options)


def _explain(options: argparse.Namespace) -> int:
    from regiokompas.report.text import explanation_text

    diagnosis = _diagnose(options)
    explanations = diagnosis.explain(options.rule, options.subject)
    show(explanation_text(explanations, diagnosis))
    return FINDINGS if any(explanation.outcome == "fires" for explanation in explanations) else SOUND


def _rule(options: argparse.Namespace) -> int:
    from regiokompas.report.rules import rule_list_text, rule_text

    kompas = kompas_of(options)
    if options.rule is None:
        show(rule_list_text(kompas.rules, options.language))
    else:
        show(rule_text(kompas.rule(options.rule), kompas.claims, options.language))
    return SOUND


def _diagnose(options: argparse.Namespace) -> Diagnosis:
    partnership = load(options)
    return kompas_of(options).diagnose(partnership, language=options.language)
