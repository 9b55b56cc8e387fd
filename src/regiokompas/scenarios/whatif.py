"""What if: apply changes to a copy, diagnose it, and say what would differ and what would fall apart."""

from __future__ import annotations

from collections.abc import Sequence

from regiokompas.changes import Change, apply
from regiokompas.changes.wording import say_change
from regiokompas.model import Partnership
from regiokompas.results.comparison import WhatIf
from regiokompas.results.diagnosis import Judge
from regiokompas.scenarios.comparing import compare_diagnoses
from regiokompas.scenarios.falling_apart import falls_apart
from regiokompas.texts import Language

__all__ = ["diagnose_change"]


def diagnose_change(
    partnership: Partnership, changes: Sequence[Change], judge: Judge, language: Language | None
) -> WhatIf:
    """Return what changes would do to a partnership.

    Raises
    ------
    InputError
        If a change does not fit; the problem names it.
    """
    changed = apply(partnership, changes)
    found = compare_diagnoses(
        judge.diagnose(partnership, language=language), judge.diagnose(changed, language=language)
    )
    return WhatIf(
        before=found.before,
        after=found.after,
        new=found.new,
        gone=found.gone,
        worse=found.worse,
        better=found.better,
        became_known=found.became_known,
        no_longer_known=found.no_longer_known,
        levels=found.levels,
        changes=tuple(map(str, changes)),
        said=tuple(say_change(change, partnership, found.language) for change in changes),
        falls_apart=falls_apart(partnership, changed, found.language),
    )
