"""Configuration: how a team judges its partnerships, in ``regiokompas.toml`` or ``[tool.regiokompas]``.

What is wrong by itself is found when the file is read; what does not fit the rules when these are loaded. Either way
every mistake is reported at once, at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from regiokompas.errors import ConfigurationError, InputError, Problem, Problems, RegiokompasError, Source, did_you_mean
from regiokompas.facts.schema import Value
from regiokompas.io.document import Document
from regiokompas.io.files import read_toml_file
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of, resolved
from regiokompas.judging.waivers import StandingWaiver, Waiver, stand
from regiokompas.model.base import Words
from regiokompas.model.mistakes import choices, one_of, reason
from regiokompas.report import FORMATS
from regiokompas.rules import Pack, Severity
from regiokompas.saying import Said
from regiokompas.settings import Chosen, find_profile, read_parameters, read_prefixes, read_severities
from regiokompas.texts import Language

__all__ = ["FILE", "Configuration", "FailLevel", "Fitted"]

#: The file of its own; in a folder that has both it comes before ``pyproject.toml``.
FILE = "regiokompas.toml"

_PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "regiokompas")

FailLevel = Literal["critical", "high", "medium", "low", "never"]

#: What pydantic asks for, in the words of TOML.
_SORTS = {
    "tuple_type": "a list",
    "string_type": "a text",
    "dict_type": "a table",
    "dataclass_exact_type": "a table",
    "model_type": "a table",
    "int_type": "a whole number",
    "less_than_equal": "a whole number from 0 to 100",
    "greater_than_equal": "a whole number from 0 to 100",
}

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A configuration that fits the rules: what it sets, which rules it shows, and its waivers."""

    chosen: Chosen = field(default_factory=lambda: Chosen("configuration"))
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[StandingWaiver, ...] = ()


