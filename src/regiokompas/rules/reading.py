"""From one document to one rule: every mistake is reported at its place."""

from __future__ import annotations

from collections.abc import Iterator

from regiokompas.errors import Problems
from regiokompas.facts.schema import AttributeType, Fact, FactKind, Value, Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.rules.compiler import conjunctions
from regiokompas.rules.conditions import ConditionReader
from regiokompas.rules.language import (
    Advice,
    Bind,
    Condition,
    Effort,
    Parameter,
    RemedyStep,
    Rule,
    RuleKind,
    RuleStatus,
    RuleTest,
    Severity,
)
from regiokompas.rules.placeholders import Placeholder, placeholders
from regiokompas.rules.places import NAME, RULE_ID, PlaceReader, is_of_type
from regiokompas.rules.remedies import RemedyReader
from regiokompas.texts import Bilingual

__all__ = ["FIELDS", "OPTIONAL", "REQUIRED", "read_rule"]

#: The six tension fields, in the order of the compass.
FIELDS: tuple[str, ...] = ("content", "scale", "interests", "financing", "interplay", "direction")

#: The names that every rule has, and those it may have.
REQUIRED = ("id", "name", "field", "kind", "severity", "when", "finding", "why", "tests")
OPTIONAL = ("status", "since", "replaced_by", "formerly", "claims", "sources", "parameters", "advice")

#: Stand in for what could not be read, so that reading goes on; the rule is not used.
_NO_TEXT = Bilingual("", "")
_NO_PARAMETER = Parameter("", 1, "", None, None, _NO_TEXT)

#: What has a number of things in it, apart from numbers themselves.
_LISTS = (AttributeType.KEYS, AttributeType.WORDS)


def read_rule(document: Document, vocabulary: Vocabulary) -> tuple[Rule | None, Problems]:
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


