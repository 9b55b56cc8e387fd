"""The diagnosis as a workbook: compass, findings, advice, questions, facts, their cells and thresholds, to sort."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from regiokompas.errors import RegiokompasError
from regiokompas.report.markup import safe
from regiokompas.report.phrases import say
from regiokompas.report.standing import message
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.saying import Said
from regiokompas.texts import Bilingual, Language, say_date, say_threshold, term

__all__ = ["render_xlsx"]

#: Most characters that a cell holds; the format allows no more.
MAX_CHARACTERS = 32_767

#: What a spreadsheet takes for the beginning of a formula when a text is typed in again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

#: Most characters of the name in a footer, which holds 255 with its codes, and two for an ampersand.
_MAX_FOOTER = 100

Cell = str | int | float | bool | None


class Column(NamedTuple):
    """A heading and the width of its column, in characters."""

    head: Bilingual
    width: int


class Sheet(NamedTuple):
    """A sheet: its name, its columns, how many of these are printed, and what makes its rows.

    What is only there for a computer stands last and is not printed: paper would have no room for the rest.
    """

    name: Bilingual
    columns: tuple[Column, ...]
    printed: int
    rows: Callable[[Diagnosis], Iterable[tuple[Cell, ...]]]


def _compass(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for field in d.compass.values():
        yield (
            term(field.field, d.language),
            term(field.level, d.language),
            field.coverage,
            field.risks,
            len(field.strengths),
            field.worst,
        )


def _findings(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    language = d.language
    ranks = {finding.fingerprint: finding.rank for finding in d.findings}
    open_ = {finding.fingerprint for finding in d.open}
    for f in d.findings:
        standing = "waived" if f.waived else "open" if f.fingerprint in open_ else "known"
        yield (
            f.rank,
            term(f.severity, language),
            term(f.kind, language),
            term(f.field, language),
            f.id,
            f.about,
            message(f, language),
            f.advice,
            term(f.effort, language) if f.effort else None,
            _STANDING[standing].say(language),
            f.reach,
            ", ".join(str(rank) for rank in sorted(ranks[print_] for print_ in f.follows_from if print_ in ranks)),
            "; ".join(f.priority),
            f.why,
            " ".join(f.subjects),
            str(f.source) if f.source else None,
            f.fingerprint,
        )


_STANDING = {
    "open": Bilingual("open", "open"),
    "waived": Bilingual("aanvaard", "accepted"),
    "known": Bilingual("bekend", "known"),
}


def _advice(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    ranks = {finding.fingerprint: finding.rank for finding in d.findings}
    for advice in d.advice:
        yield (
            advice.rank,
            advice.text,
            term(advice.effort, d.language),
            "; ".join(advice.said),
            ", ".join(str(rank) for rank in sorted(ranks[print_] for print_ in advice.findings if print_ in ranks)),
            len(advice.resolves) if advice.proven else None,
            len(advice.lightens) if advice.proven else None,
            len(advice.worsens) if advice.proven else None,
            term("yes" if advice.proven else "no", d.language),
        )


def _questions(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for question in d.questions:
        yield (
            question.rank,
            term(question.ask, d.language),
            question.text,
            question.could_change,
            term(question.severity, d.language),
            ", ".join(question.rules),
            " ".join(question.keys),
        )


def _facts(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for finding in d.findings:
        for reason in finding.reasons:
            place = str(reason.source) if reason.source else None
            if not reason.tests:
                yield finding.rank, finding.id, reason.text, None, reason.found, place, reason.fact
            for test in reason.tests:
                at = str(test.source) if test.source else place
                yield finding.rank, finding.id, reason.text, test.label, test.found, at, reason.fact


def _cells(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for finding in d.findings:
        for reason in finding.reasons:
            tests = [(test.label, test.rests_on) for test in reason.tests]
            for label, evidence in [(reason.text, reason.rests_on), *tests]:
                for cell in evidence:
                    place = str(cell.source) if cell.source else None
                    yield finding.rank, finding.id, label, cell.what, cell.found, cell.count, place, cell.attribute


def _thresholds(d: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for used in d.parameters:
        yield (
            used.rule,
            used.name,
            say_threshold(used.value, used.unit, d.language),
            say_threshold(used.default, used.unit, d.language),
            _ORIGINS.get(used.origin, Bilingual(used.origin, used.origin)).say(d.language),
        )


_ORIGINS = {
    "rule": Bilingual("regel", "rule"),
    "profile": Bilingual("profiel", "profile"),
    "configuration": Bilingual("instellingen", "settings"),
    "user": Bilingual("gebruiker", "user"),
}


def _columns(*columns: tuple[str, str, int]) -> tuple[Column, ...]:
    return tuple(Column(Bilingual(nl, en), width) for nl, en, width in columns)


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        Bilingual("Kompas", "Compass"),
        _columns(
            ("Spanningsveld", "Tension field", 18),
            ("Stand", "Level", 16),
            ("Te beoordelen", "Decidable", 14),
            ("Risico's", "Risks", 10),
            ("Krachten", "Strengths", 10),
            ("Zwaarste regel", "Worst rule", 28),
        ),
        6,
        _compass,
    ),
    Sheet(
        Bilingual("Bevindingen", "Findings"),
        _columns(
            ("Rang", "Rank", 6),
            ("Ernst", "Severity", 10),
            ("Soort", "Kind", 10),
            ("Spanningsveld", "Tension field", 14),
            ("Regel", "Rule", 9),
            ("Betreft", "About", 28),
            ("Bevinding", "Finding", 60),
            ("Doen", "Do", 60),
            ("Inspanning", "Effort", 11),
            ("Status", "Status", 9),
            ("Raakt partners", "Touches partners", 9),
            ("Volgt uit rang", "Follows from rank", 12),
            ("Voorrang", "Priority", 40),
            ("Waarom het telt", "Why it matters", 60),
            ("Sleutels", "Keys", 28),
            ("Plaats", "Place", 28),
            ("Kenmerk", "Fingerprint", 28),
        ),
        10,
        _findings,
    ),
    Sheet(
        Bilingual("Adviezen", "Advice"),
        _columns(
            ("Rang", "Rank", 6),
            ("Doen", "Do", 70),
            ("Inspanning", "Effort", 11),
            ("Nagerekend", "Worked out", 40),
            ("Bij bevinding", "For finding", 14),
            ("Lost op", "Resolves", 9),
            ("Verlicht", "Lightens", 9),
            ("Roept op", "Brings on", 9),
            ("Effect bewezen", "Effect proven", 10),
        ),
        9,
        _advice,
    ),
    Sheet(
        Bilingual("Vragen", "Questions"),
        _columns(
            ("Rang", "Rank", 6),
            ("Vraag aan", "Ask", 26),
            ("Vraag", "Question", 70),
            ("Wat ervan afhangt", "What hangs on it", 40),
            ("Ernst", "Severity", 10),
            ("Regels", "Rules", 40),
            ("Sleutels", "Keys", 40),
        ),
        5,
        _questions,
    ),
    Sheet(
        Bilingual("Feiten", "Facts"),
        _columns(
            ("Rang", "Rank", 6),
            ("Regel", "Rule", 9),
            ("Voorwaarde", "Condition", 50),
            ("Kenmerk", "Attribute", 30),
            ("Gevonden", "Found", 40),
            ("Plaats", "Place", 34),
            ("Sleutel", "Key", 40),
        ),
        6,
        _facts,
    ),
    Sheet(
        Bilingual("Cellen", "Cells"),
        _columns(
            ("Rang", "Rank", 6),
            ("Regel", "Rule", 9),
            ("Waarde die erop rust", "Value that rests on it", 40),
            ("Wat", "What", 50),
            ("Staat er", "Says", 40),
            ("Cellen", "Cells", 7),
            ("Plaats", "Place", 34),
            ("Kenmerk", "Attribute", 28),
        ),
        7,
        _cells,
    ),
    Sheet(
        Bilingual("Drempels", "Thresholds"),
        _columns(
            ("Regel", "Rule", 9),
            ("Drempel", "Threshold", 30),
            ("Waarde", "Value", 16),
            ("Volgens de regel", "As the rule has it", 16),
            ("Bepaald door", "Set by", 14),
        ),
        5,
        _thresholds,
    ),
)


def render_xlsx(diagnosis: Diagnosis) -> bytes:
    """Return the diagnosis as a workbook, in its language; equal diagnoses give equal bytes.

    The sheet of advice asks for :attr:`Diagnosis.advice`, which is worked out on first use and takes seconds.

    Raises
    ------
    RegiokompasError
        If the extra ``excel`` is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise RegiokompasError(
            Said("writing a workbook needs the extra excel: pip install regiokompas[excel]")
        ) from None

    stream = io.BytesIO()
    never = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **never}) as workbook:
        day = date.fromisoformat(diagnosis.date)
        workbook.set_properties(
            {
                "title": safe(diagnosis.name),
                "subject": say("picture", diagnosis.language, date=say_date(day, diagnosis.language)),
                "created": datetime(day.year, day.month, day.day),
            }
        )
        looks = _Looks(workbook)
        for sheet in SHEETS:
            _write(workbook.add_worksheet(sheet.name.say(diagnosis.language)), sheet, diagnosis, looks)
    return stream.getvalue()


