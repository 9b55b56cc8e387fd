"""The command that writes something to fill in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_configuration, add_pseudonymise
from regiokompas.errors import RegiokompasError
from regiokompas.saying import Said
from regiokompas.texts import LANGUAGES

__all__ = ["add_templates"]


def add_templates(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "template",
        help="write a workbook, YAML file or folder of CSV to fill in",
        description="Write something to fill in: a workbook (.xlsx), a YAML file (.yaml), or a folder of CSV files.",
    )
    command.add_argument("path", metavar="PATH", help="file.xlsx, file.yaml, or a folder/")
    command.add_argument("--language", choices=LANGUAGES, default="nl", help="language of the headings (nl)")
    command.add_argument("--force", action="store_true", help="write over what is there")
    command.add_argument("--survey", metavar="FILE", help="write a questionnaire (.xlsx) about the partners in FILE")
    command.add_argument(
        "--floor",
        type=int,
        metavar="N",
        help="with --survey: promise that nothing is shown of fewer answers than this (3)",
    )
    add_pseudonymise(command)
    add_configuration(command)
    command.set_defaults(run=_template)


def _template(options: argparse.Namespace) -> int:
    path = Path(options.path)
    suffix = path.suffix.lower()
    is_folder = suffix == "" or options.path.endswith(("/", "\\")) or path.is_dir()
    if not is_folder and suffix not in (".xlsx", ".yaml", ".yml"):
        template = "{suffix} is no format for a template; write .xlsx, .yaml, or a folder that ends in /"
        raise RegiokompasError(Said(template, suffix=suffix))
    if not options.force and path.exists() and not (path.is_dir() and not any(path.iterdir())):
        template = "{path} exists already; choose another name, or add --force to write over it"
        raise RegiokompasError(Said(template, path=path))
    if options.floor is not None and options.survey is None:
        raise RegiokompasError(Said("--floor is a promise to respondents; use it with --survey FILE"))
    if options.pseudonymise and options.survey is None:
        raise RegiokompasError(Said("a template names nobody; --pseudonymise goes with --survey FILE"))
    if options.survey is not None:
        if suffix != ".xlsx":
            raise RegiokompasError(Said("a questionnaire is a workbook; give a path that ends in .xlsx"))
        from regiokompas.loading import load
        from regiokompas.pseudonyms import pseudonymise
        from regiokompas.questionnaires import FLOOR, write_questionnaire

        floor = FLOOR if options.floor is None else options.floor
        region = load(options.survey, limits=options.configuration.limits)
        region = pseudonymise(region) if options.pseudonymise else region
        write_questionnaire(region, path, options.language, floor=floor)
    elif is_folder:
        from regiokompas.tables import write_folder_template

        write_folder_template(path, options.language)
    elif suffix == ".xlsx":
        from regiokompas.tables import write_workbook_template

        write_workbook_template(path, options.language)
    else:
        from regiokompas.tables import write_yaml_template

        write_yaml_template(path, options.language)
    sys.stdout.write(f"{path}\n")
    return SOUND
