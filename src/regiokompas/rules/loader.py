"""Packs: folders of rules and profiles, one per file, and a list of claims; all their problems at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from regiokompas.errors import InputError, PackError, Problem, Problems, Source, did_you_mean
from regiokompas.facts.schema import Vocabulary
from regiokompas.io.document import Document
from regiokompas.io.files import read_text
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.yaml import read_yaml
from regiokompas.rules.claims import Claim, read_claims
from regiokompas.rules.compiler import FINDING, leaves
from regiokompas.rules.descriptions import DESCRIPTION, Description, read_description
from regiokompas.rules.folders import find_folder, packs_folder
from regiokompas.rules.language import Operator, Rule, Test
from regiokompas.rules.profiles import Profile, read_profile
from regiokompas.rules.reading import read_rule

__all__ = [
    "CASES",
    "CLAIMS",
    "PROFILES",
    "Pack",
    "PackReading",
    "across",
    "load_pack",
    "load_packs",
    "packs_folder",
    "read_pack",
    "read_packs",
    "tests_on_findings",
]

#: The folder of a pack that holds its profiles; all others hold rules.
PROFILES = "profiles"

#: The folder of a pack that holds made-up partnerships, on which its remedies are tried.
CASES = "cases"

#: The file of a pack that lists what its source claims.
CLAIMS = "claims.yaml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rules, the profiles that set their thresholds, and the claims they rest on, by id.

    ``about`` is what it says of itself; a folder without ``pack.yaml`` says nothing. ``folder`` is where it lies.
    """

    name: str
    rules: tuple[Rule, ...]
    profiles: tuple[Profile, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    about: Description | None = None
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class PackReading:
    """A pack as far as it could be read, its files by the name that problems give them, and all its problems."""

    pack: Pack
    documents: Mapping[str, Document]
    problems: Problems


def load_packs(names: Sequence[str], vocabulary: Vocabulary, limits: Limits = SAFE) -> tuple[Pack, ...]:
    """Load packs by name or by the path of a folder, after those that they need; the limits are for each file.

    Raises
    ------
    NotFoundError
        If there is no such pack.
    PackError
        With every problem of every rule of all packs.
    """
    readings = read_packs(names, vocabulary, limits)
    problems = Problems()
    for reading in readings:
        problems.extend(reading.problems)
    problems.extend(across(readings))
    if problems:
        raise PackError(problems)
    return tuple(reading.pack for reading in readings)


def read_packs(names: Sequence[str], vocabulary: Vocabulary, limits: Limits = SAFE) -> tuple[PackReading, ...]:
    """Read packs by name or by the path of a folder, each after those that it needs and each once."""
    readings: dict[Path, PackReading] = {}
    seen: set[Path] = set()

    def read(name: str) -> None:
        place = find_folder(name).resolve()
        if place in seen:
            return
        seen.add(place)
        reading = read_pack(name, vocabulary, limits)
        for needed in reading.pack.about.needs if reading.pack.about else ():
            read(needed)
        readings[place] = reading

    for name in names:
        read(name)
    return tuple(readings.values())


def load_pack(name: str, vocabulary: Vocabulary) -> Pack:
    """Load one pack by name or by the path of a folder, by itself; see :func:`load_packs`."""
    reading = read_pack(name, vocabulary)
    if reading.problems:
        raise PackError(reading.problems)
    return reading.pack


def read_pack(name: str, vocabulary: Vocabulary, limits: Limits = SAFE) -> PackReading:
    """Read what can be read of a pack, by name or by the path of a folder.

    Raises
    ------
    NotFoundError
        If there is no such pack.
    """
    folder = find_folder(name)
    problems = Problems()
    rules: list[Rule] = []
    profiles: list[Profile] = []
    documents = dict(_documents(folder, problems, limits))
    by_name = {document.file: document for document in documents.values()}
    about = _about(documents.pop(folder / DESCRIPTION, None), vocabulary, problems)
    claims = _claims(documents.pop(folder / CLAIMS, None), vocabulary, problems)
    settings = {path: documents.pop(path) for path in list(documents) if path.parent == folder / PROFILES}
    for path, document in documents.items():
        rule, found = read_rule(document, vocabulary)
        problems.extend(found)
        if rule is not None:
            rules.append(rule)
            problems.extend(_place_problems(rule, path))
            problems.extend(_claim_problems(rule, claims))
            problems.extend(_prefix_problems(rule, about, document))
    for path, document in settings.items():
        profile, found = read_profile(document, vocabulary, rules)
        problems.extend(found)
        if profile is not None:
            profiles.append(profile)
            problems.extend(_name_problems(profile.name, path, document.source(())))
    pack_name = about.name if about else folder.resolve().name
    pack = Pack(pack_name, tuple(rules), tuple(profiles), claims, about, folder)
    return PackReading(pack, by_name, problems)


def _about(document: Document | None, vocabulary: Vocabulary, problems: Problems) -> Description | None:
    if document is None:
        return None
    about, found = read_description(document, vocabulary)
    problems.extend(found)
    return about


def _claims(document: Document | None, vocabulary: Vocabulary, problems: Problems) -> Mapping[str, Claim]:
    if document is None:
        return {}
    claims, found = read_claims(document, vocabulary)
    problems.extend(found)
    return claims


def _documents(folder: Path, problems: Problems, limits: Limits) -> Iterator[tuple[Path, Document]]:
    """Yield the files of a pack but for its cases, each read; note those that cannot be."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent == folder / CASES:
            continue
        shown = f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
        try:
            yield path, _document(read_text(path, shown, limits), shown, limits)
        except InputError as error:
            problems.extend(error.problems)


# Most of the time that a Kompas takes to make goes into YAML, and a second one mostly reads the same texts.
_document = lru_cache(maxsize=1024)(read_yaml)


def _place_problems(rule: Rule, path: Path) -> Iterable[Problem]:
    """A rule lies where its name says, so that it is found without searching."""
    yield from _name_problems(rule.name, path, rule.source)
    if path.parent.name != rule.field:
        yield Problem(f"{rule.name} of field {rule.field} lies in {path.parent.name}", rule.source, expected=rule.field)


def _claim_problems(rule: Rule, claims: Mapping[str, Claim]) -> Iterable[Problem]:
    """A pack that lists its claims lists all that its rules name."""
    for claim in rule.claims:
        if claims and claim not in claims:
            hint = did_you_mean(claim, claims)
            yield Problem(f"{rule.name} rests on {claim}, which {CLAIMS} does not have", rule.source, hint=hint)
        elif claims and not claims[claim].in_scope:
            yield Problem(f"{rule.name} rests on {claim}, which is out of scope", rule.source)


def _name_problems(name: str, path: Path, source: Source) -> Iterable[Problem]:
    if path.stem != name:
        yield Problem(f"{name} lies in {path.name}", source, expected=f"{name}.yaml")


def _prefix_problems(rule: Rule, about: Description | None, document: Document) -> Iterable[Problem]:
    """The ids of a pack begin as it says, so that two packs cannot take each other's."""
    if about is not None and rule.id.rstrip("0123456789") not in about.prefixes:
        wanted = ", ".join(f"{prefix}.." for prefix in about.prefixes)
        yield document.problem(("id",), f"{rule.id} has no prefix of the pack {about.name}", expected=wanted)


def across(readings: Sequence[PackReading]) -> Iterable[Problem]:
    """Yield what can only be seen over all rules: what two of them share, and findings of rules that do not exist."""
    packs = [reading.pack for reading in readings]
    rules = [rule for pack in packs for rule in pack.rules]
    yield from _shared(packs)
    yield from _taken(rules)
    if not any(reading.problems for reading in readings):  # what could not be read may be what is asked for
        yield from _redirected(rules)
        yield from _unread(rules)


def _taken(rules: Sequence[Rule]) -> Iterable[Problem]:
    for attribute in ("id", "name"):
        seen: dict[str, Rule] = {}
        for rule in rules:
            value = getattr(rule, attribute)
            if value in seen:
                yield Problem(f"the {attribute} {value} is taken by {seen[value].source}", rule.source)
            seen[value] = rule


def _unread(rules: Sequence[Rule]) -> Iterable[Problem]:
    known = {"rule": {rule.name for rule in rules}, "id": {rule.id for rule in rules}}
    now = {old: rule for rule in rules for old in rule.formerly}
    for rule in rules:
        for test in tests_on_findings(rule):
            asked = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            for name in asked:
                if isinstance(name, str) and name not in known[test.attribute]:
                    hint: str | None = did_you_mean(name, known[test.attribute])
                    if name in now:
                        hint = f"it is now {now[name].id} {now[name].name}"
                    yield Problem(f"{rule.name} reads the findings of {name}, which is no rule", test.source, hint=hint)


def _redirected(rules: Sequence[Rule]) -> Iterable[Problem]:
    """A former id or name leads to one rule and is no rule itself; what replaces a rule is there."""
    taken = {word: rule for rule in rules for word in (rule.id, rule.name)}
    ids = {rule.id for rule in rules}
    for rule in rules:
        for old in rule.formerly:
            if old in taken:
                yield Problem(f"{rule.name} was formerly {old}, which is taken by {taken[old].source}", rule.source)
            taken[old] = rule
        others = ids - {rule.id}
        if rule.replaced_by is not None and rule.replaced_by not in others:
            hint = did_you_mean(rule.replaced_by, others)
            yield Problem(f"{rule.name} is replaced by {rule.replaced_by}, which is no rule", rule.source, hint=hint)


def _shared(packs: Sequence[Pack]) -> Iterable[Problem]:
    """Yield the names, prefixes and claims that two packs both have."""
    for number, pack in enumerate(packs):
        for other in packs[:number]:
            if pack.about is None or other.about is None:
                continue
            both = (
                *({pack.name} & {other.name}),
                *sorted(set(pack.about.prefixes) & set(other.about.prefixes)),
                *sorted(set(pack.claims) & set(other.claims)),
            )
            for taken in both:
                yield Problem(f"{taken} is taken by the pack {other.name}, {other.about.source}", pack.about.source)


def tests_on_findings(rule: Rule) -> Iterable[Test]:
    """Yield the tests by which a rule names the rules whose findings it reads."""
    for leaf in leaves(rule.when):
        if leaf.kind == FINDING:
            for test in leaf.tests:
                if test.attribute in ("rule", "id") and test.operator in (
                    Operator.EQ,
                    Operator.NE,
                    Operator.IN,
                ):
                    yield test
