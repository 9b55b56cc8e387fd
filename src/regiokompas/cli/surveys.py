"""The command that adds the answers to a survey to a partnership."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_configuration, add_input, load
from regiokompas.texts import LANGUAGES

__all__ = ["add_surveys"]


def add_surveys(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    survey = commands.add_parser(
        "survey",
        help="add the answers to a survey to a partnership",
        description="Read filled-in questionnaires (template --survey) and write the partnership with the medians.",
    )
    add_input(survey)
    survey.add_argument("answers", metavar="ANSWERS", nargs="+", help="folder of filled-in questionnaires, or files")
    survey.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="write to this file, as convert does"
    )
    survey.add_argument(
        "--floor",
        type=int,
        metavar="N",
        help="show no outcome of fewer answers than this (what respondents were promised)",
    )
    survey.add_argument("--language", choices=LANGUAGES, help="language of the notices (nl)")
    add_configuration(survey)
    survey.set_defaults(run=_survey)


def _survey(options: argparse.Namespace) -> int:
    from regiokompas import api
    from regiokompas.report.text import safe

    answers = options.answers[0] if len(options.answers) == 1 else options.answers
    added = api.add_survey(load(options), answers, floor=options.floor, limits=options.configuration.limits)
    api.save(added, options.output, language=options.language)
    for notice in added.origin.notices:
        print(safe(notice.text.say(options.language)), file=sys.stderr)
    return SOUND
