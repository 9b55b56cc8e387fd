"""Results about what to do: advice with its proven effect, and the plan that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiokompas.texts import Language

__all__ = ["Advice", "Plan"]


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do, and what it does.

    Parameters
    ----------
    rank
        Place among all advice, from 1: first what resolves the most critical risks, net of what it brings about, then
        high ones, and so on; then what lightens most; then what costs least effort.
    findings
        Fingerprints of the findings that call for it.
    changes, said
        The same as changes that were carried out, in their short form and in words; empty if the rule names none.
    resolves
        Fingerprints of the findings that vanish when it is carried out: the rules ran again.
    lightens
        Findings that remain, less far beyond their limit.
    worsens
        Risks that appear, or lie further beyond their limit.
    proven
        Whether the rules ran again. If not, the effect is unknown.
    """

    rank: int
    text: str
    effort: str
    findings: tuple[str, ...]
    changes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    resolves: tuple[str, ...] = ()
    lightens: tuple[str, ...] = ()
    worsens: tuple[str, ...] = ()
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The smallest set of actions that resolves all critical and high findings that any action resolves.

    Parameters
    ----------
    advice
        All advice, ranked.
    chosen
        Ranks of the advice in the plan.
    findings
        What each fingerprint stands for, in words, for those that a plan or an advice names.
    targets
        Critical and high findings, by fingerprint.
    resolved
        Those that are gone when the whole plan is carried out: the rules ran again on all of it together.
    remaining
        Those that are still there then.
    without_remedy
        Those of them that no action resolves by itself.
    appears
        Critical and high risks that the whole plan brings about.
    smallest
        Whether it is proven that no smaller set exists; if not, the search was cut off at its bound.
    """

    name: str
    language: Language
    advice: tuple[Advice, ...]
    chosen: tuple[int, ...]
    findings: Mapping[str, str]
    targets: tuple[str, ...]
    resolved: tuple[str, ...]
    remaining: tuple[str, ...]
    without_remedy: tuple[str, ...]
    appears: tuple[str, ...]
    smallest: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "advice": [{name: getattr(a, name) for name in a.__dataclass_fields__} for a in self.advice],
        }
