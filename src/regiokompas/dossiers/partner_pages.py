"""A partner's own page: what the diagnosis means for one partner, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from regiokompas.advising.meeting import agenda
from regiokompas.arguments import takes
from regiokompas.changes import apply, parse_change, withdraws
from regiokompas.dossiers.exchange import exchanges
from regiokompas.errors import NotFoundError, did_you_mean
from regiokompas.judging.priorities import partners_touched
from regiokompas.model import Partnership
from regiokompas.model.labels import label
from regiokompas.results.advice import Advice, Plan
from regiokompas.results.comparison import Loss
from regiokompas.results.diagnosis import Diagnosis, Question
from regiokompas.results.findings import Finding
from regiokompas.results.plain_data import as_dict
from regiokompas.saying import Said
from regiokompas.scenarios.falling_apart import falls_apart
from regiokompas.texts import Bilingual, Language

__all__ = ["Asked", "PartnerPage", "Tie", "partner_page"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What one partner would lose if another fell away: its name, and what, in words."""

    partner: str
    name: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a point of the agenda asks of the partner."""

    question: str
    what: str


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """What a diagnosis means for one partner.

    Parameters
    ----------
    findings
        Risks about the partner itself, its people, money or decisions, by rank.
    strengths
        Strengths likewise.
    shared
        How many other risks touch it, together with others.
    brings, gets
        In words; ``None`` if nothing of the kind was written down about any partner.
    leaving
        What would fall apart if it fell away, in words.
    dependent
        Which partners would lose something then.
    depends_on
        Which partners could not fall away without it losing something.
    agenda
        What the next meeting of governors asks of it.
    actions
        Actions of the plan that it has a part in; ``None`` if no plan was worked out.
    questions
        Open questions about it.
    """

    name: str
    partner: str
    kind: str | None
    partnership: str
    date: str
    language: Language
    findings: tuple[Finding, ...]
    strengths: tuple[Finding, ...]
    shared: int
    brings: tuple[str, ...] | None
    gets: tuple[str, ...] | None
    leaving: tuple[str, ...]
    dependent: tuple[Tie, ...]
    depends_on: tuple[Tie, ...]
    agenda: tuple[Asked, ...]
    actions: tuple[Advice, ...] | None
    questions: tuple[Question, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return as_dict(self)


@takes(diagnosis=Diagnosis, partner=str, plan=Plan)
def partner_page(diagnosis: Diagnosis, partner: str, plan: Plan | None = None) -> PartnerPage:
    """Return what a diagnosis means for one partner.

    Parameters
    ----------
    diagnosis
        How the partnership stands.
    partner
        Key of the partner, such as ``"partner:tiel"``.
    plan
        What to do, where it was worked out (``diagnosis.plan``, which takes seconds).

    Raises
    ------
    NotFoundError
        If there is no such partner; the message names the nearest.

    Examples
    --------
    >>> from regiokompas import diagnose, load
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> partners = [{"key": "partner:tiel", "name": "Tiel", "considers_leaving": True}]
    >>> demo = load({"partnership": about, "partners": partners})
    >>> partner_page(diagnose(demo, language="en"), "partner:tiel").name
    'Tiel'
    """
    p, language = diagnosis.of, diagnosis.language
    keys = [known.key for known in p.partners or ()]
    if partner not in keys:
        hint = did_you_mean(partner, keys)
        raise NotFoundError(Said("there is no partner {name}", name=partner).also(hint))
    own = _own(p, partner)
    about_us = [finding for finding in diagnosis.findings if own.intersection(finding.subjects)]
    exchange = next(e for e in exchanges(p, language) if e.partner == partner)
    leaving = _losses(p, partner, language)
    touching = [risk for risk in diagnosis.risks if partner in risk.touched and risk not in about_us]
    return PartnerPage(
        name=label(p, partner, language),
        partner=partner,
        kind=p.by_key[partner].kind,  # type: ignore[attr-defined]
        partnership=diagnosis.name,
        date=diagnosis.date,
        language=language,
        findings=tuple(finding for finding in about_us if finding.kind == "risk"),
        strengths=tuple(finding for finding in about_us if finding.kind == "strength"),
        shared=len(touching),
        brings=exchange.brings,
        gets=exchange.gets,
        leaving=tuple(loss.text for loss in leaving),
        dependent=tuple(_ties(p, partner, leaving, language)),
        depends_on=tuple(_needs(p, partner, keys, language)),
        agenda=tuple(
            Asked(point.question, ask.what)
            for point in agenda(diagnosis).points
            for ask in point.asks
            if partner in ask.partners
        ),
        actions=None if plan is None else tuple(a for a in plan.advice if own.intersection(_named(a))),
        questions=tuple(q for q in diagnosis.questions if own.intersection(q.keys)),
    )


def _own(p: Partnership, partner: str) -> frozenset[str]:
    """Return the keys of the partner, its people, and its money, interests and plans."""
    found = {partner}
    for entity in p.entities():
        whose = (getattr(entity, name, None) for name in ("employer", "owner", "partner"))
        if partner in whose:
            found.add(entity.key)
    return frozenset(found)


def _losses(p: Partnership, partner: str, language: Language) -> list[Loss]:
    """Return what is whole with a partner and would not be without it."""
    losses = falls_apart(p, apply(p, [withdraws(partner)]), language)
    return [loss for loss in losses if loss.keys is not None]


def _ties(p: Partnership, partner: str, losses: Sequence[Loss], language: Language) -> Iterator[Tie]:
    """Yield the other partners that losses hit, each with what it would lose."""
    hit: dict[str, list[str]] = {}
    for loss in losses:
        for key in loss.keys or ():
            for other in sorted(partners_touched(p, [key]) - {partner}):
                hit.setdefault(other, []).append(_KINDS[loss.kind].say(language).format(label(p, key, language)))
    for other, what in hit.items():
        yield Tie(other, label(p, other, language), tuple(dict.fromkeys(what)))


def _needs(p: Partnership, partner: str, keys: Sequence[str], language: Language) -> Iterator[Tie]:
    """Yield the partners without which this one would lose something."""
    for other in keys:
        if other != partner:
            for tie in _ties(p, other, _losses(p, other, language), language):
                if tie.partner == partner:
                    yield Tie(other, label(p, other, language), tie.what)


def _named(advice: Advice) -> set[str]:
    """Return every key that the changes of an action name."""
    found: set[str] = set()
    for text in advice.changes:
        change = parse_change(text)
        for name in type(change).parts():
            value = getattr(change, name)
            found.update([value] if isinstance(value, str) else value if isinstance(value, tuple | list) else ())
    return found


_KINDS = {
    "theme-without-initiator": Bilingual("‘{}’ heeft dan geen trekker", "‘{}’ then has no initiator"),
    "partner-cut-off": Bilingual("{} raakt los van de rest", "{} is cut off from the rest"),
    "decision-without-body": Bilingual("het besluit ‘{}’ heeft dan geen orgaan", "the decision ‘{}’ then has no body"),
    "money-lost": Bilingual("‘{}’ is weg", "‘{}’ is gone"),
    "money-standing-still": Bilingual("‘{}’ staat stil", "‘{}’ stands still"),
    "money-out-of-reach": Bilingual("‘{}’ komt niet meer vrij", "‘{}’ can no longer come free"),
}
