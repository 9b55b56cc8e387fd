"""Settings: former ids and names lead to the rule of today, and a deprecated rule says what takes its place."""

import logging
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.rules.loader import packs_folder

RIVIERLAND = str(Path(__file__).parent.parent / "examples" / "rivierland.yaml")

Log = pytest.LogCaptureFixture


def pack(folder: Path, **extra: str) -> str:
    """A pack of two rules of the essay, with lines added to the first."""
    for name, field in (("circular-wait", "financing"), ("long-waiting-chain", "financing")):
        text = (packs_folder() / "essay" / field / f"{name}.yaml").read_text(encoding="utf-8")
        if name == "circular-wait":
            for key, value in extra.items():
                text = text.replace("status: stable\n", "") if key == "status" else text
                text += f"{key}: {value}\n"
        (folder / "ours" / field).mkdir(parents=True, exist_ok=True)
        (folder / "ours" / field / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(folder / "ours")


@pytest.fixture
def renamed(tmp_path: Path) -> str:
    return pack(tmp_path, formerly="[closed-circle, OLD01]")


@pytest.mark.parametrize("asked", ["OLD01", "closed-circle", "old01", "Closed-Circle"])
def test_a_former_id_or_name_leads_to_the_rule_of_today_with_a_notice(renamed: str, asked: str, caplog: Log) -> None:
    with caplog.at_level(logging.WARNING, "regiokompas"):
        assert rk.Kompas([renamed]).rule(asked).id == "FIN01"
    assert "is now FIN01 circular-wait" in caplog.text


def test_everything_that_names_a_rule_follows(renamed: str, caplog: Log) -> None:
    waiver = {"rule": "closed-circle", "reason": "wait", "until": "2027-03-01", "by": "board"}
    said = rk.Configuration.model_validate(
        {"select": ["OLD01"], "severity": {"closed-circle": "low"}, "waivers": [waiver], "packs": [renamed]}
    )
    kompas = rk.Kompas(configuration=said, parameters={"OLD01.min_amount": 5})
    assert [rule.id for rule in kompas.rules] == ["FIN01"]
    diagnosis = kompas.diagnose(rk.load(RIVIERLAND))
    assert {(f.id, f.severity) for f in diagnosis.waived} == {("FIN01", "low")}
    assert [p.value for p in diagnosis.parameters if p.rule == "FIN01"] == [5]
    assert diagnosis.explain("OLD01") == diagnosis.explain("FIN01")
    assert caplog.text.count("is now FIN01 circular-wait") == 5


def test_the_command_line_says_so_on_standard_error(renamed: str) -> None:
    import subprocess
    import sys

    call = [sys.executable, "-m", "regiokompas", "explain", RIVIERLAND, "closed-circle", "--pack", renamed]
    said = subprocess.run(call, capture_output=True, text=True, check=False)
    assert said.stderr == "regiokompas: closed-circle is now FIN01 circular-wait\n"
    assert said.stdout.startswith("FIN01 circular-wait  GAAT OP")


def test_a_former_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(rk.PackError, match="circular-wait was formerly FIN02, which is taken"):
        rk.Kompas([pack(tmp_path, formerly="[FIN02]")])


def test_a_rule_that_reads_the_findings_of_a_former_name_is_told_the_name_of_today(tmp_path: Path) -> None:
    folder = Path(pack(tmp_path, formerly="[closed-circle]"))
    other = folder / "financing" / "long-waiting-chain.yaml"
    text = other.read_text(encoding="utf-8")
    assert "when:\n  all:\n" in text
    reading = "    - {absent: finding, rule: closed-circle}\n"
    other.write_text(text.replace("finding:\n", f"{reading}finding:\n", 1), encoding="utf-8")
    with pytest.raises(rk.PackError, match="hint: it is now FIN01 circular-wait"):
        rk.Kompas([str(folder)])


def test_a_deprecated_rule_is_shown_only_where_it_is_asked_for_and_says_what_takes_its_place(
    tmp_path: Path, caplog: Log
) -> None:
    ours = pack(tmp_path, status="deprecated", replaced_by="FIN02")
    kompas = rk.Kompas([ours])
    assert [rule.id for rule in kompas.rules] == ["FIN02"]
    assert [rule.id for rule in rk.Kompas([ours], select=["FIN"]).rules] == ["FIN02"]
    assert [rule.id for rule in rk.Kompas([ours], select=["FIN01"]).rules] == ["FIN01"]
    assert kompas.rule("circular-wait").id == "FIN01"
    assert "FIN01 circular-wait is deprecated and will go; FIN02 takes its place" in caplog.text


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"replaced_by": "FIN02"}, "only a deprecated rule is replaced"),
        ({"status": "deprecated", "replaced_by": "FIN99"}, "replaced by FIN99, which is no rule"),
        ({"status": "deprecated", "replaced_by": "FIN01"}, "replaced by FIN01, which is no rule"),
    ],
)
def test_what_replaces_a_rule_is_another_rule(tmp_path: Path, extra: dict[str, str], message: str) -> None:
    with pytest.raises(rk.PackError, match=message):
        rk.Kompas([pack(tmp_path, **extra)])


