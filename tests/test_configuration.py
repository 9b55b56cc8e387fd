"""Configuration: where it is found, what it sets, what comes first, and every mistake at its place."""

from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.cli import main

ROOT = Path(__file__).parent.parent
RIVIERLAND = ROOT / "examples" / "rivierland.yaml"
EXAMPLE = ROOT / "examples" / "configuration" / "regiokompas.toml"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def region() -> rk.Partnership:
    return rk.load(RIVIERLAND)


def written(folder: Path, text: str, name: str = "regiokompas.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    inner = tmp_path / "regions" / "east"
    inner.mkdir(parents=True)
    written(tmp_path, 'language = "en"\n')
    assert rk.Configuration.find(inner).language == "en"
    written(tmp_path / "regions", '[tool.regiokompas]\nfail_level = "high"\n', "pyproject.toml")
    found = rk.Configuration.find(inner)
    assert (found.language, found.fail_level) == ("nl", "high")  # files do not add up
    assert found.file == str(tmp_path / "regions" / "pyproject.toml")


def test_its_own_file_comes_before_a_project_file_and_a_project_file_without_the_table_is_passed_over(
    tmp_path: Path,
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    written(tmp_path, 'language = "en"\n')
    written(tmp_path, '[tool.regiokompas]\nlanguage = "nl"\n', "pyproject.toml")
    written(inner, "[tool.ruff]\nline-length = 120\n", "pyproject.toml")
    assert rk.Configuration.find(inner).language == "en"


def test_a_project_file_that_is_no_toml_is_not_ours_to_report_unless_it_is_named(tmp_path: Path) -> None:
    broken = written(tmp_path, "[tool.regiokompas\n", "pyproject.toml")
    assert rk.Configuration.find(tmp_path).file is None
    with pytest.raises(rk.ConfigurationError, match="this is not TOML"):
        rk.Configuration.load(broken)


def test_places_in_a_project_file_are_those_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, '[project]\nname = "x"\n\n[tool.regiokompas]\nlanguage = "fr"\n', "pyproject.toml")
    with pytest.raises(rk.ConfigurationError) as caught:
        rk.Configuration.load(path)
    (problem,) = caught.value.problems
    assert str(problem.source) == f"{path}:5:12"
    assert problem.text == 'language = "fr"'


MISTAKEN = """\
language = "fr"
sellect = ["FIN"]
ignore = "SCA"
fail_level = "hihg"
output_format = "texd"
[severity]
FIN02 = "hgh"
[parameters]
"FIN01.min_amount" = 50000
FIN02.longest_chain = [1]
[[waivers]]
rule = "FIN01"
until = "soon"
"""


def test_every_mistake_in_the_file_is_reported_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, MISTAKEN.replace("texd", "text"))
    with pytest.raises(rk.ConfigurationError) as caught:
        rk.Configuration.load(path)
    said = {str(p.source).removeprefix(f"{path}:"): (p.message, p.hint) for p in caught.value.problems}
    assert said.pop("11:1")[0] in ("this waiver has no reason", "this waiver has no by")
    assert said == {
        "1:12": ("'fr' is no language", None),
        "2:11": ("sellect does not belong here", "did you mean select?"),
        "3:10": ("ignore: 'SCA' does not fit", None),
        "4:14": ("'hihg' is no fail_level", "did you mean high?"),
        "7:9": ("'hgh' is no severity", "did you mean high?"),
        "9:22": ("FIN01.min_amount is no rule with parameters", None),
        "10:23": ("parameters: [1] does not fit", None),
        "13:9": ("not a day; write it as year-month-day, such as 2026-11-23", None),
    }
    assert len(caught.value.problems) == 10


def test_a_format_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(rk.ConfigurationError, match="did you mean text"):
        rk.Configuration.load(written(tmp_path, 'output_format = "texd"\n'))


UNFIT = """\
profile = "netwrk"
select = ["FIN", "FNI03"]
[severity]
circular-wiat = "high"
[parameters]
FIN01.min_amout = 50000
FIN03.least_waiting = "two"
[[waivers]]
rule = "shared-rules"
reason = "for now"
until = 2027-03-01
by = "steering group"
"""


def test_everything_that_does_not_fit_the_rules_is_reported_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, UNFIT)
    configuration = rk.Configuration.load(path)
    with pytest.raises(rk.ConfigurationError) as caught:
        rk.Kompas(configuration=configuration)
    said = {str(p.source).removeprefix(f"{path}:"): p.message for p in caught.value.problems}
    assert list(said) == ["1:11", "2:18", "4:17", "6:19", "7:23", "9:8"]
    assert "did you mean network" in said["1:11"]
    assert "did you mean circular-wait" in said["4:17"]
    assert "did you mean min_amount" in said["6:19"]
    assert "only a risk can be waived" in said["9:8"]


def test_a_severity_flows_into_findings_level_rank_and_report(region: rk.Partnership) -> None:
    before = rk.diagnose(region)
    lowest = before.risks[-1]
    after = rk.diagnose(region, severity={lowest.rule: "critical"})
    raised = next(f for f in after.findings if f.fingerprint == lowest.fingerprint)
    assert (lowest.severity, raised.severity) == ("low", "critical")
    assert raised.rank < lowest.rank
    assert raised.priority[0] == "kritiek"
    assert after.compass[lowest.field].level == "critical"
    assert [(s.rule, s.value, s.default, s.origin) for s in after.severities] == [
        (lowest.id, "critical", "low", "user")
    ]
    assert f"{lowest.id} kritiek* (laag, g)" in rk.render(after, "markdown").replace("\\", "")


