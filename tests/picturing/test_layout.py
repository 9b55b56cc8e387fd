"""The network laid out: everyone is there, no names overlap, and who matters is marked."""

from itertools import combinations

import pytest
from hypothesis import given, settings

import regiokompas as rk
from picturing.regions import RIVIERLAND, diagnosed, large, regions
from regiokompas.picturing.inside import overlaps
from regiokompas.picturing.layout import NetworkPicture, picture_network
from regiokompas.picturing.network import actors, ties


def assert_legible(picture: NetworkPicture) -> None:
    labels = [(node.actor.key, node.label.box) for node in picture.nodes if node.label]
    for (one, box), (other, second) in combinations(labels, 2):
        assert not overlaps(box, second), (one, other)
    for key, (left, top, right, bottom) in labels:
        assert 0 <= left <= right <= picture.width, key
        assert 0 <= top < bottom <= picture.height, key
    for key, box in labels:
        if key.startswith("person:"):
            covered = [node.actor.key for node in picture.nodes if overlaps(box, node.box)]
            assert covered == [], key


def assert_apart(picture: NetworkPicture) -> None:
    for one, other in combinations(picture.nodes, 2):
        assert not overlaps(one.box, other.box), (one.actor.key, other.actor.key)


def assert_marked(picture: NetworkPicture) -> None:
    """Marks of colliding interests are on their lines, and no name lies over one."""
    for line in picture.ties:
        assert (line.mark is not None) == (line.tie.kind == "opposes")
        if line.mark:
            x, y = line.mark
            spot = (x - 8, y - 8, x + 8, y + 8)
            persons = [node for node in picture.nodes if node.actor.kind == "person" and node.label]
            assert not any(overlaps(spot, node.label.box) for node in persons if node.label)


def assert_named(picture: NetworkPicture) -> None:
    """Everyone has a label or a number of its own."""
    assert all((node.label is None) != (node.number is None) for node in picture.nodes)
    numbers = [node.number for node in picture.nodes if node.number is not None]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


@settings(max_examples=60)
@given(regions())
def test_everyone_is_there_and_no_names_overlap(data) -> None:
    picture = picture_network(diagnosed(data))
    keys = {entity["key"] for section in ("partners", "persons", "themes") for entity in data[section]}
    assert {node.actor.key for node in picture.nodes} == keys
    assert_named(picture)
    assert_legible(picture)
    assert_marked(picture)


@pytest.mark.parametrize("count", [8, 60])
def test_a_region_of_any_size_is_legible(count: int) -> None:
    picture = picture_network(diagnosed(large(count)))
    assert_named(picture)
    assert_legible(picture)
    assert_apart(picture)


@pytest.fixture(scope="module")
def rivierland() -> rk.Diagnosis:
    return rk.diagnose(rk.load(RIVIERLAND))


def test_nothing_lies_on_anything_else(rivierland: rk.Diagnosis) -> None:
    picture = picture_network(rivierland)
    assert_apart(picture)
    marks = [line.mark for line in picture.ties if line.mark]
    assert len(marks) == 5
    assert not any(overlaps((x - 8, y - 8, x + 8, y + 8), node.box) for x, y in marks for node in picture.nodes)


def test_who_holds_it_together_is_marked_large_and_named(rivierland: rk.Diagnosis) -> None:
    nodes = {node.actor.key: node for node in picture_network(rivierland).nodes}
    manager = nodes["person:programmamanager"]
    assert manager.actor.is_key
    assert manager.label is not None
    assert manager.actor.field == "direction"
    assert manager.radius == max(node.radius for node in nodes.values() if node.actor.kind == "person")
    assert not nodes["person:contractmanager"].actor.is_key


def test_each_kind_of_tie_comes_from_the_partnership(rivierland: rk.Diagnosis) -> None:
    found = {(tie.kind, tie.start, tie.end): tie.about for tie in ties(rivierland)}
    assert found["waits", "partner:waalbeek", "partner:provincie"] == "Investeringskrediet van Waalbeek"
    assert ("waits", "partner:provincie", "partner:waalbeek") not in found
    assert found["opposes", "partner:lingeoord", "partner:waalbeek"] == "Kortdurend verblijf, Regionaal dashboard"
    assert ("works_for", "person:wethouder-waalbeek", "partner:waalbeek") in found
    assert not any(start == "person:programmamanager" for kind, start, _ in found if kind == "works_for")
    # A relation without any contact is no line.
    assert ("relation", "partner:kersenwaard", "partner:provincie") not in found


def test_nobody_waits_for_money_that_is_certain() -> None:
    data = large(3)
    fund = {"theme": "theme:0", "amount": "EUR 100"}
    data["funds"] = [
        {**fund, "key": "fund:a", "name": "A", "owner": "partner:0", "status": "committed"},
        {**fund, "key": "fund:b", "name": "B", "owner": "partner:1", "status": "open"},
        {
            **fund,
            "key": "fund:c",
            "name": "C",
            "owner": "partner:2",
            "status": "conditional",
            "condition": {"all_of": ["fund:a", "fund:b"]},
        },
    ]
    assert [(t.start, t.end) for t in ties(diagnosed(data)) if t.kind == "waits"] == [("partner:2", "partner:1")]


def test_persons_go_by_function_and_never_by_name(rivierland: rk.Diagnosis) -> None:
    manager = next(actor for actor in actors(rivierland) if actor.key == "person:programmamanager")
    assert manager.name == "programmamanager jeugdregio"
    assert "Hoogland" not in repr(actors(rivierland)) + repr(ties(rivierland))


def test_what_is_unknown_rests_on_nobody() -> None:
    data = large(8)
    del data["relations"]
    picture = picture_network(diagnosed(data))
    assert picture.unknown == ("relations", "roles", "interests", "funds")
    assert {node.actor.dependence for node in picture.nodes} == {None}
    assert not any(node.actor.is_key for node in picture.nodes)
