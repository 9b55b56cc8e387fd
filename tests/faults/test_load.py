"""Many threads, other processes, interruptions, engines that fail: the results are the same or there are none."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from regiokompas.cli import main
from regiokompas.engine.selection import available_engines

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "src" / "regiokompas" / "tables" / "example.yaml"
PROFILES = ("social-domain", "physical-domain", "network", "single-purpose")

engines = pytest.mark.parametrize("engine", available_engines())


def regions() -> list[rk.Partnership]:
    """Return a partnership under each profile, so that a kompas must compile while it is in use."""
    data = rk.load(SMALL).to_dict()
    return [rk.load({**data, "partnership": {**data["partnership"], "profile": profile}}) for profile in PROFILES]


def told(kompas: rk.Kompas, partnership: rk.Partnership) -> str:
    return rk.render(kompas.diagnose(partnership), "json")


@engines
def test_threads_that_share_a_kompas_come_to_what_one_would(engine: str) -> None:
    serial = rk.Kompas(engine=engine)
    given = regions()
    expected = [told(serial, one) for one in given]
    shared = rk.Kompas(engine=engine)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda one: told(shared, one), given * 3))
    finally:
        sys.setswitchinterval(switch)
    assert found == expected * 3


def test_a_profile_is_compiled_once_however_many_threads_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from regiokompas import kompas as module

    kompas = rk.Kompas()
    compiled: list[Any] = []
    compile_rules = module.compile_rules

    def slow(*arguments: Any) -> Any:
        compiled.append(arguments)
        time.sleep(0.05)
        return compile_rules(*arguments)

    monkeypatch.setattr(module, "compile_rules", slow)
    threads = [threading.Thread(target=kompas._prepare, args=("network",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(compiled) == 1


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_another_process_comes_to_the_same(method: str, tmp_path: Path) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {method}")
    out = tmp_path / "report.json"
    command = ["check", str(SMALL), "--no-config", "--output-format", "json", "--output", str(out)]
    with ProcessPoolExecutor(1, multiprocessing.get_context(method)) as pool:
        assert pool.submit(main, command).result(timeout=120) in (0, 1)
    assert out.read_text() == told(rk.Kompas(), rk.load(SMALL))


@engines
def test_a_kompas_that_was_made_before_a_fork_works_after_it_on_both_sides(engine: str) -> None:
    script = f"""
import os, sys
import regiokompas as rk
kompas, region = rk.Kompas(engine={engine!r}), rk.load({str(SMALL)!r})
before = rk.render(kompas.diagnose(region), "json")
child = os.fork()
same = rk.render(kompas.diagnose(region), "json") == before
if not child:
    os._exit(0 if same else 3)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert same
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)


def _has_ended(child: subprocess.Popen[str]) -> bool:
    try:
        child.wait(timeout=20)
    except subprocess.TimeoutExpired:
        return False
    return True


@engines
def test_an_interruption_ends_a_diagnosis_and_hangs_nothing(engine: str) -> None:
    script = f"""
import signal
import regiokompas as rk
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background begins with interruptions ignored
kompas, region = rk.Kompas(engine={engine!r}), rk.load({str(SMALL)!r})
first = rk.render(kompas.diagnose(region), "json")
print("ready", flush=True)
try:
    while True:
        kompas.diagnose(region)
except KeyboardInterrupt:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert rk.render(kompas.diagnose(region), "json") == first
    print("interrupted", flush=True)
"""
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        # Python drops an interruption that comes within the callback of a weak reference: then one presses again.
        for _ in range(5):
            time.sleep(0.2)
            child.send_signal(signal.SIGINT)
            if _has_ended(child):
                break
        said, _ = child.communicate(timeout=60)
    finally:
        child.kill()
        child.wait(timeout=60)
    assert said == "interrupted\n"
    assert child.returncode == 0


@engines
def test_an_engine_that_fails_halfway_is_built_anew(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kompas, region = rk.Kompas(engine=engine), rk.load(SMALL)
    expected = told(kompas, region)
    from regiokompas.engine import run

    def fail(*arguments: Any) -> Any:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as broken:
        broken.setattr(run, "check", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            kompas.diagnose(region)
    assert told(kompas, region) == expected


@engines
def test_a_firing_that_does_not_check_out_is_no_finding(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from regiokompas.engine import run

    kompas, region = rk.Kompas(engine=engine), rk.load(SMALL)
    assert kompas.diagnose(region).findings
    monkeypatch.setattr(run, "check", lambda *arguments: None)
    refused = kompas.diagnose(region)
    assert not refused.findings
    assert refused.info.discarded == refused.info.proposed


def test_what_durable_rules_raises_comes_out_as_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    native = pytest.importorskip("durable_rules_engine", reason="durable-rules does not import on this Python")
    kompas, region = rk.Kompas(engine="durable"), rk.load(SMALL)
    expected = told(kompas, region)

    def start_action_for_state(*arguments: Any) -> Any:
        raise RuntimeError("an action failed")

    with monkeypatch.context() as broken:
        broken.setattr(native, "start_action_for_state", start_action_for_state)
        with pytest.raises(rk.RegiokompasError, match="an action failed"):
            kompas.diagnose(region)
    assert told(kompas, region) == expected
