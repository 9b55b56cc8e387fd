"""The commands that go on from a diagnosis: what stands firm, what to do or decide, who moves first, what breaks."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_input, add_output, add_rules, kompas_of, load, put_out
from regiokompas.cli.progress import progress_bar

if TYPE_CHECKING:
    from regiokompas.report import Result
    from regiokompas.report.outline import Outline

__all__ = ["add_advising"]

#: A result, and how it is told in heads and rows.
Told = tuple["Result", "Callable[[Any], Outline]"]


def add_advising(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the command line."""
    for name, (help_, description, tell) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=description)
        add_input(command)
        add_rules(command)
        add_output(command)
        command.set_defaults(run=_runner(tell))


def _runner(tell: Callable[[argparse.Namespace], Told]) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        from regiokompas.report.outline import outline_text

        result, outline = tell(options)
        put_out(result, lambda shown: outline_text(outline(shown)), options)
        return SOUND

    return run


def _stability(options: argparse.Namespace) -> Told:
    from regiokompas.report.stability import stability_outline

    partnership = load(options)
    with progress_bar("stability") as progress:
        found = kompas_of(options).stability(partnership, language=options.language, progress=progress)
    return found, stability_outline


def _plan(options: argparse.Namespace) -> Told:
    from regiokompas.report.plan import plan_outline

    partnership = load(options)
    with progress_bar("plan") as progress:
        found = kompas_of(options).plan(partnership, language=options.language, progress=progress)
    return found, plan_outline


def _agenda(options: argparse.Namespace) -> Told:
    from regiokompas.advising.meeting import agenda
    from regiokompas.report.agenda import agenda_outline

    return agenda(kompas_of(options).diagnose(load(options), language=options.language)), agenda_outline


def _stress(options: argparse.Namespace) -> Told:
    from regiokompas.report.stress import stress_outline

    partnership = load(options)
    with progress_bar("stress") as progress:
        found = kompas_of(options).stress_test(partnership, language=options.language, progress=progress)
    return found, stress_outline


def _funding(options: argparse.Namespace) -> Told:
    from regiokompas.advising.first_moves import who_moves_first
    from regiokompas.report.first_moves import first_moves_outline

    return who_moves_first(load(options), language=options.language), first_moves_outline


_COMMANDS: dict[str, tuple[str, str, Callable[[argparse.Namespace], Told]]] = {
    "stability": (
        "say which findings stand firm",
        "Move each threshold a tenth and leave out each relation, one at a time; say what turns over.",
        _stability,
    ),
    "plan": (
        "say what to do, and prove it",
        "Carry out each remedy on a copy, judge anew, and find the fewest actions for what is most severe.",
        _plan,
    ),
    "agenda": (
        "make the agenda of the next meeting of governors",
        "Make the agenda of the next meeting of governors from the diagnosis: five points at the most.",
        _agenda,
    ),
    "stress": (
        "say what falls apart by which loss",
        "Lose every person, partner, fund and relation, alone and in pairs, and say what falls apart.",
        _stress,
    ),
    "funding": (
        "say who moves first on money that waits",
        "Say what money flows anyhow, what one joint signing frees, and which few could move first.",
        _funding,
    ),
}
