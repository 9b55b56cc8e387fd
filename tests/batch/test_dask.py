"""Dask as the executor: a cluster over loopback, and a scheduler and workers that are processes of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from batch_work import Deadly, double, regions
from regiokompas.batch.executing import in_order

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.dask

#: Longest that anything here waits for, in seconds.
PATIENCE = 90


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as made,
        distributed.Client(made, timeout=PATIENCE) as client,
    ):
        yield client


def test_a_local_cluster_keeps_the_order(cluster: Any) -> None:
    assert list(in_order(double, range(300), cluster.get_executor())) == [2 * n for n in range(300)]


def test_a_local_cluster_makes_the_same_diagnoses(cluster: Any) -> None:
    kompas = rk.Kompas(select=["SCA"])
    many = [*regions(8), {"partnership": {}}, *regions(2)]
    there = list(kompas.diagnose_many(many, cluster.get_executor(), language="en"))
    here = list(kompas.diagnose_many(many, language="en"))
    assert there == here
    assert isinstance(there[8], rk.Failed)


def test_a_worker_of_dask_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    assert list(in_order(Deadly(tmp_path, once=(5,)), range(20), cluster.get_executor())) == list(range(20))
    assert (tmp_path / "5-0").exists()


def test_scheduler_and_workers_as_processes_of_their_own(tmp_path: Path) -> None:
    """As on many machines: only an address is known, and a worker is killed from outside while it works."""
    root = Path(__file__).parent.parent
    path = os.pathsep.join([str(Path(rk.__file__).parent.parent), str(root), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    address_file = tmp_path / "scheduler.json"

    def start(what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        return subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    with ExitStack() as stack:
        scheduler = start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file)
        )
        stack.callback(_end, scheduler)
        workers = []
        for _ in range(2):
            options = (
                "--scheduler-file",
                str(address_file),
                "--host",
                "127.0.0.1",
                "--nthreads",
                "1",
                "--no-dashboard",
                "--no-nanny",
            )
            workers.append(start("worker", *options))
            stack.callback(_end, workers[-1])
        deadline = time.monotonic() + PATIENCE
        while not address_file.exists():
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.1)
        client = stack.enter_context(distributed.Client(scheduler_file=str(address_file), timeout=PATIENCE))
        client.wait_for_workers(2, timeout=PATIENCE)
        kompas = rk.Kompas(select=["SCA"])
        names = []
        for result in kompas.diagnose_many(regions(40), client.get_executor()):
            names.append(result.name if isinstance(result, rk.Diagnosis) else result)
            if len(names) == 1:
                workers[0].send_signal(signal.SIGKILL)
        assert names == [f"Regio {number}" for number in range(40)]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(timeout=PATIENCE)
