"""What is made when it is asked for is made then, once, and is nothing special to anyone who looks."""

import copy
import dataclasses
import pickle
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.judging.unknowns import Unknowns
from regiokompas.results.deferred import deferring, later, replace
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.findings import Finding

RIVIERLAND = Path(__file__).parents[2] / "examples" / "rivierland.yaml"


@deferring("whole")
@dataclasses.dataclass(frozen=True, slots=True)
class Sum:
    """A sum, and what it comes to.

    Parameters
    ----------
    whole
        What it comes to.
    """

    parts: tuple[int, ...]
    whole: int


class Adding:
    """Adds, and counts how often."""

    def __init__(self, *parts: int) -> None:
        self.parts = parts
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return sum(self.parts)


def test_it_is_made_once_and_only_when_asked_for() -> None:
    adding = Adding(1, 2)
    found = Sum((1, 2), later(adding))
    assert found.parts == (1, 2)
    assert adding.times == 0
    assert [found.whole, found.whole] == [3, 3]
    assert adding.times == 1


@pytest.mark.parametrize(
    "look",
    [
        lambda it: it == Sum((1, 2), 3),
        lambda it: Sum((1, 2), 3) == it,
        lambda it: hash(it) == hash(Sum((1, 2), 3)),
        lambda it: repr(it) == repr(Sum((1, 2), 3)),
        lambda it: dataclasses.asdict(it) == {"parts": (1, 2), "whole": 3},
        lambda it: pickle.dumps(it) == pickle.dumps(Sum((1, 2), 3)),
        lambda it: copy.copy(it) == Sum((1, 2), 3),
        lambda it: copy.deepcopy(it) == Sum((1, 2), 3),
        lambda it: dataclasses.replace(it, parts=(3,)) == Sum((3,), 3),
        lambda it: replace(it, parts=(3,)) == Sum((3,), 3),
        lambda it: it != Sum((1, 2), 4),
    ],
)
def test_whoever_looks_sees_the_value(look: object) -> None:
    assert look(Sum((1, 2), later(Adding(1, 2))))  # type: ignore[operator]


def test_a_copy_with_other_values_makes_nothing_and_may_bring_its_own() -> None:
    adding = Adding(1, 2)
    other = replace(Sum((1, 2), later(adding)), parts=(2, 1))
    assert adding.times == 0
    assert other.whole == 3
    assert replace(other, whole=4).whole == 4
    given = replace(Sum((1,), 1), whole=later(adding))
    assert given.whole == 3


def test_it_stays_frozen() -> None:
    found = Sum((1, 2), later(Adding(1, 2)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.whole = 4  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del found.whole
    assert not hasattr(found, "__dict__")
    assert [field.name for field in dataclasses.fields(Sum)] == ["parts", "whole"]


def test_what_goes_wrong_is_told_and_tried_again() -> None:
    found = Sum((), later(lambda: 1 // 0))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            assert found.whole


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    return rk.diagnose(rk.load(RIVIERLAND))


def test_a_diagnosis_makes_no_reasons_until_someone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr("regiokompas.judging.case.reason", lambda *given: made.append(given))
    d = rk.diagnose(rk.load(RIVIERLAND))
    assert all((d.open, d.first, d.others, d.strengths, d.questions))
    assert not made
    assert d.findings[0].reasons
    assert made


def test_a_diagnosis_works_out_no_questions_until_someone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    questions = Unknowns.questions
    monkeypatch.setattr(Unknowns, "questions", lambda self: [asked.append(self), questions(self)][1])
    baseline = rk.Baseline.of(rk.diagnose(rk.load(RIVIERLAND)))
    d = rk.diagnose(rk.load(RIVIERLAND), baseline=baseline)
    assert not asked
    assert d.questions
    assert d.questions is d.questions
    assert len(asked) == 1


def test_a_diagnosis_that_nobody_read_travels_with_its_reasons(diagnosis: Diagnosis) -> None:
    unread = rk.diagnose(rk.load(RIVIERLAND))
    assert pickle.loads(pickle.dumps(unread)) == diagnosis
    arrived = pickle.loads(pickle.dumps(unread.findings))
    assert arrived == diagnosis.findings
    assert all(isinstance(finding.reasons, tuple) and finding.reasons for finding in arrived)


def test_a_finding_can_be_made_by_hand(diagnosis: Diagnosis) -> None:
    first = diagnosis.findings[0]
    values = {field.name: getattr(first, field.name) for field in dataclasses.fields(Finding)}
    assert Finding(**values) == first
