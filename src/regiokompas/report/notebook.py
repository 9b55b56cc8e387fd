"""The diagnosis in a notebook: the compass and what matters first, as a small table that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from regiokompas.report.markup import safe
from regiokompas.report.phrases import say
from regiokompas.report.sharing import sharing
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import say_date, say_share, term

__all__ = ["diagnosis_html"]


def diagnosis_html(d: Diagnosis) -> str:
    """Return a piece of HTML without script, style sheet or anything from elsewhere; names are escaped."""
    return "\n".join(_lines(d)) + "\n"


def _lines(d: Diagnosis) -> Iterator[str]:
    language = d.language
    when = say("picture", language, date=say_date(date.fromisoformat(d.date), language))
    yield f'<div class="regiokompas" lang="{language}">'
    yield f"<p><strong>{_text(d.name)}</strong><br>{_text(when)}</p>"
    heads = [say(name, language) for name in ("field", "level", "known", "risks", "strengths")]
    yield _row("th", heads, before=f"<table><caption>{_text(say('compass', language))}</caption><thead>")
    yield "</thead><tbody>"
    for field in d.compass.values():
        cells = (term(field.field, language), term(field.level, language), say_share(field.coverage, language))
        yield _row("td", [*cells, str(field.risks), str(len(field.strengths))])
    yield "</tbody></table>"
    if d.first:
        yield f"<table><caption>{_text(say('first', language))}</caption><tbody>"
        for place in d.first:
            finding = place.group[0]
            severity = term(finding.severity, language)
            told = [finding.message, *(f"{tie}: {found}" for tie, found in sharing(place, language))]
            yield _row("td", [str(finding.rank), severity, finding.id, " ".join(told)])
        yield "</tbody></table>"
    else:
        yield f"<p>{_text(say('nothing', language))}</p>"
    yield "</div>"


def _row(tag: str, cells: list[str], before: str = "") -> str:
    return before + "<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in cells) + "</tr>"


def _text(text: str) -> str:
    return escape(safe(text))
