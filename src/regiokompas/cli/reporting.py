"""The report of a check: the diagnosis, the HTML to put on the table, or the page of one partner."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from regiokompas.cli.options import put_out
from regiokompas.cli.progress import progress_bar

if TYPE_CHECKING:
    from regiokompas.results.diagnosis import Diagnosis

__all__ = ["add_report", "put_report"]


def add_report(command: argparse.ArgumentParser) -> None:
    """Add the options that only a check has: for whom, and how deep to dig."""
    command.add_argument(
        "--for", dest="partner", metavar="PARTNER", help="the page of one partner, such as partner:tiel"
    )
    command.add_argument(
        "--depth",
        choices=("quick", "usual", "thorough"),
        default="usual",
        help="how much is worked out for an HTML report: quick without the plan and what would happen without each "
        "person, thorough with what stands firm and the stress test (usual)",
    )


def put_report(diagnosis: Diagnosis, options: argparse.Namespace) -> None:
    """Show the report of a diagnosis, or write it to a file."""
    if options.partner is not None:
        _put_partner_page(diagnosis, options)
    elif options.output_format == "html":
        _put_dossier(diagnosis, options)
    else:
        from regiokompas.report.text import diagnosis_text

        if options.output_format == "xlsx":  # it has a sheet of advice
            with progress_bar("plan") as progress:
                diagnosis.work_out_plan(progress)
        put_out(diagnosis, diagnosis_text, options)


def _put_dossier(diagnosis: Diagnosis, options: argparse.Namespace) -> None:
    from regiokompas.dossiers.gathering import dossier
    from regiokompas.report.text import diagnosis_text

    with progress_bar("report") as progress:
        gathered = dossier(diagnosis, depth=options.depth, progress=progress)
    put_out(gathered, diagnosis_text, options)


def _put_partner_page(diagnosis: Diagnosis, options: argparse.Namespace) -> None:
    from regiokompas.dossiers.partner_pages import partner_page
    from regiokompas.report.outline import outline_text
    from regiokompas.report.partner import partner_outline

    page = partner_page(diagnosis, options.partner)
    if options.depth != "quick":
        with progress_bar("plan") as progress:
            plan = diagnosis.work_out_plan(progress)
        page = partner_page(diagnosis, options.partner, plan)
    put_out(page, lambda shown: outline_text(partner_outline(shown)), options)
