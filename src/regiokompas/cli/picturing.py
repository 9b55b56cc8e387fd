"""The command that draws a picture into a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_input, add_rules, kompas_of, load, write
from regiokompas.cli.progress import progress_bar
from regiokompas.errors import RegiokompasError
from regiokompas.saying import Said

if TYPE_CHECKING:
    from regiokompas.results.diagnosis import Diagnosis
    from regiokompas.results.resilience import StressTest

__all__ = ["add_picturing"]

#: Those of :data:`regiokompas.report.pictures.PICTURES`, which is not imported for the help; a test compares them.
_PICTURES = ("compass", "network", "funding", "exchange", "resilience")


def add_picturing(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "picture",
        help="draw a picture for a slide or a page",
        description="Draw the compass, the network, the funding circle, bringing and getting, or the resilience curve.",
    )
    add_input(command)
    command.add_argument("picture", choices=_PICTURES, help="what to draw")
    add_rules(command)
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE.svg or FILE.png instead of SVG to standard output"
    )
    command.add_argument("--width", type=int, metavar="PIXELS", help="width of a PNG (twice that of the SVG)")
    command.set_defaults(run=_picture)


def _picture(options: argparse.Namespace) -> int:
    from regiokompas.report.pictures import FORMATS, draw

    format_ = "svg" if options.output is None else options.output.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        raise RegiokompasError(Said("{path} is no picture file; let its name end in .svg or .png", path=options.output))
    if options.width is not None and format_ != "png":
        raise RegiokompasError(Said("--width goes with a PNG; an SVG has no fixed size"))
    drawn = draw(_result(options), options.picture, format_, width=options.width)
    if options.output is None:
        sys.stdout.write(str(drawn))
        return SOUND
    write(options.output, drawn if isinstance(drawn, bytes) else drawn.encode())
    return SOUND


def _result(options: argparse.Namespace) -> Diagnosis | StressTest:
    partnership, kompas = load(options), kompas_of(options)
    if options.picture != "resilience":
        return kompas.diagnose(partnership, language=options.language)
    with progress_bar("stress") as progress:
        return kompas.stress_test(partnership, language=options.language, progress=progress)
