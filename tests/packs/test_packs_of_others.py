"""Packs and measures of other distributions: found by entry points, named apart, and blamed by name when broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from regiokompas.errors import NotFoundError, PackError
from regiokompas.facts import vocabulary
from regiokompas.io.yaml import read_yaml
from regiokompas.rules import load_packs
from regiokompas.rules.descriptions import read_description

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
sources: [a judgement]
when: [{as: region, fact: partnership, overview: false}]
finding: {nl: Geen overzicht., en: No overview.}
why: {nl: Daarom., en: Because.}
tests:
  - {name: a, given: [{fact: partnership, key: partnership:p, overview: false}], expect: fires}
  - {name: b, given: [{fact: partnership, key: partnership:p, overview: true}], expect: {silent: overview}}
  - {name: c, given: [{fact: partnership, key: partnership:p}], expect: {undecided: overview}}
"""


def pack(folder: Path, *changes: tuple[str, str], rule: str = RULE, **files: str) -> str:
    """Write a pack and return its folder."""
    text = PACK
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    for name, content in {"pack": text, "scale/some-rule": rule, **files}.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return str(folder)


def said(*folders: str) -> str:
    with pytest.raises(PackError) as caught:
        load_packs(folders, vocabulary())
    return str(caught.value)


def test_a_pack_says_what_it_is(tmp_path: Path) -> None:
    (loaded,) = load_packs([pack(tmp_path)], vocabulary())
    assert loaded.name == "own"
    assert loaded.about is not None
    assert loaded.about.title.nl == "Eigen"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: own\n", "", "this pack has no name"),
        ("name: own", "name: My Own", "My Own does not fit here"),
        ("prefixes: [OWN]", "prefixes: []", "a pack has at least one prefix"),
        ("prefixes: [OWN]", "prefixes: [own]", "own does not fit here"),
        ("{nl: Eigen, en: Own}", "{nl: Eigen}", "the title is missing in a language"),
        ('">=0.1"', '">=99"', "this pack works with regiokompas >=99; this is 0."),
        ('">=0.1"', '"0.1 or so"', "0.1 or so does not fit here"),
        ("licence: MIT", "license: MIT", "license does not belong here"),
    ],
)
def test_a_mistake_in_the_description_is_said_at_its_place(old: str, new: str, message: str) -> None:
    _, problems = read_description(read_yaml(PACK.replace(old, new), "own/pack.yaml"), vocabulary())
    found = [problem for problem in problems if message in problem.message]
    assert found, [str(problem) for problem in problems]
    assert found[0].source.line


def test_an_id_without_the_prefix_of_its_pack_is_refused(tmp_path: Path) -> None:
    assert "OWN01 has no prefix of the pack own" in said(pack(tmp_path, ("[OWN]", "[OTH]")))


def test_two_packs_with_one_prefix_are_refused_though_no_id_is_the_same(tmp_path: Path) -> None:
    first = pack(tmp_path / "a")
    other = RULE.replace("OWN01", "OWN02").replace("some-rule", "other-rule")
    (tmp_path / "b" / "scale").mkdir(parents=True)
    second = pack(tmp_path / "b", ("name: own", "name: other"), rule=RULE)
    (tmp_path / "b" / "scale" / "some-rule.yaml").unlink()
    (tmp_path / "b" / "scale" / "other-rule.yaml").write_text(other)
    assert "OWN is taken by the pack own" in said(first, second)
    assert "FIN is taken by the pack" in said("essay", pack(tmp_path / "c", ("[OWN]", "[OWN, FIN]")))


def test_what_a_pack_needs_is_loaded_along_and_before_it(tmp_path: Path) -> None:
    reading = RULE.replace("overview: false}]\n", "overview: false}, {absent: finding, rule: circular-wait}]\n", 1)
    assert "reads the findings of circular-wait, which is no rule" in said(pack(tmp_path / "a", rule=reading))
    needy = pack(tmp_path / "b", ("licence: MIT", "licence: MIT\nneeds: [essay]"), rule=reading)
    assert [loaded.name for loaded in load_packs([needy], vocabulary())] == ["essay", "own"]
    assert [loaded.name for loaded in load_packs([needy, "essay"], vocabulary())] == ["essay", "own"]
    with pytest.raises(NotFoundError, match="did you mean essay"):
        load_packs([pack(tmp_path / "c", ("licence: MIT", "licence: MIT\nneeds: [esay]"))], vocabulary())


