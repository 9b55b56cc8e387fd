"""The order in which a comparison is shown, for every format that is read by people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from regiokompas.report.phrases import say
from regiokompas.results.comparison import Comparison, Difference, FactChange, WhatIf
from regiokompas.texts import say_date

__all__ = ["FACTS_SHOWN", "by_rule", "count", "facts", "sections", "sides", "title"]

#: Facts shown behind one difference; the JSON report has them all.
FACTS_SHOWN = 3


def title(c: Comparison) -> str:
    """Return what is compared: changes, two moments, or two partnerships."""
    if isinstance(c, WhatIf):
        return say("what_if", c.language, changes="; ".join(c.said))
    if not c.same_partnership:
        return say("two_regions", c.language, before=c.before.name, after=c.after.name)
    before, after = (say_date(date.fromisoformat(d.date), c.language) for d in (c.before, c.after))
    return say("two_moments", c.language, before=before, after=after)


def count(c: Comparison) -> str:
    """Return in one sentence how much differs."""
    if c.is_empty:
        return say("no_difference", c.language)
    names = ("new", "gone", "worse", "better", "became_known", "no_longer_known")
    said = say("differences", c.language, **{name: len(getattr(c, name)) for name in names})
    lapsed = sum(difference.subject_left for difference in c.gone)
    return f"{said} {say('lapsed', c.language, count=lapsed)}" if lapsed else said


def facts(difference: Difference) -> Sequence[FactChange]:
    """Return the facts to show behind a difference; where the subject is gone the heading says enough."""
    return () if difference.subject_left else difference.facts[:FACTS_SHOWN]


def sides(c: Comparison) -> tuple[str, str]:
    """Return what the two sides are called in a table."""
    if c.same_partnership:
        return say("before", c.language), say("after", c.language)
    return c.before.name, c.after.name


def sections(c: Comparison) -> Iterator[tuple[str, Sequence[Difference]]]:
    """Yield each heading that has something under it, what calls for attention first."""
    is_risk: Callable[[Difference], bool] = lambda difference: difference.finding.kind == "risk"  # noqa: E731
    left = [difference for difference in c.gone if difference.subject_left]
    gone = [difference for difference in c.gone if not difference.subject_left]
    names = {"before": c.before.name, "after": c.after.name}
    for phrase, differences in (
        ("new_risks", list(filter(is_risk, c.new))),
        ("worse", list(c.worse)),
        ("lost_strengths", [difference for difference in gone if not is_risk(difference)]),
        ("gone_risks", list(filter(is_risk, gone))),
        ("better", list(c.better)),
        ("new_strengths", [difference for difference in c.new if not is_risk(difference)]),
        ("became_known", list(c.became_known)),
        ("no_longer_known", list(c.no_longer_known)),
        ("subject_left", left),
    ):
        if differences:
            yield say(phrase if c.same_partnership else f"{phrase}_regions", c.language, **names), differences


def by_rule(differences: Sequence[Difference]) -> tuple[tuple[Difference, ...], ...]:
    """Group differences of one rule, each group at the place of its first."""
    groups: dict[str, list[Difference]] = {}
    for difference in differences:
        groups.setdefault(difference.finding.rule, []).append(difference)
    return tuple(tuple(group) for group in groups.values())
