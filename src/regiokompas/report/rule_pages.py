"""A page per rule in Markdown, made from the rule and its tests, and an index of them by tension field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import yaml

from regiokompas.facts.schema import Attribute, AttributeType, Fact, FactKind, Vocabulary
from regiokompas.report.markup import code, escape
from regiokompas.rules import FIELDS, Pack, Rule
from regiokompas.rules.compiler import FINDING, Leaf, leaves
from regiokompas.rules.language import (
    Absent,
    All,
    Bind,
    Condition,
    Count,
    Operand,
    Operator,
    Parameter,
    ParameterValue,
    RuleTest,
    Test,
)
from regiokompas.rules.language import (
    Any as AnyOf,
)
from regiokompas.rules.placeholders import Placeholder
from regiokompas.texts import Bilingual, Language, say_threshold, term

__all__ = ["rule_pages"]

_SAID: Mapping[str, Bilingual] = {
    "rules": Bilingual("Regels van {title}", "Rules of {title}"),
    "made": Bilingual(
        "Gemaakt uit de regels en hun tests; wie iets wil veranderen, verandert de regel.",
        "Made from the rules and their tests; to change something, change the rule.",
    ),
    "rule": Bilingual("regel", "rule"),
    "kind": Bilingual("soort", "kind"),
    "severity": Bilingual("ernst", "severity"),
    "says": Bilingual("zegt", "says"),
    "preview": Bilingual("voorlopig", "preview"),
    "stable": Bilingual("vast", "stable"),
    "deprecated": Bilingual("vervallen", "deprecated"),
    "since": Bilingual("sinds {since}", "since {since}"),
    "replaced": Bilingual("vervangen door {by}", "replaced by {by}"),
    "finding": Bilingual("Wat de regel zegt", "What the rule says"),
    "why": Bilingual("Waarom, en wanneer niet", "Why, and when not"),
    "when": Bilingual("Wanneer de regel opgaat", "When the rule fires"),
    "advice": Bilingual("Wat te doen", "What to do"),
    "effort": Bilingual("Inspanning: {effort}.", "Effort: {effort}."),
    "decide": Bilingual("Te besluiten: {question}", "To decide: {question}"),
    "remedy": Bilingual(
        "Dezelfde stappen als wijzigingen, waarmee regiokompas het advies op een kopie beproeft:",
        "The same steps as changes, with which regiokompas tries the advice on a copy:",
    ),
    "no_remedy": Bilingual("Niet door te rekenen: {reason}.", "Cannot be tried on a copy: {reason}."),
    "parameters": Bilingual("Instelbaar", "Can be set"),
    "name": Bilingual("naam", "name"),
    "value": Bilingual("waarde", "value"),
    "range": Bilingual("bereik", "range"),
    "reason": Bilingual("reden", "reason"),
    "ground": Bilingual("Waar de regel op rust", "What the rule rests on"),
    "examples": Bilingual("Uitgewerkte voorbeelden", "Worked examples"),
    "nothing": Bilingual("Er zijn geen feiten.", "There are no facts."),
    "maybe": Bilingual("Er kunnen meer feiten zijn van: {kinds}.", "There may be more facts of: {kinds}."),
    "because": Bilingual("beslissend: {because}", "decisive: {because}"),
    "all": Bilingual("dit alles:", "all of these:"),
    "any": Bilingual("ten minste één van deze:", "at least one of these:"),
    "there_is": Bilingual("er is: {kind}", "there is: {kind}"),
    "absent": Bilingual("er is geen: {kind}", "there is no: {kind}"),
    "count": Bilingual("er zijn er ten minste {least}: {kind}", "there are at least {least}: {kind}"),
    "distinct": Bilingual("verschillend naar {what}", "different by {what}"),
    "days": Bilingual("dagen", "days"),
    "known": Bilingual("is bekend", "is known"),
    "unknown": Bilingual("is onbekend", "is unknown"),
    "file": Bilingual("Bestand: {file}.", "File: {file}."),
}

_SIGNS: Mapping[Operator, str] = {
    Operator.EQ: "=",
    Operator.NE: "≠",
    Operator.LT: "<",
    Operator.LTE: "≤",
    Operator.GT: ">",
    Operator.GTE: "≥",
    Operator.IN: "∈",
    Operator.MATCHES: "~",
}


def rule_pages(packs: Sequence[Pack], vocabulary: Vocabulary, language: Language) -> dict[str, str]:
    """Return the pages of the rules of some packs, by the path of their file.

    Parameters
    ----------
    packs
        Packs that were loaded together, so that a finding that is read has its page.
    vocabulary
        The kinds of facts, for their labels.
    language
        ``"nl"`` or ``"en"``.

    Returns
    -------
    dict
        ``index.md``, and ``<pack>/<ID>.md`` for each rule. Links between them are relative; MyST reads all of it.
    """
    writer = _Writer(packs, vocabulary, language)
    pages = {"index.md": "\n".join(writer.index()) + "\n"}
    for pack in packs:
        for rule in sorted(pack.rules, key=lambda rule: rule.id):
            pages[f"{pack.name}/{rule.id}.md"] = "\n".join(writer.page(pack, rule)) + "\n"
    return pages


class _Writer:
    def __init__(self, packs: Sequence[Pack], vocabulary: Vocabulary, language: Language) -> None:
        self.packs = packs
        self.kinds = vocabulary.kinds
        self.language: Language = language
        self.homes = {name: pack for pack in packs for rule in pack.rules for name in (rule.id, rule.name)}
        self.ids = {name: rule.id for pack in packs for rule in pack.rules for name in (rule.id, rule.name)}

    def say(self, phrase: str, **values: object) -> str:
        return _SAID[phrase].say(self.language).format(**values)

    def index(self) -> Iterator[str]:
        titles = [pack.about.title.say(self.language) if pack.about else pack.name for pack in self.packs]
        yield from (f"# {self.say('rules', title=escape(' + '.join(titles)))}", "", self.say("made"), "")
        for about in (pack.about for pack in self.packs if pack.about):
            said = f"**{about.name}** {about.version}, {escape(about.licence)}"
            yield f"- {said}{': ' if about.sources else ''}{escape('; '.join(about.sources))}"
        yield ""
        listed = [(rule, pack) for pack in self.packs for rule in pack.rules]
        listed.sort(key=lambda pair: (FIELDS.index(pair[0].field), pair[0].id))
        for field, group in groupby(listed, key=lambda pair: pair[0].field):
            head = term(field, self.language).capitalize()
            of_field = list(group)
            yield from (f"## {head}", "")
            yield from self.table(("rule", "kind", "severity", "says"), (self.row(*pair) for pair in of_field))
            paths = [f"{pack.name}/{rule.id}" for rule, pack in of_field]
            yield from ("```{toctree}", ":hidden:", f":caption: {head}", "", *paths, "```", "")

    def row(self, rule: Rule, pack: Pack) -> tuple[str, ...]:
        return (
            f"[{rule.id} {rule.name}]({pack.name}/{rule.id}.md)",
            term(rule.kind, self.language),
            term(rule.severity, self.language),
            self.text(rule.finding, rule),
        )

    def page(self, pack: Pack, rule: Rule) -> Iterator[str]:
        yield from (f"# {rule.id} {rule.name}", "")
        yield " · ".join(self.marks(rule))
        yield from ("", f"## {self.say('finding')}", "", f"> {self.text(rule.finding, rule)}")
        yield from ("", f"## {self.say('why')}", "", *self.paragraphs(rule.why.say(self.language)))
        yield from (f"## {self.say('when')}", "", *self.condition(rule.when, rule, 0), "")
        yield from self.advice(rule)
        if rule.parameters:
            yield from (f"## {self.say('parameters')}", "")
            yield from self.table(("name", "value", "range", "reason"), map(self.parameter, rule.parameters.values()))
        yield from (f"## {self.say('ground')}", "", *self.ground(pack, rule), "")
        yield from (f"## {self.say('examples')}", "")
        for test in rule.tests:
            yield from self.example(test)
        yield self.say("file", file=code(rule.source.file))

    def marks(self, rule: Rule) -> Iterator[str]:
        yield term(rule.field, self.language)
        yield term(rule.kind, self.language)
        yield f"{self.say('severity')}: {term(rule.severity, self.language)}"
        yield f"{self.say(rule.status)}, {self.say('since', since=rule.since)}"
        if rule.replaced_by:
            yield self.say("replaced", by=self.link(rule.replaced_by))

    def advice(self, rule: Rule) -> Iterator[str]:
        advice = rule.advice
        if advice is None:
            return
        yield from (f"## {self.say('advice')}", "", self.text(advice.text, rule), "")
        yield from (self.say("effort", effort=term(advice.effort, self.language)), "")
        if advice.decide is not None:
            yield from (self.say("decide", question=f"*{self.text(advice.decide, rule)}*"), "")
        if advice.no_remedy:
            yield from (self.say("no_remedy", reason=escape(advice.no_remedy.strip().rstrip("."))), "")
        if advice.remedy:
            steps = [
                {"change": step.change, **step.parts, **({"each": step.each} if step.each else {})}
                for step in advice.remedy
            ]
            yield from (self.say("remedy"), "", *_yaml_block(steps))

    def parameter(self, parameter: Parameter) -> tuple[str, ...]:
        low, high = ("…" if end is None else f"{end:g}" for end in (parameter.low, parameter.high))
        value = say_threshold(parameter.value, parameter.unit, self.language)
        return f"`{parameter.name}`", escape(value), f"{low} – {high}", escape(parameter.why.say(self.language))

    def ground(self, pack: Pack, rule: Rule) -> Iterator[str]:
        for id_ in rule.claims:
            claim = pack.claims.get(id_)
            yield f"- **{id_}**" + (f": {escape(claim.text.say(self.language))}" if claim else "")
        yield from (f"- {escape(source)}" for source in rule.sources)

    def example(self, test: RuleTest) -> Iterator[str]:
        outcome = term(test.expect, self.language)
        if test.because:
            outcome += f" ({self.say('because', because=f'`{test.because}`')})"
        yield from (f"**{escape(test.name)}** → {outcome}", "")
        if test.open_kinds:
            yield from (self.say("maybe", kinds=", ".join(f"`{kind}`" for kind in sorted(test.open_kinds))), "")
        if test.given:
            yield from _yaml_block([_plain_fact(fact) for fact in test.given])
        else:
            yield from (self.say("nothing"), "")

    def condition(self, condition: Condition, rule: Rule, depth: int) -> Iterator[str]:
        pad = "  " * depth
        if isinstance(condition, All | AnyOf):
            nested = isinstance(condition, AnyOf) or depth > 0
            if nested:
                yield f"{pad}- {self.say('any' if isinstance(condition, AnyOf) else 'all')}"
            for inner in condition.conditions:
                yield from self.condition(inner, rule, depth + nested)
        else:
            yield f"{pad}- {self.leaf(condition, rule)}"

    def leaf(self, leaf: Leaf, rule: Rule) -> str:
        kind = self.kinds[leaf.kind]
        name = f"**{escape(kind.label.say(self.language))}** (`{leaf.kind}`)"
        match leaf:
            case Bind():
                said = self.say("there_is", kind=name) + (f" *{leaf.name}*" if leaf.name != leaf.kind else "")
            case Absent():
                said = self.say("absent", kind=name)
            case Count():
                said = self.say("count", kind=name, least=self.operand(leaf.at_least, rule))
                if leaf.distinct:
                    said += f" ({self.say('distinct', what=self.label(kind, leaf.distinct))})"
        return "; ".join((said, *(self.test(kind, test, rule) for test in leaf.tests)))

    def test(self, kind: FactKind, test: Test, rule: Rule) -> str:
        label = self.label(kind, test.attribute)
        if test.operator is Operator.KNOWN:
            return f"{label} {self.say('known' if test.operand else 'unknown')}"
        if kind.name == FINDING and test.attribute in ("rule", "id"):
            names = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            return f"{label} {_SIGNS[test.operator]} {', '.join(self.link(str(name)) for name in names)}"
        days = f" {self.say('days')}" if _is_days(kind, test.attribute) else ""
        return f"{label} {_SIGNS[test.operator]} {self.operand(test.operand, rule)}{days}"

    def operand(self, operand: Operand, rule: Rule) -> str:
        if isinstance(operand, ParameterValue):
            return f"{rule.parameters[operand.name].value} (`{operand.name}`)"
        if isinstance(operand, bool):
            return term("yes" if operand else "no", self.language)
        if isinstance(operand, tuple):
            return ", ".join(escape(term(word, self.language)) for word in operand)
        if isinstance(operand, str):
            return escape(term(operand, self.language))
        return f"`{operand}`" if not isinstance(operand, int | float) else str(operand)

    def label(self, kind: FactKind, attribute: str) -> str:
        if attribute == "key":
            return escape(kind.label.say(self.language))
        declared: Attribute = kind.attributes[attribute]
        return escape(declared.label.say(self.language) or attribute)

    def link(self, rule: str) -> str:
        if rule not in self.ids:
            return f"`{rule}`"
        return f"[{self.ids[rule]} {rule}](../{self.homes[rule].name}/{self.ids[rule]}.md)"

    def text(self, text: Bilingual, rule: Rule) -> str:
        """Return a text in which each placeholder is the name of what fills it."""
        bound = {leaf.name: self.kinds[leaf.kind] for leaf in leaves(rule.when) if isinstance(leaf, Bind)}

        def name(match: re.Match[str]) -> str:
            placeholder = Placeholder.read(match[1])
            if placeholder.binding == "parameter":
                return placeholder.choose(None, str(rule.parameters[placeholder.attribute].value))
            kind = bound[placeholder.binding]
            return placeholder.choose(None, f"⟨{self.label(kind, placeholder.attribute or kind.subject)}⟩")

        parts = re.split(r"({[^{}]*})", " ".join(text.say(self.language).split()))
        return "".join(
            re.sub(r"{([^{}]*)}", name, part) if n % 2 else _escape_part(part) for n, part in enumerate(parts)
        )

    def paragraphs(self, text: str) -> Iterator[str]:
        for paragraph in text.strip().split("\n\n"):
            yield from (escape(paragraph), "")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
        yield f"| {' | '.join(self.say(head) for head in heads)} |"
        yield "|---" * len(heads) + "|"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""


def _escape_part(text: str) -> str:
    """Escape a part of a line, with the spaces at its ends."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return before + escape(text) + after if text.strip() else text


def _is_days(kind: FactKind, attribute: str) -> bool:
    return attribute in kind.attributes and kind.attributes[attribute].type is AttributeType.DAYS


def _plain_fact(fact: Fact) -> dict[str, Any]:
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in fact.values.items()}
    made_up = re.fullmatch(rf"{fact.kind}:\d+", fact.key)
    return {"fact": fact.kind, **({} if made_up else {"key": fact.key}), **values}


def _yaml_block(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "```yaml"
    for item in items:
        flow = yaml.safe_dump(dict(item), sort_keys=False, allow_unicode=True, default_flow_style=True, width=10_000)
        yield f"- {flow.strip()}"
    yield from ("```", "")
