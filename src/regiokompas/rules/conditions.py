"""Reading conditions: what a rule asks of the facts, checked against the kinds of facts there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regiokompas.facts.schema import Attribute, AttributeType, FactKind, Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.rules.compiler import Leaf, conjunctions
from regiokompas.rules.language import (
    Absent,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Operand,
    Operator,
    Parameter,
    ParameterValue,
    Test,
)
from regiokompas.rules.places import KEY, PlaceReader, is_of_type

__all__ = ["ConditionReader", "operators"]

_BIND_WORDS = ("as", "fact")

#: Comparisons that fit each type; everything may be asked whether it is known.
_ORDERED = frozenset({Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE})
_PLAIN = frozenset({Operator.EQ, Operator.NE, Operator.IN})


class ConditionReader(PlaceReader):
    """Reads the ``when`` of a rule. The parameters of the rule must be known before."""

    def __init__(self, document: Document, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> None:
        super().__init__(document, vocabulary)
        self.parameters = parameters

    def when(self, data: Plain) -> Condition:
        """Read the condition of the rule."""
        condition = self._condition(data, ("when",))
        ways = conjunctions(condition)
        subjects = {way[0] if way else None for way in ways}
        if len(subjects) != 1 or not isinstance(next(iter(subjects)), Bind):
            self.complain(
                ("when",),
                "the first condition binds the subject of the rule",
                "{as: ..., fact: ...}, outside any",
            )
        for way in ways:
            self._check_way(way)
        return condition

    def _condition(self, data: Plain, path: Path) -> Condition:
        if isinstance(data, list):
            return All(tuple(self._condition(item, (*path, n)) for n, item in enumerate(data)))
        if not isinstance(data, dict):
            self.complain(path, "no condition here", "fact, absent, count, all or any")
            return All(())
        for word, join in (("all", All), ("any", Any)):
            if word in data:
                self.only(data, path, (word,))
                items = data[word]
                if not isinstance(items, list) or not items:
                    self.complain((*path, word), f"{word} is a list of conditions", "at least one condition")
                    return All(())
                return join(tuple(self._condition(item, (*path, word, n)) for n, item in enumerate(items)))
        return self._leaf(data, path)

    def _leaf(self, data: Mapping[str, Plain], path: Path) -> Condition:
        source = self.document.source(path)
        if "absent" in data:
            kind, tests = self._tested(data, path, "absent", ("absent",))
            return Absent(kind, tests, source)
        if "count" in data:
            kind, tests = self._tested(data, path, "count", ("count", "at_least", "distinct"))
            distinct = None if data.get("distinct") is None else str(data["distinct"])
            if distinct is not None and kind in self.kinds and distinct not in self.kinds[kind].attributes:
                hint = self.near(distinct, self.kinds[kind].attributes)
                self.complain((*path, "distinct"), f"{distinct} is no attribute of {kind}", None, hint)
            return Count(kind, tests, self._at_least(data, path), distinct, source)
        if "fact" in data:
            kind, tests = self._tested(data, path, "fact", _BIND_WORDS)
            name = data.get("as", kind)
            return Bind(self.pattern((*path, "as"), name, r"[a-z][a-z0-9_]*", "a short name"), kind, tests, source)
        self.complain(path, "no condition here", "one of fact, absent, count, all, any")
        return All(())

    def _at_least(self, data: Mapping[str, Plain], path: Path) -> int | ParameterValue:
        place = (*path, "at_least")
        value = self._operand(data["at_least"], place) if "at_least" in data else 0
        number = self.parameters[value.name].value if isinstance(value, ParameterValue) else value
        if isinstance(number, int) and not isinstance(number, bool) and number > 0:
            return value if isinstance(value, ParameterValue) else number
        if value is not None:  # what is no operand was told as that
            self.complain(place, "count needs a number", "at_least: 2, or a parameter")
        return 1

    def _tested(
        self, data: Mapping[str, Plain], path: Path, word: str, words: Sequence[str]
    ) -> tuple[str, tuple[Test, ...]]:
        kind = data[word]
        if not isinstance(kind, str) or kind not in self.kinds:
            self.complain((*path, word), f"{kind} is no kind of fact", None, self.near(kind, self.kinds))
            return str(kind), ()
        tests: list[Test] = []
        for name, asked in data.items():
            if name not in words:
                tests.extend(self._attribute_tests(self.kinds[kind], name, asked, (*path, name)))
        return kind, tuple(tests)

    def _attribute_tests(self, kind: FactKind, name: str, asked: Plain, path: Path) -> Iterator[Test]:
        attribute = KEY if name == "key" else kind.attributes.get(name)
        if attribute is None:
            hint = self.near(name, kind.attributes)
            self.complain(path, f"{name} is no attribute of {kind.name}", ", ".join(kind.attributes), hint)
            return
        if not isinstance(asked, dict):
            asked = {"in" if isinstance(asked, list) else "eq": asked}
        for word, operand in asked.items():
            place = (*path, word) if (*path, word) in self.document.marks else path
            operator = self.choice(Operator, place, word)
            if operator is None:
                continue
            value = self._operand(operand, place)
            if value is not None and self._fits(attribute, operator, value, place):
                yield Test(name, operator, value, self.document.source(place))

    def _operand(self, data: Plain, path: Path) -> Operand | None:
        if isinstance(data, str) and data.startswith("$"):
            binding, dot, attribute = data[1:].partition(".")
            if dot:
                return AttributeOf(binding, attribute)
            if binding not in self.parameters:
                hint = self.near(binding, self.parameters)
                self.complain(path, f"{data} is no parameter of this rule", "parameters: ...", hint)
                return None
            return ParameterValue(binding)
        if isinstance(data, list):
            if not data or not all(isinstance(item, str) for item in data):
                self.complain(path, "a list to choose from holds words", "[word, word]")
                return None
            return tuple(str(item) for item in data)
        if data is None or isinstance(data, dict):
            self.complain(path, "no value to compare with", "a value, $parameter or $binding.attribute")
            return None
        return data

    def _fits(self, attribute: Attribute, operator: Operator, operand: Operand, path: Path) -> bool:
        """Check the operator against the type of the attribute, and the operand against both."""
        kind = attribute.type
        if operator is Operator.KNOWN:
            return isinstance(operand, bool) or self.complain(path, "known is true or false", "known: true")
        allowed = operators(kind)
        if operator not in allowed:
            words = ", ".join(sorted(allowed)) or "known only"
            return self.complain(path, f"{operator} does not fit {attribute.name}, which is a {kind}", words)
        if (operator is Operator.IN) != isinstance(operand, tuple):
            return self.complain(path, "in asks for a list, the others for one value", "in: [word, word]")
        if isinstance(operand, AttributeOf):
            return True
        values = operand if isinstance(operand, tuple) else (operand,)
        for value in values:
            plain = self.parameters[value.name].value if isinstance(value, ParameterValue) else value
            if not is_of_type(kind, plain):
                return self.complain(path, f"{attribute.name} is a {kind}, {plain!r} is not", f"a {kind}")
            if attribute.values and operator is not Operator.MATCHES and plain not in attribute.values:
                hint = self.near(plain, attribute.values)
                return self.complain(path, f"{plain!r} is no {attribute.name}", ", ".join(attribute.values), hint)
        return True

    def _check_way(self, way: Sequence[Leaf]) -> None:
        """Check one conjunction: names bound before they are used, and a join for every further fact."""
        bound: dict[str, str] = {}
        for leaf in way:
            if leaf.kind not in self.kinds:
                return
            for test in leaf.tests:
                if isinstance(test.operand, AttributeOf):
                    self._check_join(leaf, test, test.operand, bound)
            if not isinstance(leaf, Bind):
                continue
            if leaf.name in bound:
                self._complain_at(leaf, f"{leaf.name} is bound twice", "a name of its own for every fact")
            joined = any(t.operator is Operator.EQ and isinstance(t.operand, AttributeOf) for t in leaf.tests)
            if bound and not joined and not self.kinds[leaf.kind].singleton:
                self._complain_at(
                    leaf,
                    f"{leaf.name} is not joined to an earlier fact",
                    "an equality with $binding.attribute: without one every pair of facts would match",
                )
            bound[leaf.name] = leaf.kind

    def _check_join(self, leaf: Leaf, test: Test, operand: AttributeOf, bound: Mapping[str, str]) -> None:
        if operand.binding not in bound:
            hint = self.near(operand.binding, bound)
            self._complain_at(leaf, f"{operand} refers to no earlier fact", "$binding.attribute", hint)
            return
        other = self._attribute(bound[operand.binding], operand.attribute)
        own = self._attribute(leaf.kind, test.attribute)
        if other is None or own is None:
            hint = self.near(operand.attribute, [KEY.name, *self.kinds[bound[operand.binding]].attributes])
            self._complain_at(leaf, f"{operand} does not exist", None, hint)
            return
        if own.type is not other.type and not (own.type.numeric and other.type.numeric):
            self._complain_at(leaf, f"{own.name} is a {own.type}, {operand} is a {other.type}", "two of one type")
        if isinstance(leaf, Bind) and test.operator is Operator.EQ:
            for attribute, where in ((own, own.name), (other, str(operand))):
                if not attribute.always:
                    self._complain_at(leaf, f"{where} is not always known, so facts cannot be joined on it", "a key")
                elif not attribute.type.joinable:
                    message = f"{where} is a {attribute.type}, so facts cannot be joined on it"
                    self._complain_at(leaf, message, "a key")

    def _attribute(self, kind: str, name: str) -> Attribute | None:
        return KEY if name == "key" else self.kinds[kind].attributes.get(name)

    def _complain_at(self, leaf: Leaf, message: str, expected: str | None = None, hint: str | None = None) -> None:
        path = next((p for p in self.document.marks if self.document.source(p) == leaf.source), ("when",))
        self.complain(path, message, expected, hint)


def operators(type_: AttributeType) -> frozenset[Operator]:
    """Return the comparisons that fit a type, ``known`` left out."""
    if type_.numeric:
        return _ORDERED
    match type_:
        case AttributeType.FLAG:
            return frozenset({Operator.EQ})
        case AttributeType.WORD | AttributeType.TEXT:
            return _PLAIN | {Operator.MATCHES}
        case AttributeType.KEY:
            return _PLAIN
        case _:
            return frozenset()
