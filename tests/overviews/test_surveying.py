"""The overview: counted from records, and for the real register against the extracts, counted in another way."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import regiokompas as rk
from batch_work import region, regions
from regiokompas.api import overview
from regiokompas.batch.inputs import Input
from regiokompas.batch.records import record, to_line
from regiokompas.batch.sources import from_register
from regiokompas.overviews.overview import LEVELS, Overview, Spread
from regiokompas.overviews.surveying import Tally
from regiokompas.report import render

ON = "2026-06-01"


def version(
    number: int, members: str, *, arrangement: str = "1", in_force: bool = False, abolished: str = "", **about: Any
) -> dict[str, Any]:
    """Return a record of the register without findings."""
    level = {"level": "not-looked-at", "coverage": 0.0, "risks": 0}
    fields = ("content", "scale", "interests", "financing", "interplay", "direction")
    place = {"arrangement": arrangement, "version": number, "in_force": in_force, "on": ON}
    return {
        "source": f"export.xml:{number}",
        "register": {**place, "abolished": dict.fromkeys(map(_name, abolished), "2020-01-01")},
        "partnership": about,
        "partners": [{"name": _name(letter), "kind": "municipality"} for letter in members],
        "diagnosis": {
            "name": f"R{arrangement}",
            "compass": dict.fromkeys(fields, level),
            "findings": [],
            "undecided": [],
        },
    }


def _name(letter: str) -> str:
    return f"Gemeente {letter.upper()}"


def test_findings_are_counted_by_rule_and_by_partnership() -> None:
    kompas = rk.Kompas()
    found = [
        d for d in kompas.diagnose_many(region(n, partners=14 + n) for n in range(4)) if isinstance(d, rk.Diagnosis)
    ]
    survey = overview([*found, rk.Failed("x.yaml", "no such file")], language="en")
    assert (survey.records, survey.failed, survey.partnerships) == (5, 1, 4)
    for count in survey.rules:
        firing = [[f for f in d.findings if f.id == count.id] for d in found]
        assert (count.partnerships, count.findings) == (sum(map(bool, firing)), sum(map(len, firing)))
        sentences = {finding.message for fired in firing for finding in fired}
        assert count.example in sentences
        assert len(count.example) == min(map(len, sentences))
    assert {count.id for count in survey.rules} == {f.id for d in found for f in d.findings}
    for field in survey.fields:
        assert field.levels == {
            level: number for level in LEVELS if (number := sum(d.compass[field.field].level == level for d in found))
        }
        risky = [d for d in found if any(f.field == field.field for f in d.risks)]
        assert field.with_risks == len(risky)
        assert field.held_back == sum(bool(d.compass[field.field].unsettled) for d in found)
        assert {out.name for out in field.standing_out} == {d.name for d in risky}
    assert survey.sizes == Spread(14, 15.5, 17)
    assert survey.failures == (("x.yaml", "no such file"),)


def test_where_nothing_stands_out_that_is_said_with_how_much_was_judged() -> None:
    kompas = rk.Kompas(select=["SCA", "FIN"])
    survey = overview(map(record, kompas.diagnose_many(region(n, partners=14 + n) for n in range(3))), language="en")
    text = " ".join(render(survey, "text").split())
    silent = {field.field: field.coverage for field in survey.fields if not field.standing_out}
    assert "financing" in silent
    assert "scale" not in silent
    _, told = text.split("WHERE NOTHING STANDS OUT")
    assert f"financing {silent['financing']:.0%}" in told


def test_attention_without_a_risk_of_weight_is_explained() -> None:
    one = version(1, "ab", in_force=True)
    held = {"level": "attention", "coverage": 0.6, "risks": 0, "unsettled": ["SCA02"]}
    one["diagnosis"]["compass"] = {**one["diagnosis"]["compass"], "scale": held}
    tally = Tally("en")
    tally.add(one)
    assert "scale: one partnership is at ‘attention’ with no more than a low risk" in " ".join(
        render(tally.overview(), "text").split()
    )


def test_the_most_severe_stand_out_whatever_the_order() -> None:
    kompas = rk.Kompas()
    records = [record(d) for d in kompas.diagnose_many(region(n, partners=10 + n) for n in range(12))]
    one, other = overview(records), overview(reversed(records))
    assert one == other
    (scale,) = (field for field in one.fields if field.field == "scale")
    assert len(scale.standing_out) == min(8, scale.with_risks) > 0
    assert scale.standing_out[0].name == "Regio 11"


def test_only_versions_in_force_count_and_the_others_tell_who_came_and_went() -> None:
    tally = Tally("nl")
    for entry in (
        version(2, "acd", starts="2020-05-01", abolished="", in_force=True, policy_fields=["zorg | jeugd", "zorg"]),
        version(1, "abc", starts="2015-01-01", abolished="b"),
        version(1, "ax", arrangement="2", starts="2016-01-01"),
        version(3, "a", arrangement="2", starts="2021-01-01"),
    ):
        tally.add(entry)
    survey = tally.overview()
    assert (survey.records, survey.partnerships, survey.arrangements) == (4, 1, 2)
    assert [(m.name, m.partnerships) for m in survey.municipalities] == [("A", 1), ("C", 1), ("D", 1)]
    (year,) = survey.turnover  # the versions 1 and 3 of the second do not follow each other
    assert (year.year, year.versions, year.joined, year.left, year.left_by_merger) == (2020, 1, 1, 0, 1)
    assert [(b.policy_field, b.arrangements) for b in survey.boundaries] == [("zorg", 1)]


def test_of_nothing_there_is_an_overview_too() -> None:
    survey = Tally("en").overview()
    assert survey.partnerships == 0
    for format in ("text", "markdown", "html", "json"):
        assert rk.render(survey, format)


def test_an_overview_is_made_of_a_file_of_records(tmp_path: Path) -> None:
    path = tmp_path / "all.ndjson"
    records = [record(d) for d in rk.Kompas().diagnose_many(regions(3))]
    path.write_bytes(b"".join(map(to_line, records)))
    assert overview(path) == overview(records)


def test_names_from_outside_write_no_markup() -> None:
    evil = '<script>alert("x")</script>\x1b[2J'
    data = region(1, partners=20)
    data["partnership"]["name"] = evil
    survey = overview(rk.Kompas().diagnose_many([data]))
    assert "<script>" not in rk.render(survey, "html")
    assert "<script>" not in rk.render(survey, "markdown").replace("\\<", "")
    assert "\x1b" not in rk.render(survey, "text")
    assert "&lt;script&gt;" in rk.render(survey, "html")


def test_the_html_needs_nothing_from_elsewhere() -> None:
    html = rk.render(overview(rk.Kompas().diagnose_many([region(1)])), "html")
    assert not [word for word in ("<script", "http:", "https:", "src=", "@import", "url(") if word in html]
    assert "@media print" in html


@pytest.fixture(scope="module")
def survey(register_path: Path) -> Overview:
    """Survey the real register, without judging it: who takes part in what."""
    from datetime import date

    tally = Tally("nl")
    _, versions = from_register(register_path, on=date.fromisoformat(ON))
    for entry in versions:
        tally.add(_unjudged(entry))
    return tally.overview()


def _unjudged(entry: Input) -> dict[str, Any]:
    partnership = entry.load()
    made = version(1, "")
    plain = partnership.to_dict()
    place = entry.version  # type: ignore[attr-defined]
    register = {name: getattr(place, name) for name in ("arrangement", "version", "in_force", "abolished")}
    made |= {"register": {**register, "on": ON}, "partnership": plain["partnership"], "partners": plain.get("partners")}
    made["diagnosis"]["name"] = partnership.name
    return made


def extract(register_path: Path, name: str) -> list[dict[str, str]]:
    path = register_path.with_name(name)
    if not path.is_file():
        pytest.skip(f"there is no {name} beside the export")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.register
def test_the_figures_are_those_of_the_extracts(survey: Overview, register_path: Path) -> None:
    """Counted once more from tables that were made of the register in another way, by number instead of name."""
    arrangements = extract(register_path, "gr.csv")
    participations = extract(register_path, "deelnames.csv")
    municipalities = {row["org_id"]: row for row in extract(register_path, "gemeenten.csv")}
    in_force = {
        row["gr_id"]: row
        for row in arrangements
        if row["in_werking"] <= ON and (not row["uit_werking"] or row["uit_werking"] > ON)
    }
    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in participations:
        members[row["gr_id"]].add(row["org_id"])
    alive = {number for number, row in municipalities.items() if not row["valid_until"] or row["valid_until"] > ON}
    served = Counter(number for id_ in in_force for number in members[id_] & alive)

    assert survey.partnerships == len(in_force)
    sizes = [len(members[id_]) for id_ in in_force]
    assert survey.sizes == Spread(min(sizes), median(sizes), max(sizes))
    named = {municipalities[number]["naam"].removeprefix("Gemeente "): count for number, count in served.items()}
    assert {m.name: m.partnerships for m in survey.municipalities} == named
    assert survey.without_policy_field == sum(not row["beleidsterreinen"] for row in in_force.values())


@pytest.mark.register
def test_who_came_and_went_is_as_in_the_extract(survey: Overview, register_path: Path) -> None:
    gone = {row["org_id"] for row in extract(register_path, "gemeenten.csv") if row["valid_until"]}
    counted = Counter(
        # The extract also knows of two abolished bodies that are no municipality; of these gemeenten.csv says nothing.
        "joined" if row["event"] == "toetreding" else "left_by_merger" if row["org_id"] in gone else "left"
        for row in extract(register_path, "mutaties.csv")
    )
    assert counted == {
        name: sum(getattr(year, name) for year in survey.turnover) for name in ("joined", "left_by_merger", "left")
    }
    assert json.dumps(survey.to_dict())
