"""The diagnosis as text for a terminal of 80 columns, or for a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regiokompas.explain import Evidence, Explanation
from regiokompas.report.cells import say_cells
from regiokompas.report.markup import safe
from regiokompas.report.phrases import say, say_severity, say_used
from regiokompas.report.sharing import sharing
from regiokompas.report.standing import since_outline, waived_outline
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.texts import Language, join_words, say_date, say_share, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Outline

__all__ = [
    "WIDTH",
    "diagnosis_text",
    "explanation_text",
    "head",
    "level_text",
    "plain",
    "safe",
    "severity_text",
]

WIDTH = 80

#: Questions shown, and where most is unknown; the JSON report has them all.
QUESTIONS_SHOWN, QUESTIONS_SHOWN_FIRST = 5, 10

_STYLES = {
    "critical": "bold red",
    "high": "red",
    "under-pressure": "red",
    "medium": "yellow",
    "attention": "yellow",
    "low": "cyan",
    "sound": "green",
    "not-looked-at": "dim",
    "fires": "bold",
    "undecided": "yellow",
    "silent": "green",
}


def plain(renderable: RenderableType, width: int = WIDTH) -> str:
    """Return what would be shown, without colour."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, highlight=False, markup=False, emoji=False)
    console.print(renderable, soft_wrap=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def severity_text(severity: str, language: Language) -> Text:
    """Return a severity in its colour."""
    return Text(term(severity, language), style=_STYLES[severity])


def level_text(level: str, language: Language) -> Text:
    """Return the level of a field in its colour."""
    return Text(term(level, language), style=_STYLES[level])


def diagnosis_text(d: Diagnosis) -> RenderableType:
    """Return the diagnosis as something a rich console can show."""
    return Group(*_diagnosis(d))


def _diagnosis(d: Diagnosis) -> Iterator[RenderableType]:
    language = d.language
    parts = [say("picture", language, date=say_date(date.fromisoformat(d.date), language))]
    if d.partners:
        parts.append(say("partners", language, count=d.partners))
    if d.legal_form:
        parts.append(term(d.legal_form, language))
    yield Text(safe(d.name), style="bold")
    yield Text(" · ".join(parts))
    yield from head(say("compass", language))
    yield _compass(d)
    if d.mostly_unknown:
        yield from _unknown(d, QUESTIONS_SHOWN_FIRST)
    yield from _standing(since_outline(d))
    yield from head(say("first", language))
    if not d.risks:
        yield Text(say("nothing_open" if d.waived or d.baseline else "nothing", language))
    for number, place in enumerate(d.first):
        if number:
            yield Text()
        yield _finding(d, place.group)
        for tie, found in sharing(place, language):
            yield Padding(Text(safe(f"{tie}: {found}")), (0, 0, 0, 4))
    yield from _lines(d, say("other", language), d.others)
    yield from _lines(d, say("strong", language), d.by_rule(d.strengths))
    yield from _standing(waived_outline(d))
    if not d.mostly_unknown:
        yield from _unknown(d, QUESTIONS_SHOWN)
    if d.notices:
        yield from head(say("notices", language))
        yield _list(("-", notice) for notice in d.notices)
    yield from _method(d)


def _standing(outline: Outline) -> Iterator[RenderableType]:
    for title, rows in outline:
        yield from head(title)
        yield from (Text(text) for name, text in rows if not name)
        yield _list((name, text) for name, text in rows if name)


def head(title: str) -> Iterator[Text]:
    """Yield a heading and the line above it."""
    yield Text()
    yield Text(safe(title).upper(), style="bold")


def _compass(d: Diagnosis) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name, justify in (
        ("field", "left"),
        ("level", "left"),
        ("known", "right"),
        ("risks", "right"),
        ("strengths", "right"),
    ):
        table.add_column(say(name, d.language), justify=justify)  # type: ignore[arg-type]
    for field in d.compass.values():
        table.add_row(
            term(field.field, d.language),
            level_text(field.level, d.language),
            say_share(field.coverage, d.language),
            str(field.risks),
            str(len(field.strengths)),
        )
    return table


def _finding(d: Diagnosis, group: Sequence[Finding]) -> RenderableType:
    language = d.language
    finding, *others = group
    head = Text.assemble(
        f"{finding.rank:>2}  ",
        (term(finding.severity, language).upper(), _STYLES[finding.severity]),
        f"  {term(finding.field, language)}  ",
        (finding.id, "dim"),
    )
    parts: list[RenderableType] = [head, Padding(Text(safe(finding.message), style="bold"), (0, 0, 0, 4))]
    rows: list[tuple[str, str]] = []
    if finding.advice and finding.effort:
        rows.append((say("do", language), finding.advice))
    for number, reason in enumerate(finding.reasons):
        place = f" [{reason.source}]" if reason.source else ""
        said = f"{reason.text}{': ' if reason.found else ''}{reason.found}{place}"
        rows.append((say("why", language) if number == 0 else "", said))
        if reason.evidence:
            rows.append(("", _cells(reason.evidence, language)))
    rows.append((say("rank", language), "; ".join(finding.priority)))
    if finding.follows_from:
        ranks = [str(f.rank) for f in d.findings if f.fingerprint in finding.follows_from]
        if ranks:
            rows.append((say("chain", language), join_words(ranks, language)))
    if others:
        rows.append((say("also", language), _also(others)))
    parts.append(Padding(_list(rows), (0, 0, 0, 4)))
    return Group(*parts)


def _cells(evidence: Sequence[Evidence], language: Language) -> str:
    return say_cells(evidence, language, str, lambda place: f"[{place}]")


def _also(others: Iterable[Finding]) -> str:
    """Name the other subjects of a rule, with their ranks."""
    return "; ".join(f"{finding.about} ({finding.rank})" for finding in others)


def _list(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for head, text in rows:
        table.add_row(head, Text(safe(text)))
    return table


def _lines(d: Diagnosis, title: str, groups: Sequence[Sequence[Finding]]) -> Iterator[RenderableType]:
    if not groups:
        return
    yield from head(title)
    table = Table.grid(padding=(0, 2, 0, 0))
    for options in ({"justify": "right"}, {"no_wrap": True}, {"no_wrap": True, "style": "dim"}, {}):
        table.add_column(**options)
    for finding, *others in groups:
        also = f" {say('also', d.language)}: {_also(others)}." if others else ""
        table.add_row(
            str(finding.rank),
            severity_text(finding.severity, d.language),
            finding.id,
            Text(safe(finding.message + also)),
        )
    yield table


def _unknown(d: Diagnosis, limit: int) -> Iterator[RenderableType]:
    if not d.undecided:
        return
    language = d.language
    yield from head(say("unknown", language))
    unseen = [term(field.field, language) for field in d.compass.values() if field.level == "not-looked-at"]
    if unseen:
        yield Text(say("not_looked_at", language, fields=join_words(unseen, language)))
    for field in d.held_back:
        yield Text(
            say("held_back", language, field=term(field.field, language), rules=join_words(field.unsettled, language))
        )
    yield Text(say("undecided", language, count=len(d.undecided)))
    for group in d.by_person(d.questions[:limit]):
        yield Text(say("ask", language, whom=term(group[0].ask, language)), style="bold")
        table = Table.grid(padding=(0, 2, 0, 0))
        for question in group:
            table.add_row(
                f"{question.rank:>2}", Text.assemble(safe(question.text), "\n", (question.could_change, "dim"))
            )
        yield table
    if len(d.questions) > limit:
        yield Text(say("more_questions", language, count=len(d.questions) - limit))


def _method(d: Diagnosis) -> Iterator[RenderableType]:
    language, info = d.language, d.info
    yield from head(say("method", language))
    yield Text(
        say(
            "made",
            language,
            rules=info.rules,
            facts=info.facts,
            packs=", ".join(info.packs),
            engines=", ".join(info.engines),
            version=info.version,
        )
    )
    yield Text(say("order", language))
    yield Text(say("scope", language))
    yield Text(say("profile", language, label=d.profile.label, about=d.profile.about))
    if info.configuration:
        yield Text(safe(say("configured", language, file=info.configuration)))
    yield from head(say("used", language))
    used = [say_used(parameter, language) for parameter in d.parameters]
    yield Text("; ".join([*(say_severity(severity, language) for severity in d.severities), *used]))
    changed = d.severities or any(parameter.value != parameter.default for parameter in d.parameters)
    yield Text(say("used_key" if changed else "used_default", language))


def explanation_text(explanations: Iterable[Explanation], d: Diagnosis) -> RenderableType:
    """Return why a rule does or does not fire, subject by subject, as something a rich console can show."""
    parts: list[RenderableType] = []
    for explanation in explanations:
        if parts:
            parts.append(Text())
        parts.extend(_explanation(explanation, d))
    return Group(*parts) if parts else Text(say("not_about", d.language))


def _explanation(explanation: Explanation, d: Diagnosis) -> Iterator[RenderableType]:
    language = d.language
    outcome = Text(term(explanation.outcome, language).upper(), style=_STYLES[explanation.outcome])
    yield Text.assemble(f"{explanation.id} {explanation.rule}  ", outcome, f"  {safe(explanation.subject)}")
    if explanation.message:
        yield Padding(Text(safe(explanation.message), style="bold"), (0, 0, 0, 2))
    for reason in explanation.reasons:
        yield Padding(Text(f"{_mark(reason.holds)} {safe(reason.text)}"), (0, 0, 0, 2))
        if reason.rests_on:
            yield Padding(Text(safe(_cells(reason.rests_on, language))), (0, 0, 0, 8))
        for test in reason.tests:
            place = f"  [{test.source}]" if test.source else ""
            yield Padding(Text(f"{_mark(test.holds)} {safe(test.text)}{place}"), (0, 0, 0, 6))
            if test.rests_on:
                yield Padding(Text(safe(_cells(test.rests_on, language))), (0, 0, 0, 8))
    rows = []
    if explanation.deciding:
        margin = f" ({say_share(explanation.margin, language)})" if explanation.margin is not None else ""
        rows.append((say("deciding", language), explanation.deciding + margin))
    if explanation.change:
        rows.append((say("change", language), explanation.change))
    if rows:
        yield Padding(_list(rows), (0, 0, 0, 2))


def _mark(holds: bool | None) -> str:
    return {True: "+", False: "-", None: "?"}[holds]
