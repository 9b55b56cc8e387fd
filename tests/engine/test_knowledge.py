"""Left to choose, a knowledge base takes an engine without a limit where there is too much for the preferred one."""

import pytest

from engine.small_packs import KINDS, fact, single
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.engine.selection import available_engines
from regiokompas.errors import EngineError
from regiokompas.facts import FactBase
from regiokompas.rules.compiler import compile_rules

pytestmark = pytest.mark.skipif("durable" not in available_engines(), reason="durable-rules does not import here")

PROGRAM = compile_rules([single("some-rule", ("size", "gte", 2))], KINDS)
BASE = FactBase.of([fact(f"t{number}", size=number) for number in range(6)])


def judged(engine: str) -> tuple[set[str], list[str]]:
    knowledge = KnowledgeBase(PROGRAM, engine)
    try:
        found = knowledge.run(BASE)
    finally:
        knowledge.close()
    return {match.facts[0].key for match in found.matches}, list(found.proposed)


def test_auto_goes_on_with_clips_where_durable_rules_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    before, engines = judged("auto")
    assert engines == ["durable"]
    monkeypatch.setattr("regiokompas.engine.durable.DurableProposer.capacity", 2 * len(BASE.facts))
    assert judged("auto") == (before, ["durable"]), "half of the room is enough"
    monkeypatch.setattr("regiokompas.engine.durable.DurableProposer.capacity", 2 * len(BASE.facts) - 1)
    after, engines = judged("auto")
    assert engines == ["clips"]
    assert before == after == {"t2", "t3", "t4", "t5"}


def test_an_engine_that_was_asked_for_is_not_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiokompas.engine.durable.DurableProposer.capacity", 1)
    monkeypatch.setattr("regiokompas.engine.durable.MAX_FACTS", 1)
    with pytest.raises(EngineError, match="choose the engine 'clips'"):
        judged("durable")
