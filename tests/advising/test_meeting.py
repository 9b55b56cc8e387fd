"""The agenda: five points at the most, each whole, and nothing on it that belongs in a talk in private."""

import random
import re
from pathlib import Path

import pytest

from regiokompas import agenda, load, render
from regiokompas.advising.meeting import MAX_PER_FIELD, MAX_POINTS, Agenda
from regiokompas.changes import add, apply
from regiokompas.facts import vocabulary
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.model import read
from regiokompas.model.partnership import SECTIONS
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.rules import load_pack

EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = {rule.id: rule for rule in load_pack("essay", vocabulary()).rules}
#: A key such as ``partner:tiel``, and the machinery of a placeholder.
INTERNAL = re.compile(r"\b(partner|person|theme|fund|decision|role|interest|partnership):[a-z0-9]|[{}_]")


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas(engine="clips")


@pytest.fixture(scope="module")
def diagnoses(kompas: Kompas) -> dict[str, Diagnosis]:
    region = load(EXAMPLES / "rivierland.yaml")
    return {language: kompas.diagnose(region, language=language) for language in ("nl", "en")}  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_point_has_all_its_parts_and_no_internal_word(diagnoses: dict[str, Diagnosis], language: str) -> None:
    made = agenda(diagnoses[language])
    assert 1 <= len(made.points) <= MAX_POINTS
    for point in made.points:
        assert point.question.endswith("?")
        assert point.why_now
        assert point.prepares
        assert point.asks
        assert point.findings
    assert not INTERNAL.search(render(made, "text"))


def test_every_critical_risk_that_a_meeting_can_decide_on_is_on_it(diagnoses: dict[str, Diagnosis]) -> None:
    made = agenda(diagnoses["nl"])
    settled = {print_ for point in made.points for print_ in point.fingerprints}
    critical = [risk for risk in diagnoses["nl"].risks if risk.severity == "critical"]
    assert critical
    assert {risk.fingerprint for risk in critical} <= settled


def test_no_field_takes_the_whole_meeting(diagnoses: dict[str, Diagnosis]) -> None:
    fields = [RULES[point.findings[0]].field for point in agenda(diagnoses["nl"]).points]
    assert max(map(fields.count, fields)) <= MAX_PER_FIELD


def test_what_is_between_two_partners_is_not_put_on_the_table(diagnoses: dict[str, Diagnosis]) -> None:
    for id_ in ("PLY02", "PLY13", "INT19", "DIR43", "PLY01"):
        advice = RULES[id_].advice
        assert advice is not None
        assert advice.decide is None
    first = {point.findings[0] for point in agenda(diagnoses["nl"]).points}
    assert all(RULES[id_].advice.decide for id_ in first)  # type: ignore[union-attr]


def test_nobody_prepares_a_decision_on_themselves(diagnoses: dict[str, Diagnosis]) -> None:
    (point,) = [point for point in agenda(diagnoses["nl"]).points if point.findings[0] == "DIR02"]
    assert "programmamanager" in point.title
    assert point.prepares == "wethouder jeugd van Waalbeek"
    assert "1 april 2027" in point.why_now


def test_owners_of_money_are_asked_for_their_decision(diagnoses: dict[str, Diagnosis]) -> None:
    (point,) = [point for point in agenda(diagnoses["nl"]).points if point.findings[0] == "FIN13"]
    asked = {ask.whom: ask.what for ask in point.asks}
    assert asked["Waalbeek"] == "neem een besluit over ‘Investeringskrediet van Waalbeek’ (€ 640.000) mee"


def test_the_order_of_the_input_does_not_matter(kompas: Kompas, diagnoses: dict[str, Diagnosis]) -> None:
    data = load(EXAMPLES / "rivierland.yaml").to_dict()
    for section in data.values():
        if isinstance(section, list):
            random.Random(1).shuffle(section)
    shuffled = kompas.diagnose(read(Document(data, "<test>")))
    assert agenda(shuffled).to_dict() == agenda(diagnoses["nl"]).to_dict()


def test_names_of_persons_stay_out(kompas: Kompas) -> None:
    data = load(EXAMPLES / "rivierland.yaml").to_dict()
    for person in data["persons"]:
        person["name"] = "Geheim Persoon"
    made = agenda(kompas.diagnose(read(Document(data, "<test>"))))
    assert all("Geheim" not in render(made, format_) for format_ in ("text", "markdown", "json"))


def test_where_little_is_known_the_facts_come_first(kompas: Kompas) -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    made = agenda(kompas.diagnose(read(Document({"partnership": about}, "<test>"))))
    assert 1 <= len(made.points) <= 2
    assert all(not point.findings for point in made.points)
    assert "te weinig bekend" in made.note


def test_a_risk_that_is_known_comes_before_what_is_not(kompas: Kompas) -> None:
    case = load(EXAMPLES.parent / "rules" / "essay" / "cases" / "financing.yaml")
    third = add("partners", key="partner:third", name="Derde")  # of two partners alone much is decided
    made = agenda(kompas.diagnose(apply(case, [third])))
    assert made.points[0].findings[0] == "FIN13"
    assert made.points[-1].findings == ()
    assert len(made.points) <= MAX_POINTS


def test_a_sound_region_has_nothing_to_decide(kompas: Kompas) -> None:
    made: Agenda = agenda(kompas.diagnose(load(EXAMPLES / "gezond.yaml")))
    assert made.points == ()
    assert "24 mei 2027" in made.note


def test_an_agenda_without_points_says_what_there_is_to_do_and_holds_on_to_nothing(kompas: Kompas) -> None:
    sections = {name: [] for name in SECTIONS if name != "partners"}
    two = [{"key": f"partner:{name}", "name": name.upper(), "considers_leaving": False} for name in "ab"]
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    diagnosis = kompas.diagnose(read(Document({"partnership": about, "partners": two, **sections}, "<test>")))
    made = agenda(diagnosis)
    assert diagnosis.risks
    assert made.points == ()
    assert f"risico's: {len(diagnosis.risks)}" in made.note
    assert "Houd vast" not in made.note


def test_a_date_that_the_finding_names_is_not_said_again(kompas: Kompas) -> None:
    data = {
        "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
        "partners": [{"key": f"partner:{name}", "name": name.upper()} for name in "ab"],
        "themes": [{"key": "theme:t", "name": "T", "partners": ["partner:a", "partner:b"]}],
        "interests": [
            {"key": f"interest:{own}", "partner": f"partner:{own}", "theme": "theme:t", "discussed": False}
            | {"opposes": [f"interest:{other}"]}
            for own, other in ("ab", "ba")
        ],
        "decisions": [
            {"key": "decision:d", "subject": "D", "concerns": "theme:t", "date": "2026-12-10", "status": "planned"}
        ],
    }
    made = agenda(kompas.diagnose(read(Document(data, "<test>"))))
    [point] = [point for point in made.points if "INT05" in point.findings]
    assert point.why_now.count("10 december 2026") == 1
