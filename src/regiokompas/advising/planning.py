"""A small plan: the fewest actions that resolve all critical and high findings, and what they do together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from regiokompas.advising.proving import Action, prove
from regiokompas.changes import Change, apply
from regiokompas.errors import InputError
from regiokompas.judging.rehearing import Rehearing
from regiokompas.model import Partnership
from regiokompas.results.advice import Plan
from regiokompas.results.findings import Finding
from regiokompas.rules.language import Effort, RuleKind, Severity

__all__ = ["NODES", "carry_out", "make_plan", "smallest_cover"]

#: Branches that the search looks at before it settles for the best found so far.
NODES = 200_000

_EFFORTS = [str(effort) for effort in Effort]
_SEVERE = (Severity.CRITICAL, Severity.HIGH)


def make_plan(judged: Rehearing, findings: Sequence[Finding], progress: Callable[[int, int], None]) -> Plan:
    """Return the smallest plan, proven by carrying it out as a whole.

    Parameters
    ----------
    judged
        The partnership, and how it was judged.
    findings
        What was found, ranked; what is waived calls for no action.
    progress
        Called with how many actions have been tried, and of how many.
    """
    waived = {finding.fingerprint for finding in findings if finding.waived is not None}
    findings = [finding for finding in findings if finding.waived is None]
    advice, tried = prove(judged, findings, progress)
    targets = tuple(f.fingerprint for f in findings if f.kind == RuleKind.RISK and f.severity in _SEVERE)
    effects = [frozenset(a.resolves) & frozenset(targets) for a in advice]
    costs = [_EFFORTS.index(a.effort) for a in advice]
    reachable = frozenset().union(*effects)
    chosen, smallest = smallest_cover(reachable, effects, costs)
    after, prints = _carried_out(judged, [tried[number] for number in chosen])
    return Plan(
        name=judged.partnership.about.name.say(judged.wording.language),
        language=judged.wording.language,
        advice=advice,
        chosen=tuple(advice[number].rank for number in chosen),
        findings=dict(sorted({**prints, **_in_words(findings)}.items())),
        targets=targets,
        resolved=tuple(print_ for print_ in targets if print_ not in after),
        remaining=tuple(print_ for print_ in targets if print_ in after),
        without_remedy=tuple(print_ for print_ in targets if print_ not in reachable),
        appears=tuple(sorted(after - set(targets) - waived)),
        smallest=smallest,
    )


def _in_words(findings: Sequence[Finding]) -> Mapping[str, str]:
    return {finding.fingerprint: f"{finding.id} {finding.about}" for finding in findings}


def _carried_out(judged: Rehearing, chosen: Sequence[Action]) -> tuple[set[str], Mapping[str, str]]:
    """Return the critical and high risks that remain when all actions are carried out, and what each is, in words."""
    changed = carry_out(judged.partnership, [change for action in chosen for change in action.changes])
    knowledge = judged.knowledge()
    try:
        verdicts = judged.verdicts(knowledge, changed)
    finally:
        knowledge.close()
    severe = {
        print_: f"{verdict.rule.id} {judged.wording.subject(verdict.fact)}"
        for print_, verdict in verdicts.items()
        if verdict.outcome == "fires" and verdict.rule.kind is RuleKind.RISK and verdict.rule.severity in _SEVERE
    }
    return set(severe), severe


def carry_out(partnership: Partnership, changes: Iterable[Change]) -> Partnership:
    """Return the partnership as it would be after the changes of several actions, each made once."""
    changed = partnership
    for change in {str(change): change for change in changes}.values():
        try:
            changed = apply(changed, [change])
        except InputError:  # an earlier action did it already, or took away what it is about
            continue
    return changed


def smallest_cover(
    targets: frozenset[str], effects: Sequence[frozenset[str]], costs: Sequence[int]
) -> tuple[list[int], bool]:
    """Return the numbers of the fewest sets that cover the targets together, of several such the cheapest.

    Parameters
    ----------
    targets
        What must be covered; each lies in at least one of the sets.
    effects
        The sets.
    costs
        What each costs.

    Returns
    -------
    chosen
        Numbers of the sets, ascending.
    proven
        Whether no better choice exists; if not, the search ended at its bound.

    Notes
    -----
    Set cover is NP-hard (Karp 1972). Branch and bound: the target that the fewest sets cover is covered by each of
    these in turn; a branch is left when what is uncovered, divided by the largest set, cannot beat the best so far.

    Examples
    --------
    >>> smallest_cover(frozenset("abc"), [frozenset("a"), frozenset("ab"), frozenset("c")], [0, 0, 0])
    ([1, 2], True)
    """
    search = _Search(effects, costs)
    search.branch(targets, [], 0)
    return sorted(search.best or ()), search.nodes < NODES


class _Search:
    def __init__(self, effects: Sequence[frozenset[str]], costs: Sequence[int]) -> None:
        self._effects = effects
        self._costs = costs
        self.best: list[int] | None = None
        self._best_value = (len(effects) + 1, 0)
        self.nodes = 0

    def branch(self, uncovered: frozenset[str], chosen: list[int], cost: int) -> None:
        if not uncovered:
            if (len(chosen), cost) < self._best_value:
                self.best, self._best_value = list(chosen), (len(chosen), cost)
            return
        self.nodes += 1
        useful = {n: effect & uncovered for n, effect in enumerate(self._effects) if effect & uncovered}
        largest = max(map(len, useful.values()))
        least = len(chosen) + -(-len(uncovered) // largest)
        if self.nodes >= NODES or (least, cost) >= self._best_value:
            return
        by_target = {target: [n for n, effect in useful.items() if target in effect] for target in sorted(uncovered)}
        scarce = min(by_target.values(), key=len)
        for number in sorted(scarce, key=lambda n: (-len(useful[n]), self._costs[n], n)):
            self.branch(uncovered - self._effects[number], [*chosen, number], cost + self._costs[number])
