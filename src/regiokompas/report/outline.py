"""Short reports: heads with rows under them, as text for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regiokompas.report.markup import escape
from regiokompas.report.text import head, safe

__all__ = ["Outline", "outline_markdown", "outline_text"]

#: Heads, each with rows: what a row is about, which may be empty, and what is said of it. The first head is the title.
Outline = Iterable[tuple[str, Sequence[tuple[str, str]]]]


def outline_text(outline: Outline) -> RenderableType:
    """Return an outline as something a rich console can show."""
    parts: list[RenderableType] = []
    for title, rows in outline:
        parts.extend(head(title) if parts else [Text(safe(title), style="bold")])
        for named, group in groupby(rows, key=lambda row: bool(row[0])):
            if named:
                parts.append(_table(group))
            else:
                parts.extend(Text(safe(text)) for _, text in group)
    return Group(*parts)


def _table(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(safe(name), Text(safe(text)))
    return table


def outline_markdown(outline: Outline) -> str:
    """Return an outline as Markdown text."""
    lines: list[str] = []
    for level, (title, rows) in enumerate(outline):
        lines += [f"{'##' if level else '#'} {escape(title)}", ""]
        lines += [f"- **{escape(name)}** {escape(text)}" if name else f"{escape(text)}\n" for name, text in rows]
        lines.append("")
    return "\n".join(lines)
