"""Waivers: what is accepted stays visible and counts in the compass, but calls for no action until its last day."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding

ROOT = Path(__file__).parents[2]
RIVIERLAND = ROOT / "examples" / "rivierland.yaml"
SMALL = ROOT / "rules" / "essay" / "cases" / "financing.yaml"


@pytest.fixture(scope="module")
def region() -> rk.Partnership:
    return rk.load(RIVIERLAND)


@pytest.fixture(scope="module")
def plain(region: rk.Partnership) -> Diagnosis:
    return rk.diagnose(region, language="en")


def waived(region: rk.Partnership, *waivers: dict[str, str]) -> Diagnosis:
    given = [{"reason": "We wait for the court.", "until": "2027-03-01", "by": "steering group", **w} for w in waivers]
    return rk.diagnose(region, language="en", configuration=rk.Configuration.model_validate({"waivers": given}))


def first_of(diagnosis: Diagnosis, rule: str) -> Finding:
    return next(finding for finding in diagnosis.findings if finding.id == rule)


def test_a_waived_finding_keeps_its_rank_and_level_and_is_no_open_risk(
    region: rk.Partnership, plain: Diagnosis
) -> None:
    diagnosis = waived(region, {"rule": "FIN01"})
    finding, before = first_of(diagnosis, "FIN01"), first_of(plain, "FIN01")
    assert finding.rank == before.rank
    assert finding.waived is not None
    assert (finding.waived.reason, finding.waived.until, finding.waived.by) == (
        "We wait for the court.",
        "2027-03-01",
        "steering group",
    )
    assert diagnosis.compass == plain.compass
    assert set(diagnosis.risks) | set(diagnosis.waived) == {f for f in diagnosis.findings if f.kind == "risk"}
    assert finding not in diagnosis.risks


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_report_shows_it_under_a_head_of_its_own(region: rk.Partnership, format: str) -> None:
    diagnosis = waived(region, {"rule": "FIN01"})
    shown = rk.dossier(diagnosis, depth="quick") if format == "html" else diagnosis
    said = " ".join(rk.render(shown, format).split())
    assert "accepted for now" in said.lower()
    assert "Accepted until 1 March 2027 by steering group: We wait for the court." in said


def test_a_subject_and_a_partnership_narrow_it_down(region: rk.Partnership, plain: Diagnosis) -> None:
    group = next(g for g in plain.by_rule(plain.risks) if len(g) > 1 and len(g[0].subjects) == 1)
    diagnosis = waived(region, {"rule": group[0].rule, "subject": group[0].subjects[0]})
    assert {f.fingerprint for f in diagnosis.waived} == {group[0].fingerprint}
    elsewhere = waived(region, {"rule": group[0].rule, "partnership": "partnership:elsewhere"})
    assert (elsewhere.waived, elsewhere.notices) == ((), ())
    assert waived(region, {"rule": "FIN01", "partnership": plain.partnership}).waived


def test_it_lasts_until_and_including_its_last_day(region: rk.Partnership, plain: Diagnosis) -> None:
    today = date.fromisoformat(plain.date)
    assert waived(region, {"rule": "FIN01", "until": today.isoformat()}).waived
    expired = waived(region, {"rule": "FIN01", "until": (today - timedelta(days=1)).isoformat()})
    assert not expired.waived
    assert expired.risks == plain.risks
    assert expired.notices == ("The waiver of FIN01 lasted until 22 November 2026; the risk counts again.",)


def test_where_two_hold_the_one_that_lasts_longest_says_why(region: rk.Partnership) -> None:
    diagnosis = waived(region, {"rule": "FIN01", "until": "2026-12-01"}, {"rule": "FIN01", "until": "2027-12-01"})
    assert [f.waived.until for f in diagnosis.waived if f.waived] == ["2027-12-01"]
    assert not diagnosis.notices


def test_an_unused_waiver_is_noticed_and_what_cannot_be_judged_is_not_called_gone(region: rk.Partnership) -> None:
    unused = waived(region, {"rule": "FIN01", "subject": "fund:gone"})
    assert unused.notices == ("The waiver of FIN01 fund:gone is not used: this risk is not found; it can go.",)
    undecided = next(u for u in unused.undecided if u.kind == "risk" and u.subjects)
    open_ = waived(region, {"rule": undecided.rule, "subject": undecided.subjects[0]})
    assert "cannot be judged" in open_.notices[0]


def test_a_notice_names_file_and_line(region: rk.Partnership, tmp_path: Path) -> None:
    path = tmp_path / "regiokompas.toml"
    path.write_text(
        'ignore = ["SCA"]\n[[waivers]]\nrule = "FIN01"\nsubject = "fund:gone"\n'
        'reason = "wait"\nuntil = 2027-03-01\nby = "board"\n'
        '[[waivers]]\nrule = "SCA01"\nreason = "not shown, so no notice"\nuntil = 2027-03-01\nby = "board"\n',
        encoding="utf-8",
    )
    _, notice = rk.diagnose(region, configuration=rk.Configuration.load(path)).notices  # the first: what is ignored
    assert notice.endswith(f"[{path}:2:1].")


def test_it_does_not_decide_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "regiokompas.toml"
    waiver = '[[waivers]]\nrule = "FIN01"\nreason = "wait"\nuntil = 2027-03-01\nby = "board"\n'
    path.write_text(waiver, encoding="utf-8")
    call = ["check", str(RIVIERLAND), "--select", "FIN01", "--output-format", "json"]
    assert main([*call, "--no-config"]) == 1
    capsys.readouterr()
    assert main([*call, "--config", str(path)]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["waived"] == {
        "reason": "wait",
        "until": "2027-03-01",
        "by": "board",
        "source": f"{path}:1:1",
    }


def test_the_plan_and_the_agenda_leave_it_alone() -> None:
    region = rk.load(SMALL)
    kompas = rk.Kompas(
        configuration=rk.Configuration.model_validate(
            {"waivers": [{"rule": "FIN01", "reason": "wait", "until": "2027-03-01", "by": "board"}]}
        )
    )
    diagnosis = kompas.diagnose(region)
    accepted = {f.fingerprint for f in diagnosis.waived}
    assert accepted
    plan = diagnosis.plan
    assert not accepted & {*plan.targets, *plan.appears}
    agenda = rk.agenda(diagnosis)
    assert not any(accepted & set(point.fingerprints) for point in agenda.points)
    assert agenda.note.endswith("Bewust aanvaard: 1; de eerste aanvaarding loopt af op 1 maart 2027.")


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_comparison_says_that_a_new_risk_is_accepted(region: rk.Partnership, plain: Diagnosis, format: str) -> None:
    after = waived(region, {"rule": "FIN01"})
    before = replace(plain, findings=tuple(f for f in plain.findings if f.id != "FIN01"))
    comparison = rk.compare(before, after)
    said = " ".join(rk.render(comparison, format).split())
    assert "Accepted until 1 March 2027 by steering group: We wait for the court." in said


def test_where_it_goes_on_to_other_programs_it_is_accepted_too(region: rk.Partnership) -> None:
    diagnosis = waived(region, {"rule": "FIN01"})
    accepted = [f for f in diagnosis.findings if f.waived]
    (run,) = json.loads(rk.render(diagnosis, "sarif"))["runs"]
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [result["properties"]["rank"] for result in suppressed] == [finding.rank for finding in accepted] != []
    assert [s["justification"] for result in suppressed for s in result["suppressions"]] == ["We wait for the court."]
