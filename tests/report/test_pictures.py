"""Pictures as SVG: sound XML, the same for the same partnership, read without colour, and open to keyboard and ear."""

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from picturing.regions import KOMPAS, RIVIERLAND, diagnosed, large, regions
from regiokompas.report.pictures import (
    compass_svg,
    draw,
    exchange_svg,
    funding_svg,
    network_svg,
    resilience_svg,
)
from regiokompas.report.pictures.compass import LEVELS
from regiokompas.report.pictures.svg import COLOURS, plain
from regiokompas.report.pictures.words import _WORDS
from regiokompas.results.resilience import CurvePoint, StressTest
from regiokompas.texts import term
from strategies import documents

#: Of a region of three partners.
SMALL = diagnosed(large(3))

DRAWN = (compass_svg, network_svg, funding_svg, exchange_svg)
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def rivierland() -> rk.Diagnosis:
    return rk.diagnose(rk.load(RIVIERLAND))


def curve(*points: CurvePoint) -> StressTest:
    empty = {"singles": (), "pairs": (), "growing": (), "unknown": (), "splitting": None, "orphaning": None}
    return StressTest(
        name="Regio <&>",
        language="nl",
        currency="EUR",
        tried=0,
        tried_pairs=0,
        relations_in_pairs=True,
        curve=points,
        **empty,
    )


@settings(max_examples=40)
@given(st.one_of(documents(), regions()), st.sampled_from(["nl", "en"]))
def test_any_partnership_gives_sound_svg_with_a_title_and_a_description(data, language) -> None:
    d = diagnosed(data, language)
    for picture in DRAWN:
        svg = picture(d)
        root = tree(svg)
        assert [child.tag for child in list(root)[:3]] == [f"{SVG}title", f"{SVG}desc", f"{SVG}style"]
        assert all(child.text for child in list(root)[:3])
        assert root.get("aria-label")
        assert root.get("role") in ("img", "group")
        assert words(root), "there are always words, also where there is nothing to draw"
        assert not [element for element in root.iter() if "id" in element.attrib]
        assert not re.search(r'="[^"]*\b(nan|inf)\b', svg)
        tree(plain(svg))


