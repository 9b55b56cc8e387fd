"""How a command ends: the exit codes, and the options that decide between them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from regiokompas.texts import Bilingual, join_words, say_share, term

if TYPE_CHECKING:
    from regiokompas.results.diagnosis import Diagnosis
    from regiokompas.results.findings import Finding

__all__ = [
    "BROKEN_PIPE",
    "FINDINGS",
    "INTERRUPTED",
    "SOUND",
    "TOO_LITTLE_KNOWN",
    "UNUSABLE",
    "add_fail_level",
    "add_fail_under",
    "exit_code",
    "exit_code_of_check",
]

SOUND, FINDINGS, UNUSABLE, TOO_LITTLE_KNOWN = 0, 1, 2, 3

#: What a shell says of a command that SIGPIPE ended, such as ``cat`` before ``head``: 128 and the number of the signal.
BROKEN_PIPE = 128 + 13

#: The same of one that was broken off with Ctrl-C.
INTERRUPTED = 128 + 2

_LEVELS = ("critical", "high", "medium", "low", "never")

_TOO_LITTLE = Bilingual(
    "te weinig bekend om er iets van te zeggen: {fields} (gevraagd: {asked}); begin met de vragen",
    "too little is known to say anything: {fields} (asked for: {asked}); begin with the questions",
)


def add_fail_level(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option that says from which severity on a risk gives exit code 1."""
    command.add_argument(
        "--fail-level",
        choices=_LEVELS,
        help=f"exit with 1 if a risk of this severity or worse {what} (low)",
    )


def add_fail_under(command: argparse.ArgumentParser) -> None:
    """Add the option that says how much must be known for a diagnosis without risks to give exit code 0."""
    command.add_argument(
        "--fail-under",
        type=_percentage,
        metavar="PERCENT",
        help="exit with 3 if less than this could be judged in one of the fields, and no risk gives exit code 1 (0)",
    )


def _percentage(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:
        raise argparse.ArgumentTypeError(f"{text} is no percentage; write a whole number from 0 to 100")
    return int(text)


def exit_code(findings: Iterable[Finding], options: argparse.Namespace) -> int:
    """Return 1 if one of the findings is a risk at or above the fail level that is not waived, else 0."""
    failing = () if options.fail_level == "never" else _LEVELS[: _LEVELS.index(options.fail_level) + 1]
    risks = (finding for finding in findings if finding.kind == "risk" and finding.waived is None)
    return FINDINGS if any(risk.severity in failing for risk in risks) else SOUND


def exit_code_of_check(diagnosis: Diagnosis, options: argparse.Namespace) -> int:
    """Return 1 as :func:`exit_code`, else 3 if too little could be judged to mean anything, which is said; else 0."""
    code = exit_code(diagnosis.risks, options)
    asked = options.fail_under / 100
    looked_at = [field for field in diagnosis.compass.values() if field.total]  # of the others no rule is shown
    short = [field for field in looked_at if field.coverage < asked]
    if code != SOUND or not short:
        return code
    language = diagnosis.language
    fields = join_words([f"{term(f.field, language)} {say_share(f.coverage, language)}" for f in short], language)
    said = _TOO_LITTLE.say(language).format(fields=fields, asked=say_share(asked, language))
    print(f"regiokompas: {said}", file=sys.stderr)
    return TOO_LITTLE_KNOWN
