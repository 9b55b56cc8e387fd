"""What the benchmarks rest on: made-up regions that load, and ten rules by hand that say what the pack says."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regiokompas import load
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.explain.inputs import Inputs
from regiokompas.explain.missing import Missing
from regiokompas.facts import build_facts, vocabulary
from regiokompas.kompas import Kompas
from regiokompas.rules import compile_rules, load_packs


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, Any]]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    import regions
    import ten_rules

    yield regions, ten_rules
    for name in ("regions", "ten_rules"):
        sys.modules.pop(name)


@pytest.mark.parametrize("seed", range(5))
def test_ten_rules_by_hand_say_what_the_pack_says(benchmarks: tuple[Any, Any], seed: int) -> None:
    regions, ten_rules = benchmarks
    rules = [r for pack in load_packs(["essay"], vocabulary()) for r in pack.rules if r.name in ten_rules.TEN_RULES]
    knowledge = KnowledgeBase(compile_rules(rules, vocabulary()), "clips")
    base = build_facts(load(regions.region(20, seed)))
    found = {(match.rule, match.facts[0].key) for match in knowledge.run(base).matches if match.truth}
    knowledge.close()
    assert ten_rules.by_hand(base) == found
    assert len({rule for rule, _ in found}) >= 8, "most of the ten have something to say"


def test_what_is_asked_for_grows_with_the_region_and_not_with_its_square(
    benchmarks: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row of one partner that asks of everyone is wrong for the reader too: the answer of another changes nothing."""
    regions, _ = benchmarks
    of = Inputs.of
    asked: list[int] = []

    def counted(self: Inputs, item: Missing) -> frozenset[Missing]:
        found = of(self, item)
        asked.append(len(found))
        return found

    monkeypatch.setattr(Inputs, "of", counted)
    kompas, per_partner = Kompas(), []
    for size in (20, 60):
        asked.clear()
        assert kompas.diagnose(load(regions.region(size))).questions
        per_partner.append(sum(asked) / size)
    assert per_partner[1] < 1.5 * per_partner[0]
