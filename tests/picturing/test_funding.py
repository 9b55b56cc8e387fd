"""Funds that wait: the circle is the circle of the measure, and no names overlap."""

from itertools import combinations

from hypothesis import given, settings

import regiokompas as rk
from picturing.regions import RIVIERLAND, partnership, regions
from regiokompas.graph import to_graph
from regiokompas.measures.waiting import funding_cycle
from regiokompas.picturing.funding import FundingPicture, picture_funding
from regiokompas.picturing.inside import overlaps


def rivierland() -> FundingPicture:
    return picture_funding(rk.load(RIVIERLAND), "nl")


def test_the_circle_goes_round_and_the_chain_does_not() -> None:
    circular = {(line.fund, line.waits_for) for line in rivierland().waiting if line.circular}
    assert circular == {
        ("fund:waalbeek-verblijf", "fund:provincie-verblijf"),
        ("fund:provincie-verblijf", "fund:lingeoord-verblijf"),
        ("fund:lingeoord-verblijf", "fund:waalbeek-verblijf"),
    }
    assert ("fund:uiterdam-gezin", "fund:maasveld-gezin") in {(w.fund, w.waits_for) for w in rivierland().waiting}


def test_who_can_begin_is_who_moves_first() -> None:
    moves = rk.who_moves_first(rk.load(RIVIERLAND))
    states = {fund.key: fund.state for fund in rivierland().funds}
    begins = {pledge.fund for pledge in moves.ways[0].movers}
    others = {pledge.fund for way in moves.ways[1:] for pledge in way.movers} - begins
    assert {key for key, state in states.items() if state == "begins"} == begins
    assert {key for key, state in states.items() if state == "could_begin"} == others
    assert states["fund:uiterdam-gezin"] == "follows"


@settings(max_examples=60)
@given(regions(most=5))
def test_what_is_drawn_stands_still_and_its_names_do_not_overlap(data) -> None:
    region = partnership(data)
    picture = picture_funding(region, "en")
    keys = [fund.key for fund in picture.funds]
    assert len(keys) == len(set(keys))
    assert {key for line in picture.waiting for key in (line.fund, line.waits_for)} == set(keys)
    boxes = [fund.label.box for fund in picture.funds]
    assert not any(overlaps(one, other) for one, other in combinations(boxes, 2))
    for left, top, right, bottom in boxes:
        assert 0 <= left <= right <= picture.width
        assert 0 <= top < bottom <= picture.height
    freed = {pledge.fund for round_ in picture.moves.firm for pledge in round_}
    assert not freed & set(keys)
    if region.is_known("funds"):
        circles = [set(row.funds) for row in funding_cycle(to_graph(region))]
        together = {key for line in picture.waiting if line.circular for key in (line.fund, line.waits_for)}
        assert together <= set().union(*circles)


def test_funds_that_are_unknown_are_not_funds_that_are_none() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    assert not picture_funding(partnership({"partnership": about}), "nl").is_known
    assert picture_funding(partnership({"partnership": about, "funds": []}), "nl").is_known