@settings(max_examples=12)
@given(regions(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(data, chance) -> None:
    before = [picture(diagnosed(data)) for picture in DRAWN]
    shuffled = {name: chance.sample(part, len(part)) if isinstance(part, list) else part for name, part in data.items()}
    assert [picture(diagnosed(shuffled)) for picture in DRAWN] == before


@settings(max_examples=25)
@given(regions())
def test_every_partner_and_person_can_be_reached_and_says_who_it_is(data) -> None:
    root = tree(network_svg(diagnosed(data)))
    reached = {group.get("data-key"): group for group in root.iter(f"{SVG}g") if group.get("data-key")}
    assert set(reached) == {e["key"] for section in ("partners", "persons", "themes") for e in data[section]}
    for group in reached.values():
        assert group.get("tabindex") == "0"
        assert group.get("role") == "img"
        assert group.get("aria-label")
        assert group[0].tag == f"{SVG}title"


def test_names_are_escaped_and_what_xml_cannot_hold_is_dropped() -> None:
    data = large(3)
    data["partnership"]["name"] = data["partners"][0]["name"] = "<script>alert('\"&\x00\x1b\u202e')</script>"
    data["persons"][0]["function"] = ']]></style><b onload="x">'
    d = diagnosed(data)
    for picture in DRAWN:
        svg = picture(d)
        root = tree(svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            *("svg", "title", "desc", "style", "g", "text", "path", "rect", "circle", "line")
        }
        assert not {"\x00", "\x1b", "\u202e"} & set(svg)
    group = next(g for g in tree(network_svg(d)).iter(f"{SVG}g") if g.get("data-key") == "partner:0")
    assert group.get("aria-label", "").startswith("<script>alert('\"&')</script>; partner")


def test_a_picture_stays_small_however_large_the_region_and_long_its_names(rivierland: rk.Diagnosis) -> None:
    assert len(network_svg(diagnosed(large(60)))) < 250_000
    assert sum(len(picture(rivierland)) for picture in DRAWN) < 120_000
    data = large(8)
    for partner in data["partners"]:
        partner["name"] = "x" * 20_000
    assert len(network_svg(diagnosed(data))) < 60_000


@pytest.mark.register
def test_arrangements_of_the_register_of_which_little_is_known_are_drawn(register_path: Path) -> None:
    for known in islice(rk.load_register(register_path), 20):
        d = KOMPAS.diagnose(known, language="nl")
        for picture in DRAWN:
            assert words(tree(picture(d)))


# ── compass ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def wedges(d: rk.Diagnosis) -> dict[str, str]:
    """Return each wedge as text, without any colour and moved to one place, by level."""
    found = {}
    for group in tree(compass_svg(d)).iter(f"{SVG}g"):
        if group.get("class") == "rk-wedge":
            parts = ElementTree.tostring(group, encoding="unicode")
            found[group.get("data-level", "")] = re.sub(r"var\(--rk-[a-z]+,#[0-9a-f]+\)", "", parts)
    return found


def all_levels(d: rk.Diagnosis) -> rk.Diagnosis:
    fields = dict(zip(d.compass, (*LEVELS, "sound"), strict=True))
    compass = {name: replace(d.compass[name], level=level, coverage=0.7) for name, level in fields.items()}
    return replace(d, compass=compass)


def test_levels_differ_without_colour_and_each_has_its_word(rivierland: rk.Diagnosis) -> None:
    d = all_levels(rivierland)
    found = wedges(d)
    assert set(found) == set(LEVELS)
    # What tells them apart is not where they lie: numbers are dropped too.
    shapes = {level: re.sub(r"[-\d.]+", "#", text.replace(level, "")) for level, text in found.items()}
    assert len({shape[:4000] for shape in shapes.values()}) == len(LEVELS)
    said = words(tree(compass_svg(d)))
    for level in LEVELS:
        assert said.count(term(level, "nl")) >= 2, "at the wedge and in the legend"


def test_what_was_not_looked_at_is_dashed_and_empty_and_what_is_sound_is_not(rivierland: rk.Diagnosis) -> None:
    found = wedges(all_levels(rivierland))
    assert "stroke-dasharray" in found["not-looked-at"]
    assert ">?<" in found["not-looked-at"]
    assert "stroke-dasharray" not in found["sound"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_more_could_be_judged_the_further_a_wedge_is_filled(one: float, other: float) -> None:
    d = SMALL
    reaches = []
    for coverage in (one, other):
        fields = {name: replace(field, level="sound", coverage=coverage) for name, field in d.compass.items()}
        group = next(g for g in tree(compass_svg(replace(d, compass=fields))).iter(f"{SVG}g") if g.get("data-level"))
        fill = list(group)[1:]
        reaches.append(float(re.findall(r"A([\d.]+) ", fill[0].get("d", ""))[0]) if fill else 0.0)
    if abs(one - other) > 0.01:
        assert (reaches[0] - reaches[1]) * (one - other) > 0
    else:
        assert abs(reaches[0] - reaches[1]) < 2 or min(reaches) == 0


def test_the_needle_points_to_the_first_risk_or_is_not_there(rivierland: rk.Diagnosis) -> None:
    assert "De naald wijst naar wat het eerst telt: financiering." in words(tree(compass_svg(rivierland)))
    assert not any("naald" in line for line in words(tree(compass_svg(replace(rivierland, findings=())))))


# ── the others ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_waiting_is_dashed_with_an_arrow_and_clashing_is_crossed(rivierland: rk.Diagnosis) -> None:
    svg = network_svg(rivierland)
    assert 'stroke-dasharray="7 4"' in svg
    said = words(tree(svg))
    assert "wacht op geld van" in said
    assert "belangen botsen" in said
    quiet = words(tree(network_svg(diagnosed(large(8)))))
    assert "wacht op geld van" not in quiet, "the legend explains only what is there"


def test_where_nothing_is_known_the_picture_says_so() -> None:
    d = diagnosed({"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}})
    assert words(tree(network_svg(d))) == ["Wie meedoen en wie met wie te maken heeft, is niet bekend."]
    assert words(tree(funding_svg(d))) == ["Potjes zijn niet bekend."]
    assert words(tree(exchange_svg(d))) == ["De partners zijn niet bekend."]
    only = diagnosed({k: v for k, v in large(8).items() if k in ("partnership", "partners")})
    assert "Niet bekend: personen, opgaven," in " ".join(words(tree(network_svg(only))))


def test_what_is_left_out_or_may_be_more_is_said_beside_what_is_drawn() -> None:
    d = diagnosed({**large(8), "incomplete": ["persons"], "interests": [], "roles": []})
    said = words(tree(network_svg(d)))
    assert "Niet bekend, dus niet getekend: potjes." in said
    assert "Niet volledig bekend, er kan meer zijn: personen." in said
    d = diagnosed({**large(8), "funds": [], "contributions": [], "incomplete": ["funds", "contributions"]}, "en")
    assert words(tree(funding_svg(d))) == [
        "No money waits for other money.",
        "Not wholly known, there may be more: funds.",
    ]
    d = diagnosed({**large(8), "contributions": [], "benefits": [], "incomplete": ["contributions"]}, "en")
    assert "Not wholly known, there may be more: what partners bring." in words(tree(exchange_svg(d)))


def test_the_curve_has_a_point_for_each_loss_and_names_who_goes() -> None:
    points = (CurvePoint(0, "", 1.0, 1.0), CurvePoint(1, "manager <&>", 0.4, 0.5), CurvePoint(2, "wethouder", 0.0, 0.0))
    root = tree(resilience_svg(curve(*points)))
    assert {"1 manager <&>", "2 wethouder"} <= set(words(root))
    assert "1 (manager <&>): 40% partners in contact, 50% opgaven met trekker" in (root[1].text or "")


def test_a_curve_that_is_unknown_is_words() -> None:
    assert words(tree(resilience_svg(curve()))) == ["Niet te tekenen: contacten of trekkers zijn niet allemaal bekend."]


def test_pictures_follow_light_and_dark_and_stand_alone_in_light(rivierland: rk.Diagnosis) -> None:
    svg = compass_svg(rivierland)
    used = set(re.findall(r"var\(--rk-([a-z]+)", svg))
    assert used <= set(COLOURS)
    assert all(f"--rk-{name}:light-dark(" in svg for name in used)
    alone = draw(rivierland, "compass")
    assert isinstance(alone, str)
    assert not re.search(r"var\(|<style", alone)
    assert 'width="100%" height="100%" fill="#ffffff"' in alone


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_has_the_contrast_that_wcag_asks_for(mode: int) -> None:
    paper = COLOURS["paper"][mode]
    fields = ("content", "scale", "interests", "financing", "interplay", "direction")
    for ground in (paper, COLOURS["faint"][mode]):
        assert contrast(COLOURS["ink"][mode], ground) >= 7
    assert contrast(COLOURS["quiet"][mode], paper) >= 4.5
    for field in fields:
        assert contrast(paper, COLOURS[field][mode]) >= 4.5, f"a number in the colour of {field}"


def test_every_phrase_is_there_in_both_languages_with_the_same_places() -> None:
    for phrase, text in _WORDS.items():
        assert all(text), phrase
        assert set(re.findall(r"{\w+}", text.nl)) == set(re.findall(r"{\w+}", text.en)), phrase


# ── draw ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_picture_or_format_names_what_there_is(rivierland: rk.Diagnosis) -> None:
    with pytest.raises(
        rk.NotFoundError, match=r"there is no picture compas; known are compass, .*did you mean compass"
    ):
        rk.picture(rivierland, "compas")
    with pytest.raises(rk.NotFoundError, match="there is no picture format pgn; known are svg, png"):
        rk.picture(rivierland, "compass", "pgn")


def test_a_result_that_does_not_fit_the_picture_is_an_error(rivierland: rk.Diagnosis) -> None:
    with pytest.raises(rk.RegiokompasError, match="drawn from a stress test"):
        draw(rivierland, "resilience")
    with pytest.raises(rk.RegiokompasError, match="drawn from a diagnosis"):
        rk.picture(curve(), "compass")


def test_the_resilience_of_a_diagnosis_is_worked_out() -> None:
    d = diagnosed({**large(4), "roles": []}, "en")
    svg = rk.picture(d, "resilience")
    assert tree(svg)[0].text == "What stays up in Grote regio"
    assert svg == rk.picture(rk.stress_test(d.of, language="en"), "resilience")
