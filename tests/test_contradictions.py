"""No page says of one thing that it is well and that it is not. ``test_diagnosis.py`` tries it on random partnerships."""

import pytest

from opposites import OPPOSITES, contradictions
from regiokompas.facts import vocabulary
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.loading import load
from regiokompas.model import read
from regiokompas.rules import load_pack


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas()


def test_every_strength_was_held_against_the_risks() -> None:
    kinds = {rule.name: rule.kind for rule in load_pack("essay", vocabulary()).rules}
    assert set(OPPOSITES) == {name for name, kind in kinds.items() if kind == "strength"}
    assert {kinds[name] for opposites in OPPOSITES.values() for name in opposites} <= {"risk", "signal"}


@pytest.mark.parametrize("name", ["gezond", "rivierland"])
def test_the_examples_do_not_contradict_themselves(kompas: Kompas, name: str) -> None:
    assert not contradictions(kompas.diagnose(load(f"examples/{name}.yaml")))


def test_that_no_function_is_a_bridge_is_no_comfort_where_a_partner_is(kompas: Kompas) -> None:
    """Two of the hub know two others each: nobody is a bridge, their house is, and somebody distrusts it."""
    homes = {"v": "hub", "w": "hub", "x": "one", "y": "other"}
    data = {
        "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
        "partners": [{"key": f"partner:{home}", "name": home} for home in ("hub", "one", "other")],
        "persons": [
            {"key": f"person:{n}{end}", "function": f"{n}{end}", "employer": f"partner:{home}"}
            for n, home in homes.items()
            for end in "12"
        ],
        "relations": [
            {"from": f"person:{a}{end}", "to": f"person:{b}{end}", "frequency": "weekly"}
            for a, b in ("vx", "wy")
            for end in "12"
        ]
        + [
            {"from": "partner:one", "to": "partner:hub", "trust": 1},
            {"from": "partner:hub", "to": "partner:one", "trust": 2},
        ],
    }
    diagnosis = kompas.diagnose(read(Document(data, "<test>")))
    assert "trust-broken-at-the-core" in {risk.rule for risk in diagnosis.risks}
    assert "robust-to-any-loss" not in {strength.rule for strength in diagnosis.strengths}
    assert not contradictions(diagnosis)
