"""Remedies prove themselves: carried out on a partnership in which the rule fires, they make its finding vanish."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from regiokompas import diagnose, load
from regiokompas.changes import apply
from regiokompas.engine.knowledge import KnowledgeBase
from regiokompas.explain import Wording
from regiokompas.facts import vocabulary
from regiokompas.model import Partnership
from regiokompas.proving import remedy
from regiokompas.rehearing import Rehearing
from regiokompas.rules import DEFAULT_PROFILE, Rule, RuleKind, load_pack
from regiokompas.rules.compiler import reading_graph
from regiokompas.rules.loader import CASES, packs_folder
from regiokompas.settings import Settings, find_profile

ROOT = Path(__file__).parent.parent.parent
PACK = load_pack("essay", vocabulary())
RISKS = [rule for rule in PACK.rules if rule.kind is RuleKind.RISK]
REMEDIED = [rule for rule in RISKS if rule.advice and rule.advice.remedy]
READS = reading_graph(PACK.rules)
REGIONS = [
    load(path)
    for path in (
        *sorted((ROOT / "examples").glob("*.yaml")),
        *sorted((packs_folder() / "essay" / CASES).glob("*.yaml")),
    )
]


def judgement(region: Partnership, rules: list[Rule]) -> Rehearing:
    settings = Settings(find_profile([PACK], DEFAULT_PROFILE))
    return Rehearing(
        region, rules, vocabulary(), settings, Wording(region, vocabulary(), "en"), lambda _: True, "clips"
    )


def needed(rule: Rule) -> list[Rule]:
    names = {rule.name, *nx.ancestors(READS, rule.name)}
    return [other for other in PACK.rules if other.name in names]


def trials(rule: Rule) -> Iterator[str]:
    """Yield how the remedy fares for each finding of the rule in each of the regions; empty where it resolves it."""
    rules = needed(rule)
    knowledge: KnowledgeBase = judgement(REGIONS[0], rules).knowledge()
    try:
        for region in REGIONS:
            judged = judgement(region, rules)
            for print_, verdict in judged.verdicts(knowledge, region).items():
                if verdict.rule.name != rule.name or verdict.outcome != "fires":
                    continue
                changes = remedy(judged, verdict)
                if not changes:
                    yield f"{region.name}: {verdict.about}: a value that the remedy needs is unknown"
                    continue
                after = judged.verdicts(knowledge, apply(region, changes)).get(print_)
                said = ", ".join(map(str, changes))
                yield "" if after is None else f"{region.name}: {verdict.about}: {after.outcome} after {said}"
    finally:
        knowledge.close()


@pytest.mark.parametrize("rule", REMEDIED, ids=lambda rule: rule.name)
def test_a_remedy_resolves_its_own_finding(rule: Rule) -> None:
    tried = list(trials(rule))
    assert tried, f"{rule.name} fires in no example and no case of the pack"
    assert not [trial for trial in tried if trial]


@pytest.mark.parametrize("rule", RISKS, ids=lambda rule: rule.name)
def test_a_risk_has_a_remedy_or_says_why_not(rule: Rule) -> None:
    assert rule.advice is not None
    assert rule.advice.remedy or rule.advice.no_remedy


def test_taking_a_power_back_calls_up_no_other_question_of_law() -> None:
    """Mandate in its place would: in a bare arrangement it makes one participant the host."""
    region = load(
        {
            "partnership": {
                "key": "partnership:p",
                "name": "P",
                "date": "2026-11-23",
                "legal_form": "bare_arrangement",
                "powers": ["delegation"],
            }
        }
    )
    (advice,) = diagnose(region, language="en").advice
    assert advice.changes == ("set:partnership:p.powers=[]",)
    assert advice.resolves == advice.findings
    assert not advice.worsens
