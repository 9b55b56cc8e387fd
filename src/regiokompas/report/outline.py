"""Short reports: heads with rows under them, as text for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regiokompas.report.markup import escape
from regiokompas.report.text import head, safe

__all__ = ["Outline", "Row", "outline_markdown", "outline_text", "shape"]

#: What a row is about, which may be empty, and what is said of it; or the cells of a table, of which the first row is
#: the head.
Row = tuple[str, ...]

#: Heads, each with rows. The first head is the title.
Outline = Iterable[tuple[str, Sequence[Row]]]


def outline_text(outline: Outline) -> RenderableType:
    """Return an outline as something a rich console can show."""
    parts: list[RenderableType] = []
    for title, rows in outline:
        parts.extend(head(title) if parts else [Text(safe(title), style="bold")])
        for kind, group in groupby(rows, key=shape):
            match kind:
                case "table":
                    parts.append(_table(list(group)))
                case "named":
                    parts.append(_named(group))
                case _:
                    parts.extend(Text(safe(row[-1])) for row in group)
    return Group(*parts)


def shape(row: Row) -> str:
    """Return what a row is part of: a table, a list of named things, or plain text."""
    return "table" if len(row) > 2 else "named" if row[0] else "plain"


def _named(rows: Iterable[Row]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(safe(name), Text(safe(text)))
    return table


def _table(rows: Sequence[Row]) -> Table:
    heads, *cells = rows
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name in heads:
        table.add_column(safe(name), overflow="fold")
    for row in cells:
        table.add_row(*(Text(safe(cell)) for cell in row))
    return table


def outline_markdown(outline: Outline) -> str:
    """Return an outline as Markdown text."""
    lines: list[str] = []
    for level, (title, rows) in enumerate(outline):
        lines += [f"{'##' if level else '#'} {escape(title)}", ""]
        for kind, group in groupby(rows, key=shape):
            match kind:
                case "table":
                    heads, *cells = (f"| {' | '.join(map(escape, row))} |" for row in group)
                    lines += ["", heads, "|---" * (heads.count(" | ") + 1) + "|", *cells, ""]
                case "named":
                    lines += [f"- **{escape(name)}** {escape(text)}" for name, text in group]
                case _:
                    lines += [f"{escape(row[-1])}\n" for row in group]
        lines.append("")
    return "\n".join(lines)