class _RuleReader(PlaceReader):
    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        super().__init__(document, vocabulary)
        self.vocabulary = vocabulary
        self.parameters: dict[str, Parameter]

    def rule(self) -> Rule | None:
        data = self.document.data
        if not isinstance(data, dict):
            self.complain((), "no rule here", "a mapping with " + ", ".join(REQUIRED))
            return None
        self.only(data, (), (*REQUIRED, *OPTIONAL))
        for name in REQUIRED:
            if name not in data:
                self.complain((), f"this rule has no {name}", f"{name}: ...")
        if not set(REQUIRED) <= set(data):
            return None
        self.parameters = self._parameters(data.get("parameters"))
        conditions = ConditionReader(self.document, self.vocabulary, self.parameters)
        when = conditions.when(data["when"])
        self.problems.extend(conditions.problems)
        if data["field"] not in FIELDS:
            self.complain(
                ("field",),
                f"{data['field']} is no field",
                ", ".join(FIELDS),
                self.near(data["field"], FIELDS),
            )
        kind = self.choice(RuleKind, ("kind",), data["kind"])
        status = self.choice(RuleStatus, ("status",), data.get("status", "stable"))
        severity = self.choice(Severity, ("severity",), data["severity"])
        claims = self.words(("claims",), data.get("claims", []))
        sources = self.words(("sources",), data.get("sources", []))
        if not claims and not sources:
            self.complain((), "this rule names no claim and no source", "claims: [E..] or sources: [...]")
        if data.get("replaced_by") is not None and status is not RuleStatus.DEPRECATED:
            self.complain(("replaced_by",), "only a deprecated rule is replaced", "status: deprecated")
        return Rule(
            id=self.pattern(("id",), data["id"], RULE_ID, "letters and a number, such as FIN02"),
            name=self.pattern(("name",), data["name"], NAME, "words with hyphens"),
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
            formerly=self.words(("formerly",), data.get("formerly", [])),
        )

    def _parameters(self, data: Plain) -> dict[str, Parameter]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.complain(("parameters",), "parameters have names", "name: {value: ..., unit: ..., why: ...}")
            return {}
        return {name: self._parameter(name, item) for name, item in data.items()}

    def _parameter(self, name: str, item: Plain) -> Parameter:
        path: Path = ("parameters", name)
        if not isinstance(item, dict) or not isinstance(item.get("value"), int | float | str):
            self.complain(path, f"{name} has no value", "{value: ..., unit: ..., range: [low, high], why: ...}")
            return _NO_PARAMETER
        self.only(item, path, ("value", "unit", "range", "why"))
        low, high = self._range(item.get("range"), (*path, "range"))
        value = item["value"]
        if isinstance(value, int | float) and not ((low is None or value >= low) and (high is None or value <= high)):
            self.complain((*path, "value"), f"{name} lies outside its own range", f"{low} to {high}")
        why = self._bilingual((*path, "why"), item.get("why"), None)
        return Parameter(name, value, str(item.get("unit", "")), low, high, why)  # type: ignore[arg-type]

    def _range(self, data: Plain, path: Path) -> tuple[float | None, float | None]:
        if data is None:
            return None, None
        if not isinstance(data, list) or len(data) != 2 or not all(isinstance(v, int | float | None) for v in data):
            self.complain(path, "a range has two ends", "[low, high], null where there is none")
            return None, None
        low, high = data
        return low, high  # type: ignore[return-value]

    def _advice(self, data: Plain, when: Condition, kind: RuleKind | None) -> Advice | None:
        if data is None:
            if kind is RuleKind.RISK:
                self.complain((), "a risk comes with advice", "advice: {nl: ..., en: ..., effort: low}")
            return None
        if not isinstance(data, dict) or "effort" not in data:
            self.complain(("advice",), "advice is a text and an effort", "{nl: ..., en: ..., effort: low}")
            return None
        effort = self.choice(Effort, ("advice", "effort"), data["effort"])
        others = ("effort", "remedy", "no_remedy", "decide")
        text = self._bilingual(("advice",), {k: v for k, v in data.items() if k not in others}, when)
        steps: tuple[RemedyStep, ...] = ()
        if "remedy" in data:
            reader = RemedyReader(self.document, self.vocabulary)
            steps = tuple(reader.steps(data["remedy"], ("advice", "remedy"), when))
            self.problems.extend(reader.problems)
        reason = data.get("no_remedy")
        if steps and reason is not None:
            self.complain(("advice", "no_remedy"), "there is a remedy", "one of remedy and no_remedy")
        decide = self._bilingual(("advice", "decide"), data["decide"], when) if "decide" in data else None
        return Advice(text, effort or Effort.MEDIUM, steps, None if reason is None else str(reason), decide)

    def _bilingual(self, path: Path, data: Plain, when: Condition | None) -> Bilingual:
        """Read a text in both languages and check that something fills every placeholder."""
        if not isinstance(data, dict) or not all(isinstance(data.get(code), str) for code in ("nl", "en")):
            self.complain(path, "a text is needed in both languages", "{nl: ..., en: ...}")
            return _NO_TEXT
        self.only(data, path, ("nl", "en"))
        text = Bilingual(str(data["nl"]).strip(), str(data["en"]).strip())
        if when is not None:
            for code, words in (("nl", text.nl), ("en", text.en)):
                for placeholder in placeholders(words):
                    self._check_placeholder((*path, code), placeholder, when)
        return text

    def _check_placeholder(self, path: Path, placeholder: Placeholder, when: Condition) -> None:
        binding, attribute, one, other, _ = placeholder
        if placeholder.chooses and (other is None or not f"{one}{other}"):
            self.complain(
                path,
                f"{{{placeholder.shown}:…}} needs words for one and for any other number",
                f"{{{placeholder.shown}:# day|# days}}",
            )
        if binding == "parameter":
            if attribute not in self.parameters:
                hint = self.near(attribute, self.parameters)
                self.complain(path, f"{{{placeholder.shown}}} names no parameter", None, hint)
            return
        for way in conjunctions(when):
            kinds = {leaf.name: leaf.kind for leaf in way if isinstance(leaf, Bind)}
            if binding not in kinds:
                hint = self.near(binding, kinds)
                self.complain(
                    path, f"{{{placeholder.shown}}} names no fact that is always bound", "{binding.attribute}", hint
                )
                return
            known = self.kinds.get(kinds[binding])
            if attribute and known is not None and attribute not in (*known.attributes, "key"):
                hint = self.near(attribute, known.attributes)
                self.complain(path, f"{attribute} is no attribute of {known.name}", ", ".join(known.attributes), hint)
                return
            if placeholder.chooses and known is not None and not _is_counted(known, attribute):
                self.complain(path, f"{{{placeholder.shown}}} is no number to choose words by", "a number or a list")
                return
            if placeholder.roughly and known is not None and not _is_days(known, attribute):
                self.complain(path, f"{{{placeholder.shown}}} is no number of days to say roughly", "a number of days")
                return

    def _tests(self, data: Plain) -> Iterator[RuleTest]:
        if not isinstance(data, list) or not data:
            self.complain(("tests",), "a rule brings its tests", "a list of {name, given, expect}")
            return
        expected = set()
        for number, item in enumerate(data):
            test = self._test(item, ("tests", number))
            if test is not None:
                expected.add(test.expect)
                yield test
        missing = {"fires", "silent", "undecided"} - expected
        if missing:
            self.complain(("tests",), f"no test expects {' or '.join(sorted(missing))}", "one of each at the least")

    def _test(self, item: Plain, path: Path) -> RuleTest | None:
        facts = item.get("given") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(facts, list):
            self.complain(path, "no test here", "{name: ..., given: [facts], expect: fires}")
            return None
        self.only(item, path, ("name", "given", "open", "expect"))
        given = [self._given(fact, number, (*path, "given", number)) for number, fact in enumerate(facts)]
        open_kinds = self.words((*path, "open"), item.get("open", []))
        for number, kind in enumerate(open_kinds):
            if kind not in self.kinds:
                self.complain((*path, "open", number), f"{kind} is no kind of fact", None, self.near(kind, self.kinds))
        expect, because = item.get("expect"), None
        if isinstance(expect, dict) and len(expect) == 1:
            ((expect, because),) = expect.items()
        if expect not in ("fires", "silent", "undecided"):
            self.complain((*path, "expect"), f"{expect} is no outcome", "fires, silent or undecided")
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
        if not isinstance(data, dict) or "fact" not in data:
            self.complain(path, "no fact here", "{fact: kind, attribute: value}")
            return None
        asked = data["fact"]
        if str(asked) not in self.kinds:
            self.complain((*path, "fact"), f"{asked} is no kind of fact", None, self.near(asked, self.kinds))
            return None
        kind = self.kinds[str(asked)]
        values: dict[str, Value] = {}
        for name, value in data.items():
            if name in ("fact", "key"):
                continue
            attribute = kind.attributes.get(name)
            if attribute is None:
                hint = self.near(name, kind.attributes)
                self.complain((*path, name), f"{name} is no attribute of {kind.name}", ", ".join(kind.attributes), hint)
                continue
            if isinstance(value, list):
                value = tuple(str(item) for item in value)  # type: ignore[assignment]
            if not is_of_type(attribute.type, value):
                self.complain((*path, name), f"{name} is a {attribute.type}, {value!r} is not", f"a {attribute.type}")
            elif attribute.values and value not in attribute.values:
                hint = self.near(value, attribute.values)
                self.complain((*path, name), f"{value!r} is no {name}", ", ".join(attribute.values), hint)
            else:
                values[name] = value  # type: ignore[assignment]
        for attribute in kind.attributes.values():
            if attribute.always and attribute.name not in data:
                self.complain(path, f"{attribute.name} of {kind.name} is always known", f"{attribute.name}: ...")
        return Fact(kind.name, str(data.get("key", f"{kind.name}:{number}")), values)


def _is_counted(kind: FactKind, attribute: str) -> bool:
    """Return whether an attribute is a number or a list, so that words can be chosen by it."""
    declared = kind.attributes.get(attribute)
    return declared is not None and (declared.type.numeric or declared.type in _LISTS)


def _is_days(kind: FactKind, attribute: str) -> bool:
    declared = kind.attributes.get(attribute)
    return declared is not None and declared.type is AttributeType.DAYS
