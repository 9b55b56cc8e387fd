"""Results about findings that call for no action now: accepted for a while, or known from an earlier run."""

from __future__ import annotations

from dataclasses import dataclass

from regiokompas.errors import Source

__all__ = ["Gone", "SinceBaseline", "Waived"]


@dataclass(frozen=True, slots=True)
class Waived:
    """That a finding is known and accepted for now: why, until and including which day, and who decided."""

    reason: str
    until: str
    by: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of the baseline that is no longer found; ``about`` says in words what it was about, where known."""

    rule: str
    id: str
    subjects: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class SinceBaseline:
    """How the findings differ from those of an earlier run.

    Parameters
    ----------
    date
        Day of the earlier picture.
    old
        Fingerprints of the findings that were there already.
    gone
        What was found then and is judged otherwise now.
    no_longer_known
        What was found then and cannot be judged now.
    """

    date: str
    old: tuple[str, ...]
    gone: tuple[Gone, ...]
    no_longer_known: tuple[Gone, ...]
