"""What would happen without a person or a partner: the rules ran without it, and what falls apart was looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regiokompas.changes import Change, apply, leaves, withdraws
from regiokompas.changes.wording import say_change
from regiokompas.model import Partnership, references
from regiokompas.model.labels import label
from regiokompas.results.comparison import Comparison, Difference
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding
from regiokompas.scenarios.comparing import compare_diagnoses
from regiokompas.scenarios.falling_apart import falls_apart
from regiokompas.texts import Language

__all__ = ["MAX_ABSENCES", "Absence", "absences"]

#: Persons and partners that are thought away. The rules run once for each, so of many those named most are taken; of
#: more than ``MANY``, where each run takes longer and has more to tell, fewer.
MAX_ABSENCES, MAX_OF_MANY, MANY = 40, 24, 100


@dataclass(frozen=True, slots=True)
class Absence:
    """What would happen without someone.

    Parameters
    ----------
    key, name, said
        Who, and what happens, in words.
    falls_apart
        What is whole now and would not be, in words.
    unknown
        What else could fall apart, but cannot be known, in words.
    appears, worse
        Risks that come, and those that get worse.
    lost
        Strengths that go.
    gone
        Risks that go although what they are about stays.
    lapses
        How many findings lapse because what they were about is gone; that is no improvement.
    """

    key: str
    name: str
    said: str
    falls_apart: tuple[str, ...]
    unknown: tuple[str, ...]
    appears: tuple[Finding, ...]
    worse: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    lapses: int


def absences(
    diagnosis: Diagnosis, languages: Sequence[Language], progress: Callable[[int, int], None]
) -> Mapping[Language, tuple[Absence, ...]]:
    """Return, in each language, what would happen without each person and each partner.

    Parameters
    ----------
    diagnosis
        The partnership as it is, and what judged it.
    languages
        In which languages to say it; the rules run once for all of them.
    progress
        Called with how many have been thought away, and of how many.

    Notes
    -----
    One run of the rules for each person and partner, of which there are :data:`MAX_ABSENCES` at the most.
    """
    partnership = diagnosis.of
    found: dict[Language, list[Absence]] = {language: [] for language in languages}
    changes = dict(_changes(partnership))
    for done, (key, change) in enumerate(changes.items()):
        progress(done, len(changes))
        changed = apply(partnership, [change])
        after = diagnosis.judge.diagnose(changed, language=diagnosis.language)
        differs = compare_diagnoses(diagnosis, after)  # what differs is the same in every language
        for language in languages:
            told = _Told(diagnosis.in_language(language), after.in_language(language))
            found[language].append(_absence(key, change, told, differs, changed))
    progress(len(changes), len(changes))
    return {language: tuple(sorted(told, key=_order)) for language, told in found.items()}


def _changes(partnership: Partnership) -> Iterator[tuple[str, Change]]:
    """Yield whom to think away: persons and then partners, by key; of very many those that are named most."""
    named = Counter(reference.key for entity in partnership.entities() for reference in references(entity))
    making: Sequence[tuple[Sequence[str], Callable[[str], Change]]] = (
        ([person.key for person in partnership.persons or ()], leaves),
        ([partner.key for partner in partnership.partners or ()], withdraws),
    )
    everyone = [(key, make) for keys, make in making for key in keys]
    number = MAX_ABSENCES if len(everyone) <= MANY else MAX_OF_MANY
    most = sorted(everyone, key=lambda pair: (-named[pair[0]], pair[0]))[:number]
    chosen = {key for key, _ in most}
    yield from ((key, make(key)) for key, make in everyone if key in chosen)


def _order(absence: Absence) -> tuple[bool, int, int, str]:
    """Put persons before partners, and each by how much falls apart."""
    return absence.key.startswith("partner:"), -len(absence.falls_apart), -len(absence.appears), absence.key


class _Told:
    """Findings from before and after, in the words of one language."""

    def __init__(self, before: Diagnosis, after: Diagnosis) -> None:
        self.before = before
        self._findings = {finding.fingerprint: finding for d in (before, after) for finding in d.findings}

    def of_kind(self, differences: Sequence[Difference], kind: str) -> tuple[Finding, ...]:
        """Return the risks or the strengths of some differences; what is still there afterwards as it is then."""
        prints = [d.finding.fingerprint for d in differences if d.finding.kind == kind]
        return tuple(sorted((self._findings[print_] for print_ in prints), key=lambda finding: finding.rank))


def _absence(key: str, change: Change, told: _Told, differs: Comparison, changed: Partnership) -> Absence:
    before = told.before.of
    language = told.before.language
    losses = falls_apart(before, changed, language)
    stays = [difference for difference in differs.gone if not difference.subject_left]
    return Absence(
        key=key,
        name=label(before, key, language),
        said=say_change(change, before, language),
        falls_apart=tuple(loss.text for loss in losses if loss.keys is not None),
        unknown=tuple(loss.text for loss in losses if loss.keys is None),
        appears=told.of_kind(differs.new, "risk"),
        worse=told.of_kind(differs.worse, "risk"),
        lost=told.of_kind(stays, "strength"),
        gone=told.of_kind(stays, "risk"),
        lapses=len(differs.gone) - len(stays),
    )
