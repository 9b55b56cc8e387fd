"""Traceability: from each claim to the rules that carry it, what they measure, and what must be known for that.

``python -m regiokompas.rules.traceability`` prints the page that lies in ``docs/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from regiokompas.facts import vocabulary
from regiokompas.facts.schema import Vocabulary
from regiokompas.measures import registered
from regiokompas.rules.claims import Claim
from regiokompas.rules.compiler import FINDING, leaves, reading_graph
from regiokompas.rules.language import Rule, RuleKind
from regiokompas.rules.loader import Pack, load_pack

__all__ = ["Trace", "page", "traces"]


@dataclass(frozen=True, slots=True)
class Trace:
    """What one claim rests on.

    ``measures`` are computed from the graph; ``entities`` are the sections of the input that must be filled in.
    """

    claim: Claim
    rules: tuple[Rule, ...]
    measures: tuple[str, ...]
    entities: tuple[str, ...]


def traces(pack: Pack, kinds: Vocabulary) -> tuple[Trace, ...]:
    """Return one trace per claim, in the order of the claims."""
    by_name = {rule.name: rule for rule in pack.rules}
    reads = reading_graph(pack.rules)
    found = []
    for claim in pack.claims.values():
        rules = sorted((rule for rule in pack.rules if claim.id in rule.claims), key=lambda rule: rule.id)
        fed_by = {name for rule in rules for name in (rule.name, *nx.ancestors(reads, rule.name))}
        read = _kinds_read(by_name[name] for name in fed_by)
        found.append(Trace(claim, tuple(rules), *_measures_and_entities(read, kinds)))
    return tuple(found)


def _kinds_read(rules: Iterable[Rule]) -> set[str]:
    return {leaf.kind for rule in rules for leaf in leaves(rule.when)} - {FINDING}


def _measures_and_entities(read: set[str], kinds: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    measures = sorted(read & set(registered()))
    sections = {section for name in read for section in kinds.kinds[name].sections}
    return tuple(measures), tuple(sorted(sections)) or (("partnership",) if read else ())


def page(pack: Pack, kinds: Vocabulary) -> str:
    """Return the page for the docs, as Markdown."""
    return "\n".join(_lines(pack, kinds)) + "\n"


def _lines(pack: Pack, kinds: Vocabulary) -> Iterator[str]:
    yield from (
        "# From claim to rule to fact",
        "",
        "Made by `make traceability`; a test holds it to the rules. A claim is what the essay says, in our own words.",
        "A rule that reads the findings of other rules counts with what those measure. A measure is computed from the",
        "graph; an entity is a section of the input that must be filled in before the rule can be decided.",
        "",
    )
    yield from _counts(pack)
    yield from ("| claim | ¶ | in our words | rules | measures | entities |", "|---|---|---|---|---|---|")
    for trace in traces(pack, kinds):
        claim = trace.claim
        rules = ", ".join(f"{rule.id} {rule.name}{_mark(rule)}" for rule in trace.rules)
        instead = f"*{claim.instead.en}*" if claim.instead else ""
        cells = (
            claim.id,
            claim.paragraph,
            claim.text.en,
            "; ".join(filter(None, (rules, instead))),
            ", ".join(trace.measures),
            ", ".join(trace.entities),
        )
        yield f"| {' | '.join(cells)} |"
    others = [rule for rule in sorted(pack.rules, key=lambda rule: rule.id) if not rule.claims]
    if others:
        yield from ("", "Rules that rest on law or literature and on no claim of the essay:", "")
        yield from (f"- {rule.id} {rule.name}: {'; '.join(rule.sources)}" for rule in others)
    yield from ("", "(S) a strength, (s) a signal; the others are risks.")


def _counts(pack: Pack) -> Iterator[str]:
    kinds: Sequence[RuleKind] = tuple(RuleKind)
    yield from (f"| field | {' | '.join(kinds)} | rules |", f"|---|{'--:|' * (len(kinds) + 1)}")
    total = dict.fromkeys(kinds, 0)
    for field in dict.fromkeys(rule.field for rule in sorted(pack.rules, key=lambda rule: rule.id)):
        count = {kind: sum(r.field == field and r.kind is kind for r in pack.rules) for kind in kinds}
        total = {kind: total[kind] + count[kind] for kind in kinds}
        yield _count_row(field, count)
    yield _count_row("all", total)
    yield ""


def _count_row(head: str, count: Mapping[RuleKind, int]) -> str:
    return f"| {head} | {' | '.join(str(number) for number in count.values())} | {sum(count.values())} |"


def _mark(rule: Rule) -> str:
    return {RuleKind.RISK: "", RuleKind.STRENGTH: " (S)", RuleKind.SIGNAL: " (s)"}[rule.kind]


if __name__ == "__main__":
    print(page(load_pack("essay", vocabulary()), vocabulary()), end="")
