"""What the templates of the report work with: a telling, chosen from and put in order, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from regiokompas.dossiers import Telling
from regiokompas.errors import Source
from regiokompas.explain import Reason
from regiokompas.findings import Finding, Place, Undecided
from regiokompas.grounds import Threshold
from regiokompas.report.cells import say_cell
from regiokompas.report.first_moves import first_moves_outline
from regiokompas.report.html.glossary import Entry, entries
from regiokompas.report.html.words import say
from regiokompas.report.pictures import compass_svg, exchange_svg, funding_svg, network_svg, resilience_svg
from regiokompas.report.stability import stability_outline
from regiokompas.report.standing import since_outline, waived_outline
from regiokompas.report.stress import stress_outline
from regiokompas.results import Diagnosis, Question
from regiokompas.texts import (
    LANGUAGES,
    Language,
    join_words,
    say_date,
    say_money,
    say_number,
    say_share,
    say_threshold,
    term,
)

if TYPE_CHECKING:
    from markupsafe import Markup

    from regiokompas.report.outline import Outline, Row

__all__ = ["Group", "Speaker", "View", "first_sentence", "view"]

#: Partners named where something touches them; more are counted.
NAMED = 4

#: Findings that unfold beside the first of their rule, over the whole report, the most important first. A region of
#: sixty partners may have hundreds, told alike; then the file would be too large to send.
UNFOLDING = 100

#: Cells named behind a reason, for the same reason; the others stand in the workbook and in the JSON output.
CELLS = 5

_SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True)
class Speaker:
    """Words, numbers and dates in one language, for the templates."""

    language: Language

    def say(self, phrase: str, **values: object) -> str:
        """Return a sentence of the report."""
        return say(phrase, self.language, **values)

    def term(self, word: str) -> str:
        """Return the reader's word for a term."""
        return term(word, self.language)

    def terms(self, words: Iterable[str]) -> str:
        """Return the reader's words for several terms, as a list in a sentence."""
        return join_words(list(map(self.term, words)), self.language)

    def day(self, iso: str) -> str:
        """Return a date in full."""
        return say_date(date.fromisoformat(iso), self.language)

    def share(self, value: float) -> str:
        """Return a share as a whole percentage."""
        return say_share(value, self.language)

    def money(self, value: float, currency: str) -> str:
        """Return an amount of money."""
        return say_money(value, self.language, currency)

    def join(self, words: Iterable[str]) -> str:
        """Return words joined as in a sentence."""
        return join_words(list(words), self.language)

    def range_of(self, threshold: Threshold) -> str:
        """Return between what values a threshold makes sense."""
        low, high = (
            "…" if limit is None else say_threshold(limit, threshold.used.unit, self.language)
            for limit in (threshold.low, threshold.high)
        )
        return f"{low} – {high}"

    def value_of(self, threshold: Threshold) -> str:
        """Return a threshold as it was used."""
        used = threshold.used
        return self._value(used.value, used.unit)

    def set_by(self, threshold: Threshold) -> str:
        """Return who set a threshold, and what it is by default where that differs."""
        used = threshold.used
        return self.say(f"by_{used.origin}", default=self._value(used.default, used.unit))

    def _value(self, value: str | bool | int | float | tuple[str, ...], unit: str) -> str:
        if isinstance(value, bool):
            return self.term("yes" if value else "no")
        if isinstance(value, tuple):
            return self.join(self.term(word) for word in value)
        if isinstance(value, str):
            return self.term(value)
        if unit in ("share", "EUR", "days"):
            return say_threshold(value, unit, self.language)
        return say_number(value, self.language, decimals=len(f"{value:g}".partition(".")[2]))


@dataclass(frozen=True)
class Group:
    """The findings of one rule: the first leads; of the others some unfold to their reasons, some are only named."""

    lead: Finding
    unfolding: tuple[Finding, ...]
    named: tuple[Finding, ...]

    @property
    def others(self) -> int:
        """How many come with the first."""
        return len(self.unfolding) + len(self.named)


#: Rows of one shape, to be laid out alike: a table, a list, names with what is said of them, or sentences.
Block = tuple[str, Sequence[tuple[str, ...]]]

#: A title with what stands under it.
Chapter = Sequence[tuple[str, Sequence[Block]]]


