"""The stress test, against applying each loss and against brute force."""

from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas import load, render, stress_test
from regiokompas.changes import apply
from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.measures.network import contacts
from regiokompas.model import Partnership, read
from regiokompas.results.resilience import StressTest
from regiokompas.scenarios.falling_apart import falls_apart
from regiokompas.scenarios.stress import _change
from regiokompas.scenarios.structure import Structure, smallest_orphaning, smallest_splits

RIVIERLAND = load(Path(__file__).parents[2] / "examples" / "rivierland.yaml")
ABOUT = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}


@st.composite
def regions(draw: st.DrawFn) -> Partnership:
    """Draw a small partnership whose every section is known."""
    partners = [f"partner:{n}" for n in range(draw(st.integers(1, 4)))]
    persons = [f"person:{n}" for n in range(draw(st.integers(1, 6)))]
    themes = ["theme:t", "theme:u"]
    ties = draw(st.lists(st.sampled_from(list(combinations(persons, 2)) or [("", "")]), unique=True))
    roles = draw(
        st.lists(st.tuples(st.sampled_from(persons + partners), st.sampled_from(themes)), unique=True, max_size=4)
    )
    funds: list[dict[str, Any]] = []
    for n in range(draw(st.integers(0, 3))):
        status = draw(st.sampled_from(["committed", "conditional", "refused"]))
        fund = {
            "key": f"fund:{n}",
            "name": str(n),
            "owner": draw(st.sampled_from(partners)),
            "theme": "theme:t",
            "amount": "EUR 100",
            "status": status,
        }
        if status == "conditional":
            fund["condition"] = {draw(st.sampled_from(["all_of", "any_of"])): [f"fund:{(n + 1) % 3}"]}
        funds.append(fund)
    keys = {fund["key"] for fund in funds}
    for fund in funds:
        named = next(iter(fund.get("condition", {"": [fund["key"]]}).values()))
        if named[0] not in keys or named == [fund["key"]]:
            fund.pop("condition", None)
            fund["status"] = "committed" if fund["status"] == "conditional" else fund["status"]
    data = {
        "partnership": ABOUT,
        "partners": [{"key": key, "name": key} for key in partners],
        "persons": [
            {"key": key, "function": key, "employer": draw(st.sampled_from([*partners, "none"])),
             "deputies": draw(st.lists(st.sampled_from([p for p in persons if p != key] or persons[:0] or ["x"]),
                                       max_size=1)) if len(persons) > 1 else []}
            for key in persons
        ],
        "themes": [{"key": key, "name": key} for key in themes],
        "roles": [{"role": "initiator", "holder": holder, "concerns": theme} for holder, theme in roles],
        "relations": [{"from": one, "to": other, "frequency": "monthly"} for one, other in ties if one],
        "funds": funds,
        "decisions": [],
    }  # fmt: skip
    return read(Document(data, "<test>"))


@given(regions())
@settings(max_examples=100, deadline=None)
def test_what_the_structure_says_is_what_happens_when_the_loss_is_applied(region: Partnership) -> None:
    structure = Structure(to_graph(region))
    units = [*((key,) for key in (*structure.persons, *structure.partners, *structure.funds)), *structure.relations]
    for chosen in [*((unit,) for unit in units), *list(combinations(units, 2))[:12]]:
        lost = structure.without(chosen)
        changed = region
        for unit in chosen:
            if all(key in changed.by_key for key in unit) and (
                len(unit) == 1 or any({r.from_, r.to} == set(unit) for r in changed.relations or ())
            ):
                changed = apply(changed, [_change(unit)])
        happened = {loss.kind: loss for loss in falls_apart(region, changed, "en")}
        themes = happened.get("theme-without-initiator")
        partners = happened.get("partner-cut-off")
        gone = [happened[kind] for kind in ("money-lost", "money-standing-still") if kind in happened]
        assert set(lost.themes) == set((themes and themes.keys) or ())
        assert set(lost.partners) == set((partners and partners.keys) or ())
        assert set(lost.money) == {key for loss in gone for key in loss.keys or ()}


