"""The next meeting of governors: the diagnosis as an agenda.

Only what can be decided at a table comes on it. Findings whose rule names no question to decide, such as low trust
between two partners, belong in a talk in private and are counted, not listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from regiokompas.arguments import takes
from regiokompas.judging.priorities import partners_touched
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.model.means import Fund
from regiokompas.model.parties import Person
from regiokompas.model.work import Decision, Theme
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.texts import Bilingual, Language, join_words, say_date, say_money, term

__all__ = ["MAX_POINTS", "Agenda", "Ask", "Point", "agenda"]

#: What one meeting can deal with, and how much of it may come from one tension field.
MAX_POINTS, MAX_PER_FIELD = 5, 2

#: Where little is known the agenda also gathers facts, with no more questions than this.
MAX_QUESTIONS = 2

#: Days after which a sound partnership looks again. A judgement: half a year, as with the budget cycle.
LOOK_AGAIN = 182

#: Roles that prepare a point, in the order in which they are asked.
_PREPARING = ("initiator", "director", "chair", "owner")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of someone for a point; ``partners`` holds the keys of those who are meant by ``whom``."""

    whom: str
    what: str
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda.

    Parameters
    ----------
    question
        What is to be decided.
    why_now
        Why it cannot wait: what was found, and the nearest date that the facts name.
    prepares
        The function that prepares it; where none is known, that somebody has to be named.
    asks
        What is asked of each partner.
    also
        What else the same question is about.
    findings
        Ids of the rules whose findings it is meant to settle.
    fingerprints
        The findings themselves.
    """

    title: str
    question: str
    why_now: str
    prepares: str
    asks: tuple[Ask, ...]
    also: tuple[str, ...]
    findings: tuple[str, ...]
    fingerprints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The next meeting of governors; ``note`` says what is not on it."""

    name: str
    language: Language
    points: tuple[Point, ...]
    note: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@takes(diagnosis=Diagnosis)
def agenda(diagnosis: Diagnosis) -> Agenda:
    """Return the agenda of the next meeting of governors: five points at the most.

    Risks are taken by rank. One that follows from a point, leads to it, or asks the same question for something else
    joins it; otherwise it becomes a point of its own, two of one tension field at the most. Where most is unknown,
    gathering the facts that matter most comes after what is known to be a risk.

    Notes
    -----
    Nothing is judged anew: the agenda chooses and words what the diagnosis holds.
    """
    secretary = _Secretary(diagnosis, diagnosis.of)
    return Agenda(diagnosis.name, diagnosis.language, tuple(secretary.points()), secretary.note())


