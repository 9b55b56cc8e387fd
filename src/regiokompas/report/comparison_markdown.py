"""A comparison as Markdown, to paste into a memo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiokompas.report.differences import by_rule, count, facts, sections, sides, title
from regiokompas.report.markup import escape
from regiokompas.report.phrases import say
from regiokompas.report.standing import message
from regiokompas.results.comparison import Comparison, Difference, WhatIf
from regiokompas.texts import say_share, term

__all__ = ["comparison_markdown"]


def comparison_markdown(c: Comparison) -> str:
    """Return a comparison as Markdown text."""
    return "\n".join(_lines(c)) + "\n"


def _lines(c: Comparison) -> Iterator[str]:
    if c.same_partnership:
        yield from (f"# {escape(c.after.name)}", "", escape(title(c)), "")
    else:
        yield from (f"# {escape(title(c))}", "")
    if isinstance(c, WhatIf):
        yield from (f"## {say('falls_apart', c.language)}", "")
        yield from (f"- {escape(loss.text)}" for loss in c.falls_apart)
        yield from ("",) if c.falls_apart else (say("holds", c.language), "")
    yield from _compass(c)
    yield from (count(c), "")
    for heading, differences in sections(c):
        yield from (f"## {escape(heading)}", "")
        for group in by_rule(differences):
            yield from _difference(c, group)
        yield ""


def _compass(c: Comparison) -> Iterator[str]:
    heads = [say("field", c.language), *map(escape, sides(c)), say("known", c.language)]
    yield from (f"## {say('compass', c.language)}", "", f"| {' | '.join(heads)} |", "|---|---|---|--:|")
    for level in c.levels.values():
        words = [term(word, c.language) for word in (level.field, level.before, level.after)]
        shares = [say_share(share, c.language) for share in (level.coverage_before, level.coverage_after)]
        yield f"| {' | '.join(words)} | {' → '.join(dict.fromkeys(shares))} |"
    yield ""


def _difference(c: Comparison, group: Sequence[Difference]) -> Iterator[str]:
    difference, *others = group
    finding = difference.finding
    names = "; ".join(other.finding.about for other in others)
    also = f" {say('also', c.language)}: {escape(names)}." if others else ""
    yield f"- **{term(finding.severity, c.language)}** ({finding.id}) {escape(message(finding, c.language))}{also}"
    for fact in facts(difference):
        yield f"  - {escape(fact.text)}: {escape(fact.before)} → {escape(fact.after)}"
