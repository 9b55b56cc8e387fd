"""Advice proven: each remedy is carried out on a copy, and the rules run again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from regiokompas.changes import Change, apply
from regiokompas.changes.wording import say_change
from regiokompas.errors import InputError
from regiokompas.judging.case import Verdict
from regiokompas.judging.rehearing import Rehearing, Reruns
from regiokompas.results.advice import Advice
from regiokompas.results.findings import Finding
from regiokompas.rules.language import Effort, RuleKind, Severity
from regiokompas.rules.remedies import fill

__all__ = ["Action", "actions", "prove", "remedy"]

log = logging.getLogger("regiokompas")

_EFFORTS = [str(effort) for effort in Effort]
_SEVERITIES = list(Severity)


@dataclass(frozen=True)
class Action:
    """Changes that are one and the same advice, and the findings that call for it, the worst first."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def remedy(judged: Rehearing, verdict: Verdict) -> tuple[Change, ...]:
    """Return the changes that a finding's own rule advises, over all ways in which it fires; none if it names none."""
    changes: dict[str, Change] = {}
    about = judged.partnership.about
    for bound in verdict.bound:
        filled = fill(verdict.rule, bound, about.key, about.date)
        if filled is None:
            return ()
        changes |= {str(change): change for change in filled}
    return tuple(changes.values())


def actions(judged: Rehearing, findings: Iterable[Finding], before: Mapping[str, Verdict]) -> tuple[Action, ...]:
    """Return what there is to do: findings with the same remedy, or else the same words, are one action."""
    together: dict[tuple[str, ...], tuple[tuple[Change, ...], list[Finding]]] = {}
    for finding in findings:
        if finding.kind != RuleKind.RISK or not finding.advice:
            continue
        changes = remedy(judged, before[finding.fingerprint])
        identity = tuple(sorted(map(str, changes))) or (finding.advice,)
        together.setdefault(identity, (changes, []))[1].append(finding)
    return tuple(Action(changes, tuple(group)) for changes, group in together.values())


def prove(
    judged: Rehearing, findings: Sequence[Finding], progress: Callable[[int, int], None]
) -> tuple[tuple[Advice, ...], tuple[Action, ...]]:
    """Return all advice with its effect, ranked, and the action behind each.

    Parameters
    ----------
    judged
        The partnership, and how it was judged.
    findings
        What was found, ranked.
    progress
        Called with how many actions have been tried, and of how many.

    Notes
    -----
    One run per action, of the rules that it can reach.
    """
    knowledge = judged.knowledge()
    reruns = Reruns(judged, knowledge)
    try:
        before = reruns.before
        tried = actions(judged, findings, before)
        found = []
        for done, action in enumerate(tried):
            progress(done, len(tried))
            found.append((_advice(judged, action), action))
            if action.changes:
                try:
                    changed = apply(judged.partnership, action.changes)
                except InputError as error:  # a remedy that does not fit this partnership proves nothing
                    log.debug("remedy of %s: %s", action.findings[0].rule, error)
                    continue
                after = reruns.verdicts(changed)
                said = tuple(say_change(change, changed, judged.wording.language) for change in action.changes)
                found[-1] = (replace(_with_effect(found[-1][0], before, after), said=said), action)
        progress(len(tried), len(tried))
    finally:
        reruns.close()
        knowledge.close()
    severities = {verdict.fingerprint: verdict.rule.severity for verdict in before.values()}
    ranked = sorted(found, key=lambda pair: _order(pair[0], severities))
    return (
        tuple(replace(advice, rank=rank) for rank, (advice, _) in enumerate(ranked, start=1)),
        tuple(action for _, action in ranked),
    )


def _advice(judged: Rehearing, action: Action) -> Advice:
    worst = action.findings[0]
    return Advice(
        rank=worst.rank,
        text=worst.advice or "",
        effort=str(worst.effort),
        findings=tuple(finding.fingerprint for finding in action.findings),
        changes=tuple(map(str, action.changes)),
    )


def _with_effect(advice: Advice, before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> Advice:
    """Add what differs: only risks count, and what has only become unknown is not resolved."""
    were = {print_: verdict for print_, verdict in before.items() if _is_risk(verdict)}
    are = {print_: verdict for print_, verdict in after.items() if _is_risk(verdict)}
    moved = [(print_, _margin(verdict), _margin(are[print_])) for print_, verdict in were.items() if print_ in are]
    return replace(
        advice,
        resolves=tuple(sorted(print_ for print_ in were if print_ not in after)),
        lightens=tuple(sorted(print_ for print_, was, now in moved if now < was)),
        worsens=tuple(sorted({*(are.keys() - were.keys()), *(print_ for print_, was, now in moved if now > was)})),
        proven=True,
    )


def _is_risk(verdict: Verdict) -> bool:
    return verdict.rule.kind is RuleKind.RISK and verdict.outcome == "fires"


def _margin(verdict: Verdict) -> float:
    return verdict.margin or 0.0


def _order(advice: Advice, severities: Mapping[str, Severity]) -> tuple[tuple[int, ...], int, int, int]:
    def number(prints: Iterable[str], severity: Severity) -> int:
        return sum(severities.get(print_, Severity.HIGH) is severity for print_ in prints)

    net = tuple(number(advice.worsens, s) - number(advice.resolves, s) for s in _SEVERITIES)
    return net, -len(advice.lightens), _EFFORTS.index(advice.effort), advice.rank
