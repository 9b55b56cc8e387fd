"""The command that writes a partnership in another form."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from regiokompas.cli.ending import SOUND
from regiokompas.cli.options import add_configuration, add_input, load
from regiokompas.texts import LANGUAGES

__all__ = ["add_converting"]


def add_converting(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    convert = commands.add_parser(
        "convert",
        help="write a partnership in another form",
        description="Read a partnership in any form; write it as YAML, JSON, workbook, folder of CSV or graph.",
    )
    add_input(convert)
    convert.add_argument(
        "out",
        metavar="OUT",
        help="file to write, in the form of its suffix: .yaml, .yml, .json, .xlsx, .graphml or .gexf; without one a "
        "folder of CSV files",
    )
    convert.add_argument(
        "--to",
        metavar="FORMAT",
        help="form to write, whatever the suffix: yaml, json, node-link, graphml, gexf, xlsx or csv",
    )
    convert.add_argument("--language", choices=LANGUAGES, help="language of labels and notices (nl)")
    add_configuration(convert)
    convert.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    from regiokompas import api
    from regiokompas.report.text import safe

    partnership = load(options)
    api.save(partnership, options.out, format=options.to, language=options.language)
    for notice in partnership.origin.notices:  # a form may have no room for them, and nothing is dropped in silence
        print(safe(notice.text.say(options.language)), file=sys.stderr)
    return SOUND