class _Secretary:
    def __init__(self, diagnosis: Diagnosis, partnership: Partnership) -> None:
        self._d = diagnosis
        self._p = partnership
        self._language = diagnosis.language
        self._groups: list[list[Finding]] = []
        self._left: list[Finding] = []
        for risk in diagnosis.risks:
            self._place(risk)

    def _place(self, risk: Finding) -> None:
        """Let a risk join a point, or begin one where there is room."""
        for group in self._groups:
            if _belong_together(risk, group[0]):
                group.append(risk)
                return
        of_field = sum(group[0].field == risk.field for group in self._groups)
        if risk.decide and len(self._groups) < MAX_POINTS and of_field < MAX_PER_FIELD:
            self._groups.append([risk])
        else:
            self._left.append(risk)

    def points(self) -> Iterator[Point]:
        for group in self._groups:
            yield self._point(group)
        if self._d.mostly_unknown:
            yield from islice(self._gathering(), MAX_POINTS - len(self._groups))

    def _point(self, group: Sequence[Finding]) -> Point:
        first = group[0]
        also = [risk.about for risk in group if risk.rule == first.rule and risk is not first]
        return Point(
            title=f"{term(first.field, self._language).capitalize()}: {first.about}",
            question=first.decide or "",
            why_now=self._why_now(first),
            prepares=self._prepares(first.subjects),
            asks=tuple(self._asks(group)),
            also=tuple(also),
            findings=tuple(dict.fromkeys(risk.id for risk in group)),
            fingerprints=tuple(risk.fingerprint for risk in group),
        )

    def _why_now(self, finding: Finding) -> str:
        days = [
            test.actual
            for reason in finding.reasons
            for test in reason.tests
            if test.attribute.startswith("days_until_") and isinstance(test.actual, int | float) and test.actual >= 0
        ]
        severity = term(finding.severity, self._language).capitalize()
        text = f"{severity}. {finding.message}"
        if not days:
            return text
        day = say_date(self._p.about.date + timedelta(days=int(min(days))), self._language)
        if day in text:
            return text
        return f"{text} {Bilingual(f'Dat is op {day}.', f'That is on {day}.').say(self._language)}"

    def _prepares(self, subjects: Sequence[str]) -> str:
        for key in subjects:
            entity = self._p.by_key.get(key)
            if isinstance(entity, Decision) and entity.prepared_by not in (None, "none"):
                return self._name(str(entity.prepared_by))
        themes = list(self._themes(subjects))
        for role in _PREPARING:
            for concerns in (*themes, self._p.about.key):
                of_role = [r.holder for r in self._p.roles or () if r.role == role and r.concerns == concerns]
                holders = set(of_role).difference(subjects)  # nobody prepares a decision on themselves
                if holders:
                    return self._name(min(holders))
        return Bilingual("nog aan te wijzen, in deze vergadering", "to be named, at this meeting").say(self._language)

    def _themes(self, subjects: Sequence[str]) -> Iterator[str]:
        for key in subjects:
            entity = self._p.by_key.get(key)
            if isinstance(entity, Theme):
                yield key
            elif entity is not None:
                theme = getattr(entity, "theme", None) or getattr(entity, "concerns", None)
                if isinstance(theme, str) and theme.startswith("theme:"):
                    yield theme

    def _asks(self, risks: Sequence[Finding]) -> Iterator[Ask]:
        """Yield what is asked of those who have something of their own to bring, and then of all others."""
        subjects = list(dict.fromkeys(key for risk in risks for key in risk.subjects))
        tasks: dict[str, list[str]] = {}
        named: set[str] = set()
        for key in subjects:
            for partner, what in self._own(key):
                if partner not in named:
                    named.add(partner)
                    tasks.setdefault(what, []).append(partner)
        yield from (Ask(self._join(partners), what, tuple(partners)) for what, partners in tasks.items())
        everybody = {partner.key for partner in self._p.partners or ()}
        others = sorted((partners_touched(self._p, risks[0].subjects) or everybody) - named)
        if others:
            everyone = len(others) + len(named) == len(everybody)
            rest = (_ALL_OTHERS if named else _ALL).say(self._language)
            whom = rest if everyone and len(others) > 3 else self._join(others)
            yield Ask(whom, _READ.say(self._language), tuple(others))

    def _own(self, key: str) -> Iterator[tuple[str, str]]:
        entity = self._p.by_key.get(key)
        if isinstance(entity, Fund):
            amount = say_money(entity.amount.amount, self._language, self._p.about.currency) if entity.amount else "…"
            yield entity.owner, self._fill(_FUND, self._name(key), amount)
        elif isinstance(entity, Person) and entity.employer not in (None, "none"):
            yield str(entity.employer), self._fill(_PERSON, self._name(key))
        elif isinstance(entity, Decision):
            for partner in sorted(set(entity.must_hear or ()) - set(entity.heard or ())):
                yield partner, self._fill(_DECISION, self._name(key))

    def _gathering(self) -> Iterator[Point]:
        for question in self._d.questions[:MAX_QUESTIONS]:
            yield Point(
                title=_FACTS.say(self._language),
                question=self._fill(_WHO_ANSWERS, question.text),
                why_now=f"{question.could_change[:1].upper()}{question.could_change[1:]}.",
                prepares=term(question.ask, self._language),
                asks=(Ask(_ALL.say(self._language), _ANSWER.say(self._language), self._everybody()),),
                also=(),
                findings=(),
                fingerprints=(),
            )

    def note(self) -> str:
        waived = [finding.waived.until for finding in self._d.waived if finding.waived]
        if not waived:
            return self._rest()
        first = say_date(date.fromisoformat(min(waived)), self._language)
        return f"{self._rest()} {self._fill(_ACCEPTED, str(len(waived)), first)}"

    def _rest(self) -> str:
        if self._d.mostly_unknown:
            return _LITTLE_KNOWN.say(self._language)
        if not self._groups:
            day = say_date(self._p.about.date + timedelta(days=LOOK_AGAIN), self._language)
            strengths = [group[0].message for group in self._d.by_rule(self._d.strengths)][:3]
            said = self._fill(_NOTHING, day)
            if self._left:
                said = f"{said} {self._fill(_OTHERS, str(len(self._left)))}"
            if strengths:
                said = f"{said} {self._fill(_HOLD_ON, ' '.join(strengths))}"
            unsettled = [term(field.field, self._language) for field in self._d.held_back]
            return f"{self._fill(_ASK_FIRST, join_words(unsettled, self._language))} {said}" if unsettled else said
        return self._fill(_NOT_ON_IT, str(len(self._left)))

    def _fill(self, text: Bilingual, *words: str) -> str:
        return text.say(self._language).format(*words)

    def _everybody(self) -> tuple[str, ...]:
        return tuple(partner.key for partner in self._p.partners or ())

    def _join(self, keys: Iterable[str]) -> str:
        return join_words(sorted(map(self._name, keys)), self._language)

    def _name(self, key: str) -> str:
        return label(self._p, key, self._language)


