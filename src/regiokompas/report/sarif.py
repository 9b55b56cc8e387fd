"""The diagnosis as SARIF 2.1.0, which editors and code hosts show beside the lines of the input.

A risk is a result of kind ``fail``, a strength ``pass``, and what cannot be decided ``open``: more must be known first.
What is accepted for now is suppressed with its reason, and what a baseline knew is unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from regiokompas.errors import Source
from regiokompas.report.cells import say_cell
from regiokompas.report.markup import json_text, safe
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding, Undecided, fingerprint
from regiokompas.texts import Bilingual, Language, join_words, term

__all__ = ["render_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_KINDS = {"risk": "fail", "strength": "pass"}
_OPEN = Bilingual(
    "{rule} is niet te beoordelen voor {subjects}; onbekend: {missing}.",
    "{rule} cannot be judged for {subjects}; unknown: {missing}.",
)
_WHOLE = Bilingual("het geheel", "the whole")


def render_sarif(diagnosis: Diagnosis) -> str:
    """Return the diagnosis as the text of a SARIF log; equal diagnoses give equal bytes."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(diagnosis)]}
    return json_text(log)


def _run(d: Diagnosis) -> dict[str, Any]:
    rules = _rules(d)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "regiokompas",
                "version": d.info.version,
                "language": d.language,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            *({**_finding(finding, index), **_standing(finding, d)} for finding in d.findings),
            *(_undecided(undecided, index, d.language) for undecided in d.undecided),
        ],
        "properties": {"partnership": d.partnership, "name": safe(d.name), "date": d.date, "profile": d.profile.name},
    }


def _rules(d: Diagnosis) -> list[dict[str, Any]]:
    """Return each rule that has a result, once; why it matters is its help."""
    found: dict[str, dict[str, Any]] = {}
    all_judged: list[Finding | Undecided] = [*d.findings, *d.undecided]
    for judged in all_judged:
        rule = found.setdefault(
            judged.id,
            {
                "id": judged.id,
                "name": judged.rule,
                "shortDescription": {"text": _message(judged.rule.replace("-", " "))},
                "defaultConfiguration": {"level": _level(judged)},
                "properties": {"tags": [term(judged.field, d.language), term(judged.kind, d.language)], "claims": []},
            },
        )
        if isinstance(judged, Finding):
            rule["fullDescription"] = rule["help"] = {"text": _message(judged.why)}
            rule["properties"]["claims"] = list(judged.claims)
    return [found[id_] for id_ in sorted(found)]


def _level(judged: Finding | Undecided) -> str:
    return _LEVELS[judged.severity] if judged.kind == "risk" else "none"


def _finding(f: Finding, index: dict[str, int]) -> dict[str, Any]:
    # A finding about several entities has no place of its own; its first reason has.
    place = f.source or next((reason.source for reason in f.reasons if reason.source is not None), None)
    related = [{"id": number, **location} for number, location in enumerate(_related(f), start=1)]
    return {
        "ruleId": f.id,
        "ruleIndex": index[f.id],
        "kind": _KINDS[f.kind],
        "level": _level(f),
        "message": {"text": _message(f.message)},
        "locations": [{**_physical(place), "logicalLocations": list(_logical(place, f.subjects))}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"regiokompas/v1": f.fingerprint},
        "properties": {
            "rank": f.rank,
            "severity": f.severity,
            "field": f.field,
            "reach": f.reach,
            "advice": safe(f.advice) if f.advice else None,
            "followsFrom": list(f.follows_from),
        },
    }


def _standing(f: Finding, d: Diagnosis) -> dict[str, Any]:
    """Return whether a finding is accepted for now, and whether a baseline knew it: then it calls for no action."""
    standing: dict[str, Any] = {}
    if f.waived is not None:
        accepted = {"by": safe(f.waived.by), "until": f.waived.until}
        reason = {"kind": "external", "status": "accepted", "justification": safe(f.waived.reason)}
        standing["suppressions"] = [{**reason, "properties": accepted}]
    if d.baseline is not None:
        standing["baselineState"] = "unchanged" if f.fingerprint in d.baseline.old else "new"
    return standing


def _related(f: Finding) -> Iterator[dict[str, Any]]:
    """Yield the places of the facts that decided, and of the cells that these rest on, each once."""
    said: dict[str, None] = {}
    for reason in f.reasons:
        if reason.source is not None:
            text = _message(_said(reason.text, reason.found))
            yield {**_physical(reason.source), "message": {"text": text}}
        for cell in reason.evidence:
            text = _message(say_cell(cell))
            if cell.source is not None and (place := f"{cell.source} {text}") not in said:
                said[place] = None
                logical = list(_logical(cell.source, ()))
                names = {"logicalLocations": logical} if logical else {}
                yield {**_physical(cell.source), **names, "message": {"text": text}}


def _undecided(u: Undecided, index: dict[str, int], language: Language) -> dict[str, Any]:
    subjects = join_words(u.subjects, language) if u.subjects else _WHOLE.say(language)
    text = _OPEN.say(language).format(rule=u.rule, subjects=subjects, missing=join_words(u.missing, language))
    return {
        "ruleId": u.id,
        "ruleIndex": index[u.id],
        "kind": "open",
        "level": "none",
        "message": {"text": _message(text)},
        "locations": [{"logicalLocations": list(_logical(None, u.subjects))}] if u.subjects else [],
        "partialFingerprints": {"regiokompas/v1": fingerprint(u.rule, u.subjects)},
        "properties": {"severity": u.severity, "field": u.field},
    }


def _said(text: str, found: str) -> str:
    return f"{text}: {found}" if found else text


def _message(text: str) -> str:
    """Escape what SARIF reads in a message: links in square brackets and placeholders in braces."""
    return re.sub(r"([\\\[\]])", r"\\\1", safe(text)).replace("{", "{{").replace("}", "}}")


def _physical(source: Source | None) -> dict[str, Any]:
    """Return the file and line; data that never was a file has none."""
    if source is None or source.file.startswith("<"):
        return {}
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(source.file)}}
    if source.line is not None:
        location["region"] = {"startLine": source.line, "startColumn": source.column or 1}
    return {"physicalLocation": location}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _logical(source: Source | None, subjects: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the cell or path, and the entities that a result is about."""
    if source is not None and source.sheet is not None:
        cell = source.cell or source.sheet
        yield {"name": cell, "fullyQualifiedName": f"{source.sheet}!{source.cell}", "kind": "cell"}
    elif source is not None and source.path is not None:
        yield {"name": safe(source.path), "fullyQualifiedName": safe(str(source)), "kind": "path"}
    for key in subjects:
        yield {
            "name": safe(key.partition(":")[2]) or key,
            "fullyQualifiedName": safe(key),
            "kind": key.partition(":")[0],
        }
