"""A comparison as text for a terminal of 80 columns, or for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regiokompas.report.differences import by_rule, count, facts, sections, sides, title
from regiokompas.report.phrases import say
from regiokompas.report.standing import message
from regiokompas.report.text import head, level_text, safe, severity_text
from regiokompas.results.comparison import Comparison, Difference, WhatIf
from regiokompas.rules.language import Severity
from regiokompas.texts import say_share, term

__all__ = ["comparison_text"]


def comparison_text(c: Comparison) -> RenderableType:
    """Return a comparison as something a rich console can show."""
    return Group(*_comparison(c))


def _comparison(c: Comparison) -> Iterator[RenderableType]:
    if c.same_partnership:
        yield Text(safe(c.after.name), style="bold")
    yield Text(safe(title(c)))
    if isinstance(c, WhatIf):
        yield from head(say("falls_apart", c.language))
        yield from (_item(loss.text) for loss in c.falls_apart)
        if not c.falls_apart:
            yield Text(say("holds", c.language))
    yield from head(say("compass", c.language))
    yield _compass(c)
    yield Text()
    yield Text(count(c))
    for heading, differences in sections(c):
        yield from head(heading)
        for group in by_rule(differences):
            yield _difference(c, group)


def _item(text: str) -> Table:
    table = Table.grid()
    table.add_row("- ", Text(safe(text)))
    return table


def _compass(c: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name in (say("field", c.language), *sides(c)):
        table.add_column(safe(name))
    table.add_column(say("known", c.language), justify="right")
    for level in c.levels.values():
        shares = [say_share(share, c.language) for share in (level.coverage_before, level.coverage_after)]
        table.add_row(
            term(level.field, c.language),
            level_text(level.before, c.language),
            level_text(level.after, c.language),
            " → ".join(dict.fromkeys(shares)),
        )
    return table


def _difference(c: Comparison, group: Sequence[Difference]) -> Table:
    difference, *others = group
    finding = difference.finding
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, width=max(len(term(str(severity), c.language)) for severity in Severity))
    table.add_column(no_wrap=True, style="dim", width=5)
    table.add_column()
    table.add_row(severity_text(finding.severity, c.language), finding.id, Text(safe(message(finding, c.language))))
    for fact in facts(difference):
        table.add_row("", "", Text(safe(f"{fact.text}: {fact.before} → {fact.after}"), style="dim"))
    if others:
        also = "; ".join(other.finding.about for other in others)
        table.add_row("", "", Text(safe(f"{say('also', c.language)}: {also}."), style="dim"))
    return table