def test_a_severity_that_does_not_exist_is_refused() -> None:
    with pytest.raises(rk.NotFoundError, match=r"there is no severity hihg.*did you mean high\?"):
        rk.Kompas(severity={"FIN01": "hihg"})


def test_a_prefix_that_nothing_has_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", RIVIERLAND, "--select", "FNI"]) == 2
    assert "geen regel heeft een code die begint met FNI; bedoelt u FIN?" in capsys.readouterr().err


def test_a_configuration_travels_to_another_process() -> None:
    configuration = rk.Configuration.load(Path(RIVIERLAND).parent / "configuration" / "regiokompas.toml")
    there = pickle.loads(pickle.dumps(configuration))
    assert there == configuration
    assert there.file == configuration.file


def test_one_text_is_one_prefix_and_not_its_letters() -> None:
    kompas = rk.Kompas("essay", select="FIN", ignore="FIN01")
    assert {rule.field for rule in kompas.rules} == {"financing"}
    assert [rule.id for rule in kompas.rules] == [rule.id for rule in rk.Kompas(select=["FIN"], ignore=["FIN01"]).rules]
    assert kompas.recipe().select == ("FIN",)


def test_a_report_tells_what_was_not_asked() -> None:
    region = rk.load(RIVIERLAND)
    diagnosis = rk.Kompas(select=["FIN01", "DIR02"], ignore=["DIR"]).diagnose(region, language="en")
    assert diagnosis.notices == (
        "Only rules that begin with FIN01, DIR02 are shown; of the others nothing is said.",
        "Rules that begin with DIR are left out; of those nothing is said.",
    )
    assert "alleen regels die beginnen met FIN01" in diagnosis.in_language("nl").notices[0]


def test_a_choice_that_leaves_no_rule_is_refused_and_not_taken_for_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", RIVIERLAND, "--select", "FIN", "--ignore", "FIN"]) == 2
    assert "met select en ignore blijft geen regel over om te tonen" in capsys.readouterr().err


def test_an_empty_prefix_or_pack_is_none() -> None:
    for given in ({"select": ""}, {"ignore": [""]}, {"packs": ""}):
        with pytest.raises(rk.NotFoundError):
            rk.Kompas(**given)


@pytest.mark.parametrize(
    "asked",
    [
        lambda p: rk.diagnose(p, language="fr"),
        lambda p: rk.diagnose(p).in_language("fr"),
        lambda p: rk.stress_test(p, language="fr"),
        lambda p: rk.compare(p, p, language=""),
        lambda p: rk.who_moves_first(p, language="NL"),
        lambda p: rk.overview([], language=None),
        lambda p: next(rk.Kompas().diagnose_many([p], language="de")),
        lambda p: rk.save(p, "never-written.graphml", language="fr"),
    ],
)
def test_a_language_without_texts_is_refused_with_those_there_are(asked: Callable[[rk.Partnership], object]) -> None:
    demo = rk.load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    with pytest.raises(rk.RegiokompasError, match=r"choose nl \(Dutch\) or en \(English\)"):
        asked(demo)
