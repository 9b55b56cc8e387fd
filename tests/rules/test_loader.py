"""Packs: what lies in a folder is read whole, and what only shows over several files is told with both their places."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from regiokompas.errors import PackError, Problem
from regiokompas.facts import vocabulary
from regiokompas.io.limits import Limits
from regiokompas.rules import load_pack, load_packs, loader
from regiokompas.rules.loader import read_pack, read_packs

PACK = """\
name: own
title: {nl: Eigen, en: Own}
version: "1"
prefixes: [OWN]
requires: ">=0.1"
licence: MIT
"""
RULE = """\
id: OWN01
name: some-rule
field: scale
kind: signal
severity: low
claims: [E1]
when: [{as: region, fact: partnership, overview: false}]
finding: {nl: Geen overzicht., en: No overview.}
why: {nl: Daarom., en: Because.}
tests:
  - {name: a, given: [{fact: partnership, overview: false}], expect: fires}
  - {name: b, given: [{fact: partnership, overview: true}], expect: silent}
  - {name: c, given: [{fact: partnership}], expect: undecided}
"""
CLAIMS = """\
about: {nl: Over., en: About.}
claims:
  E1: {paragraph: 1, field: scale, nl: Dat., en: That.}
  E2: {paragraph: 2, field: all, nl: Dit., en: This., out_of_scope: {nl: Geen., en: None.}}
