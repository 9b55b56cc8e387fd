"""Priorities: which finding comes first, by steps that everyone can follow.

Findings are compared lexicographically: severity first, then how much the field counts in the profile, then how many
partners are touched, then how many other
findings follow from it, then how far it lies beyond its limit, then how little the advice costs. No step is weighed
against another, so there is no score to doubt, and each step is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from regiokompas.model import Partnership, references
from regiokompas.results.deferred import replace
from regiokompas.results.findings import Finding
from regiokompas.rules import Weight
from regiokompas.rules.language import Effort, RuleKind, Severity
from regiokompas.texts import Bilingual, Language, say_share, term

__all__ = ["partners_touched", "rank_findings"]

_KINDS = [str(RuleKind.RISK), str(RuleKind.STRENGTH), str(RuleKind.SIGNAL)]
_SEVERITIES = [str(severity) for severity in Severity]
_WEIGHTS = list(Weight)
_EFFORTS = [str(effort) for effort in Effort]


def rank_findings(
    findings: Iterable[Finding],
    partners: int,
    language: Language,
    weight: Callable[[str], Weight] = lambda field: Weight.NORMAL,
) -> tuple[Finding, ...]:
    """Return the findings in order of priority, each with its rank and the steps that led to it.

    Parameters
    ----------
    partners
        How many partners there are.
    weight
        How much a field counts.

    Examples
    --------
    >>> rank_findings([], 0, "nl")
    ()
    """
    ordered = sorted(findings, key=lambda finding: _order(finding, weight(finding.field)))
    return tuple(
        replace(finding, rank=rank, priority=_steps(finding, partners, language, weight(finding.field)))
        for rank, finding in enumerate(ordered, start=1)
    )


def _order(finding: Finding, weight: Weight) -> tuple[int, int, int, int, int, float, int, str, tuple[str, ...]]:
    return (
        _KINDS.index(finding.kind),
        _SEVERITIES.index(finding.severity),
        _WEIGHTS.index(weight),
        -finding.reach,
        -finding.consequences,
        -(finding.margin or 0.0),
        _EFFORTS.index(finding.effort) if finding.effort else len(_EFFORTS),
        finding.id,
        finding.subjects,
    )


def _steps(finding: Finding, partners: int, language: Language, weight: Weight) -> tuple[str, ...]:
    steps = [term(finding.severity, language)]
    if weight is not Weight.NORMAL:
        field = term(finding.field, language)
        more = weight is Weight.HEAVY
        steps.append(
            Bilingual(
                f"{field} weegt {'zwaar' if more else 'licht'} in dit profiel",
                f"{field} counts for {'more' if more else 'less'} in this profile",
            ).say(language)
        )
    if partners:
        steps.append(_say_reach(finding.reach, partners).say(language))
    if finding.consequences:
        many = finding.consequences > 1
        steps.append(
            Bilingual(
                f"{finding.consequences} andere bevinding{'en volgen' if many else ' volgt'} eruit",
                f"{finding.consequences} other finding{'s follow' if many else ' follows'} from it",
            ).say(language)
        )
    if finding.margin:
        share = say_share(finding.margin, language)
        steps.append(Bilingual(f"{share} voorbij de grens", f"{share} beyond the limit").say(language))
    if finding.effort:
        effort = term(finding.effort, language)
        steps.append(Bilingual(f"inspanning {effort}", f"effort {effort}").say(language))
    return tuple(steps)


def partners_touched(partnership: Partnership, keys: Iterable[str]) -> frozenset[str]:
    """Return the partners that are concerned when something is the matter with these entities.

    A person touches its employer, a fund its owner and the participants of its theme, and everything else the
    partners that it names or that take part in what it names; the partnership and its agreements touch all.
    """
    touched: set[str] = set()
    pending = [key for key in keys if key in partnership.by_key]
    seen: set[str] = set()
    while pending:
        key = pending.pop()
        if key in seen:
            continue
        seen.add(key)
        entity = partnership.by_key[key]
        if entity.KIND in ("partnership", "agreement"):
            return frozenset(partner.key for partner in partnership.partners or ())
        if entity.KIND == "partner":
            touched.add(key)
            continue
        followed = _FOLLOWED.get(entity.KIND)
        for reference in references(entity):
            if followed is None or reference.attribute in followed:
                pending.append(reference.key)
    return frozenset(touched)


#: References that carry concern onwards, where not all of an entity's do.
_FOLLOWED: Mapping[str, tuple[str, ...]] = {
    "person": ("employer",),
    "theme": ("partners",),
    "goal": ("theme",),
    "fund": ("owner", "theme"),
    "decision": ("concerns",),
    "interest": ("partner",),
    "plan": ("partner", "theme"),
    "contribution": ("partner",),
    "benefit": ("partner",),
    "role": ("holder", "concerns"),
}


def _say_reach(reach: int, partners: int) -> Bilingual:
    if reach < partners:
        return Bilingual(f"raakt {reach} van de {partners} partners", f"touches {reach} of {partners} partners")
    if partners == 1:
        return Bilingual("raakt de enige partner", "touches the only partner")
    return Bilingual(f"raakt alle {partners} partners", f"touches all {partners} partners")