MEASURE = """\
from collections.abc import Iterator
from dataclasses import dataclass
from regiokompas.measures.base import Count, Graph, Key, measure, value

@dataclass(frozen=True, slots=True)
class Row:
    partnership: Key = value("verband", "partnership")
    number: Count | None = value("aantal", "number", of=("partners",))

@measure(Row, field="scale", needs=(), label=("eigen maat", "own measure"), singleton=True)
def own_measure(G: Graph) -> Iterator[Row]:
    yield Row(G.graph["partnership"], 3)
"""
FACTS = """\
import regiokompas as rk
from regiokompas.facts import build_facts
about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
print([fact.values["number"] for fact in build_facts(rk.load({"partnership": about})).facts if fact.kind == "own_measure"])
"""


def distribution(site: Path, name: str, entry_points: str, **modules: str) -> None:
    """Write an installed distribution by hand: its metadata and its modules."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(dedent(entry_points))
    for module, text in modules.items():
        (site / f"{module}.py").write_text(text)


def run(site: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r})\n{code}"], capture_output=True, text=True
    )


def test_a_measure_of_another_distribution_gives_facts(tmp_path: Path) -> None:
    distribution(tmp_path, "own-measures", "[regiokompas.measures]\nown = own_module\n", own_module=MEASURE)
    done = run(tmp_path, FACTS)
    assert done.stdout == "[3]\n", done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import nothing_like_it", "ModuleNotFoundError: No module named 'nothing_like_it'"),
        (MEASURE.replace("def own_measure", "def size"), "the measure size exists already, in regiokompas.measures.scale"),
        (MEASURE.replace("def own_measure", "def partner"), "partner is a kind of fact of the library itself"),
        (MEASURE.replace('Count | None = value("aantal", "number", of=("partners",))', "int = 3"), "not declared with value()"),
        (MEASURE.replace('of=("partners",)', 'of=("partner.populatoin",)'), "hangs on partner.populatoin, which does not exist; did you mean partner.population?"),
        (MEASURE.replace("needs=()", 'needs=("partner",)'), "hangs on partner, which does not exist; did you mean partners?"),
        (MEASURE.replace('yield Row(G.graph["partnership"], 3)', "yield 1 / 0"), "the measure own_measure fails: ZeroDivisionError"),
    ],
)  # fmt: skip
def test_a_broken_measure_is_one_error_that_names_its_distribution(tmp_path: Path, text: str, message: str) -> None:
    distribution(tmp_path, "own-measures", "[regiokompas.measures]\nown = own_module\n", own_module=text)
    done = run(tmp_path, FACTS)
    assert "PluginError: own-measures 1.0 is broken" in done.stderr
    assert message in done.stderr


def test_a_pack_of_another_distribution_is_found_without_running_its_code(tmp_path: Path) -> None:
    distribution(tmp_path, "own-pack", "[regiokompas.packs]\nown = own_package:rules\n")
    (tmp_path / "own_package").mkdir()
    (tmp_path / "own_package" / "__init__.py").write_text("raise SystemExit('was run')")
    pack(tmp_path / "own_package" / "rules")
    done = run(tmp_path, "import regiokompas as rk; print([rule.id for rule in rk.Kompas(['own']).rules])")
    assert done.stdout == "['OWN01']\n", done.stderr


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ("own = no_such_package:rules", "there is no package no_such_package"),
        ("own = own_module:rules", "there is no package own_module"),
        ("essay = own_module:rules", "offers a pack essay, which comes with regiokompas already"),
    ],
)
def test_a_broken_pack_is_one_error_that_names_its_distribution(tmp_path: Path, points: str, message: str) -> None:
    distribution(tmp_path, "own-pack", f"[regiokompas.packs]\n{points}\n", own_module="")
    done = run(tmp_path, "import regiokompas as rk; rk.Kompas(['own'])")
    assert "PluginError: own-pack 1.0" in done.stderr
    assert message in done.stderr


def test_two_distributions_with_one_pack_are_named_both(tmp_path: Path) -> None:
    distribution(tmp_path, "own-pack", "[regiokompas.packs]\nown = one_package:rules\n")
    distribution(tmp_path, "other-pack", "[regiokompas.packs]\nown = two_package:rules\n")
    done = run(tmp_path, "import regiokompas as rk; rk.Kompas(['own'])")
    assert "both offer own as regiokompas.packs" in done.stderr
    assert {"own-pack", "other-pack"} <= set(done.stderr.split())