@dataclass(frozen=True)
class View:
    """A telling, ready to be laid out."""

    t: Telling
    w: Speaker
    first: tuple[Place, ...]
    risks: tuple[tuple[str, tuple[Group, ...]], ...]
    strengths: tuple[Group, ...]
    ranks: Mapping[str, int]
    firm: frozenset[str]
    turns: Mapping[str, tuple[str, ...]]
    questions: tuple[tuple[Question, ...], ...]
    undecided: tuple[tuple[str, tuple[tuple[Undecided, int], ...]], ...]
    rule_ids: Mapping[str, str]
    glossary: tuple[Entry, ...]

    @property
    def d(self) -> Diagnosis:
        """The diagnosis."""
        return self.t.diagnosis

    @property
    def language(self) -> Language:
        """The language."""
        return self.w.language

    @property
    def other_language(self) -> Language:
        """The language that the glossary translates to."""
        return next(language for language in LANGUAGES if language != self.language)

    def knows(self, section: str, wholly: bool = False) -> bool:
        """Return whether anything is known of a section of the input, or all of it."""
        p = self.d.of
        return p.is_complete(section) if wholly else p.is_known(section)

    @property
    def title(self) -> str:
        """The title of the window."""
        return f"{self.d.name} – {self.w.say('compass')}"

    @property
    def facts_line(self) -> str:
        """The date, how many partners, and the form, on one line."""
        parts = [self.w.say("picture", date=self.w.day(self.d.date))]
        if self.d.partners:
            parts.append(self.w.say("partners", count=self.d.partners))
        if self.d.legal_form:
            parts.append(self.w.term(self.d.legal_form))
        return " · ".join(parts)

    @property
    def compass(self) -> Markup:
        """The picture of the compass."""
        return _markup(compass_svg(self.d))

    @property
    def network(self) -> Markup:
        """The picture of who works with whom."""
        return _markup(network_svg(self.d))

    @property
    def funding(self) -> Markup:
        """The picture of money that waits for money."""
        return _markup(funding_svg(self.d))

    @property
    def exchange(self) -> Markup:
        """The picture of what partners bring and get."""
        return _markup(exchange_svg(self.d))

    @property
    def resilience(self) -> Markup:
        """The picture of how much can be lost."""
        return _markup(resilience_svg(self.t.stress)) if self.t.stress is not None else _markup("")

    @property
    def absences_are_limited(self) -> bool:
        """Whether not every person and partner was thought away, because there are very many."""
        p = self.d.of
        return 0 < len(self.t.absences) < len(p.persons or ()) + len(p.partners or ())

    @property
    def apart(self) -> Chapter:
        """What calls for no action now: what is accepted, and what a baseline knew."""
        return [*_chapter(waived_outline(self.d)), *_chapter(since_outline(self.d))]

    @property
    def moves(self) -> Chapter:
        """Who moves first."""
        return _chapter(first_moves_outline(self.t.first_moves))

    @property
    def stress(self) -> Chapter:
        """The stress test, without the curve, which is a picture."""
        heads = stress_outline(self.t.stress) if self.t.stress else ()
        return _chapter((title, rows) for title, rows in heads if title != self.w.say("curve"))

    @property
    def stability(self) -> Chapter:
        """What turns over by what."""
        return _chapter(stability_outline(self.t.stability) if self.t.stability else ())

    def touches(self, finding: Finding) -> str:
        """Say whom a finding touches: everyone, a few by name, or how many."""
        count, names = len(finding.touched), self.t.names
        if not count:
            return ""
        if count == len(names):
            return self.w.say("touches_all")
        if count <= NAMED:
            return self.w.say("touches", whom=self.w.join(names[key] for key in finding.touched if key in names))
        return self.w.say("touches_some", count=count, all=len(names))

    def partners_of(self, finding: Finding) -> str:
        """Return the keys by which a finding is filtered: a star where it touches everyone."""
        if len(finding.touched) == len(self.t.names):
            return "*"
        return " ".join(finding.touched)

    def found(self, prints: Iterable[str]) -> list[Finding]:
        """Return findings by fingerprint, the most important first."""
        wanted = set(prints)
        return [finding for finding in self.d.findings if finding.fingerprint in wanted]

    def others(self, prints: Iterable[str]) -> list[str]:
        """Return in words the fingerprints of what is not found now: a risk that an action would bring about."""
        words = dict(self.t.plan.findings) if self.t.plan else {}
        absent = (print_ for print_ in prints if print_ not in self.ranks)
        return [words.get(print_) or self.rule_ids.get(print_.rpartition("-")[0], print_) for print_ in absent]

    @staticmethod
    def places(reason: Reason) -> list[str]:
        """Return where the values behind a reason were read, each once, without the folders before the file."""
        sources = [reason.source, *(test.source for test in reason.tests)]
        places = dict.fromkeys(_place(source) for source in sources if source is not None)
        first = next(iter(places), "")
        return [place for place in places if place == first or not place.startswith(f"{first}.")]

    @staticmethod
    def cells(reason: Reason) -> tuple[list[tuple[str, str]], int]:
        """Return the first cells behind a reason with their places, and how many more there are."""
        shown, rest = reason.evidence[:CELLS], reason.evidence[CELLS:]
        return [(say_cell(e), _place(e.source) if e.source else "") for e in shown], sum(e.count for e in rest)

    @staticmethod
    def number_of_cells(reason: Reason) -> int:
        """Return how many cells a reason rests on."""
        return sum(e.count for e in reason.evidence)

    @staticmethod
    def begin_of(text: str) -> str:
        """Return the first sentence of an advice."""
        return first_sentence(text)


