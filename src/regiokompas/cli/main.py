"""Commands and options. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from regiokompas.cli.comparisons import add_comparisons
from regiokompas.cli.options import (
    FINDINGS,
    SOUND,
    UNUSABLE,
    add_fail_level,
    add_input,
    add_language,
    add_output,
    add_rules,
    exit_code,
    kompas_of,
    load,
    put_out,
    show,
)
from regiokompas.errors import ProblemsError, RegiokompasError

if TYPE_CHECKING:
    from regiokompas.results import Diagnosis

__all__ = ["main", "parser"]


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
    add_input(check)
    add_rules(check)
    add_output(check)
    add_fail_level(check, "is found")
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

    stability = commands.add_parser(
        "stability",
        help="say which findings stand firm",
        description="Move each threshold a tenth and leave out each relation, one at a time; say what turns over.",
    )
    add_input(stability)
    add_rules(stability)
    add_output(stability)
    stability.set_defaults(run=_stability)

    plan = commands.add_parser(
        "plan",
        help="say what to do, and prove it",
        description="Carry out each remedy on a copy, judge anew, and find the fewest actions for what is most severe.",
    )
    add_input(plan)
    add_rules(plan)
    add_output(plan)
    plan.set_defaults(run=_plan)

    agenda = commands.add_parser(
        "agenda",
        help="make the agenda of the next meeting of governors",
        description="Make the agenda of the next meeting of governors from the diagnosis: five points at the most.",
    )
    add_input(agenda)
    add_rules(agenda)
    add_output(agenda)
    agenda.set_defaults(run=_agenda)

    stress = commands.add_parser(
        "stress",
        help="say what falls apart by which loss",
        description="Lose every person, partner, fund and relation, alone and in pairs, and say what falls apart.",
    )
    add_input(stress)
    add_rules(stress)
    add_output(stress)
    stress.set_defaults(run=_stress)

    funding = commands.add_parser(
        "funding",
        help="say who moves first on money that waits",
        description="Say what money flows anyhow, what one joint signing frees, and which few could move first.",
    )
    add_input(funding)
    add_language(funding)
    add_output(funding)
    funding.set_defaults(run=_funding)

    rule = commands.add_parser("rule", help="show a rule", description="Show a rule, or list them all.")
    rule.add_argument("rule", metavar="RULE", nargs="?", help="id or name of a rule")
    rule.add_argument("--all", action="store_true", help="list every rule")
    add_rules(rule)
    rule.set_defaults(run=_rule)
    return top


def _check(options: argparse.Namespace) -> int:
    from regiokompas.report.text import diagnosis_text

    diagnosis = _diagnose(options)
    put_out(diagnosis, diagnosis_text, options)
    return exit_code(diagnosis.risks, options)


def _stability(options: argparse.Namespace) -> int:
    from regiokompas.report.outline import outline_text
    from regiokompas.report.stability import stability_outline

    partnership = load(options)
    with _progress("stability") as progress:
        stability = kompas_of(options).stability(partnership, language=options.language, progress=progress)
    put_out(stability, lambda result: outline_text(stability_outline(result)), options)
    return SOUND


def _agenda(options: argparse.Namespace) -> int:
    from regiokompas.meeting import agenda
    from regiokompas.report.agenda import agenda_outline
    from regiokompas.report.outline import outline_text

    put_out(agenda(_diagnose(options)), lambda result: outline_text(agenda_outline(result)), options)
    return SOUND


def _stress(options: argparse.Namespace) -> int:
    from regiokompas.report.outline import outline_text
    from regiokompas.report.stress import stress_outline

    partnership = load(options)
    with _progress("stress") as progress:
        test = kompas_of(options).stress_test(partnership, language=options.language, progress=progress)
    put_out(test, lambda result: outline_text(stress_outline(result)), options)
    return SOUND


def _funding(options: argparse.Namespace) -> int:
    from regiokompas.first_moves import who_moves_first
    from regiokompas.report.first_moves import first_moves_outline
    from regiokompas.report.outline import outline_text

    moves = who_moves_first(load(options), language=options.language)
    put_out(moves, lambda result: outline_text(first_moves_outline(result)), options)
    return SOUND


def _plan(options: argparse.Namespace) -> int:
    from regiokompas.report.outline import outline_text
    from regiokompas.report.plan import plan_outline

    partnership = load(options)
    with _progress("plan") as progress:
        plan = kompas_of(options).plan(partnership, language=options.language, progress=progress)
    put_out(plan, lambda result: outline_text(plan_outline(result)), options)
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
