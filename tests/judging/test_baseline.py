"""A baseline: only what is new is open, what is gone is said, and unknown is not gone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.judging.baseline import new_since
from regiokompas.results.diagnosis import Diagnosis

ROOT = Path(__file__).parents[2]
RIVIERLAND = ROOT / "examples" / "rivierland.yaml"


@pytest.fixture(scope="module")
def kompas() -> rk.Kompas:
    return rk.Kompas()


@pytest.fixture(scope="module")
def diagnosis(kompas: rk.Kompas) -> Diagnosis:
    return kompas.diagnose(rk.load(RIVIERLAND))


def without(baseline: rk.Baseline, *ids: str) -> rk.Baseline:
    return replace(baseline, findings=tuple(f for f in baseline.findings if f.id not in ids))


def test_against_itself_nothing_is_open(kompas: rk.Kompas, diagnosis: Diagnosis) -> None:
    same = new_since(diagnosis, rk.Baseline.of(diagnosis), kompas.rules)
    assert same.baseline is not None
    assert (same.open, same.risks, same.strengths) == ((), (), ())
    assert (same.baseline.gone, same.baseline.no_longer_known) == ((), ())
    assert (same.findings, same.compass) == (diagnosis.findings, diagnosis.compass)


def test_other_programs_are_told_what_is_new(kompas: rk.Kompas, diagnosis: Diagnosis) -> None:
    since = new_since(diagnosis, without(rk.Baseline.of(diagnosis), "FIN01"), kompas.rules)
    (run,) = json.loads(rk.render(since, "sarif"))["runs"]
    states = {result["properties"]["rank"]: result["baselineState"] for result in run["results"][: len(since.findings)]}
    assert states == {f.rank: "new" if f.id == "FIN01" else "unchanged" for f in since.findings}


def test_what_is_new_keeps_its_rank(kompas: rk.Kompas, diagnosis: Diagnosis) -> None:
    since = new_since(diagnosis, without(rk.Baseline.of(diagnosis), "FIN01"), kompas.rules)
    assert since.open == tuple(f for f in diagnosis.findings if f.id == "FIN01")


def test_a_report_is_a_baseline_too(diagnosis: Diagnosis, tmp_path: Path) -> None:
    report, small = tmp_path / "report.json", tmp_path / "baseline.json"
    report.write_text(rk.render(diagnosis, "json"), encoding="utf-8")
    small.write_text(json.dumps(rk.Baseline.of(diagnosis).to_dict()), encoding="utf-8")
    one, other = rk.Baseline.load(report), rk.Baseline.load(small)
    assert sorted(one.findings, key=repr) == sorted(other.findings, key=repr)


def gone_from(kompas: rk.Kompas, diagnosis: Diagnosis, **earlier: Any) -> rk.Baseline:
    base = rk.Baseline.of(diagnosis)
    known = replace(base.findings[0], fingerprint="gone", **earlier)
    return replace(base, findings=(*base.findings, known))


def test_what_is_gone_is_told_apart_from_what_cannot_be_judged_any_more(
    kompas: rk.Kompas, diagnosis: Diagnosis
) -> None:
    gone = new_since(diagnosis, gone_from(kompas, diagnosis, subjects=("fund:gone",)), kompas.rules).baseline
    assert gone is not None
    assert [g.subjects for g in gone.gone] == [("fund:gone",)]
    waiting = diagnosis.undecided[0]
    earlier = gone_from(kompas, diagnosis, rule=waiting.rule, id=waiting.id, subjects=waiting.subjects)
    unknown = new_since(diagnosis, earlier, kompas.rules).baseline
    assert unknown is not None
    assert unknown.gone == ()
    assert [g.rule for g in unknown.no_longer_known] == [waiting.rule]


def test_a_rule_that_was_renamed_is_the_same_rule(kompas: rk.Kompas, diagnosis: Diagnosis) -> None:
    base = rk.Baseline.of(diagnosis)
    old = tuple(
        replace(f, rule="old-name", fingerprint="old-name-1") if f.rule == "circular-wait" else f for f in base.findings
    )
    rules = [replace(r, formerly=("old-name",)) if r.name == "circular-wait" else r for r in kompas.rules]
    since = new_since(diagnosis, replace(base, findings=old), rules)
    assert since.open == ()
    assert new_since(diagnosis, replace(base, findings=old), kompas.rules).open


def test_of_a_rule_that_is_not_shown_nothing_is_gone(diagnosis: Diagnosis) -> None:
    since = rk.Kompas(select=["FIN"]).diagnose(diagnosis.of, baseline=rk.Baseline.of(diagnosis)).baseline
    assert since is not None
    assert since.gone == ()


def test_of_another_partnership_it_is_refused(kompas: rk.Kompas, diagnosis: Diagnosis) -> None:
    other = kompas.diagnose(rk.load(ROOT / "examples" / "gezond.yaml"))
    with pytest.raises(rk.RegiokompasError, match="the baseline is of partnership:groene-delta"):
        new_since(diagnosis, rk.Baseline.of(other), kompas.rules)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"findings": [{"rule": 1}]}', encoding="utf-8")
    with pytest.raises(rk.InputError, match="this is no baseline"):
        rk.Baseline.load(path)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "baseline.json"
    assert main(["baseline", str(RIVIERLAND), "--output", str(base)]) == 0
    assert main(["check", str(RIVIERLAND), "--baseline", str(base)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "VERGELEKEN MET HET BEELD VAN 23 NOVEMBER 2026 Nieuw: 0;" in said
    assert "Geen risico's die nu om actie vragen." in said
    data = json.loads(base.read_text(encoding="utf-8"))
    data["findings"] = [f for f in data["findings"] if f["id"] != "FIN01"]
    base.write_text(json.dumps(data), encoding="utf-8")
    config = tmp_path / "regiokompas.toml"
    config.write_text('baseline = "baseline.json"\n', encoding="utf-8")
    assert main(["check", str(RIVIERLAND), "--config", str(config), "--output-format", "markdown"]) == 1
    out = capsys.readouterr().out
    assert "Nieuw: 1;" in out
    assert "FIN01" in out
