"""Profiles: they set thresholds and the weight of fields, nothing else, and every report says so."""

from pathlib import Path

import pytest

from regiokompas import diagnose, load, render
from regiokompas.errors import InputError, NotFoundError, PackError
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.kompas import Kompas
from regiokompas.model import Partnership
from regiokompas.rules import Profile, load_pack
from regiokompas.rules.profiles import read_profile

PACK = load_pack("essay", vocabulary())
RIVIERLAND = load(Path(__file__).parent.parent.parent / "examples" / "rivierland.yaml")


def problems(text: str) -> list[str]:
    _, found = read_profile(read_yaml(text, "some.yaml"), vocabulary(), PACK.rules)
    return [str(problem) for problem in found]


def test_the_four_profiles_are_there_and_the_default_changes_nothing() -> None:
    profiles = {profile.name: profile for profile in PACK.profiles}
    assert sorted(profiles) == ["network", "physical-domain", "single-purpose", "social-domain"]
    assert (profiles["social-domain"].parameters, profiles["social-domain"].weights) == ({}, {})


@pytest.mark.parametrize("profile", PACK.profiles, ids=lambda profile: profile.name)
def test_each_value_differs_from_that_of_the_rule_and_lies_in_its_range(profile: Profile) -> None:
    rules = {rule.name: rule for rule in PACK.rules}
    for name, values in profile.parameters.items():
        for parameter, value in values.items():
            assert value != rules[name].parameters[parameter].value, f"{name}.{parameter}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("weights: {finance: heavy}", "finance is no field"),
        ("weights: {financing: huge}", "huge does not exist here"),
        ("parameters: {FIN99.days: 3}", "FIN99 is no rule of this pack"),
        ("parameters: {FIN01.days: 3}", "FIN01 has no parameter days"),
        ("parameters: {DIR02.days: 5}", "DIR02.days lies between 90 and 730; 5 does not"),
        ("parameters: {DIR02.days: soon}", "another type"),
        ("select: [FIN]", "select does not belong here"),
        ("weights: heavy", "weights are named"),
    ],
)
def test_a_mistake_is_said_with_its_place(line: str, said: str) -> None:
    text = "name: some\nlabel: {nl: a, en: b}\nabout: {nl: a, en: b}\n"
    assert problems(text) == []
    (problem,) = problems(text + line + "\n")
    assert problem.startswith("some.yaml:4:")
    assert said in problem


def test_a_missing_text_is_said() -> None:
    assert "label is missing in a language" in problems("name: some\nlabel: {nl: a}\nabout: {nl: a, en: b}\n")[0]


def test_a_profile_lies_in_the_file_of_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "pack" / "profiles"
    folder.mkdir(parents=True)
    (folder / "other.yaml").write_text("name: some\nlabel: {nl: a, en: b}\nabout: {nl: a, en: b}\n")
    with pytest.raises(PackError, match=r"some lies in other\.yaml"):
        load_pack(str(tmp_path / "pack"), vocabulary())


def with_profile(name: str | None) -> Partnership:
    return RIVIERLAND.model_copy(update={"about": RIVIERLAND.about.model_copy(update={"profile": name})})


def test_the_profile_of_the_partnership_counts_unless_one_is_chosen() -> None:
    kompas = Kompas()
    assert kompas.diagnose(RIVIERLAND).profile.name == "social-domain"
    assert kompas.diagnose(with_profile("network")).profile.name == "network"
    assert Kompas(profile="single-purpose").diagnose(with_profile("network")).profile.name == "single-purpose"
    with pytest.raises(
        InputError, match=r"rivierland.yaml:8:3: there is no profile netwerk(.|\n)*did you mean network"
    ):
        kompas.diagnose(with_profile("netwerk"))
    with pytest.raises(NotFoundError, match="there is no profile"):
        Kompas(profile="nothing")


def test_the_user_comes_before_the_profile_and_the_profile_before_the_rule() -> None:
    kompas = Kompas(profile="network", parameters={"SCA01.many": 30, "FIN01.min_amount": 10})
    used = {(p.rule, p.name): (p.value, p.default, p.origin) for p in kompas.diagnose(RIVIERLAND).parameters}
    assert used["SCA01", "many"] == (30, 15, "user")
    assert used["SCA10", "few"] == (12, 8, "profile")
    assert used["SCA07", "partners"] == (6, 6, "rule")
    assert used["FIN01", "min_amount"] == (10, 0, "user")
    assert len(used) == sum(len(rule.parameters) for rule in PACK.rules)


def test_a_profile_silences_and_wakes_rules_by_their_thresholds() -> None:
    fired = {
        name: {(finding.id, finding.subjects) for finding in diagnose(RIVIERLAND, profile=name).findings}
        for name in ("social-domain", "network", "single-purpose")
    }
    assert {id_ for id_, _ in fired["social-domain"] - fired["network"]} == {"DIR21", "INT20"}
    assert "DIR04" in {id_ for id_, _ in fired["social-domain"] - fired["single-purpose"]}
    assert "DIR17" not in {id_ for id_, _ in fired["single-purpose"] - fired["social-domain"]}


def test_a_heavy_field_comes_first_among_findings_of_the_same_severity() -> None:
    risks = diagnose(RIVIERLAND, profile="network").risks
    for severity in ("high", "medium"):
        fields = [risk.field for risk in risks if risk.severity == severity]
        weights = [0 if f in ("content", "interplay") else 2 if f == "direction" else 1 for f in fields]
        assert weights == sorted(weights)
    assert any("weegt zwaar in dit profiel" in step for step in risks[0].priority + risks[5].priority)


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_every_report_says_which_values_were_used_and_which_differ(format_: str) -> None:
    diagnosis = Kompas(profile="network", parameters={"FIN01.min_amount": 10}).diagnose(RIVIERLAND, language="en")
    shown = " ".join(render(diagnosis, format_).replace("\\", "").split())
    assert "light network" in shown
    assert "SCA10.few 12* (8, p)" in shown
    assert "FIN01.min_amount EUR 10* (EUR 0, u)" in shown
    assert all(f"{p.rule}.{p.name} " in shown for p in diagnosis.parameters)
    assert "All as the rules have them." in " ".join(render(diagnose(RIVIERLAND, language="en"), format_).split())


def test_a_pack_without_profiles_has_the_default(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (profile,) = Kompas([str(tmp_path / "pack")]).profiles
    assert (profile.name, profile.parameters, profile.weights) == ("social-domain", {}, {})
