"""How a partnership was judged, so that it can be judged anew with one thing different."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import networkx as nx

from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.explain import Wording
from regiokompas.facts import build_facts
from regiokompas.facts.schema import Fact, FactBase, Value, Vocabulary
from regiokompas.judging.case import Case, Verdict
from regiokompas.model import Partnership
from regiokompas.rules import Rule, compile_rules
from regiokompas.rules.compiler import leaves, reading_graph
from regiokompas.settings import Settings
from regiokompas.texts import LANGUAGES

__all__ = ["Rehearing", "Reruns"]


@dataclass(frozen=True)
class Rehearing:
    """A partnership with the rules, settings and engine that it was judged by, to be judged anew."""

    partnership: Partnership
    rules: Sequence[Rule]
    vocabulary: Vocabulary
    settings: Settings
    wording: Wording
    chosen: Callable[[Rule], bool]
    engine: str

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """Words for every language, the own one first: what is worked out once is said in each."""
        others = (language for language in LANGUAGES if language != self.wording.language)
        return (
            self.wording,
            *(Wording(self.partnership, self.vocabulary, language, self.wording.ids) for language in others),
        )

    def knowledge(
        self, rules: Sequence[Rule] | None = None, parameters: Mapping[str, Mapping[str, Value]] | None = None
    ) -> KnowledgeBase:
        """Compile the rules, or some of them, with the thresholds used or with others; the caller closes it."""
        values = self.settings.parameters if parameters is None else parameters
        return KnowledgeBase(
            compile_rules(self.rules if rules is None else rules, self.vocabulary, values), self.engine
        )

    def verdicts(
        self, knowledge: KnowledgeBase, partnership: Partnership, base: FactBase | None = None
    ) -> Mapping[str, Verdict]:
        """Return what the rules say of a partnership, this one or this one changed, by fingerprint.

        ``base`` holds its facts, where they have been built already.
        """
        result = knowledge.run(build_facts(partnership, knowledge.program.kinds) if base is None else base)
        return Case(partnership, knowledge.program, result, self.wording, self.settings, self.chosen).verdicts()


class Reruns:
    """The verdicts on a partnership, and on the same one with something changed: only what can differ is judged anew.

    A rule can say something else only where it reads a kind of fact that differs, or what such a rule concluded. Where
    a hundred remedies each touch a few of many kinds, most of the work is left out.

    Parameters
    ----------
    judged
        The partnership, and how it was judged.
    knowledge
        All its rules, compiled; the caller closes it, and this too.
    """

    def __init__(self, judged: Rehearing, knowledge: KnowledgeBase) -> None:
        self._judged, self._knowledge = judged, knowledge
        self._base = build_facts(judged.partnership, knowledge.program.kinds)
        self._some: dict[frozenset[str], KnowledgeBase] = {}
        self.before = judged.verdicts(knowledge, judged.partnership, self._base)

    def verdicts(self, changed: Partnership) -> Mapping[str, Verdict]:
        """Return the verdicts on the partnership as it would be, by fingerprint.

        Notes
        -----
        One run of the rules that can say something else, with all that these read.
        """
        base = build_facts(changed, self._knowledge.program.kinds)
        reached = self._reached(_differing(self._base, base))
        after = self._judged.verdicts(self._knowing(reached), changed, base) if reached else {}
        return {
            **{print_: verdict for print_, verdict in self.before.items() if verdict.rule.name not in reached},
            **{print_: verdict for print_, verdict in after.items() if verdict.rule.name in reached},
        }

    def close(self) -> None:
        """Free what the engines hold of some of the rules."""
        for knowledge in self._some.values():
            knowledge.close()

    def _reached(self, kinds: frozenset[str]) -> frozenset[str]:
        """Return the rules that read some kinds of fact, and those that read what these conclude."""
        first = [rule.name for rule in self._judged.rules if kinds & self._kinds_read[rule.name]]
        return frozenset(first).union(*(nx.descendants(self._reads, name) for name in first))

    def _knowing(self, reached: frozenset[str]) -> KnowledgeBase:
        """Return the rules compiled that settle what some of them say; the same are compiled once."""
        needed = reached.union(*(nx.ancestors(self._reads, name) for name in reached))
        if len(needed) == len(self._judged.rules):
            return self._knowledge
        if needed not in self._some:
            self._some[needed] = self._judged.knowledge([rule for rule in self._judged.rules if rule.name in needed])
        return self._some[needed]

    @cached_property
    def _reads(self) -> nx.DiGraph[str]:
        return reading_graph(self._judged.rules)

    @cached_property
    def _kinds_read(self) -> Mapping[str, frozenset[str]]:
        return {rule.name: frozenset(leaf.kind for leaf in leaves(rule.when)) for rule in self._judged.rules}


def _differing(before: FactBase, after: FactBase) -> frozenset[str]:
    """Return the kinds of which the facts differ, or whether there may be more of them."""
    was, now = ({kind: list(facts) for kind, facts in groupby(base.facts, key=_kind)} for base in (before, after))
    unlike = {kind for kind in was.keys() | now.keys() if was.get(kind) != now.get(kind)}
    return frozenset(unlike | (before.open_kinds ^ after.open_kinds))


def _kind(fact: Fact) -> str:
    return fact.kind
