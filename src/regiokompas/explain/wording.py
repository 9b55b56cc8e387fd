"""Wording: facts, values and conditions as a reader understands them, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from regiokompas.engine.check import Entry, LeafResult, Match, TestResult
from regiokompas.engine.fragment import OpenFact
from regiokompas.facts.schema import Attribute, AttributeType, Value, Vocabulary
from regiokompas.model import Partnership, Text
from regiokompas.model.labels import label, label_of_interest
from regiokompas.model.work import Interest
from regiokompas.rules.compiler import FINDING, Leaf
from regiokompas.rules.language import Absent, AttributeOf, Bind, Count, Operand, Operator, Rule, Test
from regiokompas.rules.placeholders import PLACEHOLDER, Placeholder
from regiokompas.texts import (
    Bilingual,
    Language,
    join_words,
    say_count,
    say_date,
    say_days,
    say_money,
    say_number,
    say_share,
    say_span,
    term,
)

__all__ = ["Wording"]

_OPERATORS: Mapping[Operator, Bilingual] = {
    Operator.EQ: Bilingual("gelijk aan", "equal to"),
    Operator.NE: Bilingual("anders dan", "other than"),
    Operator.LT: Bilingual("minder dan", "less than"),
    Operator.LTE: Bilingual("ten hoogste", "at most"),
    Operator.GT: Bilingual("meer dan", "more than"),
    Operator.GTE: Bilingual("ten minste", "at least"),
    Operator.IN: Bilingual("een van", "one of"),
    Operator.MATCHES: Bilingual("zoals", "like"),
}

#: How an attribute that is compared with that of another fact is said.
_JOINED: Mapping[Operator, Bilingual] = {
    Operator.EQ: Bilingual("dezelfde", "the same"),
    Operator.NE: Bilingual("niet dezelfde", "not the same"),
}

#: The attributes of a finding that hold the name of its rule and what it is about.
_RULE, _SUBJECT = "rule", "subject"

#: The operators that say which one it is to be.
_NAMING = (Operator.EQ, Operator.IN)

#: What the attributes begin with that count the days to a moment.
_UNTIL = "days_until_"


class Wording:
    """Puts the facts of one partnership into words.

    Parameters
    ----------
    ids
        The ids of rules by their names, which are English: a reader sees the id.
    """

    def __init__(
        self,
        partnership: Partnership,
        vocabulary: Vocabulary,
        language: Language,
        ids: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.ids = ids
        self.partnership = partnership
        self.kinds = vocabulary.kinds
        self.language: Language = language
        self._named: dict[str, str] = {}

    def name(self, key: str) -> str:
        """Return what a reader sees for a key; for the key of a measure's row, what the row is about."""
        if key not in self._named:
            self._named[key] = self._name(key)
        return self._named[key]

    def _name(self, key: str) -> str:
        kind, _, rest = key.partition(":")
        if key not in self.partnership.by_key and kind in self.kinds:
            return join_words([self.name(part) for part in re.split("[+>]", rest)], self.language)
        return label(self.partnership, key, self.language)

    def attribute(self, kind: str, name: str) -> Attribute:
        """Return the declaration of an attribute; the key is one too."""
        if name == "key":
            return Attribute("key", AttributeType.KEY, always=True, label=self.kinds[kind].label)
        return self.kinds[kind].attributes[name]

    def value(self, attribute: Attribute, value: Value | None) -> str:
        """Write a value as its type asks."""
        if value is None:
            return term("unknown", self.language)
        if isinstance(value, bool):
            return term("yes" if value else "no", self.language)
        if isinstance(value, tuple):
            is_words = attribute.type is AttributeType.WORDS
            said = [term(item, self.language) if is_words else self.name(item) for item in value]
            return join_words(said, self.language) or term("none", self.language)
        if isinstance(value, str):
            return self._text(attribute, value)
        return self._number(attribute, value)

    def _number(self, attribute: Attribute, value: float) -> str:
        match attribute.type:
            case AttributeType.SHARE:
                return say_share(value, self.language)
            case AttributeType.MONEY:
                return say_money(value, self.language, self.partnership.about.currency)
            case AttributeType.NUMBER:
                return say_number(value, self.language, 0 if float(value).is_integer() else 1)
            case AttributeType.DAYS if attribute.name.startswith(_UNTIL):
                return self._days(attribute.name, value, say_days)
            case _:
                return say_count(value, self.language)

    def _days(self, attribute: str, days: float, say: Callable[[float, Language], str]) -> str:
        """Say days: of a moment as how long ago or ahead it is, else as how many they are."""
        said = say(abs(days), self.language)
        if not attribute.startswith(_UNTIL):
            return said
        if days == 0:
            return term("today", self.language)
        ago, ahead = Bilingual(f"{said} geleden", f"{said} ago"), Bilingual(f"over {said}", f"in {said}")
        return (ago if days < 0 else ahead).say(self.language)

    def _text(self, attribute: Attribute, value: str) -> str:
        match attribute.type:
            case AttributeType.KEY:
                return self.name(value)
            case AttributeType.DATE:
                return say_date(date.fromisoformat(value), self.language)
            case _ if attribute.name == _RULE:
                return self.ids.get(value, value)
            case _:
                return term(value, self.language)

    def fact_value(self, entry: Entry, attribute: str) -> str:
        """Write the value of an attribute of a fact; a text of an entity in the reader's language."""
        declared = self.attribute(entry.kind, attribute)
        if declared.type is AttributeType.TEXT:
            written = getattr(self.partnership.by_key.get(entry.key), attribute, None)
            if isinstance(written, Text):
                return written.say(self.language)
        return self.value(declared, entry.get(attribute))

    def subject(self, entry: Entry) -> str:
        """Name what a fact is about."""
        kind = self.kinds[entry.kind]
        if isinstance(entry, OpenFact):
            return kind.label.say(self.language)
        about = entry.get(kind.subject)
        if isinstance(about, tuple):
            return self._all(about)
        return self.name(str(about)) if ":" in str(about) else term(str(about), self.language)

    def _all(self, keys: tuple[str, ...]) -> str:
        """Name several; interests in one theme by whose they are, so that neither theme nor partner is said twice."""
        entities = [self.partnership.by_key.get(key) for key in keys]
        interests = [entity for entity in entities if isinstance(entity, Interest)]
        if len(interests) != len(keys) or len({interest.theme for interest in interests}) != 1:
            return join_words([self.name(key) for key in keys], self.language)
        partners = dict.fromkeys(self.name(interest.partner) for interest in interests)
        return label_of_interest(
            join_words(list(partners), self.language), self.name(interests[0].theme), self.language
        )

    def fill(self, text: Bilingual, rule: Rule, match: Match, parameters: Mapping[str, Value]) -> str:
        """Fill the placeholders of a rule's text with the facts that matched."""
        entries = {
            leaf.leaf.name: leaf.entry
            for leaf in match.leaves
            if isinstance(leaf.leaf, Bind) and leaf.entry is not None
        }

        def replace(found: re.Match[str]) -> str:
            placeholder = Placeholder.read(found[1])
            binding, attribute, *_ = placeholder
            if binding == "parameter":
                number = parameters.get(attribute, rule.parameters[attribute].value)
                return placeholder.choose(_number_of(number), self.parameter(rule, attribute, parameters))
            entry = entries[binding]
            if not attribute:
                return self.subject(entry)
            value = entry.get(attribute)
            if placeholder.roughly and isinstance(value, int | float):
                return self._days(attribute, value, say_span)
            return placeholder.choose(_number_of(value), self.fact_value(entry, attribute))

        filled = PLACEHOLDER.sub(replace, text.say(self.language))
        return filled[:1].upper() + filled[1:]  # a sentence may begin with a name that does not

    def parameter(self, rule: Rule, name: str, parameters: Mapping[str, Value]) -> str:
        """Write the value of a parameter in its unit."""
        unit = rule.parameters[name].unit
        value = parameters.get(name, rule.parameters[name].value)
        by_unit = {"share": AttributeType.SHARE, "EUR": AttributeType.MONEY}
        return self.value(Attribute(name, by_unit.get(unit, AttributeType.COUNT)), value)

    def asked(self, kind: str, result: TestResult) -> str:
        """Say what a test asks of a value, such as *at least 40%*."""
        declared = self.attribute(kind, result.test.attribute)
        operator = result.test.operator
        if operator is Operator.KNOWN:
            return term("known" if result.expected else "unknown", self.language)
        if declared.type is AttributeType.DAYS and declared.name.startswith(_UNTIL) and operator.ordering:
            return self._asked_days(operator, result.expected)
        return f"{_OPERATORS[operator].say(self.language)} {self._asked(declared, result)}"

    def operator(self, operator: Operator) -> str:
        """Say an operator before its operand; that something is equal needs no words."""
        return "" if operator is Operator.EQ else f"{_OPERATORS[operator].say(self.language)} "

    def _asked_days(self, operator: Operator, limit: Value | None) -> str:
        """Say a limit in days as one speaks of the calendar: days that have passed grow as the number falls."""
        if not isinstance(limit, int | float):
            return term("unknown", self.language)
        days = say_days(abs(limit), self.language)
        later = operator in (Operator.GT, Operator.GTE)
        if limit == 0:
            said = Bilingual("niet voorbij", "not past") if later else Bilingual("voorbij", "past")
        elif limit < 0:
            nl, en = ("hoogstens", "at most") if later else ("minstens", "at least")
            said = Bilingual(f"{nl} {days} geleden", f"{en} {days} ago")
        else:
            nl, en = ("pas over", "not before") if later else ("binnen", "within")
            said = Bilingual(f"{nl} {days}", f"{en} {days}")
        return said.say(self.language)

    def test(self, entry: Entry, *results: TestResult) -> str:
        """Say what tests of one attribute found and, where it is not the same, what they asked."""
        attribute = results[0].test.attribute
        declared = self.attribute(entry.kind, attribute)
        found = f"{declared.label.say(self.language)}: {self.fact_value(entry, attribute)}"
        asked = [self.asked(entry.kind, result) for result in results if _needs_saying(result)]
        if not asked:
            return found
        wanted = Bilingual("gevraagd", "asked").say(self.language)
        return f"{found} ({wanted}: {join_words(asked, self.language)})"

    def found(self, result: LeafResult) -> str:
        """Say what the tests of a condition found in its fact, each attribute once."""
        by_attribute: dict[str, list[TestResult]] = {}
        for test in result.tests:
            by_attribute.setdefault(test.test.attribute, []).append(test)
        if result.entry is None or result.leaf.kind == FINDING:
            return ""
        return "; ".join(self.test(result.entry, *tests) for tests in by_attribute.values())

    def _asked(self, declared: Attribute, result: TestResult) -> str:
        expected = result.expected
        if isinstance(expected, tuple):
            return join_words([self.value(declared, word) for word in expected], self.language, "or")
        return self.value(declared, expected)

    def leaf(self, result: LeafResult) -> str:
        """Say in one line what a condition is about."""
        leaf = result.leaf
        kind = self.kinds[leaf.kind].label.say(self.language)
        if isinstance(leaf, Bind):
            if result.entry is None:
                wanted = self.wanted(leaf, {})
                if leaf.kind == FINDING:
                    return Bilingual(f"er is geen {wanted}", f"there is no {wanted}").say(self.language)
                return Bilingual(f"er is geen passend gegeven: {wanted}", f"there is no fitting fact: {wanted}").say(
                    self.language
                )
            about = self.subject(result.entry)
            if leaf.kind == FINDING:
                return f"{kind} {result.entry.get('id')} – {about}"
            return f"{kind} – {about}" if about != kind else kind
        about = self._quantified(leaf, result)
        if isinstance(leaf, Absent):
            return Bilingual(f"geen {about}", f"no {about}").say(self.language)
        return Bilingual(f"ten minste {leaf.at_least}× {about}", f"at least {leaf.at_least}× {about}").say(
            self.language
        )

    def _quantified(self, leaf: Absent | Count, result: LeafResult) -> str:
        """Say what an absence or a count looks at; of findings, those that are there."""
        kind = self.kinds[leaf.kind].label.say(self.language)
        ids = sorted({str(entry.get("id")) for entry in result.witnesses if entry.get("id") is not None})
        if leaf.kind == FINDING and ids:
            return f"{kind} ({', '.join(ids)})"
        return self.wanted(leaf, {})

    def wanted(self, leaf: Leaf, bound: Mapping[str, Entry]) -> str:
        """Say what a condition looks for: a kind of fact and what is asked of it, given the facts that are bound."""
        what = self.kinds[leaf.kind].label.say(self.language)
        tests = leaf.tests
        if leaf.kind == FINDING:
            named = [test for test in tests if test.attribute in (_RULE, _SUBJECT) and test.operator in _NAMING]
            what += "".join(self._of_finding(test, bound) for test in named)
            tests = tuple(test for test in tests if test not in named)
        conditions = ", ".join(self._condition(leaf, test, bound) for test in tests)
        return f"{what} ({conditions})" if conditions else what

    def _of_finding(self, test: Test, bound: Mapping[str, Entry]) -> str:
        """Say of which rule a finding is to be, and what it is to be about."""
        if test.attribute == _RULE:
            names = test.operand if isinstance(test.operand, tuple) else (str(test.operand),)
            return f" {join_words([self.ids.get(name, name) for name in names], self.language, 'or')}"
        about: Operand | Value | None = test.operand
        if isinstance(about, AttributeOf):
            about = bound[about.binding].get(about.attribute) if about.binding in bound else None
        name = Bilingual("hetzelfde", "the same").say(self.language) if about is None else self.name(str(about))
        return Bilingual(f" over {name}", f" about {name}").say(self.language)

    def _condition(self, leaf: Leaf, test: Test, bound: Mapping[str, Entry]) -> str:
        declared = self.attribute(leaf.kind, test.attribute)
        name = declared.label.say(self.language)
        if isinstance(test.operand, AttributeOf):
            other = bound.get(test.operand.binding)
            value = other.get(test.operand.attribute) if other is not None else None
            if value is not None:
                return f"{name}: {self.operator(test.operator)}{self.value(declared, value)}"
            said = _JOINED.get(test.operator)
            return f"{said.say(self.language)} {name}" if said else name
        if isinstance(test.operand, bool) and test.operator is Operator.EQ:
            return name if test.operand else Bilingual(f"niet: {name}", f"not: {name}").say(self.language)
        if test.operator is Operator.KNOWN:
            return f"{name}: {term('known' if test.operand else 'unknown', self.language)}"
        words = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        values = join_words(
            [self.value(declared, word) for word in words if isinstance(word, str | int | float)],
            self.language,
            "or",
        )
        if test.operator in _NAMING:
            return f"{name}: {values}"
        return f"{name} {_OPERATORS[test.operator].say(self.language)} {values}"


def _needs_saying(result: TestResult) -> bool:
    """Whether what was asked says more than what was found."""
    return result.test.operator is not Operator.KNOWN and not (result.test.operator is Operator.EQ and result.truth)


def _number_of(value: Value | None) -> float | None:
    """Return the number that words are chosen by: of a list how many are in it."""
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int | float) else None