@given(regions())
@settings(max_examples=150, deadline=None)
def test_no_smaller_set_of_persons_parts_partners(region: Partnership) -> None:
    network = contacts(to_graph(region))
    persons = sorted(key for key in network if key.startswith("person:"))

    def connected(gone: tuple[str, ...]) -> set[frozenset[str]]:
        left = network.copy()
        left.remove_nodes_from(gone)
        return {frozenset(pair) for part in nx.connected_components(left)
                for pair in combinations(sorted(k for k in part if k.startswith("partner:")), 2)}  # fmt: skip

    found = smallest_splits(to_graph(region))
    every = [gone for size in range(1, len(persons) + 1) for gone in combinations(persons, size)
             if connected(gone) < connected(())]  # fmt: skip
    smallest = [gone for gone in every if len(gone) == len(every[0])] if every else []
    assert list(found) == smallest[:12]


@given(regions())
@settings(max_examples=150, deadline=None)
def test_no_smaller_set_of_persons_leaves_a_theme_without_anyone(region: Partnership) -> None:
    found = smallest_orphaning(to_graph(region))
    deputies = {person.key: set(person.deputies or ()) for person in region.persons or ()}
    held = {
        theme.key: {r.holder for r in region.roles or () if r.concerns == theme.key} for theme in region.themes or ()
    }
    sets = {
        theme: holders.union(*(deputies[h] for h in holders))
        for theme, holders in held.items()
        if holders and all(holder.startswith("person:") for holder in holders)
    }
    least = min(map(len, sets.values()), default=0)
    assert dict(found) == {theme: tuple(sorted(s)) for theme, s in sets.items() if len(s) == least}


@pytest.fixture(scope="module")
def test_result() -> StressTest:
    return Kompas(engine="clips").stress_test(RIVIERLAND, language="en")


def test_in_rivierland_the_programme_manager_can_least_be_missed(test_result: StressTest) -> None:
    worst = test_result.singles[0]
    assert worst.lost == ("person:programmamanager",)
    assert (len(worst.themes), len(worst.partners), worst.new_critical) == (4, 7, 1)
    assert test_result.growing[0].lost == worst.lost


def test_pairs_are_shown_for_what_neither_does_alone(test_result: StressTest) -> None:
    structure = Structure(to_graph(RIVIERLAND))
    for fall in test_result.pairs:
        assert fall.more_than_apart
        one, other = (tuple(key.split(">")) for key in fall.lost)
        both, apart = structure.without([one, other]), (structure.without([one]), structure.without([other]))
        alone = {key for lost in apart for key in (*lost.themes, *lost.partners, *lost.money)}
        assert {*both.themes, *both.partners, *both.money} - alone


def test_the_curve_falls_and_begins_whole(test_result: StressTest) -> None:
    shares = [(point.connected, point.pulled) for point in test_result.curve]
    assert shares[0] == (1.0, 1.0)
    assert [connected for connected, _ in shares] == sorted((c for c, _ in shares), reverse=True)
    assert [pulled for _, pulled in shares] == sorted((p for _, p in shares), reverse=True)


def test_what_is_unknown_is_said_and_never_called_resilient() -> None:
    test = stress_test(read(Document({"partnership": ABOUT, "partners": [{"key": "partner:a", "name": "A"}]}, "<t>")))
    assert test.unknown == ("personen", "relaties", "opgaven", "rollen", "potjes")
    assert (test.splitting, test.orphaning, test.curve) == (None, None, ())
    assert "niet te zeggen" in render(test, "text")


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_format_names_the_worst_loss(test_result: StressTest, format_: str) -> None:
    assert test_result.singles[0].said in render(test_result, format_)


def test_without_all_relations_nobody_is_said_to_be_cut_off() -> None:
    data = RIVIERLAND.to_dict()
    data["incomplete"] = [*data.get("incomplete", []), "relations"]
    structure = Structure(to_graph(read(Document(data, "<test>"))))
    lost = structure.without([("person:programmamanager",)])
    assert (len(lost.themes), lost.partners) == (4, ())
