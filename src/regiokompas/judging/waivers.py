"""Waivers: findings that are known and accepted until a day, with the reason and who decided.

A waiver hides nothing. The finding keeps its rank and counts in the compass, since it is still so; it only calls for no
action: it stands under a head of its own and does not decide the exit code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from regiokompas.errors import RegiokompasError, Source
from regiokompas.model.base import Day, Key
from regiokompas.results import deferred
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.results.set_apart import Waived
from regiokompas.rules import Rule, RuleKind
from regiokompas.saying import Said
from regiokompas.settings import find_rule
from regiokompas.texts import Bilingual, say_date, term

__all__ = ["StandingWaiver", "Waiver", "stand", "waive"]

_Said = Annotated[str, Field(min_length=3)]


class Waiver(BaseModel):
    """A decision to accept what a rule finds.

    Examples
    --------
    >>> waiver = Waiver(rule="FIN01", reason="The lawyers need until spring.", until="2027-03-01", by="steering group")
    >>> waiver.until
    datetime.date(2027, 3, 1)
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    rule: str = Field(description="id or name of the rule")
    subject: Key | None = Field(None, description="key of what the finding is about; every subject if left out")
    partnership: Key | None = Field(None, description="key of the partnership it is for; every one if left out")
    reason: _Said = Field(description="why it is accepted")
    until: Day = Field(description="last day on which it is accepted, such as 2027-03-01")
    by: _Said = Field(description="who decided, by function")


@dataclass(frozen=True, slots=True)
class StandingWaiver:
    """A waiver with the rule it is about and the place it was read from."""

    waiver: Waiver
    rule: Rule
    source: Source | None

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is one that it accepts, its days left aside."""
        return finding.rule == self.rule.name and self.waiver.subject in (None, *finding.subjects)


def stand(waiver: Waiver, rules: Sequence[Rule], source: Source | None) -> StandingWaiver:
    """Return the waiver with its rule.

    Raises
    ------
    NotFoundError
        If there is no such rule.
    RegiokompasError
        If the rule finds no risks: only those can be accepted.
    """
    rule = find_rule(rules, waiver.rule)
    if rule.kind is not RuleKind.RISK:
        kind = Bilingual(term(str(rule.kind), "nl"), str(rule.kind))
        template = "{id} {name} finds a {kind}; only a risk can be waived"
        raise RegiokompasError(Said(template, id=rule.id, name=rule.name, kind=kind))
    return StandingWaiver(waiver, rule, source)


def waive(diagnosis: Diagnosis, waivers: Sequence[StandingWaiver], is_shown: Callable[[Rule], bool]) -> Diagnosis:
    """Return the diagnosis with the waivers on its findings, and a notice for each that is expired or not used.

    The days are counted from the date of the picture, so that the same picture always gives the same report. A waiver
    for another partnership, or of a rule that is not shown, is passed over.
    """
    meant = [w for w in waivers if w.waiver.partnership in (None, diagnosis.partnership) and is_shown(w.rule)]
    if not meant:
        return diagnosis
    today = date.fromisoformat(diagnosis.date)
    # where two accept the same, the one that lasts longest says why
    valid = sorted((w for w in meant if w.waiver.until >= today), key=lambda w: w.waiver.until, reverse=True)
    findings = tuple(_waived(finding, valid) for finding in diagnosis.findings)
    notices = tuple(notice.say(diagnosis.language) for notice in _notices(diagnosis, meant, today))
    return deferred.replace(diagnosis, findings=findings, notices=diagnosis.notices + notices)


def _waived(finding: Finding, valid: Sequence[StandingWaiver]) -> Finding:
    for standing in valid:
        if standing.covers(finding):
            waiver = standing.waiver
            waived = Waived(waiver.reason, waiver.until.isoformat(), waiver.by, standing.source)
            return deferred.replace(finding, waived=waived)
    return finding


def _notices(diagnosis: Diagnosis, meant: Sequence[StandingWaiver], today: date) -> Iterator[Bilingual]:
    for standing in meant:
        until, subject = standing.waiver.until, standing.waiver.subject
        about = " ".join(filter(None, (standing.rule.id, subject)))
        last = Bilingual(say_date(until, "nl"), say_date(until, "en"))
        place = f" [{standing.source}]" if standing.source else ""
        if any(map(standing.covers, diagnosis.findings)):
            if until < today:
                yield Bilingual(
                    f"De aanvaarding van {about} gold tot en met {last.nl}; het risico telt weer mee{place}.",
                    f"The waiver of {about} lasted until {last.en}; the risk counts again{place}.",
                )
        elif any(u.rule == standing.rule.name and subject in (None, *u.subjects) for u in diagnosis.undecided):
            yield Bilingual(
                f"De aanvaarding van {about} is niet gebruikt: of dit risico er is, is niet te beoordelen{place}.",
                f"The waiver of {about} is not used: whether this risk is there cannot be judged{place}.",
            )
        else:
            yield Bilingual(
                f"De aanvaarding van {about} is niet gebruikt: dit risico is niet gevonden; zij kan weg{place}.",
                f"The waiver of {about} is not used: this risk is not found; it can go{place}.",
            )
