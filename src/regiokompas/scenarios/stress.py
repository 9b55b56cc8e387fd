"""The stress test: what falls apart when someone or something is lost, alone, in pairs and further on.

What is lost is read off the graph: themes that lose their last initiator, partners cut off from the rest, money that
goes or stands still. That is exact and quick, so every pair is tried. For single losses the rules run as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import combinations
from math import comb

from regiokompas.changes import Change, apply
from regiokompas.changes.making import leaves, loses_fund, loses_relation, withdraws
from regiokompas.explain import Wording
from regiokompas.graph import to_graph
from regiokompas.judging.case import Verdict
from regiokompas.judging.rehearing import Rehearing
from regiokompas.model.labels import label
from regiokompas.results.resilience import CurvePoint, Fall, StressTest
from regiokompas.rules.language import RuleKind, Severity
from regiokompas.scenarios.structure import Lost, Structure, Unit, smallest_orphaning, smallest_splits
from regiokompas.texts import Bilingual, Language, join_words

__all__ = ["MAX_PAIRS", "stress_test"]

#: Pairs that are tried; where there would be more, relations are lost one at a time only.
MAX_PAIRS = 10_000

#: Pairs that the result keeps, and steps of the sequence in which more and more is lost.
PAIRS_KEPT, STEPS = 15, 6

#: Sections without which a part of the answer is unknown.
_NEEDS = ("partners", "persons", "relations", "themes", "roles", "funds")


def stress_test(judged: Rehearing, progress: Callable[[int, int], None]) -> StressTest:
    """Lose everything, one at a time and in pairs, and say what falls apart.

    Parameters
    ----------
    judged
        The partnership, and how it was judged.
    progress
        Called with how many losses have been tried, and of how many.

    Notes
    -----
    One run of the rules for each single loss, with one compiled knowledge base; one look at the graph for each pair.
    """
    return _StressTest(judged, progress).result()


class _StressTest:
    def __init__(self, judged: Rehearing, progress: Callable[[int, int], None]) -> None:
        self._judged = judged
        self._progress = progress
        self._structure = Structure(to_graph(judged.partnership))
        s = self._structure
        self._units: list[Unit] = [*((key,) for key in (*s.persons, *s.partners, *s.funds)), *s.relations]
        things = len(self._units) - len(s.relations)
        self._relations_in_pairs = comb(len(self._units), 2) <= MAX_PAIRS
        self._paired = self._units if self._relations_in_pairs else self._units[:things]
        self._total = len(self._units) + comb(len(self._paired), 2)

    def result(self) -> StressTest:
        p, s = self._judged.partnership, self._structure
        unknown = [section for section in _NEEDS if not p.is_complete(section)]
        alone = {unit: s.without([unit]) for unit in self._units}
        singles = list(self._singles(alone))
        pairs = self._pairs(alone)
        growing = list(self._growing())
        splitting = smallest_splits(to_graph(p)) if s.knows_network else None
        staffed = {"themes", "roles", "persons"}.isdisjoint(unknown)
        orphaning = smallest_orphaning(to_graph(p)) if staffed else None
        curve = list(self._curve()) if s.knows_network and s.knows_pullers else []
        told: dict[Language, StressTest] = {}
        for wording in self._judged.wordings:
            say, language = _Teller(wording), wording.language
            told[language] = StressTest(
                name=p.about.name.say(language),
                language=language,
                currency=p.about.currency,
                singles=tuple(sorted(map(say.fall, singles), key=_worst_first)),
                pairs=tuple(sorted(map(say.fall, pairs), key=_worst_first)[:PAIRS_KEPT]),
                tried=len(self._units),
                tried_pairs=comb(len(self._paired), 2),
                relations_in_pairs=self._relations_in_pairs,
                growing=tuple(say.one_more(fallen) for fallen in growing),
                splitting=None if splitting is None else tuple(say.names(keys) for keys in splitting),
                orphaning=None if orphaning is None else tuple((say.name(key), say.names(by)) for key, by in orphaning),
                curve=tuple(replace(point, last=say.name(point.last) if point.last else "") for point in curve),
                unknown=tuple(_SECTIONS[section].say(language) for section in unknown),
                _told=told,
            )
        return told[self._judged.wording.language]

    def _singles(self, alone: Mapping[Unit, Lost]) -> Iterator[_Fallen]:
        """Yield the falls by which anything falls apart, with what the rules say besides."""
        knowledge = self._judged.knowledge()
        try:
            before = _severe(self._judged.verdicts(knowledge, self._judged.partnership))
            for done, (unit, lost) in enumerate(alone.items()):
                self._progress(done, self._total)
                changed = apply(self._judged.partnership, [_change(unit)])
                after = _severe(self._judged.verdicts(knowledge, changed))
                new = [severity for print_, severity in after.items() if print_ not in before]
                if any(lost.weight) or new:
                    counts = new.count(Severity.CRITICAL), new.count(Severity.HIGH)
                    yield _Fallen((unit,), lost, new=counts)
        finally:
            knowledge.close()

    def _pairs(self, alone: Mapping[Unit, Lost]) -> list[_Fallen]:
        found = []
        for done, (one, other) in enumerate(combinations(self._paired, 2), start=len(self._units)):
            if done % 100 == 0:
                self._progress(done, self._total)
            both = self._structure.without([one, other])
            more = _new(both, [alone[one], alone[other]])
            if more:
                found.append(_Fallen((one, other), both, more=tuple(more)))
        self._progress(self._total, self._total)
        return found

    def _growing(self) -> Iterator[_Fallen]:
        """Yield what falls apart as more and more is lost, each time what adds most; relations are left out."""
        left = [unit for unit in self._units if len(unit) == 1]
        chosen: list[Unit] = []
        before = self._structure.without(())
        while left and len(chosen) < STEPS:
            worst = max(left, key=lambda unit: (self._structure.without([*chosen, unit]).weight, unit))
            lost = self._structure.without([*chosen, worst])
            added = _new(lost, [before])
            if not added:
                return
            chosen.append(worst)
            left.remove(worst)
            yield _Fallen(tuple(chosen), lost, more=tuple(added))
            before = lost

    def _curve(self) -> Iterator[CurvePoint]:
        """Yield the points of the curve, each with the key of whom was lost last."""
        s = self._structure
        gone: list[Unit] = []
        yield CurvePoint(0, "", s.connected_share(set()), s.pulled_share(set()))
        left = [(key,) for key in s.persons]
        while left and len(gone) < STEPS:
            worst = min(left, key=lambda unit: (self._left([*gone, unit]), unit))
            left.remove(worst)
            gone.append(worst)
            connected, pulled = self._left(gone)
            yield CurvePoint(len(gone), worst[0], connected, pulled)

    def _left(self, gone: Sequence[Unit]) -> tuple[float, float]:
        keys = {unit[0] for unit in gone}
        return self._structure.connected_share(keys), self._structure.pulled_share(keys)


@dataclass(frozen=True, slots=True)
class _Fallen:
    """What falls apart when some things are lost, before it is put into words."""

    units: tuple[Unit, ...]
    lost: Lost
    more: tuple[str, ...] = ()
    new: tuple[int, int] | None = None


class _Teller:
    """Puts falls into the words of one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self.name = cache(partial(label, wording.partnership, language=wording.language))

    def names(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.name(key) for key in keys)

    def fall(self, fallen: _Fallen) -> Fall:
        lost, new = fallen.lost, fallen.new
        return Fall(
            lost=tuple(">".join(unit) for unit in fallen.units),
            said=join_words([self._unit(unit) for unit in fallen.units], self._wording.language),
            themes=self.names(lost.themes),
            partners=self.names(lost.partners),
            money=lost.amount,
            more_than_apart=self.names(fallen.more),
            new_critical=new[0] if new else None,
            new_high=new[1] if new else None,
        )

    def one_more(self, fallen: _Fallen) -> Fall:
        """Say only the last of a growing number of losses."""
        last = self._unit(fallen.units[-1])
        return replace(self.fall(fallen), said=last if len(fallen.units) == 1 else f"+ {last}")

    def _unit(self, unit: Unit) -> str:
        names = self.names(unit)
        if len(names) == 1:
            return names[0]
        return Bilingual("de relatie {} – {}", "the relation {} – {}").say(self._wording.language).format(*names)


