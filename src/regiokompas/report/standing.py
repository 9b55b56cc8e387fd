"""Findings that call for no action now: what a baseline knew already, and what is accepted for now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from regiokompas.report.phrases import say
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.results.set_apart import Gone
from regiokompas.texts import Language, say_date, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Outline

__all__ = ["message", "since_outline", "waived_outline"]


def since_outline(d: Diagnosis) -> Outline:
    """Yield what is new, old and gone since the baseline, if there is one."""
    since, language = d.baseline, d.language
    if since is None:
        return
    new = sum(f.fingerprint not in since.old for f in d.findings)
    day = say_date(date.fromisoformat(since.date), language)
    yield (
        say("since", language, date=day),
        [("", say("since_count", language, new=new, old=len(d.findings) - new, gone=len(since.gone)))],
    )
    for phrase, gone in (("since_gone", since.gone), ("since_unknown", since.no_longer_known)):
        if gone:
            yield say(phrase, language), [(finding.id, finding.about) for finding in _by_id(gone)]


def _by_id(gone: Iterable[Gone]) -> list[Gone]:
    return sorted(gone, key=lambda finding: (finding.id, finding.subjects))


def waived_outline(d: Diagnosis) -> Outline:
    """Yield the findings that are accepted for now, each with the reason, the last day and who decided."""
    if d.waived:
        yield say("waived", d.language), [("", say("waived_key", d.language)), *_waived(d)]


def _waived(d: Diagnosis) -> Iterator[tuple[str, str]]:
    for finding in d.waived:
        name = f"{finding.rank} {term(finding.severity, d.language)} {finding.id}"
        yield name, message(finding, d.language)


def message(finding: Finding, language: Language) -> str:
    """Return what a finding says and, where it is accepted, until when, by whom and why."""
    waived = finding.waived
    if waived is None:
        return finding.message
    day = say_date(date.fromisoformat(waived.until), language)
    accepted = say("waived_until", language, day=day, by=waived.by, reason=waived.reason)
    return f"{finding.message} {accepted}{f' [{waived.source}]' if waived.source else ''}"