def _belong_together(risk: Finding, other: Finding) -> bool:
    if risk.rule == other.rule:
        return True
    return risk.fingerprint in other.follows_from or other.fingerprint in risk.follows_from


_ALL = Bilingual("alle partners", "all partners")
_ALL_OTHERS = Bilingual("alle andere partners", "all other partners")
_READ = Bilingual(
    "lees het stuk vooraf en zeg wat nodig is om ja te kunnen zeggen",
    "read the paper beforehand and say what is needed to be able to say yes",
)
_FUND = Bilingual("neem een besluit over ‘{}’ ({}) mee", "bring a decision on ‘{}’ ({})")
_PERSON = Bilingual("zeg hoeveel uur er is naast {}", "say how many hours there are beside {}")
_DECISION = Bilingual("laat vooraf weten wat u vindt van ‘{}’", "let us know beforehand what you think of ‘{}’")
_FACTS = Bilingual("Wat eerst bekend moet zijn", "What must be known first")
_WHO_ANSWERS = Bilingual(
    "Wie zorgt vóór de volgende vergadering voor het antwoord op de vraag ‘{}’",
    "Who sees to the answer, before the next meeting, to the question ‘{}’",
)
_ANSWER = Bilingual("geef antwoord voor zover het uzelf aangaat", "answer as far as it concerns yourself")
_LITTLE_KNOWN = Bilingual(
    "Over veel is te weinig bekend om te zeggen wat besloten moet worden. Verzamel eerst de feiten.",
    "Of much too little is known to say what must be decided. Gather the facts first.",
)
_NOTHING = Bilingual(
    "Er is niets dat om een besluit van deze vergadering vraagt. Kijk opnieuw op {}.",
    "Nothing asks for a decision of this meeting. Look again on {}.",
)
_OTHERS = Bilingual(
    "Wat er wel te doen is, staat in het rapport (risico's: {}).",
    "What there is to do stands in the report (risks: {}).",
)
_HOLD_ON = Bilingual("Houd vast: {}", "Hold on to this: {}")
_ASK_FIRST = Bilingual(
    "Het zwaarste is nog niet te beoordelen in {}; stel eerst de vragen daarover.",
    "The weightiest cannot be judged yet in {}; put the questions about it first.",
)
_ACCEPTED = Bilingual(
    "Bewust aanvaard: {}; de eerste aanvaarding loopt af op {}.", "Accepted for now: {}; the first of it ends on {}."
)
_NOT_ON_IT = Bilingual(
    "De overige risico's ({}) staan in het rapport; een deel daarvan hoort in een gesprek onder vier ogen en niet op "
    "een agenda.",
    "The other risks ({}) are in the report; some of them belong in a talk in private and not on an agenda.",
)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