def first_sentence(text: str) -> str:
    """Return the first sentence of an advice; page one has room for no more.

    Examples
    --------
    >>> first_sentence("Bel Tiel. Doe dat bijv. morgen.")
    'Bel Tiel.'
    >>> first_sentence("Leg het vast (bijv. in een memo). Klaar.")
    'Leg het vast (bijv. in een memo).'
    """
    return re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", text, maxsplit=1)[0]


def view(telling: Telling) -> View:
    """Choose from a telling and put it in order."""
    d = telling.diagnosis
    groups = _groups(d, d.risks)
    by_severity = ((s, tuple(group for group in groups if group.lead.severity == s)) for s in _SEVERITIES)
    stability = telling.stability
    turns: dict[str, list[str]] = {}
    for turn in stability.turns if stability else ():
        if turn.outcome != "appears":
            turns.setdefault(turn.fingerprint, []).append(turn.by)
    return View(
        t=telling,
        w=Speaker(d.language),
        first=d.first,
        risks=tuple((severity, found) for severity, found in by_severity if found),
        strengths=_groups(d, d.strengths),
        ranks=MappingProxyType({finding.fingerprint: finding.rank for finding in d.findings}),
        firm=frozenset(stability.firm if stability else ()),
        turns=MappingProxyType({print_: tuple(by) for print_, by in turns.items()}),
        questions=d.by_person(d.questions),
        undecided=tuple((field, _undecided(d, field)) for field in d.compass),
        rule_ids=MappingProxyType({rule.name: f"{rule.id} {rule.name}" for rule in d.judge.rules}),
        glossary=entries(d.language),
    )


def _place(source: Source) -> str:
    name = str(source)
    return PurePath(source.file).name + name[len(source.file) :]


def _groups(d: Diagnosis, findings: Sequence[Finding]) -> tuple[Group, ...]:
    left, groups = UNFOLDING, []
    for lead, *others in d.by_rule(findings):
        groups.append(Group(lead, tuple(others[:left]), tuple(others[left:])))
        left = max(0, left - len(others))
    return tuple(groups)


def _undecided(d: Diagnosis, field: str) -> tuple[tuple[Undecided, int], ...]:
    """Return the rules of a field that wait, each with the number of subjects that it waits for."""
    waiting: dict[tuple[str, tuple[str, ...]], list[Undecided]] = {}
    for undecided in d.undecided:
        if undecided.field == field:
            waiting.setdefault((undecided.rule, undecided.missing), []).append(undecided)
    return tuple((group[0], len(group)) for group in waiting.values())


def _chapter(outline: Outline) -> Chapter:
    return [(title, [(shape, list(block)) for shape, block in groupby(rows, key=_shape)]) for title, rows in outline]


def _shape(row: Row) -> str:
    if len(row) > 2:
        return "table"
    name = row[0].strip()
    return "list" if name == "-" else "numbered" if name.isdigit() else "named" if row[0] else "plain"


def _markup(svg: str) -> Markup:
    from markupsafe import Markup

    return Markup(_RUN.sub(_joined, svg))


#: Lines that follow each other in a picture; no attribute or text in it holds an angle bracket of its own.
_RUN = re.compile(r'(?:<path d="[^"<>]*"[^<>]*/>){2,}')
_PATH = re.compile(r'<path d="([^"]*)"([^<>]*)/>')


def _joined(run: re.Match[str]) -> str:
    """Make one path of lines drawn alike: sixty partners have hundreds, and each would name its style again."""
    written = []
    for style, paths in groupby(_PATH.findall(run[0]), key=lambda path: path[1]):
        drawn = [path for path, _ in paths]
        if 'fill="none"' in style:
            drawn = ["".join(drawn)]
        written += [f'<path d="{path}"{style}/>' for path in drawn]
    return "".join(written)
