"""From one document to one rule: every mistake is reported at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from regiokompas.errors import Problem, did_you_mean
from regiokompas.facts.schema import Attribute, AttributeType, Fact, FactKind, Value, Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.rules.compiler import conjunctions
from regiokompas.rules.language import (
    Absent,
    Advice,
    All,
    Any,
    AttributeOf,
    Bind,
    Condition,
    Count,
    Effort,
    Operand,
    Operator,
    Parameter,
    ParameterValue,
    Rule,
    RuleKind,
    RuleStatus,
    RuleTest,
    Severity,
    Test,
)
from regiokompas.texts import Bilingual

__all__ = ["FIELDS", "read_rule"]

#: The six tension fields, in the order of the compass.
FIELDS: tuple[str, ...] = ("content", "scale", "interests", "financing", "interplay", "direction")

_REQUIRED = ("id", "name", "field", "kind", "severity", "when", "finding", "why", "tests")
_OPTIONAL = ("status", "since", "replaced_by", "claims", "sources", "parameters", "advice")
_BIND_WORDS = ("as", "fact")
_KEY = Attribute("key", AttributeType.KEY, always=True, label=Bilingual("sleutel", "key"))

#: Comparisons that fit each type; everything may be asked whether it is known.
_ORDERED = frozenset({Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE, Operator.IN})
_PLAIN = frozenset({Operator.EQ, Operator.NE, Operator.IN})

Choice = TypeVar("Choice", bound=StrEnum)


def read_rule(document: Document, vocabulary: Vocabulary) -> tuple[Rule | None, list[Problem]]:
    """Read one rule.

    Returns
    -------
    rule
        The rule, or ``None`` if it cannot be used.
    problems
        Everything that is wrong with it, each with its place.
    """
    reader = _RuleReader(document, vocabulary)
    rule = reader.rule()
    return (None if reader.problems else rule), reader.problems


class _RuleReader:
    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.kinds = vocabulary.kinds
        self.problems: list[Problem] = []
        self.parameters: dict[str, Parameter] = {}

    def rule(self) -> Rule | None:
        data = self.document.data
        if not isinstance(data, dict):
            self._complain((), "no rule here", "a mapping with " + ", ".join(_REQUIRED))
            return None
        self._only(data, (), (*_REQUIRED, *_OPTIONAL))
        for name in _REQUIRED:
            if name not in data:
                self._complain((), f"this rule has no {name}", f"{name}: ...")
        if self.problems and not set(_REQUIRED) <= set(data):
            return None
        self.parameters = self._parameters(data.get("parameters"))
        when = self._when(data["when"])
        if data["field"] not in FIELDS:
            self._complain(
                ("field",),
                f"{data['field']} is no field",
                ", ".join(FIELDS),
                self._near(data["field"], FIELDS),
            )
        kind = self._choice(RuleKind, ("kind",), data["kind"])
        status = self._choice(RuleStatus, ("status",), data.get("status", "stable"))
        severity = self._choice(Severity, ("severity",), data["severity"])
        claims = self._texts(("claims",), data.get("claims", []))
        sources = self._texts(("sources",), data.get("sources", []))
        if not claims and not sources:
            self._complain((), "this rule names no claim and no source", "claims: [E..] or sources: [...]")
        return Rule(
            id=self._pattern(("id",), data["id"], r"[A-Z]{2,5}\d{2,3}", "letters and a number, such as FIN02"),
            name=self._pattern(("name",), data["name"], r"[a-z0-9]+(-[a-z0-9]+)*", "words with hyphens"),
            field=str(data["field"]),
            kind=kind or RuleKind.RISK,
            severity=severity or Severity.LOW,
            status=status or RuleStatus.STABLE,
            claims=claims,
            sources=sources,
            parameters=self.parameters,
            when=when,
            finding=self._bilingual(("finding",), data["finding"], when),
            advice=self._advice(data.get("advice"), when, kind),
            why=self._bilingual(("why",), data["why"], None),
            tests=tuple(self._tests(data["tests"])),
            since=str(data.get("since", "0.1")),
            replaced_by=None if data.get("replaced_by") is None else str(data["replaced_by"]),
            source=self.document.source(()),
        )

    # -- conditions -------------------------------------------------------------------------------------------

    def _when(self, data: Plain) -> Condition:
        condition = self._condition(data, ("when",))
        ways = conjunctions(condition)
        subjects = {way[0] if way else None for way in ways}
        if len(subjects) != 1 or not isinstance(next(iter(subjects)), Bind):
            self._complain(
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
            self._complain(path, "no condition here", "fact, absent, count, all or any")
            return All(())
        for word, join in (("all", All), ("any", Any)):
            if word in data:
                self._only(data, path, (word,))
                items = data[word]
                if not isinstance(items, list) or not items:
                    self._complain((*path, word), f"{word} is a list of conditions", "at least one condition")
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
            distinct = data.get("distinct")
            if distinct is not None and kind in self.kinds and distinct not in self.kinds[kind].attributes:
                hint = self._near(distinct, self.kinds[kind].attributes)
                self._complain((*path, "distinct"), f"{distinct} is no attribute of {kind}", None, hint)
            return Count(kind, tests, self._at_least(data, path), None if distinct is None else str(distinct), source)
        if "fact" in data:
            kind, tests = self._tested(data, path, "fact", _BIND_WORDS)
            name = data.get("as", kind)
            return Bind(self._pattern((*path, "as"), name, r"[a-z][a-z0-9_]*", "a short name"), kind, tests, source)
        self._complain(path, "no condition here", "one of fact, absent, count, all, any")
        return All(())

    def _at_least(self, data: Mapping[str, Plain], path: Path) -> int | ParameterValue:
        value = self._operand(data.get("at_least"), (*path, "at_least"))
        if isinstance(value, ParameterValue) or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self._complain((*path, "at_least"), "count needs a number", "at_least: 2, or a parameter")
        return 1

    def _tested(
        self, data: Mapping[str, Plain], path: Path, word: str, words: Sequence[str]
    ) -> tuple[str, tuple[Test, ...]]:
        kind = data[word]
        if not isinstance(kind, str) or kind not in self.kinds:
            self._complain((*path, word), f"{kind} is no kind of fact", None, self._near(kind, self.kinds))
            return str(kind), ()
        tests: list[Test] = []
        for name, asked in data.items():
            if name not in words:
                tests.extend(self._attribute_tests(self.kinds[kind], name, asked, (*path, name)))
        return kind, tuple(tests)

    def _attribute_tests(self, kind: FactKind, name: str, asked: Plain, path: Path) -> Iterator[Test]:
        attribute = _KEY if name == "key" else kind.attributes.get(name)
        if attribute is None:
            hint = self._near(name, kind.attributes)
            self._complain(path, f"{name} is no attribute of {kind.name}", ", ".join(kind.attributes), hint)
            return
        if not isinstance(asked, dict):
            asked = {"in" if isinstance(asked, list) else "eq": asked}
        for word, operand in asked.items():
            place = (*path, word) if (*path, word) in self.document.marks else path
            operator = self._choice(Operator, place, word)
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
                hint = self._near(binding, self.parameters)
                self._complain(path, f"{data} is no parameter of this rule", "parameters: ...", hint)
                return None
            return ParameterValue(binding)
        if isinstance(data, list):
            if not data or not all(isinstance(item, str) for item in data):
                self._complain(path, "a list to choose from holds words", "[word, word]")
                return None
            return tuple(str(item) for item in data)
        if data is None or isinstance(data, dict):
            self._complain(path, "no value to compare with", "a value, $parameter or $binding.attribute")
            return None
        return data

    def _fits(self, attribute: Attribute, operator: Operator, operand: Operand, path: Path) -> bool:
        """Check the operator against the type of the attribute, and the operand against both."""
        kind = attribute.type
        if operator is Operator.KNOWN:
            return isinstance(operand, bool) or self._complain(path, "known is true or false", "known: true")
        allowed = _operators(kind)
        if operator not in allowed:
            words = ", ".join(sorted(allowed)) or "known only"
            return self._complain(path, f"{operator} does not fit {attribute.name}, which is a {kind}", words)
        if isinstance(operand, AttributeOf):
            return True
        values = operand if isinstance(operand, tuple) else (operand,)
        if (operator is Operator.IN) != isinstance(operand, tuple):
            return self._complain(path, "in asks for a list, the others for one value", "in: [word, word]")
        for value in values:
            plain = self.parameters[value.name].value if isinstance(value, ParameterValue) else value
            if not _is_of_type(kind, plain):
                return self._complain(path, f"{attribute.name} is a {kind}, {plain!r} is not", f"a {kind}")
            if attribute.values and operator is not Operator.MATCHES and plain not in attribute.values:
                hint = self._near(plain, attribute.values)
                return self._complain(path, f"{plain!r} is no {attribute.name}", ", ".join(attribute.values), hint)
        return True

    def _check_way(self, way: Sequence[Bind | Absent | Count]) -> None:
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

    def _check_join(
        self, leaf: Bind | Absent | Count, test: Test, operand: AttributeOf, bound: Mapping[str, str]
    ) -> None:
        if operand.binding not in bound:
            hint = self._near(operand.binding, bound)
            self._complain_at(leaf, f"{operand} refers to no earlier fact", "$binding.attribute", hint)
            return
        other = self._attribute(bound[operand.binding], operand.attribute)
        own = self._attribute(leaf.kind, test.attribute)
        if other is None or own is None:
            hint = self._near(operand.attribute, self.kinds[bound[operand.binding]].attributes)
            self._complain_at(leaf, f"{operand} does not exist", None, hint)
            return
        if own.type is not other.type and not (own.type.numeric and other.type.numeric):
            self._complain_at(leaf, f"{own.name} is a {own.type}, {operand} is a {other.type}", "two of one type")
        if isinstance(leaf, Bind) and test.operator is Operator.EQ:
            for attribute, where in ((own, own.name), (other, str(operand))):
                if not (attribute.always and attribute.type.joinable):
                    self._complain_at(leaf, f"{where} is not always known, so facts cannot be joined on it", "a key")

    def _attribute(self, kind: str, name: str) -> Attribute | None:
        return _KEY if name == "key" else self.kinds[kind].attributes.get(name)

    # -- parameters, texts and tests --------------------------------------------------------------------------

    def _parameters(self, data: Plain) -> dict[str, Parameter]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self._complain(("parameters",), "parameters have names", "name: {value: ..., unit: ..., why: ...}")
            return {}
        return {name: self._parameter(name, item) for name, item in data.items()}

    def _parameter(self, name: str, item: Plain) -> Parameter:
        path: Path = ("parameters", name)
        if not isinstance(item, dict) or not isinstance(item.get("value"), int | float | str):
            self._complain(path, f"{name} has no value", "{value: ..., unit: ..., range: [low, high], why: ...}")
            item = {"value": 0}
        self._only(item, path, ("value", "unit", "range", "why"))
        low, high = self._range(item.get("range"), (*path, "range"))
        value = item["value"]
        if isinstance(value, int | float) and not ((low is None or value >= low) and (high is None or value <= high)):
            self._complain((*path, "value"), f"{name} lies outside its own range", f"{low} to {high}")
        why = self._bilingual((*path, "why"), item.get("why"), None)
        return Parameter(name, value, str(item.get("unit", "")), low, high, why)  # type: ignore[arg-type]

    def _range(self, data: Plain, path: Path) -> tuple[float | None, float | None]:
        if data is None:
            return None, None
        if not isinstance(data, list) or len(data) != 2 or not all(isinstance(v, int | float | None) for v in data):
            self._complain(path, "a range has two ends", "[low, high], null where there is none")
            return None, None
        low, high = data
        return low, high  # type: ignore[return-value]

    def _advice(self, data: Plain, when: Condition, kind: RuleKind | None) -> Advice | None:
        if data is None:
            if kind is RuleKind.RISK:
                self._complain((), "a risk comes with advice", "advice: {nl: ..., en: ..., effort: low}")
            return None
        effort = data.get("effort") if isinstance(data, dict) else None
        chosen = self._choice(Effort, ("advice", "effort"), effort)
        texts = {k: v for k, v in data.items() if k != "effort"} if isinstance(data, dict) else data
        return Advice(self._bilingual(("advice",), texts, when), chosen or Effort.MEDIUM)

    def _bilingual(self, path: Path, data: Plain, when: Condition | None) -> Bilingual:
        """Read a text in both languages and check that something fills every placeholder."""
        if not isinstance(data, dict) or not all(isinstance(data.get(code), str) for code in ("nl", "en")):
            self._complain(path, "a text is needed in both languages", "{nl: ..., en: ...}")
            return Bilingual("", "")
        self._only(data, path, ("nl", "en"))
        text = Bilingual(str(data["nl"]).strip(), str(data["en"]).strip())
        if when is not None:
            for code, words in zip(("nl", "en"), text, strict=True):
                for placeholder in re.findall(r"{([^{}]*)}", words):
                    self._check_placeholder((*path, code), placeholder, when)
        return text

    def _check_placeholder(self, path: Path, placeholder: str, when: Condition) -> None:
        binding, _, attribute = placeholder.partition(".")
        if binding == "parameter":
            if attribute not in self.parameters:
                hint = self._near(attribute, self.parameters)
                self._complain(path, f"{{{placeholder}}} names no parameter", None, hint)
            return
        for way in conjunctions(when):
            kinds = {leaf.name: leaf.kind for leaf in way if isinstance(leaf, Bind)}
            if binding not in kinds:
                hint = self._near(binding, kinds)
                self._complain(
                    path, f"{{{placeholder}}} names no fact that is always bound", "{binding.attribute}", hint
                )
                return
            known = self.kinds.get(kinds[binding])
            if attribute and known is not None and attribute not in (*known.attributes, "key"):
                hint = self._near(attribute, known.attributes)
                self._complain(path, f"{attribute} is no attribute of {known.name}", ", ".join(known.attributes), hint)
                return

    def _tests(self, data: Plain) -> Iterator[RuleTest]:
        if not isinstance(data, list) or not data:
            self._complain(("tests",), "a rule brings its tests", "a list of {name, given, expect}")
            return
        expected = set()
        for number, item in enumerate(data):
            test = self._test(item, ("tests", number))
            if test is not None:
                expected.add(test.expect)
                yield test
        missing = {"fires", "silent", "undecided"} - expected
        if missing:
            self._complain(("tests",), f"no test expects {' or '.join(sorted(missing))}", "one of each at the least")

    def _test(self, item: Plain, path: Path) -> RuleTest | None:
        if not isinstance(item, dict) or not isinstance(item.get("given"), list):
            self._complain(path, "no test here", "{name: ..., given: [facts], expect: fires}")
            return None
        self._only(item, path, ("name", "given", "open", "expect"))
        facts = item["given"] if isinstance(item["given"], list) else []
        given = [self._given(fact, number, (*path, "given", number)) for number, fact in enumerate(facts)]
        open_kinds = self._texts((*path, "open"), item.get("open", []))
        for number, kind in enumerate(open_kinds):
            if kind not in self.kinds:
                self._complain(
                    (*path, "open", number), f"{kind} is no kind of fact", None, self._near(kind, self.kinds)
                )
        expect, because = item.get("expect"), None
        if isinstance(expect, dict) and len(expect) == 1:
            ((expect, because),) = expect.items()
        if expect not in ("fires", "silent", "undecided"):
            self._complain((*path, "expect"), f"{expect} is no outcome", "fires, silent or undecided")
            return None
        usable = tuple(fact for fact in given if fact is not None)
        name = str(item.get("name", ""))
        return RuleTest(
            name,
            usable,
            frozenset(open_kinds),
            expect,
            None if because is None else str(because),
            self.document.source(path),
        )

    def _given(self, data: Plain, number: int, path: Path) -> Fact | None:
        if not isinstance(data, dict) or data.get("fact") not in self.kinds:
            asked = data.get("fact") if isinstance(data, dict) else data
            self._complain(
                path,
                f"{asked} is no kind of fact",
                "{fact: kind, attribute: value}",
                self._near(asked, self.kinds),
            )
            return None
        kind = self.kinds[str(data["fact"])]
        values: dict[str, Value] = {}
        for name, value in data.items():
            if name in ("fact", "key"):
                continue
            attribute = kind.attributes.get(name)
            if attribute is None:
                hint = self._near(name, kind.attributes)
                self._complain(
                    (*path, name), f"{name} is no attribute of {kind.name}", ", ".join(kind.attributes), hint
                )
                continue
            if isinstance(value, list):
                value = tuple(str(item) for item in value)  # type: ignore[assignment]
            if not _is_of_type(attribute.type, value):
                self._complain((*path, name), f"{name} is a {attribute.type}, {value!r} is not", f"a {attribute.type}")
            elif attribute.values and value not in attribute.values:
                hint = self._near(value, attribute.values)
                self._complain((*path, name), f"{value!r} is no {name}", ", ".join(attribute.values), hint)
            else:
                values[name] = value  # type: ignore[assignment]
        for attribute in kind.attributes.values():
            if attribute.always and attribute.name not in data:
                self._complain(path, f"{attribute.name} of {kind.name} is always known", f"{attribute.name}: ...")
        return Fact(kind.name, str(data.get("key", f"{kind.name}:{number}")), values)

    # -- small things -----------------------------------------------------------------------------------------

    def _only(self, data: Mapping[str, Plain], path: Path, known: Sequence[str]) -> None:
        for name in data:
            if name not in known:
                self._complain((*path, name), f"{name} does not belong here", ", ".join(known), self._near(name, known))

    def _choice(self, choices: type[Choice], path: Path, word: Plain) -> Choice | None:
        try:
            return choices(str(word))
        except ValueError:
            known = [str(choice) for choice in choices]
            self._complain(path, f"{word} does not exist here", ", ".join(known), self._near(word, known))
            return None

    def _texts(self, path: Path, data: Plain) -> tuple[str, ...]:
        if not isinstance(data, list) or not all(isinstance(item, str) for item in data):
            self._complain(path, f"{path[-1]} is a list of words", "[...]")
            return ()
        return tuple(str(item) for item in data)

    def _pattern(self, path: Path, data: Plain, pattern: str, expected: str) -> str:
        if not isinstance(data, str) or not re.fullmatch(pattern, data):
            self._complain(path, f"{data} does not fit here", expected)
        return str(data)

    def _near(self, word: object, known: Sequence[str] | Mapping[str, object]) -> str | None:
        return did_you_mean(str(word), list(known))

    def _complain(self, path: Path, message: str, expected: str | None = None, hint: str | None = None) -> bool:
        problem = self.document.problem(path, message, expected=expected, hint=hint)
        if problem not in self.problems:
            self.problems.append(problem)
        return False

    def _complain_at(
        self, leaf: Bind | Absent | Count, message: str, expected: str | None = None, hint: str | None = None
    ) -> None:
        path = next((p for p in self.document.marks if self.document.source(p) == leaf.source), ("when",))
        self._complain(path, message, expected, hint)


def _operators(type_: AttributeType) -> frozenset[Operator]:
    if type_.numeric:
        return _ORDERED - {Operator.IN}
    match type_:
        case AttributeType.FLAG:
            return frozenset({Operator.EQ})
        case AttributeType.WORD | AttributeType.TEXT:
            return _PLAIN | {Operator.MATCHES}
        case AttributeType.KEY:
            return _PLAIN
        case _:
            return frozenset()


def _is_of_type(type_: AttributeType, value: object) -> bool:
    if type_.numeric:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if type_ is AttributeType.FLAG:
        return isinstance(value, bool)
    if type_ is AttributeType.KEYS:
        return isinstance(value, tuple)
    return isinstance(value, str)