def test_the_user_comes_before_the_configuration_and_that_before_the_profile(region: rk.Partnership) -> None:
    said = rk.Configuration(
        profile="network",
        severity={"FIN01": "low", "FIN02": "low"},
        parameters={"CON14": {"times": 3}, "SCA10": {"few": 9}},
    )
    diagnosis = rk.diagnose(region, configuration=said, severity={"FIN01": "critical"}, parameters={"CON14.times": 5})
    used = {f"{p.rule}.{p.name}": (p.value, p.origin) for p in diagnosis.parameters}
    assert used["CON14.times"] == (5, "user")
    assert used["SCA10.few"] == (9, "configuration")
    assert used["SCA01.many"] == (25, "profile")
    assert used["FIN01.min_amount"] == (0, "rule")
    assert {s.rule: (s.value, s.origin) for s in diagnosis.severities} == {
        "FIN01": ("critical", "user"),
        "FIN02": ("low", "configuration"),
    }


def test_select_ignore_language_and_engine_hold_where_nothing_else_is_said(region: rk.Partnership) -> None:
    said = rk.Configuration(language="en", select=("FIN",), ignore=("FIN01",), engine="clips")
    diagnosis = rk.Kompas(configuration=said).diagnose(region)
    assert diagnosis.language == "en"
    assert {f.id[:3] for f in diagnosis.findings} == {"FIN"}
    assert "FIN01" not in {f.id for f in diagnosis.findings}
    assert diagnosis.info.engines == ("clips",)
    chosen = rk.Kompas(configuration=said, select=["DIR"]).diagnose(region, language="nl")
    assert (chosen.language, {f.id[:3] for f in chosen.findings}) == ("nl", {"DIR"})


def test_packs_and_the_baseline_are_seen_from_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'packs = ["essay", "./ours"]\nbaseline = "last.json"\n')
    found = rk.Configuration.load(path)
    assert found.packs == ("essay", str(tmp_path / "ours"))
    assert found.baseline == str(tmp_path / "last.json")


def test_the_command_line_takes_the_file_of_the_region_and_says_which(tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "r.yaml"
    copy.write_text(RIVIERLAND.read_text(encoding="utf-8"), encoding="utf-8")
    written(tmp_path, 'language = "en"\nselect = ["FIN"]\nfail_level = "never"\noutput_format = "markdown"\n')
    assert main(["check", str(copy)]) == 0
    out = capsys.readouterr().out
    assert "## What matters first" in out
    assert "Configuration: " in out
    assert main(["check", str(copy), "--language", "nl", "--fail-level", "low", "--output-format", "text"]) == 1
    assert "WAT HET EERST TELT" in capsys.readouterr().out
    assert main(["check", str(copy), "--no-config"]) == 1
    assert "DIR02" in capsys.readouterr().out
    assert main(["check", str(RIVIERLAND), "--config", str(tmp_path / "regiokompas.toml")]) == 0


def test_a_mistake_ends_the_command_with_2_and_its_place(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, 'fail_level = "hihg"\n')
    assert main(["check", str(RIVIERLAND), "--config", str(path)]) == 2
    assert f"{path}:1:14: 'hihg' past niet bij fail_level" in capsys.readouterr().err
    assert main(["check", str(RIVIERLAND), "--config", str(path), "--no-config"]) == 2
    assert main(["check", str(RIVIERLAND), "--severity", "FIN02"]) == 2
    assert "schrijf REGEL=ERNST" in capsys.readouterr().err


def test_the_example_can_be_used(region: rk.Partnership) -> None:
    diagnosis = rk.diagnose(region, configuration=rk.Configuration.load(EXAMPLE))
    assert [f.rule for f in diagnosis.waived] == ["circular-wait"]
    assert {s.rule for s in diagnosis.severities} == {"FIN02"}
    assert diagnosis.notices == ("Regels die beginnen met SCA10 zijn weggelaten; daarover is niets gezegd.",)


def test_the_settings_page_shows_settings_that_hold(tmp_path: Path, region: rk.Partnership) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("```toml\n")
    path = written(tmp_path, rest.partition("```")[0])
    diagnosis = rk.diagnose(region, configuration=rk.Configuration.load(path))
    assert diagnosis.waived
    assert diagnosis.notices == ("Regels die beginnen met SCA10 zijn weggelaten; daarover is niets gezegd.",)
    assert set(rk.Configuration.model_fields) - {"baseline"} == set(rk.Configuration.load(path).model_fields_set)


def test_the_settings_page_shows_a_mistake_as_it_is_printed(tmp_path: Path, capsys: Capture) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    path = written(tmp_path, '\n\n\nfail_level = "hihg"\n')
    main(["check", str(RIVIERLAND), "--config", str(path), "--language", "en"])
    assert capsys.readouterr().err.replace(f"{tmp_path}/", "").removesuffix("1 problem\n") in page