class Configuration(BaseModel):
    """How to judge, and how to show it. What is left out stays at its default.

    Examples
    --------
    >>> Configuration(profile="network", severity={"FIN01": "critical"}).fail_level
    'low'
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    language: Language = Field("nl", description="language of the texts")
    profile: str | None = Field(None, description="kind of partnership; what the partnership says if left out")
    packs: Words = Field(
        ("essay",), description="rule packs: names, or folders with a slash in them, seen from this file"
    )
    select: Words = Field((), description="prefixes of the rules to show, such as FIN or INT03")
    ignore: Words = Field((), description="prefixes of the rules to leave out")
    severity: dict[str, Literal["critical", "high", "medium", "low"]] = Field(
        default_factory=dict, description="severities to set otherwise, by rule"
    )
    parameters: dict[str, dict[str, str | int | float]] = Field(
        default_factory=dict, description="thresholds to set otherwise, by rule and name: FIN01.min_amount = 50000"
    )
    engine: Literal["auto", "durable", "clips", "both"] = Field("auto", description="inference engine")
    fail_level: FailLevel = Field("low", description="exit with 1 if a risk of this severity or worse is found")
    fail_under: int = Field(
        0, ge=0, le=100, description="exit with 3 if less than this percentage could be judged in one of the fields"
    )
    output_format: str = Field("text", description="how to show a result", json_schema_extra={"enum": list(FORMATS)})
    baseline: str | None = Field(None, description="report of an earlier run, seen from this file; check shows the new")
    limits: Limits = Field(SAFE, description="how large an input may be")
    waivers: tuple[Waiver, ...] = Field((), strict=False, description="risks that are accepted until a day")

    _document: Document = PrivateAttr(Document({}, "<configuration>"))
    _file: str | None = PrivateAttr(None)

    @property
    def file(self) -> str | None:
        """The file it was read from."""
        return self._file

    @classmethod
    def load(cls, path: str | Path, *, limits: Limits = SAFE) -> Configuration:
        """Read a configuration file; of a ``pyproject.toml`` the table ``[tool.regiokompas]``.

        Parameters
        ----------
        path
            The file.
        limits
            How large it may be; those that it sets are for what is read afterwards.

        Raises
        ------
        ConfigurationError
            With every mistake in it, each at its place.
        """
        try:
            path = path_of(path, Said("{file}, or pyproject.toml", file=FILE))
            document = read_toml_file(path, limits)
        except InputError as error:
            raise ConfigurationError(error.problems) from error
        if path.name == _PYPROJECT:
            table = _table(document)
            if table is None:
                message = Said("there is no table [tool.regiokompas] here")
                raise ConfigurationError([Problem(message, Source(str(path)))])
            document = table
        return cls._read(document, path)

    @classmethod
    def find(cls, start: str | Path) -> Configuration:
        """Read the configuration that holds for a folder: the nearest one in it or above it, or the defaults.

        A ``pyproject.toml`` without ``[tool.regiokompas]`` is passed over.

        Raises
        ------
        ConfigurationError
            With every mistake in it, each at its place.
        """
        try:
            start = resolved(path_of(start, Said("a folder")))
        except InputError as error:
            raise ConfigurationError(error.problems) from error
        for folder in map(_shown, (start, *start.parents)):
            if (folder / FILE).is_file():
                return cls.load(folder / FILE)
            if (folder / _PYPROJECT).is_file() and _mentions(folder / _PYPROJECT):
                return cls.load(folder / _PYPROJECT)
        return cls()

    @classmethod
    def _read(cls, document: Document, path: Path) -> Configuration:
        data, problems = _with_limits(document)
        try:
            found = cls.model_validate(data)
        except ValidationError as error:
            problems.extend(_problems(document, error))
            raise ConfigurationError(problems) from error
        if problems:
            raise ConfigurationError(problems)
        unknown = _format_problem(document, found.output_format)
        if unknown:
            raise ConfigurationError([unknown])
        there: dict[str, Any] = {}
        if "packs" in found.model_fields_set:
            there["packs"] = tuple(str(path.parent / pack) if "/" in pack else pack for pack in found.packs)
        if found.baseline is not None:
            there["baseline"] = str(path.parent / found.baseline)
        found = found.model_copy(update=there)
        found._document, found._file = document, str(path)
        return found

    def fit(self, packs: Sequence[Pack]) -> Fitted:
        """Return what it sets for the rules of these packs.

        Raises
        ------
        ConfigurationError
            With every rule, parameter, prefix and profile that does not exist or does not fit.
        """
        return _Fitting(self, self._document, packs).fitted()


class _Fitting:
    """Looks everything up among the rules and notes what cannot be found, at its place."""

    def __init__(self, configuration: Configuration, document: Document, packs: Sequence[Pack]) -> None:
        self._said = configuration
        self._document = document
        self._packs = packs
        self._rules = [rule for pack in packs for rule in pack.rules]
        self._problems = Problems()

    def fitted(self) -> Fitted:
        said = self._said
        if said.profile is not None:
            self._try(("profile",), find_profile, self._packs, said.profile)
        chosen = Chosen("configuration", self._parameters(), self._severities())
        select, ignore = self._prefixes("select", said.select), self._prefixes("ignore", said.ignore)
        waivers = [self._waiver(number, waiver) for number, waiver in enumerate(said.waivers)]
        if self._problems:
            raise ConfigurationError(self._problems)
        return Fitted(chosen, select, ignore, tuple(waiver for waiver in waivers if waiver is not None))

    def _parameters(self) -> dict[str, dict[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for rule, values in self._said.parameters.items():
            for name, value in values.items():
                given = {f"{rule}.{name}": value}
                read = self._try(("parameters", rule, name), read_parameters, self._rules, given) or {}
                for of, parameter in read.items():
                    found.setdefault(of, {}).update(parameter)
        return found

    def _severities(self) -> dict[str, Severity]:
        found: dict[str, Severity] = {}
        for rule, word in self._said.severity.items():
            found |= self._try(("severity", rule), read_severities, self._rules, {rule: word}) or {}
        return found

    def _prefixes(self, name: str, prefixes: Sequence[str]) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for number, prefix in enumerate(prefixes):
            found += self._try((name, number), read_prefixes, self._rules, [prefix]) or ()
        return found

    def _waiver(self, number: int, waiver: Waiver) -> StandingWaiver | None:
        source = self._document.source(("waivers", number)) if self._said.file else None
        return self._try(("waivers", number, "rule"), stand, waiver, self._rules, source)

    def _try(self, path: tuple[str | int, ...], look_up: Callable[..., Found], *given: Any) -> Found | None:
        try:
            return look_up(*given)
        except RegiokompasError as error:
            self._problems.append(self._document.problem(path, error.message))
            return None


def _shown(path: Path) -> Path:
    """Return a path as one would write it here, so that messages stay short."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _mentions(pyproject: Path) -> bool:
    """Whether a project file has the table; one that is no TOML is reported by the tools that need it, not here."""
    try:
        return _table(read_toml_file(pyproject)) is not None
    except InputError:
        return False


