"""The diagnosis as Markdown, to paste into a memo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from regiokompas.report.cells import say_cells
from regiokompas.report.markup import code, escape
from regiokompas.report.phrases import say, say_severity, say_used
from regiokompas.report.sharing import sharing
from regiokompas.report.standing import since_outline, waived_outline
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.texts import join_words, say_date, say_share, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Outline

__all__ = ["render_markdown"]

#: Questions shown, and where most is unknown; the JSON report has them all.
QUESTIONS_SHOWN, QUESTIONS_SHOWN_FIRST = 5, 10


def render_markdown(diagnosis: Diagnosis) -> str:
    """Return the diagnosis as Markdown text."""
    return "\n".join(_lines(diagnosis)) + "\n"


def _lines(d: Diagnosis) -> Iterator[str]:
    language = d.language
    parts = [say("picture", language, date=say_date(date.fromisoformat(d.date), language))]
    if d.partners:
        parts.append(say("partners", language, count=d.partners))
    if d.legal_form:
        parts.append(term(d.legal_form, language))
    yield from (f"# {escape(d.name)}", "", " · ".join(parts), "")
    yield from _compass(d)
    if d.mostly_unknown:
        yield from _unknown(d, QUESTIONS_SHOWN_FIRST)
    yield from _standing(since_outline(d))
    yield from (f"## {say('first', language)}", "")
    if not d.risks:
        yield from (say("nothing_open" if d.waived or d.baseline else "nothing", language), "")
    for place in d.first:
        yield from _finding(d, place.group)
        for tie, found in sharing(place, language):
            yield from (f"{tie}: {escape(found)}", "")
    yield from _brief(d, say("other", language), d.others)
    yield from _brief(d, say("strong", language), d.by_rule(d.strengths))
    yield from _standing(waived_outline(d))
    if not d.mostly_unknown:
        yield from _unknown(d, QUESTIONS_SHOWN)
    if d.notices:
        yield from (f"## {say('notices', language)}", "")
        yield from (f"- {escape(notice)}" for notice in d.notices)
        yield ""
    yield from _method(d)


def _standing(outline: Outline) -> Iterator[str]:
    for title, rows in outline:
        yield from (f"## {title}", "")
        for name, text in rows:
            yield from (f"- **{name}** {escape(text)}",) if name else (escape(text), "")
        yield ""


def _compass(d: Diagnosis) -> Iterator[str]:
    heads = [say(head, d.language) for head in ("field", "level", "known", "risks", "strengths")]
    yield from (f"## {say('compass', d.language)}", "", f"| {' | '.join(heads)} |", "|---|---|--:|--:|--:|")
    for field in d.compass.values():
        level = term(field.level, d.language)
        share = say_share(field.coverage, d.language)
        yield f"| {term(field.field, d.language)} | {level} | {share} | {field.risks} | {len(field.strengths)} |"
    yield ""


def _finding(d: Diagnosis, group: Sequence[Finding]) -> Iterator[str]:
    language = d.language
    finding, *others = group
    severity, field = term(finding.severity, language), term(finding.field, language)
    yield from (f"### {finding.rank}. {severity} · {field} · {finding.id}", "", escape(finding.message), "")
    if finding.advice and finding.effort:
        effort = say("effort", language, effort=term(finding.effort, language))
        yield from (f"**{say('do', language)}** ({effort}): {escape(finding.advice)}", "")
    yield f"**{say('why', language)}**"
    yield ""
    for reason in finding.reasons:
        place = f" {code(str(reason.source))}" if reason.source else ""
        yield f"- {escape(reason.text)}{': ' if reason.found else ''}{escape(reason.found)}{place}"
        if reason.evidence:
            yield f"  - {say_cells(reason.evidence, language, escape, lambda place: code(str(place)))}"
    yield from ("", f"*{say('rank', language)}: {'; '.join(finding.priority)}.*", "")
    if others:
        yield from (f"{say('also', language)}: {_also(others)}.", "")


def _brief(d: Diagnosis, title: str, groups: Sequence[Sequence[Finding]]) -> Iterator[str]:
    if not groups:
        return
    yield from (f"## {title}", "")
    for finding, *others in groups:
        also = f" {say('also', d.language)}: {_also(others)}." if others else ""
        severity = term(finding.severity, d.language)
        yield f"- **{finding.rank}. {severity}** ({finding.id}) {escape(finding.message)}{also}"
    yield ""


def _also(others: Iterable[Finding]) -> str:
    """Name the other subjects of a rule, with their ranks."""
    return "; ".join(f"{escape(finding.about)} ({finding.rank})" for finding in others)


def _unknown(d: Diagnosis, limit: int) -> Iterator[str]:
    if not d.undecided:
        return
    language = d.language
    yield from (f"## {say('unknown', language)}", "")
    unseen = [term(field.field, language) for field in d.compass.values() if field.level == "not-looked-at"]
    if unseen:
        yield from (say("not_looked_at", language, fields=join_words(unseen, language)), "")
    for field in d.held_back:
        rules = join_words(field.unsettled, language)
        yield from (say("held_back", language, field=term(field.field, language), rules=rules), "")
    yield from (say("undecided", language, count=len(d.undecided)), "")
    for group in d.by_person(d.questions[:limit]):
        yield from (f"**{say('ask', language, whom=term(group[0].ask, language))}**", "")
        yield from (f"- **{q.rank}.** {escape(q.text)} ({q.could_change})" for q in group)
        yield ""
    if len(d.questions) > limit:
        yield from (say("more_questions", language, count=len(d.questions) - limit), "")


def _method(d: Diagnosis) -> Iterator[str]:
    language, info = d.language, d.info
    yield from (f"## {say('method', language)}", "")
    yield say(
        "made",
        language,
        rules=info.rules,
        facts=info.facts,
        packs=", ".join(info.packs),
        engines=", ".join(info.engines),
        version=info.version,
    )
    yield from ("", say("order", language))
    yield from ("", say("scope", language))
    yield from ("", escape(say("profile", language, label=d.profile.label, about=d.profile.about)), "")
    if info.configuration:
        yield from (escape(say("configured", language, file=info.configuration)), "")
    yield from (f"## {say('used', language)}", "")
    used = [say_used(parameter, language) for parameter in d.parameters]
    yield escape("; ".join([*(say_severity(severity, language) for severity in d.severities), *used]))
    changed = d.severities or any(parameter.value != parameter.default for parameter in d.parameters)
    yield from ("", escape(say("used_key" if changed else "used_default", language)))
