"""A plan in another language: the same actions, found once, in other words."""

from __future__ import annotations

from dataclasses import replace

from regiokompas.advising.planning import carry_out
from regiokompas.changes import apply, parse_change
from regiokompas.changes.wording import say_change
from regiokompas.model import Partnership
from regiokompas.results.advice import Advice, Plan
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding

__all__ = ["retell"]


def retell(plan: Plan, diagnosis: Diagnosis) -> Plan:
    """Return a plan in the words of a diagnosis of the same partnership in another language.

    Notes
    -----
    Finding a plan takes a run of the rules for every remedy; telling it anew takes one, for what the plan as a whole
    brings about.
    """
    findings = {finding.fingerprint: finding for finding in diagnosis.findings}
    chosen = [advice for advice in plan.advice if advice.rank in plan.chosen]
    changes = [parse_change(change) for advice in chosen for change in advice.changes]
    after = diagnosis.judge.diagnose(carry_out(diagnosis.of, changes), language=diagnosis.language)
    appearing = {f.fingerprint: f for f in after.findings if f.fingerprint in plan.appears}
    words = {print_: f"{finding.id} {finding.about}" for print_, finding in {**appearing, **findings}.items()}
    return replace(
        plan,
        name=diagnosis.name,
        language=diagnosis.language,
        advice=tuple(_retold(advice, diagnosis, findings) for advice in plan.advice),
        findings={print_: words.get(print_, said) for print_, said in plan.findings.items()},
    )


def _retold(advice: Advice, diagnosis: Diagnosis, findings: dict[str, Finding]) -> Advice:
    worst = findings[advice.findings[0]]
    return replace(advice, text=worst.advice or "", said=_said(advice, diagnosis.of, diagnosis) if advice.said else ())


def _said(advice: Advice, partnership: Partnership, diagnosis: Diagnosis) -> tuple[str, ...]:
    changes = [parse_change(change) for change in advice.changes]
    changed = apply(partnership, changes)
    return tuple(say_change(change, changed, diagnosis.language) for change in changes)