class _Looks:
    """How cells look: heads, texts, numbers and shares."""

    def __init__(self, workbook: Any) -> None:
        cell = {"valign": "top", "text_wrap": True}
        self.head = workbook.add_format({**cell, "bold": True, "bg_color": "#E7EDF3", "bottom": 1})
        self.text = workbook.add_format(cell)
        # Excel shows a text with this mark as a text, even when someone edits the cell and presses enter.
        self.quoted = workbook.add_format({**cell, "quote_prefix": True})
        self.number = workbook.add_format({"valign": "top"})
        self.share = workbook.add_format({"valign": "top", "num_format": "0%"})


def _write(worksheet: Any, sheet: Sheet, d: Diagnosis, looks: _Looks) -> None:
    language: Language = d.language
    rows = list(sheet.rows(d))
    for number, column in enumerate(sheet.columns):
        worksheet.set_column(number, number, column.width)
        worksheet.write_string(0, number, column.head.say(language), looks.head)
    for line, row in enumerate(rows, start=1):
        for number, cell in enumerate(row):
            if isinstance(cell, str):
                text = _fitting(safe(cell))
                worksheet.write_string(
                    line, number, text, looks.quoted if text.startswith(FORMULA_SIGNS) else looks.text
                )
            elif cell is not None:
                worksheet.write_number(line, number, cell, looks.share if isinstance(cell, float) else looks.number)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(1, len(rows)), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.print_area(0, 0, max(1, len(rows)), sheet.printed - 1)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    name = safe(d.name)[:_MAX_FOOTER].replace("&", "&&")
    worksheet.set_footer(f"&L&8{name}&C&8&A&R&8&P / &N")


def _fitting(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else f"{text[: MAX_CHARACTERS - 1]}…"
