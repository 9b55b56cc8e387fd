"""The commands that compare: what if, and two moments or two partnerships."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from regiokompas.cli.ending import add_fail_level, exit_code
from regiokompas.cli.options import READ, add_input, add_output, add_pseudonymise, add_rules, kompas_of, load, put_out
from regiokompas.errors import RegiokompasError
from regiokompas.saying import Said

if TYPE_CHECKING:
    from regiokompas.changes import Change
    from regiokompas.results.comparison import Comparison

__all__ = ["add_comparisons"]


def add_comparisons(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the command line."""
    whatif = commands.add_parser(
        "whatif",
        help="say what would change if something happened",
        description="Say what would change if something happened: which findings come and go, what falls apart.",
    )
    add_input(whatif)
    whatif.add_argument(
        "--without",
        dest="changes",
        action="append",
        type=_without,
        metavar="KEY",
        help="let something fall away: a person leaves, a partner withdraws, a fund is lost",
    )
    whatif.add_argument(
        "--change",
        dest="changes",
        action="append",
        type=_change,
        metavar="CHANGE",
        help="let something else happen, such as commit:fund:x or set:person:x.handover=true",
    )
    _finish(whatif)
    whatif.set_defaults(run=_whatif)

    compare = commands.add_parser(
        "compare",
        help="compare two moments, or two partnerships",
        description="Compare two moments of a partnership, or two partnerships.",
    )
    compare.add_argument("old", metavar="OLD", help=f"the earlier moment: {READ}")
    compare.add_argument("new", metavar="NEW", help="the later moment, as OLD")
    add_pseudonymise(compare)
    _finish(compare)
    compare.set_defaults(run=_compare)


def _finish(command: argparse.ArgumentParser) -> None:
    add_rules(command)
    add_output(command)
    add_fail_level(command, "is new, worse or newly known")


def _without(key: str) -> tuple[str, str]:
    return "without", key


def _change(text: str) -> tuple[str, str]:
    return "change", text


def _whatif(options: argparse.Namespace) -> int:
    from regiokompas import api

    changes = tuple(_changes(options))
    if not changes:
        raise RegiokompasError(Said("nothing happens; say what, with --without KEY or --change CHANGE"))
    partnership = load(options)
    return _report(api.what_if(partnership, *changes, kompas=kompas_of(options), language=options.language), options)


def _changes(options: argparse.Namespace) -> Iterator[Change]:
    """Yield the changes in the order in which they were given."""
    from regiokompas.changes import parse_change, without

    for option, text in options.changes or ():
        yield without(text) if option == "without" else parse_change(text)


def _compare(options: argparse.Namespace) -> int:
    from regiokompas import api
    from regiokompas.pseudonyms import pseudonymise_alike

    old, new = (api.load(moment, limits=options.configuration.limits) for moment in (options.old, options.new))
    if options.pseudonymise:
        old, new = pseudonymise_alike([old, new])
    return _report(api.compare(old, new, kompas=kompas_of(options), language=options.language), options)


def _report(comparison: Comparison, options: argparse.Namespace) -> int:
    from regiokompas.report.comparison_text import comparison_text

    put_out(comparison, comparison_text, options)
    worse = (*comparison.new, *comparison.worse, *comparison.became_known)
    return exit_code((difference.finding for difference in worse), options)
