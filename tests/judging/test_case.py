"""The diagnosis as a whole: the same in any order, never surprised, honest about what is unknown."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opposites import contradictions
from regiokompas.engine.selection import available_engines
from regiokompas.errors import NotFoundError, RegiokompasError
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.loading import load
from regiokompas.model import Partnership, read
from regiokompas.report import FORMATS, render
from regiokompas.rules import FIELDS
from strategies import documents

ENGINE = "both" if "durable" in available_engines() else "auto"


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas(engine=ENGINE)


def partnership(data: dict[str, Any]) -> Partnership:
    return read(Document(data, "<test>"))


many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(documents(), st.randoms(use_true_random=False))
@many
def test_the_same_input_in_any_order_gives_the_same_bytes(kompas: Kompas, data: dict[str, Any], random: Any) -> None:
    before = render(kompas.diagnose(partnership(data)), "json")
    for section in data.values():
        if isinstance(section, list):
            random.shuffle(section)
    shuffled = list(data.items())
    random.shuffle(shuffled)
    assert render(kompas.diagnose(partnership(dict(shuffled))), "json") == before


@given(documents(), st.sampled_from(["nl", "en"]))
@many
def test_any_partnership_gives_a_diagnosis_that_every_format_can_show(
    kompas: Kompas, data: dict[str, Any], language: Any
) -> None:
    diagnosis = kompas.diagnose(partnership(data), language=language)
    assert list(diagnosis.compass) == list(FIELDS)
    for format_ in set(FORMATS) - {"html"}:  # that works out much more, and has a test of its own
        assert render(diagnosis, format_)
    worst = {"critical": "critical", "high": "under-pressure", "medium": "attention"}
    for field in diagnosis.compass.values():
        assert 0 <= field.coverage <= 1
        severities = [risk.severity for risk in diagnosis.risks if risk.field == field.field]
        expected = next((level for severity, level in worst.items() if severity in severities), None)
        weightiest = {
            undecided.id
            for undecided in diagnosis.undecided
            if undecided.field == field.field
            and undecided.kind == "risk"
            and undecided.severity in ("critical", "high")
        }
        is_held_back = expected is None and field.coverage > 1 / 2 and bool(weightiest)
        assert set(field.unsettled) == (weightiest if is_held_back else set())
        unalarming = "not-looked-at" if field.coverage <= 1 / 2 else "attention" if weightiest else "sound"
        assert field.level == (expected or unalarming)
    assert not contradictions(diagnosis)
    for finding in diagnosis.findings:
        assert not re.search(r"{[a-z_]+(\.[a-z_]+)?}", finding.message)
        assert finding.reasons
        assert all(reason.holds for reason in finding.reasons)
    assert [finding.rank for finding in diagnosis.findings] == list(range(1, len(diagnosis.findings) + 1))


@given(documents())
@many
def test_a_section_that_becomes_unknown_takes_no_stand_on_what_was_decided_by_it(
    kompas: Kompas, data: dict[str, Any]
) -> None:
    """Forgetting a section may make findings undecided; what still fires must have fired before."""
    whole = kompas.diagnose(partnership(data))
    fired = {finding.fingerprint for finding in whole.findings}
    for section in ("statements", "plans", "benefits", "agreements"):
        if section in data:
            less = {name: value for name, value in data.items() if name != section}
            less["incomplete"] = [name for name in data.get("incomplete", []) if name != section]
            assert {finding.fingerprint for finding in kompas.diagnose(partnership(less)).findings} <= fired


def test_of_a_partnership_of_which_nothing_is_known_nothing_is_sound(kompas: Kompas) -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    diagnosis = kompas.diagnose(partnership({"partnership": about}))
    assert {field.level for field in diagnosis.compass.values()} == {"not-looked-at"}
    assert not diagnosis.findings
    assert diagnosis.questions
    assert all(question.blocks > 0 for question in diagnosis.questions)


def test_what_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean circular-wait"):
        Kompas(parameters={"circular-wayt.min_amount": 1})
    with pytest.raises(NotFoundError, match="did you mean min_amount"):
        Kompas(parameters={"FIN01.min_amnt": 1})
    with pytest.raises(NotFoundError) as wrong:
        Kompas(parameters={"FIN02.min_amnt": 1})
    said = "FIN02 has no parameter min_amnt; it has longest_chain, min_amount; did you mean min_amount?"
    assert str(wrong.value) == said
    with pytest.raises(
        NotFoundError,
        match="no parameter min_amount; it has least_shortfall; a parameter of that name belongs to FIN01, FIN02",
    ):
        Kompas(parameters={"FIN09.min_amount": 1})
    with pytest.raises(
        NotFoundError,
        match="CON01 has no parameter longest_chain; it has none; a parameter of that name belongs to FIN02",
    ):
        Kompas(parameters={"CON01.longest_chain": 1})
    with pytest.raises(NotFoundError, match="no rule has an id that begins with FIM; did you mean FIN"):
        Kompas(select=["FIM"])
    with pytest.raises(RegiokompasError, match="lies between 0 and any; -1 does not"):
        Kompas(parameters={"FIN01.min_amount": -1})
    with pytest.raises(RegiokompasError, match="of another type"):
        Kompas(parameters={"FIN01.min_amount": "much"})


def test_nothing_is_sound_while_the_weightiest_was_not_looked_at(kompas: Kompas) -> None:
    data = yaml.safe_load(Path("examples/gezond.yaml").read_text(encoding="utf-8"))
    assert {field.level for field in kompas.diagnose(load(data)).compass.values()} == {"sound"}
    for interest in data["interests"]:
        interest.pop("discussed", None)
    diagnosis = kompas.diagnose(load(data), language="en")
    field = diagnosis.compass["interests"]
    assert (field.level, field.risks) == ("attention", 0)
    assert field.coverage > 1 / 2
    assert "INT03" in field.unsettled
    assert diagnosis.held_back == (field,)
    for format_ in ("text", "markdown"):
        assert "the weightiest cannot be judged yet (INT03" in " ".join(str(render(diagnosis, format_)).split())


def test_what_is_no_partnership_or_no_result_is_said_to_be_none(kompas: Kompas) -> None:
    with pytest.raises(RegiokompasError, match=r"a str is no partnership; rk.load\(\.\.\.\) reads one"):
        kompas.diagnose("region.yaml")  # type: ignore[arg-type]
    with pytest.raises(RegiokompasError, match="a int is no result; there are Diagnosis, "):
        render(5)  # type: ignore[call-overload]
