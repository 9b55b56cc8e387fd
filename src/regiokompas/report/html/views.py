"""What the templates of the report work with: a telling, chosen from and put in order, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING

from regiokompas.dossiers.gathering import Telling
from regiokompas.errors import Source
from regiokompas.explain import Reason
from regiokompas.model.labels import label
from regiokompas.report.cells import say_cell
from regiokompas.report.first_moves import first_moves_outline
from regiokompas.report.html.alike import MANY, Group, groups
from regiokompas.report.html.glossary import Entry, entries
from regiokompas.report.html.speaking import Speaker
from regiokompas.report.pictures import compass_svg, exchange_svg, funding_svg, network_svg, resilience_svg
from regiokompas.report.stability import stability_outline
from regiokompas.report.standing import since_outline, waived_outline
from regiokompas.report.stress import stress_outline
from regiokompas.results.diagnosis import Diagnosis, Question
from regiokompas.results.findings import Finding, Place, Undecided
from regiokompas.texts import (
    LANGUAGES,
    Language,
)

if TYPE_CHECKING:
    from regiokompas.report.outline import Outline, Row

__all__ = ["View", "first_sentence", "view"]

#: Partners named where something touches them; more are counted.
NAMED = 4

#: Findings told of what would happen without someone: so many of each sort, or in a very large region of some rules.
TOLD, TOLD_OF_MANY = 5, 2

#: Characters of a text that is told in brief.
BRIEF = 120

#: What turns over, told finding by finding, under each head; the JSON has it all.
TURNS_TOLD = 30

#: Findings that one follows from, by number; of more it is said how many.
CAUSES_TOLD = 60

#: What is named by a name of its own.
_NAMED = ("partner", "person", "theme", "goal", "fund")

#: Cells named behind a reason, in a very large region fewer; the others stand in the workbook and in the JSON output.
CELLS, CELLS_OF_MANY = 5, 2

_SEVERITIES = ("critical", "high", "medium", "low")


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
    def drawn(self) -> Mapping[str, str]:
        """The pictures by the name of their chapter, each complete in itself."""
        d, stress = self.d, self.t.stress
        pictures = {
            "compass": compass_svg(d),
            "network": network_svg(d),
            "funding": funding_svg(d),
            "exchange": exchange_svg(d),
        }
        return pictures if stress is None else {**pictures, "resilience": resilience_svg(stress)}

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
        heads = stability_outline(self.t.stability) if self.t.stability else ()
        return _chapter((title, self._first(rows)) for title, rows in heads)

    def _first(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the first rows, the weightiest, and how many more there are."""
        if len(rows) <= TURNS_TOLD:
            return rows
        return [*rows[:TURNS_TOLD], ("", self.w.say("more_in_json", count=len(rows) - TURNS_TOLD))]

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
        """Return by which partners a finding is filtered: a star if it touches all, or a bit for each, in hexadecimal.

        The first partner of the list is the lowest bit. Named one by one they would take a tenth of a large report.
        """
        if len(finding.touched) == len(self.t.names):
            return "*"
        touched = set(finding.touched)
        return f"{sum(1 << place for place, key in enumerate(self.t.names) if key in touched):x}"

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

    def places_of(self, finding: Finding, file: str = "") -> str:
        """Return where the first value behind each reason of a finding was read, on one line, without a file."""
        first = dict.fromkeys(place for reason in finding.reasons for place in self.places(reason)[:1])
        return ", ".join(place.removeprefix(file)[bool(file) :] for place in first)

    def file_of(self, group: Group) -> str:
        """Return the file in which all that is behind the lines of a group was read; empty if there is no one file."""
        sources = (reason.source for line in group.lines for reason in line.finding.reasons)
        files = {PurePath(source.file).name for source in sources if source is not None}
        return files.pop() if len(files) == 1 else ""

    def some(self, words: Sequence[str]) -> str:
        """Return words joined as in a sentence; of very many the first, and how many more."""
        if len(words) <= CAUSES_TOLD:
            return self.w.join(words)
        more = self.w.say("more_of_these", count=len(words) - CAUSES_TOLD)
        return f"{', '.join(words[:CAUSES_TOLD])} {more}"

    @property
    def is_very_large(self) -> bool:
        """Whether what stands in full elsewhere is told in brief."""
        return len(self.d.findings) > MANY

    def briefly(self, findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
        """Return a few of some findings, each with how many more of its rule it stands for."""
        if not self.is_very_large:
            return [(finding, 0) for finding in findings[:TOLD]]
        return self._by_rule(findings)[:TOLD_OF_MANY]

    def linked(self, prints: Iterable[str], most: int | None) -> tuple[list[tuple[Finding, int]], int]:
        """Return findings to link to, each with how many more of its rule it stands for, and how many are left out.

        Parameters
        ----------
        most
            How many at the most; if ``None``, all, or in a very large region the first of each rule.
        """
        found = self.found(prints)
        told = self._by_rule(found) if self.is_very_large else [(finding, 0) for finding in found]
        told = told[:most]
        return told, len(found) - sum(1 + more for _, more in told)

    def _by_rule(self, findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
        return [(group[0], len(group) - 1) for group in self.d.by_rule(findings)]

    def short(self, text: str, longest: int = BRIEF) -> str:
        """Return a text, in a very large region without the rest of a long enumeration."""
        return shorten(text, longest, placeholder=" …") if self.is_very_large else text

    def cells(self, reason: Reason) -> tuple[list[tuple[str, str]], int]:
        """Return the first cells behind a reason with their places, and how many more there are."""
        few = CELLS_OF_MANY if self.is_very_large else CELLS
        shown, rest = reason.evidence[:few], reason.evidence[few:]
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
    names = [label(d.of, entity.key, d.language) for entity in d.of.entities() if entity.KIND in _NAMED]
    together = groups(d, d.risks, names)
    by_severity = ((s, tuple(group for group in together if group.lead.severity == s)) for s in _SEVERITIES)
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
        strengths=groups(d, d.strengths, names),
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
