"""Chunks over executors: order, bounds, and workers that die."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch_work import Deadly, double, fail_on_three
from regiokompas.batch.executing import MAX_CHUNK, Lost, in_order


def pool(workers: int = 2) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


class AtOnce(Executor):
    """Does the work when it is handed out, and notes how much that is."""

    def __init__(self) -> None:
        self.chunks: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.chunks.append(len(args[1]))
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@given(st.lists(st.integers(), max_size=400), st.integers(1, 5))
def test_results_come_in_the_order_of_the_items(items: list[int], in_flight: int) -> None:
    executor = AtOnce()
    assert list(in_order(double, items, executor, in_flight=in_flight)) == [2 * item for item in items]
    assert list(in_order(double, items)) == [2 * item for item in items]
    assert sum(executor.chunks) == len(items)
    assert max(executor.chunks, default=0) <= MAX_CHUNK


def test_quick_work_is_done_in_chunks_of_a_hundred_and_not_one_by_one() -> None:
    executor = AtOnce()
    assert len(list(in_order(double, range(2000), executor, in_flight=2))) == 2000
    assert len(executor.chunks) < 30


@pytest.mark.parametrize("make", [pool, lambda: ThreadPoolExecutor(3)])
def test_real_executors_keep_the_order(make: Any) -> None:
    with make() as executor:
        assert list(in_order(double, range(500), executor)) == [2 * n for n in range(500)]


def test_items_are_not_taken_further_ahead_than_what_is_in_flight() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    with ThreadPoolExecutor(2) as executor:
        for number, _ in enumerate(in_order(double, items(), executor, in_flight=2), start=1):
            assert taken <= number + 4 * MAX_CHUNK


def test_a_failure_costs_one_item() -> None:
    results = list(in_order(fail_on_three, range(6), AtOnce()))
    assert [result for result in results if not isinstance(result, Lost)] == [0, 1, 2, 4, 5]
    assert results[3] == Lost(3, "KeyError: 'three'")
    assert list(in_order(fail_on_three, range(6))) == results


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    with pool() as executor:
        results = list(in_order(Deadly(tmp_path, once=(7, 30)), range(60), executor))
    assert results == list(range(60))
    assert {path.name for path in tmp_path.iterdir()} == {"7-0", "30-0"}


def test_only_items_that_kill_every_worker_are_given_up(tmp_path: Path) -> None:
    with pool() as executor:
        results = list(in_order(Deadly(tmp_path, always=(2, 11)), range(20), executor))
    lost = [result for result in results if isinstance(result, Lost)]
    assert [entry.item for entry in lost] == [2, 11]
    assert all("BrokenProcessPool" in entry.reason for entry in lost)
    assert [result for result in results if not isinstance(result, Lost)] == [n for n in range(20) if n not in (2, 11)]
    assert len(list(tmp_path.iterdir())) <= 10  # bounded: in flight, alone in its chunk, and three times by itself


def test_what_is_left_undone_is_cancelled_when_nobody_listens_any_more() -> None:
    with ThreadPoolExecutor(1) as executor:
        results = in_order(double, iter(range(10**9)), executor)
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
