"""Rules as text: what each says, why, and what can be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regiokompas.report.phrases import say
from regiokompas.report.text import safe, severity_text
from regiokompas.rules import Claim, Rule
from regiokompas.texts import Language, term

__all__ = ["rule_list_text", "rule_text"]


def rule_list_text(rules: Iterable[Rule], language: Language) -> RenderableType:
    """Return a line per rule, by tension field."""
    table = Table.grid(padding=(0, 2, 0, 0))
    field = None
    for rule in rules:
        if rule.field != field:
            field = rule.field
            table.add_row(Text(term(field, language).upper(), style="bold"))
        table.add_row(
            Text(f"  {rule.id}"), rule.name, term(rule.kind, language), severity_text(rule.severity, language)
        )
    return table


def rule_text(rule: Rule, claims: Mapping[str, Claim], language: Language) -> RenderableType:
    """Return one rule in full, with the claims it rests on."""
    return Group(*_rule(rule, claims, language))


def _rule(rule: Rule, claims: Mapping[str, Claim], language: Language) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"{rule.id} {rule.name}  ", "bold"),
        f"{term(rule.field, language)} · {term(rule.kind, language)} · ",
        severity_text(rule.severity, language),
    )
    yield from _part(say("says", language), rule.finding.say(language))
    if rule.advice:
        effort = say("effort", language, effort=term(rule.advice.effort, language))
        yield from _part(f"{say('advises', language)} ({effort})", rule.advice.text.say(language))
    yield from _part(say("meaning", language), rule.why.say(language))
    for parameter in rule.parameters.values():
        low = "…" if parameter.low is None else f"{parameter.low:g}"
        high = "…" if parameter.high is None else f"{parameter.high:g}"
        head = f"{rule.id}.{parameter.name} = {parameter.value} {parameter.unit} ({low} – {high})"
        yield from _part(say("parameters", language), f"{head}. {parameter.why.say(language)}")
    said = [f"{id_}: {claims[id_].text.say(language)}" if id_ in claims else id_ for id_ in rule.claims]
    yield from _part(say("claims", language), "\n\n".join((*said, *rule.sources)))
    examples = [f"{test.name} → {term(test.expect, language)}" for test in rule.tests]
    yield from _part(say("tests", language), "\n\n".join(examples))


def _part(title: str, text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(safe(title), style="dim")
    for paragraph in text.strip().split("\n\n"):
        yield Padding(Text(safe(" ".join(paragraph.split()))), (0, 0, 0, 2))
