"""Bringing and getting: a bar of blocks to the left for what a partner brings, to the right for what it gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiokompas.picturing.exchange import Block, ExchangePicture, Row, picture_exchange
from regiokompas.picturing.measuring import shorten, text_width
from regiokompas.report.pictures.legend import footnotes
from regiokompas.report.pictures.svg import colour, element, frame, say, texts
from regiokompas.report.pictures.words import missing, source_of, words
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import Language, join_words, say_money, term

__all__ = ["exchange_svg"]

_BLOCK, _ROW, _TOP, _EDGE = 86.0, 30.0, 40.0, 12.0
_NAME = 12.5


def exchange_svg(d: Diagnosis) -> str:
    """Return what each partner brings and gets as one complete ``<svg>`` element."""
    language = d.language
    picture = picture_exchange(d.of, language)
    title = words("exchange", language, name=d.name)
    if not picture.is_known:
        message = words("no_exchange" if picture.rows else "no_partners", language)
        body = texts([message], 330, 44, size=14, anchor="middle")
        return frame("exchange", body, width=660, height=80, title=title, about=message, language=language)
    most = max(len(side or ()) for row in picture.rows for side in (row.brings, row.gets))
    bar = max(most, 1) * _BLOCK
    middle = min(220.0, max(text_width(row.name, _NAME, bold=True) for row in picture.rows)) + 28
    left, right = _EDGE + bar, _EDGE + bar + middle
    below = _TOP + _ROW * len(picture.rows)
    width = right + bar + _EDGE
    notes, height = footnotes([*missing((), picture.incomplete, language), source_of(d)], width, below)
    parts = [
        texts([words("brings", language)], left, 24, size=14, anchor="end", bold=True),
        texts([words("gets", language)], right, 24, size=14, bold=True),
        *(_row(row, _TOP + place * _ROW, left, right, picture, language) for place, row in enumerate(picture.rows)),
        notes,
    ]
    return frame(
        "exchange",
        *parts,
        width=width,
        height=below + height + 4,
        title=title,
        about="; ".join(_told(row, language) for row in picture.rows),
        language=language,
    )


def _told(row: Row, language: Language) -> str:
    sides = (
        f"{words(side, language).lower()} {_said(blocks, language)}"
        for side, blocks in (("brings", row.brings), ("gets", row.gets))
    )
    return f"{row.name}: {', '.join(sides)}"


def _said(blocks: Sequence[Block] | None, language: Language) -> str:
    if blocks is None:
        return words("unknown", language)
    return join_words([term(block.kind, language) for block in blocks], language) or words("nothing", language)


def _row(row: Row, y: float, left: float, right: float, picture: ExchangePicture, language: Language) -> str:
    centre = (left + right) / 2
    name = shorten(row.name, right - left - 24, _NAME, bold=True)
    return element(
        "g",
        element("title", say(_told(row, language))),
        element("line", x1=_EDGE, x2=right + left - _EDGE, y1=y - 2, y2=y - 2, stroke=colour("faint")),
        texts([name], centre, y + 17, size=_NAME, anchor="middle", bold=True),
        *_bar(row.brings, left, -1, y, picture, language),
        *_bar(row.gets, right, 1, y, picture, language),
        data_key=row.key,
    )


def _bar(
    blocks: Sequence[Block] | None, x: float, way: int, y: float, picture: ExchangePicture, language: Language
) -> Iterator[str]:
    """Yield the blocks of one side, from the middle outwards; what is nothing or unknown is said in words."""
    if not blocks:
        state = "unknown" if blocks is None else "nothing"
        start = x if way > 0 else x - _BLOCK
        yield element(
            "rect",
            x=start + 2,
            y=y + 2,
            width=_BLOCK - 4,
            height=_ROW - 8,
            fill="none",
            stroke=colour("quiet"),
            stroke_dasharray="3 4" if blocks is None else None,
        )
        yield texts([words(state, language)], start + _BLOCK / 2, y + 17, size=11.5, anchor="middle", fill="quiet")
        return
    ground, ink = ("financing", "paper") if way < 0 else ("faint", "ink")
    for place, block in enumerate(blocks):
        start = x + place * _BLOCK if way > 0 else x - (place + 1) * _BLOCK
        said = term(block.kind, language)
        if block.amount:
            said += f": {say_money(block.amount, language, picture.currency)}"
        yield element(
            "g",
            element("title", say(said)),
            element(
                "rect",
                x=start + 2,
                y=y + 2,
                width=_BLOCK - 4,
                height=_ROW - 8,
                rx=3,
                fill=colour(ground),
                stroke=colour("quiet") if way > 0 else None,
            ),
            texts([term(block.kind, language)], start + _BLOCK / 2, y + 17, size=11.5, anchor="middle", fill=ink),
        )
