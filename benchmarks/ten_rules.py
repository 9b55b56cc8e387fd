"""Ten rules of the pack written by hand, as one would without a rule language: what the language costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from regiokompas.facts import Fact, FactBase

__all__ = ["TEN_RULES", "by_hand"]

Facts = Mapping[str, list[Fact]]

_WITH_PERSONALITY = ("public_body", "operations_organisation", "joint_body", "host_municipality")


def _low_involvement(facts: Facts) -> Iterable[Fact]:
    return (f for f in facts["partner"] if f.get("involvement") is not None and f.get("involvement") <= 2)


def _decision_overdue(facts: Facts) -> Iterable[Fact]:
    return (
        f
        for f in facts["decision"]
        if f.get("has_date") and f.get("days_until_date") < -28 and f.get("status") not in (None, "taken")
    )


def _no_deputy(facts: Facts) -> Iterable[Fact]:
    return (f for f in facts["person_dependence"] if f.get("deputies") == 0 and (f.get("roles") or 0) >= 2)


def _one_sided_trust(facts: Facts) -> Iterable[Fact]:
    return (f for f in facts["trust_pair"] if f.get("among") == "partners" and (f.get("gap") or 0) >= 2)


def _gets_without_bringing(facts: Facts) -> Iterable[Fact]:
    return (f for f in facts["exchange"] if f.get("brings") == 0 and (f.get("gets") or 0) >= 1)


def _brings_without_getting(facts: Facts) -> Iterable[Fact]:
    return (f for f in facts["exchange"] if (f.get("brings") or 0) >= 1 and f.get("gets") == 0)


def _control_not_given_up(facts: Facts) -> Iterable[Fact]:
    (form,) = facts["partnership"]
    if form.get("legal_form") not in _WITH_PERSONALITY:
        return ()
    return (f for f in facts["partner"] if f.get("control_stance") == "reluctant")


def _no_local_anchor(facts: Facts) -> Iterable[Fact]:
    return (
        f
        for f in facts["theme"]
        if f.get("handled") == "regional" and f.get("level") == "regional" and f.get("local_anchor") is False
    )


def _goal_missing(facts: Facts) -> Iterable[Fact]:
    with_goal = {goal.get("theme") for goal in facts["goal"]}
    return (f for f in facts["theme"] if f.key not in with_goal)


def _can_go_it_alone(facts: Facts) -> Iterable[Fact]:
    heavy = {f.get("partner") for f in facts["partner_weight"] if (f.get("budget_share") or 0) >= 0.3}
    return (f for f in facts["partner"] if f.get("can_do_alone") and f.get("kind") == "municipality" and f.key in heavy)


#: The same rules by their name in the pack, with their thresholds filled in.
TEN_RULES: Mapping[str, Callable[[Facts], Iterable[Fact]]] = {
    "low-involvement": _low_involvement,
    "decision-overdue": _decision_overdue,
    "no-deputy": _no_deputy,
    "one-sided-trust": _one_sided_trust,
    "gets-without-bringing": _gets_without_bringing,
    "brings-without-getting": _brings_without_getting,
    "control-not-given-up": _control_not_given_up,
    "no-local-anchor": _no_local_anchor,
    "goal-missing": _goal_missing,
    "can-go-it-alone": _can_go_it_alone,
}


def by_hand(base: FactBase) -> set[tuple[str, str]]:
    """Return which of the ten fire for which fact, by rule and key."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in base.facts:
        facts[fact.kind].append(fact)
    return {(name, fact.key) for name, rule in TEN_RULES.items() for fact in rule(facts)}
