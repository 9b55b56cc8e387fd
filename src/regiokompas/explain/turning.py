"""What would turn a rule over: everything that stands between it and firing, said as one wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from regiokompas.engine.check import Entry, LeafResult, TestResult
from regiokompas.engine.fragment import OpenFact
from regiokompas.explain.nearest import another
from regiokompas.explain.wording import Wording
from regiokompas.rules.compiler import FINDING
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operator
from regiokompas.texts import Bilingual, Language, join_words

__all__ = ["change"]

#: So many things are named where there are more.
_NAMED = 3


def change(leaves: Sequence[LeafResult], wording: Wording) -> str | None:
    """Return the change that would make all conditions of a way to fire hold; ``None`` if they do.

    What is unknown is asked for by name as long as nothing is false; beside something false it would have to turn out
    as the rule asks. Where the subject would have to be another one, nothing turns the rule over, and that is said.
    """
    first = leaves[0]
    tests = another(first, wording.kinds)
    if tests and first.entry is not None:
        wanted = wording.wanted(replace(first.leaf, tests=tuple(result.test for result in tests)), {})
        return _about_another(wording.subject(first.entry), wanted, wording.language)
    bound = {leaf.leaf.name: leaf.entry for leaf in leaves if isinstance(leaf.leaf, Bind) and leaf.entry is not None}
    open_ones = [leaf for leaf in leaves if leaf.truth is not True]
    wish = _Wish(wording, bound, any(leaf.truth is False for leaf in open_ones))
    said = [wish.of_bind(leaf, "") if leaf is first else wish.of(leaf) for leaf in open_ones]
    return Bilingual("; en ", "; and ").say(wording.language).join(said) or None


def _about_another(subject: str, wanted: str, language: Language) -> str:
    return Bilingual(
        f"niets: deze regel gaat niet over {subject}, maar over {wanted}",
        f"nothing: this rule is not about {subject}, but about {wanted}",
    ).say(language)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Says what would have to be otherwise, given the facts that are bound and whether anything is false."""

    wording: Wording
    bound: Mapping[str, Entry]
    is_false: bool

    def of(self, leaf: LeafResult) -> str:
        """Say what a condition asks for that is not the one of the subject."""
        if isinstance(leaf.leaf, Bind):
            return self.of_bind(leaf, f"{self.wording.leaf(leaf)}: ")
        if isinstance(leaf.leaf, Absent):
            there = _names(leaf, self.wording) or self.wording.wanted(leaf.leaf, self.bound)
            return self._say("als dit er niet was: ", "if this were not there: ", there)
        least = f"{leaf.leaf.at_least}× {self.wording.wanted(leaf.leaf, self.bound)}"
        least = Bilingual(f"ten minste {least}", f"at least {least}").say(self.wording.language)
        return self._say(
            "als dit er was: ", "if this were there: ", f"{least}, {_found(leaf, leaf.leaf, self.wording)}"
        )

    def of_bind(self, leaf: LeafResult, where: str) -> str:
        """Say what a binding asks of its fact, or that there should be one; ``where`` introduces a fact."""
        tests = self._tests(leaf, leaf.entry) if leaf.entry is not None else []
        if tests and not (where and isinstance(leaf.entry, OpenFact)):
            so, known = (
                Bilingual("als dit zo was: ", "if this were so: "),
                Bilingual("als bekend was: ", "if this were known: "),
            )
            language = self.wording.language
            return f"{(so if self.is_false else known).say(language)}{where}{join_words(tests, language)}"
        wanted = self.wording.wanted(leaf.leaf, self.bound)
        if leaf.leaf.kind == FINDING and self.is_false:
            return Bilingual(f"als {wanted} er ook was", f"if {wanted} were there too").say(self.wording.language)
        return self._say("als dit er ook was: ", "if this were there too: ", wanted)

    def _say(self, nl: str, en: str, what: str) -> str:
        """Say that something should be there or not; as long as nothing is false, only that it should be known."""
        if not self.is_false:
            nl, en = "als bekend was of dit er is: ", "if it were known whether this is there: "
        return f"{Bilingual(nl, en).say(self.wording.language)}{what}"

    def _tests(self, leaf: LeafResult, entry: Entry) -> list[str]:
        """Return what the tests that do not hold ask of a fact, what bears one name once."""
        by_label: dict[str, list[TestResult]] = {}
        for result in leaf.tests:
            if result.truth is not True:
                by_label.setdefault(self._label(entry, result.test.attribute), []).append(result)
        if self.is_false:
            language = self.wording.language
            return [
                f"{label}: {join_words([self._asked(entry, result) for result in results], language)}"
                for label, results in by_label.items()
            ]
        return list(
            dict.fromkeys(name for label, results in by_label.items() for name in self._unknown(label, results))
        )

    def _label(self, entry: Entry, attribute: str) -> str:
        return self.wording.attribute(entry.kind, attribute).label.say(self.wording.language)

    def _unknown(self, label: str, results: Sequence[TestResult]) -> Iterator[str]:
        """Yield what is unknown: an attribute of the fact, or that of another fact to compare it with."""
        for result in results:
            if result.actual is None:
                yield label
            if result.expected is None:
                yield self._other(result)

    def _asked(self, entry: Entry, result: TestResult) -> str:
        if result.expected is None:
            return f"{self.wording.operator(result.test.operator)}{self._other(result)}"
        if result.test.operator is Operator.EQ:
            return self.wording.value(self.wording.attribute(entry.kind, result.test.attribute), result.expected)
        return self.wording.asked(entry.kind, result)

    def _other(self, result: TestResult) -> str:
        """Name the attribute of another fact that a test compares with."""
        operand = result.test.operand
        if not isinstance(operand, AttributeOf):
            raise TypeError(f"{operand} is never unknown")
        other = self.bound[operand.binding]
        return f"{self._label(other, operand.attribute)} ({self.wording.subject(other)})"


