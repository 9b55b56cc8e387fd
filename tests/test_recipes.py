"""What travels: a diagnosis with all that was worked out, and a recipe to make the rest again where it arrives."""

import copy
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import regiokompas as rk

FINANCING = Path(__file__).parent.parent / "rules" / "essay" / "cases" / "financing.yaml"

Way = Callable[[rk.Diagnosis], rk.Diagnosis]


def pickled(diagnosis: rk.Diagnosis) -> rk.Diagnosis:
    there = pickle.loads(pickle.dumps(diagnosis))
    assert isinstance(there, rk.Diagnosis)
    return there


@pytest.fixture(scope="module")
def kompas() -> Iterator[rk.Kompas]:
    made = rk.Kompas(select=["FIN", "DIR01"], parameters={"FIN02.longest_chain": 4})
    yield made
    made.close()


@pytest.fixture(scope="module")
def here(kompas: rk.Kompas) -> rk.Diagnosis:
    return kompas.diagnose(rk.load(FINANCING), language="en")


@pytest.mark.parametrize("way", [pickled, copy.deepcopy, copy.copy])
def test_what_arrives_is_the_same_and_can_be_asked_all(way: Way, here: rk.Diagnosis) -> None:
    there = way(here)
    assert there == here
    assert there.to_dict() == here.to_dict()
    assert there.of == here.of
    assert there.knows(here.of.partners[0].key)
    assert there.explain("FIN01") == here.explain("FIN01")
    assert there.in_language("nl") == here.in_language("nl")
    assert [rule.id for rule in there.judge.rules] == [rule.id for rule in here.judge.rules]


def test_what_was_worked_out_travels_and_only_what_is_missing_is_made_again(
    kompas: rk.Kompas, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagnosis = kompas.diagnose(rk.load(FINANCING), language="en")
    plan = diagnosis.plan
    calls: list[str] = []
    for name in ("plan", "stability", "diagnose"):
        whole = getattr(rk.Kompas, name)
        monkeypatch.setattr(
            rk.Kompas,
            name,
            lambda *args, _name=name, _whole=whole, **more: [calls.append(_name), _whole(*args, **more)][1],
        )
    there = pickled(diagnosis)
    assert there.plan == plan
    assert not calls
    there.why("FIN01")
    there.why_not("FIN01")
    there.in_language("nl")
    assert calls == ["diagnose"]
    again = pickled(there)
    assert again.stability == diagnosis.stability
    assert calls.count("stability") == 2


def test_what_was_accepted_and_what_was_known_already_travel_too(kompas: rk.Kompas) -> None:
    partnership = rk.load(FINANCING)
    before = rk.Baseline.of(kompas.diagnose(partnership))
    diagnosis = kompas.diagnose(partnership, language="en", baseline=before)
    there = pickled(diagnosis)
    assert there.baseline == diagnosis.baseline
    assert there.baseline is not None
    assert there.in_language("nl") == diagnosis.in_language("nl")
    assert not there.in_language("nl").open


@pytest.mark.parametrize("work", ["stability", "stress_test"])
def test_what_is_worked_out_once_is_said_in_each_language(kompas: rk.Kompas, work: str) -> None:
    partnership = rk.load(FINANCING)
    dutch, english = (getattr(kompas, work)(partnership, language=language) for language in ("nl", "en"))
    assert dutch != english
    assert dutch.in_language("en") == english
    assert english.in_language("nl") == dutch
    assert dutch.in_language("nl") is dutch
    assert dutch.in_language("en").in_language("nl") is dutch
    there = pickle.loads(pickle.dumps(dutch))
    assert there == dutch
    assert there.in_language("en") == english
    assert not [name for name in dutch.to_dict() if name.startswith("_")]
    with pytest.raises(rk.RegiokompasError, match="choose nl"):
        dutch.in_language("fr")
