"""How a partnership was judged, so that it can be judged anew with one thing different."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from regiokompas.diagnosis import Case, Verdict
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.explain import Wording
from regiokompas.facts import build_facts
from regiokompas.facts.schema import FactBase, Value, Vocabulary
from regiokompas.model import Partnership
from regiokompas.rules import Rule, compile_rules
from regiokompas.settings import Settings
from regiokompas.texts import LANGUAGES

__all__ = ["Rehearing"]


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
