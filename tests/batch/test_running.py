"""diagnose_many: the same diagnoses whoever makes them, in order, in little memory; failures stop nothing."""

import json
import multiprocessing
import tracemalloc
import weakref
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from batch_work import region, regions
from regiokompas.batch.executing import in_order
from regiokompas.batch.inputs import as_input
from regiokompas.batch.running import Judge, attempt

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def kompas() -> Iterator[rk.Kompas]:
    made = rk.Kompas()
    yield made
    made.close()


def plain(result: Any) -> Any:
    return result.to_dict() if isinstance(result, rk.Diagnosis) else result


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_processes_make_the_same_diagnoses_in_the_same_order(kompas: rk.Kompas, method: str) -> None:
    many = list(regions(25))
    here = [plain(d) for d in kompas.diagnose_many(many, language="en")]
    with ProcessPoolExecutor(2, multiprocessing.get_context(method)) as pool:
        there = [plain(d) for d in kompas.diagnose_many(many, pool, language="en")]
    assert json.dumps(there) == json.dumps(here)
    assert [d["name"] for d in here] == [f"Regio {n}" for n in range(25)]


def test_threads_have_a_kompas_each(kompas: rk.Kompas) -> None:
    many = list(regions(20))
    with ThreadPoolExecutor(3) as pool:
        there = [plain(d) for d in kompas.diagnose_many(many, pool)]
    assert there == [plain(d) for d in kompas.diagnose_many(many)]


def test_a_diagnosis_from_elsewhere_can_be_asked_why(kompas: rk.Kompas) -> None:
    path = ROOT / "examples" / "rivierland.yaml"
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        (there,) = kompas.diagnose_many([path], pool)
    assert isinstance(there, rk.Diagnosis)
    here = kompas.diagnose(rk.load(path))
    assert there == here
    assert there.why("FIN01") == here.why("FIN01")
    assert there.of == here.of
    assert there.knows("person:programmamanager")


def test_partnerships_that_were_used_travel_too(kompas: rk.Kompas) -> None:
    partnership = rk.load(region(1))
    assert partnership.by_key  # read-only mappings have no pickling of their own
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        (there,) = kompas.diagnose_many([partnership], pool)
    assert plain(there) == kompas.diagnose(partnership).to_dict()


def test_the_settings_travel(kompas: rk.Kompas) -> None:
    made = rk.Kompas(select=["SCA"], parameters={"SCA01.many": 6}, profile="network")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        (there,) = made.diagnose_many([region(1, partners=8)], pool)
    assert isinstance(there, rk.Diagnosis)
    assert "SCA01" in {finding.id for finding in there.findings}
    assert there.profile.name == "network"
    assert {finding.field for finding in there.findings} == {"scale"}


@pytest.mark.parametrize("processes", [False, True])
def test_what_cannot_be_judged_is_told_and_stops_nothing(kompas: rk.Kompas, tmp_path: Path, processes: bool) -> None:
    bad = {**region(2), "partnerz": []}
    profile = region(3)
    profile["partnership"]["profile"] = "no-such"
    many: list[Any] = [region(1), bad, profile, tmp_path / "none.yaml", 5, region(4)]
    if processes:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            results = list(kompas.diagnose_many(many, pool))
    else:
        results = list(kompas.diagnose_many(many))
    assert [isinstance(result, rk.Failed) for result in results] == [False, True, True, True, True, False]
    said = [result.message for result in results if isinstance(result, rk.Failed)]
    for message, words in zip(said, ("partnerz", "no-such", "does not exist", "a int is no partnership"), strict=True):
        assert words in message


def test_a_fault_of_the_library_stays_with_one_input() -> None:
    from regiokompas.batch.running import diagnose_each

    def judge(partnership: rk.Partnership) -> Any:
        if partnership.name == "Regio 1":
            raise ZeroDivisionError("oops")
        return partnership.name

    judging: Judge = judge
    results: list[Any] = list(diagnose_each(regions(3), judging, judging))
    assert results[0] == "Regio 0"
    assert isinstance(results[1], rk.Failed)
    assert "ZeroDivisionError: oops" in results[1].message
    assert results[2] == "Regio 2"


@pytest.mark.parametrize("threads", [0, 2])
def test_two_thousand_inputs_and_results_are_never_in_memory_at_once(threads: int) -> None:
    """Partnerships and results are let go: of 2,000 only those in flight are alive at any time."""
    inputs: weakref.WeakSet[Any] = weakref.WeakSet()
    most = 0

    class Region(dict[str, Any]):
        __hash__ = object.__hash__  # type: ignore[assignment]

    def stream() -> Iterator[Region]:
        for made in regions(2000):
            found = Region(made)
            inputs.add(found)
            yield found

    def judge(partnership: rk.Partnership) -> Any:
        return rk.Failed(partnership.name, "x" * 10_000)

    executor = ThreadPoolExecutor(threads) if threads else None
    count = 0
    tracemalloc.start()
    try:
        for given in in_order(partial(attempt, work=judge), map(as_input, stream(), range(2000)), executor):
            count += isinstance(given, rk.Failed)
            most = max(most, len(inputs))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert most <= (5 * 100 if threads else 3)
    assert peak < 12_000_000  # all results together hold 20 MB