def _names(leaf: LeafResult, wording: Wording) -> str:
    """Name what is there and should not be; nothing where that is only what nobody wrote down."""
    known = [entry for entry in leaf.witnesses if not isinstance(entry, OpenFact)]
    names = [wording.subject(entry) for entry in known]
    more = len(names) - _NAMED
    said = Bilingual(f" en nog {more}", f" and {more} more").say(wording.language) if more > 0 else ""
    if leaf.leaf.kind == FINDING:
        names = [f"{entry.get('id')} – {name}" for entry, name in zip(known, names, strict=True)]
        kind = wording.kinds[FINDING].label.say(wording.language)
    else:
        own = tuple(test for test in leaf.leaf.tests if not isinstance(test.operand, AttributeOf))
        kind = wording.wanted(replace(leaf.leaf, tests=own), {})
    return f"{kind}: {', '.join(names[:_NAMED])}{said}" if names else ""


def _found(result: LeafResult, leaf: Count, wording: Wording) -> str:
    """Say how many there are, and how many there may be beside those, counted as the condition counts."""
    certain, possible = result.witnesses[: result.certain], result.witnesses[result.certain :]
    counted = ""
    if leaf.distinct is not None:
        label = wording.attribute(leaf.kind, leaf.distinct).label.say(wording.language)
        counted = Bilingual(f", geteld naar {label}", f", counted by {label}").say(wording.language)
    number = _number(leaf, certain)
    more = _number(leaf, result.witnesses) - number
    perhaps = ""
    if any(isinstance(entry, OpenFact) for entry in possible):
        perhaps = Bilingual(", misschien meer", ", perhaps more").say(wording.language)
    elif more:
        perhaps = Bilingual(f", misschien nog {more}", f", perhaps {more} more").say(wording.language)
    return Bilingual(f"gevonden: {number}", f"found: {number}").say(wording.language) + perhaps + counted


def _number(leaf: Count, entries: Sequence[Entry]) -> int:
    """Return how many there are; of what they are counted by, an unknown one counts as one more."""
    if leaf.distinct is None:
        return len(entries)
    values = [entry.get(leaf.distinct) for entry in entries]
    return len({value for value in values if value is not None}) + values.count(None)
