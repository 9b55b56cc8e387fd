"""A baseline: the findings of an earlier run, so that a report shows only what is new.

A finding is the same as an earlier one if its rule and its subjects are, whatever its values. A rule that has been
renamed since is still the same rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from regiokompas.errors import InputError, Problem, Problems, RegiokompasError, Source
from regiokompas.io.files import read_json_file
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.paths import path_of
from regiokompas.results import deferred
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import fingerprint
from regiokompas.results.plain_data import as_dict
from regiokompas.results.set_apart import Gone, SinceBaseline
from regiokompas.rules import Rule
from regiokompas.saying import Quoted, Said

__all__ = ["Baseline", "Known", "new_since"]


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of the earlier run; ``about`` says in words what it is about."""

    rule: str
    id: str
    subjects: tuple[str, ...]
    about: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier run.

    A JSON report is one too: what a baseline does not need of it is passed over.

    Parameters
    ----------
    partnership
        Key of the partnership.
    date
        Day of the picture, in ISO text.
    findings
        What was found, waived or not, by rule and subjects, so that two baselines can be laid side by side.

    Examples
    --------
    >>> Baseline(partnership="partnership:demo", date="2026-11-23").to_dict()
    {'partnership': 'partnership:demo', 'date': '2026-11-23', 'findings': []}
    """

    partnership: str
    date: str
    findings: tuple[Known, ...] = ()

    @classmethod
    def of(cls, diagnosis: Diagnosis) -> Baseline:
        """Return the findings of a diagnosis as a baseline."""
        found = sorted(diagnosis.findings, key=lambda finding: (finding.id, finding.subjects))
        known = tuple(Known(f.rule, f.id, f.subjects, f.about, f.fingerprint) for f in found)
        return cls(partnership=diagnosis.partnership, date=diagnosis.date, findings=known)

    @classmethod
    def load(cls, path: str | Path, *, limits: Limits = SAFE) -> Baseline:
        """Read a baseline, or a JSON report.

        Raises
        ------
        InputError
            If the file is neither, or larger than the limits.
        """
        document = read_json_file(path_of(path), limits)
        try:
            return TypeAdapter(cls).validate_python(document.data)
        except ValidationError as error:
            wanted = Said("a report of `check --output-format json`, or what `regiokompas baseline` writes")
            said = Problem(Said("this is no baseline"), Source(str(path)), expected=wanted)
            problems = Problems([said])
            for details in error.errors(include_url=False):
                if not problems.only_counted():
                    problems.append(document.problem(details["loc"], Said("{why}", why=Quoted(details["msg"]))))
            raise InputError(problems) from error

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return as_dict(self)


def new_since(diagnosis: Diagnosis, baseline: Baseline, rules: Sequence[Rule]) -> Diagnosis:
    """Return the diagnosis with what it knows of the earlier run; its open findings are then the new ones.

    Parameters
    ----------
    rules
        The rules that are shown; what others found earlier says nothing now.

    Raises
    ------
    RegiokompasError
        If the baseline is of another partnership.
    """
    if baseline.partnership != diagnosis.partnership:
        template = "the baseline is of {other}, not of {own}"
        raise RegiokompasError(Said(template, other=baseline.partnership, own=diagnosis.partnership))
    earlier = dict(_earlier(baseline, rules))
    found = tuple(finding.fingerprint for finding in diagnosis.findings)
    left = {print_: gone for print_, gone in earlier.items() if print_ not in found}
    unknown = {print_ for print_, gone in left.items() if _waits(diagnosis, gone)}
    since = SinceBaseline(
        date=baseline.date,
        old=tuple(print_ for print_ in dict.fromkeys(found) if print_ in earlier),
        gone=tuple(gone for print_, gone in left.items() if print_ not in unknown),
        no_longer_known=tuple(gone for print_, gone in left.items() if print_ in unknown),
    )
    return deferred.replace(diagnosis, baseline=since)


def _waits(diagnosis: Diagnosis, gone: Gone) -> bool:
    """Whether it cannot be judged now: for its subjects, or for some that nobody wrote down."""
    return any(u.rule == gone.rule and u.subjects in ((), gone.subjects) for u in diagnosis.undecided)


def _earlier(baseline: Baseline, rules: Sequence[Rule]) -> Iterator[tuple[str, Gone]]:
    """Yield the earlier findings by the fingerprint and with the names that they have now."""
    now = {name: rule for rule in rules for name in (*rule.formerly, rule.name)}
    for known in baseline.findings:
        rule = now.get(known.rule)
        if rule is not None:
            same = rule.name == known.rule
            print_ = known.fingerprint if same else fingerprint(rule.name, known.subjects)
            yield print_, Gone(rule.name, rule.id, known.subjects, known.about)
