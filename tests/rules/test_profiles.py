"""Profiles: they set thresholds and the weight of fields, nothing else, and every report says so."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from regiokompas import diagnose, load, render
from regiokompas.errors import InputError, NotFoundError, PackError, Problem
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.kompas import Kompas
from regiokompas.model import Partnership
from regiokompas.rules import Profile, load_pack
from regiokompas.rules.language import Parameter
from regiokompas.rules.profiles import Weight, parameter_fault, read_profile
from regiokompas.texts import Bilingual

PACK = load_pack("essay", vocabulary())
RIVIERLAND = load(Path(__file__).parent.parent.parent / "examples" / "rivierland.yaml")

#: One rule without parameters, two that share the name of one, and one with two.
SOME = [rule for rule in PACK.rules if rule.id in ("CON01", "DIR02", "DIR09", "FIN01", "FIN07")]


def read(text: str) -> tuple[Profile | None, Sequence[Problem]]:
    return read_profile(read_yaml(text, "some.yaml"), vocabulary(), SOME)


def problems(text: str) -> list[str]:
    """Return place, message and what was expected of each problem."""
    return [f"{one.source}: {one.message}\nexpected: {one.expected}" for one in read(text)[1]]


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


FIELDS_IN_ORDER = "content, scale, interests, financing, interplay, direction"
HEAD = "name: some\nlabel: {nl: a, en: b}\nabout: {nl: c, en: d}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("weights: {finance: heavy}", ("finance is no field", FIELDS_IN_ORDER, "did you mean financing?")),
        ("weights: {financing: huge}", ("huge does not exist here", "heavy, normal, light", None)),
        ("weights: heavy", ("weights are named", "name: value", None)),
        ("parameters: many", ("parameters are named", "name: value", None)),
        ("parameters: {DIR99.days: 3}", ("DIR99 is no rule of this pack", None, "did you mean DIR09?")),
        ("parameters: {DIR02.day: 3}", ("DIR02 has no parameter day; it has days; did you mean days?", None, None)),
        ("parameters: {CON01.days: 3}", ("CON01 has no parameter days; it has none; a parameter of that name belongs to DIR02, DIR09", None, None)),
        ("parameters: {FIN07.many_fund: 3}", ("FIN07 has no parameter many_fund; it has many_earmarked, many_funds; did you mean many_funds?", None, None)),
        ("parameters: {DIR02.days: 89}", ("DIR02.days lies between 90 and 730; 89 does not", None, None)),
        ("parameters: {FIN01.min_amount: -1}", ("FIN01.min_amount lies between 0 and any; -1 does not", None, None)),
        ("parameters: {DIR02.days.x: 3}", ("DIR02 has no parameter days.x; it has days; did you mean days?", None, None)),
        ("parameters: {DIR02.days: soon}", ("DIR02.days is 365 by default; 'soon' is of another type", None, None)),
        ("parameters: {DIR02.days: true}", ("DIR02.days is 365 by default; True is of another type", None, None)),
        ("select: [FIN]", ("select does not belong here", "name, label, about, weights, parameters", None)),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_place(line: str, said: tuple[str, str | None, str | None]) -> None:
    assert problems(HEAD) == []
    _, (problem,) = read(HEAD + line + "\n")
    assert str(problem.source).startswith("some.yaml:4:")
    assert (problem.message, problem.expected, problem.hint) == said


def test_one_mistake_does_not_hide_another_and_a_profile_with_one_is_not_used() -> None:
    text = HEAD + "parameters: {DIR99.days: 3, DIR02.days: 5}\nweights: {scale: hevy, scales: heavy}\n"
    profile, found = read(text)
    assert profile is None
    assert [problem.message for problem in found] == [
        "hevy does not exist here",
        "scales is no field",
        "DIR99 is no rule of this pack",
        "DIR02.days lies between 90 and 730; 5 does not",
    ]


def test_without_a_name_or_a_text_or_anything_that_is_said() -> None:
    assert problems("name: some\nlabel: {nl: a}\nabout: {nl: a, en: b}\n") == [
        "some.yaml:2:8: label is missing in a language\nexpected: {nl: ..., en: ...}"
    ]
    assert problems("name: So Me\nlabel: {nl: a, en: b}\nabout: {nl: a, en: 3}\n") == [
        "some.yaml:1:7: So Me does not fit here\nexpected: words with hyphens",
        "some.yaml:3:8: about is missing in a language\nexpected: {nl: ..., en: ...}",
    ]
    assert problems("- name\n") == [
        "some.yaml:1:1: no profile here\nexpected: a mapping with name, label, about, weights, parameters"
    ]


def test_a_profile_says_what_it_says_and_a_threshold_may_lie_on_an_end_of_its_range() -> None:
    text = (
        HEAD
        + "weights: {scale: heavy, content: light}\nparameters: {DIR02.days: 90, DIR09.days: 365, FIN01.min_amount: 1.5}\n"
    )
    profile, found = read(text)
    assert list(found) == []
    names = {rule.id: rule.name for rule in SOME}
    assert profile == Profile(
        "some",
        Bilingual("a", "b"),
        Bilingual("c", "d"),
        {"scale": Weight.HEAVY, "content": Weight.LIGHT},
        {names["DIR02"]: {"days": 90}, names["DIR09"]: {"days": 365}, names["FIN01"]: {"min_amount": 1.5}},
    )


def test_a_range_may_be_open_at_either_end() -> None:
    (rule,) = (rule for rule in SOME if rule.id == "FIN01")
    below = replace(rule, parameters={"most": Parameter("most", 5, "count", None, 9, Bilingual("", ""))})
    assert parameter_fault(below, "most", -1000) is None
    assert str(parameter_fault(below, "most", 10)) == "FIN01.most lies between any and 9; 10 does not"


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_no_threshold(odd: float) -> None:
    (rule,) = (rule for rule in SOME if rule.id == "FIN01")
    fault = parameter_fault(rule, "min_amount", odd)
    assert fault is not None
    assert fault.say("en") == f"FIN01.min_amount lies between 0 and any; {odd} does not"
    assert fault.say("nl") == f"FIN01.min_amount ligt tussen 0 en onbegrensd; {odd} niet"


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