def _new(lost: Lost, before: Sequence[Lost]) -> list[str]:
    """Return what falls apart that did not fall apart before."""
    known = {key for other in before for key in (*other.themes, *other.partners, *other.money)}
    return [key for key in (*lost.themes, *lost.partners, *lost.money) if key not in known]


def _worst_first(fall: Fall) -> tuple[int, int, float, int, int, str]:
    themes, partners, money = fall.weight
    return -themes, -partners, -money, -(fall.new_critical or 0), -(fall.new_high or 0), fall.said


def _change(unit: Unit) -> Change:
    if len(unit) == 2:
        return loses_relation(*unit)
    (key,) = unit
    kind = key.partition(":")[0]
    return {"person": leaves, "partner": withdraws, "fund": loses_fund}[kind](key)


def _severe(verdicts: Mapping[str, Verdict]) -> dict[str, Severity]:
    return {
        print_: verdict.rule.severity
        for print_, verdict in verdicts.items()
        if verdict.outcome == "fires"
        and verdict.rule.kind is RuleKind.RISK
        and verdict.rule.severity in (Severity.CRITICAL, Severity.HIGH)
    }


_SECTIONS: Mapping[str, Bilingual] = {
    "partners": Bilingual("partners", "partners"),
    "persons": Bilingual("personen", "persons"),
    "relations": Bilingual("relaties", "relations"),
    "themes": Bilingual("opgaven", "themes"),
    "roles": Bilingual("rollen", "roles"),
    "funds": Bilingual("potjes", "funds"),
}
