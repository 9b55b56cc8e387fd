"""The stress test as an outline: worst losses, worst pairs, the smallest sets, and the curve."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.report.phrases import say
from regiokompas.results.resilience import Fall, StressTest
from regiokompas.texts import join_words, say_money, say_share

__all__ = ["stress_outline"]

#: Falls shown under each head; the JSON has them all.
SHOWN = 8

#: Length of the bar of a whole share, in characters.
BAR = 20


def stress_outline(s: StressTest) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield heads with their rows."""
    language = s.language
    yield say("stress", language, name=s.name), [("", _whole(s))]
    if s.singles:
        yield say("single", language), [(f"{n:>2}", _fall(s, fall)) for n, fall in enumerate(s.singles[:SHOWN], 1)]
    if s.pairs:
        yield (
            say("pairs", language),
            [(f"{n:>2}", _named(s, "together_worse", fall)) for n, fall in enumerate(s.pairs[:SHOWN], 1)],
        )
    if s.growing:
        rows = [(f"{n:>2}", _named(s, "added", fall)) for n, fall in enumerate(s.growing, 1)]
        yield say("growing", language), rows
    yield say("smallest_sets", language), list(_smallest(s))
    if s.curve:
        yield say("curve", language), list(_curve(s))


def _whole(s: StressTest) -> str:
    language = s.language
    text = say("tried", language, singles=s.tried, pairs=s.tried_pairs)
    if not s.relations_in_pairs:
        text += " " + say("relations_alone", language)
    if s.unknown:
        text += " " + say("stress_unknown", language, sections=join_words(s.unknown, language))
    return text


def _fall(s: StressTest, fall: Fall) -> str:
    return f"{fall.said}: {'; '.join(_parts(s, fall))}."


def _parts(s: StressTest, fall: Fall) -> Iterator[str]:
    language = s.language
    if fall.themes:
        yield say("fall_themes", language, themes=join_words(fall.themes, language))
    if fall.partners:
        yield say("fall_partners", language, partners=join_words(fall.partners, language))
    if fall.money:
        yield say("fall_money", language, amount=say_money(fall.money, language, s.currency))
    if fall.new_critical or fall.new_high:
        yield say("fall_risks", language, critical=fall.new_critical, high=fall.new_high)


def _named(s: StressTest, phrase: str, fall: Fall) -> str:
    return say(phrase, s.language, said=fall.said, more=join_words(fall.more_than_apart, s.language))


def _smallest(s: StressTest) -> Iterator[tuple[str, str]]:
    language = s.language
    if s.splitting is None:
        yield "-", say("split_unknown", language)
    elif not s.splitting:
        yield "-", say("no_split", language)
    else:
        sets = " / ".join(join_words(names, language) for names in s.splitting)
        yield "-", say("split", language, count=len(s.splitting[0]), sets=sets)
    if s.orphaning is None:
        yield "-", say("orphan_unknown", language)
    for theme, persons in s.orphaning or ():
        yield "-", say("orphan", language, theme=theme, count=len(persons), persons=join_words(persons, language))


def _curve(s: StressTest) -> Iterator[tuple[str, str]]:
    for point in s.curve:
        bar = "█" * round(BAR * point.connected)
        shares = (say_share(point.connected, s.language), say_share(point.pulled, s.language))
        last = f"  {point.last}" if point.last else ""
        yield str(point.lost), f"{bar:<{BAR}} {shares[0]:>4} · {shares[1]:>4}{last}"
