"""Findings of one rule, told together: the first in full, a few more with their reasons, and of many a line each.

A region of sixty partners may have two hundred findings of one rule, in words that differ in two names. Told in full
they would make a file that no mail takes and a list that nobody reads; a line with what differs is smaller and clearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from textwrap import shorten

from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding

__all__ = ["FEW", "MANY", "Group", "Line", "groups", "what_differs"]

#: Findings of one rule, beside the first, that unfold to their reasons; of more each has a line.
FEW = 12

#: Findings that unfold beside the first of their rule, over the whole report, the most important first; in a very large
#: region fewer.
UNFOLDING, UNFOLDING_OF_MANY = 100, 40

#: From so many findings on a region is very large: then what stands in full elsewhere is told in brief.
MANY = 400

#: Words in a row, names apart, that are left out where the first finding says the same.
_SAME = 3

_CUT = "…"

#: Characters of a line; a longer one is an enumeration.
LONGEST = 200


@dataclass(frozen=True)
class Line:
    """A finding on one line: what it says that the first of its rule does not."""

    finding: Finding
    text: str


@dataclass(frozen=True)
class Group:
    """The findings of one rule: the first leads; the others unfold to their reasons, or have a line each."""

    lead: Finding
    unfolding: tuple[Finding, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def others(self) -> int:
        """How many come with the first."""
        return len(self.unfolding) + len(self.lines)


def groups(d: Diagnosis, findings: Sequence[Finding], names: Iterable[str]) -> tuple[Group, ...]:
    """Return findings by rule, in order.

    Parameters
    ----------
    names
        What is named in them and stays whole. What the findings are about stays whole too.
    """
    left, made = UNFOLDING_OF_MANY if len(d.findings) > MANY else UNFOLDING, []
    names = list(names)
    for lead, *others in d.by_rule(findings):
        if len(others) <= min(FEW, left):
            made.append(Group(lead, unfolding=tuple(others)))
            left -= len(others)
        else:
            made.append(Group(lead, lines=_lines(lead, others, names)))
    return tuple(made)


def _lines(lead: Finding, others: Sequence[Finding], names: Sequence[str]) -> tuple[Line, ...]:
    whole = [*names, *(finding.about for finding in (lead, *others))]
    said = what_differs(lead.message, [finding.message for finding in others], whole)
    if len(set(said)) < len(said):  # then it is the subject that tells them apart
        said = [f"{finding.about}: {text}" for finding, text in zip(others, said, strict=True)]
    brief = (shorten(text, LONGEST, placeholder=" …") for text in said)
    return tuple(Line(finding, text) for finding, text in zip(others, brief, strict=True))


def what_differs(first: str, others: Iterable[str], whole: Iterable[str] = ()) -> list[str]:
    """Return sentences without the words that a first sentence has too.

    Parameters
    ----------
    first
        What the reader has read.
    others
        What is like it.
    whole
        Names, of which none is broken off.

    Returns
    -------
    list
        For each of the others what differs, with an ellipsis for some words in a row that are the same.

    Examples
    --------
    >>> first = "Tiel vertrouwt Buren niet, en dat remt het werk."
    >>> what_differs(first, ["Buren vertrouwt Tiel niet, en dat remt het werk."])
    ['Buren vertrouwt Tiel …']
    """
    names = sorted({name for name in whole if " " in name}, key=len, reverse=True)
    word = re.compile("|".join([*(rf"[^\w\s]?{re.escape(name)}\S*" for name in names), r"\S+"]))
    known = word.findall(first)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(known)
    told = []
    for other in others:
        words = word.findall(other)
        matcher.set_seq1(words)
        cut: list[str] = list(words)
        for start, _, size in matcher.get_matching_blocks():
            end = start + size
            if sum(" " not in part for part in words[start:end]) >= _SAME:
                end -= end < len(words)  # the word before what differs leads up to it
                cut[start:end] = [_CUT] * (end - start)
        told.append(" ".join(part for part, run in groupby(cut) for part in ([part] if part == _CUT else run)))
    return told
