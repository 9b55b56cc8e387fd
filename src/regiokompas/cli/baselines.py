"""The command that keeps what is found now, so that later only what is new is shown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_input, add_rules, kompas_of, load, write

if TYPE_CHECKING:
    from regiokompas.judging.baseline import Baseline

__all__ = ["add_baseline", "baseline_of"]


def add_baseline(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "baseline",
        help="keep what is found now, to see later what is new",
        description="Write down what is found now; `check --baseline` then shows only what is new.",
    )
    add_input(command)
    add_rules(command)
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    command.set_defaults(run=_baseline)


def baseline_of(options: argparse.Namespace) -> Baseline | None:
    """Read the baseline that the options or the configuration name, if any."""
    from regiokompas.judging.baseline import Baseline

    if options.baseline is None:
        return None
    return Baseline.load(options.baseline, limits=options.configuration.limits)


def _baseline(options: argparse.Namespace) -> int:
    from regiokompas.judging.baseline import Baseline
    from regiokompas.report.json import render_json

    text = render_json(Baseline.of(kompas_of(options).diagnose(load(options), language=options.language)))
    if options.output is None:
        sys.stdout.write(text)
    else:
        write(options.output, text.encode())
    return SOUND
