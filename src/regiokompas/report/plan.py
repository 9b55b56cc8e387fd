"""The plan: the fewest actions for what is most severe, what each does, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiokompas.report.phrases import say
from regiokompas.results.advice import Advice, Plan
from regiokompas.texts import join_words, term

__all__ = ["plan_outline"]

#: Other advice shown; the JSON has it all.
OTHERS_SHOWN = 7

#: Findings named in one line; the others are counted.
NAMED = 6


def plan_outline(plan: Plan) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield heads with their rows."""
    language = plan.language
    by_rank = {advice.rank: advice for advice in plan.advice}
    yield say("plan", language, name=plan.name), [("", _whole(plan))]
    if plan.chosen:
        chosen = [by_rank[rank] for rank in plan.chosen]
        yield say("actions", language), [row for number, a in enumerate(chosen, 1) for row in _full(plan, number, a)]
    left = [("-", text) for text in _named(plan, plan.remaining, len(plan.remaining))]
    if left:
        yield say("left", language), [*left, ("", _why_left(plan))]
    if plan.appears:
        yield say("appears", language), [("-", text) for text in _named(plan, plan.appears, len(plan.appears))]
    others = [advice for advice in plan.advice if advice.proven and advice.rank not in plan.chosen and advice.resolves]
    if others:
        yield say("other_actions", language), [_brief(plan, advice) for advice in others[:OTHERS_SHOWN]]


def _whole(plan: Plan) -> str:
    language = plan.language
    if not plan.targets:
        return say("no_targets", language)
    text = say("plan_whole", language, count=len(plan.chosen), resolved=len(plan.resolved), targets=len(plan.targets))
    return f"{text} {say('smallest' if plan.smallest else 'not_smallest', language)}"


def _why_left(plan: Plan) -> str:
    return say("without_remedy", plan.language, count=len(set(plan.without_remedy) & set(plan.remaining)))


def _full(plan: Plan, number: int, advice: Advice) -> Iterator[tuple[str, str]]:
    language = plan.language
    yield f"{number:>2}", advice.text
    yield say("carried_out", language), f"{join_words(advice.said, language)}."
    yield say("resolves", language), f"{_list(plan, advice.resolves)}."
    if advice.worsens:
        yield say("worsens", language), f"{_list(plan, advice.worsens)}."
    yield say("costs", language), term(advice.effort, language)


def _brief(plan: Plan, advice: Advice) -> tuple[str, str]:
    return f"{advice.rank:>2}", f"{join_words(advice.said, plan.language)}: {_list(plan, advice.resolves)}."


def _list(plan: Plan, prints: Iterable[str]) -> str:
    return join_words(list(_named(plan, prints, NAMED)), plan.language)


def _named(plan: Plan, prints: Iterable[str], limit: int) -> Iterator[str]:
    words = dict(plan.findings)
    names = [words.get(print_, print_.rpartition("-")[0]) for print_ in prints]
    yield from names[:limit]
    if len(names) > limit:
        yield say("more", plan.language, count=len(names) - limit)
