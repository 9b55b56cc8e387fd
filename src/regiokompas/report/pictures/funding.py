"""The funding circle: which funds wait for which, and who can move first."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.picturing.funding import RADIUS, FundingPicture, WaitingFund, picture_funding
from regiokompas.picturing.ring import Curve
from regiokompas.report.pictures.legend import footnotes, legend
from regiokompas.report.pictures.lines import arrow, labelled
from regiokompas.report.pictures.svg import colour, element, frame, number, say, texts
from regiokompas.report.pictures.words import missing, source_of, words
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import Language, join_words

__all__ = ["funding_svg"]

_NARROWEST = 560.0
_STATES = ("begins", "could_begin", "follows", "lacking", "undecided")


def funding_svg(d: Diagnosis) -> str:
    """Return the funds that wait for each other as one complete ``<svg>`` element."""
    language = d.language
    picture = picture_funding(d.of, language)
    title = words("funding", language, name=d.name)
    notes = missing((), () if picture.is_complete or not picture.is_known else ("funds",), language)
    if not picture.waiting:
        said = [words("no_waiting" if picture.is_known else "no_funds", language), *notes]
        body = texts(said, _NARROWEST / 2, 44, size=14, anchor="middle")
        about = " ".join(said)
        return frame("funding", body, width=_NARROWEST, height=98, title=title, about=about, language=language)
    width = max(picture.width, _NARROWEST)
    drawing = element(
        "g",
        *(_waits(line.curve, line.circular) for line in sorted(picture.waiting, key=lambda line: line.circular)),
        *(_fund(fund, language) for fund in picture.funds),
        transform=f"translate({number((width - picture.width) / 2)} 0)" if width > picture.width else None,
    )
    key, height = legend(list(_legend(picture, language)), width, picture.height + 10)
    below = picture.height + height + 18
    told, taken = footnotes([*notes, source_of(d)], width, below)
    return frame(
        "funding",
        drawing,
        key,
        told,
        width=width,
        height=below + taken + 4,
        title=title,
        about=_about(picture, language),
        language=language,
    )


def _about(picture: FundingPicture, language: Language) -> str:
    names = {fund.key: fund.pledge.name for fund in picture.funds}
    told = []
    for fund in picture.funds:
        others = [names[line.waits_for] for line in picture.waiting if line.fund == fund.key]
        said = words("waits_for", language, fund=fund.pledge.name, others=join_words(others, language))
        state = words(f"state_{fund.state}", language)
        told.append(f"{said if others else fund.pledge.name} ({state})")
    return ". ".join(told)


def _waits(line: Curve, circular: bool) -> str:
    if circular:
        return arrow(line, "critical", width=3)
    return arrow(line, "quiet", width=1.6, dashes="6 4")


def _fund(fund: WaitingFund, language: Language) -> str:
    return element(
        "g",
        element("title", say(f"{fund.pledge.name}: {words(f'state_{fund.state}', language)}")),
        element("g", _disc(fund.state), transform=f"translate({number(fund.place[0])} {number(fund.place[1])})"),
        labelled(fund.label),
        data_key=fund.key,
    )


def _disc(state: str) -> str:
    """Draw a fund around the origin: filled and double if it begins, double, plain, crossed, or with a question."""
    edge: dict[str, str | float | None] = {"stroke": colour("ink"), "stroke_width": 1.8}
    inner = RADIUS - 2
    ring = element("circle", r=inner + 5, fill=colour("paper"), **edge)
    match state:
        case "begins":
            return ring + element("circle", r=inner, fill=colour("financing"), **edge)
        case "could_begin":
            return ring + element("circle", r=inner, fill=colour("paper"), **edge)
        case "lacking":
            cross = element("path", d="M-6 -6l12 12m0 -12l-12 12", **edge)
            return element("circle", r=inner, fill=colour("faint"), **edge) + cross
        case "undecided":
            dashed = element("circle", r=inner, fill=colour("paper"), stroke_dasharray="3 3", **edge)
            return dashed + texts(["?"], 0, 5, size=15, anchor="middle", bold=True)
    return element("circle", r=inner, fill=colour("faint"), **edge)


def _legend(picture: FundingPicture, language: Language) -> Iterator[tuple[str, str]]:
    for state in _STATES:
        if any(fund.state == state for fund in picture.funds):
            sample = element("g", _disc(state), transform="scale(0.62)")
            yield sample, words(f"state_{state}", language)
    flat = Curve((-20.0, 0.0), (0.0, 0.0), (20.0, 0.0))
    for circular, name in ((True, "wait_circular"), (False, "wait_chain")):
        if any(line.circular == circular for line in picture.waiting):
            yield _waits(flat, circular), words(name, language)
