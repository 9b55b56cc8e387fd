"""The dossier: the same in both languages, and no other than what its parts say by themselves."""

from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from regiokompas.advising.retelling import retell
from regiokompas.dossiers.exchange import exchanges
from regiokompas.dossiers.grounds import grounds, thresholds
from regiokompas.scenarios.absences import absences

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "rules" / "essay" / "cases" / "financing.yaml"
RIVIERLAND = ROOT / "examples" / "rivierland.yaml"


def test_a_diagnosis_in_another_language_is_the_one_that_is_made_in_it() -> None:
    kompas = rk.Kompas()
    p = rk.load(RIVIERLAND)
    dutch = kompas.diagnose(p)
    assert dutch.in_language("en") == kompas.diagnose(p, language="en")
    assert dutch.in_language("en").in_language("nl") == dutch
    assert dutch.in_language("nl") is dutch


def test_a_plan_told_in_english_is_the_plan_that_is_made_in_english() -> None:
    kompas = rk.Kompas()
    p = rk.load(SMALL)
    dutch = kompas.diagnose(p)
    assert dutch.plan.chosen
    assert retell(dutch.plan, dutch.in_language("en")) == kompas.plan(p, language="en")


def test_an_absence_is_what_the_what_if_says() -> None:
    kompas = rk.Kompas()
    p = rk.load(RIVIERLAND)
    told = absences(kompas.diagnose(p), ("nl", "en"), lambda done, total: None)
    for language in ("nl", "en"):
        by_key = {absence.key: absence for absence in told[language]}
        for change, key in (
            (rk.leaves("person:programmamanager"), "person:programmamanager"),
            (rk.withdraws("partner:waalbeek"), "partner:waalbeek"),
        ):
            expected = rk.what_if(p, change, kompas=kompas, language=language)
            absence = by_key[key]
            assert absence.falls_apart == tuple(loss.text for loss in expected.falls_apart if loss.keys is not None)
            risks = {difference.finding for difference in expected.new if difference.finding.kind == "risk"}
            assert risks
            assert set(absence.appears) == risks
            assert absence.lapses == sum(difference.subject_left for difference in expected.gone)


def test_persons_come_before_partners_and_who_takes_most_with_them_first() -> None:
    d = rk.diagnose(rk.load(RIVIERLAND))
    told = absences(d, ("nl",), lambda done, total: None)["nl"]
    kinds = [absence.key.split(":")[0] for absence in told]
    assert kinds == sorted(kinds, key=("person", "partner").index)
    falls = [len(absence.falls_apart) for absence in told if absence.key.startswith("person:")]
    assert falls == sorted(falls, reverse=True)


def test_each_depth_holds_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    d = rk.diagnose(rk.load(SMALL))
    quick, usual, thorough = (rk.dossier(d, depth=depth) for depth in ("quick", "usual", "thorough"))
    for dossier, digs, firm in ((quick, False, False), (usual, True, False), (thorough, True, True)):
        assert [telling.language for telling in dossier.tellings] == ["nl", "en"]
        for telling in dossier.tellings:
            assert (telling.plan is not None) is digs
            assert bool(telling.absences) is digs
            assert (telling.stability is not None) is firm
            assert (telling.stress is not None) is firm
            assert telling.diagnosis.language == telling.agenda.language == telling.first_moves.language
    assert thorough.own.stability == d.stability


def test_progress_only_goes_on_and_ends_whole() -> None:
    steps: list[tuple[int, int]] = []
    rk.dossier(rk.diagnose(rk.load(SMALL)), depth="thorough", progress=lambda done, total: steps.append((done, total)))
    assert len({total for _, total in steps}) == 1
    done = [step for step, _ in steps]
    assert done == sorted(done)
    assert steps[-1][0] == steps[-1][1]


def test_a_depth_that_does_not_exist_is_refused() -> None:
    with pytest.raises(rk.RegiokompasError, match="known are quick, usual, thorough"):
        rk.dossier(rk.diagnose(rk.load(SMALL)), depth="deep")  # type: ignore[arg-type]


def test_a_kompas_that_is_closed_can_still_judge_anew() -> None:
    d = rk.diagnose(rk.load(SMALL))  # closes its kompas
    assert d.judge.diagnose(d.of, language="nl") == d


def test_every_threshold_has_a_reason_and_every_fired_rule_a_ground() -> None:
    d = rk.diagnose(rk.load(RIVIERLAND), language="en")
    assert [t.used.name for t in thresholds(d) if not t.why] == []
    assert len(thresholds(d)) == len(d.parameters)
    grounded = {rule for ground in grounds(d) for rule in ground.rules}
    assert {finding.id for finding in d.findings} <= grounded


def test_what_is_unknown_in_bringing_and_getting_is_not_nothing() -> None:
    p = rk.load(RIVIERLAND)
    told = {exchange.partner: exchange for exchange in exchanges(p, "nl")}
    assert told["partner:oeverhage"].brings == ()
    without = rk.load({**p.to_dict(), "contributions": None})
    assert {exchange.brings for exchange in exchanges(without, "nl")} == {None}


def test_a_thorough_dossier_in_two_languages_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    d = rk.diagnose(rk.load(SMALL))
    calls: list[str] = []
    for name in ("plan", "stability", "stress_test"):
        whole = getattr(rk.Kompas, name)

        def counted(*args: Any, _name: str = name, _whole: Any = whole, **more: Any) -> Any:
            calls.append(_name)
            return _whole(*args, **more)

        monkeypatch.setattr(rk.Kompas, name, counted)
    gathered = rk.dossier(d, depth="thorough")
    assert sorted(calls) == ["plan", "stability", "stress_test"]
    assert [told.stability.language for told in gathered.tellings if told.stability] == ["nl", "en"]
    assert [told.stress.language for told in gathered.tellings if told.stress] == ["nl", "en"]
    assert d.plan is gathered.own.plan
    assert calls.count("plan") == 1
