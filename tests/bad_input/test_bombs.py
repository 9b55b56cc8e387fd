"""What is made to be too large is refused before it takes the memory or the time."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import regiokompas as rk
from bad_input.mutations import attempt
from regiokompas.io.register import read_register

HEAD = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
YAML_HEAD = "partnership: {key: 'partnership:demo', name: Demo, date: 2026-11-23}\n"
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{ENTITIES}]><x>&l9;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10) if n else 'lol'}]" for n in range(10))


def sheet_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)


def far_cell(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{row}</sheetData></worksheet>")


def shared_text(path: Path) -> None:
    """A short file: one long text, and many cells that hold it."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 201))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 900_000}</t></si></sst>")


BOMBS: dict[str, tuple[str, str | Callable[[Path], None], str]] = {
    "laughs": (".yaml", LAUGHS, "more than 200,000 values"),
    "itself": (".yaml", "partnership: &p {note: *p}", "contains itself"),
    "twice": (".yaml", YAML_HEAD + YAML_HEAD, "stands here twice"),
    "deep yaml": (".yaml", "[" * 500, "nested more than 100"),
    "bottomless yaml": (".yaml", "[" * 100_000, "nested more than 100|nesting depth"),  # PyYAML has a limit since 6.0.4
    "deep json": (".json", "[" * 100_000, "nested|JSON"),
    "twice in json": (".json", '{"a": 1, "a": 2}', "stands twice"),
    "laughs in graphml": (".graphml", BILLION, "declares entities"),
    "laughs in gexf": (".gexf", BILLION, "declares entities"),
    "a file of the machine": (".graphml", OUTSIDE, "declares entities"),
    "deep graphml": (".graphml", "<a>" * 20_000 + "</a>" * 20_000, "nested more than 100 deep"),
    "a swelling workbook": (".xlsx", sheet_bomb, "unpacks to more than"),
    "a cell far away": (".xlsx", far_cell, "cells"),
    "a text in many cells": (".xlsx", shared_text, "texts in the cells of this workbook are longer than"),
    "no workbook": (".xlsx", "PK\x03\x04", "no|not"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str, tmp_path: Path) -> None:
    suffix, content, message = BOMBS[name]
    path = tmp_path / f"bomb{suffix}"
    content(path) if callable(content) else path.write_text(content)
    with pytest.raises(rk.RegiokompasError, match=message):
        rk.load(path)


def test_a_bomb_in_the_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.xml"
    for content in (BILLION, OUTSIDE, "<a>" * 20_000):
        path.write_text(content)
        with pytest.raises(rk.InputError):
            list(read_register(path))


def test_a_deeply_nested_mapping_is_refused() -> None:
    deep: object = "x"
    for _ in range(20_000):
        deep = {"nl": deep}
    with pytest.raises(rk.InputError):
        rk.load({"partnership": deep})
    with pytest.raises(rk.InputError):
        rk.load({"partnership": {**HEAD["partnership"], "note": deep}})


def test_a_mapping_that_contains_itself_is_refused() -> None:
    loop: dict[str, object] = {}
    loop["partnership"] = loop
    with pytest.raises(rk.InputError):
        rk.load(loop)


def test_a_deeply_nested_condition_is_refused_or_read(tmp_path: Path) -> None:
    condition: object = "fund:a"
    for _ in range(40):
        condition = {"all_of": [condition]}
    fund = {"key": "fund:a", "name": "A", "owner": "partner:a", "theme": "theme:a", "condition": condition}
    attempt(lambda: rk.load({**HEAD, "funds": [fund]}))


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_a_very_long_text_is_refused_without_being_repeated(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"long{suffix}"
    path.write_text(json.dumps({"partnership": {**HEAD["partnership"], "note": "x" * 10_000_000}}))
    with pytest.raises(rk.InputError, match="20000 characters at the most") as refused:
        rk.load(path)
    assert len(str(refused.value)) < 1000


def test_a_problem_shows_no_more_of_a_line_than_fits_on_a_screen(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text("partnership: [" + "x" * 1_000_000 + "]]\n")
    with pytest.raises(rk.InputError) as refused:
        rk.load(path)
    assert len(str(refused.value)) < 2000


def test_a_hundred_thousand_partners_are_read(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    partners = [{"key": f"partner:{n}", "name": str(n), "kind": "municipality"} for n in range(100_000)]
    path.write_text(json.dumps({**HEAD, "partners": partners}))
    assert len(rk.load(path).partners or ()) == 100_000


def test_funds_and_decisions_that_wait_for_each_other_in_circles_are_read_and_judged() -> None:
    partners = [{"key": "partner:a", "name": "A", "kind": "municipality"}]
    themes = [{"key": "theme:a", "name": "A"}]
    funds = [
        {
            "key": f"fund:{n}", "name": str(n), "owner": "partner:a", "theme": "theme:a", "status": "conditional",
            "condition": {"all_of": [f"fund:{(n + 1) % 40}", f"fund:{n}"]},
        }
        for n in range(40)
    ]  # fmt: skip
    found = attempt(lambda: rk.load({**HEAD, "partners": partners, "themes": themes, "funds": funds}))
    if found is not None:
        rk.diagnose(found)


def test_reading_leaves_the_limit_of_recursion_as_it_was(tmp_path: Path) -> None:
    before = sys.getrecursionlimit()
    path = tmp_path / "deep.json"
    path.write_text("[" * 5000 + "]" * 5000)
    attempt(lambda: rk.load(path))
    assert sys.getrecursionlimit() == before


@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_cell_of_nothing_but_marks_is_read(mark: str, tmp_path: Path) -> None:
    (tmp_path / "partnership.csv").write_text("name;date\nDemo;2026-11-23\n")
    cell = '"' + mark * 20_000 + '"'
    (tmp_path / "partners.csv").write_text(f"name;kind\n{cell};municipality\n")
    attempt(lambda: rk.load(tmp_path))


def test_the_first_mistaken_names_get_a_hint_and_the_others_are_told_all_the_same() -> None:
    partners = [{"key": f"partner:p{n}", "name": str(n), "kind": "municipality"} for n in range(300)]
    persons = [{"key": f"person:p{n}", "function": "x", "employer": f"partner:q{n}"} for n in range(300)]
    with pytest.raises(rk.InputError) as refused:
        rk.load({**HEAD, "partners": partners, "persons": persons})
    assert len(refused.value.problems) == 300
    hinted = [problem for problem in refused.value.problems if problem.hint]
    assert 0 < len(hinted) <= 20_000 // 300