"""
PROFILE = "name: small\nlabel: {nl: Klein, en: Small}\nabout: {nl: Klein., en: Small.}\n"


def other(number: int, *changes: tuple[str, str], prefix: str = "OWN") -> str:
    """Return a rule with an id and a name of its own."""
    text = RULE.replace("OWN01", f"{prefix}{number:02}").replace("some-rule", f"rule-{number}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def pack(folder: Path, files: dict[str, str], name: str = "own", prefix: str = "OWN") -> str:
    """Write a pack, with its description, and return its folder."""
    described = PACK.replace("own", name).replace("OWN", prefix)
    for place, text in {"pack.yaml": described, **files}.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return str(folder)


def said(problems: Iterable[Problem]) -> list[tuple[str, str, str | None, str | None]]:
    """Return file and line, message, what was expected and hint of each problem."""
    return [(f"{p.source.file}:{p.source.line}", p.message, p.expected, p.hint) for p in problems]


def refused(*folders: str) -> list[tuple[str, str, str | None, str | None]]:
    with pytest.raises(PackError) as caught:
        load_packs(folders, vocabulary())
    return said(caught.value.problems)


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "folder",
        {
            "scale/some-rule.yaml": RULE,
            "content/rule-2.yaml": other(2, ("field: scale", "field: content")),
            "profiles/small.yaml": PROFILE,
            "claims.yaml": CLAIMS,
            "cases/region.yaml": "no: rule",
        },
    )
    reading = read_pack(folder, vocabulary())
    assert not reading.problems
    assert load_pack(folder, vocabulary()) == reading.pack
    assert load_packs([folder], vocabulary()) == (reading.pack,)
    assert reading.pack.name == "own", "the name it says, not that of its folder"
    assert [rule.id for rule in reading.pack.rules] == ["OWN02", "OWN01"], "in the order of their files"
    assert [profile.name for profile in reading.pack.profiles] == ["small"]
    assert list(reading.pack.claims) == ["E1", "E2"]
    assert reading.pack.about is not None
    assert reading.pack.folder == tmp_path / "folder"
    assert sorted(reading.documents) == [
        "folder/claims.yaml",
        "folder/content/rule-2.yaml",
        "folder/pack.yaml",
        "folder/profiles/small.yaml",
        "folder/scale/some-rule.yaml",
    ]


def test_a_folder_of_rules_and_nothing_else_is_a_pack_by_the_name_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine" / "scale").mkdir(parents=True)
    (tmp_path / "mine" / "scale" / "some-rule.yaml").write_text(RULE)
    found = load_pack(str(tmp_path / "mine"), vocabulary())
    assert (found.name, found.about, found.claims, found.profiles) == ("mine", None, {}, ())
    assert [rule.id for rule in found.rules] == ["OWN01"]


def test_every_problem_of_every_file_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "own",
        {
            "pack.yaml": PACK.replace("licence", "license"),
            "claims.yaml": CLAIMS.replace("field: all", "field: none"),
            "profiles/small.yaml": PROFILE.replace("about", "abuot"),
            "profiles/tiny.yaml": PROFILE,
            "scale/broken.yaml": "a: [",
            "scale/some-rule.yaml": RULE.replace("severity: low", "severity: lwo"),
            "scale/rule-2.yaml": other(2),
        },
    )
    reading = read_pack(folder, vocabulary())
    assert [rule.id for rule in reading.pack.rules] == ["OWN02"]
    assert [profile.name for profile in reading.pack.profiles] == ["small"]
    assert {(place, message) for place, message, _, _ in said(reading.problems)} >= {
        ("own/pack.yaml:1", "this pack has no licence"),
        ("own/claims.yaml:4", "none is no field"),
        ("own/profiles/small.yaml:3", "abuot does not belong here"),
        ("own/profiles/tiny.yaml:1", "small lies in tiny.yaml"),
        ("own/scale/some-rule.yaml:5", "lwo does not exist here"),
    }
    assert any(place.startswith("own/scale/broken.yaml") for place, _, _, _ in said(reading.problems))
    (tmp_path / "own" / "scale" / "bytes.yaml").write_bytes(b"\xff\xfe\xff")
    assert "own/scale/bytes.yaml" in {p.source.file for p in read_pack(folder, vocabulary()).problems}
    (tmp_path / "own" / "scale" / "bytes.yaml").unlink()
    with pytest.raises(PackError) as caught:
        load_pack(folder, vocabulary())
    assert set(caught.value.problems) == set(reading.problems)


def test_a_rule_lies_where_its_name_says_and_rests_on_claims_that_are_listed(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "own",
        {
            "claims.yaml": CLAIMS,
            "content/other.yaml": RULE,
            "scale/rule-2.yaml": other(2, ("[E1]", "[E1, F1, E2]")),
            "scale/rule-3.yaml": other(3, ("id: OTH03\nname: rule-3", "name: rule-3\nid: OTH03"), prefix="OTH"),
        },
    )
    assert said(read_pack(folder, vocabulary()).problems) == [
        ("own/content/other.yaml:1", "some-rule lies in other.yaml", "some-rule.yaml", None),
        ("own/content/other.yaml:1", "some-rule of field scale lies in content", "scale", None),
        ("own/scale/rule-2.yaml:1", "rule-2 rests on F1, which claims.yaml does not have", None, None),
        ("own/scale/rule-2.yaml:1", "rule-2 rests on E2, which is out of scope", None, None),
        ("own/scale/rule-3.yaml:2", "OTH03 has no prefix of the pack own", "OWN..", None),
    ]
    near = pack(tmp_path / "near", {"claims.yaml": CLAIMS.replace("E2:", "E101:"), "scale/some-rule.yaml": other(1, ("[E1]", "[E102]"))})  # fmt: skip
    assert "did you mean E101?" in [hint for _, _, _, hint in said(read_pack(near, vocabulary()).problems)]
    marked = pack(tmp_path / "x", {"scale/rule-1.yaml": other(1, prefix="OX")}, prefix="OX")
    assert not read_pack(marked, vocabulary()).problems
    many = pack(tmp_path / "many", {"pack.yaml": PACK.replace("[OWN]", "[ONE, TWO]"), "scale/some-rule.yaml": RULE})
    assert [expected for _, _, expected, _ in said(read_pack(many, vocabulary()).problems)] == ["ONE.., TWO.."]


def test_an_id_and_a_name_belong_to_one_rule(tmp_path: Path) -> None:
    folder = pack(tmp_path / "own", {"scale/some-rule.yaml": RULE, "scale/rule-2.yaml": other(2, ("OWN02", "OWN01"))})
    assert refused(folder) == [
        ("own/scale/some-rule.yaml:1", "the id OWN01 is taken by own/scale/rule-2.yaml:1:1", None, None)
    ]


def reads(*tests: str) -> tuple[str, str]:
    found = "".join(f", {{absent: finding, {test}}}" for test in tests)
    return "overview: false}]\nfinding", f"overview: false}}{found}]\nfinding"


def test_findings_are_read_of_rules_that_there_are(tmp_path: Path) -> None:
    known = reads("rule: rule-2", "id: OWN02", "rule: {in: [rule-2, rule-3]}", "severity: high", "rule: {known: true}")
    files = {"scale/rule-2.yaml": other(2), "scale/rule-3.yaml": other(3)}
    assert load_packs([pack(tmp_path / "a", {**files, "scale/rule-1.yaml": other(1, known)})], vocabulary())
    unknown = reads("rule: rule-22", "id: {ne: OWN09}", "rule: {in: [rule-2, quite-else]}", "rule: former")
    files["scale/rule-3.yaml"] = other(3, ("severity: low", "severity: low\nformerly: [former]"))
    assert refused(pack(tmp_path / "b", {**files, "scale/rule-1.yaml": other(1, unknown)})) == [
        ("b/scale/rule-1.yaml:7", "rule-1 reads the findings of rule-22, which is no rule", None, "did you mean rule-2?"),
        ("b/scale/rule-1.yaml:7", "rule-1 reads the findings of OWN09, which is no rule", None, "did you mean OWN03?"),
        ("b/scale/rule-1.yaml:7", "rule-1 reads the findings of quite-else, which is no rule", None, None),
        ("b/scale/rule-1.yaml:7", "rule-1 reads the findings of former, which is no rule", None, "it is now OWN03 rule-3"),
    ]  # fmt: skip
    (rule, *_) = read_pack(str(tmp_path / "b"), vocabulary()).pack.rules
    assert [(test.attribute, test.operand) for test in loader.tests_on_findings(rule)] == [
        ("rule", "rule-22"),
        ("id", "OWN09"),
        ("rule", ("rule-2", "quite-else")),
        ("rule", "former"),
    ]


def test_what_could_not_be_read_may_be_what_is_asked_for(tmp_path: Path) -> None:
    broken = {"scale/rule-2.yaml": other(2, ("low", "lwo")), "scale/rule-1.yaml": other(1, reads("rule: rule-2"))}
    assert [message for _, message, _, _ in refused(pack(tmp_path / "own", broken))] == ["lwo does not exist here"]


def test_a_former_name_and_what_replaces_a_rule_lead_to_one_rule(tmp_path: Path) -> None:
    def with_lines(number: int, *lines: str) -> str:
        return other(number, ("severity: low", "\n".join(("severity: low", *lines))))

    files = {
        "scale/some-rule.yaml": RULE,
        "scale/rule-2.yaml": with_lines(2, "formerly: [some-rule, once]"),
        "scale/rule-3.yaml": with_lines(3, "formerly: [once]"),
        "scale/rule-4.yaml": with_lines(4, "status: deprecated", "replaced_by: OWN04"),
        "scale/rule-5.yaml": with_lines(5, "status: deprecated", "replaced_by: XYZ77"),
        "scale/rule-6.yaml": with_lines(6, "status: deprecated", "replaced_by: OWN01"),
    }
    # fmt: off
    assert refused(pack(tmp_path / "own", files)) == [
        ("own/scale/rule-2.yaml:1", "rule-2 was formerly some-rule, which is taken by own/scale/some-rule.yaml:1:1", None, None),
        ("own/scale/rule-3.yaml:1", "rule-3 was formerly once, which is taken by own/scale/rule-2.yaml:1:1", None, None),
        ("own/scale/rule-4.yaml:1", "rule-4 is replaced by OWN04, which is no rule", None, "did you mean OWN06?"),
        ("own/scale/rule-5.yaml:1", "rule-5 is replaced by XYZ77, which is no rule", None, None),
    ]
    # fmt: on


def test_two_packs_share_no_name_prefix_or_claim(tmp_path: Path) -> None:
    claims = CLAIMS.replace("E2:", "E3:")
    first = pack(tmp_path / "a", {"scale/some-rule.yaml": RULE, "claims.yaml": CLAIMS})
    second = pack(tmp_path / "b", {"scale/rule-2.yaml": other(2), "claims.yaml": claims})
    third = pack(tmp_path / "c", {"scale/rule-3.yaml": other(3, prefix="OTH")}, "third", "OTH")
    nameless = tmp_path / "nameless" / "scale"
    nameless.mkdir(parents=True)
    (nameless / "rule-4.yaml").write_text(other(4))
    assert refused(str(nameless.parent), first, third, second) == [
        ("b/pack.yaml:1", f"{taken} is taken by the pack own, a/pack.yaml:1:1", None, None)
        for taken in ("E1", "OWN", "own")
    ]  # fmt: skip


def test_packs_are_read_once_and_after_what_they_need(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", {"scale/rule-1.yaml": other(1, prefix="ONE")}, "one", "ONE")
    two = pack(tmp_path / "two", {"scale/rule-2.yaml": other(2, prefix="TWO")}, "two", "TWO")
    for folder, needed in ((tmp_path / "one", two), (tmp_path / "two", one)):
        described = (folder / "pack.yaml").read_text(encoding="utf-8")
        (folder / "pack.yaml").write_text(f"{described}needs: [{needed}]\n", encoding="utf-8")
    three = pack(tmp_path / "three", {"scale/rule-3.yaml": other(3, prefix="THR")}, "three", "THR")
    asked = [three, one, f"{tmp_path}/three/../one", two]
    assert [reading.pack.name for reading in read_packs(asked, vocabulary())] == ["three", "two", "one"]


def test_the_limits_are_for_every_file_of_every_pack(tmp_path: Path) -> None:
    folder = pack(tmp_path / "own", {"scale/some-rule.yaml": RULE})
    assert load_packs([folder], vocabulary(), Limits(file_bytes=len(RULE) + 1))
    with pytest.raises(PackError) as caught:
        load_packs([folder], vocabulary(), Limits(file_bytes=len(RULE) - 1))
    assert {problem.source.file for problem in caught.value.problems} == {"own/scale/some-rule.yaml"}


def test_the_limits_are_for_what_a_file_holds_too(tmp_path: Path) -> None:
    folder = pack(tmp_path / "own", {"scale/some-rule.yaml": RULE})
    with pytest.raises(PackError, match="nested more than 2 deep"):
        load_packs([folder], vocabulary(), Limits(depth=2))
