"""Packs: folders of rules and profiles, one per file, and a list of claims; all their problems at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from regiokompas.errors import InputError, NotFoundError, PackError, Problem, Source, did_you_mean
from regiokompas.facts.schema import Vocabulary
from regiokompas.io.document import Document
from regiokompas.io.yaml import read_yaml
from regiokompas.rules.claims import Claim, read_claims
from regiokompas.rules.compiler import FINDING, leaves
from regiokompas.rules.language import Operator, Rule, Test
from regiokompas.rules.profiles import Profile, read_profile
from regiokompas.rules.reading import read_rule

__all__ = ["CASES", "CLAIMS", "PROFILES", "Pack", "load_pack", "load_packs", "packs_folder"]

#: The folder of a pack that holds its profiles; all others hold rules.
PROFILES = "profiles"

#: The folder of a pack that holds made-up partnerships, on which its remedies are tried.
CASES = "cases"

#: The file of a pack that lists what its source claims.
CLAIMS = "claims.yaml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rules, the profiles that set their thresholds, and the claims they rest on, by id."""

    name: str
    rules: tuple[Rule, ...]
    profiles: tuple[Profile, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)


def packs_folder() -> Path:
    """Return the folder of the packs that come with the library.

    In a wheel they lie in the package; in a source tree, and so in an editable install, at its top.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "packs"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def load_packs(names: Sequence[str], vocabulary: Vocabulary) -> tuple[Pack, ...]:
    """Load packs by name or by the path of a folder.

    Raises
    ------
    NotFoundError
        If there is no such pack.
    PackError
        With every problem of every rule of all packs.
    """
    packs = []
    problems: list[Problem] = []
    for name in names:
        try:
            packs.append(load_pack(name, vocabulary))
        except PackError as error:
            problems.extend(error.problems)
    problems.extend(_across([rule for pack in packs for rule in pack.rules]))
    if problems:
        raise PackError(problems)
    return tuple(packs)


def load_pack(name: str, vocabulary: Vocabulary) -> Pack:
    """Load one pack by name or by the path of a folder; see :func:`load_packs`."""
    folder = _folder(name)
    problems: list[Problem] = []
    rules: list[Rule] = []
    profiles: list[Profile] = []
    documents = _documents(folder, problems)
    claims = _claims(documents.pop(folder / CLAIMS, None), vocabulary, problems)
    settings = {path: documents.pop(path) for path in list(documents) if path.parent == folder / PROFILES}
    for path, document in documents.items():
        rule, found = read_rule(document, vocabulary)
        problems.extend(found)
        if rule is not None:
            rules.append(rule)
            problems.extend(_place_problems(rule, path))
            problems.extend(_claim_problems(rule, claims))
    for path, document in settings.items():
        profile, found = read_profile(document, vocabulary, rules)
        problems.extend(found)
        if profile is not None:
            profiles.append(profile)
            problems.extend(_name_problems(profile.name, path, document.source(())))
    if problems:
        raise PackError(problems)
    return Pack(folder.name, tuple(rules), tuple(profiles), claims)


def _claims(document: Document | None, vocabulary: Vocabulary, problems: list[Problem]) -> Mapping[str, Claim]:
    if document is None:
        return {}
    claims, found = read_claims(document, vocabulary)
    problems.extend(found)
    return claims


def _documents(folder: Path, problems: list[Problem]) -> dict[Path, Document]:
    """Return the files of a pack but for its cases, each read; note those that cannot be."""
    documents = {}
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent == folder / CASES:
            continue
        shown = path.relative_to(folder.parent).as_posix()
        try:
            documents[path] = read_yaml(path.read_text(encoding="utf-8"), shown)
        except InputError as error:
            problems.extend(error.problems)
        except UnicodeDecodeError:
            problems.append(Problem("this file is not UTF-8 text", Source(shown)))
    return documents


def _folder(name: str) -> Path:
    for folder in (packs_folder() / name, Path(name)):
        if folder.is_dir():
            return folder
    known = sorted(path.name for path in packs_folder().iterdir() if path.is_dir()) if packs_folder().is_dir() else []
    hint = did_you_mean(name, known)
    raise NotFoundError(f"there is no pack {name}; known are {', '.join(known)}" + (f"; {hint}" if hint else ""))


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


def _across(rules: Sequence[Rule]) -> Iterable[Problem]:
    """Check what can only be seen over all rules: names and ids that repeat, findings of rules that do not exist."""
    for attribute in ("id", "name"):
        seen: dict[str, Rule] = {}
        for rule in rules:
            value = getattr(rule, attribute)
            if value in seen:
                yield Problem(f"the {attribute} {value} is taken by {seen[value].source}", rule.source)
            seen[value] = rule
    yield from _redirect_problems(rules)
    known = {"rule": {rule.name for rule in rules}, "id": {rule.id for rule in rules}}
    now = {old: rule for rule in rules for old in rule.formerly}
    for rule in rules:
        for test in _tests_on_findings(rule):
            asked = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            for name in asked:
                if isinstance(name, str) and name not in known[test.attribute]:
                    hint = did_you_mean(name, known[test.attribute])
                    if name in now:
                        hint = f"it is now {now[name].id} {now[name].name}"
                    yield Problem(f"{rule.name} reads the findings of {name}, which is no rule", test.source, hint=hint)


def _redirect_problems(rules: Sequence[Rule]) -> Iterable[Problem]:
    """A former id or name leads to one rule and is no rule itself; what replaces a rule is there."""
    taken = {word: rule for rule in rules for word in (rule.id, rule.name)}
    ids = {rule.id for rule in rules}
    for rule in rules:
        for old in rule.formerly:
            if old in taken:
                yield Problem(f"{rule.name} was formerly {old}, which is taken by {taken[old].source}", rule.source)
            taken[old] = rule
        if rule.replaced_by is not None and rule.replaced_by not in ids - {rule.id}:
            hint = did_you_mean(rule.replaced_by, ids)
            yield Problem(f"{rule.name} is replaced by {rule.replaced_by}, which is no rule", rule.source, hint=hint)


def _tests_on_findings(rule: Rule) -> Iterable[Test]:
    for leaf in leaves(rule.when):
        if leaf.kind == FINDING:
            for test in leaf.tests:
                if test.attribute in ("rule", "id") and test.operator in (
                    Operator.EQ,
                    Operator.NE,
                    Operator.IN,
                ):
                    yield test