def _table(document: Document) -> Document | None:
    """Return the table of a project file as a document of its own, its places kept."""
    data: Any = document.data
    for step in _TABLE:
        data = data.get(step) if isinstance(data, dict) else None
    if data is None:
        return None
    depth = len(_TABLE)
    marks = {path[depth:]: mark for path, mark in document.marks.items() if path[:depth] == _TABLE}
    return Document(data, document.file, marks, document.lines)


def _with_limits(document: Document) -> tuple[Any, Problems]:
    """Return the data with its table of limits read, and what is wrong with that table, line by line."""
    data = document.data
    if not isinstance(data, dict) or not isinstance(table := data.get("limits"), dict):
        return data, Problems()
    known = [limit.name for limit in fields(Limits)]
    problems = Problems()
    for name, value in table.items():
        path = ("limits", name)
        if name not in known:
            if problems.only_counted():
                continue
            hint = did_you_mean(name, known)
            message = Said("{name} is no limit", name=name)
            problems.append(document.problem(path, message, expected=", ".join(known), hint=hint))
            continue
        try:
            Limits(**{name: value})  # type: ignore[arg-type]
        except RegiokompasError as error:
            problems.append(document.problem(path, error.message))
    limits = SAFE if problems else Limits(**table)  # type: ignore[arg-type]
    return {**data, "limits": limits}, problems


def _format_problem(document: Document, wanted: str) -> Problem | None:
    if wanted in FORMATS:
        return None
    hint = did_you_mean(wanted, FORMATS)
    message = Said("there is no format {name}", name=wanted)
    return document.problem(("output_format",), message, expected=", ".join(FORMATS), hint=hint)


def _problems(document: Document, error: ValidationError) -> Problems:
    """Say in words what pydantic found; of a union one problem, whatever its members say."""
    problems = Problems()
    seen: set[tuple[Source, str | int | None]] = set()
    for details in error.errors(include_url=False):
        missing = details["type"] == "missing"  # several may be missing from one waiver, which is one place
        place = document.source(details["loc"]), details["loc"][-1] if missing else None
        if place not in seen:
            seen.add(place)
            if not problems.only_counted():
                problems.append(_problem(document, details))
    return problems


def _problem(document: Document, details: ErrorDetails) -> Problem:
    path, value = details["loc"], details.get("input")
    of_waiver = path[:1] == ("waivers",) and len(path) > 1
    known = (Waiver if of_waiver else Configuration).model_fields
    name = str(path[2] if of_waiver and len(path) > 2 else path[0] if path else "")
    match details["type"]:
        case "missing":
            expected = Said("{name} = ... ({meaning})", name=name, meaning=Said(str(known[name].description)))
            return document.problem(path, Said("this waiver has no {name}", name=name), expected=expected)
        case "extra_forbidden":
            hint = did_you_mean(name, known)
            message = Said("{name} does not belong here", name=name)
            return document.problem(path, message, expected=", ".join(known), hint=hint)
        case "literal_error":
            words = choices(details)
            message = Said("{value} is no {name}", value=repr(value), name=name)
            hint = did_you_mean(str(value), words)
            return document.problem(path, message, expected=one_of(words), hint=hint)
        case "value_error":
            return document.problem(path, reason(details))
        case "dict_type" if name == "parameters" and len(path) > 1:
            message = Said("{name} is no rule with parameters", name=path[1])
            return document.problem(path, message, expected=Said("{example}", example="FIN01.min_amount = 50000"))
        case sort:
            fits = Said(_SORTS[sort]) if sort in _SORTS else None
            meaning = Said(str(known[name].description)) if name else None
            both = Said("{sort}, {meaning}", sort=fits, meaning=meaning)
            message = Said("{name}: {value} does not fit", name=name or Said("this"), value=repr(value))
            return document.problem(path, message, expected=both if fits and meaning else fits or meaning)
